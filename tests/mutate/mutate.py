#!/usr/bin/env python3
"""mutate.py - are the tests sharp? One small fault at a time is put into the sources of a layer, and the tests that concern it have to
notice: mutate.py [--count N] [--seed N] [--drawn FILE] [--only PART-OF-PATH] [--jobs N] [--suites] [--list] [--names] LAYER
(check or seal)

Faults: a condition turned round, < and <= exchanged, == and !=, && and ||, + and -, a number one more or less, a statement left out, a
break or continue left out, another result. Of all possible ones --count are drawn with --seed (all with 0); another sample
whenever the sources change. So --names prints the names of what is drawn, and --drawn takes those that a file names. One whose machine code is
the same as the program's own is not counted. Each is compiled, linked with the objects of the release variant and shown to the tests,
the quickest first and of the golden cases those that found most so far.

Prints a line a survivor, "FILE:LINE: FAULT: the line", and the sums. Survivors that tests/MUTANTS.md lists ("`FILE` `FAULT` `line`") are judged;
status 1 when there are others. The work goes on in generator/build/mutate; nothing in generator/ itself is changed."""
import argparse
import hashlib
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, "generator", "build")
MEMORY = 4 << 30
# Not here: what starts and kills processes. A fault in it could kill others than its own child.
LEFT_OUT = {"generator/seal/outside.c"}
# What verify has nothing to do with: the attacks cannot find faults there.
FOR_SIGNING = {f"generator/seal/{name}.c" for name in ("harden", "http", "image", "key", "key_judge", "passphrase", "tsa")}
UNITS = {"check": "test_check_", "seal": "test_seal_"}
SUITES = {"check": [], "seal": ["sign", "keys"]}  # with --suites: minutes for each that the others do not find

TOKEN = re.compile(r"""(?P<skip>/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^[ \t]*\#(?:\\\n|[^\n])*)
    |(?P<word>[A-Za-z_]\w*)|(?P<number>\b\d\w*)|(?P<operator><<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[^\s\w])""", re.X | re.S | re.M)
SWAPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}
STATEMENT = re.compile(r"^(?P<indent>[ \t]+)(?P<what>(?!return\b|else\b|if\b|for\b|while\b|switch\b|case\b|do\b|goto\b|enum\b|struct\b)[*(]*[A-Za-z_][\w\[\]\.>-]*\)?(?:\(| [-+|&]?= |\+\+|--)[^;{}]*;)[ \t]*(?:/\*.*\*/)?$", re.M)
LEAVE = re.compile(r"\b(break|continue);")
RESULT = re.compile(r"\breturn (?P<value>[^;{}]+);")
CONDITION = re.compile(r"\b(if|while) \(")


def closing(text, at):
    """Where the bracket that opens at "at" is closed."""
    depth = 0
    for i in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            return i
    return len(text)


def faults_of(text):
    """(from, to, new text, words) for each fault that can be put into a source."""
    quiet = [(m.start(), m.end()) for m in TOKEN.finditer(text) if m.lastgroup == "skip"]
    begin = text.find("\n{") if "\n{" in text else 0
    is_quiet = lambda at: any(a <= at < b for a, b in quiet)
    before = None
    for m in TOKEN.finditer(text):
        kind, s = m.lastgroup, m.group()
        spaced = text[m.start() - 1 : m.start()] == " " and text[m.end() : m.end() + 1] == " "
        if kind == "operator" and spaced and s in SWAPS:
            yield m.start(), m.end(), SWAPS[s], f"{s} to {SWAPS[s]}"
        elif kind == "operator" and spaced and s in "+-":
            yield m.start(), m.end(), "-" if s == "+" else "+", f"{s} turned"
        elif kind == "number" and re.fullmatch(r"\d+", s) and before not in ("[",) and m.start() > begin:
            yield m.start(), m.end(), str(int(s) + 1), f"{s} one more"
            if int(s) > 0:
                yield m.start(), m.end(), str(int(s) - 1), f"{s} one less"
        if kind != "skip":
            before = s
    for m in CONDITION.finditer(text):
        if not is_quiet(m.start()):
            end = closing(text, m.end() - 1)
            yield m.end(), end, f"!({text[m.end():end]})", f"{m.group(1)} turned round"
    for m in STATEMENT.finditer(text):
        if not is_quiet(m.start("what")):
            yield m.start("what"), m.end("what"), ";", "left out"
    for m in LEAVE.finditer(text):
        if not is_quiet(m.start()):
            yield m.start(), m.end(), ";", f"{m.group(1)} left out"
    for m in RESULT.finditer(text):
        if is_quiet(m.start()):
            continue
        value = m.group("value")
        new = {"true": "false", "false": "true", "0": "1", "NULL": None}.get(value, "0")
        if new is not None:
            yield m.start("value"), m.end("value"), new, f"returns {new}"


