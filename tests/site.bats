#!/usr/bin/env bats
# site.bats - the site as a folder of files: sound pages, nothing from elsewhere, every link alive, nothing internal.

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build
    export SITE=$BATS_FILE_TMPDIR/project/out/site
}

# The pages, without those that only lead on to another.
pages() { find "$SITE" -name '*.html' -exec grep -L 'http-equiv="refresh"' {} + | LC_ALL=C sort; }

# Says which pages do not hold exactly N lines that match. Usage: each_has N REGEX
each_has() {
    local page wrong=0
    while read -r page; do
        if [ "$(grep -cE "$2" "$page")" -ne "$1" ]; then
            echo "${page#"$SITE/"}: not $1 × $2"
            wrong=1
        fi
    done < <(pages)
    return "$wrong"
}

@test "all the pages are there" {
    for page in index gop-y gioi-thieu 404 2024/ke-hoach 2024/van-ban 2024/bieu-do 2024/nhiem-vu 2024/quy-{2,3,4} 2024/chi-so-{1,2,3,4,5,6,7,8}; do
        [ -s "$SITE/$page.html" ]
    done
    for file in icon.svg anh-chia-se.png 2024/tasks.csv 2024/report-q{2,3,4}.xml ../site.zip ../bai-viet.html; do
        [ -s "$SITE/$file" ]
    done
}

@test "each page has a language, one title, one h1, one main, a skip link, a description" {
    each_has 1 '^<html lang="vi">$'
    each_has 1 '<title>[^<]+ – Trường Tiểu học Hòa Bình</title>'
    each_has 1 '<h1[ >]'
    each_has 1 '<main id="noi-dung"'
    each_has 1 'href="#noi-dung"'
    each_has 1 '<meta name="description" content="[^"]+">'
    each_has 1 '<meta name="viewport"'
}

@test "no two pages have the same title" {
    [ -z "$(pages | xargs grep -hoE '^<title>[^<]+' | sort | uniq -d)" ]
}

@test "no script besides data, no inline style, no event handler, no form" {
    run ! grep -rniP '<((script(?! type="application/ld\+json">)|form|iframe|object|embed)[ >])| style=| on[a-z]+=|javascript:' "$SITE" --include='*.html'
}

@test "nothing is loaded from another host, nothing by an absolute path" {
    run ! grep -rnoE '<(link|img|source|use|video|audio)[^>]*(src|href)="([a-z]+:|//)' "$SITE" --include='*.html'
    run ! grep -rnoE '(src|href)="(/|file:)' "$SITE" --include='*.html'
    run ! grep -rlE '<style>.*(@import|url\(|https?:)[^<]*</style>' "$SITE" --include='*.html'
}

