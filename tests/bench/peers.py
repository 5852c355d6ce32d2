#!/usr/bin/env python3
"""peers.py - what others need to make the same: `peers.py reports FOLDER NAME.pdf…` writes the words and tables of finished reports as
FOLDER/NAME.html (for WeasyPrint, wkhtmltopdf and pandoc) and FOLDER/NAME.typ (for Typst), the same words in the same structure, set on A4
in the same face and sizes; `peers.py site FOLDER SITE` writes a project for Hugo with the pages of a finished site as Markdown. Both come
from what we made ourselves (the tags of the PDF by pdfinfo -struct-text; the main part of each page), so that nobody sets less than
we do."""
import html
import html.parser
import re
import shutil
import subprocess
import sys
from pathlib import Path

STYLE = """@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); font-size: 13pt } }
body { font: 14pt/19pt "Liberation Serif"; text-align: justify } p { margin: 6pt 0; text-indent: 12.7mm } li p { text-indent: 0 }
h1, h2, h3, h4 { font-size: 14pt; margin: 10pt 0 6pt; break-after: avoid } table { border-collapse: collapse; width: 100%; font-size: 11pt; line-height: 14pt }
td, th { border: .5pt solid; padding: 3.5pt 5pt; text-align: left } thead { background: #e6e6e6 } tr { break-inside: avoid }"""
TYPST = """#set document(title: "Báo cáo")
#set page(paper: "a4", margin: (top: 20mm, right: 15mm, bottom: 20mm, left: 30mm), numbering: "1")
#set text(font: "Liberation Serif", size: 14pt, lang: "vi")
#set par(justify: true, first-line-indent: 12.7mm, spacing: 11pt, leading: 9pt)
#show table: set text(size: 11pt)
#show table: set par(justify: false, first-line-indent: 0pt)
"""


def tree(pdf):
    """Nodes (role, children or text) from poppler's printing of the structure: depth by indentation."""
    root, path = ("Document", []), []
    for line in subprocess.run(["pdfinfo", "-struct-text", pdf], capture_output=True, text=True, check=True).stdout.split("\n"):
        depth, text = len(line) - len(line.lstrip()), line.strip()
        if not text or text.startswith("/"):
            continue
        while path and path[-1][0] >= depth:
            path.pop()
        if text.startswith('"'):
            path[-1][1][1].append(text.strip('"'))
            continue
        node = (re.match(r"\w+", text).group(), [])
        if not path and node[0] == "Document":
            path.append((depth, root))
            continue
        path[-1][1][1].append(node)
        path.append((depth, node))
    return root


def words(node):
    return "".join(child if isinstance(child, str) else words(child) for child in node[1])


def as_html(node, out):
    role, children = node
    tag = {"Document": "body", "L": "ul", "LI": "li", "Table": "table", "THead": "thead", "TBody": "tbody", "TR": "tr"}.get(role)
    if role in ("Lbl", "Figure"):
        return
    if role in ("P", "H1", "H2", "H3", "H4", "TH", "TD"):
        name = role.lower()
        span = ' colspan="99"' if role == "TH" and children and node_is_group.get(id(node)) else ""
        out.append(f"<{name}{span}>{html.escape(words(node))}</{name}>\n")
        return
    if tag:
        out.append(f"<{tag}>")
    for child in children:
        as_html(child, out) if not isinstance(child, str) else out.append(html.escape(child))
    if tag:
        out.append(f"</{tag}>\n")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def as_typst(node, out):
    role, children = node
    if role in ("Lbl", "Figure"):
        return
    if role[0] == "H" and role[1:].isdigit():
        out.append(f"#heading(level: {role[1:]}, {quoted(words(node))})\n\n")
    elif role == "P":
        out.append(f"#text({quoted(words(node))})\n\n")
    elif role == "L":
        items = ", ".join(f"text({quoted(words((c[0], [k for k in c[1] if k[0] != 'Lbl'])))})" for c in children)
        out.append(f"#list({items})\n\n")
    elif role == "Table":
        rows = [(part[0], row[1]) for part in children for row in part[1]]
        columns = max(len(cells) for _, cells in rows)
        out.append(f"#table(columns: {columns},\n")
        for part, cells in rows:
            texts = [f"text({quoted(words(c))})" for c in cells]
            if part == "THead":
                out.append(f"  table.header({', '.join(texts)}),\n")
            elif len(texts) < columns:
                out.append(f"  table.cell(colspan: {columns}, {texts[0]}),\n")
            else:
                out.append(f"  {', '.join(texts)},\n")
        out.append(")\n\n")
    else:
        for child in children:
            as_typst(child, out)


