"""Worked solutions: what every task's lines say, and that nothing unconfirmed is shown."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from questions.maths.comparison import compare
from questions.maths.differentiation import (
    Derivation,
    differences,
    differentiate,
    narrate,
    solve,
    work,
)
from questions.maths.differentiation.checking import StepError, check
from questions.maths.differentiation.differences import agrees
from questions.maths.differentiation.existence import NoDerivativeError
from questions.maths.differentiation.values import exact
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.expression import Expression, Relation, Vector
from questions.maths.reading import Notation, read
from questions.maths.task import Task
from questions.maths.writing import write_text, write_unicode
from questions.problems.confirmation import is_confirmed
from tests.maths.tasks import XY, X, tree
from tests.maths.test_differentiation_oracles import functions
from tests.maths.test_task import ASKED


def at(**values: str) -> tuple[tuple[str, Expression], ...]:
    return tuple((name, tree(value, ())) for name, value in values.items())


CIRCLE = Relation((tree("x^2+x*y"), tree("3")), ("=",))


@pytest.mark.parametrize("task", ASKED, ids=lambda task: task.ask)
def test_every_task_is_worked_and_confirmed_by_sympy(task: Task) -> None:
    worked = work(task)
    assert worked.lines
    assert all(line.sentence for line in worked.lines)
    assert is_confirmed(task, worked.solution.key)


@pytest.mark.parametrize("task", ASKED, ids=lambda task: task.ask)
def test_the_last_line_of_a_task_ends_with_the_key(task: Task) -> None:
    found = work(task)
    last = found.lines[-1].equation
    assert last is not None
    names = (*task.symbols, *task.coordinates)
    assert compare(found.solution.key, last.trees[-1], variables=names).kind in {"equal", "agrees"}


def test_a_wrong_step_is_not_shown() -> None:
    right = differentiate(tree("x^2*sin(x)"), "x")
    lines = narrate(right)
    check(lines, (right,))
    wrong = Derivation(right.expression, "x", right.steps, tree("2*x*cos(x)"))
    with pytest.raises(StepError):
        check((), (wrong,))
    broken = replace(lines[-1], after=tree("2*x*cos(x)"))
    with pytest.raises(StepError):
        check((*lines[:-1], broken), (right,))
    assert lines[-1].equation is not None
    side = replace(lines[-1].equation, sides=(*lines[-1].equation.sides, *lines[0].facts[0].sides))
    with pytest.raises(StepError):
        check((replace(lines[-1], equation=side),), ())


@pytest.mark.parametrize(
    ("function", "result", "expected"),
    [
        ("x^2", "2*x", True),
        ("x^2", "2*x + 10^-9", False),
        ("arcsin(x-50)", "1/sqrt(1-(x-50)^2)", True),
        ("x+(2^2)^(5^3)", "1", True),
        ("x+(2^2)^(5^3)", "2", False),
        ("x^2000", "2000*x^1999", True),
        ("x^2000", "1000*x^1999", False),
        ("sin(10^60*x)", "10^60*cos(10^60*x)", True),
        ("x/10^20", "2/10^20", False),
        ("x/10^400", "2/10^400", False),
        ("x/10^400", "1/10^400", True),
        ("sin(x)^2+cos(x)^2", "2*sin(x)*cos(x)-2*cos(x)*sin(x)", True),
        ("pi", "0", True),
        ("ln(-1-x^2)", "x", None),
    ],
)
def test_central_differences_judge_a_derivative(
    function: str, result: str, expected: bool | None
) -> None:
    assert agrees(tree(function), "x", tree(result)) is expected


@pytest.mark.parametrize("result", ["2*x", "3*x^2"])
def test_what_is_lost_in_the_size_of_the_values_is_not_taken_for_granted(result: str) -> None:
    function = tree("x^2+10^400")
    with pytest.raises(LimitError, match="too large to be checked"):
        agrees(function, "x", tree(result))
    steps = differentiate(function, "x").steps
    with pytest.raises(LimitError, match="too large to be checked"):
        check((), (Derivation(function, "x", steps, tree(result)),))


def test_what_cannot_be_evaluated_is_not_taken_for_granted(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_trees: object) -> None:
        raise UnsupportedError("This cannot be evaluated.")

    monkeypatch.setattr(differences, "Program", refused)
    with pytest.raises(UnsupportedError):
        agrees(tree("x^2"), "x", tree("2*x"))


@given(functions)
@settings(max_examples=60)
def test_any_function_is_worked_or_refused(function: Expression) -> None:
    try:
        worked = work(Task("derivative", function, ("x",), ("x",)))
    except (UnsupportedError, LimitError):
        return
    assert worked.lines[-1].latex


@given(functions)
@settings(max_examples=60)
def test_what_a_terminal_shows_reads_back(function: Expression) -> None:
    again = read(write_unicode(function), Notation(variables=XY)).expression
    assert compare(function, again, variables=XY).kind not in {"different", "narrower"}


@pytest.mark.parametrize(
    ("function", "point", "said"),
    [
        ("|x|", "0", "the slope is −1 from the left and 1 from the right."),
        ("relu(2*x-1)", "1/2", "the slope is 0 from the left and 2 from the right"),
        ("|x^2-2|", "sqrt(2)", "where x² − 2 = 0 in |x² − 2|"),
        ("max(x, 2*x)", "0", "the slope is 1 from the left and 2 from the right"),
        ("x^(1/3)", "0", "the slope grows without bound there."),
        ("sqrt(x)", "0", "the function has no values on the left of it"),
        ("ln(x)", "-1", "ln(x) is only defined for positive numbers"),
        ("1 + |x|", "0", "where x = 0 in |x|"),
        ("1/x", "0", "no value at x = 0: dividing by 0 has no value."),
        ("arcsin(2x)", "1", "is only defined from −1 to 1"),
        ("1/(x-2)", "2", "x − 2 = 0, and dividing by 0 has no value"),
        ("sign(x)*(x+1)", "0", "the function jumps there"),
        ("sign(x-pi)", "pi", "the function jumps there"),
        ("tan(x)", "pi/2", "tan(x) is not defined there"),
        ("sqrt(1-sin(x)^2)", "pi/2", "the slope is −1 from the left and 1 from the right"),
        ("sqrt(sin(x))", "pi", "the function has no values on the right of it"),
        ("1/(x*sqrt(3)-sqrt(6))", "sqrt(2)", "and dividing by 0 has no value"),
        ("{x^2 if x<1, 3x otherwise}", "1", "There is no derivative at x = 1"),
        ("x^2*|x|", "0", "approach 0, so use the definition"),
    ],
)
def test_where_there_is_no_derivative_is_said(function: str, point: str, said: str) -> None:
    task = Task("derivative", tree(function), X, X, at=(("x", tree(point)),))
    with pytest.raises(NoDerivativeError) as found:
        solve(task)
    assert said in found.value.message


@pytest.mark.parametrize("function", ["|x|", "relu(x)", "sqrt(x)", "max(x, 2*x)", "x^(1/3)"])
def test_beside_such_a_point_there_is_one(function: str) -> None:
    assert solve(Task("derivative", tree(function), X, X, at=at(x="1/3"))).key is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sin(pi/6)", "1/2"),
        ("cos(5*pi/4)", "-sqrt(2)/2"),
        ("tan(pi/3)", "sqrt(3)"),
        ("1/sqrt(2)", "sqrt(2)/2"),
        ("sqrt(12)+sqrt(27)", "5*sqrt(3)"),
        ("sqrt(3)*sqrt(3)", "3"),
        ("arctan(1)", "pi/4"),
        ("arccos(-1/2)", "2*pi/3"),
        ("ln(e^3)", "3"),
        ("sigmoid(0)", "1/2"),
        ("log_2(8)", "3"),
        ("relu(-2)+|-3|", "3"),
        ("4*(ln(2)+1)", "4*(ln(2) + 1)"),
        ("tan(pi/2)", "tan(pi/2)"),
    ],
)
def test_numbers_are_simplified_exactly(text: str, expected: str) -> None:
    assert write_text(exact(tree(text))) == expected


def test_a_function_without_any_derivative_is_refused() -> None:
    with pytest.raises(UnsupportedError, match="no derivative at any point"):
        work(Task("derivative", tree("(-4)^x"), X, X))


def test_a_point_beside_the_curve_is_refused() -> None:
    off = Task("implicit", CIRCLE, XY, X, at=at(x="1", y="1"))
    with pytest.raises(UnsupportedError, match="does not lie on the curve"):
        solve(off)


@pytest.mark.parametrize("scheme", ["forward", "backward", "central"])
def test_a_finite_difference_at_a_pole_is_refused(scheme: str) -> None:
    where = {"forward": "-3", "backward": "-1", "central": "-3"}[scheme]
    task = Task(
        "finite_difference", tree("1/(x+2)-3"), X, X, at=at(x=where), step=tree("1"), scheme=scheme
    )
    with pytest.raises(NoDerivativeError, match="no value at x = −2"):
        solve(task)


def test_a_vertical_tangent_is_refused() -> None:
    circle = Relation((tree("x^2+y^2"), tree("25")), ("=",))
    with pytest.raises(NoDerivativeError, match="no value at this point"):
        solve(Task("implicit", circle, XY, X, at=at(x="5", y="0")))


def test_a_function_of_several_kinds_is_told_apart_by_its_names() -> None:
    field = Vector((tree("x*y"), tree("x+y")))
    labels = [
        part.label.latex for part in work(Task("jacobian", field, XY, XY)).parts if part.label
    ]
    assert labels[0] == r"\frac{\partial f_{1}}{\partial x}"
    assert labels[-1] == "J"


@pytest.mark.parametrize("seed", range(3))
def test_letters_are_used_once(seed: int) -> None:
    nested = ["sin(x)*e^(x^2)*ln(cos(2x))", "u*sin(u^2)*v", "(x*e^x)/(sin(x)*ln(x))"][seed]
    names = ("x", "u", "v")
    by = "u" if "u" in nested else "x"
    lines = narrate(differentiate(tree(nested, names), by))
    lefts = [fact.left.unicode for line in lines for fact in line.facts]
    assert len(lefts) == len(set(lefts))


def test_a_corner_that_is_smoothed_out_has_a_derivative() -> None:
    assert write_text(solve(Task("derivative", tree("x*|x|"), X, X, at=at(x="0"))).key) == "0"


def test_a_lone_factor_of_the_slope_stands_in_front_of_it() -> None:
    task = Task("implicit", Relation((tree("6*x^2-5*y^2"), tree("14")), ("=",)), XY, X)
    assert [line.latex for line in work(task).lines if line.name == "Collect"] == ["-10yy' = -12x"]


def test_numbers_are_written_with_a_point_where_what_was_given_is() -> None:
    place = at(x="2")
    difference = Task(
        "finite_difference", tree("2*x^2+5"), X, X, at=place, step=tree("0.01"), scheme="forward"
    )
    (line,) = work(difference).lines
    assert "f(2.01) = 13.0802" in line.latex
    assert line.latex.endswith(r"\frac{13.0802 - 13}{0.01} = 8.02 = \frac{401}{50}")
    near = Task("linear_approximation", tree("x^2"), X, X, at=place, near=(("x", tree("1.9")),))
    assert work(near).lines[-1].latex.endswith(r"= 3.6 = \frac{18}{5}")
    exact = Task("linear_approximation", tree("x^2"), X, X, at=place, near=(("x", tree("19/10")),))
    assert "." not in work(exact).lines[-1].latex
    third = Task(
        "finite_difference", tree("1/x"), X, X, at=place, step=tree("0.25"), scheme="forward"
    )
    assert r"f(2.25) = \frac{4}{9}" in work(third).lines[0].latex
