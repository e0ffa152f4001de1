"""Answers that are made of derivatives: a wrong way from right ones, or a wrong derivative."""

from dataclasses import replace

import numpy as np
import pytest

from questions.maths.differentiation import solve
from questions.maths.expression import Expression
from questions.maths.mistakes import diagnose
from questions.maths.mistakes.evidence import Evidence
from questions.maths.mistakes.explanation import ONE_FAULT, TWO_FAULTS
from questions.maths.mistakes.made import Made, candidates_in
from questions.maths.reading import Notation, read
from questions.maths.task import Task
from questions.maths.writing import write_text
from questions.problems import generate

X = {"variables": ["x"], "with_respect_to": ["x"]}
XY = {"variables": ["x", "y"], "with_respect_to": ["x", "y"]}
AT_12 = {**XY, "at": {"x": "1", "y": "2"}}
IMPLICIT = {"ask": "implicit", "equation": "x^2+y^3=9", **XY, "with_respect_to": ["x"]}


def given(task: Task, text: str) -> Expression:
    shape = "vector" if text.startswith("(") and "," in text else "any"
    return read(text, Notation(variables=task.symbols, expected=shape)).expression


@pytest.mark.parametrize(
    ("row", "answer", "mal_rules"),
    [
        ({"ask": "derivative", "function": "cos(2x)", **X, "at": {"x": "1"}}, "-sin(2)",
         {"inner-derivative-missing"}),
        ({"ask": "derivative", "function": "e^(3x)", **X, "at": {"x": "1"}}, "20.09",
         {"inner-derivative-missing"}),
        ({"ask": "directional", "function": "x^3*y", **AT_12, "direction": ["3", "4"]}, "2",
         {"exponent-not-brought-down"}),
        ({"ask": "tangent", "function": "cos(x)", **X, "at": {"x": "1"}},
         "cos(1)+sin(1)*(x-1)", {"trigonometric-sign"}),
        ({"ask": "hessian", "function": "x^3*y", **XY}, "[[6x*y, 3x^2], [3x^2, x^3]]",
         {"other-variable-term-kept"}),
        ({"ask": "jacobian", "function": ["sin(2x)", "x*y"], **XY}, "[[cos(2x), 0], [y, x]]",
         {"inner-derivative-missing"}),
        ({**IMPLICIT}, "-2x/y^2", {"exponent-not-brought-down"}),
        ({"ask": "descent_step", "function": "x^2+y^2", **AT_12, "rate": "0.1"}, "(0.9, 1.8)",
         {"exponent-not-brought-down"}),
    ],
)  # fmt: skip
def test_a_mistake_in_a_derivative_is_found_in_what_is_made_of_it(row, answer, mal_rules) -> None:
    task = Task.from_row({"version": 2, **row})
    found = diagnose(task, given(task, answer)).explanations
    assert mal_rules in [set(one.mal_rules) for one in found], [one.mal_rules for one in found]


SQUARES = {"ask": "gradient", "function": "x^2+y^2", **XY}


@pytest.mark.parametrize(
    ("row", "answer", "mal_rules"),
    [
        ({"ask": "tangent", "function": "x^2", **X, "at": {"x": "3"}}, "2x",
         [("point-not-put-in",)]),
        ({"ask": "implicit", "equation": "x^2+y^2=25", **XY, "with_respect_to": ["x"]},
         "-2x/2y", [("brackets-left-out",)]),
        ({**SQUARES, "at": {"x": "1", "y": "2"}}, "(0, 0)",
         [("evaluated-before-differentiating",)]),
        (SQUARES, "(0, 0)", []),
        ({**SQUARES, "function": "x*y"}, "(0, 0)", []),
    ],
    ids=["slope not taken at the point", "brackets", "zeros at a point", "zeros", "zeros of xy"],
)  # fmt: skip
def test_what_is_named_is_what_was_done_and_zeros_alone_show_nothing(
    row, answer, mal_rules
) -> None:
    task = Task.from_row({"version": 2, **row})
    found = diagnose(task, given(task, answer)).explanations
    assert [one.mal_rules for one in found] == mal_rules


