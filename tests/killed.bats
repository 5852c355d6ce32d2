#!/usr/bin/env bats
# killed.bats - sign, accept and replace killed at every system call from the first that changes a file on (build at some; with KILLED_STEP=1 at all): no signed file is ever lost,
# changed or half there, and the same command, run again, brings everything to its end.
# variant: release only

load helper

setup_file() {
    new_pki
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build --trinh-ky --quarter 2024-q2 2>/dev/null
    export SUBMITTED=$PROJECT ONE=$BATS_FILE_TMPDIR/one.pdf TWO=$BATS_FILE_TMPDIR/two.pdf
    python3 "$ROOT/tests/foreign_sign.py" out/trinh-ky/bao-cao-quy-2-2024.pdf "$ONE" "$PKI/principal.key" "$PKI/principal.pem"
    python3 "$ROOT/tests/foreign_sign.py" "$ONE" "$TWO" "$PKI/organisation.key" "$PKI/organisation.pem"
}

setup() {
    need strace
    strace -f -o /dev/null true 2>/dev/null || skip "strace không chạy được ở đây"
    PROJECT=$BATS_TEST_TMPDIR/project
    cp -r "$SUBMITTED" "$PROJECT"
    cd "$PROJECT" || return 1
}

stored() { echo "content/2024/da-ky/bao-cao-quy-2-2024$1.pdf"; }

# "CALL N" for each system call of the trace from the first that changes a file on: kill there. Memory and identity do not matter.
points() {
    awk '{ sub(/^[0-9]+ +/, ""); call = $0; sub(/\(.*/, "", call); n[call]++ }
        /^mkdir|O_CREAT/ { on = 1 }
        on && call !~ /^(brk|mmap|munmap|mprotect|madvise|futex|getpid|getrandom|gettid|prlimit64|exit_group|clock_.*|rt_.*|[-+].*)$/ { print call, n[call] }' "$1"
}

# killed_everywhere JUDGE COMMAND…: runs baocao COMMAND killed at each of these calls, each time in the project as it is now; JUDGE says
# whether what is left may be left; then the command runs again, and FINISHED says whether all is done.
killed_everywhere() {
    local judge=$1 call n cases=0 status
    shift
    cp -r "$PROJECT" "$BATS_TEST_TMPDIR/fresh"
    strace -f -qq -o "$BATS_TEST_TMPDIR/trace" "$BAOCAO" -q "$@" >/dev/null 2>&1
    points "$BATS_TEST_TMPDIR/trace" | awk "NR % ${STEP:-1} == 0" >"$BATS_TEST_TMPDIR/points"
    while read -r call n; do
        cd / && rm -rf "$PROJECT" && cp -r "$BATS_TEST_TMPDIR/fresh" "$PROJECT" && cd "$PROJECT"
        status=0
        strace -f -qq -e trace="$call" -e inject="$call:signal=KILL:when=$n" -o /dev/null "$BAOCAO" -q "$@" </dev/null >/dev/null 2>&1 || status=$?
        "$judge" || { echo "killed at $call $n ($status)"; find content -newer "$BATS_TEST_TMPDIR/points"; return 1; }
        [ "$status" -ne 137 ] || cases=$((cases + 1))
        run "$BAOCAO" -q "$@"
        finished || { echo "again after $call $n ($status): $output"; return 1; }
        [ -z "$(find content -name '*.moi-*')" ] || { echo "left after $call $n"; find content -name '*.moi-*'; return 1; }
    done <"$BATS_TEST_TMPDIR/points"
    echo "killed $cases times of $(wc -l <"$BATS_TEST_TMPDIR/points")"
    [ "$cases" -ge 8 ]
    [ "$cases" -eq "$(wc -l <"$BATS_TEST_TMPDIR/points")" ]
}

accept_left() {
    cmp "$ONE" "$(stored .1)" && { [ ! -e "$(stored .2)" ] || cmp "$TWO" "$(stored .2)"; }
}

@test "accept: what is stored is whole, and the next run completes it" {
    finished() {
        cmp "$ONE" "$(stored .1)" && cmp "$TWO" "$(stored .2)" && grep -q 'bao-cao-quy-2-2024.2.pdf' content/2024/so-van-ban.md && "$BAOCAO" -q check 2>/dev/null
    }
    "$BAOCAO" -q accept "$ONE"
    killed_everywhere accept_left accept "$TWO"
}

# A file that sign made is another each time (its hour, chance): it is whole when verify says so.
sign_left() {
    cmp "$ONE" "$(stored .1)" && { [ ! -e "$(stored .2)" ] || "$BAOCAO" -q verify "$(stored .2)" >/dev/null; }
}

@test "sign: the first signature's file stays as it was, the second is whole or not there, and is completed by what the hint says" {
    finished() { # it is signed by now, or was signed before: then nothing is signed again, and check says how to register what is there
        [ "$status" -eq 0 ] || { [ "$status" -eq 4 ] && [[ $output == *"[Y061]"* ]]; } || return 1
        cmp "$ONE" "$(stored .1)" && "$BAOCAO" -q verify "$(stored .2)" >/dev/null && "$BAOCAO" -q accept "$(stored .2)" &&
            grep -q "$(sha256sum <"$(stored .2)" | cut -c1-64)" content/2024/so-van-ban.md && "$BAOCAO" -q check 2>/dev/null
    }
    "$BAOCAO" -q accept "$ONE"
    killed_everywhere sign_left sign 2024-q2 --co-quan --p12 "$PKI/organisation.p12" --pass-file "$PASS"
}

replace_left() {
    cmp "$TWO" "$(stored .2)" && { cmp -s content/2024/q2.md "$BATS_TEST_TMPDIR/before.md" || cmp content/2024/q2.md "$BATS_TEST_TMPDIR/after.md"; }
}

@test "replace: the content is as it was or as it shall be, the signed file untouched" {
    finished() { cmp "$TWO" "$(stored .2)" && cmp content/2024/q2.md "$BATS_TEST_TMPDIR/after.md"; }
    "$BAOCAO" -q accept "$TWO"
    cp content/2024/q2.md "$BATS_TEST_TMPDIR/before.md"
    cp -r content other && "$BAOCAO" -q --content other replace 2024-q2 && mv other/2024/q2.md "$BATS_TEST_TMPDIR/after.md" && rm -r other
    killed_everywhere replace_left replace 2024-q2
}

build_left() {
    cmp "$TWO" "$(stored .2)" && { [ ! -e out/site/bao-cao/bao-cao-quy-2-2024.pdf ] || cmp out/site/bao-cao/bao-cao-quy-2-2024.pdf "$TWO" || grep -q 'dự thảo' out/site/2024/quy-2.html; }
}

@test "build, at every 29th: the signed file is untouched, what is published is whole" {
    finished() { cmp "$TWO" "$(stored .2)" && cmp out/site/bao-cao/bao-cao-quy-2-2024.pdf "$TWO"; }
    "$BAOCAO" -q accept "$TWO"
    STEP=${KILLED_STEP:-29} killed_everywhere build_left build
}
