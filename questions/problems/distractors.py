"""Which wrong answers stand beside the key where a question is asked as a choice.

A good set does not give the key away. Somebody who knows nothing may still choose the longest, the
shortest, the plainest, the option most like the others or least like them, or the number in the
middle. So where the key is to stand by length, by likeness and by size is drawn first, each place
as likely as the others, and wrong answers are picked among which it stands there. Where two
options are each other's mirror image one of them looks like the answer: the key's stands there
rarely.
"""

import math
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from questions import maths
from questions.maths.expression import Expression, Number, walk

from . import likeness
from .problem import Problem

WRONG: Final = 3
LENGTHS: Final = 2.5
"""By so much an option may be longer or shorter than the key, and a little more if it is short."""
SLACK: Final = 6
SIZES: Final = 40.0
"""By so much a number may be larger or smaller than the key."""
UNWIELDY: Final = 10
"""A numerator or a denominator may be so many times the key's largest, or so many times 10."""
MIRRORED: Final = 0.2
"""How often the key's mirror image may stand among the options. Whoever chooses one of two options
that are each other's mirror image is then right in 30 % at most, where always would be 50 %."""
LIKENESSES: Final = (7, 7, 7, 6)
"""How often each place by likeness is drawn. Each wrong answer is one mistake away from the key, so
where no other place is found the key is the one most like the others; so that is drawn more rarely.
"""

Mistake = tuple[str, Expression]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the key should stand among the options, 0 to `WRONG`, from the least of each; and
    whether its mirror image may be one of them.
    """

    length: int
    likeness: int
    size: int
    is_mirrored: bool = False

    @classmethod
    def drawn(cls, chance: random.Random) -> "Place":
        """Every place is as likely as the others, but for the one most like the others."""
        length, size = (chance.randint(0, WRONG) for _ in range(2))
        (alike,) = chance.choices(range(WRONG + 1), LIKENESSES)
        return cls(length, alike, size, is_mirrored=chance.random() < MIRRORED)


@dataclass(frozen=True, slots=True)
class Picked:
    """Wrong answers with their mal-rules; `missed` says by how much the key stands elsewhere."""

    mistakes: tuple[Mistake, ...]
    missed: int


def picked(problem: Problem, place: Place) -> Picked | None:
    """The wrong answers among which the key stands nearest to the place, of those the likeliest.

    Each comes from another mal-rule. They were proved different from the key and from one another
    when they were foreseen. None where there are too few of the key's form.
    """
    key = problem.key_expression()
    fitting = [
        (rule, answer)
        for rule, answer in _fitting(problem, key)
        if place.is_mirrored or not is_mirrored(key, answer)
    ]
    if len({rule for rule, _ in fitting}) < WRONG:
        return None
    shown = [_Shown.of(answer) for answer in (key, *(answer for _, answer in fitting))]
    alike = _likenesses(shown)
    best: tuple[int, int, tuple[int, ...]] | None = None
    for several in combinations(range(len(fitting)), WRONG):
        if len({fitting[one][0] for one in several}) < WRONG:
            continue
        places = (0, *(one + 1 for one in several))
        found = _missed(shown, alike, places, place), sum(several), several
        if best is None or found < best:
            best = found
    return best and Picked(tuple(fitting[one] for one in best[2]), best[0])


def _fitting(problem: Problem, key: Expression) -> list[Mistake]:
    """The expected mistakes that look like an answer to the question."""
    names, length, largest = maths.symbols(key), len(maths.write_text(key)), _largest(key)
    most = LENGTHS * length + SLACK
    found = []
    for rule, answer in problem.mistakes:
        if maths.shape(answer) != maths.shape(key):
            continue
        other = len(maths.write_text(answer))
        if other > most or length > LENGTHS * other + SLACK:
            continue
        if _largest(answer) > UNWIELDY * max(largest, UNWIELDY):
            continue
        if bool(maths.symbols(answer)) == bool(names) and _is_near(key, answer):
            found.append((rule, answer))
    return found


def _largest(tree: Expression) -> int:
    """The largest numerator or denominator that is written in it."""
    numbers = (one.value for one in walk(tree) if isinstance(one, Number))
    return max((max(abs(one.numerator), one.denominator) for one in numbers), default=0)


def is_mirrored(one: Expression, other: Expression) -> bool:
    """Whether the two have the same components in another order."""
    both = [[maths.write_text(part) for part in maths.components(tree)] for tree in (one, other)]
    return both[0] != both[1] and sorted(both[0]) == sorted(both[1])


def _is_near(key: Expression, answer: Expression) -> bool:
    """Of numbers: whether no component is far larger or smaller than the key's."""
    pairs = zip(maths.components(key), maths.components(answer), strict=True)
    sizes = [(_size(one), _size(other)) for one, other in pairs]
    return all(
        one is None
        or other is None
        or abs(math.log((abs(one) + 1) / (abs(other) + 1))) < math.log(SIZES)
        for one, other in sizes
    )


def _size(tree: Expression) -> float | None:
    return None if maths.symbols(tree) or maths.shape(tree) else float(maths.floats(tree, {}))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What can be seen of an option without knowing any mathematics."""

    length: int
    size: float | None
    text: str
    parts: Counter[str]

    @classmethod
    def of(cls, tree: Expression) -> "_Shown":
        text = maths.write_latex(tree)
        return cls(len(text), _size(tree), text, likeness.parts(text))


Likenesses = tuple[Sequence[Sequence[float]], ...]


def _likenesses(shown: Sequence[_Shown]) -> Likenesses:
    """How like each is to each, by each of the two measures."""
    in_order, in_any = ([[0.0] * len(shown) for _ in shown] for _ in range(2))
    for (place, one), (there, other) in combinations(enumerate(shown), 2):
        in_order[place][there] = in_order[there][place] = likeness.in_order(one.text, other.text)
        in_any[place][there] = in_any[there][place] = likeness.in_any_order(one.parts, other.parts)
    return in_order, in_any


def _missed(shown: Sequence[_Shown], alike: Likenesses, places: Sequence[int], place: Place) -> int:
    """By how many places in all the key, the first, stands away from where it should."""
    total = _away([shown[one].length for one in places], place.length)
    for measure in alike:
        likenesses = [sum(measure[one][other] for other in places) for one in places]
        total += _away(likenesses, place.likeness) + _is_centre(likenesses, place.likeness)
    sizes = [size for one in places if (size := shown[one].size) is not None]
    return total + (_away(sizes, place.size) if len(sizes) == len(places) else 0)


def _is_centre(values: Sequence[float], wanted: int) -> bool:
    """Whether the key is most like the others, with one or two that are as much so, where it should
    not be.
    """
    return wanted < WRONG and min(values) < values[0] == max(values)


def _away(values: Sequence[float], wanted: int) -> int:
    """Of equal ones each place counts as the key's."""
    key, *others = values
    least = sum(1 for one in others if one < key)
    most = least + others.count(key)
    return max(least - wanted, wanted - most, 0)
