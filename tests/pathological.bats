#!/usr/bin/env bats
# variant: release only
# pathological.bats - content that is meant to make a reader slow or greedy (pathological.py): refused at its place, or read in a time that
# grows as the input does. The guard against hanging is the bound of a minute a case; the work is counted, not timed.

load helper

@test "every pathological file is read, or refused with its place" {
    python3 "$ROOT/tests/pathological.py" "$BAOCAO" "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/said" || {
        grep -A1 '^not ok' "$BATS_TEST_TMPDIR/said"
        return 1
    }
    [ "$(grep -c '^ok' "$BATS_TEST_TMPDIR/said")" -gt 50 ]
}

@test "twice the input is at most 2.3 times the work" {
    need valgrind
    python3 "$ROOT/tests/pathological.py" --linear "$BAOCAO" "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/said" || {
        grep '^not ok' "$BATS_TEST_TMPDIR/said"
        return 1
    }
}
