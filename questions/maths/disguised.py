"""Constants in disguise where it matters: sqrt(1 - sin(x)^2 - cos(x)^2) is sqrt(0).

A ball around 0 does not tell whether its root has a value, at any precision, so that whoever adds
such a root to a wrong answer would have it neither proved nor refuted. Arguments of functions that
have borders, which algebra proves to be a number, are told as that number.
"""

from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import Final

from questions.maths.algebra.identity import Half, Pair
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.evaluation import (
    Absence,
    Program,
    ball,
    is_exact,
    nearby,
    rational,
    rational_value,
)
from questions.maths.expression import (
    Call,
    Expression,
    Number,
    Power,
    Product,
    Sum,
    number,
    symbols,
    walk,
)
from questions.maths.points import generic

BORDERED: Final = frozenset(
    {
        *("sqrt", "root", "ln", "log10", "log2", "log"),
        *("asin", "acos", "asec", "acsc", "acosh", "asech", "atanh", "acoth"),
        *("floor", "ceil", "sign", "heaviside"),
    }
)
"""Functions that have no value, or another one, beside a point where they have one."""
MOST_PARTS: Final = 8
MOST_POINTS: Final = 4
LARGEST_DENOMINATOR: Final = 1000
BITS: Final = 128


def with_constants_told(tree: Expression) -> Expression:
    """The tree with such arguments as numbers; the very tree where there are none.

    It has the same values wherever the tree has values, and perhaps some where an argument is
    defined and balls could not tell. Bounded in what it looks at.
    """
    told: dict[Expression, Expression] = {}
    for part in islice(_arguments(tree), MOST_PARTS):
        value = _constant(part)
        if value is not None:
            # Nothing times the argument: it must have a value still.
            told[part] = Sum((Product((number(0), part)), number(value)))
    return _replaced(tree, told) if told else tree


def _arguments(tree: Expression) -> list[Expression]:
    found = []
    for node in walk(tree):
        match node:
            case Call(name=name, arguments=(first, *_)) if name in BORDERED:
                found.append(first)
            case Power(base=base, exponent=exponent):
                value = rational_value(exponent)
                if value is None or value.denominator > 1:
                    found.append(base)
    return [one for one in dict.fromkeys(found) if not isinstance(one, Number)]


def _replaced(tree: Expression, told: dict[Expression, Expression]) -> Expression:
    """The arguments alone: the same part elsewhere stays as it is."""
    if not tree.children:
        return tree
    tree = tree.with_children(tuple(_replaced(child, told) for child in tree.children))
    match tree:
        case Call(name=name, arguments=(first, *rest)) if name in BORDERED and first in told:
            return Call(name, (told[first], *rest))
        case Power(base=base) if base in told:
            return replace(tree, base=told[base])
    return tree


def _constant(part: Expression) -> Fraction | None:
    """The rational number that a part is proved to be wherever it has a value."""
    try:
        value = _guess(part)
        if value is None or not Pair(Half(part), number(value)).is_proved_equal():
            return None
    except (LimitError, UnsupportedError):
        return None
    return value


def _guess(part: Expression) -> Fraction | None:
    """A simple number that a part may be, by its value at one point; exact values hide nothing."""
    program = Program((part,))
    for point in islice(generic(sorted(symbols(part)), "disguised", {}), MOST_POINTS):
        coordinates = {name: rational(value) for name, value in point.items()}
        (found,) = program.at(coordinates, BITS)
        if isinstance(found, Absence):
            continue
        middle = None if is_exact(found) else nearby(found)
        if middle is None:
            return None
        simple = middle.limit_denominator(LARGEST_DENOMINATOR)
        return simple if ball(found).contains(rational(simple)) else None
    return None
