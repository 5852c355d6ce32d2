#!/usr/bin/env bats
# site.bats - the site as a folder of files: sound pages, nothing from elsewhere, every link alive, nothing internal.

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build
    export SITE=$BATS_FILE_TMPDIR/project/out/site
}

pages() { find "$SITE" -name '*.html' | LC_ALL=C sort; }

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
    for page in index 2024/ke-hoach 2024/nhiem-vu 2024/quy-{2,3,4} 2024/chi-so-{1,2,3,4,5,6,7,8}; do
        [ -s "$SITE/$page.html" ]
    done
    for file in style.css anh-chia-se.png 2024/tasks.csv 2024/report-q{2,3,4}.xml ../site.zip ../bai-viet.html; do
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
    run ! grep -rniP '<((script(?! type="application/ld\+json">)|style|form|iframe|object|embed)[ >])| style=| on[a-z]+=|javascript:' "$SITE" --include='*.html'
}

@test "nothing is loaded from another host, nothing by an absolute path" {
    run ! grep -rnoE '<(link|img|source|use|video|audio)[^>]*(src|href)="([a-z]+:|//)' "$SITE" --include='*.html'
    run ! grep -rnoE '(src|href)="(/|file:)' "$SITE" --include='*.html'
    run ! grep -nE '@import|url\(|https?:' "$SITE/style.css"
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
    grep -q '#7a0b2e' out/site/style.css
}

@test "pages are small: the front page under 30 KB, the others but the plan under 60 KB" {
    [ "$(stat -c %s "$SITE/index.html")" -lt 30720 ]
    while read -r page; do
        case $page in */ke-hoach.html) continue ;; esac
        echo "$page"
        [ "$(stat -c %s "$page")" -lt 61440 ]
    done < <(pages)
}
