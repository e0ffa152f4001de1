"""Derivatives confirmed by central differences in ball arithmetic, which know nothing of rules."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any, Final

from flint import arb, ctx

from questions.maths.comparison import ONE_AT_A_TIME
from questions.maths.errors import LimitError
from questions.maths.evaluation import Absence, Program, ball, rational
from questions.maths.expression import Expression
from questions.maths.points import generic, simple

TRIES: Final = (320, 1280)
"""Bits of the values; a step is a quarter of them below 1, and what is half of them below 1 may be
0. A central difference with a step of 2^-80 is off by some 2^-160 where a function is tame.
"""
TOLERANCE: Final = 2.0**-40
"""Relative to the greater of claim and difference."""
POINTS: Final = 3
MOST_TRIED: Final = 48

Point = Mapping[str, Fraction]


def agrees(function: Expression, variable: str, result: Expression) -> bool | None:
    """Whether the result has the values of central differences of the function.

    At three generic points where both have values; None where there is no point at which they have.
    Raises LimitError where they are too large to tell, and UnsupportedError where they cannot be
    evaluated: nothing is taken for granted.
    """
    with ONE_AT_A_TIME:
        return _agrees(function, variable, result)


def _agrees(function: Expression, variable: str, result: Expression) -> bool | None:
    claimed = Program((function, result))
    names = tuple(dict.fromkeys((*claimed.names, variable)))
    found, is_lost = 0, False
    for point in _candidates((function, result), names):
        gap = _gap(claimed, point, variable)
        if isinstance(gap, Absence):
            is_lost |= gap is not Absence.UNDEFINED
            continue
        if not gap <= TOLERANCE:
            return False
        found += 1
        if found == POINTS:
            return True
    if is_lost and not found:
        raise LimitError("A step of this derivation is too large to be checked, so none is shown.")
    return True if found else None


def _candidates(trees: Sequence[Expression], names: Sequence[str]) -> Iterator[Point]:
    """Generic points, simple ones, and at last places where floats see a value."""
    yield from islice(generic(names, "differences", {}), MOST_TRIED)
    yield from islice(simple(names, {}), MOST_TRIED // 2)
    from questions.maths.mistakes.places import places

    found = places(trees, names)
    if found is not None:
        for values in zip(*found.values(), strict=True):
            yield {
                name: Fraction(float(value)).limit_denominator(10**6)
                for name, value in zip(found, values, strict=True)
            }


def _gap(program: Program, point: Point, variable: str) -> float | Absence:
    """How far the claim is from the central difference, relatively.

    `Absence.HUGE` where the difference is lost in the size of the values: x + 4^125 takes more
    bits than the first try has, x + 10^400 more than the last. What is apart at the first try is
    looked at with the smaller step of the last one: sin(10^30 x) turns within the greater.
    """
    here = {name: rational(value) for name, value in point.items()}
    gap: float | Absence = Absence.HUGE
    for bits in TRIES:
        with ctx.workprec(bits):
            claim = program.at({name: here[name] for name in program.names}, bits)[1]
            slope = _slope_at(program, here, variable, bits)
            if isinstance(claim, Absence):
                return claim
            if isinstance(slope, Absence):
                return slope
            gap = _relative(slope, ball(claim), bits)
        # A gap that is no number is none that was shown to be small.
        if isinstance(gap, float) and gap <= TOLERANCE:
            break
    return gap


def _relative(slope: Any, claim: Any, bits: int) -> float | Absence:
    """The gap of two balls beside the greater; they are divided as balls, since a float ends at
    10^308, where everything would agree.
    """
    size = abs(claim).max(abs(slope))
    relative = abs(slope - claim) / size
    if float(relative.rad()) <= TOLERANCE:
        return float(relative)
    return 0.0 if size < arb(2) ** (-bits // 2) else Absence.HUGE


def _slope_at(program: Program, here: Mapping[str, Any], variable: str, bits: int) -> Any:
    """The central difference quotient of the first tree, or the absence of a value."""
    step = rational(Fraction(1, 2 ** (bits // 4)))
    values = []
    for moved in (step, -step):
        there = {**here, variable: here[variable] + moved}
        value = program.at({name: there[name] for name in program.names}, bits)[0]
        if isinstance(value, Absence):
            return value
        values.append(value)
    return ball((values[0] - values[1]) / (2 * step))
