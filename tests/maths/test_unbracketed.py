"""Brackets left out in one line are found in the answer itself."""

import pytest

from questions import maths

XY = ("x", "y")
NOTATION = maths.Notation((*XY, "z"), functions=("g",))


def tree(text: str) -> maths.Expression:
    return maths.read(text, NOTATION).expression


def found(key: str, answer: str) -> str | None:
    explanation = maths.brackets_left_out(tree(key), tree(answer), XY)
    return explanation and explanation.step


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("1/(1+x^2)", "1/1+x^2"),
        ("-1/(1+x^2)", "-1/1+x^2"),
        ("(x-3)/(x^2+1)", "x-3/x^2+1"),
        ("(x+3-y)/2", "x+3-y/2"),
        ("2 + 1/(x-y)", "2 + 1/x-y"),
        ("3/(0.5-2)", "3/0.5-2"),
        ("(6.5-5)/0.5", "6.5-5/0.5"),
        ("2e^(x+1)", "2e^x+1"),
        ("sin(1/(x+2))", "sin(1/x+2)"),
        ("(2x/(x^2+y), 1/(x^2+y))", "(2x/x^2+y, 1/x^2+y)"),
        ("(2x, 1/(x+y))", "(2x, 1/x+y)"),
        ("(3 - x)/(x - 1)", "3 - x/x - 1"),
        ("-x/y", "-2x/2y"),
        ("3x/(2y(x+1))", "3x/2y(x+1)"),
        ("x - y/(4x)", "x - y/4x"),
        ("2e^(2x)", "2e^2x"),
        ("x - 3e^(3x-1)", "x - 3e^3x-1"),
        ("y e^(x y)", "y e^x*y"),
    ],
)
def test_what_is_right_with_brackets_is_named_so(key: str, answer: str) -> None:
    assert (found(key, answer) or "").startswith("Written $")


def test_what_was_written_is_said_beside_what_was_meant_in_the_very_place() -> None:
    said = found("7 + x*sin((x+1)/2)", "7 + x*sin(x+1/2)")
    assert said == r"Written $x + \frac{1}{2}$ for $\frac{x + 1}{2}$"


def test_brackets_are_found_among_numbers_where_nothing_varies() -> None:
    found = maths.brackets_left_out(tree("(6.5-5)/0.5"), tree("6.5-5/0.5"), ())
    assert found is not None
    assert found.mal_rules == ("denominator-under-one-term",)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("1/(1+x^2)", "1/(1+x^2)"),
        ("1/(1+x^2)", "1+x^2"),
        ("1/(1+x^2)", "1/1-x^2"),
        ("(2x, 1/(x+y))", "(3x, 1/x+y)"),
        ("2x", "(2x, 1)"),
        ("1/(1+x^2)", "1/1+x^2 + z"),
        ("1/(1+x^2)", "g(x)/1+x^2"),
        ("-x/(3y)", "-2x/2y"),
        ("2e^(2x)", "e^2x"),
    ],
)
def test_nothing_is_said_of_what_is_right_or_wrong_with_brackets_too(key: str, answer: str) -> None:
    assert found(key, answer) is None


def test_it_goes_before_a_mal_rule_with_the_same_value() -> None:
    task = maths.Task("derivative", tree("arctan(x)"), ("x",), ("x",))
    (only,) = maths.diagnose(task, tree("1/1+x^2")).explanations
    assert only.mal_rules == ("brackets-left-out",)
