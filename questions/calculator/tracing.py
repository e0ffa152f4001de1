"""Automatic differentiation of a typed function, operation by operation.

The derivative of each operation by what it takes is found by our own rules; the chain rule is left
to the two sweeps, so that they are a second way to the derivative.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Final

import numpy as np

from questions import maths
from questions.calculator.numbers import Pairs, decimal, value_of
from questions.calculator.typed import Typed
from questions.maths import automatic
from questions.maths.expression import (
    Negation,
    Piecewise,
    Symbol,
    substitute,
    symbols,
    walk,
)

MOST: Final = 30
"""Operations: a longer table is not read."""
LETTERS: Final = ("v", "u", "w", "p", "q")


@dataclass(frozen=True, slots=True)
class Row:
    """A value on the way: its name as plain text, and as LaTeX what it is worked out of (nothing
    for an input), its derivatives by its inputs and by each variable (`dots`), and that of the
    function by it (`bar`). `symbol` is its name as a symbol, `inputs` the symbols of its inputs.
    """

    name: str
    definition: str
    value: str
    slopes: tuple[str, ...]
    dots: tuple[str, ...]
    bar: str
    symbol: str
    inputs: tuple[str, ...]

    @property
    def latex(self) -> str:
        return _latex(self.symbol)


@dataclass(frozen=True, slots=True)
class Trace:
    """The inputs, then the operations in order; `variables` head the columns of `dots`."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """A named operation on symbols and numbers."""

    name: str
    tree: maths.Expression

    @property
    def inputs(self) -> tuple[str, ...]:
        return tuple(sorted(symbols(self.tree)))


def trace(typed: Typed, point: Pairs) -> Trace:
    """Both sweeps at the point. Raises UnsupportedError for cases, for functions without
    operations or with too many, and where an operation has no derivative.
    """
    at = dict(point)
    function = substitute(typed.function, {name: at[name] for name in typed.held})
    steps = _Steps(function, typed.names).found
    values = {name: value_of(at[name], ()) for name in typed.variables}
    operations = [_operation(one, values) for one in steps]
    dots = [automatic.forward(operations, _seeds(typed, name)) for name in typed.variables]
    bars = automatic.backward(operations, values, 1.0)
    shown = [
        Row(
            name=_plain(name),
            definition="",
            value=decimal(values[name]),
            slopes=(),
            dots=tuple(decimal(one[name]) for one in dots),
            bar=decimal(bars[name]),
            symbol=name,
            inputs=(),
        )
        for name in typed.variables
    ]
    for step, operation in zip(steps, operations, strict=True):
        shown.append(
            Row(
                name=_plain(step.name),
                definition=maths.write_latex(step.tree),
                value=decimal(values[step.name]),
                slopes=tuple(_slopes(operation)),
                dots=tuple(decimal(one[step.name]) for one in dots),
                bar=decimal(bars[step.name]),
                symbol=step.name,
                inputs=step.inputs,
            )
        )
    return Trace(tuple(_latex(one) for one in typed.variables), tuple(shown))


class _Steps:
    """The operations of a tree, each once; what is free of symbols, and signs, stay in place."""

    def __init__(self, function: maths.Expression, names: Sequence[str]) -> None:
        if any(isinstance(one, Piecewise) for one in walk(function)):
            raise maths.UnsupportedError("The trace does not follow a function given in cases.")
        taken = {one[:1] for one in names}
        self._letter = next(one for one in LETTERS if one not in taken)
        self._known: dict[maths.Expression, str] = {}
        self.found: list[_Step] = []
        self._placed(function, is_last=True)
        if not self.found:
            raise maths.UnsupportedError("There is no operation here to be traced.")

    def _placed(self, tree: maths.Expression, *, is_last: bool = False) -> maths.Expression:
        """What stands for the tree in the operation that takes it."""
        if not symbols(tree) or isinstance(tree, Symbol):
            return tree
        if isinstance(tree, Negation) and not is_last:
            return Negation(self._placed(tree.operand))
        if tree not in self._known:
            step = tree.with_children(tuple(self._placed(one) for one in tree.children))
            if len(self.found) >= MOST:
                raise maths.UnsupportedError(
                    f"This function has more than {MOST} operations: too many to be traced here."
                )
            self._known[tree] = f"{self._letter}_{len(self.found) + 1}"
            self.found.append(_Step(self._known[tree], step))
        return Symbol(self._known[tree])


def _operation(step: _Step, values: dict[str, float]) -> automatic.Operation[float]:
    """The operation at the values so far, to which it adds its own."""
    slopes = [maths.differentiate(step.tree, name).result for name in step.inputs]
    found = tuple(_float(one, values) for one in slopes)
    values[step.name] = _float(step.tree, values)
    return automatic.Operation(step.name, step.inputs, found)


def _float(tree: maths.Expression, values: Mapping[str, float]) -> float:
    """In floating point, as a program would."""
    found = float(maths.floats(tree, {name: np.asarray(one) for name, one in values.items()}))
    if isnan(found):
        raise maths.UnsupportedError("An operation on the way has no derivative at this point.")
    return found


def _seeds(typed: Typed, name: str) -> dict[str, float]:
    return {one: float(one == name) for one in typed.variables}


def _slopes(operation: automatic.Operation[float]) -> list[str]:
    whole = _latex(operation.name)
    return [
        rf"\frac{{\partial {whole}}}{{\partial {_latex(name)}}} = {decimal(slope)}"
        for name, slope in zip(operation.inputs, operation.slopes, strict=True)
    ]


def _plain(name: str) -> str:
    """For the head of a row, which some assistive software reads only where it is plain text."""
    return maths.write_unicode(Symbol(name))


def _latex(name: str) -> str:
    return maths.write_latex(Symbol(name))
