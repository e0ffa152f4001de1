"""Partial credit: the part of the points that an answer earns under a policy, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from questions import maths

from . import blanks
from .computation import Graph
from .problem import Problem

POLICIES: Final = ("full", "components", "steps")
DEFAULT: Final = "components"
SHARES: Final = {
    **dict.fromkeys(maths.SAME, Fraction(1)),
    **dict.fromkeys(("narrower", "form"), Fraction(1, 2)),
}
"""The part of the points for each finding that earns some."""
TO_WORK_OUT: Final = frozenset({"no division by h", "no unevaluated derivative"})
"""Forms in which nothing is right yet: what the question shows has only been copied."""
WITH_STEPS: Final = frozenset({"derivative", "partial", "gradient"})
ALL: Final = "All of it is right."
NOTHING: Final = "It is not right."
ALL_OR_NOTHING: Final = "Only an answer that is right as a whole earns points here."
UNEXPLAINED: Final = "No known mistake explains it, so no step counts as right."
COPIED: Final = "The value is right, but working it out is what is asked."
ANOTHER_QUESTION: Final = "It is no slip at single steps, so no step counts as right."
HALVES: Final = {
    "form": "The value is right, its form is not: half counts.",
    "narrower": "It is right on a part of the domain: half counts.",
}


@dataclass(frozen=True, slots=True)
class Credit:
    """The part of the points, from 0 to 1, and the reason as a sentence."""

    share: Fraction
    reason: str

    @property
    def verdict(self) -> str:
        """What it makes of an answer: correct, partly correct or incorrect."""
        if self.share in {0, 1}:
            return "correct" if self.share else "incorrect"
        return "partly correct"


def of_comparison(comparison: maths.Comparison, policy: str = DEFAULT) -> Credit:
    """By what was found alone: all or nothing, or as many as there are components right.

    A right value in a wrong form counts half, as does one that loses a part of the domain.
    """
    if isinstance(comparison, maths.WrongForm) and comparison.form in TO_WORK_OUT:
        return Credit(Fraction(0), COPIED)
    kinds = [one.kind for one in comparison.components or (comparison,)]
    share = sum((SHARES.get(kind, Fraction(0)) for kind in kinds), Fraction(0)) / len(kinds)
    if share == 1:
        return Credit(share, ALL)
    if policy == "full":
        return Credit(Fraction(0), ALL_OR_NOTHING)
    if len(kinds) == 1:
        return Credit(share, HALVES.get(kinds[0], NOTHING))
    right = sum(SHARES.get(kind) == 1 for kind in kinds)
    half = sum(SHARES.get(kind) == Fraction(1, 2) for kind in kinds)
    reason = f"{right} of {len(kinds)} components {'is' if right == 1 else 'are'} right"
    return Credit(share, f"{reason}, {half} half." if half else f"{reason}.")


def of_expression(
    problem: Problem, answer: maths.Expression, comparison: maths.Comparison, policy: str
) -> Credit:
    """By a policy. With "steps" a wrong component earns the part of the steps that are right,
    where known mistakes at single steps explain it: what follows from a mistake counts as right.
    """
    simple = of_comparison(comparison, policy)
    if policy != "steps" or simple.share == 1 or comparison.kind == "shape":
        return simple
    if problem.graph is not None:
        return _of_blanks(problem.graph, answer, comparison)
    if simple.reason == COPIED:
        return simple
    parts = comparison.components or (comparison,)
    entries = maths.components(answer) if comparison.components else (answer,)
    found = [
        _of_part(problem, place, entry, part, len(parts))
        for place, (entry, part) in enumerate(zip(entries, parts, strict=True))
    ]
    share = sum((one.share for one in found), Fraction(0)) / len(found)
    if len(found) == 1:
        return found[0]
    told = " ".join(f"Component {place}: {one.reason}" for place, one in enumerate(found, start=1))
    return Credit(share, told)


def of_options(hits: int, misses: int, right: int, policy: str = DEFAULT) -> Credit:
    """Of several options: all and only the right ones; else, where nothing wrong was chosen, the
    part of the right ones that was.
    """
    if hits == right and not misses:
        return Credit(Fraction(1), ALL)
    if not hits or misses:
        return Credit(Fraction(0), "A wrong option was chosen." if misses else NOTHING)
    if policy == "full":
        return Credit(Fraction(0), ALL_OR_NOTHING)
    return Credit(Fraction(hits, right), f"{hits} of {right} right options chosen, no wrong one.")


def of_rows(right: int, rows: int, policy: str = DEFAULT) -> Credit:
    """Of rows that each take an option: the part of them that is right."""
    if right == rows:
        return Credit(Fraction(1), ALL)
    if policy == "full":
        return Credit(Fraction(0), ALL_OR_NOTHING)
    if not right:
        return Credit(Fraction(0), "No row is right.")
    return Credit(Fraction(right, rows), f"{right} of {rows} rows {_are(right)} right.")


def _of_blanks(graph: Graph, answer: maths.Expression, comparison: maths.Comparison) -> Credit:
    """Of a computation graph: what follows from an earlier blank counts as right."""
    right = [SHARES.get(one.kind) == 1 for one in comparison.components]
    follows = blanks.follows(graph, answer)
    only = sum(one and not sure for one, sure in zip(follows, right, strict=True))
    told = f"{sum(right)} of {len(right)} blanks {_are(sum(right))} right"
    more = f", {only} more {_follow(only)} from a wrong one" if only else ""
    return Credit(Fraction(sum(right) + only, len(right)), f"{told}{more}.")


def _follow(number: int) -> str:
    return "follows" if number == 1 else "follow"


def _of_part(
    problem: Problem, place: int, entry: maths.Expression, part: maths.Comparison, parts: int
) -> Credit:
    if part.kind in SHARES:
        return Credit(SHARES[part.kind], HALVES.get(part.kind, "right."))
    task = _task(problem, place, parts)
    if task is None:
        return Credit(Fraction(0), NOTHING)
    explanations = maths.diagnose(task, entry).explanations
    if not explanations:
        return Credit(Fraction(0), UNEXPLAINED)
    return _of_steps(task, explanations[0].broken_steps)


def _of_steps(task: maths.Task, broken: int) -> Credit:
    """So many steps of the worked solution are wrong; 0 where it is none of them."""
    steps = sum(len(maths.narrate(one)) for one in maths.solve(task).derivations)
    if not 0 < broken < steps:
        return Credit(Fraction(0), ANOTHER_QUESTION if not broken else NOTHING)
    right = steps - broken
    return Credit(Fraction(right, steps), f"{right} of {steps} steps {_are(right)} right.")


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _task(problem: Problem, place: int, parts: int) -> maths.Task | None:
    """What the component alone answers; None where its steps are not counted."""
    task = problem.task
    if task is None or task.ask not in WITH_STEPS:
        return None
    if task.ask != "gradient":
        return task if parts == 1 else None
    names: Sequence[str] = task.with_respect_to
    return replace(task, ask="partial", with_respect_to=(names[place],)) if parts > 1 else None
