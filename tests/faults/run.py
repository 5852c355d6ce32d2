#!/usr/bin/env python3
"""run.py - every fault the machine can have, one after another: run.py [--most N] [--every K] [--only NAME…] [--classes CLASS…] [--without CLASS…] BAOCAO FAULTS.so WORK-FOLDER

Each command is run on a small project once for each call of each class (allocation, open, read, write …), and in each run that call
fails, or it and all that follow. Or it kills the program. After each run it is judged: the exit status is one of the table; a run that failed says why, once,
and a run that did not fail did everything; no signal, no hang; out/ is the old folder whole or the new one whole; the content is as
it was, or as it should be; what is signed is there byte for byte; and a run without faults then brings all to its end, with nothing
left over. No block of memory is left to which no pointer leads (leaks.c). Allocations are tried in children of one run,
so far as that can be (Server). With --every K only each K-th of these. --pairs N:
N times two of a command's calls fail, a few apart, taken by chance (always the same), instead of all this. --most N tries at most N calls of a class, evenly spread (CI); without it every call is tried.
Prints a line a command and class, and the sums; status 1 when anything was judged wrong."""
import argparse
import errno
import os
import random
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import time

from scenarios import CLOCK, scenarios, snapshot

CLASSES = ["alloc", "open", "read", "write", "fsync", "rename", "exchange", "mkdir", "close", "link", "unlink", "stat", "list", "lock", "map"]
KILL = -1
# Which errors the calls of a class are given; 0: only half of the bytes are read or written; KILL: the program is killed there.
ERRORS = {
    "alloc": [errno.ENOMEM],
    "open": [errno.EIO, errno.EROFS, KILL],
    "read": [errno.EIO, errno.EINTR, 0],
    "write": [errno.ENOSPC, errno.EDQUOT, errno.EINTR, 0, KILL],
    "fsync": [errno.EIO, errno.ENOSPC, KILL],
    "rename": [errno.EIO, errno.EROFS, KILL],
    "exchange": [errno.EIO, errno.EINVAL, errno.ENOSYS, errno.EROFS, KILL],
    "mkdir": [errno.ENOSPC, errno.EROFS, KILL],
    "close": [errno.EIO, errno.ENOSPC, KILL],
    "link": [errno.ENOSPC, errno.EPERM, errno.EOPNOTSUPP, KILL],
    "unlink": [errno.EIO, KILL],
    "stat": [errno.EIO, errno.EACCES],
    "list": [errno.EIO, KILL],
    "lock": [errno.EINTR, errno.ENOLCK],
    "map": [errno.ENOMEM],
}
NOT_FOR_GOOD = {errno.EINTR, KILL}  # what never ends by itself is tried once only
PATIENCE = 3  # for a child, in seconds; one that stands in a lock which its parent took never ends, and a run of its own follows
LEAKS_AT, LEAKS = 64 * 8, "5Q"  # where faults.c tells them; looked, blocks, bytes, the first: number of its allocation, its size
LEFT = re.compile(r"(^|/)\.[^/]*(\.baocao-(moi|cu)|\.moi-\d+)(/|$)")
COMPLAINT = re.compile(r"^(?:\S.*: )?(?:lỗi \[\w+\]|baocao: lỗi): ", re.M)

def second_names(folder):
    """What is known by more than one name. While a build is under way, old and new output share what did not change; never later."""
    return [os.path.join(below, name) for below, _, names in os.walk(folder) for name in names if os.lstat(os.path.join(below, name)).st_nlink > 1]


def part(snap, prefix):
    return {k: v for k, v in snap.items() if k == prefix or k.startswith(prefix + "/")}


def kept_first(snap):
    """An old output kept under the second name, since the disk did not say that the first was free, as if it had the first."""
    return snap if "out.giu-1" in snap else {k.replace("out.giu-2", "out.giu-1", 1): v for k, v in snap.items()}


