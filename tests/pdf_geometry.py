#!/usr/bin/env python3
"""pdf_geometry - judges a finished report by what poppler reads in it (Nghị định 30/2020, Phụ lục I).

Usage: pdf_geometry.py FILE.pdf CHECK. Prints what is wrong and ends with 1, or prints nothing and ends with 0. Lengths in points.
Checks: pages, margins, numbers, indents, headings, signature, appendix.
"""
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
from collections import Counter

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 15 * MM, 20 * MM, 20 * MM
SPACE = "{http://www.w3.org/1999/xhtml}"


class Word:
    def __init__(self, element):
        self.x, self.y, self.x2, self.y2 = (float(element.get(k)) for k in ("xMin", "yMin", "xMax", "yMax"))
        self.text = element.text or ""


class Page:
    def __init__(self, element, number):
        self.number = number
        self.width, self.height = float(element.get("width")), float(element.get("height"))
        words = [Word(w) for w in element.iter(SPACE + "word")]
        # The watermark is turned: its letters stand far taller than any text.
        self.words = [w for w in words if w.y2 - w.y < 30]
        self.watermark = "".join(w.text for w in words if w.y2 - w.y >= 30)
        self.top = [w for w in self.words if w.y2 <= TOP]
        self.footer = [w for w in self.words if w.y >= self.height - BOTTOM]
        self.body = [w for w in self.words if w not in self.top and w not in self.footer]
        self.lines = self.group(self.body)

    @staticmethod
    def group(words):
        """Words on one baseline, as lists from left to right, top to bottom."""
        lines = {}
        for word in words:
            lines.setdefault(round(word.y2 * 2) / 2, []).append(word)
        return [sorted(lines[y], key=lambda w: w.x) for y in sorted(lines)]


def text(line):
    return " ".join(w.text for w in line)


