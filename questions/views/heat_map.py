"""The heat map of a class: its mistakes, the answers behind them, and reteach sets made of them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from questions.forms import ReteachForm
from questions.models import Classroom, MalRule, Quiz, User
from questions.reports import heat_answers
from questions.reports import heat_map as report
from questions.services import reteach

from .access import person, teacher_required

MADE = "A draft of a quiz: look through it, change what you like, then give it to the class."


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def heat_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The table; sent back with mistakes chosen, it becomes a quiz."""
    room = _taught(request, pk)
    form = ReteachForm(request.POST or None)
    quiz = _made(request, room, form) if request.method == "POST" and form.is_valid() else None
    if quiz is not None:
        messages.success(request, MADE)
        return redirect("quiz", quiz.pk)
    table = report.of(room, is_anonymous=_is_anonymous(request))
    rules = [column.rule for column in table.columns]
    context = {
        "map": table,
        "unasked": reteach.unasked(classroom=room, owner=person(request), mal_rules=rules),
        "form": form,
        "chosen": set(request.POST.getlist("mal_rule")),
    }
    return render(request, "questions/heat_map/map.html", context)


def _made(request: HttpRequest, room: Classroom, form: ReteachForm) -> Quiz | None:
    """The draft of a reteach set; None where the form now says why there is none."""
    rules, key = list(form.cleaned_data["mal_rule"]), form.cleaned_data["client_key"]
    try:
        return reteach.make(classroom=room, owner=person(request), mal_rules=rules, client_key=key)
    except ValidationError as error:
        form.add_error(None, error)
        return None


@require_safe
@teacher_required
def column(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The answers of the whole class that show a mistake."""
    return _answers(request, pk, code, None)


@require_safe
@teacher_required
def cell(request: HttpRequest, pk: int, code: str, student_pk: int) -> HttpResponse:
    """The answers of one student that show a mistake."""
    enrolled = User.objects.filter(enrolments__classroom=pk, enrolments__left_at=None)
    return _answers(request, pk, code, get_object_or_404(enrolled, pk=student_pk))


def _answers(request: HttpRequest, pk: int, code: str, student: User | None) -> HttpResponse:
    room = _taught(request, pk)
    rule = get_object_or_404(MalRule, code=code)
    page = heat_answers.page(room, rule, student=student, is_anonymous=_is_anonymous(request))
    return render(request, "questions/heat_map/answers.html", {"page": page})


def _taught(request: HttpRequest, pk: int) -> Classroom:
    return get_object_or_404(Classroom.objects.taught_by(person(request)), pk=pk)


def _is_anonymous(request: HttpRequest) -> bool:
    return "anonymous" in request.GET
