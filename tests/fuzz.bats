#!/usr/bin/env bats
# fuzz.bats - every input that once ended badly, and what else stands in tests/fuzz/regressions, through its target of the fuzzer.

load helper

@test "no input of tests/fuzz/regressions ends badly" {
    cd "$ROOT"
    replay=$(dirname "$BAOCAO")/replay
    count=0
    for folder in tests/fuzz/regressions/*/; do
        FUZZ_TARGET=$(basename "$folder") timeout 120 "$replay" "$folder"* >"$BATS_TEST_TMPDIR/said" 2>"$BATS_TEST_TMPDIR/names" || {
            tail -3 "$BATS_TEST_TMPDIR/names"
            return 1
        }
        count=$((count + $(cut -d' ' -f1 "$BATS_TEST_TMPDIR/said")))
    done
    [ "$count" -ge 2 ]
}

@test "every regression, corpus and dictionary belongs to a target" {
    cd "$ROOT"
    for folder in tests/fuzz/regressions/*/ tests/fuzz/corpus/*/ tests/fuzz/seeds/*/; do
        grep -q "^TARGET($(basename "$folder")," tests/fuzz/targets.def
    done
    for words in tests/fuzz/*.dict; do
        grep -q ", $(basename "$words" .dict))$" tests/fuzz/targets.def
    done
    [ "$(cat tests/fuzz/corpus/*/* | wc -c)" -le 1048576 ]
}
