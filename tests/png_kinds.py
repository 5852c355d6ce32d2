#!/usr/bin/env python3
"""png_kinds.py FOLDER - one picture of squares in every form that a PNG can have, FORM.png each. All colours are such as every form can hold."""
import struct
import sys
import zlib
from pathlib import Path

SIDE, CELL = 160, 20
PALETTE = [(0, 0, 0), (255, 255, 255)]


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def value(x, y):
    return (x // CELL + y // CELL + (x * y) // 5000) % 2


def packed(bits, depth):
    """Samples of depth bits, the first in the highest bits."""
    out = bytearray()
    for at in range(0, len(bits), 8 // depth):
        byte = 0
        for sample in bits[at : at + 8 // depth]:
            byte = byte << depth | sample
        out.append(byte)
    return bytes(out)


def row(form, depth, y):
    bits = [value(x, y) for x in range(SIDE)]
    most = (1 << depth) - 1
    if form == "palette":
        return packed(bits, depth)
    if form == "gray":
        return packed([bit * most for bit in bits], depth) if depth <= 8 else b"".join(struct.pack(">H", bit * most) for bit in bits)
    if form == "rgb":
        return b"".join(bytes(PALETTE[bit]) for bit in bits)
    if form == "rgba":  # white is what shines through
        return b"".join(bytes((9, 9, 9, 0)) if bit else bytes((0, 0, 0, 255)) for bit in bits)
    raise ValueError(form)


def filtered(rows, stride, kind):
    """The rows behind the number of their filter: none, sub or up."""
    out, before = bytearray(), bytes(len(rows[0]))
    for line in rows:
        left = bytes(stride) + line
        out.append(kind)
        out += bytes((b - (left[i] if kind == 1 else before[i] if kind == 2 else 0)) & 255 for i, b in enumerate(line))
        before = line
    return bytes(out)


def png(form, depth, kind, pieces, extra=b""):
    type_ = {"gray": 0, "rgb": 2, "palette": 3, "rgba": 6}[form]
    stride = {"rgb": 3, "rgba": 4}.get(form, 2 if depth == 16 else 1)
    body = zlib.compress(filtered([row(form, depth, y) for y in range(SIDE)], stride, kind))
    step = -(-len(body) // pieces)
    palette = chunk(b"PLTE", bytes(v for c in PALETTE for v in c)) if form == "palette" else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, depth, type_, 0, 0, 0)) + extra + palette
            + b"".join(chunk(b"IDAT", body[at : at + step]) for at in range(0, len(body), step)) + chunk(b"IEND", b""))


folder = Path(sys.argv[1])
for name, form, depth, kind, pieces, extra in [
    ("gray1", "gray", 1, 0, 1, b""), ("gray4", "gray", 4, 2, 3, b""), ("gray8", "gray", 8, 1, 1, b""), ("gray16", "gray", 16, 0, 1, b""),
    ("rgb8", "rgb", 8, 2, 2, b""), ("rgb8-suggesting", "rgb", 8, 1, 1, chunk(b"PLTE", bytes(6))), ("palette1", "palette", 1, 0, 1, b""),
    ("palette2", "palette", 2, 2, 1, b""), ("palette8", "palette", 8, 1, 4, b""), ("rgba8", "rgba", 8, 0, 1, b""),
    ("gamma", "rgb", 8, 0, 1, chunk(b"gAMA", struct.pack(">I", 45455))),
]:
    (folder / (name + ".png")).write_bytes(png(form, depth, kind, pieces, extra))
