#!/usr/bin/env bats
# attacks.bats - every known way to pass a changed file for a signed one (attacks.py makes them), upon a file with one signature and with
# two: verify names each of them, accept and build take none.

load helper

setup_file() {
    new_pki
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    sign_twice 2024-q2
    export STORED=$PROJECT/content/2024/da-ky/bao-cao-quy-2-2024
    local stage
    for stage in 1 2; do
        mkdir "$BATS_FILE_TMPDIR/$stage"
        python3 "$ROOT/tests/attacks.py" "$STORED.$stage.pdf" "$BATS_FILE_TMPDIR/$stage" "$PKI/principal.key" "$PKI/principal.pem" >"$BATS_FILE_TMPDIR/$stage/list"
    done
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR/gaps new_project
    gapped_report "$BATS_FILE_TMPDIR/gaps.pdf"
    python3 "$ROOT/tests/attacks.py" "$BATS_FILE_TMPDIR/gaps.pdf" "$BATS_FILE_TMPDIR/gaps" "$PKI/principal.key" "$PKI/principal.pem" gaps >"$BATS_FILE_TMPDIR/gaps/list"
}

# The report of the project that is entered without its number and its day, signed by another program: gapped_report FILE
gapped_report() {
    sed -i 's|^số: 45/BC-HB|số: …/BC-HB|; s|^ngày: 17/6/2024|ngày: …|' content/2024/q2.md
    "$BAOCAO" -q build --trinh-ky --quarter 2024-q2 2>/dev/null
    python3 "$ROOT/tests/foreign_sign.py" out/trinh-ky/bao-cao-quy-2-2024.pdf "$1" "$PKI/principal.key" "$PKI/principal.pem"
}

# How verify ends on the attacks of that kind, upon both files: 4 with Y071 for each of them, or Y070 where no
# signature is left to be found, and what attacks.py says it is told by; they must be that many at least.
refused() {
    local stage name why count=0
    cd "$BATS_TEST_TMPDIR" # where there is no content to compare with
    for stage in 1 2 gaps; do
        for name in $(grep "^$1" "$BATS_FILE_TMPDIR/$stage/list"); do
            run timeout 60 "$BAOCAO" verify "$BATS_FILE_TMPDIR/$stage/$name.pdf"
            why=$(cat "$BATS_FILE_TMPDIR/$stage/$name.why" 2>/dev/null) || why=
            [[ $output == *"$why"* ]] || { echo "$stage $name: not told: $why: $output"; return 1; }
            [ "$status" -eq 4 ] && [[ $output == *"[Y071]"* || $output == *"[Y070]"* ]] || { echo "$stage $name: $status: $output"; return 1; }
            count=$((count + 1))
        done
    done
    [ "$count" -ge "$2" ]
}

@test "what signing programs lawfully add passes: the attacks fail for what they do" {
    local stage
    for stage in 1 2; do
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/$stage/fine-signed-over-all.pdf"
        [ "$status" -eq 0 ] || { echo "$output"; return 1; }
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/$stage/fine-keys-alike.pdf"
        [ "$status" -eq 0 ] || { echo "$output"; return 1; }
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/$stage/fine-range-of-no-signature.pdf"
        [ "$status" -eq 0 ] || { echo "$output"; return 1; }
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/$stage/fine-metadata-in-other-words.pdf"
        [ "$status" -eq 0 ] || { echo "$output"; return 1; }
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/$stage/fine-first-revision.pdf"
        [ "$status" -eq 0 ] || { echo "$output"; return 1; }
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/$stage/fine-first-revision-packed.pdf"
        [ "$status" -eq 0 ] || { echo "$output"; return 1; }
        # a name with a sign for a code that is none: once a shift of a negative number
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/$stage/fine-key-with-no-code.pdf"
        [ "$status" -eq 0 ] || [[ $output == *"[Y07"* ]] || { echo "$output"; return 1; }
        [[ $output != *"runtime error"* ]]
    done
    for stage in fine-words-in-gap fine-words-in-month fine-stamp-in-gap; do
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/gaps/$stage.pdf"
        [ "$status" -eq 0 ] || { echo "$stage: $output"; return 1; }
    done
}

@test "the hour that a signature claims: in every way of writing it, and ? for what is no hour" {
    local name shown
    cd "$BATS_TEST_TMPDIR"
    [ "$(grep -c '^fine-no-time\|^fine-time' "$BATS_FILE_TMPDIR/1/list")" -eq 16 ]
    for name in $(grep '^fine-no-time\|^fine-time' "$BATS_FILE_TMPDIR/1/list"); do
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/1/$name.pdf"
        [ "$status" -eq 0 ] || { echo "$name: $output"; return 1; }
        case $name in fine-no-time*) shown='ký lúc ? (' ;; *) shown='ký lúc 2/1/2026 10:04:05 (' ;; esac
        [[ $output == *"$shown"* ]] || { echo "$name: $output"; return 1; }
    done
    for name in $(grep '^fine-hour' "$BATS_FILE_TMPDIR/1/list"); do
        run "$BAOCAO" verify "$BATS_FILE_TMPDIR/1/$name.pdf"
        [ "$status" -eq 0 ] && [[ $output == *"$(cat "$BATS_FILE_TMPDIR/1/$name.why")"* ]] || { echo "$name: $output"; return 1; }
    done
}

@test "a changed byte before, behind and in the gap" { refused changed-byte 6; }
@test "games with /ByteRange: numbers, order, gaps too wide, nothing behind" { refused range 28; }
@test "a second /Contents" { refused second-contents 6; }
@test "signature wrapping: the signed bytes moved, their digest right" { refused wrapping 4; }
@test "another digest algorithm, another signature, a cut or longer CMS" { refused 'digest-algorithm\|contents\|signature-of' 27; }
@test "shadow attacks: what hides" { refused shadow-hide 18; }
@test "shadow attacks: what replaces" { refused shadow-replace 50; }
@test "shadow attacks: what lies upon it" { refused shadow-overlay 42; }
@test "pages swapped or added by a later revision" { refused page 4; }
@test "bytes behind the end, and an end that is cut off" { refused tail 4; }

@test "a page's number tells where, in both languages" {
    cd "$BATS_TEST_TMPDIR"
    run "$BAOCAO" verify "$BATS_FILE_TMPDIR/2/shadow-overlay-stamp.pdf"
    [[ $output == *"phần thêm vào che chữ ở trang 1"* ]]
    run "$BAOCAO" --lang en verify "$BATS_FILE_TMPDIR/2/shadow-overlay-stamp.pdf"
    [[ $output == *"something added covers text on page 1"* ]]
}

@test "accept takes none of them, and none of them gets into what is published" {
    cd "${STORED%/content/*}"
    cp -r . "$BATS_TEST_TMPDIR/project"
    cd "$BATS_TEST_TMPDIR/project"
    local before name
    before=$(digest content)
    for name in $(grep -v '^fine-' "$BATS_FILE_TMPDIR/2/list"); do
        run "$BAOCAO" accept "$BATS_FILE_TMPDIR/2/$name.pdf"
        [[ $name == shadow-hide-key-*-AF && $output == *"[H004]"* ]] || # its data is what is gone, and missed first
            [ "$status" -eq 4 ] || { echo "$name: $status: $output"; return 1; }
    done
    [ "$(digest content)" = "$before" ]
    cp "$BATS_FILE_TMPDIR/2/wrapping-hex.pdf" content/2024/da-ky/bao-cao-quy-2-2024.2.pdf
    run "$BAOCAO" build
    [ "$status" -eq 1 ]
    [[ $output == *"[Y086]"* ]]
    [ ! -e out ]
}
