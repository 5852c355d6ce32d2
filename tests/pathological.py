#!/usr/bin/env python3
"""pathological.py [--linear | --times] BAOCAO FOLDER: content that is meant to make a reader slow or greedy, each in a project of its own,
checked by our program. Prints TAP: a case is fine when the program ends by itself with 0, or refuses the file with the complaint that the
case names, at a line of that file. --linear: the work (instructions, by valgrind) for twice the input is at most 2.3 times as much.
--times: a table of seconds of CPU instead, as Markdown."""
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BASE = ROOT / "tests/golden/base/content"
PROSE = "Đăng đủ các tin, xem [biên bản](minh-chung/bien-ban-10-6.txt)."
HEAD = "số: 45/BC-HS\n"
MARK = "\u0301"
WHOLE = 10 ** 6  # bytes: just below what a file may have


def quarter(body, head=""):
    text = (BASE / "2024/q2.md").read_text()
    return "q2.md", text.replace(HEAD, HEAD + head).replace(PROSE, body)


def prose(body):
    return quarter(body)


def xml(inside, before="", attributes=""):
    return "q2.xml", f"""<?xml version="1.0" encoding="UTF-8"?>
{before}<progress{attributes}>
  <period>Quý II năm 2024</period>
  <results><entry task="III.1.1"><status>thường xuyên, có phát sinh</status>{inside}</entry></results>
</progress>
"""


def nested(n):
    """Lists of n levels, by indentation: n lines, n * n bytes."""
    return "".join("  " * i + "- a\n" for i in range(n))


def laughs(n):
    lines = ['<!ENTITY a0 "ha">'] + [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, n)]
    return xml(f"<p>&a{n - 1};</p>", "<!DOCTYPE progress [\n" + "\n".join(lines) + "\n]>\n")


