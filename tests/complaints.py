#!/usr/bin/env python3
"""complaints.py BINARY [--write]: makes ordinary slips in the shipped content, one at a time, and compares what is said with the table
in tests/complaints.md (or writes its column of complaints anew; place, cause and mend are judged by people and kept)."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLE = os.path.join(ROOT, "tests", "complaints.md")
Q2, Q3, PLAN, SCHOOL = "content/2024/q2.md", "content/2024/q3.md", "content/2024/plan.md", "content/school.md"


def change(path, old, new, count=1):
    def do():
        with open(path, encoding="utf-8") as f:
            text = f.read()
        assert old in text, (path, old)
        with open(path, "w", encoding="utf-8") as f:
            f.write(text.replace(old, new, count))
    return do


def recode(path, encode):
    def do():
        with open(path, encoding="utf-8") as f:
            text = f.read()
        with open(path, "wb") as f:
            f.write(encode(text))
    return do


def insert_after(path, mark, text):
    return change(path, mark, mark + text)


def cp1258(text):
    """Tones are letters of their own there, behind the vowel."""
    out = ""
    for c in text:
        parts = unicodedata.normalize("NFD", c)
        tones = "".join(p for p in parts if p in "\u0300\u0301\u0303\u0309\u0323")
        out += unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones)) + tones
    return out.replace("→", "-").replace("−", "-").encode("cp1258", "replace")


# What the secretary does wrong, and how.
SLIPS = [
    ("gạch đầu dòng bằng “–” của Word", change(Q2, "- Lũy kế: 1 lần", "– Lũy kế: 1 lần")),
    ("ngày gõ tháng trước: 6/17/2024", change(Q2, "ngày: 17/6/2024", "ngày: 6/17/2024")),
    ("gõ sai mã nhiệm vụ: III.1.33", change(Q2, "### III.1.3 ", "### III.1.33 ")),
    ("quên dấu ngoặc ở phần khai báo", change(SCHOOL, 'hiển thị: "1022"', 'hiển thị: "1022')),
    ("ngoặc cong của Word ở phần khai báo", change(SCHOOL, 'màu: "#0b5d7a"', "màu: “#0b5d7a”")),
    ("trạng thái không dấu", change(Q2, "- Trạng thái: Đang thực hiện", "- Trạng thái: dang thuc hien")),
    ("trạng thái gõ nhầm", change(Q2, "- Trạng thái: Đang thực hiện", "- Trạng thái: Đang thực hiên rồi")),
    ("lưu tệp dạng UTF-16", recode(Q2, lambda t: t.encode("utf-16"))),
    ("lưu tệp dạng Windows-1258", recode(Q2, cp1258)),
    ("dán một đoạn gõ bằng phông .VnTime", insert_after(Q2, "## Chỉ đạo, điều hành\n", "\nC¸c tæ chuyªn m«n ®· häp vµ thèng nhÊt c¸ch lµm trong th¸ng n¨m.\n")),
    ("quên khoảng trắng sau dấu hai chấm", change(Q2, "số: 45/BC-HB", "số:45/BC-HB")),
    ("xóa nhầm dòng --- thứ hai", change(Q2, "minh họa: có\n---\n", "minh họa: có\n")),
    ("đổi tên tệp minh chứng mà quên sửa", change(Q2, "minh-chung/bien-ban-10-6.pdf", "minh-chung/bien-ban-10-06.pdf")),
    ("tên tệp viết hoa khác đi", change(Q2, "minh-chung/bien-ban-10-6.pdf", "minh-chung/Bien-ban-10-6.pdf")),
    ("lũy kế cộng nhầm", change(Q3, "- Lũy kế: 2 lần", "- Lũy kế: 3 lần")),
    ("chậm tiến độ mà không nêu lý do", lambda: drop_reason()),
    ("quên dấu # của tiêu đề nhiệm vụ", change(Q2, "### III.1.2 ", "III.1.2 ")),
    ("chép hai lần một nhiệm vụ", lambda: double_entry()),
    ("ngày 31 tháng 6", change(Q2, "- Ngày: 10/6/2024", "- Ngày: 31/6/2024")),
    ("năm gõ hai chữ số", change(Q2, "- Ngày: 10/6/2024", "- Ngày: 10/6/24")),
    ("báo cáo ký trước khi hết kỳ, nhầm tháng", change(Q2, "ngày: 17/6/2024", "ngày: 17/3/2024")),
    ("đặt tên tệp “quy2.md”", lambda: os.rename(Q2, "content/2024/quy2.md")),
    ("để cả q2.md lẫn q2.xml", lambda: open("content/2024/q2.xml", "w", encoding="utf-8").write("<progress/>\n") and None),
    ("dán số điện thoại của phụ huynh", insert_after(Q2, "## Chỉ đạo, điều hành\n", "\nChị Lan, phụ huynh, đề nghị gọi lại số 0903 123 456.\n")),
    ("dán bảng từ Word", insert_after(Q2, "## Chỉ đạo, điều hành\n", "\n| Việc | Ngày |\n|---|---|\n| Họp | 29/5 |\n")),
    ("dùng thẻ HTML để xuống dòng", insert_after(Q2, "## Chỉ đạo, điều hành\n", "\nĐã họp.<br>Đã phân công.\n")),
    ("gõ “Nội bộ:” giữa lời văn", insert_after(Q2, "## Chỉ đạo, điều hành\n", "\nNội bộ: thầy A đang nghỉ ốm.\n")),
    ("kế hoạch thiếu một phần", lambda: drop_part()),
    ("số quyết định gõ nhầm năm", change(PLAN, "2844/QĐ-UBND ngày 14 tháng 8 năm 2021", "2844/QĐ-UBND ngày 14 tháng 8 năm 2025")),
    ("tệp .docx đổi đuôi thành .pdf", lambda: fake_pdf()),
]


def edit(path, function):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    changed = function(text)
    assert changed != text, path
    with open(path, "w", encoding="utf-8") as f:
        f.write(changed)


def drop_reason():
    edit(Q2, lambda t: re.sub(r"- Lý do: .*\n(?:  .*\n)*", "", t, count=1))


def double_entry():
    edit(Q2, lambda t: t.replace("### III.1.3 ", re.search(r"### III\.1\.2 .*?(?=### III\.1\.3)", t, re.S).group() + "### III.1.3 ", 1))


def drop_part():
    edit(PLAN, lambda t: re.sub(r"## II\. .*?(?=## III\.)", "", t, flags=re.S))


def fake_pdf():
    with open("content/2024/minh-chung/bien-ban-10-6.pdf", "wb") as f:
        f.write(b"PK\x03\x04" + b"\0" * 60 + b"word/document.xml")


def known(line):
    return re.sub(r":\d+:\d+:|dòng \d+", ":", line)


def complaints(binary, slip, before):
    """What is said because of the slip: the first line of each complaint that was not there before, and the hints of the first."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("content", "templates"):
            shutil.copytree(os.path.join(ROOT, name), os.path.join(folder, name))
        here = os.getcwd()
        os.chdir(folder)
        if slip:
            slip()
        text = subprocess.run([binary, "check"], capture_output=True, text=True, check=False).stderr
        os.chdir(here)
    said, hints = [], []
    for line in text.splitlines():
        head = re.match(r"(\S.*?): (lỗi|cảnh báo|ghi chú) \[", line)
        if head:
            said.append(line)
        elif line.startswith("  gợi ý: ") and len(said) and known(said[-1]) not in before and len(hints) < 3:
            hints.append(line[9:])
    return said, hints


