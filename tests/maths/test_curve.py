"""Slopes of implicit curves are compared where the equation holds, and nowhere else."""

from fractions import Fraction

import mpmath
import pytest

from questions import maths, problems
from questions.maths.curve import Curve, places
from questions.maths.expression import Expression, Product, Quotient, Relation, Sum, number
from questions.maths.task import Task

XY = maths.Notation(variables=("x", "y"))


def read(text: str) -> Expression:
    return maths.read(text, XY).expression


def curve(left: str, right: str) -> Curve:
    return Curve(Relation((read(left), read(right)), ("=",)), "x", "y")


def prepared(left: str, right: str, key: str) -> maths.PreparedKey:
    return maths.PreparedKey(read(key), variables=("x", "y"), curve=curve(left, right))


CONIC = ("3x^2 + 7y^2", "9", "-3x/(7y)")
MIXED = ("x^2 + 2x*y + 3y^2", "2", "-(x + y)/(x + 3y)")
EXPONENTIAL = ("e^y + 3x*y", "5", "-3y/(e^y + 3x)")
BOTH = ("e^(x*y)", "3x + 2y", "(3 - y*e^(x*y))/(x*e^(x*y) - 2)")
WAVE = ("sin(x*y) + 2x", "3y", "(2 + y*cos(x*y))/(3 - x*cos(x*y))")
CIRCLE = ("x^2 + y^2", "25", "-x/y")


@pytest.mark.parametrize(
    ("equation", "answer"),
    [
        (CONIC, "x*y/(x^2 - 3)"),
        (CONIC, "-3x*y/(9 - 3x^2)"),
        (MIXED, "-(2 - x*y - 3y^2)/(x^2 + 3x*y)"),
        (EXPONENTIAL, "-3y/(5 - 3x*y + 3x)"),
        (BOTH, "(3 - y*(3x + 2y))/(x*(3x + 2y) - 2)"),
        (WAVE, "(2 + y*cos(x*y))/(3 - x*cos(x*y)) + sin(x*y) + 2x - 3y"),
        (CIRCLE, "-x*y/(25 - x^2)"),
        (("x^2 + y^2", "-3", "-x/y"), "x*y/(3 + x^2)"),
    ],
)
def test_what_the_equation_makes_equal_is_right_and_proved(equation, answer):
    found = prepared(*equation).compare(read(answer))
    assert maths.as_row(found) == {"kind": "equal", "proof": "curve"}
    assert not prepared(*equation).differs(read(answer))


@pytest.mark.parametrize(
    ("equation", "answer"),
    [
        (CONIC, "-3x/(14y)"),
        (CONIC, "x*y/(x^2 + 3)"),
        (MIXED, "-(x + y)/(x - 3y)"),
        (EXPONENTIAL, "-3y/(e^y - 3x)"),
        (BOTH, "(3 - y*e^(x*y))/(x*e^(x*y) + 2)"),
        (WAVE, "(2 + cos(x*y))/(3 - x*cos(x*y))"),
        (CIRCLE, "x/y"),
        (CIRCLE, "-x/sqrt(25 - x^2)"),
    ],
)
def test_a_wrong_slope_differs_at_a_point_of_the_curve(equation, answer):
    found = prepared(*equation).compare(read(answer))
    assert found.kind == "different"
    assert prepared(*equation).differs(read(answer))
    x, near = mpmath.mpf(found.witness["x"].numerator) / found.witness["x"].denominator, found
    y = root_near(equation, x, near.witness["y"])
    assert abs(y - float(near.witness["y"])) <= 1e-5 * max(1, abs(y))
    assert value(equation[2], x, y) == pytest.approx(float(Fraction(near.key_value)), rel=1e-4)
    assert value(answer, x, y) == pytest.approx(float(Fraction(near.answer_value)), rel=1e-4)


def root_near(equation, x, start: Fraction) -> mpmath.mpf:
    left, right, _ = equation
    return mpmath.findroot(lambda y: value(left, x, y) - value(right, x, y), float(start))


def value(text: str, x, y) -> mpmath.mpf:
    """By Python's own operators: our reader and our balls have no part in it."""
    plain = maths.write_text(read(text)).replace("^", "**")
    names = {"x": x, "y": y, "e": mpmath.e}
    names |= {name: getattr(mpmath, name) for name in ("sin", "cos", "sqrt", "ln")}
    return eval(plain, {"__builtins__": {}}, names)  # noqa: S307


def test_what_is_nowhere_known_to_have_a_value_on_the_curve_is_neither_right_nor_wrong():
    found = prepared(*WAVE).compare(read(f"{WAVE[2]} + 0/(sin(x*y) + 2x - 3y)"))
    assert found.kind == "undecided"


def test_a_slope_that_has_no_value_on_a_part_of_the_curve_is_narrower():
    found = prepared(*CIRCLE).compare(read("-x/y + 0*sqrt(y)"))
    assert found.kind == "narrower"
    assert found.witness["y"] < 0


def test_simple_points_come_first_and_are_exact():
    first = next(iter(places(curve("x^2 + y^2", "25"), {})))
    assert not first.rounded
    assert first.told["x"] ** 2 + first.told["y"] ** 2 == 25


@pytest.mark.parametrize(
    ("left", "right"), [("x^2 + y^2", "-3"), ("a*x", "y"), ("x^2 + y^2", "a"), ("ln(x*y)", "x + a")]
)
def test_no_points_are_told_where_there_are_none_or_other_letters(left, right):
    other = maths.Notation(variables=("x", "y", "a"))
    sides = tuple(maths.read(text, other).expression for text in (left, right))
    assert not list(places(Curve(Relation(sides, ("=",)), "x", "y"), {}))


@pytest.mark.parametrize("level", range(1, 6))
@pytest.mark.parametrize("seed", [1, 2])
def test_a_generated_slope_may_be_written_with_the_help_of_its_equation(level, seed):
    problem = problems.generate("implicit_derivative", level, seed)
    task = problem.task
    assert isinstance(task, Task)
    found = maths.curve_of(task)
    assert found is not None
    key, gap = problem.key_expression(), found.gap
    other = Sum((key, Quotient(gap, Sum((number(3), Product((gap, gap)))))))
    assert problem.prepared_key().compare(other).kind in {"equal", "agrees"}
    assert problem.prepared_key().compare(Sum((key, number(1)))).kind == "different"
    assert not maths.diagnose(task, other).explanations


def test_the_verdict_is_that_of_the_curve():
    fields = {"ask": "implicit", "equation": "3x^2 + 7y^2 = 9", "variables": ["x", "y"]}
    task = Task.from_row({**fields, "with_respect_to": ["x"]})
    key = maths.write_text(maths.solve(task).key)
    problem = problems.Problem(
        "expression", "Find dy/dx.", 1, key=key, variables=("x", "y"), task=task
    )
    assert problems.judge(problem, ["x*y/(x^2 - 3)"]).verdict == "correct"
    wrong = problems.judge(problem, ["-3x/(14y)"])
    assert (wrong.verdict, wrong.comparison["rounded"]) == ("incorrect", ["y"])
