#!/usr/bin/env python3
"""strokes.py KIND OUT.png - pictures for the tests of `sign`: a signature in blue or gray strokes, a seal in red rings, on a
ground that is seen through; "white": the blue one on a white ground."""
import math, struct, sys, zlib


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def main():
    kind, path = sys.argv[1:]
    width, height = (900, 900) if kind == "seal" else (900, 360)
    colour = {"seal": (200, 16, 24), "blue": (16, 60, 180), "white": (16, 60, 180), "gray": (60, 60, 60)}[kind]
    inked = bytearray(width * height)

    def dot(x, y, r):
        for j in range(max(0, int(y - r)), min(height, int(y + r) + 1)):
            for i in range(max(0, int(x - r)), min(width, int(x + r) + 1)):
                if (i - x) ** 2 + (j - y) ** 2 <= r * r:
                    inked[j * width + i] = 1

    for t in range(1600):
        a = t / 1600 * 2 * math.pi
        if kind == "seal":
            for radius, thick in ((430, 9), (300, 5)):
                dot(450 + radius * math.cos(a), 450 + radius * math.sin(a), thick)
            for k in range(5):  # a star
                b = -math.pi / 2 + k * 4 * math.pi / 5
                c = b + 4 * math.pi / 5
                f = t / 1600
                dot(450 + 190 * (math.cos(b) * (1 - f) + math.cos(c) * f), 450 + 190 * (math.sin(b) * (1 - f) + math.sin(c) * f), 6)
        else:
            dot(60 + t / 1600 * 780, 180 + 120 * math.sin(5 * a) * math.cos(a / 3), 6)
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            rows += bytes((*colour, 255)) if inked[y * width + x] else bytes((255, 255, 255, 255 if kind == "white" else 0))
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
    open(path, "wb").write(data + chunk(b"IDAT", zlib.compress(bytes(rows))) + chunk(b"IEND", b""))


main()
