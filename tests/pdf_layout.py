#!/usr/bin/env python3
"""pdf_layout.py - judges a finished report by what poppler finds in it: pdf_layout.py CHECK FILE.pdf prints what is wrong, a line each.

Rules are those of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I. Lengths are points."""
import re
import subprocess
import sys
import unicodedata

MM = 72 / 25.4
EM = 0.891 + 0.216  # height of a word's box, in sizes
LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 15 * MM, 20 * MM, 20 * MM
INDENT = 12.7 * MM


class Word:
    def __init__(self, box, text):
        self.x0, self.y0, self.x1, self.y1 = box
        self.text = text
        self.size = (self.y1 - self.y0) / EM


class Line:
    def __init__(self, words):
        self.words = sorted(words, key=lambda w: w.x0)
        self.x0, self.x1 = self.words[0].x0, max(w.x1 for w in words)
        self.y0, self.y1 = min(w.y0 for w in words), max(w.y1 for w in words)
        self.size = max(w.size for w in words)
        self.text = " ".join(w.text for w in self.words)

    def middle(self):
        return (self.x0 + self.x1) / 2


class Page:
    def __init__(self, number, width, height, words):
        self.number, self.width, self.height = number, width, height
        self.mark = [w for w in words if w.size > 30]  # letters of DỰ THẢO
        rest = [w for w in words if w.size <= 30]
        self.head = lines_of([w for w in rest if w.y1 < TOP])
        self.foot = lines_of([w for w in rest if w.y0 > height - BOTTOM - 1])
        self.words = [w for w in rest if w.y1 >= TOP and w.y0 <= height - BOTTOM - 1]
        self.lines = lines_of(self.words)

    def landscape(self):
        return self.width > self.height

    def text_middle(self):
        return (LEFT + self.width - RIGHT) / 2


def lines_of(words):
    """Words that stand on one baseline, top to bottom."""
    rows = []
    for word in sorted(words, key=lambda w: (w.y1, w.x0)):
        base = word.y1 - 0.216 * word.size
        for row in rows[-4:]:
            if abs(row[0] - base) < 1.5:
                row[1].append(word)
                break
        else:
            rows.append((base, [word]))
    return [Line(words) for _, words in sorted(rows, key=lambda r: r[0])]


def run(*command):
    """Output of a tool that must have nothing to complain about."""
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode != 0 or done.stderr:
        sys.exit(f"{command[0]}: {done.stderr.decode()}")
    return done.stdout.decode()


def read(path):
    pages = []
    for part in re.split(r"<page ", run("pdftotext", "-bbox", path, "-"))[1:]:
        width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', part).groups())
        words = []
        for m in re.finditer(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>', part):
            text = m.group(5).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
            words.append(Word(tuple(map(float, m.groups()[:4])), text))
        pages.append(Page(len(pages) + 1, width, height, words))
    return pages


def parts(pages):
    """The letter and each appendix, as lists of pages."""
    found = [[]]
    for page in pages:
        if page.lines and re.match(r"Phụ lục( [IVX]+)?$", page.lines[0].text) and found[-1]:
            found.append([])
        found[-1].append(page)
    return found


def rules(path):
    """Thin horizontal boxes of page 1: (x, length)."""
    raw = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True, check=True).stdout
    streams = re.findall(rb"\nstream\n(.*?)\nendstream", raw, re.S)
    first = next(s for s in streams if b" Tf\n" in s)  # the first page's content
    boxes = re.findall(rb"^([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) re$", first, re.M)
    return [(float(x), float(w)) for x, _, w, h in boxes if float(h) <= 1 and float(w) < 300]


# ---- checks: each yields sentences ----


def a4(path, pages):
    for page in pages:
        if sorted((round(page.width, 1), round(page.height, 1))) != [595.3, 841.9]:
            yield f"page {page.number}: {page.width} x {page.height} is not A4"


def fonts(path, pages):
    rows = run("pdffonts", path).splitlines()[2:]
    if len(rows) < 3:
        yield "fewer faces than a report needs"
    for row in rows:
        if not re.match(r"[A-Z]{6}\+LiberationSerif(-Bold|-Italic|-BoldItalic)? +TrueType +\S+ +yes yes yes ", row):
            yield f"font: {row}"


