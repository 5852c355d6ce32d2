#!/usr/bin/env python3
"""peers.py PDF FOLDER: the text and tables of one of our reports as FOLDER/report.html (for WeasyPrint) and FOLDER/report.typ (for Typst),
the same words in the same structure, set on A4 in the same face and sizes. Both come from the tags of the PDF itself (pdfinfo
-struct-text), so that nobody sets less than we do."""
import html
import re
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


def main():
    pdf, folder = sys.argv[1], Path(sys.argv[2])
    document = tree(pdf)
    note_groups(document)
    page, typst = [], []
    as_html(document, page)
    as_typst(document, typst)
    (folder / "report.html").write_text(f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Báo cáo</title><style>{STYLE}</style></head>{"".join(page)}</html>', encoding="utf-8")
    (folder / "report.typ").write_text(TYPST + "".join(typst), encoding="utf-8")


main()
