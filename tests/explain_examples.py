#!/usr/bin/env python3
"""explain_examples.py - the examples of `baocao explain` are true: put into tests/golden/base where a line below says, "before"
brings the complaint and "after" does not. Prints what is not so; exit 1 then. Usage: explain_examples.py BAOCAO BASE SCRATCH"""

import re
import shutil
import subprocess
import sys

Q2, Q3, PLAN, SCHOOL, PAPI = "2024/q2.md", "2024/q3.md", "2024/plan.md", "school.md", "papi.md"
HEAD = r"\A---\n(.|\n)*?\n---\n"
PROSE = r"Đăng đủ các tin, xem .*\n"
SIGNERS = r"người ký:\n( .*\n)+"
PERSON = r"người ký:\n  - .*\n    chức vụ.*\n"
GROUP_1_TO_2 = r"### 1\. Nhóm(.|\n)*?### 2\. Nhóm.*\n"
IDLE = r"(?<=rà soát …\n)- Trạng thái.*\n"  # the state of III.1.1
LATE = r"- Trạng thái: chưa thực hiện\n- Lý do.*\n"  # the entry III.1.2 of q2.md
TALK = r"- Trạng thái: đang thực hiện\n- Kết quả(.|\n)*?\n(?=\n)"  # the entry III.2.1 of q2.md
MEETING = r"- Trạng thái: hoàn thành đúng hạn\n(.|\n)*?\n(?=\n)"  # the entry IV.1.1 of q3.md
FEEDBACK = r"- Tồn kỳ trước(.|\n)*\Z"

# code: the file, what the example takes the place of, what is put before and after it
EXAMPLES = {
    "K001": (Q2, HEAD), "K002": (Q2, HEAD + r"\n## .*\n"), "K004": (PLAN, r"trích yếu: .*\n"), "K005": (SCHOOL, PERSON),
    "K006": (PLAN, r"trích yếu: .*\n"), "K007": (PLAN, r"trích yếu: .*\n"), "K008": (Q2, r"ngày: .*\n"), "K009": (SCHOOL, PERSON),
    "K010": (PLAN, r"trích yếu: .*\n"), "K011": (SCHOOL, r"lưu: .*\n"), "K012": (Q2, r"ngày: .*\n"),
    "K013": (SCHOOL, r"    gồm:\n      - .*\n"), "K014": (Q2, r"minh họa: .*\n"), "K015": (Q3, HEAD),
    "K016": (SCHOOL, r"ký hiệu: .*\n"), "K017": (PLAN, r"phần nhiệm vụ: .*\n"),
    "M001": (Q2, PROSE), "M003": (Q2, PROSE), "M004": (Q2, PROSE), "M005": (Q2, PROSE + r"\n### V\.1 .*\n"), "M006": (Q2, PROSE),
    "M007": (Q2, PROSE), "M008": (Q2, PROSE), "M009": (Q2, PROSE), "M010": (Q2, PROSE),
    "S001": (SCHOOL, SIGNERS), "S002": (SCHOOL, r"(?=lưu:)"), "S003": (SCHOOL, r"(?=lưu:)"), "S006": (SCHOOL, r"trang: .*\n"), "W101": (SCHOOL, r"trang: .*\n"), "S005": (PAPI, r"## Chỉ số 8\n"),
    "S101": (SCHOOL, SIGNERS), "S102": (Q2, r"minh họa: .*\n"), "S104": (SCHOOL, r"kính gửi:\n( .*\n)+"),
    "P001": (PLAN, r"phần nhiệm vụ: .*\n"), "P002": (PLAN, r"## II\. .*\n"), "P003": (PLAN, r"### 2\. Nhóm.*\n"),
    "P004": (PLAN, r"(?=- Hằng năm)", "", "\n"), "P005": (PLAN, GROUP_1_TO_2), "P006": (PLAN, r"## Nơi nhận\n\n- .*\n"),
    "P007": (PLAN, r"- Hằng năm.*\n .*\n"), "P008": (PLAN, r"  - Chỉ tiêu.*\n"), "P009": (PLAN, r"- Đăng tin.*\n"),
    "P010": (PLAN, r"- Hằng quý.*\n"), "P101": (PLAN, r"## II\. (.|\n)*?## III\. .*\n"), "P102": (PLAN, r"phần nhiệm vụ: .*\n"),
    "P103": (PLAN, r"## V\. (.|\n)*?\./\.\n"), "P104": (PLAN, GROUP_1_TO_2), "P105": (PLAN, GROUP_1_TO_2),
    "P106": (PLAN, r"### 2\. Chỉ số .*\n"), "P107": (PLAN, r"### 2\. Chỉ số .*\n"), "P108": (PLAN, r"  - Thời hạn.*\n"),
    "T001": (Q2, LATE), "T002": (Q2, r"- Kết quả.*\n"), "T003": (Q2, r"- Kết quả.*\n"), "T004": (Q2, r"- Kết quả.*\n"),
    "T005": (Q2, r"- Ngày.*\n"), "T006": (Q2, r"### III\.2\.1 .*\n" + TALK), "T007": (Q2, IDLE), "T008": (Q2, r"- Lũy kế.*\n"),
    "T009": (Q2, r"- Tỷ lệ.*\n"), "T010": (Q2, r"kỳ: .*\n"), "T011": (Q2, r"kỳ: .*\n"), "T013": (Q2, r"minh họa: .*\n"),
    "T014": (Q3, r"- 50/.*\n"), "T015": (Q2, r"## Phản ánh, .*\n"), "T016": (Q2, r"### III\.2\.1 .*\n"),
    "T017": (Q2, r"(?=## Phản ánh)", "", "\n"), "T018": (Q2, r"### III\.2\.1 .*\n"), "T019": (Q2, r"---\n\n(?=## Kết)", "", "\n"),
    "T020": (Q2, r"- Kết quả.*\n- Lũy kế.*\n"), "T021": (Q2, PROSE, "\n"),
    "T022": (Q2, r"(?<=rà soát …\n- Trạng thái: thường xuyên, có phát sinh\n)", "\n"),
    "T023": (Q2, r"(?=## Phản ánh)", "", "\nTốt.\n\n"), "T025": (Q2, r"- Kết quả.*\n- Lũy kế.*\n"), "T027": (Q2, r"- Ngày.*\n"),
    "T106": (Q2, LATE), "T107": (Q3, MEETING), "T108": (Q2, LATE), "T109": (Q3, MEETING), "T110": (Q3, MEETING),
    "T111": (Q2, r"- Trạng thái.*\n- Tỷ lệ.*\n"), "T112": (Q3, MEETING), "T113": (Q2, IDLE), "T121": (Q2, r"- Ngày.*\n"),
    "T122": (Q2, r"- Ngày.*\n"), "T124": (Q2, r"(?=## Kết quả)", "## Văn bản đã ban hành\n\n", "\n"), "T125": (Q2, r"ngày: .*\n"),
    "T127": (Q2, r"minh họa: .*\n"), "T131": (Q3, r"- Kết quả.*\n- Lũy kế.*\n"), "T132": (Q3, r"- Kết quả.*\n- Lũy kế.*\n"),
    "T135": (Q2, r"- Kết quả.*\n- Lũy kế.*\n"), "T136": (Q2, FEEDBACK), "T138": (Q2, FEEDBACK),
}


