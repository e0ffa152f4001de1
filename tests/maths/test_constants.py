"""Right up to an additive constant: proved, on each connected piece, and never past a jump."""

from fractions import Fraction
from typing import Any

import pytest

from questions.maths.comparison import Agrees, Comparison, Equal, NarrowerDomain, compare
from questions.maths.constants import _varies
from questions.maths.expression import symbols
from questions.maths.keys import Key
from questions.maths.policy import Policy
from questions.maths.reading import Notation, read

NOTATION = Notation(("x", "y", "a", "C"))


def antiderivative(key: str, answer: str, **options: Any) -> Comparison:
    trees = (read(key, NOTATION).expression, read(answer, NOTATION).expression)
    options.setdefault("policy", Policy(up_to_constant=True))
    return compare(*trees, variables=("x", "y"), **options)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        *(("x^2", "x^2+3"), ("x^2", "x^2+C"), ("x^2+C", "x^2"), ("x^2", "x^2+a*C"), ("5", "7")),
        *(("sin(x)^2/2", "-cos(2x)/4"), ("sin(x)^2", "-cos(x)^2"), ("asin(x)", "-acos(x)")),
        *(("ln(2x)", "ln(x)"), ("ln(abs(x))", "ln(abs(7x))"), ("tan(x)", "sin(x)/cos(x)-1")),
        ("ln(abs(sec(x)))", "-ln(abs(cos(x)))+1"),
        ("ln(abs(sec(x)+tan(x)))", "-ln(abs(sec(x)-tan(x)))+C"),
        *(("asinh(x)", "ln(x+sqrt(x^2+1))+1"), ("x*y", "x*y-pi"), ("floor(x)", "floor(x)+1")),
    ],
)
def test_a_constant_more_or_less_is_proved_and_said(key: str, answer: str) -> None:
    finding = antiderivative(key, answer)
    assert isinstance(finding, Equal)
    assert finding.up_to == "constant"


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        *(
            ("x^2", "x^3"),
            ("x^2", "C*x^2"),
            ("x*y", "x*y+x"),
            ("x", "x+sign(x)"),
            ("floor(x)", "0"),
        ),
        *(("ln(x)", "ln(-x)"), ("x", "x+floor(sin(x)/2)"), ("x^2", "(x+1)^2")),
    ],
)
def test_what_is_not_constant_everywhere_is_different(key: str, answer: str) -> None:
    assert antiderivative(key, answer).kind == "different"


@pytest.mark.parametrize(
    ("key", "answer", "varies"),
    [
        *(("x^2", "x^3", True), ("x", "x+sign(x-1)*x", True), ("x*y", "x*y+x", True)),
        *(("x^2", "x^2+3", False), ("atan(x)", "-atan(1/x)", False), ("x^2", "x^2+a*x", False)),
    ],
)
def test_a_difference_that_varies_on_a_segment_ends_the_search(
    key: str, answer: str, varies: bool
) -> None:
    trees = (read(key, NOTATION).expression, read(answer, NOTATION).expression)
    names = [name for name in ("x", "y") if name in symbols(trees[0]) | symbols(trees[1])]
    assert _varies(Key(trees[0], ("x", "y"), {}, ""), trees[1], names) is varies


def test_another_constant_on_another_piece_is_right_and_the_gap_is_told() -> None:
    """arctan x and -arctan(1/x) differ by pi/2 to the right of 0 and by -pi/2 to the left."""
    finding = antiderivative("atan(x)", "-atan(1/x)")
    assert isinstance(finding, Equal)
    assert finding.up_to == "constant"
    assert finding.lost == {"x": Fraction(0)}


def test_a_constant_that_no_algebra_proves_is_seen_at_many_points() -> None:
    finding = antiderivative("2*atan(sqrt(x))", "asin((x-1)/(x+1))")
    assert isinstance(finding, Agrees)
    assert finding.up_to == "constant"
    assert finding.points >= 10


def test_an_answer_that_loses_a_piece_is_narrower() -> None:
    assert isinstance(antiderivative("ln(abs(x))", "ln(x)+2"), NarrowerDomain)
    narrower = antiderivative("atan(x)+ln(abs(x))", "ln(x)-atan(1/x)")
    assert isinstance(narrower, NarrowerDomain)


def test_a_narrower_domain_of_the_question_is_enough() -> None:
    domain = {"x": (Fraction(0), None)}
    finding = antiderivative("x", "x+sign(x)", domain=domain)
    assert isinstance(finding, Equal)


def test_equal_answers_need_no_constant() -> None:
    finding = antiderivative("x^2", "x*x")
    assert isinstance(finding, Equal)
    assert finding.up_to is None


def test_without_the_policy_a_constant_is_a_difference() -> None:
    assert antiderivative("x^2", "x^2+3", policy=Policy()).kind == "different"
