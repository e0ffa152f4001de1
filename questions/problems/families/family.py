"""What a family is, and how a drawn task becomes a whole problem."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from questions import maths
from questions.problems.confirmation import is_confirmed
from questions.problems.difficulty import difficulty_of, skills_of
from questions.problems.problem import Line, Problem
from questions.problems.rows import ProblemError

DRAWS: Final = 60
LONGEST_KEY: Final = {1: 120, 2: 120, 3: 120, 4: 200, 5: 240}
LEAST_MISTAKES: Final = 2
LARGEST_SEED: Final = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A task with the way in which it is asked."""

    task: maths.Task
    prompt: str
    labels: tuple[str, ...]
    layout: str = "single"


@dataclass(frozen=True, slots=True)
class Family:
    """Code that generates problems of one sort from a level and a seed.

    `levels` states what each level means, `difficulties` its usual difficulty on the logit scale;
    `draw` makes a task, which is refused and drawn again until it makes a good problem.
    """

    name: str
    title: str
    kind: str
    levels: dict[int, str]
    difficulties: dict[int, float]
    draw: Callable[[random.Random, int], Drawn]

    def generate(self, level: int, seed: int) -> Problem:
        """The problem of a level and seed: the same on every machine.

        Raises ProblemError for a level or a seed that there is not.
        """
        self._check(level, seed)
        for attempt in range(DRAWS):
            chance = random.Random(f"{self.name}:{level}:{seed}:{attempt}")
            problem = self._problem(self.draw(chance, level), level, seed)
            if problem is not None:
                return problem
        raise ProblemError(f"No good problem was found for seed {seed} at level {level}.", "seed")

    def _check(self, level: int, seed: int) -> None:
        if level not in self.levels:
            known = ", ".join(str(one) for one in self.levels)
            raise ProblemError(f"The family {self.name} has the levels {known}.", "level")
        if not 0 <= seed <= LARGEST_SEED:
            raise ProblemError(f"A seed lies between 0 and {LARGEST_SEED}.", "seed")

    def _problem(self, drawn: Drawn, level: int, seed: int) -> Problem | None:
        """The whole problem, or None where the draw is no good."""
        task = drawn.task
        solution = maths.solve(task)
        key = maths.write_text(solution.key)
        if not _is_worth_asking(solution.key, key, level) or not is_confirmed(task, solution.key):
            return None
        mistakes = _mistakes(task, drawn.layout)
        if len(mistakes) < LEAST_MISTAKES:
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
            hints=maths.hints(task),
            steps=_steps(solution, drawn),
            skills=skills_of(task, solution),
            difficulty=difficulty_of(solution),
        )


def _is_worth_asking(key: maths.Expression, text: str, level: int) -> bool:
    """A key of bearable length that is not a number everywhere."""
    return len(text) <= LONGEST_KEY[level] and bool(maths.symbols(key))


def _mistakes(task: maths.Task, layout: str) -> tuple[tuple[str, maths.Expression], ...]:
    """The mistakes that the layout lets show: labelled fields rule a scalar out."""
    shape = maths.shape(maths.solve(task).key)
    return tuple(
        (rule, answer)
        for rule, answer in maths.predict_mistakes(task)
        if layout != "components" or maths.shape(answer) == shape
    )


def _steps(solution: maths.Solution, drawn: Drawn) -> tuple[Line, ...]:
    """The worked solution; for several components, each under its label."""
    several = len(solution.derivations) > 1
    lines: list[Line] = []
    for place, derivation in enumerate(solution.derivations):
        if several:
            label = drawn.labels[place] if len(drawn.labels) > place else ""
            lines.append(Line("component", "Component", "", label))
        lines += [
            Line(one.rule, one.name, one.sentence, one.latex) for one in maths.narrate(derivation)
        ]
    return tuple(lines)
