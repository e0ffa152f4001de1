"""Quizzes, assignments, and what a student writes in an attempt."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from questions.models import Assignment, Bank, Classroom, Group, Question, Skill, Topic, User

from .moments import MomentsForm, moment
from .practice import RewordedEntryForm
from .receivers import GroupField, ReceiverForm

MOST_POINTS = 100
SEED_LIMIT = 2**31 - 1
GENERATED = "generated"
LEVELS = {1: "1, the easiest", 2: "2", 3: "3", 4: "4", 5: "5, the hardest"}
COPYING = (
    "Right answers are shown after the first attempt, and {} will be the same in the second, so "
    "that they can be copied. Show the results after closing, allow one attempt, or send this "
    "again to have it so."
)


class QuizForm(forms.Form):
    title = forms.CharField(max_length=120)
    introduction = forms.CharField(
        label="Introduction (optional)",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
        required=False,
        help_text="Students read it before they start. Markdown, with LaTeX between dollar signs.",
    )


class NewQuizForm(QuizForm):
    """Each form that is opened makes one quiz, however often it is sent."""

    client_key = forms.UUIDField(widget=forms.HiddenInput, required=False, initial=uuid.uuid4)


class QuestionSearchForm(forms.Form):
    """Looks through the questions that the teacher may use."""

    text = forms.CharField(label="Words", max_length=100, required=False)
    bank = forms.ModelChoiceField(
        Bank.objects.none(), to_field_name="slug", required=False, empty_label="Any bank"
    )
    topic = forms.ModelChoiceField(
        Topic.objects, to_field_name="slug", required=False, empty_label="Any topic"
    )
    skill = forms.ModelChoiceField(
        Skill.objects.select_related("topic"),
        to_field_name="slug",
        required=False,
        empty_label="Any skill",
    )

    def __init__(self, *args: Any, teacher: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        banks = Bank.objects.visible_to(teacher).exclude(slug=GENERATED)
        self.fields["bank"].queryset = banks  # type: ignore[attr-defined]


class PointsForm(forms.Form):
    points = forms.IntegerField(min_value=1, max_value=MOST_POINTS)


class ChoiceOfFamilyForm(PointsForm):
    """A generated question: its family and level. Every student gets another one."""

    field_order = ["family", "level", "points"]
    family = forms.ChoiceField()
    level = forms.TypedChoiceField(
        choices=list(LEVELS.items()),
        coerce=int,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].initial = 1
        self.fields["family"].choices = _families()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "family" in cleaned and "level" in cleaned:
            slug = f"{cleaned['family']}-{cleaned['level']}"
            question = Question.objects.filter(bank__slug=GENERATED, slug=slug).first()
            if question is None:
                raise ValidationError("There is no such level of this family. Choose another.")
            cleaned["question"] = question
        return cleaned


def _families() -> list[tuple[str, str]]:
    """The families by the name of their questions, without the level."""
    questions = Question.objects.filter(bank__slug=GENERATED).values_list("slug", "title")
    names = {slug.rpartition("-")[0]: title.partition(", level")[0] for slug, title in questions}
    return sorted(names.items(), key=lambda family: family[1])


class SeedForm(forms.Form):
    seed = forms.IntegerField(label="Variant", min_value=0, max_value=SEED_LIMIT)


class AssignmentRulesForm(MomentsForm):
    """When a class may do a quiz, and how. Times are in the zone that is active.

    `same` are the titles of its questions that are no other ones in another attempt.
    """

    is_sure = forms.BooleanField(widget=forms.HiddenInput, required=False)
    opens_at = moment("Opens")
    closes_at = moment("Closes")
    minutes = forms.IntegerField(
        label="Time limit in minutes",
        min_value=1,
        max_value=24 * 60,
        required=False,
        help_text="Empty for none.",
    )
    attempts_allowed = forms.IntegerField(
        label="Attempts", min_value=1, max_value=20, initial=1, help_text="How often one may try."
    )

    def __init__(self, *args: Any, same: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.same, self.shown = same, ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.pop("is_sure", False):
            self._warn_of_copying(cleaned)
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "It should close after it opens.")
        return cleaned

    def _warn_of_copying(self, cleaned: dict[str, Any]) -> None:
        is_shown = cleaned.get("feedback", self.shown) == Assignment.Feedback.SUBMITTED
        if is_shown and (cleaned.get("attempts_allowed") or 1) > 1 and self.same:
            first, others = self.same[0], len(self.same) - 1
            more = f" and {others} more" if others else ""
            self.say_once(COPYING.format(f"“{first}”{more}"), is_sure="true")


class ChangedRulesForm(AssignmentRulesForm):
    """Other rules for an assignment. What has opened keeps its opening, and a time whose minute
    stays keeps its seconds.
    """

    def __init__(
        self, *args: Any, assignment: Assignment, at: datetime.datetime, **kwargs: Any
    ) -> None:
        names = ("opens_at", "closes_at", "minutes", "attempts_allowed")
        kwargs["initial"] = {name: getattr(assignment, name) for name in names}
        super().__init__(*args, **kwargs)
        self.assignment = assignment
        if assignment.opens_at <= at:
            del self.fields["opens_at"]
        self.shown = assignment.feedback if assignment.attempts_allowed == 1 else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        cleaned.setdefault("opens_at", self.assignment.opens_at)
        for name in ("opens_at", "closes_at"):
            before: datetime.datetime = getattr(self.assignment, name)
            if cleaned.get(name) == before.replace(second=0, microsecond=0):
                cleaned[name] = before
        return cleaned


class AssignmentForm(ReceiverForm, AssignmentRulesForm):
    """The classroom that gets a quiz, with all its rules."""

    field_order = ["classroom", "group"]
    classroom = forms.ModelChoiceField(Classroom.objects.none(), empty_label=None)
    group = GroupField(
        Group.objects.none(),
        required=False,
        empty_label="The whole class",
        help_text="A group gets it alone; the others do not see it.",
    )
    feedback = forms.ChoiceField(
        label="Results are shown",
        choices=Assignment.Feedback.choices,
        help_text="Before that, a student sees neither marks nor right answers.",
    )


class SaveForm(RewordedEntryForm):
    """What is being written, with its place in the order of saves.

    `over` is the number of a newer entry that the student was told of and replaces on purpose.
    """

    sequence = forms.IntegerField(min_value=0, max_value=SEED_LIMIT)
    over = forms.IntegerField(min_value=0, max_value=SEED_LIMIT - 1, required=False)
    go = forms.CharField(max_length=10, required=False)

    @property
    def target(self) -> str:
        """Where the button that was pressed leads: a position, or a word."""
        target: str = self.cleaned_data["go"]
        return target

    @property
    def saved(self) -> dict[str, Any]:
        """What is to be kept: nothing of the entry where it was cleared. That is a change by itself
        and comes after what was saved while it was being written.
        """
        sequence, over = self.cleaned_data["sequence"], self.cleaned_data["over"]
        is_cleared = self.target == "clear"
        sequence += is_cleared
        return {
            "sequence": sequence if over is None else max(sequence, over + 1),
            "entry": [] if is_cleared else self.cleaned_data["entry"],
            "is_marked": {"mark": True, "unmark": False}.get(self.target),
        }
