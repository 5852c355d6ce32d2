#!/usr/bin/env python3
"""results.py BAOCAO: writes tests/fuzz/RESULTS.md from the history and the logs that run keeps, and from tests/pathological.py. No number in it is written by hand.
tests/fuzz/history.txt keeps the sums of all machines: target, runs, inputs, seconds of CPU, inputs that ended badly. What run has noted here since is added to
it once, and then set aside as generator/build/fuzz/history.told."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "generator/build/fuzz"
STOPPED = 72  # libFuzzer was interrupted from outside: no fault of the input


def history():
    """By target: runs, inputs, seconds of CPU, inputs that ended badly; of all machines so far."""
    kept, noted, totals = ROOT / "tests/fuzz/history.txt", BUILD / "history", {}
    for line in kept.read_text().splitlines():
        name, runs, inputs, seconds, bad = line.split()
        totals[name] = [int(runs), int(inputs), float(seconds), int(bad)]
    if noted.exists():
        for line in noted.read_text().splitlines():
            name, inputs, user, system, status = line.split()
            row = totals.setdefault(name, [0, 0, 0.0, 0])
            row[0] += 1
            row[1] += int(inputs)
            row[2] += float(user) + float(system)
            row[3] += int(status) not in (0, STOPPED)
        kept.write_text("".join(f"{name} {row[0]} {row[1]} {row[2]:.0f} {row[3]}\n" for name, row in sorted(totals.items())))
        noted.rename(BUILD / "history.told")
    return totals


def edges(name):
    """Edges of the whole program that the target's last run reached, of how many."""
    log = BUILD / "logs" / f"{name}.log"
    text = log.read_text(errors="replace") if log.exists() else ""
    reached, every = re.findall(r"cov: (\d+)", text), re.search(r"\((\d+) PCs\)", text)
    return f"{max(map(int, reached)):,} / {int(every[1]):,}" if reached and every else "?"


def open_crashes():
    return len([path for path in (BUILD / "crashes").glob("*") if not re.search("slow-unit", path.name)])


def files(folder):
    return [path for path in (ROOT / "tests/fuzz" / folder).rglob("*") if path.is_file()]


def fuzzing():
    totals = history()
    out = ["| Target | runs | inputs | CPU minutes | ended badly | edges of the whole program |",
           "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, (runs, inputs, seconds, bad) in sorted(totals.items()):
        out.append(f"| {name} | {runs} | {inputs:,} | {seconds / 60:.1f} | {bad} | {edges(name)} |")
    runs, inputs, seconds, bad = (sum(row[i] for row in totals.values()) for i in range(4))
    out.append(f"| **all** | {runs} | {inputs:,} | {seconds / 60:.1f} | {bad} | |")
    out += ["", f"CPU hours: {seconds / 3600:.2f}. Crashes open: {open_crashes()}. Regression files: {len(files('regressions'))}. "
            f"Corpus in the tree: {len(files('corpus'))} inputs, {sum(p.stat().st_size for p in files('corpus')):,} bytes."]
    return out


def main():
    out = ["# What the fuzzers did", "",
           "Made by `tests/fuzz/results.py` from the logs of `make fuzz`; the commands are in `generator/README.md`.", "",
           "## Inputs", "", *fuzzing(), ""]
    with tempfile.TemporaryDirectory() as folder:
        table = subprocess.run([sys.executable, ROOT / "tests/pathological.py", "--times", sys.argv[1], folder], check=False,
                               capture_output=True, text=True).stdout
    out += ["## Pathological content", "", "Seconds of CPU of the release variant, on a machine with other work.", "", table]
    (ROOT / "tests/fuzz/RESULTS.md").write_text("\n".join(out))


main()
