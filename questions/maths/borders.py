"""Where an expression may stop being one analytic function, or stop having a value.

|u| changes its formula where u is 0, sqrt(u) and ln(u) lose their value there, 1/u has a pole. Each
such u is a border. Away from the zeros of all its borders a tree is a composition of analytic
functions: in each cell that they cut out it is analytic, or it has no value at any point.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, islice, pairwise
from typing import Final

from questions.maths.evaluation import rational_value
from questions.maths.expression import (
    PI,
    Call,
    Expression,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    number,
    walk,
)
from questions.maths.zeros import ZERO, less, zeros_of

MAX_CHOICES: Final = 24
"""Ways to take the pieces within a border that are followed."""
MAX_BORDERS: Final = 60

ONE: Final = number(1)
AT_ZERO: Final = frozenset(
    {
        *("abs", "sign", "relu", "heaviside", "ln", "log10", "log2", "sqrt", "cbrt"),
        *("csch", "coth", "acsch"),
    }
)
"""Functions that are analytic but where their argument is 0, or have no value beyond it."""
BORDERS: Final[dict[str, tuple[Expression, ...]]] = {
    **dict.fromkeys(("asin", "acos", "atanh"), (Negation(ONE), ONE)),
    **dict.fromkeys(("asec", "acsc", "acoth"), (Negation(ONE), ZERO, ONE)),
    "asech": (ZERO, ONE),
    "acosh": (ONE,),
    "factorial": (Negation(ONE),),
    "log": (ZERO,),
    "root": (ZERO,),
}
"""At which values of their first argument others are not analytic."""
WAVES: Final = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}


def borders(trees: Sequence[Expression]) -> list[Expression]:
    """Expressions without pieces, each once: their zeros are the borders of all the trees."""
    found: dict[Expression, None] = {}
    for tree in trees:
        for node in walk(tree):
            for border in _of_node(node):
                for smooth in islice(_smooth(border), MAX_CHOICES):
                    found.update(dict.fromkeys(zeros_of(smooth)))
                    if len(found) >= MAX_BORDERS:
                        return list(found)[:MAX_BORDERS]
    return list(found)


def _of_node(node: Expression) -> Iterator[Expression]:
    match node:
        case Call():
            yield from _of_call(node.name, node.arguments)
        case Power(base=base, exponent=exponent):
            value = rational_value(exponent)
            grows = value is not None and value.denominator == 1 and value > 0
            if not grows:
                yield base
        case Quotient(denominator=under):
            yield under
        case Relation(sides=sides):
            for one, other in pairwise(sides):
                yield less(one, other)


def _of_call(name: str, arguments: tuple[Expression, ...]) -> Iterator[Expression]:
    first = arguments[0]
    if name in AT_ZERO:
        yield first
    for value in BORDERS.get(name, ()):
        yield less(first, value)
    if name in WAVES:
        yield Call(WAVES[name], arguments)
    if name in ("floor", "ceil"):
        yield Call("sin", (Product((PI, first)),))
    if name == "log":
        yield from (arguments[1], less(arguments[1], ONE))
    if name in ("root", "atan2"):
        yield from arguments
    if name in ("max", "min"):
        for one, other in combinations(arguments, 2):
            yield less(one, other)


def _smooth(tree: Expression) -> Iterator[Expression]:
    """The tree with one piece taken of each function by pieces, in every way.

    The same function is the same piece wherever it stands: (|x| + 2)/(|x| + 2) is never
    (x + 2)/(2 - x).
    """
    for node in walk(tree):
        pieces = _pieces(node)
        if pieces is not None:
            for piece in pieces:
                yield from _smooth(_replaced(tree, node, piece))
            return
    yield tree


def _replaced(tree: Expression, part: Expression, other: Expression) -> Expression:
    """With the other in place of the part, wherever it stands."""
    if tree == part:
        return other
    return tree.with_children(tuple(_replaced(child, part, other) for child in tree.children))


def _pieces(tree: Expression) -> Sequence[Expression] | None:
    """What a function by pieces is on one side of a border or the other; None for others."""
    match tree:
        case Call(name="abs", arguments=(argument,)):
            return argument, Negation(argument)
        case Call(name="relu", arguments=(argument,)):
            return ZERO, argument
        case Call(name="sign" | "heaviside"):
            return number(-1), ZERO, ONE
        case Call(name="max" | "min", arguments=arguments):
            return arguments
        case Piecewise(branches=branches, otherwise=otherwise):
            values = tuple(branch.value for branch in branches)
            return values if otherwise is None else (*values, otherwise)
    return None
