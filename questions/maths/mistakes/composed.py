"""Explaining answers that are made of derivatives: matrices, slopes, lines, steps, values.

Either what was made of the derivatives is wrong (`ways`), or one of the derivatives was, and was
then used rightly; or both.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from questions.maths.comparison import compare
from questions.maths.differentiation import Derivation, Solution
from questions.maths.differentiation.answers import GENERAL, POINTED
from questions.maths.differentiation.tidying import ONE, tidy
from questions.maths.differentiation.values import value_at
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import (
    Expression,
    Symbol,
    components,
    shape,
    symbols,
)
from questions.maths.mistakes.asked import (
    Asked,
    agreeing,
    is_right,
    places_at,
    tolerance_of,
    values_at,
)
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.explanation import (
    ONE_FAULT,
    TWO_FAULTS,
    Explanation,
    Prior,
    ranked,
)
from questions.maths.mistakes.rewriting import Fault, rebuilt
from questions.maths.mistakes.scalars import explain, explanation
from questions.maths.mistakes.vectors import by_entries, explain_vector
from questions.maths.mistakes.ways import ways
from questions.maths.task import Pairs, Task

TOGETHER = "What is made of the derivatives"
ONE_BY_ONE = frozenset({"gradient", "jacobian", "hessian"})
MOST_REBUILT = 8

Prospect = tuple[str, Callable[[], Expression]]
"""A mal-rule and how to build its answer; most are never built."""


def explain_composed(
    task: Task, solution: Solution, answer: Expression, prior: Prior | None
) -> list[Explanation]:
    """Explanations of a wrong answer to any task, best first."""
    known = (*task.symbols, *(name for name, _ in task.path))
    names = (*known, *sorted(symbols(answer) - set(known)))
    found = list(_by_ways(_Made(task, solution, names), answer))
    found.extend(_by_derivatives(task, solution, names, answer, prior))
    first: dict[frozenset[str], Explanation] = {}
    for one in found:
        first.setdefault(frozenset(one.mal_rules), one)
    kept = [one for rules, one in first.items() if not any(other < rules for other in first)]
    return ranked([replace(one, certainty=_alone(one)) for one in kept], prior)


def _alone(one: Explanation) -> float:
    return ONE_FAULT if len(one.mal_rules) == 1 else TWO_FAULTS


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
        return by_entries(asked, answer, prior) if fits else []
    made = _Made(task, solution, names)
    found = list(_by_one_derivative(made, answer))
    return found or list(_by_every_derivative(made, answer))


def _entries(task: Task, solution: Solution, names: tuple[str, ...]) -> list[Asked]:
    found = solution.derivations
    if task.ask == "jacobian":
        return [Asked((one,), names, task.at) for one in found]
    width = len(task.with_respect_to) + 1
    blocks = [found[start : start + width] for start in range(0, len(found), width)]
    return [Asked((block[0], one), names, task.at) for block in blocks for one in block[1:]]


@dataclass(frozen=True, slots=True)
class _Made:
    """A task whose answer is made of its derivatives, and where to look at it."""

    task: Task
    solution: Solution
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


def prospects(task: Task, solution: Solution) -> Iterator[Prospect]:
    """Wrong answers to expect: of each wrong way, and of one derivative that is wrong."""
    known = (*task.symbols, *(name for name, _ in task.path))
    made = _Made(task, solution, known)
    for way in ways(task, made.results):
        yield way.mal_rule, partial(made.finished, way.tree, way.point)
    inner = _inner_places(made)
    if inner is None:
        return
    for index, derivation in enumerate(solution.derivations):
        candidates = _candidates_at(derivation, inner)
        for row in candidates.rows_by(1):
            faults = candidates.explained(int(row))
            yield faults[0].mal_rule.id, partial(_with_faults, made, index, candidates, faults)


def _with_faults(
    made: _Made, index: int, candidates: Candidates, faults: Sequence[Fault]
) -> Expression:
    """The answer that is made with one wrong derivative."""
    results = list(made.results)
    results[index] = rebuilt(candidates.root, faults)
    return made.with_results(results)


def _by_ways(made: _Made, answer: Expression) -> Iterator[Explanation]:
    for way in ways(made.task, made.results):
        at = made.places_of(made.point(way.point))
        if shape(way.tree) != shape(answer) or at is None or not _fits(way.tree, at, answer):
            continue
        tree = made.finished(way.tree, way.point)
        if is_right(compare(tree, answer, variables=made.names)):
            yield Explanation((way.mal_rule,), TOGETHER, ONE_FAULT, tree)


def _fits(tree: Expression, at: Places, answer: Expression) -> bool:
    """Whether floats say that a tree of the same shape is the answer."""
    near = tolerance_of(answer)
    return all(
        len(agreeing(values_at(part, at).reshape(1, -1), values_at(given, at), near))
        for part, given in zip(components(tree), components(answer), strict=True)
    )


def _by_one_derivative(made: _Made, answer: Expression) -> Iterator[Explanation]:
    """One derivative was wrong, at one step or wherever a mal-rule fits, and was used rightly."""
    if shape(answer) != shape(made.solution.key):
        return
    inner = _inner_places(made)
    if inner is None:
        return
    for index, derivation in enumerate(made.solution.derivations):
        candidates = _candidates_at(derivation, inner)
        for row in _rows(made, index, candidates, inner, answer)[:MOST_REBUILT]:
            faults = candidates.explained(int(row))
            tree = _with_faults(made, index, candidates, faults)
            if is_right(compare(tree, answer, variables=made.names)):
                yield explanation(faults, tree, ONE_FAULT)


def _by_every_derivative(made: _Made, answer: Expression) -> Iterator[Explanation]:
    """One mal-rule in several derivatives, each used rightly."""
    inner = _inner_places(made)
    if shape(answer) != shape(made.solution.key) or inner is None or not _is_algebraic(made.task):
        return
    every = [_likeliest(_candidates_at(one, inner)) for one in made.solution.derivations]
    for name in dict.fromkeys(name for one in every for name in one):
        if sum(name in one for one in every) < 2:
            continue
        faults = [fault for one in every for fault in one.get(name, ())]
        results = [
            rebuilt(derivation.steps, one[name]) if name in one else derivation.result
            for derivation, one in zip(made.solution.derivations, every, strict=True)
        ]
        at = made.places_of(made.point(None))
        tree = GENERAL[made.task.ask](made.task, tuple(results))
        if at is not None and _fits(tree, at, answer):
            finished = made.finished(tree, None)
            if is_right(compare(finished, answer, variables=made.names)):
                yield explanation(faults, finished, ONE_FAULT)


def _likeliest(candidates: Candidates) -> dict[str, tuple[Fault, ...]]:
    """The likeliest fault of each mal-rule."""
    rows = sorted(candidates.rows_by(1), key=lambda row: -candidates.table.weights[row])
    found: dict[str, tuple[Fault, ...]] = {}
    for row in rows:
        faults = candidates.explained(int(row))
        found.setdefault(faults[0].mal_rule.id, faults)
    return found


def _inner_places(made: _Made) -> Places | None:
    """Where the derivatives are taken: at the point, or along the path."""
    found = made.places_of(made.task.at)
    if found is None:
        return None
    return {**found, **{name: values_at(way, found) for name, way in made.task.path}}


def _candidates_at(derivation: Derivation, inner: Places) -> Candidates:
    return Candidates(derivation.steps, inner, most=1)


def _rows(
    made: _Made, index: int, candidates: Candidates, inner: Places, answer: Expression
) -> Sequence[int]:
    """The rows of a derivative's candidates that lead to the answer, as far as floats can tell."""
    rows = candidates.rows_by(1)
    if not _is_algebraic(made.task):
        likely = sorted(rows, key=lambda row: -candidates.table.weights[row])
        return [int(row) for row in likely]
    stand_ins = [Symbol(f"derivative {at}") for at in range(len(made.results))]
    tree = GENERAL[made.task.ask](made.task, tuple(stand_ins))
    outer = made.places_of(made.point(None))
    if outer is None:
        return ()
    known = {
        one.name: values_at(value, inner)
        for one, value in zip(stand_ins, made.results, strict=True)
    }
    known[stand_ins[index].name] = candidates.table.values[rows]
    numbers, near = Evaluation({**outer, **known}), tolerance_of(answer)
    fitting = set(range(len(rows)))
    for part, given in zip(components(tree), components(answer), strict=True):
        found = np.broadcast_to(numbers.floats(part), known[stand_ins[index].name].shape)
        fitting &= set(agreeing(found, values_at(given, outer), near).tolist())
    return [int(rows[at]) for at in sorted(fitting)]


def _is_algebraic(task: Task) -> bool:
    """Whether the answer is an expression in the derivatives: nothing differentiates them again."""
    return not (task.ask in {"implicit", "parametric"} and task.order > 1) and task.steps == 1
