"""The form of a question: what it is called, and the content of its draft."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from questions.models import Question
from questions.services import banks, variants

from . import contents

if TYPE_CHECKING:
    QuestionModelForm = forms.ModelForm[Question]
else:
    QuestionModelForm = forms.ModelForm

NEW: Mapping[str, Any] = {"kind": "choice"}
SEED_LIMIT = 2**31 - 1


class QuestionForm(QuestionModelForm):
    """Shows the content of the version to start from; what is saved becomes or changes a draft.

    `wants_preview` says that the problem should be shown, not saved.
    """

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
        fields = ["bank", "title", "slug", "skills"]
        help_texts = {"skills": "What the question exercises. It needs one before it is asked."}

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
        self.content_error = ""

    @property
    def wants_preview(self) -> bool:
        return "_preview" in self.data

    @property
    def entry(self) -> list[str]:
        """The answer to be tried in the preview, one text a field; the chosen options."""
        texts = self.data.getlist("entry") if hasattr(self.data, "getlist") else []
        return [str(text) for text in texts]

    def is_valid(self) -> bool:
        """A preview is never saved, whatever is right in it."""
        return super().is_valid() and not self.wants_preview

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.wants_preview:
            self._read_content()
            # What it is called or tagged with wrongly is told on saving; here the problem counts.
            for name in self._meta.fields or ():
                self.errors.pop(name, None)
            return cleaned
        if self.instance.pk:
            self._refuse_overtaken()
        self._read_content()
        return cleaned

    def _post_clean(self) -> None:
        if not self.wants_preview:
            super()._post_clean()  # type: ignore[misc]

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

    def _read_content(self) -> None:
        if not (set(self.changed_data) & self.content_fields.keys()) and self.before:
            self.content = dict(self.before)
        elif not (self.errors.keys() & self.content_fields.keys()):
            self.content = contents.content(self.cleaned_data, self.before, self.options)
        if self.content is None:
            return
        try:
            variants.problem_from(self.content, 1)
        except variants.ContentError as error:
            self._tell(error)

    def _tell(self, error: variants.ContentError) -> None:
        """Puts the sentence at the field that is wrong."""
        written = contents.written_options(self.cleaned_data, self.options)
        name = contents.field_of(error.field, written)
        sentence = error.messages[0]
        self.content_error = sentence
        if name is None or name not in self.fields:
            self.add_error(None, sentence)
            return
        _, _, meaning = sentence.partition("”: ")
        self.add_error(name, meaning[:1].upper() + meaning[1:] if meaning else sentence)