@pytest.mark.parametrize(
    ("row", "answer", "mal_rules"),
    [
        ({**IMPLICIT, "equation": "x^3+6y^4=20"}, "-3x^3/(4y^3)",
         {"exponent-not-lowered", "coefficient-dropped"}),
        ({"ask": "tangent", "function": "(6x+cos(4x))^4", **X, "at": {"x": "1"}},
         "4(6-sin(4))^4*(x-1)+(6+cos(4))^4",
         {"inner-derivative-missing", "outer-at-inner-derivative"}),
        ({"ask": "descent_step", "function": "(2x-1)^3+4x", **X, "at": {"x": "2"}, "rate": "1/10",
          "steps": 2}, "-2.428", {"term-dropped", "inner-derivative-missing"}),
        ({"ask": "descent_step", "function": "x^3*y+2y^2+5x", "variables": ["x", "y"],
          "with_respect_to": ["x", "y"], "at": {"x": "1", "y": "2"}, "rate": "1/10", "steps": 2},
         "(0.328, 1.1936)", {"term-dropped", "exponent-not-brought-down"}),
    ],
    ids=["one step of each of two derivations", "two steps of one derivation",
         "two steps of descent", "two steps of descent in two variables"],
)  # fmt: skip
def test_two_mistakes_are_found_in_what_is_made_of_derivatives(row, answer, mal_rules) -> None:
    task = Task.from_row({"version": 2, **row})
    found = diagnose(task, given(task, answer)).explanations
    assert mal_rules in [set(one.mal_rules) for one in found], [one.mal_rules for one in found]
    assert all(one.certainty < 0.6 for one in found)


@pytest.mark.parametrize(
    ("row", "answer", "mal_rules"),
    [
        # f' = 3x^2 sin(2x) + x^3 cos(2x) + 5x^3
        ({"ask": "derivative", "function": "x^3*sin(2x)+5x^4", **X, "order": 2},
         "6x*sin(2x)+9x^2*cos(2x)-2x^3*sin(2x)+15x^2",
         {"inner-derivative-missing", "exponent-not-brought-down"}),
        # f' = 2x ln(3x+1) - x^2/(3x+1)
        ({"ask": "derivative", "function": "x^2*ln(3x+1)", **X, "order": 2},
         "2ln(3x+1)+6x/(3x+1)-(3x^2+2x)/(3x+1)^2", {"product-minus", "inner-derivative-missing"}),
        # f_x = 3x^2 y^2 + y e^(2x), from which two entries are made
        ({"ask": "hessian", "function": "x^3*y^2+e^(2x)*y", **XY},
         "[[6x*y^2+2e^(2x)*y, 6x^2*y+e^(2x)], [6x^2*y+2e^(2x), 2x^3]]",
         {"inner-derivative-missing"}),
        # one mal-rule that explains all wrong entries, where others explain one of them as well
        ({"ask": "hessian", "function": "x^3*y+5*x*y^2", **XY},
         "[[6x*y, 3x^2], [3x^2, 10x]]", {"term-dropped"}),
        ({"ask": "hessian", "function": "-4x^3*cos(y)+y^2", **XY},
         "[[-24x*cos(y), -12x^2*sin(y)], [-12x^2*sin(y), -4x^3*cos(y)+2]]",
         {"trigonometric-sign"}),
    ],
    ids=["derivative", "sign and chain", "matrix", "mixed entries", "three entries"],
)  # fmt: skip
def test_mistakes_in_the_first_of_two_derivations_are_found(row, answer, mal_rules) -> None:
    task = Task.from_row({"version": 2, **row})
    found = diagnose(task, given(task, answer)).explanations
    assert {*found[0].mal_rules} == mal_rules


