"""Collecting equal factors into powers and equal terms into multiples."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache, reduce
from math import isqrt

from questions.maths.differentiation.tidying.layout import written
from questions.maths.differentiation.tidying.terms import (
    HALF,
    ONE,
    ZERO,
    Powers,
    Term,
    integer,
    rational,
)
from questions.maths.expression import (
    Call,
    E,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    number,
    size,
    symbols,
)

REMEMBERED = 4096
LARGEST_POWER = 64
"""Numbers are multiplied out up to this exponent; beyond it a power stays a power."""
LARGEST_UNDER_ROOT = 10**12
"""Up to this a float finds a root of any degree."""


@lru_cache(maxsize=REMEMBERED)
def term_of(tree: Expression) -> Term:
    """The factors of a tree whose parts are tidy already, collected by base."""
    value = rational(tree)
    if value is not None:
        return Term(value)
    match tree:
        case Negation(operand=operand):
            return scaled(term_of(operand), Fraction(-1))
        case Product(factors=factors):
            return reduce(times, map(term_of, factors))
        case Quotient(numerator=above, denominator=below):
            return times(term_of(above), raised(term_of(below), -1))
        case Power(base=base, exponent=exponent):
            return _power(base, exponent)
        case Call(name=name, arguments=arguments):
            return _call(tree, name, arguments)
    return Term(Fraction(1), ((tree, ONE),))


def scaled(term: Term, factor: Fraction) -> Term:
    return Term(term.coefficient * factor, term.powers)


def times(left: Term, right: Term) -> Term:
    coefficient = left.coefficient * right.coefficient
    if not coefficient or not right.powers:
        return Term(coefficient, left.powers if coefficient else ())
    if not left.powers:
        return Term(coefficient, right.powers)
    return _gathered(coefficient, (*left.powers, *right.powers))


def raised(term: Term, exponent: int) -> Term:
    """A term to a whole power. A zero below the line is kept, not folded."""
    if exponent == 1:
        return term
    powers = tuple((base, _multiple(inner, exponent)) for base, inner in term.powers)
    if (not term.coefficient and exponent < 0) or abs(exponent) > LARGEST_POWER:
        kept = ((number(abs(term.coefficient)), number(exponent)),)
        sign = -1 if term.coefficient < 0 and exponent % 2 else 1
        return Term(Fraction(sign), (kept if term.coefficient != 1 else ()) + powers)
    return _gathered(term.coefficient**exponent, powers)


def total(trees: Iterable[Expression]) -> Expression:
    """The sum of tidy trees with like terms collected, in the order of first appearance."""
    coefficients: dict[frozenset[tuple[Expression, Expression]], Fraction] = {}
    order: dict[frozenset[tuple[Expression, Expression]], Powers] = {}
    for term in flattened(trees):
        key = frozenset(term.powers)
        order.setdefault(key, term.powers)
        coefficients[key] = coefficients.get(key, Fraction(0)) + term.coefficient
    _add_squares(coefficients, order)
    terms = [written(Term(coefficients[key], order[key])) for key in order if coefficients[key]]
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    return Sum(tuple(_number_last(terms)))


def _number_last(terms: list[Expression]) -> list[Expression]:
    """s - 1 rather than -1 + s, and a number in the middle behind the others; 1 - s stays, and
    stands for -s + 1 where s is a function.
    """
    places = [place for place, one in enumerate(terms) if rational(one) is not None]
    if not places:
        return terms
    (place,) = places
    number = terms[place]
    is_alike = all(isinstance(one, Negation) for one in terms)
    if not place and (not isinstance(number, Negation) or is_alike):
        return terms
    others = [*terms[:place], *terms[place + 1 :]]
    if len(others) == 1 and _is_minus_function(others[0]) and not isinstance(number, Negation):
        return [number, *others]
    return [*others, number]


def _is_minus_function(tree: Expression) -> bool:
    """Of a function or an exponential, and no more than a factor beside it."""
    if not isinstance(tree, Negation):
        return False
    factors = tree.operand.factors if isinstance(tree.operand, Product) else (tree.operand,)
    last = factors[-1]
    return isinstance(last, Call) or (isinstance(last, Power) and last.base == E)


_Key = frozenset[tuple[Expression, Expression]]


def _add_squares(coefficients: dict[_Key, Fraction], order: dict[_Key, Powers]) -> None:
    """sin² u + cos² u is 1, with any common factor."""
    for key in list(order):
        for base, exponent in key:
            if not (isinstance(base, Call) and base.name == "sin" and integer(exponent) == 2):
                continue
            cosine = (Call("cos", base.arguments), exponent)
            partner = (key - {(base, exponent)}) | {cosine}
            if not coefficients[key] or coefficients.get(partner) != coefficients[key]:
                continue
            rest = key - {(base, exponent)}
            order.setdefault(rest, tuple(one for one in order[key] if one[0] != base))
            coefficients[rest] = coefficients.get(rest, Fraction(0)) + coefficients[key]
            coefficients[key] = coefficients[partner] = Fraction(0)
            break


def flattened(trees: Iterable[Expression]) -> Iterator[Term]:
    """The terms of all trees; a number times a sum is multiplied out."""
    for tree in trees:
        term = term_of(tree)
        if len(term.powers) == 1 and term.powers[0][1] == ONE:
            base = term.powers[0][0]
            if isinstance(base, Sum):
                yield from (scaled(inner, term.coefficient) for inner in flattened(base.terms))
                continue
        yield term


def _power(base: Expression, exponent: Expression) -> Term:
    whole = integer(exponent)
    if whole is not None:
        return raised(term_of(base), whole)
    value = rational(base)
    if value is not None and (root := _exact_power(value, rational(exponent))) is not None:
        return Term(root)
    if value == 1:
        return Term(Fraction(1))
    return Term(Fraction(1), ((base, exponent),))


def _exact_power(value: Fraction, exponent: Fraction | None) -> Fraction | None:
    """8^(2/3) is 4; None where the root is no rational number."""
    if exponent is None or value < 0 or (not value and exponent < 0):
        return None
    if abs(exponent.numerator) > LARGEST_POWER:
        return None
    above, below = (_root(part, exponent.denominator) for part in value.as_integer_ratio())
    return None if above is None or below is None else Fraction(above, below) ** exponent.numerator


def _root(value: int, degree: int) -> int | None:
    """The whole root of a whole number, where it has one."""
    if degree == 2:
        found = isqrt(value)
    elif value <= LARGEST_UNDER_ROOT:
        found = round(value ** (1 / degree))
    else:
        return None
    return found if found**degree == value else None


def _call(tree: Expression, name: str, arguments: tuple[Expression, ...]) -> Term:
    if name == "exp":
        return _power(E, arguments[0])
    if name == "sqrt":
        return _power(arguments[0], HALF)
    if name == "cbrt":
        return _power(arguments[0], number(Fraction(1, 3)))
    if name == "root" and (degree := rational(arguments[1])):
        return _power(arguments[0], number(1 / degree))
    return Term(Fraction(1), ((tree, ONE),))


def _gathered(coefficient: Fraction, powers: Powers) -> Term:
    """One power a base. A root whose exponent became whole opens into its factors."""
    exponents: dict[Expression, Expression] = {}
    sums: dict[frozenset[Expression], Expression] = {}
    for each, exponent in powers:
        base = sums.setdefault(frozenset(each.terms), each) if isinstance(each, Sum) else each
        before = exponents.get(base)
        exponents[base] = exponent if before is None else _added(before, exponent)
    if any(isinstance(base, Call) and base.name == "abs" for base in exponents):
        _join_absolute(exponents)
    kept = tuple((base, exponent) for base, exponent in exponents.items() if exponent != ZERO)
    if not coefficient:
        return Term(coefficient)
    opening = [(base, n) for base, one in kept if (n := integer(one)) and _opens(base, n)]
    closed = tuple(one for one in kept if not any(one[0] == base for base, _ in opening))
    opened = (raised(term_of(base), n) for base, n in opening)
    return reduce(times, opened, Term(coefficient, closed))


def _join_absolute(exponents: dict[Expression, Expression]) -> None:
    """u²/|u| is |u|."""
    for base, exponent in list(exponents.items()):
        if not (isinstance(base, Call) and base.name == "abs") or (integer(exponent) or 0) >= 0:
            continue
        inner = exponents.get(base.arguments[0])
        power = None if inner is None else integer(inner)
        if power is not None and power > 0 and power % 2 == 0:
            exponents[base] = _added(exponent, number(power))
            del exponents[base.arguments[0]]


def _opens(base: Expression, exponent: int) -> bool:
    value = rational(base)
    if value is not None:
        return abs(exponent) <= LARGEST_POWER and (value != 0 or exponent > 0)
    return isinstance(base, Product | Quotient | Negation | Power)


def _added(left: Expression, right: Expression) -> Expression:
    first, second = rational(left), rational(right)
    if first is not None and second is not None:
        return number(first + second)
    return total(sorted((left, right), key=_by_names))


def _by_names(tree: Expression) -> tuple[list[str], int]:
    """So that e^(x + y) is the same whichever factor came first."""
    return sorted(symbols(tree)), size(tree)


def _multiple(tree: Expression, factor: int) -> Expression:
    value = rational(tree)
    if value is not None:
        return number(value * factor)
    return total((written(scaled(term_of(tree), Fraction(factor))),))
