"""Every mal-rule says something to the student, and its example is diagnosed as it."""

import json
import re
from pathlib import Path

import pytest

from questions.maths.differentiation import RULES, solve
from questions.maths.differentiation.formulas import FORMULAS, formula
from questions.maths.expression import symbols
from questions.maths.mistakes import CATALOGUE, diagnose
from questions.maths.reading import Notation, read
from questions.maths.task import Task
from questions.maths.writing import write_latex
from tests.maths.tasks import tree

FIXTURES = Path(__file__).parents[2] / "fixtures"
SKILLS = {
    row["fields"]["slug"]
    for row in json.loads((FIXTURES / "skills.json").read_text())
    if row["model"] == "questions.skill"
}

CASES = json.loads((Path(__file__).parents[1] / "cases" / "mal_rules.json").read_text())
ASKS = {
    "d/dx": ("derivative", ("x",), ("x",), 1),
    "d2/dx2": ("derivative", ("x",), ("x",), 2),
    "d/dx f(x,y)": ("partial", ("x", "y"), ("x",), 1),
    "d2/dxdy": ("partial", ("x", "y"), ("x", "y"), 1),
}
"""The sorts of cases that are derivatives and partial derivatives."""

AT_A_POINT = {"variables": ["x", "y"], "with_respect_to": ["x", "y"], "at": {"x": "1", "y": "2"}}
ALONG = {"variables": ["t"], "with_respect_to": ["t"], "path": {"x": "t^2", "y": "t^3"}}
OTHER_ASKS = {
    "f'(2)": {"ask": "derivative", "variables": ["x"], "with_respect_to": ["x"], "at": {"x": "2"}},
    "limit": {
        "ask": "finite_difference", "variables": ["x"], "with_respect_to": ["x"],
        "parameters": ["h"], "step": "h", "scheme": "forward",
    },
    "implicit y'": {
        "ask": "implicit", "variables": ["x", "y"], "with_respect_to": ["x"],
        "equation": "x^2+x*y+y^2=7",
    },
    "dy/dx at t (x=t**2,y=t**3)": {"ask": "parametric", **ALONG},
    "dz/dt, x=t**2,y=t**3, z=x*y": {"ask": "chain", "function": "x*y", **ALONG},
    "grad at (1,2)": {"ask": "gradient", **AT_A_POINT},
    "steepest ascent dir at (1,2)": {"ask": "gradient", **AT_A_POINT},
    "D_v at (1,2), v=(3,4)": {"ask": "directional", "direction": ["3", "4"], **AT_A_POINT},
    "L(x,y) at (1,2)": {"ask": "tangent", **AT_A_POINT},
}  # fmt: skip
"""The others, as rows of tasks."""

OTHERS = {
    "value_for_slope": "f-for-derivative",
    "eval_then_diff": "evaluated-before-differentiating",
    "slope_y_over_x": "slope-as-quotient",
    "average_for_instant": "average-for-instantaneous",
    "fxh_as_f_plus_h": "step-added-outside",
    "param_inverted": "parametric-upside-down",
    "grad_swapped": "components-swapped",
    "grad_scalar_sum": "components-added",
    "grad_norm_given": "gradient-magnitude",
    "grad_not_evaluated": "wrong-variable",
    "grad_surface_normal": "surface-normal",
    "grad_descent_sign": "sign-of-whole",
    "grad_level_tangent": "level-curve-tangent",
    "dir_not_normalised": "direction-not-normalised",
    "dir_vector": "dot-product-not-added",
    "dir_uses_point": "point-for-direction",
    "dir_is_grad_norm": "gradient-magnitude",
    "mchain_one_path": "one-path-only",
    "mchain_no_inner": "inner-derivative-missing",
    "tplane_no_base": "tangent-without-point",
    "tplane_unevaluated": "point-not-put-in",
}
"""The ids of ours for the others."""

UNNAMED = {"implicit_no_dydx", "implicit_no_product"}
"""A product rule for x y that is broken while y depends on x is not searched for."""

OURS = {
    "pow_keep": "exponent-not-lowered",
    "pow_no_mult": "exponent-not-brought-down",
    "pow_inc": "exponent-raised",
    "pow_integrate": "power-integrated",
    "coeff_added": "coefficient-and-exponent-added",
    "neg_pow_wrong_way": "negative-exponent-wrong-way",
    "recip_den_only": "reciprocal-denominator-only",
    "recip_upside_down": "reciprocal-upside-down",
    "sqrt_half_lost": "root-half-missing",
    "coeff_dropped": "coefficient-dropped",
    "minus_lost": "minus-sign-lost",
    "const_kept": "constant-kept",
    "const_to_one": "constant-becomes-one",
    "named_const_as_var": "named-constant-as-variable",
    "exp_power_rule": "exponential-as-power",
    "exp_power_rule_chain": "exponential-as-power",
    "exp_exponent_diff": "inside-differentiated-in-place",
    "exp_lna_missing": "base-logarithm-missing",
    "exp_lna_divided": "base-logarithm-divided",
    "ln_arg_factor": "inner-derivative-missing",
    "ln_recip_of_deriv": "logarithm-reciprocal-of-derivative",
    "ln_inverted": "logarithm-argument-for-reciprocal",
    "ln_split": "function-split-over-sum",
    # ln(x)/ln(2) is a constant factor times ln x; log2(x) has the mal-rule of its own.
    "log_base_missing": "coefficient-dropped",
    "cos_sign": "trigonometric-sign",
    "sin_sign": "trigonometric-sign",
    "tan_wrong": "trigonometric-partner",
    "trig_arg_lost": "argument-lost",
    "trig_linear": "argument-lost",
    "trig_not_differentiated": "outer-not-differentiated",
    "trig_power_inside": "inside-differentiated-in-place",
    "prod_naive": "product-of-derivatives",
    "prod_first_only": "product-second-term-missing",
    "prod_second_only": "product-first-term-missing",
    "prod_minus": "product-minus",
    "prod_sum": "product-as-sum",
    "prod_crossed": "product-crossed",
    "quot_naive": "quotient-of-derivatives",
    "quot_reversed": "quotient-terms-swapped",
    "quot_plus": "quotient-plus",
    "quot_den_not_squared": "denominator-not-squared",
    "quot_wrong_den": "wrong-part-squared",
    "quot_no_den": "denominator-missing",
    "chain_omit": "inner-derivative-missing",
    "chain_inner_only": "inside-differentiated-in-place",
    "chain_inner_replaced": "outer-at-inner-derivative",
    "chain_inner_kept": "inner-function-as-factor",
    "chain_added": "inner-derivative-added",
    "chain_outer_not_reduced": "exponent-not-lowered",
    "chain_stops_early": "inner-derivative-missing",
    "chain_as_product": "argument-lost",
    "second_as_square": "derivative-squared",
    "second_once": "stopped-early",
    "part_other_kept": "other-variable-term-kept",
    "part_other_diff": "other-variable-not-constant",
    "part_factor_vanishes": "other-variable-factor-zero",
    "part_factor_dropped": "other-variable-factor-dropped",
    "part_both_diff": "other-variable-factor-differentiated",
    "part_total": "other-variable-not-constant",
    "part_chain_omit": "inner-derivative-missing",
    "part_wrong_var": "wrong-variable",
    "mixed_as_product": "mixed-as-product",
}
"""The id of ours for every case that a task of today can ask."""

