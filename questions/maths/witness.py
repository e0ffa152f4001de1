"""Witnesses that a person can check, and values as people read them."""

from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Final

from flint import ctx

from questions.maths.evaluation import Number, ball, fraction, is_exact, rational
from questions.maths.findings import Different, NarrowerDomain
from questions.maths.observation import Observation, Observer, Sight
from questions.maths.points import Domain, generic, simple

DIGITS: Final = (6, 9, 12, 17, 30)
GAP_POINTS: Final = 3
LARGEST_TO_SHOW: Final = 10**6
VISIBLE: Final = Fraction(1, 1000)


def different(observer: Observer, seen: Observation, domain: Domain, seed: str) -> Different:
    """The finding for two values that are proved to differ, at the best point to show."""
    best = observer.sharpened(_simplest(observer, seen, domain))
    key, answer = shown_apart(best.key, best.answer)
    return Different(best.point, key, answer, _relative_gap(observer, seen, domain, seed))


def narrower(observer: Observer, seen: Observation, domain: Domain) -> NarrowerDomain:
    """The finding for an answer without a value where the key has one."""
    best = observer.sharpened(_simplest(observer, seen, domain))
    return NarrowerDomain(best.point, shown(best.key))


def _simplest(observer: Observer, seen: Observation, domain: Domain) -> Observation:
    """The first simple point where the same is seen and shows on paper, if there is one."""
    if not seen.point:
        return seen
    for point in simple(observer.names, domain):
        other = observer.look(point, wanted=40)
        if other.sight is seen.sight and _visible(other) and observer.holds_around(other):
            return other
    return seen


def _visible(seen: Observation) -> bool:
    if seen.sight is Sight.KEY_ONLY:
        return True
    key, answer = ball(seen.key), ball(seen.answer)
    size = abs(key).max(abs(answer))
    return bool(size < LARGEST_TO_SHOW and abs(key - answer) > size * rational(VISIBLE))


def _relative_gap(observer: Observer, seen: Observation, domain: Domain, seed: str) -> float | None:
    """The largest relative difference at a few points."""
    gaps = [_gap(seen)]
    if seen.point:
        points = generic(observer.names, f"{seed} gap", domain)
        for point, _ in zip(points, range(2 * GAP_POINTS), strict=False):
            other = observer.look(point, wanted=40)
            if other.sight in (Sight.APART, Sight.AGREE):
                gaps.append(_gap(other))
            if len(gaps) > GAP_POINTS:
                break
    return max((gap for gap in gaps if gap is not None), default=None)


def _gap(seen: Observation) -> float | None:
    key, answer = ball(seen.key), ball(seen.answer)
    if key.contains(0):
        return None
    gap = float(abs((key - answer) / key).mid())
    return gap if isfinite(gap) else None


def shown(value: Number, digits: int = DIGITS[0]) -> str:
    """A short decimal, or an exact integer or fraction where it is short."""
    if is_exact(value):
        exact = fraction(value)
        if abs(exact.numerator) < LARGEST_TO_SHOW and exact.denominator < 100:
            return str(exact)
    with ctx.workprec(128):
        text = _decimal(ball(value), digits)
        # A rounded value should not look like a whole number.
        return _decimal(ball(value), digits + 2) if text.lstrip("-").isdigit() else text


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
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{power}" if power else mantissa
