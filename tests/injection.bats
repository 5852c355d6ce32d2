#!/usr/bin/env bats
# injection.bats - what a hostile hand writes into any field of the content: refused, or harmless in every file that is made.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

@test "payloads in every kind of field, in Markdown and XML: refused, or harmless in pages, data, archives and PDFs" {
    need qpdf
    run python3 "$ROOT/tests/injection/inject.py" "$BAOCAO" "$ROOT" "$BATS_TEST_TMPDIR"
    echo "$output" | grep -v '^ok '
    [ "$status" -eq 0 ]
    echo "$output" | tail -n 1 >&3
}
