#!/usr/bin/env bats
# determinism.bats - same input, same bytes of all that is not a signature: other time, zone, locale, folder, user, user mask, environment,
# number of processors, name of the host, order of names. What varies is what reproducible-builds.org varies.

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
    [ "${VARIANT:-release}" != sanitize ] || skip "faketime không đi cùng ASan"
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

@test "another user" {
    need setpriv
    [ "$(id -u)" -eq 0 ] || skip "phải là root mới chạy được dưới tên người khác"
    chmod 755 "$BATS_RUN_TMPDIR" "$BATS_TEST_TMPDIR/.." "$BATS_TEST_TMPDIR"
    chown -R 65534:65534 "$PROJECT"
    setpriv --reuid=65534 --regid=65534 --clear-groups env HOME=/nonexistent USER=nobody "$BAOCAO" -q build || skip "người dùng khác không vào được $BAOCAO"
    [ "$(stat -c %u out/site/index.html)" -eq 65534 ]
    same
}

@test "one processor only" {
    need taskset
    taskset -c 0 "$BAOCAO" -q build
    same
}

@test "no environment at all" {
    env -i "$BAOCAO" -q build
    same
}

@test "a host of another name" {
    need unshare
    unshare --uts true || skip "không đổi được tên máy ở đây"
    unshare --uts sh -c 'hostname may-khac && exec "$0" -q build' "$BAOCAO"
    same
}

# Compiles the library that turns the order of names in folders round; sets $REVERSED.
reversed() {
    REVERSED=$BATS_TEST_TMPDIR/readdir.so
    "${CC:-gcc}" -shared -fPIC -O1 -o "$REVERSED" "$ROOT/tests/readdir_reversed.c" -ldl
}

@test "folders read in another order" {
    [ "${VARIANT:-release}" != sanitize ] || skip "thư viện nạp trước không đi cùng ASan"
    reversed
    [ "$(LD_PRELOAD=$REVERSED ls -U content/2024 | tr '\n' ' ')" != "$(ls -U content/2024 | tr '\n' ' ')" ]
    LD_PRELOAD=$REVERSED "$BAOCAO" -q build
    same
}

# Runs the program where all is other at once: zone, locale, mask, environment, processors; and, where libraries may be preloaded, the
# clock and the order of names.
elsewhere() {
    local -a preload=()
    if [ "${VARIANT:-release}" != sanitize ] && command -v faketime >/dev/null; then
        reversed
        preload=(faketime -f '2031-01-02 03:04:05' env "LD_PRELOAD=$REVERSED:$(faketime '2031-01-02 03:04:05' sh -c 'echo $LD_PRELOAD')")
    fi
    (
        umask 077
        TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 HOME=/nonexistent USER=khac COLUMNS=37 NO_COLOR=1 \
            BIG=$(head -c 50000 /dev/zero | tr '\0' x) taskset -c 0 "${preload[@]}" "$BAOCAO" "$@"
    )
}

# The project once more, at another path.
twin() {
    TWIN="$BATS_TEST_TMPDIR/Bản sao"
    cp -r "$PROJECT" "$TWIN"
}

@test "everything other at once: build" {
    need taskset
    twin
    rm -r "$TWIN/out"
    elsewhere -q -C "$TWIN" build
    same "$TWIN/out"
}

@test "everything other at once: convert, there and back" {
    need taskset
    twin
    for way in "$PROJECT" "$TWIN"; do
        run=("$BAOCAO")
        if [ "$way" = "$TWIN" ]; then run=(elsewhere); fi
        for name in school papi 2024/plan 2024/q2 2024/q3; do
            "${run[@]}" -q -C "$way" convert "content/$name.md" "content/$name.xml"
            "${run[@]}" -q -C "$way" convert "content/$name.xml" "content/$name.new.md"
        done
    done
    [ -s content/2024/q3.new.md ]
    [ "$(digest content)" = "$(digest "$TWIN/content")" ]
}

@test "everything other at once: new quarter, new year" {
    need taskset
    rm content/2024/q4.md
    twin
    for words in "new 2024-q4" "new 2025"; do
        # shellcheck disable=SC2086 # two words
        "$BAOCAO" -q $words
        # shellcheck disable=SC2086
        elsewhere -q -C "$TWIN" $words
    done
    [ -s content/2024/q4.md ]
    [ -s content/2025/plan.md ]
    [ "$(digest content)" = "$(digest "$TWIN/content")" ]
}

@test "everything other at once: a signed report published, and replaced" {
    need taskset
    need openssl
    bash "$ROOT/tests/pki.sh" "$BATS_TEST_TMPDIR/pki"
    (umask 077 && echo bi-mat > "$BATS_TEST_TMPDIR/pass")
    for who in principal "organisation --co-quan"; do
        # shellcheck disable=SC2086 # a name, and perhaps an option
        set -- $who
        "$BAOCAO" -q sign 2024-q2 ${2-} --p12 "$BATS_TEST_TMPDIR/pki/$1.p12" --pass-file "$BATS_TEST_TMPDIR/pass"
    done
    twin
    "$BAOCAO" -q build
    elsewhere -q -C "$TWIN" build
    [ "$(digest out)" != "$before" ]
    [ "$(digest out)" = "$(digest "$TWIN/out")" ]
    "$BAOCAO" -q replace 2024-q2
    elsewhere -q -C "$TWIN" replace 2024-q2
    [ "$(digest content)" = "$(digest "$TWIN/content")" ]
}

@test "no temporary time or path is in the output" {
    run ! grep -rqaF "$BATS_TEST_TMPDIR" out
    for pdf in out/bao-cao/*.pdf; do
        run ! grep -qaE '/(CreationDate|ModDate)' "$pdf"
    done
}
