"""Students with an ability and a few bugs, who answer problems as people do.

Used by the demo, by commands and by benchmarks. A student is reproducible from a seed.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from questions import maths
from questions.problems import MATHS_KINDS, Problem, right_entry

SLIP: Final = 0.03
GUESSES: Final = ("I am not sure", "no idea", "x")


@dataclass(slots=True)
class SimulatedStudent:
    """`ability` is on the logit scale; `bugs` says how likely each mal-rule is to fire where it
    would give a distinct answer. Ability grows by `learning` with each answer.
    """

    name: str
    ability: float
    bugs: dict[str, float]
    chance: random.Random
    learning: float = 0.01
    answered: int = field(default=0)

    def answer(self, problem: Problem) -> list[str]:
        """What the student writes, one text a field, or chosen option ids."""
        self.answered += 1
        self.ability += self.learning
        bug = self._firing_bug(problem)
        knows = self.chance.random() < _logistic(self.ability - problem.difficulty)
        if problem.kind in MATHS_KINDS:
            return self._write(problem, bug, knows=knows)
        if problem.kind == "short text":
            return [problem.accepted[0] if knows else self.chance.choice(GUESSES)]
        return self._choose(problem, bug, knows=knows)

    def seconds(self, problem: Problem) -> float:
        """How long the student takes, log-normal, longer for what is harder."""
        return round(self.chance.lognormvariate(3.4 + 0.25 * problem.difficulty, 0.5), 1)

    def _firing_bug(self, problem: Problem) -> str | None:
        for rule in sorted(problem.exposes()):
            if self.chance.random() < self.bugs.get(rule, 0.0):
                return rule
        return None

    def _write(self, problem: Problem, bug: str | None, *, knows: bool) -> list[str]:
        answer = problem.key_expression()
        wrong = dict(problem.mistakes)
        if bug in wrong:
            answer = wrong[bug]
        elif not knows and wrong:
            answer = wrong[self.chance.choice(sorted(wrong))]
        return _fields(problem, answer, is_slip=self.chance.random() < SLIP)

    def _choose(self, problem: Problem, bug: str | None, *, knows: bool) -> list[str]:
        tagged = [one.id for one in problem.options if bug and one.mistake == bug]
        if tagged:
            return tagged[:1]
        right = right_entry(problem)
        if problem.pairs:
            return self._pair(problem, bug, right, knows=knows)
        wrong = [one.id for one in problem.options if not one.correct]
        return right if knows or not wrong else [self.chance.choice(wrong)]

    def _pair(
        self, problem: Problem, bug: str | None, right: list[str], *, knows: bool
    ) -> list[str]:
        """A bug fires in each row that tempts with it; who does not know swaps two rows."""
        tempted = [
            next((option for option, rule in one.mistakes if bug and rule == bug), one.option)
            for one in problem.pairs
        ]
        if tempted != right or knows:
            return tempted
        one = self.chance.randrange(len(right))
        others = [place for place, option in enumerate(right) if option != right[one]]
        other = self.chance.choice(others or [one])
        right[one], right[other] = right[other], right[one]
        return right


def _fields(problem: Problem, answer: maths.Expression, *, is_slip: bool) -> list[str]:
    parts = maths.components(answer) if problem.layout == "components" else (answer,)
    if len(parts) != problem.fields:
        parts = parts[:1] * problem.fields
    texts = [maths.write_text(part) for part in parts]
    return [texts[0] + "+", *texts[1:]] if is_slip else texts


def cohort(names: Sequence[str], bugs: Sequence[str], seed: int) -> list[SimulatedStudent]:
    """A class of mixed ability, each with up to two bugs of those given."""
    chance = random.Random(seed)
    return [
        SimulatedStudent(
            name=name,
            ability=chance.gauss(0.6, 0.9),
            bugs=dict.fromkeys(chance.sample(sorted(bugs), chance.choice((0, 1, 1, 2))), 0.7),
            chance=random.Random(f"{seed}:{name}"),
        )
        for name in names
    ]


def _logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))