def silent(path, pages):
    for command in (["pdftotext", path, "-"], ["pdfinfo", path], ["pdftoppm", "-r", "30", "-png", path, "/dev/null"]):
        done = subprocess.run(command, capture_output=True, check=False)
        if command[0] != "pdftoppm" and done.returncode or done.stderr and b"/dev/null" not in done.stderr:
            yield f"{command[0]}: {done.stderr.decode()}"
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    if done.returncode or "WARNING" in done.stdout + done.stderr:
        yield f"qpdf: {done.stdout}{done.stderr}"


def margins(path, pages):
    """R-03, all words but page numbers, the mark and the foot's strip."""
    for page in pages:
        for w in page.words:
            # a line's box is a little taller than its letters: 2 pt above and below
            if w.x0 < LEFT - 0.5 or w.x1 > page.width - RIGHT + 0.5 or w.y0 < TOP - 2 or w.y1 > page.height - BOTTOM + 2:
                yield f"page {page.number}: “{w.text}” stands in a margin ({w.x0:.1f}, {w.y0:.1f}, {w.x1:.1f}, {w.y1:.1f})"
        for line in page.foot:
            if abs(line.middle() - page.text_middle()) > 2 * MM or line.y1 > page.height - 5 * MM:
                yield f"page {page.number}: the foot “{line.text}” is not centred in the lower margin"


def numbers(path, pages):
    """R-05, R-06: none on the first page of each part, then its number, centred, 13 to 14 pt."""
    for part in parts(pages):
        for n, page in enumerate(part, 1):
            wanted = [] if n == 1 else [str(n)]
            got = [line.text for line in page.head]
            if got != wanted:
                yield f"page {page.number}: above the text stands {got}, wanted {wanted}"
            for line in page.head:
                if abs(line.middle() - page.text_middle()) > 2 * MM:
                    yield f"page {page.number}: its number is not centred"
                if not 12.9 < line.size < 14.1:
                    yield f"page {page.number}: its number has {line.size:.1f} pt"


def find(lines, pattern):
    for i, line in enumerate(lines):
        if re.search(pattern, line.text):
            return i
    return None


def letterhead(path, pages):
    """R-20 to R-27: place, size, rules; and the order of the components."""
    words = pages[0].words
    lines = pages[0].lines
    half = LEFT + 0.42 * (pages[0].width - LEFT - RIGHT)
    left = lines_of([w for w in words if w.x0 < half and w.y1 < TOP + 80])
    right = lines_of([w for w in words if w.x0 >= half and w.y1 < TOP + 80])
    for side, got, wanted in (("left", left, [r"^ỦY BAN NHÂN DÂN QUẬN 1$", r"^TRƯỜNG TIỂU HỌC HÒA BÌNH$", r"^Số: \d+/BC-HB$"]),
                              ("right", right, [r"^CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$", r"^Độc lập - Tự do - Hạnh phúc$",
                                                r"^Quận 1, ngày \d\d tháng (0[12]|[3-9]|1[0-2]) năm \d{4}$"])):
        texts = [line.text for line in got]
        if len(texts) != len(wanted) or not all(re.match(p, t) for p, t in zip(wanted, texts)):
            yield f"{side} of the letterhead: {texts}"
            return
    for line, low, high in ((left[0], 12, 13), (left[1], 12, 13), (left[2], 13, 13), (right[0], 12, 13), (right[1], 13, 14), (right[2], 13, 14)):
        if not low - 0.1 < line.size < high + 0.1:
            yield f"“{line.text}” has {line.size:.1f} pt, wanted {low} to {high}"
    if abs(left[2].y1 - right[2].y1) > 1.5:
        yield "number and date are not on one line"
    for a, b in ((left[0], left[1]), (left[1], left[2]), (right[0], right[1]), (right[1], right[2])):
        if abs(a.middle() - b.middle()) > 1 * MM:
            yield f"“{b.text}” is not centred under “{a.text}”"
    title = find(lines, r"^BÁO CÁO$")
    to = find(lines, r"^Kính gửi: Ủy ban nhân dân")
    if title is None or to is None or not title < to:
        yield "no BÁO CÁO, or no Kính gửi, or not in this order"
        return
    summary = lines[to - 1]
    for line in [lines[title], summary]:
        if abs(line.middle() - pages[0].text_middle()) > 1 * MM or not 12.9 < line.size < 14.1:
            yield f"“{line.text}” is not centred, or not 13 to 14 pt"
    widths = {"agency": (left[1], 1 / 3, 1 / 2), "tiêu ngữ": (right[1], 0.99, 1.01), "trích yếu": (summary, 0.33, 0.55)}
    for name, (line, low, high) in widths.items():
        under = [w for x, w in rules(path) if abs(x + w / 2 - line.middle()) < 1 * MM]
        if not any(low <= w / (line.x1 - line.x0) <= high for w in under):
            yield f"no rule of the right length under the {name}: {under} under {line.x1 - line.x0:.1f}"


