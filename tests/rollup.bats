#!/usr/bin/env bats
# rollup.bats - `baocao rollup`: many schools' reports as one overview; files that are no reports, or made to hurt, cost only their own row.

# shellcheck disable=SC2016,SC1111 # inner scripts expand their own; the quotes are the program's
bats_require_minimum_version 1.5.0
load helper

# nhan/ holds: reports of quarter II of eight schools, signed by head and school; the first has its earlier file beside it, the second is
# changed after signing, the third is not signed, the fourth only reported quarter III.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    bash "$ROOT/tests/pki.sh" pki
    "$ROOT/tests/schools.py" --sign pki 8 cac-truong
    mkdir nhan
    for i in 1 2 3 4 5 6 7 8; do
        mkdir "nhan/truong-$i"
        cp "cac-truong/truong-$i/content/2024/da-ky/bao-cao-quy-2-2024.2.pdf" "nhan/truong-$i/quy-2.pdf"
    done
    cp cac-truong/truong-1/content/2024/da-ky/bao-cao-quy-2-2024.1.pdf nhan/truong-1/a.pdf
    printf x | dd of=nhan/truong-2/quy-2.pdf bs=1 seek=3000 conv=notrunc status=none
    "$ROOT/tests/schools.py" --from 3 4 chua-ky
    "$BAOCAO" -q build --all chua-ky 2>/dev/null
    cp chua-ky/truong-3/out/bao-cao/bao-cao-quy-2-2024.pdf nhan/truong-3/quy-2.pdf
    cp chua-ky/truong-4/out/bao-cao/bao-cao-quy-3-2024.pdf nhan/truong-4/quy-2.pdf
}

setup() {
    cp -r "$BATS_FILE_TMPDIR/nhan" "$BATS_TEST_TMPDIR/"
    cd "$BATS_TEST_TMPDIR" || return 1
}

name_of() { sed -n 's/^tên: //p' "$BATS_FILE_TMPDIR/cac-truong/truong-$1/content/school.md"; }

# Prints KEY of the XML, one line a school: name of folder standing seal …
rows() {
    python3 - "$1" <<'PYTHON'
import sys, xml.etree.ElementTree as E
for s in E.parse(sys.argv[1]).getroot():
    r = s.find("report")
    if s.tag == "school":
        print(s.get("name"), s.get("standing"), *( [r.get("path"), r.get("seal")] if r is not None else []), *["+" + o.get("path") for o in s.findall("superseded")], sep="|")
    else:
        print(s.tag, s.get("path"), s.get("kind"), sep="|")
PYTHON
}

@test "who reported, who did not, who is unsigned or altered; the fullest file stands for a school; XML fits its schema" {
    run --separate-stderr "$BAOCAO" rollup --quarter 2024-q2 nhan
    [ "$status" -eq 0 ]
    [[ $output == *"9 tệp PDF, 8 trường"*"Đã nộp 7 trường"*"chưa nộp 1"* ]]
    # shellcheck disable=SC2154 # set by run --separate-stderr
    [[ $stderr == *"truong-2/quy-2.pdf: cảnh báo [L006]"* ]]
    rows out/rollup.xml >rows
    grep -qxF "$(name_of 1)|on-time|truong-1/quy-2.pdf|signed|+truong-1/a.pdf" rows
    grep -qxF "$(name_of 2)|on-time|truong-2/quy-2.pdf|broken" rows
    grep -qxF "$(name_of 3)|on-time|truong-3/quy-2.pdf|unsigned" rows
    grep -qxF "$(name_of 4)|missing" rows
    grep -qxF "elsewhen|truong-4/quy-2.pdf|report" rows
    [ "$(grep -c '|on-time|.*|signed$' rows)" -eq 4 ]
    need xmllint
    xmllint --noout --relaxng "$ROOT/generator/schema/rollup.rng" out/rollup.xml
}

