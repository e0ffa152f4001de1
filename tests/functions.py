"""The functions and constants of `tests.notation`, for mpmath over the reals and for sympy."""

from collections.abc import Callable
from typing import Any, Final

import mpmath as mp
import sympy as sp


class UndefinedError(ArithmeticError):
    """There is no real value here."""


def real(condition: Any) -> None:
    if not condition:
        raise UndefinedError


def _log(x: Any) -> Any:
    real(x > 0)
    return mp.log(x)


def inverse(number: Any) -> Any:
    real(number != 0)
    return 1 / number


def _arc(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def value(x: Any) -> Any:
        real(-1 <= x <= 1)
        return function(x)

    return value


def _sqrt(x: Any) -> Any:
    real(x >= 0)
    return mp.sqrt(x)


def root(x: Any, index: int) -> Any:
    return mp.sign(x) * mp.root(abs(x), index)


def _sigmoid(x: Any) -> Any:
    return 1 / (1 + mp.exp(-x))


FUNCTIONS: Final[dict[str, tuple[Callable[..., Any], Callable[..., Any]]]] = {
    "sin": (mp.sin, sp.sin),
    "cos": (mp.cos, sp.cos),
    "tan": (lambda x: mp.sin(x) * inverse(mp.cos(x)), sp.tan),
    "sec": (lambda x: inverse(mp.cos(x)), sp.sec),
    "csc": (lambda x: inverse(mp.sin(x)), sp.csc),
    "cot": (lambda x: mp.cos(x) * inverse(mp.sin(x)), sp.cot),
    "arcsin": (_arc(mp.asin), sp.asin),
    "arccos": (_arc(mp.acos), sp.acos),
    "arctan": (mp.atan, sp.atan),
    "arccot": (lambda x: mp.pi / 2 - mp.atan(x), lambda x: sp.pi / 2 - sp.atan(x)),
    "sinh": (mp.sinh, sp.sinh),
    "cosh": (mp.cosh, sp.cosh),
    "tanh": (mp.tanh, sp.tanh),
    "sech": (lambda x: 1 / mp.cosh(x), lambda x: 1 / sp.cosh(x)),
    "csch": (lambda x: inverse(mp.sinh(x)), lambda x: 1 / sp.sinh(x)),
    "coth": (lambda x: mp.cosh(x) * inverse(mp.sinh(x)), sp.coth),
    "arsinh": (mp.asinh, sp.asinh),
    "artanh": (lambda x: (_log(1 + x) - _log(1 - x)) / 2, sp.atanh),
    "arcosh": (lambda x: _log(x + _sqrt(x - 1) * _sqrt(x + 1)), sp.acosh),
    "ln": (_log, sp.log),
    "log": (_log, sp.log),
    "lg": (lambda x: _log(x) / mp.log(10), lambda x: sp.log(x) / sp.log(10)),
    "exp": (mp.exp, sp.exp),
    "sqrt": (_sqrt, sp.sqrt),
    "cbrt": (lambda x: root(x, 3), lambda x: sp.real_root(x, 3)),
    "abs": (abs, sp.Abs),
    "sign": (mp.sign, sp.sign),
    "sigmoid": (_sigmoid, lambda x: 1 / (1 + sp.exp(-x))),
    "softplus": (lambda x: mp.log(1 + mp.exp(x)), lambda x: sp.log(1 + sp.exp(x))),
    "relu": (lambda x: max(x, mp.mpf(0)), lambda x: sp.Max(x, 0)),
    "max": (max, sp.Max),
    "min": (min, sp.Min),
}
ALIASES: Final = {
    "asin": "arcsin", "acos": "arccos", "atan": "arctan", "acot": "arccot", "cosec": "csc",
    "asinh": "arsinh", "acosh": "arcosh", "atanh": "artanh",
    "arcsinh": "arsinh", "arccosh": "arcosh", "arctanh": "artanh",
    "logistic": "sigmoid", "sgn": "sign",
}  # fmt: skip
CONSTANTS: Final = {"pi": (mp.pi, sp.pi), "e": (mp.e, sp.E)}
