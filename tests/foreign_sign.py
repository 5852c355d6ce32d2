#!/usr/bin/env python3
"""foreign_sign.py - signs a PDF the way other programs do, written apart from ours: foreign_sign.py IN OUT KEY.pem CERTIFICATE.pem [WHAT…]
It appends an incremental update with a signature field of its own. WHAT: page=N (from 1), rect=X0,Y0,X1,Y1 (of the field's looks),
text=X0,Y0,X1,Y1 (words put onto page 1 as a FreeText annotation, such as a number into its gap), info (a new Producer), unsigned
(no signature at all), page-change (the page's size), catalog (an OpenAction)."""
import hashlib
import os
import re
import struct
import subprocess
import sys
import time

PLACE = 8192  # bytes kept for the signature


def qpdf(*args):
    return subprocess.run(["qpdf", *args], check=False, capture_output=True).stdout.decode("latin-1").strip()


def number(text, key):
    return int(re.search(key + r" (\d+) \d+ R", text).group(1))


class Update:
    """Objects appended to a file, with a cross-reference stream of their own."""

    def __init__(self, path):
        self.path = path
        self.data = open(path, "rb").read()
        self.trailer = qpdf("--show-object=trailer", path)
        self.size = int(re.search(r"/Size (\d+)", self.trailer).group(1))
        self.objects = {}
        self.generations = {}  # of objects that have another one than 0
        self.said = None  # what /Size says, when it is not the truth
        self.as_ours = False  # written to the letter as this program writes it

    def get(self, n):
        return self.objects.get(n) or qpdf(f"--show-object={n}", self.path)

    def add(self, body):
        self.objects[self.size] = body
        self.size += 1
        return self.size - 1

    def finish(self):
        previous = int(re.findall(rb"startxref\s+(\d+)", self.data)[-1])
        out = bytearray(self.data)
        if not out.endswith(b"\n"):
            out += b"\n"
        offsets = {}
        for n in sorted(self.objects):
            offsets[n] = len(out)
            out += f"{n} {self.generations.get(n, 0)} obj\n{self.objects[n]}\nendobj\n".encode("latin-1")
        own = self.size
        offsets[own] = len(out)
        rows = b"".join(struct.pack(">BIB" if self.as_ours else ">BIH", 1, offsets[n], self.generations.get(n, 0)) for n in sorted(offsets))
        root, info = number(self.trailer, "/Root"), re.search(r"/Info \d+ \d+ R", self.trailer)
        identity = re.search(r"/ID \[[^\]]*\]", self.trailer)
        size, info = self.said or own + 1, info.group(0) if info else ""
        if self.as_ours:
            index = "".join(f"{n} 1 " for n in sorted(offsets))
            head = f"{own} 0 obj\n<</Type/XRef/Size {size}/Prev {previous}/Root {root} 0 R{info}/W[1 4 1]/Index[{index}]/Length {len(rows)}>>stream\n"
        else:
            index = " ".join(f"{n} 1" for n in sorted(offsets))
            head = f"{own} 0 obj\n<</Type/XRef/W[1 4 2]/Index[{index}]/Size {size}/Prev {previous}/Root {root} 0 R"
            head += f"{info}{identity.group(0) if identity else ''}/Length {len(rows)}>>\nstream\n"
        start = len(out)
        out += head.encode() + rows + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode()
        return out


def with_item(text, key, item):
    """A dictionary's text with one more item in the array of that key."""
    if re.search(key + r"\s*\[", text):
        return re.sub(key + r"\s*\[([^\]]*)\]", lambda m: f"{key} [{m.group(1)} {item} ]", text, count=1)
    return text.rstrip()[:-2] + f" {key} [ {item} ] >>"


def annotate(update, page, item):
    text = update.get(page)
    reference = re.search(r"/Annots (\d+) 0 R", text)
    if reference:
        n = int(reference.group(1))
        update.objects[n] = update.get(n).rstrip()[:-1] + f" {item} ]"
    else:
        update.objects[page] = with_item(text, "/Annots", item)


def main():
    source, target, key, certificate, *what = sys.argv[1:]
    options = dict(w.split("=", 1) if "=" in w else (w, True) for w in what)
    update = Update(source)
    pages = [int(n) for n in re.findall(r"^page \d+: (\d+) 0 R", qpdf("--show-pages", source), re.M)]
    page = pages[int(options.get("page", len(pages))) - 1]
    root = number(update.trailer, "/Root")
    if "/AcroForm" not in update.get(root):
        update.objects[root] = update.get(root).rstrip()[:-2] + f" /AcroForm {update.add('<< /Fields [ ] /SigFlags 3 >>')} 0 R >>"
    form = number(update.get(root), "/AcroForm")
    if "text" in options:
        rect = options["text"].replace(",", " ")
        looks = update.add(f"<</Type/XObject/Subtype/Form/BBox[0 0 10 10]/Length 0>>\nstream\n\nendstream")
        note = update.add(f"<</Type/Annot/Subtype/FreeText/Rect[{rect}]/Contents(45)/DA(/Helv 13 Tf)/F 4/AP<</N {looks} 0 R>>>>")
        annotate(update, pages[0], f"{note} 0 R")
    if "info" in options:
        info = number(update.trailer, "/Info")
        update.objects[info] = re.sub(r"/Producer \([^)]*\)", "/Producer (VGCASignService)", update.get(info))
    if "page-change" in options:
        update.objects[page] = re.sub(r"/MediaBox \[[^\]]*\]", "/MediaBox [ 0 0 500 500 ]", update.get(page))
    if "catalog" in options:
        update.objects[root] = update.get(root).rstrip()[:-2] + " /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"
    if "unsigned" in options:
        open(target, "wb").write(update.finish())
        return
    rect = options.get("rect", "0,0,0,0").replace(",", " ")
    when = time.strftime("D:%Y%m%d%H%M%S+00'00'", time.gmtime())
    signature = update.add(
        "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 0000000000 0000000000 0000000000]"
        f"/M({when})/Contents<{'0' * PLACE}>>>"
    )
    looks = update.add("<</Type/XObject/Subtype/Form/BBox[0 0 0 0]/Length 0>>\nstream\n\nendstream")
    field = update.add(
        f"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature{signature})/V {signature} 0 R/P {page} 0 R/Rect[{rect}]/AP<</N {looks} 0 R>>/F 132>>"
    )
    annotate(update, page, f"{field} 0 R")
    update.objects[form] = with_item(update.get(form), "/Fields", f"{field} 0 R")
    out = update.finish()
    # the place of the signature, and what it covers
    open_at = out.rindex(b"/Contents<") + len(b"/Contents")
    after = open_at + PLACE + 2
    old = re.compile(rb"/ByteRange\[0 0000000000 0000000000 0000000000\]").search(out, len(update.data))
    new = f"/ByteRange[0 {open_at:010} {after:010} {len(out) - after:010}]".encode()
    out[old.start() : old.end()] = new
    signed = bytes(out[:open_at]) + bytes(out[after:])
    tool = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cms_sign.py")
    cms = subprocess.run([sys.executable, tool, key, certificate], input=signed, check=True, capture_output=True).stdout
    assert len(cms) * 2 <= PLACE, len(cms)
    out[open_at + 1 : after - 1] = cms.hex().encode().ljust(PLACE, b"0")
    assert hashlib.sha256(bytes(out[:open_at]) + bytes(out[after:])).digest() == hashlib.sha256(signed).digest()
    open(target, "wb").write(out)


if __name__ == "__main__":
    main()
