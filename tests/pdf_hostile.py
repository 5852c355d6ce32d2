#!/usr/bin/env python3
"""pdf_hostile.py PDF FOLDER: writes spoiled copies of a PDF and files made to hurt a reader, one name a line to stdout. The same
seed, the same files."""
import random
import sys
import zlib
from pathlib import Path

source, folder = Path(sys.argv[1]).read_bytes(), Path(sys.argv[2])
random.seed(20240620)


def put(name, data):
    (folder / name).write_bytes(data)
    print(folder / name)


def file_of(objects, root=1):
    """A PDF with a classical cross-reference table from the bodies of its objects, the first has number 1."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, root, table)


def zeros(size):
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(size >> 20)) + packer.flush()


def stream(data, more=b""):
    return packed_stream(zlib.compress(data, 9), more)


def packed_stream(packed, more=b""):
    return b"<</Filter/FlateDecode/Length %d%s>>stream\n%s\nendstream" % (len(packed), more, packed)


for i in range(120):
    data = bytearray(source)
    for _ in range(random.choice((1, 1, 3, 20))):
        data[random.randrange(len(data))] ^= random.randrange(1, 256)
    put(f"byte-{i}.pdf", bytes(data))
for i in range(40):
    put(f"cut-{i}.pdf", source[: random.randrange(len(source))])
for i in range(40):
    a, b = sorted(random.randrange(len(source)) for _ in range(2))
    put(f"hole-{i}.pdf", source[:a] + source[b:])

spec = b"<</Type/Filespec/F(bao-cao.xml)/UF(bao-cao.xml)/EF<</F 3 0 R>>>>"
pages = b"<</Type/Pages/Kids[]/Count 0>>"
catalog = b"<</Type/Catalog/Pages 2 0 R/AF[%s]>>" % spec
put("bomb.pdf", file_of([catalog, pages, stream(bytes(200 << 20))]))
# What it unpacks to is had once within the memory that libqpdf is given, and not twice: libqpdf 11 writes to address 0 then.
put("bomb-once.pdf", file_of([catalog, pages, packed_stream(zeros(511 << 20))]))
put("twice.pdf", file_of([catalog, pages, b"<</Filter[/FlateDecode/FlateDecode]/Length 0>>stream\n\nendstream"]))
put("loop-pages.pdf", file_of([catalog, b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>", stream(b"x")]))
put("loop-length.pdf", file_of([catalog, pages, b"<</Length 3 0 R>>stream\nx\nendstream"]))
put("loop-root.pdf", file_of([b"1 0 R"]))
put("deep.pdf", file_of([b"<</Type/Catalog/AF" + b"[" * 100000 + b"]" * 100000 + b">>"]))
put("many.pdf", file_of([b"<</Type/Catalog/AF[" + b"1 0 R " * 200000 + b"]>>"]))
put("self.pdf", file_of([b"<</Type/Catalog/Pages 2 0 R/AF[<</F(bao-cao.xml)/EF<</F 1 0 R>>>>]>>", pages]))
put("prev-loop.pdf", b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n")
put("huge-size.pdf", b"%PDF-1.7\nxref\n0 2000000000\n0000000000 65535 f \ntrailer\n<</Size 2000000000/Root 1 0 R>>\nstartxref\n9\n%%EOF\n")


def page_file(content, font=b"<</Type/Font/Subtype/TrueType/BaseFont/A>>", unicode=b"", more=b"", objects=()):
    """A page with this content, in a font with this map of characters; further objects are numbered from 7."""
    return file_of([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>>>" % more,
                    stream(content), font, stream(unicode), *objects])


# What made a reader of pages crash, or work for hours, before there were bounds: see tests/fuzz/regressions.
composite = b"<</Type/Font/Subtype/Type0/BaseFont/A/ToUnicode 6 0 R/DescendantFonts[<</Subtype/CIDFontType2/W[%s]>>]>>"
text = b"BT /F 12 Tf 50 700 Td (ab) Tj ET "
put("map-number.pdf", page_file(text, composite % b"", b"1 beginbfrange <41> <50> 5 endbfrange"))
put("map-ranges.pdf", page_file(text, composite % b"", b"1 beginbfrange " + b"<0000> <ffff> <0041> " * 20000))
put("width-ranges.pdf", page_file(text, composite % (b"0 65535 1 " * 20000)))
direct = b"/Font<<" + b"".join(b"/G%d<</Type/Font/Subtype/Type0/BaseFont/A>>" % i for i in range(3000)) + b">>"
put("fonts.pdf", page_file(b"".join(b"BT /G%d 12 Tf (ab) Tj ET " % i for i in range(3000)), more=b"/X 1 >>/Resources<<" + direct))
form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"
put("forms.pdf", page_file(b"/X Do " * 3000, more=b"/XObject<</X 7 0 R>>", objects=[stream(b" " * (32 << 20), form)]))
put("form-in-itself.pdf", page_file(b"/X Do ", more=b"/XObject<</X 7 0 R>>",
                                    objects=[stream(b"/X Do " * 50, form + b"/Resources<</XObject<</X 7 0 R>>>>")]))
put("strings.pdf", page_file(b"BT /F 12 Tf [" + b"(a) 1 " * 3000000 + b"] TJ ET"))
put("numbers.pdf", page_file(b"99999999999999 Tr 1 0 0 1 999999999999999 999999999999999 cm 999999999999999 w 0 0 m 9 0 l S " + text))
put("marks.pdf", page_file(b"BT /F 12 Tf (" + b"ab" * 100000 + b") Tj ET", composite % b"",
                           b"2 beginbfchar <61> <0301> <62> <0323> <6162> <0301> <6261> <0323> endbfchar"))
put("contents.pdf", page_file(text).replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 100000 + b"]"))
