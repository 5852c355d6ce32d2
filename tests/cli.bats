#!/usr/bin/env bats
# cli.bats - the contract of the command line: exit codes, options, where output goes.

# shellcheck disable=SC2016,SC1111 # inner scripts expand their own; the quotes are the program's
bats_require_minimum_version 1.5.0
load helper

setup() { new_project; }

@test "build writes out/ and says so on stdout" {
    run --separate-stderr "$BAOCAO" build
    [ "$status" -eq 0 ]
    [[ $output == *"3 báo cáo PDF"* ]]
    [ -s out/bao-cao/bao-cao-quy-2-2024.pdf ]
    [ -s out/bao-cao/bao-cao-quy-3-2024.pdf ]
    [ -s out/bao-cao/bao-cao-quy-4-2024.pdf ]
    [ -s out/site/index.html ]
}

@test "the shipped content has no errors" {
    run "$BAOCAO" check
    [ "$status" -eq 0 ]
    [[ $output != *"lỗi ["* ]]
}

@test "build -q prints nothing on stdout" {
    run --separate-stderr "$BAOCAO" -q build
    [ "$status" -eq 0 ]
    [ -z "$output" ]
}

@test "-C works from another folder, and --out elsewhere" {
    cd /
    run "$BAOCAO" -C "$PROJECT" --out ket-qua build
    [ "$status" -eq 0 ]
    [ -s "$PROJECT/ket-qua/site/index.html" ]
    [ ! -e "$PROJECT/out" ]
}

@test "--quarter builds one report" {
    run "$BAOCAO" --quarter 2024-q3 build
    [ "$status" -eq 0 ]
    [ "$(ls out/bao-cao)" = bao-cao-quy-3-2024.pdf ]
}

@test "--quarter of a quarter that is not there: exit 2" {
    run "$BAOCAO" --quarter 2023-q3 build
    [ "$status" -eq 2 ]
    [[ $output == *U008* ]]
    [ ! -e out ]
}

@test "content error: exit 1, complaint with place on stderr, out/ untouched" {
    "$BAOCAO" -q build
    before=$(digest out)
    sed -i 's/^- Trạng thái: .*/- Trạng thái: Hoàn tất mỹ mãn/' content/2024/q2.md
    run --separate-stderr "$BAOCAO" build
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    # shellcheck disable=SC2154 # set by run --separate-stderr
    [[ $stderr == *"content/2024/q2.md:"*"lỗi ["* ]]
    [ "$(digest out)" = "$before" ]
}

@test "wrong usage: exit 2" {
    for arguments in "biuld" "--colour always build" "--lang fr build" "--lang" "build extra" "" "--strict=yes check" "-C /nowhere check"; do
        # shellcheck disable=SC2086 # the words are the arguments
        run "$BAOCAO" $arguments
        echo "$arguments -> $status $output"
        [ "$status" -eq 2 ]
        [[ $output == *"[U00"* ]]
    done
    run "$BAOCAO" biuld
    [[ $output == *"có phải “build”?"* ]]
}

@test "--help and --version: exit 0 on stdout; in English too" {
    run --separate-stderr "$BAOCAO" --help
    [ "$status" -eq 0 ]
    [[ $output == *"Cách dùng"*"build"*"--quarter"* ]]
    run --separate-stderr "$BAOCAO" --lang en --help
    [ "$status" -eq 0 ]
    [[ $output == *"Usage"*"--strict"* ]]
    run --separate-stderr "$BAOCAO" --version
    [ "$status" -eq 0 ]
    [[ $output == baocao\ * ]]
}

@test "--strict: a warning fails and nothing is written" {
    echo "lạc chỗ" > content/2024/quy2.md
    run "$BAOCAO" build
    [ "$status" -eq 0 ]
    rm -r out
    run "$BAOCAO" --strict build
    [ "$status" -eq 1 ]
    [ ! -e out ]
}

@test "colours only when asked for or on a terminal" {
    rm content/school.md
    run "$BAOCAO" check
    [[ $output != *$'\033'* ]]
    run "$BAOCAO" --color always check
    [[ $output == *$'\033'* ]]
    NO_COLOR=1 run "$BAOCAO" check
    [[ $output != *$'\033'* ]]
}

@test "English complaints" {
    rm content/school.md
    run "$BAOCAO" --lang en check
    [ "$status" -eq 1 ]
    [[ $output == *"error [F001]"* ]]
}

@test "a folder that is not ours is refused: exit 2, nothing touched" {
    mkdir out
    echo "luận văn" > out/luan-van.txt
    run "$BAOCAO" build
    [ "$status" -eq 2 ]
    [[ $output == *O001* ]]
    [ "$(ls -A out)" = luan-van.txt ]
}

