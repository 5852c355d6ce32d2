#!/usr/bin/env bats
# build.bats - the Makefile: installation, what makes it rebuild, no network when everything is there.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

# A copy of the sources of its own, compiled once without optimisation.
setup_file() {
    export TREE=$BATS_FILE_TMPDIR/tree
    mkdir "$TREE"
    (cd "$ROOT" && git ls-files -z --cached --others --exclude-standard | xargs -0 tar -c --ignore-failed-read 2>/dev/null) | tar -x -C "$TREE"
    make -s -C "$TREE" -j"$(nproc)" CFLAGS=-O0 >"$BATS_FILE_TMPDIR/log" 2>&1
}

@test "nothing changed: nothing is compiled" {
    run make -C "$TREE" CFLAGS=-O0
    [ "$status" -eq 0 ]
    [[ $output != *" CC "* ]]
}

@test "a changed header compiles what includes it, and no more" {
    touch "$TREE/generator/base/digest.h"
    run make -C "$TREE" CFLAGS=-O0
    [ "$status" -eq 0 ]
    [[ $output == *"CC    generator/base/digest.c"* ]]
    [[ $output == *"CC    generator/publish/manifest.c"* ]]
    [[ $output != *"CC    generator/base/date.c"* ]]
}

@test "changed flags compile everything again" {
    run make -C "$TREE" CFLAGS="-O0 -DCHANGED"
    [ "$status" -eq 0 ]
    [ "$(grep -c ' CC ' <<<"$output")" -eq "$(find "$TREE/generator" -name '*.c' | wc -l)" ]
}

@test "an installed program finds its templates and fonts, wherever it was put" {
    make -s -C "$TREE" CFLAGS="-O0 -DCHANGED" install DESTDIR="$BATS_TEST_TMPDIR/root" PREFIX=/usr >/dev/null
    mkdir "$BATS_TEST_TMPDIR/school"
    cp -r "$ROOT/content" "$BATS_TEST_TMPDIR/school"
    run "$BATS_TEST_TMPDIR/root/usr/bin/baocao" -C "$BATS_TEST_TMPDIR/school" build
    [ "$status" -eq 0 ]
    [ -s "$BATS_TEST_TMPDIR/school/out/site/index.html" ]
}

@test "with all packages in place, nothing is installed and no root is asked for" {
    mkdir "$BATS_TEST_TMPDIR/bin"
    for tool in apt-get sudo; do
        printf '#!/bin/sh\necho called >>"%s/called"\nexit 1\n' "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/bin/$tool"
        chmod +x "$BATS_TEST_TMPDIR/bin/$tool"
    done
    PATH=$BATS_TEST_TMPDIR/bin:$PATH run "$TREE/generator/tools/ensure-packages" test
    [ "$status" -eq 0 ]
    [ ! -e "$BATS_TEST_TMPDIR/called" ]
}

@test "a missing package is asked for by name" {
    mkdir "$BATS_TEST_TMPDIR/bin"
    printf '#!/bin/sh\necho "$@" >>"%s/called"\n' "$BATS_TEST_TMPDIR" >"$BATS_TEST_TMPDIR/bin/apt-get"
    printf '#!/bin/sh\n"$@"\n' >"$BATS_TEST_TMPDIR/bin/sudo"
    chmod +x "$BATS_TEST_TMPDIR"/bin/*
    echo "report baocao-no-such-package" >>"$TREE/generator/packages.txt"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH run "$TREE/generator/tools/ensure-packages" report
    [ "$status" -eq 0 ]
    grep -q "install .*baocao-no-such-package" "$BATS_TEST_TMPDIR/called"
}

@test "make clean leaves the tree as it was" {
    make -s -C "$TREE" clean
    [ ! -e "$TREE/generator/build" ]
    [ ! -e "$TREE/out" ]
}
