"""Explaining answers that are made of derivatives: matrices, slopes, lines, steps, values.

Either what was made of the derivatives is wrong (`ways`), or one of the derivatives was, and was
then used rightly; or both.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain

import numpy as np

from questions.maths.differentiation import Solution
from questions.maths.expression import (
    Expression,
    shape,
    symbols,
)
from questions.maths.mistakes.asked import (
    Asked,
    are_same,
    values_at,
)
from questions.maths.mistakes.candidates import Candidates
from questions.maths.mistakes.composed_pairs import by_two_mistakes
from questions.maths.mistakes.descents import arrived
from questions.maths.mistakes.entries import by_entries
from questions.maths.mistakes.explanation import (
    ONE_FAULT,
    TOGETHER,
    TWO_FAULTS,
    Explanation,
    Prior,
    believable,
    distinct,
    explanation,
    ranked,
)
from questions.maths.mistakes.made import Answers, Faults, Made, answers_of, candidates_in
from questions.maths.mistakes.misused import by_two
from questions.maths.mistakes.nearly import by_algebra, by_sign_in_solving, by_slip_of_the_pen
from questions.maths.mistakes.paths import by_paths
from questions.maths.mistakes.rewriting import Fault
from questions.maths.mistakes.scalars import explain
from questions.maths.mistakes.seconds import leading_in
from questions.maths.mistakes.totals import by_total_derivative
from questions.maths.mistakes.unbracketed import brackets_left_out
from questions.maths.mistakes.used import ways_at_places
from questions.maths.mistakes.vectors import explain_vector
from questions.maths.task import Task

ONE_BY_ONE = frozenset({"gradient", "jacobian", "hessian"})
TRANSPOSED = ("jacobian-transposed",)

MOST_REBUILT = 8


def explain_composed(
    task: Task, solution: Solution, answer: Expression, prior: Prior | None
) -> list[Explanation]:
    """Explanations of a wrong answer to any task, best first."""
    known = (*task.symbols, *(name for name, _ in task.path))
    names = (*known, *sorted(symbols(answer) - set(known)))
    made = Made(task, solution, names)
    found = list(_by_ways(made, answer))
    if not task.at:
        typed = brackets_left_out(solution.key, answer, names, above=False, numbers=True)
        found.extend(() if typed is None else (typed,))
    # Where right entries stand in each other's places, nobody made mistakes in them.
    if not any(one.mal_rules == TRANSPOSED for one in found):
        found.extend(_by_derivatives(task, solution, names, answer, prior))
    if not believable(found):
        found.extend(by_two(made, answer))
    if not believable(found):
        found.extend(by_slip_of_the_pen(made, answer))
    alone = [replace(one, certainty=_alone(one)) for one in distinct(found)]
    return ranked(alone, prior)


def _alone(one: Explanation) -> float:
    return ONE_FAULT if one.mistakes == 1 else TWO_FAULTS


def _by_derivatives(
    task: Task,
    solution: Solution,
    names: tuple[str, ...],
    answer: Expression,
    prior: Prior | None,
) -> list[Explanation]:
    derivations = solution.derivations
    if task.ask in {"derivative", "partial"}:
        return (
            explain(Asked(derivations, names, task.at), answer, prior) if not shape(answer) else []
        )
    if task.ask == "gradient":
        return explain_vector(derivations, names, answer, prior, task.at)
    if task.ask in ONE_BY_ONE:
        asked = _entries(task, solution, names)
        fits = shape(answer) == shape(solution.key)
        return by_entries(asked, answer, prior, _twins(task)) if fits else []
    made = Made(task, solution, names)
    if made.is_open(answer):
        return []
    found = [
        *_by_one_derivative(made, answer),
        *by_paths(made, answer),
        *by_total_derivative(made, answer),
    ]
    found = found or list(_by_every_derivative(made, answer)) or list(by_algebra(made, answer))
    return found or [
        *by_two_mistakes(made, answer),
        *by_sign_in_solving(made, answer, _by_one_derivative),
    ]


def _twins(task: Task) -> dict[int, int]:
    """The mixed entries of a Hessian, each with the one on the other side of the diagonal."""
    width = len(task.with_respect_to)
    places = range(width) if task.ask == "hessian" else ()
    return {i * width + j: j * width + i for i in places for j in places if i != j}


def _entries(task: Task, solution: Solution, names: tuple[str, ...]) -> list[Asked]:
    found = solution.derivations
    if task.ask == "jacobian":
        return [Asked((one,), names, task.at) for one in found]
    width = len(task.with_respect_to) + 1
    blocks = [found[start : start + width] for start in range(0, len(found), width)]
    return [Asked((block[0], one), names, task.at) for block in blocks for one in block[1:]]


def _by_ways(made: Made, answer: Expression) -> Iterator[Explanation]:
    found = ways_at_places(made)
    for one in (found.every[at] for at in found.leading_to(answer)):
        tree = made.finished(one.way.tree, one.way.point)
        if are_same(tree, answer, made.names):
            yield Explanation(one.way.mal_rules, TOGETHER, ONE_FAULT, tree)


def _by_one_derivative(made: Made, answer: Expression) -> Iterator[Explanation]:
    """One derivative was wrong, at one step or wherever a mal-rule fits, and was used rightly."""
    if shape(answer) != shape(made.solution.key):
        return
    for index, candidates in enumerate(candidates_in(made)):
        for faults in _leading(made, index, answer)[:MOST_REBUILT]:
            tree = made.with_faults({index: faults})
            if are_same(tree, answer, made.names):
                yield explanation([(candidates.root, faults)], tree, ONE_FAULT)


def _by_every_derivative(made: Made, answer: Expression) -> Iterator[Explanation]:
    """One mal-rule in several derivatives, each used rightly."""
    if shape(answer) != shape(made.solution.key) or not made.is_algebraic:
        return
    mistakes, answers = _of_every(made)
    for at in () if answers is None else answers.like(answer):
        tree = made.with_faults(mistakes[at])
        if are_same(tree, answer, made.names):
            every = candidates_in(made)
            broken = [(every[index].root, own) for index, own in mistakes[at].items()]
            yield explanation(broken, tree, ONE_FAULT)


@lru_cache(maxsize=32)
def _of_every(made: Made) -> tuple[Sequence[Faults], Answers | None]:
    """What mal-rules that fit in several derivatives break in these, with what they lead to."""
    every = candidates_in(made)
    rows = [_likeliest(one) for one in every]
    counts = Counter(name for one in rows for name in one)
    names = [name for name, count in counts.items() if count > 1]
    # A table's first row is right: it stands where the mal-rule does not fit.
    wrong = [
        candidates.values[[one.get(name, 0) for name in names]]
        for candidates, one in zip(every, rows, strict=True)
    ]
    mistakes = [
        {
            index: candidates.explained(one[name])
            for index, (candidates, one) in enumerate(zip(every, rows, strict=True))
            if name in one
        }
        for name in names
    ]
    return mistakes, answers_of(made, wrong) if names else None


def _likeliest(candidates: Candidates) -> dict[str, int]:
    """The row of the likeliest fault of each mal-rule."""
    found: dict[str, int] = {}
    for row in range(1, len(candidates.values)):
        found.setdefault(candidates.explained(row)[0].mal_rule.id, row)
    return found


def _leading(made: Made, index: int, answer: Expression) -> Sequence[tuple[Fault, ...]]:
    """What a derivative's candidates broke that lead to the answer, as far as floats can tell."""
    if not made.is_algebraic and made.task.steps == 1:
        return leading_in(made, index, answer)
    faults, answers = _of_one(made, index)
    return [] if answers is None else [faults[at] for at in answers.like(answer)]


@lru_cache(maxsize=64)
def _of_one(made: Made, index: int) -> tuple[Sequence[tuple[Fault, ...]], Answers | None]:
    """What candidates and habits of one derivative broke, with what they lead to."""
    candidates, inner = candidates_in(made)[index], made.inner_places()
    faults = [candidates.explained(row) for row in range(1, len(candidates.values))]
    faults += [tuple(chain(*habit.values())) for habit in candidates.habits]
    if inner is None or not made.is_algebraic:
        return faults, arrived(made, [{index: own} for own in faults])
    wrong = [values_at(one, inner) for one in made.results]
    wrong[index] = np.concatenate([candidates.values[1:], candidates.consistent])
    return faults, answers_of(made, wrong)
