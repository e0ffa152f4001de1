"""Constants in disguise leave no wrong answer undecided."""

import pytest

from questions import maths
from questions.maths.disguised import MOST_PARTS, with_constants_told
from tests.work import within_calls

X = maths.Notation(variables=("x",))
ZERO = "1 - sin(x)^2 - cos(x)^2"
ONE = "sin(x)^2 + cos(x)^2"

NOTHING = [
    f"sqrt({ZERO})",
    "sqrt(1 - sin(1)^2 - cos(1)^2)",
    "sqrt(ln(e^x) - x)",
    "(cosh(x)^2 - sinh(x)^2 - 1)^(3/2)",
    f"asin({ONE}) - pi/2",
    f"acos({ONE})",
    f"acosh({ONE})",
    f"floor({ONE}) - 1",
    f"sqrt(sqrt({ZERO}))",
    f"sqrt({ZERO})*sqrt({ZERO} + 0)",
]
"""Each is 0 wherever x is a number, as no ball can tell."""


def read(text: str) -> maths.Expression:
    return maths.read(text, X).expression


def kind(key: str, answer: str) -> str:
    return maths.compare(read(key), read(answer), variables=("x",)).kind


@pytest.mark.parametrize("nothing", NOTHING)
def test_nothing_added_to_a_wrong_answer_does_not_hide_it(nothing):
    assert kind("4*x", f"8*x + {nothing}") == "different"


@pytest.mark.parametrize("nothing", NOTHING)
def test_nothing_added_to_a_right_answer_does_not_spoil_it(nothing):
    assert kind("4*x", f"4*x + {nothing}") in {"equal", "agrees"}


@pytest.mark.parametrize(
    "never", [f"ln({ZERO})", f"atanh({ONE})", f"sqrt({ZERO} - 1)", f"1/sqrt({ZERO})"]
)
def test_what_has_no_value_anywhere_is_no_answer(never):
    found = maths.compare(read("4*x"), read(f"4*x + 0*{never}"), variables=("x",))
    assert found == maths.Undecided("undefined")


@pytest.mark.parametrize("text", ["sqrt(x)", "ln(x + 1)", "sqrt(2)", "asin(1/3)", "x^(2/3)", "x"])
def test_a_tree_without_such_parts_is_left_as_it_is(text):
    tree = read(text)
    assert with_constants_told(tree) is tree


def test_looking_for_them_is_bounded():
    many = " + ".join(f"sqrt({ZERO} + x/{size} - x/{size})" for size in range(2, 22))
    tree = read(many)
    assert within_calls(20_000 * MOST_PARTS, lambda: with_constants_told(tree)) is not tree
