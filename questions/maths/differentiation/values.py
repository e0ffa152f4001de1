"""A derivative's value at a point, exact: 4(ln 2 + 1), √3/2, no decimals."""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Final

from questions.maths.differentiation.tidying import ONE, ZERO, rational, tidy
from questions.maths.differentiation.tidying.collecting import LARGEST_POWER, term_of, total
from questions.maths.differentiation.tidying.layout import written
from questions.maths.differentiation.tidying.terms import HALF, Term
from questions.maths.expression import (
    LARGEST_BITS,
    PI,
    Call,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    number,
    plain,
    substitute,
    symbols,
)
from questions.maths.task import Pairs

LARGEST_SQUARE: Final = 10**6
"""Square factors of numbers up to this are taken out of a root."""


def value_at(tree: Expression, point: Pairs) -> Expression:
    """The tree with the point put in; special values and roots of numbers simplified exactly."""
    return exact(substitute(tree, dict(point)))


@lru_cache(maxsize=4096)
def exact(tree: Expression) -> Expression:
    """The tree, tidy, with what is a number simplified: sin(π/6), √12, 1/√2, |−3|."""
    if not tree.children:
        return plain(tree)
    value = _fraction(tree)
    if value is not None:
        return number(value)
    whole = tree.with_children(tuple(exact(child) for child in tree.children))
    if isinstance(whole, Call) and not symbols(whole):
        whole = _special(whole)
    return _rooted(tidy(whole))


def _fraction(tree: Expression) -> Fraction | None:
    """The value of a tree that is made of numbers by the four operations and whole powers."""
    match tree:
        case Number(value=value):
            return value
        case Sum(terms=parts) | Product(factors=parts):
            found = []
            for part in parts:
                one = _fraction(part)
                if one is None:
                    return None
                found.append(one)
            whole = sum(found, Fraction(0)) if isinstance(tree, Sum) else prod(found)
            return Fraction(whole)
        case Negation(operand=operand):
            one = _fraction(operand)
            return None if one is None else -one
        case Quotient(numerator=above, denominator=below):
            one, other = _fraction(above), _fraction(below)
            return None if one is None or not other else one / other
        case Power(base=base, exponent=exponent):
            return _whole_power(base, exponent)
    return None


def _whole_power(base: Expression, exponent: Expression) -> Fraction | None:
    power = _fraction(exponent)
    if power is None or power.denominator != 1 or abs(power) > LARGEST_POWER:
        return None
    value = _fraction(base)
    if value is None or (not value and power <= 0):
        return None
    bits = max(value.numerator.bit_length(), value.denominator.bit_length())
    return None if bits * abs(power) > LARGEST_BITS else value**power.numerator


def _special(tree: Call) -> Expression:
    find = _SPECIAL.get(tree.name)
    if tree.name == "log" and (base := rational(tree.arguments[1])) and base > 1:
        find = _logarithm_of(base)
    found = None if find is None else find(tree.arguments[0])
    return tree if found is None else found


def _rooted(tree: Expression) -> Expression:
    """Square roots of numbers without square factors, and none below the line."""
    if symbols(tree) or not tree.children:
        return tree
    if isinstance(tree, Sum):
        return total(tuple(_rooted(one) for one in tree.terms))
    if rational(tree) is not None:
        return tree
    found = written(_with_simple_roots(term_of(tree)))
    return tree if found == tree else found


def _with_simple_roots(term: Term) -> Term:
    coefficient = term.coefficient
    powers = []
    for base, exponent in term.powers:
        value, half = rational(base), rational(exponent)
        if value is None or half is None or half.denominator != 2 or value <= 0:
            powers.append((base, exponent))
            continue
        whole = (half - Fraction(1, 2)).numerator
        coefficient *= value**whole / value.denominator
        outside, inside = _squares(value.numerator * value.denominator)
        coefficient *= outside
        if inside != 1:
            powers.append((number(inside), HALF))
    return Term(coefficient, tuple(powers))


def _squares(value: int) -> tuple[int, int]:
    """The root of the largest square factor that is found, and the rest."""
    outside, factor = 1, 2
    while factor * factor <= value and factor * factor <= LARGEST_SQUARE:
        while value % (factor * factor) == 0:
            outside, value = outside * factor, value // (factor * factor)
        factor += 1
    return outside, value


def _turns(tree: Expression) -> Fraction | None:
    """An angle as a multiple of pi."""
    if tree == ZERO:
        return Fraction(0)
    term = term_of(tree)
    return term.coefficient if term.powers == ((PI, ONE),) else None


