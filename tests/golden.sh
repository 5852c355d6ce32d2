#!/usr/bin/env bash
# golden.sh - every complaint as it is printed: golden.sh [--bless] BINARY runs the cases of tests/golden/cases and prints TAP.
#
# A case is a folder. Its project is a copy of golden/base and of the shipped templates/; the paths listed in its REMOVE go, its own
# content/ and templates/ are laid over what is left, and its setup (a shell script, for what git cannot keep) runs inside the
# project. `cmd` holds the arguments of baocao, "check" when there is none. expected.vi and expected.en hold all that is printed in that language, and the exit status.
# --bless shows what has changed and asks before it writes; with BLESS=yes it does not ask.
set -u
golden=$(cd "$(dirname "${BASH_SOURCE[0]}")/golden" && pwd) || exit 2
bless=no
if [ "${1-}" = --bless ]; then bless=yes && shift; fi
if [ $# -ne 1 ] || [ ! -x "$1" ]; then echo "usage: golden.sh [--bless] BINARY" >&2; exit 2; fi
binary=$(realpath "$1")
work=$(mktemp -d) || exit 2
trap 'chmod -R u+rwX "$work"; rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8

# Makes the case's project in $2.
make_project() {
    local case=$1 project=$2 path
    mkdir -p "$project"
    cp -R "$golden/base/content" "$project/"
    if [ -f "$case/cmd" ] && [ -d "$golden/../../templates" ]; then cp -R "$golden/../../templates" "$project/"; fi
    if [ -f "$case/REMOVE" ]; then
        while read -r path; do rm -r "${project:?}/$path" || return 1; done < "$case/REMOVE"
    fi
    for path in content templates; do
        if [ -d "$case/$path" ]; then cp -R "$case/$path" "$project/" || return 1; fi
    done
    if [ -f "$case/setup" ]; then (cd "$project" && sh -eu "$case/setup") || return 1; fi
}

# Prints what the case prints in a language. Each language gets a project of its own.
run_case() {
    local case=$1 lang=$2 project=$work/project words=(check)
    if [ -f "$case/cmd" ]; then read -ra words < "$case/cmd"; fi
    make_project "$case" "$project" || echo "golden.sh: no project"
    timeout 60 "$binary" -C "$project" --lang "$lang" "${words[@]}" 2>&1
    echo "exit $?"
    chmod -R u+rwX "$project"
    rm -rf "$project"
}

# Shows a difference and writes it when that is agreed to.
bless_file() {
    local expected=$1 actual=$2 answer=yes
    [ -f "$expected" ] || : > "$expected"
    diff -u --label "${expected#"$golden/"}" --label new "$expected" "$actual" && return
    if [ "${BLESS-}" != yes ]; then
        read -rp "write ${expected#"$golden/"}? [yes/no] " answer < /dev/tty || answer=no
    fi
    if [ "$answer" = yes ]; then cp "$actual" "$expected"; fi
}

count=0
failed=0
for case in "$golden"/cases/*/; do
    case=${case%/}
    for lang in vi en; do
        count=$((count + 1))
        run_case "$case" "$lang" > "$work/actual"
        expected=$case/expected.$lang
        if [ "$bless" = yes ]; then
            cmp -s "$expected" "$work/actual" || bless_file "$expected" "$work/actual"
        elif [ -f "$expected" ] && diff -u "$expected" "$work/actual" > "$work/diff"; then
            echo "ok $count - $(basename "$case") ($lang)"
        else
            echo "not ok $count - $(basename "$case") ($lang)"
            [ -f "$expected" ] || cp "$work/actual" "$work/diff"
            sed 's/^/# /' "$work/diff"
            failed=$((failed + 1))
        fi
    done
done
if [ "$bless" = no ]; then echo "1..$count"; fi
[ "$count" -gt 0 ] && [ "$failed" -eq 0 ]
