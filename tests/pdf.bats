#!/usr/bin/env bats
# pdf.bats - the finished reports, judged by what poppler and qpdf find in them (tests/pdf_layout.py says how).

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build
    export REPORTS=$BATS_FILE_TMPDIR/project/out/bao-cao
}

setup() {
    for tool in python3 pdftotext pdfinfo pdffonts pdftoppm qpdf; do need "$tool"; done
}

# Runs a check over every report; its complaints are the failure.
judge() {
    local check=$1 file count=0 bad=0
    shift
    for file in "$REPORTS"/bao-cao-quy-*.pdf; do
        count=$((count + 1))
        python3 "$ROOT/tests/pdf_layout.py" "$check" "$file" "$@" || { echo "^ $(basename "$file")"; bad=1; }
    done
    [ "$count" -eq "${REPORT_COUNT:-3}" ]
    [ "$bad" -eq 0 ]
}

@test "every page is A4" { judge a4; }
@test "faces are embedded, cut down, with a text map" { judge fonts; }
@test "poppler and qpdf have nothing to say" { judge silent; }
@test "no word stands in a margin (R-03)" { judge margins; }
@test "page numbers: none on page 1, then centred in the top margin; appendices count anew (R-05, R-06)" { judge numbers; }
@test "letterhead: order, sizes, columns, lengths of rules (R-20 to R-32)" { judge letterhead; }
@test "paragraphs: first-line indent, justified, distances (R-07 to R-10)" { judge paragraphs; }
@test "no heading and no lone line at the end of a page" { judge headings; }
@test "Phụ lục I: landscape, its header row on each page, every task once" { judge tables; }
@test "signature block: level with Nơi nhận, gap whole, not alone (R-33 to R-37)" { judge signature; }
@test "DỰ THẢO lies across every page" { judge draft; }

@test "the text comes out as it went in" {
    judge text "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" "Kính gửi: Ủy ban nhân dân Quận 1 (qua Phòng Nội vụ)" "Phụ lục I" \
        "TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ" "Danh sách hộ nghèo" "thường xuyên, không phát sinh"
}

@test "addresses open: each link has its words, its place, its address, and nothing else has an action" {
    python3 - "$REPORTS"/bao-cao-quy-*.pdf <<'PY'
import json, subprocess, sys
for path in sys.argv[1:]:
    objects = json.loads(subprocess.run(["qpdf", "--json=2", path], capture_output=True, check=True).stdout)["qpdf"][1]
    values = [o["value"] for o in objects.values() if isinstance(o.get("value"), dict)]
    links = {"%s R" % k[4:-2]: o["value"] for k, o in objects.items() if k.startswith("obj:") and isinstance(o.get("value"), dict) and o["value"].get("/Subtype") == "/Link"}
    elements = [v for v in values if v.get("/S") == "/Link"]
    named = [k["/Obj"] for e in elements for k in e["/K"] if isinstance(k, dict) and k.get("/Type") == "/OBJR"]
    assert len(links) >= 1 and len(named) == len(links) == len(set(named)), (path, len(links), named)
    for link in links.values():
        assert link["/A"] == {"/S": "/URI", "/URI": link["/Contents"]} and link["/F"] == 4, link
        assert link["/Contents"].startswith(("u:https://", "u:http://", "u:mailto:")), link
    assert not [v for v in values if v.get("/S") in ("/JavaScript", "/Launch", "/SubmitForm", "/GoToR", "/ImportData")], path
    assert not [v for v in values if "/OpenAction" in v or "/AA" in v], path
PY
}

@test "the plan's PDF says every word of the plan, in order, and nothing else" {
    python3 - "$ROOT/content/2024/plan.md" "$REPORTS/ke-hoach-2024.pdf" <<'PY'
import re, subprocess, sys
plan, pdf = sys.argv[1:]
text = open(plan, encoding="utf-8").read().split("\n---\n", 1)[1]
text = re.sub(r"<!--.*?-->", "", text, flags=re.S)
text = re.sub(r"(?m)^ *- (Chỉ tiêu|Phụ trách|Thời hạn):.*\n", "", text)  # our fields, no words of the plan
text = re.sub(r"(?m)^#+ ", "", text).replace("Nơi nhận\n", "Nơi nhận:\n").replace("*", "")
wanted = text.split()
lines = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, text=True).stdout.replace("\f", "\n").split("\n")
lines = [l for l in lines if not re.fullmatch(r"\d+", l.strip()) and not l.startswith("Bản chép lại lời văn")]
found = " ".join(lines).split()
begin, end = found.index("Căn"), len(found)
while found[end - 1] != "VT.":  # the signer's name stands beside or under the recipients
    end -= 1
