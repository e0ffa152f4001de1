"""Formulas that a narrow page may set on several lines."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from . import breaking, mathml


def in_lines(source: str, classes: str) -> SafeString:
    """The formula in pieces between which a line may end; a screen reader reads them in order."""
    first, *others = breaking.pieces(source)
    # The empty group makes the sign in front of a piece stand between two terms.
    setters = [first, *(f"{{}}{one}" for one in others)]
    parts = format_html_join("", "{}<wbr>", ((mathml.from_latex(one),) for one in setters))
    return format_html('<span class="{}">{}</span>', classes, parts)
