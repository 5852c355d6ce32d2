#!/usr/bin/env bats
# sign.bats - reports signed and verified: by the head, then by the school; what others think of the files; what a spoiled one gives.

load helper

setup_file() {
    new_pki
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    sign_twice 2024-q2
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
    digest=$(sha256sum <"$TWO")
    for page in quy-2 van-ban; do grep -q "${digest%% *}" "out/site/2024/$page.html"; done
    grep -q "${digest%% *}" content/2024/so-van-ban.md
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

@test "the signer's name is written whole when its letters are in a second font" {
    need mutool
    new_project
    python3 - <<'PY'
letters = "".join(chr(c) for c in [*range(0x100, 0x180), *range(0xC0, 0x100)])  # those of other languages take the first font's codes
path = "content/2024/q2.md"
text = open(path, encoding="utf-8").read()
words = " ".join(letters[i : i + 12] for i in range(0, len(letters), 12))
open(path, "w", encoding="utf-8").write(text.replace("## Chỉ đạo, điều hành\n", "## Chỉ đạo, điều hành\n\n" + words + "\n", 1))
PY
    sign_twice 2024-q2
    pdf=content/2024/da-ky/bao-cao-quy-2-2024.2.pdf
    run pdffonts "$pdf"
    [ "$(grep -c '^[A-Z]*+LiberationSerif  ' <<<"$output")" -eq 2 ]
    mutool draw -q -F txt "$pdf" 2>/dev/null | tr -s '\n' ' ' >"$BATS_TEST_TMPDIR/text"
    grep -q 'Đã ký số Trịnh Thị Kim Quý ' "$BATS_TEST_TMPDIR/text"
    grep -q 'Đã ký số Trường Tiểu học Hòa Bình' "$BATS_TEST_TMPDIR/text"
    [ -z "$(mutool draw -q -F txt -o /dev/null "$pdf" 2>&1 | grep -v 'ICC support is not available')" ]
    qpdf --check "$pdf" >/dev/null
}

@test "Y061 nothing is signed twice, and no file is overwritten" {
    signed_project
    before=$(digest content)
    for more in "" --co-quan; do
        run "$BAOCAO" sign 2024-q2 $more --p12 "$PKI/principal.p12" --pass-file "$PASS"
        [ "$status" -eq 4 ]
        [[ $output == *"[Y061]"* ]]
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
    [ "$status" -eq 1 ]
    [[ $output == *"[Y064]"* ]]
}

@test "Y067, Y060 no number, no field: not signed" {
    new_project
    sed -i 's/^số: .*//' content/2024/q3.md
    run "$BAOCAO" sign 2024-q3 --p12 "$PKI/principal.p12" --pass-file "$PASS"
    [ "$status" -ne 0 ]
    [ ! -e content/2024/da-ky ]
    [[ $output == *"[Y067]"* || $output == *"lỗi [K"* ]]
    cp "$ROOT/content/2024/q3.md" content/2024/
    sed -i '/^ô ký/d' templates/report/bao-cao.md
    run "$BAOCAO" sign 2024-q3 --p12 "$PKI/principal.p12" --pass-file "$PASS"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y060]"* ]]
    [ ! -e content/2024/da-ky ]
}

@test "keys that must not sign are refused with the reason, and nothing is stored" {
    new_project
    for key in expired:Y020 early:Y021 usage:Y022 server:Y023 short:Y024 sha1:Y025 old:Y004; do
        run "$BAOCAO" sign 2024-q2 --p12 "$PKI/${key%%:*}.p12" --pass-file "$PASS"
        [ "$status" -eq 4 ] && [[ $output == *"[${key##*:}]"* ]] || { echo "$key: $output"; return 1; }
    done
    echo sai >"$BATS_TEST_TMPDIR/wrong" && chmod 600 "$BATS_TEST_TMPDIR/wrong"
    run "$BAOCAO" sign 2024-q2 --p12 "$PKI/principal.p12" --pass-file "$BATS_TEST_TMPDIR/wrong"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y003]"* && $output != *"sai"$'\n'* ]]
    [ ! -e content/2024/da-ky ]
}

@test "Y072 another root: whole, yet not trusted" {
    run "$BAOCAO" verify "$TWO" --trust "$PKI/other-root.pem"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y072]"* ]]
}

