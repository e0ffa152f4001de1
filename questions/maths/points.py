"""Where two expressions are looked at: pseudo-random rationals and simple points.

Everything follows from the names, the seed and the domain, so equal inputs are looked at in the
same places on every machine.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from itertools import count
from typing import Final, TypeAlias

from questions.maths.findings import Point

Bounds: TypeAlias = tuple[Fraction | None, Fraction | None]
Domain: TypeAlias = Mapping[str, Bounds]

SCALES: Final = tuple(
    (Fraction(low), Fraction(high))
    for low, high in (
        ("1/8", "3"),
        ("-3", "-1/8"),
        ("1/8", "1"),
        ("3", "12"),
        ("-1", "0"),
        ("1/100", "1/8"),
        ("12", "80"),
        ("-12", "-3"),
    )
)
DENOMINATOR: Final = 1009
"""A prime, so that no value is simple by accident."""

SIMPLE: Final = tuple(
    Fraction(value) for value in ("2", "1/2", "-1", "3", "1", "-2", "3/2", "5", "-1/2", "1/4", "10")
)
ROUNDINGS: Final = (1, 2, 4, 10, 100)
SPECIAL: Final = tuple(Fraction(value) for value in (0, 1, -1, 2, -2, 3, -3))


def draw(seed: str, name: str, index: int) -> int:
    """A pseudo-random number of 64 bits that depends on nothing else."""
    digest = blake2b(f"{seed}|{name}|{index}".encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def generic(names: Sequence[str], seed: str, domain: Domain) -> Iterator[Point]:
    """Endless generic points; every eight of them visit each scale in the first variable."""
    for index in count():
        yield {
            name: _coordinate(seed, name, index, place > 0)
            if name not in domain
            else _coordinate_within(domain[name], seed, name, index, place > 0)
            for place, name in enumerate(names)
        }


@lru_cache(maxsize=4096)
def _coordinate(seed: str, name: str, index: int, is_later: bool) -> Fraction:  # noqa: FBT001
    """A variable's value in the generic point of an index, anywhere on the line."""
    return _coordinate_within((None, None), seed, name, index, is_later)


def _coordinate_within(
    limits: Bounds,
    seed: str,
    name: str,
    index: int,
    is_later: bool,  # noqa: FBT001
) -> Fraction:
    number = draw(seed, name, index)
    scale = index + (number >> 40 if is_later else 0)
    low, high = _range(limits, SCALES[scale % len(SCALES)])
    return _between(low, high, number % (DENOMINATOR - 2) + 1)


def _between(low: Fraction, high: Fraction, share: int) -> Fraction:
    """low + (high - low) * share / DENOMINATOR, reduced once."""
    over, under = low.numerator * high.denominator, low.denominator * high.denominator
    width = high.numerator * low.denominator - over
    return Fraction(over * DENOMINATOR + width * share, under * DENOMINATOR)


def _range(limits: Bounds, scale: tuple[Fraction, Fraction]) -> tuple[Fraction, Fraction]:
    """The part of the domain to draw from: all of it where bounded, else by scale from its end."""
    low, high = limits
    near, far = sorted(abs(end) for end in scale)
    if low is None:
        return scale if high is None else (high - far, high - near)
    return (low + near, low + far) if high is None else (low, high)


def inside(point: Point, domain: Domain) -> bool:
    for name, (low, high) in domain.items():
        value = point.get(name)
        if value is None:
            continue
        if (low is not None and value <= low) or (high is not None and value >= high):
            return False
    return True


def known_signs(domain: Domain) -> dict[str, int]:
    """The variables that have one sign on the whole domain."""
    signs = {}
    for name, (low, high) in domain.items():
        if low is not None and low >= 0:
            signs[name] = 1
        elif high is not None and high <= 0:
            signs[name] = -1
    return signs


def simple(names: Sequence[str], domain: Domain) -> Iterator[Point]:
    """Points that a person can check by hand, simplest first."""
    for index in range(len(SIMPLE)):
        point = {
            name: SIMPLE[(index + place * (1 + index % 3)) % len(SIMPLE)]
            for place, name in enumerate(names)
        }
        if inside(point, domain):
            yield point


def near(point: Point, domain: Domain) -> Iterator[Point]:
    """Points close to it, of whole numbers first, then of halves, quarters, tenths, hundredths."""
    found: list[Point] = []
    for most in ROUNDINGS:
        other = {name: Fraction(round(value * most), most) for name, value in point.items()}
        if other != point and other not in found and inside(other, domain):
            found.append(other)
            yield other


def special(names: Sequence[str], base: Point, domain: Domain) -> Iterator[Point]:
    """Points where single values are often lost: one variable small and whole, others as given."""
    for name in names:
        for value in SPECIAL:
            point = {**base, name: value}
            if inside(point, domain):
                yield point
