"""A student's own mistake patterns, with examples from the student's own work."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from questions import adaptive, problems
from questions.models import MistakePattern, Response, User

from . import feedback

LOOKED_THROUGH = 200
EXAMPLES = 2

STATES = {
    "unseen": ("Rare", "It has shown, but mostly not where it could."),
    "suspected": ("Suspected", "Seen, but not yet often enough to be sure."),
    "active": ("Happening now", "It keeps coming up where it can."),
    "resolved": ("Resolved", "Right answers where it would have shown say so."),
    "relapsed": ("Back again", "It was resolved, and has shown again."),
}


@dataclass(frozen=True)
class Example:
    """The student's own answer. `lines` show the right one only where the question is finished."""

    item_session: int
    prompt: str
    step: str
    typed: Sequence[str]
    lines: Sequence[feedback.Line]
    at: datetime.datetime


@dataclass(frozen=True)
class Pattern:
    code: str
    name: str
    sentence: str
    skill: str
    state: str
    state_name: str
    state_sentence: str
    occurrences: int
    opportunities: int
    clean_needed: int
    last_seen_at: datetime.datetime | None
    examples: Sequence[Example]


def patterns(student: User) -> list[Pattern]:
    """The patterns that have shown, the most likely first. Two queries, whatever their number."""
    rows = MistakePattern.objects.filter(student=student).shown().select_related("mal_rule__skill")
    shown = list(rows)
    found = _examples(student, {row.mal_rule.code for row in shown})
    return [_pattern(row, found.get(row.mal_rule.code, [])) for row in shown]


def _pattern(row: MistakePattern, examples: Sequence[Example]) -> Pattern:
    name, sentence = STATES[row.state]
    rule = row.mal_rule
    return Pattern(
        code=rule.code,
        name=rule.name,
        sentence=rule.sentence,
        skill=rule.skill.name if rule.skill else "",
        state=row.state,
        state_name=name,
        state_sentence=sentence,
        occurrences=row.occurrences,
        opportunities=row.opportunities,
        clean_needed=adaptive.clean_answers_until_resolved(row.belief),
        last_seen_at=row.last_seen_at,
        examples=examples,
    )


def _examples(student: User, codes: set[str]) -> dict[str, list[Example]]:
    """The latest answers in practice that each mal-rule surely explains."""
    if not codes:
        return {}
    responses = (
        Response.objects.of(student)
        .counted()
        .filter(item_session__attempt=None)
        .exclude(mistakes=[])
        .select_related("item_session__variant")
        .order_by("-pk")[:LOOKED_THROUGH]
    )
    found: dict[str, dict[int, Response]] = {}
    for response in responses:
        for rule in codes.intersection([response.sure_mistake]):
            latest = found.setdefault(rule, {})
            if len(latest) < EXAMPLES:
                latest.setdefault(response.item_session_id, response)
    return {rule: [_example(one) for one in latest.values()] for rule, latest in found.items()}


def _example(response: Response) -> Example:
    session = response.item_session
    problem = problems.stored(session.variant.instance)
    is_released = session.finished_at is not None
    return Example(
        item_session=session.pk,
        prompt=problem.prompt,
        step=response.mistakes[0].get("step", ""),
        typed=response.reading or [],
        lines=feedback.lines(problem, response, is_released=is_released),
        at=response.submitted_at,
    )
