"""Making a version ready: every reason against it, and what becomes of earlier answers."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from questions.models import QuestionVersion
from questions.reports import usage
from questions.reports.regrading import marks_alike, offered
from questions.services import banks, readiness, variants
from questions.templatetags import unset

from . import refusals
from .access import person

REGRADE = (
    "If the earlier key was wrong, regrade them by this one: the button stands below, with those "
    "that it leaves out."
)
DECIDE = "If the earlier key was wrong, a teacher decides on them anew, on the pages of results."
ALIKE = "None of them would be marked otherwise: only what stands around the answer was changed."
LOOK: Final = "look"
"""In the address of a question whose draft is kept back by warnings alone."""


def make_ready(
    request: HttpRequest, version: QuestionVersion, *, accepts_warnings: bool = False
) -> bool:
    """Makes a version ready or tells every reason against it, each with its field and seed. Whether
    nothing but warnings speak against it, which a person may accept.
    """
    if version.is_ready:
        messages.info(request, f"Version {version.number} is ready already: nothing was changed.")
        return False
    try:
        failed = banks.make_ready(
            version=version,
            by=person(request),
            render=unset.fault,
            accepts_warnings=accepts_warnings,
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    if not failed:
        messages.success(request, f"Version {version.number} is ready: {_where_asked(version)}")
        _tell_of_earlier(request, version)
        return False
    if banks.waits_for_review(failed):
        messages.info(request, f"Version {version.number} is not ready yet. {banks.REVIEW}")
        return False
    is_open = all(one.is_warning for one in failed)
    what = "Please look at this first:" if is_open else "What must be mended first:"
    level = messages.WARNING if is_open else messages.ERROR
    messages.add_message(request, level, f"Version {version.number} is not ready yet. {what}")
    for one in failed:
        messages.add_message(request, level, _sentence(version, one))
    return is_open


def _where_asked(version: QuestionVersion) -> str:
    """What being ready means in its bank."""
    if version.question.bank.in_practice:
        return "it is asked from now on."
    return (
        "quizzes may ask it. Practice does not ask what is in its bank, unless an admin says so on "
        "the bank's page."
    )


def looked_at(request: HttpRequest, opened: QuestionVersion | None) -> dict[str, object]:
    """The draft that only warnings keep back, on the page that tells them, with a token:
    what another editor has saved since then was not looked at.
    """
    if LOOK not in request.GET or opened is None or not opened.is_draft:
        return {}
    return {"looked_at": opened, "looked_token": banks.token(opened.question)}


def _sentence(version: QuestionVersion, failure: readiness.Failure) -> str:
    """What fails, and a link to the problem that shows it."""
    sentence = f"{failure.field.capitalize()}: {refusals.plain(failure.message)}"
    if failure.seed is None:
        return sentence
    seen, query = "the preview", {}
    if variants.is_generated(version):
        seen, query = f"seed {failure.seed}", {"seed": failure.seed}
    if failure.is_warning:
        query[LOOK] = 1
    address = reverse("admin:questions_question_change", args=[version.question_id], query=query)
    return format_html('{} <a href="{}#preview">See {}</a>', sentence, address, seen)


def _tell_of_earlier(request: HttpRequest, version: QuestionVersion) -> None:
    """What becomes of answers that were given to the question as it was."""
    found = usage.outlived(version.question, at=timezone.now())
    if not found.responses:
        return
    many = found.responses != 1
    said = f"{found.responses} answer{'s' * many} to earlier versions keep{'s' * (not many)} "
    said += "their marks" if many else "its mark"
    if found.assignments:
        plural = "s that are" if found.assignments != 1 else " that is"
        said += f", {found.in_assignments} in {found.assignments} assignment{plural} still open"
    mine = offered(version.question, person(request))
    advice = REGRADE if mine is not None and mine.answers else DECIDE
    if marks_alike(version):
        advice = ALIKE
    link = ""
    if request.user.has_perm("questions.view_response"):
        address = (
            f"{reverse('admin:questions_response_changelist')}?of={version.question_id}-earlier"
        )
        link = format_html(' <a href="{}">See these answers</a>', address)
    messages.warning(request, format_html("{}. {}{}", said, advice, link))
