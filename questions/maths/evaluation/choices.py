"""Conditions on balls, and choosing between cases by them.

A condition is 1 where it is proved, 0 where it is refuted, and has no value where the balls do not
tell: no case is chosen there, unless an earlier one is certain.
"""

from collections.abc import Callable, Sequence
from typing import Final

from flint import fmpq

from questions.maths.evaluation.values import (
    Absence,
    HugeError,
    Number,
    Operation,
    UndefinedError,
    UnknownError,
    Value,
    ball,
)

TRUE: Final = fmpq(1)
FALSE: Final = fmpq(0)
ERRORS: Final = {
    Absence.UNKNOWN: UnknownError,
    Absence.HUGE: HugeError,
    Absence.UNDEFINED: UndefinedError,
}


def _decided(holds: bool, fails: bool) -> Number:  # noqa: FBT001
    if holds:
        return TRUE
    if fails:
        return FALSE
    raise UnknownError


def _less(one: Number, other: Number) -> Number:
    if not (type(one) is fmpq and type(other) is fmpq):
        one, other = ball(one), ball(other)
    return _decided(one < other, one >= other)


def _equal(one: Number, other: Number) -> Number:
    """Balls that overlap are equal only where both are exact."""
    if type(one) is fmpq and type(other) is fmpq:
        return _decided(one == other, one != other)
    one, other = ball(one), ball(other)
    return _decided(one == other, not one.overlaps(other))


COMPARE: Final[dict[str, Operation]] = {
    "<": lambda sides: _less(sides[0], sides[1]),
    ">": lambda sides: _less(sides[1], sides[0]),
    "<=": lambda sides: 1 - _less(sides[1], sides[0]),
    ">=": lambda sides: 1 - _less(sides[0], sides[1]),
    "=": lambda sides: _equal(sides[0], sides[1]),
    "!=": lambda sides: 1 - _equal(sides[0], sides[1]),
}


def choose(counts: Sequence[int]) -> Callable[[Sequence[Value]], Number]:
    """The operation that takes the first case whose conditions hold.

    Its arguments are, case by case, so many conditions and then the value; one more is what holds
    otherwise. Raises UndefinedError where no case applies.
    """

    def chosen(arguments: Sequence[Value]) -> Number:
        place = 0
        for count in counts:
            if _all(arguments[place : place + count]):
                return _present(arguments[place + count])
            place += count + 1
        if place == len(arguments):
            raise UndefinedError
        return _present(arguments[place])

    return chosen


def _all(conditions: Sequence[Value]) -> bool:
    """Whether all hold. One that fails ends it; what comes after that need not have a value."""
    unknown = False
    for value in conditions:
        if value is Absence.UNDEFINED and not unknown:
            raise UndefinedError
        if isinstance(value, Absence):
            unknown = True
        elif value == 0:
            return False
    if unknown:
        raise UnknownError
    return True


def _present(value: Value) -> Number:
    if isinstance(value, Absence):
        raise ERRORS[value]
    return value
