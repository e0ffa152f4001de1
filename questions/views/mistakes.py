"""My mistakes."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from questions.models import MistakePattern, User
from questions.reports import mistakes as report
from questions.services import written


@login_required
@require_safe
def mistakes(request: HttpRequest) -> HttpResponse:
    patterns = report.patterns(cast("User", request.user), at=timezone.now())
    return render(request, "questions/mistakes.html", {"patterns": patterns})


@login_required
@require_safe
def mistake(request: HttpRequest, code: str) -> HttpResponse:
    """One of the student's own, with everything behind it."""
    shown = MistakePattern.objects.shown().select_related("student", "mal_rule__skill")
    row = get_object_or_404(shown, student=request.user, mal_rule__code=code)
    page = report.page(row, at=timezone.now(), build=written.build)
    return render(request, "questions/mistakes/page.html", {"page": page})
