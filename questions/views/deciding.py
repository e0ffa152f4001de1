"""A teacher decides what the engine could not, and what came late: the queue, and one answer."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from questions.forms import LateForm, ManualGradeForm
from questions.models import ItemSession, LateEntry, Response
from questions.reports import deciding as report
from questions.services import grading as service
from questions.services import late as late_service

from . import results
from .access import person, teacher_required

DECIDED_LATE: Mapping[str, str] = {
    LateEntry.Decision.COUNTED: "It counts now, and is marked below.",
    LateEntry.Decision.LEFT: "It does not count. What was handed in stays.",
}

SEND_AGAIN = "What you wrote is kept. Send it again to decide so all the same."
DECIDED_OTHERWISE = "has decided otherwise meanwhile. Look at it first."


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
    seen = form.cleaned_data.pop("response")
    try:
        service.decide(response=_shown(item_session, seen), by=person(request), **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return _again(request, results.answered(request, pk, session_pk))
    was_pending = form.cleaned_data["seen"] in {"", Response.Verdict.PENDING}
    if was_pending or results.is_challenged(item_session):
        return go_on(request, pk, session_pk, "Decided.")
    messages.success(request, "Decided.")
    return redirect("response", pk, session_pk)


def go_on(request: HttpRequest, pk: int, session_pk: int, said: str) -> HttpResponse:
    """To what else waits for the teacher; where nothing does, to the answer."""
    left = report.count(person(request))
    messages.success(request, f"{said} {left} more to decide." if left else said)
    return redirect("to_decide") if left else redirect("response", pk, session_pk)


@require_POST
@teacher_required
def late(request: HttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """Whether what came after the end counts. What another decided meanwhile stands."""
    item_session = results.answered(request, pk, session_pk)
    entry = get_object_or_404(LateEntry, item_session=item_session)
    form = LateForm(request.POST)
    if form.is_valid():
        try:
            _decide_late(request, entry, **form.cleaned_data)
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect("response", pk, session_pk)


def _decide_late(request: HttpRequest, entry: LateEntry, *, seen: str, decision: str) -> None:
    is_counted = decision == LateEntry.Decision.COUNTED
    decided = late_service.decide(late=entry, is_counted=is_counted, by=person(request), seen=seen)
    if decided.decision == decision:
        messages.success(request, DECIDED_LATE[decided.decision])
    else:
        messages.error(request, f"{decided.decided_by or 'Somebody'} {DECIDED_OTHERWISE}")


def _again(request: HttpRequest, item_session: ItemSession) -> HttpResponse:
    """The answer as it is now, with what the teacher wrote: sent again, it is of what is shown."""
    sent = request.POST.dict() | {"seen_grade": ""} | results.shown(item_session)
    form = ManualGradeForm(sent, possible=item_session.points)
    form.add_error(None, SEND_AGAIN)
    return results.answer_page(request, item_session, form)


def _shown(item_session: ItemSession, key: int | None) -> Response:
    """The response that the form was shown with; the one that counts where it does not say."""
    if key is not None:
        return get_object_or_404(item_session.responses, pk=key)
    return get_object_or_404(item_session.responses.standing().order_by("-pk")[:1])
