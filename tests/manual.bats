#!/usr/bin/env bats
# manual.bats - the manual pages and the completion tell of every command and option, and of no other.

bats_require_minimum_version 1.5.0
load helper

commands() { sed -nE 's/^COMMAND\(([a-z]+),.*/\1/p' "$ROOT/generator/command/command.def" | sort; }
options() { sed -nE 's/^OPTION\([a-z0-9_]+, "([a-z0-9-]+)",.*/--\1/p' "$ROOT/generator/command/option.def" | sort; }

@test "both manual pages have every command and every option, and no other" {
    [ "$(commands | wc -l)" -ge 7 ]
    for page in baocao.1 baocao.vi.1; do
        sed -nE 's/^\.SS (.*)/\1/p' "$ROOT/generator/doc/$page" | sort | diff - <(commands)
        awk '/^\.TP/ {getline; print}' "$ROOT/generator/doc/$page" | sed 's/\\-/-/g' | grep -oE -- '--[a-z][a-z0-9-]*' | sort | diff - <(options)
    done
}

@test "the manual pages render without a warning, with all letters" {
    need groff
    for page in baocao.1 baocao.vi.1; do
        run --separate-stderr groff -man -Tutf8 -ww -Kutf8 "$ROOT/generator/doc/$page"
        echo "$stderr"
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
    done
    [[ $output == *"nhiệm vụ"* ]]
}

# What completion offers behind these words.
complete_words() {
    PATH=$(dirname "$BAOCAO"):$PATH bash -c '
        source "$1"; shift
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _baocao; printf "%s\n" "${COMPREPLY[@]}"' - "$ROOT/generator/doc/baocao.bash" "$@" | sort
}

@test "completion: commands, options, choices, codes, files" {
    diff <(complete_words baocao "") <(commands)
    diff <(complete_words baocao --) <(options)
    [ "$(complete_words baocao --lang "" | tr '\n' ' ')" = "en vi " ]
    [ "$(complete_words baocao check --format s)" = sarif ]
    [ "$(complete_words baocao explain t00 | wc -l)" -ge 9 ]
    cd "$ROOT/content/2024"
    complete_words baocao check q | grep -qx q2.md
    ! complete_words baocao check "" | grep -q '\.pdf$'
}

@test "make install puts program, pages, completion, schema, templates and fonts in place" {
    # The folders of the program under test: another PREFIX would build it anew while other tests run it.
    make -s -C "$ROOT" install DESTDIR="$BATS_TEST_TMPDIR/d"
    cd "$BATS_TEST_TMPDIR/d/usr/local"
    [ -x bin/baocao ]
    for file in share/man/man1/baocao.1 share/man/vi/man1/baocao.1 share/bash-completion/completions/baocao \
        share/baocao/schema/baocao.rng share/baocao/templates/report/bao-cao.md; do
        [ -s "$file" ]
    done
}
