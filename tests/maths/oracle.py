"""Independent values of trees, by mpmath with 60 digits, and random pairs of trees to judge."""

import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import mpmath

from questions.maths.evaluation import rational_value
from questions.maths.expression import (
    Call,
    Constant,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
)

DIGITS = 60


def value(tree: Expression, point: Mapping[str, Fraction]) -> Any | None:
    """The real value, or None where there is none (or it is too close to call)."""
    with mpmath.workdps(DIGITS):
        try:
            result = _value(tree, point)
        except (ZeroDivisionError, ValueError, OverflowError):
            return None
        return None if isinstance(result, mpmath.mpc) or not mpmath.isfinite(result) else result


def _value(tree: Expression, point: Mapping[str, Fraction]) -> Any:
    match tree:
        case Number(value=one):
            return mpmath.mpf(one.numerator) / one.denominator
        case Symbol(name=name):
            return mpmath.mpf(point[name].numerator) / point[name].denominator
        case Constant(name=name):
            return +mpmath.pi if name == "pi" else +mpmath.e
        case Sum(terms=terms):
            return mpmath.fsum(_value(term, point) for term in terms)
        case Negation(operand=operand):
            return -_value(operand, point)
        case Product(factors=factors):
            return mpmath.fprod(_value(factor, point) for factor in factors)
        case Quotient(numerator=over, denominator=under):
            return _value(over, point) / _value(under, point)
        case Power(base=base, exponent=exponent):
            return _power(_value(base, point), exponent, point)
        case Call(name=name, arguments=arguments):
            return CALLS[name](*(_value(one, point) for one in arguments))
    raise ValueError(tree)


def _power(base: Any, exponent: Expression, point: Mapping[str, Fraction]) -> Any:
    known = rational_value(exponent)
    if known is None:
        if base <= 0:
            raise ValueError("a power of a number that is not positive")
        return base ** _value(exponent, point)
    power = mpmath.mpf(known.numerator) / known.denominator
    if known.denominator == 1:
        if base == 0 and known <= 0:
            raise ZeroDivisionError
        return base**known.numerator
    if base < 0 and known.denominator % 2:
        return (-1) ** known.numerator * (-base) ** power
    if base < 0 or (base == 0 and known < 0):
        raise ValueError("an even root of a negative number")
    return base**power


def _real(function: Any, test: Any) -> Any:
    def guarded(one: Any) -> Any:
        if not test(one):
            raise ValueError(one)
        return function(one)

    return guarded


CALLS = {
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": mpmath.tan,
    "exp": mpmath.exp,
    "atan": mpmath.atan,
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "asinh": mpmath.asinh,
    "abs": abs,
    "sign": mpmath.sign,
    "ln": _real(mpmath.log, lambda one: one > 0),
    "sqrt": _real(mpmath.sqrt, lambda one: one >= 0),
    "asin": _real(mpmath.asin, lambda one: abs(one) <= 1),
    "acos": _real(mpmath.acos, lambda one: abs(one) <= 1),
    "acosh": _real(mpmath.acosh, lambda one: one >= 1),
    "atanh": _real(mpmath.atanh, lambda one: abs(one) < 1),
    "cbrt": lambda one: mpmath.sign(one) * mpmath.cbrt(abs(one)),
    "sec": mpmath.sec,
    "csc": mpmath.csc,
    "cot": mpmath.cot,
    "sech": mpmath.sech,
    "erf": mpmath.erf,
    "relu": lambda one: max(one, mpmath.mpf(0)),
    "sigmoid": lambda one: 1 / (1 + mpmath.exp(-one)),
    "softplus": lambda one: mpmath.log(1 + mpmath.exp(one)),
    "max": max,
    "min": min,
}

UNARY = ("sin", "cos", "tan", "exp", "ln", "sqrt", "abs", "atan", "asin", "sinh", "cosh", "cbrt",
         "relu", "sigmoid", "tanh", "acos", "sec", "asinh", "softplus", "sign")  # fmt: skip


def random_tree(random: random.Random, depth: int, names: tuple[str, ...] = ("x",)) -> Expression:
    """A small tree of the sort that calculus asks for."""
    if depth == 0 or random.random() < 0.15:
        pick = random.random()
        if pick < 0.65:
            return Symbol(random.choice(names))
        return number(random.choice((1, 2, 3, Fraction(1, 2), -1, 5)))
    kind = random.choice(("sum", "sum", "product", "product", "quotient", "power", "call", "call"))
    inner = [random_tree(random, depth - 1, names) for _ in range(2)]
    match kind:
        case "sum":
            return Sum((inner[0], Negation(inner[1]) if random.random() < 0.4 else inner[1]))
        case "product":
            return Product((inner[0], inner[1]))
        case "quotient":
            return Quotient(inner[0], inner[1])
        case "power":
            exponent = random.choice((2, 3, -1, Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), -2))
            return Power(inner[0], number(exponent))
    return Call(random.choice(UNARY), (inner[0],))
