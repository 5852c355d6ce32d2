#!/usr/bin/env bats
# machines.bats - what the site gives to programs: tables, data, feed, sitemap, previews; and its other two shapes.

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build
    export SITE=$BATS_FILE_TMPDIR/project/out/site
}

# The pages of a site that have an address of their own: not what a server shows for an unknown one, nor those that lead on.
own_pages() {
    find "$1" -name '*.html' ! -path "$1/404.html" -exec grep -L 'http-equiv="refresh"' {} +
}

teardown() {
    [ -z "${server-}" ] || kill "$server"
}

# ---- tasks.csv ----

@test "tasks.csv: BOM, CRLF everywhere, a row for each task, every row of the same width" {
    need python3
    python3 - "$SITE/2024/tasks.csv" <<'PY'
import csv, io, re, sys
raw = open(sys.argv[1], "rb").read()
assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\xef\xbb\xbf") == 1
assert raw.endswith(b"\r\n") and not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
assert len(rows) == 1 + 31, len(rows)
assert {len(row) for row in rows} == {7 + 3 * 3}
assert rows[0][0] == "Mã" and rows[0][6] == "Quý II năm 2024: trạng thái"
by_code = {row[0]: dict(zip(rows[0], row)) for row in rows[1:]}
assert by_code["III.1.1"]["Quý IV năm 2024: kết quả"] == "3 lượt"
assert by_code["III.1.1"]["Quý IV năm 2024: minh chứng"] == "minh-chung/tong-hop-boi-duong.pdf"
assert any(row[3] == "8" for row in rows)
PY
}

@test "tasks.csv: formulas are made harmless, numbers stay numbers, quotes and commas survive" {
    need python3
    new_project
    python3 - <<'PY'
path = "content/2024/q2.md"
values = iter(["=CMD()", "+84 buổi", "-5", "@SUM(A1)", "-1+2", '"a", b', "−3", '="x",1'])
out = []
for line in open(path).read().split("\n"):
    if line.startswith(("- Kết quả:", "- Lũy kế:")):
        continue
    out.append(line)
    if line.startswith("- Trạng thái:"):
        out += [f"- Kết quả: {value}" for value in [next(values, None)] if value]
open(path, "w").write("\n".join(out))
PY
    rm content/2024/q3.md content/2024/q4.md
    "$BAOCAO" -q build
    python3 - <<'PY'
import csv
rows = list(csv.DictReader(open("out/site/2024/tasks.csv", encoding="utf-8-sig", newline="")))
found = [row["Quý II năm 2024: kết quả"] for row in rows][:8]
assert found == ["'=CMD()", "'+84 buổi", "-5", "'@SUM(A1)", "'-1+2", '"a", b', "−3", "'=\"x\",1"], found
for row in rows:
    for cell in row.values():
        assert not cell or cell[0] not in "=+@\t\r", cell
PY
}

@test "tasks.csv and the data are offered with their sizes" {
    grep -qE 'href="\.\./2024/tasks\.csv".*CSV, [0-9]+ KB' "$SITE/2024/nhiem-vu.html"
    for q in 2 3 4; do
        grep -qE "href=\"\.\./2024/report-q$q\.xml\".*XML, [0-9]+ KB" "$SITE/2024/quy-$q.html"
    done
}

@test "evidence cannot take the place of tasks.csv" {
    new_project
    echo x >content/2024/tasks.csv
    sed -i -E '0,/^- Minh chứng:.*/s//- Minh chứng: tasks.csv/' content/2024/q2.md
    run "$BAOCAO" build
    [ "$status" -eq 1 ]
    [[ $output == *"W006"* ]]
}

# ---- report-q2.xml ----

@test "report-qN.xml is what the public PDF carries, byte for byte, and well-formed" {
    need xmllint
    for q in 2 3 4; do
        "$BAOCAO" extract "$SITE/bao-cao/bao-cao-quy-$q-2024.pdf" >"$BATS_TEST_TMPDIR/q$q.xml"
        cmp "$BATS_TEST_TMPDIR/q$q.xml" "$SITE/2024/report-q$q.xml"
        xmllint --noout "$SITE/2024/report-q$q.xml"
    done
}

