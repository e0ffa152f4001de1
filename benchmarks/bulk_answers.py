"""Answers in bulk: a class that handed in a quiz, and practice, with what the services leave."""

import datetime
import math
import uuid
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import numpy as np

PIECE: Final = 5_000
FOLD: Final = 500
SLOTS: Final = 30
BUSY: Final = 2_000
RIGHT: Final = 0.65
EVIDENCE: Final = 0.3
LEARNT_FROM: Final = 4_000
LOOKS: Final = 40
BEGAN: Final = datetime.datetime(2026, 1, 5, 8, tzinfo=datetime.UTC)


def hand_in(bulk: Any, size: int) -> None:
    """A class that has handed in a quiz, and its students' answers."""
    from questions.models import (
        Assignment,
        Attempt,
        Classroom,
        Enrolment,
        Quiz,
        Slot,
        User,
        Variant,
    )

    teacher = User.objects.get(pk=bulk.teacher)
    classroom = Classroom.objects.create(name="Large", join_code="large")
    classroom.teachers.add(teacher)
    quiz = Quiz.objects.create(owner=teacher, title="Thirty questions")
    members = bulk.people[:size]
    Enrolment.objects.bulk_create(Enrolment(classroom=classroom, student_id=one) for one in members)
    variants = bulk.variants[:SLOTS]
    asked = dict(Variant.objects.filter(pk__in=variants).values_list("pk", "version__question"))
    slots = Slot.objects.bulk_create(
        Slot(quiz=quiz, position=place, question_id=asked[variant])
        for place, variant in enumerate(variants, start=1)
    )
    assignment = Assignment.objects.create(
        quiz=quiz,
        classroom=classroom,
        opens_at=BEGAN,
        closes_at=BEGAN + datetime.timedelta(days=7),
    )
    attempts = Attempt.objects.bulk_create(
        Attempt(
            assignment=assignment,
            student_id=one,
            number=1,
            started_at=BEGAN,
            deadline=assignment.closes_at,
            submitted_at=BEGAN + datetime.timedelta(hours=1),
        )
        for one in members
    )
    places = [
        {
            "student_id": attempt.student_id,
            "variant_id": variant,
            "attempt": attempt,
            "slot": slot,
            "position": slot.position,
        }
        for attempt in attempts
        for slot, variant in zip(slots, variants, strict=True)
    ]
    bulk.classroom, bulk.assignment = classroom.pk, assignment.pk
    for start in range(0, len(places), PIECE):
        _respond(bulk, places[start : start + PIECE])


def practise(bulk: Any, count: int) -> None:
    """Practice. Every hundredth answer is of the busy student, as far as that goes."""
    who = bulk.chance.integers(1, len(bulk.people), count)
    what = bulk.chance.integers(0, len(bulk.variants), count)
    is_busy = bulk.responses < 100 * BUSY
    _respond(
        bulk,
        [
            {
                "student_id": bulk.busy if is_busy and place % 100 == 0 else bulk.people[person],
                "variant_id": bulk.variants[variant],
            }
            for place, (person, variant) in enumerate(zip(who, what, strict=True))
        ],
    )


def _respond(bulk: Any, places: list[dict[str, Any]]) -> None:
    """An item session each, with a response and the observation of it."""
    from questions.models import ItemSession, Observation, Response, Variant

    begun = [
        BEGAN + datetime.timedelta(seconds=20 * (bulk.responses + n)) for n in range(len(places))
    ]
    keys = {place["variant_id"] for place in places}
    asked: dict[int, int] = {}
    for part in _parts(sorted(keys), 1_000):
        rows = Variant.objects.filter(pk__in=part)
        asked |= dict(rows.values_list("pk", "version__question"))
    sessions = ItemSession.objects.bulk_create(
        (
            ItemSession(
                **place,
                question_id=asked[place["variant_id"]],
                reason={"code": "new", "skill": "chain-rule", "sentence": "Chosen."},
                started_at=at,
                finished_at=at,
            )
            for place, at in zip(places, begun, strict=True)
        ),
        batch_size=1_000,
    )
    right = bulk.chance.random(len(places)) < RIGHT
    responses = Response.objects.bulk_create(
        (
            Response(
                item_session=session,
                client_key=uuid.UUID(int=bulk.responses + number),
                raw=["a" if right[number] else "b"],
                reading=["a"],
                comparison={"kind": "options", "chosen": ["a"], "equal": bool(right[number])},
                mistakes=[] if right[number] else [_mistake(bulk.responses + number)],
                verdict="correct" if right[number] else "incorrect",
                score_numerator=int(right[number]),
                seconds=20.0,
                grader_version="1",
                sequence=bulk.responses + number + 1,
                submitted_at=begun[number],
            )
            for number, session in enumerate(sessions)
        ),
        batch_size=1_000,
    )
    Observation.objects.bulk_create(
        (
            _observation(bulk, number, response, asked[place["variant_id"]], place)
            for number, (place, response) in enumerate(zip(places, responses, strict=True))
        ),
        batch_size=1_000,
    )
    _publish(bulk.responses, bulk.responses + len(places))
    _evidence(responses, places)
    bulk.responses += len(places)


