#!/usr/bin/env bats
# accept.bats - reports signed in another program taken back; the register; reports replaced; the states of a quarter.

load helper

setup_file() {
    new_pki
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    sed -i 's|^số: 45/BC-HB|số: …/BC-HB|; s|^ngày: 17/6/2024|ngày: …|' content/2024/q2.md
    "$BAOCAO" -q build --trinh-ky --quarter 2024-q2 2>/dev/null
    export SUBMITTED=$PROJECT ONE=$BATS_FILE_TMPDIR/one.pdf TWO=$BATS_FILE_TMPDIR/two.pdf
    # As the token's program does it: fields of its own, number and day written into their gaps, a note of itself.
    foreign "$PROJECT/out/trinh-ky/bao-cao-quy-2-2024.pdf" "$ONE" principal page="$(signature_page)" rect=400,270,520,360 text=150,730,182,744 info
    foreign "$ONE" "$TWO" organisation page="$(signature_page)" rect=370,280,440,350 text=388,730,408,744
}

# foreign IN OUT WHO WHAT…
foreign() {
    local in=$1 out=$2 who=$3
    shift 3
    python3 "$ROOT/tests/foreign_sign.py" "$in" "$out" "$PKI/$who.key" "$PKI/$who.pem" "$@"
}

# The page that the title of the signer stands on.
signature_page() {
    local n
    for n in $(seq 1 18); do
        if pdftotext -f "$n" -l "$n" "$SUBMITTED/out/trinh-ky/bao-cao-quy-2-2024.pdf" - | grep -q '^HIỆU TRƯỞNG'; then echo "$n"; fi
    done
}

# A copy of the project that waits for its signed report; with the number, when it is asked for.
project() {
    PROJECT=$BATS_TEST_TMPDIR/project
    cp -r "$SUBMITTED" "$PROJECT"
    cd "$PROJECT" || return 1
    [ "${1-}" != numbered ] || sed -i 's|^số: …/BC-HB|số: 45/BC-HB|; s|^ngày: …|ngày: 17/6/2024|' content/2024/q2.md
}

stored() { echo "content/2024/da-ky/bao-cao-quy-2-2024$1.pdf"; }

@test "the copy for signature: fields, gaps for number and day, no DỰ THẢO; it fits the decree" {
    project
    cmp out/trinh-ky/bao-cao-quy-2-2024.pdf content/2024/trinh-ky/bao-cao-quy-2-2024.pdf
    pdftotext -layout out/trinh-ky/bao-cao-quy-2-2024.pdf - >text
    grep -qE 'Số: +/BC-HB +Quận 1, ngày +tháng +năm 2024' text
    run grep -c 'DỰ THẢO' text
    [ "$output" -eq 0 ]
    [ "$(qpdf --json out/trinh-ky/bao-cao-quy-2-2024.pdf | grep -c '"/FT": "/Sig"')" -ge 2 ]
    "$BAOCAO" status | grep 'Quý II ' | grep -q 'trình ký'
}

@test "signed elsewhere, with number and day put in: accepted stage by stage, unchanged, registered, published" {
    project numbered
    run "$BAOCAO" accept "$ONE"
    [ "$status" -eq 0 ]
    [[ $output == *"người ký: Nguyễn Thị Hiệu Trưởng."* ]]
    cmp "$ONE" "$(stored .1)"
    "$BAOCAO" status | grep 'Quý II ' | grep -q 'đã ký '
    "$BAOCAO" -q accept "$TWO"
    cmp "$TWO" "$(stored .2)"
    cmp "$ONE" "$(stored .1)"
    "$BAOCAO" status | grep 'Quý II ' | grep -q 'đã ký, đóng dấu'
    "$BAOCAO" -q build 2>/dev/null
    cmp "$TWO" out/site/bao-cao/bao-cao-quy-2-2024.pdf
    "$BAOCAO" status | grep 'Quý II ' | grep -q 'công bố'
    hash=$(sha256sum <"$TWO" | cut -c1-64)
    grep -qx -- "- SHA-256: $hash" content/2024/so-van-ban.md
    [ "$(grep -c '^## ' content/2024/so-van-ban.md)" -eq 1 ]
    grep -q "$hash" out/phieu-van-ban.txt
    [ ! -e out/trinh-ky ]
    pdfsig -nocert "$TWO" | grep -c 'Signature is Valid' | grep -qx 2
}

