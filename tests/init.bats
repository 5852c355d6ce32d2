#!/usr/bin/env bats
# init.bats - `baocao init`: content for a new school, which check and build take as it is, with warnings only.

# shellcheck disable=SC1111 # the quotes are the program's
bats_require_minimum_version 1.5.0
load helper

setup() {
    mkdir "$BATS_TEST_TMPDIR/moi"
    cd "$BATS_TEST_TMPDIR/moi" || return 1
}

@test "init 2025: check, a quarter, check, build" {
    run --separate-stderr "$BAOCAO" init 2025
    [ "$status" -eq 0 ]
    [[ $output == *"content/2025/plan.md"*"baocao new 2025-q1"* ]]
    [ "$(find . -type f | sort)" = "$(printf './content/%s\n' 2025/plan.md papi.md school.md)" ]
    run "$BAOCAO" check
    [ "$status" -eq 0 ]
    [[ $output == *"[T240]"* ]]
    run "$BAOCAO" new 2025-q1
    [ "$status" -eq 0 ]
    run "$BAOCAO" check
    [ "$status" -eq 0 ]
    [ "$(grep -v ': ghi chú \[' <<<"$output" | grep -oE '\[[A-Z][0-9]+\]' | sort -u)" = "[T240]" ]
    run "$BAOCAO" build
    [ "$status" -eq 0 ]
    [ -s out/bao-cao/bao-cao-quy-1-2025.pdf ]
}

@test "init 2025-q2 writes the quarter too, as new does" {
    "$BAOCAO" -q init 2025-q2
    mv content/2025/q2.md q2.md
    "$BAOCAO" -q new 2025-q2
    diff q2.md content/2025/q2.md
    run "$BAOCAO" build
    [ "$status" -eq 0 ]
}

@test "init says which index is which as the shipped content does" {
    "$BAOCAO" -q init 2025
    diff <(sed '/^---$/,/^---$/!d' content/papi.md) <(sed '/^---$/,/^---$/!d' "$ROOT/content/papi.md")
}

@test "init works with -C, in an empty content folder, and with --content" {
    mkdir a a/content
    "$BAOCAO" -q -C a init 2025
    [ -s a/content/school.md ]
    "$BAOCAO" -q --content b/ init 2025
    [ -s b/school.md ]
    run "$BAOCAO" --content b check
    [ "$status" -eq 0 ]
}

@test "what an init left that was killed goes with the next; one that is running is let be" {
    mkdir -p .content.moi-999999999/2025 .content.moi-$$
    touch .content.moi-999999999/2025/plan.md
    "$BAOCAO" -q init 2025
    [ "$(ls -A)" = ".content.moi-$$
content" ]
}

@test "init without a year: exit 2, no clock is asked" {
    for what in "" "2025 2026" "nay" "25"; do
        # shellcheck disable=SC2086 # the words are the arguments
        run "$BAOCAO" init $what
        [ "$status" -eq 2 ]
        [[ $output == *"[U012]"* ]]
    done
    [ -z "$(ls -A)" ]
}

@test "init refuses what is there: exit 2, nothing touched" {
    mkdir content
    echo "của tôi" > content/ghi-chu.txt
    run "$BAOCAO" init 2025
    [ "$status" -eq 2 ]
    [[ $output == *"[U013]"* ]]
    [ "$(find . -type f)" = ./content/ghi-chu.txt ]
    rm -r content
    for make in "touch content" "ln -s nowhere content"; do
        $make
        run "$BAOCAO" init 2025
        [ "$status" -eq 2 ]
        rm content
    done
}

@test "init: a faulty template or a full disk leaves nothing" {
    cp -r "$ROOT/templates" .
    echo '{{khong_co}}' >> templates/moi/plan.md
    run "$BAOCAO" init 2025
    [ "$status" -eq 1 ]
    [[ $output == *"[B008]"* ]]
    [ "$(ls -A)" = templates ]
    rm -r templates
    need unshare
    unshare --mount --map-root-user true 2>/dev/null || skip "không tạo được ổ đĩa thử (unshare)"
    mkdir disk
    # shellcheck disable=SC2016 # the inner script expands its own
    run unshare --mount --map-root-user bash -c '
        mount -t tmpfs -o size=8k none disk || exit 99
        "$1" --content disk/content init 2025
        status=$?
        ls -A disk
        exit $status' _ "$BAOCAO"
    [ "$status" -ne 99 ] || skip "không tạo được ổ đĩa thử (unshare)"
    echo "$output"
    [ "$status" -eq 3 ]
    [[ $output == *"[X002]"* && ${lines[-1]} != *content* ]]
}