@pytest.mark.parametrize(
    ("row", "answer", "mal_rules"),
    [
        ({"ask": "jacobian", "function": "[x^2 y, sin(3x)+y]", "variables": ["x", "y"],
          "with_respect_to": ["x", "y"]}, "[[2x y, cos(3x)],[x^2, 1]]",
         {"inner-derivative-missing", "jacobian-transposed"}),
        ({"ask": "parametric", "variables": ["t"], "with_respect_to": ["t"],
          "path": {"x": "sin(2t)", "y": "e^t+t^3"}}, "cos(2t)/(e^t+3t^2)",
         {"inner-derivative-missing", "parametric-upside-down"}),
        ({"ask": "directional", "function": "x^2+3x*y+y^3", "variables": ["x", "y"],
          "with_respect_to": ["x", "y"], "direction": ["3", "4"]}, "3(2x+3y)+4(3x+y^2)",
         {"exponent-not-brought-down", "direction-not-normalised"}),
        ({"ask": "tangent", "function": "sin(3x)*x", **X, "at": {"x": "2"}},
         "(sin(6)+2cos(6))*x+2sin(6)", {"inner-derivative-missing", "tangent-without-point"}),
    ],
    ids=["transposed", "upside down", "length forgotten", "without the point"],
)  # fmt: skip
def test_a_mistake_in_a_derivative_is_found_behind_a_wrong_way_to_use_it(
    row, answer, mal_rules
) -> None:
    task = Task.from_row({"version": 2, **row})
    shape = "matrix" if row["ask"] == "jacobian" else "any"
    written = read(answer, Notation(task.symbols, expected=shape)).expression
    one, *_ = diagnose(task, written).explanations
    assert set(one.mal_rules) == mal_rules
    assert one.step.endswith("; Putting the answer together")
    assert one.certainty < 0.6


def test_one_mal_rule_in_a_derivative_and_in_its_use_is_believed_as_two_mistakes_are() -> None:
    row = {"ask": "chain", "function": "(2x)^2+y", "variables": ["t"], "with_respect_to": ["t"],
           "path": {"x": "t^2", "y": "t^3"}}  # fmt: skip
    task = Task.from_row({"version": 2, **row})
    assert not diagnose(task, given(task, "4t^2+1")).explanations


def test_what_happened_beside_a_much_larger_term_is_found_in_what_is_made_of_it() -> None:
    row = {"ask": "directional", "function": "10^10*x^5+x^2*sin(x)+y^2", "variables": ["x", "y"],
           "with_respect_to": ["x", "y"], "direction": ["3", "4"]}  # fmt: skip
    task = Task.from_row({"version": 2, **row})
    made = Made(task, solve(task), task.symbols)
    (slope, _) = candidates_in(made)
    for at in range(1, len(slope.values)):
        faults = slope.explained(at)
        found = diagnose(task, made.with_faults({0: faults}), is_wrong=True).explanations
        assert any(one.mistakes == 1 for one in found), faults[0].mal_rule.id


@pytest.mark.parametrize("slope", ["sech(9x-4)^2", "(1-tanh(9x-4)^2)", "(1-tanh(9x-4)*tanh(9x-4))"])
def test_an_inner_derivative_is_missed_in_whatever_form_the_rest_is_written(slope) -> None:
    # At most places tanh(9x - 4) is 1 for floats, and 1 - tanh² has lost all its digits.
    row = {"ask": "derivative", "function": "(3-tanh(9x-4))^2", **X}
    task = Task.from_row({"version": 2, **row})
    one, *_ = diagnose(task, given(task, f"-2(3-tanh(9x-4))*{slope}")).explanations
    assert one.mal_rules == ("inner-derivative-missing",)


PARAMETRIC = {"ask": "parametric", "variables": ["t"], "with_respect_to": ["t"], "order": 2}


