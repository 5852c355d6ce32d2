"""judge.py - what was built from planted content, judged: pages, data, archives and PDFs. Each judge returns a list of complaints."""
import csv
import html.parser
import io
import json
import os
import re
import subprocess
import unicodedata
import urllib.parse
import xml.etree.ElementTree as ElementTree
import zipfile

BASE = "https://truong.example/papi/"
SCHEMES = {"http", "https", "mailto", "tel"}
URL_ATTRIBUTES = {"href", "src", "srcset", "action", "formaction", "data", "poster", "cite", "background", "ping", "manifest", "xlink:href"}
RESOURCES = {("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("source", "srcset"), ("img", "srcset"),
             ("object", "data"), ("embed", "src"), ("use", "href"), ("image", "href"), ("video", "src"), ("audio", "src")}
LOADING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "manifest", "modulepreload"}
# What prose may be made of (view/prose_html.c), besides what the pages of clean content hold.
PROSE = {("a", "href"), ("img", "src"), ("img", "alt"), ("img", "loading"), ("ol", "start")} | {
    (name, None) for name in ("p", "em", "strong", "code", "br", "ul", "ol", "li", "blockquote", "hr", "a", "img")}
# Nobody sees these, or they show the text in another order; and controls.
HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
                    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f]")


def visible(s):
    """The text as a reader has it: composed, without what is hidden, blanks in a row as one."""
    return re.sub(r"\s+", " ", HIDDEN.sub("", unicodedata.normalize("NFC", s))).strip()


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.links, self.data, self.text, self.inside = set(), [], [], [], None

    def handle_starttag(self, tag, attributes):
        self.tags.add((tag, None))
        given = dict(attributes)
        for name, value in attributes:
            self.tags.add((tag, name))
            if name in URL_ATTRIBUTES:
                loads = (tag, name) in RESOURCES or (tag == "link" and LOADING_LINKS & set((given.get("rel") or "").split()))
                self.links.append((tag, name, value or "", bool(loads)))
            if tag == "meta" and (given.get("http-equiv") or "").lower() == "refresh" and name == "content":
                self.links.append((tag, name, re.sub(r"^[^=]*url=", "", value or ""), False))
        self.inside = tag if tag == "script" else None
        if tag == "script":
            self.data.append([given.get("type"), ""])

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside == "script":
            self.data[-1][1] += data
        else:
            self.text.append(data)


def read_page(text):
    page = Page()
    page.feed(text)
    page.close()
    return page


def tags_of(site):
    """Elements and attributes in a site of clean content."""
    found = set(PROSE)
    for path in files(site, ".html"):
        found |= read_page(read(path)).tags
    return found


def files(folder, *ends):
    return sorted(os.path.join(at, name) for at, _, names in os.walk(folder) for name in names if name.endswith(ends))


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        return f.read()


def judge_address(where, value, loads, folder):
    plain = re.sub(r"[\x00-\x20]", "", value)
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    if plain.startswith(("//", "\\\\", "/\\")):
        return ["%s: address of another host without a scheme: %r" % (where, value)]
    if scheme and scheme.group(1).lower() not in SCHEMES:
        return ["%s: scheme %r" % (where, value)]
    if scheme and loads and not plain.startswith(BASE):
        return ["%s: loads from elsewhere: %r" % (where, value)]
    if not scheme and plain and not plain.startswith("#"):
        path = urllib.parse.unquote(plain.split("#")[0].split("?")[0])
        target = os.path.normpath(os.path.join(folder, path))
        if path and not os.path.exists(target):
            return ["%s: leads nowhere: %r" % (where, value)]
    return []


def judge_page(path, allowed, site, expect):
    text, where = read(path), os.path.relpath(path, site)
    page = read_page(text)
    wrong = ["%s: %s %s" % (where, tag, name or "element") for tag, name in sorted(page.tags - allowed, key=str)]
    folder = site if path.endswith("bai-viet.html") else os.path.dirname(path)
    for tag, name, value, loads in page.links:
        if not (path.endswith("bai-viet.html") and not re.match(r"[\s\x00-\x1f]*[A-Za-z+.-]*:", value)):
            wrong += judge_address("%s: %s %s" % (where, tag, name), value, loads, folder)
    for kind, data in page.data:
        if kind != "application/ld+json":
            wrong.append("%s: script of type %r" % (where, kind))
            continue
        try:
            wrong += judge_strings(where + ": JSON-LD", strings_of(json.loads(data)), expect)
        except ValueError as e:
            wrong.append("%s: JSON-LD: %s" % (where, e))
    return wrong


def strings_of(value):
    if isinstance(value, str):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings_of(inner)


def judge_strings(where, strings, expect):
    """A string that holds a mark holds the whole payload, as text."""
    wrong = []
    for s in strings:
        for mark, words in expect.items():
            if mark in s and visible(words) not in visible(s):
                wrong.append("%s: %r is not the text %r" % (where, s, words))
    return wrong


