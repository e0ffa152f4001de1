"""Today, and the plan behind it."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from questions.forms import PlanForm
from questions.models import Classroom
from questions.reports import class_mastery, deciding
from questions.reports import today as report
from questions.services import choosing
from questions.services import plans as service

from .access import person, teacher_required


@login_required
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    student, at = person(request), timezone.now()
    page = report.today(student, at=at)
    form = PlanForm(initial={"exam_on": page.plan.exam_on, "days_a_week": page.plan.days_a_week})
    context = {
        "page": page,
        "form": form,
        "next": choosing.outlook(student, at=at),
        "to_decide": deciding.count(student),
    }
    with timezone.override(ZoneInfo(student.time_zone)):
        return render(request, "questions/today/page.html", context)


@login_required
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    form = PlanForm(request.POST)
    if not form.is_valid():
        messages.error(request, f"The plan was not changed: {next(iter(form.errors.values()))[0]}")
        return redirect("today")
    try:
        service.change(student=person(request), **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Your plan is changed.")
    return redirect("today")


@require_safe
@teacher_required
def classroom(request: HttpRequest, pk: int) -> HttpResponse:
    """What a class knows, for its teachers."""
    room = get_object_or_404(Classroom.objects.taught_by(person(request)), pk=pk)
    page = class_mastery.page(room, at=timezone.now())
    return render(request, "questions/today/classroom.html", {"page": page})
