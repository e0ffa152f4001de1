"""Numbers in order: decided by ball arithmetic, and equality by proof.

Trees without symbols stand for real numbers. Nothing here rounds: a comparison is proved or not
decided.
"""

from fractions import Fraction
from typing import Final

from flint import arb, ctx

from questions.maths.decision import decide
from questions.maths.errors import MathsError
from questions.maths.evaluation import Absence, Program, Value, ball, disjoint, fraction, is_exact
from questions.maths.expression import Call, Expression, Negation, Product, Sum, number, symbols
from questions.maths.findings import SAME
from questions.maths.keys import Key
from questions.maths.policy import Tolerance

BITS: Final = (64, 256, 2048)
LARGEST_EXPONENT: Final = 10_000


def is_number(tree: Expression) -> bool:
    """Whether a scalar tree is free of symbols."""
    return not symbols(tree)


def order(one: Expression, other: Expression) -> int | None:
    """-1, 0 or 1 as the first number is less than, equal to or more than the other.

    None where a value is missing or neither order nor equality could be proved.
    """
    try:
        program = Program((one, other))
    except MathsError:
        return None
    for bits in BITS:
        first, second = program.at({}, bits)
        if Absence.UNDEFINED in (first, second):
            return None
        with ctx.workprec(bits):
            found = _order(first, second)
        if found is not None:
            return found
    return 0 if decide(Key(one, (), {}, ""), other).kind in SAME else None


def _order(first: Value, second: Value) -> int | None:
    if isinstance(first, Absence) or isinstance(second, Absence):
        return None
    if is_exact(first) and is_exact(second):
        return (fraction(first) > fraction(second)) - (fraction(first) < fraction(second))
    if not disjoint(first, second):
        return None
    return 1 if ball(first) > ball(second) else -1


def lies_between(value: Expression, low: Expression, high: Expression) -> bool | None:
    """Whether low <= value <= high; None where that is not decided."""
    above, below = order(value, low), order(value, high)
    if above == -1 or below == 1:
        return False
    return None if above is None or below is None else True


def is_within(key: Expression, answer: Expression, tolerance: Tolerance) -> bool | None:
    """Whether the answer is as close to the key as the tolerance asks; None if undecided."""
    bounds = _bounds(key, tolerance)
    return None if bounds is None else lies_between(answer, *bounds)


def _bounds(key: Expression, tolerance: Tolerance) -> tuple[Expression, Expression] | None:
    """The least and the greatest number to be accepted."""
    if tolerance.interval is not None:
        low, high = tolerance.interval
        return number(low), number(high)
    if tolerance.relative is not None:
        size = Call("abs", (key,))
        return _around(key, Product((number(tolerance.relative), size)))
    if tolerance.absolute is not None:
        return _around(key, number(tolerance.absolute))
    exponent = leading_exponent(key)
    if exponent is None:
        return (key, key) if order(key, number(0)) == 0 else None
    unit = Fraction(10) ** (exponent - (tolerance.digits or 1) + 1)
    return _around(key, number(unit / 2))


def _around(key: Expression, distance: Expression) -> tuple[Expression, Expression]:
    return Sum((key, Negation(distance))), Sum((key, distance))


def leading_exponent(key: Expression) -> int | None:
    """The power of ten of the first significant digit: 2 for 314, -2 for 0.0314.

    None for 0 and for numbers too large or too small to be told.
    """
    size = Call("abs", (key,))
    (value,) = Program((size,)).at({}, BITS[0])
    if isinstance(value, Absence) or ball(value).contains(0):
        return None
    logarithm = ball(value).log() / arb(10).log()
    if not abs(logarithm) < LARGEST_EXPONENT:
        return None
    guess = int(float(logarithm.mid()) // 1)
    for exponent in (guess, guess - 1, guess + 1):
        low, high = (number(Fraction(10) ** power) for power in (exponent, exponent + 1))
        if order(size, low) in (0, 1) and order(size, high) == -1:
            return exponent
    return None
