"""Numbers whose balls do not tell enough: tan(π/2), 1/(√2·√3 − √6), sign(π − π).

However precise, a ball around 0 does not say whether the number is 0, and then nothing is known of
what is divided by it. Such parts are put as what they are proved to be.
"""

from collections.abc import Callable
from typing import Final

from flint import arb, ctx

from questions.maths.differentiation.values import exact
from questions.maths.evaluation import Absence, Program, Value, ball, is_exact
from questions.maths.expression import (
    Branch,
    Call,
    Expression,
    Quotient,
    Relation,
    number,
    shape,
    symbols,
)
from questions.maths.numbers import order

BITS: Final = 320
LARGEST: Final = 2**60
CONDITIONS: Final = (Branch, Relation)


def _ratio(above: str, below: str) -> Callable[[Expression], Expression]:
    def build(angle: Expression) -> Expression:
        top = Call(above, (angle,)) if above else number(1)
        return Quotient(top, Call(below, (angle,)))

    return build


WITH_POLES: Final = {
    "tan": _ratio("sin", "cos"),
    "cot": _ratio("cos", "sin"),
    "sec": _ratio("", "cos"),
    "csc": _ratio("", "sin"),
}
"""Functions whose poles show once they are written as quotients."""


def value(tree: Expression, bits: int = BITS) -> Value:
    """The value of a tree without symbols; UNKNOWN only where no proof was found either."""
    found = Program((tree,)).at({}, bits)[0]
    return Program((settled(tree),)).at({}, bits)[0] if found is Absence.UNKNOWN else found


def settled(tree: Expression) -> Expression:
    """An equal tree, of numbers, in which every part that is proved to be a whole number is one.

    What has no value stays as it is, with the smallest such part as a quotient by 0 and the like.
    """
    if not tree.children or symbols(tree):
        return tree
    whole = tree.with_children(tuple(settled(child) for child in tree.children))
    if isinstance(whole, Call) and whole.name in WITH_POLES:
        whole = settled(WITH_POLES[whole.name](whole.arguments[0]))
    found = Program((whole,)).at({}, BITS)[0]
    if found is Absence.UNKNOWN:
        whole = exact(whole)
        found = Program((whole,)).at({}, BITS)[0]
    if isinstance(found, Absence) or is_exact(found):
        return whole
    near = _whole_number(ball(found))
    if near is not None and order(whole, number(near)) == 0:
        return number(near)
    return whole


def without_value(tree: Expression) -> Expression | None:
    """The smallest part without symbols that is proved to have no value, such as 1/0."""
    for child in tree.children:
        if (found := without_value(child)) is not None:
            return found
    if not tree.children or shape(tree) or isinstance(tree, CONDITIONS) or symbols(tree):
        return None
    return tree if value(tree) is Absence.UNDEFINED else None


def _whole_number(found: arb) -> int | None:
    """The only whole number within the ball, if there is one."""
    with ctx.workprec(BITS):
        if not abs(found) < LARGEST:
            return None
        unique = found.unique_fmpz()
    return None if unique is None else int(unique)