@pytest.mark.parametrize(
    ("row", "answer", "mal_rules"),
    [
        # (3t^2+cos(2t))/t, differentiated by t and divided by t
        ({**PARAMETRIC, "path": {"x": "t^2", "y": "t^3+sin(2t)"}},
         "3/t-2sin(2t)/t^2-cos(2t)/t^3",
         {"exponent-not-brought-down", "inner-derivative-missing"}),
        # (3t^2+t*cos(2t)-sin(2t))/(2t)
        ({**PARAMETRIC, "path": {"x": "t^2", "y": "t^3+t*sin(2t)"}},
         "3/(4t)-sin(2t)/(2t)-cos(2t)/(2t^2)+sin(2t)/(4t^3)",
         {"product-minus", "inner-derivative-missing"}),
        # y' = -3x^3/(4y^3)
        ({**IMPLICIT, "equation": "x^3+6y^4=20", "order": 2},
         "-9x^2/(4y^3)-27x^6/(16y^7)", {"exponent-not-lowered", "coefficient-dropped"}),
    ],
    ids=["path", "one coordinate", "equation"],
)  # fmt: skip
def test_two_mistakes_are_found_behind_the_second_derivative_of_a_curve(
    row, answer, mal_rules
) -> None:
    task = Task.from_row({"version": 2, **row})
    one, *_ = diagnose(task, given(task, answer)).explanations
    assert set(one.mal_rules) == mal_rules
    assert one.certainty < 0.6


@pytest.mark.parametrize(
    "row",
    [
        {**PARAMETRIC, "path": {"x": "sin(2t)", "y": "t^3*e^(3t)"}},
        {**IMPLICIT, "equation": "x^2*y+sin(3y)=5", "order": 2},
    ],
    ids=["path", "equation"],
)
def test_any_mistake_is_found_behind_the_second_derivative_of_a_curve(row) -> None:
    task = Task.from_row({"version": 2, **row})
    made = Made(task, solve(task), task.symbols)
    for index, table in enumerate(candidates_in(made)):
        # A derivative that is 0 cannot be divided by.
        for at in np.nonzero(table.values.any(axis=1))[0][1:]:
            faults = table.explained(at)
            found = diagnose(task, made.with_faults({index: faults}), is_wrong=True).explanations
            assert any(one.mistakes == 1 for one in found), (index, faults[0].mal_rule.id)


def test_who_gives_dy_dt_for_a_slope_did_not_divide_whatever_else_gives_the_same() -> None:
    # Without the 6 of 6t dx/dt would be 1: the same answer, and a rarer way to it.
    row = {**PARAMETRIC, "order": 1, "path": {"x": "6t-6", "y": "-t^2-6"}}
    task = Task.from_row({"version": 2, **row})
    first, other = diagnose(task, given(task, "-2t")).explanations
    assert first.mal_rules == ("parametric-not-divided",)
    assert other.mal_rules == ("coefficient-dropped",)


def test_two_mistakes_are_not_guessed_behind_a_second_derivative_of_short_first_ones() -> None:
    # It is the second derivative of 2x^2+5y^2=c, and long; but F_x is 4x, which says little.
    task = Task.from_row({"version": 2, **IMPLICIT, "equation": "6x^2+5y^2=3", "order": 2})
    assert not diagnose(task, given(task, "-2/(5y)-4x^2/(25y^3)")).explanations


def test_a_mistake_and_a_wrong_way_are_not_guessed_behind_a_short_answer() -> None:
    row = {"ask": "tangent", "function": "(2x+1)^3", **X, "at": {"x": "0"}}
    task = Task.from_row({"version": 2, **row})
    assert not diagnose(task, given(task, "3x")).explanations


def test_two_mistakes_are_not_guessed_behind_a_number() -> None:
    row = {"ask": "linear_approximation", "function": "3x^3+9", **X, "at": {"x": "2"}}
    task = Task.from_row({"version": 2, **row, "near": {"x": "2.1"}})
    assert not diagnose(task, given(task, "67/2")).explanations


@pytest.mark.parametrize(
    ("equation", "answer", "mal_rule"),
    [
        ("x^2*y=11+4x", "2/x", "product-of-derivatives"),
        ("x^2*y=11+4x", "4/x^2", "product-first-term-missing"),
        ("y*x^2=11+4x", "4/x^2", "product-second-term-missing"),
        ("e^y+6x*y=23", "-(e^y+6y)/(6x)", "slope-factor-missing"),
    ],
)
def test_a_term_of_an_equation_that_is_differentiated_wrongly_is_found(
    equation: str, answer: str, mal_rule: str
) -> None:
    row = {"ask": "implicit", "equation": equation, **XY, "with_respect_to": ["x"]}
    task = Task.from_row({"version": 2, **row})
    assert diagnose(task, given(task, answer)).explanations[0].mal_rules == (mal_rule,)


