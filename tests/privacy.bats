#!/usr/bin/env bats
# privacy.bats - marks planted in every place that is not for the public: none of them is in what is published, however it is packed there.
# The same marks in Markdown and, converted, in XML. A mark in a public place shows that marks.py does see into each kind of file.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    command -v qpdf >/dev/null && command -v pdftotext >/dev/null || return 0
    bash "$ROOT/tests/pki.sh" "$BATS_FILE_TMPDIR/pki"
    PKI=$BATS_FILE_TMPDIR/pki
    (umask 077 && echo bi-mat >"$BATS_FILE_TMPDIR/pass")
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR/BIMAT-FOLDER new_project
    plant
    for who in "--p12 $PKI/principal.p12" "--co-quan --p12 $PKI/organisation.p12"; do
        # shellcheck disable=SC2086 # two words
        "$BAOCAO" -q sign 2024-q2 $who --pass-file "$BATS_FILE_TMPDIR/pass" 2>/dev/null
    done
    printf '\n<!-- BIMAT-REGISTER-COMMENT -->\n\n## 99/TB-HB\n\n- Ngày: 18/6/2024\n- Loại: Thông báo\n- Trích yếu: BIMAT-CAPTION\n' >>content/2024/so-van-ban.md
    export MARKED=$PWD
    "$BAOCAO" -q build 2>"$BATS_FILE_TMPDIR/log" || return 1
    cp -r "$MARKED" "$BATS_FILE_TMPDIR/xml"
    cd "$BATS_FILE_TMPDIR/xml" || return 1
    rm -r out
    for file in school papi 2024/plan 2024/q2 2024/q3 2024/q4 2024/indices; do
        "$BAOCAO" -q convert "content/$file.md" "content/$file.xml"
        rm "content/$file.md"
        # what only XML has
        sed -i '1s/$/\n<!-- BIMAT-XML-COMMENT -->\n<?bimat BIMAT-INSTRUCTION?>/' "content/$file.xml"
        echo '<!-- BIMAT-XML-END -->' >>"content/$file.xml"
    done
    "$BAOCAO" -q build 2>"$BATS_FILE_TMPDIR/log"
}

setup() {
    need qpdf
    need pdftotext
}

# A PNG with its maker's name in three ways.
signed_png() {
    python3 - "$1" "$2" <<'PY'
import sys, zlib
png, mark = sys.argv[1:]
old = open(png, "rb").read()
chunk = lambda t, d: len(d).to_bytes(4, "big") + t + d + zlib.crc32(t + d).to_bytes(4, "big")
say = mark.encode()
open(png, "wb").write(old[:33] + chunk(b"tEXt", b"Author\0" + say) + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(say)) + chunk(b"eXIf", say) + old[33:] + say)
PY
}

# Marks the project in the current folder.
plant() {
    local file
    for file in content/2024/q*.md; do
        # internal fields and sections; what only they name
        sed -i -E 's/^(- Trạng thái:.*)/\1\n- Nội bộ: BIMAT-FIELD [xem](minh-chung\/bimat-field.txt)/; /^## Nội bộ/,$d' "$file"
        printf '\n## Nội bộ\n\nBIMAT-SECTION [xem](minh-chung/bimat.txt)\n\n![BIMAT-WORDS](minh-chung/bimat.png)\n\n<!-- BIMAT-COMMENT-INTERNAL -->\n' >>"$file"
        sed -i '0,/^- Kết quả:/s//<!-- BIMAT-COMMENT-ENTRY -->\n\n&/' "$file"
        sed -i '0,/^## Chỉ đạo, điều hành$/s//<!-- BIMAT-COMMENT\nhai dòng BIMAT-COMMENT-SECOND -->\n\n&/' "$file"
    done
    # a quarter's excuse, the plan's reasons
    sed -i '0,/^minh họa: có$/s//&\nbỏ qua:\n  - mã: T134\n    lý do: BIMAT-REASON/' content/2024/q4.md
    sed -i -E 's/^( +lý do: ).*/\1BIMAT-REASON-PLAN/' content/2024/plan.md
    for file in content/*.md content/2024/*.md; do
        sed -i '1s/$/\n# BIMAT-YAML/' "$file"
        printf '\n<!-- BIMAT-COMMENT-END -->\n' >>"$file"
    done
    sed -i -E 's/^( +người:).*/\1 BIMAT-PEOPLE/' content/school.md
    # files
    echo BIMAT-FILE | tee content/2024/minh-chung/bimat.txt content/2024/minh-chung/bimat-field.txt content/2024/minh-chung/BIMAT-UNNAMED.txt >content/bimat.txt
    cp content/2024/minh-chung/ap-phich-kenh-tiep-nhan.png content/2024/minh-chung/bimat.png
    cp content/2024/minh-chung/ap-phich-kenh-tiep-nhan.png content/huy-hieu.png
    mkdir content/chu-ky
    python3 "$ROOT/tests/strokes.py" blue content/chu-ky/bimat-hieu-truong.png
    python3 "$ROOT/tests/strokes.py" seal content/chu-ky/bimat-con-dau.png
    for file in content/2024/minh-chung/*.png content/huy-hieu.png content/chu-ky/*.png; do signed_png "$file" BIMAT-PNG; done
    sed -i 's|^    chức vụ: HIỆU TRƯỞNG$|&\n    chữ ký: chu-ky/bimat-hieu-truong.png|; s|^màu:|con dấu: chu-ky/bimat-con-dau.png\nhuy hiệu: huy-hieu.png\n&|; s|^trang:.*|trang: https://truong.example/papi/|' content/school.md
    # notes of those who write the templates
    for file in templates/site/*.html; do printf '{{! BIMAT-TEMPLATE }}' >>"$file"; done
    printf '/* BIMAT-STYLE */\n' >>templates/site/style.css
    # and one for all
    sed -i -E '0,/^- Lý do: /s//- Lý do: CONGKHAI /' content/2024/q2.md
    mv content/2024/minh-chung/tong-hop-boi-duong.pdf content/2024/minh-chung/CONGKHAI.pdf
    sed -i 's|tong-hop-boi-duong.pdf|CONGKHAI.pdf|' content/2024/q4.md
}

