"""Borders are what an expression's formula and domain depend on, with pieces taken apart."""

import pytest

from questions.maths.borders import MAX_BORDERS, borders
from questions.maths.reading import Notation, read
from questions.maths.writing import write_text

NOTATION = Notation(variables=("x", "y"))


def borders_of(text: str) -> set[str]:
    return {write_text(one) for one in borders([read(text, NOTATION).expression])}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sin(x)*e^x + x^3 - atan(x) + cosh(y)^2", set()),
        ("abs(x) + sign(y)", {"x", "y"}),
        ("1/(x*(y - 1)^2)", {"x", "y - 1"}),
        ("x^-2", {"x"}),
        ("x^(1/3)", {"x"}),
        ("sqrt(x)/2", {"x"}),
        ("ln(ln(x))", {"x", "x - 1"}),
        ("log(x, y)", {"x", "y", "y - 1"}),
        ("x^y", {"x"}),
        ("2^y", set()),
        ("asin(x) + acosh(y)", {"x - (-1)", "x - 1", "y - 1"}),
        ("atanh(x)", {"x - (-1)", "x - 1"}),
        ("asech(x)", {"x", "x - 1"}),
        ("asec(x)", {"x", "x - (-1)", "x - 1"}),
        ("cot(x) + csc(y)", {"sin(x)", "sin(y)"}),
        ("floor(x)", {"sin(pi*x)"}),
        ("x!", {"x - (-1)"}),
        ("atan2(y, x)", {"x", "y"}),
        ("max(x, y, 1)", {"x - y", "x - 1", "y - 1"}),
        ("{x if x < y, 2 otherwise}", {"x - y"}),
        ("relu(abs(x) - 1)", {"x", "x - 1", "-x - 1"}),
        ("abs(sign(x) - y)", {"x", "-1 - y", "0 - y", "1 - y"}),
        ("abs(relu(x) - y)", {"x", "0 - y", "x - y"}),
        (
            "sqrt(y - abs(x)/(abs(x) + 2))",
            {"x", "x + 2", "-x + 2", "y - x/(x + 2)", "y - (-x)/(-x + 2)"},
        ),
        ("abs(e^x*sinh(x)) + e^-x", {"x"}),
        ("sqrt(sqrt(x) - 2)", {"x", "x - 4"}),
        ("root(x, y)", {"x", "y"}),
    ],
)
def test_the_zeros_of_these_are_the_borders(text: str, expected: set[str]) -> None:
    assert borders_of(text) == expected


def test_there_are_never_too_many() -> None:
    text = "+".join(f"abs(abs(abs(x - {one}) - 2) - y)" for one in range(20))
    assert len(borders_of(text)) <= MAX_BORDERS