@test "each page allows nothing but its own pictures and the very stylesheet that stands in it" {
    local page
    while read -r page; do
        [ "$(grep -c '<style' "$page")" -eq 1 ]
        digest=$(sed -n 's|^<style>\(.*\)</style>$|\1|p' "$page" | tr -d '\n' | openssl dgst -sha256 -binary | base64)
        data=$(sed -n '/^<script type="application\/ld+json">/,/<\/script>/p' "$page")
        if [ -n "$data" ]; then
            data=${data#*>}
            data=" script-src 'sha256-$(printf %s "${data%</script>}" | openssl dgst -sha256 -binary | base64)';"
        fi
        grep -qF "content=\"default-src 'none'; style-src 'sha256-$digest';$data img-src 'self' file:; base-uri 'none'; form-action 'none'\"" "$page"
    done < <(find "$SITE" -name '*.html')
}

@test "every relative link leads to a file and every anchor to an id" {
    local page link path anchor target count=0 wrong=0
    while read -r page; do
        while read -r link; do
            count=$((count + 1))
            path=${link%%[?#]*}
            path=$(printf '%b' "${path//%/\\x}")
            target=$page
            [ -z "$path" ] || target=$(dirname "$page")/$path
            if [ ! -f "$target" ]; then
                echo "${page#"$SITE/"}: no file for $link"
                wrong=1
            elif [[ $link == *#* ]]; then
                anchor=${link#*#}
                grep -qF "id=\"$anchor\"" "$target" || { echo "${page#"$SITE/"}: no anchor for $link"; wrong=1; }
            fi
        done < <(grep -oE '(href|src)="[^"]*"' "$page" | sed -E 's/^[a-z]+="//; s/"$//; s/&amp;/\&/g' | grep -vE '^[a-z]+:' | sort -u)
    done < <(pages)
    [ "$count" -gt 300 ]
    [ "$wrong" -eq 0 ]
}

@test "each task has its permanent anchor in the plan" {
    for anchor in iii-1-1 iii-2-1 iii-3-4 iv-1-4 iv-2-2 iv-3-1 iv-5-1 iv-7-5 v-6; do
        grep -q "id=\"$anchor\"" "$SITE/2024/ke-hoach.html"
    done
    [ "$(grep -cE 'class="nhiem-vu-kh ' "$SITE/2024/ke-hoach.html")" -eq 31 ]
}

@test "index 7 has no task and its page says so" {
    grep -q 'chưa có việc riêng' "$SITE/2024/chi-so-7.html"
    run ! grep -q 'class="viec ' "$SITE/2024/chi-so-7.html"
}

@test "tables have a caption and scopes" {
    local page
    while read -r page; do
        [ "$(grep -c '<table' "$page")" -eq "$(grep -c '<caption' "$page")" ]
        run ! grep -nE '<th( [^>]*)?>' <(grep -oE '<th[ >][^>]*' "$page" | grep -v 'scope=')
    done < <(pages)
}

@test "illustrative figures are told on every page" {
    each_has 1 'Số liệu minh họa'
}

@test "without illustrative figures no page speaks of them" {
    new_project
    sed -i 's/^minh họa: có/minh họa: không/' content/2024/q*.md
    "$BAOCAO" -q build
    run ! grep -rl 'Số liệu minh họa' out/site
}

@test "the pages say that the report is an unsigned draft" {
    for page in index 2024/quy-2 2024/quy-3 2024/quy-4; do
        grep -q 'chưa ký' "$SITE/$page.html"
    done
}

@test "a report without internal notes is offered with its size, and is the same file" {
    new_project
    without_internal
    "$BAOCAO" -q build
    cmp out/bao-cao/bao-cao-quy-2-2024.pdf out/site/bao-cao/bao-cao-quy-2-2024.pdf
    grep -qE 'href="\.\./bao-cao/bao-cao-quy-2-2024\.pdf".*PDF, [0-9]+ KB' out/site/2024/quy-2.html
}

# Takes internal fields and sections out of the copied content.
without_internal() {
    sed -i -E '/^- Nội bộ:/d; /^## Nội bộ/,/^## [^N]/{/^## [^N]/!d}' content/2024/q*.md
}

@test "nothing internal reaches the site" {
    new_project
    sed -i -E 's/^(- Trạng thái:.*)/\1\n- Nội bộ: BIMATTRUONG/' content/2024/q*.md
    for quarter in content/2024/q*.md; do
        sed -i '/^## Nội bộ/,$d' "$quarter"
        printf '\n## Nội bộ\n\nBIMATPHAN [xem](minh-chung/bimat.txt)\n' >>"$quarter"
    done
    sed -i -E 's/^( +người:).*/\1 BIMATNGUOI/' content/school.md
    echo BIMATTEP >content/2024/minh-chung/bimat.txt
    [ "$(grep -c BIMATNGUOI content/school.md)" -gt 0 ]
    [ "$(grep -c BIMATTRUONG content/2024/q2.md)" -gt 20 ]
    "$BAOCAO" -q build
    run ! grep -rla BIMAT out/site
    [ -z "$(find out/site -iname '*bimat*')" ]
    for pdf in out/site/bao-cao/*.pdf; do
        [ ! -e "$pdf" ] || run ! grep -q BIMAT <(pdftotext "$pdf" -)
    done
}

# Marks every place of FILE where a PDF, PNG or JPEG says who made it. Usage: pdf_with_marks FILE
pdf_with_marks() {
    python3 - "$1" <<'PY'
import sys
exif = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0BIMAT-EXIF"
pixel = bytes.fromhex("ffdb004300" + "01" * 64 + "ffc0000b080001000101011100ffc4001400010000000000000000000000000000000affc40014100100000000000000000000000000000000ffda0008010100003f00d7ffd9")
jpeg = b"\xff\xd8\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + b"\xff\xfe\0\x0bBIMAT-COM" + pixel
xmp = b"<x><dc:creator>BIMAT-XMP</dc:creator></x>"
objects = [
    b"<</Type/Catalog/Pages 2 0 R/Metadata 5 0 R/Names<</EmbeddedFiles<</Names[(a) 8 0 R]>>>>>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/PieceInfo<</X<</Private(BIMAT-PIECE)>>>>/Resources<</XObject<</I 6 0 R>>>>>>",
    b"<</Author(BIMAT-AUTHOR)/Company(BIMAT-COMPANY)/Title(BIMAT-TITLE)/Producer(BIMAT-PRODUCER)>>",
    b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream" % (len(xmp), xmp),
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>stream\n%s\nendstream" % (len(jpeg), jpeg),
    b"<</Type/EmbeddedFile/Length 9>>stream\nBIMAT-EMB\nendstream",
    b"<</Type/Filespec/F(BIMAT-FILE)/EF<</F 7 0 R>>>>",
]
out, places = b"%PDF-1.7\n", []
for n, o in enumerate(objects, 1):
    places.append(len(out))
    out += b"%d 0 obj\n%s\nendobj\n" % (n, o)
xref = len(out)
out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
out += b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, xref)
open(sys.argv[1], "wb").write(out)
PY
}

@test "what evidence tells of its makers does not reach the site: PDF, PNG, JPEG" {
    new_project
    pdf_with_marks content/2024/minh-chung/bien-ban-10-6.pdf
    [ "$(grep -ao 'BIMAT-[A-Z]*' content/2024/minh-chung/bien-ban-10-6.pdf | sort -u | wc -l)" -eq 10 ]
    python3 - content/2024/minh-chung/ap-phich-kenh-tiep-nhan.png content/huy-hieu.jpg <<'PY'
import sys, zlib
png, jpeg = sys.argv[1:]
old = open(png, "rb").read()
chunk = lambda t, d: len(d).to_bytes(4, "big") + t + d + zlib.crc32(t + d).to_bytes(4, "big")
open(png, "wb").write(old[:33] + chunk(b"tEXt", b"Author\0BIMAT-PNG") + chunk(b"eXIf", b"BIMAT-EXIF") + old[33:] + b"BIMAT-TAIL")
open(jpeg, "wb").write(b"\xff\xd8\xff\xe1\0\x12Exif\0\0BIMAT-GPS!\xff\xda\0\4abxyz\xff\xd9")
PY
    sed -i 's/^màu:.*/&\nhuy hiệu: huy-hieu.jpg/' content/school.md
    "$BAOCAO" -q build
    [ -s out/site/huy-hieu.jpg ]
    grep -q '<img class="huy-hieu" src="../huy-hieu.jpg" alt="">' out/site/2024/quy-2.html
    cmp <(pdftoppm -r 20 content/2024/minh-chung/bien-ban-10-6.pdf 2>/dev/null) <(pdftoppm -r 20 out/site/2024/minh-chung/bien-ban-10-6.pdf 2>/dev/null)
    qpdf --check out/site/2024/minh-chung/bien-ban-10-6.pdf
    run ! grep -rla BIMAT out/site out/bai-viet.html
    mkdir zip
    unzip -q out/site.zip -d zip
    run ! grep -rla BIMAT zip
    for pdf in out/site/2024/minh-chung/*.pdf; do
        [ -z "$(pdfinfo "$pdf" | grep -E '^(Title|Author|Creator|Producer|CreationDate|Subject|Keywords):')" ]
    done
}

@test "evidence that keeps what tells of its makers is refused: Word, damaged, locked, signed with an author" {
    new_project
    local file=content/2024/minh-chung/bien-ban-10-6.pdf
    cp "$file" whole.pdf
    printf '%%PDF-1.7\nhỏng' >"$file"
    run "$BAOCAO" build
    [[ $status -eq 1 && $output == *"W009"*"bien-ban-10-6.pdf"* ]]
    qpdf --encrypt mở khóa 256 -- whole.pdf "$file"
    run "$BAOCAO" build
    [[ $status -eq 1 && $output == *"W009"* ]]
    pdf_with_marks "$file"
    sed -i 's|/Names<</EmbeddedFiles<</Names\[(a) 8 0 R\]>>>>|/AcroForm<</SigFlags 3 /Fields[]>>           |' "$file"
    run "$BAOCAO" build
    [[ $status -eq 1 && $output == *"W009"* ]]
    cp whole.pdf "$file"
    "$BAOCAO" -q build
}

@test "a picture needs words, and has to be a file of the school's" {
    new_project
    cp content/2024/q2.md q2.md
    sed -i '0,/^### Ưu điểm$/s//&\n\n![](minh-chung\/ap-phich-kenh-tiep-nhan.png)/' content/2024/q2.md
    run "$BAOCAO" build
    [ "$status" -eq 1 ]
    [[ $output == *"content/2024/q2.md:"*"W010"*"ap-phich"* ]]
    sed '0,/^### Ưu điểm$/s//&\n\n![Xa](https:\/\/example.org\/x.png)/' q2.md >content/2024/q2.md
    run "$BAOCAO" build
    [ "$status" -eq 1 ]
    [[ $output == *"content/2024/q2.md:"*"D012"*"example.org"* ]]
    [ ! -e out ]
}

# Makes evidence out of the shipped one: a scan as JPEG and PNG, 300 dots an inch. Usage: scan NAME
scan() {
    pdftoppm -r 300 -jpeg -singlefile content/2024/minh-chung/bien-ban-10-6.pdf "content/2024/minh-chung/$1"
    pdftoppm -r 300 -png -singlefile content/2024/minh-chung/bien-ban-10-6.pdf "content/2024/minh-chung/$1"
}

# Puts lines into the prose of quarter II. Usage: say MARKDOWN…
say() {
    local text
    text=$(printf '\\n%s\\n' "$@")
    sed -i "0,/^### Ưu điểm\$/s||&\\n${text//$'\n'/}|" content/2024/q2.md
}

# How large a picture is, turned or not: "720 1018 turned". Usage: picture FILE
picture() {
    python3 - "$1" <<'PY'
import sys
b = open(sys.argv[1], "rb").read()
if b[:4] == b"\x89PNG":
    print(int.from_bytes(b[16:20], "big"), int.from_bytes(b[20:24], "big"))
else:
    at, turned = 2, ""
    while not (0xc0 <= b[at + 1] <= 0xcf and b[at + 1] not in (0xc4, 0xc8, 0xcc)):
        if b[at + 1] == 0xe1: turned = " turned %d" % b[at + 29]
        at += 2 + int.from_bytes(b[at + 2:at + 4], "big")
    print(str(int.from_bytes(b[at + 7:at + 9], "big")), str(int.from_bytes(b[at + 5:at + 7], "big")) + turned)
PY
}

@test "a large picture is shown 720 pixels wide, with its own size beside the link to it; a small one as it is" {
    new_project
    scan anh
    say '![Biên bản chụp](minh-chung/anh.jpg)' '[![Biên bản quét](minh-chung/anh.png)](minh-chung/anh.jpg)' '![Áp phích](minh-chung/ap-phich-kenh-tiep-nhan.png)'
    "$BAOCAO" -q build
    [ "$(picture out/site/2024/minh-chung/anh.jpg)" = "2481 3508" ]
    [ "$(picture out/site/2024/anh-nho/720/minh-chung/anh.jpg)" = "720 1018" ]
    [ "$(picture out/site/2024/anh-nho/720/minh-chung/anh.png)" = "720 1018" ]
    [ "$(stat -c %s out/site/2024/anh-nho/720/minh-chung/anh.jpg)" -lt 60000 ]
    grep -qE '<a class="anh" href="minh-chung/anh.jpg"><img src="anh-nho/720/minh-chung/anh.jpg" alt="Biên bản chụp" width="720" height="1018" loading="lazy"><small>Xem ảnh gốc \([0-9]+ KB\)</small></a>' out/site/2024/quy-2.html
    grep -qF '<p><a href="minh-chung/anh.jpg"><img src="anh-nho/720/minh-chung/anh.png" alt="Biên bản quét" width="720" height="1018" loading="lazy"></a></p>' out/site/2024/quy-2.html
    grep -qF '<p><img src="minh-chung/ap-phich-kenh-tiep-nhan.png" alt="Áp phích" width="800" height="600" loading="lazy"></p>' out/site/2024/quy-2.html
    [ "$(find out/site -path '*anh-nho*' -type f | wc -l)" -eq 2 ]
    cp -r out/site first
    rm -r out
    "$BAOCAO" -q build
    diff -r first out/site
    # what the copy shows is what the picture shows: in squares of ten pixels, as dark as the page drawn at that size
    python3 - <(pdftoppm -scale-to-x 720 -scale-to-y 1018 -gray -singlefile content/2024/minh-chung/bien-ban-10-6.pdf) out/site/2024/anh-nho/720/minh-chung/anh.png <<'PY'
import sys, zlib
pgm, png = open(sys.argv[1], "rb").read(), open(sys.argv[2], "rb").read()
want = pgm[-720 * 1018:]
at, data = 8, b""
while at < len(png):
    n = int.from_bytes(png[at:at + 4], "big")
    if png[at + 4:at + 8] == b"IDAT": data += png[at + 8:at + 8 + n]
    at += 12 + n
raw, n, rows, above = zlib.decompress(data), (3 if png[25] == 2 else 1), [], None
for y in range(1018):
    line = raw[y * (720 * n + 1):(y + 1) * (720 * n + 1)]
    kind, line = line[0], bytearray(line[1:])
    above = above or bytearray(720 * n)
    for i in range(720 * n):
        a, b, c = line[i - n] if i >= n else 0, above[i], above[i - n] if i >= n else 0
        p = a + b - c
        paeth = a if abs(p - a) <= min(abs(p - b), abs(p - c)) else b if abs(p - b) <= abs(p - c) else c
        line[i] = (line[i] + (0, a, b, (a + b) // 2, paeth)[kind]) % 256
    rows.append(line)
    above = line
amiss = blank = 0
for y in range(101):
    for x in range(72):
        square = [(y * 10 + j, x * 10 + i) for i in range(10) for j in range(10)]
        ours, theirs = (sum(f(j, i) for j, i in square) for f in (lambda j, i: rows[j][i * n], lambda j, i: want[j * 720 + i]))
        amiss += abs(ours - theirs)
        blank += 25500 - theirs
print(amiss, blank)
sys.exit(amiss > blank / 3)
PY
}

@test "a photograph that was turned stays so; a large crest gets a small copy; the article has the words only" {
    new_project
    scan anh
    python3 - content/2024/minh-chung/anh.jpg <<'PY'
import sys
b = open(sys.argv[1], "rb").read()
exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0BIMAT"
open(sys.argv[1], "wb").write(b[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + b[2:])
PY
    cp content/2024/minh-chung/anh.png content/huy-hieu.png
    [ "$(grep -c BIMAT content/2024/minh-chung/anh.jpg)" -eq 1 ]
    sed -i 's/^màu:.*/&\nhuy hiệu: huy-hieu.png/' content/school.md
    newest=$(ls content/2024/q?.md | tail -1)
    sed -i '0,/^## Phương hướng$/s||&\n\n![Sân trường](minh-chung/anh.jpg)|' "$newest"
    "$BAOCAO" -q build
    [ "$(picture out/site/2024/anh-nho/720/minh-chung/anh.jpg)" = "509 720 turned 6" ]
    grep -q 'src="anh-nho/720/minh-chung/anh.jpg" alt="Sân trường" width="720" height="509"' out/site/2024/quy-4.html
    crest=$(cd out/site && echo anh-nho/144*/huy-hieu.png*)
    [ "$(picture "out/site/$crest")" = "144 204" ]
    grep -qF "<img class=\"huy-hieu\" src=\"../$crest\" alt=\"\">" out/site/2024/quy-2.html
    grep -q 'Sân trường' out/bai-viet.html
    run ! grep -q 'ảnh gốc' out/bai-viet.html
    run ! grep -rla BIMAT out
}

@test "a picture that is truncated, damaged, or says it is huge is refused, in little memory" {
    new_project
    local file=content/2024/minh-chung/anh
    scan anh
    mv "$file.jpg" whole.jpg
    mv "$file.png" whole.png
    say '![A](minh-chung/anh.jpg)' '![B](minh-chung/anh.png)'
    break_it() { # break_it HOW - writes both pictures anew, one of them broken
        cp whole.jpg "$file.jpg"
        cp whole.png "$file.png"
        python3 - "$1" "$file" <<'PY'
import sys, zlib
how, name = sys.argv[1:]
ending = ".jpg" if how.startswith("jpg") else ".png"
b = bytearray(open(name + ending, "rb").read())
def ihdr(w, h):
    b[16:24] = w.to_bytes(4, "big") + h.to_bytes(4, "big")
    b[29:33] = zlib.crc32(b[12:29]).to_bytes(4, "big")
sof = max(b.find(b"\xff\xc0"), b.find(b"\xff\xc2"))
if how.endswith("cut"): b = b[:len(b) // 2]
if how == "jpg-early": b = b[:len(b) // 2] + b"\xff\xd9"
if how == "jpg-huge": b[sof + 5:sof + 9] = b"\xff\xff\xff\xff"
if how == "jpg-none": b[sof + 5:sof + 9] = b"\0\0\0\0"
if how == "png-huge": ihdr(60000, 60000)
if how == "png-wide": ihdr(39999999, 1)
if how == "png-crc": b[len(b) // 2] ^= 255
open(name + ending, "wb").write(b)
PY
    }
    local limit='ulimit -v 1500000;'
    [ "${VARIANT:-release}" != sanitize ] || limit= # ASan maps more than there is
    for how in jpg-cut jpg-early jpg-huge jpg-none png-cut png-huge png-wide png-crc; do
        echo "$how"
        break_it "$how"
        run bash -c "$limit '$BAOCAO' build"
        [ "$status" -eq 1 ]
        [[ $output == *"content/2024/q2.md:"*"W009"*"anh.${how%%-*}"* ]]
        [ ! -e out ]
    done
    break_it none
    "$BAOCAO" -q build
    mkdir -p content/2024/anh-nho
    cp whole.png content/2024/anh-nho/x.png
    say '![C](anh-nho/x.png)'
    run "$BAOCAO" build
    [[ $status -eq 1 && $output == *"W006"*"anh-nho/x.png"* ]]
}

@test "evidence cannot take the place of what the site itself writes" {
    new_project
    cp content/2024/minh-chung/ap-phich-kenh-tiep-nhan.png content/anh-chia-se.png
    sed -i 's/^màu:.*/&\nhuy hiệu: anh-chia-se.png/' content/school.md
    run "$BAOCAO" build
    [[ $status -eq 1 && $output == *"content/school.md:"*"W006"*"anh-chia-se.png"* ]]
    cp "$ROOT/content/school.md" content/
    mkdir content/bao-cao
    cp content/2024/minh-chung/tong-hop-y-kien.pdf content/bao-cao/bao-cao-quy-2-2024.pdf
    printf '\nXem [báo cáo](bao-cao/bao-cao-quy-2-2024.pdf).\n' >>content/school.md
    "$BAOCAO" -q build
    pdftotext out/site/bao-cao/bao-cao-quy-2-2024.pdf - | grep -q 'BÁO CÁO'
}

@test "a dead link in the content is told with its place, and out/ stays as it was" {
    new_project
    "$BAOCAO" -q build
    before=$(digest out)
    sed -i -E '0,/^### Ưu điểm$/s//&\n\nXem [mục này](#khong-co)./' content/2024/q2.md
    grep -q 'khong-co' content/2024/q2.md
    run "$BAOCAO" build
    [ "$status" -eq 1 ]
    [[ $output == *"content/2024/q2.md:"*"W002"*"khong-co"* ]]
    [ "$(digest out)" = "$before" ]
}

@test "a name that the templates do not know is a complaint" {
    new_project
    sed -i 's/{{truong.ten}}/{{truong.tenn}}/' templates/site/khung.html
    run "$BAOCAO" build
    [ "$status" -eq 1 ]
    [[ $output == *"templates/site/khung.html:"* ]]
    [ ! -e out ]
}

@test "the accent colour of the school is in the stylesheet" {
    new_project
    sed -i 's/^màu:.*/màu: "#7a0b2e"/' content/school.md
    "$BAOCAO" -q build
    grep -q '<style>.*#7a0b2e' out/site/index.html
    grep -q 'fill="#7a0b2e"' out/site/icon.svg
}

@test "pages are small: the front page under 30 KB, the others but the plan under 60 KB" {
    [ "$(stat -c %s "$SITE/index.html")" -lt 30720 ]
    while read -r page; do
        case $page in */ke-hoach.html) continue ;; esac
        echo "$page"
        [ "$(stat -c %s "$page")" -lt 61440 ]
    done < <(pages)
}

@test "where things are said: how to write to the school, what it does then, the figures; what the site is; every document" {
    for words in 'href="tel:1022"' 'href="mailto:' 'id="sau-khi"' 'Ý kiến đã nhận trong Quý IV năm 2024' 'Tên người gửi không bao giờ được đăng'; do
        grep -q "$words" "$SITE/gop-y.html"
    done
    grep -q 'WCAG 2.2' "$SITE/gioi-thieu.html"
    [ "$(grep -c 'class="tai-ve"' "$SITE/2024/van-ban.html")" -eq "$(find "$SITE/bao-cao" -name '*.pdf' | wc -l)" ]
    ! grep -q 'SHA-256: ' "$SITE/2024/van-ban.html" # drafts change, so their digests are nobody's business
    for page in $(pages); do
        grep -qE 'href="(\.\./)?gop-y.html"' "$page"
    done
}

@test "the page for addresses that are not there works under any address once the site's own is known" {
    new_project
    sed -i 's|^trang:.*|trang: https://truong.example/papi/|' content/school.md
    "$BAOCAO" -q build 2>/dev/null
    [ -z "$(grep -oE '(href|src)="[^"]*"' out/site/404.html | grep -vE '"(https://truong.example/papi/|#)' || true)" ]
    ! grep -q '404' out/site/sitemap.xml
    ! grep -q 'canonical' out/site/404.html
}

@test "a page that was renamed leaves one that leads on" {
    new_project
    echo '2024/bao-cao-cu.html {{nam}}/quy-3.html' >>templates/site/chuyen-trang.txt
    "$BAOCAO" -q build 2>/dev/null
    grep -q 'http-equiv="refresh" content="0; url=../2024/quy-3.html"' out/site/2024/bao-cao-cu.html
    grep -q 'href="../2024/nhiem-vu.html"' out/site/2024/index.html
    echo 'cu.html 2024/khong-co.html' >>templates/site/chuyen-trang.txt
    run "$BAOCAO" -q build
    [[ $status -eq 1 && $output == *"[W001]"*"cu.html"* ]]
}
