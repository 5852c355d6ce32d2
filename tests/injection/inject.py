#!/usr/bin/env python3
"""inject.py - every payload in every kind of field of the content, in both formats; what is refused is counted, what is built is judged.

Usage: inject.py BAOCAO PROJECT WORK [PAYLOAD…]. Prints TAP; the last line is "# payloads …" with the sums. WORK/browser then holds every
page that was made of accepted payloads, each once, for open.mjs (with INJECTION_ALL=1; else those of SHOWN, of each payload in one of
the formats by turns).
"""
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import judge
import plant
from payloads import FILE_NAMES, PAYLOADS

PATHS = ["school", "papi", "2024/plan", "2024/q2", "2024/q3", "2024/indices"]
SHOWN = ["site/index.html", "site/gop-y.html", "site/2024/quy-2.html", "site/2024/nhiem-vu.html", "site/2024/ke-hoach.html", "bai-viet.html"]
REGISTER = "2024/so-van-ban"  # in Markdown only
seen = set()  # digests of pages that are kept for the browser


class Format:
    """The content in one format, and the project that it is planted into."""

    def __init__(self, form, content):
        self.form = form
        self.paths = PATHS + ([REGISTER] if form == "md" else [])
        self.texts = {p: judge.read(os.path.join(content, p + "." + form)) for p in self.paths}
        self.fields = {p: plant.fields(t, form) for p, t in self.texts.items()}
        self.count = sum(map(len, self.fields.values()))


def run(baocao, project, *words):
    return subprocess.run([baocao, "-C", project, *words], capture_output=True, text=True, errors="replace", timeout=120, check=False)


def write_content(project, form, texts):
    for path, text in texts.items():
        with open(os.path.join(project, "content", path + "." + form), "w", encoding="utf-8", errors="surrogatepass", newline="") as f:
            f.write(text)


def blamed(ranges, path, line):
    """The fields that a complaint at that line is about: those of the line, else the nearest before it."""
    here = [f for first, last, f in ranges[path] if first <= line <= last]
    before = [(last, f) for _, last, f in ranges[path] if last < line]
    return here or ([max(before, key=lambda b: b[0])[1]] if before else [f for _, _, f in ranges[path]][:1])


def settle(baocao, project, f, mode, payload, mark):
    """Plants the payload everywhere and takes it out of the fields that are complained about, until check is content. Returns the
    fields that it stays in, and a fault of the program, if any."""
    kept = {p: [x for x in f.fields[p] if not (mode in ("md", "xml") and mode != f.form)] for p in f.paths}
    while any(kept.values()):
        composed = {p: plant.compose(f.texts[p], kept[p], mode, payload, mark) for p in f.paths}
        ranges = {p: c[1] for p, c in composed.items()}
        kept = {p: [x for _, _, x in ranges[p]] for p in f.paths}  # without those inside of others
        write_content(project, f.form, {p: c[0] for p, c in composed.items()})
        for command in ("check", "build"):
            result = run(baocao, project, "--format", "json", command)
            if result.returncode not in (0, 1):
                return kept, "%s ended with %d: %s" % (command, result.returncode, result.stderr[-300:])
            if result.returncode == 1:
                break
        else:
            return kept, None
        drop = set()
        for d in json.loads(result.stdout)["diagnostics"]:
            path = re.sub(r"^content/|\.\w+$", "", d.get("file", ""))
            if d["level"] == "error" and path in ranges:
                drop.update(blamed(ranges, path, d.get("line", 1)))
        if not drop:  # the complaint is about another file: give up a field a file
            drop = {k[0] for k in kept.values() if k}
        kept = {p: [x for x in k if x not in drop] for p, k in kept.items()}
    return kept, None


def expected(f, kept, mode, payload, mark):
    """Texts by their marks, where the format takes them as they are."""
    if mode != "text" or "\n" in payload or "\r" in payload:
        return {}
    return {mark(x): payload.replace("MARK", mark(x)) for k in kept.values() for x in k if x.quoting in ("yaml", "xml")}


def keep_pages(out, to, every):
    """Pages for the browser; what is the same, byte by byte, is opened once."""
    for path in [os.path.join(out, p) for p in SHOWN] if not every else judge.files(os.path.join(out, "site"), ".html") + [os.path.join(out, "bai-viet.html")]:
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read()).digest()
        if digest not in seen:
            seen.add(digest)
            copy = os.path.join(to, os.path.relpath(path, out))
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            shutil.copy(path, copy)


def try_payload(baocao, base, work, f, payload, allowed):
    name, mode, text = payload
    project = os.path.join(work, f.form + "-" + name)
    shutil.copytree(base, project)
    numbers = {id(x): i for i, x in enumerate(x for p in f.paths for x in f.fields[p])}
    mark = lambda field: "q%03dz" % numbers[id(field)]
    kept, wrong = settle(baocao, project, f, mode, text, mark)
    wrong = [wrong] if wrong else []
    stayed = sum(map(len, kept.values()))
    if stayed and not wrong:
        out = os.path.join(project, "out")
        wrong = judge.judge(out, allowed, expected(f, kept, mode, text, mark))
        every = bool(os.environ.get("INJECTION_ALL"))
        if every or mode in ("md", "xml") or (PAYLOADS.index(payload) % 2 == 0) == (f.form == "md"):
            keep_pages(out, os.path.join(work, "browser", f.form + "-" + name), every)
    if not os.environ.get("INJECTION_KEEP"):
        shutil.rmtree(project)
    return stayed, wrong


