"""Wrong ways to use right derivatives, as numbers: one of them, and two at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod

import numpy as np

from questions.maths.expression import Expression, components, shape
from questions.maths.mistakes.asked import values_at
from questions.maths.mistakes.candidates import Numbers, Places
from questions.maths.mistakes.catalogue import CATALOGUE
from questions.maths.mistakes.made import Answers, Made
from questions.maths.mistakes.table import FEWEST_POINTS, Floats
from questions.maths.mistakes.ways import Way, misread, ways
from questions.maths.task import Pairs


@dataclass(frozen=True, slots=True)
class WayAtPlaces:
    """A wrong way through a task, and where to look at what it leads to."""

    made: Made
    way: Way
    at: Places

    def puts_in_too_much(self, answer: Expression) -> bool:
        """Whether the answer varies with what is put in in the end."""
        return self.made.varies_with(answer, self.made.point(self.way.point))

    def finished(self) -> Expression:
        """The answer that it leads to."""
        return self.made.finished(self.way.tree, self.way.point)


class Ways:
    """Wrong ways as numbers: those to answers of one shape at the same places in one table, which
    is worked out when the first answer comes that some of them may lead to.
    """

    def __init__(self, every: Sequence[WayAtPlaces]) -> None:
        self.every = every
        together: dict[tuple[tuple[int, ...], Places], list[int]] = {}
        for number, one in enumerate(every):
            together.setdefault((shape(one.way.tree), one.at), []).append(number)
        self._together: dict[tuple[int, ...], list[tuple[Places, list[int]]]] = {}
        for (own, places), numbers in together.items():
            self._together.setdefault(own, []).append((places, numbers))
        self._tables: dict[int, Answers] = {}

    def leading_to(self, answer: Expression, *, is_open: bool = False) -> list[int]:
        """The numbers of those that lead to the answer, as far as floats can tell; of an answer
        that `is_open` without those that put in what it varies with.
        """
        return sorted(
            numbers[row]
            for places, numbers in self._together.get(shape(answer), ())
            if not (is_open and self.every[numbers[0]].puts_in_too_much(answer))
            for row in self._table(places, numbers).like(answer)
            if _is_seen(answer, places)
        )

    def _table(self, places: Places, numbers: Sequence[int]) -> Answers:
        """Of these ways; what several of them need is evaluated once."""
        found = self._tables.get(numbers[0])
        if found is None:
            at = Numbers.at(places)
            with np.errstate(all="ignore"):
                entries = [components(self.every[one].way.tree) for one in numbers]
                rows = [np.concatenate([at.of(part) for part in own]) for own in entries]
            found = self._tables[numbers[0]] = Answers(np.stack(rows), places)
        return found

    def weights(self, likely: Expression) -> Floats:
        """How common each is; 0 of those that lead to an answer of another shape."""
        own = shape(likely)
        return np.array([_weight(one) if shape(one.way.tree) == own else 0.0 for one in self.every])


def _weight(one: WayAtPlaces) -> float:
    return prod(CATALOGUE[name].weight for name in one.way.mal_rules)


def _is_seen(answer: Expression, places: Places) -> bool:
    """Whether each entry has values at enough places to be known by them."""
    found = (np.isfinite(values_at(part, places)) for part in components(answer))
    return all(np.count_nonzero(one) >= FEWEST_POINTS for one in found)


@lru_cache(maxsize=32)
def ways_at_places(made: Made) -> Ways:
    """The wrong ways as numbers, which the next answer to the task needs too."""
    return _at_places((made, way) for way in ways(made.task, made.results))


@lru_cache(maxsize=32)
def two_ways_at_places(made: Made) -> Ways:
    """Two wrong ways at once as numbers: each of them is a mistake alone."""
    alone = ways_at_places(made)
    right = {*alone.leading_to(made.solution.key)}
    wrong = {one.way.mal_rule for at, one in enumerate(alone.every) if at not in right}
    return _at_places(_two_ways(made, wrong))


def _two_ways(made: Made, wrong: set[str]) -> Iterator[tuple[Made, Way]]:
    """Each with the task that is misread in it; the misreading is the way's `beside`."""
    every = list(misread(made.task, made.results))
    wrong = wrong | {one.mal_rule for one in every}
    for first in every:
        own = replace(made, task=first.task)
        said = set()
        for way in ways(first.task, first.results):
            if way.beside is None and way.mal_rule in wrong and first.goes_with(way.mal_rule):
                said.add(way.mal_rule)
                yield own, Way(way.mal_rule, way.tree, way.point, first.mal_rule)
        for second in misread(first.task, first.results):
            is_after = second.mal_rule > first.mal_rule
            if is_after and second.mal_rule not in said and first.goes_with(second.mal_rule):
                way = Way(second.mal_rule, second.answer, None, first.mal_rule)
                yield replace(made, task=second.task), way


def _at_places(every: Iterable[tuple[Made, Way]]) -> Ways:
    """Those for which there is somewhere to look."""
    known: dict[Pairs, Places | None] = {}
    found = []
    for made, way in every:
        point = made.point(way.point)
        if point not in known:
            known[point] = made.places_of(point)
        places = known[point]
        if places is not None:
            found.append(WayAtPlaces(made, way, places))
    return Ways(found)
