"""Families that compose a question themselves: numbers, choices, and what no single task asks."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

from questions import maths
from questions.maths.evaluation import rational_value
from questions.problems.computation import Graph
from questions.problems.parts import Domain, Line, Option, Pair
from questions.problems.problem import MATHS_KINDS, PAIR_KINDS, Problem

from .family import Family

LEAST_MISTAKES: Final = 2
IDS: Final = "abcdefghijkl"
PER_DIGIT: Final = 0.02
USUAL_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class Wrong:
    """A wrong option: what to say back, and the mal-rule that leads to it, if one does."""

    text: str
    feedback: str
    mistake: str | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A question with its key, its options or its rows with what they take, and `is_confirmed`,
    which works the key out in an independent second way.

    Options are shuffled unless they have an order of their own (`kept_order`: by their texts).
    `said` tells of each right option why it is right, where that is to be said.
    `mistakes` are mal-rules with their wrong answers; those that are right here are dropped, and a
    wrong answer is kept once.
    """

    prompt: str
    hints: tuple[str, ...]
    steps: tuple[Line, ...]
    is_confirmed: Callable[[], bool]
    key: maths.Expression | None = None
    variables: tuple[str, ...] = ()
    mistakes: tuple[tuple[str, maths.Expression], ...] = ()
    right: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    pairs: tuple[Pair, ...] = ()
    options: tuple[Option, ...] = ()
    labels: tuple[str, ...] = ()
    layout: str = "single"
    domain: Domain | None = None
    tolerance: maths.Tolerance | None = None
    form: tuple[maths.Form, ...] = ()
    explanation: str = ""
    graph: Graph | None = None
    kept_order: bool = False

    @property
    def asked(self) -> tuple[object, ...]:
        """What tells it from other questions: the words, and the rows."""
        return self.prompt, self.pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedFamily(Family):
    """`compose` makes a question that exercises `skills`, or what `by_level` says of its level;
    None where what was drawn makes no good one.
    """

    skills: tuple[str, ...]
    compose: Callable[[random.Random, int], Composed | None]
    by_level: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def all_skills(self) -> set[str]:
        """What its questions may exercise, whatever their level."""
        return {*self.skills, *(skill for some in self.by_level.values() for skill in some)}

    def _skills(self, _chance: random.Random, level: int) -> tuple[str, ...]:
        return self.by_level.get(level, self.skills)

    def _problem(self, chance: random.Random, level: int, seed: int) -> Problem | None:
        composed = self.compose(chance, level)
        if composed is None or not composed.is_confirmed():
            return None
        problem = Problem(
            kind=self.kind,
            prompt=composed.prompt,
            seed=seed,
            variables=composed.variables,
            family=self.name,
            level=level,
            layout=composed.layout,
            labels=composed.labels,
            hints=composed.hints,
            steps=composed.steps,
            explanation=composed.explanation,
            skills=self._skills(chance, level),
            difficulty=self._difficulty(level, composed),
            domain=composed.domain,
            tolerance=composed.tolerance,
            form=composed.form,
            graph=composed.graph,
        )
        if self.kind in MATHS_KINDS:
            return _with_key(problem, composed)
        if self.kind in PAIR_KINDS:
            return _with_pairs(problem, composed)
        return _with_options(problem, composed, chance)

    def _difficulty(self, level: int, composed: Composed) -> float:
        """The usual one of the level, a little more where there are many digits to carry along."""
        if self.kind in PAIR_KINDS:
            return self.difficulties[level]
        digits = sum(one.isdigit() for one in composed.prompt)
        return round(self.difficulties[level] + PER_DIGIT * (min(digits, 30) - USUAL_DIGITS), 2)


def _with_key(problem: Problem, composed: Composed) -> Problem | None:
    if composed.key is None:
        return None
    mistakes = _distinct(composed)
    if len({rule for rule, _ in mistakes}) < LEAST_MISTAKES:
        return None
    return replace(problem, key=maths.write_text(composed.key), mistakes=mistakes)


def _distinct(composed: Composed) -> tuple[tuple[str, maths.Expression], ...]:
    """The mistakes that show: not the right answer, and each wrong answer once."""
    kept: list[tuple[str, maths.Expression]] = []
    known = [composed.key] if composed.key is not None else []
    for rule, answer in composed.mistakes:
        if not any(_is_same(one, answer, composed) for one in known):
            kept.append((rule, answer))
            known.append(answer)
    return tuple(kept)


def _is_same(one: maths.Expression, other: maths.Expression, composed: Composed) -> bool:
    if maths.shape(one) != maths.shape(other):
        return False
    numbers = _numbers(one), _numbers(other)
    if composed.tolerance is None and None not in numbers[0] + numbers[1]:
        return numbers[0] == numbers[1]
    policy = maths.Policy(composed.tolerance)
    found = maths.compare(
        one, other, variables=composed.variables, domain=composed.domain, policy=policy
    )
    return found.kind in maths.SAME


@lru_cache(64)
def _numbers(answer: maths.Expression) -> tuple[Fraction | None, ...]:
    """The components where they are rational numbers."""
    return tuple(rational_value(one) for one in maths.components(answer))


def _with_pairs(problem: Problem, composed: Composed) -> Problem | None:
    found = replace(problem, pairs=composed.pairs, options=composed.options)
    return found if len(found.exposes()) >= LEAST_MISTAKES else None


def _with_options(problem: Problem, composed: Composed, chance: random.Random) -> Problem | None:
    said = composed.said or ("",) * len(composed.right)
    options = [
        Option("", text, correct=True, feedback=why)
        for text, why in zip(composed.right, said, strict=True)
    ]
    options += [
        Option("", one.text, correct=False, feedback=one.feedback, mistake=one.mistake)
        for one in composed.wrong
    ]
    texts = [" ".join(one.text.split()) for one in options]
    if len(set(texts)) < len(texts) or not any(one.mistake for one in composed.wrong):
        return None
    if composed.kept_order:
        return replace(problem, options=_lettered(sorted(options, key=lambda one: one.text)))
    return replace(problem, options=_lettered(chance.sample(options, len(options))))


def _lettered(options: Sequence[Option]) -> tuple[Option, ...]:
    """Their ids say nothing about which is right."""
    return tuple(replace(one, id=IDS[place]) for place, one in enumerate(options))
