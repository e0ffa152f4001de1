"""What a generator can stand for.

A kernel is named by keys of polynomials in earlier generators, and orders are part of the name, so
what a generator means never changes. Subtrees of a real tree have real values even
where they are written with i, so logarithms, inverse and opaque functions of them are real.
"""

from dataclasses import dataclass
from typing import TypeAlias

from questions.maths.algebra.ring import Key


@dataclass(slots=True, unsafe_hash=True)
class Variable:
    name: str


@dataclass(slots=True, unsafe_hash=True)
class Pi:
    pass


@dataclass(slots=True, unsafe_hash=True)
class Imaginary:
    """i, with i^2 = -1."""


@dataclass(slots=True, unsafe_hash=True)
class Unity:
    """e^(i pi / order), whose order-th power is -1."""

    order: int


@dataclass(slots=True, unsafe_hash=True)
class Exponential:
    """e^(term / under / order): the term is a monomial."""

    term: Key
    under: Key
    order: int


@dataclass(slots=True, unsafe_hash=True)
class Root:
    """|radicand|^(1/order), not negative. The radicand is a factor or a prime."""

    radicand: Key
    order: int


@dataclass(slots=True, unsafe_hash=True)
class OpaqueRoot:
    """under * (over/under)^(1/order), of a real ratio that is written with i."""

    over: Key
    under: Key
    order: int


@dataclass(slots=True, unsafe_hash=True)
class Sign:
    """radicand / |radicand|; at 0 either sign will do, since |radicand| is 0 there."""

    radicand: Key


@dataclass(slots=True, unsafe_hash=True)
class Logarithm:
    """ln |radicand|. The radicand is a factor or a prime."""

    radicand: Key


@dataclass(slots=True, unsafe_hash=True)
class OpaqueLogarithm:
    """ln(over/under), of a real ratio that is written with i."""

    over: Key
    under: Key


@dataclass(slots=True, unsafe_hash=True)
class Opaque:
    """A real function whose only known law is that equal arguments give equal values."""

    name: str
    arguments: tuple[tuple[Key, Key], ...]


Kernel: TypeAlias = (
    Variable
    | Pi
    | Imaginary
    | Unity
    | Exponential
    | Root
    | OpaqueRoot
    | Sign
    | Logarithm
    | OpaqueLogarithm
    | Opaque
)
