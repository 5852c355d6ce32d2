#!/usr/bin/env bats
# keys.bats - what becomes of private keys and passphrases: tokens through PKCS#11 (SoftHSM), passphrases from files, descriptors and the
# terminal, and that neither is left in memory, in a core file, in a message or in what is written.
# variant: release only

load helper

setup_file() {
    bash "$ROOT/tests/pki.sh" "$BATS_FILE_TMPDIR/pki"
    export PKI=$BATS_FILE_TMPDIR/pki PASS=$BATS_FILE_TMPDIR/pass P12=$BATS_FILE_TMPDIR/secret.p12
    (umask 077 && echo Mat-khau-rieng-7351 >"$PASS") # in no variable: the environment is memory too
    openssl pkcs12 -export -inkey "$PKI/principal.key" -in "$PKI/principal.pem" -passout "file:$PASS" -out "$P12"
}

setup() {
    new_project
}

teardown() {
    local pid
    for pid in ${started-}; do kill -KILL "$pid" 2>/dev/null || true; done
}

stored=content/2024/da-ky/bao-cao-quy-2-2024.1.pdf

# A token in software with the principal's key and certificate; PIN 1234.
token() {
    need softhsm2-util
    need pkcs11-tool
    export SOFTHSM2_CONF=$BATS_TEST_TMPDIR/softhsm2.conf
    PKCS11_MODULE_PATH=$(find /usr/lib -name libsofthsm2.so 2>/dev/null | head -1)
    export PKCS11_MODULE_PATH
    openssl engine pkcs11 >/dev/null 2>&1 || skip "OpenSSL không có engine pkcs11"
    mkdir "$BATS_TEST_TMPDIR/tokens"
    echo "directories.tokendir = $BATS_TEST_TMPDIR/tokens" >"$SOFTHSM2_CONF"
    softhsm2-util --init-token --free --label truong --pin 1234 --so-pin 5678 >/dev/null
    softhsm2-util --import "$PKI/principal.key" --token truong --label hieu-truong --id 01 --pin 1234 >/dev/null
    openssl x509 -in "$PKI/principal.pem" -outform DER -out "$BATS_TEST_TMPDIR/principal.der"
    pkcs11-tool --module "$PKCS11_MODULE_PATH" --token-label truong --login --pin 1234 --write-object "$BATS_TEST_TMPDIR/principal.der" \
        --type cert --id 01 --label hieu-truong >/dev/null
    (umask 077 && echo 1234 >"$BATS_TEST_TMPDIR/pin" && echo 4321 >"$BATS_TEST_TMPDIR/wrong-pin")
}

@test "a token signs through PKCS#11; Y007 a wrong PIN or address is told of, and nothing is stored" {
    token
    for wrong in "pkcs11:token=truong;object=hieu-truong wrong-pin" "pkcs11:token=truong;object=khong-co pin" "pkcs11:token=khac;object=hieu-truong pin"; do
        run "$BAOCAO" sign 2024-q2 --p11 "${wrong% *}" --pass-file "$BATS_TEST_TMPDIR/${wrong##* }"
        [ "$status" -eq 4 ] && [[ $output == *"[Y007]"* ]] || { echo "$wrong: $output"; return 1; }
        [ ! -e content/2024/da-ky ]
    done
    "$BAOCAO" -q sign 2024-q2 --p11 "pkcs11:token=truong;object=hieu-truong" --pass-file "$BATS_TEST_TMPDIR/pin" 2>/dev/null
    "$BAOCAO" verify "$stored" --trust "$PKI/root.pem" >said || true
    grep -q '1. Nguyễn Thị Hiệu Trưởng' said
    grep -q 'mật mã: đúng' said
    pdfsig -nocert "$stored" | grep -q 'Signature is Valid'
}

@test "Y013 a passphrase file that others can read is refused; 600 is fine" {
    for mode in 640 604 660 644; do
        cp "$PASS" pass && chmod "$mode" pass
        run "$BAOCAO" sign 2024-q2 --p12 "$P12" --pass-file pass
        [ "$status" -eq 4 ]
        [[ $output == *"[Y013]"*"chmod 600 pass"* && $output != *"$(cat "$PASS")"* ]]
        [ ! -e content/2024/da-ky ]
        rm pass
    done
    "$BAOCAO" -q sign 2024-q2 --p12 "$P12" --pass-file "$PASS" 2>/dev/null
    [ -s "$stored" ]
}

@test "a passphrase from a descriptor; there is no option that would put it on the command line" {
    "$BAOCAO" -q sign 2024-q2 --p12 "$P12" --pass-fd 7 7<"$PASS" 2>/dev/null
    [ -s "$stored" ]
    run grep -ciE -- '--(pass|password|pin|passphrase)[ =]' <<<"$("$BAOCAO" sign --help)"
    [ "$output" -eq 0 ]
    run "$BAOCAO" sign 2024-q2 --p12 "$P12" --pass x
    [ "$status" -eq 2 ]
}

