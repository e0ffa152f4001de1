"""Signs of constants, proved with balls: 1 - sqrt(2) is negative."""

from typing import Any, Final

from flint import arb, ctx

from questions.maths.algebra.kernels import (
    Exponential,
    Kernel,
    Logarithm,
    Pi,
    Root,
)
from questions.maths.algebra.ring import Key, Polynomial, exponents, places

BITS: Final = 256
TRIED: Final = (Pi, Exponential, Root, Logarithm)


class NotConstantError(Exception):
    """A kernel depends on a variable, or its value is not tried for."""


def sign_of_constant(value: Polynomial, kernels: list[Kernel]) -> int:
    """1 or -1 if the value is a constant that is provably not zero, else 0."""
    if not all(isinstance(kernels[place], TRIED) for place in places(value)):
        return 0
    before, ctx.prec = ctx.prec, BITS
    try:
        ball = _value(value, kernels)
    except NotConstantError:
        return 0
    finally:
        ctx.prec = before
    if ball > 0:
        return 1
    return -1 if ball < 0 else 0


def _value(of: Polynomial, kernels: list[Kernel]) -> Any:
    total = arb(0)
    for monomial, coefficient in of.terms():
        term = arb(coefficient)
        for place, degree in exponents(monomial):
            term *= _kernel_value(kernels[place], kernels) ** degree
        total += term
    return total


def _kernel_value(kernel: Kernel, kernels: list[Kernel]) -> Any:
    match kernel:
        case Pi():
            return arb.pi()
        case Exponential(term=term, under=under, order=order):
            argument = _of_key(term, kernels) / _of_key(under, kernels)
            return (argument / order).exp()
        case Root(radicand=radicand, order=order):
            return abs(_of_key(radicand, kernels)).root(order)
        case Logarithm(radicand=radicand):
            return abs(_of_key(radicand, kernels)).log()
    raise NotConstantError


def _of_key(key: Key, kernels: list[Kernel]) -> Any:
    return _value(key.polynomial, kernels)
