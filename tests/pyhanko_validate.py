#!/usr/bin/env python3
"""pyhanko_validate.py - what pyHanko says of the signatures of a PDF: pyhanko_validate.py ROOT.pem FILE.pdf [CA.pem…]
One line a signature: field, intact, valid, trusted, how much of the file it covers, what later revisions did."""
import sys

from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

root, path, *others = sys.argv[1:]
context = ValidationContext(trust_roots=[load_cert_from_pemder(root)], other_certs=[load_cert_from_pemder(ca) for ca in others], allow_fetching=False, revocation_mode="soft-fail")
with open(path, "rb") as f:
    reader = PdfFileReader(f)
    for signature in reader.embedded_signatures:
        status = validate_pdf_signature(signature, context, ts_validation_context=context)
        print(signature.field_name, "intact" if status.intact else "BROKEN", "valid" if status.valid else "INVALID", "trusted" if status.trusted else "UNTRUSTED",
              status.coverage.name, status.modification_level.name if status.modification_level else "-",
              "bottom-line" if status.bottom_line else "NOT-FINE", "timestamp" if status.timestamp_validity else "-")
