#!/usr/bin/env bats
# sign.bats - reports signed and verified: by the head, then by the school; what others think of the files; what a spoiled one gives.

load helper

setup_file() {
    bash "$ROOT/tests/pki.sh" "$BATS_FILE_TMPDIR/pki"
    export PKI=$BATS_FILE_TMPDIR/pki PASS=$BATS_FILE_TMPDIR/pass
    (umask 077 && echo bi-mat >"$PASS")
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q sign 2024-q2 --p12 "$PKI/principal.p12" --pass-file "$PASS" 2>/dev/null
    "$BAOCAO" -q sign 2024-q2 --co-quan --p12 "$PKI/organisation.p12" --pass-file "$PASS" 2>/dev/null
    export SIGNED_PROJECT=$PROJECT ONE=$PROJECT/content/2024/da-ky/bao-cao-quy-2-2024.1.pdf TWO=$PROJECT/content/2024/da-ky/bao-cao-quy-2-2024.2.pdf
}

# A copy of the project with its signed reports.
signed_project() {
    PROJECT=$BATS_TEST_TMPDIR/project
    cp -r "$SIGNED_PROJECT" "$PROJECT"
    cd "$PROJECT" || return 1
}

@test "signed by the head, then by the school: both fine, with and without a root" {
    run "$BAOCAO" verify "$TWO"
    [ "$status" -eq 0 ]
    [[ $output == *"1. Nguyễn Thị Hiệu Trưởng"*"về sau chỉ thêm chữ ký"*"2. Trường"*"toàn bộ tệp"* ]]
    [[ $output == *"không cho chứng thư gốc"*"thu hồi: không kiểm tra"* ]]
    "$BAOCAO" verify "$TWO" --trust "$PKI/root.pem" --format json >"$BATS_TEST_TMPDIR/said.json"
    python3 - "$BATS_TEST_TMPDIR/said.json" <<'PY'
import json, sys
said = json.load(open(sys.argv[1]))
assert said["whole"] and said["order"] and len(said["signatures"]) == 2, said
for s in said["signatures"]:
    assert all(s[k]["state"] == "fine" for k in ("structure", "cryptography", "trust")) and s["range"] == "fine" and not s["changes"], s
PY
}

@test "the second signature left the first one's bytes alone" {
    cmp -n "$(stat -c %s "$ONE")" "$ONE" "$TWO"
}

@test "poppler, qpdf, MuPDF and OpenSSL agree" {
    for tool in pdfsig qpdf mutool openssl; do need "$tool"; done
    run pdfsig -nocert "$TWO"
    [ "$(grep -c 'Signature is Valid' <<<"$output")" -eq 2 ]
    [ "$(grep -c 'Total document signed' <<<"$output")" -eq 1 ]
    qpdf --check "$TWO" >/dev/null
    [ -z "$(mutool draw -q -F txt -o /dev/null "$TWO" 2>&1 | grep -v 'ICC support is not available')" ]
    python3 - "$TWO" "$BATS_TEST_TMPDIR" <<'PY'
import re, sys
data = open(sys.argv[1], "rb").read()
for n, m in enumerate(re.finditer(rb"/ByteRange\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\]", data)):
    a, b, c, d = map(int, m.groups())
    cms = bytes.fromhex(data[b + 1 : c - 1].decode())
    length = int.from_bytes(cms[2:4], "big") + 4
    open(f"{sys.argv[2]}/{n}.der", "wb").write(cms[:length])
    open(f"{sys.argv[2]}/{n}.bytes", "wb").write(data[a : a + b] + data[c : c + d])
PY
    for n in 0 1; do
        openssl cms -verify -cades -binary -inform DER -in "$BATS_TEST_TMPDIR/$n.der" -content "$BATS_TEST_TMPDIR/$n.bytes" -CAfile "$PKI/root.pem" -purpose any -out /dev/null
    done
}

@test "build publishes the stored bytes; the site says that it is signed; extract gives the data" {
    signed_project
    "$BAOCAO" -q build 2>/dev/null
    cmp out/bao-cao/bao-cao-quy-2-2024.pdf "$TWO"
    cmp out/site/bao-cao/bao-cao-quy-2-2024.pdf "$TWO"
    grep -q 'đã được ký số' out/site/2024/quy-2.html
    grep -q '(đã ký số)' out/site/index.html
    "$BAOCAO" extract "$TWO" >"$BATS_TEST_TMPDIR/two.xml"
    "$BAOCAO" extract "$ONE" | cmp - "$BATS_TEST_TMPDIR/two.xml"
    cmp out/site/2024/report-q2.xml "$BATS_TEST_TMPDIR/two.xml"
}

