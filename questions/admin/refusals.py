"""Why content cannot be asked yet, in the words of the question's form."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.html import format_html

from questions.services import variants, written

from . import contents, fieldsets, task_fields

if TYPE_CHECKING:
    from .question_form import QuestionForm

STANDING_IN = "?"
FOLLOWING: Final = ("mistakes", "steps")
"""What content holds because of its task and its key."""


@dataclass(frozen=True)
class Refusal:
    """A sentence and the form field that it is about: None for the form, or the options, whole."""

    field: str | None
    sentence: str
    is_of_options: bool = False


def of(content: Mapping[str, Any], options: list[int]) -> list[Refusal]:
    """What is wrong with content: nothing, or what is found first and whether the prompt misses.

    `options` are the places of the options that hold something.
    """
    found = []
    if content.get("source") != "family" and not str(content.get("prompt") or "").strip():
        found.append(Refusal("prompt", "Write what is asked."))
        content = {**content, "prompt": STANDING_IN}
    try:
        variants.problem_from(content, 1)
    except variants.ContentError as error:
        is_missing = error.field == "key" and not content.get("key") and "task" in content
        found.append(_without_key(content) if is_missing else _refusal(error, content, options))
    return found


def of_task(content: dict[str, Any]) -> list[Refusal]:
    """What speaks against the key of content with a task, whose problem can be built; where nothing
    does, the content gets the mistakes and steps that follow from it.
    """
    bare = {name: one for name, one in content.items() if name not in FOLLOWING}
    try:
        found = written.follows(variants.problem_from(bare, 1))
    except written.TooSlowError as error:
        return [Refusal("task_function", error.message)]
    for name, field in (("doubt", "key"), ("fault", "task_function")):
        if name in found:
            return [Refusal(field, found[name])]
    for name in FOLLOWING:
        content.pop(name, None)
    content |= found
    return []


def _without_key(content: Mapping[str, Any]) -> Refusal:
    """What the task gives, to be written as the key."""
    try:
        return Refusal("key", f"Write the key. {written.answer(content['task'])}")
    except written.TooSlowError as error:
        return Refusal("task_function", error.message)


def _refusal(
    error: variants.ContentError, content: Mapping[str, Any], places: list[int]
) -> Refusal:
    sentence = plain(error.messages[0])
    options = content.get("options") or []
    if (
        error.field == "options"
        and options
        and not any(one.get("correct", True) for one in options)
    ):
        sentence = "No option is marked as right. Tick “Right” on one."
    if row := re.match(r"pairs\[(\d+)\]", error.field):
        sentence = f"Row {int(row[1]) + 1}: {sentence[:1].lower()}{sentence[1:]}"
    if "pairs" in content and error.field == "options":
        return Refusal("pairs", sentence)
    if error.field == "task":
        return Refusal(task_fields.field_of(sentence), task_fields.fault(content["task"], sentence))
    name = contents.field_of(error.field, places)
    return Refusal(name, sentence, is_of_options=error.field == "options")


def plain(sentence: str) -> str:
    """The sentence without the path of content that it begins with."""
    _, _, meaning = sentence.partition("”: ")
    return meaning[:1].upper() + meaning[1:] if meaning else sentence


def label(name: str, form: "QuestionForm") -> str:
    """What the field is called on the page; an option's field says which option."""
    if name == NON_FIELD_ERRORS:
        return ""
    option = re.fullmatch(r"option_(\d+)_\w+", name)
    words = str(form.fields[name].label)
    return f"Option {option[1]}, {words.lower()}" if option else words


def listed(refusals: Sequence[Refusal], form: "QuestionForm") -> list[str]:
    """The sentences, each behind the label of its field."""
    return [
        f"{label(one.field, form)}: {one.sentence}" if one.field in form.fields else one.sentence
        for one in refusals
    ]


def at_fields(form: "QuestionForm") -> list[dict[str, Any]]:
    """Every reason with the field that it stands at: their first one for the options together."""
    together = {one.sentence for one in form.refusals if one.is_of_options}
    found = []
    for name, sentences in form.errors.items():
        is_whole = name == NON_FIELD_ERRORS
        at_options = is_whole and together.issuperset(sentences)
        field = contents.option_fields(1)[0] if at_options else name
        found.append(
            {
                "label": fieldsets.OPTIONS if at_options else label(name, form),
                "anchor": "" if is_whole and not at_options else form[field].auto_id,
                "sentences": sentences,
            }
        )
    return found


def on_top(form: "QuestionForm") -> dict[str, Any]:
    """Every reason of a refusal in full, in place of “Please correct the errors below”. A preview
    says its own.
    """
    if not form.is_bound or form.wants_preview or not form.errors:
        return {}
    is_overtaken = form.has_error(NON_FIELD_ERRORS, code="overtaken")
    return {"errors": None, "refused": at_fields(form), "is_overtaken": is_overtaken}


def of_group(form: "QuestionForm", page: AdminForm, group: str) -> None:
    """Puts what is wrong with the options together at the head of their group."""
    together = [one.sentence for one in form.refusals if one.is_of_options]
    fieldsets: Any = page.fieldsets
    for name, options in fieldsets:
        if together and form.errors and name == group:
            options["description"] = format_html('<p class="errorlist">{}</p>', together[0])
