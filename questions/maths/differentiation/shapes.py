"""Recognising powers, exponentials and logarithms in the ways in which they are written."""

from dataclasses import dataclass
from fractions import Fraction

from questions.maths.differentiation.tidying import tidy
from questions.maths.expression import (
    Call,
    E,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Symbol,
    number,
)

FRESH_SYMBOLS = ("u", "v", "w", "s", "t", "p", "q", "r", "z")


@dataclass(frozen=True, slots=True)
class Powered:
    """A tree read as `base` to the `exponent`."""

    base: Expression
    exponent: Expression


def as_power(tree: Expression) -> Powered | None:
    """Powers, roots, and 1 over either or over a symbol."""
    match tree:
        case Power(base=base, exponent=exponent):
            return Powered(base, exponent)
        case Call(name="sqrt", arguments=(base,)):
            return Powered(base, number(Fraction(1, 2)))
        case Call(name="cbrt", arguments=(base,)):
            return Powered(base, number(Fraction(1, 3)))
        case Call(name="root", arguments=(base, degree)):
            return Powered(base, tidy(Quotient(number(1), degree)))
        case Quotient(numerator=above, denominator=Symbol() as below) if above == number(1):
            return Powered(below, number(-1))
        case Quotient(numerator=above, denominator=below) if above == number(1):
            found = as_power(below)
            return None if found is None else Powered(found.base, tidy(Negation(found.exponent)))
    return None


def as_exponential(tree: Expression) -> tuple[Expression, Expression] | None:
    """The base and the exponent of a power or of exp."""
    match tree:
        case Power(base=base, exponent=exponent):
            return base, exponent
        case Call(name="exp", arguments=(exponent,)):
            return E, exponent
    return None


def as_logarithm(tree: Call) -> tuple[Expression, Expression] | None:
    """The argument and the base of a logarithm."""
    match tree:
        case Call(name="ln", arguments=(argument,)):
            return argument, E
        case Call(name="log10", arguments=(argument,)):
            return argument, number(10)
        case Call(name="log2", arguments=(argument,)):
            return argument, number(2)
        case Call(name="log", arguments=(argument, base)):
            return argument, base
    return None


def product_of(factors: tuple[Expression, ...]) -> Expression:
    return factors[0] if len(factors) == 1 else Product(factors)


def replaced(tree: Expression, old: Expression, new: Expression) -> Expression:
    """The tree with every part equal to `old` replaced by `new`."""
    if tree == old:
        return new
    if not tree.children:
        return tree
    return tree.with_children(tuple(replaced(child, old, new) for child in tree.children))


def fresh_symbol(taken: frozenset[str]) -> str:
    """A name for an inner function, the usual letters first."""
    free = (name for name in FRESH_SYMBOLS if name not in taken)
    numbered = (f"u_{index}" for index in range(1, len(taken) + 2))
    return next(free, None) or next(name for name in numbered if name not in taken)
