#!/usr/bin/env bats
# browser.bats - every page in a real browser (browser.mjs looks, the tests here judge). Screenshots of each page at 360 and 1280 px, in
# the light and in the dark, are left for people in generator/build/screenshots.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build
    export SITE=$BATS_FILE_TMPDIR/project/out/site REPORT=$BATS_FILE_TMPDIR/report SHOTS=$ROOT/generator/build/screenshots
    tools
    ready || return 0
    rm -rf "$SHOTS"
    district
    timeout 1500 node "$ROOT/tests/browser.mjs" "$SITE" "$REPORT" "$SHOTS" >"$REPORT.log" 2>&1 || echo "fault run all $(tail -5 "$REPORT.log")" >>"$REPORT"
}

# The overview of a district: a school that reported, one that did not, a file that is damaged; its pages, one of each kind.
district() {
    cd "$BATS_FILE_TMPDIR" || return 1
    "$ROOT/tests/schools.py" 2 cac-truong
    "$BAOCAO" -q build --all cac-truong 2>/dev/null
    mkdir nhan
    cp cac-truong/truong-1/out/bao-cao/bao-cao-quy-2-2024.pdf nhan/
    head -c 2000 nhan/bao-cao-quy-2-2024.pdf >nhan/hong.pdf
    printf -- '---\ntên: Phòng Nội vụ Quận 1\nhạn: 1/6/2024\n---\n' >nhan/tong-hop.md
    { sed -n 's/^tên: //p' cac-truong/truong-{1,2}/content/school.md; } >nhan/truong.txt
    "$BAOCAO" -q --templates "$ROOT/templates" --out tong-hop rollup nhan 2>/dev/null
    PAGES='^(index|tep|chi-so-1|truong/.*)\.html$' timeout 600 node "$ROOT/tests/browser.mjs" tong-hop "$REPORT.district" "$SHOTS/tong-hop" >"$REPORT.log" 2>&1 ||
        echo "fault run all $(tail -5 "$REPORT.log")" >>"$REPORT.district"
}

ready() { command -v node >/dev/null && [ -x "${CHROMIUM:-/usr/bin/chromium}" ] && [ -d "$TOOLS/node_modules/playwright-core" ] && [ -d "$TOOLS/node_modules/axe-core" ]; }

setup() { ready || skip "không có Chromium, Node.js hoặc playwright-core (npm ci)"; }

# Pages that a browser is shown: all but those that only lead on.
page_count() { find "$SITE" -name '*.html' -exec grep -L 'http-equiv="refresh"' {} + | wc -l; }

# The browser was sent to every page TIMES times for that check, and found nothing. Usage: clean CHECK TIMES
clean() {
    ! grep -E "^fault (run|$1) " "$REPORT" | head -40 | grep . || return 1
    [ "$(grep -c "^seen $1 " "$REPORT")" -eq $(($(page_count) * $2)) ]
}

@test "no page has to be pushed sideways: 320, 360, 768, 1280 px, light and dark, from disk and from a sub-path" { clean sideways 16; }

@test "no letter is cut, no line closer than 1.5, nothing smaller than 14 px" { clean clipped 4; }

@test "what a thumb has to hit is at least 24 px high and wide" { clean small 4; }

@test "the console stays silent" { clean console 3; }

@test "every request is answered, and goes to the site itself" { clean requests 3; }

@test "no cookie" { clean stored 2; }

@test "axe finds no violation of WCAG 2.2 AA: 360 and 1280 px, light and dark" { clean axe 4; }

@test "the Tab key reaches everything in the order of the page, and shows where it is" {
    clean keyboard 1
    run ! grep -E '^seen keyboard [^ ]+ [0-7]$' "$REPORT"
}

@test "printed on A4: every page has paper of that size, the words of the screen, no navigation, links written out" {
    need pdfinfo
    clean print 1
    for page in "$REPORT".print/*.pdf; do
        echo "$page"
        pdfinfo "$page" | grep -q 'Page size:.*594\.[0-9]* x 84[12]\|Page size:.*595\.[0-9]* x 84[12]'
        [ "$(pdfinfo "$page" | sed -n 's/^Pages: *//p')" -le 30 ]
        pdftotext "$page" - | grep -q 'Trường Tiểu học Hòa Bình'
        run ! grep -q 'Đến phần nội dung' <(pdftotext "$page" -)
    done
    pdftotext "$REPORT.print/2024-quy-2.html.pdf" - | tr -d '\n' | grep -q '(https://1022.tphcm.gov.vn)'
    pdftotext "$REPORT.print/gop-y.html.pdf" - | grep -q 'lien-he@truong.example' # an address that is its own words
    pdftotext "$REPORT.print/2024-quy-3.html.pdf" - | grep -q 'IV.1.3: chưa thực hiện → đang thực hiện' # folded on the screen
}

@test "the district's overview: the same, from disk and from a sub-path" {
    ! grep -E '^fault ' "$REPORT.district" | head -40 | grep . || return 1
    for check in sideways clipped small console requests stored axe keyboard print; do
        echo "$check"
        [ "$(grep "^seen $check " "$REPORT.district" | cut -d' ' -f3 | sort -u | wc -l)" -eq 5 ]
    done
}

@test "the screenshots are there to be looked at" {
    [ "$(find "$SHOTS" -maxdepth 1 -name '*.png' | wc -l)" -eq $(($(page_count) * 4)) ]
}
