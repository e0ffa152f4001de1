"""Answers that are right up to the rounding of their decimals.

`0.33` for 1/3, `0.333x` for x/3, `0.69*2^x` for ln(2)*2^x. A decimal stands for every number that
is rounded or cut off to it, with at least two significant digits; whole numbers stand for
themselves, because nobody can tell which of their digits are meant.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from typing import Final

from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.node import Node
from questions.maths.algebra.nodes import Arena
from questions.maths.algebra.trees import tree
from questions.maths.decision import decide
from questions.maths.errors import MathsError
from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Number,
    number,
    symbols,
    walk,
)
from questions.maths.findings import SAME
from questions.maths.keys import Key
from questions.maths.numbers import is_number, lies_between, order

LEAST_DIGITS: Final = 2
MOST_DECIMALS: Final = 3
MOST_CANDIDATES: Final = 4
MOST_TRIES: Final = 8
LARGEST_EXPONENT: Final = 300


@dataclass(frozen=True, slots=True)
class Decimal:
    """A decimal as written, and the numbers that it may stand for: low <= number < high."""

    written: Number
    low: Fraction
    high: Fraction


def is_rounded(key: Key, answer: Expression) -> bool:
    """Whether the answer is equal to the key once each decimal is what it was rounded from.

    A number is compared with the key itself. In other answers each decimal may become a constant
    of the key or the simplest fraction that it is rounded from; what they make of the answer is
    compared with the key, so nothing rests on values that happen to be close.
    """
    decimals = list(_decimals(answer))
    if not decimals or len(decimals) > MOST_DECIMALS:
        return False
    if is_number(key.tree) and answer in (decimals[0].written, Negation(decimals[0].written)):
        return _is_number_rounded(key.tree, answer, decimals[0])
    try:
        return _is_rounded_within(key, answer, decimals)
    except MathsError:
        return False


def _decimals(answer: Expression) -> Iterator[Decimal]:
    """The different decimals in it."""
    seen = set()
    for node in walk(answer):
        if isinstance(node, Number) and not node.text.isdigit() and node not in seen:
            seen.add(node)
            found = _decimal(node)
            if found is not None:
                yield found


def _decimal(node: Number) -> Decimal | None:
    mantissa, _, power = node.text.replace(",", ".").lower().partition("e")
    whole, point, decimals = mantissa.partition(".")
    exponent = int(power or 0) - len(decimals)
    is_precise = len((whole + decimals).lstrip("0")) >= LEAST_DIGITS
    if not (point or power) or not is_precise or abs(exponent) > LARGEST_EXPONENT:
        return None
    unit = Fraction(10) ** exponent
    return Decimal(node, node.value - unit / 2, node.value + unit)


def _is_number_rounded(key: Expression, answer: Expression, decimal: Decimal) -> bool:
    """On the side of zero where the answer is: -0.33 for -1/3."""
    value = Negation(key) if isinstance(answer, Negation) else key
    return _may_stand_for(decimal, value)


def _may_stand_for(decimal: Decimal, value: Expression) -> bool:
    low, high = number(decimal.low), number(decimal.high)
    return bool(lies_between(value, low, high)) and order(value, high) == -1


def _is_rounded_within(key: Key, answer: Expression, decimals: Sequence[Decimal]) -> bool:
    constants = _constants(key.tree)
    meanings = [_meanings(one, constants) for one in decimals]
    for chosen in islice(product(*meanings), 1, 1 + MOST_TRIES):
        exact = dict(zip((one.written for one in decimals), chosen, strict=True))
        if decide(key, _replaced(answer, exact)).kind in SAME:
            return True
    return False


def _meanings(decimal: Decimal, constants: Sequence[Expression]) -> list[Expression]:
    """What it may stand for: itself, the key's constants, the simplest fraction."""
    known = [one for one in constants if _may_stand_for(decimal, one)]
    simplest = number(simplest_between(decimal.low, decimal.high))
    found = [decimal.written, *known[:MOST_CANDIDATES], simplest]
    return list(dict.fromkeys(found))


def _constants(key: Expression) -> list[Expression]:
    """The positive sizes of the key's numbers and of the constant factors of its products."""
    arena = Arena()
    nodes: dict[Node, None] = {}

    def collect(node: Node) -> None:
        if not symbols(tree(node)):
            nodes[node] = None
        elif node.kind is Kind.PRODUCT:
            held = [one for one in node.arguments if not symbols(tree(one))]
            nodes[arena.multiply(*held)] = None
        for part in node.arguments:
            collect(part)

    collect(arena.node(key))
    return [Call("abs", (tree(node),)) for node in nodes]


def _replaced(answer: Expression, exact: Mapping[Number, Expression]) -> Expression:
    if isinstance(answer, Number):
        return exact.get(answer, answer)
    if not answer.children:
        return answer
    return answer.with_children(tuple(_replaced(child, exact) for child in answer.children))


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The fraction with the least denominator in low <= fraction < high, for 0 <= low < high.

    >>> simplest_between(Fraction("0.325"), Fraction("0.34"))
    Fraction(1, 3)
    """
    whole = -(-low.numerator // low.denominator)
    if whole < high:
        return Fraction(whole)
    below = low.numerator // low.denominator
    # Between two neighbouring whole numbers: turn the rest over, where the ends swap places.
    turned = _simplest_above(1 / (high - below), 1 / (low - below))
    return below + 1 / turned


def _simplest_above(low: Fraction, high: Fraction) -> Fraction:
    """The fraction with the least denominator in low < fraction <= high."""
    whole = low.numerator // low.denominator + 1
    if whole <= high:
        return Fraction(whole)
    below = low.numerator // low.denominator
    least = 1 / (high - below)
    if low == below:
        return below + 1 / Fraction(-(-least.numerator // least.denominator))
    return below + 1 / simplest_between(least, 1 / (low - below))
