#!/usr/bin/env python3
"""pdf_structure.py - what a screen reader gets of a report: pdf_structure.py FILE.pdf… judges the structure tree as poppler gives it and the
objects as qpdf gives them. Prints what is wrong and ends with 1 when anything is."""
import json
import re
import subprocess
import sys

ROLES = set("Document H1 H2 H3 H4 P L LI Lbl LBody Table THead TBody TR TH TD Figure Link Span Form Caption Sect".split())
HIDDEN = ("DỰ THẢO", "Số liệu minh họa, không phải kết quả thật của nhà trường")  # artifacts: the watermark, the footer


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode()


class Node:
    def __init__(self, role, parent):
        self.role, self.parent, self.kids, self.text, self.attributes = role, parent, [], "", ""
        if parent:
            parent.kids.append(self)

    def all(self, role=None):
        for kid in self.kids:
            if role in (None, kid.role):
                yield kid
            yield from kid.all(role)

    def words(self):
        return self.text + "".join(kid.words() for kid in self.kids)


def tree(path):
    root = Node("", None)
    stack = [(-1, root)]
    for line in run("pdfinfo", "-struct-text", path).splitlines():
        depth, text = len(line) - len(line.lstrip()), line.strip()
        while stack[-1][0] >= depth:
            stack.pop()
        if text.startswith('"'):
            stack[-1][1].text += text.strip('"')
        elif text.startswith(("/", "Object ")):
            stack[-1][1].attributes += text + "\n"
        elif text:
            stack.append((depth, Node(re.match(r"\w+", text).group(), stack[-1][1])))
    return root


def judge_tree(root):
    if [kid.role for kid in root.kids] != ["Document"]:
        yield f"at the top stand {[kid.role for kid in root.kids]}"
    level = 0
    for node in root.all():
        if node.role not in ROLES:
            yield f"role {node.role}"
        if re.fullmatch("H[1-6]", node.role):
            now = int(node.role[1])
            if now > level + 1 or (now == 1) != (level == 0):
                yield f"{node.role} after H{level}: {node.words()}"
            level = now
    for node in root.all("LI"):
        if [kid.role for kid in node.kids] != ["Lbl", "LBody"]:
            yield f"an item of {[kid.role for kid in node.kids]}: {node.words()[:40]}"
    for table in root.all("Table"):
        heads = list(table.all("THead"))
        titles = [cell.words() for head in heads for cell in head.all("TH")]
        if len(heads) != 1 or not titles or any("/Scope /Column" not in cell.attributes for head in heads for cell in head.all("TH")):
            yield f"the head of a table: {titles}"
        for row in table.all("TR"):
            if row.parent.role == "TBody" and [cell.words() for cell in row.kids] == titles:
                yield f"a head that is repeated on another page is read again: {titles}"
    for node in root.all("Link"):
        if "Object " not in node.attributes or not node.words():
            yield f"a link without its annotation or words: {node.words()}"
    for node in root.all("Figure"):
        if "/BBox" not in node.attributes:
            yield "a figure without BBox"
    if not (list(root.all("Table")) and list(root.all("Figure")) and list(root.all("L")) and list(root.all("Link"))):
        yield "a report without tables, figures, lists or links"


def judge_words(root):
    text = root.words()
    for words in HIDDEN:
        if words in text:
            yield f"read aloud: {words}"
    for node in root.all("P"):
        if re.fullmatch(r"\d+", node.words()) and node.parent.role == "Document":
            yield f"a page number is read aloud: {node.words()}"
    at = 0
    for words in ("CỘNG HÒA XÃ HỘI", "TRƯỜNG TIỂU HỌC", "Số: ", "ngày ", "BÁO CÁO", "Kính gửi", "I. CÔNG TÁC", "Nơi nhận:", "HIỆU TRƯỞNG", "Trịnh Thị Kim Quý", "Phụ lục I"):
        found = text.find(words, at)
        if found < 0:
            yield f"“{words}” does not follow what it should"
        at = max(at, found)


def judge_objects(path):
    objects = json.loads(run("qpdf", "--json=2", path))["qpdf"][1]
    values = [o["value"] for k, o in objects.items() if k.startswith("obj:") and isinstance(o.get("value"), dict)]
    catalog = next(v for v in values if v.get("/Type") == "/Catalog")
    if catalog.get("/Lang") != "u:vi-VN" or not catalog["/MarkInfo"].get("/Marked"):
        yield f"language {catalog.get('/Lang')}, {catalog.get('/MarkInfo')}"
    preferences = catalog.get("/ViewerPreferences")
    preferences = objects[f"obj:{preferences}"]["value"] if isinstance(preferences, str) else preferences
    if not preferences.get("/DisplayDocTitle"):
        yield "its title is not shown"
    pages = [v for v in values if v.get("/Type") == "/Page"]
    if not pages or any(v.get("/Tabs") != "/S" for v in pages):
        yield "a page without tab order"
    figures = [v for v in values if v.get("/S") == "/Figure"]
    if not figures or any(not re.search(r"\d|Áp phích", v.get("/Alt", "")) for v in figures):
        yield f"a figure without words: {[v.get('/Alt') for v in figures]}"
    links = [v for v in values if v.get("/Subtype") == "/Link"]
    if not links or any(not v.get("/Contents") or "/StructParent" not in v for v in links):
        yield "a link without Contents or StructParent"


wrong = 0
for file in sys.argv[1:]:
    document = tree(file)
    for judge in (judge_tree(document), judge_words(document), judge_objects(file)):
        for words in judge:
            print(f"{file}: {words}")
            wrong += 1
sys.exit(wrong > 0)
