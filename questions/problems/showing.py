"""Whether a mistake that is expected in a problem would be seen there."""

from collections.abc import Callable, Iterator, Sequence

from questions import maths

from .judging import Judgement, judge
from .problem import Problem

Judge = Callable[[Problem, Sequence[str]], Judgement]


def shows(problem: Problem, mal_rule: str, judge: Judge = judge) -> bool:
    """Whether somebody who makes the mistake is wrong, and the mistake is among those named.

    `exposes` says so of what families and authors foresee; this asks the judge.
    """
    return any(
        mal_rule in found["rules"]
        for entry in _wrong_entries(problem, mal_rule)
        for found in judge(problem, entry).mistakes
    ) or any(rule == mal_rule for pair in problem.pairs for _, rule in pair.mistakes)


def _wrong_entries(problem: Problem, mal_rule: str) -> Iterator[list[str]]:
    """What somebody who makes the mistake chooses or writes."""
    for option in problem.options:
        if option.mistake == mal_rule and not option.correct:
            yield [option.id]
    for rule, answer in problem.mistakes:
        if rule == mal_rule:
            parts = (answer,) if problem.layout == "single" else maths.components(answer)
            yield [maths.write_text(one) for one in parts]
