"""Mock exams: a preset's rules, with as many questions as the banks in practice can fill.

Once begun, a mock exam is an attempt: saved, handed in and graded as every other.
"""

import datetime
import random
import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from questions import presets, problems
from questions.models import (
    Attempt,
    Enrolment,
    ExamPreset,
    ItemSession,
    MockExam,
    QuestionVersion,
    User,
    Variant,
)
from questions.models.accommodations import extended, mock_factor
from questions.presets import Part, Rules

from . import attempts, draws, knowing, pools, stock, variants

SHARES: Final = {
    "whole": ("Whole", Fraction(1)),
    "half": ("Half of it", Fraction(1, 2)),
    "quarter": ("A quarter of it", Fraction(1, 4)),
}
KINDS: Final = (presets.CHOICE, presets.SEVERAL, presets.NUMBER)
MOST_OF_A_KIND: Final = 200
VARIANTS: Final = 6
"""So often a generated question may come, each time as another problem; an authored one once."""
NOTHING: Final = "There are no questions of the kinds that this exam asks. An admin adds them."


@dataclass(frozen=True)
class Plan:
    """What a mock exam would be now, beside the whole exam."""

    whole: Rules
    rules: Rules
    minutes: int


def plan(preset: ExamPreset, share: str = "whole", without: Collection[int] = ()) -> Plan:
    """The preset's rules as far as there are questions; `share` is one of `SHARES`, and `without`
    are keys of versions that make no problem any more.
    """
    whole = presets.read(preset.rules)
    stock = {kind: _stock(kind, without) for kind in {part.kind for part in whole.parts}}
    rules = presets.scaled(whole, stock, SHARES[share][1])
    minutes = presets.minutes(preset.minutes, whole, rules) if rules.sections else 0
    return Plan(whole, rules, minutes)


def _stock(kind: str, without: Collection[int]) -> int:
    """How many questions of a kind can be drawn."""
    ready = QuestionVersion.objects.in_practice().filter(kind=kind).exclude(pk__in=without)
    sources = ready.values_list("source", flat=True)[:MOST_OF_A_KIND]
    return sum(VARIANTS if source in problems.GENERATED else 1 for source in sources)


def start(
    *,
    preset: ExamPreset,
    student: User,
    share: str = "whole",
    at: datetime.datetime | None = None,
) -> Attempt:
    """The mock exam that runs, or a new one. A double click starts one.

    Its time begins once its questions are made. Raises ValidationError where there are none.
    """
    running = _running(student, at or timezone.now())
    if running is not None:
        return running
    planned, drawn = _drawn(preset, student, share)
    try:
        with transaction.atomic():
            return _begin(preset, student, planned, drawn, at or timezone.now())
    except IntegrityError:
        return Attempt.objects.running().get(student=student, assignment=None)


def _running(student: User, at: datetime.datetime) -> Attempt | None:
    mine = Attempt.objects.filter(student=student, assignment=None)
    for overdue in mine.overdue(at):
        attempts.submit(attempt=overdue, at=at)
    return mine.running().first()


def _drawn(preset: ExamPreset, student: User, share: str) -> tuple[Plan, list[Variant]]:
    """A plan, and a variant for each of its questions, in order. It is made anew without what turns
    out to make no problem any more, until the rest suffices.
    """
    without: set[int] = set()
    while True:
        planned = plan(preset, share, without)
        if not planned.rules.sections:
            raise ValidationError(NOTHING)
        known = len(without)
        drawn = _draw(student, planned.rules, without)
        if drawn is not None:
            return planned, drawn
        if len(without) == known:
            raise ValidationError("Some questions were retired just now. Start again.")


