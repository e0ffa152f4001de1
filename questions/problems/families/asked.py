"""Families that ask a task: key, steps, hints and mistakes follow from the engine's derivation."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from questions import maths
from questions.maths.expression import Sum, walk
from questions.problems import board
from questions.problems.confirmation import is_confirmed
from questions.problems.difficulty import combining, difficulty_of, skills_of
from questions.problems.domain import bounds, of_task
from questions.problems.parts import Line
from questions.problems.problem import Problem

from .family import Family

LONGEST_KEY: Final = {1: 120, 2: 120, 3: 120, 4: 200, 5: 240}
MAX_KEY: Final = max(LONGEST_KEY.values())
LONGEST_MATRIX: Final = 130
LEAST_MISTAKES: Final = 2
LONGEST_STEP: Final = 20
"""Of descent, in each variable: one that goes farther shows nothing of how descent works."""
LONGEST_NUMBER: Final = 60
"""Of an answer at a point, in characters: tangents have two terms, a plane three."""

MOST_TERMS: Final = 6
"""Of a sum within an answer, such as a polynomial above the line."""

UGLY: Final = re.compile(r"\d{4}")
FUNCTION: Final = r"\b(?:(?:a|arc)?(?:sin|cos|tan|sec|csc|cot)h?|sigmoid|ln)"
FAR: Final = re.compile(
    rf"e\^\(?-?\d\d|e\^\(?[^()]*\be\b|{FUNCTION}\((?:-|[^()]*\be\b|.{{0,9}}?\d\d)|\([^()]*\d/e"
    r"|/\([^/)]*(?:e\^[3-9][^/)]*[+-] |[+-] [^/)]*e\^[3-9])"
)
"""What nobody can picture: e^10, e^(e + 1), tanh(25), sin(e^3), cos(-4), 1/(1/e + 2), 1/(e^8 + 1).
"""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A task with the way in which it is asked; `extra` is what this way adds in difficulty."""

    task: maths.Task
    prompt: str
    labels: tuple[str, ...]
    layout: str = "single"
    extra: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFamily(Family):
    """`draw` makes a task; `least_combining` says how often a rule that combines functions
    (product, quotient, chain) is used at least; `extra`, by level, what the task adds in
    difficulty to the rules that it needs, or takes where one rule repeats another; `on_board` says
    whether the worked solution has to fit on one.
    """

    draw: Callable[[random.Random, int], Drawn]
    least_combining: dict[int, int] = field(default_factory=dict)
    extra: dict[int, float] = field(default_factory=dict)
    on_board: bool = False

    def drawn(self, level: int, seed: int) -> Drawn | None:
        """The task of the first draw, without the work of making it a whole problem; None where
        it is seen to be no good. Raises ProblemError for a level or a seed that there is not.
        """
        self.check(level, seed)
        drawn = self.draw(self._chance(level, seed, 0), level)
        solution = _solved(drawn.task)
        if solution is None:
            return None
        if not is_worth_asking(drawn.task, solution.key):
            return None
        return drawn if combining(solution) >= self.least_combining.get(level, 0) else None

    def _skills(self, _chance: random.Random, _level: int) -> tuple[str, ...]:
        task = self.draw(_chance, _level).task
        solution = _solved(task)
        return () if solution is None else skills_of(task, solution)

    def _problem(self, chance: random.Random, level: int, seed: int) -> Problem | None:
        drawn = self.draw(chance, level)
        task = drawn.task
        solution = _solved(task)
        if solution is None:
            return None
        key = maths.write_text(solution.key)
        longest = min(LONGEST_KEY[level], LONGEST_MATRIX if self.kind == "matrix" else MAX_KEY)
        if len(key) > longest or not is_worth_asking(task, solution.key):
            return None
        if combining(solution) < self.least_combining.get(level, 0):
            return None
        if not is_confirmed(task, solution.key):
            return None
        try:
            worked = maths.work(task, solution)
        except maths.StepError:
            return None
        steps = steps_of(worked)
        if self.on_board and not board.fits(steps):
            return None
        names = (*task.variables, *(name for name, _ in task.path))
        mistakes = _mistakes(task, drawn.layout, solution, names)
        if len(mistakes) < LEAST_MISTAKES:
            return None
        return Problem(
            kind=self.kind,
            prompt=drawn.prompt,
            seed=seed,
            key=key,
            variables=names,
            family=self.name,
            level=level,
            task=task,
            layout=drawn.layout,
            labels=drawn.labels,
            mistakes=mistakes,
            hints=maths.hints(worked),
            steps=steps,
            skills=skills_of(task, solution),
            difficulty=difficulty_of(task, solution, self.extra.get(level, 0.0) + drawn.extra),
            domain=of_task(None, task),
        )


def _solved(task: maths.Task) -> maths.Solution | None:
    """The solution; None where there is none at the point that was drawn."""
    try:
        return maths.solve(task)
    except maths.MathsError:
        return None


def is_worth_asking(task: maths.Task, key: maths.Expression) -> bool:
    """Whether every variable matters, nothing vanishes, no component repeats another, and the key
    is neither a number everywhere nor the function itself.

    At a point, and of a whole matrix, only what is too plain or too long for a person is refused;
    a step of descent may not leave where the function is defined.
    """
    parts = [maths.write_text(part) for part in maths.components(key)]
    names = dict(task.path) or task.variables
    held = frozenset[str]().union(*map(maths.symbols, task.expressions))
    if not held >= set(task.with_respect_to) or len(maths.symbols(task.function)) < len(names):
        return False
    if task.ask == "descent_step" and not _stays_inside(task, key):
        return False
    if task.at:
        return all(one != "0" and len(one) <= LONGEST_NUMBER and is_readable(one) for one in parts)
    if len(maths.shape(key)) == 2:
        return parts.count("0") < len(parts) / 2 and bool(maths.symbols(key))
    return (
        bool(maths.symbols(key))
        and "0" not in parts
        and len(set(parts)) == len(parts)
        and maths.write_text(task.function) not in parts
        and not any(map(UGLY.search, parts))
        and not any(isinstance(one, Sum) and len(one.terms) > MOST_TERMS for one in walk(key))
    )


def is_readable(answer: str) -> bool:
    """Whether the answer at a point is made of numbers of which a person has an idea."""
    return not (UGLY.search(answer) or FAR.search(answer))


def _stays_inside(task: maths.Task, key: maths.Expression) -> bool:
    """Whether the step leads to where the function is defined, and not far away."""
    lowest = bounds(task.function)
    start = dict(task.at)
    for name, reached in zip(task.with_respect_to, maths.components(key), strict=True):
        low, _ = lowest.get(name, (None, None))
        place = float(maths.floats(reached, {}))
        if low is not None and not place > low:
            return False
        if abs(place - float(maths.floats(start[name], {}))) > LONGEST_STEP:
            return False
    return True


def _mistakes(
    task: maths.Task, layout: str, solution: maths.Solution, names: tuple[str, ...]
) -> tuple[tuple[str, maths.Expression], ...]:
    """The mistakes that may be written: labelled fields rule a scalar out, and only `names` may
    occur.
    """
    return tuple(
        (rule, answer)
        for rule, answer in maths.predict_mistakes(task, solution=solution)
        if may_be_written(answer, layout, solution.key) and maths.symbols(answer) <= set(names)
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
