"""Beside a question's form: the problem that it makes now, its versions and its use."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from questions.reports.regrading import offered
from questions.reports.usage import usage

from . import previews, refusals
from .access import person
from .question_form import QuestionForm


def of(request: HttpRequest, form: QuestionForm) -> dict[str, Any]:
    """The preview of what the form says now, and the versions."""
    panel: dict[str, Any] = {"panel": _shown(request, form), "opened": form.opened}
    question = form.instance
    if question.pk:
        versions = list(
            question.versions.select_related("created_by", "written_by").order_by("-number")
        )
        panel |= {"versions": versions, "next_number": versions[0].number + 1 if versions else 1}
        panel["usage"] = usage(question, at=timezone.now())
        panel["offered"] = offered(question, person(request))
    return panel


def _shown(request: HttpRequest, form: QuestionForm) -> dict[str, Any]:
    """Ten seeds are shown anew whenever something changes, until one alone is asked for."""
    return _problem(request, form) | {"is_live": form.is_bound and form.wants_several}


def _opened(content: dict[str, Any], seed: int, *, is_asked: bool) -> dict[str, Any]:
    """A problem of what is stored. Its own tests speak where a seed was asked for: beside a page
    that is only opened, “Make ready” tells them.
    """
    return previews.of(content, seed, (), is_checked=is_asked)


def _problem(request: HttpRequest, form: QuestionForm) -> dict[str, Any]:
    if not form.is_bound:
        seed = previews.seed_in(request.GET)
        if form.opened is None:
            return {"seed": 1}
        if seed is None:
            fault = "A seed is a whole number, 0 or more."
            return {"seed_fault": fault, "seed": request.GET["seed"]}
        return _opened(form.opened.content, seed, is_asked="seed" in request.GET)
    written = form.data.get("seed", "1")
    if not form.wants_preview:
        return {"seed": written}
    if "seed" in form.errors:
        return {"seed_fault": form.errors["seed"][0], "seed": written}
    if form.refusals or form.content is None:
        fault = " ".join(form.reasons) or "Mend the fields above first."
        return {"fault": fault, "refused": refusals.at_fields(form), "seed": written}
    seed = form.cleaned_data["seed"]
    seed = 1 if seed is None else seed
    if form.wants_several:
        return previews.several(form.content, seed)
    return previews.of(form.content, seed, form.entry)