# The marks of a folder, each once.
planted() { grep -rhoaE 'BIMAT-[A-Z]+(-[A-Z]+)*' "$@" | sort -u; }

# Nothing of FOLDER's content that is marked is in its out/, but what is not for the public. Usage: silent FOLDER
silent() {
    local marks
    mapfile -t marks < <(planted "$1/content" "$1/templates")
    printf '%s ' "${marks[@]}"
    mkdir -p "$BATS_TEST_TMPDIR/public"
    cp -r "$1/out/site" "$1/out/site.zip" "$1/out/bai-viet.html" "$BATS_TEST_TMPDIR/public/"
    "$ROOT/tests/marks.py" "$BATS_TEST_TMPDIR/public" "${marks[@]}" BIMAT bimat >"$BATS_TEST_TMPDIR/found"
    cat "$BATS_TEST_TMPDIR/found"
    [ ! -s "$BATS_TEST_TMPDIR/found" ]
}

@test "every place is marked" {
    for mark in YAML COMMENT COMMENT-SECOND COMMENT-ENTRY COMMENT-INTERNAL COMMENT-END REASON REASON-PLAN FIELD SECTION WORDS PEOPLE FILE PNG \
        REGISTER-COMMENT CAPTION; do
        planted "$MARKED/content" | grep -qx "BIMAT-$mark"
    done
    for mark in COMMENT COMMENT-SECOND COMMENT-ENTRY COMMENT-INTERNAL COMMENT-END REASON REASON-PLAN FIELD SECTION WORDS PEOPLE XML-COMMENT XML-END INSTRUCTION; do
        grep -rqa "BIMAT-$mark" --include='*.xml' "$BATS_FILE_TMPDIR/xml/content"
    done
    [ "$(grep -c BIMAT-FIELD "$MARKED/content/2024/q2.md")" -gt 20 ]
}

@test "the district's own copy has the internal notes, and what is published of the same quarter is another file" {
    "$ROOT/tests/marks.py" "$MARKED/out/bao-cao" BIMAT-FIELD BIMAT-SECTION >found
    grep -q '^pdf-words bao-cao-quy-3-2024.pdf BIMAT-FIELD$' found
    grep -q '^pdf-words bao-cao-quy-3-2024.pdf BIMAT-SECTION$' found
    run ! cmp -s "$MARKED/out/bao-cao/bao-cao-quy-3-2024.pdf" "$MARKED/out/site/bao-cao/bao-cao-quy-3-2024.pdf"
    cmp "$MARKED/out/bao-cao/bao-cao-quy-2-2024.pdf" "$MARKED/content/2024/da-ky/bao-cao-quy-2-2024.2.pdf"
}

@test "what is public is found in every kind of file: page, table, XML, archive, PDF as words and as data" {
    "$ROOT/tests/marks.py" "$MARKED/out" CONGKHAI >"$BATS_TEST_TMPDIR/found"
    for seen in 'name site/2024/minh-chung/CONGKHAI.pdf' 'name site.zip/2024/minh-chung/CONGKHAI.pdf' \
        'bytes site/2024/quy-2.html' 'bytes site/2024/tasks.csv' 'bytes site/2024/report-q2.xml' 'bytes site.zip/2024/quy-2.html' \
        'pdf-words site/bao-cao/bao-cao-quy-2-2024.pdf' 'pdf-attachment site/bao-cao/bao-cao-quy-2-2024.pdf' 'pdf-words site.zip/bao-cao/bao-cao-quy-2-2024.pdf'; do
        echo "$seen"
        grep -qxF "$seen CONGKHAI" "$BATS_TEST_TMPDIR/found"
    done
}

@test "written in Markdown: comments, reasons, internal notes, people, files, pictures' makers, the register, folders: not on the site" {
    silent "$MARKED"
}

@test "written in XML: the same, and comments and instructions of its own" {
    cmp "$MARKED/out/site/2024/quy-2.html" "$BATS_FILE_TMPDIR/xml/out/site/2024/quy-2.html"
    [ -s "$BATS_FILE_TMPDIR/xml/out/site/huy-hieu.png" ]
    silent "$BATS_FILE_TMPDIR/xml"
}

@test "only evidence that a public place names is published; nothing of signatures, seals and what was signed" {
    for folder in "$MARKED" "$BATS_FILE_TMPDIR/xml"; do
        (cd "$folder/out/site" && find . -type f | sed 's|^\./||' | grep -vE '^((2024/)?[a-z0-9-]+\.(html|xml|csv|svg|png|txt)|bao-cao/[a-z0-9-]+\.pdf|2024/minh-chung/.*)$' || true) >"$BATS_TEST_TMPDIR/other"
        cat "$BATS_TEST_TMPDIR/other"
        [ ! -s "$BATS_TEST_TMPDIR/other" ]
        [ -z "$(find "$folder/out/site" -path '*chu-ky*' -o -path '*da-ky*' -o -iname '*bimat*')" ]
    done
}
