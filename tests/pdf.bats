#!/usr/bin/env bats
# pdf.bats - the finished reports, as poppler, qpdf and MuPDF read them.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build
    export REPORTS=$BATS_FILE_TMPDIR/project/out/bao-cao
    export PUBLIC=$BATS_FILE_TMPDIR/project/out/site/bao-cao
}

# Runs a check of pdf_geometry.py over all reports.
geometry() {
    for pdf in "$REPORTS"/*.pdf "$PUBLIC"/*.pdf; do
        run python3 "$ROOT/tests/pdf_geometry.py" "$pdf" "$1"
        echo "$pdf: $output"
        [ "$status" -eq 0 ]
    done
}

@test "poppler, qpdf and MuPDF read every report without a word" {
    for pdf in "$REPORTS"/*.pdf; do
        run --separate-stderr pdftotext "$pdf" -
        [ "$status" -eq 0 ]
        # shellcheck disable=SC2154 # set by run --separate-stderr
        [ -z "$stderr" ]
        run qpdf --check "$pdf"
        [ "$status" -eq 0 ]
        [[ $output != *WARNING* ]]
        run --separate-stderr mutool draw -q -F txt "$pdf"
        [ "$status" -eq 0 ]
        stderr=${stderr#"warning: ICC support is not available"} # of Debian's build, not of the file
        [ -z "$stderr" ]
    done
}

@test "PDF 1.7, title, all fonts embedded, subset and with Unicode" {
    for pdf in "$REPORTS"/*.pdf; do
        [[ $(pdfinfo "$pdf") == *"Title:           Báo cáo số "*"PDF version:     1.7"* ]]
        fonts=$(pdffonts "$pdf" | sed 1,2d)
        [ "$(wc -l <<<"$fonts")" -ge 3 ]
        while read -r name rest; do
            [[ $name == ??????+LiberationSerif* ]]
            [[ $rest == *"yes yes yes"* ]]
        done <<<"$fonts"
    done
}

@test "the components stand in order, in exact words" {
    text=$(pdftotext -layout "$REPORTS/bao-cao-quy-2-2024.pdf" - | sed -E 's/ +/ /g')
    [ "$(uconv -x any-nfc <<<"$text" 2>/dev/null || python3 -c 'import sys,unicodedata; sys.stdout.write(unicodedata.normalize("NFC", sys.stdin.read()))' <<<"$text")" = "$text" ]
    # shellcheck disable=SC2076 # the words are meant literally
    [[ $text == *"ỦY BAN NHÂN DÂN QUẬN 1 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"*"TRƯỜNG TIỂU HỌC HÒA BÌNH Độc lập - Tự do - Hạnh phúc"*"Số: 45/BC-HB Quận 1, ngày 17 tháng 6 năm 2024"*"BÁO CÁO"*"Kính gửi: Ủy ban nhân dân Quận 1 (qua Phòng Nội vụ)"*"Căn cứ Kế hoạch số 32/KH-HB"*"I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH"*"./."*"Nơi nhận:"*"HIỆU TRƯỞNG"*"- Như trên;"*"- Lưu: VT."*"Trịnh Thị Kim Quý"*"Phụ lục I"*"Phụ lục II"* ]]
}

@test "pages are A4, each marked as illustrative" { geometry pages; }
@test "nothing stands in the margins, lines are justified" { geometry margins; }
@test "page numbers: none on a first page, then centred in the top margin" { geometry numbers; }
@test "indents and distances of paragraphs" { geometry indents; }
@test "headings in order, none at the foot of a page" { geometry headings; }
@test "the signature block is whole and not alone" { geometry signature; }
@test "Phụ lục I: header on each page, every task once" { geometry appendix; }

@test "DỰ THẢO on every page" {
    for pdf in "$REPORTS"/*.pdf; do
        pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
        [ "$(mutool draw -q -F txt "$pdf" | grep -c 'DỰ THẢO')" -eq "$pages" ]
    done
}

@test "rules: under the motto as long as it, under agency and title a third to a half" {
    run python3 - "$REPORTS/bao-cao-quy-2-2024.pdf" <<'END'
import re, subprocess, sys
trace = subprocess.run(["mutool", "trace", sys.argv[1], "1"], check=True, capture_output=True, text=True).stdout
rules = []
for path in re.findall(r"<fill_path.*?</fill_path>", trace, re.S): # a rule is a thin rectangle
    points = [tuple(map(float, p)) for p in re.findall(r'<(?:move|line)to x="([-\d.]+)" y="([-\d.]+)"', path)]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    if len(points) >= 4 and max(ys) - min(ys) < 1 < max(xs) - min(xs):
        rules.append((min(xs), max(xs), 841.89 - max(ys)))
xml = subprocess.run(["pdftotext", "-bbox", "-l", "1", sys.argv[1], "-"], check=True, capture_output=True, text=True).stdout
lines = {}
for x, y, x2, y2, t in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<', xml):
    lines.setdefault(round(float(y2)), []).append((float(x), float(x2), float(y2), t))
def line(first, last):
    for ws in lines.values():
        texts = [w[3] for w in ws]
        if first in texts and last in texts:
            chosen = ws[texts.index(first): texts.index(last) + 1]
            return chosen[0][0], chosen[-1][1], chosen[0][2]
    sys.exit(f"no line {first} … {last}")
def rule_under(x, x2, y):
    near = [r for r in rules if 0 <= r[2] - y + 4 < 14 and r[0] >= x - 3 and r[1] <= x2 + 3]
    if not near:
        sys.exit(f"no rule under {x:.0f}–{x2:.0f} at {y:.0f}: {rules[:8]}")
    r = min(near, key=lambda r: r[2])
    if abs((r[0] + r[1]) / 2 - (x + x2) / 2) > 3:
        sys.exit("rule not centred")
    return (r[1] - r[0]) / (x2 - x)
motto = rule_under(*line("Độc", "phúc"))
agency = rule_under(*line("TRƯỜNG", "BÌNH"))
title = rule_under(*line("quản", "II"))
print(motto, agency, title)
assert 0.97 <= motto <= 1.03 and 1 / 3 <= agency <= 1 / 2 and 1 / 3 - 0.02 <= title <= 1 / 2 + 0.02
END
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "internal notes are in the district's edition and not in the public one" {
    pdftotext "$REPORTS/bao-cao-quy-2-2024.pdf" - | grep -q "NỘI DUNG NỘI BỘ"
    run grep -c . <(pdftotext "$PUBLIC/bao-cao-quy-2-2024.pdf" - | grep -E "NỘI DUNG NỘI BỘ|quỹ tiền mặt")
    [ "$output" = 0 ]
    pdftotext "$PUBLIC/bao-cao-quy-2-2024.pdf" - | grep -q "Bản công khai"
}
