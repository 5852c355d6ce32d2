#!/usr/bin/env python3
"""Writes a content folder with a plan of N tasks and four quarters: large.py N FOLDER. Words differ from task to task; files stay below
1 MiB at 10,000 tasks."""
import os
import random
import sys

WORDS = """tổ chức kiểm tra công khai minh bạch tuyên truyền phụ huynh học sinh giáo viên nhà trường kế hoạch báo cáo đánh giá rà soát hằng năm quý
tháng tuần khối lớp thư viện bếp ăn sân trường vườn cây thiết bị phòng học mạng trang tin thông báo hội nghị góp ý phản ánh trả lời hướng dẫn
tập huấn bồi dưỡng thi đua dân vận khéo an toàn vệ sinh nước uống môi trường xanh sạch đẹp""".split()


def words(rng, n):
    return " ".join(rng.choice(WORDS) for _ in range(n))


def main(count, folder):
    rng = random.Random(count)
    year = os.path.join(folder, "content", "2024")
    os.makedirs(year)
    root = os.path.join(os.path.dirname(__file__), "golden", "base", "content")
    for name in ["school.md", "papi.md"]:
        with open(os.path.join(root, name), encoding="utf-8") as a, open(os.path.join(folder, "content", name), "w", encoding="utf-8") as b:
            b.write(a.read().replace("[biên bản](2024/minh-chung/bien-ban-10-6.txt)", "biên bản"))
    sections = max(1, count // 20)
    codes = []
    with open(os.path.join(year, "plan.md"), "w", encoding="utf-8") as f:
        f.write("---\nloại: Kế hoạch\nsố: 12/KH-HS\nngày: 27/5/2024\ntrích yếu: Về việc lớn\nphần bắt buộc: [I]\nphần nhiệm vụ: [I]\n---\n\n## I. VIỆC\n\n")
        for s in range(min(sections, 999)):
            f.write(f"### {s + 1}. {words(rng, 4)}\n\n")
            for t in range(count // min(sections, 999)):
                codes.append(f"I.{s + 1}.{t + 1}")
                f.write(f"- {words(rng, 8).capitalize()}\n")
            f.write("\n")
        f.write("Trên đây là Kế hoạch./.\n")
    for q, (roman, date) in enumerate([("I", "15/3/2024"), ("II", "17/6/2024"), ("III", "16/9/2024"), ("IV", "16/12/2024")]):
        with open(os.path.join(year, f"q{q + 1}.md"), "w", encoding="utf-8") as f:
            f.write(f"---\nkỳ: Quý {roman} năm 2024\nsố: {40 + q}/BC-HS\nngày: {date}\n---\n\n## Kết quả thực hiện\n\n")
            for code in codes:
                f.write(f"### {code}\n- Trạng thái: đang thực hiện\n- Kết quả: 1 buổi\n- Lũy kế: {q + 1} buổi\n\n")


main(int(sys.argv[1]), sys.argv[2])
