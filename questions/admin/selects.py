"""Lists of many choices, quickly written."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class LongSelect(forms.Select):
    """As Django's, but its options are written in one piece: the form of a question has two
    thousand, and a template for each took most of the page's time.
    """

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        groups = ((_group(title, options),) for title, options, _ in widget["optgroups"])
        shown = flatatt({"name": widget["name"], **widget["attrs"]})
        inside = format_html_join("\n", "{}", groups)
        return format_html("<select{}>\n{}\n</select>", shown, inside)


def _group(title: str | None, options: Sequence[dict[str, Any]]) -> SafeString:
    rows = ((one["value"], flatatt(one["attrs"]), one["label"]) for one in options)
    inside = format_html_join("\n", '<option value="{}"{}>{}</option>', rows)
    if not title:
        return inside
    return format_html('<optgroup label="{}">\n{}\n</optgroup>', title, inside)
