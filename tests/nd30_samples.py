#!/usr/bin/env python3
"""nd30_samples.py FOLDER: writes good.pdf, a report as a word processor would make it, and spoiled ones R-NN-what.pdf, each with one
fault against rule R-NN of Nghị định 30/2020. The faces are named, not embedded: the judge reads names, widths and places."""
import copy
import sys
from pathlib import Path

MM = 72 / 25.4
FACES = {"r": "TimesNewRomanPSMT", "b": "TimesNewRomanPS-BoldMT", "i": "TimesNewRomanPS-ItalicMT", "bi": "TimesNewRomanPS-BoldItalicMT"}
LEFT, RIGHT, WIDE, HIGH = 30 * MM, (210 - 15) * MM, 210 * MM, 297 * MM
MIDDLE, COLUMN1, COLUMN2 = (LEFT + RIGHT) / 2, LEFT + 32 * MM, LEFT + 118 * MM


def width(text, size):
    return len(text) * 0.5 * size  # every glyph is half an em wide


class Report:
    def __init__(self):
        self.pages = [{"size": (WIDE, HIGH), "texts": [], "rules": []} for _ in range(3)]
        self.faces = dict(FACES)

    def text(self, page, x, y, face, size, text, fit=None, gray=0):
        """y: of the baseline from the top; fit: the width it is stretched to."""
        self.pages[page]["texts"].append({"x": x, "y": y, "face": face, "size": size, "text": text, "fit": fit, "gray": gray})
        return self.pages[page]["texts"][-1]

    def centred(self, page, x, y, face, size, text, rule=None, fit=None):
        w = fit or width(text, size)
        self.text(page, x - w / 2, y, face, size, text, fit)
        if rule:
            self.pages[page]["rules"].append([x - w * rule / 2, y + 4, x + w * rule / 2, y + 4])

    def paragraph(self, page, y, lines, face="r", size=14, indent=12.7 * MM, leading=19):
        for i, line in enumerate(lines):
            x = LEFT + (indent if i == 0 else 0)
            last = i + 1 == len(lines)
            self.text(page, x, y, face, size, line, None if last else RIGHT - x)
            y += leading
        return y + 6

    def find(self, part):
        return next(t for p in self.pages for t in p["texts"] if part in t["text"])


LONG = "Nhà trường đã triển khai đầy đủ các nội dung của kế hoạch đến từng tổ"