class Server:
    """A run that stops at each allocation from the first on, so that children fail from there (faults.c); none begins anew."""

    def __init__(self, judge, scenario, first):
        self.judge, (self.out, self.err) = judge, (open(judge.report + ".out", "w+b"), open(judge.report + ".err", "w+b"))
        ours, theirs = os.pipe(), os.pipe()
        self.read, self.write = ours[0], theirs[1]
        env = judge.environment({"class": "alloc", "at": first, "serve": f"{theirs[0]},{ours[1]}"})
        self.run = subprocess.Popen([judge.args.baocao, "-C", scenario.project, *scenario.command], env=env, stdin=subprocess.DEVNULL, stdout=self.out,
                                    stderr=self.err, pass_fds=(theirs[0], ours[1]), start_new_session=True)
        os.close(theirs[0])
        os.close(ours[1])
        self.at = self.told()[0]

    def told(self):
        """The allocation at which it stands, 0 when it has ended, and the status of the child before; (None, None) when nothing is heard."""
        if not select.select([self.read], [], [], PATIENCE)[0]:
            return None, None
        data = os.read(self.read, 16)
        return struct.unpack("qq", data) if len(data) == 16 else (0, None)

    def child(self, mode):
        """A child in which the allocation fails: its status (None: nothing is known), what it said and wrote."""
        self.judge.no_leaks_yet()
        sizes = [os.fstat(file.fileno()).st_size for file in (self.err, self.out)]
        os.write(self.write, b"o" if mode == "once" else b"a")
        at, status = self.told()
        texts = [os.pread(file.fileno(), 1 << 20, 0).decode("utf-8", "replace") for file in (self.err, self.out)]
        for file, size in zip((self.err, self.out), sizes):
            os.ftruncate(file.fileno(), size)
        return status if at == self.at else None, *texts

    def on(self):
        os.write(self.write, b"n")
        self.at = self.told()[0]

    def end(self):
        try:
            os.killpg(self.run.pid, signal.SIGKILL)  # children that hang too
        except ProcessLookupError:
            pass
        self.run.wait()
        os.close(self.read)
        os.close(self.write)
        self.out.close()
        self.err.close()


