#!/usr/bin/env bats
# xml.bats - the XML form: the same content, the same output, the same judgement as the schema.

load helper

setup() {
    cd "$ROOT" || return 1
    baocao=$BAOCAO
    work=$(mktemp -d)
}

teardown() {
    rm -rf "$work"
}

# Makes the shipped project in $work/md and the same in XML in $work/xml.
both_forms() {
    local file
    mkdir "$work/md"
    cp -R content templates "$work/md/"
    cp -R "$work/md" "$work/xml"
    for file in school papi 2024/plan 2024/q2 2024/q3 2024/q4; do
        "$baocao" -q convert "content/$file.md" "$work/xml/content/$file.xml" 2> /dev/null || return 1
        rm "$work/xml/content/$file.md"
    done
}

@test "the shipped content in either form gives the same out/, byte for byte" {
    both_forms
    "$baocao" -q -C "$work/md" build
    "$baocao" -q -C "$work/xml" build
    [ "$(find "$work/md/out" -type f | wc -l)" -gt 20 ]
    diff -r "$work/md/out" "$work/xml/out"
}

@test "the shipped content in XML is valid by the schema" {
    both_forms
    xmllint --noout --relaxng generator/schema/baocao.rng "$work"/xml/content/*.xml "$work"/xml/content/2024/*.xml
}

@test "complaints about either form are the same, each at its own place" {
    both_forms
    sed -i 's/Trạng thái: Đang thực hiện/Trạng thái: Đang thực hien nhe/' "$work/md/content/2024/q2.md"
    sed -i 's/<state>Đang thực hiện/<state>Đang thực hien nhe/' "$work/xml/content/2024/q2.xml"
    "$baocao" -C "$work/md" check 2> "$work/a" && false
    "$baocao" -C "$work/xml" check 2> "$work/b" && false
    grep -o '\[[A-Z][0-9]*\]: .*' "$work/a" > "$work/a.codes"
    grep -o '\[[A-Z][0-9]*\]: .*' "$work/b" > "$work/b.codes"
    grep -q T007 "$work/a.codes"
    diff <(sed -E 's/dòng [0-9]+/dòng …/' "$work/a.codes") <(sed -E 's/dòng [0-9]+/dòng …/' "$work/b.codes")
    grep -A1 'T007' "$work/b" | grep -q '<state>Đang thực hien nhe</state>'
}

@test "our reader and xmllint accept the same documents" {
    run python3 tests/xml_property.py agree "$baocao" "$work"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "Markdown to XML and back loses nothing, random documents" {
    run python3 tests/xml_property.py convert "$baocao" "$work"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "the authors' comments survive conversion both ways" {
    "$baocao" -q convert content/2024/plan.md "$work/plan.xml" 2> /dev/null
    "$baocao" -q convert "$work/plan.xml" "$work/plan.md" 2> /dev/null
    [ "$(grep -c 'OCR' content/2024/plan.md)" -gt 3 ]
    diff <(grep 'OCR' content/2024/plan.md) <(grep 'OCR' "$work/plan.md")
}

@test "convert never overwrites, and leaves nothing behind when the disk is full" {
    echo old > "$work/plan.xml"
    run "$baocao" convert content/2024/plan.md "$work/plan.xml"
    [ "$status" -eq 2 ]
    [ "$(cat "$work/plan.xml")" = old ]
    run "$baocao" convert content/2024/plan.md /dev/full/plan.xml
    [ "$status" -eq 3 ]
    run "$baocao" convert content/2024/plan.md "$work/nowhere/plan.xml"
    [ "$status" -eq 3 ]
    [ "$(ls "$work")" = plan.xml ]
}

@test "nothing is loaded from outside: an external entity is refused unread" {
    echo secret > "$work/secret"
    printf '<!DOCTYPE plan [<!ENTITY x SYSTEM "file://%s/secret">]>\n<plan>&x;</plan>\n' "$work" > "$work/plan.xml"
    run "$baocao" check "$work/plan.xml"
    [ "$status" -eq 1 ]
    [[ "$output" == *E016* ]]
    need strace
    ASAN_OPTIONS=detect_leaks=0 strace -f -o "$work/calls" -e trace=openat,connect "$baocao" check "$work/plan.xml" || true
    grep -q 'plan.xml' "$work/calls"
    ! grep -E 'secret"|connect' "$work/calls"
}