def body(page):
    """Lines of the letter's text on a page: size of the body, outside tables."""
    return [line for line in page.lines if 13.5 < line.size < 14.5 and min(w.size for w in line.words) > 13.5]


def paragraphs(path, pages):
    """R-07 to R-10: indents, justified lines, distances of lines and of paragraphs."""
    full = indented = 0
    letter = parts(pages)[0]
    steps = [b.y0 - a.y0 for page in letter for a, b in zip(body(page), body(page)[1:]) if abs(b.x0 - LEFT) < 0.5]
    leading = sorted(steps)[len(steps) // 4]  # most are lines of one paragraph
    if not 14 * 1.149 - 0.1 <= leading <= 1.5 * 14 * 1.149:
        yield f"lines stand {leading:.1f} pt apart"
    for page in letter:
        lines = body(page)
        start = find(lines, r"^Kính gửi")
        lines = lines[start + 1:] if start is not None else lines
        end = find(lines, r"^HIỆU TRƯỞNG$")
        lines = lines[:end] if end is not None else lines
        for before, line in zip([None] + lines, lines):
            step = line.x0 - LEFT
            first = abs(step - INDENT) < 0.5
            indented += first
            if not (abs(step) < 0.5 or first or step > INDENT + 8):
                yield f"page {page.number}: “{line.text}” begins {step:.1f} pt from the margin"
            full += abs(line.x1 - (page.width - RIGHT)) < 0.6
            if before is None:
                continue
            gap = line.y0 - before.y0
            if gap < leading - 0.2 or (first and gap < leading + 5.8):
                yield f"page {page.number}: “{line.text}” stands {gap:.1f} pt below the line before"
    if indented < 20 or full < 40:
        yield f"only {indented} indented and {full} full lines"


HEADING = re.compile(r"^([IVX]+\. [A-ZĐÀ-Ỹ ,]+$|\d\. (Tình hình|Kết quả theo|Các nhiệm vụ|Số liệu|Phản ánh|Ưu điểm|Tồn tại|Nguyên nhân)|[a-hđ]\) )")


def headings(path, pages):
    """No heading ends a page; no lone line of a paragraph begins or ends one (but list items of one line)."""
    seen = 0
    for page in parts(pages)[0]:
        for i, line in enumerate(page.lines):
            if not HEADING.match(line.text):
                continue
            seen += 1
            if i + 1 == len(page.lines):
                yield f"page {page.number} ends with the heading “{line.text}”"
    if seen < 10:
        yield f"only {seen} headings found"
    letter = parts(pages)[0]
    for page, after in zip(letter, letter[1:]):
        lines, following = body(page), body(after)
        if not lines or not following or lines[-1] is not page.lines[-1] or following[0] is not after.lines[0]:
            continue
        begins = abs(lines[-1].x0 - LEFT - INDENT) < 0.5 and abs(lines[-1].x1 - (page.width - RIGHT)) < 0.6
        if begins and abs(following[0].x0 - LEFT) < 0.5:
            yield f"page {page.number} ends with the first line of a paragraph: “{lines[-1].text}”"
        widow = abs(following[0].x0 - LEFT) < 0.5 and (len(following) < 2 or following[1].x0 - LEFT > INDENT - 1)
        if widow:
            yield f"page {after.number} begins with the last line of a paragraph: “{following[0].text}”"


def tables(path, pages):
    """The header of Phụ lục I stands on each of its pages, and all tasks are in it, in order."""
    appendices = parts(pages)[1:]
    if not appendices:
        yield "no appendix"
        return
    codes = []
    for page in appendices[0]:
        if not page.landscape():
            yield f"page {page.number}: Phụ lục I is not landscape"
        top = " ".join(line.text for line in page.lines[:6])
        if not re.search(r"STT Nhiệm vụ Bộ phận Chỉ tiêu", top):
            yield f"page {page.number}: no header row: {top}"
        codes += [w.text for w in page.words if re.match(r"[IVX]+(\.\d+)+\.$", w.text)]
    if len(codes) < 2 or len(codes) != len(set(codes)):
        yield f"tasks of Phụ lục I: {codes}"
    for page in pages:
        for line in page.lines:
            if line.size < 10.9:
                yield f"page {page.number}: “{line.text}” is set in {line.size:.1f} pt"


def signature(path, pages):
    """R-33 to R-37: left and right level, the gap whole, name centred under title, not alone on its page."""
    for page in parts(pages)[0]:
        i, n = find(page.lines, r"^(Nơi nhận: )?HIỆU TRƯỞNG$"), find(page.lines, r"Trịnh Thị Kim Quý$")
        if i is None and n is None:
            continue
        if i is None or n is None:
            yield f"page {page.number}: title and name are on different pages"
            return
        title = Line([w for w in page.lines[i].words if w.text in ("HIỆU", "TRƯỞNG")])
        name = page.lines[n]
        label = [w for w in page.words if w.text == "nhận:"]
        if not label or abs(label[0].y1 - title.y1) > 6:
            yield "Nơi nhận is not level with the title"
        if not 30 * MM < name.y0 - title.y1 < 42 * MM:
            yield f"the gap for the signature is {(name.y0 - title.y1) / MM:.1f} mm"
        if abs(name.middle() - title.middle()) > 1 * MM or name.x0 < page.text_middle():
            yield "the name is not centred under the title in the right half"
        above = [line for line in page.lines[:i] if line.y1 < title.y0 and not HEADING.match(line.text)]
        if len(above) < 2:
            yield "the signature block stands without two lines of text"
        if not re.search(r"\./\.$", above[-1].text if above else ""):
            yield "the text does not end with ./."
        keep = [line.text for line in page.lines[i:] if re.search(r"Lưu: VT\.$", line.text)]
        if not keep:
            yield "no line “Lưu: VT.”"
        return
    yield "no signature block"


def draft(path, pages):
    for page in pages:
        letters = sorted("".join(w.text for w in page.mark))
        if letters != sorted("DỰTHẢO"):
            yield f"page {page.number}: DỰ THẢO is {''.join(letters)!r}"


def text(path, pages):
    """What comes out is NFC, and nothing is lost."""
    whole = run("pdftotext", "-raw", path, "-")
    if unicodedata.normalize("NFC", whole) != whole:
        yield "the text is not NFC"
    for bad in "\ufffd\u00ad\u00a0\u200b":
        if bad in whole:
            yield f"the text has U+{ord(bad):04X}"
    flat = re.sub(r"\s+", " ", whole)
    for wanted in sys.argv[3:]:
        if wanted not in flat:
            yield f"the text lacks “{wanted}”"
    if "Title:" not in run("pdfinfo", path) or "Báo cáo số" not in run("pdfinfo", path):
        yield "the title is not readable"


def main():
    name, path = sys.argv[1:3]
    pages = read(path)
    faults = list(globals()[name](path, pages))
    print("\n".join(faults), end="\n" if faults else "")
    return 1 if faults else 0


sys.exit(main())