def judge_csv(path):
    rows = list(csv.reader(io.StringIO(read(path).lstrip("\ufeff"), newline="")))
    wrong = ["%s: a row of %d cells, not %d" % (path, len(row), len(rows[0])) for row in rows if len(row) != len(rows[0])]
    for cell in (cell for row in rows for cell in row):
        plain = HIDDEN.sub("", cell).lstrip()
        if plain[:1] in tuple("=+-@|＝＋－＠") and plain and not re.fullmatch(r"[-+][0-9.,]+", plain):
            wrong.append("%s: formula %r" % (os.path.basename(path), cell))
        if cell[:1] in ("\t", "\r", "\n"):
            wrong.append("%s: cell begins with white space: %r" % (os.path.basename(path), cell))
    return wrong


def judge_xml(path):
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as e:
        return ["%s: %s" % (path, e)]
    wrong = []
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "href":
                wrong += judge_address(os.path.basename(path) + ": href", value, False, "/")
    return wrong


RUNNABLE = r"\.(php\d?|phtml|html?|xhtml|svgz?|js|mjs|exe|bat|cmd|com|scr|msi|vbs|ps1|lnk|jar|apk|cgi|pl|asp|aspx|jsp|sh|hta|url)$"
ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Movie", "/Sound", "/Hide",
           "/Named", "/SetOCGState", "/Trans", "/Thread", "/ResetForm", "/GoTo3DView", "/RichMediaExecute"}
ACTION_KEYS = {"/AA", "/JS", "/JavaScript", "/OpenAction", "/Launch", "/RichMedia", "/XFA"}


def judge_pdf(path, expect):
    run = subprocess.run(["qpdf", "--json=2", "--json-stream-data=none", path], capture_output=True, text=True, check=False)
    if run.returncode != 0:
        return ["%s: qpdf: %s" % (path, run.stderr)]
    where, wrong = os.path.basename(path), []

    def walk(value):
        if isinstance(value, dict):
            for key, inner in value.items():
                if key in ACTION_KEYS:
                    wrong.append("%s: key %s" % (where, key))
                if key == "/URI" and isinstance(inner, str):
                    uri = re.sub("^[ub]:", "", inner)
                    if not re.match(r"(https?://|mailto:|tel:)[\x21-\x7e]+$", uri):
                        wrong.append("%s: URI %r" % (where, inner))
                walk(inner)
            if value.get("/S") in ACTIONS:
                wrong.append("%s: action %s" % (where, value["/S"]))
            if value.get("/Type") == "/Action" and value.get("/S") not in ("/URI", "/GoTo"):
                wrong.append("%s: action %s" % (where, value.get("/S")))
        elif isinstance(value, list):
            for inner in value:
                walk(inner)
        elif isinstance(value, str) and value.startswith("u:"):
            if HIDDEN.search(value.replace("\n", "").replace("\r", "").replace("\t", "")):
                wrong.append("%s: hidden characters: %r" % (where, value))
            for mark, words in expect.items():
                whole = mark in value and not re.match(r"u:(https?:|mailto:|tel:)", value)
                if whole and visible(words) not in visible(value[2:]):
                    wrong.append("%s: %r is not the text %r" % (where, value, words))

    walk(json.loads(run.stdout))
    return wrong


def judge_texts(out):
    """No hidden character, no control in any text that was written."""
    wrong = []
    for path in files(out, ".html", ".xml", ".csv", ".txt", ".json", ".css"):
        text = read(path)
        bad = HIDDEN.search(text[1:] if path.endswith(".csv") else text)
        if bad:
            wrong.append("%s: U+%04X in %r" % (os.path.relpath(path, out), ord(bad.group()), text[max(0, bad.start() - 30):bad.end() + 30]))
    return wrong


def judge_names(out):
    site = os.path.join(out, "site")
    names = {os.path.relpath(path, site) for path in files(site, "")}
    posted = [n for n in names if "/minh-chung/" in n]
    wrong = ["a file is called %r" % n for n in names if HIDDEN.search(n) or "\n" in n or "\\" in n or ".." in n.split("/")]
    wrong += ["a file that servers or devices run: %r" % n for n in posted if "/." in n or re.search(RUNNABLE, n.lower())]
    with zipfile.ZipFile(os.path.join(out, "site.zip")) as archive:
        if set(archive.namelist()) != names:
            wrong.append("site.zip holds other names: %r" % sorted(set(archive.namelist()) ^ names))
    return wrong


def judge(out, allowed, expect):
    """Everything below out/. expect: {mark: the text planted with it}, for the fields that take text as it is."""
    site = os.path.join(out, "site")
    wrong = judge_texts(out) + judge_names(out)
    for path in files(site, ".html") + [os.path.join(out, "bai-viet.html")]:
        wrong += judge_page(path, allowed, site, expect)
    for path in files(site, ".csv"):
        wrong += judge_csv(path)
    for path in files(site, ".xml"):
        wrong += judge_xml(path)
    for path in files(os.path.join(out, "bao-cao"), ".pdf"):
        wrong += judge_pdf(path, expect)
    return wrong
