#!/usr/bin/env python3
"""Properties of the XML form, on documents made at random (always the same ones: the seed is fixed).

xml_property.py agree BINARY FOLDER    our reader and xmllint --relaxng accept the same documents
xml_property.py convert BINARY FOLDER  Markdown -> XML -> Markdown -> XML: the second XML is the first, byte for byte, and valid
"""
import copy
import json
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

SCHEMA = "generator/schema/baocao.rng"
STRUCTURE = {f"E{n:03}" for n in range(18, 28)} | {"E034"}


def run(*words):
    return subprocess.run(words, capture_output=True, text=True, check=False)


# ---- agree ----

def sources(binary, folder):
    """Valid documents to spoil: the shipped content as XML."""
    trees = []
    scores = "tests/golden/cases/G103-goal-missed/content/2024/indices"
    for path in ["content/school", "content/papi", "content/2024/plan", "content/2024/q2", scores]:
        out = os.path.join(folder, os.path.basename(path) + ".xml")
        result = run(binary, "-q", "convert", f"{path}.md", out)
        assert result.returncode == 0, result.stderr
        tree = ET.parse(out).getroot()
        for parent in list(tree.iter()):  # a few of each are enough, and spoil better
            seen = {}
            for child in list(parent):
                seen[child.tag] = seen.get(child.tag, 0) + 1
                if seen[child.tag] > 3:
                    parent.remove(child)
        trees.append(tree)
    return trees


def vocabulary():
    with open("generator/read/vocabulary.def", encoding="utf-8") as f:
        text = f.read()
    names = sorted(set(re.findall(r'^ELEMENT\(\S+ "([a-z-]+)"', text, re.M)))
    attributes = sorted(set(re.findall(r'^ATTRIBUTE\(\S+ "[a-z-]+", "([a-z0-9-]+)"', text, re.M)))
    return names, attributes


def spoil(rng, root, names, attributes):
    elements = list(root.iter())
    e = rng.choice(elements)
    parent = {c: p for p in elements for c in p}.get(e)
    action = rng.randrange(12)
    if action == 0 and parent is not None:
        parent.remove(e)
    elif action == 1 and parent is not None:
        parent.insert(rng.randrange(len(parent) + 1), copy.deepcopy(e))
    elif action == 2:
        e.tag = rng.choice(names)
    elif action == 3:
        e.set(rng.choice(attributes), rng.choice(["x", "III", "2", "", "loose", "III.1.2", "Đúng"]))
    elif action == 4 and e.attrib:
        del e.attrib[rng.choice(sorted(e.attrib))]
    elif action == 5 and e.attrib:
        e.set(rng.choice(sorted(e.attrib)), rng.choice(["x", "III", "2", "", "loose", "III.1.2", "7"]))
    elif action == 6:
        e.text = (e.text or "") + " chữ"
    elif action == 7:
        e.tail = (e.tail or "") + " chữ" if parent is not None else e.tail
    elif action == 8 and len(e) > 1:
        children = list(e)
        rng.shuffle(children)
        e[:] = children
    elif action == 9:
        ET.SubElement(e, rng.choice(names))
    elif action == 10 and parent is not None:
        parent.remove(e)
        rng.choice([x for x in elements if x is not e and e not in list(x.iter()) and x not in list(e.iter())]).append(e)
    elif action == 11:
        e.insert(0, ET.Comment(" ghi chú "))


def agree(binary, folder):
    rng = random.Random(2024)
    names, attributes = vocabulary()
    bases = sources(binary, folder)
    files = []
    for i in range(600):
        root = copy.deepcopy(rng.choice(bases))
        for _ in range(rng.choice([0, 1, 1, 1, 2, 3])):
            spoil(rng, root, names, attributes)
        path = os.path.join(folder, f"d{i:03}.xml")
        ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
        files.append(path)
    verdicts = run("xmllint", "--noout", "--relaxng", SCHEMA, *files).stderr
    valid = set(re.findall(r"^(\S+) validates$", verdicts, re.M))
    invalid = set(re.findall(r"^(\S+) fails to validate$", verdicts, re.M))
    assert valid | invalid == set(files), "xmllint did not judge all of them"
    bad = 0
    for path in files:
        result = json.loads(run(binary, "--format", "json", "check", path).stdout)
        ours = any(d["code"] in STRUCTURE for d in result["diagnostics"])
        if ours != (path in invalid):
            bad += 1
            print(f"# {path}: xmllint says {'invalid' if path in invalid else 'valid'}, we {'invalid' if ours else 'valid'}")
            print("# " + "\n# ".join(d["code"] + " " + d["message"] for d in result["diagnostics"][:3]))
            print("# " + "\n# ".join(x for x in verdicts.splitlines() if x.startswith(path))[:600])
    print(f"# {len(valid)} valid, {len(invalid)} invalid")
    return bad == 0 and len(valid) > 50 and len(invalid) > 200