@test "states by school and by index are those of the schools' own data" {
    "$BAOCAO" -q rollup --quarter 2024-q2 nhan 2>/dev/null
    "$BAOCAO" extract nhan/truong-5/quy-2.pdf >data.xml
    python3 - "$(name_of 5)" <<'PYTHON'
import csv, re, sys, xml.etree.ElementTree as E
groups = {"hoàn thành": "Hoàn thành", "đang": "Đang làm", "thường": "Đang làm", "chậm": "Chậm", "chưa": "Chưa làm", "không": "Ngoài phạm vi"}
wanted = dict.fromkeys(["Hoàn thành", "Đang làm", "Chậm", "Chưa làm", "Ngoài phạm vi"], 0)
for state in E.parse("data.xml").getroot().iter("state"):
    wanted[next(v for k, v in groups.items() if state.text.lower().startswith(k))] += 1
assert sum(wanted.values()) == 31, wanted
rows = list(csv.DictReader(open("out/rollup.csv", encoding="utf-8-sig", newline="")))
row = next(r for r in rows if r["Trường"] == sys.argv[1])
assert {k: int(row[k]) for k in wanted} == wanted, (row, wanted)
assert int(row["Nhiệm vụ"]) == 31
# Each index's page and column agree; the sum of the schools is the overview's.
for i in range(1, 9):
    page = open(f"out/chi-so-{i}.html", encoding="utf-8").read()
    cells = [int(n) for n in re.findall(r'data-nhan="Tổng">(\d+)<', page)]
    assert sum(cells) == sum(int(r[f"Nội dung {i}: nhiệm vụ"] or 0) for r in rows), i
PYTHON
    raw=$(head -c 3 out/rollup.csv | od -An -tx1 | tr -d ' ')
    [ "$raw" = efbbbf ]
    [ "$(grep -c $'\r$' out/rollup.csv)" -eq "$(wc -l <out/rollup.csv)" ]
}

@test "due date and list of schools: late by date or by signing, missing, not on the list; from settings or the command line" {
    { name_of 1; name_of 3; echo "Trường Tiểu học Không Có"; } >nhan/truong.txt
    printf -- '---\ntên: Phòng Nội vụ Quận 1\nkỳ: Quý II năm 2024\nhạn: 17/6/2024\n---\n' >nhan/tong-hop.md
    "$BAOCAO" -q rollup nhan 2>/dev/null
    rows out/rollup.xml >rows
    grep -qxF "$(name_of 3)|on-time|truong-3/quy-2.pdf|unsigned" rows
    grep -q "^$(name_of 1)|late|" rows
    grep -qxF "Trường Tiểu học Không Có|missing" rows
    run ! grep -q "^$(name_of 4)|missing" rows
    grep -q "không có trong danh sách" out/index.html
    grep -q "Phòng Nội vụ Quận 1" out/index.html
    "$BAOCAO" -q rollup --han 16/6/2024 nhan 2>/dev/null
    rows out/rollup.xml | grep -q "^$(name_of 3)|late|"
    (echo "Tên trường,Ghi chú" && echo "\"$(name_of 1)\",x") >nhan/truong.csv
    rm nhan/truong.txt
    "$BAOCAO" -q rollup --han 31/12/2099 nhan 2>/dev/null
    [ "$(rows out/rollup.xml | grep -c '|missing')" -eq 0 ]
    sed -i 's/^kỳ: .*/kỳ: mùa hè/' nhan/tong-hop.md
    run "$BAOCAO" rollup nhan
    [ "$status" -eq 1 ]
    [[ $output == *L002* ]]
}

@test "trust: with the root fine, with another root marked" {
    "$BAOCAO" -q rollup --quarter 2024-q2 --trust "$BATS_FILE_TMPDIR/pki/root.pem" nhan 2>/dev/null
    [ "$(rows out/rollup.xml | grep -c '|signed')" -eq 5 ]
    "$BAOCAO" -q rollup --quarter 2024-q2 --trust "$BATS_FILE_TMPDIR/pki/other-root.pem" nhan 2>/dev/null
    [ "$(rows out/rollup.xml | grep -c '|signed')" -eq 0 ]
    [ "$(rows out/rollup.xml | grep -c '|untrusted')" -ge 5 ]
    run "$BAOCAO" rollup --strict --quarter 2024-q2 --trust "$BATS_FILE_TMPDIR/pki/other-root.pem" --out khac nhan
    [ "$status" -eq 1 ]
    [ ! -e khac ]
}

