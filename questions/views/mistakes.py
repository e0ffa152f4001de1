"""My mistakes."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from questions.models import User
from questions.reports import mistakes as report


@login_required
@require_safe
def mistakes(request: HttpRequest) -> HttpResponse:
    patterns = report.patterns(cast("User", request.user))
    return render(request, "questions/mistakes.html", {"patterns": patterns})
