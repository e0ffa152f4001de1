"""Points and values in evidence."""

from fractions import Fraction
from math import isqrt

import pytest

from questions import maths
from questions.reports import values


def _shown(text):
    answer = maths.read(text, maths.Notation(variables=())).expression
    key = maths.read("12345", maths.Notation(variables=())).expression
    return maths.compare(key, answer, variables=()).answer_value


@pytest.mark.parametrize(
    "text",
    [
        "3/(2sqrt(2)) - 6/16",
        "7e^0.75",
        "20cos(4)",
        *(f"sqrt({n})" for n in range(2, 120) if isqrt(n) ** 2 != n),
        *(f"{n}/1024" for n in range(1, 1024, 64)),
        *(f"10^{n}*pi" for n in range(-9, 20, 3)),
        "42 + 10^-9*pi",
        "1/7 + 10^20",
        "e^(10^8)",
        "2^(10^8)",
    ],
)
def test_what_is_not_exactly_the_number_is_called_about(text):
    assert values.value(_shown(text)).startswith("about $")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1.5*10^12", r"$1.5 \cdot 10^{12}$"),
        ("0.125", r"$\tfrac{1}{8}$"),
        ("-4.1983", "$-4.1983$"),
        ("14.819", "$14.819$"),
        ("0.68566", "$0.68566$"),
        ("1/3", r"$\tfrac{1}{3}$"),
        ("7", "$7$"),
    ],
)
def test_what_is_exactly_the_number_is_shown_as_short_as_it_is(text, shown):
    assert values.value(_shown(text)) == shown


def test_names_are_typeset_as_in_the_prompt():
    point = {"theta": "2", "w_1": "1/2"}
    assert values.at(point) == r"at $\theta = 2, w_{1} = \tfrac{1}{2}$"


def test_a_decimal_that_is_called_exact_is_the_number():
    for n in range(1, 2000, 7):
        text = _shown(f"{n}/1000")
        if "about" not in values.value(text):
            assert Fraction(text) == Fraction(n, 1000)
