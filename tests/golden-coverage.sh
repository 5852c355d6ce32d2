#!/usr/bin/env bash
# golden-coverage.sh - every code of diag.def is printed by some golden case, or is excused in golden/except.txt with a reason; and an
# excuse is not kept once a case prints the code. The list of codes comes from the compiler. Prints TAP.
set -u
tests=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd) || exit 2
codes=$(printf '#define DIAG(name, code, ...) code\n#include "base/diag.def"\n' |
    "${CC:-gcc}" -E -P -I "$tests/../generator" - | grep -oE '^ *"[A-Z][0-9]{3}"' | tr -d ' "')
[ -n "$codes" ] || { echo "Bail out! no codes"; exit 1; }

printed=$(cat "$tests"/golden/cases/*/expected.vi | grep -oE '\[[A-Z][0-9]{3}\]' | tr -d '[]' | sort -u)
english=$(cat "$tests"/golden/cases/*/expected.en | grep -oE '\[[A-Z][0-9]{3}\]' | tr -d '[]' | sort -u)
excused=$(grep -vE '^#|^ *$' "$tests/golden/except.txt" | cut -d' ' -f1)

count=0
failed=0
result() { # result STATUS NAME
    count=$((count + 1))
    if [ "$1" -eq 0 ]; then echo "ok $count - $2"; else echo "not ok $count - $2"; failed=$((failed + 1)); fi
}
has() { grep -qxF "$2" <<< "$1"; }

for code in $codes; do
    if has "$excused" "$code"; then
        ! has "$printed" "$code"
        result $? "$code is excused, and no case prints it"
    else
        has "$printed" "$code" && has "$english" "$code"
        result $? "$code is printed by a case, in both languages"
    fi
done
for code in $excused; do
    has "$codes" "$code"
    result $? "$code of except.txt exists"
done
[ "$(sort <<< "$codes" | uniq -d)" = "" ]
result $? "no code is given twice"
! grep -vE '^#|^ *$' "$tests/golden/except.txt" | grep -qvE '^[A-Z][0-9]{3} .{10,}'
result $? "every excuse has a reason"
echo "1..$count"
[ "$failed" -eq 0 ]
