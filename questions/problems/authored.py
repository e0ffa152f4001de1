"""Questions that a person wrote: content to a problem, every wrong field named."""

import random
from collections import Counter
from dataclasses import replace
from typing import Any, Final

from questions import maths

from .authored_pairs import MOST_OPTIONS, paired
from .domain import of_task
from .parts import Line, Option, mistake_of, pairs_of, task_of
from .problem import DIMENSIONS, KINDS, OPTION_KINDS, ORDERING, PAIR_KINDS, Problem
from .rows import Row
from .settings import check_key, check_settings, settings_of, written_domain

DIFFICULTY: Final = -0.5
TRUE_FALSE: Final = ("true", "false")
SUCH_AS: Final = {"vector": "(2x, 3)", "matrix": "[[1, x], [0, 2]]"}
LONGEST_PROMPT: Final = 10_000


def authored(content: object, seed: int) -> Problem:
    """The problem that the content says; options are shuffled by the seed.

    Raises ProblemError with the field that is wrong.
    """
    row = Row.of(content, "the content")
    kind = row.one_of("kind", KINDS)
    if len(row.filled("prompt")) > LONGEST_PROMPT:
        raise row.wrong("prompt", f"should have at most {LONGEST_PROMPT} characters")
    common: dict[str, Any] = {
        "kind": kind,
        "prompt": row.filled("prompt"),
        "seed": seed,
        "explanation": _optional_text(row, "explanation"),
        "hints": row.texts("hints") if row.value("hints") is not None else (),
        "difficulty": row.number("difficulty")
        if row.value("difficulty") is not None
        else DIFFICULTY,
    }
    if len(common["hints"]) > 3:
        raise row.wrong("hints", "should be three at most")
    if kind in OPTION_KINDS:
        return Problem(**common, options=_options(row, kind, seed))
    if kind in PAIR_KINDS:
        pairs, options = paired(row, kind, seed)
        return Problem(**common, pairs=pairs, options=options)
    if kind == "short text":
        return Problem(**common, accepted=_accepted(row))
    return _maths_problem(row, kind, common)


def exposed_by(content: object) -> frozenset[str]:
    """The mal-rules that a wrong option or answer of the content shows, without building its
    problem.
    """
    row = Row.of(content, "the content")
    shown: list[str | None] = [one.text("rule") for one in _tagged(row)]
    kind = row.value("kind")
    if kind in PAIR_KINDS and kind != ORDERING:
        shown += [rule for pair in pairs_of(row) for _, rule in pair.mistakes]
    elif kind in OPTION_KINDS:
        options = row.rows("options")
        shown += [one.text_or_none("mistake") for one in options if not one.boolean("correct")]
    return frozenset(rule for rule in shown if rule)


def _tagged(row: Row) -> tuple[Row, ...]:
    """The wrong answers that the author has tagged with their mal-rules."""
    return row.rows("mistakes") if row.value("mistakes") is not None else ()


def _optional_text(row: Row, field: str) -> str:
    return row.text_or_none(field) or ""


def _accepted(row: Row) -> tuple[str, ...]:
    accepted = tuple(text.strip() for text in row.texts("accepted"))
    if not accepted or not all(accepted):
        raise row.wrong("accepted", "should hold at least one answer, and none that is empty")
    return accepted


def _options(row: Row, kind: str, seed: int) -> tuple[Option, ...]:
    rows = row.rows("options")
    options = [
        Option(
            id=one.filled("id"),
            text=one.filled("text"),
            correct=one.boolean("correct"),
            feedback=_optional_text(one, "feedback"),
            mistake=one.text_or_none("mistake") or None,
        )
        for one in rows
    ]
    _check_options(row, kind, options)
    if kind != "true/false":
        random.Random(f"options:{seed}").shuffle(options)
    return tuple(options)


def _check_options(row: Row, kind: str, options: list[Option]) -> None:
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise row.wrong("options", f"there should be 2 to {MOST_OPTIONS} options")
    if kind == "true/false" and tuple(one.id for one in options) != TRUE_FALSE:
        raise row.wrong("options", "of true/false are “true” and “false”, in this order")
    for what in ("id", "text"):
        counts = Counter(" ".join(getattr(one, what).split()) for one in options)
        twice = [value for value, count in counts.items() if count > 1]
        if twice:
            raise row.wrong("options", f"two options have the same {what}: {twice[0]}")
    right = sum(one.correct for one in options)
    if right == 0:
        raise row.wrong("options", "no option is marked as right")
    if kind != "several choices" and right != 1:
        raise row.wrong("options", f"exactly one option should be right, not {right}")


def _maths_problem(row: Row, kind: str, common: dict[str, Any]) -> Problem:
    variables = row.texts("variables") if row.value("variables") is not None else ()
    task = task_of(row)
    problem = Problem(
        **common,
        key=row.filled("key"),
        variables=variables,
        domain=of_task(written_domain(row, variables), task),
        task=task,
        **settings_of(row),
    )
    try:
        key = problem.key_expression()
    except maths.MathsError as error:
        raise row.wrong("key", error.message) from error
    if len(maths.shape(key)) != DIMENSIONS.get(kind, 0):
        wanted = f"a {kind}, such as {SUCH_AS[kind]}" if kind in DIMENSIONS else "one expression"
        raise row.wrong("key", f"should be {wanted}; it is {_what(key)}")
    if kind == "number" and maths.symbols(key):
        raise row.wrong("key", "should be a number, without variables")
    problem = replace(problem, mistakes=_mistakes(row, problem), steps=_steps(row))
    check_settings(row, kind, key, problem.policy)
    check_key(row, key, variables, problem.domain, problem.policy)
    return problem


def _what(key: maths.Expression) -> str:
    """What sort of thing a key is."""
    sizes = maths.shape(key)
    return "one expression" if not sizes else "a vector" if len(sizes) == 1 else "a matrix"


def _steps(row: Row) -> tuple[Line, ...]:
    """The worked solution that follows from the task."""
    rows = row.rows("steps") if row.value("steps") is not None else ()
    return tuple(Line.from_row(one) for one in rows)


def _mistakes(row: Row, problem: Problem) -> tuple[tuple[str, maths.Expression], ...]:
    """The tagged wrong answers. Raises ProblemError where a mal-rule is not known, or an answer
    cannot be read.
    """
    for one in _tagged(row):
        one.one_of("rule", maths.CATALOGUE)
    return tuple(mistake_of(one, problem.notation()) for one in _tagged(row))
