"""Comparing on a curve: a slope in x and y means something only where the equation holds.

x y/(x^2 - 3) and -3 x/(7 y) are two functions of the plane, and one on 3 x^2 + 7 y^2 = 9.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from questions.maths.algebra.identity import Pair
from questions.maths.curve import BITS, Place
from questions.maths.decision import decide
from questions.maths.errors import LimitError
from questions.maths.evaluation import Value
from questions.maths.expression import Expression
from questions.maths.findings import (
    Agrees,
    Comparison,
    Different,
    Equal,
    NarrowerDomain,
    Undecided,
)
from questions.maths.keys import Key
from questions.maths.observation import Sight, sight_of
from questions.maths.witness import different_values, is_visible, shown

BITS_TO_AGREE: Final = 150
ENOUGH: Final = 6
"""So many points of the curve with the same values are believed, if nothing is proved."""
WORK: Final = 20_000
"""Operations that looking at places may take, at least four places whatever they take."""
RADIUS: Final = 40
COARSE: Final = 128


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen at a place, which is so for a neighbourhood where values differ."""

    place: Place
    sight: Sight
    key: Value
    answer: Value


def decide_along(key: Key, answer: Expression) -> Comparison:
    """The finding for two scalars on the key's curve.

    As `decide` finds, apart from what is proved on any curve, where no point of this one can be
    certified.
    """
    plain = decide(key, answer)
    if isinstance(plain, Undecided) and plain.reason != "too hard":
        return plain
    if not key.places:
        is_other = isinstance(plain, Different)
        return Equal("curve") if is_other and _is_proved(key, answer) else plain
    seen = list(_looks(key, answer))
    apart = [one for one in seen if one.sight is Sight.APART]
    if apart:
        return _different(apart)
    lost = [one for one in seen if one.sight is Sight.KEY_ONLY]
    agreed = sum(one.sight is Sight.AGREE for one in seen)
    if lost:
        place, value = lost[0].place, shown(lost[0].key)
        if agreed:
            return NarrowerDomain(place.told, value, rounded=place.rounded)
        return Different(place.told, value, "undefined", rounded=place.rounded)
    if agreed < min(ENOUGH, len(key.places)):
        return Undecided("too hard")
    if isinstance(plain, Equal | Agrees):
        return plain
    return Equal("curve") if _is_proved(key, answer) else Agrees(BITS_TO_AGREE, agreed)


def is_apart_along(key: Key, answer: Expression) -> bool:
    """Whether values at a place of the key's curve prove that they differ there."""
    return any(one.sight is Sight.APART for one in _looks(key, answer)) if key.places else False


def _looks(key: Key, answer: Expression) -> Iterator[Seen]:
    try:
        program, _ = key.program_with(answer)
    except LimitError:
        return
    if not set(program.names) <= set(key.places[0].coordinates):
        return
    for place in key.places[: max(4, WORK // (len(program) + 1))]:
        own, other = program.at(place.coordinates, BITS)
        sight = sight_of(own, other, BITS_TO_AGREE) or Sight.UNKNOWN
        if sight in {Sight.APART, Sight.KEY_ONLY}:
            there, beside = program.at(place.neighbourhood(RADIUS), COARSE)
            if sight_of(there, beside, BITS_TO_AGREE) is not sight:
                sight = Sight.UNKNOWN
        yield Seen(place, sight, own, other)


def _different(apart: Sequence[Seen]) -> Different:
    """At the first place where it shows on paper."""
    best = next((one for one in apart if is_visible(one.key, one.answer)), apart[0])
    return different_values(best.place.told, best.key, best.answer, rounded=best.place.rounded)


def _is_proved(key: Key, answer: Expression) -> bool:
    """The difference is a multiple of what vanishes on the curve."""
    if key.curve is None:
        return False
    try:
        return Pair(key.half, answer).is_zero_where(key.curve.gap)
    except LimitError:
        return False