@test "both signatures at once, and the same file again, are fine" {
    project numbered
    for _ in 1 2; do
        "$BAOCAO" -q accept "$TWO"
        [ "$(ls content/2024/da-ky)" = bao-cao-quy-2-2024.2.pdf ]
    done
    "$BAOCAO" verify "$TWO" | grep -q 'Nội dung: đúng như nội dung hiện nay'
    "$BAOCAO" verify "$TWO" --format json | grep -q '"content": "same"'
}

@test "Y096 number and day must be in the content before the report is accepted" {
    project
    run "$BAOCAO" accept "$TWO"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y096]"* ]]
    [ ! -e content/2024/da-ky ]
}

@test "Y094, Y091 what was changed since is told of" {
    project numbered
    sed -i 's/phiên họp hội đồng sư phạm/cuộc họp hội đồng sư phạm/' content/2024/q2.md
    run "$BAOCAO" accept "$TWO"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y094]"*"III.2.1"* ]]
    run "$BAOCAO" check
    [[ $output == *"[Y091]"* ]]
    "$BAOCAO" verify "$TWO" | grep -q 'Nội dung: khác nội dung hiện nay'
    [ ! -e content/2024/da-ky ]
}

@test "Y095 anything but signatures added to the copy is refused" {
    project numbered
    local copy=content/2024/trinh-ky/bao-cao-quy-2-2024.pdf n=0
    for what in "page=1 rect=100,600,300,640" "text=60,600,300,640" "text=60,20,200,35" page-change catalog; do
        # shellcheck disable=SC2086
        foreign "$copy" "$BATS_TEST_TMPDIR/bad.pdf" principal $what
        run "$BAOCAO" accept "$BATS_TEST_TMPDIR/bad.pdf"
        [ "$status" -eq 4 ]
        [[ $output == *"[Y095]"* ]]
        n=$((n + 1))
    done
    [ "$n" -eq 5 ]
    [ ! -e content/2024/da-ky ]
}

@test "Y071 what comes after a signature is judged by verify in the same way" {
    local what
    for what in "unsigned text=60,600,300,640" "unsigned page-change" "unsigned catalog" "page=1 rect=100,600,300,640"; do
        # shellcheck disable=SC2086
        foreign "$TWO" "$BATS_TEST_TMPDIR/bad.pdf" organisation $what
        run "$BAOCAO" verify "$BATS_TEST_TMPDIR/bad.pdf"
        [ "$status" -eq 4 ]
        [[ $output == *"[Y071]"* ]]
    done
}

@test "Y070, Y071, Y092, Y093, Y097, Y098 what is not ours, not signed, or not whole is refused" {
    project numbered
    run "$BAOCAO" accept content/2024/trinh-ky/bao-cao-quy-2-2024.pdf
    [ "$status" -eq 4 ]
    [[ $output == *"[Y070]"* ]]
    python3 -c 'import sys; d = bytearray(open(sys.argv[1], "rb").read()); d[90000] ^= 4; open(sys.argv[2], "wb").write(d)' "$TWO" "$BATS_TEST_TMPDIR/flip.pdf"
    run "$BAOCAO" accept "$BATS_TEST_TMPDIR/flip.pdf"
    [ "$status" -ne 0 ]
    [[ $output == *"lỗi ["* ]]
    qpdf out/trinh-ky/bao-cao-quy-2-2024.pdf "$BATS_TEST_TMPDIR/anew.pdf"
    foreign "$BATS_TEST_TMPDIR/anew.pdf" "$BATS_TEST_TMPDIR/foreign.pdf" principal
    run "$BAOCAO" accept "$BATS_TEST_TMPDIR/foreign.pdf"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y093]"* ]]
    foreign out/bao-cao/bao-cao-quy-2-2024.pdf "$BATS_TEST_TMPDIR/draft.pdf" principal
    run "$BAOCAO" accept "$BATS_TEST_TMPDIR/draft.pdf"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y098]"* ]]
    mv content/2024/q2.md q2.md
    run "$BAOCAO" accept "$TWO"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y092]"* ]]
    mv q2.md content/2024/
    [ ! -e content/2024/da-ky ]
    "$BAOCAO" -q accept "$ONE"
    foreign content/2024/trinh-ky/bao-cao-quy-2-2024.pdf "$BATS_TEST_TMPDIR/other.pdf" principal
    before=$(digest content)
    run "$BAOCAO" accept "$BATS_TEST_TMPDIR/other.pdf"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y097]"* ]]
    [ "$(digest content)" = "$before" ]
}

