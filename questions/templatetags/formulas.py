"""Formulas that a narrow page may set on several lines."""

from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from . import breaking, mathml

END_OF_LINE: Final = SafeString("<wbr>")


def in_lines(source: str, classes: str) -> SafeString:
    """The formula in pieces between which a line may end; a screen reader reads them in order.

    Nothing behind the last one: where text follows such an end, Chromium 156 crashes as it looks
    for pretty lines.
    """
    first, *others = breaking.pieces(source)
    # The empty group makes the sign in front of a piece stand between two terms.
    setters = [first, *(f"{{}}{one}" for one in others)]
    formulas = ((mathml.from_latex(one),) for one in setters)
    parts = format_html_join(END_OF_LINE, "{}", formulas)
    return format_html('<span class="{}">{}</span>', classes, parts)
