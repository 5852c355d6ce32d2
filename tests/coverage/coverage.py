#!/usr/bin/env python3
"""coverage.py - what the tests reached: coverage.py BUILD-FOLDER FLOORS [--missing LAYER…]

Reads the counters of VARIANT=coverage with gcov and prints lines and branches a layer (a folder of generator/) beside the floors of the
file FLOORS ("LAYER LINES BRANCHES" in percent; # begins a comment). Status 1 when a layer is below its floor or has none.
--missing lists the lines and branches of these layers that no test reached.

A line that holds COVERAGE-NONE, with the reason beside it, is not counted, nor its branches."""
import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
NONE = "COVERAGE-NONE"


def gcov(notes):
    """The lines of each source that one object file was made of: {path: {line: (count, [branch counts])}}"""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["gcov", "--json-format", "--branch-counts", "--branch-probabilities", notes], cwd=folder, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        found = {}
        for name in os.listdir(folder):
            with gzip.open(os.path.join(folder, name)) as file:
                data = json.load(file)
            for source in data["files"]:
                lines = found.setdefault(os.path.normpath(os.path.join(data["current_working_directory"], source["file"])), {})
                for line in source["lines"]:
                    count, branches = lines.get(line["line_number"], (0, []))
                    lines[line["line_number"]] = (count + line["count"], branches + [b["count"] for b in line["branches"] if not b["throw"]])
        return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--missing", nargs="*", default=[])
    parser.add_argument("build")
    parser.add_argument("floors")
    args = parser.parse_args()
    with open(args.floors, encoding="utf-8") as file:
        floors = {row[0]: (float(row[1]), float(row[2])) for row in (line.split("#")[0].split() for line in file) if row}
    notes = []
    for layer in sorted(os.listdir(os.path.join(ROOT, "generator"))):
        folder = os.path.join(args.build, layer)
        if os.path.isdir(folder) and os.path.isdir(os.path.join(ROOT, "generator", layer)):
            notes += [os.path.abspath(os.path.join(folder, n)) for n in sorted(os.listdir(folder)) if n.endswith(".gcno")]
    total = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for found in pool.map(gcov, notes):
            for path, lines in found.items():
                into = total.setdefault(path, {})
                for number, (count, branches) in lines.items():  # what a header holds is in many objects: the sum
                    old = into.get(number)
                    same = old and len(old[1]) == len(branches)
                    into[number] = (count + (old[0] if old else 0), [a + b for a, b in zip(branches, old[1])] if same else branches)
    sums, none, stale = {}, 0, []
    for path, lines in sorted(total.items()):
        below = os.path.relpath(path, os.path.join(ROOT, "generator"))
        layer = below.split("/")[0]
        if below.startswith("..") or "/" not in below:
            continue
        with open(path, encoding="utf-8") as file:
            text = file.read().split("\n")
        if os.path.getmtime(path) > os.path.getmtime(os.path.join(args.build, "baocao")):
            stale.append(below)
        text += [""] * (max(lines, default=0) - len(text))
        row = sums.setdefault(layer, [0, 0, 0, 0])
        for number, (count, branches) in sorted(lines.items()):
            if NONE in text[number - 1]:
                none += 1
                continue
            row[0] += count > 0
            row[1] += 1
            row[2] += sum(b > 0 for b in branches)
            row[3] += len(branches)
            if layer in args.missing and (count == 0 or 0 in branches):
                way = "line" if count == 0 else "way " + ",".join(str(i) for i, b in enumerate(branches) if b == 0) + f" of {len(branches)}"
                print(f"generator/{below}:{number}: {way}: {text[number - 1].strip()}")
    low = []
    print(f"{'layer':9} {'lines':>7} {'floor':>6} {'branches':>9} {'floor':>6}")
    for layer, (hit, lines, taken, branches) in sums.items():
        figures = 100 * hit / max(lines, 1), 100 * taken / max(branches, 1)
        floor = floors.get(layer)
        bad = not floor or figures[0] < floor[0] or figures[1] < floor[1]
        low += [layer] if bad else []
        print(f"{layer:9} {figures[0]:7.1f} {floor[0] if floor else '-':>6} {figures[1]:9.1f} {floor[1] if floor else '-':>6}{'  BELOW ITS FLOOR' if bad else ''}")
    print(f"{sum(r[1] for r in sums.values())} lines, {sum(r[3] for r in sums.values())} branches; {none} lines are not counted ({NONE})")
    low += [f"{layer} (not measured)" for layer in floors if layer not in sums]
    if stale:
        print("changed since it was compiled, so that lines are not where they were: " + ", ".join(stale))
    if low:
        print("below its floor: " + ", ".join(low))
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
