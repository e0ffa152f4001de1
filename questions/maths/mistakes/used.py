"""Wrong ways to use right derivatives, as numbers: one of them, and two at once."""

from collections.abc import Callable, Iterator, Sequence
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
    """A wrong way through a task with the values of each of its entries."""

    made: Made
    way: Way
    at: Places
    values: Sequence[Floats]

    def finished(self) -> Expression:
        """The answer that it leads to."""
        return self.made.finished(self.way.tree, self.way.point)


class Ways:
    """Wrong ways as numbers: those to answers of one shape at the same places in one table."""

    def __init__(self, every: Sequence[WayAtPlaces]) -> None:
        self.every = every
        together: dict[tuple[tuple[int, ...], Places], list[int]] = {}
        for number, one in enumerate(every):
            together.setdefault((shape(one.way.tree), one.at), []).append(number)
        self._tables: dict[tuple[int, ...], list[tuple[list[int], Answers]]] = {}
        for (own, places), numbers in together.items():
            rows = np.stack([np.concatenate(every[one].values) for one in numbers])
            self._tables.setdefault(own, []).append((numbers, Answers(rows, places)))

    def leading_to(self, answer: Expression) -> list[int]:
        """The numbers of those that lead to the answer, as far as floats can tell."""
        return sorted(
            numbers[row]
            for numbers, answers in self._tables.get(shape(answer), ())
            for row in answers.like(answer)
            if _is_seen(answer, answers.places)
        )

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
    at_places = _evaluated()
    with np.errstate(all="ignore"):
        found = [at_places(made, way) for way in ways(made.task, made.results)]
    return Ways([one for one in found if one is not None])


@lru_cache(maxsize=32)
def two_ways_at_places(made: Made) -> Ways:
    """Two wrong ways at once as numbers: each of them is a mistake alone."""
    alone = ways_at_places(made)
    right = {*alone.leading_to(made.solution.key)}
    wrong = {one.way.mal_rule for at, one in enumerate(alone.every) if at not in right}
    at_places = _evaluated()
    with np.errstate(all="ignore"):
        found = [at_places(own, way) for own, way in _two_ways(made, wrong)]
    return Ways([one for one in found if one is not None])


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


def _evaluated() -> Callable[[Made, Way], WayAtPlaces | None]:
    """Ways as numbers, with what several of them need at one point evaluated once."""
    known: dict[Pairs, Numbers | None] = {}

    def at_places(made: Made, way: Way) -> WayAtPlaces | None:
        point = made.point(way.point)
        if point not in known:
            at = made.places_of(point)
            known[point] = None if at is None else Numbers.at(at)
        numbers = known[point]
        if numbers is None:
            return None
        values = [numbers.of(part) for part in components(way.tree)]
        return WayAtPlaces(made, way, numbers.places, values)

    return at_places
