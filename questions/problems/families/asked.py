"""Families that ask a task: key, steps, hints and mistakes follow from the engine's derivation."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from questions import maths
from questions.problems.confirmation import is_confirmed
from questions.problems.difficulty import combining, difficulty_of, skills_of
from questions.problems.domain import bounds
from questions.problems.parts import Line
from questions.problems.problem import Problem

from .family import Family

LONGEST_KEY: Final = {1: 120, 2: 120, 3: 120, 4: 200, 5: 240}
LEAST_MISTAKES: Final = 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """A task with the way in which it is asked."""

    task: maths.Task
    prompt: str
    labels: tuple[str, ...]
    layout: str = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFamily(Family):
    """`draw` makes a task; `least_combining` says how often a rule that combines functions
    (product, quotient, chain) is used at least.
    """

    draw: Callable[[random.Random, int], Drawn]
    least_combining: dict[int, int] = field(default_factory=dict)

    def drawn(self, level: int, seed: int) -> Drawn | None:
        """The task of the first draw, without the work of making it a whole problem; None where
        it is seen to be no good. Raises ProblemError for a level or a seed that there is not.
        """
        self._check(level, seed)
        drawn = self.draw(self._chance(level, seed, 0), level)
        solution = maths.solve(drawn.task)
        if not is_worth_asking(drawn.task, solution.key):
            return None
        return drawn if combining(solution) >= self.least_combining.get(level, 0) else None

    def _skills(self, _chance: random.Random, _level: int) -> tuple[str, ...]:
        task = self.draw(_chance, _level).task
        return skills_of(task, maths.solve(task))

    def _problem(self, chance: random.Random, level: int, seed: int) -> Problem | None:
        drawn = self.draw(chance, level)
        task = drawn.task
        solution = maths.solve(task)
        key = maths.write_text(solution.key)
        if len(key) > LONGEST_KEY[level] or not is_worth_asking(task, solution.key):
            return None
        if combining(solution) < self.least_combining.get(level, 0):
            return None
        if not is_confirmed(task, solution.key):
            return None
        mistakes = _mistakes(task, drawn.layout, solution.key)
        if len(mistakes) < LEAST_MISTAKES:
            return None
        try:
            worked = maths.work(task)
        except maths.StepError:
            return None
        return Problem(
            kind=self.kind,
            prompt=drawn.prompt,
            seed=seed,
            key=key,
            variables=task.variables,
            family=self.name,
            level=level,
            task=task,
            layout=drawn.layout,
            labels=drawn.labels,
            mistakes=mistakes,
            hints=maths.hints(worked),
            steps=steps_of(worked),
            skills=skills_of(task, solution),
            difficulty=difficulty_of(task, solution),
            domain=bounds(task.function) or None,
        )


def is_worth_asking(task: maths.Task, key: maths.Expression) -> bool:
    """Whether every variable matters, nothing vanishes, no component repeats another, and the key
    is neither a number everywhere nor the function itself.
    """
    parts = [maths.write_text(part) for part in maths.components(key)]
    return (
        maths.symbols(task.function) == set(task.variables)
        and bool(maths.symbols(key))
        and "0" not in parts
        and len(set(parts)) == len(parts)
        and maths.write_text(task.function) not in parts
    )


def _mistakes(
    task: maths.Task, layout: str, key: maths.Expression
) -> tuple[tuple[str, maths.Expression], ...]:
    """The mistakes that the layout lets show: labelled fields rule a scalar out."""
    return tuple(
        (rule, answer)
        for rule, answer in maths.predict_mistakes(task)
        if may_be_written(answer, layout, key)
    )


def may_be_written(answer: maths.Expression, layout: str, key: maths.Expression) -> bool:
    """Whether the layout lets it: labelled fields rule another shape out."""
    return layout != "components" or maths.shape(answer) == maths.shape(key)


def steps_of(worked: maths.Worked) -> tuple[Line, ...]:
    """The lines of a worked solution; where it has several parts, each under its label."""
    lines: list[Line] = []
    for part in worked.parts:
        if part.label is not None:
            lines.append(Line("component", "Component", "", part.label.latex))
        lines += [Line(one.rule, one.name, one.sentence, one.latex) for one in part.lines]
    return tuple(lines)
