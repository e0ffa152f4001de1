"""Regrades: what a corrected key would change, confirming it, and taking it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from questions.models import Question, Regrade
from questions.reports import regrading as report
from questions.services import regrading

from .access import person, writes
from .base import ReadOnlyAdmin

SECONDS_BETWEEN = 3
Act = Callable[[HttpRequest, Regrade], bool]


@admin.register(Regrade)
class RegradeAdmin(ReadOnlyAdmin):
    change_form_template = "admin/questions/regrade.html"
    list_display = ("__str__", "by", "begun_at", "confirmed_at", "undone_at")
    list_select_related = ("by", "question", "version")
    fields = ("question", "by", "begun_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Regrade]:
        rows: QuerySet[Regrade] = super().get_queryset(request)
        rows = rows.select_related("question", "version", "by", "undone_by")
        return rows if person(request).is_superuser else rows.filter(by=person(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return writes(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return writes(request)

    def get_urls(self) -> list[URLPattern]:
        def to(view: Any) -> Any:
            return self.admin_site.admin_view(view)

        return [
            path("begin/<int:pk>/", to(self._begin), name="questions_regrade_begin"),
            *(
                path(f"<int:pk>/{name}/", to(self._acting(act)), name=f"questions_regrade_{name}")
                for name, act in (("confirm", _confirm), ("undo", _undo), ("go-on", _go_on))
            ),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page comes again by itself as long as the regrade works."""
        row, at = self.get_object(request, object_id), timezone.now()
        context: dict[str, Any] = {"title": "Regrade", "subtitle": None}
        if isinstance(row, Regrade):
            context["page"] = report.page(row, at=at)
        response: HttpResponse = super().change_view(
            request, object_id, form_url, {**context, **(extra_context or {})}
        )
        if isinstance(row, Regrade) and row.is_working and not row.is_left(at):
            response["Refresh"] = str(SECONDS_BETWEEN)
        return response

    def _begin(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        mine = Question.objects.editable_by(person(request))
        question = get_object_or_404(mine, pk=pk)
        try:
            row = regrading.begin(question=question, by=person(request))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            address = reverse("admin:questions_question_change", args=[question.pk])
            return HttpResponseRedirect(address)
        if row.stage == Regrade.Stage.JUDGING and not row.regraded.exists():
            regrading.in_background(row)
        return HttpResponseRedirect(page(row))

    def _acting(self, act: Act) -> Callable[[HttpRequest, int], HttpResponse]:
        """Does what is asked for and, where there is something to do, begins to work."""

        def view(request: HttpRequest, pk: int) -> HttpResponse:
            if request.method != "POST":
                return HttpResponseNotAllowed(["POST"])
            row = get_object_or_404(self.get_queryset(request), pk=pk)
            try:
                if act(request, row):
                    regrading.in_background(row)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(page(row))

        return view


def _confirm(request: HttpRequest, row: Regrade) -> bool:
    return regrading.confirm(
        regrade=row,
        by=person(request),
        reason=request.POST.get("reason", ""),
        may_lower="may_lower" in request.POST,
    )


def _undo(request: HttpRequest, row: Regrade) -> bool:
    return regrading.take_back(regrade=row, by=person(request))


def _go_on(_: HttpRequest, row: Regrade) -> bool:
    return regrading.go_on(regrade=row)


def page(row: Regrade) -> str:
    return reverse("admin:questions_regrade_change", args=[row.pk])