found = found[begin:end]
if wanted != found:
    at = next(i for i in range(min(len(wanted), len(found))) if wanted[i] != found[i])
    sys.exit("word %d: wanted %s, found %s" % (at, wanted[at - 3 : at + 5], found[at - 3 : at + 5]))
assert len(wanted) > 1500
PY
    for check in a4 fonts silent margins numbers; do
        python3 "$ROOT/tests/pdf_layout.py" "$check" "$REPORTS/ke-hoach-2024.pdf"
    done
}

@test "pictures stand in the report, within its margins, with their words; damaged ones leave only the words" {
    need pdfimages
    [ "$(pdfimages -list "$REPORTS/bao-cao-quy-3-2024.pdf" | grep -c ' image ')" -eq 1 ]
    pdfinfo -struct "$REPORTS/bao-cao-quy-3-2024.pdf" | grep -q 'Figure'
    new_project
    picture=content/2024/minh-chung/ap-phich-kenh-tiep-nhan.png
    cp "$picture" whole.png
    for fault in cut bits huge jpeg; do
        case $fault in
            cut) head -c 3000 whole.png >"$picture" ;;
            bits) python3 -c 'd = bytearray(open("whole.png", "rb").read()); d[2000:2400] = bytes(400); open("'"$picture"'", "wb").write(d)' ;;
            huge) python3 -c 'd = bytearray(open("whole.png", "rb").read()); d[16:24] = b"\x7f\xff\xff\xff" * 2; open("'"$picture"'", "wb").write(d)' ;;
            jpeg) printf '\xff\xd8\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\xff\xd9' >"$picture" ;;
        esac
        run "$BAOCAO" -q --quarter 2024-q3 build
        if [ "$status" -eq 1 ]; then
            [[ $output == *"[D0"* || $output == *"[W009]"* ]] # no picture, or one whose makers' data cannot be taken out
            continue
        fi
        echo "$fault: $status: $output"
        [ "$status" -eq 0 ]
        [ "$(pdfimages -list out/bao-cao/bao-cao-quy-3-2024.pdf | grep -c ' image ' || true)" -eq 0 ]
        pdftotext out/bao-cao/bao-cao-quy-3-2024.pdf - | tr '\n' ' ' | grep -q 'Áp phích minh họa bốn cách'
    done
}

