"""What the calculator says of a function: right, said with its reasons, and bounded."""

import pickle

import pytest

from questions import calculator, maths

REMARKS = {
    (
        "x^2",
        "1",
    ): "rises here, by about $2$ for each unit to the right at first. The curve bends up",
    ("x^2", "0"): "a local minimum, because the second derivative is positive",
    ("-x^2", "0"): "a local maximum",
    ("x^4", "0"): "does not tell of which kind",
    ("x^2/20", "1"): "rises here, by about $0.1$",
    ("cos(x)", "pi/2"): "falls here, by about $1$ for each unit to the right at first.",
    ("x|x|", "0"): "does not tell of which kind",
    ("3", "1"): "does not change",
    ("x^2 + y^2", "0, 0"): "curves upward in every direction, so this is a local minimum",
    ("x^2 - y^2", "0, 0"): "so this is a saddle point",
    ("x^2 - y^2", "1, 0"): "rises fastest in the direction of the gradient, by about $2$",
    ("x^2 + y^4", "0, 0"): "there is a direction in which it does not curve",
}
REFUSALS = {
    ("abs(x)", "0"): "the slope is −1 from the left and 1 from the right",
    ("1/x", "0"): "The function has no value at x = 0",
    ("tan(x y)", "pi/2, 1"): "The function has no value at x = π/2 and y = 1",
    ("ln(x-5000)", ""): "No point with a value was found",
    ("x^2", "10^300"): "too large to be shown",
}


def explored(f, at="", by=()):
    typed = calculator.read_function(f, by)
    return calculator.explore(typed, calculator.read_point(at, typed.names) if at else ())


@pytest.mark.parametrize("case", REMARKS, ids=" at ".join)
def test_the_values_are_told_in_words(case):
    solved = explored(*case).solved
    assert REMARKS[case] in solved.remark
    assert not solved.refusal


@pytest.mark.parametrize("case", REFUSALS, ids=" at ".join)
def test_a_point_without_a_derivative_is_refused_with_the_reason(case):
    solved = explored(*case).solved
    assert REFUSALS[case] in solved.refusal
    assert solved.parts
    assert solved.values == ()


@pytest.mark.parametrize(
    ("function", "part"),
    [
        ("ln(-x^2)", "ln(−x²)"),
        ("x + 3sqrt(-1-x^2)", "√(−1 − x²)"),
        ("ln(-x^2-y^2)", "ln(−x² − y²)"),
        ("2 arcsin(2+x^2)", "arcsin(2 + x²)"),
        ("1/(x-x)", "1/(x − x)"),
        ("ln(x) + ln(-x)", "ln(x) + ln(−x)"),
    ],
)
def test_a_function_without_a_value_anywhere_is_refused_and_the_part_told(function, part):
    with pytest.raises(maths.MathsError) as refused:
        explored(function)
    assert f"no real value anywhere: {part} had none" in refused.value.message


def test_a_derivative_comes_with_named_steps_and_exact_values():
    solved = explored("x^2 sin(x)", "pi/6").solved
    assert solved.results[0] == r"f'(x) = 2x\sin(x) + x^{2}\cos(x)"
    assert [step.name for part in solved.parts for step in part.steps] == ["Product rule"]
    assert solved.values[0].exact == r"\frac{\pi^{2}}{72}"
    assert solved.values[0].decimals == "0.137078"
    assert solved.skills[0] == "product-rule"


@pytest.mark.parametrize(("f", "at"), [("max(x, 0)", "3"), ("floor(x)", "7/2")])
def test_a_value_that_is_a_whole_number_is_told_as_that(f, at):
    assert explored(f, at).solved.values[0].shown.endswith("= 3")


def test_a_gradient_comes_with_the_hessian():
    solved = explored("x^2 y + y^3", "1, 2").solved
    assert r"\nabla f(x, y)" in solved.results[0]
    assert r"\begin{pmatrix} 2y & 2x \\ 2x & 6y \end{pmatrix}" in solved.results[1]
    assert solved.values[1].exact == r"\begin{pmatrix} 4 \\ 13 \end{pmatrix}"
    assert solved.values[2].decimals == "13.6015"


def test_without_a_point_the_first_with_a_derivative_is_taken():
    assert explored("sqrt(x - 2)").solved.point_text == "x = 3"
    assert explored("a x^n").solved.point_text == "x = 1, a = 2, n = 2"


def test_the_function_takes_no_name_of_a_variable():
    assert explored("f x").solved.function == "g(f, x) = fx"


def test_a_function_is_drawn_with_its_tangent_and_its_derivative():
    first, second = explored("x^2", "1").pictures
    assert "tangent" in first.svg
    assert "slope 2" in first.description
    assert "At x = 1 it is 2." in second.description
    assert explored("abs(x)", "0").pictures[0].svg.count("curve tangent") == 0


@pytest.mark.parametrize(("f", "low", "high"), [("x^2", -4, 4), ("sin(50x)", 0.5, 1.5)])
def test_a_picture_shows_a_stretch_in_which_the_curve_is_seen(f, low, high):
    description = explored(f, "1").pictures[0].description
    assert f"from {low:g} to {high:g}".replace("-", "−") in description


@pytest.mark.parametrize("f", ["x!", " + ".join(f"x^{n}" for n in range(2, 90))])
def test_what_has_no_steps_is_an_error_with_a_sentence(f):
    with pytest.raises(maths.MathsError):
        explored(f)


def test_a_function_without_values_is_an_error_that_names_what_has_none():
    with pytest.raises(maths.UnsupportedError, match="1/0 has none"):
        explored("x + 1/0")


def test_formulas_too_long_to_be_set_are_left_out():
    nested = "sin(" * 12 + "x" + ")" * 12
    solved = explored(nested).solved
    assert len(solved.results) == 1
    assert solved.second == ()
    assert all(len(one) < 4000 for part in solved.parts for step in part.steps
               for one in step.formulas)  # fmt: skip


def test_all_that_is_found_crosses_to_another_process():
    found = explored("x^2 y", "1, 2")
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301
