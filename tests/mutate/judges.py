"""judges.py - the tests that a fault is shown to: each cmocka test of the unit programs that concern the layer, each golden case
of check, each attack upon a signed file. Which lines of the layer each of them runs is found once, with gcov. All of it stands in
generator/build/mutants/LAYER and is made anew when anything in the sources or the tests has changed."""
import glob
import hashlib
import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, "generator", "build")
MEMORY = 4 << 30
SANITIZED = "--sanitized" in sys.argv
VARIANT = "mutate-sanitize" if SANITIZED else "mutate"
# Globals of the fault's library stand in that of all sources too, which is meant.
SANITIZERS = {"ASAN_OPTIONS": "detect_leaks=1:detect_odr_violation=0:abort_on_error=0", "UBSAN_OPTIONS": "halt_on_error=1"}
UNITS = {"check": "test_check_", "seal": "test_seal_"}
# What verify has nothing to do with: the attacks cannot find faults there.
FOR_SIGNING = {f"generator/seal/{name}.c" for name in ("harden", "http", "image", "key", "key_judge", "passphrase", "tsa")}


def run(command, cwd, library, seconds, **env):
    """(status, output); a fault may loop or eat memory. library: the folder of fault.so."""
    def limits():
        if not SANITIZED:  # they want terabytes of addresses
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    more = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "LD_LIBRARY_PATH": library} | (SANITIZERS if SANITIZED else {})
    process = subprocess.Popen(command, cwd=cwd, env=more | env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               preexec_fn=limits, start_new_session=True)
    for _ in range(int(5 + 2 * seconds) * 2):  # counted, not read off the clock: both may have been stopped meanwhile
        try:
            out, _ = process.communicate(timeout=0.5)
            return process.returncode, out.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            pass
    os.killpg(process.pid, 9)
    process.communicate()
    return "too long", ""


class Judge:
    """One test. find(library) says whether it fails with the fault.so of that folder."""
    seconds = 20.0  # until measured
    alike = True  # those that run the same lines and ask the same find the same, nearly always

    def find(self, library, **env):
        return not self.right(*run(self.command, self.cwd, library, 1 + 4 * self.seconds, **self.env, **env))

    def measure(self, library):
        began = time.monotonic()
        if self.find(library):
            raise SystemExit(f"the program without a fault fails: {self.name}")
        self.seconds = time.monotonic() - began

    def concerns(self, path):
        return True

    def asks(self):
        return type(self).__name__


class Unit(Judge):
    alike = False

    def __init__(self, program, test, seconds, cwd):
        self.name, self.command, self.cwd, self.seconds = f"{os.path.basename(program)} {test}", [program], cwd, seconds
        self.env = {"CHOSEN_TEST": test, "CMOCKA_TEST_ABORT": "1"}

    def right(self, status, out):
        return status == 0


class Golden(Judge):
    def __init__(self, case, project, expected):
        self.name, self.cwd, self.env, self.expected = f"golden {case}", project, {}, expected
        self.command = [f"{BUILD}/{VARIANT}/baocao", "-C", project, "--lang", "vi", "check"]

    def right(self, status, out):
        return f"{out}exit {status}\n" == self.expected


class Attack(Judge):
    """As attacks.bats judges."""
    def __init__(self, path, cwd):
        name = os.path.basename(path)
        self.name, self.cwd, self.env, self.fine = f"attack {os.path.basename(os.path.dirname(path))}/{name}", cwd, {}, name.startswith("fine")
        self.command = [f"{BUILD}/{VARIANT}/baocao", "verify", path]
        self.hour = "ký lúc ? (" if name.startswith("fine-no-time") else "ký lúc 2/1/2026 10:04:05 (" if name.startswith("fine-time") else ""
        self.why = open(f"{path[:-4]}.why", encoding="utf-8").read() if os.path.exists(f"{path[:-4]}.why") else ""

    def right(self, status, out):
        if self.why not in out:
            return False
        return status == 0 and self.hour in out if self.fine else status == 4 and ("[Y071]" in out or "[Y070]" in out)

    def concerns(self, path):
        return path not in FOR_SIGNING

    def asks(self):
        return self.fine, self.hour, self.why


def baocao(*words):
    subprocess.run([f"{BUILD}/release/baocao", "-q", *words], check=True, capture_output=True)


