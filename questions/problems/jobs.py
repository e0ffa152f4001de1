"""What is made of content that people wrote, in plain values, for a process with a deadline."""

from collections.abc import Mapping
from typing import Any

from questions.maths import MathsError

from .building import build, template_faults
from .problem import Problem
from .rows import ProblemError
from .suspicion import suspicion
from .tasked import UNCONFIRMED, answer, doubt, follows


def build_row(content: object, seed: int) -> dict[str, Any]:
    """The row of the problem under "problem"; or a "message" and the "field" that it is about."""
    try:
        return {"problem": build(content, seed).to_row()}
    except ProblemError as error:
        return {"message": error.message, "field": error.field}


def fault_rows(content: Mapping[str, Any], seed: int) -> list[tuple[str, str]]:
    """Fields and sentences of `template_faults`; of what cannot be worked out why not."""
    try:
        return [(one.field, one.message) for one in template_faults(content, seed)]
    except ProblemError as error:
        return [(error.field, error.message)]


def suspicion_row(content: Mapping[str, Any], seed: int) -> str:
    """Why the key that a person typed may be wrong; empty where nothing speaks against it."""
    try:
        return suspicion(content, seed)
    except (MathsError, ProblemError):
        return ""


def doubt_row(row: Mapping[str, Any]) -> str:
    """Why the key is not the answer to the problem's task; empty where it is."""
    try:
        return doubt(Problem.from_row(row))
    except MathsError as error:
        return f"{UNCONFIRMED} {error.message}"


def follows_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """What the content of a problem with a task keeps of it: mistakes and steps; a "doubt" about
    its key, or a "fault" of the task itself.
    """
    problem = Problem.from_row(row)
    try:
        said = doubt(problem)
        return {"doubt": said} if said else follows(problem)
    except MathsError as error:
        return {"fault": error.message}


def answer_row(task: Mapping[str, Any]) -> str:
    """What a task gives, or the sentence that says why it gives nothing."""
    try:
        return f"The task gives {answer(task)}."
    except MathsError as error:
        return error.message
