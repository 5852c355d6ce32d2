#!/usr/bin/env bats
# faults.bats - a machine that fails: allocations and system calls, one after another; two runs at once; killed while it publishes;
# file systems that lack something. `make faults` tries every call of each command, this a few of each class, evenly spread.
# variant: release only (a library is preloaded, which AddressSanitizer does not like)

bats_require_minimum_version 1.5.0
load helper

setup_file() {
    # shellcheck disable=SC2086 # words
    "${CC:-gcc}" -std=c11 -D_GNU_SOURCE -O1 -Wall -Wextra -Werror -shared -fPIC ${FAULTS_FLAGS-} \
        $([ "${VARIANT:-release}" != sanitize ] || echo -DFAULTS_NO_MALLOC) -o "$BATS_FILE_TMPDIR/faults.so" "$ROOT"/tests/faults/{faults,leaks}.c
    export LIBRARY=$BATS_FILE_TMPDIR/faults.so
}

teardown() {
    cd /
    [ -z "${WORK-}" ] || rm -rf "$WORK"
    [ -z "${MOUNTED-}" ] || umount "$MOUNTED" 2>/dev/null || true
    [ -z "${LOOP-}" ] || losetup -d "$LOOP" 2>/dev/null || true
    [ -z "${LOWER_TMPFS-}" ] || umount "$LOWER_TMPFS" 2>/dev/null || true
}

