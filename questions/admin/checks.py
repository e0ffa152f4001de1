"""Runs of checks over many questions: how far they are, and what failed."""

import datetime
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from questions.models import CheckRun
from questions.services import checking, reviewing
from questions.templatetags import unset

from .access import person
from .working import WorkingAdmin


@admin.register(CheckRun)
class CheckRunAdmin(WorkingAdmin):
    begun_by = "started_by"
    change_form_template = "admin/questions/check_run.html"
    list_display = ("__str__", "started_by", "started_at", "finished_at")
    list_select_related = ("started_by",)
    fields = ("started_by", "started_at", "finished_at")

    def told(self, row: CheckRun, at: datetime.datetime) -> dict[str, Any]:
        waiting = [one for one in row.failures if one["field"] == reviewing.FIELD]
        return {
            "title": "Checks of questions",
            "run": row,
            "is_left": row.is_left(at),
            "waiting": waiting,
            "failures": [one for one in row.failures if one not in waiting],
        }

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self._go_on))
        return [path("<int:pk>/go-on/", view, name="questions_checkrun_go_on"), *super().get_urls()]

    def _go_on(self, request: HttpRequest, pk: int) -> HttpResponse:
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
