"""What a response teaches us about the student: estimates and mistake patterns.

Only the student's own rows are written, and an observation for the fold.
"""

from django.db.models import QuerySet

from questions import adaptive, problems
from questions.models import (
    AnswerCluster,
    ItemSession,
    MalRule,
    MistakeEvidence,
    MistakePattern,
    Response,
    SkillEstimate,
)
from questions.problems import Problem

from . import estimates


def record(response: Response) -> None:
    """Updates the student's rows for a counted response, inside the caller's transaction.

    The first counted response of an item session moves the skills; it is also the opportunity
    for each mal-rule that the variant can expose. A later try only adds what it shows, and a
    mal-rule that has shown does so once in an item session. What an answer shows counts where it
    is sure; mal-rules between which there is doubt are neither shown nor ruled out.
    """
    if response.verdict not in Response.COUNTED:
        return
    session = response.item_session
    problem = problems.stored(session.variant.instance)
    earlier = list(session.responses.counted().filter(pk__lt=response.pk))
    if not earlier:
        estimates.learn(response, problem)
    told = {one.sure_mistake for one in earlier} | {None}
    shown = {code for code in [response.sure_mistake] if code is not None and code not in told}
    clean = set() if earlier else _exposed(session, problem) - shown - response.doubtful_mistakes
    _record_mistakes(response, shown, clean)


def _exposed(session: ItemSession, problem: Problem) -> set[str]:
    """The mal-rules that would give a distinct answer, with those that teachers named there."""
    named = AnswerCluster.objects.filter(
        question=session.variant.version.question_id, mal_rule__isnull=False
    )
    if problem.family:
        named = named.filter(variant=session.variant_id)
    return problem.exposes() | set(named.values_list("mal_rule__code", flat=True))


def is_late(response: Response) -> bool:
    """Whether something that the student answered after it has been taken in already."""
    student, at = response.item_session.student_id, response.submitted_at
    return (
        SkillEstimate.objects.filter(student=student, last_at__gt=at).exists()
        or MistakePattern.objects.filter(student=student, updated_at__gt=at).exists()
    )


def responses_of(sessions: QuerySet[ItemSession]) -> QuerySet[Response]:
    """Their responses in the order given; of attempts and exams, those that have been released."""
    return (
        Response.objects.released()
        .filter(item_session__in=sessions)
        .select_related("item_session__student", "item_session__variant__version")
        .order_by("submitted_at", "pk")
    )


def _record_mistakes(response: Response, shown: set[str], clean: set[str]) -> None:
    """One more opportunity for each mal-rule: it has shown, or could have and has not."""
    student, at = response.item_session.student, response.submitted_at
    rules = {row.code: row for row in MalRule.objects.filter(code__in=shown | clean)}
    rows = {
        row.mal_rule_id: row
        for row in MistakePattern.objects.select_for_update().filter(
            student=student, mal_rule__in=rules.values()
        )
    }
    evidence = []
    for code, rule in sorted(rules.items()):
        row = rows.get(rule.pk) or MistakePattern(
            student=student,
            mal_rule=rule,
            log_odds=adaptive.Pattern().log_odds,
            updated_at=at,
        )
        evidence.append(_moved(row, response, shown=code in shown))
    MistakeEvidence.objects.bulk_create(evidence)


def _moved(row: MistakePattern, response: Response, *, shown: bool) -> MistakeEvidence:
    """Moves the pattern by one opportunity, which is returned to be kept."""
    at = response.submitted_at
    days = (at - row.updated_at).total_seconds() / 86_400
    moved = row.belief.after(shown=shown, days=days)
    row.log_odds, row.state = moved.log_odds, moved.state
    row.opportunities, row.occurrences = moved.opportunities, moved.occurrences
    row.hits, row.clean_streak = moved.hits, moved.clean_streak
    row.updated_at = at
    if shown:
        row.last_seen_at = at
    row.save()
    return MistakeEvidence(pattern=row, response=response, shown=shown, likely=moved.likely)
