"""A student's own mistake patterns: all of them, and one with everything behind it."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from questions import adaptive, plots, problems
from questions.models import MalRule, MistakePattern, Question, QuestionVersion, Response, User
from questions.plots import Picture
from questions.problems import Contrast, Problem

from . import feedback, pairing

LOOKED_THROUGH = 200
EXAMPLES = 3
CONTENTS = 10
CONSIDERED = 200
DRAWN = 40

STATES = {
    "unseen": ("Rare", "It has shown, but mostly not where it could."),
    "suspected": ("Suspected", "It has shown, but not yet often enough to be sure."),
    "active": ("Happening now", "Right answers where it could show have not cleared it yet."),
    "resolved": ("Resolved", "Right answers where it would have shown say so."),
    "relapsed": ("Back again", "It was resolved, and has come back."),
}
RANKS = {"active": 0, "relapsed": 0, "suspected": 1, "unseen": 2, "resolved": 3}
SHOWN_SINCE = "It was resolved and has shown once since; once alone does not make it come back."


@dataclass(frozen=True)
class Example:
    """The student's own answer. `lines` show the right one only where the question is finished.
    `attempt` is None in practice.
    """

    item_session: int
    attempt: int | None
    exam: int | None
    prompt: str
    step: str
    typed: Sequence[str]
    lines: Sequence[feedback.Line]
    rows: pairing.Shown | None
    at: datetime.datetime


@dataclass(frozen=True)
class Pattern:
    """`clean_needed` is how many opportunities in a row without it would resolve it now; 0 where
    there is nothing to resolve.
    """

    code: str
    name: str
    sentence: str
    skill: str
    state: str
    state_name: str
    state_sentence: str
    occurrences: int
    opportunities: int
    clean_streak: int
    clean_needed: int
    last_seen_at: datetime.datetime | None


@dataclass(frozen=True)
class Apart:
    """A problem to tell apart; where it has rows, these with what the mal-rule chooses."""

    contrast: Contrast
    rows: pairing.Shown | None


@dataclass(frozen=True)
class PatternPage:
    """One pattern with its trend, the answers that show it, and problems to tell apart."""

    pattern: Pattern
    trend: Picture | None
    examples: Sequence[Example]
    contrasts: Sequence[Apart]


def patterns(student: User, *, at: datetime.datetime) -> list[Pattern]:
    """The patterns that have shown, those that happen now first, then the suspected, of each the
    most likely first. One query, whatever their number.
    """
    rows = MistakePattern.objects.filter(student=student).shown().select_related("mal_rule__skill")
    return sorted((_pattern(row, at) for row in rows), key=lambda one: RANKS[one.state])


def page(
    row: MistakePattern, *, at: datetime.datetime, build: Callable[[object, int], Problem]
) -> PatternPage:
    """Five queries. `build` makes the problem of a template, in a time that is bounded."""
    return PatternPage(
        pattern=_pattern(row, at),
        trend=_trend(row),
        examples=_examples(row),
        contrasts=_contrasts(row, build),
    )


def _contrasts(row: MistakePattern, build: Callable[[object, int], Problem]) -> list[Apart]:
    seed = row.student_id + row.opportunities
    found = problems.contrasts(row.mal_rule.code, _contents(row.mal_rule), seed, build)
    return [Apart(one, _rows(one)) for one in found]


def _rows(contrast: Contrast) -> pairing.Shown | None:
    if contrast.rows is None:
        return None
    return pairing.shown(contrast.rows, contrast.wrong or contrast.right, is_released=True)


def _pattern(row: MistakePattern, at: datetime.datetime) -> Pattern:
    name, sentence = STATES[row.state]
    if row.state == "resolved" and row.hits:
        sentence = SHOWN_SINCE
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
        clean_streak=row.clean_streak,
        clean_needed=_clean_needed(row, at),
        last_seen_at=row.last_seen_at,
    )


def _clean_needed(row: MistakePattern, at: datetime.datetime) -> int:
    """From what is left of the evidence today; the state itself changes with an answer only."""
    if row.state in {"unseen", "resolved"}:
        return 0
    days = (at - row.updated_at).total_seconds() / 86_400
    return max(adaptive.clean_answers_until_resolved(row.belief.faded(days=days)), 1)


def _trend(row: MistakePattern) -> Picture | None:
    latest = reversed(row.evidence.order_by("-pk")[:DRAWN])
    occasions = [plots.Occasion(one.shown, one.likely) for one in latest]
    first = row.opportunities - len(occasions) + 1
    return plots.trend(occasions, first=first, variable="chance")


def _examples(row: MistakePattern) -> list[Example]:
    """The latest answers that the mal-rule surely explains, one a question; of attempts and
    exams, those whose results have been shown.
    """
    responses = (
        Response.objects.of(row.student)
        .counted()
        .released()
        .exclude(mistakes=[])
        .select_related("item_session__variant")
        .order_by("-pk")[:LOOKED_THROUGH]
    )
    latest: dict[int, Response] = {}
    for response in responses:
        if response.sure_mistake == row.mal_rule.code:
            latest.setdefault(response.item_session_id, response)
    return [_example(one) for one in list(latest.values())[:EXAMPLES]]


def _example(response: Response) -> Example:
    session = response.item_session
    problem = problems.stored(session.variant.instance)
    is_released = session.finished_at is not None
    return Example(
        item_session=session.pk,
        attempt=session.attempt_id,
        exam=session.exam_id,
        prompt=problem.prompt,
        step=response.mistakes[0].get("step", ""),
        typed=response.reading or [],
        lines=feedback.lines(problem, response, is_released=is_released),
        rows=pairing.answered(problem, response, is_released=is_released),
        at=response.submitted_at,
    )


def _contents(rule: MalRule) -> list[object]:
    """The contents that may bring the mal-rule out: on its own skill first, easy ones first. Of
    each the first `CONSIDERED` questions are looked at, however many there are.
    """
    rows = QuestionVersion.objects.in_practice().order_by("question_id")
    on_skill = Exists(
        Question.skills.through.objects.filter(question=OuterRef("question"), skill=rule.skill_id)
    )
    own = list(rows.filter(question__skills=rule.skill_id)[:CONSIDERED]) if rule.skill_id else []
    others = list(rows.exclude(on_skill)[:CONSIDERED])

    def easy_first(row: QuestionVersion) -> tuple[float, int]:
        return problems.prior_difficulty(row.content), row.pk

    own, others = sorted(own, key=easy_first), sorted(others, key=easy_first)
    ranked = [*own, *others]
    generated = [row.content for row in ranked if problems.is_generated(row.content)]
    tempting = [
        row.content
        for row in ranked
        if row.content["source"] == "authored" and rule.code in problems.exposed_by(row.content)
    ]
    alike = [row.content for row in own if row.content not in generated]
    return [*generated[:CONTENTS], *tempting[:2], *alike[:1]]
