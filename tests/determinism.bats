#!/usr/bin/env bats
# determinism.bats - same input, same bytes: other time, zone, locale, folder, user mask, environment, order of names.

bats_require_minimum_version 1.5.0
load helper

setup() {
    new_project
    "$BAOCAO" -q build
    before=$(digest out)
}

same() {
    [ "$(digest "${1:-out}")" = "$before" ]
}

@test "two runs" {
    "$BAOCAO" -q build
    same
}

@test "another time zone" {
    TZ=Pacific/Kiritimati "$BAOCAO" -q build
    same
}

@test "another locale" {
    LC_ALL=C LANG=C "$BAOCAO" -q build
    same
    LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 "$BAOCAO" -q build
    same
}

@test "another clock" {
    need faketime
    # The sanitizers do not like a preloaded library; there the clock is judged by the release build.
    [ "${VARIANT:-release}" = release ] || skip "faketime không đi cùng ASan"
    faketime '2031-01-02 03:04:05' "$BAOCAO" -q build
    same
}

@test "another folder, reached another way" {
    cp -r "$PROJECT" "$BATS_TEST_TMPDIR/Thư mục khác"
    rm -r "$BATS_TEST_TMPDIR/Thư mục khác/out"
    cd /
    "$BAOCAO" -q -C "$BATS_TEST_TMPDIR/Thư mục khác" build
    same "$BATS_TEST_TMPDIR/Thư mục khác/out"
}

@test "another user mask and a large environment" {
    umask 077
    BIG=$(head -c 60000 /dev/zero | tr '\0' x) "$BAOCAO" -q build
    same
}

@test "files created in another order" {
    mkdir reversed
    (cd content && find . -type d | sed 's|^|../reversed/|' | xargs mkdir -p)
    (cd content && find . -type f | LC_ALL=C sort -r | while read -r f; do cp "$f" "../reversed/$f"; done)
    rm -r content out
    mv reversed content
    "$BAOCAO" -q build
    same
}

@test "no temporary time or path is in the output" {
    run ! grep -rqaF "$BATS_TEST_TMPDIR" out
    for pdf in out/bao-cao/*.pdf; do
        run ! grep -qaE '/(CreationDate|ModDate)' "$pdf"
    done
}