@test "Y088, Y086 the register knows what is kept: a file that is missing from it, or is not what it was" {
    project numbered
    "$BAOCAO" -q accept "$TWO"
    mv content/2024/so-van-ban.md register
    run "$BAOCAO" check
    [ "$status" -eq 0 ]
    [[ $output == *"[Y088]"*"baocao accept content/2024/da-ky/bao-cao-quy-2-2024.2.pdf"* ]]
    "$BAOCAO" -q accept "$(stored .2)" # as the hint says
    cmp register content/2024/so-van-ban.md
    printf '\n' >>"$(stored .2)"
    for command in check build; do
        run "$BAOCAO" "$command"
        [ "$status" -eq 1 ]
        [[ $output == *"[Y086]"* ]]
    done
}

@test "the register keeps what people wrote into it, to the letter" {
    project numbered
    printf '# Sổ của trường\n\nGhi chú của văn thư.\n\n## 30/TB-HB\n\n- Ngày: 2/5/2024\n- Loại: Thông báo\n- Trích yếu: Lịch họp\n\n## 45/BC-HB\n\n- Ngày: 17/6/2024\n- Loại: Báo cáo\n- Trích yếu: Báo cáo quý II\n\n## 46/TB-HB\n\n- Ngày: 18/6/2024\n- Loại: Thông báo\n- Trích yếu: Nghỉ hè\n' >content/2024/so-van-ban.md
    cp content/2024/so-van-ban.md before.md
    "$BAOCAO" -q accept "$ONE"
    "$BAOCAO" -q accept "$TWO"
    diff before.md content/2024/so-van-ban.md >changes || true
    [ "$(grep -c '^<' changes)" -eq 0 ]
    [ "$(grep -c '^> - ' changes)" -eq 3 ]
    sed -n '/^## 45/,/^## 46/p' content/2024/so-van-ban.md | grep -q -- '- Tệp: da-ky/bao-cao-quy-2-2024.2.pdf'
}

