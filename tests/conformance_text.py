#!/usr/bin/env python3
"""Words of a PDF's text, each with how often it stands there: reading programs differ in the order of columns, not in words. The
watermark's letters, which some programs tear apart, are left out."""
import collections
import sys
import unicodedata

text = sys.stdin.buffer.read().decode("utf-8")
if unicodedata.normalize("NFC", text) != text:
    sys.exit("the text is not NFC")
letters = collections.Counter(c for c in text if not c.isspace() and c not in "\f\ufeff")
for letter, count in sorted(letters.items()):
    print(letter, count)
