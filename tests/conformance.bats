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

{"dài" * 3300}

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
    hostile
    "$BAOCAO" -q build --quarter 2024-q2
    cp out/bao-cao/bao-cao-quy-2-2024.pdf "$BATS_FILE_TMPDIR/pdf/kho.pdf"
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
