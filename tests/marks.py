#!/usr/bin/env python3
"""marks.py - looks for marks in everything that a published folder holds, however it is packed. Usage: marks.py FOLDER MARK…
Prints "KIND PATH MARK" for each find. Looked at: names; bytes, as UTF-8, UTF-16 and hexadecimal digits; members of archives; PDF files
with every stream unpacked, their attachments, and their words as they are drawn; parts of PNG files, of which only those that draw are
known. Exit 2 when something cannot be looked at."""
import base64
import io
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib

folder, *marks = sys.argv[1:]
DRAW = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}


def forms(mark):
    for code in ("utf-8", "utf-16-be", "utf-16-le"):
        raw = mark.encode(code)
        yield raw
        yield raw.hex().encode()
        yield raw.hex().upper().encode()
    yield base64.b64encode(mark.encode())[:-4]


def find(kind, path, data):
    for mark in marks:
        if any(form in data for form in forms(mark)):
            print(kind, path, mark)


def run(*command, data=None):
    done = subprocess.run(command, input=data, capture_output=True)
    if done.returncode not in (0, 3):  # 3: qpdf warns
        sys.exit(f"{command}: {done.stderr.decode(errors='replace')}" or 2)
    return done.stdout


def look_pdf(path, data):
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        find("pdf", path, run("qpdf", "--qdf", "--object-streams=disable", "--decode-level=all", file.name, "-"))
        find("pdf-words", path, run("pdftotext", "-raw", file.name, "-"))
        find("pdf-info", path, run("pdfinfo", file.name))
        for line in run("qpdf", "--list-attachments", file.name).decode().splitlines():
            name = line.split(" -> ")[0]
            if " -> " in line:
                find("pdf-attachment", path, run("qpdf", f"--show-attachment={name}", file.name))


def look_png(path, data):
    at = 8
    while at < len(data):
        n, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
        body = data[at + 8:at + 8 + n]
        if kind not in DRAW:
            sys.exit(f"{path}: a part {kind} that does not draw")
        if kind == b"zTXt":
            find("png", path, zlib.decompress(body.split(b"\0", 1)[1][1:]))
        at += 12 + n


def look(path, data):
    find("bytes", path, data)
    if data.startswith(b"PK"):
        for member in zipfile.ZipFile(io.BytesIO(data)).infolist():
            find("name", f"{path}/{member.filename}", member.filename.encode() + member.extra + member.comment)
            look(f"{path}/{member.filename}", zipfile.ZipFile(io.BytesIO(data)).read(member))
    elif data.startswith(b"%PDF"):
        look_pdf(path, data)
    elif data.startswith(b"\x89PNG"):
        look_png(path, data)


for root, folders, names in sorted(os.walk(folder)):
    for name in sorted(names):
        path = os.path.relpath(os.path.join(root, name), folder)
        find("name", path, path.encode())
        look(path, open(os.path.join(root, name), "rb").read())
