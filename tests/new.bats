#!/usr/bin/env bats
# new.bats - `baocao new`: a quarter and a year from the one before, which check takes with warnings only.

# shellcheck disable=SC1111 # the quotes are the program's
bats_require_minimum_version 1.5.0
load helper

setup() { new_project; }

# The codes of warnings, errors … of the last check.
codes() { grep -oE '\[[A-Z][0-9]{3}\]' <<<"$1" | sort -u | tr -d '\n'; }

@test "new 2024-q4: every task of the plan once, in its order" {
    rm content/2024/q4.md
    run --separate-stderr "$BAOCAO" new 2024-q4
    [ "$status" -eq 0 ]
    [[ $output == *"content/2024/q4.md: 31 nhiệm vụ"* ]]
    diff <(grep -oE '^### [IVX]+[0-9.]+' content/2024/q4.md) <(grep -oE '^### [IVX]+[0-9.]+' content/2024/q3.md)
    grep -q '^kỳ: Quý IV năm 2024$' content/2024/q4.md
    grep -q '^ngày: 16/12/2024$' content/2024/q4.md # 14/12 is a Saturday
    run ! grep -q '^minh họa' content/2024/q4.md
}

@test "new: what is carried over" {
    rm content/2024/q4.md
    "$BAOCAO" -q new 2024-q4
    entry() { sed -n "/^### $1 /,/^### /p" content/2024/q4.md; }
    [[ $(entry III.1.1) == *"- Trạng thái: Đang thực hiện"*"- Phụ trách: Ban giám hiệu"*"- Kết quả: 0 lượt"*"- Lũy kế: 2 lượt"*"<!-- Quý III đã hẹn: Cử thêm nhân viên Văn phòng"* ]]
    [[ $(entry III.2.3) == *"- Trạng thái: Chậm tiến độ"*"- Thời hạn: 31/8/2024"*"- Tỷ lệ: 70%"*"- Lý do: Hội trường sửa chữa"* ]]
    [[ $(entry III.3.1) == *"Hoàn thành đúng hạn"*"- Minh chứng: [Thông báo phổ biến"* ]]
    run ! grep -q 'ap-phich' <(entry III.3.2) # evidence of what is still going on is of its own quarter
    grep -q '^- Tồn kỳ trước: 2$' content/2024/q4.md
    grep -q '^- Đang xử lý: 2$' content/2024/q4.md
}

@test "new: check and build take the fresh file, with warnings only" {
    rm content/2024/q4.md
    "$BAOCAO" -q new 2024-q4
    run "$BAOCAO" check
    [ "$status" -eq 0 ]
    [[ $(codes "$output") == *"[T240]"* ]]
    run "$BAOCAO" build
    [ "$status" -eq 0 ]
    [ -s out/bao-cao/bao-cao-quy-4-2024.pdf ]
}

@test "new: the first quarter of a year claims nothing that nobody said" {
    rm content/2024/q*.md
    "$BAOCAO" -q new quý II năm 2024
    [ "$(grep -c '^- Trạng thái: Chưa thực hiện$' content/2024/q2.md)" -eq 31 ]
    grep -q '^- Lũy kế: 0 buổi$' content/2024/q2.md
    grep -q '^- Phụ trách: Văn phòng$' content/2024/q2.md # the school's name for the owner of the plan
    run "$BAOCAO" check
    [ "$status" -eq 0 ]
    [ "$(codes "$(grep '^content/2024/q2.md' <<<"$output")")" = "[T240]" ]
}

@test "new: each quarter after the other, and the next year after that" {
    rm content/2024/q*.md
    for q in 2024-q1 2024-q2 2024-q3 2024-q4 2025 2025-q1; do
        run "$BAOCAO" new "$q"
        echo "$q: $output"
        [ "$status" -eq 0 ]
        run "$BAOCAO" check
        echo "$output"
        [ "$status" -eq 0 ]
    done
    run "$BAOCAO" build
    [ "$status" -eq 0 ]
}

@test "new 2025: the plan reads back as that of 2024, but for its head" {
    run --separate-stderr "$BAOCAO" new 2025
    [ "$status" -eq 0 ]
    grep -q '^số: …/KH-HB$' content/2025/plan.md
    grep -q '^trích yếu: .* năm 2025$' content/2025/plan.md
    "$BAOCAO" -q convert content/2024/plan.md a.xml
    "$BAOCAO" -q convert content/2025/plan.md b.xml
    body() { perl -0pe 's/.*(?=<preamble>)//s; s/\s*<!--.*?-->\s*/\n/gs' "$1"; }
    [ "$(body a.xml | wc -l)" -gt 100 ]
    diff <(body a.xml) <(body b.xml)
    run "$BAOCAO" check
    [ "$status" -eq 0 ]
}

