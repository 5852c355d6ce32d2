#!/usr/bin/env bats
# budget.bats - the main jobs take no more instructions than tests/bench/budget.txt allows (callgrind; see tests/bench/budget).
# variant: release only

load helper

@test "instructions of the main jobs: at most 3 % over their budget" {
    need valgrind
    run "$ROOT/tests/bench/budget" "$BAOCAO"
    echo "$output"
    [ "$status" -eq 0 ]
    [ "$(grep -c '^ok' <<<"$output")" -eq 4 ]
}
