"""Whether two scalar trees are provably the same function, by algebra alone."""

from collections.abc import Iterator
from typing import Final

from questions.maths.algebra.canonical import is_zero
from questions.maths.algebra.nodes import Arena
from questions.maths.evaluation import rational_value
from questions.maths.expression import Call, Expression, Power, Quotient, walk


def same_structure(one: Expression, other: Expression) -> bool:
    """The same normal node: equal wherever both are defined."""
    arena = Arena()
    return arena.node(one) is arena.node(other)


def is_proved_equal(one: Expression, other: Expression) -> bool:
    """Proved equal wherever both are defined; False never means different."""
    arena = Arena()
    difference = arena.add(arena.node(one), arena.negative(arena.node(other)))
    return difference is arena.zero or is_zero(difference)


def is_undefined_everywhere(tree: Expression) -> bool:
    """Proved to have no value anywhere, because it divides by a zero in disguise."""
    arena = Arena()
    return any(is_zero(arena.node(one)) for one in _nowhere_zero(tree))


def _nowhere_zero(tree: Expression) -> Iterator[Expression]:
    """Parts that must not be zero for the tree to have a value."""
    for node in walk(tree):
        match node:
            case Quotient(denominator=under):
                yield under
            case Power(base=base, exponent=exponent):
                value = rational_value(exponent)
                if value is not None and value <= 0:
                    yield base
            case Call(name=name, arguments=arguments) if name in MUST_NOT_VANISH:
                inner = MUST_NOT_VANISH[name]
                yield Call(inner, arguments) if inner else arguments[0]


MUST_NOT_VANISH: Final = {
    **dict.fromkeys(("ln", "log10", "log2", "log"), ""),
    **dict.fromkeys(("tan", "sec"), "cos"),
    **dict.fromkeys(("cot", "csc"), "sin"),
    **dict.fromkeys(("coth", "csch"), "sinh"),
}
"""Functions, and what of their argument must not be zero: itself, or a function of it."""