@test "foreign and hostile files cost only their own row" {
    "$BAOCAO" -q rollup --quarter 2024-q2 nhan 2>/dev/null
    rows out/rollup.xml | grep -v '^stray' >before
    cp "$ROOT"/content/2024/minh-chung/bien-ban-10-6.pdf nhan/truong-6/
    mkdir nhan/xau
    python3 "$ROOT/tests/pdf_hostile.py" nhan/truong-5/quy-2.pdf nhan/xau >names
    [ "$(wc -l <names)" -gt 20 ]
    rm -f nhan/xau/*.txt
    : >nhan/xau/rong.pdf
    mkfifo nhan/xau/ong.pdf
    ln -s ../truong-5/quy-2.pdf nhan/xau/lien-ket.pdf
    # Many files: read some by a process, and one by one where one of them ended it.
    timeout 500 "$BAOCAO" -q rollup --quarter 2024-q2 --jobs 2 nhan 2>complaints
    grep -q 'lien-ket.pdf.*A002\|A002.*lien-ket.pdf' complaints
    rows out/rollup.xml >after
    grep -q '^stray|truong-6/bien-ban-10-6.pdf|foreign' after
    grep -q '^stray|xau/rong.pdf|unreadable' after
    grep -q "không phải báo cáo của chương trình" out/tep.html
    # Spoiled copies of a report may be further files of school 5, never of others, and never stand for its whole one.
    grep -v '^stray\|^elsewhen' after | sed 's/|+xau[^|]*//g' | diff <(grep -v '^elsewhen' before) -
}

@test "X001 a file that the disk does not give is told as the disk's fault: a row, an overview of all others, and exit 3" {
    need strace
    "$BAOCAO" -q rollup --quarter 2024-q2 nhan 2>/dev/null
    rows out/rollup.xml | grep -v "^$(name_of 6)|\|^stray" >before
    run env ASAN_OPTIONS=detect_leaks=0 strace -f -o /dev/null -P nhan/truong-6/quy-2.pdf -e inject=read:error=EIO "$BAOCAO" rollup --quarter 2024-q2 --jobs 1 nhan
    [ "$status" -eq 3 ]
    [[ $output == *"nhan/truong-6/quy-2.pdf: lỗi [X001]"* ]]
    [[ $output != *L007* ]]
    rows out/rollup.xml | grep -q '^stray|truong-6/quy-2.pdf|fault'
    rows out/rollup.xml | grep -v '^stray' | diff - before
    [ "$(grep -c 'Mạng\|đĩa' out/tep.html)" -ge 1 ]
    run "$BAOCAO" rollup --quarter 2024-q2 nhan
    [ "$status" -eq 0 ]
}

@test "X001 a folder that the disk does not give: no overview, for nobody knows what it would lack" {
    need strace
    run env ASAN_OPTIONS=detect_leaks=0 strace -f -o /dev/null -P nhan/truong-6 -e inject=getdents64:error=EIO "$BAOCAO" rollup --quarter 2024-q2 nhan
    [ "$status" -eq 3 ]
    [[ $output == *"nhan/truong-6: lỗi [X001]"* ]]
    [[ $output != *U007* ]]
    [ ! -e out ]
}

