"""No division by a step: what an answer must be like before the step can go to 0.

Divisions have many disguises (h^-1, h/h, 1/sqrt(h^2), e^(-ln h)), and all lose their value at
h = 0. So the tree as written is evaluated there, at points that are generic otherwise.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from questions.maths.evaluation import Absence, Program, Value, rational
from questions.maths.expression import (
    Branch,
    Expression,
    Power,
    Quotient,
    Relation,
    symbols,
    walk,
)
from questions.maths.forms.fault import Fault, fault
from questions.maths.forms.unwanted import is_negative

BITS: Final = 256
NEAR: Final = (Fraction(1, 1009), Fraction(-1, 1009))
POINTS: Final = (
    Fraction(313, 1009),
    Fraction(2029, 1009),
    Fraction(-2531, 1009),
    Fraction(40007, 1009),
)
APART: Final = Fraction(17, 1009)
"""Between the values of one variable and the next."""


def divided_by(tree: Expression, name: str) -> Fault | None:
    """The smallest part without a value where the symbol is 0; None if the whole has one at some
    point, or has none beside 0 either.
    """
    if name not in symbols(tree):
        return None
    blamed: Expression | None = None
    for point in _points(symbols(tree) - {name}):
        if not any(_has_value(tree, point | {name: near}) for near in NEAR):
            continue
        lost = _without_value(tree, point | {name: Fraction(0)})
        if lost is None:
            return None
        blamed = blamed or lost
    return fault(blamed, f"has no value at {name} = 0") if blamed is not None else None


def _points(names: Iterable[str]) -> Iterator[dict[str, Fraction]]:
    for start in POINTS:
        yield {name: start + APART * place for place, name in enumerate(sorted(names))}


def _has_value(tree: Expression, point: dict[str, Fraction]) -> bool:
    return not isinstance(_values((tree,), point)[0], Absence)


def _without_value(tree: Expression, point: dict[str, Fraction]) -> Expression | None:
    """A part that has no value although all within it has; None if the whole may have one."""
    if _has_value(tree, point):
        return None
    parts = [part for part in walk(tree) if not isinstance(part, Relation | Branch)]
    values = dict(zip(parts, _values(tuple(parts), point), strict=True))
    for part in parts:
        if isinstance(values[part], Absence) and not any(
            isinstance(values.get(child), Absence) for child in part.children
        ):
            return part if _is_lost(part, values[part]) else None
    return None


def _is_lost(part: Expression, value: Value) -> bool:
    """Proved, or a denominator that is not told from 0 with so many bits, as √(x + h) - √x."""
    divides = isinstance(part, Quotient) or (isinstance(part, Power) and is_negative(part.exponent))
    return value is Absence.UNDEFINED or (value is Absence.UNKNOWN and divides)


def _values(trees: tuple[Expression, ...], point: dict[str, Fraction]) -> tuple[Value, ...]:
    return Program(trees).at({name: rational(value) for name, value in point.items()}, BITS)
