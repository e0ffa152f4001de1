"""The form of a question: what it is called, and the content of its draft."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from questions.models import Question, User
from questions.services import banks, reviewing

from . import contents, refusals, task_fields, template_fields

if TYPE_CHECKING:
    QuestionModelForm = forms.ModelForm[Question]
else:
    QuestionModelForm = forms.ModelForm

NEW: Mapping[str, Any] = {"kind": "choice"}
NAMED = ("bank", "title", "slug", "main_skill")
SEED_LIMIT = 2**31 - 1
MAIN_SKILL = (
    "What a question that you write is about: who practises this skill is asked it. Left open, it "
    "is the one of its skills that stands last on the map. Generated problems find their own."
)
LAST_SKILL = (
    "This question is asked, and needs a skill as long as it is. Tick another one, or retire it "
    "first."
)
TAKEN = (
    "This bank has a question with this slug already. If you came back here after saving, it is "
    "saved: you find it in the list of questions. If not, choose another slug."
)


class QuestionForm(QuestionModelForm):
    """Shows the content of the version to start from; what is saved becomes or changes a draft.

    `wants_preview` says that the problem should be shown, not saved; `makes_ready` that the draft
    should be asked, so that it has to be whole; `by` is who fills it in.
    """

    by: User

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    seed = forms.IntegerField(
        label="Seed",
        required=False,
        min_value=0,
        max_value=SEED_LIMIT,
        initial=1,
        error_messages={
            "invalid": "A seed is a whole number.",
            "min_value": "A seed is 0 or more.",
            "max_value": f"A seed is at most {SEED_LIMIT}.",
        },
    )

    class Meta:
        model = Question
        fields = ["bank", "title", "slug", "skills", "main_skill"]
        help_texts = {
            "slug": "What files and addresses call it: made of the title unless you write another.",
            "skills": "What the question exercises. It needs one before it is asked.",
            "main_skill": MAIN_SKILL,
        }
        error_messages = {NON_FIELD_ERRORS: {"unique_together": TAKEN}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened = banks.opened(self.instance) if self.instance.pk else None
        self.before: Mapping[str, Any] = self.opened.content if self.opened else {}
        self.options = max(contents.OPTIONS, len(self.before.get("options") or []))
        self.content_fields = contents.fields(self.options)
        self.fields.update(self.content_fields)
        self.initial = {**contents.initial(self.before or NEW), **self.initial}
        if self.instance.pk:
            self.initial["seen"] = banks.token(self.instance)
        self.content: dict[str, Any] | None = None
        self.refusals: list[refusals.Refusal] = []

    @property
    def wants_preview(self) -> bool:
        return "_preview" in self.data

    @property
    def wants_several(self) -> bool:
        """Whether the preview is to show ten seeds."""
        return bool(self.data.get("_preview") == "several")

    @property
    def makes_ready(self) -> bool:
        return "_ready" in self.data

    @property
    def entry(self) -> list[str]:
        """The answer to be tried in the preview, one text a field; the chosen options."""
        texts = self.data.getlist("entry") if hasattr(self.data, "getlist") else []
        return [str(text) for text in texts]

    @property
    def reasons(self) -> list[str]:
        """Why the content cannot be asked yet, each behind the label of its field."""
        return refusals.listed(self.refusals, self)

    def is_valid(self) -> bool:
        """A preview is never saved, whatever is right in it."""
        return super().is_valid() and not self.wants_preview

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._read_content()
        self._find_main_skill()
        if self.wants_preview:
            # What it is called or tagged with wrongly is told on saving; here the problem counts.
            for name in self._meta.fields or ():
                self.errors.pop(name, None)
            return cleaned
        self.errors.pop("seed", None)  # It is the preview's, which is not what was asked for.
        if self.instance.pk and not self._says_what_is_stored():
            self._refuse_overtaken()
            self._refuse_unseen()
        return cleaned

    def _find_main_skill(self) -> None:
        """One of the skills; where nobody says which, the others are what it builds on."""
        skills, main = self.cleaned_data.get("skills") or (), self.cleaned_data.get("main_skill")
        row = self.instance
        if row.pk and not skills and row.skills.exists() and row.ready_version:
            self.add_error("skills", LAST_SKILL)
        if main is None:
            main = max(skills, key=lambda one: one.place, default=None)
        elif main not in skills:
            self.add_error("main_skill", f"Tick “{main}” among the skills too.")
        self.cleaned_data["main_skill"] = main

    def _post_clean(self) -> None:
        if not self.wants_preview:
            super()._post_clean()  # type: ignore[misc]

    def _refuse_second_task(self) -> None:
        """What varies says in its key what is differentiated: told whatever is asked for, as it
        would be lost.
        """
        cleaned = self.cleaned_data
        if template_fields.content(cleaned) and any(map(cleaned.get, task_fields.FIELDS)):
            self.add_error("task_ask", task_fields.VARYING)

    def _says_what_is_stored(self) -> bool:
        """As it does when somebody goes back after saving and saves once more."""
        row, cleaned = self.instance, self.cleaned_data
        return (
            self.content is not None
            and self.content == self.before
            and all(cleaned.get(name) == getattr(row, name) for name in NAMED)
            and set(cleaned.get("skills") or ()) == set(row.skills.all())
        )

    def _refuse_overtaken(self) -> None:
        """A second editor is told; what was typed stays, and the next save replaces on purpose."""
        try:
            banks.refuse_overtaken(self.instance, self.cleaned_data.get("seen") or "unknown")
        except ValidationError as error:
            self.add_error(None, error)
            newest = banks.token(Question.objects.get(pk=self.instance.pk))
            data: Any = self.data.copy()  # type: ignore[attr-defined]
            data["seen"] = newest
            self.data = data

    def _refuse_unseen(self) -> None:
        """What is asked does not come into a bank that asks for a review without one."""
        bank = self.cleaned_data.get("bank")
        if bank is None or bank.pk == self.instance.bank_id:
            return
        try:
            reviewing.refuse_unseen([self.instance.pk], bank=bank, by=self.by)
        except ValidationError as error:
            self.add_error("bank", error)

    def _read_content(self) -> None:
        """A draft may be unfinished: only a preview, or making it ready, puts the refusals at
        their fields. A generated question is its family and level, so it is never unfinished.
        """
        misread = self.errors.keys() & self.content_fields.keys()
        if not (set(self.changed_data) & self.content_fields.keys()) and self.before:
            content = dict(self.before)
        elif "kind" not in misread:
            content = contents.content(self.cleaned_data, self.before, self.options)
        else:
            return
        self.content = None if misread else content
        written = contents.written_options(self.cleaned_data, self.options)
        self.refusals = refusals.of(content, written)
        if "task" in content and not self.refusals and content != self.before:
            self.refusals = refusals.of_task(content)
        self._refuse_second_task()
        is_generated = content.get("source") == "family"
        if self.wants_preview or self.makes_ready or is_generated:
            for one in self.refusals:
                self.add_error(one.field if one.field in self.fields else None, one.sentence)