@test "with internal notes the public data differs from what the district gets, and holds none of them" {
    new_project
    sed -i -E '0,/^- Trạng thái:.*/s//&\n- Nội bộ: BIMATXML/' content/2024/q2.md
    "$BAOCAO" -q build
    "$BAOCAO" extract out/bao-cao/bao-cao-quy-2-2024.pdf | grep -q BIMATXML
    run ! grep -q BIMATXML out/site/2024/report-q2.xml
    "$BAOCAO" extract out/site/bao-cao/bao-cao-quy-2-2024.pdf | cmp - out/site/2024/report-q2.xml
}

# ---- the address of the site ----

# A project whose site has the address $1, built.
with_address() {
    new_project
    sed -i "s|^trang:.*|trang: ${1:-https://truong.example/papi}|" content/school.md
    "$BAOCAO" -q build
}

@test "without an address: no sitemap, feed, canonical link or absolute address of our own, and one note that says why" {
    for file in sitemap.xml robots.txt feed.xml; do [ ! -e "$SITE/$file" ]; done
    run ! grep -rE 'rel="(canonical|alternate)"|og:(url|image)' "$SITE" --include='*.html'
    [ "$(grep -l 'property="og:title"' -r "$SITE" --include='*.html' | wc -l)" -eq "$(($(own_pages "$SITE" | wc -l) + 1))" ]
    run "$BAOCAO" -C "$ROOT" check
    [ "$(grep -c '\[W101\]' <<<"$output")" -eq 1 ]
    [[ $output == *"content/school.md: ghi chú [W101]"* ]]
}

