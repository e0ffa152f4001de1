"""Accommodations: a teacher sets them, looks them through and takes them away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from questions.forms import AccommodationForm, StandingForm
from questions.models import Accommodation, Assignment, Classroom, User
from questions.reports import accommodations as report
from questions.services import accommodations as service

from .access import person, teacher_required
from .assignments import reached, taught


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def student(request: HttpRequest, pk: int, student_pk: int) -> HttpResponse:
    """What a student has in a classroom; sent back, what is standing is set or removed."""
    room = get_object_or_404(Classroom.objects.taught_by(person(request)), pk=pk)
    enrolled = _enrolled(room, student_pk)
    page = report.of_student(room, enrolled, at=timezone.now())
    form = StandingForm(request.POST or None, row=page.standing)
    if _is_done(request, form, page.standing, room, enrolled):
        return redirect("accommodations", pk, student_pk)
    stands = report.granted(page.standing) if page.standing else []
    context = {"page": page, "form": form, "stands": stands}
    return render(request, "questions/accommodations/student.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def at_assignment(request: HttpRequest, pk: int, student_pk: int) -> HttpResponse:
    """The same for one assignment, which beats what is standing."""
    assignment = taught(request, pk)
    room = assignment.classroom
    enrolled = _enrolled(room, student_pk)
    rows = Accommodation.objects.in_force().filter(classroom=room, student=enrolled)
    row, standing = rows.filter(assignment=assignment).first(), rows.standing().first()
    form = AccommodationForm(request.POST or None, row=row)
    if _is_done(request, form, row, room, enrolled, assignment):
        return redirect("assignment_accommodations", pk)
    context = {
        "assignment": assignment,
        "student": enrolled,
        "form": form,
        "stands": report.granted(row) if row else [],
        "standing": report.granted(standing) if standing else [],
    }
    return render(request, "questions/accommodations/one.html", context)


@never_cache
@require_safe
@teacher_required
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has what at an assignment."""
    given = taught(request, pk)
    context = {"assignment": given, "rows": report.of_assignment(given)}
    return render(request, "questions/accommodations/assignment.html", context)


def _enrolled(room: Classroom, pk: int) -> User:
    return get_object_or_404(User, pk=pk, enrolments__classroom=room, enrolments__left_at=None)


def _is_done(
    request: HttpRequest,
    form: StandingForm | AccommodationForm,
    row: Accommodation | None,
    room: Classroom,
    enrolled: User,
    assignment: Assignment | None = None,
) -> bool:
    """Whether what was sent is set in place of the row, or the row removed: the button that was
    pressed says which. Otherwise the form says what is wrong.
    """
    if not form.is_valid():
        return False
    concerned = {"classroom": room, "student": enrolled, "assignment": assignment}
    try:
        told = _carried_out(form, by=person(request), **concerned)
    except ValidationError as error:
        form.add_error(None, error)
        # Who was told what stands now has seen it.
        form.data = request.POST.dict() | {"seen": row.pk if row else ""}
        return False
    messages.success(request, told)
    return True


def _carried_out(form: StandingForm | AccommodationForm, **concerned: Any) -> str:
    """Sets or removes; what the teacher is told of it."""
    concerned["seen"] = form.cleaned_data["seen"]
    if form.data.get("do") == "remove":
        return f"Removed.{reached(service.remove(**concerned))}"
    return f"Saved.{reached(service.give(granted=service.Granted(**form.granted), **concerned))}"
