#!/usr/bin/env bats
# all.bats - `baocao build --all`: many schools, each in a process of its own.

# shellcheck disable=SC2016,SC1111 # inner scripts expand their own; the quotes are the program's
bats_require_minimum_version 1.5.0
load helper

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    "$ROOT/tests/schools.py" "${SCHOOLS:-4}" cac-truong
}

# Everything that the schools' out/ hold.
outputs() { for folder in cac-truong/*/out; do echo "$folder" "$(digest "$folder")"; done; }

@test "every school is built, byte for byte as when it is built alone, whatever --jobs is" {
    run --separate-stderr "$BAOCAO" build --all cac-truong
    [ "$status" -eq 0 ]
    [ "$output" = "Đã ghi 4/4 trường." ]
    outputs >together
    [ "$(wc -l <together)" -eq 4 ]
    [ "$(cut -d' ' -f2 together | sort -u | wc -l)" -eq 4 ]
    # shellcheck disable=SC2154 # set by run --separate-stderr
    said=$stderr
    for jobs in 1 3 16; do
        rm -r cac-truong/*/out
        run --separate-stderr "$BAOCAO" build --all --jobs "$jobs" cac-truong
        outputs | diff together -
        [ "$stderr" = "$said" ]
    done
    rm -r cac-truong/*/out
    for school in cac-truong/*; do "$BAOCAO" -q -C "$school" build 2>/dev/null; done
    outputs | diff together -
}

@test "one bad school: its complaints stand together behind its name, the others are built, the worst status is the exit" {
    sed -i 's/^- Trạng thái: .*/- Trạng thái: Hoàn tất mỹ mãn/' cac-truong/truong-2/content/2024/q2.md
    run --separate-stderr "$BAOCAO" build --all cac-truong
    [ "$status" -eq 1 ]
    [[ $output == *"Đã ghi 3/4 trường."*"Không ghi được 1 trường"*"cac-truong/truong-2 (mã kết thúc 1)"* ]]
    [ ! -e cac-truong/truong-2/out ]
    [ -s cac-truong/truong-1/out/site/index.html ]
    # Between its title and the next there is nothing but what the school alone prints.
    sed -n '/^== cac-truong\/truong-2$/,/^== cac-truong\/truong-3$/p' <<<"$stderr" | sed '1d;$d' >block
    "$BAOCAO" -C cac-truong/truong-2 build 2>alone || true
    diff alone block
    grep -q T007 block
    rm cac-truong/truong-3/content/school.md
    "$BAOCAO" --fonts /khong-co build --all cac-truong 2>&1 | grep -q X003
    run "$BAOCAO" --quarter 2023-q4 build --all cac-truong
    [ "$status" -eq 2 ]
}

@test "names: natural order, nested districts, own content of a school only; the list is one folder a line" {
    mkdir -p "cac-truong/quận 2/trường 10/content" "cac-truong/quận 2/trường 9/content" cac-truong/truong-1/luu/truong-1b/content cac-truong/.an/content
    mv cac-truong/truong-4 cac-truong/truong-10
    run --separate-stderr "$BAOCAO" build --all --list cac-truong/
    [ "$status" -eq 0 ]
    echo "$output" >list
    diff list - <<'LIST'
cac-truong/quận 2/trường 9
cac-truong/quận 2/trường 10
cac-truong/truong-1
cac-truong/truong-2
cac-truong/truong-3
cac-truong/truong-10
LIST
    [ ! -e cac-truong/truong-1/out ]
    run "$BAOCAO" build --all --list cac-truong/truong-1
    [ "$output" = cac-truong/truong-1 ]
}

@test "templates: of --templates, else the school's own, else those beside the schools" {
    cp -r "$ROOT/templates" cac-truong/templates
    cp -r "$ROOT/templates" cac-truong/truong-2/templates
    cp -r "$ROOT/templates" khac
    echo "main{top:1px}" >>cac-truong/templates/site/style.css
    echo "main{top:2px}" >>cac-truong/truong-2/templates/site/style.css
    echo "main{top:3px}" >>khac/site/style.css
    style() { grep -oE 'main\{top:[123]px\}' "cac-truong/truong-$1/out/site/index.html"; }
    "$BAOCAO" -q build --all cac-truong 2>/dev/null
    [ "$(style 1) $(style 2)" = "main{top:1px} main{top:2px}" ]
    "$BAOCAO" -q --templates khac build --all cac-truong 2>/dev/null
    [ "$(style 1) $(style 2)" = "main{top:3px} main{top:3px}" ]
}

@test "templates are read once for all schools, before the first; a mistake in them is told by each, as when it is built alone" {
    "$BAOCAO" -q build --all cac-truong 2>/dev/null
    outputs >before
    cp -r "$ROOT/templates" cac-truong/templates
    traced=()
    [ "${VARIANT:-release}" = sanitize ] || traced=(strace -f -qq -e trace=openat -o opened) # strace does not go with LeakSanitizer
    "${traced[@]}" "$BAOCAO" -q build --all --jobs 1 cac-truong 2>/dev/null
    [ "${#traced[@]}" -eq 0 ] || [ "$(grep -c 'templates/site/viec.html' opened)" -eq 1 ]
    outputs | diff before -
    echo '{{#a}}' >>cac-truong/templates/site/viec.html
    run "$BAOCAO" -q build --all cac-truong
    [ "$status" -eq 1 ]
    [ "$(grep -c 'templates/site/viec.html:40:1: .*B005' <<<"$output")" -eq 4 ]
    outputs | diff before -
}

