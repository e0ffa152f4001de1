"""The wrong answers to expect of a task, before anybody answers it."""

from collections.abc import Iterator, Sequence

import numpy as np

from questions.maths.comparison import compare
from questions.maths.differentiation import Derivation, solve
from questions.maths.expression import Expression, Vector, components, shape
from questions.maths.mistakes.asked import Asked, values_at
from questions.maths.mistakes.catalogue import CATALOGUE
from questions.maths.mistakes.places import places
from questions.maths.mistakes.rewriting import rebuilt
from questions.maths.mistakes.table import Floats
from questions.maths.mistakes.vectors import whole_vectors
from questions.maths.mistakes.wholes import whole_answers
from questions.maths.task import Task

MOST = 12
MOST_OF_ONE = 2
"""So many wrong answers of one mal-rule, where it applies at several steps."""

CLEARLY = 1e-6
Predicted = tuple[str, Expression]


def predicted(task: Task) -> tuple[Predicted, ...]:
    """See `mistakes.predict_mistakes`."""
    solution = solve(task)
    if task.ask == "gradient":
        likely = _of_vector(solution.derivations, task.symbols)
    else:
        likely = _of_scalar(Asked(solution.derivations, task.symbols))
    found: list[Predicted] = []
    seen = _Seen(solution.derivations, task.symbols)
    for mal_rule, tree in _varied(likely):
        if seen.is_new(tree) and _differ(solution.key, tree, task.symbols):
            found.append((mal_rule, tree))
        if len(found) == MOST:
            break
    return tuple(found)


def _varied(likely: Sequence[Predicted]) -> list[Predicted]:
    """One wrong answer of each mal-rule, then the second ones."""
    counted: dict[str, int] = {}
    rounds: list[list[Predicted]] = [[] for _ in range(MOST_OF_ONE)]
    for mal_rule, tree in likely:
        count = counted.get(mal_rule, 0)
        counted[mal_rule] = count + 1
        if count < MOST_OF_ONE:
            rounds[count].append((mal_rule, tree))
    return [one for each in rounds for one in each]


class _Seen:
    """Wrong answers so far, as values at places where the task has some."""

    def __init__(self, derivations: Sequence[Derivation], names: tuple[str, ...]) -> None:
        trees = [derivations[0].expression, *(one.result for one in derivations)]
        self._places = places(trees, names)
        self._values: dict[tuple[int, ...], list[Floats]] = {}

    def is_new(self, tree: Expression) -> bool:
        """Whether it has other values than all before; it counts as seen from now on."""
        if self._places is None:
            return False
        parts = [values_at(part, self._places) for part in components(tree)]
        values = np.nan_to_num(np.stack(parts), nan=np.inf)
        known = self._values.setdefault(shape(tree), [])
        if any(np.allclose(values, one, rtol=CLEARLY, atol=0.0) for one in known):
            return False
        known.append(values)
        return True


def _differ(left: Expression, right: Expression, names: tuple[str, ...]) -> bool:
    return compare(left, right, variables=names).kind in {"different", "shape"}


def _of_scalar(asked: Asked) -> list[Predicted]:
    found = [*_by_steps(asked), *whole_answers(asked)]
    return sorted(found, key=lambda one: -CATALOGUE[one[0]].weight)


def _by_steps(asked: Asked) -> Iterator[Predicted]:
    """What each mal-rule makes of the last derivation, the commonest first."""
    candidates = asked.candidates(1)
    if candidates is None:
        return
    found = [candidates.explained(row) for row in range(1, len(candidates.table.values))]
    for faults in sorted(found, key=lambda one: -one[0].mal_rule.weight):
        yield faults[0].mal_rule.id, rebuilt(candidates.root, faults)


def _of_vector(derivations: Sequence[Derivation], names: tuple[str, ...]) -> list[Predicted]:
    """Mal-rules of vectors, then each mal-rule in every component where it applies."""
    key = [one.result for one in derivations]
    wrong = [dict(reversed(list(_by_steps(Asked((one,), names))))) for one in derivations]
    rules = dict.fromkeys(rule for one in wrong for rule in one)
    broken = [
        (rule, Vector(tuple(one.get(rule, right) for one, right in zip(wrong, key, strict=True))))
        for rule in rules
    ]
    found = [*whole_vectors(derivations), *broken]
    return sorted(found, key=lambda one: -CATALOGUE[one[0]].weight)