def cell(text):
    return text.replace("|", "\\|").replace("<", "&lt;")


def main():
    binary = os.path.abspath(sys.argv[1])
    before = {known(line) for line in complaints(binary, None, set())[0]}
    judged = {}
    if os.path.exists(TABLE):
        with open(TABLE, encoding="utf-8") as f:
            for line in f:
                parts = [p.strip() for p in re.split(r"(?<!\\)\|", line)]
                if len(parts) > 6 and parts[1].isdigit():
                    judged[parts[2]] = parts[4:7]
    rows = []
    for number, (name, slip) in enumerate(SLIPS, 1):
        said, hints = complaints(binary, slip, before)
        new = [line for line in said if known(line) not in before]
        text = "<br>".join(cell(line) for line in new[:3]) or "(không nhắc gì)"
        if len(new) > 3:
            text += f"<br>… và {len(new) - 3} lời nhắc nữa"
        text += "".join(f"<br>*{cell(hint)}*" for hint in hints[:2])
        place, cause, mend = judged.get(name, ["?", "?", "?"])
        rows.append(f"| {number} | {name} | {text} | {place} | {cause} | {mend} |")
    with open(TABLE, encoding="utf-8") as f:
        head = f.read().split("| # |")[0]
    table = head + "| # | Sơ suất | Chương trình nhắc | Đúng chỗ | Rõ nguyên nhân | Rõ cách sửa |\n|---|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
    if "--write" in sys.argv:
        with open(TABLE, "w", encoding="utf-8") as f:
            f.write(table)
        return 0
    with open(TABLE, encoding="utf-8") as f:
        same = f.read() == table
    if not same:
        print("# tests/complaints.md is not what the program says now: tests/complaints.py BINARY --write, then judge the new rows")
    return 0 if same and "| ? |" not in table else 1


if __name__ == "__main__":
    sys.exit(main())
