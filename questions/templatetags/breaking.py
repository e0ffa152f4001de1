"""Where a long formula may go to the next line: MathML has no line breaks of its own.

A formula is cut at its outermost relations, a long one at its outermost plus and minus signs too,
and what is still long between its factors, so that a narrow page sets it on several lines.
"""

import re
from typing import Final

LONG: Final = 48
SHORT: Final = 12
TOKEN: Final = re.compile(r"\\[a-zA-Z]+|\\.|[^\\]", re.DOTALL)
OPENING: Final = frozenset({"{", "(", "[", "\\left", "\\begin", "\\{"})
CLOSING: Final = frozenset({"}", ")", "]", "\\right", "\\end", "\\}"})
GAP: Final = "\\quad"
RELATIONS: Final = frozenset({"=", GAP, "\\approx", "\\Rightarrow"})
SIGNS: Final = frozenset({"+", "-"})
BRACKETS: Final = frozenset({"\\left"})
FACTORS: Final = frozenset(
    {"\\cdot", "\\left", "\\sigma", "\\frac", "\\sqrt", "\\sin", "\\cos", "\\ln"}
)


def pieces(source: str) -> list[str]:
    """The formula's pieces in order; each but the first starts with its relation or sign."""
    found = _cut(source, RELATIONS)
    for marks in (SIGNS, FACTORS):
        found = [part for one in found for part in (_cut(one, marks) if len(one) > LONG else [one])]
    return found


def _cut(source: str, marks: frozenset[str]) -> list[str]:
    depth = 0
    found = [""]
    for token in TOKEN.findall(source):
        is_mark = token in marks and (token == GAP or _ends_a_term(found[-1], token))
        if depth == 0 and is_mark:
            found.append("")
        depth += (token in OPENING) - (token in CLOSING)
        found[-1] += token
    return found if depth == 0 else [source]


def _ends_a_term(piece: str, token: str) -> bool:
    """Whether the mark joins two terms or factors, rather than belonging to what follows."""
    text = piece.strip()
    if not text or text[-1] in "=+-^_,&" or text.endswith(("\\cdot", "\\times")):
        return False
    if token not in FACTORS:
        return True
    # A short coefficient stays with its factor, and a function's name with its argument.
    return len(text) > SHORT and (text[-1] in ")}]" or token not in BRACKETS)
