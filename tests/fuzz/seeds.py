#!/usr/bin/env python3
"""seeds.py BAOCAO FOLDER: gathers what the fuzzers begin with, a folder a target: the shipped content, the golden cases, templates,
the specification's cases of Mustache, and finished PDF files of ours. Everything is made anew from the tree."""
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

binary, folder = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
root = Path(__file__).resolve().parents[2]
os.chdir(root)
count = 0


def put(target, data, most=None):
    global count
    data = data.encode() if isinstance(data, str) else data
    if not data or (most and len(data) > most):
        return
    (folder / target).mkdir(parents=True, exist_ok=True)
    (folder / target / f"{count:05}").write_bytes(data)
    count += 1


def run(*words, **more):
    return subprocess.run([str(w) for w in words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, **more).stdout


def texts():
    """Every content file once; of the golden cases those that differ from the base."""
    for path in sorted(Path("content").rglob("*.md")) + sorted(Path("tests/golden").rglob("content/**/*")):
        if path.is_file() and path.suffix in (".md", ".xml", ".txt"):
            yield path, path.read_bytes()


def content():
    for path, data in texts():
        head = re.match(rb"---\n.*?\n---\n", data, re.S)
        lines = [line for line in data.split(b"\n") if len(line) > 2]
        put("charset", data[:4096])
        put("xml" if path.suffix == ".xml" else "markdown", data)
        for target in ("report", "pages"):
            put(target, data, 8192)
        if head:
            put("front_matter", head[0][:4096])
        for line in lines[::7]:
            put("values", re.sub(rb"^[-#\s]*(?:[^:]{1,30}: )?", b"", line)[:256])
            if re.search(rb"\d/", line):
                put("citations", line[:4096])
        for part in re.split(rb"\n\n", data)[::3]:
            put("lines", bytes([6, 120, 20, len(part) % 16]) + part[:2000])
            put("layout", part[:8000])


def encodings():
    """One text in the encodings that are known, by way of our own converter where Python has none."""
    text = "Trường Tiểu học Hòa Bình báo cáo kết quả thực hiện nhiệm vụ quý II năm 2024.\n" * 3
    for name in ("utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"):
        put("charset", text.encode(name))
    put("charset", text.encode().decode("latin-1").encode())
    put("charset", "Tr\xad\xeang TiÓu häc Hßa B×nh b¸o c¸o kÕt qu¶ thùc hiÖn nhiÖm vô quý II n¨m 2024\n".encode() * 2)
    put("charset", "Tröôøng Tieåu hoïc Hoøa Bình baùo caùo keát quaû thöïc hieän nhieäm vuï quyù II\n".encode() * 2)
    put("charset", "Trư\u0300ơ\u0300ng Tiê\u0309u ho\u0323c Ho\u0300a Bi\u0300nh".encode())


def xml(work):
    done = []
    for path, _ in texts():
        if path.suffix == ".md" and "van-ban" not in path.name and (len(path.parts) < 7 or len(path.read_bytes()) % 4 == 0):
            out = work / f"{len(done)}.xml"
            done.append(out)
            run(binary, "-q", "convert", path, out)
            if out.exists():
                put("xml", out.read_bytes())


def templates():
    for path in sorted(Path("templates").rglob("*.*")):
        data = path.read_bytes()
        put("mustache", data[:4096])
        if path.parent.name in ("report", "moi"):
            put("layout", data[:8192])
            for part in re.split(rb"\n(?=```|## |#### )", data):
                put("layout", part)
    for path in sorted(Path("tests/data/mustache").glob("*.json")):
        for case in json.loads(path.read_text())["tests"]:
            put("mustache", "\n%%\n".join([case["template"], *case.get("partials", {}).values()]))


def png(width, height, kind, more=b""):
    def chunk(name, body):
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    samples = {0: 1, 2: 3, 4: 2, 6: 4}[kind]
    rows = b"".join(b"\0" + bytes((x * 7 + y * 3) % 256 for x in range(width * samples)) for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)) + more
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def images():
    gps = b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0\0\x01\0\x02\0\x05\0\0\0\x03\0\0\0\x2c\0\0\0\0" + bytes(24)
    exif = b"eXIf" + gps
    place = struct.pack(">I", len(gps)) + exif + struct.pack(">I", zlib.crc32(exif))
    for kind in (0, 2, 4, 6):
        put("image", png(9, 5, kind))
        put("image", png(3, 3, kind, place))
    put("image", png(1700, 2, 2))
    for path in sorted(Path("tests/golden/cases").rglob("minh-chung/*")) + sorted(Path("content/2024/minh-chung").glob("*")):
        put("image", path.read_bytes(), 65536)
    app1 = b"Exif\0\0" + gps
    put("image", b"\xff\xd8\xff\xe1" + struct.pack(">H", len(app1) + 2) + app1 + b"\xff\xc0\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0\xff\xd9")
    put("image", b"RIFF" + struct.pack("<I", 4 + 8 + len(gps)) + b"WEBPEXIF" + struct.pack("<I", len(gps)) + gps)


