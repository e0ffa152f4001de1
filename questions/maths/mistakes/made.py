"""Tasks whose answer is made of derivatives, and where to look at it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from questions.maths.differentiation import Solution
from questions.maths.differentiation.answers import GENERAL, POINTED
from questions.maths.differentiation.tidying import ONE, tidy
from questions.maths.differentiation.values import value_at
from questions.maths.expression import Expression, components
from questions.maths.mistakes.asked import places_at, sites_of, values_at
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.rewriting import Fault, rebuilt
from questions.maths.task import Pairs, Task


@dataclass(frozen=True, slots=True)
class Made:
    """A task whose answer is made of its derivatives, and where to look at it."""

    task: Task
    solution: Solution = field(compare=False)
    names: tuple[str, ...]

    @property
    def results(self) -> tuple[Expression, ...]:
        return tuple(one.result for one in self.solution.derivations)

    def places_of(self, point: Pairs) -> Places | None:
        """Where trees are looked at: generic places, or the point for the names that it gives."""
        trees = () if point else components(self.solution.key)
        return places_at(point, (ONE, *trees), self.names)

    def finished(self, tree: Expression, point: Pairs | None) -> Expression:
        """A tree with the point put in, and written as a textbook would."""
        return tidy(value_at(tree, self.point(point)))

    def point(self, point: Pairs | None) -> Pairs:
        """What is put in in the end: `point`, or that of the task where it is None."""
        if point is not None:
            return point
        return () if self.task.ask in POINTED else self.task.at

    def with_results(self, results: Sequence[Expression]) -> Expression:
        """The answer that is made of other derivatives."""
        return self.finished(GENERAL[self.task.ask](self.task, tuple(results)), None)

    def with_faults(
        self, index: int, candidates: Candidates, faults: Sequence[Fault]
    ) -> Expression:
        """The answer that is made with one wrong derivative."""
        results = list(self.results)
        results[index] = rebuilt(candidates.root, faults)
        return self.with_results(results)

    def inner_places(self) -> Places | None:
        """Where the derivatives are taken: at the point, or along the path."""
        found = self.places_of(self.task.at)
        if found is None:
            return None
        return {**found, **{name: values_at(way, found) for name, way in self.task.path}}


@lru_cache(maxsize=32)
def candidates_in(made: Made) -> tuple[Candidates, ...]:
    """Those of each derivative; none where there is nowhere to look."""
    inner = made.inner_places()
    if inner is None:
        return ()
    return tuple(Candidates(sites_of(one), inner) for one in made.solution.derivations)
