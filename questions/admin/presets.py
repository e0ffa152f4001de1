"""Exam presets: an exam's rules, written as JSON and shown in words."""

import json
from typing import Any, Final

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from questions.models import ExamPreset
from questions.reports import presets as report
from questions.services import presets as service

from .base import HistoryAdmin
from .forms import SeenForm

EMPTY: Final = """{
 "version": 1,
 "sections": [
  {
   "name": "Section A",
   "parts": [
    {"kind": "choice", "shown": 10, "counted": 10, "right": "1", "wrong": "-1/3", "blank": "0"}
   ]
  }
 ]
}"""


class PresetForm(SeenForm):
    """A preset whose rules can be marked by. What is wrong with them is said with its place."""

    rules = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 28, "cols": 90, "spellcheck": "false"}),
        initial=EMPTY,
        help_text=(
            "JSON: sections with their parts. A part has kind (choice, several choices, number), "
            'shown, counted, counting (first or best), and right, wrong and blank as "4.75" or '
            '"-1/3"; several choices may have partial, numbers accept.'
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["rules"] = json.dumps(self.instance.rules, indent=1, ensure_ascii=False)

    def clean_rules(self) -> dict[str, Any]:
        return service.checked(_parsed(str(self.cleaned_data["rules"])))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"Line {error.lineno}, column {error.colno}"
        raise ValidationError(f"{where}: this is no JSON: {error.msg}.") from error
    except (ValueError, RecursionError) as error:
        raise ValidationError("This is no JSON that can be used here.") from error


@admin.register(ExamPreset)
class ExamPresetAdmin(HistoryAdmin):
    form = PresetForm
    list_display = ("name", "year", "minutes", "is_offered", "source")
    search_fields = ("name", "source")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("in_words",)
    fieldsets = (
        (
            None,
            {"fields": ("name", "slug", "year", "minutes", "position", "is_offered", "seen")},
        ),
        ("Where it is from", {"fields": ("source", "remark")}),
        ("Rules", {"fields": ("rules", "in_words")}),
    )

    @admin.display(description="In words, as saved")
    def in_words(self, preset: ExamPreset) -> str:
        if not preset.pk:
            return "Shown once it is saved."
        lines = [
            (section.name, f"{part.questions}: {part.marks}. {' '.join(part.conditions)}")
            for section in report.stored_in_words(preset.rules)
            for part in section.parts
        ]
        rows = format_html_join("", "<li><strong>{}</strong>: {}</li>", lines)
        return format_html("<ul>{}</ul>", rows)
