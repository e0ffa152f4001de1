"""A graph says in words what there is to see, and no more."""

from fractions import Fraction

import pytest

from questions import maths, plots


def shape(text, low=-3, high=3):
    function = maths.read(text, maths.Notation(variables=("x",))).expression
    return plots.shape(function, "x", (Fraction(low), Fraction(high)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "x^3 - 3x",
            "it rises to 2 at x = −1, then falls to −2 at x = 1, then rises to 18 at x = 3",
        ),
        ("x^3 - 3x", "It meets the horizontal axis at x = −1.7, 0 and 1.7."),
        ("2x + 1", "From −5 at x = −3 it rises evenly to 7 at x = 3."),
        (
            "x^2",
            "falls to 0 at x = 0, then rises to 9 at x = 3. It meets the horizontal axis at x = 0.",
        ),
        ("x^2 + 1", "From 10 at x = −3 it falls to 1 at x = 0, then rises to 10 at x = 3."),
        ("-3", "It is level at −3."),
        ("sqrt(x)", "From 0 at x = 0 it rises to 1.7 at x = 3."),
    ],
)
def test_a_graph_is_told_as_it_is_seen(text, told):
    picture = shape(text)
    assert told in picture.description
    assert "formula" not in picture.description
    assert f"<desc>{picture.description}</desc>" in picture.svg


def test_what_has_no_values_there_has_no_picture():
    assert shape("ln(x)", -3, -1) is None
