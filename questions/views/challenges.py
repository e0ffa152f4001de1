"""A student challenges a mark or takes that back; a teacher keeps the mark."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from questions.forms import ChallengeForm, KeepForm
from questions.models import Attempt, Challenge, ItemSession
from questions.reports import results as report
from questions.services import challenges as service

from . import deciding, results
from .access import member_required, person, teacher_required

KEPT = "The mark stays, and the student reads why."
SENT = "Your challenge is sent. What your teacher decides will stand here."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def challenge(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """The question with its mark, and why it should be another: sent once."""
    item_session = _own(request, pk, position)
    shown = results.shown(item_session).get("response")
    sent = request.POST if request.method == "POST" else None
    form = ChallengeForm(sent, initial={"response": shown})
    if form.is_valid() and _made(request, item_session, form):
        messages.success(request, SENT)
        return _back(pk, f"challenge-{position}")
    page = report.challenging(item_session, at=timezone.now())
    return render(request, "questions/results/challenge.html", {"page": page, "form": form})


@require_POST
@member_required
def take_back(request: HttpRequest, pk: int, challenge_pk: int) -> HttpResponse:
    """While it waits."""
    attempt = get_object_or_404(Attempt, pk=pk, student=person(request))
    rows = Challenge.objects.filter(response__item_session__attempt=attempt)
    row = get_object_or_404(rows.select_related("response__item_session"), pk=challenge_pk)
    try:
        service.take_back(challenge=row, student=person(request))
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Your challenge is taken back.")
    return _back(pk, f"question-{row.response.item_session.position}")


@require_POST
@teacher_required
def keep(request: HttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """The mark stays, and the student reads why. Another mark is given by deciding."""
    item_session = results.answered(request, pk, session_pk)
    form = KeepForm(request.POST)
    error = _refused(request, item_session, form) if form.is_valid() else None
    if form.is_valid() and error is None:
        return deciding.go_on(request, pk, session_pk, KEPT)
    if error is not None:
        item_session = results.answered(request, pk, session_pk)
        form = KeepForm(request.POST.dict() | results.shown(item_session))
        form.add_error(None, error)
    grade = results.grade_form(item_session)
    return results.answer_page(request, item_session, grade, keeping=form)


def _own(request: HttpRequest, pk: int, position: int) -> ItemSession:
    """An answer of the student's own to a question that a teacher has set."""
    attempts = Attempt.objects.select_related("assignment__quiz", "assignment__classroom")
    rows = attempts.filter(student=person(request)).exclude(assignment=None)
    item_session = get_object_or_404(
        report.challengeable(get_object_or_404(rows, pk=pk)), position=position
    )
    if report.last(item_session) is None:
        raise Http404
    return item_session


def _made(request: HttpRequest, item_session: ItemSession, form: ChallengeForm) -> bool:
    """Whether it is there now; else the form says why not."""
    shown = form.cleaned_data["response"] or results.shown(item_session)["response"]
    response = get_object_or_404(item_session.responses, pk=shown)
    reason = form.cleaned_data["reason"]
    try:
        service.make(response=response, student=person(request), reason=reason)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _refused(
    request: HttpRequest, item_session: ItemSession, form: KeepForm
) -> ValidationError | None:
    """Why the mark is not kept; None where it is."""
    values = form.cleaned_data
    rows = Challenge.objects.filter(response__item_session=item_session)
    row = get_object_or_404(rows.select_related("response"), pk=values.pop("challenge"))
    try:
        service.keep(challenge=row, by=person(request), **values)
    except ValidationError as error:
        return error
    return None


def _back(pk: int, place: str) -> HttpResponse:
    return redirect(f"{reverse('attempt_results', args=[pk])}#{place}")
