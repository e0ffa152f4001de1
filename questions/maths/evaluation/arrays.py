"""Trees on numpy arrays, for curves and searches. Nothing here proves anything."""

from collections.abc import Callable, Mapping
from functools import partial, reduce
from operator import add, mul
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from questions.maths.errors import UnsupportedError
from questions.maths.evaluation.elementwise import (
    FUNCTIONS_OF_ARRAYS,
    nearest_float,
    over,
    rational_power,
)
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

SHORT: Final = 2**31
"""Exponents below this are certainly not too long to be taken as exact numbers."""

CHILD: Final = "a child"
"""A name that no symbol of an answer has."""


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
        arrays = {name: np.asarray(value, dtype=float) for name, value in values.items()}
        shapes = {one.shape for one in arrays.values()}
        self._shape = shapes.pop() if len(shapes) == 1 else np.broadcast_shapes(*shapes)
        # What stands for one number everywhere is much faster as that number.
        self._values: dict[str, Any] = {
            name: one[0] if one.size and one.strides == (0,) else one
            for name, one in arrays.items()
        }
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
            return combine(values)
        children = (*tree.children[:index], Symbol(CHILD), *tree.children[index + 1 :])
        self._values[CHILD] = child
        return self.value(tree.with_children(children))

    def value(self, tree: Expression) -> Any:
        """As numpy makes it: a number or an array, infinite where it overflows."""
        kind = type(tree)
        if kind is Number:
            return nearest_float(tree.value)  # type: ignore[attr-defined]
        if kind is Symbol:
            return self._of_symbol(tree.name)  # type: ignore[attr-defined]
        known = self._known.get(id(tree))
        if known is None:
            known = self._known[id(tree)] = tree, self._compute(tree)
        return known[1]

    def _of_symbol(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise UnsupportedError(f"{name} has no value here.") from None

    def _compute(self, tree: Expression) -> Any:
        combine = _COMBINE.get(type(tree))
        if combine is not None:
            return combine(list(map(self.value, tree.children)))
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
        value = (
            exponent.value
            if isinstance(exponent, Number) and abs(exponent.value.numerator) < SHORT
            else rational_value(exponent)
        )
        if value is not None:
            return rational_power(self.value(base), value)
        if base == E:
            return np.exp(self.value(exponent))
        low, high = self.value(base), self.value(exponent)
        return np.where(np.greater(low, 0), np.power(np.abs(low), high), np.nan)


COMPARE: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.equal,
    "!=": np.not_equal,
}


_COMBINE: Final[dict[type[Expression], Callable[[list[Any]], Any]]] = {
    Sum: partial(reduce, add),
    Product: partial(reduce, mul),
    Negation: lambda values: -values[0],
    Quotient: lambda values: over(*values),
}
