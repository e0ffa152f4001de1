"""Runs of checks over many questions: how far they are, and what failed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from questions.models import CheckRun
from questions.services import checking
from questions.templatetags import unset

from .access import person, writes
from .base import ReadOnlyAdmin

SECONDS_BETWEEN = 3


@admin.register(CheckRun)
class CheckRunAdmin(ReadOnlyAdmin):
    change_form_template = "admin/questions/check_run.html"
    list_display = ("__str__", "started_by", "started_at", "finished_at")
    list_select_related = ("started_by",)
    fields = ("started_by", "started_at", "finished_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CheckRun]:
        runs: QuerySet[CheckRun] = super().get_queryset(request)
        return runs if person(request).is_superuser else runs.filter(started_by=person(request))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return writes(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return writes(request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self._go_on)
        return [path("<int:pk>/go-on/", view, name="questions_checkrun_go_on"), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page comes again by itself as long as the run works."""
        run, at = self.get_object(request, object_id), timezone.now()
        context = {"title": "Checks of questions", "subtitle": None, "run": run}
        if isinstance(run, CheckRun):
            context["is_left"] = run.is_left(at)
        response: HttpResponse = super().change_view(
            request, object_id, form_url, {**(extra_context or {}), **context}
        )
        if isinstance(run, CheckRun) and run.is_alive(at):
            response["Refresh"] = str(SECONDS_BETWEEN)
        return response

    def _go_on(self, request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        run = get_object_or_404(self.get_queryset(request), pk=pk)
        if checking.go_on(run=run):
            checking.in_background(run, render=unset.fault)
        return HttpResponseRedirect(page(run))


def begin(request: HttpRequest, questions: list[int], *, makes_ready: bool) -> HttpResponse:
    """Begins a run in the background; its page shows how far it is."""
    run = checking.begin(questions=questions, by=person(request), makes_ready=makes_ready)
    checking.in_background(run, render=unset.fault)
    return HttpResponseRedirect(page(run))


def page(run: CheckRun) -> str:
    return reverse("admin:questions_checkrun_change", args=[run.pk])