class Layer:
    def __init__(self, args):
        self.with_suites = args.suites
        self.name, self.work = args.layer, os.path.join(BUILD, "mutate", args.layer)
        self.env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)
        shutil.copytree(f"{BUILD}/fonts", f"{self.work}/fonts")  # a program looks for them beside its own folder
        flags = subprocess.run(["make", "-s", "print-flags"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\n")
        self.flags = [f for f in flags if f and f not in ("-g", "-Werror")] + ["-w"]
        packaged = subprocess.run("pkg-config --libs libcmark yaml-0.1 libutf8proc libcrypto libxml-2.0 libdeflate freetype2 libpng", shell=True, check=True, capture_output=True, text=True)
        self.libraries = ["-Wl,--as-needed", *packaged.stdout.split(), "-lhpdf"]
        self.units = {}
        with tempfile.TemporaryDirectory():
            for name in sorted(os.listdir(f"{ROOT}/tests/unit")):
                if name.startswith(UNITS[self.name]) and name.endswith(".c"):
                    self.units[name[:-2]] = unit = f"{self.work}/{name[:-2]}.o"
                    subprocess.run(["gcc", *self.flags, "-Itests/unit", "-c", "-o", unit, f"tests/unit/{name}"], cwd=ROOT, check=True)
        self.objects = []
        for folder, _, names in os.walk(f"{BUILD}/release"):
            if not folder.endswith(("/tests", "/fuzz")):
                self.objects += [os.path.join(folder, n) for n in names if n.endswith(".o")]
        self.prepare()

    def prepare(self):
        """check: a project a golden case. seal: the attacks upon a signed file."""
        self.cases, self.found, self.last, self.attacks = [], {}, {}, []
        if self.name == "seal":
            self.prepare_attacks()
        if self.name == "check":
            script = open(f"{ROOT}/tests/golden.sh", encoding="utf-8").read()
            make = script[script.index("make_project() {") : script.index("# Prints what the case prints")]
            for case in sorted(os.listdir(f"{ROOT}/tests/golden/cases")):
                folder = f"{ROOT}/tests/golden/cases/{case}"
                if os.path.exists(f"{folder}/cmd"):
                    continue
                project = f"{self.work}/cases/{case}"
                if subprocess.run(["bash", "-c", f'golden={ROOT}/tests/golden\n{make}\nmake_project "$1" "$2"', "-", folder, project]).returncode == 0:
                    self.cases.append((case, project, open(f"{folder}/expected.vi", encoding="utf-8").read()))

    def prepare_attacks(self):
        """The files of tests/attacks.bats, upon one signature and upon two."""
        pki, project, secret = f"{self.work}/pki", f"{self.work}/project", f"{self.work}/pass"
        subprocess.run(["bash", f"{ROOT}/tests/pki.sh", pki], check=True, stdout=subprocess.DEVNULL)
        for folder in ("content", "templates"):
            shutil.copytree(f"{ROOT}/{folder}", f"{project}/{folder}")
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
            file.write("bi-mat\n")
        for stage, words in ((1, ["--p12", f"{pki}/principal.p12"]), (2, ["--co-quan", "--p12", f"{pki}/organisation.p12"])):
            subprocess.run([f"{BUILD}/release/baocao", "-q", "-C", project, "sign", "2024-q2", *words, "--pass-file", secret], check=True, capture_output=True)
            out = f"{self.work}/attacks/{stage}"
            os.makedirs(out)
            signed = f"{project}/content/2024/da-ky/bao-cao-quy-2-2024.{stage}.pdf"
            subprocess.run([sys.executable, f"{ROOT}/tests/attacks.py", signed, out, f"{pki}/principal.key", f"{pki}/principal.pem"], check=True, capture_output=True)
            self.attacks += [os.path.join(out, name) for name in sorted(os.listdir(out)) if name.endswith(".pdf")]
        self.prepare_gaps(pki)

    def prepare_gaps(self, pki):
        """As attacks.bats: a report without its number and its day, signed by another program."""
        project, signed, out = f"{self.work}/gaps", f"{self.work}/gaps.pdf", f"{self.work}/attacks/gaps"
        for folder in ("content", "templates"):
            shutil.copytree(f"{ROOT}/{folder}", f"{project}/{folder}")
        q2 = f"{project}/content/2024/q2.md"
        text = open(q2, encoding="utf-8").read().replace("số: 45/BC-HB", "số: …/BC-HB").replace("ngày: 17/6/2024", "ngày: …")
        with open(q2, "w", encoding="utf-8") as file:
            file.write(text)
        subprocess.run([f"{BUILD}/release/baocao", "-q", "-C", project, "build", "--trinh-ky", "--quarter", "2024-q2"], check=True, capture_output=True)
        signer = [f"{pki}/principal.key", f"{pki}/principal.pem"]
        subprocess.run([sys.executable, f"{ROOT}/tests/foreign_sign.py", f"{project}/out/trinh-ky/bao-cao-quy-2-2024.pdf", signed, *signer], check=True)
        os.makedirs(out)
        subprocess.run([sys.executable, f"{ROOT}/tests/attacks.py", signed, out, *signer, "gaps"], check=True, capture_output=True)
        self.attacks += [os.path.join(out, name) for name in sorted(os.listdir(out)) if name.endswith(".pdf")]

    def attacked(self, baocao):
        """As attacks.bats judges."""
        for path in sorted(self.attacks, key=lambda p: -self.found.get(p, 0)):
            name = os.path.basename(path)
            status, out = self.run([baocao, "verify", path], 20, cwd=self.work)
            hour = "ký lúc ? (" if name.startswith("fine-no-time") else "ký lúc 2/1/2026 10:04:05 (" if name.startswith("fine-time") else ""
            why = open(f"{path[:-4]}.why", encoding="utf-8").read() if os.path.exists(f"{path[:-4]}.why") else ""
            right = why in out and (status == 0 and hour in out if name.startswith("fine") else status == 4 and ("[Y071]" in out or "[Y070]" in out))
            if not right:
                self.found[path] = self.found.get(path, 0) + 1
                return f"attack {name}"
        return None

    def compile(self, path, text, where):
        """The object file of a source with a fault; None when it does not compile."""
        source = f"{where}/{os.path.basename(path)}"
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        made = f"{where}/fault.o"
        done = subprocess.run(["gcc", *self.flags, f"-I{ROOT}/{os.path.dirname(path)}", "-c", "-o", made, source], cwd=ROOT, capture_output=True)
        return made if done.returncode == 0 else None

    def link(self, path, made, out, unit=None):
        own = os.path.join(BUILD, "release", os.path.relpath(path, "generator")[:-2] + ".o")
        objects = [o for o in self.objects if o != own and not (unit and o.endswith("/release/main.o"))]
        more = [unit, "-lcmocka", "-ljansson"] if unit else []
        done = subprocess.run(["gcc", "-pie", "-o", out, made, *objects, *more[:1], *more[1:], *self.libraries], capture_output=True, text=True)
        return done.returncode == 0

    def run(self, command, seconds, **more):
        """(status, output); a fault may loop or eat memory."""
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        process = subprocess.Popen(command, env=self.env | more.pop("env", {}), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   preexec_fn=limit, start_new_session=True, **more)
        try:
            out, _ = process.communicate(timeout=seconds)
            return process.returncode, out.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.communicate()
            return "too long", ""

    def golden(self, baocao):
        for case, project, expected in sorted(self.cases, key=lambda c: -self.found.get(c[0], 0)):
            status, out = self.run([baocao, "-C", project, "--lang", "vi", "check"], 20)
            if f"{out}exit {status}\n" != expected:
                self.found[case] = self.found.get(case, 0) + 1
                return f"golden {case}"
        return None

    def unit(self, path, made, where):
        for name, unit in self.units.items():
            program = f"{where}/{name}"
            if not self.link(path, made, program, unit):
                raise SystemExit(f"{name} does not link")
            status, _ = self.run([program], 60, cwd=ROOT)
            os.unlink(program)
            if status != 0:
                return name
        return None

    def suites(self, baocao):
        for name in SUITES[self.name]:
            status, out = self.run(["bats", "--tap", f"tests/{name}.bats"], 900, cwd=ROOT, env={"BAOCAO": baocao, "VARIANT": "release", "ROOT": ROOT})
            if status != 0:
                first = next((line for line in out.split("\n") if line.startswith("not ok")), str(status))
                return f"{name}.bats: {first}"
        return None

    def killer(self, path, made, where):
        baocao = f"{where}/baocao"
        if not self.link(path, made, baocao):
            return "does not link"
        kinds = [lambda: self.golden(baocao) or (path not in FOR_SIGNING and self.attacked(baocao)), lambda: self.unit(path, made, where)]
        first = self.last.get(path, 0)  # what found the last fault of the file finds the next one, mostly
        for which in (first, 1 - first):
            found = kinds[which]()
            if found:
                self.last[path] = which
                return found
        return (self.with_suites and self.suites(baocao)) or None


def names_of(everything, sources):
    """A name a fault that outlives changes elsewhere: "FILE\\tFAULT\\tLINE", and "\\tN" for the N-th that is called so, from the second."""
    seen, names = {}, {}
    for fault in everything:
        path, begin, _, _, words = fault
        text = sources[path]
        start = text.rfind("\n", 0, begin) + 1
        end = text.find("\n", begin)
        name = f"{path}\t{words}\t{text[start : end if end >= 0 else len(text)].strip()}"
        seen[name] = seen.get(name, 0) + 1
        names[fault] = name if seen[name] == 1 else f"{name}\t{seen[name]}"
    return names


def judged():
    """The survivors that tests/MUTANTS.md speaks of."""
    path = f"{ROOT}/tests/MUTANTS.md"
    if not os.path.exists(path):
        return set()
    with open(path, encoding="utf-8") as file:
        rows = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \| `(.+?)` \|", file.read(), re.M)
    return {tuple(cell.replace("\\|", "|") for cell in row) for row in rows}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--names", action="store_true")
    parser.add_argument("--drawn")
    parser.add_argument("--suites", action="store_true")
    parser.add_argument("layer", choices=sorted(UNITS))
    args = parser.parse_args()
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
            wanted = {line for line in file.read().split("\n") if line.startswith(f"generator/{args.layer}/{args.only}")}
        drawn = [fault for fault in everything if names[fault] in wanted]
        print(f"{args.layer}: {len(wanted)} faults named in {args.drawn}, {len(wanted) - len(drawn)} of them no longer in the sources", flush=True)
    if args.names:
        print("\n".join(sorted(names[fault] for fault in drawn)))
        return 0
    if args.list:
        for path, begin, _, _, words in drawn:
            print(f"{path}:{sources[path].count(chr(10), 0, begin) + 1}: {words}")
        return 0
    layer = Layer(args)
    plain = {}
    known = judged()
    sums = {"killed": 0, "survived": 0, "the same program": 0, "does not compile": 0}
    new = 0
    for path, text in sources.items():
        with tempfile.TemporaryDirectory(dir=layer.work) as where:
            made = layer.compile(path, text, where)
            plain[path] = hashlib.sha256(open(made, "rb").read()).digest()
    some = next(iter(sources))
    with tempfile.TemporaryDirectory(dir=layer.work) as where:
        found = layer.killer(some, layer.compile(some, sources[some], where), where)
        if found:
            raise SystemExit(f"the program without a fault fails: {found}")

    def one(fault):
        path, begin, end, put, words = fault
        text = sources[path]
        with tempfile.TemporaryDirectory(dir=layer.work) as where:
            made = layer.compile(path, text[:begin] + put + text[end:], where)
            if not made:
                return "does not compile", None
            if hashlib.sha256(open(made, "rb").read()).digest() == plain[path]:
                return "the same program", None
            by = layer.killer(path, made, where)
            return ("killed", by) if by else ("survived", None)

    with ThreadPoolExecutor(args.jobs) as pool:
        for fault, (end, by) in zip(drawn, pool.map(one, drawn)):
            path, begin, _, _, words = fault
            number = sources[path].count("\n", 0, begin)
            line = sources[path].split("\n")[number].strip()
            sums[end] += 1
            if end == "survived":
                seen = (path, words, line) in known
                new += not seen
                print(f"{'judged' if seen else 'SURVIVED'} {path}:{number + 1}: {words}: {line}", flush=True)
            elif os.environ.get("VERBOSE"):
                print(f"{end} {path}:{number + 1}: {words}: {by}", flush=True)
    counted = sums["killed"] + sums["survived"]
    print(f"{args.layer}: {len(everything)} faults possible, {len(drawn)} drawn; {sums['does not compile']} do not compile, {sums['the same program']} are the same program; "
          f"{sums['killed']} of {counted} found ({100 * sums['killed'] / max(counted, 1):.1f} %), {sums['survived']} survived, {new} of them not judged in tests/MUTANTS.md")
    return 1 if new else 0


if __name__ == "__main__":
    sys.exit(main())
