"""Marking: a verdict with its evidence for what somebody wrote. Touches no response.

Runs outside any transaction: SQLite has one writer, and a decision may take its two seconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from questions import maths, problems
from questions.models import Bank, MalRule, Response
from questions.problems import Judgement, Problem

FIELD_LIMIT = 2_000
SECONDS = 2.0
"""For one answer; after that it is pending."""


@dataclass(frozen=True)
class Preview:
    """How one field is read: LaTeX, or the error that stands in its way; neither when empty."""

    latex: str | None
    error: maths.MathsError | None
    is_ambiguous: bool = False


def mark(
    problem: Problem,
    entry: Sequence[str],
    policy: str = Bank.Credit.COMPONENTS,
    *,
    is_final: bool = False,
) -> Judgement:
    """The judgement of an entry, with the credit that a bank's policy gives; pending where it could
    not be decided in time. `is_final` as in `problems.judge`.
    """
    fields = [str(text)[: FIELD_LIMIT + 1] for text in entry]
    if problem.kind in problems.MATHS_KINDS:
        judgement = _in_time(problem, fields, policy, is_final=is_final) or Judgement("pending")
    else:
        judgement = _given(problem, fields, policy)
    return _with_texts(judgement)


def preview(problem: Problem, entry: Sequence[str]) -> list[Preview]:
    """How each field is read. No key is involved."""
    return [_previewed(problem, text) for text in entry]


def _given(problem: Problem, fields: list[str], policy: str) -> Judgement:
    """Which option is right is known at once; only what is said of a wrong one may take time."""
    if problem.task is None:
        return problems.judge(problem, fields, policy)
    judgement = problems.judge(replace(problem, task=None, mistakes=()), fields, policy)
    if judgement.verdict != Response.Verdict.INCORRECT:
        return judgement
    return _in_time(problem, fields, policy, is_final=True) or judgement


def _in_time(
    problem: Problem, fields: list[str], policy: str, *, is_final: bool
) -> Judgement | None:
    """What the judge pool finds; None where it could not in time."""
    try:
        judgement: Judgement = _pool().submit(
            problems.judge_row, problem.to_row(), fields, str(policy), is_final=is_final
        )
    except maths.JudgeTimeout:
        return None
    return judgement


def start() -> None:
    """Starts the judge pool, so that the first answer does not wait for it.

    A web process calls this once, before it has threads.
    """
    _pool().start()


@cache
def _pool() -> maths.JudgePool:
    """One worker a web process."""
    return maths.JudgePool([problems.judge_row], size=1, deadline=SECONDS)


def _with_texts(judgement: Judgement) -> Judgement:
    """The admin's words for each mal-rule: rows win over the catalogue in code."""
    codes = {rule for mistake in judgement.mistakes for rule in mistake["rules"]}
    rows = {row.code: row for row in MalRule.objects.filter(code__in=codes)} if codes else {}
    for mistake in judgement.mistakes:
        known = [rows[rule] for rule in mistake["rules"] if rule in rows]
        if len(known) == len(mistake["rules"]):
            mistake["name"] = " and ".join(row.name for row in known)
            mistake["sentence"] = " ".join(row.sentence for row in known)
        mistake.setdefault("name", mistake["rule"])
        mistake.setdefault("sentence", "")
    return judgement


def _previewed(problem: Problem, text: str) -> Preview:
    if not text.strip():
        return Preview(None, None)
    try:
        reading = problems.read_field(problem, text)
    except maths.MathsError as error:
        return Preview(None, error)
    return Preview(maths.write_latex(reading.expression), None, bool(reading.ambiguities))
