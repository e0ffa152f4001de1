"""What an answer earns under each policy, and the reason that is given."""

from fractions import Fraction

import pytest

from questions import maths, problems
from questions.problems import Problem
from questions.problems.credit import POLICIES
from questions.problems.judging import judge


def derivative(function: str) -> Problem:
    tree = maths.read(function, maths.Notation(variables=("x",))).expression
    task = maths.Task("derivative", tree, ("x",), ("x",))
    key = maths.write_text(maths.solve(task).key)
    return Problem("expression", "Differentiate.", 1, key=key, variables=("x",), task=task)


def gradient(function: str) -> Problem:
    names = ("x", "y")
    tree = maths.read(function, maths.Notation(variables=names)).expression
    task = maths.Task("gradient", tree, names, names)
    return Problem(
        "vector",
        "Find the gradient.",
        1,
        key=maths.write_text(maths.solve(task).key),
        variables=names,
        task=task,
        layout="components",
        labels=("f_x", "f_y"),
    )


def steps_of(problem: Problem) -> int:
    return sum(len(maths.narrate(one)) for one in maths.solve(problem.task).derivations)


CHAIN = derivative("x^2*sin(3*x)")


@pytest.mark.parametrize("policy", POLICIES)
def test_a_right_answer_earns_all_under_every_policy(policy):
    found = judge(CHAIN, [CHAIN.key], policy)
    assert (found.verdict, found.score, found.reason) == ("correct", 1, "All of it is right.")


def test_one_broken_step_costs_one_step():
    total = steps_of(CHAIN)
    found = judge(CHAIN, ["2x*sin(3x) + x^2*cos(3x)"], "steps")
    assert total > 2
    assert found.score == Fraction(total - 1, total)
    assert found.reason == f"{total - 1} of {total} steps are right."
    assert found.verdict == "partly correct"


@pytest.mark.parametrize("policy", ["full", "components"])
def test_a_wrong_expression_earns_nothing_where_steps_do_not_count(policy):
    found = judge(CHAIN, ["2x*sin(3x) + x^2*cos(3x)"], policy)
    assert (found.verdict, found.score) == ("incorrect", 0)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ("x^2*sin(3x)", "It is no slip at single steps"),
        ("17x^5 + tan(x)", "No known mistake explains it"),
    ],
)
def test_what_no_single_step_explains_earns_no_step(answer, reason):
    found = judge(CHAIN, [answer], "steps")
    assert (found.verdict, found.score) == ("incorrect", 0)
    assert found.reason.startswith(reason)


def test_components_count_each():
    problem = gradient("x^2*y + y^3")
    entry = ["2*x*y", "x^2"]
    found = judge(problem, entry, "components")
    assert (found.score, found.reason) == (Fraction(1, 2), "1 of 2 components is right.")
    assert judge(problem, entry, "full").score == 0
    assert judge(problem, entry, "full").verdict == "incorrect"


def test_steps_count_within_components():
    problem = gradient("x^2*sin(3*y) + y")
    found = judge(problem, ["2*x*sin(3*y)", "x^2*cos(3*y) + 1"], "steps")
    assert Fraction(1, 2) < found.score < 1
    assert found.reason.startswith("Component 1: right. Component 2: ")


def test_a_right_value_in_part_counts_half_but_not_where_all_or_nothing_holds():
    problem = Problem("expression", "Simplify.", 1, key="ln(x^2)", variables=("x",))
    found = judge(problem, ["2*ln(x)"])
    assert (found.verdict, found.score) == ("partly correct", Fraction(1, 2))
    assert found.reason == "It is right on a part of the domain: half counts."
    assert judge(problem, ["2*ln(x)"], "full").score == 0


@pytest.mark.parametrize("policy", ["components", "steps", "full"])
def test_what_is_copied_and_not_worked_out_earns_nothing(policy):
    quotient = Problem(
        "expression",
        "Simplify.",
        1,
        key="2*x + h",
        variables=("x", "h"),
        form=("no division by h",),
    )
    found = judge(quotient, ["((x + h)^2 - x^2)/h"], policy)
    assert (found.verdict, found.score) == ("incorrect", 0)
    assert found.reason == "The value is right, but working it out is what is asked."
    assert judge(quotient, ["h + 2x"], policy).verdict == "correct"


OPTIONS = tuple(problems.Option(one, one, correct=one in "ab") for one in "abc")
SEVERAL = Problem("several choices", "Which?", 1, options=OPTIONS)


@pytest.mark.parametrize(
    ("entry", "policy", "score", "reason"),
    [
        (["a"], "components", Fraction(1, 2), "1 of 2 right options chosen, no wrong one."),
        (["a"], "full", 0, "Only an answer that is right as a whole earns points here."),
        (["a", "c"], "components", 0, "A wrong option was chosen."),
        (["a", "b"], "full", 1, "All of it is right."),
    ],
)
def test_options_earn_by_the_policy(entry, policy, score, reason):
    found = judge(SEVERAL, entry, policy)
    assert (found.score, found.reason) == (score, reason)


def test_what_was_not_read_has_no_reason():
    assert judge(CHAIN, ["x +"]).reason == ""