def signed(project, work):
    """The base's report, signed once and twice."""
    run("bash", "tests/pki.sh", work / "pki")
    (work / "pass").write_text("bi-mat\n")
    (work / "pass").chmod(0o600)
    for more in (["--p12", work / "pki/principal.p12"], ["--co-quan", "--p12", work / "pki/organisation.p12"]):
        run(binary, "-q", "sign", "2024-q2", *more, "--pass-file", work / "pass", cwd=project)
    for path in sorted((work / "pki").glob("*.p12")) + sorted((work / "pki").glob("*.pem")):
        put("key", path.read_bytes(), 8192)
    return sorted((project / "content/2024/da-ky").glob("*.pdf"))


def pdfs(work):
    project = work / "project"
    shutil.copytree("tests/golden/base", project)
    shutil.copytree("templates", project / "templates")
    run(binary, "-q", "build", "--fonts", root / "generator/build/fonts", cwd=project)
    made = sorted((project / "out/bao-cao").glob("*.pdf"))
    found = made + signed(project, work)
    for path in found + sorted(Path("content/2024/minh-chung").glob("*.pdf"))[:2]:
        put("pdf", path.read_bytes(), 131072)
        open_form = work / "open.pdf"
        run("qpdf", "--qdf", "--object-streams=disable", "--no-warn", path, open_form)
        if open_form.exists():
            plain = open_form.read_bytes()
            put("pdf", plain, 131072)
            for stream in re.findall(rb"stream\n(.*?)\nendstream", plain, re.S):
                if b" Tf" in stream:
                    put("pdf_page", stream[:6000] + b"\n%%\n\n%%\n/Subtype/TrueType/Encoding/WinAnsiEncoding\n%%\n")
                elif b"begincmap" in stream:
                    put("pdf_page", b"BT /F1 12 Tf 50 700 Td (ab) Tj ET\n%%\n" + stream[:6000] + b"\n%%\n/Subtype/Type0\n%%\n")
        run("qpdf", "--object-streams=generate", "--no-warn", path, open_form)
        put("pdf", open_form.read_bytes() if open_form.exists() else b"", 131072)
    hostile = work / "hostile"
    hostile.mkdir()
    for name in run(sys.executable, "tests/pdf_hostile.py", made[0], hostile, text=True).split():
        if not re.search(r"/(byte|cut|hole)-", name):
            put("pdf", Path(name).read_bytes(), 131072)
    pages = sorted((project / "out/site").rglob("*.html"))
    for path in pages:
        put("links", b"cu.html trang.html\n%%\n" + path.read_bytes()[:8000])
    put("links", Path("templates/site/chuyen-trang.txt").read_bytes() + b"%%\n<a href=\"2024/nhiem-vu.html#a\">")


def committed():
    for path in sorted(Path("tests/fuzz/seeds").glob("*/*")):
        put(path.parent.name, path.read_bytes())


def main():
    shutil.rmtree(folder, ignore_errors=True)
    work = folder / "work"
    work.mkdir(parents=True)
    content()
    encodings()
    xml(work)
    templates()
    images()
    pdfs(work.resolve())
    committed()
    shutil.rmtree(work)
    print(count, "seeds")


main()
