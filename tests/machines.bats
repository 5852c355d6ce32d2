#!/usr/bin/env bats
# machines.bats - what the site gives to programs: tables, data, feed, sitemap, previews; and its other two shapes.

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build
    export SITE=$BATS_FILE_TMPDIR/project/out/site
}

# ---- tasks.csv ----

@test "tasks.csv: BOM, CRLF everywhere, a row for each task, every row of the same width" {
    need python3
    python3 - "$SITE/2024/tasks.csv" <<'PY'
import csv, io, re, sys
raw = open(sys.argv[1], "rb").read()
assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\xef\xbb\xbf") == 1
assert raw.endswith(b"\r\n") and not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
assert len(rows) == 1 + 31, len(rows)
assert {len(row) for row in rows} == {7 + 3 * 3}
assert rows[0][0] == "Mã" and rows[0][6] == "Quý II năm 2024: trạng thái"
by_code = {row[0]: dict(zip(rows[0], row)) for row in rows[1:]}
assert by_code["III.1.1"]["Quý IV năm 2024: kết quả"] == "3 lượt"
assert by_code["III.1.1"]["Quý IV năm 2024: minh chứng"] == "minh-chung/tong-hop-boi-duong.pdf"
assert any(row[3] == "8" for row in rows)
PY
}

@test "tasks.csv: formulas are made harmless, numbers stay numbers, quotes and commas survive" {
    need python3
    new_project
    python3 - <<'PY'
path = "content/2024/q2.md"
values = iter(["=CMD()", "+84 buổi", "-5", "@SUM(A1)", "-1+2", '"a", b', "−3", '="x",1'])
out = []
for line in open(path).read().split("\n"):
    if line.startswith(("- Kết quả:", "- Lũy kế:")):
        continue
    out.append(line)
    if line.startswith("- Trạng thái:"):
        out += [f"- Kết quả: {value}" for value in [next(values, None)] if value]
open(path, "w").write("\n".join(out))
PY
    rm content/2024/q3.md content/2024/q4.md
    "$BAOCAO" -q build
    python3 - <<'PY'
import csv
rows = list(csv.DictReader(open("out/site/2024/tasks.csv", encoding="utf-8-sig", newline="")))
found = [row["Quý II năm 2024: kết quả"] for row in rows][:8]
assert found == ["'=CMD()", "'+84 buổi", "-5", "'@SUM(A1)", "'-1+2", '"a", b', "−3", "'=\"x\",1"], found
for row in rows:
    for cell in row.values():
        assert not cell or cell[0] not in "=+@\t\r", cell
PY
}

@test "tasks.csv and the data are offered with their sizes" {
    grep -qE 'href="\.\./2024/tasks\.csv".*CSV, [0-9]+ KB' "$SITE/2024/nhiem-vu.html"
    for q in 2 3 4; do
        grep -qE "href=\"\.\./2024/report-q$q\.xml\".*XML, [0-9]+ KB" "$SITE/2024/quy-$q.html"
    done
}

@test "evidence cannot take the place of tasks.csv" {
    new_project
    echo x >content/2024/tasks.csv
    sed -i -E '0,/^- Minh chứng:.*/s//- Minh chứng: tasks.csv/' content/2024/q2.md
    run "$BAOCAO" build
    [ "$status" -eq 1 ]
    [[ $output == *"W006"* ]]
}

# ---- report-q2.xml ----

@test "report-qN.xml is what the public PDF carries, byte for byte, and well-formed" {
    need xmllint
    for q in 2 3 4; do
        "$BAOCAO" extract "$SITE/bao-cao/bao-cao-quy-$q-2024.pdf" >"$BATS_TEST_TMPDIR/q$q.xml"
        cmp "$BATS_TEST_TMPDIR/q$q.xml" "$SITE/2024/report-q$q.xml"
        xmllint --noout "$SITE/2024/report-q$q.xml"
    done
}

@test "with internal notes the public data differs from what the district gets, and holds none of them" {
    new_project
    sed -i -E '0,/^- Trạng thái:.*/s//&\n- Nội bộ: BIMATXML/' content/2024/q2.md
    "$BAOCAO" -q build
    "$BAOCAO" extract out/bao-cao/bao-cao-quy-2-2024.pdf | grep -q BIMATXML
    run ! grep -q BIMATXML out/site/2024/report-q2.xml
    "$BAOCAO" extract out/site/bao-cao/bao-cao-quy-2-2024.pdf | cmp - out/site/2024/report-q2.xml
}
