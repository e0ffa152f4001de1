"""Slips of the pen: one number, sign, exponent, function or variable that was not meant.

The answer is mended in one place, in every way that a slip may have spoilt it, until it is right
or what a mal-rule makes of the task.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from questions.maths.differentiation.tidying import ONE, rational
from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Number,
    Power,
    Sum,
    Symbol,
    number,
    size,
    symbols,
    walk,
)
from questions.maths.mistakes.trees import Place, nodes
from questions.maths.writing import write_latex

SMALLEST_TREE: Final = 6
"""In a shorter answer every number may be anything, and only a variable shows a slip."""

LARGEST_TREE: Final = 70
MOST_MENDED: Final = 500
LARGEST_FACTOR: Final = 12
LONGEST_DECIMAL: Final = 6

PARTNERS: Final = {"sin": "cos", "cos": "sin", "sinh": "cosh", "cosh": "sinh"}


class Mended(NamedTuple):
    """The answer with one node as it may have been meant."""

    mal_rule: str
    place: Place
    new: Expression

    @property
    def tree(self) -> Expression:
        return self.place.with_node(self.new)

    @property
    def step(self) -> str:
        """What was written for what."""
        return f"Written ${write_latex(self.place.node)}$ for ${write_latex(self.new)}$"


def mended(answer: Expression, function: Expression) -> tuple[Mended, ...]:
    """The answer with one slip of the pen undone, in every way, at most `MOST_MENDED`.

    `function` is what was to be differentiated: its numbers may have been added, not multiplied.
    """
    nodes_in_all = size(answer)
    if nodes_in_all > LARGEST_TREE:
        return ()
    found: list[Mended] = []
    context = _Context.of(answer, function)
    meant_by = _meant if nodes_in_all >= SMALLEST_TREE else _other_variables
    for place in nodes(answer):
        for mal_rule, meant in meant_by(place.node, context):
            found.append(Mended(mal_rule, place, meant))
            if len(found) == MOST_MENDED:
                return tuple(found)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Context:
    """The numbers and variables of the function, and the arguments of functions in the answer."""

    numbers: frozenset[Fraction]
    variables: tuple[str, ...]
    arguments: tuple[Expression, ...]

    @classmethod
    def of(cls, answer: Expression, function: Expression) -> "_Context":
        calls = (node for node in walk(answer) if isinstance(node, Call))
        arguments = dict.fromkeys(one for call in calls for one in call.arguments)
        return cls(_numbers_in(function), tuple(sorted(symbols(function))), tuple(arguments))


def _meant(node: Expression, context: _Context) -> Iterator[tuple[str, Expression]]:
    match node:
        case Number(value=value):
            for one in _products_for_sums(value, context.numbers):
                yield "coefficient-and-exponent-added", one
            yield from (("number-slip", one) for one in _other_numbers(node))
        case Sum(terms=terms):
            yield from (("sign-slip", one) for one in _other_signs(terms))
            yield from (("number-slip", one) for one in _without_a_number(terms))
        case Power(base=base, exponent=exponent):
            yield from (("exponent-slip", one) for one in _other_exponents(base, exponent))
        case Symbol():
            yield "exponent-slip", Power(node, number(2))
            yield "exponent-slip", Power(node, number(3))
            yield from _other_variables(node, context)
        case Call(name=name, arguments=arguments) if name in PARTNERS:
            yield "function-slip", Call(PARTNERS[name], arguments)
            yield from _other_arguments(name, arguments, context)
        case Call(name=name, arguments=arguments):
            yield from _other_arguments(name, arguments, context)
        case Negation(operand=operand):
            yield "sign-slip", operand


def _other_variables(node: Expression, context: _Context) -> Iterator[tuple[str, Expression]]:
    if isinstance(node, Symbol) and node.name in context.variables:
        others = (name for name in context.variables if name != node.name)
        yield from (("variable-slip", Symbol(name)) for name in others)


def _other_arguments(
    name: str, arguments: tuple[Expression, ...], context: _Context
) -> Iterator[tuple[str, Expression]]:
    if len(arguments) == 1:
        others = (one for one in context.arguments if one != arguments[0])
        yield from (("argument-lost", Call(name, (one,))) for one in others)


def _without_a_number(terms: tuple[Expression, ...]) -> Iterator[Expression]:
    """The sum without a numeric term that should have vanished."""
    for index, term in enumerate(terms):
        if rational(term) is not None:
            rest = (*terms[:index], *terms[index + 1 :])
            yield rest[0] if len(rest) == 1 else Sum(rest)


@lru_cache(maxsize=64)
def _numbers_in(function: Expression) -> frozenset[Fraction]:
    return frozenset({node.value for node in walk(function) if isinstance(node, Number)})


@lru_cache(maxsize=1024)
def _products_for_sums(value: Fraction, numbers: frozenset[Fraction]) -> tuple[Expression, ...]:
    """Coefficient times exponent, where the value is their sum: of one function each number is
    asked for by many answers.
    """
    return tuple(
        number(one * (value - one))
        for one in numbers
        if value - one in numbers and one * (value - one) != value
    )


def _other_signs(terms: tuple[Expression, ...]) -> Iterator[Expression]:
    """The sum with the sign of one term turned."""
    for index, term in enumerate(terms):
        turned = term.operand if isinstance(term, Negation) else Negation(term)
        yield Sum((*terms[:index], turned, *terms[index + 1 :]))


def _other_exponents(base: Expression, exponent: Expression) -> Iterator[Expression]:
    value = rational(exponent)
    if value is None:
        return
    for other in dict.fromkeys(
        (value + 1, value - 1, -value, value + 2, 1 / value if value else 1)
    ):
        if other != value:
            yield base if other == 1 else ONE if other == 0 else Power(base, number(other))


def _other_numbers(written: Number) -> Sequence[Expression]:
    """What may have been meant: a neighbour, one digit changed, a factor, a sum for a product."""
    value = written.value
    if value.denominator != 1:
        return [number(one) for one in _of_decimal(written.text)]
    return _other_whole_numbers(value.numerator)


@lru_cache(maxsize=256)
def _other_whole_numbers(whole: int) -> tuple[Expression, ...]:
    found = [whole + 1, whole - 1, whole + 2, whole - 2, 2 * whole, 10 * whole]
    found += [whole // each for each in (2, 10) if whole % each == 0]
    found += [left * (whole - left) for left in range(2, min(whole, LARGEST_FACTOR))]
    found += _one_digit_changed(whole) if whole >= 10 else []
    meant = (one for one in dict.fromkeys(found) if one > 0 and one != whole)
    return tuple(map(number, islice(meant, MOST_MENDED)))


def _of_decimal(text: str) -> list[Fraction]:
    """Decimals with one digit changed, or with two exchanged."""
    whole, dot, part = text.partition(".")
    if not dot or not (whole + part).isdecimal() or len(whole + part) > LONGEST_DECIMAL:
        return []
    scale = 10 ** len(part)
    return [Fraction(one, scale) for one in _one_digit_changed(int(whole + part)) if one]


def _one_digit_changed(whole: int) -> list[int]:
    text = str(whole)
    changed = [
        int(text[:place] + digit + text[place + 1 :])
        for place in range(len(text))
        for digit in "0123456789"
    ]
    return [*changed, int(text[::-1])]
