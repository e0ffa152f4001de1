"""Trees on numpy arrays, for curves and searches. Nothing here proves anything."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial, reduce
from operator import add, mul, neg
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from questions.maths.errors import UnsupportedError
from questions.maths.evaluation.powers import rational_value
from questions.maths.expression import (
    Call,
    Constant,
    E,
    Expression,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
)

Floats = NDArray[np.float64]


def floats(tree: Expression, values: Mapping[str, Floats]) -> Floats:
    """The values of a scalar tree, broadcast over the arrays; nan where it has none.

    Powers with an odd denominator take the real root, as everywhere. Overflow is nan too.
    Raises UnsupportedError for vectors, matrices, functions and symbols that have no value.
    """
    return Evaluation(values).floats(tree)


def finite(value: Any) -> Floats:
    """The value as an array with nan in place of what is infinite."""
    found = np.asarray(value, dtype=float)
    # 0 times what is infinite is nan.
    return np.asarray(found + 0.0 * found)


class Evaluation:
    """Trees at the same values; parts that were seen before, the very objects, are known."""

    def __init__(self, values: Mapping[str, Floats]) -> None:
        self._values = {name: np.asarray(value, dtype=float) for name, value in values.items()}
        shapes = {one.shape for one in self._values.values()}
        self._shape = shapes.pop() if len(shapes) == 1 else np.broadcast_shapes(*shapes)
        self._known: dict[int, tuple[Expression, Any]] = {}
        self._finite: dict[int, tuple[Expression, Floats]] = {}

    def floats(self, tree: Expression) -> Floats:
        """As `floats` does; not to be written over, for whoever asks again gets the same."""
        with np.errstate(all="ignore"):
            return self.quiet_floats(tree)

    def quiet_floats(self, tree: Expression) -> Floats:
        """The same where numpy is told already to ignore what has no value."""
        known = self._finite.get(id(tree))
        if known is None:
            # The tree is kept with its values, so that nothing else gets its id meanwhile.
            known = self._finite[id(tree)] = tree, self._floats(tree)
        return known[1]

    def _floats(self, tree: Expression) -> Floats:
        found = finite(self.value(tree))
        if found.shape == self._shape:
            return found
        if not found.shape:
            everywhere = np.empty(self._shape)
            everywhere.fill(found)
            return everywhere
        shape = np.broadcast_shapes(found.shape, self._shape)
        return found if found.shape == shape else np.broadcast_to(found, shape).copy()

    def above(self, tree: Expression, index: int, child: Any) -> Any:
        """The value of a tree if one of its children had this one."""
        combine = _COMBINE.get(type(tree))
        if combine is not None:
            values = [self.value(one) for one in tree.children]
            values[index] = child
            return combine(*values)
        stand_in = Symbol("child")
        children = (*tree.children[:index], stand_in, *tree.children[index + 1 :])
        self._known[id(stand_in)] = stand_in, child
        return self.value(tree.with_children(children))

    def value(self, tree: Expression) -> Any:
        """As numpy makes it: a number or an array, infinite where it overflows."""
        if type(tree) is Number:
            return _nearest_float(tree.value)
        known = self._known.get(id(tree))
        if known is None:
            known = self._known[id(tree)] = tree, self._compute(tree)
        return known[1]

    def _compute(self, tree: Expression) -> Any:
        if isinstance(tree, Symbol):
            if tree.name not in self._values:
                raise UnsupportedError(f"{tree.name} has no value here.")
            return self._values[tree.name]
        combine = _COMBINE.get(type(tree))
        if combine is not None:
            return combine(*map(self.value, tree.children))
        match tree:
            case Constant(name=name):
                return np.pi if name == "pi" else np.e
            case Power(base=base, exponent=exponent):
                return self._power(base, exponent)
            case Call(name=name, arguments=arguments) if name in FUNCTIONS_OF_ARRAYS:
                return FUNCTIONS_OF_ARRAYS[name](*map(self.value, arguments))
            case Piecewise():
                return self._chosen(tree)
        raise UnsupportedError("This has no numerical value.")

    def _chosen(self, tree: Piecewise) -> Any:
        """The value of the first branch that applies; nan where a condition has no value."""
        result = np.nan if tree.otherwise is None else self.value(tree.otherwise)
        for branch in reversed(tree.branches):
            truth = reduce(np.minimum, [self._truth(one) for one in branch.conditions])
            result = np.where(
                np.equal(truth, 0), result, np.where(truth > 0, self.value(branch.value), np.nan)
            )
        return result

    def _truth(self, relation: Relation) -> Any:
        """1 where it holds, 0 where it does not, nan where a side has no value."""
        sides = [self.value(side) for side in relation.sides]
        found: Any = 1.0
        for sign, one, other in zip(relation.signs, sides[:-1], sides[1:], strict=True):
            holds = np.where(np.isnan(one) | np.isnan(other), np.nan, COMPARE[sign](one, other))
            found = np.where(np.equal(found, 0), 0.0, np.minimum(found, holds))
        return found

    def _power(self, base: Expression, exponent: Expression) -> Any:
        value = rational_value(exponent)
        if value is not None:
            return rational_power(self.value(base), value)
        if base == E:
            return np.exp(self.value(exponent))
        low, high = self.value(base), self.value(exponent)
        return np.where(np.greater(low, 0), np.power(np.abs(low), high), np.nan)


def _nearest_float(value: Fraction) -> float:
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return np.inf


def rational_power(base: Any, exponent: Fraction) -> Any:
    """Real powers of arrays: odd denominators take the real root; nan where there is none."""
    degree, whole = exponent.denominator, exponent.numerator
    if degree % 2 == 0 or degree == 1:
        # These numpy takes as they are meant: it has no even root of a negative number.
        found = np.power(base, _nearest_float(exponent))
    else:
        found = np.power(np.abs(base), _nearest_float(exponent))
        found = np.sign(base) * found if whole % 2 else found
    if whole <= 0 and _has_zero(base):
        return np.where(np.equal(base, 0), np.nan, found)
    return found


def _over(numerator: Any, denominator: Any) -> Any:
    if not _has_zero(denominator):
        return numerator / denominator
    return np.where(np.equal(denominator, 0), np.nan, np.divide(numerator, denominator))


def _has_zero(value: Any) -> bool:
    if isinstance(value, np.ndarray):
        return bool(np.count_nonzero(value) < value.size)
    return bool(value == 0)


def _one_over(value: Any) -> Any:
    return _over(1.0, value)


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


COMPARE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.equal,
    "!=": np.not_equal,
}

FUNCTIONS_OF_ARRAYS: Final[dict[str, Callable[..., Any]]] = {
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "sec": lambda value: _one_over(np.cos(value)),
    "csc": lambda value: _one_over(np.sin(value)),
    "cot": lambda value: _over(np.cos(value), np.sin(value)),
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
    "log": lambda value, base: _over(_logarithm(value), _logarithm(base)),
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


def _sum(*values: Any) -> Any:
    return reduce(add, values)


def _product(*values: Any) -> Any:
    return reduce(mul, values)


_COMBINE: Final[dict[type[Expression], Callable[..., Any]]] = {
    Sum: _sum,
    Product: _product,
    Negation: neg,
    Quotient: _over,
}
