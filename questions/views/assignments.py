"""Assignments: a student's, and those that a teacher has given, with their times and limits."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from questions.forms import ChangedRulesForm
from questions.models import Assignment
from questions.reports import accommodations, deciding
from questions.reports import assignments as report
from questions.services import assignments as service
from questions.services import quizzes, sweeping

from .access import member_required, person, teacher_required


@require_safe
@member_required
def assignments(request: HttpRequest) -> HttpResponse:
    """What one was given; for a teacher, what one has given first."""
    user, at = person(request), timezone.now()
    page = report.page(user, at=at)
    if not user.has_perm("questions.make_classroom"):
        return render(request, "questions/attempts/assignments.html", {"page": page})
    context = {
        "page": page,
        "taught": report.taught(user, at=at),
        "to_decide": deciding.count(user),
    }
    return render(request, "questions/classrooms/assignments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Times, time limit and attempts; who is at work gets the new end at once."""
    assignment, at = taught(request, pk), timezone.now()
    same = quizzes.same_for_all(assignment.quiz)
    form = ChangedRulesForm(request.POST or None, assignment=assignment, at=at, same=same)
    if form.is_valid():
        try:
            moved = service.change(assignment=assignment, at=at, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Changed.{reached(moved)}")
            return redirect("results", pk)
    context = {"form": form, "assignment": assignment, "state": assignment.state(at)}
    return render(request, "questions/results/change.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Closes it now, and hands in what is being written; asks first."""
    assignment = taught(request, pk)
    if request.method != "POST":
        running = assignment.attempts.running().count()
        context = {
            "assignment": assignment,
            "running": running,
            "later": accommodations.later(assignment),
        }
        return render(request, "questions/results/close.html", context)
    try:
        service.close(assignment=assignment)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        sweeping.sweep(assignment=assignment)
        messages.success(request, "Closed. What was being written is handed in.")
    return redirect("results", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes an assignment back that nobody has begun; asks first."""
    assignment = taught(request, pk)
    if request.method == "POST":
        try:
            quizzes.withdraw(assignment=assignment)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("results", pk)
        messages.success(request, "The assignment is withdrawn.")
        return redirect("classroom", assignment.classroom_id)
    return render(request, "questions/results/withdraw.html", {"assignment": assignment})


def taught(request: HttpRequest, pk: int) -> Assignment:
    """An assignment of a classroom that the person teaches."""
    rows = Assignment.objects.taught_by(person(request)).select_related("quiz", "classroom")
    return get_object_or_404(rows, pk=pk)


def reached(moved: int) -> str:
    if not moved:
        return ""
    return f" {moved} running attempt{'' if moved == 1 else 's'} got a new end."