def try_file_name(baocao, base, work, name, allowed):
    """An evidence file of that name, linked from a task; in both ways of writing an address."""
    stayed, wrong = 0, []
    for way in ("minh-chung/" + name, "<minh-chung/%s>" % name):
        project = os.path.join(work, "name")
        shutil.copytree(base, project)
        source = os.path.join(project, "content/2024/minh-chung/bien-ban-10-6.pdf")
        shutil.copy(source, os.path.join(project, "content/2024/minh-chung", name))
        path = os.path.join(project, "content/2024/q2.md")
        text = judge.read(path).replace("minh-chung/bien-ban-10-6.pdf", way, 1)
        write_content(project, "md", {"2024/q2": text})
        result = run(baocao, project, "-q", "build")
        if result.returncode == 0:
            stayed += 1
            wrong += judge.judge(os.path.join(project, "out"), allowed, {})
        elif result.returncode != 1:
            wrong.append("build ended with %d: %s" % (result.returncode, result.stderr[-300:]))
        shutil.rmtree(project)
    return stayed, wrong


def prepare(baocao, project, work):
    """Clean projects in both formats, with every optional file and setting in use; what their pages are made of."""
    base = os.path.join(work, "base-md")
    os.makedirs(base)
    for folder in ("content", "templates"):
        shutil.copytree(os.path.join(project, folder), os.path.join(base, folder))
    content = os.path.join(base, "content")
    os.remove(os.path.join(content, "2024/q4.md"))
    school = judge.read(os.path.join(content, "school.md")).replace('trang: ""', "trang: " + judge.BASE)
    school = school.replace("    chức vụ: HIỆU TRƯỞNG\n", "    chức vụ: HIỆU TRƯỞNG\n    chữ ký: hinh.png\n", 1)
    school = school.replace("ký hiệu: HB\n", "ký hiệu: HB\nhuy hiệu: hinh.png\ncon dấu: hinh.png\n", 1)
    shutil.copy(os.path.join(content, "2024/minh-chung/ap-phich-kenh-tiep-nhan.png"), os.path.join(content, "hinh.png"))
    indices = "---\ncông bố:\n  - năm: 2023\n    nguồn: Báo cáo PAPI 2023\n    ngày: 2/4/2024\n    chỉ số 1: 4,6\n---\n"
    plan = judge.read(os.path.join(content, "2024/plan.md"))
    plan = plan.replace("  - Chỉ tiêu:", "  - Phụ trách: Văn phòng\n  - Thời hạn: 31/12/2024\n  - Chỉ tiêu:", 1)
    q2 = judge.read(os.path.join(content, "2024/q2.md"))
    q2 = q2.replace("- Trạng thái:", "- Nội bộ: Ghi chú trong trường.\n- Trạng thái:", 1)
    register = "".join("## %d/TB-HB\n\n- Ngày: %d/5/2024\n- Loại: Thông báo\n- Trích yếu: Lịch họp phụ huynh lần %d\n- Người ký: Trịnh Thị Kim Quý\n\n"
                       % (n, n, n) for n in (11, 12))
    write_content(base, "md", {"school": school, "2024/indices": indices, "2024/plan": plan, "2024/q2": q2, REGISTER: register})
    formats = [Format("md", content)]
    base_xml = os.path.join(work, "base-xml")
    shutil.copytree(base, base_xml)
    for path in PATHS:
        source = os.path.join(base_xml, "content", path + ".md")
        done = run(baocao, base_xml, "-q", "convert", source, source[:-2] + "xml")
        if done.returncode != 0:
            raise SystemExit("Bail out! convert: " + done.stderr)
        os.remove(source)
    formats.append(Format("xml", os.path.join(base_xml, "content")))
    done = run(baocao, base, "-q", "build")
    if done.returncode != 0:
        raise SystemExit("Bail out! build of clean content: " + done.stderr)
    allowed = judge.tags_of(os.path.join(base, "out/site")) | judge.read_page(judge.read(os.path.join(base, "out/bai-viet.html"))).tags
    shutil.rmtree(os.path.join(base, "out"))
    return {"md": base, "xml": base_xml}, formats, allowed


def main(baocao, project, work, *only):
    bases, formats, allowed = prepare(os.path.abspath(baocao), project, work)
    todo = [(f, p) for p in PAYLOADS for f in formats if p[1] not in ("md", "xml") or p[1] == f.form]
    todo = [t for t in todo if not only or t[1][0] in only]
    number = planted = stayed = failed = 0

    def report(title, kept, wrong):
        nonlocal number, failed
        number += 1
        failed += bool(wrong)
        print("%sok %d - %s: %d built" % ("not " if wrong else "", number, title, kept), flush=True)
        for line in sorted(set(wrong))[:8]:
            print("# " + line.replace("\n", "\n# "), flush=True)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        tries = [pool.submit(try_payload, baocao, bases[f.form], work, f, p, allowed) for f, p in todo]
        for (f, p), done in zip(todo, tries):
            kept, wrong = done.result()
            planted += f.count
            stayed += kept
            report("%s in %s, %d fields" % (p[0], f.form, f.count), kept, wrong)
    for name in FILE_NAMES if not only or "names" in only else []:
        kept, wrong = try_file_name(baocao, bases["md"], work, name, allowed)
        planted += 2
        stayed += kept
        report("a file called " + ascii(name).replace("#", "hash "), kept, wrong)
    print("1..%d" % number)
    print("# payloads: %d in %d fields; planted %d, refused %d, built and judged %d, at fault %d" %
          (len({p[0] for _, p in todo}) + (0 if only else len(FILE_NAMES)), sum(f.count for f in formats), planted, planted - stayed, stayed, failed))
    return 1 if failed or not stayed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