# ---- convert ----

WORDS = ["Nhà trường", "đã họp", "phụ huynh", "1022", "32/KH-HB", "“Dân vận khéo”", "a*b", "[x]", "5 < 6", "A & B", "x_y_z", "1. x",
         "# không", "- gạch", "+ cộng", "~~~", "50 %", "\\n", "`mã`", "!", "|ô|", "=", "trình:", "&amp;", "&#10;", "<", "10) y", "***"]


def escape(text):
    return re.sub(r"([\\`*_\[\]<>#+\-.!|&~=:()])", r"\\\1", text)


def spans(rng, depth=0):
    parts = []
    for _ in range(rng.randrange(1, 5)):
        kind = rng.randrange(10)
        word = escape(rng.choice(WORDS))
        if kind == 0 and depth < 2:
            word = "*" + escape("nghiêng") + " " + spans(rng, depth + 1).strip() + " x*"
        elif kind == 1 and depth < 2:
            word = "**đậm " + spans(rng, depth + 1).strip() + " x**"
        elif kind == 2 and depth == 0:
            word = "[" + escape(rng.choice(WORDS)) + "](minh-chung/a%20b.pdf)"
        elif kind == 3:
            word = "`` " + rng.choice(WORDS) + " ``"
        elif kind == 4 and depth == 0:
            word += "\\\n" + escape("sau")
        elif kind == 5 and depth == 0:
            word += "\n" + escape("dòng")
        elif kind == 6 and depth == 0:
            word = "![" + escape("ảnh") + "](minh-chung/anh.png)"
        parts.append(word)
    return " ".join(parts)


def indent(text, prefix, first):
    lines = text.split("\n")
    return "\n".join((first if i == 0 else prefix if line else "") + line for i, line in enumerate(lines))


def blocks(rng, depth=0):
    out = []
    for _ in range(rng.randrange(1, 4)):
        kind = rng.randrange(8) if depth < 3 else 0
        if kind < 4:
            out.append("Đoạn " + spans(rng))
        elif kind == 4:
            loose = "\n\n" if rng.random() < 0.3 else "\n"
            out.append(loose.join(indent(blocks(rng, depth + 1), "  ", "- ") for _ in range(rng.randrange(1, 4))))
        elif kind == 5:
            out.append("\n".join(indent("Mục " + spans(rng), "   ", f"{n + 3}. ") for n in range(rng.randrange(1, 4))))
        elif kind == 6:
            out.append(indent(blocks(rng, depth + 1), "> ", "> ").replace("\n\n", "\n>\n"))
        else:
            out.append("***")
    return "\n\n".join(out)