# Name, what it is for n, n, the complaint that refuses it (None: it may pass, or be told about as content is).
CASES = [
    ("100,000 opening brackets", lambda n: prose("[" * n + "a"), 100000, "M002"),
    ("brackets within brackets, as many as are let in", lambda n: prose("[" * n + "a" + "]" * n), 9990, None),
    ("openings of links", lambda n: prose("[a](" * n), 9990, None),
    ("openings of links, with a bracket between", lambda n: prose("[ (](" * n), 9990, None),
    ("links within links", lambda n: prose("[" * n + "a" + "](b)" * n), 9990, None),
    ("images within images", lambda n: prose("![" * n + "a" + "](b)" * n), 9990, None),
    ("emphasis within emphasis", lambda n: prose("*a **a " * n + "b" + " a** a*" * n), 60000, None),
    ("emphasis never closed", lambda n: prose("*a _a " * n), 160000, None),
    ("emphasis never opened", lambda n: prose("a** " * n), 240000, None),
    ("emphasis of unequal lengths", lambda n: prose("a***b**c*d " * n), 80000, None),
    ("nothing but asterisks", lambda n: prose("a" + "*" * n + "a"), WHOLE, None),
    ("asterisks and underscores in turn", lambda n: prose("*_" * n + "a"), WHOLE // 3, None),
    ("backticks of every length", lambda n: prose("".join("e" + "`" * i for i in range(n))), 1300, None),
    ("quotes within quotes", lambda n: prose("> " * n + "a"), 100000, "M001"),
    ("lists within lists on one line, 100,000 levels", lambda n: prose("- " * n + "a"), 100000, "M001"),
    ("lists within lists by indentation", lambda n: prose(nested(n)), 900, "M001"),
    ("headings, 100,000", lambda n: prose("###### a\n" * n), 100000, None),
    ("rules, 100,000", lambda n: prose("***\n\n" * n), 100000, None),
    ("items, 100,000", lambda n: prose("\n".join(f"- a{i}" for i in range(n))), 100000, None),
    ("definitions of links", lambda n: prose("".join(f"[a{i}]: b\n" for i in range(n)) + "\n[a1]"), 9000, None),
    ("one long definition, used again and again",
     lambda n: prose("[a]: /" + "b" * (10 * n) + "\n\n" + "[a] " * (n // 10)), 90000, None),
    ("a definition with a long label", lambda n: prose("[" + "a" * n + "]: b\n"), WHOLE, None),
    ("openings of comments", lambda n: prose("<!-- " * n), 190000, None),
    ("openings of declarations", lambda n: prose("a <!A " * n), 160000, None),
    ("openings of instructions", lambda n: prose("a <?" * n), 240000, None),
    ("openings of CDATA", lambda n: prose("a <![CDATA[" * n), 90000, "M002"),
    ("openings of tags", lambda n: prose("a <b c=\"" * n), 100000, None),
    ("automatic links never closed", lambda n: prose("<https://a" * n), 90000, None),
    ("entities", lambda n: prose("&amp;&#769;" * n), 80000, None),
    ("backslashes", lambda n: prose("\\" * n), WHOLE, None),
    ("line ends", lambda n: prose("\n" * n), WHOLE, None),
    ("a word of 1 MB", lambda n: prose("a" * n), WHOLE, None),
    ("a line of 1 MB", lambda n: prose("a b " * (n // 4)), WHOLE, None),
    ("combining marks, 1 MB", lambda n: prose("a" + MARK * (n // 2)), WHOLE, None),
    ("combining marks of falling order, 1 MB", lambda n: prose("a" + (MARK + "\u0323") * (n // 4)), WHOLE, None),
    ("a citation of 1 MB", lambda n: prose("Quyết định số " + "1/QĐ-" * (n // 8)), WHOLE, None),
    ("citations, 1 MB", lambda n: prose("Quyết định số 1/QĐ-A ngày 1/1/2024; " * (n // 45)), WHOLE, None),
    ("digits, 1 MB", lambda n: prose("0" * n), WHOLE, None),
    ("front matter: an alias bomb",
     lambda n: quarter("a", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"), 1, "K011"),
    ("front matter: 10,000 keys", lambda n: quarter("a", "".join(f"k{i}: v\n" for i in range(n))), 10000, "K003"),
    ("front matter: lists within lists", lambda n: quarter("a", "a: " + "[" * n + "\n"), 8000, "K013"),
    ("front matter: maps within maps", lambda n: quarter("a", "a: " + "{a: " * n + "\n"), 4000, "K013"),
    ("front matter: items within items", lambda n: quarter("a", "a:\n  " + "- " * n + "a\n"), 7000, "K013"),
    ("front matter: keys that ask", lambda n: quarter("a", "? " * n + "a\n"), 7000, "K013"),
    ("front matter: a value of 900 KB", lambda n: quarter("a", "a: " + "b" * n + "\n"), 900000, "K003"),
    ("front matter: never closed, 1 MB", lambda n: ("q2.md", "---\n" + "a: b\n" * (n // 5)), WHOLE, "K002"),
    ("XML: a billion laughs", laughs, 10, "E016"),
    ("XML: one large entity, many times",
     lambda n: xml(f"<p>{'&a;' * n}</p>", f'<!DOCTYPE progress [<!ENTITY a "{"b" * n}">]>\n'), 50000, "E016"),
    ("XML: an entity from elsewhere",
     lambda n: xml("<p>&a;</p>", '<!DOCTYPE progress [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'), 1, "E016"),
    ("XML: elements within elements, 100,000", lambda n: xml("<quote>" * n + "</quote>" * n), 60000, "E017"),
    ("XML: elements never closed", lambda n: xml("<p>" * n), 100000, "E017"),
    ("XML: a word of 1 MB", lambda n: xml("<p>" + "a" * n + "</p>"), WHOLE - 1000, None),
    ("XML: an attribute of 1 MB", lambda n: xml("", attributes=' a="' + "b" * n + '"'), WHOLE - 1000, None),
    ("XML: attributes, 50,000", lambda n: xml("", attributes="".join(f' a{i}="b"' for i in range(n))), 50000, None),
    ("XML: one attribute again and again", lambda n: xml("", attributes=' a="b"' * n), 100000, None),
    ("XML: paragraphs, 100,000", lambda n: xml("<p>a</p>" * n), 100000, None),
    ("XML: character references", lambda n: xml("<p>" + "&#97;" * n + "</p>"), 180000, None),
    ("XML: comments, 90,000", lambda n: xml("<!--a-->" * n), 90000, None),
    ("XML: instructions", lambda n: xml("<?a b?>" * n), 100000, None),
    ("XML: a CDATA section of 1 MB", lambda n: xml("<p><![CDATA[" + "]" * n + "]]></p>"), WHOLE - 1000, None),
    ("XML: a name of 1 MB", lambda n: xml("<" + "a" * n + "/>"), WHOLE - 1000, None),
    ("XML: prefixes", lambda n: xml("".join(f'<p xmlns:a{i}="b{i}"/>' for i in range(n))), 30000, None),
]
# Of these twice as much must be at most 2.3 times the work; n is small, for valgrind is slow, and of files that are refused large enough
# that what is not done with them any more does not count.
LINEAR = {
    "links within links": 2000, "emphasis within emphasis": 2000, "emphasis never closed": 4000, "definitions of links": 4000,
    "items, 100,000": 1000, "combining marks of falling order, 1 MB": 40000, "citations, 1 MB": 20000, "a citation of 1 MB": 20000,
    "XML: paragraphs, 100,000": 1000, "XML: attributes, 50,000": 1000,
}


def project(folder, file):
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(BASE, folder / "content")
    name, text = file
    (folder / "content/2024/q2.md").unlink()
    (folder / "content/2024/q3.md").unlink()
    (folder / "content/2024" / name).write_text(text)
    return name


def check(binary, folder, *before):
    """Status, what was said, seconds of CPU."""
    def spent():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime
    begun = spent()
    done = subprocess.run([*before, binary, "check"], cwd=folder, capture_output=True, check=False)
    return done.returncode, done.stderr.decode() + done.stdout.decode(), spent() - begun


def judge(binary, folder, name, file, code):
    """What is wrong, or None; seconds; how it ended."""
    content = project(folder, file)
    status, said, seconds = check(binary, folder, "timeout", "60")
    found = re.search(rf"{content}:\d+:\d+: [^\n]*\[([A-Z]\d+)\]", said)
    ended = "đọc được" if status == 0 else f"từ chối, {found[1]}" if found else f"mã {status}"
    if status not in (0, 1):
        return f"exit {status}: {said[-300:]}", seconds, ended
    if status == 1 and not found:
        return f"no complaint has a place: {said[:300]}", seconds, ended
    if code and not re.search(rf"{content}:\d+(:\d+)?: [^\n]*\[{code}\]", said):
        return f"{code} is missing: {said[:300]}", seconds, ended
    return None, seconds, ended


def instructions(binary, folder, file):
    project(folder, file)
    _, said, _ = check(binary, folder, "valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null")
    count = re.search(r"I +refs: +([\d,]+)", said)
    return int(count[1].replace(",", "")) if count else 0


def main():
    mode = sys.argv[1] if sys.argv[1].startswith("--") else ""
    binary, folder = Path(sys.argv[-2]).resolve(), Path(sys.argv[-1]) / "pathological"
    bad = 0
    if mode == "--linear":
        print(f"1..{len(LINEAR)}")
        empty = instructions(binary, folder, prose("a"))
        for i, (name, n) in enumerate(LINEAR.items(), 1):
            make = next(case[1] for case in CASES if case[0] == name)
            once, twice = (instructions(binary, folder, make(k)) - empty for k in (n, 2 * n))
            fine = 0 < once and twice <= 2.3 * once
            bad += not fine
            print(f"{'ok' if fine else 'not ok'} {i} - {name}: {once} and {twice} instructions", flush=True)
        sys.exit(bad > 0)
    print("| Đầu vào | byte | kết quả | giây |\n| --- | ---: | --- | ---: |" if mode else f"1..{len(CASES)}")
    for i, (name, make, n, code) in enumerate(CASES, 1):
        file = make(n)
        wrong, seconds, ended = judge(binary, folder, name, file, code)
        bad += wrong is not None
        if mode:
            print(f"| {name} | {len(file[1].encode())} | {ended} | {seconds:.2f} |", flush=True)
        else:
            print(f"{'not ok' if wrong else 'ok'} {i} - {name}" + (f"\n# {wrong}" if wrong else ""), flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    sys.exit(bad > 0)


main()
