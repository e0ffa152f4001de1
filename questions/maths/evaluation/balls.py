"""The functions on balls: rigorous on the real domain.

Every operation returns a value that certainly encloses the true one, or raises UndefinedError where
there is provably none, or UnknownError where the balls do not tell. Rational arguments stay exact
where the function allows.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from typing import Final

from flint import arb, fmpq

from questions.maths.evaluation.powers import exponential, power
from questions.maths.evaluation.values import (
    MAX_EXACT_BITS,
    Ball,
    HugeError,
    Number,
    Operation,
    UndefinedError,
    UnknownError,
    ball,
)


def _kept_short(value: Number) -> Number:
    if type(value) is fmpq and value.height_bits() > MAX_EXACT_BITS:
        return arb(value)
    return value


def add(arguments: Sequence[Number]) -> Number:
    total = arguments[0]
    for term in arguments[1:]:
        total = _kept_short(total + term)
    return total


def multiply(arguments: Sequence[Number]) -> Number:
    total = arguments[0]
    for factor in arguments[1:]:
        total = _kept_short(total * factor)
    return total


def negate(arguments: Sequence[Number]) -> Number:
    return -arguments[0]


def divide(arguments: Sequence[Number]) -> Number:
    return _kept_short(arguments[0] * invert(arguments[1]))


def invert(value: Number) -> Number:
    if value == 0:
        raise UndefinedError
    if type(value) is fmpq:
        return 1 / value
    if value.contains(0):
        raise UnknownError
    return 1 / value


def _within(value: Number, low: int | None, high: int | None) -> Ball:
    """The value as a ball if it provably lies between the bounds."""
    if (low is not None and value < low) or (high is not None and value > high):
        raise UndefinedError
    if (low is not None and not value >= low) or (high is not None and not value <= high):
        raise UnknownError
    return ball(value)


def _strictly_within(value: Number, low: int | None, high: int | None) -> Ball:
    if (low is not None and value <= low) or (high is not None and value >= high):
        raise UndefinedError
    if (low is not None and not value > low) or (high is not None and not value < high):
        raise UnknownError
    return ball(value)


def logarithm(value: Number) -> Number:
    if value == 1:
        return fmpq(0)
    return _strictly_within(value, 0, None).log()


def _logarithm_to(base: int) -> Callable[[Number], Number]:
    return lambda value: logarithm(value) / logarithm(fmpq(base))


def _logarithm_of_any_base(arguments: Sequence[Number]) -> Number:
    value, base = arguments
    return divide((logarithm(value), logarithm(base)))


def _sign(value: Number) -> Number:
    if value > 0:
        return fmpq(1)
    if value < 0:
        return fmpq(-1)
    if value == 0:
        return fmpq(0)
    raise UnknownError


def _floor(value: Number) -> Number:
    if type(value) is fmpq:
        return fmpq(value.floor())
    low = value.floor()
    if not low.is_exact():
        raise UnknownError
    return low


def _heaviside(value: Number) -> Number:
    return (1 + _sign(value)) / 2


def _factorial(value: Number) -> Number:
    result = (_strictly_within(value, -1, None) + 1).gamma()
    if value > LARGE_FACTORIAL and not result.is_finite():
        raise HugeError
    return result


LARGE_FACTORIAL: Final = 10**9


def _larger(one: Number, other: Number) -> Number:
    if type(one) is fmpq and type(other) is fmpq:
        return max(one, other)
    return ball(one).max(ball(other))


def _smaller(one: Number, other: Number) -> Number:
    return -_larger(-one, -other)


def _angle(arguments: Sequence[Number]) -> Number:
    height, width = arguments
    if height == 0 and width == 0:
        raise UndefinedError
    return arb.atan2(ball(height), ball(width))


def _root(arguments: Sequence[Number]) -> Number:
    """A root whose degree is no plain number, as a power of a positive base."""
    value, degree = arguments
    return power(None)((value, invert(degree)))


def _softplus(value: Number) -> Number:
    wide = ball(value)
    return wide + (1 + (-wide).exp()).log() if wide > 0 else (1 + wide.exp()).log()


def _sigmoid(value: Number) -> Number:
    wide = ball(value)
    return 1 / (1 + (-wide).exp()) if wide > 0 else wide.exp() / (1 + wide.exp())


def _weights(scores: Sequence[Number]) -> tuple[Ball, list[Ball]]:
    """About the largest score, and the exponentials of all without it, of which none is large."""
    balls = [ball(score) for score in scores]
    top = reduce(max, [one.mid() for one in balls])
    return top, [(one - top).exp() for one in balls]


def _log_sum_exp(scores: Sequence[Number]) -> Number:
    top, weights = _weights(scores)
    return top + sum(weights, arb(0)).log()


def _softmax_entry(place: int) -> Operation:
    def entry(scores: Sequence[Number]) -> Number:
        _, weights = _weights(scores)
        return weights[place] / sum(weights, arb(0))

    return entry


def arc_cotangent(value: Number) -> Number:
    """The branch with values in (0, pi); comparing tries the other one too."""
    return arb.pi() / 2 - ball(value).atan()


UNARY: Final[dict[str, Callable[[Number], Number]]] = {
    "sin": lambda value: ball(value).sin(),
    "cos": lambda value: ball(value).cos(),
    "tan": lambda value: divide(tuple(ball(value).sin_cos())),
    "sec": lambda value: invert(ball(value).cos()),
    "csc": lambda value: invert(ball(value).sin()),
    "cot": lambda value: divide(tuple(reversed(ball(value).sin_cos()))),
    "asin": lambda value: _within(value, -1, 1).asin(),
    "acos": lambda value: _within(value, -1, 1).acos(),
    "atan": lambda value: ball(value).atan(),
    "acot": arc_cotangent,
    "asec": lambda value: _within(invert(value), -1, 1).acos(),
    "acsc": lambda value: _within(invert(value), -1, 1).asin(),
    "sinh": lambda value: ball(value).sinh(),
    "cosh": lambda value: ball(value).cosh(),
    "tanh": lambda value: ball(value).tanh(),
    "sech": lambda value: 1 / ball(value).cosh(),
    "csch": lambda value: invert(ball(value).sinh()),
    "coth": lambda value: invert(ball(value).tanh()),
    "asinh": lambda value: ball(value).asinh(),
    "acosh": lambda value: _within(value, 1, None).acosh(),
    "atanh": lambda value: _strictly_within(value, -1, 1).atanh(),
    "asech": lambda value: _within(invert(value), 1, None).acosh(),
    "acsch": lambda value: ball(invert(value)).asinh(),
    "acoth": lambda value: _strictly_within(invert(value), -1, 1).atanh(),
    "exp": lambda value: exponential(ball(value)),
    "ln": logarithm,
    "log10": _logarithm_to(10),
    "log2": _logarithm_to(2),
    "abs": abs,
    "sign": _sign,
    "floor": _floor,
    "ceil": lambda value: -_floor(-value),
    "factorial": _factorial,
    "erf": lambda value: ball(value).erf(),
    "heaviside": _heaviside,
    "relu": lambda value: _larger(value, fmpq(0)),
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "sqrt": lambda value: power(Fraction(1, 2))([value]),
    "cbrt": lambda value: power(Fraction(1, 3))([value]),
}

EXACT: Final = {
    **dict.fromkeys(("sin", "tan", "asin", "atan", "sinh", "tanh", "asinh"), (0, 0)),
    **dict.fromkeys(("atanh", "erf"), (0, 0)),
    **dict.fromkeys(("cos", "sec", "cosh", "sech", "exp", "factorial"), (0, 1)),
    **dict.fromkeys(("acos", "acosh", "asec", "asech"), (1, 0)),
}
"""An argument at which a function has a rational value, and that value, which stays exact."""


def unary(name: str) -> Operation:
    function = UNARY[name]
    if name not in EXACT:
        return lambda arguments: function(arguments[0])
    special, value = EXACT[name]
    exact = fmpq(value)
    return lambda arguments: exact if arguments[0] == special else function(arguments[0])


SEVERAL: Final[dict[str, Operation]] = {
    "log": _logarithm_of_any_base,
    "root": _root,
    "atan2": _angle,
    "logsumexp": _log_sum_exp,
    **{f"softmax_{place + 1}": _softmax_entry(place) for place in range(9)},
    "max": lambda arguments: reduce(_larger, arguments),
    "min": lambda arguments: reduce(_smaller, arguments),
}