node_is_group = {}


def note_groups(node):
    for child in node[1]:
        if not isinstance(child, str):
            if node[0] == "TR" and len(node[1]) == 1:
                node_is_group[id(child)] = True
            note_groups(child)


def reports(folder, pdfs):
    for pdf in pdfs:
        document, name = tree(pdf), Path(pdf).stem
        note_groups(document)
        page, typst = [], []
        as_html(document, page)
        as_typst(document, typst)
        (folder / f"{name}.html").write_text(f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Báo cáo</title><style>{STYLE}</style></head>{"".join(page)}</html>', encoding="utf-8")
        (folder / f"{name}.typ").write_text(TYPST + "".join(typst), encoding="utf-8")


class Markdown(html.parser.HTMLParser):
    """The main part of a page as Markdown; charts stay the SVG they are, icons go."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.text, self.row, self.rows, self.lists = [], "", None, None, 0
        self.main = self.svg = False
        self.title = self.description = ""
        self.in_title = False

    def flush(self, before="", after="\n\n"):
        text = " ".join(self.text.split())
        if text:
            if before != "- " and self.out and self.out[-1].startswith("- "):
                self.out.append("\n")  # a list ends
            self.out.append(before + re.sub(r"([*_<\\\[\]])", r"\\\1", text) + after)
        self.text = ""

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "title" and not self.main:
            self.in_title = True
        if tag == "meta" and values.get("name") == "description":
            self.description = values["content"]
        if tag == "main":
            self.main = True
        if not self.main:
            return
        if tag == "svg":
            self.svg = "viewbox" in values
            self.flush()
        if self.svg:
            self.out.append(self.get_starttag_text())
        elif tag == "table":
            self.flush()
            self.rows = []
        elif tag == "tr":
            self.row = []
        elif tag == "li":
            self.flush()
        elif tag in ("p", "h1", "h2", "h3", "h4", "div", "ul", "ol", "dl", "dt", "dd", "section", "article", "caption", "nav"):
            self.flush()

    def handle_endtag(self, tag):
        if tag == "title" and not self.main:
            self.in_title = False
        if not self.main:
            return
        if self.svg:
            self.out.append(f"</{tag}>")
            if tag == "svg":
                self.svg = False
                self.out.append("\n\n")
        elif tag in ("th", "td") and self.row is not None:
            self.row.append(" ".join(self.text.split()).replace("|", "\\|"))
            self.text = ""
        elif tag == "tr":
            self.rows.append(self.row)
        elif tag == "table":
            width = max(map(len, self.rows))
            lines = ["| " + " | ".join(row + [""] * (width - len(row))) + " |\n" for row in self.rows]
            self.out += [lines[0], "|" + " --- |" * width + "\n", *lines[1:], "\n"]
            self.rows, self.text = None, ""
        elif tag in ("h1", "h2", "h3", "h4"):
            self.flush("#" * int(tag[1]) + " ")
        elif tag == "li":
            self.flush("- ", "\n")
        elif tag in ("p", "dt", "dd", "caption", "div"):
            self.flush()
        elif tag == "main":
            self.flush()
            self.main = False

    def handle_data(self, data):
        if self.in_title:
            self.title += data
        if self.svg:
            self.out.append(html.escape(data))
        elif self.main:
            self.text += data


def site(folder, made):
    """Pages become content, everything else is copied as it is."""
    shutil.copytree(Path(__file__).parent / "hugo", folder)
    for path in sorted(made.rglob("*")):
        relative = path.relative_to(made)
        if path.is_dir():
            continue
        if path.suffix != ".html":
            target = folder / "static" / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            continue
        page = Markdown()
        page.feed(path.read_text(encoding="utf-8"))
        target = (folder / "content" / relative).with_suffix(".md")
        if target.name == "index.md":  # which Hugo takes for the folder's own bundle
            target = target.with_name("tong-quan.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        front = f"---\ntitle: {quoted(page.title)}\ndescription: {quoted(page.description)}\n---\n\n"
        target.write_text(front + "".join(page.out), encoding="utf-8")


def main():
    if sys.argv[1] == "reports":
        reports(Path(sys.argv[2]), sys.argv[3:])
    else:
        site(Path(sys.argv[2]), Path(sys.argv[3]))


main()