@test "with an address the note is gone, and every page says where it is" {
    with_address
    run "$BAOCAO" check
    [[ $output != *W101* ]]
    while read -r page; do
        address=https://truong.example/papi/${page%index.html}
        grep -qF "<link rel=\"canonical\" href=\"$address\">" "out/site/$page"
        grep -qF "<meta property=\"og:url\" content=\"$address\">" "out/site/$page"
        case $page in */*) up=../ ;; *) up= ;; esac
        grep -qF "href=\"${up}feed.xml\"" "out/site/$page"
    done < <(cd out/site && own_pages . | sed 's|^\./||')
    grep -qF 'https://truong.example/papi/2024/minh-chung/tong-hop-boi-duong.pdf' out/site/2024/tasks.csv
}

@test "og:title and og:description are those of the page" {
    while read -r page; do
        title=$(sed -nE 's|^<title>(.*) – Trường Tiểu học Hòa Bình</title>|\1|p' "$page")
        words=$(sed -nE 's|^<meta name="description" content="(.*)">|\1|p' "$page")
        [ -n "$title" ]
        [ -n "$words" ]
        grep -qF "<meta property=\"og:title\" content=\"$title\">" "$page"
        grep -qF "<meta property=\"og:description\" content=\"$words\">" "$page"
    done < <(own_pages "$SITE"; echo "$SITE/404.html")
}

@test "sitemap.xml has exactly the pages, robots.txt leads to it" {
    need python3
    with_address
    python3 - <<'PY'
import pathlib, re
import xml.etree.ElementTree as ET
space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
root = ET.parse("out/site/sitemap.xml").getroot()
assert root.tag == space + "urlset"
got = {url.find(space + "loc").text: url.find(space + "lastmod").text for url in root}
base = "https://truong.example/papi/"
site = pathlib.Path("out/site")
own = [p for p in site.rglob("*.html") if p.name != "404.html" and 'http-equiv="refresh"' not in p.read_text("utf-8")]
assert len(own) > 15, own
want = {base + re.sub("(^|/)index.html$", r"\1", str(p.relative_to(site))) for p in own}
assert set(got) == want, set(got) ^ want
assert got[base + "2024/quy-2.html"] == "2024-06-17" and got[base] == "2024-12-16"
assert "Sitemap: " + base + "sitemap.xml" in open("out/site/robots.txt").read().splitlines()
PY
}

@test "feed.xml is Atom (RFC 4287): an entry a report, newest first, stable ids, plain summaries" {
    need python3
    with_address 'http://Truong.example:8080/a%20b/\&c'
    python3 - <<'PY'
import datetime, pathlib, urllib.parse
import xml.etree.ElementTree as ET
space = "{http://www.w3.org/2005/Atom}"
base = "http://truong.example:8080/a%20b/&c/"
feed = ET.parse("out/site/feed.xml").getroot()
assert feed.tag == space + "feed"
one = lambda node, name: (lambda found: (found[0], len(found) == 1 or 1 / 0)[0])(node.findall(space + name))
date = lambda node, name: datetime.datetime.fromisoformat(one(node, name).text)
for name in ("id", "title", "updated", "author"):
    one(feed, name)
assert one(one(feed, "author"), "name").text == "Trường Tiểu học Hòa Bình"
links = {link.get("rel"): link.get("href") for link in feed.findall(space + "link")}
assert links == {"self": base + "feed.xml", "alternate": base}, links
entries = feed.findall(space + "entry")
assert len(entries) == 3
ids = [one(e, "id").text for e in entries]
assert ids[-1] == "tag:truong.example,2024:/a%20b/&c/2024/quy-2" and len(set(ids + [one(feed, "id").text])) == 4, ids
days = [date(e, "updated") for e in entries]
assert days == sorted(days, reverse=True) and date(feed, "updated") == days[0]
assert all(d.utcoffset() == datetime.timedelta(hours=7) and (d.hour, d.minute) == (0, 0) for d in days)
for entry in entries:
    one(entry, "title")
    summary = one(entry, "summary")
    assert summary.get("type", "text") == "text" and summary.text.startswith("Trong 31 việc của kế hoạch") and "\n" not in summary.text
    for link in entry.findall(space + "link"):
        assert link.get("href").startswith(base)
        path = urllib.parse.unquote(link.get("href")[len(base):])
        assert (pathlib.Path("out/site") / path).is_file(), path
PY
}

@test "three years: the feed and the sitemap have every report and page of each" {
    new_project
    sed -i 's|^trang:.*|trang: https://truong.example|' content/school.md
    for year in 2022 2023; do
        cp -r content/2024 "content/$year"
        find "content/$year" -name '*.md' -exec sed -i "s/2024/$year/g" {} +
    done
    "$BAOCAO" -q build
    [ "$(grep -c '<entry>' out/site/feed.xml)" -eq 9 ]
    for year in 2022 2023 2024; do
        for quarter in 2 3 4; do
            grep -qF "https://truong.example/$year/quy-$quarter.html\"" out/site/feed.xml
            grep -qF "<loc>https://truong.example/$year/quy-$quarter.html</loc>" out/site/sitemap.xml
            [ -s "out/site/$year/quy-$quarter.html" ]
        done
    done
}

@test "a year with a plan and no report: pages and a sitemap, and no empty feed" {
    new_project
    sed -i 's|^trang:.*|trang: https://truong.example|' content/school.md
    rm content/2024/q*.md
    "$BAOCAO" -q build
    [ -s out/site/sitemap.xml ]
    [ ! -e out/site/feed.xml ]
    run ! grep -r 'feed.xml' out/site
}

# ---- JSON-LD ----

# Reads the JSON-LD of pages with a JSON parser that is not ours; prints one object a page.
json_ld() {
    node -e '
for (const page of process.argv.slice(1)) {
    const html = require("fs").readFileSync(page, "utf8")
    const found = [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script/g)]
    if (found.length !== 1) throw new Error(page + ": " + found.length)
    console.log(JSON.stringify(JSON.parse(found[0][1])))
}' "$@"
}

@test "JSON-LD: the organisation on the front page, a report on each quarter's page" {
    need node
    run json_ld "$SITE/index.html"
    [ "$output" = '{"@context":"https://schema.org","@type":"ElementarySchool","name":"Trường Tiểu học Hòa Bình","address":{"@type":"PostalAddress","addressLocality":"Quận 1","addressCountry":"VN"},"parentOrganization":{"@type":"GovernmentOrganization","name":"Ủy ban nhân dân Quận 1"}}' ]
    run json_ld "$SITE"/2024/quy-{2,3,4}.html
    [ "$status" -eq 0 ]
    [ "$(grep -c '"@type":"Report"' <<<"$output")" -eq 3 ]
    grep -q '"reportNumber":"45/BC-HB","datePublished":"2024-06-17","temporalCoverage":"2024-03-15/2024-06-14"' <<<"$output"
    run ! grep -q 'contentUrl\|"url"' <<<"$output"
    with_address
    run json_ld out/site/index.html out/site/2024/quy-2.html
    [ "$status" -eq 0 ]
    [[ $output == *'"url":"https://truong.example/papi/"'* ]]
    [[ $output == *'"contentUrl":"https://truong.example/papi/bao-cao/bao-cao-quy-2-2024.pdf"'* ]]
}

@test "JSON-LD holds any text: quotes, tags, separators, backslashes" {
    need node
    new_project
    python3 - <<'PY'
path = "content/school.md"
name = "tên: 'A \"b\" \\ </script><script>alert(1)</script> <!-- & \u2028 \u2029 é'\n"
text = open(path).read().replace("tên: Trường Tiểu học Hòa Bình\n", name)
assert name in text
open(path, "w").write(text)
PY
    run "$BAOCAO" build
    if [ "$status" -ne 0 ]; then # separators may be refused before they come so far
        python3 - <<'PY'
path = "content/school.md"
text = open(path).read().replace(" \u2028 \u2029", "")
open(path, "w").write(text)
PY
        "$BAOCAO" -q build
    fi
    run json_ld out/site/index.html
    [ "$status" -eq 0 ]
    [[ $output == *'A \"b\" \\ </script><script>alert(1)</script> <!-- & '* ]]
    run ! grep -riE '<script>|<!-- &' out/site --include='*.html'
}

# ---- in the browser ----

# Serves $1 on a free port with a policy that allows no script at all; sets $port and $server.
serve() {
    python3 -u - "$1" >"$BATS_TEST_TMPDIR/port" 3>&- <<'PY' &
import functools, http.server, sys
class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:")
        super().end_headers()
    def log_message(self, *args):
        pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=sys.argv[1]))
print(server.server_port)
server.serve_forever()
PY
    server=$!
    while [ ! -s "$BATS_TEST_TMPDIR/port" ]; do sleep 0.1; done
    port=$(cat "$BATS_TEST_TMPDIR/port")
}

# What the console says on a page.
console() {
    timeout 60 chromium --headless --no-sandbox --disable-gpu --user-data-dir="$BATS_TEST_TMPDIR/chromium" --enable-logging=stderr \
        --dump-dom "http://127.0.0.1:$port/$1" 2>&1 >"$BATS_TEST_TMPDIR/dom" 3>&- | grep ':CONSOLE' || true
}

@test "a browser that may run no script has nothing to say about the data in the pages" {
    # variant: the pages are the same in both, the browser is slow
    [ "${VARIANT:-release}" = release ] || skip "trang giống hệt bản release"
    need chromium
    need python3
    with_address
    printf '<!DOCTYPE html><title>x</title><script>alert(1)</script>' >out/site/xau.html
    serve out/site
    run console xau.html
    [[ $output == *"Content Security Policy"* ]] || skip "chromium không chạy được ở đây: $output"
    for page in index 2024/quy-2 2024/nhiem-vu; do
        run console "$page.html"
        echo "$output"
        [ -z "$output" ]
        grep -q '<h1' "$BATS_TEST_TMPDIR/dom"
    done
}

# ---- site.zip ----

@test "site.zip: sound, the whole of out/site and nothing else, sorted, a fixed time, UTF-8 names" {
    need unzip
    need python3
    new_project
    mv content/2024/minh-chung/bien-ban-10-6.pdf "content/2024/minh-chung/biên bản 10-6.pdf"
    sed -i 's|minh-chung/bien-ban-10-6.pdf|minh-chung/biên%20bản%2010-6.pdf|' content/2024/q*.md
    "$BAOCAO" -q build
    unzip -tq out/site.zip
    mkdir unpacked
    unzip -q out/site.zip -d unpacked
    diff -r out/site unpacked
    python3 - <<'PY'
import os, zipfile
z = zipfile.ZipFile("out/site.zip")
assert z.testzip() is None
names = z.namelist()
assert names == sorted(names, key=str.encode) and "2024/minh-chung/biên bản 10-6.pdf" in names, names
assert sorted(names) == sorted(os.path.relpath(os.path.join(d, f), "out/site") for d, _, fs in os.walk("out/site") for f in fs)
for info in z.infolist():
    assert info.date_time == (1980, 1, 1, 0, 0, 0) and info.flag_bits == 0x800 and not info.extra
    packed = info.filename.endswith((".pdf", ".png", ".jpg"))
    assert (info.compress_type == zipfile.ZIP_STORED) == packed or info.compress_size == info.file_size, info
    with open("out/site/" + info.filename, "rb") as f:
        assert z.read(info) == f.read()
PY
    [ "$(find unpacked -name '*.html' | wc -l)" -ge 14 ]
}

# ---- bai-viet.html ----

# Judges an article by the list of what editors leave alone; $2: the address that links must begin with, if any.
judge_article() {
    python3 - "$@" <<'PY'
import html.parser, sys
TAGS = set("h2 h3 p ul ol li table thead tbody tr th td caption strong em a br".split())
class Judge(html.parser.HTMLParser):
    stack, links, words = [], [], ""
    def handle_starttag(self, tag, attributes):
        assert tag in TAGS, tag
        for name, value in attributes:
            assert (tag, name) in {("a", "href"), ("th", "scope")}, (tag, name)
            if name == "href":
                self.links.append(value)
        if tag != "br":
            self.stack.append(tag)
    def handle_endtag(self, tag):
        assert self.stack.pop() == tag, tag
    def handle_data(self, data):
        if self.stack and self.stack[-1] not in ("ul", "ol", "table", "thead", "tbody", "tr"):
            assert "\n" not in data, data
        self.words += data
    def handle_comment(self, data):
        raise AssertionError(data)
    handle_decl = handle_pi = handle_comment
judge = Judge()
judge.feed(open(sys.argv[1], encoding="utf-8").read())
judge.close()
assert not judge.stack and len(judge.words) > 100
kinds = ("tel:", "mailto:", "http://", "https://")
assert all(link.startswith(kinds) for link in judge.links), judge.links
ours = [link for link in judge.links if len(sys.argv) > 2 and link.startswith(sys.argv[2])]
print(len(ours), *ours)
PY
}

@test "bai-viet.html: only what every editor takes, no link that breaks" {
    need python3
    run judge_article "$SITE/../bai-viet.html"
    [ "$status" -eq 0 ]
    grep -q '<h2>Quý IV năm 2024' "$SITE/../bai-viet.html"
    run ! grep -qE 'trang của trường</a>|href="[^thm]' "$SITE/../bai-viet.html"
    [ "$(grep -cE '<li><strong>[IV]+\.' "$SITE/../bai-viet.html")" -eq 31 ]
}

@test "bai-viet.html with an address: links are whole, and lead to files that are there" {
    need python3
    new_project
    sed -i 's|^trang:.*|trang: https://truong.example/papi|' content/school.md
    sed -i -E '0,/^## Phương hướng.*/s//&\n\nXem [biên bản](minh-chung\/bien-ban-8-11.pdf), `mã`, ![ảnh áp phích](minh-chung\/ap-phich-kenh-tiep-nhan.png), [mục](#quy-toi).\n\n> Trích.\n\n---\n/' content/2024/q4.md
    "$BAOCAO" -q build
    run judge_article out/bai-viet.html https://truong.example/papi/
    echo "$output"
    [ "$status" -eq 0 ]
    [ "${output%% *}" -eq 4 ]
    for link in ${output#* }; do
        path=${link#https://truong.example/papi/}
        [ -s "out/site/${path%%#*}" ]
    done
    grep -q 'mã, ảnh áp phích, <a' out/bai-viet.html
}

@test "bai-viet.html without any report speaks of the plan" {
    need python3
    new_project
    rm content/2024/q*.md
    "$BAOCAO" -q build
    run judge_article out/bai-viet.html
    [ "$status" -eq 0 ]
    grep -q 'Chưa có báo cáo quý nào' out/bai-viet.html
}

@test "nothing internal reaches the other shapes and the files for machines" {
    new_project
    sed -i "s|^trang:.*|trang: https://truong.example/papi|" content/school.md
    sed -i -E 's/^(- Trạng thái:.*)/\1\n- Nội bộ: BIMATTRUONG/' content/2024/q*.md
    for quarter in content/2024/q*.md; do
        sed -i '/^## Nội bộ/,$d' "$quarter"
        printf '\n## Nội bộ\n\nBIMATPHAN\n' >>"$quarter"
    done
    sed -i -E 's/^( +người:).*/\1 BIMATNGUOI/' content/school.md
    "$BAOCAO" -q build
    mkdir unpacked
    unzip -q out/site.zip -d unpacked
    run ! grep -rla BIMAT unpacked out/site out/bai-viet.html
    for q in 2 3 4; do
        "$BAOCAO" extract "unpacked/bao-cao/bao-cao-quy-$q-2024.pdf" >"$BATS_TEST_TMPDIR/public.xml"
        run ! grep -q BIMAT "$BATS_TEST_TMPDIR/public.xml"
    done
}

# ---- anh-chia-se.png ----

# Decodes a picture without any of our code; prints "width height bytes" and the share of pixels that are not flat.
judge_png() {
    python3 - "$1" <<'PY'
import struct, sys, zlib
raw = open(sys.argv[1], "rb").read()
assert raw[:8] == b"\x89PNG\r\n\x1a\n"
at, chunks = 8, []
while at < len(raw):
    n, kind = struct.unpack(">I4s", raw[at:at + 8])
    body = raw[at + 8:at + 8 + n]
    assert struct.unpack(">I", raw[at + 8 + n:at + 12 + n])[0] == zlib.crc32(kind + body)
    chunks.append((kind, body))
    at += 12 + n
assert [kind for kind, _ in chunks] == [b"IHDR", b"PLTE", b"IDAT", b"IEND"], chunks
width, height, depth, colours, _, _, interlace = struct.unpack(">IIBBBBB", chunks[0][1])
palette = [chunks[1][1][i:i + 3].hex() for i in range(0, len(chunks[1][1]), 3)]
pixels = zlib.decompress(chunks[2][1])
stride = 1 + width // 2
assert (depth, colours, interlace) == (4, 3, 0) and width % 2 == 0 and len(pixels) == height * stride
lines = [pixels[y * stride:(y + 1) * stride] for y in range(height)]
assert all(line[0] == 0 for line in lines)
rows = [[part for byte in line[1:] for part in (byte >> 4, byte & 15)] for line in lines]
assert max(max(row) for row in rows) < len(palette)
colour = lambda x, y: palette[rows[y][x]]
assert all(colour(x, y) == colour(0, y) for y in range(height) for x in (1, 40, 75, 1125, 1160, 1199)), "text in the margin"
print(width, height, len(raw), colour(5, 5), colour(5, 625), colour(100, 496))
PY
}

@test "anh-chia-se.png: a sound PNG of 1200 × 630, at most 60 KB, in the school's colour, nothing in the margins" {
    need python3
    run judge_png "$SITE/anh-chia-se.png"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output =~ ^1200\ 630\ ([0-9]+)\ 0b5d7a\ ffffff\ 1c7a41$ ]]
    [ "${BASH_REMATCH[1]}" -le 61440 ]
}