@test "new 2025 after a plan in XML, and new 2024-q4 with quarters in XML" {
    rm content/2024/q4.md
    "$BAOCAO" -q new 2024-q4 && mv content/2024/q4.md from-md
    for f in plan q2 q3; do "$BAOCAO" -q convert content/2024/$f.md content/2024/$f.xml && rm content/2024/$f.md; done
    "$BAOCAO" -q new 2024-q4
    diff from-md content/2024/q4.md
    "$BAOCAO" -q new 2025
    run "$BAOCAO" check
    [ "$status" -eq 0 ]
}

@test "new never writes over a file, in whatever form, nor over what else has its name" {
    before=$(digest content)
    for what in 2024-q3 2024; do
        run "$BAOCAO" new "$what"
        [ "$status" -eq 2 ]
        [[ $output == *"[U031]"*"content/2024/"* ]]
    done
    [ "$(digest content)" = "$before" ]
    rm content/2024/q4.md
    for make in "touch content/2024/q4.xml" "mkdir content/2024/q4.md" "ln -s nowhere content/2024/q4.md"; do
        $make
        run "$BAOCAO" new 2024-q4
        [ "$status" -eq 2 ]
        [[ $output == *"[U031]"* ]]
        rm -r content/2024/q4.*
    done
}

@test "new: wrong arguments: exit 2" {
    for what in "" "2024-q5" "24-q3" "năm nay" "2025 2026" "1999" "3024"; do
        # shellcheck disable=SC2086 # the words are the arguments
        run "$BAOCAO" new $what
        [ "$status" -eq 2 ]
        [[ $output == *"[U009]"* ]]
    done
    run "$BAOCAO" new 2025-q1
    [ "$status" -eq 2 ]
    [[ $output == *"[U010]"*"baocao new 2025"* ]]
    [ ! -e content/2025 ]
    run "$BAOCAO" new 2019
    [ "$status" -eq 2 ]
    [[ $output == *"[U011]"* ]]
}

@test "new: errors in what it builds on are said and nothing is written; those elsewhere do not matter" {
    rm content/2024/q4.md
    sed -i 's/^- Trạng thái: .*/- Trạng thái: Hoàn tất mỹ mãn/' content/2024/q2.md
    run "$BAOCAO" new 2024-q4
    [ "$status" -eq 1 ]
    [[ $output == *"content/2024/q2.md:"*"[T007]"* ]]
    [ ! -e content/2024/q4.md ]
    run "$BAOCAO" new 2025
    [ "$status" -eq 0 ]
    echo "---" > content/2024/plan.md
    run "$BAOCAO" new 2026
    [ "$status" -eq 0 ] # after the plan of 2025
    rm -r content/2025 content/2026
    run "$BAOCAO" new 2026
    [ "$status" -eq 1 ]
    [ ! -e content/2026 ]
}

@test "new: a faulty or missing template is said, and nothing is written" {
    rm content/2024/q4.md
    echo '{{khong_co}}' >> templates/moi/quy.md
    run "$BAOCAO" new 2024-q4
    [ "$status" -eq 1 ]
    [[ $output == *"templates/moi/quy.md:"*"[B008]"* ]]
    rm -r templates/moi
    run "$BAOCAO" new 2024-q4
    [ "$status" -eq 1 ]
    [[ $output == *"templates/moi/quy.md"*"[F001]"* ]]
    [ ! -e content/2024/q4.md ]
}

@test "new: a full disk leaves nothing behind" {
    need unshare
    run unshare --mount --map-root-user mount -t tmpfs none "$BATS_TEST_TMPDIR"
    [ "$status" -eq 0 ] || skip "không tạo được ổ đĩa thử (unshare)"
    rm -r content/2024/q4.md content/2024/minh-chung
    mkdir disk
    # shellcheck disable=SC2016 # the inner script expands its own
    run --separate-stderr unshare --mount --map-root-user bash -c '
        mount -t tmpfs -o size=200k none disk
        cp -r content disk/
        before=$(find disk | sort)
        dd if=/dev/zero of=disk/filler bs=1 count=1 2>/dev/null && dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null
        for what in 2024-q4 2025; do
            "$1" --content disk/content new "$what"
            [ $? -eq 3 ] || exit 9
        done
        rm disk/filler
        [ "$(find disk | sort)" = "$before" ]' _ "$BAOCAO"
    # shellcheck disable=SC2154 # set by run --separate-stderr
    echo "$output $stderr"
    [ "$status" -eq 0 ]
    [[ $stderr == *"[X002]"* ]]
}