@test "full disk: exit 3, the old out/ stands" {
    need unshare
    "$BAOCAO" -q build
    before=$(digest out)
    # A small file system of our own, in a mount name space of our own: the stage does not fit beside out/.
    run unshare --mount --map-root-user bash -c '
        set -e
        mount -t tmpfs -o size=2600k none "$1"
        exec "$2" -C "$3" --out "$1/out" build' _ "$BATS_TEST_TMPDIR" /bin/true "$PROJECT"
    [ "$status" -eq 0 ] || skip "không tạo được ổ đĩa thử (unshare)"
    mkdir "$BATS_TEST_TMPDIR/disk"
    run unshare --mount --map-root-user bash -c '
        set -e
        mount -t tmpfs -o size=4m none "$1"
        cp -r "$3/out" "$1/out"
        dd if=/dev/zero of="$1/filler" bs=4k 2>/dev/null || true
        sed -i "s/^Buổi tuyên truyền/& ấy/" "$3/content/2024/q2.md" # with nothing new, nothing would be written
        status=0
        "$2" -C "$3" --out "$1/out" build || status=$?
        rm -f "$1/filler"
        (cd "$1/out" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum) >"$4"
        ls -A "$1" >>"$4"
        exit $status' _ "$BATS_TEST_TMPDIR/disk" "$BAOCAO" "$PROJECT" "$BATS_TEST_TMPDIR/after"
    echo "$output"
    [ "$status" -eq 3 ]
    [[ $output == *X002* ]]
    [ "$(head -n 1 "$BATS_TEST_TMPDIR/after")" = "$before" ]
    [ "$(sed 1d "$BATS_TEST_TMPDIR/after")" = out ]
}

@test "stdout on a full device: exit 3" {
    [ -c /dev/full ] || skip "không có /dev/full"
    run bash -c '"$1" --help >/dev/full' _ "$BAOCAO"
    [ "$status" -eq 3 ]
}

@test "missing fonts: exit 3 and says which package" {
    run "$BAOCAO" --fonts /nowhere build
    [ "$status" -eq 3 ]
    [[ $output == *fonts-liberation2* ]]
    [ ! -e out ]
}

@test "damaged fonts: exit 3" {
    mkdir fonts
    for face in Regular Bold Italic BoldItalic; do head -c 3000 /bin/ls > "fonts/LiberationSerif-$face.ttf"; done
    run "$BAOCAO" --fonts fonts build
    [ "$status" -eq 3 ]
    [[ $output == *X004* ]]
    [ ! -e out ]
}

@test "two runs at once: both succeed, the output is whole" {
    "$BAOCAO" -q build
    before=$(digest out)
    "$BAOCAO" -q build & first=$!
    "$BAOCAO" -q build & second=$!
    wait $first
    wait $second
    [ "$(digest out)" = "$before" ]
    [ "$(ls -A)" = "$(printf 'content\nout\ntemplates')" ]
}

@test "killed while publishing: the next run puts things right" {
    need strace
    cp content/2024/q2.md one.md
    sed 's/^Buổi tuyên truyền/& ấy/' one.md >two.md
    run ! cmp -s one.md two.md
    "$BAOCAO" -q build
    one=$(digest out)
    cp two.md content/2024/q2.md
    "$BAOCAO" -q --out two build
    two=$(digest two)
    [ "$one" != "$two" ]
    for call in mkdir syncfs fsync renameat2 unlink rmdir; do
        for n in 1 2 5; do # each time the other content, so that there is something to publish
            cp "$([ "$(digest out)" = "$one" ] && echo two || echo one).md" content/2024/q2.md
            strace -qq -f -o /dev/null -e "trace=$call" -e "inject=$call:signal=KILL:when=$n" "$BAOCAO" -q build || killed=$((${killed:-0} + 1))
            now=$(digest out) # whole at every moment: the old one or the new one
            [ "$now" = "$one" ] || [ "$now" = "$two" ]
        done
    done
    echo "killed: $killed"
    [ "$killed" -ge 10 ]
    cp one.md content/2024/q2.md
    run "$BAOCAO" -q build
    [ "$status" -eq 0 ]
    [ "$(digest out)" = "$one" ]
    [ "$(ls -A)" = "$(printf 'content\none.md\nout\ntemplates\ntwo\ntwo.md')" ]
}

@test "build with no change writes nothing and says so" {
    need strace
    "$BAOCAO" build
    before=$(find out | sort | xargs stat -c '%n %i %Y %Z')
    # LeakSanitizer cannot look while another traces
    ASAN_OPTIONS=detect_leaks=0 run strace -qq -f -o calls -e trace=file,desc "$BAOCAO" build
    [ "$status" -eq 0 ]
    [[ $output == *"Không có gì thay đổi: out "* ]]
    [ "$(find out | sort | xargs stat -c '%n %i %Y %Z')" = "$before" ]
    grep -q 'openat.*O_RDONLY' calls
    run grep -E 'O_CREAT|mkdir|rename|unlink|sync' calls
    [ "$output" = "" ]
    touch content/2024/q2.md templates/site/*.html # a newer file of the same bytes is no change either
    run "$BAOCAO" build
    [[ $output == *"Không có gì thay đổi: out "* ]]
}

@test "whatever differs in out/ makes build write all of it anew" {
    "$BAOCAO" -q build
    before=$(digest out)
    for change in 'rm out/site/index.html' 'printf x >>out/site/style.css' 'printf x | dd of=out/bai-viet.html bs=1 conv=notrunc status=none' \
        'mkdir out/site/leer' 'rm out/site/2024/tasks.csv && ln -s ../style.css out/site/2024/tasks.csv' 'echo x >out/lạ.txt' 'echo "# x" >>out/.baocao'; do
        eval "$change"
        run "$BAOCAO" build
        echo "$change: $output"
        [ "$status" -eq 0 ]
        [[ $output == *"Đã ghi out"* ]]
        [ "$(digest out)" = "$before" ]
        [ ! -e out/lạ.txt ]
        [ ! -L out/site/2024/tasks.csv ]
        [ ! -e out/site/leer ]
    done
}
