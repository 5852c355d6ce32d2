#!/usr/bin/env bats
# valgrind.bats - the main job under valgrind: no leak, no invalid access.
# variant: release only

bats_require_minimum_version 1.5.0
load helper

setup() { new_project; }

@test "build of the shipped content under valgrind" {
    need valgrind
    run valgrind --quiet --error-exitcode=99 --leak-check=full --show-leak-kinds=definite,indirect,possible \
        --errors-for-leak-kinds=definite,indirect,possible "$BAOCAO" -q build
    echo "$output"
    [ "$status" -eq 0 ]
    [ -s out/site/index.html ]
}

@test "check of broken content under valgrind" {
    need valgrind
    sed -i 's/^- Trạng thái: .*/- Trạng thái: Hoàn tất mỹ mãn/' content/2024/q2.md
    run valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect,possible "$BAOCAO" check
    echo "$output" | tail -n 20
    [ "$status" -eq 1 ]
}

# Instructions of `check` of a plan of so many tasks with four quarters.
instructions() {
    python3 "$ROOT/tests/large.py" "$1" "large-$1"
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$BAOCAO" -q -C "large-$1" check 2>&1 | sed -nE 's/.*refs: *([0-9,]+).*/\1/p' | tr -d ,
}

@test "check is linear: ten times the tasks, at most eleven times the instructions" {
    need valgrind
    small=$(instructions 300)
    large=$(instructions 3000)
    echo "300 tasks: $small, 3,000 tasks: $large instructions"
    [ "$small" -gt 10000000 ]
    [ "$large" -le $((small * 11)) ]
}
