"""faults.py - the small faults that can be put into a source, and their names."""
import re

TOKEN = re.compile(r"""(?P<skip>/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^[ \t]*\#(?:\\\n|[^\n])*)
    |(?P<word>[A-Za-z_]\w*)|(?P<number>\b\d\w*)|(?P<operator><<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[^\s\w])""", re.X | re.S | re.M)
SWAPS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "&&": "||", "||": "&&"}
STATEMENT = re.compile(r"^(?P<indent>[ \t]+)(?P<what>(?!return\b|else\b|if\b|for\b|while\b|switch\b|case\b|do\b|goto\b|enum\b|struct\b)[*(]*[A-Za-z_][\w\[\]\.>-]*\)?(?:\(| [-+|&]?= |\+\+|--)[^;{}]*;)[ \t]*(?:/\*.*\*/)?$", re.M)
LEAVE = re.compile(r"\b(break|continue);")
RESULT = re.compile(r"\breturn (?P<value>[^;{}]+);")
CONDITION = re.compile(r"\b(if|while) \(")


def closing(text, at):
    """Where the bracket that opens at "at" is closed."""
    depth = 0
    for i in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        if depth == 0:
            return i
    return len(text)


def faults_of(text):
    """(from, to, new text, words) for each fault that can be put into a source."""
    quiet = [(m.start(), m.end()) for m in TOKEN.finditer(text) if m.lastgroup == "skip"]
    begin = text.find("\n{") if "\n{" in text else 0
    is_quiet = lambda at: any(a <= at < b for a, b in quiet)
    before = None
    for m in TOKEN.finditer(text):
        kind, s = m.lastgroup, m.group()
        spaced = text[m.start() - 1 : m.start()] == " " and text[m.end() : m.end() + 1] == " "
        if kind == "operator" and spaced and s in SWAPS:
            yield m.start(), m.end(), SWAPS[s], f"{s} to {SWAPS[s]}"
        elif kind == "operator" and spaced and s in "+-":
            yield m.start(), m.end(), "-" if s == "+" else "+", f"{s} turned"
        elif kind == "number" and re.fullmatch(r"\d+", s) and before not in ("[",) and m.start() > begin:
            yield m.start(), m.end(), str(int(s) + 1), f"{s} one more"
            if int(s) > 0:
                yield m.start(), m.end(), str(int(s) - 1), f"{s} one less"
        if kind != "skip":
            before = s
    for m in CONDITION.finditer(text):
        if not is_quiet(m.start()):
            end = closing(text, m.end() - 1)
            yield m.end(), end, f"!({text[m.end():end]})", f"{m.group(1)} turned round"
    for m in STATEMENT.finditer(text):
        if not is_quiet(m.start("what")):
            yield m.start("what"), m.end("what"), ";", "left out"
    for m in LEAVE.finditer(text):
        if not is_quiet(m.start()):
            yield m.start(), m.end(), ";", f"{m.group(1)} left out"
    for m in RESULT.finditer(text):
        if is_quiet(m.start()):
            continue
        value = m.group("value")
        new = {"true": "false", "false": "true", "0": "1", "NULL": None}.get(value, "0")
        if new is not None:
            yield m.start("value"), m.end("value"), new, f"returns {new}"


def names_of(everything, sources):
    """A name a fault that outlives changes elsewhere: "FILE\\tFAULT\\tLINE", and "\\tN" for the N-th that is called so, from the second."""
    seen, names = {}, {}
    for fault in everything:
        path, begin, _, _, words = fault
        text = sources[path]
        start = text.rfind("\n", 0, begin) + 1
        end = text.find("\n", begin)
        name = f"{path}\t{words}\t{text[start : end if end >= 0 else len(text)].strip()}"
        seen[name] = seen.get(name, 0) + 1
        names[fault] = name if seen[name] == 1 else f"{name}\t{seen[name]}"
    return names
