"""`{% load maths %}`: formulas and authored text in templates."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from questions.plots import Picture

from . import authored, mathml
from .formulas import in_lines

register = template.Library()


RELATIONS = (r"\approx", "=")


@register.filter
def latex(source: str) -> SafeString:
    """A formula within a line."""
    return mathml.from_latex(source)


@register.filter
def related(label: str) -> str:
    """A field's label with the relation that leads to the answer, an equals sign if it has none."""
    return label if label.endswith(RELATIONS) else f"{label} ="


@register.filter
def displayed(source: str) -> SafeString:
    """A formula on lines of its own."""
    return in_lines(source, "formula block")


@register.filter
def breakable(source: str) -> SafeString:
    """A formula within a line, which may go on in the next."""
    return in_lines(source, "formula")


@register.filter
def drawn(picture: Picture) -> SafeString:
    """A picture of functions, whose texts are escaped where it is made."""
    return mark_safe(picture.svg)  # noqa: S308


@register.filter
def markdown(source: str) -> SafeString:
    """Authored text in paragraphs, with $latex$."""
    return authored.to_html(source)


@register.filter
def prose(source: str) -> SafeString:
    """One sentence or phrase of authored text, with $latex$."""
    return authored.to_inline_html(source)


@register.simple_tag
@cache
def verdict_icon(verdict: str) -> SafeString:
    """The icon of a verdict, put together once: a table has thousands."""
    return render_to_string("questions/partials/icon.html", {"verdict": verdict})