GRADIENTS = {
    "grad_swapped": ("(x^2, 2*x*y)", "components-swapped"),
    "grad_scalar_sum": ("x^2+2*x*y", "components-added"),
    "grad_norm_given": ("sqrt(4*x^2*y^2+x^4)", "gradient-magnitude"),
    "grad_surface_normal": ("(2*x*y, x^2, -1)", "surface-normal"),
    "grad_descent_sign": ("(-2*x*y, -x^2)", "sign-of-whole"),
    "grad_level_tangent": ("(-x^2, 2*x*y)", "level-curve-tangent"),
}
"""Cases at a point, asked here of the gradient of x^2 y as a function."""


def found(task: Task, answer: str) -> list[tuple[str, ...]]:
    shape = "vector" if answer.startswith("(") and "," in answer else "any"
    notation = Notation(variables=task.variables, expected=shape)
    diagnosis = diagnose(task, read(answer, notation).expression)
    return [one.mal_rules for one in diagnosis.explanations]


SEARCHABLE = {name: rule for name, rule in CATALOGUE.items() if rule.example is not None}


@pytest.mark.parametrize("rule", SEARCHABLE.values(), ids=SEARCHABLE.keys())
def test_an_example_is_diagnosed_as_its_mal_rule_first(rule) -> None:
    assert found(rule.example.task(), rule.example.answer)[0] == (rule.id,)


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_a_mal_rule_says_what_the_rule_really_says(rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.id)
    assert rule.skill in SKILLS
    assert rule.name[0].isupper()
    assert rule.sentence.endswith(".")
    assert rule.sentence.count("$") % 2 == 0
    assert rule.weight > 0


@pytest.mark.parametrize("rule", CATALOGUE.values(), ids=CATALOGUE.keys())
def test_a_rewrite_breaks_a_rule_or_a_function(rule) -> None:
    for rewrite in rule.rewrites:
        place = rewrite.at.removeprefix("chain:")
        assert place in {"*", "sqrt", *RULES, *FORMULAS}
        assert symbols(formula(rewrite.formula)) is not None


def test_the_table_of_cases_is_covered() -> None:
    assert {case["id"] for case in CASES} == OURS.keys() | OTHERS.keys() | UNNAMED


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["task"] in ASKS], ids=lambda case: case["id"]
)
def test_an_observed_wrong_answer_is_diagnosed(case) -> None:
    ask, variables, by, order = ASKS[case["task"]]
    function = tree(case["f"].replace("**", "^"), variables)
    task = Task(ask, function, variables, by, order)
    ours = (OURS[case["id"]],)
    assert ours in found(task, case["wrong"].replace("**", "^"))
    assert not found(task, case["correct"].replace("**", "^"))


@pytest.mark.parametrize(
    "case", [case for case in CASES if case["id"] in OTHERS], ids=lambda case: case["id"]
)
def test_an_observed_wrong_answer_to_another_ask_is_diagnosed(case) -> None:
    row = {"function": case["f"].replace("**", "^"), **OTHER_ASKS[case["task"]], "version": 2}
    if {"path", "equation"} & row.keys() and row["ask"] != "chain":
        del row["function"]
    wrong = re.sub(r"Rational\((\d+),(\d+)\)", r"\1/\2", case["wrong"].replace("**", "^"))
    assert (OTHERS[case["id"]],) in found(Task.from_row(row), wrong)


@pytest.mark.parametrize(("answer", "mal_rule"), GRADIENTS.values(), ids=GRADIENTS.keys())
def test_a_wrong_gradient_is_diagnosed(answer: str, mal_rule: str) -> None:
    task = Task("gradient", tree("x^2*y"), ("x", "y"), ("x", "y"))
    assert (mal_rule,) == found(task, answer)[0]


@pytest.mark.parametrize("rule", SEARCHABLE.values(), ids=SEARCHABLE.keys())
def test_the_key_of_an_example_is_not_diagnosed(rule) -> None:
    task = rule.example.task()
    key = solve(task).key
    assert write_latex(key)
    assert diagnose(task, key).explanations == ()