def _draw(student: User, rules: Rules, without: set[int]) -> list[Variant] | None:
    """A variant for each question, in order; none of them twice. None where there are too few: then
    those that cannot be made are among `without`.
    """
    chance = random.Random(secrets.randbelow(draws.SEED_LIMIT))
    found: dict[str, list[Variant]] = {}
    for kind in KINDS:
        parts = [part for part in rules.parts if part.kind == kind]
        found[kind] = _of_kind(student, kind, parts, chance, without) if parts else []
        if len(found[kind]) < _shown(parts):
            return None
    return [found[part.kind].pop() for _, part in rules.places]


def _shown(parts: Sequence[Part]) -> int:
    return sum(part.shown for part in parts)


def _of_kind(
    student: User, kind: str, parts: Sequence[Part], chance: random.Random, without: set[int]
) -> list[Variant]:
    """Generated questions, and authored ones that the student has not met, come first. Only where
    all have come do generated ones come again, with another problem; and only where these do not
    suffice what the exam's rounding leaves too little of.
    """
    wanted = _shown(parts)
    versions = sorted(pools.of_kind(kind, MOST_OF_A_KIND), key=lambda row: row.pk)
    chance.shuffle(versions)
    stored: dict[int, list[int]] = {}
    seen = knowing.seen(student, [row.question_id for row in versions])
    versions.sort(key=lambda row: row.question_id in seen and not variants.is_generated(row))
    made: list[Variant] = []
    rounded_away: list[Variant] = []
    for version in _in_rounds(versions):
        if len(made) == wanted:
            break
        if version.pk in without:
            continue
        used = seen.setdefault(version.question_id, set())
        make = partial(variants.variant_for, version, _seed(student, version, used, stored))
        variant = variants.if_makeable(version, make)
        if variant is None:
            without.add(version.pk)
            continue
        used.add(variant.seed)
        (made if _keeps_digits(variant, parts) else rounded_away).append(variant)
    made += rounded_away[: wanted - len(made)]
    chance.shuffle(made)
    return made


def _seed(
    student: User, version: QuestionVersion, used: Collection[int], stored: dict[int, list[int]]
) -> int:
    """One whose problem is there already, if there is one: making a hundred takes many seconds."""
    if version.pk not in stored:
        stored[version.pk] = stock.seeds(version.pk, student, VARIANTS)
    left = [seed for seed in stored[version.pk] if seed not in used]
    return left[0] if left else draws.fresh(used)


def _keeps_digits(variant: Variant, parts: Sequence[Part]) -> bool:
    problem = variants.problem_in(variant)
    if problem.kind != presets.NUMBER or problem.tolerance is not None:
        return True
    return all(presets.keeps_digits(part, problem.key_expression()) for part in parts)


def _in_rounds(versions: Sequence[QuestionVersion]) -> Iterator[QuestionVersion]:
    """All once, then what is generated again and again."""
    yield from versions
    generated = [row for row in versions if variants.is_generated(row)]
    for _ in range(VARIANTS - 1):
        yield from generated


def _begin(
    preset: ExamPreset,
    student: User,
    planned: Plan,
    drawn: Sequence[Variant],
    at: datetime.datetime,
) -> Attempt:
    """Writes the rows. The locks keep what the student is granted until the attempt stands."""
    list(Enrolment.objects.select_for_update().filter(student=student).order_by("pk"))
    mock = MockExam.objects.create(
        preset=preset, title=str(preset), minutes=planned.minutes, rules=planned.rules.to_row()
    )
    time = datetime.timedelta(minutes=planned.minutes)
    attempt = Attempt.objects.create(
        mock=mock,
        student=student,
        number=Attempt.objects.filter(student=student, assignment=None).count() + 1,
        started_at=at,
        deadline=at + extended(time, mock_factor(student)),
    )
    ItemSession.objects.bulk_create(
        ItemSession(
            student=student,
            variant=variant,
            question_id=variant.version.question_id,
            attempt=attempt,
            position=position,
            reason={"code": "mock"},
            started_at=at,
        )
        for position, variant in enumerate(drawn, start=1)
    )
    return attempt
