#!/usr/bin/env bats
# parallel.bats - many schools on several machines by GNU parallel over SSH, as README tells it: the machines are sshd on loopback addresses.
# One is lost midway; what it had not done is done by resuming.
# variant: release only

# shellcheck disable=SC2016 # inner scripts expand their own
bats_require_minimum_version 1.5.0
load helper

# Starts sshd on 127.0.0.N:PORT with keys of this test only; its process is in sshd-N.pid.
start_node() {
    local n=$1 port=$2
    cat >"sshd-$n.conf" <<CONF
ListenAddress 127.0.0.$n:$port
HostKey $PWD/host
PidFile $PWD/sshd-$n.pid
AuthorizedKeysFile $PWD/user.pub
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin yes
MaxStartups 100
CONF
    "$(command -v sshd || echo /usr/sbin/sshd)" -f "$PWD/sshd-$n.conf" -E "$PWD/sshd-$n.log"
    for _ in $(seq 100); do [ -s "sshd-$n.pid" ] && return 0; sleep 0.1; done
    return 1
}

# Ends a node: its sshd, and every session of it with what runs there.
stop_node() {
    [ -s "sshd-$1.pid" ] || return 0
    local sshd child
    sshd=$(cat "sshd-$1.pid")
    child=$(pgrep -P "$sshd" || true)
    kill "$sshd" 2>/dev/null || true
    # shellcheck disable=SC2086 # a list of process ids
    [ -z "$child" ] || kill $child 2>/dev/null || true
    rm -f "sshd-$1.pid"
}

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    need parallel
    [ -x "$(command -v sshd || echo /usr/sbin/sshd)" ] || skip "không có sshd"
    need ssh-keygen
    mkdir -p /run/sshd 2>/dev/null || skip "không tạo được /run/sshd"
    ssh-keygen -q -t ed25519 -N '' -f host
    ssh-keygen -q -t ed25519 -N '' -f user
    port=$((20000 + RANDOM % 20000))
    for n in 2 3; do start_node "$n" "$port"; done
    # parallel calls this instead of ssh: our key, our known hosts, nothing of the user's own settings.
    cat >ssh-thu <<SH
#!/bin/sh
exec ssh -F none -p $port -i "$PWD/user" -o IdentitiesOnly=yes -o UserKnownHostsFile="$PWD/known" -o StrictHostKeyChecking=accept-new -o LogLevel=ERROR -o ServerAliveInterval=5 "\$@"
SH
    chmod +x ssh-thu
    mkdir home
    export HOME=$PWD/home PARALLEL_SSH=$PWD/ssh-thu # parallel keeps its notes below HOME
    "$ROOT/tests/schools.py" 12 cac-truong
    me=$(id -un)
    "$PWD/ssh-thu" "$me@127.0.0.2" true || skip "không vào được sshd của phép thử: $(tail -n 1 sshd-2.log)"
}

teardown() {
    cd "$BATS_TEST_TMPDIR" || return 0
    stop_node 2
    stop_node 3
}

# The recipe of README.md, with the options of this test in front of its own.
on_nodes() {
    "$BAOCAO" build --all --list "$PWD/cac-truong" |
        parallel --will-cite -S "1/$me@127.0.0.2,1/$me@127.0.0.3" --joblog so.log "$@" "$BAOCAO -q -C {} build 2>/dev/null"
}

outputs() { for folder in cac-truong/*/out; do echo "$folder" "$(digest "$folder")"; done; }

@test "schools are built on two machines, with the same bytes as here" {
    timeout 300 bash -c "$(declare -f on_nodes); me=$me; on_nodes" || cat sshd-*.log
    outputs >there
    [ "$(wc -l <there)" -eq 12 ]
    [ "$(awk 'NR > 1 {print $2}' so.log | sort -u | wc -l)" -eq 2 ]
    rm -r cac-truong/*/out
    "$BAOCAO" -q build --all cac-truong 2>/dev/null
    outputs | diff there -
}

@test "a machine is lost midway: resuming does what was not done, and nothing twice" {
    cat >slow <<SH
#!/bin/sh
# The machine 127.0.0.3 goes down when it begins its second school.
echo "\$SSH_CONNECTION" | grep -q ' 127.0.0.3 ' && ! mkdir first-of-3 2>/dev/null && touch lost && sleep 60
exec "$BAOCAO" "\$@"
SH
    chmod +x slow
    export -f on_nodes
    (
        cd "$BATS_TEST_TMPDIR"
        "$BAOCAO" build --all --list "$PWD/cac-truong" |
            timeout 200 parallel --will-cite -S "1/$me@127.0.0.2,1/$me@127.0.0.3" --joblog so.log --workdir "$PWD" "$PWD/slow -q -C {} build 2>/dev/null"
    ) >first.log 2>&1 &
    job=$!
    for _ in $(seq 600); do [ -e lost ] && break; sleep 0.1; done
    [ -e lost ]
    stop_node 3
    wait "$job" && status=0 || status=$?
    [ "$status" -ne 0 ]
    done_before=$(find cac-truong -maxdepth 2 -name out | wc -l)
    [ "$done_before" -lt 12 ]
    before=$(stat -c '%n %Y' cac-truong/*/out)
    # Only the machine that is left.
    "$BAOCAO" build --all --list "$PWD/cac-truong" |
        timeout 200 parallel --will-cite -S "1/$me@127.0.0.2" --joblog so.log --resume-failed "$BAOCAO -q -C {} build 2>/dev/null"
    [ "$(find cac-truong -maxdepth 2 -name out | wc -l)" -eq 12 ]
    # What was done stays as it was.
    comm -23 <(sort <<<"$before") <(stat -c '%n %Y' cac-truong/*/out | sort) | grep . && return 1
    rm -rf nua && mkdir nua && outputs >nua/there
    rm -r cac-truong/*/out
    "$BAOCAO" -q build --all cac-truong 2>/dev/null
    outputs | diff nua/there -
}
