"""Which wrong answers stand beside the key where a question is asked as a choice.

A good set does not give the key away. Somebody who knows nothing may still choose the longest, the
shortest, the plainest, the option most like the others or least like them, or the number in the
middle. So where the key is to stand by length, by likeness and by size is drawn first, each place
as likely as the others, and wrong answers are picked among which it stands there.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations
from typing import Final

from questions import maths
from questions.maths.expression import Expression

from .problem import Problem

WRONG: Final = 3
LENGTHS: Final = 2.5
"""By so much an option may be longer or shorter than the key, and a little more if it is short."""
SLACK: Final = 6
SIZES: Final = 40.0
"""By so much a number may be larger or smaller than the key."""

TOKEN: Final = re.compile(r"\\?[a-z]+|\d+|\S")

Mistake = tuple[str, Expression]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the key should stand among the options, 0 to `WRONG`, from the least of each."""

    length: int
    likeness: int
    size: int

    @classmethod
    def drawn(cls, chance: random.Random) -> "Place":
        """Every place is as likely as the others."""
        return cls(*(chance.randint(0, WRONG) for _ in range(3)))


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
    fitting = _fitting(problem, key)
    if len({rule for rule, _ in fitting}) < WRONG:
        return None
    shown = [_Shown.of(answer) for answer in (key, *(answer for _, answer in fitting))]
    alike = [[0.0] * len(shown) for _ in shown]
    for one, other in combinations(range(len(shown)), 2):
        alike[one][other] = alike[other][one] = shown[one].likeness(shown[other])
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
    names, length = maths.symbols(key), len(maths.write_text(key))
    most = LENGTHS * length + SLACK
    found = []
    for rule, answer in problem.mistakes:
        if maths.shape(answer) != maths.shape(key):
            continue
        other = len(maths.write_text(answer))
        if other > most or length > LENGTHS * other + SLACK:
            continue
        if bool(maths.symbols(answer)) == bool(names) and _is_near(key, answer):
            found.append((rule, answer))
    return found


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
        return cls(len(text), _size(tree), text, Counter(TOKEN.findall(text)))

    def likeness(self, other: "_Shown") -> float:
        """The part of what is written that stands in both: in the same order, and in any."""
        in_order = SequenceMatcher(None, self.text, other.text, autojunk=False).ratio()
        in_any = (self.parts & other.parts).total() / (self.parts | other.parts).total()
        return (in_order + in_any) / 2


def _missed(
    shown: Sequence[_Shown], alike: Sequence[Sequence[float]], places: Sequence[int], place: Place
) -> int:
    """By how many places in all the key, the first, stands away from where it should."""
    lengths = [shown[one].length for one in places]
    likenesses = [sum(alike[one][other] for other in places) for one in places]
    total = _away(lengths, place.length) + _away(likenesses, place.likeness)
    sizes = [size for one in places if (size := shown[one].size) is not None]
    return total + (_away(sizes, place.size) if len(sizes) == len(places) else 0)


def _away(values: Sequence[float], wanted: int) -> int:
    """Of equal ones each place counts as the key's."""
    key, *others = values
    least = sum(1 for one in others if one < key)
    most = least + others.count(key)
    return max(least - wanted, wanted - most, 0)
