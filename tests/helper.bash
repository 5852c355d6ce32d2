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
