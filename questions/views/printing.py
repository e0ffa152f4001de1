"""Printing a quiz: papers and their keys, for teachers alone."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questions.forms import PapersForm, PrintForm
from questions.models import Printing, Quiz, User
from questions.reports import printing as report
from questions.reports.printing import PrintingPage, SheetsPage
from questions.services import printing as service

from . import receivers
from .access import person, teacher_required


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """What was printed of a quiz, and the form for more: for a class where the address names it."""
    teacher = person(request)
    quiz = get_object_or_404(Quiz.objects.printed_by(teacher), pk=pk)
    form = _form(request, teacher)
    if form.is_valid():
        try:
            printing = service.begin(quiz=quiz, by=teacher, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _drawn(request, printing)
    context = {
        "form": form,
        "quiz": quiz,
        "made": report.made(quiz, teacher),
        "is_own": teacher.has_perm("questions.change_own_quiz", quiz),
    }
    return render(request, "questions/printing/papers.html", context)


def _form(request: HttpRequest, teacher: User) -> PrintForm:
    receiver = receivers.of(request, teacher)
    initial = {"classroom": receiver.classroom, "group": receiver.group}
    return PrintForm(request.POST or None, teacher=teacher, initial=initial)


@require_safe
@teacher_required
def printing(request: HttpRequest, pk: int) -> HttpResponse:
    """What there is to print, or how far the drawing has come."""
    seen = _seen(request, pk)
    context = {
        "page": report.page(seen),
        "is_stopped": "stopped" in request.GET,
        "may_print_more": _may_print_more(request, seen),
    }
    return render(request, "questions/printing/printing.html", context)


@require_POST
@teacher_required
def draw(request: HttpRequest, pk: int) -> HttpResponse:
    """Goes on drawing, for some seconds."""
    return _drawn(request, _seen(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first."""
    printing = _seen(request, pk)
    if request.method != "POST":
        return render(request, "questions/printing/discard.html", {"printing": printing})
    service.discard(printing=printing)
    messages.success(request, "The papers are discarded.")
    if _may_print_more(request, printing):
        return redirect("papers", printing.quiz_id)
    return redirect("quizzes")


@never_cache
@require_safe
@teacher_required
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Papers to hand out."""
    return _printed(request, pk, report.sheets, "questions/printing/sheets.html")


@never_cache
@require_safe
@teacher_required
def keys(request: HttpRequest, pk: int) -> HttpResponse:
    """The keys to the same papers."""
    return _printed(request, pk, report.keys, "questions/printing/keys.html")


def _seen(request: HttpRequest, pk: int) -> Printing:
    rows = Printing.objects.seen_by(person(request)).select_related("quiz", "classroom", "group")
    return get_object_or_404(rows, pk=pk)


def _may_print_more(request: HttpRequest, printing: Printing) -> bool:
    """Not who teaches the class alone, where the quiz is another teacher's and was not given."""
    return Quiz.objects.printed_by(person(request)).filter(pk=printing.quiz_id).exists()


def _drawn(request: HttpRequest, printing: Printing) -> HttpResponse:
    try:
        service.draw(printing=printing)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(f"{reverse('printing', args=[printing.pk])}?stopped")
    return redirect("printing", printing.pk)


def _printed(
    request: HttpRequest, pk: int, show: Callable[..., SheetsPage], template: str
) -> HttpResponse:
    """The papers that are asked for, once all are drawn."""
    found: PrintingPage = report.page(_seen(request, pk))
    form = PapersForm(request.GET)
    if not form.is_valid():
        raise Http404
    if not found.is_ready:
        return redirect("printing", pk)
    page = show(found, start=form.cleaned_data["start"] or 1, code=form.cleaned_data["code"])
    if not page.sheets:
        raise Http404
    return render(request, template, {"page": page})
