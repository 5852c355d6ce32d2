#!/usr/bin/env bats
# complaints.bats - the ordinary slips of tests/complaints.md get the complaints that were judged there.
# variant: release only

load helper

@test "ordinary slips: the complaints are those that people judged" {
    run python3 "$ROOT/tests/complaints.py" "$BAOCAO"
    echo "$output"
    [ "$status" -eq 0 ]
}
