"""Regrades: what a corrected key would change, confirming it, and taking it back."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from questions.models import Question, Regrade
from questions.reports import regrading as report
from questions.services import regrading

from .access import person
from .working import WorkingAdmin

Act = Callable[[HttpRequest, Regrade], None]


@admin.register(Regrade)
class RegradeAdmin(WorkingAdmin):
    begun_by = "by"
    change_form_template = "admin/questions/regrade.html"
    list_display = ("__str__", "by", "begun_at", "confirmed_at", "undone_at")
    fields = ("question", "by", "begun_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Regrade]:
        beside = ("question", "version", "by", "confirmed_by", "undone_by")
        return super().get_queryset(request).select_related(*beside)

    def told(self, row: Regrade, at: datetime.datetime) -> dict[str, Any]:
        return {"title": "Regrade", "page": report.page(row, at=at)}

    def get_urls(self) -> list[URLPattern]:
        def to(view: Any) -> Any:
            return self.admin_site.admin_view(require_POST(view))

        return [
            path("begin/<int:pk>/", to(self._begin), name="questions_regrade_begin"),
            *(
                path(f"<int:pk>/{name}/", to(self._acting(act)), name=f"questions_regrade_{name}")
                for name, act in (("confirm", _confirm), ("undo", _undo), ("go-on", _go_on))
            ),
            *super().get_urls(),
        ]

    def _begin(self, request: HttpRequest, pk: int) -> HttpResponse:
        mine = Question.objects.editable_by(person(request))
        question = get_object_or_404(mine, pk=pk)
        try:
            row = regrading.begin(question=question, by=person(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            address = reverse("admin:questions_question_change", args=[question.pk])
            return HttpResponseRedirect(address)
        return _worked(row)

    def _acting(self, act: Act) -> Callable[[HttpRequest, int], HttpResponse]:
        """Does what is asked for, and begins to work."""

        def view(request: HttpRequest, pk: int) -> HttpResponse:
            row = get_object_or_404(self.get_queryset(request), pk=pk)
            try:
                act(request, row)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            return _worked(row)

        return view


def _worked(row: Regrade) -> HttpResponse:
    """Its page; a process begins to work at it where none does."""
    if regrading.take(row):
        regrading.in_background(row)
    return HttpResponseRedirect(page(row))


def _confirm(request: HttpRequest, row: Regrade) -> None:
    regrading.confirm(
        regrade=row,
        by=person(request),
        reason=request.POST.get("reason", ""),
        may_lower="may_lower" in request.POST,
    )


def _undo(request: HttpRequest, row: Regrade) -> None:
    regrading.take_back(regrade=row, by=person(request))


def _go_on(_: HttpRequest, __: Regrade) -> None:
    """What a killed process left is taken up, and nothing else."""


def page(row: Regrade) -> str:
    return reverse("admin:questions_regrade_change", args=[row.pk])