def read(path):
    xml = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True)
    if xml.stderr:
        sys.exit(f"poppler: {xml.stderr.decode()}")
    root = tree.fromstring(re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", xml.stdout))
    return [Page(p, n) for n, p in enumerate(root.iter(SPACE + "page"), 1)]


def parts(pages):
    """The main part and the appendices, each a list of pages."""
    starts = [0] + [i for i, p in enumerate(pages) if p.lines and re.match(r"Phụ lục [IVX]+$", text(p.lines[0]))]
    return [pages[a:b] for a, b in zip(starts, starts[1:] + [len(pages)])]


def check_pages(pages):
    for p in pages:
        if sorted((round(p.width), round(p.height))) != [595, 842]:
            yield f"trang {p.number}: không phải A4 ({p.width} × {p.height})"
        if "minh họa" not in text(p.footer):
            yield f"trang {p.number}: thiếu dòng số liệu minh họa"


def check_margins(pages):
    for p in pages:
        if not p.body:
            yield f"trang {p.number}: không có chữ"
        for w in p.body:
            if w.x < LEFT - 0.6 or w.x2 > p.width - RIGHT + 0.6 or w.y < TOP - 3 or w.y2 > p.height - BOTTOM + 3:
                yield f"trang {p.number}: “{w.text}” ra ngoài lề ({w.x:.1f}, {w.y:.1f}, {w.x2:.1f}, {w.y2:.1f})"
    main = parts(pages)[0]
    full = sum(abs(line[-1].x2 - (p.width - RIGHT)) < 0.6 for p in main for line in p.lines)
    if full < 40:
        yield f"chỉ có {full} dòng chạm lề phải: đoạn văn chưa được dàn đều"


def check_numbers(pages):
    for part in parts(pages):
        for n, p in enumerate(part, 1):
            found = [w for w in p.top if w.text.isdigit()]
            if n == 1 and p.top:
                yield f"trang {p.number}: trang đầu có chữ ở lề trên: {text(p.top)}"
            if n > 1 and [w.text for w in p.top] != [str(n)]:
                yield f"trang {p.number}: lề trên ghi “{text(p.top)}”, cần “{n}”"
            for w in found:
                centre = LEFT + (p.width - LEFT - RIGHT) / 2
                if abs((w.x + w.x2) / 2 - centre) > 2 * MM:
                    yield f"trang {p.number}: số trang không ở giữa"


def check_indents(pages):
    """First lines of paragraphs stand 12.7 mm in; lines of a paragraph 1 to 1.5 apart, paragraphs 6 pt more."""
    main = parts(pages)[0]
    starts = Counter(round(line[0].x - LEFT, 0) for p in main for line in p.lines)
    if starts[36] < 20:
        yield f"chỉ có {starts[36]} đoạn thụt đầu dòng 12,7 mm: {starts.most_common(6)}"
    single = 14 * 1.149
    for p in main:
        body = [l for l in p.lines if abs(l[0].y2 - l[0].y - 15.5) < 2.5]
        for above, below in zip(body, body[1:]):
            gap = below[0].y2 - above[0].y2
            new = round(below[0].x - LEFT) == 36
            same = abs(above[-1].x2 - (p.width - RIGHT)) < 0.6 and round(below[0].x - LEFT) == 0
            if same and not single - 0.5 <= gap <= 1.5 * single + 0.5:
                yield f"trang {p.number}: khoảng cách dòng {gap:.1f} ở “{text(below)[:40]}”"
            if new and gap < single + 6 - 0.5:
                yield f"trang {p.number}: đoạn “{text(below)[:40]}” cách đoạn trên {gap:.1f}"


def check_headings(pages):
    main = parts(pages)[0]
    for p in main:
        last = text(p.lines[-1])
        if re.match(r"([IVX]+\.|\d+\.|[a-zđ]\)) \S", last) and not last.endswith((".", ";", ",")) and p is not main[-1]:
            yield f"trang {p.number}: tiêu đề “{last}” ở cuối trang"
    wanted = ["I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "II. KẾT QUẢ THỰC HIỆN", "III. ĐÁNH GIÁ CHUNG", "IV. PHƯƠNG HƯỚNG", "V. KIẾN NGHỊ"]
    found = [text(l) for p in main for l in p.lines]
    at = -1
    for heading in wanted:
        hits = [i for i, l in enumerate(found) if l.startswith(heading) and i > at]
        if not hits:
            yield f"thiếu hoặc sai thứ tự: {heading}"
        else:
            at = hits[0]


def check_signature(pages):
    page = parts(pages)[0][-1]
    lines = [text(l) for l in page.lines]
    title = [i for i, l in enumerate(lines) if l.endswith("HIỆU TRƯỞNG")]
    name = [i for i, l in enumerate(lines) if l.endswith("Trịnh Thị Kim Quý")]
    if not title or not name:
        yield f"trang {page.number}: thiếu chức vụ hoặc họ tên người ký"
        return
    if title[0] < 2:
        yield f"trang {page.number}: khối chữ ký đứng một mình"
    if page.lines[name[0]][-1].y - page.lines[title[0]][-1].y2 < 30 * MM:
        yield f"trang {page.number}: thiếu chỗ cho chữ ký và con dấu"
    if not any(l.endswith("./.") for l in lines[: title[0]]):
        yield "phần cuối không kết thúc bằng “./.”"
    if "Nơi nhận:" not in " ".join(lines) or "Lưu: VT." not in " ".join(lines):
        yield "thiếu nơi nhận"


def check_appendix(pages):
    first = parts(pages)[1]
    codes = Counter()
    for p in first:
        joined = " ".join(text(l) for l in p.lines)
        for word in ("STT", "Nhiệm vụ", "Bộ phận", "Chỉ tiêu", "Kết quả", "Lũy kế", "Trạng thái"):
            if word not in joined:
                yield f"trang {p.number}: dòng đầu của bảng thiếu “{word}”"
        if p.width < p.height:
            yield f"trang {p.number}: Phụ lục I không nằm ngang"
        codes.update(w.text[:-1] for w in p.body if re.fullmatch(r"(III|IV)\.\d\.\d\.|V\.\d\.", w.text))
    if len(codes) != 31 or set(codes.values()) != {1}:
        yield f"Phụ lục I có {len(codes)} nhiệm vụ, cần 31: {dict(codes)}"


def main():
    path, check = sys.argv[1:3]
    wrong = list(globals()["check_" + check](read(path)))
    print("\n".join(wrong[:20]))
    sys.exit(bool(wrong))


main()
