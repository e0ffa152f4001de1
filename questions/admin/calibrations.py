"""Calibrations and what they found of each question, to read."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from questions.models import Calibration, ItemCalibration

from .base import ReadOnlyAdmin


@admin.register(Calibration)
class CalibrationAdmin(ReadOnlyAdmin):
    list_display = ("number", "state", "answers", "people", "found", "started_at", "finished_at")
    fields = ("number", "state", "answers", "people", "found", "started_at", "finished_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Calibration]:
        rows: QuerySet[Calibration] = super().get_queryset(request)
        return rows.annotate(question_count=Count("items"))

    @admin.display(description="state")
    def state(self, calibration: Calibration) -> str:
        return "running" if calibration.finished_at is None else "kept"

    @admin.display(description="questions")
    def found(self, calibration: Any) -> str:
        address = reverse("admin:questions_itemcalibration_changelist")
        address += f"?calibration__id__exact={calibration.pk}"
        return format_html('<a href="{}">{} questions</a>', address, calibration.question_count)


@admin.register(ItemCalibration)
class ItemCalibrationAdmin(ReadOnlyAdmin):
    list_display = ("question", "calibration", "difficult", "discriminating", "answers")
    list_filter = ("calibration",)
    list_select_related = ("question", "calibration")
    search_fields = ("question__title", "question__slug")
    fields = ("calibration", "question", "difficult", "discriminating", "answers")

    @admin.display(description="difficulty ± standard error", ordering="difficulty")
    def difficult(self, row: ItemCalibration) -> str:
        return f"{row.difficulty:.2f} ± {row.difficulty_error:.2f}"

    @admin.display(description="discrimination ± standard error", ordering="discrimination")
    def discriminating(self, row: ItemCalibration) -> str:
        return f"{row.discrimination:.2f} ± {row.discrimination_error:.2f}"
