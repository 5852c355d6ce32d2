#!/usr/bin/env bats
# explain.bats - `baocao explain`.

bats_require_minimum_version 1.5.0
load helper

@test "explain says what, why, before, after, in both languages, whatever the case of the code" {
    run --separate-stderr "$BAOCAO" explain t007
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ $output == "T007 (lỗi): không có trạng thái “…”"* ]]
    [[ $output == *"Trước:"*"Trạng thái: Hoàn thnah"*"Sau:"*"Trạng thái: Hoàn thành"* ]]
    run "$BAOCAO" --lang en explain T007 K012
    [[ $output == "T007 (error)"*"Before:"*"After:"*"K012 (error)"* ]]
}

@test "no line of an explanation is wider than 96 columns" {
    for code in $("$BAOCAO" explain --list | sed -nE 's/^  ([A-Z][0-9]{3})  .*/\1/p'); do
        "$BAOCAO" explain "$code" | grep -v '^    ' | python3 -c 'import sys; [sys.exit(line) for line in sys.stdin if len(line) > 97]'
    done
}

@test "explain --list has every code of diag.def, under a heading of its letter" {
    "$BAOCAO" explain --list >"$BATS_TEST_TMPDIR/list"
    sed -nE 's/^DIAG\([A-Z0-9_]+, "([A-Z][0-9]{3})".*/\1/p' "$ROOT/generator/base/diag.def" | sort >"$BATS_TEST_TMPDIR/codes"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/codes")" -gt 200 ]
    sed -nE 's/^  ([A-Z][0-9]{3})  .*/\1/p' "$BATS_TEST_TMPDIR/list" | sort | diff - "$BATS_TEST_TMPDIR/codes"
}

@test "an unknown code is a wrong usage, with a suggestion" {
    run "$BAOCAO" explain T07
    [ "$status" -eq 2 ]
    [[ $output == *"có phải T0"* ]]
}

@test "the examples are true: what stands before has the fault, what stands after has not" {
    python3 "$ROOT/tests/explain_examples.py" "$BAOCAO" "$ROOT/tests/golden/base" "$BATS_TEST_TMPDIR/content"
}
