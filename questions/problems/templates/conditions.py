"""Conditions on what was drawn: comparisons of two values, or that a value is whole."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne
from typing import Any, Final

from questions import maths
from questions.maths.differentiation.tidying import rational
from questions.maths.expression import Expression, shape, symbols

from .lines import Line
from .scope import Scope

MOST: Final = 12
SIGN: Final = re.compile(r"<=|>=|!=|==|<|>|=|≤|≥|≠")
WHOLE: Final = re.compile(r"\s+is\s+(not\s+)?whole\s*$")
CLOSE: Final = 1e-12
COMPARED: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": lt, "<=": le, "≤": le, ">": gt, ">=": ge, "≥": ge, "=": eq, "==": eq, "!=": ne, "≠": ne,
}  # fmt: skip

Number = Fraction | float


@dataclass(frozen=True, slots=True)
class Condition:
    """Neighbouring `sides` compare as the `signs` between them say; or, without signs, the one
    side `is_whole` or not.
    """

    line: Line
    sides: tuple[Expression, ...]
    signs: tuple[str, ...]
    is_whole: bool = True

    @property
    def names(self) -> frozenset[str]:
        return frozenset[str]().union(*map(symbols, self.sides))

    def holds(self, scope: Scope) -> bool:
        """Raises ProblemError where a side is no number whatever is drawn."""
        values = [self._value(side, scope) for side in self.sides]
        if any(one is None for one in values):
            return False
        if not self.signs:
            value = values[0]
            return (isinstance(value, Fraction) and value.denominator == 1) == self.is_whole
        pairs = zip(values, values[1:], self.signs, strict=False)
        return all(_compared(one, other, sign) for one, other, sign in pairs)

    def _value(self, side: Expression, scope: Scope) -> Number | None:
        """Exact where it is rational; None where it has none."""
        try:
            tree = scope.value(side)
        except maths.MathsError:
            return None
        if symbols(tree) or shape(tree):
            raise self.line.fault(f"“{maths.write_text(side)}” is not a number")
        exact = rational(tree)
        if exact is not None:
            return exact
        try:
            value = float(maths.floats(tree, {}))
        except maths.MathsError:
            return None
        return None if value != value else value  # noqa: PLR0124


def _compared(one: Any, other: Any, sign: str) -> bool:
    if isinstance(one, Fraction) and isinstance(other, Fraction):
        return COMPARED[sign](one, other)
    left, right = float(one), float(other)
    is_same = abs(left - right) <= CLOSE * max(1.0, abs(left), abs(right))
    return COMPARED[sign](left, left if is_same else right)


def condition(line: Line, read_side: Callable[[Line], Expression]) -> Condition:
    """The condition that a line says. Raises ProblemError with the place in it."""

    def side(start: int, end: int) -> Expression:
        part = line.part(start, end)
        if not part.text:
            raise line.fault("something is missing beside the comparison")
        return read_side(part)

    whole = WHOLE.search(line.text)
    if whole:
        return Condition(line, (side(0, whole.start()),), (), is_whole=not whole[1])
    found = list(SIGN.finditer(line.text))
    if not found:
        raise line.fault("a condition compares two values, such as a != b, a < 2*b or a/b is whole")
    ends = [0, *(place for one in found for place in one.span()), len(line.text)]
    sides = tuple(side(*ends[at : at + 2]) for at in range(0, len(ends), 2))
    return Condition(line, sides, tuple(one[0] for one in found))
