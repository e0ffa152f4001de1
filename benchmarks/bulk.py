"""A database of any size: questions, answers of simulated people and a class, by bulk inserts.

What is inserted is what the services leave behind, so that pages show it; nobody is simulated with
care. Filling goes on from what is there, so that the same file can be measured at several sizes.
"""

import datetime
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from benchmarks import bulk_answers
from benchmarks.bulk_answers import BEGAN, PIECE

PEOPLE_A_THOUSAND: Final = 5
CLASS: Final = 300


WORDS: Final = ("slope", "tangent", "chain", "product", "quotient", "limit", "gradient", "descent")


@dataclass
class Bulk:
    """What was inserted so far. `busy` is a student with thousands of answers."""

    chance: np.random.Generator = field(default_factory=lambda: np.random.default_rng(1))
    questions: list[int] = field(default_factory=list)
    variants: list[int] = field(default_factory=list)
    skills: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    busy: int = 0
    teacher: int = 0
    classroom: int = 0
    assignment: int = 0
    responses: int = 0


def fill(bulk: Bulk, *, questions: int, responses: int) -> None:
    """Inserts until there are so many questions and so many responses."""
    _people(bulk, responses)
    if not bulk.busy:
        _busy_student(bulk)
    for number in _steps(len(bulk.questions), questions, "questions"):
        _questions(bulk, *number)
    if not bulk.classroom:
        bulk_answers.hand_in(bulk, min(CLASS, responses // 100))
    for number in _steps(bulk.responses, responses, "responses"):
        bulk_answers.practise(bulk, number[1] - number[0])
    _estimates(bulk)


def _steps(have: int, wanted: int, what: str) -> Iterator[tuple[int, int]]:
    for start in range(have, wanted, PIECE):
        yield start, min(start + PIECE, wanted)
        print(f"\r{what}: {min(start + PIECE, wanted):,} of {wanted:,} ", end="", file=sys.stderr)
    print(file=sys.stderr)


def _people(bulk: Bulk, responses: int) -> None:
    from questions.models import StudentEstimate, User

    missing = max(CLASS, PEOPLE_A_THOUSAND * responses // 1_000) - len(bulk.people)
    first = len(bulk.people)
    rows = User.objects.bulk_create(
        [
            User(email=f"person-{first + number}@example.org", name=f"Person {first + number}")
            for number in range(missing)
        ],
        batch_size=PIECE,
    )
    StudentEstimate.objects.bulk_create(
        [StudentEstimate(student=row, variance=0.3, answers=200, right=130) for row in rows],
        batch_size=PIECE,
    )
    bulk.people += [row.pk for row in rows]


def _busy_student(bulk: Bulk) -> None:
    from questions.models import User

    bulk.busy = bulk.people[0]
    teacher = User.objects.create_user("teacher@example.org", "x", name="Teacher", is_teacher=True)
    bulk.teacher = teacher.pk


def _questions(bulk: Bulk, start: int, stop: int) -> None:
    """Copies of starter questions with titles and texts of their own, each with a variant."""
    from questions.models import Bank, Question, QuestionVersion, Skill, Variant
    from questions.services import variants

    bank, _ = Bank.objects.get_or_create(slug="many", name="Many", in_practice=True)
    others = QuestionVersion.objects.in_practice().exclude(question__bank=bank).order_by("pk")
    models = [
        *others.filter(content__source="authored")[:40],
        *others.filter(content__source="template")[:3],
    ]
    bulk.skills = list(
        Skill.objects.filter(questions__isnull=False).distinct().values_list("pk", flat=True)
    )
    rows = Question.objects.bulk_create(
        Question(bank=bank, slug=f"q{number}", title=_title(number))
        for number in range(start, stop)
    )
    made = []
    for number, row in enumerate(rows, start=start):
        model = models[number % len(models)]
        content = {**model.content, "prompt": f"{_title(number)}. {model.content['prompt']}"}
        made.append(
            QuestionVersion(
                question=row,
                number=1,
                state={19: "draft", 18: "retired"}.get(number % 20, "ready"),
                kind=model.kind,
                content=content,
                ready_at=BEGAN,
            )
        )
    made = QuestionVersion.objects.bulk_create(made, batch_size=1_000)
    Question.objects.filter(pk__in=[row.pk for row in rows]).say_newest()
    tags = Question.skills.through
    tags.objects.bulk_create(
        tags(question=row, skill_id=bulk.skills[row.pk % len(bulk.skills)]) for row in rows
    )
    built = {
        model.kind + str(place): variants.problem_of(model, 1) for place, model in enumerate(models)
    }
    instances = {
        key: {
            "instance": problem.to_row(),
            "skills": list(problem.skills),
            "exposes": sorted(problem.exposes()),
        }
        for key, problem in built.items()
    }
    stored = Variant.objects.bulk_create(
        (
            Variant(
                version=row,
                seed=1,
                **instances[row.kind + str(number % len(models))],
            )
            for number, row in enumerate(made, start=start)
            if row.state == "ready"
        ),
        batch_size=1_000,
    )
    bulk.questions += [row.question_id for row in made if row.state == "ready"]
    bulk.questions += [row.question_id for row in made if row.state != "ready"]
    bulk.variants += [row.pk for row in stored]


def _title(number: int) -> str:
    return f"The {WORDS[number % 8]} of the {WORDS[number // 8 % 8]}, number {number}"


def _estimates(bulk: Bulk) -> None:
    """Estimates of everybody on some skills, ratings of all questions, typical difficulties."""
    from questions.models import ItemDifficulty, SkillDifficulty, SkillEstimate

    SkillEstimate.objects.bulk_create(
        (
            SkillEstimate(
                student_id=one,
                skill_id=skill,
                variance=0.1,
                answers=12,
                right=8,
                last_at=BEGAN,
                begun_at=BEGAN,
                stability=9.0,
                recall_difficulty=5.0,
                reviewed_at=BEGAN,
                due_at=BEGAN + datetime.timedelta(days=5),
            )
            for one in bulk.people
            for skill in bulk.skills[one % 3 :: 3]
        ),
        ignore_conflicts=True,
        batch_size=1_000,
    )
    ItemDifficulty.objects.bulk_create(
        (
            ItemDifficulty(
                question_id=one,
                mean=(one % 41 - 20) / 10,
                variance=0.3,
                squares=1.0,
                answers=one % 50,
                right=one % 50 * (one % 11) // 10,
            )
            for one in bulk.questions
            if one % 13
        ),
        ignore_conflicts=True,
        batch_size=1_000,
    )
    SkillDifficulty.objects.refresh()
