"""`{% load maths %}`: formulas and authored text in templates."""

from django import template
from django.utils.safestring import SafeString

from . import authored, mathml

register = template.Library()


@register.filter
def latex(source: str) -> SafeString:
    """A formula within a line."""
    return mathml.from_latex(source)


@register.filter
def displayed(source: str) -> SafeString:
    """A formula on a line of its own."""
    return mathml.from_latex(source, display=True)


@register.filter
def markdown(source: str) -> SafeString:
    """Authored text in paragraphs, with $latex$."""
    return authored.to_html(source)


@register.filter
def prose(source: str) -> SafeString:
    """One sentence or phrase of authored text, with $latex$."""
    return authored.to_inline_html(source)
