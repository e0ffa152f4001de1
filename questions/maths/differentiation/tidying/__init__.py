"""Light tidying of a tree, without a computer algebra system, so that steps read well.

`tidy` folds constants, drops 0 and 1, flattens, collects equal factors into powers and like terms
into multiples, puts numbers first and signs in front, and cancels powers between a numerator and
its denominator. The value stays the same wherever the tree was defined; isolated points and the
halves that an even root cut off may join the domain.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Final

from questions.maths.differentiation.tidying.collecting import (
    raised,
    scaled,
    term_of,
    times,
)
from questions.maths.differentiation.tidying.dividing import without_common_polynomial
from questions.maths.differentiation.tidying.layout import written
from questions.maths.differentiation.tidying.polynomials import (
    common_factor,
    expanded_by_powers,
    is_plain_sum,
    multiplied_out,
    shorter_sum,
    with_fewer_signs,
    with_number_out,
    without_common_number,
)
from questions.maths.differentiation.tidying.terms import MINUS_ONE, ONE, ZERO, Term, rational
from questions.maths.expression import (
    Call,
    Constant,
    E,
    Expression,
    Matrix,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Vector,
    plain,
)

REMEMBERED: Final = 4096

__all__ = ["ONE", "ZERO", "expanded_by_powers", "multiplied_out", "rational", "tidy"]


def tidy(tree: Expression, finished: Iterable[Expression] = ()) -> Expression:
    """An equal tree as a textbook would write it, its numbers plain.

    `finished` are parts, the very objects, that are tidy already and need no second look.
    """
    return _tidied(tree, frozenset(id(one) for one in finished if not one.is_tidy))


def _tidied(tree: Expression, finished: frozenset[int]) -> Expression:
    if tree.is_tidy or id(tree) in finished:
        return tree
    if not tree.children:
        return plain(tree)
    children = tuple(_tidied(child, finished) for child in tree.children)
    whole = _whole(tree.with_children(children))
    # What is given as finished need not be tidy, and then neither is what it stands in.
    return whole if finished else whole.marked_tidy()


@lru_cache(maxsize=REMEMBERED)
def _whole(tree: Expression) -> Expression:
    """A tree of tidy parts.

    The wrong answers of a problem share most of their parts: three of four are asked for again.
    """
    if isinstance(tree, Sum):
        return shorter_sum(tree.terms)
    if isinstance(tree, Vector | Matrix):
        return tree
    if isinstance(tree, Call) and (value := _folded(tree)) is not None:
        return value
    if isinstance(tree, Negation | Product | Quotient | Power | Call):
        return _opened(written(_cancelled(term_of(tree))))
    return tree


def _opened(tree: Expression) -> Expression:
    """A minus in front of a lone sum goes inside it."""
    if isinstance(tree, Negation) and isinstance(tree.operand, Sum):
        return shorter_sum((tree,))
    return tree


def _cancelled(term: Term) -> Term:
    """Cancels what a sum above the line has in common with the denominator."""
    for base, exponent in term.powers:
        if is_plain_sum(base, exponent):
            term = _with_sum_reduced(term, base)
        elif isinstance(base, Sum) and exponent == MINUS_ONE:
            term = _without_nested(term, base)
    term = without_common_number(without_common_polynomial(term))
    return with_fewer_signs(with_number_out(term))


def _without_nested(term: Term, base: Expression) -> Term:
    """A sum below the line without fractions in it: 1/(2/t + 4) is t/(2 + 4t)."""
    terms = tuple(term_of(one) for one in base.children)
    if not any(_has_denominator(one) for one in terms):
        return term
    pulled = common_factor(terms, Term(Fraction(1)))
    rest = shorter_sum(written(times(one, raised(pulled, -1))) for one in terms)
    others = Term(term.coefficient, tuple(one for one in term.powers if one[0] != base))
    return times(times(others, raised(pulled, -1)), raised(term_of(rest), -1))


def _with_sum_reduced(term: Term, base: Expression) -> Term:
    below = tuple(
        (one, written(scaled(term_of(exponent), Fraction(-1))))
        for one, exponent in term.powers
        if (value := rational(exponent)) is not None and value < 0
    )
    terms = tuple(term_of(one) for one in base.children)
    nested = any(_has_denominator(one) for one in terms)
    if not below and term.coefficient.denominator == 1 and not nested:
        return term
    pulled = common_factor(terms, Term(Fraction(term.coefficient.denominator), below))
    if pulled == Term(Fraction(1)):
        return term
    rest = shorter_sum(written(times(one, raised(pulled, -1))) for one in terms)
    others = Term(term.coefficient, tuple(one for one in term.powers if one[0] != base))
    return times(times(others, pulled), term_of(rest))


def _has_denominator(term: Term) -> bool:
    return any((rational(exponent) or 0) < 0 for _, exponent in term.powers)


def _of_logarithm(argument: Expression) -> Expression | None:
    if argument == ONE:
        return ZERO
    if argument == E:
        return ONE
    if isinstance(argument, Power) and argument.base == E:
        return argument.exponent
    return None


def _at_zero(value: Expression) -> Callable[[Expression], Expression | None]:
    return lambda argument: value if argument == ZERO else None


def _of_absolute(argument: Expression) -> Expression | None:
    value = rational(argument)
    if value is None:
        return argument if isinstance(argument, Constant) else None
    return written(Term(abs(value)))


_FOLDS: Final[dict[str, Callable[[Expression], Expression | None]]] = {
    "ln": _of_logarithm,
    "abs": _of_absolute,
    **{name: _at_zero(ZERO) for name in ("sin", "tan", "sinh", "tanh", "asin", "atan", "asinh")},
    **{name: _at_zero(ONE) for name in ("cos", "cosh", "sec", "sech")},
}


def _folded(tree: Call) -> Expression | None:
    fold = _FOLDS.get(tree.name)
    return None if fold is None else fold(tree.arguments[0])
