"""Wrong ways to use right derivatives, as numbers: one of them, and two at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from questions.maths.expression import Expression, components, shape
from questions.maths.mistakes.asked import tolerance_of, values_at
from questions.maths.mistakes.candidates import Numbers, Places
from questions.maths.mistakes.made import Made
from questions.maths.mistakes.table import Floats, agreeing
from questions.maths.mistakes.ways import Way, misread, ways
from questions.maths.task import Pairs


@dataclass(frozen=True, slots=True)
class WayAtPlaces:
    """A wrong way through a task with the values of each of its entries."""

    made: Made
    way: Way
    at: Places
    values: Sequence[Floats]

    def fits(self, answer: Expression) -> bool:
        """Whether the values of all entries are those of the answer, as far as floats can tell."""
        if shape(self.way.tree) != shape(answer):
            return False
        near = tolerance_of(answer)
        return all(
            len(agreeing(part.reshape(1, -1), values_at(given, self.at), near))
            for part, given in zip(self.values, components(answer), strict=True)
        )

    def finished(self) -> Expression:
        """The answer that it leads to."""
        return self.made.finished(self.way.tree, self.way.point)


@lru_cache(maxsize=32)
def ways_at_places(made: Made) -> tuple[WayAtPlaces, ...]:
    """The wrong ways as numbers, which the next answer to the task needs too."""
    at_places = _evaluated()
    found = (at_places(made, way) for way in ways(made.task, made.results))
    return tuple(one for one in found if one is not None)


@lru_cache(maxsize=32)
def two_ways_at_places(made: Made) -> tuple[WayAtPlaces, ...]:
    """Two wrong ways at once as numbers: each of them is a mistake alone."""
    key = made.solution.key
    wrong = {one.way.mal_rule for one in ways_at_places(made) if not one.fits(key)}
    at_places = _evaluated()
    found = []
    for own, way in _two_ways(made, wrong):
        one = at_places(own, way)
        if one is not None:
            found.append(one)
    return tuple(found)


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
                yield own, replace(way, beside=first.mal_rule)
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
