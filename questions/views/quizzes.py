"""Quizzes: a teacher fills them with questions, looks at them, and gives them to a class."""

import datetime
import secrets
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questions.forms import (
    AssignmentForm,
    ChoiceOfFamilyForm,
    NewQuizForm,
    PointsForm,
    QuestionSearchForm,
    QuizForm,
    SeedForm,
)
from questions.models import Classroom, Question, Quiz, Slot
from questions.reports import quizzes as report
from questions.services import draws, written
from questions.services import quizzes as service

from . import receivers
from .access import person, teacher_required
from .sent import whole_number

WEEK = datetime.timedelta(days=7)


@require_safe
@teacher_required
def quizzes(request: HttpRequest) -> HttpResponse:
    """With a classroom or a group in the address, each quiz can be given to it from here."""
    teacher = person(request)
    context = {"quizzes": report.owned(teacher), "receiver": receivers.of(request, teacher)}
    return render(request, "questions/quizzes/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def new(request: HttpRequest) -> HttpResponse:
    form = NewQuizForm(request.POST or None)
    if not form.is_valid():
        return render(request, "questions/quizzes/new.html", {"form": form})
    teacher = person(request)
    quiz = service.create(owner=teacher, **form.cleaned_data)
    return redirect(f"{reverse('quiz', args=[quiz.pk])}{receivers.of(request, teacher).query}")


@require_safe
@teacher_required
def quiz(request: HttpRequest, pk: int) -> HttpResponse:
    """The quiz with its questions, and the questions that can be added."""
    return _page(request, _own(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """Title and introduction."""
    quiz = _own(request, pk)
    initial = {"title": quiz.title, "introduction": quiz.introduction}
    form = QuizForm(request.POST or None, initial=initial)
    if not form.is_valid():
        return render(request, "questions/quizzes/words.html", {"form": form, "quiz": quiz})
    service.update(quiz=quiz, **form.cleaned_data)
    return redirect("quiz", pk)


@require_POST
@teacher_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a question that was found, keeping the search as it was."""
    quiz = _own(request, pk)
    visible = Question.objects.visible_to(person(request))
    question = get_object_or_404(visible, pk=whole_number(request.POST.get("question", "")))
    try:
        service.add_slot(quiz=quiz, question=question)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, f"Added: {question.title}.")
    fields = ("text", "bank", "topic", "skill")
    kept = {key: request.POST[key] for key in fields if request.POST.get(key)}
    query = f"?{urlencode(kept)}" if kept else ""
    return redirect(f"{reverse('quiz', args=[pk])}{query}#add")


@require_POST
@teacher_required
def add_generated(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a question of a family at a level."""
    quiz = _own(request, pk)
    form = ChoiceOfFamilyForm(request.POST)
    if not form.is_valid():
        return _page(request, quiz, family_form=form)
    question, points = form.cleaned_data["question"], form.cleaned_data["points"]
    try:
        service.add_slot(quiz=quiz, question=question, points=points)
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, quiz, family_form=form)
    messages.success(request, f"Added: {question.title}.")
    return redirect(f"{reverse('quiz', args=[pk])}#questions")


@require_POST
@teacher_required
def change_slot(request: HttpRequest, pk: int, slot_pk: int) -> HttpResponse:
    """Moves or removes a slot, or sets its points: the button that was pressed says which."""
    slot = get_object_or_404(
        Slot.objects.select_related("quiz", "question"), pk=slot_pk, quiz=_own(request, pk)
    )
    try:
        done = _change(slot, request)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, done)
    return redirect(f"{reverse('quiz', args=[pk])}#questions")


def _change(slot: Slot, request: HttpRequest) -> str:
    """What was done, as a sentence."""
    wanted, title = request.POST.get("do"), slot.question.title
    if wanted == "remove":
        service.remove_slot(slot=slot)
        return f"Removed: {title}."
    if wanted in {"up", "down"}:
        service.move_slot(slot=slot, up=wanted == "up")
        return f"Moved {wanted}: {title}."
    form = PointsForm(request.POST)
    if not form.is_valid():
        raise ValidationError("Points are a whole number from 1 to 100.")
    points: int = form.cleaned_data["points"]
    service.set_points(slot=slot, points=points)
    return f"{title}: {points} point{'' if points == 1 else 's'}."


@require_POST
@teacher_required
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    other = service.copy(quiz=_own(request, pk), owner=person(request))
    messages.success(request, "This is the copy. It is free to change.")
    return redirect("quiz", other.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first."""
    quiz = _own(request, pk)
    if request.method != "POST":
        return render(request, "questions/quizzes/delete.html", {"quiz": quiz})
    try:
        service.delete(quiz=quiz)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("quiz", pk)
    messages.success(request, f"Deleted: {quiz.title}.")
    return redirect("quizzes")


@require_safe
@teacher_required
def preview(request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
    """A question of the quiz, or one that could be added, at any seed, with its key; also for who
    teaches a class that the quiz was given to.

    Of a slot for a mal-rule first a variant such as the students get.
    """
    quiz = get_object_or_404(Quiz.objects.printed_by(person(request)).distinct(), pk=pk)
    question = _question_shown(request, quiz, question_pk)
    slot = _slot_shown(quiz, question, request.GET.get("place", ""))
    version = question.ready_version
    drawn = draws.for_slot(slot, version) if slot and version else 1
    form = SeedForm(request.GET if "seed" in request.GET else None, initial={"seed": drawn})
    seed = form.cleaned_data["seed"] if form.is_valid() else drawn
    another = f"place={slot.pk}" if slot else f"seed={secrets.randbelow(100_000)}"
    page = report.preview(quiz, question, seed=seed, build=written.build)
    context = {"page": page, "form": form, "another": another}
    return render(request, "questions/quizzes/preview.html", context)


def _question_shown(request: HttpRequest, quiz: Quiz, pk: int) -> Question:
    """A question that is in the quiz, or that its owner may add."""
    questions = Question.objects.select_related("bank").prefetch_related("versions")
    usable = Question.objects.visible_to(person(request)).values("pk")
    allowed = questions.filter(Q(slots__quiz=quiz) | Q(pk__in=usable)).distinct()
    return get_object_or_404(allowed, pk=pk)


def _slot_shown(quiz: Quiz, question: Question, place: str) -> Slot | None:
    """The slot whose variants are wanted, where it is there for a mal-rule."""
    slots = quiz.slots.filter(question=question, mal_rule__isnull=False)
    return next((one for one in slots.select_related("mal_rule") if str(one.pk) == place), None)


@require_http_methods(["GET", "HEAD", "POST"])
@teacher_required
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Gives the quiz to a classroom: from now for a week, unless the teacher says otherwise."""
    quiz = _own(request, pk)
    form = _rules(request, quiz)
    if form.is_valid():
        try:
            assignment = service.assign(quiz=quiz, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Given to {form.cleaned_data['to']}.")
            return redirect("classroom", assignment.classroom_id)
    context = {
        "form": form,
        "quiz": quiz,
        "has_classroom": Classroom.objects.taught_by(person(request)).in_use().exists(),
    }
    return render(request, "questions/quizzes/assign.html", context)


def _rules(request: HttpRequest, quiz: Quiz) -> AssignmentForm:
    opens_at = timezone.localtime().replace(second=0, microsecond=0)
    teacher = person(request)
    receiver = receivers.of(request, teacher)
    initial = {
        "opens_at": opens_at,
        "closes_at": opens_at + WEEK,
        "classroom": receiver.classroom,
        "group": receiver.group,
    }
    same = service.same_for_all(quiz)
    return AssignmentForm(request.POST or None, initial=initial, teacher=teacher, same=same)


def _own(request: HttpRequest, pk: int) -> Quiz:
    return get_object_or_404(Quiz.objects.owned_by(person(request)), pk=pk)


def _page(
    request: HttpRequest, quiz: Quiz, *, family_form: ChoiceOfFamilyForm | None = None
) -> HttpResponse:
    teacher = person(request)
    is_fixed = service.is_fixed(quiz)
    form = QuestionSearchForm(request.GET or None, teacher=teacher)
    wanted = form.cleaned_data if form.is_valid() else {}
    context = {
        "page": report.page(quiz, is_fixed=is_fixed),
        "receiver": receivers.of(request, teacher),
        "fixed_sentence": service.FIXED,
        "family_form": family_form or ChoiceOfFamilyForm(),
        "search_form": form,
        "search": None if is_fixed else report.search(teacher, **wanted),
    }
    return render(request, "questions/quizzes/quiz.html", context)