class Judge:
    def __init__(self, args):
        self.args = args
        self.report = os.path.join(args.work, "report")
        self.injected = self.survived = self.refused = self.killed = self.wrong = self.runs = self.blind = self.looked = 0
        self.kinds = {}
        self.fat, self.more = False, {}

    def environment(self, fault):
        with open(self.report, "wb") as file:
            file.truncate(4096)
        env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "LD_PRELOAD": self.args.library, "FAULTS_REPORT": self.report, "FAULTS_TIME": CLOCK, "FAULTS_LEAKS": "0",
               "FAULTS_ONLY": os.path.basename(self.args.baocao)}
        env |= {k: os.environ[k] for k in ("ASAN_OPTIONS", "UBSAN_OPTIONS") if k in os.environ}
        env |= self.more | {f"FAULTS_{k.upper()}": str(v) for k, v in fault.items()}
        return env | ({"FAULTS_FAT": "1"} if self.fat else {})

    def no_leaks_yet(self):
        with open(self.report, "r+b") as file:
            file.seek(LEAKS_AT)
            file.write(bytes(struct.calcsize(LEAKS)))

    def leaks(self):
        """How often the run, and the processes that it made, looked through their memory at the end; what was found."""
        with open(self.report, "rb") as file:
            file.seek(LEAKS_AT)
            looked, blocks, size, first, first_size = struct.unpack(LEAKS, file.read(struct.calcsize(LEAKS)))
        return looked, f"{blocks} leaked: {size} bytes, the first by allocation {first} of {first_size}" if blocks else ""

    def execute(self, project, command, **fault):
        env = self.environment(fault)
        self.runs += 1
        try:
            done = subprocess.run([self.args.baocao, "-C", project, *command], env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, close_fds=False)
            status, err, out = done.returncode, done.stderr.decode("utf-8", "replace"), done.stdout.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            status, err, out = "hang", "", ""
        with open(self.report, "rb") as file:
            counts = struct.unpack(f"{1 + len(CLASSES)}Q", file.read(8 * (1 + len(CLASSES))))
        return status, err, out, counts[0], dict(zip(CLASSES, counts[1:]))

    def say_wrong(self, scenario, fault, what, err):
        self.wrong += 1
        kind = (scenario.name, fault["class"], what)
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        if self.kinds[kind] <= 2:
            print(f"  WRONG {scenario.name} {fault}: {what}\n    " + err.strip().replace("\n", "\n    ")[:1500], flush=True)

    @staticmethod
    def all_of_machine(err):
        """A disk that is gone for good may be told of once for each file that could not be read."""
        return len(set(re.findall(r"lỗi \[X\w+\]: .*", err))) == len(COMPLAINT.findall(err))

    def judge(self, scenario, fault, status, err, out):
        """Is what is left right? Returns the snapshot, what is wrong, and the words to show with it."""
        found, said = scenario.look(), []
        before, after = scenario.before, scenario.after
        wrong = lambda what: said.append(f"{what} (status {status})")
        complaints = len(COMPLAINT.findall(err))
        quiet = fault["class"] == "write" and complaints == 0 and status == 3  # stderr itself may be what cannot be written
        quiet = quiet or (scenario.name == "status" and status == 1 and " lỗi" in out)  # it counts what check tells
        # A file whose process had no memory, or was killed (as for want of it), costs its own row, which is told, and not the overview of all the others.
        # So does one that the disk does not give, which is told as such.
        lost = ("[L007]" in err and "bộ nhớ" in err and (fault["class"] == "alloc" or fault["error"] == KILL) and status == 0) or ("[X001]" in err and status == 3)
        row_lost = scenario.name == "rollup" and lost and "out/index.html" in found
        # The dynamic linker's own end: a library it loaded wants thread-local memory, mostly while the process tidies up; its table of
        # the names that there may be only once cannot grow while libstdc++ is loaded.
        linker = fault["class"] == "alloc" and status == 127 and ("thread-local data: ABORT" in err or err == "out of memory\n")
        # The wall could not be given /proc, which LeakSanitizer needs: nothing is known of leaks, and the status is its own.
        blind = "LeakSanitizer has encountered a fatal error" in err
        # The engine between OpenSSL and a token (libp11) dies of some faults; what it leaves must be whole all the same.
        killed = linker or blind or (scenario.token and status == -11) or (fault["error"] == KILL and status == -9)
        if killed:
            pass
        elif status not in (0, 1, 2, 3, 4):
            wrong("crash or hang")
        elif status == 0 and complaints:
            wrong("fine, with a complaint of an error")
        elif status != 0 and not linker and complaints != 1 and not quiet and not (1 < complaints <= len(scenario.outs) and (fault["mode"] == "on" or "second" in fault)) and not (complaints > 1 and fault["mode"] == "on" and self.all_of_machine(err)) and "ERROR: LeakSanitizer" not in err:
            wrong(f"{complaints} complaints")
        if self.leaks()[1] and not scenario.token:
            wrong("memory leaked")
            err += self.leaks()[1]
        if ("Sanitizer" in err and not blind) or "runtime error" in err:
            wrong("sanitizer")
        rest = kept_first({k: v for k, v in found.items() if not LEFT.search(k)})
        all_there = len(scenario.outs) > 1 and rest == after  # and what could not be had is what one of them said
        if status != 0 and not linker and scenario.boast and scenario.boast in out and not row_lost and not all_there:
            wrong("says that it is done")
        for name in scenario.outs:
            folder = part(rest, name)
            if scenario.fat and not folder:  # between the two renames: whole under the name from which the next run brings it back
                folder = {k.replace(".out.baocao-cu", "out", 1): v for k, v in part(found, ".out.baocao-cu").items()}
            if folder != part(before, name) and folder != part(after, name) and not row_lost:
                wrong("out/ is neither the old nor the new one")
        aside = {k.replace("out.giu-1", "out", 1): v for k, v in rest.items() if k.split("/")[0] == "out.giu-1"}
        if aside and not killed and fault["class"] != "write" and "out.giu-" not in err:
            wrong("moved aside without a word")
        if aside and "out.giu-1" not in after and "[O003]" in err and aside == part(before, "out"):
            rest = {k: v for k, v in rest.items() if k.split("/")[0] != "out.giu-1"}  # kept, as it could not be read: fine, and told
        for name in set(rest) | set(before) | set(after):
            if not any(part({name: 0}, folder) for folder in scenario.outs) and rest.get(name, "absent") not in (before.get(name, "absent"), after.get(name, "absent")):
                wrong(f"{name} is neither as it was nor as it should be")
                break
        if status == 0 and rest != after and not row_lost:
            wrong("fine, but not done")
        if status == 0 and second_names(scenario.project):
            wrong("fine, but a file has two names")
        if status == 0 and scenario.answers and out != scenario.said and fault["error"] != errno.EACCES:
            wrong("fine, with another answer")
        # A key or passphrase that cannot be read: exit 4, as all that stops a signature. What comes between us and a token gives no cause.
        told_with_cause = re.search(r"\[Y0(01|15)\].*(đĩa|bộ nhớ)", err) or (scenario.token and re.search(r"\[Y00[67]\]", err))
        if status in (1, 2, 4) and not blind and fault["error"] != errno.EACCES and not told_with_cause:
            wrong("a fault of the machine is told as one of people")
        return found, said, err

    def recover(self, scenario, fault):
        """A run without faults brings all to its end."""
        status, err = 0, ""
        scenario.plug_in_again()
        for command in scenario.again:
            status, err, _, _, _ = self.execute(scenario.project, command)
        self.completed(scenario, fault, scenario.look(), second_names(scenario.project), f"{err}\nstatus {status}")

    def completed(self, scenario, fault, found, twice, err):
        """Is all there after the next good run, and nothing else?"""
        found = kept_first(found)
        if "out.giu-1" not in scenario.after:
            found = {k: v for k, v in found.items() if k.split("/")[0] != "out.giu-1"}
        left = [k for k in found if LEFT.search(k)]
        if twice:
            self.say_wrong(scenario, fault, f"two names after the next good run: {twice[0]}", err)
        if left:
            self.say_wrong(scenario, fault, f"left over after the next good run: {left[0]}", err)
        elif found != scenario.after:
            differ = [k for k in set(found) | set(scenario.after) if found.get(k, 0) != scenario.after.get(k, 0)]
            self.say_wrong(scenario, fault, f"the next run does not complete it: {differ[:3]}", err)

    def count(self, status, err):
        self.injected += 1
        self.looked += self.leaks()[0] > 0
        self.survived += status == 0
        self.killed += status == -9
        self.refused += status not in (0, -9)
        self.blind += "LeakSanitizer has encountered a fatal error" in err

    def one(self, scenario, fault):
        status, err, out, injected, _ = self.execute(scenario.project, scenario.command, **fault)
        if injected == 0:
            scenario.restore()
            return False
        self.count(status, err)
        found, said, err = self.judge(scenario, fault, status, err, out)
        for what in said:
            self.say_wrong(scenario, fault, what, err)
        if found != scenario.before:
            if scenario.again:
                self.recover(scenario, fault)
            scenario.restore()
        return True

    def served(self, scenario, server, fault):
        """Is what a child of the server did known and right? If it did all, the project is put back below the server's feet."""
        status, err, out = server.child(fault["mode"])
        if status is None:
            return False
        found, said, _ = self.judge(scenario, fault, status, err, out)
        if said or found not in (scenario.before, scenario.after if status == 0 else None):
            return False
        if found != scenario.before:
            scenario.put_back(found)
            if scenario.look() != scenario.before:
                return False
        self.count(status, err)
        return True

    def all_allocations(self, scenario):
        """Each allocation fails, in children of one run as long as it has changed nothing. A child that did anything wrong, or half, is not
        counted: the same fault comes again in a run of its own. Returns how many were served, once the rest is for such runs."""
        n, server = 1, Server(self, scenario, 1)
        while server.at == n:
            for mode in ("once", "on") if n % self.args.every == 0 else ():
                fault = {"class": "alloc", "at": n, "mode": mode, "error": errno.ENOMEM}
                if self.served(scenario, server, fault):
                    continue
                server.end()
                scenario.restore()
                server = Server(self, scenario, n)
                if server.at != n or scenario.look() != scenario.before:  # not by the child: by the run itself
                    break
                server.end()
                self.one(scenario, fault)
                server = Server(self, scenario, n)
            else:
                server.on()
                n += 1
                continue
            break
        server.end()
        scenario.restore()
        return n - 1

    def points(self, total, served=0):
        """Which calls are tried: all, or some that are spread evenly, the first and the last among them."""
        most = self.args.most
        if not most or total <= most:
            yield from range(1 + served, total + 64)  # a few more, for runs differ a little; they end when nothing fails any more
            return
        yield from sorted({1 + round(i * (total - 1) / (most - 1)) for i in range(most)})

    def pairs(self, scenario, counts):
        started, before = time.time(), (self.injected, self.survived, self.wrong)
        chance = random.Random(scenario.name)
        classes = [c for c in CLASSES if counts[c] > 1 and c in (self.args.classes or scenario.classes or CLASSES)]
        for _ in range(self.args.pairs):
            name = chance.choice(classes)
            at = chance.randint(1, counts[name] - 1)
            error = chance.choice([error for error in ERRORS[name] if error != KILL])
            self.one(scenario, {"class": name, "at": at, "second": chance.randint(1, 12), "mode": "once", "error": error})
        print(f"{scenario.name:12} pairs: {self.injected - before[0]:6} faults, {self.survived - before[1]:6} survived, {self.wrong - before[2]:4} wrong, "
              f"{time.time() - started:.0f} s", flush=True)

    def scenario(self, scenario):
        self.fat, self.more = scenario.fat, scenario.environment
        scenario.restore()
        scenario.before = scenario.look()
        status, err, scenario.said, _, counts = self.execute(scenario.project, scenario.command)
        scenario.after = scenario.look()
        looked, leaks = self.leaks()
        if status != 0 or (counts["alloc"] and not looked) or leaks:
            print(err)
            raise SystemExit(f"{scenario.name}: fails without any fault, or leaks, or was not looked through: {leaks}")
        scenario.restore()
        if self.args.pairs:
            self.pairs(scenario, counts)
            return
        classes = [c for c in CLASSES if counts[c] and (not self.args.classes or c in self.args.classes) and c not in self.args.without and c in (scenario.classes or CLASSES)]
        for name in classes:
            started, before = time.time(), (self.injected, self.survived, self.wrong)
            served = self.all_allocations(scenario) if name == "alloc" and not self.args.most else 0
            for error in ERRORS[name]:
                for mode in ("once", "on"):
                    if mode == "on" and error in NOT_FOR_GOOD:
                        continue
                    for n in self.points(counts[name], served):
                        fault = {"class": name, "at": n, "mode": mode, "error": error}
                        if not self.one(scenario, fault):
                            break
            print(f"{scenario.name:12} {name:9} {counts[name]:6} calls: {self.injected - before[0]:6} faults, {self.survived - before[1]:6} survived, "
                  f"{self.wrong - before[2]:4} wrong, {time.time() - started:.0f} s", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=0)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--only", type=lambda s: s.split(","))
    parser.add_argument("--classes", type=lambda s: s.split(","))
    parser.add_argument("--without", type=lambda s: s.split(","), default=[])
    parser.add_argument("baocao")
    parser.add_argument("library")
    parser.add_argument("work")
    args = parser.parse_args()
    args.work = os.path.abspath(args.work)
    args.baocao, args.library = os.path.abspath(args.baocao), os.path.abspath(args.library)
    judge = Judge(args)
    for scenario in scenarios(args):
        if not args.only or scenario.name in args.only:
            judge.scenario(scenario)
    for kind, count in sorted(judge.kinds.items()):
        print(f"WRONG {count:5} x {kind[0]} {kind[1]}: {kind[2]}")
    print(f"{judge.injected} faults injected, {judge.survived} survived, {judge.refused} refused with one message, {judge.killed} killed, {judge.wrong} judged wrong, {judge.looked} looked through for leaks"
          + (f" ({judge.blind} in which LeakSanitizer was blind)" if judge.blind else ""))
    return 1 if judge.wrong or judge.injected == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