def _root_of(value: Fraction) -> Expression:
    """Half a root: √(4·value²)/2 with value² given times four."""
    return tidy(Quotient(Call("sqrt", (number(value),)), number(2)))


_SINES: Final[dict[Fraction, tuple[int, int]]] = {
    Fraction(0): (0, 1),
    Fraction(1, 6): (1, 1),
    Fraction(1, 4): (2, 1),
    Fraction(1, 3): (3, 1),
    Fraction(1, 2): (4, 1),
}
"""By the angle over pi: four times the square of the sine, and its sign."""


def _sine(turns: Fraction) -> Expression | None:
    turns %= 2
    sign = 1
    if turns > 1:
        turns, sign = turns - 1, -1
    if turns > Fraction(1, 2):
        turns = 1 - turns
    found = _SINES.get(turns)
    if found is None:
        return None
    return tidy(Product((number(sign), _root_of(Fraction(found[0])))))


def _of_angle(build: Callable[[Fraction], Expression | None]) -> Callable[..., Expression | None]:
    def find(argument: Expression) -> Expression | None:
        turns = _turns(argument)
        return None if turns is None else build(turns)

    return find


def _cosine(turns: Fraction) -> Expression | None:
    return _sine(turns + Fraction(1, 2))


def _ratio(
    above: Callable[[Fraction], Expression | None], below: Callable[[Fraction], Expression | None]
) -> Callable[[Fraction], Expression | None]:
    def find(turns: Fraction) -> Expression | None:
        over, under = above(turns), below(turns)
        if over is None or under is None or under == ZERO:
            return None
        return _rooted(tidy(Quotient(over, under)))

    return find


def _one(_turns: Fraction) -> Expression | None:
    return ONE


_ARCS: Final = {
    Fraction(0): Fraction(0),
    Fraction(1, 2): Fraction(1, 6),
    Fraction(1): Fraction(1, 2),
}


def _angle(turns: Fraction) -> Expression:
    return tidy(Product((number(turns), PI)))


def _arcsine(argument: Expression) -> Expression | None:
    value = rational(argument)
    if value is None or abs(value) not in _ARCS:
        return None
    return _angle(_ARCS[abs(value)] * (-1 if value < 0 else 1))


def _arccosine(argument: Expression) -> Expression | None:
    value = rational(argument)
    if value is None or abs(value) not in _ARCS:
        return None
    return _angle(Fraction(1, 2) - _ARCS[abs(value)] * (-1 if value < 0 else 1))


def _arctangent(argument: Expression) -> Expression | None:
    value = rational(argument)
    return _angle(value / 4) if value in (0, 1, -1) else None


def _sign_of(positive: int, zero: int | None, negative: int) -> Callable[..., Expression | None]:
    def find(argument: Expression) -> Expression | None:
        value = rational(argument)
        if value is None or (value == 0 and zero is None):
            return None
        return number(positive if value > 0 else negative if value else zero or 0)

    return find


def _rectified(argument: Expression) -> Expression | None:
    value = rational(argument)
    return None if value is None else number(max(value, Fraction(0)))


def _logarithm_of(base: Fraction | int) -> Callable[[Expression], Expression | None]:
    def find(argument: Expression) -> Expression | None:
        value, power = rational(argument), 0
        while value is not None and value > 1 and isinstance(argument, Number):
            value, power = value / base, power + 1
        return number(power) if value == 1 else None

    return find


def _at_zero(value: Expression) -> Callable[[Expression], Expression | None]:
    return lambda argument: value if argument == ZERO else None


_SPECIAL: Final[dict[str, Callable[[Expression], Expression | None]]] = {
    "sin": _of_angle(_sine),
    "cos": _of_angle(_cosine),
    "tan": _of_angle(_ratio(_sine, _cosine)),
    "cot": _of_angle(_ratio(_cosine, _sine)),
    "sec": _of_angle(_ratio(_one, _cosine)),
    "csc": _of_angle(_ratio(_one, _sine)),
    "asin": _arcsine,
    "acos": _arccosine,
    "atan": _arctangent,
    "sign": _sign_of(1, 0, -1),
    "heaviside": _sign_of(1, None, 0),
    "relu": _rectified,
    "log2": _logarithm_of(2),
    "log10": _logarithm_of(10),
    "sigmoid": _at_zero(HALF),
    "erf": _at_zero(ZERO),
}
