#!/usr/bin/env python3
"""attacks.py - files that try to pass for a signed report: attacks.py SIGNED.pdf FOLDER KEY.pem CERTIFICATE.pem
[gaps]. Prints a line for each file written: NAME (its file is FOLDER/NAME.pdf). "fine-" begins the names of those that are no attack: the same
means used for what a signing program may lawfully do, so that the attacks are refused for what they do, not for how they are made."""
import hashlib
import os
import re
import struct
import subprocess
import sys

from foreign_sign import PLACE, Update, annotate, number, qpdf, with_item

SIGNED, FOLDER, KEY, CERTIFICATE = sys.argv[1:5]
DATA = open(SIGNED, "rb").read()
RANGE = re.compile(rb"/ByteRange\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\]")
PAGES = [int(n) for n in re.findall(r"^page \d+: (\d+) 0 R", qpdf("--show-pages", SIGNED), re.M)]
LAST = [m for m in RANGE.finditer(DATA)][-1]  # of the second signature
A, B, C, D = map(int, LAST.groups())  # 0, where its gap begins, where it ends, how much follows
ROOT = number(Update(SIGNED).trailer, "/Root")
FORM = number(Update(SIGNED).get(ROOT), "/AcroForm")
SIZE = Update(SIGNED).size


PREPARED = "prepared-"  # begins the names of files that are no attack yet
COVERS, KIND = "phần thêm vào che chữ ở trang 1", "chú thích loại {} ở trang {}"


def write(name, data):
    assert bytes(data) != DATA, name
    with open(f"{FOLDER}/{name}.pdf", "wb") as f:
        f.write(data)
    if not name.startswith(PREPARED):
        print(name)


def updated(name, change, why=""):
    """SIGNED with an incremental update: change(update) sets objects. A signature of the attacker's covers it all: without, the file
    would be refused for its unsigned end, whatever the update does. NAME.why gets the words that verify has to tell it by."""
    sign_over(name, change=change, why=why)


def unsigned(name, change):
    update = Update(SIGNED)
    change(update)
    write(name, update.finish())


def contents_of(start):
    """The CMS of a gap that begins at start, without its padding."""
    raw = bytes.fromhex(DATA[start + 1 : start + 5 + 4].decode())
    length = 4 + int.from_bytes(raw[2:4], "big")
    return bytes.fromhex(DATA[start + 1 : start + 1 + 2 * length].decode())


def with_contents(cms):
    return DATA[: B + 1] + cms.hex().upper().encode().ljust(C - B - 2, b"0") + DATA[C - 1 :]


# ---- changed bytes ----

