"""Points on either side of every border between pieces.

|u|, sign, relu, max, min and cases change where a difference u changes its sign. Random points
miss a piece that is small or far away, so there is a point in every cell that the zeros of such
differences cut out of a line; found where a difference is a ratio of polynomials along it.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, islice, pairwise
from typing import Any, Final, TypeAlias

from flint import fmpq_poly

from questions.maths.evaluation import fraction, rational, rational_value
from questions.maths.expression import (
    Call,
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
    number,
    walk,
)
from questions.maths.findings import Point
from questions.maths.points import DENOMINATOR, Domain, inside

Polynomial: TypeAlias = Any
"""An `fmpq_poly`: python-flint carries no types."""
Ratio: TypeAlias = tuple[Polynomial, Polynomial]

MAX_CHOICES: Final = 24
"""Ways to take the pieces within a difference that are followed."""
MAX_BORDERS: Final = 60
MAX_DEGREE: Final = 24
MAX_POINTS: Final = 160
GENERIC: Final = Fraction(503, DENOMINATOR)


def beside_borders(
    trees: Sequence[Expression], names: Sequence[str], generic: Iterator[Point], domain: Domain
) -> Iterator[Point]:
    """A point of every cell, along each variable from two generic points; none without pieces."""
    differences = list(islice(_differences(trees), MAX_BORDERS))
    if not differences:
        return
    points = (
        point
        for base in islice(generic, 2 if len(names) > 1 else 1)
        for name in names
        for point in _cells(differences, name, base)
    )
    yield from islice((point for point in points if inside(point, domain)), MAX_POINTS)


def _differences(trees: Sequence[Expression]) -> Iterator[Expression]:
    """What changes its sign at a border, with every way to take the pieces within it."""
    for tree in trees:
        for node in walk(tree):
            for difference in _of_node(node):
                yield from islice(_smooth(difference), MAX_CHOICES)


def _of_node(node: Expression) -> Iterator[Expression]:
    match node:
        case Call(name="abs" | "sign" | "relu" | "heaviside", arguments=(argument,)):
            yield argument
        case Call(name="max" | "min", arguments=arguments):
            for one, other in combinations(arguments, 2):
                yield Sum((one, Negation(other)))
        case Relation(sides=sides):
            for one, other in pairwise(sides):
                yield Sum((one, Negation(other)))


def _smooth(tree: Expression) -> Iterator[Expression]:
    """The tree with one piece taken of each function by pieces, in every way."""
    pieces = _pieces(tree)
    if pieces is None:
        yield from _by_children(tree, ())
        return
    for piece in pieces:
        yield from _smooth(piece)


def _pieces(tree: Expression) -> Sequence[Expression] | None:
    """What a function by pieces is on one side of a border or the other; None for others."""
    match tree:
        case Call(name="abs", arguments=(argument,)):
            return argument, Negation(argument)
        case Call(name="relu", arguments=(argument,)):
            return number(0), argument
        case Call(name="sign" | "heaviside"):
            return number(-1), number(0), number(1)
        case Call(name="max" | "min", arguments=arguments):
            return arguments
        case Piecewise(branches=branches, otherwise=otherwise):
            values = tuple(branch.value for branch in branches)
            return values if otherwise is None else (*values, otherwise)
    return None


def _by_children(tree: Expression, taken: tuple[Expression, ...]) -> Iterator[Expression]:
    children = tree.children
    if len(taken) == len(children):
        yield tree.with_children(taken) if taken else tree
        return
    for one in _smooth(children[len(taken)]):
        yield from _by_children(tree, (*taken, one))


def _cells(differences: Sequence[Expression], name: str, base: Point) -> Iterator[Point]:
    """Points between neighbouring zeros along one variable, and beyond the outermost."""
    zeros = sorted({zero for one in differences for zero in _zeros(one, name, base)})
    if not zeros:
        return
    first, last = zeros[0], zeros[-1]
    yield {**base, name: first - GENERIC * (1 + abs(first) / 7)}
    for low, high in pairwise(zeros):
        yield {**base, name: low + (high - low) * GENERIC}
    yield {**base, name: last + GENERIC * (1 + abs(last) / 7)}


def _zeros(difference: Expression, name: str, base: Point) -> Iterator[Fraction]:
    """Where the difference, a ratio of polynomials in one variable, is zero or has a pole."""
    ratio = _ratio(difference, name, base)
    for part in ratio or ():
        if part.degree() == 1:
            yield fraction(-part[0] / part[1])
        elif part.degree() > 1:
            yield from _close_zeros(part)


def _close_zeros(polynomial: Polynomial) -> Iterator[Fraction]:
    """Rational numbers close to its real zeros."""
    for zero, _ in polynomial.numer().complex_roots():
        if zero.imag.contains(0):
            middle, exponent = zero.real.mid().man_exp()
            yield Fraction(int(middle)) * Fraction(2) ** int(exponent)


def _ratio(tree: Expression, name: str, base: Mapping[str, Fraction]) -> Ratio | None:
    """The tree as a ratio of polynomials in one variable, the others fixed; None if it is none."""
    match tree:
        case Number(value=value):
            return fmpq_poly([rational(value)]), fmpq_poly([1])
        case Symbol(name=own):
            is_variable = own == name
            coefficients = [0, 1] if is_variable else [rational(base[own])]
            return fmpq_poly(coefficients), fmpq_poly([1])
        case Power(base=inner, exponent=exponent):
            return _power(_ratio(inner, name, base), exponent)
        case Sum() | Product() | Negation() | Quotient():
            parts = [_ratio(child, name, base) for child in tree.children]
            found = [part for part in parts if part is not None]
            return _combined(tree, found) if len(found) == len(parts) else None
    return None


def _power(base: Ratio | None, exponent: Expression) -> Ratio | None:
    value = rational_value(exponent)
    if base is None or value is None or value.denominator != 1:
        return None
    over, under = base if value >= 0 else base[::-1]
    if max(over.degree(), under.degree(), 1) * abs(value) > MAX_DEGREE:
        return None
    return over ** abs(int(value)), under ** abs(int(value))


def _combined(tree: Expression, parts: list[Ratio]) -> Ratio | None:
    over, under = parts[0]
    if isinstance(tree, Negation):
        return -over, under
    for above, below in parts[1:]:
        match tree:
            case Sum():
                over, under = over * below + above * under, under * below
            case Product():
                over, under = over * above, under * below
            case Quotient():
                over, under = over * below, under * above
        if max(over.degree(), under.degree()) > MAX_DEGREE:
            return None
    return over, under
