#!/usr/bin/env bats
# collation.bats - the list that test_base_collate goes by is what ICU, as node has it, says today.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

@test "tests/data/collation/vi.txt is in ICU's order" {
    need node
    node "$ROOT/tests/data/collation/make.mjs" > "$BATS_TEST_TMPDIR/vi.txt"
    diff "$BATS_TEST_TMPDIR/vi.txt" "$ROOT/tests/data/collation/vi.txt"
}
