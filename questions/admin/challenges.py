"""Challenges of marks, to read."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.text import Truncator

from questions.models import Challenge, Response

from .base import ReadOnlyAdmin
from .large import responses_about


@admin.register(Challenge)
class ChallengeAdmin(ReadOnlyAdmin):
    list_display = ("question", "student", "classroom", "begins", "state", "made_at", "closed_by")
    list_filter = ("state", "made_at", "verdict")
    search_fields = ("reason",)
    search_help_text = "Words of a person's name or e-mail address, or of a question's title."
    ordering = ("-made_at", "-pk")
    sortable_by = ()
    fields = (
        "question", "student", "classroom", "reason", "verdict", "score", "state", "reply",
        "made_at", "closed_by", "closed_at", "regrade",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Challenge]:
        rows: QuerySet[Challenge] = super().get_queryset(request)
        session = "response__item_session"
        beside = (f"{session}__student", f"{session}__question", "closed_by")
        return rows.select_related(*beside, f"{session}__attempt__assignment__classroom")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Challenge], search_term: str
    ) -> tuple[QuerySet[Challenge], bool]:
        if not search_term.strip():
            return queryset, False
        challenged = Response.objects.filter(pk__in=Challenge.objects.values("response"))
        found = responses_about(challenged, search_term)
        return queryset.filter(response__in=found.values("pk")), False

    @admin.display(description="question")
    def question(self, challenge: Challenge) -> str:
        return str(challenge.response.item_session.question)

    @admin.display(description="reason")
    def begins(self, challenge: Challenge) -> str:
        return Truncator(challenge.reason).chars(80)

    @admin.display(description="student")
    def student(self, challenge: Challenge) -> str:
        return str(challenge.response.item_session.student)

    @admin.display(description="classroom")
    def classroom(self, challenge: Challenge) -> str:
        attempt = challenge.response.item_session.attempt
        return str(attempt.given.classroom) if attempt else ""
