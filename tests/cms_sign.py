#!/usr/bin/env python3
"""cms_sign.py - a signing command as `--signer-cmd` wants it, written apart from ours: cms_sign.py KEY.pem CERTIFICATE.pem [WHAT]
reads the bytes to sign on stdin and writes a CMS in DER to stdout. WHAT spoils it: time (a signing-time attribute), noess, ess, issuer, serial (name
another certificate: by its digest, its issuer, its number), essweak, essunknown (name it by SHA-1, by a digest of an unknown kind), values (two digests
of the content), contentother, nocontent, nodigest (another content type, none, no digest), issuerform, issuerbehind (the issuer in another form),
essvalue, esslist, essempty, essfirst, esshash (what names the certificate in another form), essold, essoldother (name it by the older attribute too, rightly and wrongly),
attached, two (signers), sha1, content (signs something else), padded (zeros behind), trailing, byte (a single one behind), ber; twice, noset, empty,
behind, other, notype, many (a signed attribute more that stands twice, has no set, an empty one, something behind it, is none, has no type; seventy
more); unsigned-… the same for an unsigned one, which
is lawful when there is nothing behind "unsigned"; crls (revocation lists), role, role3, role6 (an attribute certificate, with version 1, 3
and 6), version0, hundred, crowd (a hundred certificates, and one more), signerversion, signeralgorithm, signerbehind, insidetype, insidebehind (parts that are
none, that are missing, that are too many), list (names
its issuer too, by another digest, and both go along), listother (two go along, and one that is not named comes first)."""
import base64, hashlib, os, re, subprocess, sys, tempfile


