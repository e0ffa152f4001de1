"""Questions that were dropped or made a bonus, to read."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from questions.models import QuestionRuling

from .base import ReadOnlyAdmin


@admin.register(QuestionRuling)
class QuestionRulingAdmin(ReadOnlyAdmin):
    list_display = ("question", "kind", "made_at", "made_by", "taken_back_at", "assignment")
    list_filter = ("kind", "made_at")
    search_fields = ("reason", "slot__question__title", "assignment__quiz__title")
    search_help_text = "Words of the reason, or of the title of the question or the quiz."
    ordering = ("-made_at", "-pk")
    sortable_by = ()
    fields = (
        "question", "assignment", "kind", "reason", "made_by", "made_at", "taken_back_by",
        "taken_back_at",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[QuestionRuling]:
        rows: QuerySet[QuestionRuling] = super().get_queryset(request)
        return rows.select_related(
            "slot__question", "assignment__quiz", "assignment__classroom", "made_by"
        )

    @admin.display(description="question")
    def question(self, ruling: QuestionRuling) -> str:
        return str(ruling.slot)
