"""Simplified: like terms and like factors collected, numbers worked out, fractions reduced.

2x + 3x, x*x, 2*3x, 6/4, x^2/x and sqrt(4) are not simplified. Nothing has to be multiplied out
or factored, and no identity has to be seen: sin(x)^2 + cos(x)^2 is simplified in this sense.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import gcd
from typing import Any, Final

from questions.maths.algebra.identity import Half, Pair
from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.node import Node
from questions.maths.algebra.nodes import Arena
from questions.maths.evaluation import Absence, Program, ball, fraction, is_exact, rational_value
from questions.maths.expression import (
    Call,
    Constant,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    number,
    symbols,
    walk,
)
from questions.maths.forms.fault import Fault, fault
from questions.maths.forms.polynomials import content, family

LONGEST_RESULT: Final = 10**9
LARGEST_DENOMINATOR: Final = 1000
BITS: Final = 128

Check = Callable[[Arena, Any], Fault | None]


def not_simplified(tree: Expression) -> Fault | None:
    """The first part that can be written more simply, the largest one first."""
    arena = Arena()
    for part in _whole_parts(tree):
        found = _worked_out(part) or CHECKS.get(type(part), _nothing)(arena, part)
        if found is not None:
            return found
    return None


def _whole_parts(tree: Expression) -> Iterator[Expression]:
    """Every node but sums that are terms of a sum, and products that are factors of one."""
    inner = {
        id(child)
        for node in walk(tree)
        if isinstance(node, Sum | Product)
        for child in node.children
        if type(child) is type(node)
    }
    return (node for node in walk(tree) if id(node) not in inner)


def _nothing(_: Arena, __: Expression) -> None:
    return None


def _worked_out(part: Expression) -> Fault | None:
    """Numbers that have a plainer value: 2*3, 2^3, sqrt(4), cos(0), 6/4."""
    if symbols(part) or _is_plain(part):
        return None
    value = _value(part)
    if value is None or max(abs(value.numerator), value.denominator) > LONGEST_RESULT:
        return None
    return fault(part, f"can be worked out: it is {value}")


def _is_plain(tree: Expression) -> bool:
    """A number as people write one: whole, decimal or a reduced fraction, with one sign at most."""
    match tree:
        case Number() | Constant():
            return True
        case Negation(operand=operand):
            return not isinstance(operand, Negation) and _is_plain(operand)
        case Quotient(numerator=Number(value=over), denominator=Number(value=under)):
            whole = over.denominator == under.denominator == 1 and under > 1
            return whole and gcd(over.numerator, under.numerator) == 1
    return False


def _value(part: Expression) -> Fraction | None:
    """The rational value of a number, where it has one that can be proved."""
    exact = rational_value(part)
    if exact is not None:
        return exact
    (value,) = Program((part,)).at({}, BITS)
    if isinstance(value, Absence):
        return None
    if is_exact(value):
        return fraction(value)
    close = ball(value).mid()
    if not abs(close) < LARGEST_DENOMINATOR * LARGEST_DENOMINATOR:
        return None
    guess = Fraction(float(close)).limit_denominator(LARGEST_DENOMINATOR)
    if abs(float(close) - float(guess)) > 1e-12 * max(1.0, abs(float(close))):
        return None
    return guess if Pair(Half(part), number(guess)).is_proved_equal() else None


def _sum(arena: Arena, tree: Sum) -> Fault | None:
    seen: dict[Node, None] = {}
    for term in _terms(tree):
        node = arena.node(term)
        rest = _without_number(arena, node)
        if node is arena.zero:
            return fault(tree, "has a term that is 0")
        if rest in seen:
            return fault(tree, "has like terms that can be collected")
        seen[rest] = None
    return None


def _terms(tree: Expression) -> Iterator[Expression]:
    match tree:
        case Sum(terms=terms):
            for term in terms:
                yield from _terms(term)
        case Negation(operand=Sum() as inner):
            yield from _terms(inner)
        case _:
            yield tree


def _without_number(arena: Arena, node: Node) -> Node:
    """What makes terms alike: the term without its number; 1 for a number."""
    if node.kind is Kind.NUMBER:
        return arena.one
    if node.kind is Kind.PRODUCT and node.arguments[0].kind is Kind.NUMBER:
        return arena.multiply(*node.arguments[1:])
    return node


def _product(arena: Arena, tree: Product) -> Fault | None:
    factors = list(_factors(tree))
    signs = sum(isinstance(factor, Negation) for factor in factors)
    bare = [one.operand if isinstance(one, Negation) else one for one in factors]
    numbers = [value for one in bare if (value := rational_value(one)) is not None]
    if signs > 1:
        return fault(tree, "has two signs that cancel")
    if len(numbers) > 1 or any(value in (0, 1) for value in numbers):
        return fault(tree, "has numbers that can be worked out")
    bases = [arena.node(_base(one)) for one in bare if rational_value(one) is None]
    if len(set(bases)) < len(bases):
        return fault(tree, "has like factors that can be collected")
    return _quotient(arena, tree) if any(isinstance(one, Quotient) for one in bare) else None


def _factors(tree: Expression) -> Iterator[Expression]:
    if isinstance(tree, Product):
        for factor in tree.factors:
            yield from _factors(factor)
    else:
        yield tree


def _base(factor: Expression) -> Expression:
    match factor:
        case Power(base=base):
            return base
        case Call(name="exp"):
            return Constant("e")
    return factor


def _negation(_: Arena, tree: Negation) -> Fault | None:
    doubled = isinstance(tree.operand, Negation)
    return fault(tree, "has two signs that cancel") if doubled else None


def _quotient(arena: Arena, tree: Quotient | Product) -> Fault | None:
    over, under = _fraction_parts(tree)
    if any(isinstance(node, Quotient) and symbols(node) for node in (*over, *under)):
        return fault(tree, "has a fraction inside a fraction")
    above = arena.multiply(*(arena.node(one) for one in over))
    below = arena.multiply(*(arena.node(one) for one in under))
    if below in (arena.one, arena.minus_one):
        return fault(tree, "is divided by 1")
    return fault(tree, "can be reduced") if _has_common_divisor(arena, above, below) else None


def _fraction_parts(tree: Expression) -> tuple[list[Expression], list[Expression]]:
    """The factors above and below the bar, of a fraction or of a product with fractions."""
    if isinstance(tree, Quotient):
        return list(_factors(tree.numerator)), list(_factors(tree.denominator))
    over: list[Expression] = []
    under: list[Expression] = []
    for factor in _factors(tree):
        if isinstance(factor, Quotient):
            over += _factors(factor.numerator)
            under += _factors(factor.denominator)
        else:
            over.append(factor)
    return over, under


def _has_common_divisor(arena: Arena, above: Node, below: Node) -> bool:
    """A whole number or a polynomial in common; half powers, as in sqrt(x)/x, are none."""
    found = family(arena, (above, below))
    over, under = found.polynomials
    if over.is_zero() or under.is_zero():
        return not under.is_zero()
    above_number, below_number = content(over), content(under)
    if gcd(above_number.numerator, below_number.numerator) > 1:
        return True
    if below_number.denominator > 1 or (above_number.denominator > 1 and below_number != 1):
        return True
    shared = (
        min(found.common[0][kernel], found.common[1][kernel], key=abs)
        for kernel in found.kernels
        if found.common[0][kernel] * found.common[1][kernel] > 0
    )
    return any(abs(power) >= 1 for power in shared) or over.gcd(under).total_degree() > 0


def _power(_: Arena, tree: Power) -> Fault | None:
    exponent = rational_value(tree.exponent)
    if exponent is None:
        return None
    if exponent in (0, 1):
        return fault(tree, f"has the power {exponent}")
    whole = exponent.denominator == 1
    if whole and isinstance(tree.base, Power):
        return fault(tree, "is a power of a power")
    factors = list(_factors(tree.base))
    numbers = [one for one in factors if rational_value(one) not in (None, 1)]
    if whole and len(factors) > 1 and numbers:
        return fault(tree, "has a number whose power can be worked out")
    return None


CHECKS: Final[dict[type[Expression], Check]] = {
    Sum: _sum,
    Product: _product,
    Negation: _negation,
    Quotient: _quotient,
    Power: _power,
}
