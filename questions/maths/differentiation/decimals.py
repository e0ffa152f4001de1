"""Numbers of worked lines written with a decimal point, where what was given is."""

from fractions import Fraction

from questions.maths.differentiation.tidying import rational
from questions.maths.expression import Expression, Negation, Number, number
from questions.maths.policy import shown


def decimal(value: Fraction) -> Expression:
    """The number with a decimal point; as a fraction where it takes more than six places."""
    if value < 0:
        return Negation(decimal(-value))
    text = shown(value)
    return Number(value, text) if "." in text else number(value)


def in_decimals(tree: Expression) -> Expression:
    """The tree with all its rational numbers as decimals where they end soon."""
    value = rational(tree)
    if value is not None:
        return decimal(value)
    return tree.with_children(tuple(map(in_decimals, tree.children))) if tree.children else tree
