"""What is made of content that people wrote, in plain values, for a process with a deadline."""

from collections.abc import Mapping
from typing import Any

from .building import build, template_faults
from .confirmation import is_confirmed
from .problem import Problem
from .rows import ProblemError


def build_row(content: object, seed: int) -> dict[str, Any]:
    """The row of the problem under "problem"; or a "message" and the "field" that it is about."""
    try:
        return {"problem": build(content, seed).to_row()}
    except ProblemError as error:
        return {"message": error.message, "field": error.field}


def fault_rows(content: Mapping[str, Any], seed: int) -> list[tuple[str, str]]:
    """Fields and sentences of `template_faults`."""
    return [(one.field, one.message) for one in template_faults(content, seed)]


def is_confirmed_row(row: Mapping[str, Any]) -> bool:
    """Whether the key of a problem with a task is found in an independent second way."""
    problem = Problem.from_row(row)
    return problem.task is not None and is_confirmed(problem.task, problem.key_expression())
