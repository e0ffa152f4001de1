"""Trees as polynomials over the rationals in whatever they are made of.

The generators are symbols, functions and powers: 2x*e^x + e^(2x) is a polynomial in x and e^x.
Powers of one base whose exponents are multiples of each other share a generator, so e^(2x) is the
square of e^x and x^(3/2) the cube of x^(1/2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Final

from flint import fmpq

from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.node import Node
from questions.maths.algebra.nodes import Arena
from questions.maths.algebra.ring import GENERATORS, RINGS, Polynomial
from questions.maths.errors import LimitError

MOST_TERMS: Final = 400
LARGEST_POWER: Final = 60
LARGEST_DEGREE: Final = 200

Kernel = tuple[Node, Node]
"""A base and what its exponent is a rational multiple of: (x, 1), (e, x), (sin x, 1)."""
Monomial = frozenset[tuple[Kernel, Fraction]]
Terms = dict[Monomial, Fraction]

NO_KERNELS: Final[Monomial] = frozenset()


@dataclass(frozen=True, slots=True)
class Family:
    """Polynomials in common generators. `common` is the monomial that was taken out of each: its
    exponents, by kernel; `has_fraction` tells of powers of variables below 0.
    """

    polynomials: tuple[Polynomial, ...]
    kernels: tuple[Kernel, ...]
    steps: tuple[Fraction, ...]
    common: tuple[dict[Kernel, Fraction], ...]
    has_fraction: bool


def family(arena: Arena, nodes: tuple[Node, ...]) -> Family:
    """The nodes as polynomials without a common monomial. Raises LimitError if too large."""
    several = tuple(_terms(arena, node) for node in nodes)
    kernels = tuple(dict.fromkeys(_kernels(several)))
    if len(kernels) > GENERATORS:
        raise LimitError("This expression has too many parts.")
    steps = tuple(_step(several, kernel) for kernel in kernels)
    common = tuple({one: _least(terms, one) for one in kernels} for terms in several)
    polynomials = tuple(
        _polynomial(terms, kernels, steps, least)
        for terms, least in zip(several, common, strict=True)
    )
    negative = (low < 0 for least in common for kernel, low in least.items() if _is_plain(kernel))
    return Family(polynomials, kernels, steps, common, any(negative))


def content(of: Polynomial) -> Fraction:
    """The positive rational that leaves whole coefficients without a common divisor."""
    over, under = 0, 1
    for coefficient in of.coeffs():
        over, under = gcd(over, int(coefficient.p)), lcm(under, int(coefficient.q))
    return Fraction(over, under)


def _is_plain(kernel: Kernel) -> bool:
    """Whether powers below 0 of it are fractions: not those of e^x, nor of numbers."""
    base, rest = kernel
    return rest.kind is Kind.NUMBER and base.kind not in (Kind.NUMBER, Kind.CONSTANT)


def _terms(arena: Arena, node: Node) -> Terms:
    match node.kind:
        case Kind.NUMBER:
            return {NO_KERNELS: node.value}
        case Kind.SUM:
            total: Terms = {}
            for part in node.arguments:
                for monomial, coefficient in _terms(arena, part).items():
                    total[monomial] = total.get(monomial, Fraction(0)) + coefficient
            return {one: coefficient for one, coefficient in total.items() if coefficient}
        case Kind.PRODUCT:
            result: Terms = {NO_KERNELS: Fraction(1)}
            for part in node.arguments:
                result = _times(result, _terms(arena, part))
            return result
        case Kind.POWER:
            return _power(arena, node)
    return _monomial(node, arena.one, Fraction(1))


def _power(arena: Arena, node: Node) -> Terms:
    base, exponent = node.arguments
    if exponent.kind is not Kind.NUMBER:
        number, rest = _split(arena, exponent)
        return _monomial(base, rest, number)
    value = exponent.value
    if base.kind is not Kind.SUM or value.denominator != 1 or value < 0:
        return _monomial(base, arena.one, value)
    if value > LARGEST_POWER:
        raise LimitError("This power is too large.")
    result: Terms = {NO_KERNELS: Fraction(1)}
    terms = _terms(arena, base)
    for _ in range(int(value)):
        result = _times(result, terms)
    return result


def _split(arena: Arena, exponent: Node) -> tuple[Fraction, Node]:
    """An exponent as a rational number times the rest of it: 2x as 2 and x."""
    if exponent.kind is Kind.PRODUCT and exponent.arguments[0].kind is Kind.NUMBER:
        return exponent.arguments[0].value, arena.multiply(*exponent.arguments[1:])
    return Fraction(1), exponent


def _monomial(base: Node, rest: Node, exponent: Fraction) -> Terms:
    return {frozenset((((base, rest), exponent),)): Fraction(1)}


def _times(one: Terms, other: Terms) -> Terms:
    if len(one) * len(other) > MOST_TERMS:
        raise LimitError("This expression has too many terms.")
    result: Terms = {}
    for left, first in one.items():
        for right, second in other.items():
            powers = dict(left)
            for kernel, exponent in right:
                powers[kernel] = powers.get(kernel, Fraction(0)) + exponent
            monomial = frozenset((kernel, power) for kernel, power in powers.items() if power)
            result[monomial] = result.get(monomial, Fraction(0)) + first * second
    return {monomial: coefficient for monomial, coefficient in result.items() if coefficient}


def _kernels(several: tuple[Terms, ...]) -> Iterator[Kernel]:
    for terms in several:
        for monomial in terms:
            yield from sorted((kernel for kernel, _ in monomial), key=_place)


def _place(kernel: Kernel) -> tuple[int, int]:
    return kernel[0].index, kernel[1].index


def _step(several: tuple[Terms, ...], kernel: Kernel) -> Fraction:
    """The exponent of the generator: all of the kernel's are whole multiples of it, and so is 1
    for powers of a base, but not for e^(2x) and the like.
    """
    powers = [dict(monomial).get(kernel, Fraction(0)) for terms in several for monomial in terms]
    if kernel[1].kind is Kind.NUMBER:
        powers.append(Fraction(1))
    under = lcm(*(power.denominator for power in powers))
    return Fraction(gcd(*(int(power * under) for power in powers)), under)


def _least(terms: Terms, kernel: Kernel) -> Fraction:
    return min((dict(one).get(kernel, Fraction(0)) for one in terms), default=Fraction(0))


def _polynomial(
    terms: Terms,
    kernels: tuple[Kernel, ...],
    steps: tuple[Fraction, ...],
    least: dict[Kernel, Fraction],
) -> Polynomial:
    rows = {}
    for monomial, coefficient in terms.items():
        powers = dict(monomial)
        degrees = [
            int((powers.get(kernel, Fraction(0)) - least[kernel]) / step)
            for kernel, step in zip(kernels, steps, strict=True)
        ]
        if sum(degrees) > LARGEST_DEGREE:
            raise LimitError("This power is too large.")
        degrees += [0] * (GENERATORS - len(degrees))
        rows[tuple(degrees)] = fmpq(coefficient.numerator, coefficient.denominator)
    return RINGS[-1].polynomial(rows)
