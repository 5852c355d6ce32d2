#!/usr/bin/env bats
# walls.bats - nothing outside of the project is read or written, no program started, no network used; what the binary is made of.

bats_require_minimum_version 1.5.0
load helper

SECRET=bi-mat-ngoai-du-an-7413

# A project with a secret beside it.
setup() {
    PROJECT=$BATS_TEST_TMPDIR/project OUTSIDE=$BATS_TEST_TMPDIR/outside
    mkdir -p "$PROJECT" "$OUTSIDE"
    cp -r "$ROOT/tests/golden/base/content" "$ROOT/templates" "$PROJECT/"
    printf 'Lời này là %s, không ai được đọc.\n' $SECRET >"$OUTSIDE/secret.txt"
    cp "$OUTSIDE/secret.txt" "$OUTSIDE/secret.md"
    cp "$OUTSIDE/secret.txt" "$OUTSIDE/secret.html"
    cp -r "$PROJECT/content/2024" "$OUTSIDE/2024"
    sed -i "s/chờ hướng dẫn/chờ $SECRET/" "$OUTSIDE/2024/q2.md"
    cd "$PROJECT" || return 1
}

# The secret is neither in what was written nor in what was said.
unseen() {
    [[ $output != *$SECRET* ]]
    run ! grep -rqaF $SECRET "$PROJECT/out" "$PROJECT/content" --exclude-dir=lien-ket 2>/dev/null
    local pdf
    for pdf in out/bao-cao/*.pdf; do
        [ ! -e "$pdf" ] || [[ $(pdftotext "$pdf" -) != *$SECRET* ]]
    done
}

# refused CODE: build complains with the code, and reads nothing of the secret.
refused() {
    run "$BAOCAO" build
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *"[$1]"* ]]
    [ ! -e out ]
    unseen
}

@test "F020 a file of the content, the plan, the register, the settings: a link that leads out is not read" {
    local file
    for file in 2024/q2.md 2024/plan.md school.md papi.md; do
        mv "content/$file" kept && ln -s "$OUTSIDE/secret.md" "content/$file"
        refused F020
        rm "content/$file" && mv kept "content/$file"
    done
    ln -s "$OUTSIDE/secret.md" content/2024/so-van-ban.md
    refused F020
}

@test "F007 a year's folder that leads out is not read; the content folder itself may be a link" {
    mv content/2024 kept && ln -s "$OUTSIDE/2024" content/2024
    refused F007
    rm content/2024 && mv kept content/2024
    mv content real-content && ln -s real-content content
    "$BAOCAO" -q build 2>/dev/null
    [ -s out/site/index.html ]
    mv real-content "$OUTSIDE/all" && ln -sfn "$OUTSIDE/all" content
    "$BAOCAO" -q build 2>/dev/null
}

@test "a link to a file that is in the content is followed" {
    mv content/2024/q2.md content/2024/minh-chung/ghi.md
    ln -s minh-chung/ghi.md content/2024/q2.md
    "$BAOCAO" -q build 2>/dev/null
}

@test "evidence that points out, however it is written" {
    local path
    ln -s "$OUTSIDE/secret.txt" content/2024/minh-chung/lien-ket.txt
    ln -s "$OUTSIDE" content/2024/minh-chung/thu-muc
    for path in minh-chung/lien-ket.txt minh-chung/thu-muc/secret.txt ../../../outside/secret.txt minh-chung/../../../../outside/secret.txt \
        "$OUTSIDE/secret.txt" "file://$OUTSIDE/secret.txt" ..%2f..%2f..%2foutside%2fsecret.txt %2e%2e/%2e%2e/%2e%2e/outside/secret.txt \
        '..\..\..\outside\secret.txt' 'C:\outside\secret.txt' MINH-CHUNG/../../../outside/secret.txt ./../../../outside/secret.txt; do
        sed "s|^- Minh chứng: minh-chung/.*|- Minh chứng: [tệp](<$path>)|" "$ROOT/tests/golden/base/content/2024/q2.md" >content/2024/q2.md
        run "$BAOCAO" build
        echo "$path: $status $output"
        [ "$status" -eq 1 ]
        [ ! -e out ]
        unseen
    done
}

@test "pictures that point out: in prose, of signatures" {
    local path
    ln -s "$OUTSIDE/secret.txt" content/2024/minh-chung/anh.png
    for path in minh-chung/anh.png ../../../outside/secret.txt; do
        { cat "$ROOT/tests/golden/base/content/2024/q2.md" && printf '\n## Đánh giá chung\n\n### Ưu điểm\n\n![Ảnh](%s)\n' "$path"; } >content/2024/q2.md
        run "$BAOCAO" build
        [ "$status" -eq 1 ]
        [ ! -e out ]
        unseen
    done
}

@test "templates that point out: links, names with a path, names with capitals" {
    local tag
    for tag in '{{> ../../outside/secret}}' "{{> $OUTSIDE/secret}}" '{{> lien-ket}}' '{{> ..}}' '{{< ../../outside/secret}}{{/ ../../outside/secret}}'; do
        cp "$ROOT/templates/site/gop-y.html" templates/site/gop-y.html
        printf '%s\n' "$tag" >>templates/site/gop-y.html
        ln -sfn "$OUTSIDE/secret.html" templates/site/lien-ket.html
        run "$BAOCAO" build
        echo "$tag: $status $output"
        [ "$status" -eq 1 ]
        [ ! -e out ]
        unseen
    done
    cp "$ROOT/templates/site/gop-y.html" templates/site/gop-y.html
    ln -sf "$OUTSIDE/secret.md" templates/report/bao-cao.md
    refused F020
}

@test "nothing is written through a link that leads out: da-ky, the register, out, a new year" {
    local before
    bash "$ROOT/tests/pki.sh" "$BATS_TEST_TMPDIR/pki"
    (umask 077 && echo bi-mat >"$BATS_TEST_TMPDIR/pass")
    mkdir "$OUTSIDE/da-ky" "$OUTSIDE/out"
    before=$(digest "$OUTSIDE")
    ln -s "$OUTSIDE/da-ky" content/2024/da-ky
    run "$BAOCAO" sign 2024-q2 --p12 "$BATS_TEST_TMPDIR/pki/principal.p12" --pass-file "$BATS_TEST_TMPDIR/pass"
    echo "$output"
    [ "$status" -ne 0 ]
    rm content/2024/da-ky
    ln -s "$OUTSIDE/out" out
    run "$BAOCAO" build
    [ "$status" -eq 2 ]
    [[ $output == *"[O002]"* ]]
    ln -s "$OUTSIDE/2025" content/2025
    run "$BAOCAO" new 2025
    echo "$output"
    [ "$status" -ne 0 ]
    ln -s "$OUTSIDE/q4.md" content/2024/q4.md
    run "$BAOCAO" new 2024-q4
    [ "$status" -eq 2 ]
    ln -s "$OUTSIDE/x.xml" x.xml
    run "$BAOCAO" convert content/2024/q2.md x.xml
    [ "$status" -eq 2 ]
    [ "$(digest "$OUTSIDE")" = "$before" ]
    [ ! -e "$OUTSIDE/2025" ]
}

# Every command that there is, on a project with a signed report.
each_command() {
    local prefix=("$@")
    "${prefix[@]}" "$BAOCAO" -q check
    "${prefix[@]}" "$BAOCAO" -q build --trinh-ky
    "${prefix[@]}" "$BAOCAO" status
    "${prefix[@]}" "$BAOCAO" -q sign 2024-q2 --p12 "$BATS_TEST_TMPDIR/pki/principal.p12" --pass-file "$BATS_TEST_TMPDIR/pass"
    "${prefix[@]}" "$BAOCAO" -q accept content/2024/da-ky/bao-cao-quy-2-2024.1.pdf
    "${prefix[@]}" "$BAOCAO" verify content/2024/da-ky/bao-cao-quy-2-2024.1.pdf --trust "$BATS_TEST_TMPDIR/pki/root.pem"
    "${prefix[@]}" "$BAOCAO" extract out/bao-cao/bao-cao-quy-2-2024.pdf
    "${prefix[@]}" "$BAOCAO" layout out/bao-cao/bao-cao-quy-2-2024.pdf
    "${prefix[@]}" "$BAOCAO" -q build
    "${prefix[@]}" "$BAOCAO" -q replace 2024-q2
    "${prefix[@]}" "$BAOCAO" -q new 2024-q4
    "${prefix[@]}" "$BAOCAO" -q new 2025
    "${prefix[@]}" "$BAOCAO" -q convert content/2024/q3.md q3.xml
    "${prefix[@]}" "$BAOCAO" -q --content other init 2025
    "${prefix[@]}" "$BAOCAO" explain T007
}

keys() {
    bash "$ROOT/tests/pki.sh" "$BATS_TEST_TMPDIR/pki"
    (umask 077 && echo bi-mat >"$BATS_TEST_TMPDIR/pass")
}

@test "no command starts a program or opens a socket, or opens a file outside" {
    need strace
    [ "${VARIANT:-release}" != sanitize ] || skip "strace không đi cùng LeakSanitizer"
    strace -f -o /dev/null true 2>/dev/null || skip "strace không chạy được ở đây"
    keys
    each_command strace -f -qq -A -o "$BATS_TEST_TMPDIR/trace" -e trace=execve,execveat,socket,connect,open,openat,creat,mkdir,rename,renameat2,link,linkat,unlink,symlink >/dev/null 2>&1 || true
    [ "$(grep -c 'execve(' "$BATS_TEST_TMPDIR/trace")" -eq 15 ] # each command itself
    run ! grep -qE 'socket\(|connect\(|symlink' "$BATS_TEST_TMPDIR/trace"
    # What is opened by its full name is the program's own, the system's, or was named.
    grep -oE 'open(at)?\([^"]*"[^"]+"[^=]*= [0-9]+' "$BATS_TEST_TMPDIR/trace" | grep -v O_PATH | grep -oE '"[^"]+"' | tr -d '"' | sort -u >"$BATS_TEST_TMPDIR/opened"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/opened")" -gt 50 ]
    run grep -vE "^/etc/(ld.so.cache|localtime|ssl/openssl.cnf)$|^/lib|^/usr/(lib|share)|^/proc/self|^/dev/(tty|null|urandom)|^$BATS_TEST_TMPDIR/(pki|pass)|^$ROOT/generator/build/|^/sys/|^/proc/sys" "$BATS_TEST_TMPDIR/opened"
    run ! grep -E '^/|\.\./\.\.' <<<"$output"
}

# intruded COMMAND…: what the intruder in the place of a parser was let do.
intruded() {
    local library=$BATS_TEST_TMPDIR/intruder.so
    [ "${VARIANT:-release}" != sanitize ] || skip "ASan không đi cùng thư viện nạp trước"
    [ -e "$library" ] || "${CC:-gcc}" -D_GNU_SOURCE -shared -fPIC -w -o "$library" "$ROOT/tests/walls/intruder.c"
    run env INTRUDER_READ="$OUTSIDE/secret.txt" INTRUDER_WRITE="$OUTSIDE/new" LD_PRELOAD="$library" "$BAOCAO" "$@"
    grep '^intruder' <<<"$output"
}

# The kernel's own word on whether it has Landlock.
landlock() {
    python3 -c 'import ctypes, sys; sys.exit(ctypes.CDLL(None).syscall(444, None, 0, 1) < 1)' || skip "nhân máy này không có Landlock"
}

@test "a parser that a hostile file took over gets nowhere: verify, extract, layout, accept, check" {
    landlock
    keys
    "$BAOCAO" -q build 2>/dev/null
    local command
    for command in verify extract layout accept; do
        intruded "$command" out/bao-cao/bao-cao-quy-2-2024.pdf
        [ "$(grep -c ': refused' <<<"$output")" -ge 9 ]
        [ "$(grep ': DONE' <<<"$output" | grep -cv '^intruder: own write')" -eq 0 ]
        [ "$command" = accept ] || [ ! -e content/intruder ]
        rm -f content/intruder
    done
    intruded check
    [ "$(grep -c ': refused' <<<"$output")" -eq 10 ]
    intruded build
    [ "$(grep -c ': refused' <<<"$output")" -ge 9 ]
    grep -q $SECRET "$OUTSIDE/secret.txt"
    [ ! -e "$OUTSIDE/new" ]
}

@test "behind the walls what stays of out/ is linked, not written anew" {
    local before after
    echo x >one && ln one two || skip "hệ thống tệp này không có liên kết cứng"
    "$BAOCAO" -q build 2>/dev/null
    before=$(find out -type f -printf '%P %i\n' | sort)
    sed -i 's/chờ hướng dẫn/chờ hướng dẫn của cấp trên/' content/2024/q2.md
    "$BAOCAO" -q build 2>/dev/null
    after=$(find out -type f -printf '%P %i\n' | sort)
    [ "$(comm -12 <(echo "$before") <(echo "$after") | wc -l)" -ge 10 ]
    [ "$(comm -13 <(echo "$before") <(echo "$after") | wc -l)" -ge 3 ]
    [ "$(find out -type f -links +1 | wc -l)" -eq 0 ]
}

@test "a kernel without Landlock or seccomp: the same result, and no word about it" {
    need strace
    [ "${VARIANT:-release}" != sanitize ] || skip "strace không đi cùng LeakSanitizer"
    strace -f -o /dev/null true 2>/dev/null || skip "strace không chạy được ở đây"
    "$BAOCAO" build >said 2>&1
    before=$(digest out)
    for without in "-e inject=landlock_create_ruleset:error=ENOSYS" "-e inject=landlock_create_ruleset:error=EOPNOTSUPP" "-e inject=prctl:error=EINVAL" \
        "-e inject=landlock_restrict_self:error=EPERM -e inject=prctl:error=EINVAL:when=2+"; do
        rm -r out
        # shellcheck disable=SC2086 # words
        strace -f -qq -o trace $without "$BAOCAO" build >again 2>&1
        grep -q INJECTED trace
        cmp said again
        [ "$(digest out)" = "$before" ]
    done
}

@test "our own wall stands without the kernel's" {
    need strace
    [ "${VARIANT:-release}" != sanitize ] || skip "strace không đi cùng LeakSanitizer"
    strace -f -o /dev/null true 2>/dev/null || skip "strace không chạy được ở đây"
    rm content/2024/q2.md && ln -s "$OUTSIDE/secret.md" content/2024/q2.md
    run strace -f -qq -o trace -e inject=prctl:error=EINVAL "$BAOCAO" build
    [ "$status" -eq 1 ]
    [[ $output == *"[F020]"* ]]
    unseen
}

@test "every command has its row in the table of walls" {
    local command
    for command in $(grep -oE '^COMMAND\([a-z]+' "$ROOT/generator/command/command.def" | cut -d'(' -f2); do
        grep -q "{\"$command\", " "$ROOT/generator/command/wall.c" || { echo "no row: $command"; return 1; }
    done
}

@test "the binary: PIE, full RELRO, no executable stack, stack protector, FORTIFY, CET, no search paths of its own" {
    need readelf
    [ "${VARIANT:-release}" = release ] || skip "chỉ xét bản phát hành"
    local headers dynamic symbols
    headers=$(readelf -hlW "$BAOCAO") dynamic=$(readelf -dW "$BAOCAO") symbols=$(readelf -sW "$BAOCAO")
    grep -qE 'Type: +DYN' <<<"$headers"
    grep -q 'INTERP' <<<"$headers"
    grep -qE 'GNU_RELRO' <<<"$headers"
    grep -E 'GNU_STACK' <<<"$headers" | grep -qE ' RW +0x'
    [ "$(grep -cE 'LOAD.* RWE ' <<<"$headers")" -eq 0 ]
    grep -qE 'BIND_NOW|FLAGS_1.*NOW' <<<"$dynamic"
    grep -qE 'FLAGS_1.*PIE' <<<"$dynamic"
    [ "$(grep -cE 'RPATH|RUNPATH|TEXTREL' <<<"$dynamic")" -eq 0 ]
    grep -q '__stack_chk_fail' <<<"$symbols"
    [ "$(grep -oE '__[a-z]+_chk' <<<"$symbols" | sort -u | wc -l)" -ge 3 ]
    [ ! -u "$BAOCAO" ]
    [ ! -g "$BAOCAO" ]
    [ "$(uname -m)" = x86_64 ] || return 0
    readelf -nW "$BAOCAO" | grep -q 'x86 feature: .*SHSTK'
    local object count=0
    for object in "${BAOCAO%/*}"/*/*.o; do # jumps land on marks in all that we compiled
        case $object in */tests/*) continue ;; esac
        readelf -nW "$object" | grep -q 'x86 feature: IBT, SHSTK'
        count=$((count + 1))
    done
    [ "$count" -gt 100 ]
}

@test "the whole round without root, as a user who owns nothing but the project" {
    need setpriv
    [ "$(id -u)" -eq 0 ] || skip "thử này cần root để thôi làm root"
    keys
    chown -R 65534:65534 "$PROJECT" "$BATS_TEST_TMPDIR/pki" "$BATS_TEST_TMPDIR/pass"
    local folder=$BATS_TEST_TMPDIR
    while [ "$folder" != / ]; do
        setpriv --reuid 65534 --regid 65534 --clear-groups test -x "$folder" || chmod o+x "$folder"
        folder=$(dirname "$folder")
    done
    mkdir "$BATS_TEST_TMPDIR/bin" # the program itself may lie where nobody else may go
    cp "$BAOCAO" "$BATS_TEST_TMPDIR/bin/baocao"
    cp -r "$ROOT/generator/build/fonts" "$BATS_TEST_TMPDIR/fonts"
    BAOCAO=$BATS_TEST_TMPDIR/bin/baocao
    run each_command setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs
    echo "$output"
    [[ $output != *"lỗi [X"* ]]
    local made
    for made in out/site/index.html content/2024/da-ky/bao-cao-quy-2-2024.1.pdf content/2025/plan.md q3.xml other/school.md; do
        [ -s "$made" ]
    done
    [ "$(find . -newer "$BATS_TEST_TMPDIR/bin/baocao" -user root | wc -l)" -eq 0 ]
}
