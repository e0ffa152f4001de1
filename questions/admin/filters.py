"""Filters of the list of questions, by what stands in the newest version."""

from collections.abc import Iterable
from typing import Any, Final

from django.contrib import admin
from django.db.models import (
    Exists,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, NullIf
from django.http import HttpRequest

from questions.models import Bank, Question, QuestionVersion, Response, Skill
from questions.reports import usage
from questions.services import repertoire

from .access import person
from .contents import KINDS

ENOUGH_ANSWERS: Final = 10
"""So many first tries say whether a question is hard or easy."""
HARD_BELOW: Final = 0.5
EASY_FROM: Final = 0.9
ADDED: Final = 2.0
Lookups = Iterable[tuple[Any, str]]


def with_level(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Each question with the level of its newest version, and whether any version is asked."""
    versions = QuestionVersion.objects.filter(question=OuterRef("pk"))
    newest = versions.order_by("-number").values(level=Cast(KT("content__level"), IntegerField()))
    return questions.annotate(
        is_asked=Exists(versions.filter(state=QuestionVersion.State.READY)),
        newest_level=Subquery(newest[:1]),
    )


def with_facility(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Each question with the share of right answers among those that the student model has taken
    in: first answers, one a student and problem; and the share to order by, which is the middle
    of Agresti and Coull's interval for it (The American Statistician 52, 1998): two right and two
    wrong answers are added, so that 1 of 1 is less than 19 of 20. None where there is none.
    """
    answers = NullIf("difficulty__answers", Value(0))
    right = Cast("difficulty__right", FloatField())
    return questions.annotate(
        facility=right / answers,
        likely_facility=(right + ADDED) / (answers + 2 * ADDED),
    )


class _Filter(admin.SimpleListFilter):
    """Compares one annotation with the chosen value."""

    annotation = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        return queryset.filter(**{self.annotation: value}) if value else queryset


class BankFilter(_Filter):
    title = "bank"
    parameter_name = "bank"
    annotation = "bank_id"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        return Bank.objects.visible_to(person(request)).values_list("pk", "name")

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value and not value.isdecimal():
            return queryset.none()
        return super().queryset(request, queryset)


class VersionBankFilter(BankFilter):
    annotation = "question__bank_id"


class SkillFilter(_Filter):
    title = "skill"
    parameter_name = "skill"
    annotation = "skills__slug"
    none = "(none)"
    """No slug has brackets."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        return [(self.none, "no skill"), *Skill.objects.values_list("slug", "name")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == self.none:
            return queryset.filter(skills=None)
        return super().queryset(request, queryset)


class KindFilter(_Filter):
    title = "kind"
    parameter_name = "kind"
    annotation = "newest_kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        return [(kind, kind) for kind in KINDS]


class VersionKindFilter(KindFilter):
    annotation = "kind"


WAITS: Final = "review"


class StateFilter(admin.SimpleListFilter):
    """A question that is asked and has a newer draft is found under both."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        return [
            ("draft", "has a draft"),
            (WAITS, "waits for a review"),
            ("ready", "is asked"),
            ("retired", "retired"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value == QuestionVersion.State.RETIRED:
            return queryset.filter(newest_state=value)
        if value == WAITS:
            versions = QuestionVersion.objects.filter(
                review_asked_at__isnull=False, question__bank__needs_review=True
            )
            return queryset.filter(pk__in=versions.values("question"))
        if value:
            versions = QuestionVersion.objects.filter(state=value)
            return queryset.filter(pk__in=versions.values("question"))
        return queryset


class StatisticsFilter(admin.SimpleListFilter):
    """By the answers that the student model has taken in, and the share of right ones."""

    title = "statistics"
    parameter_name = "statistics"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        enough = f"{ENOUGH_ANSWERS} first tries or more"
        return [
            ("never", "never answered"),
            ("few", f"fewer than {ENOUGH_ANSWERS} first tries"),
            ("hard", f"hard: less than {HARD_BELOW:.0%} right of {enough}".replace("%", " %")),
            ("easy", f"easy: {EASY_FROM:.0%} right or more of {enough}".replace("%", " %")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        answered = Q(difficulty__answers__gte=ENOUGH_ANSWERS)
        wanted = {
            "never": Q(difficulty=None),
            "few": Q(difficulty__answers__lt=ENOUGH_ANSWERS),
            "hard": answered & Q(facility__lt=HARD_BELOW),
            "easy": answered & Q(facility__gte=EASY_FROM),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


class FamilyFilter(admin.SimpleListFilter):
    title = "family"
    parameter_name = "family"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        titles = {one.family: one.title for one in repertoire.family_levels()}
        return [*titles.items(), ("none", "written by a person"), ("template", "a template")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if not value:
            return queryset
        if value == "none":
            return queryset.filter(newest_source__in=("authored", "template"))
        if value == "template":
            return queryset.filter(newest_source=value)
        return queryset.filter(newest_family=value)


class LevelFilter(admin.SimpleListFilter):
    """Of generated problems alone: what a person writes has no level."""

    title = "level"
    parameter_name = "level"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        levels = sorted({one.level for one in repertoire.family_levels()})
        return [(str(level), f"level {level}") for level in levels]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if not value:
            return queryset
        if not value.isdecimal():
            return queryset.none()
        # The level stands in the content, which is read for generated problems only.
        return queryset.filter(newest_source="family", newest_level=int(value[:4]))


class AnswersToFilter(admin.SimpleListFilter):
    """Of responses those to one question, to its versions before the one that is asked, or to one
    version. The pages of questions lead here; without a question there is nothing to choose.
    """

    title = "versions of the question"
    parameter_name = "of"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Lookups:
        question = self._question(request.GET.get(self.parameter_name, ""))
        if question is None:
            return []
        numbers = question.versions.order_by("number").values_list("number", flat=True)
        each = [(f"{question.pk}-{one}", f"version {one} of {question}") for one in numbers]
        earlier = (f"{question.pk}-earlier", f"earlier versions of {question}")
        return [(str(question.pk), f"every version of {question}"), earlier, *each]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Response]) -> QuerySet[Response]:
        question = self._question(self.value() or "")
        if question is None:
            return queryset
        chosen = str(self.value()).partition("-")[2]
        if chosen == "earlier":
            earlier = usage.outlived_responses(question)
            return queryset.filter(pk__in=earlier.values("pk"))
        found = queryset.filter(item_session__question=question)
        if chosen.isdecimal():
            found = found.filter(item_session__variant__version__number=int(chosen[:9]))
        return found

    @staticmethod
    def _question(value: str) -> Question | None:
        key = value.partition("-")[0]
        return Question.objects.filter(pk=int(key[:18])).first() if key.isdecimal() else None
