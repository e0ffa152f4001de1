"""Numbers that nobody works with: they take long, and no answer to them can be compared."""

from collections.abc import Iterator
from typing import Final

from flint import arb

from questions import maths
from questions.maths.evaluation import Absence, Program, ball
from questions.maths.evaluation.values import Value
from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    symbols,
    walk,
)

MOST_DIGITS: Final = 300
HIGHEST_EXPONENT: Final = 1_000
"""Of what varies."""
BITS: Final = 64
SHOWN: Final = 40
WORKED_OUT: Final = (Call, Negation, Power, Product, Quotient, Sum)


def check_sizes(tree: Expression) -> None:
    """Raises LimitError where a part without variables is beyond all use, or an exponent is."""
    for part, value in _valued(tuple(_exponents(tree))):
        if _is_above(value, arb(HIGHEST_EXPONENT)):
            raise _refused(part, f"an exponent above {HIGHEST_EXPONENT}")
    limit = arb(10) ** MOST_DIGITS
    parts = tuple(one for one in walk(tree) if isinstance(one, WORKED_OUT) and not symbols(one))
    for part, value in _valued(parts):
        if _is_above(value, limit) or _is_below(value, 1 / limit):
            raise _refused(part, f"a number of more than {MOST_DIGITS} digits")


def _valued(trees: tuple[Expression, ...]) -> Iterator[tuple[Expression, Value]]:
    if trees:
        yield from zip(trees, Program(trees).at({}, BITS), strict=True)


def _exponents(tree: Expression) -> Iterator[Expression]:
    for part in walk(tree):
        if isinstance(part, Power) and symbols(part.base) and not symbols(part.exponent):
            yield part.exponent


def _is_above(value: Value, limit: arb) -> bool:
    """Certainly; what has no value is another's to say."""
    if isinstance(value, Absence):
        return value is Absence.HUGE
    return bool(abs(ball(value)) > limit)


def _is_below(value: Value, limit: arb) -> bool:
    """Certainly, and not 0 itself."""
    if isinstance(value, Absence) or ball(value) == 0:
        return False
    return bool(abs(ball(value)) < limit)


def _refused(part: Expression, what: str) -> maths.LimitError:
    text = maths.write_text(part)
    shown = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return maths.LimitError(f"{shown} is {what}; make it smaller")
