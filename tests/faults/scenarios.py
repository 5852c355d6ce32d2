"""scenarios.py - the commands that run.py tries, each in a project of its own."""
import atexit
import glob
import hashlib
import os
import shutil
import subprocess
import sys

CLOCK = "1718600000"
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


hashes = {}


def content_of(path, st):
    """The bytes of a file, read once for each state of it."""
    key = (st.st_dev, st.st_ino, st.st_size, st.st_mtime_ns, st.st_ctime_ns)
    if key not in hashes:
        if len(hashes) > 20000:
            hashes.clear()
        with open(path, "rb") as file:
            hashes[key] = hash(file.read())
    return hashes[key]


def snapshot(folder):
    """Every name below the folder, with its bytes' hash (None for folders)."""
    found, todo = {}, [""]
    while todo:
        below = todo.pop()
        with os.scandir(os.path.join(folder, below)) as entries:
            for entry in entries:
                name = os.path.join(below, entry.name)
                if entry.is_dir(follow_symlinks=False):
                    found[name] = None
                    todo.append(name)
                else:
                    found[name] = content_of(entry.path, entry.stat(follow_symlinks=False))
    return found


class Scenario:
    """One command in one project. again: the commands that bring a run that failed to its end. fat: upon a file system that lacks much.
    answers: what it prints is what it is for, the same each time. outs: its folders of output, each old or new. classes: only these are tried.
    environment: more of it. token: it has a PKCS#11 token, whose leaks (libp11) and lost files (SoftHSM) are not ours. same: what a look at the project is to be taken for, where no two runs write the same bytes."""

    def __init__(self, work, name, origin, command, boast=None, again=True, fat=False, answers=False, outs=("out",), classes=(), environment=None, same=None, token=False):
        self.fat, self.answers, self.said = fat, answers, None
        self.outs, self.classes, self.environment, self.same, self.token = outs, classes, environment or {}, same, token
        self.name, self.origin, self.command, self.boast = name, origin, command, boast
        self.again = [command] if again is True else again
        self.project = os.path.join(work, "project")
        self.before = self.after = None

    def restore(self):
        shutil.rmtree(self.project, ignore_errors=True)
        shutil.copytree(self.origin, self.project, symlinks=True)

    def plug_in_again(self):
        if self.token:
            shutil.rmtree(f"{self.project}/tokens", ignore_errors=True)
            shutil.copytree(f"{self.origin}/tokens", f"{self.project}/tokens")

    def look(self):
        found = snapshot(self.project)
        return self.same(self.project, found) if self.same else found

    def put_back(self, found):
        """The project as it was, in the same folders: a run stands in them."""
        for name in sorted(found, reverse=True):
            if name not in self.before:
                (os.rmdir if found[name] is None else os.remove)(os.path.join(self.project, name))
        for name in sorted(self.before):
            if found.get(name, "absent") != self.before[name]:
                path = os.path.join(self.project, name)
                os.makedirs(path) if self.before[name] is None else shutil.copy2(os.path.join(self.origin, name), path)


def edit(path, old, new):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert old in text, (path, old)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(old, new))