@test "a reader that runs out of time or memory, or is killed, is a row" {
    python3 - "$BAOCAO" <<'PYTHON'
import glob, os, signal, subprocess, sys, time
# Every worker is stopped by a signal as soon as it is there, as the kernel does when memory is out. The leak checker of the sanitized
# variant would be one of them: it is a child too, and hangs without its end.
p = subprocess.Popen([sys.argv[1], "rollup", "--quarter", "2024-q2", "--jobs", "1", "nhan"], env={**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
killed = set()
while p.poll() is None:
    for task in glob.glob(f"/proc/{p.pid}/task/*/children"):
        try:
            for child in open(task).read().split():
                os.kill(int(child), signal.SIGKILL)
                killed.add(child)
        except (FileNotFoundError, ProcessLookupError):
            pass
said, complaints = p.communicate(timeout=300)
assert killed
assert p.returncode == 0, (p.returncode, complaints)
assert "L007" in complaints and "quá nhiều bộ nhớ" in complaints, complaints
assert "9 tệp PDF" in said, said
PYTHON
    [ "$(rows out/rollup.xml | grep -c '|died')" -ge 1 ]
}

@test "a batch that dies is read again file by file: nothing is lost" {
    for i in $(seq 40); do cp nhan/truong-8/quy-2.pdf "nhan/truong-8/ban-$i.pdf"; done
    "$BAOCAO" -q rollup --quarter 2024-q2 --jobs 2 nhan 2>/dev/null
    whole=$(digest out)
    python3 - "$BAOCAO" <<'PYTHON'
import os, signal, subprocess, sys, time
p = subprocess.Popen([sys.argv[1], "rollup", "--quarter", "2024-q2", "--jobs", "2", "nhan"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
killed = False
while p.poll() is None and not killed:
    try:
        for child in open(f"/proc/{p.pid}/task/{p.pid}/children").read().split():
            os.kill(int(child), signal.SIGKILL)
            killed = True
    except (FileNotFoundError, ProcessLookupError):
        pass
assert killed and p.wait(timeout=300) == 0
PYTHON
    [ "$(digest out)" = "$whole" ]
}

@test "the same bytes with any --jobs, from any folder, in any order of the folder; nothing in the folder of reports is touched" {
    before=$(digest nhan)
    "$BAOCAO" -q rollup nhan 2>/dev/null
    one=$(digest out)
    "$BAOCAO" -q rollup --jobs 7 --out out nhan/ 2>/dev/null
    [ "$(digest out)" = "$one" ]
    mkdir khac
    cp -r nhan/truong-8 khac/ && for i in 3 1 2 7 6 5 4; do cp -r "nhan/truong-$i" khac/; done
    rm -r nhan && mv khac nhan
    (cd / && TZ=America/New_York LANG=C "$BAOCAO" -q -C "$BATS_TEST_TMPDIR" rollup nhan 2>/dev/null)
    [ "$(digest out)" = "$one" ]
    [ "$(digest nhan)" = "$before" ]
}

@test "links lead to the files where they lie, pages link to each other, no script; out inside the folder is not read" {
    mkdir -p "kết quả"
    for out in out "kết quả/tổng hợp" nhan/out; do
        "$BAOCAO" -q rollup --quarter 2024-q2 --out "$out" nhan 2>/dev/null
        "$BAOCAO" -q rollup --quarter 2024-q2 --out "$out" nhan 2>/dev/null
        python3 - "$out" <<'PYTHON'
import os, re, sys, urllib.parse
out, seen = sys.argv[1], 0
for folder, _, names in os.walk(out):
    for name in names:
        if not name.endswith(".html"):
            continue
        text = open(os.path.join(folder, name), encoding="utf-8").read()
        assert "<script" not in text and "javascript:" not in text
        for link in re.findall(r'href="([^"#]+)[^"]*"', text):
            path = os.path.join(folder, urllib.parse.unquote(link.split("?")[0]))
            assert os.path.exists(path), (name, link)
            seen += link.endswith(".pdf")
assert seen >= 8, seen
PYTHON
    done
    [ "$(grep -c '<report' nhan/out/rollup.xml)" -ge 3 ]
}

@test "names that try to be formulas or tags stay text" {
    cp -r "$BATS_FILE_TMPDIR/chua-ky/truong-3" ke-gian
    rm -r ke-gian/out
    sed -i 's/^tên: Trường.*/tên: "=HYPERLINK(1)<script>alert(1)<\/script>"/' ke-gian/content/school.md
    "$BAOCAO" -q -C ke-gian build 2>/dev/null || true
    [ -e ke-gian/out/bao-cao/bao-cao-quy-2-2024.pdf ] || skip "chương trình không nhận tên trường như vậy"
    cp ke-gian/out/bao-cao/bao-cao-quy-2-2024.pdf "nhan/=1+1\"<b>.pdf"
    "$BAOCAO" -q rollup --quarter 2024-q2 nhan 2>/dev/null
    run ! grep -rqi "<script" out --include=*.html
    python3 - <<'PYTHON'
import csv
cells = [c for row in csv.reader(open("out/rollup.csv", encoding="utf-8-sig", newline="")) for c in row]
assert not any(c[:1] in "=@" and c for c in cells), [c for c in cells if c[:1] in "=@"]
assert any(c.startswith("'=") for c in cells)
PYTHON
}

@test "usage: no folder, no PDF, no such folder, a due date that is none" {
    run "$BAOCAO" rollup
    [ "$status" -eq 2 ]
    mkdir trong
    run "$BAOCAO" rollup trong
    [ "$status" -eq 2 ]
    [[ $output == *L001* ]]
    run "$BAOCAO" rollup khong-co
    [ "$status" -eq 2 ]
    run "$BAOCAO" rollup --han mai nhan
    [ "$status" -eq 2 ]
    [ ! -e out ]
}

@test "the pages are valid HTML" {
    need java
    tools
    [ -f "$TOOLS/node_modules/vnu-jar/build/dist/vnu.jar" ] || skip "không cài được vnu-jar (npm ci)"
    cp "$ROOT"/content/2024/minh-chung/bien-ban-10-6.pdf nhan/
    "$BAOCAO" -q rollup --quarter 2024-q2 --han 17/6/2024 nhan 2>/dev/null
    run java -jar "$TOOLS/node_modules/vnu-jar/build/dist/vnu.jar" --Werror --skip-non-html out
    echo "$output"
    [ "$status" -eq 0 ]
    run "$TOOLS/node_modules/.bin/html-validate" --config "$ROOT/tests/htmlvalidate.json" out
    echo "$output"
    [ "$status" -eq 0 ]
}
