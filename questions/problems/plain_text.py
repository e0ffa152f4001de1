"""Formulas that people type into a text without dollars: f(x) = x^3, f'(2), at 1."""

import re
from typing import Final

from questions import maths
from questions.maths.expression import Expression, Relation

FORMULA: Final = re.compile(r"\$\$(.+?)\$\$|(?<!\\)\$([^$]+)\$", re.DOTALL)
KNOWN: Final = "sin|cos|tan|arcsin|arccos|arctan|sinh|cosh|tanh|ln|log|exp|sqrt|pi"
ENDS: Final = re.compile(
    rf"[;?!:]|[.,](?=\s|$)|\s+(?!(?:{KNOWN})\b)[A-Za-z]{{2,}}|\s+a\s|\$|$", re.IGNORECASE
)
"""What no formula goes on behind."""
DEFINED: Final = re.compile(r"(?<![\w'\\(=])([a-zA-Z](?:\([a-z](?:,\s*[a-z])*\))?\s*=)\s*")
OBJECT: Final = re.compile(
    r"\b(?:differentiate|(?:derivative|gradient|slope) of)\s+", re.IGNORECASE
)
DERIVED: Final = re.compile(
    r"(?<![\w\\])(?:[a-z]'+(?:\([^()$=]*\))?|d\^?\d?[a-z]?/d[a-z](?![\w(]))"
)
NUMBER: Final = r"-?\d+(?:\.\d+)?(?:/\d+)?"
AT: Final = re.compile(
    rf"(\bat\s+(?:the\s+)?(?:point\s+)?)({NUMBER}|\({NUMBER}(?:,\s*{NUMBER})+\))"
    r"(?=\s*(?:[.,;?!)](?!\d)|$|(?:and|for|when|if|of|where)\b))"
)
LEFT: Final = re.compile(r"[=^$]|\w'\s*\(|\bd/d")
"""Formulas that were not found to be any."""
JOINED: Final = re.compile(r"\$\s*[-+*/^=<>·×−]|[-+*/^=<>·×−\d]\s*\$")
"""What goes on outside of the dollars."""
AMBIGUOUS: Final = re.compile(r"/\s*(?:\d+|[a-zA-Z])\s*[a-zA-Z(]|(?:\be|\d)\^-?\d+[a-zA-Z(]")
"""1/2x, and e^2x."""
WORD: Final = re.compile(r"[A-Za-z]+")


def with_dollars(text: str) -> tuple[str, bool]:
    """The text with dollars about the formulas that have none, as LaTeX, and whether all that looks
    like a formula is one now.
    """
    pieces, end, is_read = [], 0, True
    for found in [*FORMULA.finditer(text), None]:
        prose = _wrapped(text[end : found.start() if found else len(text)])
        is_read = is_read and not LEFT.search(FORMULA.sub(" ", prose.replace("\\$", "")))
        pieces += [prose, found[0] if found else ""]
        end = found.end() if found else len(text)
    whole = "".join(pieces)
    outside = FORMULA.sub("$", whole.replace("\\$", ""))
    return whole, is_read and not JOINED.search(outside)


def plain(text: str, variables: frozenset[str]) -> Expression | None:
    """A formula in calculator notation; None for what is none."""
    letters = {word for word in WORD.findall(text) if len(word) == 1 and word != "e"}
    notation = maths.Notation(variables=tuple(sorted(letters | variables)))
    try:
        tree = maths.read(text.strip(), notation).expression
    except maths.MathsError:
        return None
    return None if isinstance(tree, Relation) or "=" in text else tree


def _wrapped(prose: str) -> str:
    for head in (DEFINED, OBJECT):
        prose = _with_tails(prose, head)
    for pattern, group in ((DERIVED, 0), (AT, 2)):
        prose = _outside(prose, pattern, group)
    return prose


def _with_tails(prose: str, head: re.Pattern[str]) -> str:
    """Dollars about what a head is followed by; about a definition whole."""
    pieces, end = [], 0
    for found in head.finditer(prose):
        stop = ENDS.search(prose, found.end())
        tail = prose[found.end() : stop.start() if stop else len(prose)]
        is_sure = found.start() >= end and not AMBIGUOUS.search(tail)
        tree = plain(tail, frozenset()) if is_sure else None
        if tree is None or (head is OBJECT and not tree.children):
            continue
        name, start = (f"{found[1]} ", found.start()) if head is DEFINED else ("", found.end())
        pieces += [prose[end:start], f"${name}{maths.write_latex(tree)}$"]
        end = found.end() + len(tail)
    return "".join([*pieces, prose[end:]])


def _outside(prose: str, pattern: re.Pattern[str], group: int) -> str:
    """Dollars about the group wherever the pattern stands outside of a formula."""
    pieces, end = [], 0
    for found in [*FORMULA.finditer(prose), None]:
        between = prose[end : found.start() if found else len(prose)]
        pieces.append(pattern.sub(lambda one: _in_dollars(one, group), between))
        pieces.append(found[0] if found else "")
        end = found.end() if found else len(prose)
    return "".join(pieces)


def _in_dollars(found: re.Match[str], group: int) -> str:
    before = found[0][: found.start(group) - found.start()]
    return f"{before}${found[group]}$"