def token(work, pki):
    """A PKCS#11 token in software with the principal's key, PIN 1234, in the project, for it writes its own files and a fault spoils them: the environment
    in which it is found; None where there is none."""
    module = next(iter(glob.glob("/usr/lib/*/softhsm/libsofthsm2.so") + glob.glob("/usr/lib/softhsm/libsofthsm2.so")), None)
    if not module or not shutil.which("softhsm2-util") or not shutil.which("pkcs11-tool"):
        print("--p11: not tried, for want of softhsm2 or opensc", flush=True)
        return None
    found = {"SOFTHSM2_CONF": f"{work}/softhsm2.conf", "PKCS11_MODULE_PATH": module}
    os.makedirs(f"{work}/project/tokens")
    with open(found["SOFTHSM2_CONF"], "w", encoding="ascii") as file:
        file.write(f"directories.tokendir = {work}/project/tokens\n")
    with open(os.open(f"{work}/pin", os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
        file.write("1234\n")
    run = lambda *words: subprocess.run(words, check=True, capture_output=True, env=os.environ | found)
    run("softhsm2-util", "--init-token", "--free", "--label", "truong", "--pin", "1234", "--so-pin", "5678")
    run("softhsm2-util", "--import", f"{pki}/principal.key", "--token", "truong", "--label", "hieu-truong", "--id", "01", "--pin", "1234")
    run("openssl", "x509", "-in", f"{pki}/principal.pem", "-outform", "DER", "-out", f"{work}/principal.der")
    run("pkcs11-tool", "--module", module, "--token-label", "truong", "--login", "--pin", "1234", "--write-object", f"{work}/principal.der", "--type", "cert",
        "--id", "01", "--label", "hieu-truong")
    shutil.copytree(f"{work}/fresh", f"{work}/token")
    shutil.move(f"{work}/project/tokens", f"{work}/token/tokens")
    return found


def without_token(_, found):
    """What a token keeps is its own."""
    return {k: v for k, v in found.items() if k.split("/")[0] != "tokens"}


def authority(pki):
    """A time stamping authority on loopback, which ends with us: its address."""
    server = subprocess.Popen([sys.executable, f"{ROOT}/tests/tsa.py", pki], stdout=subprocess.PIPE)
    atexit.register(server.kill)
    return f"http://127.0.0.1:{int(server.stdout.readline())}/tsa"


def stamped(baocao):
    """No two timestamps are the same: a file that verifies with its own is the file that should be, and the register that names it the register."""

    def same(project, found):
        for name in [name for name in found if name.endswith(".1.pdf") and "/da-ky/" in name]:
            path, register = os.path.join(project, name), os.path.join(project, "content/2024/so-van-ban.md")
            said = subprocess.run([baocao, "verify", "--format", "json", path], capture_output=True, check=False).stdout
            if b'"timestamp": {"state": "fine"' in said:
                found[name] = "stamped"
            with open(path, "rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
            if os.path.exists(register):
                with open(register, encoding="utf-8") as file:
                    found["content/2024/so-van-ban.md"] = hash(file.read().replace(digest, "digest"))
        return found

    return same


def scenarios(args):
    """The projects: fresh; with an older out/, and with a file of the user's in it; to be signed; signed elsewhere; signed."""
    work, pki = args.work, os.path.join(args.work, "pki")
    data = ["--templates", f"{ROOT}/templates", "--fonts", f"{ROOT}/generator/build/fonts"]
    key = ["--p12", f"{pki}/principal.p12", "--pass-file", f"{work}/pass"]
    run = lambda project, *command: subprocess.run([args.baocao, "-q", "-C", os.path.join(work, project), *data, *command], check=True,
                                                   stderr=subprocess.DEVNULL, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    copy = lambda a, b: shutil.copytree(os.path.join(work, a), os.path.join(work, b))
    os.makedirs(os.path.join(work, "fresh"))
    shutil.copytree(f"{ROOT}/tests/golden/base/content", f"{work}/fresh/content")
    os.remove(f"{work}/fresh/content/2024/q3.md")
    subprocess.run(["bash", f"{ROOT}/tests/pki.sh", pki], check=True, stdout=subprocess.DEVNULL)
    with open(os.open(f"{work}/pass", os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="ascii") as file:
        file.write("bi-mat\n")
    copy("fresh", "built")
    run("built", "build")
    edit(f"{work}/built/content/2024/q2.md", "chờ hướng dẫn", "chờ hướng dẫn của cấp trên")
    copy("built", "mine")
    with open(f"{work}/mine/out/bao-cao/da-ky.pdf", "wb") as file:
        file.write(b"signed by hand")
    copy("fresh", "submitted")
    run("submitted", "build", "--trinh-ky", "--quarter", "2024-q2")
    shutil.rmtree(f"{work}/submitted/out")
    copy("fresh", "signed")
    run("signed", "sign", "2024-q2", *key)
    copy("signed", "published")
    run("published", "build")
    copy("signed", "district")
    os.makedirs(f"{work}/empty")
    signed = f"{work}/elsewhere.pdf"
    subprocess.run([sys.executable, f"{ROOT}/tests/foreign_sign.py", f"{work}/submitted/content/2024/trinh-ky/bao-cao-quy-2-2024.pdf", signed,
                    f"{pki}/principal.key", f"{pki}/principal.pem"], check=True)
    for school in ("a", "b"):
        shutil.copytree(f"{work}/fresh", f"{work}/schools/{school}")
    # What an outside signer answers is the same each time, for the time is: kept from one run.
    signer = f"{sys.executable} {ROOT}/tests/cms_sign.py {pki}/principal.key {pki}/principal.pem | tee {work}/answer.cms"
    copy("fresh", "outside")
    subprocess.run([args.baocao, "-q", "-C", f"{work}/outside", *data, "sign", "2024-q2", "--signer-cmd", signer], check=True, stderr=subprocess.DEVNULL,
                   env=os.environ | {"LD_PRELOAD": args.library, "FAULTS_TIME": CLOCK, "FAULTS_ONLY": "baocao"})
    found = token(work, pki)
    key11 = ["--p11", "pkcs11:token=truong;object=hieu-truong", "--pass-file", f"{work}/pin"]
    tsa = ["--tsa", authority(pki)]
    make = lambda name, origin, command, *rest, **more: Scenario(work, name, os.path.join(work, origin), [*command, *data], *rest, **more)
    # What check advises when a signed report is stored and not yet in the register.
    stored_pdf = "content/2024/da-ky/bao-cao-quy-2-2024.1.pdf"
    stored = lambda stage: ["accept", f"content/2024/da-ky/bao-cao-quy-2-2024.{stage}.pdf", *data]
    return [
        make("check", "fresh", ["check"]),
        make("build", "fresh", ["build"], "Đã ghi"),
        make("build-again", "built", ["build"], "Đã ghi"),
        make("build-fat", "built", ["build"], "Đã ghi", fat=True),
        make("build-mine", "mine", ["build"], "Đã ghi"),
        make("build-signed", "published", ["build"], "Đã ghi"),
        make("submit", "fresh", ["build", "--trinh-ky"], "Đã ghi"),
        make("new", "fresh", ["new", "2024-q3"], "Đã"),
        make("convert", "fresh", ["convert", "content/2024/q2.md", "q2.xml"], "Đã"),
        make("sign", "fresh", ["sign", "2024-q2", *key], "Đã ký", again=[["sign", "2024-q2", *key, *data], stored(1)]),
        make("sign-agency", "signed", ["sign", "2024-q2", "--co-quan", *key], "Đã ký", again=[["sign", "2024-q2", "--co-quan", *key, *data], stored(2)]),
        make("accept", "submitted", ["accept", signed], "Đã"),
        make("replace", "signed", ["replace", "2024-q2"], "Đã"),
        make("status", "signed", ["status"], answers=True),
        make("verify", "signed", ["verify", stored_pdf], answers=True),
        make("extract", "signed", ["extract", stored_pdf], answers=True),
        make("layout", "signed", ["layout", stored_pdf], answers=True),
        make("init", "empty", ["init", "2025"], "Đã"),
        make("rollup", "district", ["rollup", "content"], "Đã ghi"),
        make("explain", "fresh", ["explain", "T007"], answers=True),
        make("all", "schools", ["build", "--all", "--jobs", "1", "."], "2/2", outs=("a/out", "b/out")),
        # The shell that it is given to cannot live behind our filter of system calls; test_seal_faults fails those.
        make("sign-command", "fresh", ["sign", "2024-q2", "--signer-cmd", f"cat {work}/answer.cms"], "Đã ký", classes=("alloc",), environment={"FAULTS_CLASS": "alloc", "FAULTS_AT": str(1 << 60)}, again=[
            ["sign", "2024-q2", "--signer-cmd", f"cat {work}/answer.cms", *data], stored(1)]),
        make("sign-stamped", "fresh", ["sign", "2024-q2", *key, *tsa], "Đã ký", again=[["sign", "2024-q2", *key, *tsa, *data], stored(1)], same=stamped(args.baocao)),
    ] + ([make("sign-token", "token", ["sign", "2024-q2", *key11], "Đã ký", again=[["sign", "2024-q2", *key11, *data], stored(1)], environment=found, same=without_token, token=True)] if found else [])
