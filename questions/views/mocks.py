"""Mock exams by preset: what there is, the rules of one, starting it. Answering is an attempt's."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from questions.models import ExamPreset
from questions.reports import mocks as report
from questions.services import mocks as service

from .access import member_required, person


@never_cache
@require_safe
@member_required
def mocks(request: HttpRequest) -> HttpResponse:
    page = report.overview(person(request), timezone.now())
    return render(request, "questions/mocks/list.html", {"page": page})


@never_cache
@require_safe
@member_required
def mock(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules, and how much of the exam the banks can fill now."""
    preset = get_object_or_404(ExamPreset.objects.offered(), slug=slug)
    share = _share(request.GET.get("share", ""))
    planned = service.plan(preset, share)
    page = report.offer(
        preset, planned.whole, planned.rules, planned.minutes, student=person(request)
    )
    shares = [(code, name) for code, (name, _) in service.SHARES.items()]
    context = {"page": page, "share": share, "shares": shares}
    return render(request, "questions/mocks/mock.html", context)


@require_POST
@member_required
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Starts a mock exam, or goes on with the one that runs: pressing twice starts one."""
    preset = get_object_or_404(ExamPreset.objects.offered(), slug=slug)
    share = _share(request.POST.get("share", ""))
    try:
        begun = service.start(preset=preset, student=person(request), share=share)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("mock", slug)
    return redirect("attempt", begun.pk)


def _share(wanted: str) -> str:
    return wanted if wanted in service.SHARES else "whole"