def der(tag, *parts):
    body = b"".join(parts)
    n = len(body)
    head = bytes([n]) if n < 128 else (lambda s: bytes([0x80 | len(s)]) + s)(n.to_bytes((n.bit_length() + 7) // 8, "big"))
    return bytes([tag]) + head + body


def oid(text):
    arcs = [int(a) for a in text.split(".")]
    out = bytes([arcs[0] * 40 + arcs[1]])
    for arc in arcs[2:]:
        s = [arc & 127]
        while arc := arc >> 7:
            s.insert(0, arc & 127 | 128)
        out += bytes(s)
    return der(6, out)


def children(body):
    at = 0
    while at < len(body):
        start, n = at, body[at + 1]
        at += 2
        if n & 128:
            count = n & 127
            n, at = int.from_bytes(body[at:at + count], "big"), at + count
        yield body[start:at + n], body[at:at + n]
        at += n


def main():
    key, certificate = sys.argv[1:3]
    what = sys.argv[3] if len(sys.argv) > 3 else ""
    content = sys.stdin.buffer.read()
    pem = re.search("-----BEGIN CERTIFICATE-----(.*?)-----END", open(certificate).read(), re.S).group(1)
    cert = base64.b64decode(pem)
    tbs = [c for c in children(list(children(list(children(cert))[0][1]))[0][1])]
    serial, issuer = tbs[1][0], tbs[3][0]
    name = "sha1" if what == "sha1" else "sha256"
    digest_algorithm = der(0x30, oid("1.3.14.3.2.26" if what == "sha1" else "2.16.840.1.101.3.4.2.1"), der(5))
    attribute = lambda kind, *values: der(0x30, oid(kind), der(0x31, *values))
    more = {"": [attribute("1.2.3.4", der(5))], "twice": [attribute("1.2.3.4", der(5))] * 2, "noset": [der(0x30, oid("1.2.3.4"), der(5))],
            "empty": [attribute("1.2.3.4")], "behind": [der(0x30, oid("1.2.3.4"), der(0x31, der(5)), der(5))], "other": [der(5)], "notype": [der(0x30, der(0x31, der(5)))],
            "many": [attribute(f"1.2.3.{n}", der(5)) for n in range(70)]}
    chain = list(children(base64.b64decode("".join(open(os.path.join(os.path.dirname(certificate), "ca.pem")).read().split("-----")[2].split()))))[0][0]
    signed = content + b"." if what == "content" else content
    attributes = [
        *[attribute("1.2.840.113549.1.9.3", oid("1.2.3.4" if what == "contentother" else "1.2.840.113549.1.7.1"))] * (what != "nocontent"),
        *[attribute("1.2.840.113549.1.9.4", der(4, hashlib.new(name, signed).digest()), *[der(4, b"\xff" * 32)] * (what == "values"))] * (what != "nodigest"),
    ]
    if what.startswith("essold"):
        old = hashlib.sha1(cert + (b"." if what == "essoldother" else b"")).digest()
        attributes.append(attribute("1.2.840.113549.1.9.16.2.12", der(0x30, der(0x30, der(0x30, der(4, old))))))
    if what != "noess":
        own = hashlib.sha256(cert + (b"." if what == "ess" else b"")).digest()
        by = {"essweak": der(0x30, oid("1.3.14.3.2.26")), "essunknown": der(0x30, oid("1.2.3.4"))}.get(what, b"")
        own = hashlib.sha1(cert).digest() if what == "essweak" else own
        first = der(0x30, by, der(4, own), der(
            0x30, der(0x30, der(0xA3 if what == "issuerform" else 0xA4, der(0x30) if what == "issuer" else issuer)),
            der(2, b"\1") if what == "serial" else serial, *[der(5)] * (what == "issuerbehind")))
        second = der(0x30, der(0x30, oid("2.16.840.1.101.3.4.2.2"), der(5)), der(4, hashlib.sha384(chain if what == "list" else b".").digest()))
        inside = {"essvalue": der(5), "esslist": der(0x30, der(5)), "essempty": der(0x30, der(0x30)), "essfirst": der(0x30, der(0x30, der(5))),
                  "esshash": der(0x30, der(0x30, der(0x30, der(5))))}
        attributes.append(attribute("1.2.840.113549.1.9.16.2.47", inside.get(what) or der(0x30, der(0x30, first, *[second] * what.startswith("list")))))
    if what == "time":
        attributes.append(attribute("1.2.840.113549.1.9.5", der(0x17, b"240701000000Z")))
    attributes += more[what] if what in more and what else []
    body = b"".join(sorted(attributes))
    with tempfile.NamedTemporaryFile() as file:
        file.write(der(0x31, body))
        file.flush()
        signature = subprocess.run(["openssl", "dgst", "-" + name, "-sign", key, file.name], check=True, capture_output=True).stdout
    rsa = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01" in cert
    algorithm = der(0x30, oid("1.2.840.113549.1.1.1"), der(5)) if rsa else der(0x30, oid("1.2.840.10045.4.3.2"))
    signer = der(0x30, der(4 if what == "signerversion" else 2, b"\1"), der(0x30, issuer, serial), digest_algorithm, der(0xA0, body),
                 *[algorithm] * (what != "signeralgorithm"), der(4, signature),
                 *([der(0xA1, *more[what[9:]])] if what.startswith("unsigned") else []), *[der(5)] * (what == "signerbehind"))
    inside = [der(5) if what == "insidetype" else oid("1.2.840.113549.1.7.1")] + [der(5)] * (what == "insidebehind") + ([der(0xA0, der(4, content))] if what == "attached" else [])
    along = {"role": [cert, der(0xA2, der(5))], "role3": [cert, der(0xA2, der(5))], "role6": [cert, der(0xA2, der(5))], "list": [chain, cert], "listother": [chain, cert],
             "hundred": [cert] * 100, "crowd": [cert] * 101}.get(what, [cert])
    data = der(0x30, der(2, {"role3": b"\3", "role6": b"\6", "version0": b"\0"}.get(what, b"\1")), der(0x31, digest_algorithm), der(0x30, *inside), der(0xA0, *along),
               *[der(0xA1, der(0x30))] * (what == "crls"), der(0x31, *([signer] * (2 if what == "two" else 1))))
    out = der(0x30, oid("1.2.840.113549.1.7.2"), der(0xA0, data))
    if what == "ber":
        out = b"\x30\x80" + oid("1.2.840.113549.1.7.2") + der(0xA0, data) + b"\0\0"
    sys.stdout.buffer.write(out + {"padded": b"\0" * 7, "trailing": b"\0\1", "byte": b"\1"}.get(what, b""))


main()