@pytest.mark.parametrize(
    ("answer", "mal_rules"),
    [
        ("(3, 7)", {"ascent-for-descent", "learning-rate-forgotten"}),
        ("(0.5, 1.8)", {"components-swapped"}),
    ],
)
def test_what_happens_to_a_step_of_descent_as_a_whole_is_found(
    answer: str, mal_rules: set[str]
) -> None:
    row = {"ask": "descent_step", "function": "x^2+y^2+y", **AT_12, "rate": "0.1"}
    task = Task.from_row({"version": 2, **row})
    assert {*diagnose(task, given(task, answer)).explanations[0].mal_rules} == mal_rules


def test_a_mixed_derivative_may_have_been_worked_out_in_either_order() -> None:
    """The other order would have the same value as a third of the key."""
    row = {"ask": "hessian", "function": "3x^3*y^3+5x*y^3+x^2", **XY}
    task = Task.from_row({"version": 2, **row})
    mixed = "9x^2*y^2+5y^2"
    answer = f"[[18x*y^3+2, {mixed}], [{mixed}, 18x^3*y+30x*y]]"
    (one, *_) = diagnose(task, given(task, answer)).explanations
    assert one.mal_rules == ("exponent-not-brought-down",)


def test_a_number_among_the_terms_that_is_wrong_is_a_slip_and_no_added_constant() -> None:
    task = Task.from_row({"version": 2, "ask": "derivative", "function": "(x+3)^2*(x-1)", **X})
    (one, *_) = diagnose(task, given(task, "3x^2+10x+2")).explanations
    assert one.mal_rules == ("number-slip",)


def test_a_component_exchanged_and_wrong_is_found() -> None:
    task = Task.from_row({"version": 2, "ask": "gradient", "function": "e^(2x)+y^3", **XY})
    (one, *_) = diagnose(task, given(task, "(3y^2, e^(2x))")).explanations
    assert set(one.mal_rules) == {"inner-derivative-missing", "components-swapped"}


def test_nothing_was_exchanged_where_a_component_is_right_in_its_own_place(monkeypatch) -> None:
    task = Task.from_row({"version": 2, "ask": "gradient", "function": "e^(2x)+y^3", **XY})
    looked_for: list[Expression] = []
    monkeypatch.setattr(
        "questions.maths.mistakes.vectors.explain",
        lambda _asked, answer, *_, **__: looked_for.append(answer) or [],
    )
    assert diagnose(task, given(task, "(17x^9+2, 3y^2)")).explanations == ()
    assert looked_for == []
    diagnose(task, given(task, "(17x^9+2, 5y^7)"))
    assert looked_for


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        ({"ask": "derivative", "function": "e^(3x)", **X, "at": {"x": "1"}}, "60.257"),
        ({**IMPLICIT}, "-2x/(3y^2)"),
        ({"ask": "directional", "function": "x^2*y", **AT_12, "direction": ["3", "4"]}, "3.2"),
        ({"ask": "tangent", "function": "x^2", **X, "at": {"x": "2"}}, "4x-4"),
    ],
)
def test_a_right_value_or_its_rounding_is_never_diagnosed(row, answer: str) -> None:
    task = Task.from_row({"version": 2, **row})
    assert diagnose(task, given(task, answer)).explanations == ()


def test_the_redone_answer_has_the_point_put_in() -> None:
    row = {"ask": "derivative", "function": "cos(2x)", **X, "at": {"x": "1"}}
    task = Task.from_row({"version": 2, **row})
    (one, *_) = diagnose(task, given(task, "-sin(2)")).explanations
    assert write_text(one.redone) == "-sin(2)"