@test "Y071 one bit in every 64th byte: never whole" {
    local step=64
    [[ $BAOCAO != *sanitize* ]] || step=$((64 * 37)) # slow there; 37 meets all parts of the file
    run python3 - "$TWO" "$BATS_TEST_TMPDIR" "$BAOCAO" "$step" <<'PY'
import concurrent.futures, os, subprocess, sys
path, folder, program, step = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
data = open(path, "rb").read()
os.chdir(folder)  # where there is no content to compare with


def flip(at):
    spoiled = bytearray(data)
    spoiled[at] ^= 1 << (at // 64 % 8)
    name = f"flip-{at}.pdf"
    with open(name, "wb") as f:
        f.write(spoiled)
    done = subprocess.run([program, "verify", name], capture_output=True)
    os.remove(name)
    return at, done.returncode


places = range(0, len(data), step)
assert len(places) > 50
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    wrong = [(at, code) for at, code in pool.map(flip, places) if code not in (1, 4)]
print(len(places), "flips, taken for whole or crashed:", wrong)
sys.exit(1 if wrong else 0)
PY
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "what is added behind the last signature is seen: bytes, a page's annotation, another page" {
    { cat "$TWO"; echo "% more"; } >"$BATS_TEST_TMPDIR/tail.pdf"
    run "$BAOCAO" verify "$BATS_TEST_TMPDIR/tail.pdf"
    [ "$status" -eq 4 ]
    [[ $output == *"[Y071]"* ]]
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
        [ "$status" -eq 4 ] && [[ $output == *"[Y071]"* && $output == *"trang 1"* ]] || { echo "$kind: $output"; return 1; }
    done
}

@test "hostile files to verify: a complaint, never a crash" {
    python3 "$ROOT/tests/pdf_hostile.py" "$TWO" "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/list"
    while read -r file; do
        status=0
        timeout 300 "$BAOCAO" verify "$file" >"$BATS_TEST_TMPDIR/said" 2>&1 || status=$?
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

# Settings that name pictures: picture_project SIGNATURE SEAL, each a kind of strokes.py.
picture_project() {
    new_project
    mkdir content/chu-ky
    python3 "$ROOT/tests/strokes.py" "$1" content/chu-ky/hieu-truong.png
    python3 "$ROOT/tests/strokes.py" "$2" content/chu-ky/con-dau.png
    sed -i 's|^    chức vụ: HIỆU TRƯỞNG$|&\n    chữ ký: chu-ky/hieu-truong.png|; s|^màu:|con dấu: chu-ky/con-dau.png\n&|' content/school.md
}

@test "without pictures, three lines say who signed and when, in blue and in red, between position and name" {
    for tool in pdftoppm pdftotext; do need "$tool"; done
    cd "$BATS_TEST_TMPDIR"
    pdftotext -bbox "$TWO" words.html
    python3 - "$TWO" <<'PY'
import re, subprocess, sys
for number, page in enumerate(open("words.html", encoding="utf-8").read().split("<page ")[1:], 1):
    words = [(float(m[1]), float(m[2]), float(m[3]), float(m[4]), m[5]) for m in re.finditer(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)]
    heads = [words[i] for i in range(len(words) - 2) if [w[4] for w in words[i : i + 3]] == ["Đã", "ký", "số"]]
    if heads:
        break
assert len(heads) == 2, heads
top = [w for w in words if w[4] == "TRƯỞNG" and w[0] > 297][-1][3]
name = [w for w in words if w[4] == "Quý" and w[0] > 297][-1][1]
picture = subprocess.run(["pdftoppm", "-r", "72", "-f", str(number), "-l", str(number), sys.argv[1]], capture_output=True, check=True).stdout
_, size, _, data = picture.split(b"\n", 3)
width = int(size.split()[0])
clocks = [w for w in words if re.fullmatch(r"\d\d:\d\d:\d\d", w[4])]
assert len(clocks) == 2, clocks
for head, clock, coloured in zip(heads, clocks, (lambda r, b: b > r + 20, lambda r, b: r > b + 20)):
    assert 8 < head[3] - head[1] < 14 and 20 < clock[1] - head[1] < 28, (head, clock)
    assert top - 1 <= head[1] and clock[3] <= name + 1, (top, head, clock, name)
    spots = [data[3 * (y * width + x) :][:3] for y in range(int(head[1]), int(head[3])) for x in range(int(head[0]), int(head[2]))]
    assert any(coloured(r, b) for r, _, b in spots), head
PY
}

@test "the signature in blue and the seal in red, over a third of it, stand between position and name" {
    for tool in pdftoppm pdftotext qpdf; do need "$tool"; done
    picture_project blue seal
    sign_twice 2024-q2
    file=content/2024/da-ky/bao-cao-quy-2-2024.2.pdf
    "$BAOCAO" verify "$file" --trust "$PKI/root.pem" >/dev/null
    qpdf --check "$file" >/dev/null
    pdftoppm -r 72 -png "$file" page
    pdftotext -bbox "$file" words.html
    python3 - <<'PY'
import glob, re, subprocess
# The page and the lines of position and name, in points, from poppler.
pages = open("words.html", encoding="utf-8").read().split("<page ")[1:]
for number, page in enumerate(pages, 1):
    words = [(float(m[1]), float(m[2]), float(m[3]), float(m[4]), m[5]) for m in re.finditer(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)]
    position = [w for w in words if w[4] == "TRƯỞNG" and w[0] > 297]
    if position and any(w[4] == "Quý" and w[1] > position[-1][3] for w in words):
        top = position[-1][3]
        name = [w for w in words if w[4] == "Quý" and w[1] > top and w[0] > 297][0]
        break
else:
    raise SystemExit("no page with the signature")
picture = subprocess.run(["pdftoppm", "-r", "72", "-f", str(number), "-l", str(number), "content/2024/da-ky/bao-cao-quy-2-2024.2.pdf"],
                         capture_output=True, check=True).stdout
magic, size, most, data = picture.split(b"\n", 3)
width, height = map(int, size.split())
def box(test):
    spots = [(x, y) for y in range(height) for x in range(width) if test(*data[3 * (y * width + x):3 * (y * width + x) + 3])]
    assert len(spots) > 50, len(spots)
    return min(x for x, _ in spots), min(y for _, y in spots), max(x for x, _ in spots), max(y for _, y in spots)
blue = box(lambda r, g, b: b > 120 and r < 120 and b > r + 60)
red = box(lambda r, g, b: r > 150 and b < 120 and r > b + 80)
for left, up, right, down in (blue, red):
    assert up >= top - 1 and down <= name[1] + 1, (blue, red, top, name)
share = (red[2] - blue[0]) / (blue[2] - blue[0])
assert red[0] < blue[0] and 0.2 < share < 0.45, (blue, red, share)
PY
    "$BAOCAO" -q build 2>/dev/null
    [ -z "$(find out -name '*hieu-truong*' -o -name '*con-dau*')" ]
}

@test "Y075, Y076, Y077 pictures that are not there, cannot be seen through or have the wrong colour: nothing is signed" {
    for case in "gray seal Y077" "white seal Y076"; do
        read -r signature seal code <<<"$case"
        rm -rf "$BATS_TEST_TMPDIR/project"
        picture_project "$signature" "$seal"
        run "$BAOCAO" -q sign 2024-q2 --p12 "$PKI/principal.p12" --pass-file "$PASS"
        [ "$status" -eq 4 ]
        [[ $output == *"content/school.md:"*"[$code]"* ]]
        [ ! -e content/2024/da-ky ]
    done
    for path in chu-ky/khong-co.png ../ngoai.png school.md /etc/hostname; do
        sed -i "s|^    chữ ký: .*|    chữ ký: $path|" content/school.md
        run "$BAOCAO" -q sign 2024-q2 --p12 "$PKI/principal.p12" --pass-file "$PASS"
        [ "$status" -eq 4 ]
        [[ $output == *"[Y075]"* ]]
        [ ! -e content/2024/da-ky ]
    done
    sed -i "s|^    chữ ký: .*|    chữ ký: chu-ky/hieu-truong.png|" content/school.md
    head -c 700 "$BATS_TEST_TMPDIR/project/content/chu-ky/con-dau.png" >content/chu-ky/hieu-truong.png
    run "$BAOCAO" -q sign 2024-q2 --p12 "$PKI/principal.p12" --pass-file "$PASS"
    [[ $status -eq 4 && $output == *"[Y075]"* ]]
}

@test "settings of pictures go through XML and back" {
    picture_project blue seal
    "$BAOCAO" -q convert content/school.md school.xml 2>/dev/null
    grep -q 'image="chu-ky/hieu-truong.png"' school.xml
    grep -q '<seal>chu-ky/con-dau.png</seal>' school.xml
    xmllint --relaxng "$ROOT/generator/schema/baocao.rng" --noout school.xml
    "$BAOCAO" -q convert school.xml school.md 2>/dev/null
    [ "$(grep -cE '^ *(chữ ký: chu-ky/hieu-truong.png|con dấu: chu-ky/con-dau.png)$' school.md)" -eq 2 ]
}