@test "a school that is being written to is passed over, and said so" {
    need flock
    flock cac-truong/truong-3 timeout 100 "$BAOCAO" build --all cac-truong >said 2>complaints && status=0 || status=$?
    [ "$status" -eq 3 ]
    grep -q "Đã ghi 3/4 trường" said
    grep -A1 "== cac-truong/truong-3" complaints | grep -q A004
}

@test "--format json: one object, every school in it, also one that has errors" {
    sed -i 's/^- Trạng thái: .*/- Trạng thái: Hoàn tất mỹ mãn/' cac-truong/truong-2/content/2024/q2.md
    run --separate-stderr "$BAOCAO" --format json build --all cac-truong
    [ "$status" -eq 1 ]
    [ -z "$stderr" ]
    python3 -c '
import json, sys
all = json.load(sys.stdin)
assert [s["folder"] for s in all["schools"]] == [f"cac-truong/truong-{i}" for i in (1, 2, 3, 4)]
assert [s["exit"] for s in all["schools"]] == [0, 1, 0, 0]
assert all["written"] == 3 and all["count"] == 4 and all["exit"] == 1
assert any(d["code"] == "T007" for d in all["schools"][1]["result"]["diagnostics"])
' <<<"$output"
    run "$BAOCAO" --format sarif build --all cac-truong
    [ "$status" -eq 2 ]
}

@test "usage: --jobs, a folder without --all, a folder that is not there" {
    for jobs in 0 -1 x 257 99999999999999999999; do
        run "$BAOCAO" build --all "--jobs=$jobs" cac-truong
        [ "$status" -eq 2 ]
        [[ $output == *U004* ]]
    done
    run "$BAOCAO" build cac-truong
    [ "$status" -eq 2 ]
    [[ $output == *U006* ]]
    run "$BAOCAO" build --all khong-co
    [ "$status" -eq 2 ]
    [[ $output == *U007* ]]
}

@test "on a terminal: count, rate, time left; elsewhere nothing of it" {
    python3 - "$BAOCAO" <<'PYTHON'
import os, pty, sys
seen = bytearray()
def read(fd):
    data = os.read(fd, 4096)
    seen.extend(data)
    return data
status = pty.spawn([sys.argv[1], "--color", "never", "build", "--all", "--jobs", "1", "cac-truong"], read)
text = seen.decode()
assert os.waitstatus_to_exitcode(status) == 0, status
assert "/4 trường · " in text and "trường/giây · còn " in text, text
assert "4/4 trường trong " in text, text
last = [line for line in text.replace("\r\n", "\n").split("\n") if line][-1]
assert last == "Đã ghi 4/4 trường.", last
PYTHON
    "$BAOCAO" build --all cac-truong 2>&1 | tr '\r' '\n' | grep -q "trường/giây" && return 1
    return 0
}

@test "^C: no more schools are begun, those under way are finished, nothing is half" {
    "$ROOT/tests/schools.py" 60 nhieu
    python3 - "$BAOCAO" <<'PYTHON'
import os, signal, subprocess, sys, time
p = subprocess.Popen([sys.argv[1], "build", "--all", "--jobs", "2", "nhieu"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True, text=True)
while not any(os.path.exists(f"nhieu/truong-{i}/out") for i in range(1, 61)):
    time.sleep(0.01)
os.killpg(p.pid, signal.SIGINT)  # as a terminal does: to all of them
said = p.communicate(timeout=300)[0]
assert p.returncode == -signal.SIGINT, p.returncode
assert "Đã dừng theo yêu cầu" in said, said
names = [name for _, names, _ in os.walk("nhieu") for name in names]
assert not any(name.startswith(".out") for name in names)
done = [i for i in range(1, 61) if os.path.exists(f"nhieu/truong-{i}/out")]
assert 0 < len(done) < 60, done
assert said.startswith(f"Đã ghi {len(done)}/60"), said
for i in done:
    subprocess.run(["sha256sum", "-c", "--quiet", "--ignore-missing"], stdin=open(f"nhieu/truong-{i}/out/.baocao"), cwd=f"nhieu/truong-{i}/out", check=True, stderr=subprocess.DEVNULL)
PYTHON
}

@test "a worker that is killed costs its own school; the others are built" {
    rm -r cac-truong/truong-2
    "$ROOT/tests/large.py" 2000 cac-truong/truong-2
    python3 - "$BAOCAO" <<'PYTHON'
import glob, os, signal, subprocess, sys, time
p = subprocess.Popen([sys.argv[1], "build", "--all", "--jobs", "2", "cac-truong"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
killed = False
while not killed:
    assert p.poll() is None, p.communicate()
    for task in glob.glob(f"/proc/{p.pid}/task/*/children"):
        for child in open(task).read().split():
            try:
                if os.readlink(f"/proc/{child}/cwd").endswith("/truong-2"):
                    os.kill(int(child), signal.SIGKILL)
                    killed = True
            except FileNotFoundError:
                pass
    time.sleep(0.01)
said, complaints = p.communicate(timeout=300)
assert p.returncode == 3, p.returncode
assert "== cac-truong/truong-2\n" in complaints and "[A005]" in complaints, complaints
assert said.startswith("Đã ghi 3/4 trường."), said
PYTHON
    [ ! -e cac-truong/truong-2/out ]
}

@test "no more processes or descriptors: said, exit 3" {
    run bash -c 'exec 3>&- 4>&-; ulimit -n 4; exec "$0" build --all cac-truong' "$BAOCAO"
    [ "$status" -eq 3 ]
    [[ $output == *A007* ]]
}
