"""What a response teaches us about the student: estimates and mistake patterns.

Only the student's own rows are written. Item difficulties are read as stored in the instance.
"""

import datetime

from django.db.models import Q, QuerySet

from questions import adaptive, problems
from questions.models import (
    ItemSession,
    MalRule,
    MistakePattern,
    Response,
    Skill,
    SkillEstimate,
    StudentEstimate,
    User,
)
from questions.problems import Problem


def record(response: Response) -> None:
    """Updates the student's rows for a counted response, inside the caller's transaction.

    The first counted response of an item session moves the skills; it is also the opportunity
    for each mal-rule that the variant can expose. A later try only adds what it shows.
    """
    if response.verdict not in Response.COUNTED:
        return
    session = response.item_session
    problem = problems.stored(session.variant.instance)
    has_earlier = session.responses.counted().filter(pk__lt=response.pk).exists()
    if not has_earlier:
        _record_skills(session.student, problem, response)
    _record_mistakes(session, problem, response, has_earlier=has_earlier)


def responses_of(sessions: QuerySet[ItemSession]) -> QuerySet[Response]:
    """Their responses in the order given; of attempts, those whose results have been released."""
    released = Q(item_session__attempt=None) | Q(sequence__isnull=False)
    return (
        Response.objects.filter(released, item_session__in=sessions)
        .select_related("item_session__student", "item_session__variant")
        .order_by("submitted_at", "pk")
    )


def _record_skills(student: User, problem: Problem, response: Response) -> None:
    first_student, first_skill = adaptive.prior()
    overall, _ = StudentEstimate.objects.select_for_update().get_or_create(
        student=student, defaults={"variance": first_student.variance}
    )
    right = response.verdict == Response.Verdict.CORRECT
    before = adaptive.Estimate(overall.mean, overall.variance)
    after = before
    for skill in Skill.objects.filter(slug__in=problem.skills):
        row, _ = SkillEstimate.objects.select_for_update().get_or_create(
            student=student, skill=skill, defaults={"variance": first_skill.variance}
        )
        belief = adaptive.Estimate(row.mean, row.variance)
        after, belief = adaptive.update(before, belief, difficulty=problem.difficulty, right=right)
        row.mean, row.variance = belief.mean, belief.variance
        row.answers += 1
        row.right += right
        row.last_at = response.submitted_at
        row.save()
    overall.mean, overall.variance = after.mean, after.variance
    overall.answers += 1
    overall.save()


def _record_mistakes(
    session: ItemSession, problem: Problem, response: Response, *, has_earlier: bool
) -> None:
    shown = {rule for mistake in response.mistakes[:1] for rule in mistake["rules"]}
    chances = shown if has_earlier else shown | problem.exposes()
    rules = {row.code: row for row in MalRule.objects.filter(code__in=chances)}
    rows = {
        row.mal_rule_id: row
        for row in MistakePattern.objects.select_for_update().filter(
            student=session.student, mal_rule__in=rules.values()
        )
    }
    for code, rule in sorted(rules.items()):
        row = rows.get(rule.pk) or MistakePattern(
            student=session.student,
            mal_rule=rule,
            log_odds=adaptive.Pattern().log_odds,
            updated_at=response.submitted_at,
        )
        _move(row, shown=code in shown, at=response.submitted_at)


def _move(row: MistakePattern, *, shown: bool, at: datetime.datetime) -> None:
    pattern = adaptive.Pattern(row.log_odds, row.opportunities, row.occurrences, row.state)
    days = (at - row.updated_at).total_seconds() / 86_400
    moved = pattern.after(shown=shown, days=days)
    row.log_odds, row.state = moved.log_odds, moved.state
    row.opportunities, row.occurrences = moved.opportunities, moved.occurrences
    row.updated_at = at
    if shown:
        row.last_seen_at = at
    row.save()