def test_one_mistake_in_several_steps_of_descent_is_named() -> None:
    """Each expected answer, made with a wrong derivative in every step, has its mal-rule."""
    problem = generate("descent_iterations", 3, 0)
    assert problem.task is not None
    for rule, answer in problem.mistakes:
        found = diagnose(problem.task, answer).explanations
        assert any(len(one.mal_rules) == 1 for one in found), rule


@pytest.mark.parametrize(
    ("function", "answer", "mal_rules"),
    [
        # Its gradient at (1, 0) is (3, 3): what is swapped stays as it is.
        ("x*y + 2*y + 3*x", "-21", ("direction-not-normalised",)),
        ("x*y + 2*y + 4*x", "-36", ("components-swapped", "direction-not-normalised")),
        ("x*y + 2*y + 4*x", "-36/17", ("components-swapped",)),
        ("x*y + 2*y + 4*x", "32", ("one-component-only", "direction-not-normalised")),
    ],
)
def test_no_mal_rule_is_named_that_changes_nothing(
    function: str, answer: str, mal_rules: tuple[str, ...]
) -> None:
    at, direction = {"x": "1", "y": "0"}, ["8", "-15"]
    asked = {"ask": "directional", "function": function, "at": at, "direction": direction}
    task = Task.from_row({**asked, **XY})
    found = diagnose(task, given(task, answer))
    assert [one.mal_rules for one in found.explanations] == [mal_rules]


def test_of_two_mal_rules_that_give_the_same_the_plainer_one_comes_first() -> None:
    row = {"ask": "finite_difference", "function": "x^2+5", "step": "1/5", "scheme": "forward"}
    task = Task.from_row({**row, **X, "at": {"x": "4"}})
    found = diagnose(task, given(task, "8")).explanations
    assert [one.mal_rules for one in found] == [
        ("derivative-for-difference",),
        ("another-scheme",),
    ]


CURVE = {"ask": "implicit", "equation": "x^2+y^2+4x=7", **XY, "with_respect_to": ["x"]}
PATH = {"ask": "parametric", "variables": ["t"], "with_respect_to": ["t"]}


@pytest.mark.parametrize(
    ("row", "answer", "mal_rule"),
    [
        (CURVE, "-(x^2+2x)/y", "exponent-not-lowered"),
        ({**PATH, "function": ["7t^2-5t", "t^3-9t"]}, "(3t^3-9t)/(14t-5)", "exponent-not-lowered"),
        ({"ask": "tangent", "function": "7(cos(3x+3))^2", **X, "at": {"x": "0"}},
         "7cos(3)^2+x*(7-8*cos(3)*sin(3))", "coefficient-added"),
    ],
)  # fmt: skip
def test_a_mal_rule_wherever_it_fits_is_one_mistake_in_what_is_made(row, answer, mal_rule) -> None:
    task = Task.from_row({"version": 2, **row})
    first = diagnose(task, given(task, answer)).explanations[0]
    assert first.mal_rules == (mal_rule,)
    assert first.mistakes == 1
    assert first.certainty == ONE_FAULT


@pytest.mark.parametrize(
    ("row", "answer", "mal_rule", "derivatives"),
    [
        (CURVE, "-(x+y+2)/(x+y)", "other-variable-not-constant", 2),
        ({**PATH, "function": ["t", "t^3+2t^4+5t^6"]}, "3t^3+8t^4+30t^5",
         "exponent-not-lowered", 1),
        ({"ask": "derivative", "function": "x^3+2x^4+5x^6", **X}, "3x^3+8x^4+30x^5",
         "exponent-not-lowered", 1),
    ],
)  # fmt: skip
def test_a_mal_rule_at_two_steps_of_more_is_believed_as_two_mistakes_are(
    row, answer, mal_rule, derivatives
) -> None:
    task = Task.from_row({"version": 2, **row})
    first = diagnose(task, given(task, answer)).explanations[0]
    assert first.mal_rules == (mal_rule,)
    assert first.mistakes == 2
    assert len(first.broken) == derivatives
    assert first.certainty <= TWO_FAULTS
    assert first.sentence.startswith("It looks as if")
    assert first.evidence is not None
    assert not replace(first, evidence=Evidence(3.0, 14.0)).is_believable
