#!/usr/bin/env bats
# layout.bats - `baocao layout`: our reports fit the decree, every fault of nd30_samples.py is found by its rule, and tests/nd30.md tells
# of every rule.

load helper

setup_file() {
    BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR new_project
    "$BAOCAO" -q build 2>/dev/null
    python3 "$ROOT/tests/nd30_samples.py" "$BATS_FILE_TMPDIR/samples"
    export REPORTS=$PROJECT/out/bao-cao SAMPLES=$BATS_FILE_TMPDIR/samples
}

@test "our reports fit every rule that is judged" {
    for file in "$REPORTS"/bao-cao-quy-*.pdf; do
        "$BAOCAO" layout --format json "$file" > "$BATS_TEST_TMPDIR/said.json"
        python3 - "$BATS_TEST_TMPDIR/said.json" <<'PY'
import json, sys
said = json.load(open(sys.argv[1]))
assert said["missed"] == 0 and said["fit"] >= 38, said
assert {f["rule"] for f in said["findings"]} <= {"R-04"}, said["findings"]
PY
    done
}

@test "the plan's PDF lacks the signer's position, as the plan does, and nothing else" {
    run "$BAOCAO" layout --format json "$REPORTS/ke-hoach-2024.pdf"
    [ "$status" -eq 1 ]
    [ "$(grep -c '"level": "error"' <<<"$output")" -eq 1 ]
    grep -q '"rule": "R-35"' <<<"$output"
}

@test "a report by another program that fits has no complaint" {
    run "$BAOCAO" layout "$SAMPLES/good.pdf"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == "Đã xét "*", 0 chưa đúng." ]]
}

@test "every fault is found by its rule, in both languages" {
    count=0
    for file in "$SAMPLES"/R-*.pdf; do
        name=$(basename "$file")
        rule=${name:0:4}
        for lang in vi en; do
            "$BAOCAO" --lang "$lang" layout --format json "$file" > "$BATS_TEST_TMPDIR/said.json" 2>/dev/null || [ $? -eq 1 ]
            grep -qE "\"rule\": \"$rule\", \"level\": \"(error|warning)\"" "$BATS_TEST_TMPDIR/said.json" || { echo "$name ($lang)"; cat "$BATS_TEST_TMPDIR/said.json"; return 1; }
        done
        count=$((count + 1))
    done
    [ "$count" -ge 60 ]
    [ "$(find "$SAMPLES" -name 'R-*.pdf' -printf '%f\n' | cut -c1-4 | sort -u | wc -l)" -ge 36 ]
}

@test "nd30.md tells of every rule, and says judged where the program judges" {
    python3 - "$ROOT/generator/nd30/rules.def" "$ROOT/tests/nd30.md" "$SAMPLES" <<'PY'
import os, re, sys
rules = {f"R-{int(n):02d}": judge for n, judge in re.findall(r"(?m)^RULE\((\d+), \w+, (\w+),", open(sys.argv[1], encoding="utf-8").read())}
table = dict(re.findall(r"(?m)^\| (R-\d\d) \| (.*) \|$", open(sys.argv[2], encoding="utf-8").read()))
assert set(rules) == set(table), set(rules) ^ set(table)
faults = {name[:4] for name in os.listdir(sys.argv[3]) if name.startswith("R-")}
for rule, judge in rules.items():
    judged = table[rule].startswith("`layout`")
    assert judged == (judge != "NULL"), rule
    if judged and "không có mẫu hỏng" not in table[rule]:
        assert rule in faults, f"{rule}: no spoiled file shows that it can fail"
PY
}

@test "a scan, a file that is no PDF, no file: complaints" {
    qpdf --empty "$BATS_TEST_TMPDIR/scan.pdf"
    run "$BAOCAO" layout "$BATS_TEST_TMPDIR/scan.pdf"
    [ "$status" -eq 1 ]
    [[ $output == *"[H011]"* ]]
    run "$BAOCAO" layout "$ROOT/README.md"
    [ "$status" -eq 1 ]
    [[ $output == *"[H001]"* ]]
    run "$BAOCAO" layout
    [ "$status" -eq 2 ]
}

@test "spoiled and hostile PDFs: an answer or a complaint, never a crash or a hang" {
    mkdir "$BATS_TEST_TMPDIR/bad"
    { python3 "$ROOT/tests/pdf_hostile.py" "$REPORTS/bao-cao-quy-2-2024.pdf" "$BATS_TEST_TMPDIR/bad"
      python3 "$ROOT/tests/pdf_hostile.py" "$SAMPLES/good.pdf" "$BATS_TEST_TMPDIR" ; } > "$BATS_TEST_TMPDIR/list"
    while read -r file; do
        status=0
        timeout 300 "$BAOCAO" layout "$file" > "$BATS_TEST_TMPDIR/out" 2>&1 || status=$?
        [ "$status" -le 1 ] || { echo "$file: exit $status"; cat "$BATS_TEST_TMPDIR/out"; return 1; }
    done < "$BATS_TEST_TMPDIR/list"
    [ "$(wc -l < "$BATS_TEST_TMPDIR/list")" -gt 400 ]
}
