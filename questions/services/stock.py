"""Variants that are built before they are needed, so that the next question need not wait.

Building a problem takes from a tenth of a second to a whole one. What is chosen from stock is any
stored variant that the student has not seen, that no assignment and no paper holds and that this
release has built: a family may have been mended since another one. Where few are left, more are
wanted, and every web process builds one at a time between its other rounds. Two processes that
build for the same want leave one variant more, which does no harm.
"""

import secrets
from collections import deque
from collections.abc import Collection
from functools import cache
from threading import Lock
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from questions import problems
from questions.models import ItemSession, PaperQuestion, QuestionVersion, Skill, User, Variant

from . import draws, variants
from .draws import Drawn

SPARE: Final = 3
LOOKED_AT: Final = 24
MOST_WANTED: Final = 2_000
CHECKED_A_ROUND: Final = 20

_wanted: deque[tuple[int, int]] = deque(maxlen=MOST_WANTED)
_lock = Lock()


def take(
    version: int,
    skill: Skill,
    student: User,
    *,
    suspected: Collection[str],
    wanted: Collection[str],
) -> Drawn | None:
    """The seed of a stored variant that exercises the skill and that the student has not seen.

    One that shows a mal-rule of `wanted`, if any are; otherwise, where there is one, one that shows
    a suspected mal-rule. None where none is left.
    """
    found = _unseen(version, skill, student)
    if len(found) < SPARE:
        _want(version, skill.pk)
    showing = [one for one in found if one.exposes.intersection(wanted or suspected)]
    chosen = showing or ([] if wanted else found)
    return secrets.choice(chosen) if chosen else None


@cache
def want_all() -> None:
    """Wants a variant of each generated question in practice on each of its skills, once a process:
    worked off when nobody has asked for anything else.
    """
    tags = QuestionVersion.objects.in_practice().filter(
        content__source__in=problems.GENERATED, question__skills__isnull=False
    )
    with _lock:
        _wanted.extend(tags.order_by("pk").values_list("pk", "question__skills"))


def fill() -> bool:
    """Builds and stores one variant that is wanted. False where there is nothing to do."""
    for _ in range(CHECKED_A_ROUND):
        with _lock:
            if not _wanted:
                return False
            pk, skill_pk = _wanted.popleft()
        version = QuestionVersion.objects.filter(pk=pk, state=QuestionVersion.State.READY)
        row, skill = version.select_related("question").first(), Skill.objects.filter(pk=skill_pk)
        if row is not None and skill and _build(row, skill[0]):
            return True
    return False


def _build(version: QuestionVersion, skill: Skill) -> bool:
    """False where enough is there that nobody has seen, or nothing can be built."""
    if len(_unseen(version.pk, skill, None)) >= SPARE:
        return False
    drawn = draws.on_skill(version, skill, seen=(), suspected=())
    if drawn is None:
        return False
    variants.foresee(variants.variant_for(version, drawn.seed))
    return True


def _want(version: int, skill: int) -> None:
    """First of all, and enough for several students to come."""
    with _lock:
        if (version, skill) not in _wanted:
            _wanted.extendleft([(version, skill)] * SPARE)


def _unseen(version: int, skill: Skill, student: User | None) -> list[Drawn]:
    """The latest variants on the skill that were not put to the student, or to nobody."""
    rows = _free(version, student)
    columns = ("seed", "skills", "exposes", "version__content__source")
    latest = rows.order_by("-pk").values_list(*columns, "version__question__main_skill")
    found = []
    for seed, skills, exposes, source, main in latest[:LOOKED_AT]:
        tells = problems.tells_skills({"source": source})
        is_named = not tells or skill.slug not in problems.GENERATED_SKILLS
        if is_named or problems.serves(skills, skill.slug):
            is_about = problems.is_about(skills, skill.slug) if tells else main in {None, skill.pk}
            found.append(Drawn(seed, frozenset(exposes), is_about))
    return found


def seeds(version: int, student: User, most: int) -> list[int]:
    """Those of stored variants that may be put to the student, whatever the skill, latest first."""
    return list(_free(version, student).order_by("-pk").values_list("seed", flat=True)[:most])


def _free(version: int, student: User | None) -> QuerySet[Variant]:
    """What this release has built, neither an attempt nor a paper holds, and was not put to the
    student, or nobody.
    """
    put = ItemSession.objects.filter(variant=OuterRef("pk"))
    rows = Variant.objects.filter(version=version, release=problems.release())
    rows = rows.exclude(Exists(put.exclude(attempt=None)))
    rows = rows.exclude(Exists(PaperQuestion.objects.filter(variant=OuterRef("pk"))))
    return rows.exclude(Exists(put if student is None else put.filter(student=student)))
