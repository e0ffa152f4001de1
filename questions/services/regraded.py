"""What the answers of one item session get by the key of another version."""

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any, Final

from questions import problems
from questions.models import ItemSession, QuestionVersion, RegradedSession, Response, Variant
from questions.models.practice import MOST_TRIES
from questions.problems import Judgement, Problem

from . import clusters, marking, tries, variants

COLUMNS: Final = (
    "reading", "comparison", "mistakes", "verdict", "score_numerator", "score_denominator",
    "credit_reason", "grader_version",
)  # fmt: skip
"""Of a response, those that a judgement says."""
UNDECIDED: Final = "The new key could not decide it in time: regrade it once more later."
Outcome: Final = RegradedSession.Outcome
RIGHT: Final = Response.Verdict.CORRECT


class _UnfitError(Exception):
    """The answers cannot be judged by the other version: the sentence says why."""


Known = dict[str, Judgement]
"""Judgements of a regrade by problem and answer: most answers of a class are among a few."""


def judged(session: ItemSession, version: QuestionVersion, known: Known) -> RegradedSession:
    """What would become of the answers, not yet stored. One of them stands at least."""
    responses = list(session.responses.all())
    before: dict[str, Any] = {str(one.pk): columns(one) for one in responses}
    before["variant"] = session.variant_id
    standing = session.standing()
    old = session.points * standing[-1].score
    row = RegradedSession(item_session=session, before=before, old_points=str(old))
    try:
        after, new = _after(session, version, responses, known)
    except _UnfitError as error:
        row.outcome, row.problem, row.new_points = Outcome.LEFT, str(error), str(old)
        return row
    row.after, row.new_points = after, str(new)
    first = [_first_counted([said[str(one.pk)] for one in standing]) for said in (before, after)]
    is_worse = new < old or (first[0] == RIGHT != first[1])
    row.outcome = Outcome.LOSES if is_worse else Outcome.GAINS if new > old else Outcome.SAME
    return row


def _first_counted(said: Iterable[Mapping[str, Any]]) -> str | None:
    """The verdict of the first try that counts, which estimates are made of."""
    return next((one["verdict"] for one in said if one["verdict"] in Response.COUNTED), None)


def columns(response: Response) -> dict[str, Any]:
    """What is kept of a response: the columns, and the value of one that nothing explained."""
    kept = {name: getattr(response, name) for name in COLUMNS}
    return {**kept, "fingerprint": response.cluster.fingerprint if response.cluster else ""}


def restored(
    response: Response, said: Mapping[str, Any], variant: Variant, told: dict[str, Any] | None
) -> None:
    """Puts the columns into the response, with what its student is told of it. What nothing
    explained bears the name that its value has by now.
    """
    for name in COLUMNS:
        setattr(response, name, said[name])
    if told is not None:
        response.comparison = {**(response.comparison or {}), "regraded": told}
    response.cluster = None
    if said["fingerprint"]:
        response.cluster, response.mistakes = clusters.placed(variant, _unexplained(said))


def _unexplained(said: Mapping[str, Any]) -> Judgement:
    return Judgement(said["verdict"], reading=said["reading"], fingerprint=said["fingerprint"])


def _after(
    session: ItemSession, version: QuestionVersion, responses: list[Response], known: Known
) -> tuple[dict[str, Any], Fraction]:
    if any(one.manual_grades.all() for one in responses):
        raise _UnfitError("A teacher has decided on it by hand.")
    was = variants.problem_in(session.variant)
    problem, variant = _problem(session, version, was)
    after: dict[str, Any] = {"variant": variant.pk}
    score, before = Fraction(0), tries.Before()
    is_in_practice = session.attempt_id is None and session.exam_id is None
    for one in responses:
        _check_options(was, problem, one)
        is_final = session.attempt_id is not None
        place = json.dumps([problem.to_row() | {"seed": 0}, one.raw, is_final], sort_keys=True)
        if place not in known:
            known[place] = _marked(problem, one, version, is_final=is_final)
        judgement = known[place]
        if is_in_practice:
            judgement = tries.counted(judgement, before)
            before = before.after(judgement.verdict, judgement.reading, judgement.evidence)
        after[str(one.pk)] = _said(judgement)
        score = score if one.is_superseded else judgement.score
    return after, session.points * score


def _marked(
    problem: Problem, response: Response, version: QuestionVersion, *, is_final: bool
) -> Judgement:
    """The judgement; what a busy machine could not decide in time is tried again."""
    policy = version.question.bank.partial_credit
    for _ in range(MOST_TRIES):
        judgement = marking.mark(problem, response.raw, policy, is_final=is_final)
        if judgement.verdict != Response.Verdict.PENDING:
            return judgement
    raise _UnfitError(UNDECIDED)


def _said(judgement: Judgement) -> dict[str, Any]:
    return {
        "reading": judgement.reading,
        "comparison": judgement.evidence,
        "mistakes": judgement.mistakes,
        "verdict": judgement.verdict,
        "score_numerator": judgement.score.numerator,
        "score_denominator": judgement.score.denominator,
        "credit_reason": judgement.reason,
        "grader_version": problems.GRADER_VERSION,
        "fingerprint": judgement.fingerprint,
    }


def _problem(
    session: ItemSession, version: QuestionVersion, was: Problem
) -> tuple[Problem, Variant]:
    """The problem of the version for the seed of the session, where what was answered is an answer
    to it too.
    """
    try:
        variant = variants.variant_for(version, session.variant.seed)
    except variants.ContentError as error:
        raise _UnfitError(
            f"Version {version.number} gives no problem: {error.messages[0]}"
        ) from None
    problem = variants.problem_in(variant)
    if (problem.kind, problem.layout, problem.fields) != (was.kind, was.layout, was.fields):
        raise _UnfitError(f"It was an answer to another kind of question: {was.kind}.")
    is_same = problem.prompt == was.prompt or (was.task and problem.task == was.task)
    if problem.is_generated and not is_same:
        raise _UnfitError("Its seed gives another problem now.")
    if problem.kind in problems.PAIR_KINDS and _rows(problem) != _rows(was):
        raise _UnfitError("Its rows or their options are others now.")
    return problem, variant


def _check_options(was: Problem, problem: Problem, response: Response) -> None:
    """The place of an option in the form is its name, so one that moved is another one."""
    if problem.kind not in problems.OPTION_KINDS:
        return
    before, now = _options(was), _options(problem)
    if any(now.get(one) != before.get(one) for one in response.raw):
        raise _UnfitError("It chose an option that is not there any more.")


def _options(problem: Problem) -> dict[str, Any]:
    return {one.id: (one.text, one.picture) for one in problem.options}


def _rows(problem: Problem) -> tuple[Any, ...]:
    return tuple((one.text, one.picture) for one in problem.pairs), _options(problem)