def progress(rng):
    yaml = ["---", "kỳ: Quý II năm 2024", f'số: "{rng.choice(["45/BC-HB", "4: 5", "#7", "- x"])}"', "ngày: 17/6/2024"]
    if rng.random() < 0.5:
        yaml.append("# ghi chú ở đầu")
    if rng.random() < 0.5:
        yaml.append("minh họa: có # không thật")
    out = yaml + ["---", "", "## Chỉ đạo, điều hành", "", "Lời mở. " + spans(rng), "", blocks(rng), ""]
    if rng.random() < 0.5:
        out += ["<!-- ghi chú", "hai dòng -->", ""]
    if rng.random() < 0.7:
        out += ["## Văn bản đã ban hành", "", "- 1/TB-A; 1/6/2024; " + escape(rng.choice(WORDS)), "- 2/TB-A; 2/6/2024; Thông báo", ""]
    out += ["## Kết quả thực hiện", ""]
    for n in range(rng.randrange(0, 4)):
        out += [f"### III.1.{n + 1} {escape(rng.choice(WORDS))}", ""]
        fields = ["- Trạng thái: đang thực hiện", "- Kết quả: 1 buổi", "- Lý do: " + spans(rng, 2).replace("\n", " "),
                  "- Minh chứng: minh-chung/a_b_c.pdf", "- Minh chứng: [Biên *bản*](minh-chung/x.pdf)", "- Nội bộ: " + escape("gọi lại!"),
                  "- Phụ trách: Văn phòng", "- Ngày: 1/6/2024; 2/6/2024"]
        first, rest = fields[0], fields[1:]
        out += [first] + rng.sample(rest, rng.randrange(0, len(rest)))
        if rng.random() < 0.6:
            out += ["", "Lời thuật. " + spans(rng), "", blocks(rng)]
        out.append("")
    if rng.random() < 0.6:
        out += ["## Phản ánh, kiến nghị", "", "- Tồn kỳ trước: 0", "- Tiếp nhận: 5", "- Đã xử lý: 4", "- Đang xử lý: 1", "", "Lời. " + spans(rng), ""]
    if rng.random() < 0.6:
        out += ["## Đánh giá chung", "", "### Ưu điểm", "", blocks(rng), "", "### Nguyên nhân", "", "Do " + spans(rng), ""]
    if rng.random() < 0.4:
        out += ["## Nội bộ", "", blocks(rng), ""]
    return "\n".join(out) + "\n"


def plan(rng):
    out = ["---", "loại: Kế hoạch", "số: 32/KH-HB", "ngày: 27/5/2024", "trích yếu: Về việc", "phần bắt buộc: [I]", "phần nhiệm vụ: [II]",
           "---", "", "Căn cứ " + spans(rng) + ";", "", "## I. MỤC ĐÍCH " + escape(rng.choice(WORDS)), "", blocks(rng), ""]
    if rng.random() < 0.5:
        out += ["<!-- đọc chưa rõ -->", ""]
    out += ["## II. VIỆC", ""]
    if rng.random() < 0.3:
        out += ["Thực hiện các việc sau:", ""]
    for _ in range(rng.randrange(1, 5)):
        if rng.random() < 0.25:
            out += ["Việc là một đoạn " + spans(rng) + " xong.", ""]
            if rng.random() < 0.5:
                out += ["- Chỉ tiêu: 2 buổi/năm", "", "<!-- x -->", ""]
        else:
            out.append("- Việc " + spans(rng).replace("\n", "\n  "))
            if rng.random() < 0.4:
                out.append("  - Chỉ tiêu: 2 buổi/năm")
            if rng.random() < 0.3:
                out += ["  - điều một", "  - điều hai " + spans(rng).replace("\n", "\n    ")]
            if rng.random() < 0.3:
                out.append("  - Phụ trách: Văn phòng")
    out += ["", "Trên đây là Kế hoạch./.", "", "## Nơi nhận", "", "- Như trên;", "- Lưu: VT.", ""]
    return "\n".join(out)


def convert(binary, folder):
    rng = random.Random(32)
    done = refused = bad = 0
    xmls = []
    for i in range(400):
        a, x, b, y = (os.path.join(folder, f"{i:03}{end}") for end in [".a.md", ".x.xml", ".b.md", ".y.xml"])
        with open(a, "w", encoding="utf-8") as f:
            f.write(progress(rng) if i % 2 else plan(rng))
        first = run(binary, "-q", "convert", a, x)
        if first.returncode == 1 and not re.search("E035", first.stderr):
            refused += 1  # a fault of the content that chance made, said so
            continue
        again = run(binary, "-q", "convert", x, b)
        last = run(binary, "-q", "convert", b, y)
        same = os.path.exists(y) and open(x, "rb").read() == open(y, "rb").read()
        if first.returncode or again.returncode or last.returncode or not same:
            bad += 1
            print(f"# {a}: " + (first.stderr + again.stderr + last.stderr).replace("\n", "\n# "))
        else:
            done += 1
            xmls.append(x)
    valid = run("xmllint", "--noout", "--relaxng", SCHEMA, *xmls)
    if valid.returncode:
        print("# " + valid.stderr[-600:].replace("\n", "\n# "))
    print(f"# {done} converted, {refused} refused with a complaint, {bad} wrong")
    return bad == 0 and done > 200 and valid.returncode == 0


if __name__ == "__main__":
    sys.exit(0 if {"agree": agree, "convert": convert}[sys.argv[1]](sys.argv[2], sys.argv[3]) else 1)
