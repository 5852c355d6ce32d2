#!/usr/bin/env bats
# status.bats - `baocao status`: one screen, its columns in line, and the step that comes next.

# shellcheck disable=SC1111 # the quotes are the program's
bats_require_minimum_version 1.5.0
load helper

setup() { new_project; }

@test "status: a row a quarter, and what comes next" {
    run --separate-stderr "$BAOCAO" status
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    [[ $output == *"Năm 2024: kế hoạch 32/KH-HB ngày 27/5/2024, 31 nhiệm vụ"* ]]
    [[ $(grep 'Quý I ' <<<"$output") == *"chưa có" ]]
    [[ $(grep 'Quý III ' <<<"$output" | tr -s ' ') == " Quý III 71/BC-HB 16/9/2024 nháp 31/31 3 25 1 0 2 0 "* ]]
    [[ ${lines[-1]} == "Tiếp theo: baocao new 2025" ]]
    [ "$(wc -l <<<"$output")" -le 24 ] # one screen
}

@test "status: columns stand under each other as displayed" {
    sed -i 's|^số: 71/BC-HB|số: 71/BC-校校|' content/2024/q3.md # wide letters
    "$BAOCAO" status | python3 -c '
import sys, unicodedata
def columns(line):
    width = lambda c: 0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
    return "".join(c + "\0" * (width(c) - 1) for c in unicodedata.normalize("NFC", line))
rows = [columns(l) for l in sys.stdin.read().split("\n") if "/BC-" in l or "Cảnh báo" in l]
assert len(rows) == 4, rows
assert [r.index("31/31") for r in rows[1:]] == [rows[0].index("Đã ghi") + 1] * 3, rows
assert rows[1].index("17/6/2024") == rows[2].index("16/9/2024") == rows[0].index("Ngày"), rows'
}

@test "status: errors are counted, exit 1; the complaints themselves are those of check" {
    sed -i '0,/^- Trạng thái: .*/s//- Trạng thái: Hoàn tất mỹ mãn/' content/2024/q3.md
    run --separate-stderr "$BAOCAO" status
    [ "$status" -eq 1 ]
    [ -z "$stderr" ]
    [[ $(grep 'Quý III ' <<<"$output") == *" 30/31 "*"còn thiếu III.1.1" ]]
    [[ ${lines[-1]} == *"baocao check"* ]]
    rm content/2024/plan.md
    run "$BAOCAO" status
    [ "$status" -eq 1 ]
    [[ $output == *"chưa có kế hoạch dùng được"* ]]
    rm -r content
    run "$BAOCAO" status
    [ "$status" -eq 1 ]
    [[ $output == *"[F010]"* ]]
}

@test "status: says the next step, which works" {
    rm -r content
    "$BAOCAO" -q init 2025
    next() { "$BAOCAO" status | sed -n 's/^Tiếp theo: //p'; }
    [ "$(next)" = "điền cho xong content/2025/plan.md" ]
    sed -i 's|^số: .*|số: 12/KH-HB|; s|^ngày: .*|ngày: 20/6/2025|' content/2025/plan.md
    [ "$(next)" = "baocao new 2025-q3" ] # the first quarter that the plan can be reported in
    for q in 3 4; do
        [ "$(next)" = "baocao new 2025-q$q" ]
        "$BAOCAO" -q new "2025-q$q"
        [ "$(next)" = "điền cho xong content/2025/q$q.md" ]
        sed -i "s|^số: .*|số: 5$q/BC-HB|; s|^- Lý do: …|- Lý do: Chờ hướng dẫn.|" "content/2025/q$q.md"
    done
    [ "$(next)" = "baocao new 2026" ]
}

@test "status: colours only when asked for, never with NO_COLOR or into a pipe" {
    [[ $("$BAOCAO" status) != *$'\033'* ]]
    [[ $("$BAOCAO" --color always status) == *$'\033'* ]]
    need script
    script -qec true /dev/null >/dev/null 2>&1 || skip "không có thiết bị đầu cuối (script)"
    script -qec "$BAOCAO status" /dev/null | grep -q $'\033'
    run ! grep -q $'\033' <(NO_COLOR=1 script -qec "$BAOCAO status" /dev/null)
}

@test "status: -q is silent, --strict fails on warnings, --format json gives the complaints, English" {
    run "$BAOCAO" -q status
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    sed -i 's|^số: .*|số: …/BC-HB|' content/2024/q3.md
    run "$BAOCAO" --strict status
    [ "$status" -eq 1 ]
    run --separate-stderr "$BAOCAO" --format json status
    [[ $output == *'"T240"'* ]]
    run "$BAOCAO" --lang en status
    [[ $output == *"Quarter III"*"Next: "* ]]
}
