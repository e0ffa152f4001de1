"""Wrong answers that the catalogue's mal-rules make of a task, one mal-rule and two."""

import random
from collections.abc import Callable, Iterator
from itertools import combinations

from questions import maths
from questions.maths.curve import curve_of
from questions.maths.differentiation import Solution, solve
from questions.maths.errors import MathsError
from questions.maths.mistakes.made import Faults, Made, candidates_in
from questions.maths.mistakes.prediction import prospects
from questions.maths.mistakes.rewriting import Fault
from questions.maths.task import Task

Bug = tuple[frozenset[str], maths.Expression]
"""Mal-rules and the answer that they give."""

Prospect = tuple[frozenset[str], Callable[[], maths.Expression]]
MOST_DRAWN = 4
"""So many times as many as are wanted are looked at, for some give the right answer."""


def single(task: Task, wanted: int, chance: random.Random) -> Iterator[Bug]:
    """What one mal-rule makes of the task, each answer once."""
    found = [(frozenset({rule}), build) for rule, build in prospects(task, solve(task))]
    yield from wrong(task, found, wanted, chance)


def double(task: Task, wanted: int, chance: random.Random) -> Iterator[Bug]:
    """What two make of it, at two steps of one derivation or at one step of each of two."""
    solution = solve(task)
    found = list(_double(task, solution))
    yield from wrong(task, found, wanted, chance)


def _double(task: Task, solution: Solution) -> Iterator[Prospect]:
    names = (*task.symbols, *(name for name, _ in task.path))
    made = Made(task, solution, names)
    every = candidates_in(made)
    for index, one in enumerate(every):
        for pair in one.pairs.every():
            yield _ids(pair.faults), _built(made, {index: pair.faults})
    for (left, one), (right, other) in combinations(enumerate(every), 2):
        for row in range(1, len(one.values)):
            for beside in range(1, len(other.values)):
                faults = {left: one.explained(row), right: other.explained(beside)}
                yield _ids((*faults[left], *faults[right])), _built(made, faults)


def _ids(faults: tuple[Fault, ...]) -> frozenset[str]:
    return frozenset(name for fault in faults for name in fault.ids)


def _built(made: Made, faults: Faults) -> Callable[[], maths.Expression]:
    def answer() -> maths.Expression:
        return made.with_faults(faults)

    return answer


def wrong(task: Task, found: list[Prospect], wanted: int, chance: random.Random) -> Iterator[Bug]:
    """So many wrong answers of those that may be built, drawn by chance, each once."""
    key, seen = solve(task).key, set()
    for rules, build in chance.sample(found, min(len(found), MOST_DRAWN * wanted)):
        try:
            answer = build()
        except MathsError:
            continue
        if answer not in seen and _is_wrong(task, key, answer):
            seen.add(answer)
            yield rules, answer
        if len(seen) == wanted:
            return


def _is_wrong(task: Task, key: maths.Expression, answer: maths.Expression) -> bool:
    names = (*task.symbols, *(name for name, _ in task.path))
    comparison = maths.compare(key, answer, variables=names, curve=curve_of(task))
    is_near = getattr(comparison, "near", None) == "rounding"
    return comparison.kind in {"different", "shape"} and not is_near
