# helper.bash - shared by the .bats files: a project of its own for each test.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
: "${BAOCAO:=$ROOT/generator/build/release/baocao}"

# Makes $PROJECT, a copy of the shipped content and templates, and enters it.
new_project() {
    PROJECT=$BATS_TEST_TMPDIR/project
    mkdir -p "$PROJECT"
    cp -r "$ROOT/content" "$ROOT/templates" "$PROJECT/"
    cd "$PROJECT" || return 1
}

# Digest of everything below a folder: names and bytes.
digest() {
    (cd "$1" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
}

# Skips out loud when a tool is missing.
need() {
    command -v "$1" >/dev/null || skip "không có $1"
}

# The validators of tests/package.json in $TOOLS, installed once into generator/build (never into the tree).
tools() {
    export TOOLS=$ROOT/generator/build/node
    command -v npm >/dev/null || return 0
    mkdir -p "$TOOLS"
    (
        flock 9
        cmp -s "$ROOT/tests/package-lock.json" "$TOOLS/package-lock.json" && [ -d "$TOOLS/node_modules" ] && exit 0
        cp "$ROOT/tests/package.json" "$ROOT/tests/package-lock.json" "$TOOLS/"
        npm ci --prefix "$TOOLS" --ignore-scripts --no-audit --no-fund >"$TOOLS/npm.log" 2>&1 || rm -rf "$TOOLS/node_modules"
    ) 9>"$TOOLS/lock"
}

# For setup_file: the certificates of pki.sh in $PKI, their passphrase in the file $PASS.
new_pki() {
    bash "$ROOT/tests/pki.sh" "$BATS_FILE_TMPDIR/pki"
    export PKI=$BATS_FILE_TMPDIR/pki PASS=$BATS_FILE_TMPDIR/pass
    (umask 077 && echo bi-mat >"$PASS")
}

# Signs a quarter of the project that is entered, by its head and then as the school. Usage: sign_twice QUARTER
sign_twice() {
    "$BAOCAO" -q sign "$1" --p12 "$PKI/principal.p12" --pass-file "$PASS" 2>/dev/null
    "$BAOCAO" -q sign "$1" --co-quan --p12 "$PKI/organisation.p12" --pass-file "$PASS" 2>/dev/null
}
