"""A teacher decides what the engine could not: the queue, and one answer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from questions.forms import ManualGradeForm
from questions.models import ItemSession, Response
from questions.reports import deciding as report
from questions.services import grading as service

from . import results
from .access import person, teacher_required


@require_safe
@teacher_required
def queue(request: HttpRequest) -> HttpResponse:
    return render(request, "questions/deciding.html", {"queue": report.queue(person(request))})


@require_POST
@teacher_required
def decide(request: HttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """A verdict with its reason; the student reads both."""
    item_session = results.answered(request, pk, session_pk)
    form = ManualGradeForm(request.POST, possible=item_session.points)
    if not form.is_valid():
        return results.answer_page(request, item_session, form)
    try:
        service.decide(response=_last(item_session), by=person(request), **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("response", pk, session_pk)
    is_correction = form.cleaned_data["seen"] not in {"", Response.Verdict.PENDING}
    left = 0 if is_correction else report.count(person(request))
    messages.success(request, f"Decided. {left} more to decide." if left else "Decided.")
    return redirect("to_decide") if left else redirect("response", pk, session_pk)


def _last(item_session: ItemSession) -> Response:
    return get_object_or_404(item_session.responses.order_by("-pk")[:1])