# faults MOST COMMAND…: that many calls of each class fail, in each of the commands of tests/faults/run.py.
faults() {
    local most=${FAULTS_MOST:-$1}
    shift
    WORK=$(mktemp -d /dev/shm/baocao-faults-XXXXXX || mktemp -d) # in memory: each run waits for the disk, and there are many
    run python3 "$ROOT/tests/faults/run.py" --most "$most" --only "$(IFS=, && echo "$*")" "$BAOCAO" "$LIBRARY" "$WORK"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "what looks for leaks finds those that there are, and no others" {
    cd "$BATS_TEST_TMPDIR"
    cat >leaky.c <<'C'
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
char **volatile held;
static void __attribute__((noinline)) hold(void) /* by data, by a block, by a pointer into the midst of it */
{
    held = calloc(3, sizeof *held);
    held[0] = malloc(100);
    held[1] = (char *)malloc(100) + 60;
    held[2] = realloc(malloc(10), 1000000);
}
static void __attribute__((noinline)) lose(void)
{
    char **p = calloc(2, sizeof *p);
    p[1] = malloc(24);
    memset(&p, 0, sizeof p);
    __asm__ volatile("" ::"r"(&p) : "memory");
}
static void __attribute__((noinline)) wipe(void) /* what stands below us on the stack */
{
    volatile char room[8192];
    memset((void *)room, 0, sizeof room);
}
int main(int count, char **words)
{
    (void)count;
    hold();
    if (strcmp(words[1], "nothing") == 0)
        return 0;
    if (strcmp(words[1], "on-the-stack") == 0) {
        char *volatile p = malloc(5000);
        _exit(!p);
    }
    if (strcmp(words[1], "in-a-child") == 0 && fork() != 0)
        return wait(NULL) < 0;
    lose();
    wipe();
    _exit(0);
}
C
    "${CC:-gcc}" -O1 -D_GNU_SOURCE -o leaky leaky.c
    # looked, blocks, bytes
    for row in "nothing 1 0 0" "on-the-stack 1 0 0" "two-blocks 1 2 40" "in-a-child 2 2 40"; do
        truncate -s 0 report && truncate -s 4096 report
        FAULTS_LEAKS=0 FAULTS_REPORT=report LD_PRELOAD=$LIBRARY ./leaky "${row%% *}"
        echo "$row: $(od -A n -t u8 -j 512 -N 40 report | xargs)"
        [ "$(od -A n -t u8 -j 512 -N 24 report | xargs)" = "${row#* }" ]
    done
}

synced_after_rename() { sed -n '/rename/,$ s/.*fsync([0-9]*<\(.*\)>).*/\1/p' trace; }

@test "a new name is on the disk, and so is what FAT keeps with it: the file is synced once more, then its folder; a folder likewise" {
    need strace
    strace -f -o /dev/null true 2>/dev/null || skip "strace không chạy được ở đây"
    new_project
    strace -f -qq -y -e trace=rename,renameat2,fsync,mkdir -o trace "$BAOCAO" -q convert content/2024/q2.md q2.xml
    [ "$(synced_after_rename | xargs)" = "$PWD/q2.xml $PWD" ]
    strace -f -qq -y -e trace=rename,renameat2,fsync,mkdir -o trace "$BAOCAO" -q build 2>/dev/null
    [ "$(synced_after_rename | xargs)" = "$PWD/out $PWD" ]
    for without in EINVAL ""; do
        sed -i 's/Việc tiếp theo: Trình/Việc tiếp theo: Gấp rút trình/; s/Gấp rút trình/Trình lại/' content/2024/q2.md
        strace -f -qq -y ${without:+-e inject=renameat2:error=EINVAL} -e trace=rename,renameat2,fsync,unlink,unlinkat -o trace "$BAOCAO" -q build 2>/dev/null
        [ "$(sed '/rename/,/unlink/!d' trace | grep -c fsync)" -eq 3 ] # before the old one is removed
    done
    strace -f -qq -y -e trace=mkdir,fsync -o trace "$BAOCAO" -q build --trinh-ky --quarter 2024-q2 2>/dev/null
    [[ "$(grep -A1 'mkdir("content/.*trinh-ky' trace | tail -1)" == *"fsync("*"<$PWD/content/2024>)"* ]]
}

@test "faults in check, new, convert, replace: one message, nothing lost, the next run completes it" {
    faults 3 check new convert replace
}

@test "check, new, convert, init: each allocation fails" {
    WORK=$(mktemp -d /dev/shm/baocao-faults-XXXXXX || mktemp -d)
    run python3 "$ROOT/tests/faults/run.py" --classes alloc --only check,new,convert,init "$BAOCAO" "$LIBRARY" "$WORK"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "init: each stat fails" {
    WORK=$(mktemp -d /dev/shm/baocao-faults-XXXXXX || mktemp -d)
    run python3 "$ROOT/tests/faults/run.py" --classes stat --only init "$BAOCAO" "$LIBRARY" "$WORK"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "faults in build: out/ is the old one or the new one" {
    faults 3 build build-again build-fat build-mine submit
}

@test "faults in sign and accept: what is signed is there, byte for byte" {
    faults 2 sign accept
}

@test "faults in status, verify, extract, init: no other answer, nothing left" {
    faults 2 status verify extract init
}

@test "faults in build --all, rollup, explain, sign by a command: one of many fails alone" {
    faults 2 all rollup explain sign-command
}

@test "two wants of memory, a few allocations apart: neither is taken for a fault of a file" {
    WORK=$(mktemp -d /dev/shm/baocao-faults-XXXXXX || mktemp -d)
    run python3 "$ROOT/tests/faults/run.py" --pairs 40 --classes alloc --only build-signed,status,verify "$BAOCAO" "$LIBRARY" "$WORK"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "a library that cannot be loaded is no fault of the content: status and rollup, exit 3" {
    WORK=$(mktemp -d)
    bash "$ROOT/tests/pki.sh" "$WORK/pki"
    "$ROOT/tests/schools.py" --sign "$WORK/pki" 1 "$WORK/schools"
    cd "$WORK/schools/truong-1"
    touch content/libqpdf.so.{28,29,30} # there the wall lets it be read
    for command in status "rollup content"; do
        # shellcheck disable=SC2086 # words
        LD_LIBRARY_PATH=$PWD/content run --separate-stderr "$BAOCAO" $command
        echo "$stderr"
        [ "$status" -eq 3 ]
        [[ "$stderr" == *"[X005]"* ]]
        [[ "$stderr" != *"L007"* ]]
    done
}

@test "renameat2 and link are not there: new files all the same, and never over an old one" {
    need strace
    [ "${VARIANT:-release}" != sanitize ] || skip "strace không đi cùng LeakSanitizer"
    strace -f -o /dev/null true 2>/dev/null || skip "strace không chạy được ở đây"
    new_project
    local without=(strace -f -qq -o trace -e inject=renameat2:error=EINVAL -e inject=link,linkat:error=EPERM)
    "${without[@]}" "$BAOCAO" -q convert content/2024/q2.md q2.xml
    grep -q INJECTED trace
    xmllint --noout q2.xml
    cp q2.xml before.xml
    run "${without[@]}" "$BAOCAO" -q convert content/2024/q1.md q2.xml
    [ "$status" -eq 2 ]
    cmp q2.xml before.xml
    [ -z "$(find . -name '*.moi-*')" ]
    "${without[@]}" "$BAOCAO" -q build 2>/dev/null
    "${without[@]}" "$BAOCAO" -q build 2>/dev/null # the names cannot be exchanged: two renames
    [ "$(find . -maxdepth 1 -name '.out.*' -o -maxdepth 1 -name 'out.giu*' | wc -l)" -eq 0 ]
    [ -s out/site/index.html ]
}

# A project's whole round on another file system, with the same bytes as at home.
round_in() {
    local place=$1 home
    new_project
    bash "$ROOT/tests/pki.sh" "$BATS_TEST_TMPDIR/pki"
    (umask 077 && echo bi-mat >"$BATS_TEST_TMPDIR/pass")
    "$BAOCAO" -q build 2>/dev/null
    home=$(digest out)
    cp -r content templates "$place/"
    cd "$place"
    "$BAOCAO" -q build
    [ "$(digest out)" = "$home" ]
    "$BAOCAO" -q build --trinh-ky --quarter 2024-q2
    "$BAOCAO" -q sign 2024-q2 --p12 "$BATS_TEST_TMPDIR/pki/principal.p12" --pass-file "$BATS_TEST_TMPDIR/pass"
    cp content/2024/da-ky/bao-cao-quy-2-2024.1.pdf "$BATS_TEST_TMPDIR/signed.pdf"
    run "$BAOCAO" -q sign 2024-q2 --p12 "$BATS_TEST_TMPDIR/pki/principal.p12" --pass-file "$BATS_TEST_TMPDIR/pass"
    [ "$status" -eq 4 ]
    "$BAOCAO" -q sign 2024-q2 --co-quan --p12 "$BATS_TEST_TMPDIR/pki/organisation.p12" --pass-file "$BATS_TEST_TMPDIR/pass"
    cmp content/2024/da-ky/bao-cao-quy-2-2024.1.pdf "$BATS_TEST_TMPDIR/signed.pdf"
    "$BAOCAO" -q build
    cmp content/2024/da-ky/bao-cao-quy-2-2024.2.pdf out/bao-cao/bao-cao-quy-2-2024.pdf
    "$BAOCAO" -q convert content/2024/q3.md q3.xml
    "$BAOCAO" -q new 2025
    echo khác >>out/site/index.html # what was changed by hand is kept
    "$BAOCAO" -q build
    [ -d out.giu-1 ]
    [ -z "$(find . -name '*.moi-*' -o -name '.out.*')" ]
    cd /
}

@test "the whole round on tmpfs" {
    MOUNTED=$BATS_TEST_TMPDIR/tmpfs
    mkdir "$MOUNTED"
    mount -t tmpfs none "$MOUNTED" 2>/dev/null || skip "không gắn được tmpfs ở đây"
    round_in "$MOUNTED"
}

@test "the whole round on overlay" {
    MOUNTED=$BATS_TEST_TMPDIR/merged
    LOWER_TMPFS=$BATS_TEST_TMPDIR/layers
    mkdir "$MOUNTED" "$LOWER_TMPFS"
    mount -t tmpfs none "$LOWER_TMPFS" 2>/dev/null || skip "không gắn được tmpfs ở đây"
    mkdir "$LOWER_TMPFS/lower" "$LOWER_TMPFS/upper" "$LOWER_TMPFS/work"
    mount -t overlay none -o "lowerdir=$LOWER_TMPFS/lower,upperdir=$LOWER_TMPFS/upper,workdir=$LOWER_TMPFS/work" "$MOUNTED" 2>/dev/null || skip "không gắn được overlay ở đây"
    round_in "$MOUNTED"
}

@test "the whole round on exFAT, as memory sticks have it: no links, no exchange" {
    need mkfs.exfat
    need mount.exfat-fuse
    MOUNTED=$BATS_TEST_TMPDIR/exfat
    mkdir "$MOUNTED"
    truncate -s 64M "$BATS_TEST_TMPDIR/stick"
    mkfs.exfat "$BATS_TEST_TMPDIR/stick" >/dev/null
    LOOP=$(losetup -f --show "$BATS_TEST_TMPDIR/stick" 2>/dev/null) || skip "không có thiết bị loop ở đây"
    mount.exfat-fuse "$LOOP" "$MOUNTED" >/dev/null 2>&1 8<&- || skip "không gắn được exFAT ở đây"
    run ln "$BATS_TEST_TMPDIR/stick" "$MOUNTED/link"
    [ "$status" -ne 0 ]
    round_in "$MOUNTED"
}

# Is somebody waiting for the lock that was taken on the folder? Asked until it is so.
somebody_waits() {
    local inode
    inode=$(stat -c %i "$1")
    for _ in $(seq 600); do
        if grep -E -- "-> .*:$inode " /proc/locks >/dev/null; then return 0; fi
        sleep 0.1
    done
    return 1
}

@test "two builds at once: one waits, and says so" {
    need flock
    new_project
    exec 8<.
    flock 8
    "$BAOCAO" -v build >said 2>&1 8<&- &
    somebody_waits .
    [ ! -e out ]
    exec 8<&-
    wait $!
    grep -q '\[O004\]' said
    [ -s out/site/index.html ]
}

@test "two signers at once: one waits, and nothing of the register is lost" {
    need flock
    new_project
    bash "$ROOT/tests/pki.sh" "$BATS_TEST_TMPDIR/pki"
    (umask 077 && echo bi-mat >"$BATS_TEST_TMPDIR/pass")
    local quarter key=(--p12 "$BATS_TEST_TMPDIR/pki/principal.p12" --pass-file "$BATS_TEST_TMPDIR/pass") pids=()
    exec 8<content
    flock 8
    for quarter in 2024-q2 2024-q2 2024-q3; do
        "$BAOCAO" -q sign $quarter "${key[@]}" >/dev/null 2>&1 8<&- &
        pids+=($!)
    done
    somebody_waits content
    [ ! -e content/2024/da-ky ]
    exec 8<&-
    statuses=
    for pid in "${pids[@]}"; do
        status=0
        wait "$pid" || status=$?
        statuses+=" $status"
    done
    [ "$statuses" = " 0 4 0" ] || [ "$statuses" = " 4 0 0" ]
    [ "$(ls content/2024/da-ky | wc -l)" -eq 2 ]
    [ "$(grep -c '^## ' content/2024/so-van-ban.md)" -eq 2 ]
    "$BAOCAO" -q check 2>/dev/null
}