@test "a picture looks the same in every form that a PNG can have" {
    need pdfimages
    need qpdf
    new_project
    mkdir forms
    python3 "$ROOT/tests/png_kinds.py" forms
    [ "$(find forms -name '*.png' | wc -l)" -eq 11 ]
    for form in forms/*.png; do
        cp "$form" content/2024/minh-chung/ap-phich-kenh-tiep-nhan.png
        "$BAOCAO" -q --quarter 2024-q3 build
        report=out/bao-cao/bao-cao-quy-3-2024.pdf
        page=$(pdfimages -list "$report" | awk '/ image /{print $1}')
        qpdf --check "$report"
        pdftoppm -r 72 -f "$page" -l "$page" "$report" seen
        sum=$(sha256sum <seen-*.ppm)
        echo "$form: $sum"
        [ "$sum" = "${first:=$sum}" ]
        rm seen-*.ppm
    done
}

@test "a photograph stands in the report as the phone says that it is to be turned" {
    need pdftoppm
    new_project
    # Four squares: red and green above, blue and yellow below.
    printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 80 40]/Contents 4 0 R>>endobj\n4 0 obj<</Length 140>>stream\n1 0 0 rg 0 20 40 20 re f 0 1 0 rg 40 20 40 20 re f 0 0 1 rg 0 0 40 20 re f 1 1 0 rg 40 0 40 20 re f %%............................................\nendstream endobj\ntrailer<</Root 1 0 R>>\n' >four.pdf
    pdftoppm -r 144 -jpeg -singlefile four.pdf stored 2>/dev/null
    sed -i 's/ap-phich-kenh-tiep-nhan.png/anh.jpg/' content/2024/q3.md
    for turned in "0 RGBY" "1 RGBY" "2 GRYB" "3 YBGR" "4 BYRG" "5 RBGY" "6 BRYG" "7 YGBR" "8 GYRB"; do
        python3 - "${turned% *}" stored.jpg content/2024/minh-chung/anh.jpg <<'PY'
import sys
b = open(sys.argv[2], "rb").read()
exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0" + bytes([int(sys.argv[1])]) + b"\0\0\0\0\0\0"
open(sys.argv[3], "wb").write(b[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + b[2:])
PY
        "$BAOCAO" -q --quarter 2024-q3 build 2>/dev/null
        report=out/bao-cao/bao-cao-quy-3-2024.pdf
        page=$(pdfimages -list "$report" | awk '/ image /{print $1}')
        pdftoppm -r 72 -f "$page" -l "$page" -singlefile "$report" seen
        run python3 - seen.ppm "${turned% *}" <<'PY'
import sys
magic, size, most, data = open(sys.argv[1], "rb").read().split(b"\n", 3)
width, height = map(int, size.split())
def colour(x, y):
    r, g, b = (v > 128 for v in data[3 * (y * width + x):3 * (y * width + x) + 3])
    return {(1, 0, 0): "R", (0, 1, 0): "G", (0, 0, 1): "B", (1, 1, 0): "Y"}.get((r, g, b))
spots = [(x, y) for y in range(height) for x in range(width) if colour(x, y)]
left, right = min(x for x, _ in spots), max(x for x, _ in spots)
top, bottom = min(y for _, y in spots), max(y for _, y in spots)
assert (right - left > bottom - top) == (int(sys.argv[2]) < 5), (left, right, top, bottom)
w, h = (right - left) // 4, (bottom - top) // 4
print("".join(colour(x, y) for y in (top + h, bottom - h) for x in (left + w, right - w)))
PY
        echo "$turned: $output"
        [ "$output" = "${turned#* }" ]
    done
}

@test "all tasks of the plan are in Phụ lục I" {
    for file in "$REPORTS"/bao-cao-quy-*.pdf; do
        [ "$(pdftotext -raw "$file" - | grep -oE '^[0-9]+ (III|IV|V)(\.[0-9])+\. ' | sort -u | wc -l)" -eq 31 ]
    done
}

@test "the outline leads to the parts" {
    need mutool
    for file in "$REPORTS"/bao-cao-quy-*.pdf; do
        run mutool show "$file" outline
        [ "$status" -eq 0 ]
        [[ $output == *"I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"*"II. KẾT QUẢ THỰC HIỆN"*"1. Tình hình chung"*"V. KIẾN NGHỊ, ĐỀ XUẤT"* ]]
    done
}

# Writes the line of prose into the quarter, builds it, and judges the geometry of what comes out.
judge_prose() {
    new_project
    printf '\n## Phương hướng\n\n%s\n' "$1" > extra
    python3 - <<'PY'
import re
path = "content/2024/q3.md"
text = open(path, encoding="utf-8").read()
extra = open("extra", encoding="utf-8").read()
text = re.sub(r"\n## Phương hướng\n.*?(?=\n## |\Z)", "", text, flags=re.S)
open(path, "w", encoding="utf-8").write(text + extra)
PY
    "$BAOCAO" -q --quarter 2024-q3 build
    # shellcheck disable=SC2030,SC2031 # for this test only
    REPORTS=$PROJECT/out/bao-cao REPORT_COUNT=1
    judge silent && judge margins && judge numbers && judge signature && judge draft
}

@test "a word of 10,000 letters stays inside the margins" {
    judge_prose "$(head -c 10000 /dev/zero | tr '\0' m)"
}

@test "long addresses, deep lists, quotes and many short words stay inside the margins" {
    judge_prose "Xem https://vi-du.example/$(printf 'duong-dan-%.0s' {1..60})

- một
  - hai
    1. ba
       - bốn $(printf 'từ %.0s' {1..400})

> Trích: $(printf 'Ủy ban nhân dân %.0s' {1..120})"
}

@test "letters in all four faces, by hand-made and by composed accents" {
    letters="ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựỳỷỹýỵđ ẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰỲỶỸÝỴĐ"
    decomposed=$(python3 -c 'import sys, unicodedata; print(unicodedata.normalize("NFD", sys.argv[1]))' "$letters")
    judge_prose "$letters **$letters** *$letters* ***$letters*** Tách rời: $decomposed"
    judge text "$letters $letters" "Tách rời: $letters"
}

@test "more different letters than one font has codes for: each comes out as it went in" {
    words=$(python3 -c '
letters = "".join(chr(c) for c in [*range(0xC0, 0x180), *range(0x1EA0, 0x1EFA)])
print(" ".join(letters[i : i + 12] for i in range(0, len(letters), 12)))')
    judge_prose "$words **$words**"
    judge text "$words $words"
    judge fonts
    run pdffonts "$REPORTS"/*.pdf
    [ "$(grep -c '^[A-Z]*+LiberationSerif  ' <<<"$output")" -eq 2 ] # upright
    [ "$(grep -c '+LiberationSerif-Bold  ' <<<"$output")" -eq 2 ]
    [ "$(grep -c '+LiberationSerif-Italic  ' <<<"$output")" -eq 1 ]
}

@test "wherever the text ends, headings and the signature block keep their company" {
    for lines in 0 2 4 6 8 10 12 14; do
        judge_prose "$(yes 'Câu văn này chỉ để đẩy các phần sau xuống thêm một dòng của trang giấy khổ A4.' | head -n "$lines")"
        judge headings
        judge paragraphs
    done
}

@test "several addressees, an acting signer, long recipients: all inside the margins, one after the other" {
    new_project
    python3 - <<'PY'
path = "content/school.md"
text = open(path, encoding="utf-8").read()
text = text.replace("    chức vụ: HIỆU TRƯỞNG\n", "    chức vụ: KT. HIỆU TRƯỞNG / PHÓ HIỆU TRƯỞNG\n", 1)
text = text.replace("kính gửi:\n", "kính gửi:\n  - tên: Phòng Giáo dục và Đào tạo Quận 1, Thành phố Hồ Chí Minh (bộ phận tổng hợp)\n", 1)
text = text.replace("  - Như trên\n", "  - Như trên\n" + "  - Ban đại diện cha mẹ học sinh và các tổ chuyên môn của nhà trường (phối hợp)\n" * 12, 1)
open(path, "w", encoding="utf-8").write(text)
PY
    "$BAOCAO" -q --quarter 2024-q2 build
    # shellcheck disable=SC2030,SC2031 # for this test only
    REPORTS=$PROJECT/out/bao-cao REPORT_COUNT=1
    judge margins
    judge text "Kính gửi: - Phòng Giáo dục và Đào tạo Quận 1, Thành phố Hồ Chí Minh (bộ phận tổng hợp); - Ủy ban nhân dân Quận 1"
    run pdftotext -raw "$REPORTS/bao-cao-quy-2-2024.pdf" -
    [[ $output == *"KT. HIỆU TRƯỞNG"*"PHÓ HIỆU TRƯỞNG"*"Trịnh Thị Kim Quý"* ]]
    [ "$(grep -c 'Ban đại diện cha mẹ học sinh và các tổ' <<<"$output")" -eq 12 ]
}

@test "MuPDF reads every report without a word" {
    for pdf in "$REPORTS"/*.pdf; do
        run --separate-stderr mutool draw -q -F txt "$pdf"
        [ "$status" -eq 0 ]
        # shellcheck disable=SC2154 # set by run --separate-stderr
        stderr=${stderr#"warning: ICC support is not available"} # of Debian's build, not of the file
        [ -z "$stderr" ]
    done
}

@test "internal notes are in the district's edition and not in the public one" {
    public=$REPORTS/../site/bao-cao/bao-cao-quy-2-2024.pdf
    pdftotext "$REPORTS/bao-cao-quy-2-2024.pdf" - | grep -q "NỘI DUNG NỘI BỘ"
    run grep -c . <(pdftotext "$public" - | grep -E "NỘI DUNG NỘI BỘ|quỹ tiền mặt")
    [ "$output" = 0 ]
    pdftotext "$public" - | grep -q "Bản công khai"
}
