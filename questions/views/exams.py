"""Practice exams: one question after the other, and the result at the end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questions.forms import PreviewForm, SaveForm, StartExamForm
from questions.models import ItemSession, PracticeExam
from questions.reports import exams as report
from questions.services import entries, exam_answers
from questions.services import exams as service

from . import fields
from .access import member_required, person

ANSWERED = "That question was answered already, in another tab perhaps: its first answer counts."
TOO_LONG = "This is too long for an answer, so it was not taken."
STALE = "A newer answer was saved meanwhile, in another tab or window. This one is not saved."


@require_safe
@member_required
def exams(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "questions/exams/list.html",
        {"page": report.overview(person(request)), "form": StartExamForm()},
    )


@require_POST
@member_required
def start(request: HttpRequest) -> HttpResponse:
    """Starts an exam, or goes on with the one that runs: pressing twice starts one."""
    form = StartExamForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, "One of these topics or lengths does not exist any more. Choose again."
        )
        return redirect("exams")
    try:
        begun = service.start(
            student=person(request),
            topics=list(form.cleaned_data["topic"]),
            length=form.cleaned_data["length"] or "full",
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("exams")
    return redirect("exam", begun.pk)


@never_cache
@require_safe
@member_required
def exam(request: HttpRequest, pk: int) -> HttpResponse:
    """The open question, whatever was killed before; every question has this one address."""
    own = _own(request, pk)
    current = service.go_on(own)
    if current is None:
        own.refresh_from_db(fields=["ended_at"])
        return redirect("exam" if own.is_running else "exam_result", pk)
    entries.visit(item_session=current)
    return _page(request, own, current)


@require_POST
@member_required
def answer(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Takes an answer, or leaves the question out, and goes on."""
    own = _own(request, pk)
    item_session = _session(own, position)
    form = SaveForm(request.POST)
    if item_session.finished_at is not None:
        messages.warning(request, ANSWERED)
        return _next(pk)
    if not form.is_valid():
        return _page(request, own, item_session, refusal=TOO_LONG)
    if form.target == "skip":
        exam_answers.skip(item_session=item_session)
        return _next(pk)
    try:
        exam_answers.answer(item_session=item_session, entry=form.cleaned_data["entry"])
    except ValidationError as error:
        return _page(request, own, _session(own, position), refusal=error.messages[0])
    return _next(pk)


@require_POST
@member_required
def save(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Keeps what is being written, for a script; a line says so."""
    item_session = _session(_own(request, pk), position)
    form = SaveForm(request.POST)
    told: dict[str, object] = {"refusal": TOO_LONG}
    if form.is_valid():
        try:
            saved = exam_answers.save(
                item_session=item_session,
                entry=form.saved["entry"],
                sequence=form.saved["sequence"],
            )
        except ValidationError as error:
            told = {"refusal": error.messages[0]}
        else:
            newer = {"refusal": STALE, "newer": saved.sequence}
            told = {"saved_at": saved.at} if saved.is_kept else newer
    return render(request, "questions/attempts/saved.html", told)


@require_POST
@member_required
def preview(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """How a field is read while it is being written; without a script, how all are."""
    own = _own(request, pk)
    item_session = _session(own, position)
    form = PreviewForm(request.POST)
    if item_session.finished_at is not None:
        return redirect("exam", pk)
    if not form.is_valid() or form.cleaned_data["position"] is None:
        return _page(request, own, item_session, entry=form.cleaned_data.get("entry"))
    address = reverse("exam_preview", args=[pk, position])
    return fields.reading(request, item_session, form, instead_url=address)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what stopping means first; pressing then stops, once."""
    own = _own(request, pk)
    if request.method == "POST":
        service.end(own)
    if not own.is_running:
        return redirect("exam_result", pk)
    answered = own.item_sessions.exclude(finished_at=None).count()
    return render(request, "questions/exams/stop.html", {"exam": own, "answered": answered})


@never_cache
@require_safe
@member_required
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found, and every question. Finishes what could not be decided in time."""
    own = _own(request, pk)
    if own.is_running:
        return redirect("exam", pk)
    service.settle(own)
    return render(request, "questions/exams/result.html", {"page": report.result(own)})


def _next(pk: int) -> HttpResponse:
    """A keyboard goes on from the question, not from the top of the page."""
    return redirect(f"{reverse('exam', args=[pk])}#question")


def _own(request: HttpRequest, pk: int) -> PracticeExam:
    exams = PracticeExam.objects.select_related("calibration", "student")
    return get_object_or_404(exams, pk=pk, student=person(request))


def _session(exam: PracticeExam, position: int) -> ItemSession:
    sessions = exam.item_sessions.select_related("variant__version__question__bank")
    return get_object_or_404(sessions, position=position)


def _page(
    request: HttpRequest,
    exam: PracticeExam,
    item_session: ItemSession,
    *,
    entry: list[str] | None = None,
    refusal: str = "",
) -> HttpResponse:
    if refusal:
        entry = request.POST.getlist("entry")
    page = report.page(exam, item_session, entry=entry)
    context = {"page": page, "question": page.question, "refusal": refusal}
    return render(request, "questions/exams/question.html", context)
