#!/usr/bin/env bats
# html.bats - the pages judged by two strict validators.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build
    export SITE=$BATS_FILE_TMPDIR/project/out/site
    tools
}

# Nu holds img-src to the address it was given and knows no files: whether pictures are allowed, from disk and over HTTP, is for a
# browser to say (browser.bats).
@test "Nu Html Checker finds no error and no warning" {
    need java
    [ -f "$TOOLS/node_modules/vnu-jar/build/dist/vnu.jar" ] || skip "không cài được vnu-jar (npm ci)"
    run java -jar "$TOOLS/node_modules/vnu-jar/build/dist/vnu.jar" --Werror --filterpattern '.*blocked by .img-src. directive.*' --skip-non-html "$SITE"
    echo "$output"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "Nu Html Checker finds no fault in the stylesheet" {
    need java
    [ -f "$TOOLS/node_modules/vnu-jar/build/dist/vnu.jar" ] || skip "không cài được vnu-jar (npm ci)"
    sed -E 's/\{\{mau_sac\.(sang|toi)\}\}/#123456/' "$ROOT/templates/site/style.css" >"$BATS_TEST_TMPDIR/style.css" # of which pages hold parts
    run ! grep -q '{{' "$BATS_TEST_TMPDIR/style.css"
    run java -jar "$TOOLS/node_modules/vnu-jar/build/dist/vnu.jar" --css "$BATS_TEST_TMPDIR/style.css"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "html-validate finds nothing" {
    need node
    [ -x "$TOOLS/node_modules/.bin/html-validate" ] || skip "không cài được html-validate (npm ci)"
    cd "$SITE"
    run "$TOOLS/node_modules/.bin/html-validate" --config "$ROOT/tests/htmlvalidate.json" .
    echo "$output"
    [ "$status" -eq 0 ]
}
