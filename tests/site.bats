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
