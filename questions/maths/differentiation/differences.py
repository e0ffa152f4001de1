"""Derivatives confirmed by central differences in ball arithmetic, which know nothing of rules."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any, Final

from flint import ctx

from questions.maths.comparison import ONE_AT_A_TIME
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.evaluation import Absence, Program, ball, rational
from questions.maths.expression import Expression
from questions.maths.points import generic, simple

BITS: Final = 320
MOST_BITS: Final = 1280
STEP: Final = Fraction(1, 2**80)
TOLERANCE: Final = 2.0**-40
"""Relative; a central difference with this step is off by some 2^-160 where a function is tame."""
POINTS: Final = 3
MOST_TRIED: Final = 48

Point = Mapping[str, Fraction]


def agrees(function: Expression, variable: str, result: Expression) -> bool | None:
    """Whether the result has the values of central differences of the function.

    At three generic points where both have values; None where fewer than one was found, and where
    the two cannot be evaluated.
    """
    try:
        with ONE_AT_A_TIME:
            return _agrees(function, variable, result)
    except (LimitError, UnsupportedError):
        return None


def _agrees(function: Expression, variable: str, result: Expression) -> bool | None:
    claimed = Program((function, result))
    names = tuple(dict.fromkeys((*claimed.names, variable)))
    found = 0
    for point in _candidates((function, result), names):
        gap = _gap(claimed, point, variable)
        if gap is None:
            continue
        if gap > TOLERANCE:
            return False
        found += 1
        if found == POINTS:
            return True
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


def _gap(program: Program, point: Point, variable: str) -> float | None:
    """How far the claim is from the central difference, relatively; None without values, and where
    the difference is lost in the size of the values: x + 4^125 takes more bits.
    """
    here = {name: rational(value) for name, value in point.items()}
    for bits in (BITS, MOST_BITS):
        with ctx.workprec(bits):
            claim = program.at({name: here[name] for name in program.names}, bits)[1]
            slope = _slope_at(program, here, variable, bits)
            if isinstance(claim, Absence) or slope is None:
                return None
            claimed = ball(claim)
            size = max(1.0, abs(float(claimed)))
            if float((slope - claimed).rad()) <= size * TOLERANCE:
                return abs(float(slope - claimed)) / size
    return None


def _slope_at(program: Program, here: Mapping[str, Any], variable: str, bits: int) -> Any | None:
    """The central difference quotient of the first tree; None without values."""
    values = []
    for step in (STEP, -STEP):
        moved = {**here, variable: here[variable] + rational(step)}
        value = program.at({name: moved[name] for name in program.names}, bits)[0]
        if isinstance(value, Absence):
            return None
        values.append(value)
    return (ball(values[0]) - ball(values[1])) / ball(rational(2 * STEP))