def attacks_of(signed, out, pki, *more):
    os.makedirs(out)
    subprocess.run([sys.executable, f"{ROOT}/tests/attacks.py", signed, out, f"{pki}/principal.key", f"{pki}/principal.pem", *more], check=True, capture_output=True)


def project_in(folder):
    for name in ("content", "templates"):
        shutil.copytree(f"{ROOT}/{name}", f"{folder}/{name}")
    return folder


def make_attacks(work, pki):
    """The files of tests/attacks.bats: upon one signature, upon two, and upon a report without its number and its day, signed by
    another program."""
    subprocess.run(["make", "-s", "VARIANT=release", "all"], cwd=ROOT, check=True)  # not by the variant with a fault's library
    secret, project, gaps = f"{work}/pass", project_in(f"{work}/project"), project_in(f"{work}/gaps")
    with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
        file.write("bi-mat\n")
    for stage, words in ((1, ["--p12", f"{pki}/principal.p12"]), (2, ["--co-quan", "--p12", f"{pki}/organisation.p12"])):
        baocao("-C", project, "sign", "2024-q2", *words, "--pass-file", secret)
        attacks_of(f"{project}/content/2024/da-ky/bao-cao-quy-2-2024.{stage}.pdf", f"{work}/attacks/{stage}", pki)
    q2 = f"{gaps}/content/2024/q2.md"
    text = open(q2, encoding="utf-8").read().replace("số: 45/BC-HB", "số: …/BC-HB").replace("ngày: 17/6/2024", "ngày: …")
    with open(q2, "w", encoding="utf-8") as file:
        file.write(text)
    baocao("-C", gaps, "build", "--trinh-ky", "--quarter", "2024-q2")
    subprocess.run([sys.executable, f"{ROOT}/tests/foreign_sign.py", f"{gaps}/out/trinh-ky/bao-cao-quy-2-2024.pdf", f"{work}/gaps.pdf", f"{pki}/principal.key", f"{pki}/principal.pem"], check=True)
    attacks_of(f"{work}/gaps.pdf", f"{work}/attacks/gaps", pki, "gaps")


def make_projects(work):
    """A project for each golden case of `check`."""
    script = open(f"{ROOT}/tests/golden.sh", encoding="utf-8").read()
    make = script[script.index("make_project() {") : script.index("# Prints what the case prints")]
    for case in sorted(os.listdir(f"{ROOT}/tests/golden/cases")):
        folder = f"{ROOT}/tests/golden/cases/{case}"
        if not os.path.exists(f"{folder}/cmd"):
            subprocess.run(["bash", "-c", f'golden={ROOT}/tests/golden\n{make}\nmake_project "$1" "$2"', "-", folder, f"{work}/cases/{case}"], check=True)


