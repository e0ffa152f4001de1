"""Practice: one question after another, each chosen for the student, with two tries."""

import datetime
import uuid
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from questions.models import ItemSession, MalRule, Response, Skill, Topic, User, Variant
from questions.problems import GRADER_VERSION, Judgement

from . import choosing, clusters, learning, marking, tries, variants

TRIES = 2
FINISHED = "This question is finished: the answer has been shown. Take the next one."


def start(
    *,
    student: User,
    skill: Skill | None = None,
    topic: Topic | None = None,
    mal_rule: MalRule | None = None,
    placement: bool = False,
    after: ItemSession | None = None,
    level: str = "",
    at: datetime.datetime | None = None,
) -> ItemSession:
    """The next question. `after` is the one it follows: asked twice, it is the same next one.

    `level` "easier" or "harder" is than that one, on its skill: the student's own wish, from which
    nothing is learnt and which holds once.

    With `placement` it is chosen to find out where somebody new starts; a placement that is over
    goes on as ordinary practice.
    """
    at = at or timezone.now()
    earlier = _already_following(student, after)
    if earlier is not None:
        return earlier
    placement = placement and not choosing.is_placed(student)
    scope = {
        "skill": skill.slug if skill else "",
        "topic": topic.slug if topic else "",
        "mal_rule": mal_rule.code if mal_rule else "",
        "placement": "true" if placement else "",
    }
    put = None
    while put is None:
        if after is not None and level:
            choice = choosing.at_level(student, level, after, at=at)
        else:
            choice = choosing.choose(
                student, skill=skill, topic=topic, mal_rule=mal_rule, placement=placement, at=at
            )
        reason = choice.reason | {"scope": scope, "after": after.pk if after else None}
        variant = variants.variant_for(choice.version, choice.seed)
        put = _put(student, variant, reason, at)
    return put


@transaction.atomic
def _put(
    student: User, variant: Variant, reason: dict[str, object], at: datetime.datetime
) -> ItemSession | None:
    """Puts the variant to the student, once: None where another tab has done so just now."""
    User.objects.select_for_update().only("pk").get(pk=student.pk)
    if ItemSession.objects.of(student).filter(variant=variant).exists():
        return None
    return ItemSession.objects.create(
        student=student,
        variant=variant,
        question_id=variant.version.question_id,
        reason=reason,
        started_at=at,
    )


def submit(
    *,
    item_session: ItemSession,
    client_key: uuid.UUID,
    entry: Sequence[str],
    at: datetime.datetime | None = None,
) -> Response:
    """Marks an entry. The same client key again returns the same response."""
    at = at or timezone.now()
    earlier = _with_key(item_session, client_key)
    if earlier is not None:
        return earlier
    _require_open(item_session)
    variant = item_session.variant
    policy = variant.version.question.bank.partial_credit
    judgement = marking.mark(variants.problem_in(variant), entry, policy)
    with transaction.atomic():
        item_session = _locked(item_session)
        earlier = _with_key(item_session, client_key)
        if earlier is not None:
            return earlier
        _require_open(item_session)
        response = _respond(item_session, client_key, list(entry), judgement, at)
        learning.record(response)
        _move_on(item_session, response, at)
    return response


def tries_of(item_session: ItemSession) -> int:
    """A second try at one of two options would say nothing."""
    return 1 if variants.problem_in(item_session.variant).kind == "true/false" else TRIES


@transaction.atomic
def show_hint(
    *,
    item_session: ItemSession,
    number: int,
    entry: Sequence[str] = (),
    at: datetime.datetime | None = None,
) -> ItemSession:
    """Shows hints up to that number; asking for the same one twice shows no more.

    What was being written is kept.
    """
    item_session = _locked(item_session)
    _require_open(item_session)
    available = len(variants.problem_in(item_session.variant).hints)
    wanted = min(number, item_session.hints_shown + 1, available, 3)
    item_session.hints_shown = max(item_session.hints_shown, wanted)
    item_session.entry, item_session.entry_at = list(entry), at or timezone.now()
    item_session.save(update_fields=["hints_shown", "entry", "entry_at"])
    return item_session


@transaction.atomic
def reveal(*, item_session: ItemSession, at: datetime.datetime | None = None) -> ItemSession:
    """Shows the worked answer, which ends the item session."""
    item_session = _locked(item_session)
    item_session.solution_shown = True
    item_session.finished_at = item_session.finished_at or at or timezone.now()
    item_session.save(update_fields=["solution_shown", "finished_at"])
    return item_session


def _already_following(student: User, after: ItemSession | None) -> ItemSession | None:
    if after is None:
        return None
    unfinished = ItemSession.objects.of(student).in_practice().unfinished()
    return unfinished.filter(pk__gt=after.pk, reason__after=after.pk).first()


def _locked(item_session: ItemSession) -> ItemSession:
    """The row as it is now, with its responses. What never changes is taken along, not read."""
    rows = ItemSession.objects.select_for_update().prefetch_related("responses")
    row = rows.get(pk=item_session.pk)
    row.student, row.variant = item_session.student, item_session.variant
    return row


def _with_key(item_session: ItemSession, client_key: uuid.UUID) -> Response | None:
    held = item_session.responses.all()
    return next((one for one in held if one.client_key == client_key), None)


def _counted(item_session: ItemSession) -> list[Response]:
    return [one for one in item_session.responses.all() if one.verdict in Response.COUNTED]


def _require_open(item_session: ItemSession) -> None:
    if item_session.finished_at is not None:
        raise ValidationError(FINISHED)


def _respond(
    item_session: ItemSession,
    client_key: uuid.UUID,
    entry: list[str],
    judgement: Judgement,
    at: datetime.datetime,
) -> Response:
    before = tries.Before.of(item_session, item_session.responses.all())
    judgement = tries.counted(judgement, before)
    cluster, mistakes = clusters.placed(item_session.variant, judgement)
    return Response.objects.create(
        item_session=item_session,
        client_key=client_key,
        raw=entry,
        reading=judgement.reading,
        comparison=judgement.evidence,
        mistakes=mistakes,
        cluster=cluster,
        verdict=judgement.verdict,
        score_numerator=judgement.score.numerator,
        score_denominator=judgement.score.denominator,
        credit_reason=judgement.reason,
        seconds=max((at - item_session.started_at).total_seconds(), 0.0),
        grader_version=GRADER_VERSION,
        submitted_at=at,
    )


def _move_on(item_session: ItemSession, response: Response, at: datetime.datetime) -> None:
    """What the response makes of the item session: finished when right or the tries are used."""
    item_session.entry, item_session.entry_at = response.raw, at
    kind = (response.comparison or {}).get("kind")
    item_session.shape_told = item_session.shape_told or kind == "shape"
    item_session.meaning_asked = item_session.meaning_asked or kind == "meaning"
    used = len(_counted(item_session)) + (response.verdict in Response.COUNTED)
    if response.verdict == Response.Verdict.CORRECT or used >= tries_of(item_session):
        item_session.finished_at = at
    changed = ["entry", "entry_at", "shape_told", "meaning_asked", "finished_at"]
    item_session.save(update_fields=changed)
