#!/usr/bin/env bats
# conformance.bats - every PDF judged by those who judge PDFs: veraPDF (PDF/UA-1 and PDF/A-3a), qpdf, MuPDF, Ghostscript, poppler, pdf.js. On
# the shipped reports, and on hostile ones. `make conformance` runs it alone.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

VERAPDF=greenfield-apps-1.28.2.jar
VERAPDF_SHA256=687d4d8bcfec48c9f7e931cf78ed061f1eeccfba55d4cdc000ba9b4d8aa46ce6

# veraPDF from Maven Central, once into generator/build.
verapdf() {
    export JAR=$ROOT/generator/build/verapdf/$VERAPDF
    mkdir -p "${JAR%/*}"
    [ -f "$JAR" ] || curl -fsS -m 300 -o "$JAR.part" "https://repo1.maven.org/maven2/org/verapdf/apps/greenfield-apps/1.28.2/$VERAPDF" || return 0
    [ -f "$JAR" ] || mv "$JAR.part" "$JAR"
    echo "$VERAPDF_SHA256  $JAR" | sha256sum -c --quiet || rm -f "$JAR"
}

PYHANKO='pyhanko==0.38.0 pyhanko-certvalidator==0.33.0'

# pyHanko from PyPI, once into generator/build.
pyhanko() {
    export PYHANKO_PYTHON=$ROOT/generator/build/pyhanko/bin/python
    [ -x "$PYHANKO_PYTHON" ] && return
    command -v python3 >/dev/null || return 0
    # shellcheck disable=SC2086
    { python3 -m venv "$ROOT/generator/build/pyhanko" && "$ROOT/generator/build/pyhanko/bin/pip" install -q $PYHANKO; } >/dev/null 2>&1 || rm -rf "$ROOT/generator/build/pyhanko"
}

# A report signed by the head with a timestamp, then by the school; and one that another program signed, which accept took.
signed() {
    local port server
    new_pki
    "$BAOCAO" -q build --trinh-ky --quarter 2024-q2 2>/dev/null
    cp out/trinh-ky/bao-cao-quy-2-2024.pdf "$BATS_FILE_TMPDIR/pdf/trinh-ky.pdf"
    python3 "$ROOT/tests/tsa.py" "$PKI" >"$BATS_FILE_TMPDIR/port" 3>&- &
    server=$!
    for _ in $(seq 100); do
        [ -s "$BATS_FILE_TMPDIR/port" ] && break
        sleep 0.1
    done
    port=$(cat "$BATS_FILE_TMPDIR/port")
    "$BAOCAO" -q sign 2024-q3 --p12 "$PKI/principal.p12" --pass-file "$PASS" --tsa "http://127.0.0.1:$port/tsa" 2>/dev/null
    "$BAOCAO" -q sign 2024-q3 --co-quan --p12 "$PKI/organisation.p12" --pass-file "$PASS" 2>/dev/null
    kill "$server"
    cp content/2024/da-ky/bao-cao-quy-3-2024.1.pdf "$BATS_FILE_TMPDIR/pdf/ky-1.pdf"
    cp content/2024/da-ky/bao-cao-quy-3-2024.2.pdf "$BATS_FILE_TMPDIR/pdf/ky-2.pdf"
    # signed with pictures, P-384
    mkdir content/chu-ky
    python3 "$ROOT/tests/strokes.py" blue content/chu-ky/hieu-truong.png
    python3 "$ROOT/tests/strokes.py" seal content/chu-ky/con-dau.png
    sed -i.truoc 's|^    chức vụ: HIỆU TRƯỞNG$|&\n    chữ ký: chu-ky/hieu-truong.png|; s|^màu:|con dấu: chu-ky/con-dau.png\n&|' content/school.md
    "$BAOCAO" -q sign 2024-q4 --p12 "$PKI/p384.p12" --pass-file "$PASS" 2>/dev/null
    "$BAOCAO" -q sign 2024-q4 --co-quan --p12 "$PKI/organisation.p12" --pass-file "$PASS" 2>/dev/null
    mv content/school.md.truoc content/school.md
    cp content/2024/da-ky/bao-cao-quy-4-2024.2.pdf "$BATS_FILE_TMPDIR/pdf/ky-anh.pdf"
    # signed in another program by the head, taken back, sealed here
    python3 "$ROOT/tests/foreign_sign.py" out/trinh-ky/bao-cao-quy-2-2024.pdf "$BATS_FILE_TMPDIR/pdf/ky-ngoai.pdf" "$PKI/principal.key" "$PKI/principal.pem"
    "$BAOCAO" -q accept "$BATS_FILE_TMPDIR/pdf/ky-ngoai.pdf"
    "$BAOCAO" -q sign 2024-q2 --co-quan --p12 "$PKI/organisation.p12" --pass-file "$PASS" 2>/dev/null
    cp content/2024/da-ky/bao-cao-quy-2-2024.2.pdf "$BATS_FILE_TMPDIR/pdf/ky-ngoai-2.pdf"
    rm -r content/2024/da-ky content/2024/trinh-ky content/2024/so-van-ban.md content/chu-ky # what follows is no signed content
}

