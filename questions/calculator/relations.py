"""What people type where it is no function: an equation between two variables, or a path."""

import re
from collections.abc import Sequence
from typing import Final

from questions import maths
from questions.calculator.typed import (
    COORDINATES,
    LEAD,
    REQUEST,
    USUALLY_HELD,
    listed,
    parts_of,
    symbols_in,
)
from questions.maths.expression import Relation, Vector
from questions.maths.expression.functions import FUNCTIONS

EQUALS: Final = re.compile(r"(?<![<>!:=])=(?!=)")
NAMED: Final = re.compile(
    r"\s*(?:[A-Za-z]+(?:_[A-Za-z0-9]+)?'*(?:\s*\([^=()]*\))?|[^=]*/[^=]*)\s*:?"
)
"""What may stand before an equals sign as the name of a function, such as y, f(x) or dy/dx."""


def read_relation(text: str, by: Sequence[str] = ()) -> maths.Task | None:
    """The slope that an equation such as x^2 + y^2 = 25 asks for, or a path such as x = cos t,
    y = sin t; None for anything else, as for a function with its name in front.

    Of an equation the first of its two variables, or of those named in `by`, is the one that the
    other depends on. Raises MathsError with the place in the text.
    """
    asked = REQUEST.match(text)
    start = asked.end() if asked else 0
    # Blanks keep every place where it is.
    plain = " " * start + text[start:]
    signs = [match.start() for match in EQUALS.finditer(plain)]
    parts = list(parts_of(plain))
    if len(signs) == 2 and len(parts) == 2 and all(LEAD.match(plain, *one) for one in parts):
        return _path(plain, parts, by)
    if len(signs) == 1 and not _is_named(plain, signs[0]):
        return _equation(plain, signs[0], by)
    return None


def _is_named(text: str, sign: int) -> bool:
    """Whether a name alone stands on the left, which the right does not contain."""
    left = text[:sign]
    if not NAMED.fullmatch(left) or (left.count("/") and not re.search(r"[d∂]", left)):
        return False
    lead = left.strip().rstrip(": ")
    word = re.split(r"[\s('/]", lead, maxsplit=1)[0]
    return word not in FUNCTIONS and lead not in symbols_in([text[sign + 1 :]])


def _equation(text: str, sign: int, by: Sequence[str]) -> maths.Task:
    letters = tuple(dict.fromkeys((*symbols_in([text]), *by)))
    sides = _read(text, 0, sign, letters), _read(text, sign + 1, len(text), letters)
    used = sorted(maths.symbols(sides[0]) | maths.symbols(sides[1]))
    first, second = _pair(text, used, by)
    relation = Relation(sides, ("=",))
    return maths.Task("implicit", relation, (first, second), (first,), name=second)


def _pair(text: str, used: Sequence[str], by: Sequence[str]) -> tuple[str, str]:
    """The variable and the one that depends on it."""
    is_plain = not COORDINATES & set(used)
    free = [one for one in used if is_plain or one not in USUALLY_HELD]
    named = list(by) if len(by) > 1 else [*by, *(one for one in free if one not in by)]
    if len(named) != 2 or not set(named) <= set(used):
        found = "there is none here." if not free else f"there is only {free[0]} here."
        if len(free) > 2 or len(named) > 2:
            found = f"there are {listed(free)} here. Name two, and give numbers for the others."
        raise maths.UnsupportedError(
            f"An equation has a slope where it has two variables, such as x and y; {found}",
            source=text,
            end=len(text),
        )
    return named[0], named[1]


def _path(text: str, parts: Sequence[tuple[int, int]], by: Sequence[str]) -> maths.Task:
    leads = [LEAD.match(text, *one) for one in parts]
    names = [one[1] for one in leads if one is not None]
    if names[0] == names[1]:
        message = f"The path gives {names[0]} twice. Write two, as in x = cos t, y = sin t."
        raise maths.UnsupportedError(message, source=text, end=len(text))
    bodies = [
        (lead.end(), end) for lead, (_, end) in zip(leads, parts, strict=True) if lead is not None
    ]
    letters = symbols_in([text[start:end] for start, end in bodies])
    trees = tuple(_read(text, start, end, letters) for start, end in bodies)
    used = sorted(maths.symbols(trees[0]) | maths.symbols(trees[1]))
    free = list(by) or [one for one in used if one not in USUALLY_HELD] or used
    if len(free) != 1 or free[0] not in used or set(names) & set(used):
        told = f"here are {listed(used)}" if len(used) > 1 else "here is none"
        raise maths.UnsupportedError(
            f"A path runs with one parameter, such as t, in both coordinates; {told}.",
            source=text,
            end=len(text),
        )
    parameter = (free[0],)
    return maths.Task(
        "parametric", Vector(trees), parameter, parameter, name=names[1], coordinates=tuple(names)
    )


def _read(text: str, start: int, end: int, letters: Sequence[str]) -> maths.Expression:
    """A scalar in its place in the text."""
    if not text[start:end].strip():
        message = "Something belongs on both sides of the equals sign."
        raise maths.UnsupportedError(message, source=text, start=start, end=end)
    plain = " " * start + text[start:end]
    try:
        tree = maths.read(plain, maths.Notation(variables=tuple(letters), expected="scalar"))
    except maths.MathsError as error:
        error.source = text
        raise
    return tree.expression
