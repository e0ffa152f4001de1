"""Lessons: written here, with a preview of what is written and not saved."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from questions.models import Lesson
from questions.reports import lessons as report
from questions.services import lessons as service
from questions.templatetags import unset

from .base import HistoryAdmin
from .forms import SeenForm

TEXTS = ("notes", "example_remark", "recap")


class LessonForm(SeenForm):
    """A lesson whose examples can be worked out and whose formulas can be set."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in TEXTS:
            wrong = unset.fault(cleaned.get(name) or "")
            if wrong:
                self.add_error(name, wrong)
        if not self.errors:
            for name, sentence in service.faults(self.written()).items():
                self.add_error(name, sentence)
        return cleaned

    def written(self) -> Lesson:
        """The lesson as it is written, not saved and without its skills."""
        names = {field.name for field in Lesson._meta.concrete_fields}
        values = {name: one for name, one in self.cleaned_data.items() if name in names}
        return Lesson(pk=self.instance.pk, **values)


@admin.register(Lesson)
class LessonAdmin(HistoryAdmin):
    form = LessonForm
    change_form_template = "admin/questions/lesson.html"
    list_display = ("title", "topic", "position", "summary")
    list_filter = ("topic",)
    search_fields = ("title", "summary", "notes")
    prepopulated_fields = {"slug": ("title",)}
    fieldsets = (
        (None, {"fields": ("title", "slug", "topic", "position", "summary", "skills", "seen")}),
        ("What it says", {"fields": ("notes", "recap", "mistakes")}),
        (
            "Worked example: a function",
            {
                "fields": (
                    "example_function",
                    "example_at",
                    ("example_window", "example_rate"),
                    "example_remark",
                ),
                "description": "Steps, values and picture are worked out from the function.",
            },
        ),
        (
            "Worked example: a problem",
            {
                "fields": (("family", "level", "seed"),),
                "description": "A generated problem with its steps: a family of "
                "docs/families.md, a level from 1 to 5 and any seed.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Lesson]:
        lessons: QuerySet[Lesson] = super().get_queryset(request)
        return lessons.select_related("topic")

    def formfield_for_manytomany(self, db_field, request, **kwargs):  # type: ignore[no-untyped-def]
        kwargs["widget"] = CheckboxSelectMultiple()
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST" and "_preview" in request.POST:
            return self._previewed(request, object_id)
        response: HttpResponse = super().changeform_view(
            request, object_id, form_url, extra_context
        )
        return response

    def _previewed(self, request: HttpRequest, object_id: str | None) -> HttpResponse:
        """What is written as a page of its own, of which the form takes the middle in its place."""
        lesson = self.get_object(request, object_id) if object_id else None
        allowed = self.has_change_permission(request, lesson)
        if not (allowed if object_id else self.has_add_permission(request)):
            raise PermissionDenied
        form = self.get_form(request, lesson, change=lesson is not None)(
            request.POST, instance=lesson
        )
        is_whole = form.is_valid()
        context = {
            **self.admin_site.each_context(request),
            "title": "Preview",
            "page": report.page(form.written()) if is_whole else None,
            "faults": [
                (form.fields[name].label if name in form.fields else "", errors[0])
                for name, errors in form.errors.items()
            ],
        }
        return render(request, "admin/questions/lesson_preview.html", context)
