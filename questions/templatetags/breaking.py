"""Where a long formula may go to the next line: MathML has no line breaks of its own.

A formula is cut at its outermost relations, and a long one at its outermost plus and minus signs
too, so that a narrow page sets it on several lines.
"""

import re
from typing import Final

LONG: Final = 48
TOKEN: Final = re.compile(r"\\[a-zA-Z]+|\\.|[^\\]", re.DOTALL)
OPENING: Final = frozenset({"{", "(", "[", "\\left", "\\begin", "\\{"})
CLOSING: Final = frozenset({"}", ")", "]", "\\right", "\\end", "\\}"})
GAP: Final = "\\quad"
RELATIONS: Final = frozenset({"=", GAP, "\\approx", "\\Rightarrow"})
SIGNS: Final = frozenset({"+", "-"})


def pieces(source: str) -> list[str]:
    """The formula's pieces in order; each but the first starts with its relation or sign."""
    found = _cut(source, RELATIONS)
    return [part for one in found for part in (_cut(one, SIGNS) if len(one) > LONG else [one])]


def _cut(source: str, marks: frozenset[str]) -> list[str]:
    depth = 0
    found = [""]
    for token in TOKEN.findall(source):
        is_mark = token in marks and (token == GAP or _ends_a_term(found[-1]))
        if depth == 0 and is_mark:
            found.append("")
        depth += (token in OPENING) - (token in CLOSING)
        found[-1] += token
    return found if depth == 0 else [source]


def _ends_a_term(piece: str) -> bool:
    """Whether a sign here joins two terms, rather than belonging to the one that follows."""
    text = piece.strip()
    return bool(text) and text[-1] not in "=+-^_,&" and not text.endswith(("\\cdot", "\\times"))
