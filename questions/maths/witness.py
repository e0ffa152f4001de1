"""Witnesses that a person can check, and values as people read them."""

from decimal import Decimal
from fractions import Fraction
from itertools import chain, islice
from math import isfinite
from typing import Final

from flint import ctx

from questions.maths.evaluation import Number, ball, fraction, is_exact, rational
from questions.maths.findings import Different, NarrowerDomain, Point
from questions.maths.observation import BITS_OF_GAPS, Observation, Observer, Sight
from questions.maths.points import Domain, near, simple

DIGITS: Final = (6, 9, 12, 17, 30)
BITS_OF_SHARES: Final = 24
LARGEST_TO_SHOW: Final = 10**6
SMALLEST_TO_SHOW: Final = Fraction(1, 10_000)
NEAREST: Final = 6
"""So many points are looked at closely in place of one that nobody can check."""
LARGEST_POWER: Final = 400
"""Of ten, in a decimal that is compared with its value."""
VISIBLE: Final = Fraction(1, 1000)


def different(
    observer: Observer, seen: Observation, domain: Domain, gap: Number | None = None
) -> Different:
    """The finding for two values that are proved to differ, at the best point to show.

    `gap`, the answer's value less the key's, is given where it cannot be read from the values; what
    tells it from 0 need not tell any of its digits.
    """
    best = observer.sharpened(_simplest(observer, seen, domain) if gap is None else seen)
    gaps = [] if gap is None else [ball(gap)]
    if not gaps or gaps[0].rel_accuracy_bits() < BITS_OF_GAPS:
        gaps.append(observer.gap(best))
    gap = max(gaps, key=lambda one: one.rel_accuracy_bits())
    return different_values(best.point, best.key, best.answer, gap)


def different_values(
    point: Point,
    key: Number,
    answer: Number,
    gap: Number | None = None,
    rounded: tuple[str, ...] = (),
) -> Different:
    """The finding for two values at a point, `gap` being the answer's less the key's."""
    gap = ball(answer) - ball(key) if gap is None else gap
    left, right = shown_apart(key, answer)
    difference = shown(gap) if left == right else None
    share = _relative(gap, key)
    return Different(point, left, right, share, difference=difference, rounded=rounded)


def narrower(observer: Observer, seen: Observation, domain: Domain) -> NarrowerDomain:
    """The finding for an answer without a value where the key has one."""
    best = observer.sharpened(_simplest(observer, seen, domain))
    return NarrowerDomain(best.point, shown(best.key))


def _simplest(observer: Observer, seen: Observation, domain: Domain) -> Observation:
    """The first simple point where the same is seen and shows on paper, or at least is seen, if
    there is one.
    """
    if not seen.point:
        return seen
    hidden: Observation | None = None
    for point in simple(observer.names, domain):
        other = observer.look(point, wanted=40)
        if other.sight is not seen.sight or (hidden and not _is_visible(other)):
            continue
        if observer.holds_around(other):
            if _is_visible(other):
                return other
            hidden = other
    return hidden or _rounded(observer, seen, domain)


def _rounded(observer: Observer, seen: Observation, domain: Domain) -> Observation:
    """The point of an observation, or one near it with small denominators, or a simple one, looked
    at as closely as it took to see it."""
    for point in islice(chain(near(seen.point, domain), simple(observer.names, domain)), NEAREST):
        other = observer.look(point, wanted=seen.bits)
        if other.sight is seen.sight and observer.holds_around(other):
            return other
    return seen


def _is_visible(seen: Observation) -> bool:
    return seen.sight is Sight.KEY_ONLY or is_visible(seen.key, seen.answer)


def is_visible(key: Number, answer: Number) -> bool:
    """Whether two values differ by something that shows on paper."""
    key, answer = ball(key), ball(answer)
    size = abs(key).max(abs(answer))
    is_handy = rational(SMALLEST_TO_SHOW) < size < LARGEST_TO_SHOW
    return bool(is_handy and abs(key - answer) > size * rational(VISIBLE))


def _relative(gap: Number, key: Number) -> float | None:
    """How large the gap is as a share of the key's value; None where that is 0, or where the share
    is not known, or too small or too large for a float."""
    size = ball(key)
    if size.contains(0):
        return None
    share = abs(gap / size)
    value = float(share.mid())
    known = share.rel_accuracy_bits() >= BITS_OF_SHARES
    return value if known and value and isfinite(value) else None


def shown(value: Number, digits: int = DIGITS[0]) -> str:
    """An exact integer or fraction where it is short, else a decimal. One that is rounded keeps all
    its digits, zeros at its end too.
    """
    if is_exact(value):
        exact = fraction(value)
        if abs(exact.numerator) < LARGEST_TO_SHOW and exact.denominator < 100:
            return str(exact)
    with ctx.workprec(128):
        text = _decimal(ball(value), digits)
        if text.lstrip("-").isdigit():
            # A rounded value should not look like a whole number.
            text = _decimal(ball(value), digits + 2)
        return _shortest(text) if _is_all(text, value) else text


def shown_apart(key: Number, answer: Number) -> tuple[str, str]:
    """Both values, with as many digits as it takes to tell them apart."""
    pair = ("", "")
    for digits in DIGITS:
        pair = (shown(key, digits), shown(answer, digits))
        if pair[0] != pair[1]:
            break
    return pair


def _decimal(value: Number, digits: int) -> str:
    """At most so many digits, and only those that are certain."""
    text: str = value.str(digits, radius=False)
    mantissa, _, exponent = text.partition("e")
    if not Decimal(mantissa):
        return "0"
    power = int(exponent or 0)
    if -5 < power < digits:
        mantissa, power = f"{Decimal(mantissa).scaleb(power):f}", 0
    mantissa = mantissa.removesuffix(".")
    return f"{mantissa}e{power}" if power else mantissa


def _is_all(text: str, value: Number) -> bool:
    """Whether the decimal is proved to be the value, and no rounding of it."""
    if abs(int(text.partition("e")[2] or 0)) > LARGEST_POWER:
        return False
    exact = Fraction(text)
    if is_exact(value):
        return fraction(value) == exact
    return bool(ball(value) == ball(rational(exact)))


def _shortest(text: str) -> str:
    """Without zeros at the end of its decimals."""
    mantissa, exponential, power = text.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}{exponential}{power}"