@test "a passphrase typed on a terminal is not shown" {
    python3 - "$BAOCAO" "$P12" "$PASS" <<'PY'
import os, pty, sys
program, p12, secret = sys.argv[1:]
secret = open(secret).read().strip()
pid, terminal = pty.fork()
if pid == 0:
    os.execv(program, [program, "-q", "sign", "2024-q2", "--p12", p12])
shown, typed = b"", False
while True:
    try:
        got = os.read(terminal, 4096)
    except OSError:
        break
    if not got:
        break
    shown += got
    if not typed and b": " in shown and p12.encode() in shown:
        os.write(terminal, secret.encode() + b"\n")
        typed = True
assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0, shown
assert typed and secret.encode() not in shown, shown
PY
    [ -s "$stored" ]
}

@test "Y004 a key file under RC2 is explained: how to export it anew; done so, it signs" {
    run "$BAOCAO" sign 2024-q2 --p12 "$PKI/old.p12" --pass-fd 7 7<<<bi-mat
    [ "$status" -eq 4 ]
    [[ $output == *"[Y004]"*"openssl pkcs12 -legacy -in"*"openssl pkcs12 -export -in"* ]]
    openssl pkcs12 -legacy -in "$PKI/old.p12" -out tam.pem -passin pass:bi-mat -passout pass:tam 2>/dev/null
    openssl pkcs12 -export -in tam.pem -out moi.p12 -passin pass:tam -passout "file:$PASS"
    "$BAOCAO" -q sign 2024-q2 --p12 moi.p12 --pass-file "$PASS" 2>/dev/null
    [ -s "$stored" ]
}

# Waits until the file has something in it.
wait_for() {
    local n
    for n in $(seq 300); do
        [ ! -s "$1" ] || return 0
        sleep 0.1
    done
    return 1
}

@test "while it signs the passphrase is gone already; killed then, it leaves no core file" {
    [ "$(id -u)" -eq 0 ] || skip "cần quyền root để đọc bộ nhớ của tiến trình"
    # a server that takes the request for a timestamp and never answers: the key is in use
    python3 -u -c 'import socket, time
s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])
c = s.accept()[0]; c.recv(10); open("asked", "w").write("1"); time.sleep(600)' >port 3>&- &
    started=$!
    wait_for port
    ulimit -c unlimited
    "$BAOCAO" -q sign 2024-q2 --p12 "$P12" --pass-file "$PASS" --tsa "http://127.0.0.1:$(cat port)/" >said 2>&1 3>&- &
    local signer=$!
    started="$started $signer"
    wait_for asked
    run python3 "$ROOT/tests/key_in_memory.py" "$signer" "$PKI/principal.key" "$PASS"
    echo "$output"
    [[ $output =~ ^key\ [1-9][0-9]*\ passphrase\ 0$ ]] # the search finds what is there
    kill -SEGV "$signer"
    local status=0
    wait "$signer" || status=$?
    [ "$status" -eq 139 ]
    [ -z "$(find . -name '*core*' ! -path './templates/*')" ]
    [ ! -e content/2024/da-ky ]
}

@test "a process of ours would leave a core file here, were it not for that" {
    [[ $(cat /proc/sys/kernel/core_pattern) != [\|/]* ]] || skip "máy này gửi tệp core đi nơi khác"
    run bash -c 'ulimit -c unlimited; sleep 60 & kill -SEGV $!; wait $!'
    [ "$status" -eq 139 ]
    [ -n "$(find . -maxdepth 1 -name 'core*')" ] || skip "máy này không ghi tệp core"
}

@test "at its end neither key nor passphrase is left in its memory" {
    [ "$(id -u)" -eq 0 ] || skip "cần quyền root để đọc bộ nhớ của tiến trình"
    need strace
    strace -o /dev/null true 2>/dev/null || skip "strace không chạy được ở đây"
    strace -qq -o /dev/null -e trace=exit_group -e inject=exit_group:delay_enter=20000000 "$BAOCAO" sign 2024-q2 --p12 "$P12" --pass-file "$PASS" >said 2>errors 3>&- &
    started=$!
    wait_for said
    sleep 0.3
    signer=$(pgrep -P "$started")
    started="$started $signer"
    run python3 "$ROOT/tests/key_in_memory.py" "$signer" "$PKI/principal.key" "$PASS"
    echo "$output"
    [ "$output" = "key 0 passphrase 0" ]
    [ -s "$stored" ]
}

@test "neither is in a message, the most talkative ones too, nor in anything that is written" {
    "$BAOCAO" -v sign 2024-q2 --p12 "$P12" --pass-file "$PASS" >said 2>&1
    "$BAOCAO" -v sign 2024-q2 --p12 "$P12" --pass-file "$PASS" >>said 2>&1 || true
    "$BAOCAO" -v --format json sign 2024-q3 --p12 "$PKI/principal.p12" --pass-file "$PASS" >>said 2>&1 || true # the wrong passphrase
    "$BAOCAO" -v build >>said 2>&1
    local file count=0
    while read -r file; do
        run python3 "$ROOT/tests/key_in_memory.py" "$file" "$PKI/principal.key" "$PASS"
        [ "$output" = "key 0 passphrase 0" ] || { echo "$file: $output"; return 1; }
        count=$((count + 1))
    done < <(find . -type f -size +0 \( -path './out/*.pdf' -o -path './out/*.zip' -o -path './content/2024/da-ky/*' -o -newer "$P12" -not -path './out/*' \))
    ! grep -rqF -f "$PASS" . && [ "$count" -ge 5 ]
    [ -s said ]
}