@test "replace: a new number, the old report stays published as replaced, and is named" {
    project numbered
    "$BAOCAO" -q accept "$TWO"
    sed -i 's/phiên họp hội đồng sư phạm/cuộc họp hội đồng sư phạm/' content/2024/q2.md
    run "$BAOCAO" check
    [ "$status" -eq 1 ]
    [[ $output == *"[Y063]"*"baocao replace 2024-q2"* ]]
    "$BAOCAO" -q replace 2024-q2
    diff <(sed -n 1,8p content/2024/q2.md) - <<'Q2'
---
kỳ: Quý II năm 2024
số: …/BC-HB
ngày: …
thay thế:
  - 45/BC-HB ngày 17/6/2024
minh họa: có
---
Q2
    sed -i 's|^số: …/BC-HB|số: 60/BC-HB|; s|^ngày: …|ngày: 5/7/2024|' content/2024/q2.md
    "$BAOCAO" -q build 2>/dev/null
    cmp "$TWO" out/bao-cao/bao-cao-quy-2-2024.pdf
    cmp "$TWO" out/site/bao-cao/bao-cao-quy-2-2024.pdf
    digest=$(sha256sum <out/site/bao-cao/bao-cao-quy-2-2024.pdf)
    grep -A2 'Báo cáo số 45/BC-HB ngày' out/site/2024/van-ban.html | grep -q "${digest%% *}"
    pdftotext out/bao-cao/bao-cao-quy-2-2024-thay-1.pdf - | tr '\n' ' ' | grep -q 'thay thế Báo cáo số 45/BC-HB ngày 17 tháng 6 năm 2024'
    grep -q 'Thay thế Báo cáo số 45/BC-HB' out/site/2024/quy-2.html
    "$BAOCAO" -q sign 2024-q2 --p12 "$PKI/principal.p12" --pass-file "$PASS" 2>/dev/null
    cmp "$TWO" "$(stored .2)"
    [ -e "$(stored -thay-1.1)" ]
    [ "$(grep -c '^## ' content/2024/so-van-ban.md)" -eq 2 ]
    grep -qx -- '- Thay thế: 45/BC-HB ngày 17/6/2024' content/2024/so-van-ban.md
    "$BAOCAO" extract "$(stored -thay-1.1)" | xmllint --relaxng "$ROOT/generator/schema/baocao.rng" --noout - 2>/dev/null || true
    "$BAOCAO" -q replace 2024-q2 # and once more
    grep -A2 '^thay thế:' content/2024/q2.md | tail -1 | grep -qx '  - 60/BC-HB ngày 5/7/2024'
    "$BAOCAO" -q check 2>/dev/null
}

@test "replace changes an XML quarter, and the one-line and bracketed forms of YAML" {
    project numbered
    "$BAOCAO" -q accept "$TWO"
    "$BAOCAO" -q replace 2024-q2
    sed -i '/^  - 45/d; s|^thay thế:|thay thế: 45/BC-HB ngày 17/6/2024|; s|^số: …|số: 60|; s|^ngày: …|ngày: 5/7/2024|' content/2024/q2.md
    "$BAOCAO" -q sign 2024-q2 --p12 "$PKI/principal.p12" --pass-file "$PASS" 2>/dev/null
    cp -r content one-line
    "$BAOCAO" -q replace 2024-q2
    [ "$(sed -n '/^thay thế:/,/^minh/p' content/2024/q2.md | grep -c '^  - ')" -eq 2 ]
    "$BAOCAO" -q check 2>/dev/null
    rm -r content && cp -r one-line content
    sed -i 's|^thay thế: \(.*\)|thay thế: [\1]|' content/2024/q2.md
    "$BAOCAO" -q replace 2024-q2
    grep -qx 'thay thế: \[45/BC-HB ngày 17/6/2024, 60/BC-HB ngày 5/7/2024\]' content/2024/q2.md
    "$BAOCAO" -q check 2>/dev/null
    rm -r content && cp -r one-line content
    "$BAOCAO" -q convert content/2024/q2.md content/2024/q2.xml && rm content/2024/q2.md
    "$BAOCAO" -q replace 2024-q2
    [ "$(grep -c '<replaces>' content/2024/q2.xml)" -eq 2 ]
    xmllint --noout --relaxng "$ROOT/generator/schema/baocao.rng" content/2024/q2.xml
    "$BAOCAO" -q check 2>/dev/null
}

@test "Y082, Y085 what is replaced is what was signed, with a number" {
    project numbered
    "$BAOCAO" -q sign 2024-q2 --p12 "$PKI/principal.p12" --pass-file "$PASS" 2>/dev/null
    "$BAOCAO" -q replace 2024-q2
    sed -i 's|  - 45/BC-HB ngày|  - 54/BC-HB ngày|' content/2024/q2.md
    run "$BAOCAO" check
    [ "$status" -eq 1 ]
    [[ $output == *"[Y082]"*"45/BC-HB"* ]]
    rm -r "$PROJECT"
    project numbered
    "$BAOCAO" -q accept "$TWO"
    sed -i 's|^số: 45/BC-HB|số: …/BC-HB|; s|^ngày: 17/6/2024|ngày: …|' content/2024/q2.md
    run "$BAOCAO" replace 2024-q2
    [ "$status" -eq 4 ]
    [[ $output == *"[Y085]"* ]]
}
