#!/usr/bin/env bats
# bad-input.bats - careless and hostile content: one clear complaint, the right exit code, out/ as it was.

bats_require_minimum_version 1.5.0
load helper

setup() {
    new_project
    "$BAOCAO" -q build
    before=$(digest out)
}

# The run must end with exit 1 and a complaint that names file and code, quickly, and leave out/ alone.
refused() { # refused FILE CODE
    run --separate-stderr timeout 20 "$BAOCAO" build
    # shellcheck disable=SC2154 # set by run --separate-stderr
    echo "$status: $stderr" | head -c 2000
    [ "$status" -eq 1 ]
    [ -z "$output" ]
    [[ $stderr == *"$1"* ]]
    [[ $stderr == *"[$2"* ]]
    [ "$(digest out)" = "$before" ]
}

@test "a plan without part III" {
    python3 - <<'END'
import re
path = "content/2024/plan.md"
text = open(path, encoding="utf-8").read()
cut = re.sub(r"(?ms)^## III\..*?(?=^## IV\.)", "", text)
assert cut != text
open(path, "w", encoding="utf-8").write(cut)
END
    refused content/2024/plan.md P
}

@test "an empty file" {
    for file in content/school.md content/papi.md content/2024/plan.md content/2024/q3.md; do
        cp "$file" saved
        : > "$file"
        refused "$file" K
        mv saved "$file"
    done
}

@test "a binary file" {
    head -c 20000 /bin/ls > content/2024/q3.md
    refused content/2024/q3.md F005
}

@test "bytes that are not UTF-8" {
    printf '\xff\xfe\xfd' >> content/2024/q3.md
    refused content/2024/q3.md F006
}

@test "a 5 MB file" {
    yes "Nội dung rất dài." | head -c 5000000 >> content/2024/plan.md
    refused content/2024/plan.md F004
}

@test "a folder named q2.md" {
    rm content/2024/q2.md
    mkdir content/2024/q2.md
    refused content/2024/q2.md F002
}

@test "a pipe named q2.md does not hang" {
    rm content/2024/q2.md
    mkfifo content/2024/q2.md
    run timeout 20 "$BAOCAO" check
    [ "$status" -eq 3 ]
    [[ $output == *content/2024/q2.md*X001* ]]
}

@test "no read permission" {
    chmod 000 content/2024/q2.md
    if [ "$(id -u)" -eq 0 ]; then
        # root reads everything; so give the project and the program away and run as nobody
        need setpriv
        cp -L "$BAOCAO" "$BATS_TEST_TMPDIR/baocao"
        chmod -R o+rX "$BATS_TEST_TMPDIR"
        chmod 000 content/2024/q2.md
        folder=$BATS_TEST_TMPDIR
        while [ "$folder" != / ]; do chmod o+x "$folder"; folder=$(dirname "$folder"); done
        run setpriv --reuid 65534 --regid 65534 --clear-groups "$BATS_TEST_TMPDIR/baocao" check
    else
        run "$BAOCAO" check
    fi
    chmod 644 content/2024/q2.md
    echo "$output"
    [ "$status" -eq 1 ]
    [[ $output == *content/2024/q2.md*F003* ]]
}

@test "front matter never closed" {
    python3 - <<'END'
path = "content/2024/q2.md"
text = open(path, encoding="utf-8").read()
head, rest = text.split("\n---\n", 1)
open(path, "w", encoding="utf-8").write(head + "\n" + rest)
END
    refused content/2024/q2.md K
}

@test "no content folder at all" {
    mv content elsewhere
    run "$BAOCAO" build
    [ "$status" -eq 1 ]
    [[ $output == *content* ]]
}

@test "a line with 190,000 faults: summed up, not a flood" {
    python3 - <<'END'
path = "content/2024/q2.md"
head, rest = open(path, encoding="utf-8").read().split("## Chỉ đạo, điều hành\n", 1)
open(path, "w", encoding="utf-8").write(head + "## Chỉ đạo, điều hành\n\n" + "<b>x" * 190000 + "\n\n" + rest)
END
    refused content/2024/q2.md M003
    [ "${#stderr}" -lt 1000000 ]
    [[ $stderr == *"lời nhắc nữa"* ]]
}

# A plan with 10,000 tasks in part V, and quý II answering those below $1.
many_tasks() {
    rm content/2024/q3.md content/2024/q4.md
    python3 - "$1" <<'END'
import sys
tasks, answered = 10000, int(sys.argv[1])
plan = open("content/2024/plan.md", encoding="utf-8").read()
head, rest = plan.split("## V. ", 1)
title, rest = rest.split("\n", 1)
closing = rest[rest.index("Trên đây"):]
items = "".join(f"- Nhiệm vụ thử nghiệm số {i}, viết cho đủ dài.\n" for i in range(1, tasks + 1))
open("content/2024/plan.md", "w", encoding="utf-8").write(head + "## V. " + title + "\n\n" + items + "\n" + closing)
progress = open("content/2024/q2.md", encoding="utf-8").read()
before, after = progress.split("### V.1 ", 1)
after = after[after.index("\n## "):]
entries = "".join(f"### V.{i}\n\n- Trạng thái: thường xuyên\n\n" for i in range(1, answered + 1))
open("content/2024/q2.md", "w", encoding="utf-8").write(before + entries + after)
END
}

@test "10,000 tasks that the progress does not answer: one complaint" {
    many_tasks 0
    refused content/2024/q2.md T104
    [ "$(grep -c 'lỗi \[' <<<"$stderr")" -eq 1 ]
}

@test "10,000 tasks, all answered: a report and a site" {
    many_tasks 10000
    run --separate-stderr timeout 120 "$BAOCAO" build
    echo "$status $stderr" | head -c 2000
    [ "$status" -eq 0 ]
    pdftotext out/bao-cao/bao-cao-quy-2-2024.pdf - | grep -q "V.10000"
    grep -q 'id="v-10000"' out/site/2024/ke-hoach.html
}

@test "a broken UTF-16 file cannot speak to the terminal" {
    printf '\xff\xfe#\0 \0\x1b\0[\0003\0001\0m\0\7\0\0\xd8x\0' >content/2024/q2.md
    refused content/2024/q2.md F016
    [[ $stderr != *[$'\x01'-$'\x08'$'\x0b'-$'\x1f'$'\x7f']* ]]
    [[ $stderr == *'# �[31m�'* ]]
}