def changed_bytes():
    for name, at in (("before-gap", B // 2), ("after-gap", C + D // 2), ("in-gap", B + 400)):
        spoiled = bytearray(DATA)
        spoiled[at] = spoiled[at] ^ 1 if name != "in-gap" else (ord("0") if spoiled[at] != ord("0") else ord("1"))
        write(f"changed-byte-{name}", spoiled)


# ---- games with /ByteRange ----

def range_text(numbers):
    new = b"/ByteRange[" + b" ".join(b"%d" % n for n in numbers)
    return DATA[: LAST.start()] + new.ljust(LAST.end() - LAST.start() - 1) + b"]" + DATA[LAST.end() :]


def ranges():
    for name, numbers in (
        ("five", (A, B, C, D, 0)), ("three", (A, B, C)), ("from-one", (1, B - 1, C, D)), ("negative", (A, B, C, -1)),
        ("overlap", (A, C, B, D + C - B)), ("beyond", (A, B, C, D + 100000)), ("huge", (A, B, C, 2**64 + D)),
        ("short", (A, B, C, D - 10)), ("empty", (A, B, C, 0)), ("wide-gap", (A, B - 20, C + 20, D - 20)),
    ):
        write(f"range-{name}", range_text(numbers))


def sign_over(name, before=b"", spare=0, tail=True, twice=None, when="D:20260101000000+00'00'", change=None, why="", first=0, behind=b"", begin=0):
    """A signature that is cryptographically right over all, or over less than it should cover: a field of another program's in a new
    revision. first: so many times its field stands before the others; behind: what it covers behind the end; begin: where the range says
    that it begins."""
    update = Update(SIGNED)
    update.size = max(update.size, SIZE)
    if change:
        change(update)
    signature = update.add(
        f"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached{before.decode()}/ByteRange[0 0000000000 0000000000 0000000000]"
        f"/M({when}){' ' * spare}/Contents<{'0' * PLACE}>{' ' * spare}{twice or ''}>>"
    )
    field = update.add(f"<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature{signature})/V {signature} 0 R/P {PAGES[-1]} 0 R/Rect[0 0 0 0]/F 132>>")
    annotate(update, PAGES[-1], f"{field} 0 R")
    update.objects[FORM] = with_item(update.get(FORM), "/Fields", f"{field} 0 R")
    if first:
        update.objects[FORM] = re.sub(r"/Fields \[", "/Fields [" + f" {field} 0 R" * first, update.get(FORM))
    out = update.finish() + behind
    open_at = out.rindex(b"/Contents<" + b"0" * PLACE) + len(b"/Contents")
    after = open_at + PLACE + 2
    until, second = open_at - spare, after + spare
    rest = len(out) - second if tail else 0
    where = re.compile(rb"/ByteRange\[0 0000000000 0000000000 0000000000\]").search(out, len(DATA))
    out[where.start() : where.end()] = f"/ByteRange[{begin} {until:010} {second:010} {rest:010}]".encode()
    cms = subprocess.run([sys.executable, os.path.join(os.path.dirname(os.path.abspath(__file__)), "cms_sign.py"), KEY, CERTIFICATE],
                         input=bytes(out[:until]) + bytes(out[second : second + rest]), check=True, capture_output=True).stdout
    out[open_at + 1 : after - 1] = cms.hex().encode().ljust(PLACE, b"0")
    write(name, out)
    with open(f"{FOLDER}/{name}.why", "w", encoding="utf-8") as f:
        f.write(why)


def signed_over_less():
    sign_over("fine-signed-over-all")
    sign_over("range-gap-of-signer-too-wide", spare=10)
    sign_over("range-nothing-behind-the-gap", tail=False)
    sign_over("range-begins-behind", begin=7)
    sign_over("range-ends-behind-the-revision", behind=b"more")
    sign_over("second-contents-before", before=b"/Contents<00>")
    sign_over("second-contents-before-written-otherwise", before=b"/Cont#65nts<00>")
    sign_over("second-contents-after", twice="/Contents<3000>")
    sign_over("fine-key-with-no-code", before=b"/#gZontents 1")
    sign_over("fine-keys-alike", before=b"/Con 1/Contents1 1")
    for i, when in enumerate(["D:20260102030405Z", "D:20260102100405+07'00'", "D:20260101200405-07", "D:20260102030405", "D:20260102030405+"]):
        sign_over(f"fine-time-{i}", when=when)
    for i, when in enumerate(["", "20260102030405Z", "D:2026", "D:2026x102030405Z", "D:20261302030405Z", "D:20260002030405Z", "D:20260132030405Z",
                              "D:20260100030405Z", "D:20260102240405Z", "D:20260102036005Z", "D:20260102030461Z"]):
        sign_over(f"fine-no-time-{i}", when=when)
    for i, (when, shown) in enumerate([("D:20260101000000Z", "1/1/2026 07:00:00"), ("D:20251231235959+07'00'", "31/12/2025 23:59:59"),
                                       ("D:20240229120000Z", "29/2/2024 19:00:00"), ("D:20240301000000+07'00'", "1/3/2024 00:00:00"),
                                       ("D:20251130170000Z", "1/12/2025 00:00:00"), ("D:20001231170000Z", "1/1/2001 00:00:00"),
                                       ("D:20251231140000-10'00'", "1/1/2026 07:00:00"), ("D:20251231140000-09'30'", "1/1/2026 06:30:00"),
                                       ("D:20260101000000+05'45'", "1/1/2026 01:15:00"), ("D:20260101000000+05'", "1/1/2026 02:00:00"),
                                       ("D:20260101000000+x5'45'", "1/1/2026 07:00:00")]):
        sign_over(f"fine-hour-{i}", when=when, why=f"ký lúc {shown} (")


# ---- wrapping: the signed bytes are all there, at another place ----

def wrapped():
    """The signed second part is moved to the end; in between stand the attacker's objects, with a signature dictionary whose /ByteRange
    leaves them out. What was signed still has its digest, and the cross-reference table that startxref names is the attacker's."""
    where = int(re.findall(rb"startxref\s+(\d+)", DATA)[-1])
    previous = int(re.search(rb"/Prev (\d+)", DATA[where:]).group(1))
    size = int(re.search(r"/Size (\d+)", Update(SIGNED).trailer).group(1))
    signature = [int(n) for n in re.findall(rb"(\d+) 0 obj", DATA[: LAST.start()])][-1]
    field = next(n for n in map(int, re.findall(r"(\d+) 0 R", re.search(r"/Fields \[([^]]*)\]", qpdf(f"--show-object={FORM}", SIGNED)).group(1)))
                 if f"/V {signature} 0 R" in qpdf(f"--show-object={n}", SIGNED))
    page = qpdf(f"--show-object={PAGES[0]}", SIGNED)
    assert where > C
    objects = {field: DATA_OBJECT(field), PAGES[0]: re.sub(r"/MediaBox \[[^\]]*\]", "/MediaBox [ 0 0 10 10 ]", page)}
    for kind in ("zeros", "hex"):
        head = DATA[:C] + b"\n"
        moved = where + 4 * PLACE + len(page) + 8192  # where the second part goes
        hexes = DATA[B:C].decode()
        objects[signature] = (f"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[{A} {B} {moved} {D}]"
                              f"/M(D:20260101000000+00'00')/Contents{hexes}>>")
        body, offsets = bytearray(head), {}
        body = body.ljust(where, b" ")
        # the table stands exactly where startxref points; the objects behind it
        later, start = bytearray(), {}
        for n, text in objects.items():
            start[n] = len(later)
            later += f"{n} 0 obj\n{text}\nendobj\n".encode("latin-1")
        rows = len(objects) + 1
        table_head = (f"{size} 0 obj\n<</Type/XRef/W[1 4 2]/Index[{' '.join(f'{n} 1' for n in sorted([*objects, size]))}]"
                      f"/Size {size + 1}/Prev {previous}/Root {ROOT} 0 R/Info 3 0 R/Length {rows * 7}>>\nstream\n").encode()
        base = where + len(table_head) + rows * 7 + len(b"\nendstream\nendobj\n")
        for n in objects:
            offsets[n] = base + start[n]
        offsets[size] = where
        body += table_head + b"".join(struct.pack(">BIH", 1, offsets[n], 0) for n in sorted(offsets)) + b"\nendstream\nendobj\n" + later
        assert len(body) <= moved
        body = body.ljust(moved, b"0" if kind == "zeros" else b" ") + DATA[C:]
        assert hashlib.sha256(body[:B] + body[moved : moved + D]).digest() == hashlib.sha256(DATA[:B] + DATA[C : C + D]).digest()
        write(f"wrapping-{kind}", body)


def DATA_OBJECT(n):
    return qpdf(f"--show-object={n}", SIGNED)


# ---- CMS ----

def cms_changes():
    cms = contents_of(B)
    sha256, sha512, sha1 = bytes.fromhex("608648016503040201"), bytes.fromhex("608648016503040203"), bytes.fromhex("2b0e03021a")
    at = cms.rindex(bytes([6, 9]) + sha256)
    write("digest-algorithm-other", with_contents(cms[: at + 2] + sha512 + cms[at + 11 :]))
    write("digest-algorithm-all-other", with_contents(cms.replace(sha256, sha512)))
    first = int(next(RANGE.finditer(DATA)).group(2))
    if first != B:
        write("signature-of-the-other", with_contents(contents_of(first)))
    write("contents-empty", with_contents(b""))
    write("contents-cut", with_contents(cms[:-8]))
    write("contents-with-more-behind", with_contents(cms + b"\x30\x03\x02\x01\x01"))
    padded = with_contents(cms)
    for what, two in (("letters", b"zz"), ("spaces", b"  "), ("line-end", b"\r\n"), ("end", b">0")):  # where zeros fill up
        write(f"contents-padded-with-{what}", padded[: C - 9] + two + padded[C - 7 :])
    for letter in "af":  # the same bytes, one digit of them in letters of the other size
        capital = with_contents(cms)
        at = capital.index(letter.upper().encode(), B)
        write(f"contents-small-{letter}", capital[:at] + letter.encode() + capital[at + 1 :])
        small = DATA[: B + 1] + cms.hex().encode().ljust(C - B - 2, b"0") + DATA[C - 1 :]
        at = small.index(letter.encode(), B)
        write(f"contents-capital-{letter}", small[:at] + letter.upper().encode() + small[at + 1 :])
    assert sha1 not in cms


# ---- revisions behind the last signature ----

FILL = "1 1 1 rg 0 0 400 400 re f"
COVER = f"<</Type/XObject/Subtype/Form/BBox[0 0 400 400]/Length {len(FILL)}>>\nstream\n{FILL}\nendstream"


def annotation(kind, more="", rect="100 500 400 700", page=0, often=0):
    """often: so many times something that nobody sees stands before it."""
    def change(u):
        n = u.add(COVER)
        if often:
            other = u.add("<</Type/Annot/Subtype/Widget/FT/Sig/T(Trong)/Rect[0 0 0 0]/F 4>>")
            annotate(u, PAGES[page], f" {other} 0 R" * often)
        annotate(u, PAGES[page], f"{u.add(f'<</Type/Annot/Subtype/{kind}/Rect[{rect}]/F 4/AP<</N {n} 0 R>>{more}>>')} 0 R")
    return change


def page_changes():
    page = DATA_OBJECT(PAGES[0])
    contents = number(page, "/Contents")
    catalog = DATA_OBJECT(ROOT)
    pages = number(catalog, "/Pages")
    form = DATA_OBJECT(FORM)
    text = "BT /F1 12 Tf 100 700 Td (khac) Tj ET"
    looks = f"<</Type/XObject/Subtype/Form/BBox[0 0 400 400]/Length {len(text)}>>\nstream\n{text}\nendstream"
    def replace(n, text):
        def change(u):
            u.objects[n] = text
        return change

    def swap(u):
        new = u.add(re.sub(r"/Contents \d+ 0 R", f"/Contents {u.add(looks)} 0 R", page))
        first = number(DATA_OBJECT(pages), r"/Kids \[")
        target = pages if first == PAGES[0] else number(page, "/Parent")
        u.objects[target] = DATA_OBJECT(target).replace(f" {PAGES[0]} 0 R", f" {new} 0 R", 1)

    def more_pages(u):
        u.objects[pages] = re.sub(r"/Kids \[", f"/Kids [ {u.add(page)} 0 R", DATA_OBJECT(pages))

    def other_root(u):
        n = u.add(catalog)
        u.trailer = re.sub(r"/Root \d+", f"/Root {n}", u.trailer)

    def empty_field(u):  # a field that nobody signed, with looks that cover the text
        n = u.add(f"<</Type/Annot/Subtype/Widget/FT/Sig/T(Phu)/Rect[60 400 500 700]/F 4/P {PAGES[0]} 0 R/AP<</N {u.add(COVER)} 0 R>>>>")
        annotate(u, PAGES[0], f"{n} 0 R")
        u.objects[FORM] = with_item(form, "/Fields", f"{n} 0 R")

    def text_field(u):
        n = u.add(f"<</Type/Annot/Subtype/Widget/FT/Tx/T(Phu)/V(khac)/Rect[60 20 200 40]/F 4/P {PAGES[0]} 0 R/AP<</N {u.add(looks)} 0 R>>>>")
        annotate(u, PAGES[0], f"{n} 0 R")
        u.objects[FORM] = with_item(form, "/Fields", f"{n} 0 R")

    def looks_of_signature(u):  # the visible block of the first signature says another name
        fields = re.search(r"/Fields \[([^]]*)\]", form).group(1)
        n = int(re.findall(r"(\d+) 0 R", fields)[0])
        u.objects[n] = re.sub(r"/AP <<.*?>>", f"/AP << /N {u.add(COVER)} 0 R >>", DATA_OBJECT(n))
        assert u.objects[n] != DATA_OBJECT(n)

    def drop_field(u):
        u.objects[FORM] = re.sub(r"/Fields \[ \d+ 0 R", "/Fields [", form)

    def drop_all_fields(u):
        u.objects[FORM] = re.sub(r"/Fields \[[^]]*\]", "/Fields [ ]", form)

    def wrap_fields(u):  # what stood in the form now stands below one field of it
        kids = re.search(r"/Fields (\[[^]]*\])", form).group(1)
        u.objects[FORM] = re.sub(r"/Fields \[[^]]*\]", f"/Fields [ {u.add(f'<</T(Nhom)/Kids{kids}>>')} 0 R ]", form)

    def drop_value(u):
        n = int(re.search(r"/Fields \[ (\d+) 0 R", form).group(1))
        u.objects[n] = re.sub(r"/V \d+ 0 R", "", DATA_OBJECT(n))
        assert u.objects[n] != DATA_OBJECT(n)

    fields = [int(n) for n in re.findall(r"(\d+) 0 R", re.search(r"/Fields \[([^]]*)\]", form).group(1))]
    signed = [n for n in fields if "/V " in DATA_OBJECT(n)]
    WHITE = "8 8 30 20"  # nothing is printed there

    def seal(u, more, listed=True):
        n = u.add(f"<</Type/Annot/Subtype/Widget/FT/Sig/T(Phu)/Rect[{WHITE}]/F 4/P {PAGES[0]} 0 R/AP<</N {u.add(COVER)} 0 R>>{more}>>")
        annotate(u, PAGES[0], f"{n} 0 R")
        if listed:
            u.objects[FORM] = with_item(u.get(FORM), "/Fields", f"{n} 0 R")

    def seal_of_other_info(u):
        n = number(u.trailer, "/Info")
        u.trailer = re.sub(r"/Info \d+", f"/Info {u.add(DATA_OBJECT(n).replace('/Title <feff', '/Title <feff0058'))}", u.trailer)

    for n in fields:
        if n not in signed:  # made ready for somebody: it gets looks, and no signature
            sign_over(f"shadow-overlay-looks-of-nobody-{n}", why=f"đối tượng {n} bị sửa",
                      change=lambda u, n=n: u.objects.update({n: DATA_OBJECT(n)[:-2] + f"/AP<</N {u.add(COVER)} 0 R>> >>"}))
    sign_over("shadow-overlay-seal-in-white", change=lambda u: seal(u, ""), why=KIND.format("Widget", 1))
    sign_over("shadow-overlay-seal-not-in-form", change=lambda u: seal(u, f"/V {u.add('<</Type/Sig>>')} 0 R", False), why=KIND.format("Widget", 1))
    sign_over("shadow-overlay-seal-elsewhere", change=lambda u: annotate(u, PAGES[-2], f"{signed[0]} 0 R"), why=KIND.format("Widget", len(PAGES) - 1))
    sign_over("shadow-overlay-signature-shared", change=lambda u: seal(u, f"/V {number(DATA_OBJECT(signed[0]), '/V')} 0 R"), why="hai trường dùng chung một chữ ký")
    sign_over("shadow-replace-info-by-another", change=seal_of_other_info, why="thông tin của tài liệu (Info) bị sửa")
    updated("shadow-overlay-note", annotation("FreeText", "/Contents(khac)/DA(/F 12 Tf)"), COVERS)
    updated("shadow-overlay-stamp", annotation("Stamp"), COVERS)
    updated("shadow-overlay-square", annotation("Square", "/IC[1 1 1]"), COVERS)
    updated("shadow-overlay-behind-a-thousand", annotation("Stamp", often=1000), "trang 1 bị sửa")
    sign_over("shadow-replace-behind-a-hundred", change=replace(contents, looks), first=100, why="quá nhiều chữ ký")
    updated("shadow-overlay-link", annotation("Link", "/A<</S/URI/URI(http://x.example/)>>", rect="0 0 40 40"), KIND.format("Link", 1))
    updated("shadow-overlay-redact", annotation("Redact", "/OverlayText(khac)"), COVERS)
    updated("shadow-overlay-empty-field", empty_field, COVERS)
    updated("shadow-replace-text-field", text_field, KIND.format("Widget", 1))
    updated("shadow-replace-looks", looks_of_signature, "bị sửa")
    updated("shadow-replace-contents", replace(contents, looks), "bị sửa")
    updated("shadow-hide-contents", replace(contents, "null"), "trang 1 bị sửa")
    updated("shadow-replace-page", replace(PAGES[0], re.sub(r"/Rotate \d+", "", page)[:-2] + "/Rotate 180 >>"), "trang 1 bị sửa")
    updated("shadow-hide-crop", replace(PAGES[0], page[:-2] + "/CropBox[0 0 20 20] >>"), "trang 1 bị sửa")
    updated("shadow-replace-root", other_root, "gốc của tài liệu là một đối tượng khác")
    updated("shadow-replace-root-action", replace(ROOT, catalog[:-2] + "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>> >>"), "gốc của tài liệu bị sửa")
    metadata = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>khac</x:xmpmeta>"

    def other_metadata(u):
        n = u.add(f"<</Type/Metadata/Subtype/XML/Length {len(metadata)}>>\nstream\n{metadata}\nendstream")
        u.objects[ROOT] = re.sub(r"/Metadata \d+", f"/Metadata {n}", catalog)


    def metadata_in_other_words(u):  # as programs that sign do: their name in it, all else as it was
        n = number(catalog, "/Metadata")
        new = subprocess.run(["qpdf", f"--show-object={n}", "--filtered-stream-data", SIGNED], check=True, capture_output=True).stdout.decode("latin-1") + "<!-- khac -->"
        u.objects[n] = f"<</Type/Metadata/Subtype/XML/Length {len(new)}>>\nstream\n{new}\nendstream"

    updated("fine-metadata-in-other-words", metadata_in_other_words)
    updated("shadow-replace-metadata", other_metadata, "gốc của tài liệu bị sửa")
    updated("shadow-hide-layers", replace(ROOT, catalog[:-2] + "/OCProperties<</OCGs[]/D<</BaseState/OFF>>>> >>"), "gốc của tài liệu bị sửa")
    unsigned("shadow-hide-signature-field", drop_field)
    sign_over("shadow-hide-behind-a-size", change=lambda u: setattr(u, "said", 9), why="bảng đối tượng của tệp bị cắt ngắn")
    sign_over("shadow-hide-all-signature-fields", change=drop_all_fields, why="chữ ký không có trong biểu mẫu")
    sign_over("shadow-hide-signature-fields-in-another", change=wrap_fields, why="chữ ký không có trong biểu mẫu")
    sign_over("shadow-hide-signature-value", change=drop_value, why="chữ ký không có trong biểu mẫu")
    sign_over("fine-range-of-no-signature", before=b"/Reason(/ByteRange[0 5 10 20] /ByteRange [0 99999999 99999999999 9] /ByteRange)")
    unsigned("shadow-overlay-unsigned", annotation("Stamp"))
    for n, text in ((PAGES[0], page), (ROOT, catalog)):  # each key of theirs gone; qpdf, which wrote DATA_OBJECT, sorts them
        for key in re.findall(r"(/\w+) (?:\d+ 0 R|\[[^][]*\]|\d+|/\w+|\([^()]*\))(?= /| >>)", text):
            if key not in ("/Type", "/Annots", "/AcroForm", "/Pages", "/Parent", "/Extensions"):
                updated(f"shadow-hide-key-{n}-{key[1:]}", replace(n, re.sub(rf"{key} (?:\d+ 0 R|\[[^][]*\]|\d+|/\w+|\([^()]*\))(?= /| >>)", "", text, count=1)),
                        "gốc của tài liệu bị sửa" if n == ROOT else "trang 1 bị sửa")
    font = fonts(page)
    updated("shadow-replace-font", replace(font, re.sub(r"/BaseFont /[^ ]+", "/BaseFont /Helvetica", DATA_OBJECT(font))), "bị sửa")
    updated("page-swapped", swap, "trang bị đổi")
    updated("page-added", more_pages, "số trang khác đi")
    freed("shadow-hide-freed-contents", contents)
    write("tail-bytes", DATA + b"% more\n")
    write("tail-cut", DATA[:-7])


def prepared(name, prepare, change, why, base=None, kind="shadow-replace-"):
    """A file that was made so that a later change is not seen (base, or what is signed already), signed, and then changed."""
    global SIGNED, DATA, SIZE
    kept = SIGNED, DATA, SIZE
    if base:
        SIGNED, DATA = base, open(base, "rb").read()
    sign_over(f"{PREPARED}{name}", change=prepare)
    SIGNED = f"{FOLDER}/{PREPARED}{name}.pdf"
    DATA, SIZE = open(SIGNED, "rb").read(), SIZE + 100
    sign_over(f"{kind}{name}", change=change, why=why)
    os.remove(SIGNED)
    SIGNED, DATA, SIZE = kept


def prepared_files():
    text = "BT /F1 12 Tf 100 700 Td (khac) Tj ET"
    looks = f"<</Length {len(text)}>>\nstream\n{text}\nendstream"
    contents = number(DATA_OBJECT(PAGES[1]), "/Contents")
    own = SIZE  # the first object that is added

    def small_size(u):
        u.said = 9

    def small_size_once_more(u):
        u.said = 9
        u.objects[contents] = looks

    def generation(u):  # the page's contents have the number of an object that has no other generation
        u.generations[u.add(looks)] = 1
        u.objects[PAGES[1]] = re.sub(r"/Contents \d+ 0 R", f"/Contents {own} 1 R", DATA_OBJECT(PAGES[1]))

    def generation_once_more(u):
        u.objects[own] = looks.replace("khac", "khoc")
        u.generations[own] = 1

    def of_missing(what):  # it says by whom it is drawn, and that does not exist yet
        page = DATA_OBJECT(PAGES[1])
        font = fonts(page)

        def prepare(u):
            if what == "page":
                u.objects[PAGES[1]] = re.sub(r"/Contents (\d+ 0 R)", rf"/Contents [\1 {missing} 0 R]", page)
            else:
                u.objects[font] = DATA_OBJECT(font)[:-2] + f"/CharProcs {missing} 0 R >>"
        return prepare

    def missing_comes(as_ours):
        def change(u):
            u.as_ours = as_ours
            u.objects[missing] = looks
            u.size = missing + 1
        return change

    missing = own + 150  # beyond what /Size says
    for what in ("page", "font"):
        for as_ours in (False, True):
            prepared(f"of-what-a-{what}-misses{'-as-ours' if as_ours else ''}", of_missing(what), missing_comes(as_ours),
                     "mang số không so được" if as_ours or what == "page" else "bị sửa")
    assert contents >= 9
    prepared("behind-a-false-size", small_size, small_size_once_more, "mang số không so được")
    prepared("of-another-generation", generation, generation_once_more, "mang số không so được")


def first_revisions():
    """Files whose first revision is written to the letter as this program writes it, but refers to what a later update in this
    program's own form brings; so that nobody may read it in haste."""
    font, missing = fonts(DATA_OBJECT(PAGES[1])), SIZE + 150
    looks = "<</Type/Font>>"

    def as_ours(u):
        u.as_ours = True

    def comes(u):
        u.as_ours = True
        u.objects[missing] = looks
        u.size = missing + 1

    for name, more, is_packed in (
        ("plainly", f"/CharProcs {missing} 0 R", False), ("behind-a-comment", f"/CharProcs {missing} % 1\n0 R", False),
        ("behind-a-text", f"/X(endobj)/CharProcs {missing} 0 R", False), ("behind-a-name", f"/X/endobj/Y/stream/CharProcs {missing} 0 R", False),
        ("between-odd-spaces", f"/CharProcs {missing}\v0\vR", False), ("in-a-list", f"/X[[{missing} 0 R]]", False),
        ("packed", f"/CharProcs {missing} 0 R", True), ("packed-behind-a-text", f"/X(\\)))/CharProcs {missing} 0 R", True),
        ("packed-with-a-comment", f"/CharProcs {missing} % 1 0 R 1\n0 R", True),
    ):
        prepared(f"of-a-first-revision-{name}", as_ours, comes, "mang số không so được",
                 base=first_revision(font, DATA_OBJECT(font)[:-2] + more + ">>", is_packed))
    for is_packed in (False, True):
        prepared(f"-first-revision{'-packed' if is_packed else ''}", as_ours, as_ours, "", first_revision(font, DATA_OBJECT(font), is_packed), "fine")


def first_revision(n, text, is_packed):
    """A file of the first revision alone, with another object n: by itself, or packed in a stream."""
    end = DATA.index(b"\n%%EOF\n") + 7
    start = int(re.findall(rb"startxref\s+(\d+)", DATA[:end])[-1])
    head = re.match(rb"(\d+) 0 obj\n<</Type/XRef/Size \d+(/W\[1 4 2\].*?)/Length \d+>>\nstream\n", DATA[start:end], re.S)
    table, rows = int(head.group(1)), DATA[start + head.end() :]
    rows = [rows[i * 7 : i * 7 + 7] for i in range(table)]
    out = bytearray(DATA[:start])
    if is_packed:
        rows[n], packs = struct.pack(">BIH", 2, table, 0), f"{n} 0 ".encode()
        body = packs + text.encode("latin-1")
        rows.append(struct.pack(">BIH", 1, len(out), 0))
        out += f"{table} 0 obj\n<</Type/ObjStm/N 1/First {len(packs)}/Length {len(body)}>>\nstream\n".encode() + body + b"\nendstream\nendobj\n"
    else:
        rows[n] = struct.pack(">BIH", 1, len(out), 0)
        out += f"{n} 0 obj\n{text}\nendobj\n".encode("latin-1")
    rows.append(struct.pack(">BIH", 1, len(out), 0))
    own, start = len(rows) - 1, len(out)
    out += f"{own} 0 obj\n<</Type/XRef/Size {own + 1}".encode() + head.group(2) + f"/Length {7 * len(rows)}>>\nstream\n".encode() + b"".join(rows)
    path = f"{FOLDER}/{PREPARED}base.pdf"
    with open(path, "wb") as f:
        f.write(out + f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode())
    return path


def fonts(page):
    """The number of a font of the page."""
    resources = re.search(r"/Resources (\d+) 0 R", page)
    text = DATA_OBJECT(int(resources.group(1))) if resources else page
    reference = re.search(r"/Font (\d+) 0 R", text)
    text = DATA_OBJECT(int(reference.group(1))) if reference else text[text.index("/Font") :]
    return int(re.search(r"(\d+) 0 R", text).group(1))


def freed(name, n):
    """An update that has nothing but a table that calls an object free."""
    update = Update(SIGNED)
    where = int(re.findall(rb"startxref\s+(\d+)", DATA)[-1])
    rows = struct.pack(">BIH", 0, 0, 1) + struct.pack(">BIH", 1, len(DATA), 0)
    out = DATA + (f"{update.size} 0 obj\n<</Type/XRef/W[1 4 2]/Index[{n} 1 {update.size} 1]/Size {update.size + 1}/Prev {where}/Root {ROOT} 0 R"
                  f"/Info 3 0 R/Length {len(rows)}>>\nstream\n").encode() + rows
    write(name, out + f"\nendstream\nendobj\nstartxref\n{len(DATA)}\n%%EOF\n".encode())


def gaps():
    """A report that was submitted without its number and its day: these may be written into their gaps, and nothing else."""
    number_gap, day_gap = "150 730 182 744", "408 744 388 730"
    updated("fine-words-in-gap", annotation("FreeText", rect=number_gap))
    updated("fine-words-in-month", annotation("FreeText", rect="441 732 461 742"))
    updated("fine-stamp-in-gap", annotation("Stamp", rect=day_gap))
    for name, why, change in (
        ("link", KIND.format("Link", 1), annotation("Link", rect=number_gap)),
        ("square", KIND.format("Square", 1), annotation("Square", rect=number_gap)),
        ("action", KIND.format("FreeText", 1), annotation("FreeText", "/A<</S/URI/URI(http://x.example/)>>", rect=number_gap)),
        ("actions", KIND.format("Stamp", 1), annotation("Stamp", "/AA<</E<</S/JavaScript/JS(1)>>>>", rect=number_gap)),
        ("line", KIND.format("FreeText", 1), annotation("FreeText", "/CL[10 10 300 300]", rect=number_gap)),
        ("layer", KIND.format("FreeText", 1), annotation("FreeText", "/OC<</Type/OCG/Name(x)>>", rect=number_gap)),
        ("too-wide", COVERS, annotation("FreeText", rect="120 730 182 744")),
        ("before", COVERS, annotation("FreeText", rect="130 732 145 742")),
        ("behind", COVERS, annotation("FreeText", rect="192 732 226 742")),
        ("last-letter", COVERS, annotation("FreeText", rect="221 732 226 742")),
        ("between", COVERS, annotation("FreeText", rect="412 732 438 742")),
        ("year", COVERS, annotation("FreeText", rect="490 732 512 742")),
        ("too-wide-behind", COVERS, annotation("FreeText", rect="150 730 196 744")),
        ("too-high", COVERS, annotation("FreeText", rect="150 730 182 764")),
        ("too-low", KIND.format("FreeText", 1), annotation("FreeText", rect="150 700 182 744")),
        ("none", KIND.format("FreeText", 1), annotation("FreeText", rect="150 30 182 44")),
        ("other-page", KIND.format("FreeText", 2), annotation("FreeText", rect=number_gap, page=1)),
    ):
        updated(f"shadow-overlay-gap-{name}", change, why)


if sys.argv[5:]:
    gaps()
    sys.exit()
changed_bytes()
ranges()
signed_over_less()
wrapped()
cms_changes()
page_changes()
prepared_files()
first_revisions()
