"""Automatic differentiation: derivatives carried through operations, forward or backward.

Forward mode carries with every value its derivative by one input, as a dual number does; reverse
mode carries from the last value to the inputs the derivative of the last by each. Both take the
operations in an order in which they can be worked out, with the derivatives of each by its inputs.
See Griewank and Walther, Evaluating Derivatives, SIAM 2008, chapters 3.1 and 3.2.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

Scalar = TypeVar("Scalar", Fraction, float)


@dataclass(frozen=True, slots=True)
class Operation(Generic[Scalar]):
    """A value, the values that it is worked out of, and its derivatives by each of these."""

    name: str
    inputs: tuple[str, ...]
    slopes: tuple[Scalar, ...]


def forward(
    operations: Iterable[Operation[Scalar]], seeds: Mapping[str, Scalar]
) -> dict[str, Scalar]:
    """The derivative of every value in the direction of the inputs' `seeds`: 1 for one input and 0
    for the others gives those by that input.
    """
    dots = dict(seeds)
    nothing = next(iter(dots.values())) * 0
    for one in operations:
        carried = [slope * dots[name] for slope, name in zip(one.slopes, one.inputs, strict=True)]
        dots[one.name] = sum(carried, nothing)
    return dots


def backward(
    operations: Sequence[Operation[Scalar]],
    names: Iterable[str],
    one: Scalar,
    *,
    one_path: bool = False,
) -> dict[str, Scalar]:
    """The derivative of the last value by each of the named ones, itself among them.

    `one` is 1 as a number of the kind that is to be had. With `one_path` a later contribution
    replaces an earlier one, as somebody does who forgets to add up the paths.
    """
    bars = dict.fromkeys(names, one * 0)
    bars[operations[-1].name] = one
    for operation in reversed(operations):
        for slope, name in zip(operation.slopes, operation.inputs, strict=True):
            carried = bars[operation.name] * slope
            bars[name] = carried if one_path and carried else bars[name] + carried
    return bars
