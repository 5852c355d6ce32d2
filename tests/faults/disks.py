#!/usr/bin/env python3
"""disks.py - real disks and the loss of power: disks.py [--kills N] [--random N] [--only NAME…] [--systems FS…] BAOCAO FAULTS.so WORK-FOLDER

A Linux kernel in user space (Debian's user-mode-linux) mounts an image with its own driver: vfat, ext4 … A command runs there, and its output is
compared with what the host makes: the same bytes. Then it runs again and again, killed at N of its system calls, evenly spread over all from the first
that changes a file on, --random times at any moment, and three times when it has said that it is done: then that must be on the disk. With it the whole
kernel is killed, and what it had not written out is lost. That is (MANNERS) all of the last seconds; or the data were written out as early as can be; or
only the names were, not yet what stands in the files. Another kernel mounts the disk; what stands there is judged as in run.py; the command runs again and
must bring all to its end. A disk that reorders or forgets what it was told to have safe is not among them.
Prints a line a system and command; status 1 when anything was judged wrong."""
import argparse
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

import run
from scenarios import CLOCK, scenarios, snapshot

MAKE = {"ext4": ["mkfs.ext4", "-q", "-F"], "vfat": ["mkfs.vfat", "-F", "32"], "xfs": ["mkfs.xfs", "-q", "-f"], "btrfs": ["mkfs.btrfs", "-q", "-f"]}
SIZE = {"xfs": 320, "btrfs": 128}
OPTIONS = {"vfat": "iocharset=utf8"}
COMMANDS = ["build", "build-again", "build-mine", "build-signed", "submit", "new", "convert", "sign", "sign-agency", "accept", "replace", "init"]
# What is on the disk when the power goes: only what was asked for; the data too, early; the names (ext4: of each second), seldom the data.
MANNERS = ["asked", "eager", "names"]
LENGTH = 0.5  # seconds; somewhat more than a command takes there
NO_CHANGE = re.compile(r"^(brk|mmap|munmap|mprotect|madvise|futex|getpid|getrandom|gettid|prlimit64|exit_group|clock_.*|rt_.*|[-+].*)$")


