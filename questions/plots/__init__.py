"""Pictures of functions as SVG, with text alternatives. Themed by the page's stylesheet: nothing
here has a colour. The only door; numpy is loaded when the first picture is drawn.
"""

from questions import maths
from questions.plots.picture import Interval, Marked, Picture

__all__ = ["Interval", "Marked", "Picture", "two_curves"]


def two_curves(
    right: maths.Expression,
    answer: maths.Expression,
    variable: str,
    *,
    domain: Interval = (None, None),
    marked: Marked | None = None,
) -> Picture | None:
    """The right function, solid, and the one that was answered, dashed, with a marked point.

    Both are scalar functions of `variable` alone; outside the open interval `domain` nothing is
    drawn. The picture shows the marked point, and is as wide as lets its gap be seen. None where
    there is nothing to draw: a curve has no floating-point values, or only one point.
    Takes milliseconds: a fixed number of floating-point evaluations, whatever the functions.
    """
    from questions.plots import curves

    return curves.two_curves(right, answer, variable, domain, marked)
