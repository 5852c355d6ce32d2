#!/usr/bin/env python3
"""Writes N schools: schools.py [--sign PKI] [--from FIRST] N DIR makes DIR/truong-1 … DIR/truong-N, each a folder with content/ as the shipped content has it,
with names, numbers and progress that differ from school to school; the same N gives the same bytes. Evidence is hard-linked where the file system
allows it. --sign PKI (a folder of tests/pki.sh): the report of quarter II is also signed by the principal's and the school's key, with $BAOCAO."""
import argparse
import os
import random
import re
import shutil
import subprocess
import tempfile

ROOT = os.path.realpath(os.path.join(os.path.dirname(__file__), "..", "content"))
FAMILY = "Nguyễn Trần Lê Phạm Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Mai Tô Lâm Trịnh".split()
MIDDLE = "Văn Thị Hữu Đình Bá Quang Đức Công Minh Thanh".split()
GIVEN = """An Bình Châu Chi Cường Danh Diệu Dũng Đạt Điền Giang Hà Hải Hạnh Hiền Hiếu Hòa Hoàng Hùng Huệ Hương Khải Khánh Khoa Kiên Lan Linh Long
Lộc Mẫn Nam Nghĩa Ngọc Nhân Nhung Phong Phúc Phương Quân Quý Sơn Tâm Tân Thành Thảo Thọ Thủy Tiến Trí Xuân""".split()
REASON = "- Lý do: Người được giao việc nghỉ ốm dài ngày, trường đã phân công người khác làm tiếp.\n"


def name_of(number):
    """The nth of 10,000 names; their initials are the school's sign in the numbers of its documents."""
    n = number * 7919 % (len(FAMILY) * len(MIDDLE) * len(GIVEN))
    words = FAMILY[n % 20], MIDDLE[n // 20 % 10], GIVEN[n // 200]
    return " ".join(words), "".join(word[0] for word in words)


def progress(text, rng):
    """Some of the tasks that are being worked on are late, for a reason."""
    sections = re.split(r"(?m)^(?=### )", text)
    for i, section in enumerate(sections):
        if "- Trạng thái: Đang thực hiện\n" in section and "- Lý do:" not in section and rng.random() < 0.2:
            sections[i] = section.replace("- Trạng thái: Đang thực hiện\n", "- Trạng thái: Chậm tiến độ\n" + REASON)
    return "".join(sections)


def read_base():
    base = {}
    for folder, _, names in sorted(os.walk(ROOT)):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.endswith(".md"):
                with open(path, encoding="utf-8") as f:
                    base[os.path.relpath(path, ROOT)] = f.read()
    return base


def link(source, target):
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def school(base, number, folder, evidence):
    rng = random.Random(number)
    name, sign = name_of(number)
    year = os.path.join(folder, "content", "2024")
    os.makedirs(os.path.join(year, "minh-chung"))
    for file in os.listdir(evidence):
        link(os.path.join(evidence, file), os.path.join(year, "minh-chung", file))
    behind = rng.random()
    for path, text in base.items():
        if path.endswith("q4.md") and behind < 0.15:
            continue
        text = text.replace("Hòa Bình", name).replace("-HB", "-" + sign).replace("ký hiệu: HB", "ký hiệu: " + sign)
        text = text.replace("Trịnh Thị Kim Quý", " ".join([rng.choice(FAMILY), "Thị", rng.choice(GIVEN)]))
        if re.search(r"q\d\.md$", path):
            text = progress(text, rng)
        with open(os.path.join(folder, "content", path), "w", encoding="utf-8") as f:
            f.write(text)


def sign(pki, folder):
    program = os.environ.get("BAOCAO", os.path.join(ROOT, "..", "generator", "build", "release", "baocao"))
    secret = os.path.join(pki, "mat-khau")
    if not os.path.exists(secret):
        with open(os.open(secret, os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as f:
            f.write("bi-mat\n")
    for more in [["--p12", os.path.join(pki, "principal.p12")], ["--co-quan", "--p12", os.path.join(pki, "organisation.p12")]]:
        subprocess.run([program, "-q", "-C", folder, "sign", "2024-q2", "--pass-file", secret] + more, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sign", metavar="PKI")
    parser.add_argument("--from", type=int, default=1, dest="first")
    parser.add_argument("count", type=int)
    parser.add_argument("folder")
    given = parser.parse_args()
    os.makedirs(given.folder, exist_ok=True)
    base = read_base()
    with tempfile.TemporaryDirectory(dir=given.folder) as evidence:  # links lead to copies, never to the project's own files
        shutil.copytree(os.path.join(ROOT, "2024", "minh-chung"), evidence, dirs_exist_ok=True)
        write(given, base, evidence)


def write(given, base, evidence):
    for number in range(given.first, given.count + 1):
        folder = os.path.join(given.folder, f"truong-{number}")
        school(base, number, folder, evidence)
        if given.sign:
            sign(os.path.realpath(given.sign), folder)


main()
