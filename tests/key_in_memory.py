#!/usr/bin/env python3
"""key_in_memory.py - looks for a private key and a passphrase in a process or a file: key_in_memory.py PID|FILE KEY.pem PASSPHRASE-FILE.
Prints
how often each was found: "key N passphrase N"."""
import re
import subprocess
import sys

what, key, passphrase = sys.argv[1:]
passphrase = open(passphrase, "rb").read().strip()
text = subprocess.run(["openssl", "pkey", "-in", key, "-noout", "-text"], check=True, capture_output=True).stdout.decode()
needles = []
for name, digits in re.findall(r"^(privateExponent|prime1|prime2|exponent1|exponent2|coefficient):\n((?:    .*\n)+)", text, re.M):
    number = bytes.fromhex(re.sub(r"[\s:]", "", digits)).lstrip(b"\0")
    middle = number[len(number) // 2 - 16 : len(number) // 2 + 16]
    needles += [middle, middle[::-1]]  # as it stands in a file, and as OpenSSL counts with it
assert len(needles) == 12, text[:200]


def chunks():
    if not what.isdigit():
        with open(what, "rb") as f:
            yield f.read()
        return
    with open(f"/proc/{what}/maps") as maps, open(f"/proc/{what}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            start, end = (int(n, 16) for n in span.split("-"))
            memory.seek(start)
            yield memory.read(end - start)


keys = words = size = 0
for chunk in chunks():
    size += len(chunk)
    keys += sum(chunk.count(n) for n in needles)
    words += chunk.count(passphrase)
assert size > 0
print("key", keys, "passphrase", words)
