"""Functions by cases are differentiated case by case, and mistakes are found inside the cases."""

import pytest

from questions.maths.algebra.sympy_bridge import from_sympy, to_sympy
from questions.maths.comparison import compare
from questions.maths.differentiation import differentiate, hints, narrate, solve, work
from questions.maths.errors import UnsupportedError
from questions.maths.mistakes import diagnose
from questions.maths.task import Task
from questions.maths.writing import write_text
from tests.maths.readings import tree


@pytest.mark.parametrize(
    ("function", "derivative"),
    [
        ("{x^2 if x<0, x otherwise}", "piecewise((2*x, x < 0), (1, x > 0))"),
        ("{x if x>=0, -x otherwise}", "piecewise((1, x > 0), (-1, x < 0))"),
        ("{x if x>=0, -x if x<=0}", "piecewise((1, x > 0), (-1, x < 0))"),
        (
            "{0 if x<0, x if x<=1, 1 otherwise}",
            "piecewise((0, x < 0), (1, 0 < x < 1), (0, x > 1))",
        ),
        (
            "{x^2/2 if |x|<=y, y*(|x|-y/2) otherwise}",
            "piecewise((x, abs(x) < y), (x*y/abs(x), abs(x) > y))",
        ),
        ("{5 if x=0, x^2 otherwise}", "piecewise((2*x, x != 0))"),
        ("{x^2 if x!=0, 1 otherwise}", "piecewise((2*x, x != 0))"),
        ("{1 if x<0, 2 otherwise}", "0"),
        ("{x*y if y>0, x^2 otherwise}", "piecewise((y, y > 0), (2*x, otherwise))"),
        (
            "{x if 0<x<1, x^2 if x>=2, 3x otherwise}",
            "piecewise((1, 0 < x < 1), (2*x, x > 2), (3, x < 2 and x != 0 and x != 1))",
        ),
        ("{x if x<0 and y>0, x^2 if x>1}", "piecewise((1, x < 0 and y > 0), (2*x, x > 1))"),
    ],
)
def test_every_case_is_differentiated_and_the_borders_are_left_out(
    function: str, derivative: str
) -> None:
    assert write_text(differentiate(tree(function), "x").result) == derivative


@pytest.mark.parametrize(
    ("function", "derivative"),
    [
        ("{x if x>0, -x otherwise}", "sign(x)"),
        ("{x if x>0, 0 otherwise}", "heaviside(x)"),
        ("{e^x-1 if x<0, x otherwise}", "{e^x if x<0, 1 otherwise}"),
        ("sin({x^2 if x<0, x otherwise})", "{2x*cos(x^2) if x<0, cos(x) otherwise}"),
        ("{x^2 if x<0, x otherwise}^3", "{6x^5 if x<0, 3x^2 otherwise}"),
    ],
)
def test_derivatives_by_cases_are_proved_equal_to_the_usual_ones(
    function: str, derivative: str
) -> None:
    found = differentiate(tree(function), "x").result
    assert compare(tree(derivative), found, variables=("x",)).kind == "equal"


def test_the_solution_names_the_rule_after_the_cases_that_need_one() -> None:
    lines = narrate(differentiate(tree("{sin(2x) if x<0, x^3 otherwise}"), "x"))
    assert [line.name for line in lines] == ["Chain rule", "Piecewise rule"]
    assert lines[-1].latex.endswith(
        r"= \begin{cases} 2\cos(2x) & x < 0 \\ 3x^{2} & x > 0 \end{cases}"
    )


def test_hints_lead_through_one_case_only() -> None:
    task = Task("derivative", tree("{0 if x<0, x otherwise}"), ("x",), ("x",))
    first, second, third = hints(work(task))
    assert first == "Use the piecewise rule: each case is a function of its own."
    assert second.startswith("Every case")
    assert third == r"A first step: $\frac{d}{d x}\left[0\right] = 0$."


@pytest.mark.parametrize(
    ("answer", "mal_rules"),
    [
        ("{cos(2x) if x<0, 3x^2 otherwise}", {"inner-derivative-missing"}),
        ("{2cos(2x) if x<0, x^2 otherwise}", {"exponent-not-brought-down"}),
        (
            "{cos(2x) if x<0, x^2 otherwise}",
            {"exponent-not-brought-down", "inner-derivative-missing"},
        ),
    ],
)
def test_a_mistake_inside_a_case_is_named(answer: str, mal_rules: set[str]) -> None:
    task = Task("derivative", tree("{sin(2x) if x<0, x^3 otherwise}"), ("x",), ("x",))
    assert set(diagnose(task, tree(answer)).explanations[0].mal_rules) == mal_rules


@pytest.mark.parametrize("answer", ["x^2", "{x if x<0}", "|x|", "{1 if x>y, 2 otherwise}"])
def test_no_answer_by_cases_stops_the_search_for_mistakes(answer: str) -> None:
    for function in ("x^3*sin(x)", "{x if x<1, x^2 if x>2}", "max({x if x<0, 1}, x^2)"):
        task = Task("derivative", tree(function), ("x",), ("x",))
        assert solve(task).key is not None
        diagnose(task, tree(answer))


@pytest.mark.parametrize(
    "text",
    [
        "piecewise((x^2, x < 0), (x, otherwise))",
        "piecewise((x^2, x < 0), (1, x = 2), (x, x >= 3))",
        "piecewise((x^2, x > 0 and y > 0), (x, otherwise))",
    ],
)
def test_sympy_takes_cases_and_gives_them_back(text: str) -> None:
    back = from_sympy(to_sympy(tree(text)))
    assert compare(tree(text), back, variables=("x", "y")).kind == "equal"


def test_a_disjunction_of_sympy_becomes_two_cases() -> None:
    import sympy

    x = sympy.Symbol("x", real=True)
    found = from_sympy(sympy.Piecewise((1, (x < -1) | (x > 1)), (0, True)))
    answer = tree("{0 if -1<=x<=1, 1 otherwise}")
    assert compare(found, answer, variables=("x",)).kind == "equal"


def test_a_condition_that_we_cannot_write_is_refused() -> None:
    import sympy

    x = sympy.Symbol("x", real=True)
    condition = sympy.Not(sympy.Function("f")(x) > 0, evaluate=False)
    with pytest.raises(UnsupportedError):
        from_sympy(sympy.Piecewise((1, condition), (0, True)))
