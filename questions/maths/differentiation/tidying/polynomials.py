"""Multiplying out products of sums, where that makes a sum shorter to read."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from math import gcd, lcm

from questions.maths.differentiation.tidying.collecting import flattened, term_of, times, total
from questions.maths.differentiation.tidying.dividing import descending
from questions.maths.differentiation.tidying.layout import is_complement, written
from questions.maths.differentiation.tidying.terms import (
    ONE,
    ZERO,
    Term,
    exponent_in,
    integer,
    rational,
)
from questions.maths.expression import (
    Call,
    E,
    Expression,
    Negation,
    Sum,
    Symbol,
    number,
    size,
    symbols,
    walk,
)

MOST_TERMS = 40
HIGHEST_POWER = 3
MOST_POWERS = 4
SHARED_POWER = 2


def shorter_sum(trees: Iterable[Expression]) -> Expression:
    """The sum of tidy trees, with products of sums multiplied out if that shortens it."""
    parts = tuple(one for one in trees if one != ZERO)
    if len(parts) == 1 and not isinstance(parts[0], Negation):
        return parts[0]  # What stands alone is no sum: 4(x + 1) + 0 stays in its factors.
    plain = total(parts)
    if _have_common_sum(parts):
        return plain
    if not any(_expandable(term) for term in flattened(parts)):
        return plain
    opened = _opened(flattened(parts))
    if opened is None:
        return plain
    return min(plain, opened, _with_exponential_out(parts) or plain, key=size)


def _opened(terms: Iterable[Term]) -> Expression | None:
    """The sum with its products multiplied out; None where that has very many terms."""
    expanded: list[Expression] = []
    for term in terms:
        expanded.extend(_expanded(term) if _expandable(term) else [written(term)])
        if len(expanded) > MOST_TERMS:
            return None
    return total(expanded)


def _with_exponential_out(parts: Iterable[Expression]) -> Expression | None:
    """e^x + e^x(x + 5) as e^x(x + 6), a minus that the sum begins with in front; None where the
    terms share no exponential.
    """
    terms = list(flattened(parts))
    shared = set.intersection(
        *({one for one in term.powers if one[0] == E and symbols(one[1])} for term in terms)
    )
    if len(shared) != 1:
        return None
    left = (
        Term(one.coefficient, tuple(power for power in one.powers if power not in shared))
        for one in terms
    )
    opened = _opened(left)
    if opened is None:
        return None
    rest, sign = descending(opened), 1
    if _begins_with_minus(rest):
        rest, sign = _divided(rest, -1), -1
    return written(times(Term(Fraction(sign), tuple(shared)), term_of(rest)))


def multiplied_out(tree: Expression) -> Expression:
    """A tidy tree as a sum of its terms, where it is a small product of sums."""
    term = term_of(tree)
    return total(_expanded(term)) if _expandable(term) else tree


def expanded_by_powers(tree: Expression, variable: str) -> Expression | None:
    """A power of the variable times one sum of its powers, as a sum of powers; otherwise None."""
    term = term_of(tree)
    sums = [(base, n) for base, n in term.powers if isinstance(base, Sum)]
    others = [(base, n) for base, n in term.powers if not isinstance(base, Sum)]
    if len(sums) != 1 or sums[0][1] != ONE or not others:
        return None
    if not all(_is_power(one, variable) for one in others):
        return None
    terms = [term_of(one) for one in sums[0][0].children]
    if len(terms) > MOST_POWERS or not all(
        _is_power(one, variable) for each in terms for one in each.powers
    ):
        return None
    return total(_expanded(term))


def _have_common_sum(parts: Iterable[Expression]) -> bool:
    """Whether all terms share a sum with functions in it, or a power of a sum: a denominator may
    cancel it, and what is left is shorter than all of it multiplied out.
    """
    terms = list(flattened(parts))
    if len(terms) < 2:
        return False
    shared = set.intersection(*({base for base, _ in term.powers} for term in terms))
    return any(
        any(isinstance(node, Call) for node in walk(base))
        or min(exponent_in(term.powers, base) for term in terms) >= SHARED_POWER
        for base in shared
        if isinstance(base, Sum)
    )


def _is_power(one: tuple[Expression, Expression], variable: str) -> bool:
    return one[0] == Symbol(variable) and rational(one[1]) is not None


def _expandable(term: Term) -> bool:
    """Has a sum among its factors, and only small whole powers of sums."""
    sums = [integer(exponent) for base, exponent in term.powers if isinstance(base, Sum)]
    if not sums or not all(n is not None and 1 <= n <= HIGHEST_POWER for n in sums):
        return False
    bases = frozenset(base for base, _ in term.powers)
    return not any(is_complement(base, bases) for base in bases)


def _expanded(term: Term) -> list[Expression]:
    choices: list[list[Term]] = [[Term(term.coefficient)]]
    for base, exponent in term.powers:
        if isinstance(base, Sum):
            repeated = [[term_of(one) for one in base.terms]] * (integer(exponent) or 0)
            choices.extend(repeated)
        else:
            choices.append([Term(Fraction(1), ((base, exponent),))])
    found: list[Expression] = []
    for combination in product(*choices):
        whole = combination[0]
        for factor in combination[1:]:
            whole = times(whole, factor)
        found.append(written(whole))
        if len(found) > MOST_TERMS:
            break
    return found


def common_factor(terms: tuple[Term, ...], wanted: Term) -> Term:
    """What to pull out of a sum that stands over a denominator.

    Negative powers and fractions always, so that no fraction stands in a fraction; positive
    powers and numbers as far as `wanted` (the denominator, with positive exponents) cancels them.
    """
    bases = list(dict.fromkeys(base for term in terms for base, _ in term.powers))
    powers = []
    for base in bases:
        lowest = min(exponent_in(term.powers, base) for term in terms)
        if lowest > 0:
            lowest = min(lowest, max(exponent_in(wanted.powers, base), Fraction(0)))
        if lowest:
            powers.append((base, number(lowest)))
    return Term(_content(terms, wanted.coefficient), tuple(powers))


def _content(terms: tuple[Term, ...], below: Fraction) -> Fraction:
    denominators = lcm(*(term.coefficient.denominator for term in terms))
    numerators = gcd(*(int(term.coefficient * denominators) for term in terms))
    sign = -1 if all(term.coefficient < 0 for term in terms) else 1
    return Fraction(sign * gcd(numerators, below.numerator), denominators)


def without_common_number(term: Term) -> Term:
    """(6y - 3x²)/(3y² - 6x) without the 3, and 4t/(2 + 4t) without the 2: what stands above and
    what stands below divided by what they share.
    """
    above = [base for base, n in term.powers if isinstance(base, Sum) and n == ONE]
    below = [base for base, n in term.powers if isinstance(base, Sum) and integer(n) == -1]
    if len(above) > 1 or len(below) != 1:
        return term
    content = _whole_content(below[0])
    by_number = gcd(content, term.coefficient.numerator)
    by_sum = gcd(content // by_number, _whole_content(above[0])) if above else 1
    if by_number * by_sum < 2:
        return term
    smaller: dict[Expression, Expression] = {
        below[0]: _divided(below[0], by_number * by_sum),
        **{one: _divided(one, by_sum) for one in above},
    }
    powers = tuple((smaller.get(base, base), n) for base, n in term.powers)
    return Term(term.coefficient / by_number, powers)


def with_number_out(term: Term) -> Term:
    """3(3x² + 12x + 6) as 9(x² + 4x + 2): what divides a sum joins the number in front of it; not
    where the sum may be an inner function as it was written, such as 4x + 6, with powers nearby.
    """
    above = [base for base, n in term.powers if isinstance(base, Sum) and n == ONE]
    if len(above) != 1 or abs(term.coefficient.numerator) < 2 or _may_be_inner(above[0]):
        return term
    content = _whole_content(above[0])
    if content < 2:
        return term
    smaller = _divided(above[0], content)
    powers = tuple((smaller if base == above[0] else base, n) for base, n in term.powers)
    return Term(term.coefficient * content, powers)


def _may_be_inner(base: Expression) -> bool:
    """Whether it has two terms and no function in it."""
    nodes = walk(base)
    return len(base.children) == 2 and not any(isinstance(one, Call) or one == E for one in nodes)


def with_fewer_signs(term: Term) -> Term:
    """-(x - 3y)/(3y - 3x) and 5(-x + 1)/(-x - y) with a sum that begins with a minus turned round,
    where that takes a minus away elsewhere; a sum below the line comes first.
    """
    below = [base for base, n in term.powers if integer(n) == -1 and _begins_with_minus(base)]
    above = [base for base, n in term.powers if n == ONE and _begins_with_minus(base)]
    if term.coefficient < 0 and (below or above):
        return _turned(term, -1, (below or above)[:1])
    return _turned(term, 1, (below[0], above[0])) if below and above else term


def _begins_with_minus(base: Expression) -> bool:
    return isinstance(base, Sum) and term_of(base.children[0]).coefficient < 0


def _turned(term: Term, sign: int, sums: Iterable[Expression]) -> Term:
    turned = {one: _divided(one, -1) for one in sums}
    powers = tuple((turned.get(base, base), n) for base, n in term.powers)
    return Term(sign * term.coefficient, powers)


def _whole_content(tree: Expression) -> int:
    """What divides all coefficients; 1 where one is no whole number."""
    coefficients = [term_of(one).coefficient for one in tree.children]
    if any(one.denominator != 1 for one in coefficients):
        return 1
    return gcd(*(one.numerator for one in coefficients))


def _divided(tree: Expression, by: int) -> Expression:
    terms = (term_of(one) for one in tree.children)
    return total(written(Term(one.coefficient / by, one.powers)) for one in terms)


def is_plain_sum(base: Expression, exponent: Expression) -> bool:
    return isinstance(base, Sum) and exponent == ONE
