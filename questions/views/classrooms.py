"""Classrooms: a teacher makes and keeps them, a student joins and leaves them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questions.forms import ClassroomForm, JoinForm, NewClassroomForm
from questions.models import Classroom, Enrolment
from questions.reports import assignments, deciding
from questions.reports import classrooms as report
from questions.services import classrooms as service

from .access import member_required, person, teacher_required

OPENED = "New students can join with the code."
CLOSED = "Closed to new students: the join code does not work for now."


@require_safe
@member_required
def classrooms(request: HttpRequest) -> HttpResponse:
    """Those in use; the archive below."""
    user = person(request)
    taught, joined = report.taught(user), report.joined(user)
    context = {
        "is_teacher": user.has_perm("questions.make_classroom"),
        "taught": [room for room in taught if not room.is_archived],
        "joined": [room for room in joined if not room.is_archived],
        "archived": [room for room in taught + joined if room.is_archived],
        "join_form": JoinForm(),
        "to_decide": deciding.count(user),
    }
    return render(request, "questions/classrooms/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def new(request: HttpRequest) -> HttpResponse:
    form = NewClassroomForm(request.POST or None)
    if not form.is_valid():
        return render(request, "questions/classrooms/new.html", {"form": form})
    room = service.create(teacher=person(request), **form.cleaned_data)
    messages.success(request, "The classroom is ready. Give the join code to your students.")
    return redirect("classroom", room.pk)


@require_safe
@member_required
def classroom(request: HttpRequest, pk: int) -> HttpResponse:
    """The teacher's page of a classroom, or the student's."""
    user, at = person(request), timezone.now()
    room = Classroom.objects.taught_by(user).filter(pk=pk).first()
    if room is not None:
        page = report.taught_page(room, teacher=user, at=at)
        return render(request, "questions/classrooms/taught.html", {"page": page})
    room = get_object_or_404(Classroom.objects.joined_by(user), pk=pk)
    context = {"classroom": room, "page": assignments.page(user, at=at, classroom=room)}
    return render(request, "questions/classrooms/joined.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def join(request: HttpRequest) -> HttpResponse:
    """The link that a teacher gives out carries the code; joining still takes a press."""
    form = JoinForm(request.POST or None, initial={"code": request.GET.get("code", "")[:20]})
    if form.is_valid():
        try:
            room = service.join(student=person(request), **form.cleaned_data)
        except ValidationError as error:
            form.add_error("code", error)
        else:
            messages.success(request, f"You have joined {room.name}.")
            return redirect("classroom", room.pk)
    return render(request, "questions/classrooms/join.html", {"form": form})


@require_POST
@teacher_required
def set_open(request: HttpRequest, pk: int) -> HttpResponse:
    room = get_object_or_404(Classroom.objects.taught_by(person(request)), pk=pk)
    is_open = request.POST.get("is_open") == "true"
    try:
        service.set_open(classroom=room, is_open=is_open)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, OPENED if is_open else CLOSED)
    return redirect("classroom", pk)


@require_POST
@teacher_required
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Into the archive, or out of it: the button that was pressed says which."""
    room = get_object_or_404(Classroom.objects.taught_by(person(request)), pk=pk)
    if request.POST.get("do") == "restore":
        service.restore(classroom=room)
        messages.success(request, f"{room.name} is in use again, closed to new students.")
        return redirect("classroom", pk)
    try:
        service.archive(classroom=room)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("classroom", pk)
    messages.success(request, f"{room.name} is in the archive. Its results stay.")
    return redirect("classrooms")


@require_POST
@teacher_required
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    room = get_object_or_404(Classroom.objects.taught_by(person(request)), pk=pk)
    form = ClassroomForm(request.POST)
    if form.is_valid():
        service.rename(classroom=room, **form.cleaned_data)
        messages.success(request, f"The classroom is called {room.name} now.")
    elif request.POST.get("name", "").strip():
        messages.error(request, "A name has at most 120 characters. The classroom keeps its name.")
    else:
        messages.error(request, f"A classroom needs a name. It is still called {room.name}.")
    return redirect("classroom", pk)


@require_POST
@member_required
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    user = person(request)
    room = get_object_or_404(Classroom.objects.joined_by(user), pk=pk)
    service.leave(student=user, classroom=room)
    messages.success(request, f"You have left {room.name}. Your results stay with your teacher.")
    return redirect("classrooms")


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def remove(request: HttpRequest, pk: int, student_pk: int) -> HttpResponse:
    """Asks first: a page with the student's name and what stays."""
    room = get_object_or_404(Classroom.objects.taught_by(person(request)), pk=pk)
    enrolled = Enrolment.objects.filter(classroom=room, left_at=None).select_related("student")
    enrolment = get_object_or_404(enrolled, student__pk=student_pk)
    if request.method == "POST":
        service.leave(student=enrolment.student, classroom=room)
        messages.success(request, f"{enrolment.student} is no longer in this classroom.")
        return redirect("classroom", pk)
    context = {"classroom": room, "student": enrolment.student}
    return render(request, "questions/classrooms/remove.html", context)
