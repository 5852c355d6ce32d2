"""plant.py - the fields of content files, and payloads put into them.

fields(text, form) finds every kind of place in a file where a person writes something; compose() puts a payload into some of them and
says which lines each then covers, so that a complaint's line leads back to its field.
"""
import json
import re

PER_KIND = 2  # so many places of one kind (a key, a paragraph, a label) in a file are enough


class Field:
    """A stretch of the text, and how a payload has to be quoted there."""

    def __init__(self, kind, start, end, quoting):
        self.kind, self.start, self.end, self.quoting = kind, start, end, quoting


def front_matter(text):
    """Scalars of the front matter: of keys, and of lists."""
    end = text.index("\n---", 3)
    for line in re.finditer(r"(?m)^( *(?:- )?)([^\n:#]+?): (\S[^\n]*)$|^( *- )([^\n:]+)$", text[:end]):
        if line.group(2):
            value, start = line.group(3), line.start(3)
            kind = line.group(2).strip()
        else:
            value, start = line.group(5), line.start(5)
            kind = "item"
        if not value.startswith("["):
            yield Field("yaml:" + kind, start, start + len(value), "yaml")
    return end


BODY = re.compile(
    r"(?m)^(?P<heading>#+ [^\n]+)$"
    r"|^ *- (?P<key>[A-ZĐa-zà-ỹ][^\n:]{1,25}): (?P<value>(?:(?!\n *- |\n\n)[\s\S])+)"
    r"|^ *- (?P<item>(?:(?!\n *- |\n\n)[\s\S])+)"
    r"|(?P<comment><!--[\s\S]*?-->)"
    r"|^(?P<prose>[^\s#\-<`|](?:(?!\n\n)[\s\S])*)$")


def body(text, begin):
    for m in BODY.finditer(text, begin):
        if m.group("heading"):
            yield Field("heading", m.end("heading"), m.end("heading"), "md")
        elif m.group("comment"):
            yield Field("comment", m.end("comment") - 4, m.end("comment") - 4, "md")
        else:
            name = "value" if m.group("value") else "item" if m.group("item") else "prose"
            start, end = m.span(name)
            kind = "field:" + m.group("key") if name == "value" else name
            stretch = text[start:end].rstrip()
            links = False
            for link in re.finditer(r"(!?)\[([^\]]*)\]\(([^)]*)\)", stretch):
                links = True
                mark = "image" if link.group(1) else "link"
                yield Field(mark + ":label", start + link.start(2), start + link.end(2), "md")
                yield Field(mark + ":address", start + link.start(3), start + link.end(3), "md-address")
            end = start + len(stretch)
            yield Field(kind, end if links else start, end, "md")  # what holds links keeps them


def xml(text):
    """Values of attributes and texts of elements, the prolog left out."""
    begin = text.index("?>", text.rindex("<?xml")) + 2
    for m in re.finditer(r"<([\w-]+)((?: [\w-]+=\"[^\"]*\")*) */?>|(?P<text>(?<=>)[^<>]+)(?=</([\w-]+)>)", text[begin:]):
        if m.group("text") is not None:
            if m.group("text").strip():
                yield Field("text:" + m.group(4), begin + m.start("text"), begin + m.end("text"), "xml")
        elif m.group(2):
            for a in re.finditer(r" ([\w-]+)=\"([^\"]*)\"", m.group(2)):
                at = begin + m.start(2)
                yield Field("attribute:%s/%s" % (m.group(1), a.group(1)), at + a.start(2), at + a.end(2), "xml")


def fields(text, form):
    head = form == "md" and text.startswith("---")  # a register has none
    found = list(xml(text)) if form == "xml" else (list(front_matter(text)) if head else []) + list(body(text, text.index("\n---", 3) + 4 if head else 0))
    seen, kept = {}, []
    for field in sorted(found, key=lambda f: (f.start, f.end)):
        seen[field.kind] = seen.get(field.kind, 0) + 1
        if seen[field.kind] <= PER_KIND:
            kept.append(field)
    return kept


def quote_xml(s):
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def quote_markdown(s):
    """So that the words reach the reader of Markdown as text, entities included: those are Markdown's affair."""
    return re.sub(r"([\\`*_\[\]<>{}#|~])", r"\\\1", s)


def unquoted(value):
    return json.loads(value) if re.fullmatch(r'"[^"\\]*"', value) else value


def planted(old, field, mode, payload):
    """What stands in the field with the payload in it."""
    raw = mode in ("md", "xml")
    if field.quoting == "yaml":
        if mode == "md":
            return unquoted(old) + " " + payload if "\\u" not in payload else '"%s"' % payload
        words = payload if mode == "whole" else unquoted(old) + " " + payload
        return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\x7f")
    if field.quoting == "xml":
        quoted = payload if raw else quote_xml(payload)
        return quoted if mode == "whole" else old + " " + quoted
    if field.quoting == "md-address":
        return payload if mode == "whole" else old + payload
    quoted = payload if raw else quote_markdown(payload)
    return quoted if mode == "whole" and old else old + " " + quoted


def compose(text, chosen, mode, payload, mark):
    """The text with the payload in the chosen fields, innermost first; and [(first line, last line, field)]."""
    out, at, ranges, line = [], 0, [], 1
    for field in chosen:
        if field.start < at:  # inside of one that is planted already
            continue
        before = text[at:field.start]
        new = planted(text[field.start:field.end], field, mode, payload.replace("MARK", mark(field)))
        line += before.count("\n")
        lines = len(re.findall("\r\n|\r|\n", new))
        ranges.append((line, line + lines, field))
        line += lines
        out += [before, new]
        at = field.end
    out.append(text[at:])
    return "".join(out), ranges
