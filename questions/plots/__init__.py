"""Pictures of functions as SVG, with text alternatives. Themed by the page's stylesheet: nothing
here has a colour. The only door; numpy is loaded when the first picture is drawn.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from questions import maths
from questions.plots.picture import (
    Ahead,
    Diagram,
    Estimated,
    Interval,
    Marked,
    Node,
    Occasion,
    Picture,
    Vertex,
)

if TYPE_CHECKING:
    from questions.plots.sampling import Floats

__all__ = [
    "Ahead",
    "Diagram",
    "Estimated",
    "Interval",
    "Marked",
    "Node",
    "Occasion",
    "Picture",
    "Vertex",
    "ascent",
    "course",
    "descent",
    "diagram",
    "errors",
    "graph",
    "implicit",
    "path",
    "shape",
    "tangent",
    "trend",
    "two_curves",
]


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


def tangent(
    function: maths.Expression,
    slope: maths.Expression,
    variable: str,
    *,
    name: str = "f",
    at: Sequence[float] = (),
    window: tuple[float, float] | None = None,
) -> Sequence[Picture]:
    """The function with its tangents at the points, and its derivative over the same stretch.

    Both are scalar functions of `variable` alone. Without a window one about the first point is
    found. Points at which one of them has no value are left out; nothing where the function has no
    floating-point values. Takes milliseconds: a fixed number of floating-point evaluations,
    whatever the functions.
    """
    from questions.plots import tangents

    return tangents.tangent(function, slope, variable, name, at, window)


def shape(function: maths.Expression, variable: str, over: Interval) -> Picture | None:
    """The graph of a scalar function of `variable` alone over a closed interval, small, without
    its name. The text alternative tells what there is to see: where it rises and falls, its turning
    points and zeros, to one decimal. None where it has no floating-point values.
    Takes milliseconds: a fixed number of floating-point evaluations, whatever the function.
    """
    from questions.plots import shapes

    return shapes.shape(function, variable, over)


def trend(occasions: Sequence[Occasion], *, first: int, variable: str) -> Picture | None:
    """How likely something was held to be after each occasion, in per cent; where it showed is
    marked by its shape. The occasions are numbered from `first`, under an axis named `variable`.

    None for fewer than two occasions: there is no trend yet.
    """
    from questions.plots import trends

    return trends.trend(occasions, first, variable)


def course(
    points: Sequence[Estimated], *, variable: str, title: str, ahead: Ahead | None = None
) -> Picture | None:
    """How an estimate moved, in per cent, as a line in the band of its uncertainty; each answer is
    marked by its shape. The points are in order along an axis named `variable`; `ahead` goes on
    from the last one, dashed.

    None for fewer than two points.
    """
    from questions.plots import courses

    return courses.course(points, variable, title, ahead)


def descent(
    function: maths.Expression, variables: tuple[str, str], path: Sequence[tuple[float, float]]
) -> Picture | None:
    """Level curves of a scalar function of two variables alone, with a path from its first point.

    One unit is as long across as up, so that right angles are right. What of the path leads far
    away is left out. None where the function has no floating-point values about the path.
    Takes milliseconds: one evaluation on a grid, whatever the function.
    """
    from questions.plots import contours

    return contours.descent(function, variables, path)


def ascent(
    function: maths.Expression,
    variables: tuple[str, str],
    point: tuple[float, float],
    gradient: tuple[float, float],
) -> Picture | None:
    """Level curves of a scalar function of two variables alone, with the gradient at a point as an
    arrow. Its length is the same whatever the gradient's: only the direction is shown.

    None where the function has no floating-point values about the point.
    """
    from questions.plots import contours

    return contours.ascent(function, variables, point, gradient)


def errors(steps: "Floats", forward: "Floats", central: "Floats") -> Picture | None:
    """The errors of forward and central differences against the step, on logarithmic scales.

    Arrays of one length; nan where a difference has no value. None where fewer than two have one.
    """
    from questions.plots import convergence

    return convergence.errors(steps, forward, central)


def graph(nodes: Sequence[Node], *, title: str) -> Picture | None:
    """Nodes in columns by their layer, joined by an edge from each of their sources in an earlier
    one; each is a link that tells its state and its sources. None without nodes.
    """
    from questions.plots import graphs

    return graphs.graph(nodes, title)


def diagram(vertices: Sequence[Vertex]) -> Diagram:
    """Where the boxes of a graph go, in rows by their layer, with an edge from each source in an
    earlier one. At least one vertex.
    """
    from questions.plots import diagrams

    return diagrams.diagram(vertices)


def implicit(
    function: maths.Expression,
    variables: tuple[str, str],
    point: tuple[float, float] | None = None,
    direction: tuple[float, float] | None = None,
) -> Picture | None:
    """The curve on which a scalar function of two variables alone is 0, with a point on it and the
    tangent in a direction. One unit is as long across as up.

    None where nothing of it is near. Takes milliseconds: four evaluations on a grid.
    """
    from questions.plots import plane

    return plane.zeros(function, variables, point, direction)


def path(
    coordinates: tuple[maths.Expression, maths.Expression],
    parameter: str,
    names: tuple[str, str],
    over: tuple[float, float],
    point: tuple[float, float] | None = None,
    velocity: tuple[float, float] | None = None,
) -> Picture | None:
    """The way of a point with these coordinates while the parameter goes over an interval, with the
    velocity at one place as an arrow and the tangent there.

    None where it has no floating-point values.
    """
    from questions.plots import plane

    return plane.path(coordinates, parameter, names, over, point, velocity)
