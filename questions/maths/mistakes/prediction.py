"""The wrong answers to expect of a task, before anybody answers it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from questions.maths.comparison import PreparedKey
from questions.maths.curve import curve_of
from questions.maths.differentiation import Derivation, Solution
from questions.maths.differentiation.tidying import ONE, tidy
from questions.maths.errors import MathsError
from questions.maths.evaluation.arrays import Evaluation
from questions.maths.expression import Expression, Vector, components, shape
from questions.maths.mistakes.asked import Asked
from questions.maths.mistakes.catalogue import CATALOGUE
from questions.maths.mistakes.diagnosis import PLAIN
from questions.maths.mistakes.made import Made, candidates_in
from questions.maths.mistakes.places import places
from questions.maths.mistakes.rewriting import rebuilt
from questions.maths.mistakes.settings import Later, tree_of
from questions.maths.mistakes.simplifying import expected
from questions.maths.mistakes.table import Floats
from questions.maths.mistakes.vectors import whole_vectors
from questions.maths.mistakes.ways import ways
from questions.maths.mistakes.wholes import whole_answers
from questions.maths.task import Task

MOST = 12
MOST_OF_ONE = 2
"""So many wrong answers of one mal-rule, where it applies at several steps."""

CLEARLY = 1e-6
Predicted = tuple[str, Expression]
Prospect = tuple[str, Callable[[], Expression]]
"""A mal-rule and how to build its answer; most are never built."""


def predicted(task: Task, solution: Solution, only: str | None = None) -> tuple[Predicted, ...]:
    """See `mistakes.predict_mistakes`."""
    likely = prospects(task, solution, only)
    own = task.coordinates if task.is_path else tuple(name for name, _ in task.path)
    names = (*task.symbols, *own)
    found: list[Predicted] = []
    seen = _Seen(solution, names)
    seen.is_new(solution.key)  # An answer that only proof tells from the key is no mistake to show.
    key = PreparedKey(solution.key, variables=names, curve=curve_of(task))
    wanted = [one for one in likely if only in {None, one[0]}]
    for mal_rule, build in _varied(wanted, MOST_OF_ONE if only is None else MOST):
        tree = _tree(build)
        if tree is None:
            continue
        if seen.is_new(tree) and key.differs(tree):
            found.append((mal_rule, tree))
        if len(found) == (MOST if only is None else MOST_OF_ONE):
            break
    return tuple(found)


def prospects(task: Task, solution: Solution, only: str | None = None) -> Iterator[Prospect]:
    """Everything that one mal-rule makes of the task, right answers and doublets among them."""
    if task.ask not in PLAIN or task.at:
        return _of_any(task, solution)
    if task.ask == "gradient":
        return _of_vector(solution.derivations, task.symbols)
    return _of_scalar(Asked(solution.derivations, task.symbols), only)


def _of_any(task: Task, solution: Solution) -> Iterator[Prospect]:
    """Wrong answers to expect: of each wrong way, and of one derivative that is wrong."""
    known = (*task.symbols, *(name for name, _ in task.path))
    made = Made(task, solution, known)
    alone = (way for way in ways(task, made.results) if way.beside is None)
    for way in alone:
        yield way.mal_rule, partial(made.finished, way.tree, way.point)
    for index, candidates in enumerate(candidates_in(made)):
        for row in range(1, len(candidates.values)):
            faults = candidates.explained(row)
            yield faults[0].mal_rule.id, partial(made.with_faults, {index: faults})


def _tree(build: Callable[[], Expression]) -> Expression | None:
    """The wrong answer; None where it has no value or grows too large."""
    try:
        return build()
    except MathsError:
        return None


def _varied(likely: Iterable[Prospect], most: int) -> list[Prospect]:
    """One wrong answer of each mal-rule, then the second ones, and so on."""
    counted: dict[str, int] = {}
    rounds: list[list[Prospect]] = [[] for _ in range(most)]
    for mal_rule, build in sorted(likely, key=lambda one: -CATALOGUE[one[0]].weight):
        count = counted.get(mal_rule, 0)
        counted[mal_rule] = count + 1
        if count < most:
            rounds[count].append((mal_rule, build))
    return [one for each in rounds for one in each]


class _Seen:
    """Wrong answers so far, as values at places where the task has some."""

    def __init__(self, solution: Solution, names: tuple[str, ...]) -> None:
        derivations = solution.derivations
        trees = [one.expression for one in derivations[:1]] + [one.result for one in derivations]
        found = places(trees or [ONE], names)
        self._evaluation = None if found is None else Evaluation(found)
        self._values: dict[tuple[int, ...], Floats] = {}

    def is_new(self, tree: Expression) -> bool:
        """Whether it has other values than all before; it counts as seen from now on.

        A component without a value anywhere, as ln(-2), makes it no answer at all.
        """
        if self._evaluation is None:
            return False
        values = np.stack([self._evaluation.floats(part) for part in components(tree)])
        if np.isnan(values).all(axis=-1).any():
            return False
        values = values[np.newaxis]
        known = self._values.get(shape(tree), values[:0])
        if _are_close(values, known).all(axis=(1, 2)).any():
            return False
        self._values[shape(tree)] = np.concatenate([known, values])
        return True


def _are_close(values: Floats, known: Floats) -> NDArray[np.bool_]:
    """Where values are near known ones, or both have none."""
    gaps = np.abs(values - known) <= CLEARLY * np.abs(known)
    return gaps | (np.isnan(values) & np.isnan(known))


def _of_scalar(asked: Asked, only: str | None) -> Iterator[Prospect]:
    """Slips of algebra are many and come of habit less often: only one that is asked for."""
    yield from _by_steps(asked)
    yield from _built(whole_answers(asked))
    if only in CATALOGUE and CATALOGUE[only].slips:
        yield from ((only, build) for build in expected(asked, only))


def _built(named: Iterable[tuple[str, Expression | Later]]) -> Iterator[Prospect]:
    for mal_rule, part in named:
        yield mal_rule, partial(_tidied, part)


def _tidied(part: Expression | Later) -> Expression:
    return tidy(tree_of(part))


def _itself(tree: Expression) -> Expression:
    return tree


def _by_steps(asked: Asked) -> Iterator[Prospect]:
    """What each mal-rule makes of the last derivation."""
    candidates = asked.candidates()
    if candidates is None:
        return
    for row in range(1, len(candidates.values)):
        faults = candidates.explained(row)
        yield faults[0].mal_rule.id, partial(rebuilt, candidates.root, faults)


def _of_vector(derivations: Sequence[Derivation], names: tuple[str, ...]) -> Iterator[Prospect]:
    """Mal-rules of vectors, and each mal-rule in every component where it applies."""
    yield from _built(whole_vectors(derivations))
    wrong = [dict(reversed(list(_by_steps(Asked((one,), names))))) for one in derivations]
    for rule in dict.fromkeys(rule for one in wrong for rule in one):
        entries = [
            one.get(rule, partial(_itself, right.result))
            for one, right in zip(wrong, derivations, strict=True)
        ]
        yield rule, partial(_vector, entries)


def _vector(entries: Sequence[Callable[[], Expression]]) -> Expression:
    return Vector(tuple(build() for build in entries))