def make_tree(work, pki):
    """The folder in which unit tests run: what they see is the project's, but their PKI is made once."""
    tree = f"{work}/tree"
    os.makedirs(f"{tree}/tests")
    for folder, left_out in (("", "tests"), ("tests/", "pki.sh")):
        for name in os.listdir(f"{ROOT}/{folder}"):
            if name != left_out:
                os.symlink(f"{ROOT}/{folder}{name}", f"{tree}/{folder}{name}")
    with open(f"{tree}/tests/pki.sh", "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\nexec cp -a {pki}/. "$1"\n')
    os.chmod(f"{tree}/tests/pki.sh", 0o755)


def find_judges(layer, work, plain):
    """All tests of the layer, measured with a fault.so without a fault."""
    judges = []
    for program in sorted(glob.glob(f"{BUILD}/{VARIANT}/tests/{UNITS[layer]}*")):
        if program.endswith(".d") or not os.path.exists(f"{ROOT}/tests/unit/{os.path.basename(program)}.c"):
            continue
        status, out = run([program], f"{work}/tree", plain, 100, CMOCKA_MESSAGE_OUTPUT="XML")
        if status != 0:
            raise SystemExit(f"the program without a fault fails: {program}\n{out}")
        judges += [Unit(program, name, float(seconds), f"{work}/tree") for name, seconds in re.findall(r'<testcase name="(\w+)" time="([\d.]+)"', out)]
    if layer == "check":
        for case in sorted(os.listdir(f"{work}/cases")):
            judges.append(Golden(case, f"{work}/cases/{case}", open(f"{ROOT}/tests/golden/cases/{case}/expected.vi", encoding="utf-8").read()))
    else:
        judges += [Attack(path, work) for path in sorted(glob.glob(f"{work}/attacks/*/*.pdf"))]
    for judge in judges:
        judge.measure(plain)
    return judges


def lines_run(judge, library, counters):
    """{file: {line: how often}} of the sources that the counting library holds."""
    shutil.rmtree(counters, ignore_errors=True)
    os.makedirs(counters)
    run(judge.command, judge.cwd, library, 200, GCOV_PREFIX=counters, **(judge.env | {"CMOCKA_TEST_ABORT": "0"}))
    found = {}
    for folder, _, names in os.walk(counters):
        if not names:
            continue
        for name in names:
            os.symlink(f"{library}/{name[:-5]}.gcno", f"{folder}/{name[:-5]}.gcno")
        out = subprocess.run(["gcov", "--json-format", "--stdout", *names], cwd=folder, check=True, capture_output=True).stdout
        for document in out.splitlines():
            for file in json.loads(document)["files"]:
                lines = found.setdefault(os.path.relpath(os.path.join(ROOT, file["file"]), ROOT), {})
                for line in file["lines"]:
                    lines[line["line_number"]] = lines.get(line["line_number"], 0) + line["count"]
    return found


def count_lines(layer, work, flags, judges):
    """For each judge {file: {line: how often}}. Lines that no test runs are there too, with 0."""
    library = f"{work}/counting"
    os.makedirs(library)
    sources = glob.glob(f"{ROOT}/generator/{layer}/*.c")
    for path in [f"{ROOT}/tests/mutate/counting.c", *sources]:
        counted = ["--coverage"] if path in sources else []
        subprocess.run(["gcc", *flags, "-O0", "-fPIC", *counted, "-c", "-o", f"{library}/{os.path.basename(path)[:-2]}.o", os.path.relpath(path, ROOT)], cwd=ROOT, check=True)
    subprocess.run(["gcc", "-shared", "--coverage", "-Wl,-soname,fault.so", "-o", f"{library}/fault.so", *glob.glob(f"{library}/*.o")], check=True)
    return {judge.name: lines_run(judge, library, f"{work}/counters") for judge in judges}


def digest(layer):
    """Of all that the tests and what they need are made of."""
    names = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "generator", "tests", "content", "templates", "Makefile"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
    sum_ = hashlib.sha256(ROOT.encode())
    for name in names:
        if os.path.isfile(f"{ROOT}/{name}") and name not in ("tests/MUTANTS.md", "tests/mutate/mutate.py", "tests/mutate/faults.py", "tests/mutate/drawn"):
            sum_.update(name.encode() + b"\0" + open(f"{ROOT}/{name}", "rb").read())
    return sum_.hexdigest()


def prepare(layer, work, flags, plain):
    """The judges and {name: {file: {line: count}}}; what was made before is used while nothing has changed."""
    key, stored = digest(layer), f"{work}/judges.json"
    programs = [f"{BUILD}/{VARIANT}/tests/{name[:-2]}" for name in os.listdir(f"{ROOT}/tests/unit") if name.startswith(UNITS[layer]) and name.endswith(".c")]
    subprocess.run(["make", "-s", f"VARIANT={VARIANT}", "all", *(os.path.relpath(p, ROOT) for p in programs)], cwd=ROOT, check=True)
    if os.path.exists(stored):
        with open(stored, encoding="utf-8") as file:
            known = json.load(file)
        if known["key"] == key:
            judges = []
            for kind, state in known["judges"]:
                judge = {"Unit": Unit, "Golden": Golden, "Attack": Attack}[kind]
                judges.append(judge.__new__(judge))
                judges[-1].__dict__.update(state)
            return judges, {name: {file: {int(line): n for line, n in lines.items()} for file, lines in files.items()} for name, files in known["lines"].items()}
    shutil.rmtree(work, ignore_errors=True)
    os.makedirs(work)
    plain(f"{work}/plain")
    pki = f"{work}/pki"
    subprocess.run(["bash", f"{ROOT}/tests/pki.sh", pki], check=True, stdout=subprocess.DEVNULL)
    make_tree(work, pki)
    make_attacks(work, pki) if layer == "seal" else make_projects(work)
    judges = find_judges(layer, work, f"{work}/plain")
    lines = count_lines(layer, work, flags, judges)
    with open(stored, "w", encoding="utf-8") as file:
        json.dump({"key": key, "judges": [(type(j).__name__, j.__dict__) for j in judges], "lines": lines}, file)
    return judges, lines