@test "anh-chia-se.png with any name: long ones are wrapped, very long ones cut, none leaves its place" {
    need python3
    for name in Ỷ 'Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Nguyễn Đình Chiểu – Ỷ Lan, huyện Vũng Liêm' \
        "$(printf 'Trường%.0s' {1..90})" "$(printf 'Trường %.0s' {1..900})"; do
        rm -rf "$BATS_TEST_TMPDIR/project"
        new_project
        sed -i "s|^tên: .*|tên: $name|" content/school.md
        "$BAOCAO" -q build
        run judge_png out/site/anh-chia-se.png
        echo "$output"
        [ "$status" -eq 0 ]
    done
}

@test "the share picture is told of where there is an address, with its size and in words" {
    run ! grep -rE 'og:image|twitter:' "$SITE" --include='*.html'
    with_address
    while read -r page; do
        grep -qF '<meta property="og:image" content="https://truong.example/papi/anh-chia-se.png">' "$page"
        grep -qF '<meta property="og:image:alt" content="Trường Tiểu học Hòa Bình, Quý IV năm 2024: 12/31 nhiệm vụ đã hoàn thành">' "$page"
        grep -qF '<meta name="twitter:card" content="summary_large_image">' "$page"
    done < <(own_pages out/site)
    new_project
    rm content/2024/q*.md
    sed -i 's|^trang:.*|trang: https://truong.example/papi|' content/school.md
    "$BAOCAO" -q build
    [ ! -e out/site/anh-chia-se.png ]
    run ! grep -rE 'og:image|twitter:' out/site --include='*.html'
}
