"""Quizzes as their teacher sees them: lists, slots, questions to add, previews."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from questions import problems
from questions.models import Assignment, Bank, Question, Quiz, Skill, Slot, Topic, User
from questions.problems import Problem, ProblemError

from . import banks

FOUND = 20
GENERATED = "generated"


@dataclass(frozen=True)
class Listed:
    pk: int
    title: str
    questions: int
    points: int
    assignments: int
    created_at: datetime.datetime


@dataclass(frozen=True)
class Place:
    """A slot of a quiz. `is_ready` is false once its question was retired; `mal_rule` is what it
    brings out, or only looks like.
    """

    pk: int
    position: int
    question: int
    title: str
    bank: str
    kind: str
    points: int
    is_ready: bool
    is_first: bool
    is_last: bool
    mal_rule: str
    looks_alike: bool


@dataclass(frozen=True)
class Found:
    """A question that can be added."""

    pk: int
    title: str
    bank: str
    kind: str
    skills: Sequence[str]


@dataclass(frozen=True)
class Search:
    """The first of what was found; `more` is how many others there are."""

    questions: Sequence[Found]
    more: int


@dataclass(frozen=True)
class QuizPage:
    quiz: Quiz
    places: Sequence[Place]
    points: int
    is_fixed: bool
    assignments: Sequence[Assignment]

    @property
    def is_for_mistakes(self) -> bool:
        """Whether a question is there for a mal-rule, to bring it out or to look like it."""
        return any(place.mal_rule for place in self.places)

    @property
    def questions(self) -> set[int]:
        """The questions that stand in it."""
        return {place.question for place in self.places}


@dataclass(frozen=True)
class PreviewPage:
    """A question at a seed, with its key. `fault` says why it cannot be built."""

    quiz: Quiz
    question: Question
    seed: int
    is_generated: bool
    preview: banks.Preview | None
    fault: str


def owned(teacher: User) -> list[Listed]:
    """Three queries, whatever their number."""
    rows = Quiz.objects.owned_by(teacher)
    given = dict(rows.annotate(count=Count("assignments")).values_list("pk", "count"))
    slots = Slot.objects.filter(quiz__owner=teacher).order_by().values("quiz")
    sums = slots.annotate(count=Count("pk"), points=Sum("points"))
    filled = {row["quiz"]: (row["count"], row["points"]) for row in sums}
    return [
        Listed(row.pk, row.title, *filled.get(row.pk, (0, 0)), given[row.pk], row.created_at)
        for row in rows
    ]


def page(quiz: Quiz, *, is_fixed: bool) -> QuizPage:
    """Three queries, whatever the number of slots."""
    slots = list(
        quiz.slots.select_related("question__bank", "mal_rule").prefetch_related(
            "question__versions"
        )
    )
    assignments = quiz.assignments.select_related("classroom")
    return QuizPage(
        quiz=quiz,
        places=[_place(slot, is_last=slot is slots[-1]) for slot in slots],
        points=sum(slot.points for slot in slots),
        is_fixed=is_fixed,
        assignments=list(assignments),
    )


def search(
    teacher: User,
    *,
    text: str = "",
    bank: Bank | None = None,
    topic: Topic | None = None,
    skill: Skill | None = None,
) -> Search:
    """Ready questions that people wrote, by words of title and prompt. Four queries."""
    questions = Question.objects.visible_to(teacher).ready().exclude(bank__slug=GENERATED)
    for word in text.split()[:8]:
        in_prompt = Q(versions__prompt__icontains=word, versions__state="ready")
        questions = questions.filter(Q(title__icontains=word) | in_prompt)
    if bank is not None:
        questions = questions.filter(bank=bank)
    if topic is not None:
        questions = questions.filter(skills__topic=topic)
    if skill is not None:
        questions = questions.filter(skills=skill)
    questions = questions.distinct().order_by("bank__name", "title", "pk")
    rows = questions.select_related("bank").prefetch_related("skills", "versions")
    shown = [_found(one) for one in rows[:FOUND]]
    return Search(shown, more=questions.count() - len(shown))


def preview(
    quiz: Quiz, question: Question, *, seed: int, build: Callable[[object, int], Problem]
) -> PreviewPage:
    """How a question is asked at a seed; nothing is stored. `build` makes a problem of content, in
    a time that is bounded.
    """
    version = question.ready_version
    content = version.content if version else None
    is_generated = content is not None and problems.is_generated(content)
    try:
        problem = build(content, seed)
    except ProblemError as error:
        return PreviewPage(quiz, question, seed, is_generated, preview=None, fault=str(error))
    shown = banks.preview(problem, entry=[], judgement=None)
    return PreviewPage(quiz, question, seed, is_generated, preview=shown, fault="")


def _place(slot: Slot, *, is_last: bool) -> Place:
    version = slot.question.ready_version
    return Place(
        pk=slot.pk,
        position=slot.position,
        question=slot.question_id,
        title=slot.question.title,
        bank=slot.question.bank.name,
        kind=version.kind if version else "",
        points=slot.points,
        is_ready=version is not None,
        is_first=slot.position == 1,
        is_last=is_last,
        mal_rule=slot.mal_rule.name if slot.mal_rule else "",
        looks_alike=slot.looks_alike,
    )


def _found(question: Question) -> Found:
    version = question.ready_version
    return Found(
        pk=question.pk,
        title=question.title,
        bank=question.bank.name,
        kind=version.kind if version else "",
        skills=[skill.name for skill in question.skills.all()],
    )
