"""What is done to many questions at once, from their list."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME, ActionForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from questions.models import Bank, Question, Skill
from questions.reports import usage
from questions.services import many_questions

from . import checks
from .access import person


class QuestionsActionForm(ActionForm):
    """An action with the skill or the bank that it takes."""

    skill = forms.ModelChoiceField(
        Skill.objects.all(),
        required=False,
        empty_label="which skill",
        label="",
        widget=forms.Select(attrs={"aria-label": "Skill of the action"}),
    )
    bank = forms.ModelChoiceField(
        Bank.objects.all(),
        required=False,
        empty_label="which bank",
        label="",
        widget=forms.Select(attrs={"aria-label": "Bank of the action"}),
    )


@admin.action(description="Tag with the skill")
def tag(_model_admin: Any, request: HttpRequest, queryset: QuerySet[Question]) -> None:
    skill = _chosen(request, "skill", Skill.objects.all())
    if skill is None:
        messages.error(request, "Choose the skill beside the action.")
        return
    count = many_questions.tag(questions=_keys(request, queryset), skill=skill, by=person(request))
    messages.success(request, f"{_questions(count)} tagged with “{skill}”.")


@admin.action(description="Take the skill away")
def untag(_model_admin: Any, request: HttpRequest, queryset: QuerySet[Question]) -> None:
    skill = _chosen(request, "skill", Skill.objects.all())
    if skill is None:
        messages.error(request, "Choose the skill beside the action.")
        return
    try:
        count = many_questions.untag(
            questions=_keys(request, queryset), skill=skill, by=person(request)
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{_questions(count)} no longer tagged with “{skill}”.")


@admin.action(description="Move to the bank")
def move(_model_admin: Any, request: HttpRequest, queryset: QuerySet[Question]) -> None:
    bank = _chosen(request, "bank", Bank.objects.editable_by(person(request)))
    if bank is None:
        messages.error(request, "Choose a bank of yours beside the action.")
        return
    try:
        count = many_questions.move(
            questions=_keys(request, queryset), bank=bank, by=person(request)
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{_questions(count)} moved to “{bank}”.")


@admin.action(description="Retire")
def retire(
    _model_admin: Any, request: HttpRequest, queryset: QuerySet[Question]
) -> HttpResponse | None:
    """Asks first: who has been given such a question loses it from what is drawn."""
    keys = _keys(request, queryset)
    if "confirmed" in request.POST:
        count = many_questions.retire(questions=keys, by=person(request))
        messages.success(request, f"{_questions(count)} retired. Drafts stay.")
        return None
    context = {
        **admin.site.each_context(request),
        "title": "Retire questions",
        "count": len(keys),
        "touched": usage.touched(keys),
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "across": request.POST.get("select_across", "0"),
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return render(request, "admin/questions/retire.html", context)


@admin.action(description="Check")
def check(
    _model_admin: Any, request: HttpRequest, queryset: QuerySet[Question]
) -> HttpResponse | None:
    return _begin(request, queryset, makes_ready=False)


@admin.action(description="Make ready what passes the checks")
def make_ready(
    _model_admin: Any, request: HttpRequest, queryset: QuerySet[Question]
) -> HttpResponse | None:
    return _begin(request, queryset, makes_ready=True)


def _begin(
    request: HttpRequest, queryset: QuerySet[Question], *, makes_ready: bool
) -> HttpResponse | None:
    try:
        return checks.begin(request, _keys(request, queryset), makes_ready=makes_ready)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return None


ACTIONS = (tag, untag, move, check, make_ready, retire)


def _keys(request: HttpRequest, queryset: QuerySet[Question]) -> list[int]:
    """Those that the person may change; of others is said that they stay."""
    mine = Question.objects.editable_by(person(request))
    keys = list(
        mine.filter(pk__in=queryset.values("pk")).order_by("pk").values_list("pk", flat=True)
    )
    if left := queryset.count() - len(keys):
        messages.warning(request, f"{_questions(left)} in banks of others: left as they are.")
    return keys


def _chosen(request: HttpRequest, name: str, rows: QuerySet[Any]) -> Any:
    """The row that is chosen beside the action at the top or, if that is empty, at the bottom."""
    keys = [key for key in request.POST.getlist(name) if key.isdecimal()]
    return rows.filter(pk=keys[0]).first() if keys else None


def _questions(count: int) -> str:
    return f"{count} question{'' if count == 1 else 's'}"
