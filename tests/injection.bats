#!/usr/bin/env bats
# injection.bats - what a hostile hand writes into any field of the content: refused, or harmless in every file that is made.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

@test "payloads in every kind of field, in Markdown and XML: refused, or harmless in pages, data, archives and PDFs" {
    need qpdf
    run python3 "$ROOT/tests/injection/inject.py" "$BAOCAO" "$ROOT" "$BATS_FILE_TMPDIR"
    echo "$output" | grep -v '^ok '
    [ "$status" -eq 0 ]
    echo "$output" | tail -n 1 >&3
}

@test "the pages that hold payloads, in a browser that would run them: no script, no dialog, no request, no address that does" {
    tools
    command -v node >/dev/null || skip "không có Node.js"
    [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || skip "không có Chromium"
    [ -d "$TOOLS/node_modules/playwright-core" ] || skip "không có playwright-core (npm ci)"
    # a page that does all of it is found out
    mkdir "$BATS_TEST_TMPDIR/bad"
    echo '<body><img src=x onerror="window.__pwned=1"><a href="javascript:1">x</a><script src="https://evil.invalid/x.js"></script>' >"$BATS_TEST_TMPDIR/bad/x.html"
    run timeout 120 node "$ROOT/tests/injection/open.mjs" "$BATS_TEST_TMPDIR/bad" https://truong.example/papi/
    [ "$(grep -c '^fault x.html \(asks for https://evil\|IMG has onerror\|A href javascript\|a script ran\)' <<<"$output")" -eq 4 ]
    [ "$(find "$BATS_FILE_TMPDIR/browser" -name '*.html' | wc -l)" -ge 500 ]
    run timeout 1500 node "$ROOT/tests/injection/open.mjs" "$BATS_FILE_TMPDIR/browser" https://truong.example/papi/
    [ "$status" -eq 0 ]
    ! grep -q '^fault' <<<"$output" || { grep '^fault' <<<"$output" | head -20; false; }
    grep -q "^opened $(find "$BATS_FILE_TMPDIR/browser" -name '*.html' | wc -l)$" <<<"$output"
    echo "# pages that hold payloads: $(tail -n 1 <<<"$output"), nothing ran" >&3
}
