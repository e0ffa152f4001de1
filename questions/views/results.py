"""Results: a student's own, and the teacher's table of an assignment."""

import csv

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from questions.forms import KeepForm, ManualGradeForm
from questions.models import Attempt, ItemSession, Response
from questions.models.grading import shown_mark
from questions.reports import challenges, gradebook, mocks, responses, tables
from questions.reports import results as report
from questions.reports import watching as watching_report
from questions.services import attempts, grading, sweeping

from .access import member_required, person, teacher_required
from .assignments import taught
from .attempts import STOP_ASKING

BYTE_ORDER_MARK = "\ufeff"
VERDICTS = Response.Verdict.values
ROWS = 40
"""On a page: more would make it slow to come and to scroll; the file holds all."""


@never_cache
@require_safe
@member_required
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """The student's results, or that they are not shown yet. Finishes what grading left."""
    mine = Attempt.objects.select_related("assignment__quiz", "assignment__classroom", "mock")
    attempt = get_object_or_404(mine, pk=pk, student=person(request))
    at = timezone.now()
    if not attempt.is_over(at):
        return redirect("attempt", pk)
    if attempt.is_running:
        attempt = attempts.submit(attempt=attempt)
    grading.finish(attempt)
    if attempt.mock is not None:
        return render(request, "questions/mocks/report.html", {"page": mocks.report(attempt)})
    return render(request, "questions/results/own.html", {"page": report.own(attempt, at=at)})


@require_safe
@teacher_required
def results(request: HttpRequest, pk: int) -> HttpResponse:
    assignment = taught(request, pk)
    sweeping.sweep(assignment=assignment)
    at = timezone.now()
    table = gradebook.table(assignment, at=at, texts=False)
    rows = Paginator(table.rows, ROWS).get_page(request.GET.get("page"))
    state = assignment.state(at)
    watch = watching_report.of(assignment, at=at)
    context = {
        "table": table,
        "rows": rows,
        "verdicts": VERDICTS,
        "state": state,
        "watch": watch if state == "open" or watch.rows else None,
    }
    return render(request, "questions/results/table.html", context)


@never_cache
@require_safe
@teacher_required
def watching(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is at work, for a page of results that is open while the assignment is, and
    after that while somebody has time left.
    """
    assignment, at = taught(request, pk), timezone.now()
    watch = watching_report.of(assignment, at=at)
    status = 200 if assignment.is_open(at) or watch.rows else STOP_ASKING
    return render(request, "questions/results/watching.html", {"watch": watch}, status=status)


@require_safe
@teacher_required
def results_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """The table as a file. The mark in front tells spreadsheets that it is UTF-8."""
    assignment = taught(request, pk)
    sweeping.sweep(assignment=assignment)
    table = gradebook.table(assignment, at=timezone.now())
    name = slugify(f"{assignment.quiz.title} {assignment.classroom.name}") or "results"
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    response = HttpResponse(
        BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8", headers=headers
    )
    csv.writer(response).writerows(tables.of_results(table))
    return response


@require_safe
@teacher_required
def response(request: HttpRequest, pk: int, session_pk: int) -> HttpResponse:
    """One question of one attempt, in full."""
    item_session = answered(request, pk, session_pk)
    return answer_page(request, item_session, grade_form(item_session))


def grade_form(item_session: ItemSession) -> ManualGradeForm:
    return ManualGradeForm(initial=shown(item_session), possible=item_session.points)


def shown(item_session: ItemSession) -> dict[str, str | int]:
    """What the page shows of the answer that counts, for the form to send back."""
    last = report.last(item_session)
    if last is None:
        return {}
    grades = [one.pk for one in last.manual_grades.all()]
    decided = {"seen_grade": grades[-1]} if grades else {}
    return {"seen": shown_mark(last), "response": last.pk, **decided}


def is_challenged(item_session: ItemSession) -> bool:
    """Whether the student has held something against the mark, decided by now or not."""
    last = report.last(item_session)
    return last is not None and challenges.latest(last) is not None


def answered(request: HttpRequest, pk: int, session_pk: int) -> ItemSession:
    """A question of an attempt at an assignment that the person gave."""
    sessions = ItemSession.objects.select_related(
        "student",
        "attempt__assignment__quiz",
        "variant__version__question__bank",
        "late__decided_by",
    ).prefetch_related("responses__manual_grades__graded_by", "responses__challenges__closed_by")
    return get_object_or_404(sessions, pk=session_pk, attempt__assignment=taught(request, pk))


def answer_page(
    request: HttpRequest,
    item_session: ItemSession,
    form: ManualGradeForm,
    *,
    keeping: KeepForm | None = None,
) -> HttpResponse:
    """With the forms for another mark and, where the mark is challenged, for keeping it."""
    page = responses.page(item_session, by=person(request))
    if page.challenge and page.challenge.is_waiting and keeping is None:
        keeping = KeepForm(initial=shown(item_session) | {"challenge": page.challenge.pk})
    context = {"page": page, "form": form, "keeping": keeping}
    return render(request, "questions/results/response.html", context)
