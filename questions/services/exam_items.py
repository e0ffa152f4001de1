"""The items of a practice exam: which questions, how hard, and the adaptive test over them.

A pool is drawn once, when the exam begins, and kept with it as rows of plain values.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Final

from questions import adaptive, problems
from questions.adaptive import testing
from questions.adaptive.testing.rules import Exposure
from questions.models import (
    Calibration,
    ItemCalibration,
    ItemSession,
    PracticeExam,
    QuestionVersion,
    Response,
    Topic,
    User,
)

from . import knowing, pools, variants

MOST_OF_A_TOPIC: Final = 100
EXAMS_COUNTED: Final = 200
"""The latest exams of the same scope, by which it is known how often an item was shown."""
OPTIONS_OF_A_FAMILY: Final = 4
ROWS_OF_A_FAMILY: Final = 3


@dataclass(frozen=True)
class Item:
    """An item as it is kept: the parameters of the logistic model, and its content area."""

    version: int
    area: str
    discrimination: float
    difficulty: float
    variance: float
    guessing: float


@dataclass(frozen=True)
class Asked:
    """An item that was asked: by how much its variant was harder, and whether it was solved; None
    where that is not decided.
    """

    version: int
    offset: float
    right: bool | None


def pool(student: User, topics: Sequence[Topic], calibration: Calibration | None) -> list[Item]:
    """The questions on the topics, of each a fair part, with their difficulty as calibrated,
    else as it was expected to be. Authored questions that the student has met are left out.
    """
    found: dict[int, tuple[QuestionVersion, str]] = {}
    for topic in topics:
        for row in pools.on_topic(topic, MOST_OF_A_TOPIC):
            area = topic.name if len(topics) > 1 else _last_skill(row, topic)
            found.setdefault(row.pk, (row, area))
    questions = [row.question_id for row, _ in found.values()]
    seen = knowing.met(student, questions)
    rated = _calibrated(calibration, questions)
    return [
        _item(row, area, rated.get(row.question_id))
        for row, area in found.values()
        if variants.is_generated(row) or row.question_id not in seen
    ]


def _last_skill(version: QuestionVersion, topic: Topic) -> str:
    skills = [one for one in version.question.skills.all() if one.topic_id == topic.pk]
    return max(skills, key=lambda one: (one.position, one.pk)).name


def _calibrated(
    calibration: Calibration | None, questions: Iterable[int]
) -> dict[int, ItemCalibration]:
    if calibration is None:
        return {}
    return {row.question_id: row for row in calibration.items.filter(question__in=questions)}


def _item(version: QuestionVersion, area: str, rated: ItemCalibration | None) -> Item:
    """What was calibrated holds the effect of guessing already; what is only expected does not."""
    if rated is not None:
        return Item(
            version.pk, area, rated.discrimination, rated.difficulty, rated.difficulty_variance, 0.0
        )
    expected = variants.difficulty_of(version)
    return Item(version.pk, area, 1.0, expected, adaptive.ITEM_VARIANCE, _guessing(version))


def _guessing(version: QuestionVersion) -> float:
    if version.kind == "true/false":
        return 0.5
    if version.kind in problems.PAIR_KINDS:
        rows = len(version.content.get("pairs", ())) or ROWS_OF_A_FAMILY
        return problems.chance_of_guessing(rows, len(version.content.get("options", ())) or rows)
    if version.kind != "choice":
        return 0.0
    return 1.0 / max(len(version.content.get("options", ())) or OPTIONS_OF_A_FAMILY, 2)


def rows_of(items: Iterable[Item]) -> list[tuple[object, ...]]:
    """As they are stored."""
    return [astuple(one) for one in items]


def items_of(exam: PracticeExam) -> list[Item]:
    return [Item(*row) for row in exam.pool]


def asked(sessions: Iterable[ItemSession]) -> list[Asked]:
    """The finished questions of an exam, in order, from rows with their responses prefetched. What
    was left without an answer is not solved; what is not decided says nothing yet.
    """
    return [
        Asked(row.variant.version_id, float(row.reason["offset"]), _is_right(row))
        for row in sorted(sessions, key=lambda row: row.position)
        if row.finished_at is not None
    ]


def _is_right(session: ItemSession) -> bool | None:
    response = next(iter(session.responses.all()), None)
    if response is None:
        return False
    if response.verdict == Response.Verdict.PENDING:
        return None
    return bool(response.verdict == Response.Verdict.CORRECT)


def standing(
    exam: PracticeExam, done: Sequence[Asked], exposure: Exposure | None = None
) -> testing.Session:
    """The adaptive test as it stands after these answers: always the same from the same rows."""
    items = items_of(exam)
    places = {one.version: place for place, one in enumerate(items)}
    offsets = {places[one.version]: one.offset for one in done}
    areas = sorted({one.area for one in items})
    settings = testing.Settings(
        error=exam.wanted_error,
        least=exam.least,
        most=exam.most,
        quotas={area: 1 / len(areas) for area in areas} if len(areas) > 1 else {},
    )
    session = testing.Session(
        _parameters(items, offsets),
        settings,
        exposure=exposure,
        mean=exam.prior_mean,
        deviation=exam.prior_deviation,
    )
    for one in done:
        if one.right is None:
            session.asked.append(places[one.version])
        else:
            session.learn(places[one.version], right=one.right)
    return session


def bank_of(exam: PracticeExam) -> testing.Items:
    """The pool as it was before any variant was drawn."""
    return _parameters(items_of(exam), {})


def _parameters(items: Sequence[Item], offsets: dict[int, float]) -> testing.Items:
    return testing.Items.of(
        [one.discrimination for one in items],
        [one.difficulty + offsets.get(place, 0.0) for place, one in enumerate(items)],
        variance=[one.variance for one in items],
        guessing=[one.guessing for one in items],
        areas=[one.area for one in items],
    )


def exposure_of(exam: PracticeExam) -> Exposure:
    """How often the items were shown in the latest exams of the same scope."""
    before = PracticeExam.objects.filter(scope=exam.scope, pk__lt=exam.pk).order_by("-pk")
    latest = list(before.values_list("pk", flat=True)[:EXAMS_COUNTED])
    places = {one.version: place for place, one in enumerate(items_of(exam))}
    shown = ItemSession.objects.filter(exam__in=latest).values_list("variant__version", flat=True)
    return Exposure(len(latest), Counter(places[one] for one in shown if one in places))
