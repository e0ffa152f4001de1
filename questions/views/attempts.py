"""The student's side of an assignment: starting, answering, handing in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questions.forms import PreviewForm, SaveForm
from questions.models import Assignment, Attempt, ItemSession
from questions.reports import attempts as report
from questions.reports import late, rulings
from questions.services import attempts as service
from questions.services import entries

from . import fields
from .access import member_required, person
from .sent import whole_number

STOP_ASKING = 286
"""The status by which htmx ends asking again and again."""
OVER = {
    "handed in": "This was handed in, in another tab or window.",
    "closed by the teacher": "Your teacher has closed this. What was saved has been handed in.",
    "out of time": "Time is up. What was saved has been handed in.",
}
STALE = (
    "A newer answer was saved meanwhile, in another tab or window. What you wrote here is not "
    "saved. Press Save to keep it instead."
)


@require_POST
@member_required
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Starts an attempt, or goes on with the one that runs: pressing twice starts one."""
    student = person(request)
    assignment = get_object_or_404(Assignment.objects.given_to(student), pk=pk)
    try:
        begun = service.start(assignment=assignment, student=student)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("assignments")
    return redirect("attempt", begun.pk)


@require_safe
@member_required
def attempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the student goes on, or the results once it is over."""
    own = _own(request, pk)
    if own.is_over(timezone.now()):
        return _hand_in(request, own)
    return redirect("attempt_question", pk, report.first_unanswered(own))


@never_cache
@require_safe
@member_required
def question(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    own = _own(request, pk)
    item_session = _session(own, position)
    if own.is_over(timezone.now()):
        return _hand_in(request, own)
    entries.visit(item_session=item_session)
    return _page(request, own, item_session)


@require_POST
@member_required
def save(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Keeps an entry: a script gets a line that says so, a form goes on to where it was sent."""
    own = _own(request, pk)
    item_session = _session(own, position)
    form = SaveForm(request.POST)
    if not form.is_valid():
        return _refused(request, own, item_session, "This could not be saved: it is too long.")
    try:
        saved = service.save(item_session=item_session, **form.saved)
    except ValidationError as error:
        return _refused(request, own, item_session, error.messages[0])
    if not saved.is_kept:
        return _refused(request, own, _session(own, position), STALE, newer=saved.sequence)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "questions/attempts/saved.html", {"saved_at": saved.at})
    return _go(own, position, form.target)


@require_POST
@member_required
def preview(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """How a field is read while it is being written; without a script, how all are."""
    own = _own(request, pk)
    item_session = _session(own, position)
    form = PreviewForm(request.POST)
    if not form.is_valid() or form.cleaned_data["position"] is None:
        return _page(request, own, item_session, entry=request.POST.getlist("entry"))
    address = reverse("attempt_save", args=[pk, position])
    return fields.reading(request, item_session, form, instead_url=address)


@never_cache
@require_safe
@member_required
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """When the attempt ends, for a page that is open meanwhile: a teacher may give more time or
    close the assignment or drop a question, and it may be handed in elsewhere.
    """
    own, now = _own(request, pk), timezone.now()
    over = OVER[own.ending()] if own.is_over(now) else ""
    context = {
        "attempt": own,
        "now": now,
        "over": over,
        "granted": report.granted(own),
        "rulings": rulings.of_attempt(own),
    }
    status = STOP_ASKING if over else 200
    return render(request, "questions/attempts/end.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Names what is missing first; pressing then hands in, once."""
    own = _own(request, pk)
    if request.method == "POST" or own.is_over(timezone.now()):
        return _hand_in(request, own)
    return render(request, "questions/attempts/submit.html", {"page": report.handing_in(own)})


def _own(request: HttpRequest, pk: int) -> Attempt:
    attempts = Attempt.objects.select_related("assignment__quiz", "mock", "student")
    return get_object_or_404(attempts, pk=pk, student=person(request))


def _session(attempt: Attempt, position: int) -> ItemSession:
    sessions = ItemSession.objects.select_related("variant__version__question")
    return get_object_or_404(
        sessions.prefetch_related("responses"), attempt=attempt, position=position
    )


def _hand_in(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """To the results, by handing in what is still held."""
    if attempt.is_running:
        if attempt.is_over(timezone.now()):
            messages.warning(request, OVER[attempt.ending()])
        else:
            messages.success(request, "Handed in.")
        service.submit(attempt=attempt)
    return redirect("attempt_results", attempt.pk)


def _go(attempt: Attempt, position: int, target: str) -> HttpResponse:
    """To the question that was asked for, to handing in, or back to the same one.

    A keyboard goes on from the question, not from the top of the page.
    """
    if target == "submit":
        return redirect("attempt_submit", attempt.pk)
    beside = position + 1 if target in {"next", "mark"} else position
    wanted = whole_number(target) or beside
    is_there = attempt.item_sessions.filter(position=wanted).exists()
    address = reverse("attempt_question", args=[attempt.pk, wanted if is_there else position])
    return redirect(f"{address}#question")


def _refused(
    request: HttpRequest,
    attempt: Attempt,
    item_session: ItemSession,
    sentence: str,
    *,
    newer: int | None = None,
) -> HttpResponse:
    """Nothing was saved: the sentence says why, and what was written is shown back."""
    entry = request.POST.getlist("entry")
    if request.htmx:  # type: ignore[attr-defined]
        told = {"refusal": sentence, "newer": newer}
        return render(request, "questions/attempts/saved.html", told)
    if attempt.is_over(timezone.now()):
        written = late.written(item_session, entry)
        context = {"attempt": attempt, "refusal": sentence, "written": written}
        return render(request, "questions/attempts/over.html", context)
    return _page(request, attempt, item_session, entry=entry, refusal=sentence)


def _page(
    request: HttpRequest,
    attempt: Attempt,
    item_session: ItemSession,
    *,
    entry: list[str] | None = None,
    refusal: str = "",
) -> HttpResponse:
    page = report.page(attempt, item_session, at=timezone.now(), entry=entry)
    context = {"page": page, "question": page.question, "refusal": refusal}
    return render(request, "questions/attempts/question.html", context)
