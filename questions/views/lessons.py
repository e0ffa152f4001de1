"""Lessons, for anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from questions.models import Lesson
from questions.reports import lessons as report


@require_safe
def lessons(request: HttpRequest) -> HttpResponse:
    return render(request, "questions/lessons/list.html", {"lessons": report.listed()})


@require_safe
def lesson(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Lesson.objects.select_related("topic"), slug=slug)
    return render(request, "questions/lessons/page.html", {"page": report.page(found)})


@require_safe
def of_mistake(_request: HttpRequest, code: str) -> HttpResponse:
    """To the lesson on a mistake; where there is none, to all lessons."""
    found = report.of_mistake(code)
    return redirect(found) if found else redirect("lessons")
