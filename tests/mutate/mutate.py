#!/usr/bin/env python3
"""mutate.py - are the tests sharp? One small fault at a time is put into the sources of a layer, and the tests that concern it have to
notice: mutate.py [--count N] [--seed N] [--drawn FILE] [--only PART-OF-PATH] [--jobs N] [--every] [--most SECONDS] [--suites]
[--sanitized] [--selected] [--list] [--names] LAYER (check or seal)

Faults: a condition turned round, < and <= exchanged, == and !=, && and ||, + and -, a number one more or less, a statement left out, a
break or continue left out, another result. Of all possible ones --count are drawn with --seed (all with 0); another sample
whenever the sources change. So --names prints the names of what is drawn, and --drawn takes those that a file names. One whose machine code is
the same as the program's own is not counted. --selected leaves out the numbers one more or less, a quarter of all: whether a bound is tried is asked by
the comparison exchanged beside it too (selective mutation: Offutt and others, "An experimental determination of sufficient mutant operators", 1996).

Only the source with the fault is compiled, to a small library: the programs of VARIANT=mutate take its functions instead of their own
(Makefile). It is shown to the tests that run the statement (judges.py), those first that found most lately for the time they take;
of attacks, and of golden cases, that ask the same and run the same lines of the file (never, once or more often), only to one, but to
each with --every. --most leaves out the tests that take longer. --sanitized: with the sanitizers (VARIANT=mutate-sanitize), which find leaks and bytes read too far; for what survives without. A fault that no test runs has survived without being compiled.

Prints a line a survivor, "FILE:LINE: FAULT: the line", and the sums, a line a file and one of all. Survivors that tests/MUTANTS.md lists
("`FILE` `FAULT` `line`"; "`FAULT #2`" when the second of the name is meant) are judged; status 1 when there are others. VERBOSE=1: a
line for each fault, with what found it. The work goes on in generator/build/mutants; nothing in generator/ itself is changed."""
import argparse
import hashlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor

from faults import faults_of, names_of
from judges import BUILD, ROOT, UNITS, VARIANT, prepare, run

# Not here: what starts and kills processes. A fault in it could kill others than its own child.
LEFT_OUT = {"generator/seal/outside.c"}
SUITES = {"check": [], "seal": ["sign", "keys"]}  # with --suites: minutes for each that the others do not find
ENDS = ("killed", "survived", "run by no test", "the same program", "does not compile")