def good():
    d = Report()
    d.centred(0, COLUMN1, 71, "r", 12, "ỦY BAN NHÂN DÂN QUẬN 1", fit=150)
    d.centred(0, COLUMN1, 86, "b", 12, "TRƯỜNG TIỂU HỌC HÒA BÌNH", rule=0.4, fit=165)
    d.centred(0, COLUMN2, 71, "b", 12, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", fit=230)
    d.centred(0, COLUMN2, 86, "b", 13, "Độc lập - Tự do - Hạnh phúc", rule=1)
    d.centred(0, COLUMN1, 112, "r", 13, "Số: 05/BC-HB")
    d.centred(0, COLUMN2, 112, "i", 13, "Quận 1, ngày 05 tháng 02 năm 2024")
    d.centred(0, MIDDLE, 145, "b", 14, "BÁO CÁO")
    d.centred(0, MIDDLE, 164, "b", 14, "Kết quả thực hiện kế hoạch năm 2024", rule=0.4)
    d.centred(0, MIDDLE, 200, "r", 14, "Kính gửi: Ủy ban nhân dân Quận 1")
    y = d.paragraph(0, 230, ["Căn cứ Kế hoạch số 04/KH-HB ngày 17 tháng 01 năm 2024 của Trường", "Tiểu học Hòa Bình;"], "i")
    y = d.paragraph(0, y, ["Căn cứ Kế hoạch số 32/KH-HB ngày 27 tháng 5 năm 2024 của Trường", "Tiểu học Hòa Bình."], "i")
    y = d.paragraph(0, y, [LONG, LONG, "chuyên môn."])
    d.text(0, LEFT + 12.7 * MM, y, "b", 14, "I. KẾT QUẢ")
    d.text(0, LEFT + 12.7 * MM, y + 25, "b", 14, "1. Tình hình chung")
    y = d.paragraph(0, y + 50, [LONG, LONG, LONG, "và phụ huynh ở Quận 1, theo Phụ lục I."])
    for letter in ("a) Việc thứ nhất", "b) Việc thứ hai"):
        y = d.paragraph(0, y, [letter])
    d.paragraph(0, y, [LONG, LONG, "của trường."])
    d.centred(1, WIDE / 2, 14 * MM, "r", 13, "2")
    y = d.paragraph(1, 80, [LONG, LONG, LONG, LONG, "trong năm học."])
    y = d.paragraph(1, y, ["Trên đây là báo cáo của Trường Tiểu học Hòa Bình, kính báo cáo Ủy ban", "nhân dân Quận 1./."])
    d.text(1, LEFT, y + 20, "bi", 12, "Nơi nhận:")
    d.text(1, LEFT, y + 35, "r", 11, "- Như trên;")
    d.text(1, LEFT, y + 49, "r", 11, "- Lưu: VT, VP.")
    d.centred(1, COLUMN2, y + 20, "b", 13, "HIỆU TRƯỞNG")
    d.centred(1, COLUMN2, y + 120, "b", 13, "Trịnh Thị Kim Quý")
    d.centred(2, MIDDLE, 75, "b", 14, "Phụ lục I")
    d.centred(2, MIDDLE, 94, "b", 14, "TỔNG HỢP")
    d.centred(2, MIDDLE, 113, "i", 14, "(Kèm theo Báo cáo)")
    return d


def change(part, **values):
    def fault(d):
        d.find(part).update(values)
    return fault


def say(old, new):
    def fault(d):
        t = d.find(old)
        t["text"] = t["text"].replace(old, new)
    return fault


def shift(**steps):
    def fault(d):
        for p in d.pages:
            for t in p["texts"]:
                t["x"] += steps.get("x", 0)
                t["y"] += steps.get("y", 0)
    return fault


def drop(part):
    def fault(d):
        for p in d.pages:
            p["texts"] = [t for t in p["texts"] if part not in t["text"]]
    return fault


def rule(index, scale, down=0):
    def fault(d):
        r = d.pages[0]["rules"][index]
        middle, half = (r[0] + r[2]) / 2, (r[2] - r[0]) / 2 * scale
        d.pages[0]["rules"][index] = [middle - half, r[1] + down, middle + half, r[3] + down]
    return fault


def letter_paper(d):
    for p in d.pages:
        p["size"] = (612, 792)


def lying(d):
    d.pages[2]["size"] = (HIGH, WIDE)


def number_at_foot(d):
    d.find("2")  # there is one
    next(t for t in d.pages[1]["texts"] if t["text"] == "2")["y"] = HIGH - 14 * MM


def number_on_first(d):
    d.centred(0, WIDE / 2, 14 * MM, "r", 13, "1")


def spread_lines(d):
    y = 0
    for t in d.pages[1]["texts"]:
        if t["text"] == LONG:
            t["y"] += y
            y += 20


def no_gap(d):
    for t in d.pages[1]["texts"]:
        if t["y"] > 100 and "Trên đây" in t["text"] or "nhân dân Quận 1./." in t["text"]:
            t["y"] -= 6


def indent_less(d):
    for t in d.pages[0]["texts"] + d.pages[1]["texts"]:
        if abs(t["x"] - LEFT - 12.7 * MM) < 1:
            t["x"] = LEFT + 5 * MM
            t["fit"] = RIGHT - t["x"] if t["fit"] else None


def ragged(d):
    for p in d.pages:
        for i, t in enumerate(p["texts"]):
            if t["fit"] and t["text"] == LONG:
                t["fit"] -= 10 + 7 * (i % 4)


def small_text(d):
    for p in d.pages:
        for t in p["texts"]:
            if t["text"] == LONG:
                t["size"] = 12


def other_face(d):
    d.faces["r"] = "Arial"


FAULTS = {
    "R-01-letter": letter_paper, "R-02-lying": lying, "R-03-left": shift(x=-5 * MM), "R-03-right": shift(x=4 * MM), "R-03-top": shift(y=-6 * MM),
    "R-04-face": other_face, "R-04-grey": change("Trên đây", gray=0.5), "R-05-foot": number_at_foot, "R-05-first": number_on_first,
    "R-05-size": lambda d: next(t for t in d.pages[1]["texts"] if t["text"] == "2").update(size=10),
    "R-06-number": lambda d: d.centred(2, WIDE / 2, 14 * MM, "r", 13, "3"), "R-07-spread": spread_lines, "R-08-gap": no_gap, "R-09-indent": indent_less,
    "R-10-ragged": ragged, "R-20-size": change("CỘNG HÒA", size=14), "R-20-two-lines": say("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
    "R-20-missing": drop("CỘNG HÒA"), "R-21-hyphen": say("Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc"), "R-21-short-rule": rule(1, 0.5),
    "R-21-underlined": rule(1, 1, -2.8), "R-22-bold": change("ỦY BAN NHÂN DÂN QUẬN 1", face="b"), "R-22-size": change("ỦY BAN NHÂN DÂN QUẬN 1", size=10),
    "R-23-rule": rule(0, 2.5), "R-23-plain": change("TRƯỜNG TIỂU HỌC", size=10), "R-24-zero": say("Số: 05/", "Số: 5/"), "R-24-spaces": say("05/BC-HB", "05 / BC - HB"),
    "R-25-upright": change("ngày 05", face="r"), "R-25-comma": say("Quận 1, ngày", "Quận 1 ngày"), "R-26-small": say("BÁO CÁO", "Báo cáo"), "R-26-size": change("BÁO CÁO", size=16),
    "R-27-plain": change("Kết quả thực hiện", face="r"), "R-27-rule": rule(2, 3), "R-29-comma": say("Hòa Bình;", "Hòa Bình,"), "R-29-last": say("Hòa Bình.", "Hòa Bình;"),
    "R-29-upright": change("Căn cứ Kế hoạch số 04", face="r"), "R-30-size": small_text, "R-32-missing": drop("Kính gửi"), "R-32-italic": change("Kính gửi", face="i"),
    "R-33-upright": change("Nơi nhận:", face="b"), "R-33-missing": drop("Nơi nhận:"), "R-34-size": change("- Như trên", size=13), "R-34-end": say("VT, VP.", "VT, VP"),
    "R-35-small": say("HIỆU TRƯỞNG", "Hiệu trưởng"), "R-35-lower": lambda d: d.find("HIỆU TRƯỞNG").update(y=d.find("HIỆU TRƯỞNG")["y"] + 18), "R-37-title": say("Trịnh", "ThS. Trịnh"),
    "R-55-small": say("I. KẾT QUẢ", "I. Kết quả"), "R-55-plain": change("I. KẾT QUẢ", face="r"), "R-56-italic": change("1. Tình hình", face="bi"), "R-58-letter": say("b) Việc", "f) Việc"),
    "R-59-size": change("Phụ lục I", size=12) if False else (lambda d: d.pages[2]["texts"][0].update(size=12)), "R-60-small": say("TỔNG HỢP", "Tổng hợp"),
    "R-61-upright": change("(Kèm theo", face="r"), "R-62-unnamed": say(", theo Phụ lục I", ""), "R-70-day": say("ngày 05 tháng 02", "ngày 5 tháng 02"),
    "R-70-month": say("ngày 05 tháng 02", "ngày 05 tháng 06"), "R-71-code": say("05/BC-HB", "05/B/C-HB"), "R-73-end": say("./.", "."), "R-75-small": say("phụ huynh ở Quận 1", "phụ huynh ở quận 1"),
    "R-76-number": say("Quận 1, ngày 05", "1, ngày 05"), "R-77-tm": say("HIỆU TRƯỞNG", "TM. HIỆU TRƯỞNG"), "R-78-kept": say("- Lưu: VT, VP.", "- Website."), "R-78-first": say("- Như trên;", "- Sở Nội vụ;"),
}


def content(report, page):
    out = []
    high = page["size"][1]
    for t in page["texts"]:
        scale = 100 * t["fit"] / width(t["text"], t["size"]) if t["fit"] else 100
        hexa = t["text"].encode("utf-16-be").hex()
        out.append(f"BT {t['gray']} g /{t['face']} {t['size']} Tf {scale:.4f} Tz 1 0 0 1 {t['x']:.3f} {high - t['y']:.3f} Tm <{hexa}> Tj ET")
    for x, y, x2, y2 in page["rules"]:
        out.append(f"0.5 w {x:.3f} {high - y:.3f} m {x2:.3f} {high - y2:.3f} l S")
    return "\n".join(out).encode()


def pdf(report):
    ranges = "".join(f"<{h:02x}00> <{h:02x}ff> <{h:02x}00>\n" for h in range(256))
    cmap = f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n256 beginbfrange\n{ranges}endbfrange\n".encode()
    bodies, fonts = [b"", b""], {}

    def add(body):
        bodies.append(body)
        return len(bodies)

    def stream(data):
        return add(b"<</Length %d>>stream\n%s\nendstream" % (len(data), data))

    unicode_map = stream(cmap)
    for key, name in report.faces.items():
        cid = add(f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 500>>".encode())
        fonts[key] = add(f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{cid} 0 R]/ToUnicode {unicode_map} 0 R>>".encode())
    resources = "<</Font<<" + "".join(f"/{k} {n} 0 R" for k, n in fonts.items()) + ">>>>"
    kids = []
    for page in report.pages:
        body = stream(content(report, page))
        w, h = page["size"]
        kids.append(add(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {w:.2f} {h:.2f}]/Resources {resources}/Contents {body} 0 R>>".encode()))
    bodies[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    bodies[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode()
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    return out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, table)


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "good.pdf").write_bytes(pdf(good()))
    for name, fault in FAULTS.items():
        report = copy.deepcopy(good())
        fault(report)
        (folder / f"{name}.pdf").write_bytes(pdf(report))


main()
