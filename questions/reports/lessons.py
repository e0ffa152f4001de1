"""Lessons as they are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from questions import calculator, problems
from questions.calculator import Demonstration
from questions.models import Lesson, MalRule, Skill

from .practice import Answer, answer_to


@dataclass(frozen=True)
class WorkedProblem:
    """A generated problem; `right` are the right options, where it has some."""

    prompt: str
    right: Sequence[str]
    answer: Answer


@dataclass(frozen=True)
class LessonPage:
    """`skills` are those that practice asks; `before` and `after` the neighbours in the list."""

    lesson: Lesson
    example: Demonstration | None
    problem: WorkedProblem | None
    mistakes: Sequence[MalRule]
    skills: Sequence[Skill]
    before: Lesson | None
    after: Lesson | None


def listed() -> list[Lesson]:
    """All lessons in order, with their topics."""
    return list(Lesson.objects.select_related("topic"))


def page(lesson: Lesson) -> LessonPage:
    """Three queries."""
    every = list(Lesson.objects.only("slug", "title", "position"))
    place = every.index(lesson) if lesson in every else len(every)
    return LessonPage(
        lesson=lesson,
        example=example(lesson),
        problem=problem(lesson),
        mistakes=_mistakes(lesson.mistake_codes),
        skills=list(Skill.objects.in_practice().filter(lessons=lesson)) if lesson.pk else [],
        before=every[place - 1] if 0 < place < len(every) else None,
        after=every[place + 1] if place + 1 < len(every) else None,
    )


def of_mistake(code: str) -> Lesson | None:
    """The lesson that names the mistake, otherwise the first on its skill."""
    for lesson in Lesson.objects.filter(mistakes__contains=code):
        if code in lesson.mistake_codes:
            return lesson
    return Lesson.objects.filter(skills__mal_rules__code=code).first()


def on(skill: Skill) -> list[Lesson]:
    return list(Lesson.objects.on(skill))


def example(lesson: Lesson) -> Demonstration | None:
    """The function worked out; kept for the next reader, as it follows from the texts alone."""
    if not lesson.example_function:
        return None
    return calculator.demonstrate(
        lesson.example_function, lesson.example_at, lesson.example_window, lesson.example_rate
    )


def problem(lesson: Lesson) -> WorkedProblem | None:
    if not lesson.family:
        return None
    return _worked(lesson.family, lesson.level or 1, lesson.seed or 1)


@lru_cache(maxsize=128)
def _worked(family: str, level: int, seed: int) -> WorkedProblem:
    found = problems.generate(family, level, seed)
    right = [option.text for option in found.options if option.correct]
    return WorkedProblem(found.prompt, right, answer_to(found))


def _mistakes(codes: Sequence[str]) -> list[MalRule]:
    rows = {row.code: row for row in MalRule.objects.filter(code__in=codes)}
    return [rows[code] for code in codes if code in rows]
