"""Formulas of the registry as functions of arrays: compiled once, used on rows of candidates.

A compiled formula takes the values of its names. An exponent of names that stand for numbers is
worked out exactly first, since powers of negative numbers depend on it; such names have their
exact value under the name with a dot, `n.` for n.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache, partial, reduce
from operator import add, itemgetter, mul
from typing import Any, Final

import numpy as np

from questions.maths.differentiation.formulas import formula
from questions.maths.errors import UnsupportedError
from questions.maths.evaluation.elementwise import FUNCTIONS_OF_ARRAYS, rational_power
from questions.maths.expression import (
    Call,
    Constant,
    E,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
)

Values = Mapping[str, Any]
Compiled = Callable[[Values], Any]
Exact = Callable[[Values], Fraction | None]

EXPONENTS: Final = frozenset({"n", "m"})
"""Names that stand for exponents."""


@cache
def compiled(text: str) -> Compiled:
    """A formula as a function of its names' values; infinite or nan where it has none."""
    return _function(formula(text))


def _function(tree: Expression) -> Compiled:
    match tree:
        case Number(value=value):
            constant = float(value)
            return lambda _: constant
        case Constant(name=name):
            known = np.pi if name == "pi" else np.e
            return lambda _: known
        case Symbol(name=name):
            return itemgetter(name)
        case Power(base=base, exponent=exponent):
            return _power(base, exponent)
        case Call(name=name, arguments=(argument,)):
            outer, inner = FUNCTIONS_OF_ARRAYS[name], _function(argument)
            return lambda values: outer(inner(values))
    return _arithmetic(tree)


def _arithmetic(tree: Expression) -> Compiled:
    parts = [_function(child) for child in tree.children]
    match tree:
        case Sum() | Product():
            return reduce(partial(_both, add if isinstance(tree, Sum) else mul), parts)
        case Negation():
            (only,) = parts
            return lambda values: -only(values)
        case Quotient():
            return partial(_both, np.divide)(*parts)
    raise UnsupportedError("This is no formula of a mal-rule.")


def _both(operation: Callable[[Any, Any], Any], left: Compiled, right: Compiled) -> Compiled:
    return lambda values: operation(left(values), right(values))


def _power(base: Expression, exponent: Expression) -> Compiled:
    below, above = _function(base), _function(exponent)
    if base == E:
        return lambda values: np.exp(above(values))
    exact = _exact(exponent) if symbols(exponent) <= EXPONENTS else None

    def raised(values: Values) -> Any:
        value = None if exact is None else exact(values)
        if value is not None:
            return rational_power(below(values), value)
        low = below(values)
        return np.where(np.greater(low, 0), np.power(np.abs(low), above(values)), np.nan)

    return raised


def _exact(tree: Expression) -> Exact:
    match tree:
        case Number(value=value):
            return lambda _: value
        case Symbol(name=name):
            return lambda values: values.get(f"{name}.")
    parts = [_exact(child) for child in tree.children]
    combine = _EXACTLY[type(tree)]

    def worked_out(values: Values) -> Fraction | None:
        found = [part(values) for part in parts]
        known = [one for one in found if one is not None]
        return combine(known) if len(known) == len(found) else None

    return worked_out


_EXACTLY: Final[dict[type[Expression], Callable[[list[Fraction]], Fraction]]] = {
    Sum: lambda parts: sum(parts, Fraction(0)),
    Negation: lambda parts: -parts[0],
    Product: lambda parts: reduce(Fraction.__mul__, parts),
}