@test "the signed copy has no DỰ THẢO, no internal notes, fits the decree" {
    pdftotext "$TWO" - >"$BATS_TEST_TMPDIR/text"
    run grep -cE 'DỰ THẢO|Nội bộ|nội bộ' "$BATS_TEST_TMPDIR/text"
    [ "$output" -eq 0 ]
    "$BAOCAO" -q layout "$TWO"
}

@test "Y061 nothing is signed twice, and no file is overwritten" {
    signed_project
    before=$(digest content)
    for more in "" --co-quan; do
        run "$BAOCAO" sign 2024-q2 $more --p12 "$PKI/principal.p12" --pass-file "$PASS"
        [ "$status" -eq 4 ] && [[ $output == *"[Y061]"* ]]
    done
    [ "$(digest content)" = "$before" ]
}

@test "Y063, Y064 the content of a signed quarter must not change: the tasks are named, build writes nothing" {
    signed_project
    sed -i 's/phiên họp hội đồng sư phạm/cuộc họp hội đồng sư phạm/' content/2024/q2.md
    for command in check build; do
        run "$BAOCAO" "$command"
        [ "$status" -eq 1 ]
        [[ $output == *"[Y063]"*"III.2.1"* ]]
    done
    [ ! -e out ]
    cp "$SIGNED_PROJECT/content/2024/q2.md" content/2024/q2.md
    "$BAOCAO" -q check 2>/dev/null
    sed -i 's/Tập trung thực hiện các giải pháp/Tập trung vào các giải pháp/' content/2024/plan.md
    run "$BAOCAO" check
    [ "$status" -eq 1 ] && [[ $output == *"[Y064]"* ]]
}

@test "Y067, Y060 no number, no field: not signed" {
    new_project
    sed -i 's/^số: .*//' content/2024/q3.md
    run "$BAOCAO" sign 2024-q3 --p12 "$PKI/principal.p12" --pass-file "$PASS"
    [ "$status" -ne 0 ] && [ ! -e content/2024/da-ky ]
    [[ $output == *"[Y067]"* || $output == *"lỗi [K"* ]]
    cp "$ROOT/content/2024/q3.md" content/2024/
    sed -i '/^ô ký/d' templates/report/bao-cao.md
    run "$BAOCAO" sign 2024-q3 --p12 "$PKI/principal.p12" --pass-file "$PASS"
    [ "$status" -eq 4 ] && [[ $output == *"[Y060]"* ]] && [ ! -e content/2024/da-ky ]
}

@test "keys that must not sign are refused with the reason, and nothing is stored" {
    new_project
    for key in expired:Y020 early:Y021 usage:Y022 server:Y023 short:Y024 sha1:Y025 old:Y004; do
        run "$BAOCAO" sign 2024-q2 --p12 "$PKI/${key%%:*}.p12" --pass-file "$PASS"
        [ "$status" -eq 4 ] && [[ $output == *"[${key##*:}]"* ]] || { echo "$key: $output"; return 1; }
    done
    echo sai >"$BATS_TEST_TMPDIR/wrong" && chmod 600 "$BATS_TEST_TMPDIR/wrong"
    run "$BAOCAO" sign 2024-q2 --p12 "$PKI/principal.p12" --pass-file "$BATS_TEST_TMPDIR/wrong"
    [ "$status" -eq 4 ] && [[ $output == *"[Y003]"* && $output != *"sai"$'\n'* ]]
    [ ! -e content/2024/da-ky ]
}

@test "Y072 another root: whole, yet not trusted" {
    run "$BAOCAO" verify "$TWO" --trust "$PKI/other-root.pem"
    [ "$status" -eq 4 ] && [[ $output == *"[Y072]"* ]]
}

