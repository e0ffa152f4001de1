"""Rows that each take one of the options: matching, and putting in order."""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from math import perm
from typing import Any, Final

from . import credit
from .problem import ORDERING, Problem

LEFT_OUT: Final = "0"
"""The option of lines that have no place in an order, because they are wrong."""

OPEN: Final = "open"
"""What is near in a comparison where rows have nothing chosen yet."""


@dataclass(frozen=True, slots=True)
class Paired:
    """What is found about an entry: its reading, its evidence, the mal-rules, its credit."""

    reading: list[str]
    comparison: dict[str, Any]
    mistakes: list[dict[str, Any]]
    credit: credit.Credit


def labels(problem: Problem) -> list[str]:
    """What each option is called where one is chosen: a letter, or its place in the order."""
    if problem.kind == ORDERING:
        return [one.text for one in problem.options]
    return list(string.ascii_uppercase[: len(problem.options)])


def right_entry(problem: Problem) -> list[str]:
    """What somebody chooses who is right: an option a row, or all the right options."""
    if problem.pairs:
        return [one.option for one in problem.pairs]
    return [one.id for one in problem.options if one.correct]


def compared(problem: Problem, entry: Sequence[str], policy: str) -> Paired:
    """Each row by itself; a row that is left open is not right. Whoever leaves some open has not
    finished: `near` in the evidence says so. The options must be known.
    """
    chosen = [*entry, *[""] * len(problem.pairs)][: len(problem.pairs)]
    right = [one.option == option for one, option in zip(problem.pairs, chosen, strict=True)]
    comparison = {"kind": "pairs", "chosen": chosen, "right": right, "equal": all(right)}
    if not all(chosen):
        comparison["near"] = OPEN
    known = {one.id: label for one, label in zip(problem.options, labels(problem), strict=True)}
    texts = {one.id: one.text or known[one.id] for one in problem.options}
    return Paired(
        [f"{place}: {texts.get(option, '–')}" for place, option in enumerate(chosen, start=1)],
        comparison,
        [
            {"rule": rule, "rules": [rule], "row": place}
            for place, (one, option) in enumerate(zip(problem.pairs, chosen, strict=True))
            for other, rule in one.mistakes
            if other == option
        ],
        credit.of_rows(sum(right), len(right), policy),
    )


def chance_of_guessing(rows: int, options: int) -> float:
    """To get every row right without knowing anything, by using each option at most once."""
    return 1.0 / perm(options, rows) if 0 < rows <= options else 1.0 / max(options, 2) ** rows