def example(baocao, code, title):
    said = subprocess.run([baocao, "--lang", "en", "explain", code], capture_output=True, text=True, check=True).stdout
    lines = re.search(rf"^ *{title}:\n((    .*\n|\n)*)", said, re.M).group(1).rstrip("\n")
    return re.sub(r"^    ", "", lines, flags=re.M) + "\n"


def complaints(baocao, base, scratch, place, text):
    file, pattern, before, after = (*place, "", "")[:4]
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(f"{base}/content", scratch)
    with open(f"{scratch}/{file}", encoding="utf-8") as f:
        content = f.read()
    content, n = re.subn(pattern, lambda _: before + text + after, content, count=1, flags=re.M)
    if n != 1:
        return ["no such place"]
    with open(f"{scratch}/{file}", "w", encoding="utf-8") as f:
        f.write(content)
    said = subprocess.run([baocao, "--content", scratch, "check"], capture_output=True, text=True, check=False).stderr
    return re.findall(r"\[([A-Z]\d{3})\]", said)


def main():
    baocao, base, scratch = sys.argv[1:4]
    bad = 0
    for code, place in EXAMPLES.items():
        with_fault = complaints(baocao, base, scratch, place, example(baocao, code, "Before"))
        mended = complaints(baocao, base, scratch, place, example(baocao, code, "After"))
        if code not in with_fault or code in mended or "no such place" in mended:
            bad += 1
            print(f"{code}: before gives {with_fault}, after {mended}")
    print(f"{len(EXAMPLES)} examples, {bad} untrue")
    sys.exit(bad > 0)


main()
