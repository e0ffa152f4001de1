"""Practice: choosing, one question, its answer, hints and worked answer."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from questions.forms import AnswerForm, HintForm, PreviewForm, StartForm
from questions.models import ItemSession, User
from questions.reports import practice as report
from questions.services import people
from questions.services import practice as service

from . import fields


@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    student = request.user if isinstance(request.user, User) else None
    context = {
        "topics": report.topics(student),
        "unfinished": report.unfinished(student, at=timezone.now()),
    }
    return render(request, "questions/practice/choose.html", context)


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    student = people.guest(request)
    form = StartForm(request.POST, student=student)
    if not form.is_valid():
        messages.error(request, "That is not there to practise. Choose one of these.")
        return redirect("practice")
    try:
        item_session = service.start(student=student, **form.cleaned_data)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
        return redirect("practice")
    return redirect("practice_question", item_session.pk)


@never_cache
@login_required
@require_safe
def question(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _own(request, pk))


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    item_session = _own(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, item_session, refusal=_first_error(form))
    try:
        service.submit(item_session=item_session, **form.cleaned_data)
    except ValidationError as error:
        return _page(request, _own(request, pk), refusal=error.messages[0])
    return _written(request, pk, shown="result")


@login_required
@require_POST
def hint(request: HttpRequest, pk: int) -> HttpResponse:
    item_session = _own(request, pk)
    form = HintForm(request.POST)
    if not form.is_valid():
        return _page(request, item_session, refusal=_first_error(form))
    try:
        service.show_hint(item_session=item_session, **form.cleaned_data)
    except ValidationError as error:
        return _page(request, _own(request, pk), refusal=error.messages[0])
    return _written(request, pk, shown="hint")


@login_required
@require_POST
def solution(request: HttpRequest, pk: int) -> HttpResponse:
    service.reveal(item_session=_own(request, pk))
    return _written(request, pk, shown="answer")


@login_required
@require_POST
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """How a field is read while it is being written; without JavaScript, how all are."""
    item_session = _own(request, pk)
    form = PreviewForm(request.POST)
    if not form.is_valid() or form.cleaned_data["position"] is None:
        return _page(request, item_session, entry=form.cleaned_data.get("entry"))
    address = reverse("practice_preview", args=[pk])
    return fields.reading(request, item_session, form, instead_url=address)


def _own(request: HttpRequest, pk: int) -> ItemSession:
    sessions = (
        ItemSession.objects.in_practice()
        .select_related("student", "variant__version__question__bank")
        .prefetch_related("responses")
    )
    return get_object_or_404(sessions, pk=pk, student=request.user)


def _first_error(form: Form) -> str:
    return str(next(iter(form.errors.values()))[0])


def _written(request: HttpRequest, pk: int, *, shown: str) -> HttpResponse:
    """The question again: in place where htmx asked, otherwise by a redirect."""
    if request.htmx:  # type: ignore[attr-defined]
        return _page(request, _own(request, pk), shown=shown)
    return redirect(f"{reverse('practice_question', args=[pk])}#{shown}")


def _page(
    request: HttpRequest,
    item_session: ItemSession,
    *,
    entry: list[str] | None = None,
    refusal: str = "",
    shown: str = "result",
) -> HttpResponse:
    """`shown` is the part that has just appeared, which takes the focus."""
    if refusal:
        entry = request.POST.getlist("entry")
    tries = service.tries_of(item_session)
    context = {
        "question": report.question(item_session, tries=tries, entry=entry),
        "client_key": uuid.uuid4(),
        "refusal": refusal,
        "shown": "refusal" if refusal else shown,
    }
    name = "item" if request.htmx else "question"  # type: ignore[attr-defined]
    return render(request, f"questions/practice/{name}.html", context)
