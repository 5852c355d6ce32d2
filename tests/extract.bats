#!/usr/bin/env bats
# extract.bats - the data inside a report comes out byte for byte; a spoiled or hostile PDF gives a complaint.

load helper

setup_file() {
    export SITE="$BATS_FILE_TMPDIR/p"
    mkdir -p "$SITE"
    cp -R "$ROOT/content" "$ROOT/templates" "$SITE/"
    "$BAOCAO" -C "$SITE" build -q 2>/dev/null
    export PDF="$SITE/out/bao-cao/bao-cao-quy-2-2024.pdf"
}

@test "extract gives the bytes that the PDF carries, as another reader finds them" {
    "$BAOCAO" extract "$PDF" > "$BATS_TEST_TMPDIR/ours.xml"
    pdfdetach -save 1 -o "$BATS_TEST_TMPDIR/theirs.xml" "$PDF"
    [ -s "$BATS_TEST_TMPDIR/ours.xml" ]
    cmp "$BATS_TEST_TMPDIR/ours.xml" "$BATS_TEST_TMPDIR/theirs.xml"
    xmllint --noout --relaxng "$ROOT/generator/schema/baocao.rng" "$BATS_TEST_TMPDIR/ours.xml"
}

@test "extract works after another program has added a revision" {
    { cat "$PDF"; printf '%% a comment behind the end\n'; } > "$BATS_TEST_TMPDIR/longer.pdf"
    "$BAOCAO" extract "$PDF" > "$BATS_TEST_TMPDIR/a.xml"
    "$BAOCAO" extract "$BATS_TEST_TMPDIR/longer.pdf" > "$BATS_TEST_TMPDIR/b.xml"
    cmp "$BATS_TEST_TMPDIR/a.xml" "$BATS_TEST_TMPDIR/b.xml"
}

@test "H005 data that was changed inside the PDF is refused with exit status 4" {
    pdfdetach -save 1 -o "$BATS_TEST_TMPDIR/bao-cao.xml" "$PDF"
    sed -i "0,/<state>/s//<state>không /" "$BATS_TEST_TMPDIR/bao-cao.xml"
    python3 - "$PDF" "$BATS_TEST_TMPDIR/bao-cao.xml" "$BATS_TEST_TMPDIR/changed.pdf" <<'PY'
import json, subprocess, sys, base64
pdf, xml, out = sys.argv[1:]
whole = json.loads(subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", pdf], capture_output=True, check=True).stdout)
objects = whole["qpdf"][1]
for name, value in objects.items():
    stream = value.get("stream")
    if stream and stream["dict"].get("/Type") == "/EmbeddedFile":
        stream["data"] = base64.b64encode(open(xml, "rb").read()).decode()
        for key in ("/Filter", "/DecodeParms"):
            stream["dict"].pop(key, None)
json.dump(whole, open(out + ".json", "w"))
subprocess.run(["qpdf", "--json-input", out + ".json", out], check=True)
PY
    run "$BAOCAO" extract "$BATS_TEST_TMPDIR/changed.pdf"
    echo "$output"
    [ "$status" = 4 ]
    [[ "$output" == *"[H005]"* && "$output" != *"<report"* ]]
}

@test "spoiled and hostile PDFs: a complaint or the data, never a crash, a hang or a machine's fault" {
    python3 "$ROOT/tests/pdf_hostile.py" "$PDF" "$BATS_TEST_TMPDIR" > "$BATS_TEST_TMPDIR/list"
    "$BAOCAO" extract "$PDF" > "$BATS_TEST_TMPDIR/good.xml"
    [ "$(wc -l < "$BATS_TEST_TMPDIR/list")" -gt 200 ]
    while read -r file; do
        status=0
        timeout 300 "$BAOCAO" extract "$file" > "$BATS_TEST_TMPDIR/out.xml" 2> "$BATS_TEST_TMPDIR/said" || status=$?
        case $status in
            0) cmp "$BATS_TEST_TMPDIR/out.xml" "$BATS_TEST_TMPDIR/good.xml" ;;
            1 | 4) grep -q '\[H00[1-6]\]' "$BATS_TEST_TMPDIR/said" ;;
            *) echo "$file: exit $status"; cat "$BATS_TEST_TMPDIR/said"; return 1 ;;
        esac
    done < "$BATS_TEST_TMPDIR/list"
}
