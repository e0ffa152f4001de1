"""An explanation is named only where it says more than chance would."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.maths.expression import Vector, number
from questions.maths.mistakes import Explanation, diagnose
from questions.maths.mistakes.evidence import (
    LIKELY,
    Evidence,
    are_enough,
    information,
    of_factor,
    rarity,
    together,
)
from questions.maths.mistakes.explanation import CERTAIN, FITTING, believable
from questions.maths.reading import Notation, read
from questions.maths.task import Task
from tests.maths.tasks import derivative, gradient, partial, tree

XY = ("x", "y")
XYZ = ("x", "y", "z")


def explained(task: Task, answer: str) -> tuple[Explanation, ...]:
    expected = "vector" if "," in answer else "any"
    return diagnose(
        task, read(answer, Notation(variables=task.symbols, expected=expected)).expression
    ).explanations


def said(answer: str, function: str = "x^2*y+sin(3x)") -> float:
    return information(tree(answer), tree(function))


def test_what_is_copied_from_the_task_says_less_than_what_is_new() -> None:
    assert said("sin(3x)") < said("sin(5x)")
    assert said("sin(3x)") < said("cos(3x)")
    assert said("sin(5x)+sin(5x)") < 2 * said("sin(5x)")


def test_what_a_decimal_says_is_its_own_digits_whoever_came_before() -> None:
    few, many = said("3.7*x"), said("3.70*x")
    assert few != many
    assert (said("3.7*x"), said("3.70*x")) == (few, many)


def test_small_numbers_say_less_than_large_ones() -> None:
    assert said("2*x") < said("17*x") < said("1763*x") < said("1763*x/19")


@given(st.lists(st.floats(0.01, 2.0), min_size=2, max_size=8))
def test_a_commoner_candidate_is_chosen_with_fewer_bits(weights: list[float]) -> None:
    ordered = np.sort(np.array(weights))
    bits = [rarity(ordered, row) for row in range(len(ordered))]
    assert bits == sorted(bits, reverse=True)
    assert bits[-1] >= 0


def test_a_factor_that_comes_from_nowhere_costs_more_than_one_at_hand_and_a_sign_least() -> None:
    sign, likely, other = (
        of_factor(factor, is_likely=is_likely)
        for factor, is_likely in ((Fraction(-1), True), (Fraction(2), True), (Fraction(2), False))
    )
    assert sign < likely < other


def test_a_mal_rule_of_several_components_is_chosen_once() -> None:
    one = Evidence(5.0, 4.0)
    alike = together([(("a",), one), (("a",), one)])
    apart = together([(("a",), one), (("b",), one)])
    assert (alike.information, alike.choices) == (10.0, 4.0)
    assert apart.choices == 8.0


@settings(max_examples=25)
@given(st.tuples(*[st.integers(-40, 40)] * 3))
def test_no_free_number_explains_numbers(answer: tuple[int, ...]) -> None:
    """Any number is a factor of any other, and differs from it by one."""
    given_ = Vector(tuple(map(number, answer)))
    for function in ("4x+16y+2z", "4x+16y+2z+3"):
        task = Task("gradient", tree(function, XYZ), XYZ, XYZ)
        for one in diagnose(task, given_).explanations:
            assert not FITTING & {*one.mal_rules}


@pytest.mark.parametrize(("answer", "names"), [("12", 0), ("18", 0), ("-6", 1), ("1", 1)])
def test_of_a_number_only_what_has_no_choice_is_named(answer: str, names: int) -> None:
    """12 is twice 6, which says nothing; -6 has its sign turned, and 1 its factor dropped."""
    found = explained(derivative("6x"), answer)
    assert bool(found) == bool(names)
    assert not any(FITTING & {*one.mal_rules} for one in found)


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        (derivative("x^3-4x^(3/2)"), "x^2"),
        (partial("x^2*y+4*y+3", "x"), "-4x^3*y"),
        (partial("-3*cos(2x)*cos(2y)-6*y^5", "x"), "-1"),
        (gradient("6x*y+8y^4+4x"), "(3y^2+30x^4+5, 6x*y)"),
        (gradient("6x*y+6x"), "(3y^2+30x^4+5, 6x*y)"),
        (gradient("3x*y-3x^5+5"), "(3y, 3x+24y^2+2)"),
        (gradient("(6x+y-3)^2+(2x+y+3)^2"), "(74x+14y-60, 14x+4y)"),
        (gradient("(5x+y-4)^2+(2x+y+3)^2"), "(74x+14y-32, 14x+4y-2)"),
    ],
)  # fmt: skip
def test_right_answers_of_other_problems_are_not_explained_by_chance(
    task: Task, answer: str
) -> None:
    assert explained(task, answer) == ()


def test_rivals_say_together_of_a_number_what_each_of_them_says_too_little_of() -> None:
    """Without the inner derivative by x, and with 1, 5 or 6 of 3y: the one number 44/5."""
    row = {"version": 2, "ask": "directional", "function": "(3x*y-5)^2", "variables": ["x", "y"],
           "with_respect_to": ["x", "y"], "at": {"x": "-1", "y": "2"},
           "direction": ["8", "6"]}  # fmt: skip
    found = explained(Task.from_row(row), "44/5")
    assert len(found) == 3
    for one in found:
        assert one.evidence is not None
        assert not one.evidence.is_enough
        assert "inner-derivative-missing" in one.mal_rules
        assert one.certainty < CERTAIN


def test_rivals_that_give_a_function_are_weighed_one_by_one() -> None:
    """A lost term and a constant taken for it do the same to it: that is no second way."""
    whole = Explanation(("term-dropped",) * 2, "", 0.5, tree("x^2"), evidence=Evidence(9.0, 11.5))
    assert believable([whole, replace(whole, step="Power rule")]) == []
    of_number = replace(whole, redone=number(4))
    assert len(believable([of_number, replace(of_number, step="Power rule")])) == 2


def test_what_a_much_likelier_rival_leaves_over_is_not_believed_beside_it() -> None:
    near, far = Evidence(9.0, 10.0), Evidence(4.0, 10.0)
    one = Explanation(("term-dropped", "exponent-raised"), "", 0.5, number(1), evidence=near)
    other = replace(one, mal_rules=("sign-of-whole", "exponent-raised"), evidence=far)
    assert believable([one, other]) == [one]
    assert believable([other, replace(other, step="Power rule")]) == []


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=8))
def test_rivals_are_believed_where_their_chances_add_up_to_more_than_chance(bits) -> None:
    rivals = [Evidence(one, LIKELY) for one in bits]
    assert are_enough(rivals) == (sum(2**one for one in bits) >= 1)
    if any(one.is_enough for one in rivals):
        assert are_enough(rivals)


def test_what_a_number_was_made_of_beside_a_wrong_derivative_speaks_for_it() -> None:
    """Two mistakes make 6·5 - 12 into 34, as many others do; 20 + 34 · 0.1 belongs to this task."""
    asked = {"function": "3x^2-12x+5", "variables": ["x"], "with_respect_to": ["x"]}
    row = {"version": 2, **asked, "at": {"x": "5"}}
    slope = Task.from_row({**row, "ask": "derivative"})
    near = Task.from_row({**row, "ask": "linear_approximation", "near": {"x": "51/10"}})
    assert explained(slope, "34") == ()
    (one,) = explained(near, "117/5")
    assert {*one.mal_rules} == {"constant-kept", "coefficient-dropped"}


def test_a_slip_that_leaves_nothing_of_the_answer_shows_no_mal_rule() -> None:
    """Without its 1 the denominator cancels, and 8 is left, which is what a dropped term leaves."""
    task = partial("ln(2e^x+e^(5y))+8x", "x")
    assert explained(task, "8e^(x+8y)/(1+e^(x+8y))") == ()


@pytest.mark.parametrize(
    ("function", "answer", "mal_rules"),
    [
        ("e^(x^2)*cos(x)", "2x*e^(x^2)*sin(x)", {"product-of-derivatives", "trigonometric-sign"}),
        ("ln(3x)/x^2", "(1+2ln(3x))/x", {"quotient-plus", "denominator-not-squared"}),
    ],
)
def test_two_mal_rules_are_named_where_the_answer_says_enough(
    function: str, answer: str, mal_rules: set[str]
) -> None:
    assert {*explained(derivative(function), answer)[0].mal_rules} == mal_rules


def test_one_mal_rule_is_named_beside_a_component_that_nothing_explains() -> None:
    found = explained(gradient("x^3*sin(2y)+y^4"), "(3x^2*sin(y)+7y^9, x^3*cos(2y)+4y^3)")
    assert found[0].mal_rules == ("inner-derivative-missing",)
    assert found[0].is_partial
    assert found[0].certainty < 0.95


def test_what_is_far_less_likely_is_not_said_beside_what_is_likely() -> None:
    """A term and the rest may each have lost their sign, but who would think so?"""
    found = explained(derivative("6x^4*cos(x)+(x^2+x+1)^2"),
                      "-(24x^3*cos(x)-6x^4*sin(x)+2(x^2+x+1)(2x+1))")  # fmt: skip
    assert [one.mal_rules for one in found] == [("sign-of-whole",)]


def at(task: Task, **point: str) -> Task:
    return replace(task, at=tuple((name, tree(value)) for name, value in point.items()))


@pytest.mark.parametrize(
    ("task", "answer", "mal_rules"),
    [
        (at(derivative("x^2*(3x+1)^4"), x="2"), "5488",
         {"product-of-derivatives", "inner-derivative-missing"}),
        (at(derivative("x^2*(3x+1)^4"), x="2"), "9604-5488",
         {"product-of-derivatives", "exponent-not-brought-down"}),
        (at(gradient("x^3*y^2+e^(2x)*y"), x="1", y="3"), "(27+3e^2, 6)",
         {"inner-derivative-missing", "other-variable-factor-zero"}),
        (Task("directional", tree("x^2*y^3+4x"), XY, XY, at=(("x", tree("2")), ("y", tree("3"))),
              direction=(tree("3"), tree("4"))), "(3*108+4*36)/5",
         {"term-dropped", "exponent-not-brought-down"}),
    ],
)  # fmt: skip
def test_two_mal_rules_are_named_of_a_number_that_hardly_comes_about_by_chance(
    task: Task, answer: str, mal_rules: set[str]
) -> None:
    assert mal_rules in [{*one.mal_rules} for one in explained(task, answer)]


@pytest.mark.parametrize("answer", ["1", "2", "3", "5", "7", "10", "-8"])
def test_no_two_mal_rules_are_named_of_a_small_number(answer: str) -> None:
    found = explained(at(derivative("x^2*(3x+1)^4-5x"), x="2"), answer)
    assert not any(len(one.mal_rules) > 1 for one in found)


def test_a_decimal_says_no_more_than_its_digits() -> None:
    assert said("2.35") < said("47/20")
    assert said("0.5") <= said("1/2")
