"""Ways to write a derivative in LaTeX: d/dx of something, dy/dx, f', ∇f, f_x."""

import re
from dataclasses import dataclass
from typing import Final

ALIKE: Final = (
    (r"\\[dtc]frac(?![a-zA-Z])", r"\\frac"),
    (r"\\(?:mathrm|text|textrm|operatorname|rm)\s*(?:\{\s*d\s*\}|\s+d(?![a-zA-Z]))", "d"),
    (r"\{\s*\\rm\s+d\s*\}|\\differentialD(?![a-zA-Z])", "d"),
    (r"∂", r"\\partial "),
    (r"∇", r"\\nabla "),
    (r"\\(?:left|right|[bB]igg?[lrm]?)(?![a-zA-Z])\s*\.?", ""),
    (r"\\(?:vert|rvert|lvert)(?![a-zA-Z])", "|"),
    (r"\^\s*\{\s*((?:\\prime\s*)+)\}|\^\s*(\\prime)(?![a-zA-Z])|([′’])", "'"),
    (r"(?<!\\)\\[,;:! ]|~", " "),
    (r"\\(?:displaystyle|textstyle|limits)(?![a-zA-Z])", " "),
)
"""What is only set otherwise, and how it is written here."""

NAME: Final = r"[a-zA-Z](?:_(?:\{\w+\}|\w))?"
"""A letter, perhaps with an index: w_{1}."""
_D: Final = r"(?:d|\\partial)\s*"
_POWER: Final = r"(?:\^\s*\{?\s*(\d)\s*\}?\s*)?"
NUMERATOR: Final = re.compile(rf"\s*{_D}{_POWER}(.*)", re.DOTALL)
BELOW: Final = re.compile(rf"{_D}({NAME})\s*{_POWER}")
ALL_BELOW: Final = re.compile(rf"\s*(?:{_D}{NAME}\s*{_POWER})+")
SLASHED: Final = re.compile(
    rf"(d{_POWER}(?:[a-zA-Z](?:\([a-zA-Z]\))?)?)\s*/\s*((?:d[a-zA-Z]\s*{_POWER})+)(?![a-zA-Z])"
)
LEFT_OUT: Final = re.compile(r"\\nabla(?![a-zA-Z])\s*(?!\s*[\^_]|\s*\\(?:cdot|times))")
INDEXED: Final = re.compile(r"(?:\\partial|D)\s*_\s*(?:\{([a-z ]+)\}|([a-z]))")
PRIMED: Final = re.compile(r"([a-zA-Z])\s*('+)")
LOWERED: Final = re.compile(r"([a-zA-Z])_(?:\{([a-z]+)\}|([a-z]))")


@dataclass(frozen=True, slots=True)
class Derived:
    """What is differentiated, as LaTeX, or "" where that is not sure, and by which variables in
    turn: none said for a gradient, and "" for the only variable.
    """

    of: str
    by: tuple[str, ...]


def alike(latex: str) -> str:
    """The formula with one way of writing for what is set in several."""
    for pattern, instead in ALIKE:
        latex = re.sub(pattern, _primes if instead == "'" else instead, latex)
    return latex


def derived(part: str) -> Derived | None:
    """What a formula that begins with an operator says; None for another formula. Expects `alike`
    to have been applied.
    """
    part = part.strip()
    if part.startswith("\\frac"):
        return _fraction(part)
    if found := SLASHED.match(part):
        return _quotient(found[1], found[3], part[found.end() :])
    if found := LEFT_OUT.match(part):
        return Derived(part[found.end() :].strip(), ())
    if found := INDEXED.match(part):
        return Derived(part[found.end() :].strip(), tuple((found[1] or found[2]).replace(" ", "")))
    if found := PRIMED.match(part):
        return Derived(found[1] + part[found.end() :], ("",) * len(found[2]))
    if (found := LOWERED.match(part)) and part[found.end() :].lstrip()[:1] in ("", "(", "|"):
        return Derived(found[1] + part[found.end() :], tuple(found[2] or found[3]))
    return None


def operand(text: str) -> str | None:
    """The formula that an operator in front of the text is applied to; None where that is not sure,
    as in d/dx x^2 + x.
    """
    text = text.strip()
    end = closing(text, 0)
    if end == len(text) > 2:
        return text[1:-1]
    if end and text[end:].lstrip()[:1] != "^":
        return None
    depth = 0
    for sign in text.lstrip("+-"):
        depth += (sign in "([{") - (sign in ")]}")
        if depth == 0 and sign in "+-=|":
            return None
    return text or None


def closing(text: str, start: int) -> int:
    """Where the bracket that opens at the place has been closed; 0 where none opens or closes."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0:
            return place + 1 if place > start else 0
    return 0


def bare(name: str) -> str:
    """A name as it is declared: w_1."""
    return name.strip().replace("{", "").replace("}", "")


def _fraction(part: str) -> Derived | None:
    above, rest = _group(part[len("\\frac") :].lstrip())
    below, rest = _group(rest.lstrip())
    return _quotient(above, below, rest)


def _group(text: str) -> tuple[str, str]:
    """A group in braces, or one character, and what follows."""
    end = closing(text, 0) if text.startswith("{") else 0
    return (text[1 : end - 1], text[end:]) if end else (text[:1], text[1:])


def _quotient(above: str, below: str, rest: str) -> Derived | None:
    top, bottom = NUMERATOR.fullmatch(above), ALL_BELOW.fullmatch(below)
    if top is None or bottom is None:
        return None
    by = [bare(one[1]) for one in BELOW.finditer(below) for _ in range(int(one[2] or 1))]
    if len(by) != int(top[1] or 1):
        return None
    inner, outer = top[2].strip(), rest.strip()
    if inner and outer[:1] not in ("", "(", "|"):
        return Derived("", tuple(by))
    return Derived(inner + outer, tuple(by))


def _primes(found: re.Match[str]) -> str:
    return "'" * max(1, found[0].count("prime"))