@test "Y071 one bit in every 64th byte: never whole" {
    python3 - "$ONE" "$BATS_TEST_TMPDIR" <<'PY'
import sys
data = open(sys.argv[1], "rb").read()
names = []
for at in range(0, len(data), 64 * 37):  # every 64th byte would be 2,300 runs; steps of 37 meet all parts of the file
    spoiled = bytearray(data)
    spoiled[at] ^= 1 << (at // 64 % 8)
    name = f"{sys.argv[2]}/flip-{at}.pdf"
    open(name, "wb").write(spoiled)
    names.append(name)
open(f"{sys.argv[2]}/list", "w").write("\n".join(names) + "\n")
PY
    [ "$(wc -l <"$BATS_TEST_TMPDIR/list")" -gt 50 ]
    while read -r file; do
        status=0
        "$BAOCAO" verify "$file" >"$BATS_TEST_TMPDIR/said" 2>&1 || status=$?
        [ "$status" -eq 4 ] || [ "$status" -eq 1 ] || { echo "$file: exit $status"; cat "$BATS_TEST_TMPDIR/said"; return 1; }
    done <"$BATS_TEST_TMPDIR/list"
}

@test "what is added behind the last signature is seen: bytes, a page's annotation, another page" {
    { cat "$TWO"; echo "% more"; } >"$BATS_TEST_TMPDIR/tail.pdf"
    run "$BAOCAO" verify "$BATS_TEST_TMPDIR/tail.pdf"
    [ "$status" -eq 4 ] && [[ $output == *"[Y071]"* ]]
    python3 - "$TWO" "$BATS_TEST_TMPDIR" <<'PY'
import json, re, subprocess, sys
path, folder = sys.argv[1:]
data = open(path, "rb").read()
objects = json.loads(subprocess.run(["qpdf", "--json=2", path], capture_output=True, check=True).stdout)["qpdf"]
number = next(int(k.split(":")[1].split()[0]) for k, v in objects[1].items() if k.startswith("obj:") and isinstance(v.get("value"), dict) and v["value"].get("/Type") == "/Page")
size = objects[1]["trailer"]["value"]["/Size"]
root = objects[1]["trailer"]["value"]["/Root"]
previous = int(re.findall(rb"startxref\s+(\d+)", data)[-1])


def update(name, bodies):
    out, entries = data, b""
    for n, body in bodies:
        entries += b"\x01" + len(out).to_bytes(4, "big") + b"\x00"
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    entries += b"\x01" + len(out).to_bytes(4, "big") + b"\x00"
    index = b" ".join(b"%d 1" % n for n, _ in bodies) + b" %d 1" % (size + 1)
    start = len(out)
    out += b"%d 0 obj\n<</Type/XRef/Size %d/Prev %d/Root %s/W[1 4 1]/Index[%s]/Length %d>>stream\n%s\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (
        size + 1, size + 2, previous, root.encode(), index, len(entries), entries, start)
    open(f"{folder}/{name}.pdf", "wb").write(out)


page = subprocess.run(["qpdf", f"--show-object={number}", path], capture_output=True, check=True).stdout.strip()
note = b"<</Type/Annot/Subtype/FreeText/Rect[100 100 300 200]/DA(/F 12 Tf)/Contents(khac)>>"
update("overlay", [(size, note), (number, page[:-2] + b"/Annots[%d 0 R]>>" % size)])
update("shrink", [(number, re.sub(rb"/MediaBox \[[^]]*\]", b"/MediaBox [ 0 0 10 10 ]", page))])
PY
    for kind in overlay shrink; do
        run "$BAOCAO" verify "$BATS_TEST_TMPDIR/$kind.pdf"
        [ "$status" -eq 4 ] && [[ $output == *"[Y071]"* && $output == *"một trang bị sửa"* ]] || { echo "$kind: $output"; return 1; }
    done
}

@test "hostile files to verify: a complaint, never a crash" {
    python3 "$ROOT/tests/pdf_hostile.py" "$TWO" "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/list"
    while read -r file; do
        status=0
        timeout 20 "$BAOCAO" verify "$file" >"$BATS_TEST_TMPDIR/said" 2>&1 || status=$?
        [ "$status" -eq 1 ] || [ "$status" -eq 4 ] || { echo "$file: exit $status"; cat "$BATS_TEST_TMPDIR/said"; return 1; }
    done <"$BATS_TEST_TMPDIR/list"
}

@test "a timestamp from an authority on loopback" {
    new_project
    python3 "$ROOT/tests/tsa.py" "$PKI" >"$BATS_TEST_TMPDIR/port" 3>&- &
    local server=$!
    for _ in $(seq 100); do
        [ -s "$BATS_TEST_TMPDIR/port" ] && break
        sleep 0.1
    done
    run "$BAOCAO" sign 2024-q3 --p12 "$PKI/principal.p12" --pass-file "$PASS" --tsa "http://127.0.0.1:$(cat "$BATS_TEST_TMPDIR/port")/tsa"
    kill "$server"
    [ "$status" -eq 0 ]
    "$BAOCAO" verify --format json content/2024/da-ky/bao-cao-quy-3-2024.1.pdf >"$BATS_TEST_TMPDIR/said.json"
    grep -q '"timestamp": {"state": "fine"' "$BATS_TEST_TMPDIR/said.json"
}
