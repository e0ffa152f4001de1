"""Two curves in one picture: what is drawn, where, and what stands for it in words."""

import subprocess
import sys
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from questions import maths, plots


def parse(svg):
    """Our own markup, so nothing in it is out to harm the parser."""
    return ElementTree.fromstring(svg)  # noqa: S314


def tree(text, variable="x"):
    return maths.read(text, maths.Notation(variables=(variable,))).expression


def picture(right, answer, at=None, domain=(None, None)):
    marked = None if at is None else plots.Marked(Fraction(at), "4", "2")
    return plots.two_curves(tree(right), tree(answer), "x", domain=domain, marked=marked)


def shapes(drawn, kind):
    root = parse(drawn.svg)
    return [one for one in root.iter() if kind in one.get("class", "").split()]


def texts(drawn, kind):
    return [one.text for one in shapes(drawn, kind)]


def paths(drawn, kind):
    """The parts of a curve, each a list of points on the sheet. The first is the legend's."""
    _, curve = shapes(drawn, kind)[0], next(one for one in _inside(drawn) if _is(one, kind))
    return [
        [tuple(map(float, step.split())) for step in part.split("L")]
        for part in curve.get("d").split("M")[1:]
    ]


def _inside(drawn):
    return parse(drawn.svg).find("svg")


def _is(element, kind):
    return element.get("class") == f"curve {kind}"


def frame(drawn):
    return float(_inside(drawn).get("width")), float(_inside(drawn).get("height"))


def test_both_curves_are_drawn_and_told_apart_without_colour():
    drawn = picture("2x", "x", 2)
    assert len(paths(drawn, "right")) == len(paths(drawn, "answered")) == 1
    assert texts(drawn, "name") == ["right answer", "your answer"]
    assert {one.tag for one in shapes(drawn, "mark") if "right" in one.get("class")} == {"circle"}
    assert {one.tag for one in shapes(drawn, "mark") if "answered" in one.get("class")} == {"rect"}


def test_the_text_alternative_says_what_is_seen():
    drawn = picture("2x", "x", 2)
    root = parse(drawn.svg)
    assert root.get("role") == "img"
    assert root.findtext("title") == drawn.title
    assert drawn.title == "The right answer and yours for x from −4 to 4"
    assert drawn.description.endswith("At x = 2 the right one is 4, yours is 2.")
    assert root.findtext("desc") == drawn.description


def test_a_missing_value_is_said_and_not_marked():
    marked = plots.Marked(Fraction(-1), "1", "undefined")
    drawn = plots.two_curves(tree("abs(x)"), tree("sqrt(x)^2"), "x", marked=marked)
    assert "yours has no value" in drawn.description
    # One mark of each kind is in the legend.
    assert len(shapes(drawn, "mark")) == 3


def test_the_marked_point_is_named_and_on_its_curve():
    drawn = picture("2x", "x", "1/2")
    assert texts(drawn, "note") == ["x = 1/2"]
    dot = next(one for one in _inside(drawn) if one.tag == "circle")
    place, height = float(dot.get("cx")), float(dot.get("cy"))
    (curve,) = paths(drawn, "right")
    assert min(abs(x - place) + abs(y - height) for x, y in curve) < 0.3


@pytest.mark.parametrize(
    ("function", "parts"),
    [
        ("x^2", 1),
        ("1/x", 2),
        ("1/(x^2-1)", 3),
        ("1/(x-1/3)", 2),
        ("floor(x/3)", 4),
        ("tan(x)", 3),
        ("sign(x)", 2),
        ("x^(1/3)", 1),
        ("tanh(200x)", 1),
        ("sqrt(x^2-1)", 2),
    ],
)
def test_a_curve_is_cut_at_poles_and_jumps_and_only_there(function, parts):
    drawn = picture(function, "x")
    assert len(paths(drawn, "right")) == parts


def test_a_pole_leaves_the_rest_of_the_curve_to_be_seen():
    drawn = picture("1/x", "1/(2x)", 1)
    _, height = frame(drawn)
    seen = [y for part in paths(drawn, "answered") for _, y in part if 0 <= y <= height]
    assert max(seen) - min(seen) > height / 2


def test_a_curve_is_followed_to_where_it_ends():
    drawn = picture("sqrt(1-x^2)", "x")
    (curve,) = paths(drawn, "right")
    assert abs(curve[0][1] - curve[-1][1]) < 0.2
    heights = [y for _, y in curve]
    assert heights[0] == pytest.approx(max(heights), abs=0.2)


def test_nothing_is_drawn_outside_the_domain():
    drawn = picture("x", "2x", 2, domain=(Fraction(1), Fraction(3)))
    assert drawn.title.endswith("from 1 to 3")
    width, _ = frame(drawn)
    assert all(0 <= x <= width for part in paths(drawn, "right") for x, _ in part)


@pytest.mark.parametrize(("at", "low", "high"), [("12", 10, 20), ("-50", -100, -10)])
def test_the_marked_point_is_within_the_domain_and_the_picture(at, low, high):
    drawn = picture("x", "2x", at, domain=(Fraction(low), Fraction(high)))
    dot = next(one for one in _inside(drawn) if one.tag == "circle")
    width, height = frame(drawn)
    assert 0 < float(dot.get("cx")) < width
    assert 0 < float(dot.get("cy")) < height


def test_the_picture_leaves_out_where_nothing_has_a_value():
    title = picture("ln(x)", "sqrt(x)", 2).title
    low = float(title.split("from ")[1].split(" to ")[0].replace("−", "-"))
    assert -0.5 < low <= 0


@pytest.mark.parametrize(
    ("right", "answer", "at"),
    [("e^(e^x)", "e^(e^x)+x", 1), ("x^3", "x^3+x", "1/10"), ("e^(x^2)", "2x*e^(x^2)", 2)],
)
def test_a_narrower_stretch_is_taken_where_the_gap_would_not_show(right, answer, at):
    drawn = picture(right, answer, at)
    places = {
        one.tag: float(one.get("cy" if one.tag == "circle" else "y"))
        for one in _inside(drawn)
        if "mark" in one.get("class")
    }
    assert abs(places["circle"] - (places["rect"] + 5)) > 10


@pytest.mark.parametrize(
    "function",
    ["sqrt(-1-x^2)", "ln(-x^2-1)", "factorial(" * 3 + "x^2+1000" + ")" * 3],
)
def test_what_has_no_values_is_not_drawn(function):
    assert picture(function, function, 1) is None


@pytest.mark.parametrize(
    "function",
    [
        "x^9999999999",
        "e^(e^(e^(e^x)))",
        "tan(1000000x)",
        "sin(1/x)",
        "10^300*x",
        "x/10^300",
        "1/x^30",
        "factorial(x)",
        "x^x",
        "10^6+x/10^9",
    ],
)
def test_wild_functions_are_drawn_with_coordinates_that_are_numbers(function):
    for one in (picture(function, "x", 1), picture("x", function, "1/3"), picture(function, "0")):
        parse(one.svg)
        assert "nan" not in one.svg
        assert "inf" not in one.svg
        assert len(one.svg) < 30_000


def test_the_name_of_a_variable_is_spelled_and_escaped():
    drawn = plots.two_curves(tree("theta", "theta"), tree("2theta", "theta"), "theta")
    assert texts(drawn, "variable") == ["θ"]


def test_the_same_functions_give_the_same_picture():
    assert picture("tan(x)", "x^2", 1) == picture("tan(x)", "x^2", 1)


def test_numpy_is_loaded_with_the_first_picture_only():
    program = "import sys, questions.plots; print('numpy' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "False"