def points(trace):
    """ "CALL", N for each call from the first that changes a file on."""
    counts, on, found = {}, False, []
    with open(trace, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            line = re.sub(r"^\d+ +", "", line)
            call = line.split("(")[0]
            counts[call] = counts.get(call, 0) + 1
            on = on or call.startswith("mkdir") or "O_CREAT" in line
            if on and re.match(r"\w+$", call) and not NO_CHANGE.match(call):
                found.append((call, counts[call]))
    return found


class Machine:
    """The kernel in user space, with two disks; each boot does one order."""

    def __init__(self, args, system):
        self.args, self.system = args, system
        self.disks = [os.path.join(args.work, f"disk{n}") for n in (0, 1)]

    def make(self, disk):
        with open(disk, "wb") as file:
            file.truncate(SIZE.get(self.system, 64) << 20)
        subprocess.run([*MAKE[self.system], disk], check=True, stdout=subprocess.DEVNULL)

    def boot(self, order, kill_at, after=0.0):
        """Does the order, and kills the machine so long after it said kill_at. Returns what it said. The machine does not outlive being stopped by
        somebody for a while; then all is done anew, upon the same disks."""
        disks = [disk for disk in self.disks if os.path.exists(disk)]
        copy = lambda a, b: subprocess.run(["cp", "--sparse=always", a, b], check=True)
        for disk in disks:
            copy(disk, disk + ".before")
        for _ in range(3):
            said = self.attempt(order, kill_at, after)
            if any(kill_at in line for line in said):
                return said
            for disk in disks:
                copy(disk + ".before", disk)
        raise SystemExit("the machine did not do its order:\n" + "\n".join(said))

    def attempt(self, order, kill_at, after):
        path = os.path.join(self.args.work, "order")
        with open(path, "w", encoding="utf-8") as file:
            file.write(order)
        here = os.path.dirname(os.path.abspath(__file__))
        words = ["linux.uml", "mem=256M", "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", "quiet", f"init={here}/uml-init.sh", f"ubd0={self.disks[0]}",
                 f"ubd1={self.disks[1]}", f"uml_dir={self.args.work}/uml", "con=null", "con0=fd:0,fd:1", f"WORK={self.args.work}", f"ORDER={path}"]
        machine = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
        watchdog = subprocess.Popen(["sh", "-c", f"sleep 120; kill -9 -{machine.pid}"], start_new_session=True)
        said = []
        for line in machine.stdout:
            said.append(line.decode("utf-8", "replace").rstrip())
            if kill_at in said[-1]:
                time.sleep(after)
                break
        os.killpg(machine.pid, signal.SIGKILL)
        os.killpg(watchdog.pid, signal.SIGKILL)
        machine.wait()
        watchdog.wait()
        machine.stdout.close()
        return said


class Disks:
    def __init__(self, args):
        self.args, self.judge = args, run.Judge(args)
        self.quoted = lambda words: " ".join("'" + w + "'" for w in words)
        self.done = 0

    def command(self, words):
        return f"LD_PRELOAD={self.args.library} FAULTS_TIME={CLOCK} {self.quoted([self.args.baocao, '-C', '/run/disk/project', *words])}"

    def mount(self, system, disk, manner="asked"):
        options = OPTIONS.get(system, "defaults") + (",commit=1" if system == "ext4" and manner == "names" else "")
        return f"mount -t {system} -o {options} {disk} /run/disk || exit\n"

    def prepare(self, system, scenario, manner="asked"):
        often = "echo 1 >/proc/sys/vm/dirty_writeback_centisecs; echo 1 >/proc/sys/vm/dirty_expire_centisecs\n" if manner == "eager" else ""
        return self.mount(system, "/dev/ubdb", manner) + f"cp -r {scenario.origin} /run/disk/project\nsync\n" + often

    def show(self, name):
        return f"rm -rf {self.args.work}/{name}; cp -r /run/disk/project {self.args.work}/{name}\n"

    def look(self, system, scenario):
        """What stands on the disk after the loss, and after the next run."""
        again = "".join(self.command(words) + " >/dev/null 2>&1\n" for words in scenario.again)
        return (self.mount(system, "/dev/ubda") + self.show("found") + again + self.show("recovered") +
                f"find /run/disk/project -type f -links +1 >{self.args.work}/twice; umount /run/disk\necho LOOKED\n")

    def judged(self, scenario, fault):
        scenario.project = os.path.join(self.args.work, "found")
        self.judge.environment({})
        found, said, _ = self.judge.judge(scenario, fault, -9, "", "")
        for what in said:
            self.judge.say_wrong(scenario, fault, what, "")
        with open(f"{self.args.work}/twice", encoding="utf-8") as file:
            twice = file.read().split()
        self.judge.completed(scenario, fault, snapshot(f"{self.args.work}/recovered"), twice, "after the loss of power")
        self.done += 1
        return found

    def faultless(self, machine, scenario):
        """The command on this disk and on the host's: the same bytes. Returns the calls at which it can be killed."""
        system = machine.system
        scenario.restore()
        scenario.before = snapshot(scenario.project)
        status, err, *_ = self.judge.execute(scenario.project, scenario.command)
        scenario.after = snapshot(scenario.project)
        machine.make(machine.disks[1])
        trace = os.path.join(self.args.work, "trace")
        said = machine.boot(self.prepare(system, scenario) + f"strace -f -qq -o {trace} env {self.command(scenario.command)}\n"
                            f"echo STATUS $?\n" + self.show("found") + "echo LOOKED\n", "LOOKED")
        if status != 0 or "STATUS 0" not in said:
            raise SystemExit(f"{system} {scenario.name}: fails without any fault\n{err}\n" + "\n".join(said))
        if snapshot(f"{self.args.work}/found") != scenario.after:
            self.judge.say_wrong(scenario, {"class": system}, "other bytes than on the host", "\n".join(said))
        return points(trace)

    def lose_power(self, machine, scenario, calls):
        """Killed at these calls (name, number), or at a moment (a share of LENGTH), or at the end (None). Each boot looks at the disk of the one before
        and loses the next. Returns how often the old stood there."""
        system, pending, old = machine.system, None, 0
        for n, call in enumerate(calls + ["look"]):
            order = self.look(system, scenario) if pending else "echo LOOKED\n"
            manner = MANNERS[n % len(MANNERS)]
            if call == "look":
                machine.boot(order, "LOOKED")
            else:
                machine.make(machine.disks[1])
                words, wait = self.command(scenario.command), 1.5 if manner == "names" else 0
                order += self.prepare(system, scenario, manner) + "echo START\n"
                inject = f"strace -f -qq -o /dev/null -e trace={call[0]} -e inject={call[0]}:signal=KILL:when={call[1]} env " if isinstance(call, tuple) else ""
                order += f"{inject}{words} >/dev/null 2>&1\necho LOST $?\n"
                said = machine.boot(order, *(("START", call * LENGTH) if isinstance(call, float) else ("LOST", wait)))
                if not isinstance(call, float) and "LOST " + ("137" if call else "0") not in said:
                    print(f"  not killed at {call}, or not done: {said[-1]}")
            if pending:
                found = self.judged(scenario, pending)
                old += found == scenario.before
                found = {k: v for k, v in found.items() if not run.LEFT.search(k)}
                if pending["at"] == "end" and found != scenario.after:
                    differ = [k for k in {*found, *scenario.after} if found.get(k, 0) != scenario.after.get(k, 0)]
                    self.judge.say_wrong(scenario, pending, "it said that it was done, and was not", " ".join(differ))
            pending = {"class": system, "at": "end" if call is None else call, "mode": manner, "error": run.KILL}
            machine.disks.reverse()
        return old


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--random", type=int, default=10)
    parser.add_argument("--only", type=lambda s: s.split(","), default=COMMANDS)
    parser.add_argument("--systems", type=lambda s: s.split(","), default=["vfat", "ext4"])
    parser.add_argument("baocao")
    parser.add_argument("library")
    parser.add_argument("work")
    args = parser.parse_args()
    args.every, args.most = 1, 0
    args.work, args.baocao, args.library = (os.path.abspath(p) for p in (args.work, args.baocao, args.library))
    missing = [tool for tool in ("linux.uml", "strace", *(MAKE[s][0] for s in args.systems)) if not shutil.which(tool)]
    if missing:
        print(f"disks.py: not tried, for want of {', '.join(missing)}")
        return 0
    random.seed(1)
    disks = Disks(args)
    for scenario in scenarios(args):
        for system in args.systems if scenario.name in args.only else ():
            started, wrong, done = time.time(), disks.judge.wrong, disks.done
            machine = Machine(args, system)
            found = disks.faultless(machine, scenario)
            step = max(1, len(found) / args.kills) if args.kills else len(found) + 1
            calls = [found[int(i * step)] for i in range(min(args.kills, len(found)))] + [random.random() for _ in range(args.random)] + [None] * len(MANNERS)
            old = disks.lose_power(machine, scenario, calls)
            print(f"{system:5} {scenario.name:12} {len(found):4} calls, {disks.done - done:3} losses, {old:3} as before, {disks.judge.wrong - wrong:3} wrong, {time.time() - started:.0f} s",
                  flush=True)
    for kind, count in sorted(disks.judge.kinds.items()):
        print(f"WRONG {count:5} x {kind[0]} {kind[1]}: {kind[2]}")
    return 1 if disks.judge.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