class Layer:
    def __init__(self, args, sources):
        self.args, self.name, self.sources = args, args.layer, sources
        self.work = os.path.join(BUILD, "mutants", args.layer + VARIANT[len("mutate"):])
        flags = subprocess.run(["make", "-s", f"VARIANT={VARIANT}", "print-flags"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
        self.flags = [f for f in flags if f and f != "-Werror"] + ["-w"]
        self.judges, self.lines = prepare(args.layer, self.work, self.flags, self.make_plain)
        self.lately = defaultdict(Counter)  # {file: {judge: what it found, the latest counting most}}
        self.own = {path: self.digest_of(path, text) for path, text in sources.items()}

    def make_plain(self, folder):
        os.makedirs(folder)
        subprocess.run(["gcc", "-shared", "-Wl,-soname,fault.so", "-o", f"{folder}/fault.so", "-x", "c", "/dev/null"], check=True)

    def compile(self, path, text, where):
        """The library of a source with a fault, its digest; None when it does not compile."""
        source, made = f"{where}/{os.path.basename(path)}", f"{where}/fault.so"
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        command = ["gcc", *self.flags, f"-I{ROOT}/{os.path.dirname(path)}", "-shared", "-Wl,-soname,fault.so", "-o", made, source]
        if subprocess.run(command, cwd=ROOT, capture_output=True).returncode != 0:
            return None
        with open(made, "rb") as file:
            return hashlib.sha256(file.read()).digest()

    def digest_of(self, path, text):
        with tempfile.TemporaryDirectory(dir=self.work) as where:
            return self.compile(path, text, where)

    def concerned(self, path, text, begin, end):
        """The tests that run the statement from whose beginning to its fault's end the lines are; when none of these counts, as in a
        table, those that run anything of the file."""
        start = max((text.rfind(c, 0, begin) for c in ";{}"), default=-1) + 1
        start += len(text[start:begin]) - len(text[start:begin].lstrip())
        span = range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 2)
        counts = {judge.name: self.lines[judge.name].get(path, {}) for judge in self.judges}
        counted = any(line in counts[judge.name] for judge in self.judges for line in span)
        runs = lambda lines: any(lines.get(line, 0) > 0 for line in span) if counted else any(lines.values())
        judges = {}
        for judge in self.judges:
            if judge.concerns(path) and runs(counts[judge.name]):
                often = sorted((line, min(n, 2)) for line, n in counts[judge.name].items())
                way = judge.name if self.args.every or not judge.alike else (judge.asks(), *often)
                judges.setdefault(way, judge)
        return list(judges.values())

    def suites(self, where):
        for name in SUITES[self.name]:
            env = {"BAOCAO": f"{BUILD}/{VARIANT}/baocao", "VARIANT": VARIANT, "ROOT": ROOT}
            status, out = run(["bats", "--tap", f"tests/{name}.bats"], ROOT, where, 900, **env)
            if status != 0:
                return f"{name}.bats: {next((line for line in out.split(chr(10)) if line.startswith('not ok')), status)}"
        return None

    def killer(self, path, judges, where):
        lately = self.lately[path]
        for judge in sorted(judges, key=lambda j: j.seconds / (lately[j.name] + 0.02)):
            if judge.seconds <= self.args.most and judge.find(where):
                for name in lately:
                    lately[name] *= 0.9
                lately[judge.name] += 1
                return judge.name
        return (self.args.suites and self.suites(where)) or None

    def try_fault(self, fault):
        path, begin, end, put, _ = fault
        text = self.sources[path]
        judges = self.concerned(path, text, begin, end)
        if not judges and not self.args.suites:
            return "run by no test", None
        with tempfile.TemporaryDirectory(dir=self.work) as where:
            made = self.compile(path, text[:begin] + put + text[end:], where)
            if not made:
                return "does not compile", None
            if made == self.own[path]:
                return "the same program", None
            by = self.killer(path, judges, where)
            return ("killed", by) if by else ("survived", f"{len(judges)} tests")


def judged():
    """The names of the survivors that tests/MUTANTS.md speaks of."""
    path = f"{ROOT}/tests/MUTANTS.md"
    if not os.path.exists(path):
        return set()
    with open(path, encoding="utf-8") as file:
        rows = re.findall(r"^\| `([^`]+)` \| `([^`#]+)(?: #(\d+))?` \| `(.+?)` \|", file.read(), re.M)
    return {"\t".join([path, words, line] + ([nth] if nth else [])).replace("\\|", "|") for path, words, nth, line in rows}


def sums_of(ends):
    """What a Counter of ends says, and of "new", those not judged."""
    survived, counted = ends["survived"] + ends["run by no test"], ends["killed"] + ends["survived"] + ends["run by no test"]
    return (f"{sum(ends[end] for end in ENDS)} tried; {ends['does not compile']} do not compile, {ends['the same program']} are the same program; {ends['killed']} of {counted} found "
            f"({100 * ends['killed'] / max(counted, 1):.1f} %), {survived} survived, of these {ends['run by no test']} run by no test; {ends['new']} not judged")


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--drawn")
    parser.add_argument("--suites", action="store_true")
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--sanitized", action="store_true")  # judges.py
    parser.add_argument("--selected", action="store_true")
    parser.add_argument("--most", type=float, default=1e9)
    parser.add_argument("layer", choices=sorted(UNITS))
    return parser.parse_args()


def main():
    args = arguments()
    os.chdir(ROOT)
    sources = {}
    for name in sorted(os.listdir(f"generator/{args.layer}")):
        path = f"generator/{args.layer}/{name}"
        if name.endswith(".c") and path not in LEFT_OUT and args.only in path:
            sources[path] = open(path, encoding="utf-8").read()
    everything = [(path, *fault) for path, text in sources.items() for fault in faults_of(text)]
    drawn = everything if args.count == 0 or args.count >= len(everything) else sorted(random.Random(args.seed).sample(everything, args.count))
    names = names_of(everything, sources)
    if args.drawn:
        with open(args.drawn, encoding="utf-8") as file:
            wanted = {line for line in file.read().split("\n") if line.startswith(f"generator/{args.layer}/") and args.only in line.split("\t")[0]}
        drawn = [fault for fault in everything if names[fault] in wanted]
        print(f"{args.layer}: {len(wanted)} faults named in {args.drawn}, {len(wanted) - len(drawn)} of them no longer in the sources", flush=True)
    if args.names:
        print("\n".join(sorted(names[fault] for fault in drawn)))
        return 0
    if args.selected:
        drawn = [fault for fault in drawn if not fault[4].endswith((" one more", " one less"))]
    line_of = lambda fault: sources[fault[0]].count("\n", 0, fault[1]) + 1
    if args.list:
        for fault in drawn:
            print(f"{fault[0]}:{line_of(fault)}: {fault[4]}")
        return 0
    layer, known, sums = Layer(args, sources), judged(), defaultdict(Counter)
    began, prepared = time.monotonic(), sum(os.times()[2:4])
    with ThreadPoolExecutor(args.jobs) as pool:
        for fault, (end, by) in zip(drawn, pool.map(layer.try_fault, drawn)):
            path, words, name = fault[0], fault[4], names[fault]
            sums[path][end] += 1
            nth = name.split("\t")[3:]
            where = f"{path}:{line_of(fault)}: {words}{f' #{nth[0]}' if nth else ''}: {name.split(chr(9))[2]}"
            if end in ("survived", "run by no test"):
                sums[path]["new"] += name not in known
                print(f"{'judged' if name in known else 'SURVIVED'} {where}{' (run by no test)' if end == 'run by no test' else ''}", flush=True)
            elif os.environ.get("VERBOSE"):
                print(f"{end} {where}: {by}", flush=True)
    used = sum(os.times()[2:4]) - prepared
    for path, ends in sums.items():
        print(f"{path}: {sums_of(ends)}")
    total = sum(sums.values(), Counter())
    print(f"{args.layer}: {len(everything)} faults possible; {sums_of(total)}; {used:.0f} s of CPU, {time.monotonic() - began:.0f} s by the clock")
    return 1 if total["new"] else 0


if __name__ == "__main__":
    sys.exit(main())
