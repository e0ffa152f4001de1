"""The values at a point: exactly where that is short, and in decimals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, isfinite
from typing import Final

from questions import maths
from questions.calculator.names import Names
from questions.calculator.numbers import Pairs, decimal, value_of
from questions.calculator.typed import Typed
from questions.maths.differentiation.values import value_at
from questions.maths.expression import Call, number
from questions.maths.numbers import order

LONGEST_EXACT: Final = 300
ABOUT: Final = r"\approx"
ROWS: Final = r" \\ "


@dataclass(frozen=True, slots=True)
class Value:
    """A number, or a vector, as LaTeX: what it is of, exactly, and in decimals; `exact` is empty
    where it is too long or left in cases, and `decimals` where they would only repeat it.
    """

    name: str
    exact: str
    decimals: str

    @property
    def shown(self) -> str:
        """All in one line, with the signs of equal and about equal."""
        exact = f" = {self.exact}" if self.exact else ""
        return f"{self.name}{exact}{rf' {ABOUT} {self.decimals}' if self.decimals else ''}"


def values(
    typed: Typed,
    names: Names,
    slopes: Sequence[maths.Expression],
    curvature: Sequence[maths.Expression],
    point: Pairs,
) -> tuple[Value, ...]:
    """Of the function, of its derivative or gradient with its length, and of f''."""
    function, first, second = names.at(point)
    found = [value_shown(function, typed.function, point)]
    if len(slopes) == 1:
        found.append(value_shown(first, slopes[0], point))
        found += [value_shown(second, one, point) for one in curvature]
    else:
        found.append(value_shown(first, maths.Vector(tuple(slopes)), point))
        length = hypot(*(value_of(one, point) for one in slopes))
        found.append(Value(rf"\left|{first}\right|", "", decimal(length)))
    return tuple(found)


def value_shown(name: str, tree: maths.Expression, point: Pairs) -> Value:
    """The value of a tree at a point, under a name that is LaTeX."""
    worked = value_at(tree, point)
    exact = maths.write_latex(_whole(worked) or worked)
    exact = "" if len(exact) > LONGEST_EXACT or r"\begin{cases}" in exact else exact
    decimals = list(_decimals(tree, point))
    shown = decimals[0]
    if maths.shape(tree):
        shown = rf"\begin{{pmatrix}} {ROWS.join(decimals)} \end{{pmatrix}}"
    is_same = shown == exact or exact.lstrip("-").isdigit()
    return Value(name, exact, "" if is_same else shown)


def _whole(worked: maths.Expression) -> maths.Expression | None:
    """The whole number that a value is proved to be, as of max(1, 0), which reads no shorter."""
    if maths.shape(worked) or not isinstance(worked, Call):
        return None
    value = value_of(worked, ())
    near = number(round(value)) if isfinite(value) else None
    return near if near is not None and order(worked, near) == 0 else None


def _decimals(tree: maths.Expression, point: Pairs) -> Iterator[str]:
    for one in maths.components(tree):
        yield decimal(value_of(one, point))
