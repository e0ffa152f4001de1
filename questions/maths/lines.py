"""Where a border meets a line along one variable: solved for it, or else followed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from flint import arb, ctx

from questions.maths.budget import Budget
from questions.maths.crossings import Bounds, crossings
from questions.maths.evaluation import Absence, Program, ball, nearby, rational
from questions.maths.expression import Call, Expression, number, substitute, symbols
from questions.maths.projection import Polynomial, Ring, zeros_along
from questions.maths.zeros import BITS, reaching, zeros_of

TURNS: Final = 5
"""Of zeros that come back for ever, how many are taken on either side of two places."""
PRICE: Final = 60
"""Of an equation that is solved, in operations on balls."""


def meetings(
    border: Expression, name: str, point: Mapping[str, Fraction], bounds: Bounds, budget: Budget
) -> Iterator[Fraction]:
    """Numbers close to the border's zeros in one variable, the others fixed as at the point.

    Of sin(w) = 0 those are told for which w is near 0, or near its value at the point.
    """
    fixed = {other: number(value) for other, value in point.items() if other != name}
    line = _Line(name, point[name], bounds, budget)
    for equation in zeros_of(substitute(border, fixed)):
        yield from line.zeros(equation)


class _Line:
    """Along one variable, with a place on it."""

    def __init__(self, name: str, here: Fraction, bounds: Bounds, budget: Budget) -> None:
        self._here = {name: here}
        self._name = name
        self._bounds = bounds
        self._budget = budget
        self._ring = Ring((name,), budget)

    def zeros(self, equation: Expression) -> Iterator[Fraction]:
        """Of an equation that has no simpler one."""
        if not self._budget.spend(PRICE):
            return
        angle = _angle(equation)
        if angle is not None:
            yield from self._of_wave(equation, angle)
        elif (ratio := self._ring.ratio(equation)) is not None:
            yield from self._solved(ratio[0])
        else:
            yield from self._followed(equation)

    def _solved(self, polynomial: Polynomial) -> Iterator[Fraction]:
        if not polynomial.is_constant():
            yield from zeros_along(polynomial, 0, {}, self._budget)

    def _followed(self, equation: Expression) -> Iterator[Fraction]:
        program = Program([equation])
        yield from crossings(program, self._name, self._here, self._bounds, self._budget)

    def _of_wave(self, wave: Expression, angle: Expression) -> Iterator[Fraction]:
        turns = self._turns(angle)
        self._budget.spend(PRICE * len(turns))
        ratio = self._ring.ratio(angle)
        if ratio is not None:
            over, under = ratio
            for turn in turns:
                yield from self._solved(over - rational(turn) * under)
            return
        equations = [one for turn in turns for one in reaching(angle, rational(turn))]
        if all(self._is_solvable(one) for one in equations):
            for one in equations:
                yield from self.zeros(one)
        else:
            yield from self._followed(wave)

    def _is_solvable(self, equation: Expression) -> bool:
        return _angle(equation) is not None or self._ring.ratio(equation) is not None

    def _turns(self, angle: Expression) -> list[Fraction]:
        """Multiples of pi near 0 and near the angle's value at the place, the smallest first."""
        here = {name: rational(self._here[name]) for name in symbols(angle)}
        (value,) = Program([angle]).at(here, BITS)
        with ctx.workprec(BITS):
            half = arb.pi()
            known = not isinstance(value, Absence) and nearby(ball(value) / half)
            middle = round(known or 0)
            counts = {turn + step for turn in (0, middle) for step in range(-TURNS, TURNS + 1)}
            return [nearby(count * half) or Fraction(0) for count in sorted(counts, key=abs)]


def _angle(equation: Expression) -> Expression | None:
    """What a wave goes with."""
    is_wave = isinstance(equation, Call) and equation.name == "sin"
    return equation.children[0] if is_wave else None
