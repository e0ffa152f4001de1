"""Powers, quotients and functions of numpy arrays, real everywhere: nan where there is no value."""

import math
from collections.abc import Callable
from fractions import Fraction
from functools import partial, reduce
from typing import Any, Final

import numpy as np


def nearest_float(value: Fraction) -> float:
    """The float next to a rational number; infinite where it is too large."""
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return np.inf if value > 0 else -np.inf


def rational_power(base: Any, exponent: Fraction) -> Any:
    """Real powers of arrays: odd denominators take the real root; nan where there is none."""
    degree, whole = exponent.denominator, exponent.numerator
    if degree % 2 == 0 or degree == 1:
        # These numpy takes as they are meant: it has no even root of a negative number.
        found = np.power(base, nearest_float(exponent))
    else:
        found = np.power(np.abs(base), nearest_float(exponent))
        found = np.sign(base) * found if whole % 2 else found
    if whole <= 0 and _has_zero(base):
        return np.where(np.equal(base, 0), np.nan, found)
    return found


def over(numerator: Any, denominator: Any) -> Any:
    """A quotient, nan where it is divided by 0."""
    if not _has_zero(denominator):
        return numerator / denominator
    return np.where(np.equal(denominator, 0), np.nan, np.divide(numerator, denominator))


def _has_zero(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return bool(np.count_nonzero(value) < value.size)
    return bool(value == 0)


def _one_over(value: Any) -> Any:
    return over(1.0, value)


def _logarithm(value: Any) -> Any:
    return np.log(np.where(np.greater(value, 0), value, np.nan))


def _sigmoid(value: Any) -> Any:
    return 0.5 * (1 + np.tanh(np.divide(value, 2)))


def _floats_of(function: Callable[[float], float]) -> Callable[[Any], Any]:
    """A function of the standard library on arrays; nan where it raises."""

    def guarded(value: float) -> float:
        try:
            return function(value)
        except (ValueError, OverflowError):
            return np.nan

    return np.vectorize(guarded, otypes=[float])


def _factorial(value: Any) -> Any:
    return _floats_of(lambda one: math.gamma(one + 1) if one > -1 else np.nan)(value)


def _root(value: Any, degree: Any) -> Any:
    first = float(np.asarray(degree).flat[0])
    if np.all(np.equal(degree, first)) and first.is_integer() and first != 0:
        return rational_power(value, Fraction(1, int(first)))
    return np.power(np.where(np.greater(value, 0), value, np.nan), _one_over(degree))


def _inside(value: Any, function: Callable[[Any], Any]) -> Any:
    """1/value put into a function that is infinite at the ends of its domain."""
    result = function(_one_over(value))
    return np.where(np.isfinite(result), result, np.nan)


def _softmax_entry(place: int, *scores: Any) -> Any:
    return np.exp(scores[place] - reduce(np.logaddexp, scores))


FUNCTIONS_OF_ARRAYS: Final[dict[str, Callable[..., Any]]] = {
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sec": lambda value: _one_over(np.cos(value)),
    "csc": lambda value: _one_over(np.sin(value)),
    "cot": lambda value: over(np.cos(value), np.sin(value)),
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "acot": lambda value: np.pi / 2 - np.arctan(value),
    "asec": lambda value: np.arccos(_one_over(value)),
    "acsc": lambda value: np.arcsin(_one_over(value)),
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "sech": lambda value: _one_over(np.cosh(value)),
    "csch": lambda value: _one_over(np.sinh(value)),
    "coth": lambda value: _one_over(np.tanh(value)),
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": lambda value: np.arctanh(np.where(np.less(np.abs(value), 1), value, np.nan)),
    "asech": lambda value: np.arccosh(_one_over(value)),
    "acsch": lambda value: np.arcsinh(_one_over(value)),
    "acoth": lambda value: _inside(value, np.arctanh),
    "exp": np.exp,
    "ln": _logarithm,
    "log10": lambda value: _logarithm(value) / np.log(10),
    "log2": lambda value: _logarithm(value) / np.log(2),
    "log": lambda value, base: over(_logarithm(value), _logarithm(base)),
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "root": _root,
    "abs": np.abs,
    "sign": np.sign,
    "floor": np.floor,
    "ceil": np.ceil,
    "factorial": _factorial,
    "erf": _floats_of(math.erf),
    "heaviside": lambda value: np.heaviside(value, 0.5),
    "relu": lambda value: np.maximum(value, 0.0),
    "sigmoid": _sigmoid,
    "softplus": lambda value: np.logaddexp(0.0, value),
    "atan2": lambda height, width: np.where(
        np.equal(height, 0) & np.equal(width, 0), np.nan, np.arctan2(height, width)
    ),
    "logsumexp": lambda *values: reduce(np.logaddexp, values),
    **{f"softmax_{place + 1}": partial(_softmax_entry, place) for place in range(9)},
    "max": lambda *values: reduce(np.maximum, values),
    "min": lambda *values: reduce(np.minimum, values),
}