# Prose that is hard to print: all letters in all faces, one endless word, deep lists, long addresses, marks apart from their letters.
hostile() {
    python3 - <<'PY'
import unicodedata
letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
vowels = "aăâeêioôơuưy"
text = " ".join(unicodedata.normalize("NFC", c + t) for c in letters + letters.upper()
                for t in (["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"] if c.lower() in vowels else [""]))
apart = unicodedata.normalize("NFD", "Trường Tiểu học Hòa Bình, phường Bến Nghé, kết quả tiến độ")
lists = "\n".join("  " * i + "- Cấp " + str(i + 1) for i in range(8))
body = f"""
Mở đầu. {text}

**{text}**

*{text}*

***{text}***

{apart}

{"dài" * 3400}

Xem [trang](https://example.org/{"a" * 300}) và <https://example.org/{"b/" * 150}>.

{lists}
"""
path = "content/2024/q2.md"
q = open(path, encoding="utf-8").read()
open(path, "w", encoding="utf-8").write(q.replace("## Chỉ đạo, điều hành\n", "## Chỉ đạo, điều hành\n" + body, 1))
PY
}

setup_file() {
    tools
    verapdf
    mkdir "$BATS_FILE_TMPDIR/pdf"
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build
    for file in out/bao-cao/*.pdf; do cp "$file" "$BATS_FILE_TMPDIR/pdf/$(basename "$file")"; done
    for file in out/site/bao-cao/*.pdf; do cp "$file" "$BATS_FILE_TMPDIR/pdf/cong-khai-$(basename "$file")"; done
    pyhanko
    signed
    hostile
    "$BAOCAO" -q build --quarter 2024-q2
    cp out/bao-cao/bao-cao-quy-2-2024.pdf "$BATS_FILE_TMPDIR/pdf/kho.pdf"
    sed -i "s|^## Chỉ đạo, điều hành\$|&\n\n$(for n in $(seq 0 59); do printf '%*s- Cấp\\n' $((2 * n)) ''; done)|" content/2024/q2.md
    "$BAOCAO" check >"$BATS_FILE_TMPDIR/sixty" 2>&1 || echo "status $?" >>"$BATS_FILE_TMPDIR/sixty"
    python3 "$ROOT/tests/large.py" 500 large
    "$BAOCAO" -q -C large --templates "$ROOT/templates" build
    cp large/out/bao-cao/bao-cao-quy-2-2024.pdf "$BATS_FILE_TMPDIR/pdf/500-viec.pdf"
}

setup() {
    cd "$BATS_FILE_TMPDIR/pdf"
    [ "$(ls ./*.pdf | wc -l)" -ge 8 ]
}

# Every file passes the profile; a spoiled one does not, so the judge is awake.
judge_profile() {
    need java
    [ -f "$JAR" ] || skip "không tải được veraPDF (Maven Central)"
    run java -cp "$JAR" org.verapdf.apps.GreenfieldCliWrapper -f "$1" --format text -v ./*.pdf
    echo "$output"
    [ "$(grep -c '^PASS' <<<"$output")" -eq "$(ls ./*.pdf | wc -l)" ]
    mkdir -p "$BATS_TEST_TMPDIR/bad"
    qpdf --qdf --object-streams=disable bao-cao-quy-2-2024.pdf - | sed "$2" >"$BATS_TEST_TMPDIR/bad/x.pdf"
    run java -cp "$JAR" org.verapdf.apps.GreenfieldCliWrapper -f "$1" --format text "$BATS_TEST_TMPDIR/bad/x.pdf"
    [[ $output == FAIL* ]]
}

@test "veraPDF: PDF/UA-1" { judge_profile ua1 's/\/Marked true/\/Marked false/'; }
@test "veraPDF: PDF/A-3a" { judge_profile 3a 's/GTS_PDFA1/GTS_PDFX11/'; }

@test "pyHanko: every signature intact, valid, trusted; the second one is form filling to the first; a flipped bit is seen" {
    [ -x "$PYHANKO_PYTHON" ] || skip "không cài được pyHanko (PyPI)"
    run "$PYHANKO_PYTHON" "$ROOT/tests/pyhanko_validate.py" "$PKI/root.pem" ky-2.pdf
    echo "$output"
    [ "$(grep -c ' intact valid trusted .* bottom-line ' <<<"$output")" -eq 2 ]
    [[ $output == *"nguoi-ky intact valid trusted ENTIRE_REVISION FORM_FILLING bottom-line timestamp"* ]]
    [[ $output == *"co-quan intact valid trusted ENTIRE_FILE NONE bottom-line"* ]]
    python3 -c 'import sys; d = bytearray(open("ky-2.pdf", "rb").read()); d[50000] ^= 1; open(sys.argv[1], "wb").write(d)' "$BATS_TEST_TMPDIR/bad.pdf"
    run "$PYHANKO_PYTHON" "$ROOT/tests/pyhanko_validate.py" "$PKI/root.pem" "$BATS_TEST_TMPDIR/bad.pdf"
    [[ $output == *BROKEN* || $status -ne 0 ]]
}

@test "pyHanko: so is every other signed file, with pictures, by P-384, by another program" {
    [ -x "$PYHANKO_PYTHON" ] || skip "không cài được pyHanko (PyPI)"
    local file
    for file in ky-1 ky-anh ky-ngoai ky-ngoai-2; do
        run "$PYHANKO_PYTHON" "$ROOT/tests/pyhanko_validate.py" "$PKI/root.pem" "$file.pdf" "$PKI/ca.pem" # the other program sends no CA along
        echo "$file: $output"
        [ "$status" -eq 0 ]
        [ "$(grep -c ' intact valid trusted .* bottom-line ' <<<"$output")" -eq "$(grep -c . <<<"$output")" ]
        [[ $output == *ENTIRE_FILE* ]]
    done
}

@test "MuPDF and poppler: every signature of every signed file valid" {
    need mutool
    local file count
    for file in ky-1:1 ky-2:2 ky-anh:2 ky-ngoai:1 ky-ngoai-2:2; do
        count=${file#*:}
        run mutool sign -v "${file%:*}.pdf"
        echo "$file: $output"
        [[ $output == *"document is unchanged since signing"* && $output != *invalid* ]]
        [ "$(grep -c 'is valid but there have been edits since' <<<"$output")" -eq $((count - 1)) ]
        [ "$(pdfsig -nocert "${file%:*}.pdf" | grep -c 'Signature is Valid')" -eq "$count" ]
    done
}

@test "M001, M009 a list of sixty levels is refused" {
    cat "$BATS_FILE_TMPDIR/sixty"
    grep -q '^status 1' "$BATS_FILE_TMPDIR/sixty"
    grep -qE '\[M00[19]\]' "$BATS_FILE_TMPDIR/sixty"
}

@test "spaces are letters of the text, not guessed from gaps" {
    need mutool
    local spaces words
    spaces=$(mutool trace bao-cao-quy-2-2024.pdf 3 2>/dev/null | grep -c 'unicode=" "')
    words=$(pdftotext -f 3 -l 3 bao-cao-quy-2-2024.pdf - | wc -w)
    echo "$spaces spaces, $words words"
    [ "$spaces" -gt $((words * 3 / 4)) ]
}

@test "the structure: headings nested, heads of tables once and with a scope, figures with words and place, links, what is not read aloud" {
    python3 "$ROOT/tests/pdf_structure.py" ./bao-cao-quy-*.pdf ./cong-khai-*.pdf ./ky-*.pdf
    run python3 "$ROOT/tests/pdf_structure.py" ke-hoach-2024.pdf
    [ "$status" -eq 1 ] # it has no tables: the judge is awake
}

@test "qpdf, MuPDF, poppler and Ghostscript have nothing to say" {
    need qpdf
    need mutool
    need gs
    for file in ./*.pdf; do
        qpdf --check "$file" >/dev/null # ends with 2 or 3 when there is anything
        [ -z "$(mutool draw -q -o /dev/null -F txt "$file" 2>&1 | grep -v 'ICC support is not available')" ]
        [ -z "$(pdftotext "$file" /dev/null 2>&1)" ]
        [ -z "$(pdfinfo "$file" 2>&1 >/dev/null)" ]
        run gs -q -dPDFA=3 -dBATCH -dNOPAUSE -sDEVICE=nullpage "$file"
        echo "$output"
        [ "$status" -eq 0 ]
        [ -z "$output" ]
    done
}

@test "the text comes back, letter for letter, from poppler, MuPDF and pdf.js" {
    need node
    [ -d "$TOOLS/node_modules/pdfjs-dist" ] || skip "không cài được pdf.js (npm ci)"
    for file in ./*.pdf; do
        case $file in */ky-* | */trinh-ky*) continue ;; esac # MuPDF adds the looks of fields to the text, the others do not
        pdftotext -raw "$file" - | python3 "$ROOT/tests/conformance_text.py" >"$BATS_TEST_TMPDIR/poppler"
        mutool draw -q -F txt "$file" 2>/dev/null | python3 "$ROOT/tests/conformance_text.py" >"$BATS_TEST_TMPDIR/mupdf"
        node "$ROOT/tests/conformance_pdfjs.mjs" "$TOOLS" "$file" >"$BATS_TEST_TMPDIR/raw" 2>"$BATS_TEST_TMPDIR/messages"
        cat "$BATS_TEST_TMPDIR/messages"
        [ ! -s "$BATS_TEST_TMPDIR/messages" ]
        python3 "$ROOT/tests/conformance_text.py" <"$BATS_TEST_TMPDIR/raw" >"$BATS_TEST_TMPDIR/pdfjs"
        [ "$(wc -l <"$BATS_TEST_TMPDIR/poppler")" -gt 60 ]
        diff "$BATS_TEST_TMPDIR/poppler" "$BATS_TEST_TMPDIR/mupdf"
        diff "$BATS_TEST_TMPDIR/poppler" "$BATS_TEST_TMPDIR/pdfjs"
    done
}

@test "pdf.js sees the structure: one document, headings, lists, tables with heads" {
    need node
    [ -d "$TOOLS/node_modules/pdfjs-dist" ] || skip "không cài được pdf.js (npm ci)"
    run --separate-stderr node "$ROOT/tests/conformance_pdfjs.mjs" "$TOOLS" bao-cao-quy-2-2024.pdf structure
    for role in H1 H2 H3 P L LI Lbl LBody Table THead TBody TR TH TD; do
        grep -qE "^ *$role$" <<<"$output"
    done
}