def _observation(bulk: Any, number: int, response: Any, question: int, place: Any) -> Any:
    from questions.models import Observation

    version = (bulk.responses + number) // FOLD
    return Observation(
        student_number=place["student_id"],
        question_number=question,
        variant_number=place["variant_id"],
        skill_numbers=[bulk.skills[question % len(bulk.skills)]],
        response=response,
        right=response.verdict == "correct",
        prior=0.0,
        offset=0.0,
        guess=0.25,
        weight=1.0,
        version=version,
        folded_in=version + 1,
        after=[[0.2, 0.3], [0.1, 0.1]],
    )


def _publish(start: int, stop: int) -> None:
    from questions.models import ModelVersion

    numbers = range(-(-start // FOLD) + 1, -(-stop // FOLD) + 1)
    ModelVersion.objects.bulk_create(
        ModelVersion(number=number, **shared(), answers=number * FOLD) for number in numbers
    )


@cache
def shared() -> dict[str, list[float]]:
    """Weights and their squares as a fold leaves them after some thousands of answers by people of
    several abilities: with weights of zero each forecast would be a half, and every question as
    near the target as any other.
    """
    from questions import adaptive

    chance = np.random.default_rng(1)
    population = adaptive.Population()
    for ability in chance.normal(size=LEARNT_FROM // LOOKS):
        student = adaptive.Knowledge()
        for item, skill in zip(
            chance.integers(0, 200, LOOKS).tolist(),
            chance.integers(0, 15, LOOKS).tolist(),
            strict=True,
        ):
            known = 1 / (1 + math.exp((item % 41 - 20) / 10 - ability))
            answer = adaptive.Answer(item, (skill,), right=bool(chance.random() < known))
            look = student.look(item, answer.skills)
            student.learn(answer, population.read(item, answer.skills))
            population.learn(look, answer)
    return {"weights": population.weights.tolist(), "squares": population.squares.tolist()}


def _mistake(number: int) -> dict[str, Any]:
    rule = _rules()[number % 12]
    return {"rules": [rule[1]], "rule": rule[1], "name": rule[1], "certainty": 0.9}


def _rules() -> list[tuple[int, str]]:
    from questions.models import MalRule

    if not _held_rules:
        _held_rules.extend(MalRule.objects.order_by("pk").values_list("pk", "code")[:12])
    return _held_rules


_held_rules: list[tuple[int, str]] = []


def _evidence(responses: list[Any], places: list[dict[str, Any]]) -> None:
    """Opportunities for mal-rules, of some of the responses."""
    from questions.models import MistakeEvidence, MistakePattern

    rules = _rules()
    chosen = [
        (one, place["student_id"], rules[n % len(rules)][0])
        for n, (one, place) in enumerate(zip(responses, places, strict=True))
        if n % 10 < 10 * EVIDENCE
    ]
    MistakePattern.objects.bulk_create(
        [
            MistakePattern(
                student_id=student, mal_rule_id=rule, log_odds=1.5, state="active", hits=2,
                opportunities=20, occurrences=6, last_seen_at=BEGAN, updated_at=BEGAN,
            )
            for student, rule in {(student, rule) for _, student, rule in chosen}
        ],
        ignore_conflicts=True,
        batch_size=1_000,
    )  # fmt: skip
    students = sorted({student for _, student, _ in chosen})
    patterns = {}
    for part in _parts(students, 1_000):
        rows = MistakePattern.objects.filter(student__in=part)
        patterns |= {
            (one, two): pk for pk, one, two in rows.values_list("pk", "student", "mal_rule")
        }
    MistakeEvidence.objects.bulk_create(
        (
            MistakeEvidence(
                pattern_id=patterns[student, rule],
                response=one,
                shown=one.verdict == "incorrect",
                likely=0.6,
            )
            for one, student, rule in chosen
        ),
        batch_size=1_000,
    )


def _parts(keys: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]
