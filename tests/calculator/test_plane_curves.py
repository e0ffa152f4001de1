"""Equations and paths: which text is one, the slope, and what is said at a point."""

import pytest

from questions import calculator, maths


def followed(text: str, at: str = "") -> calculator.PlaneCurve:
    task = calculator.read_relation(text)
    point = calculator.read_point(at, calculator.names_of(task)) if at else ()
    return calculator.follow(task, point)


@pytest.mark.parametrize(
    "text", ["x^2", "y = x^2", "f(x) = x^2 + 1", "dy/dx = 3x", "f'(x) = 2x", "speed = t^2", "x, y"]
)
def test_a_function_with_its_name_in_front_is_no_equation(text):
    assert calculator.read_relation(text) is None


@pytest.mark.parametrize(
    ("text", "slope"),
    [
        ("x^2 + y^2 = 9", r"-\frac{x}{y}"),
        ("the slope of x y = 1", r"-\frac{y}{x}"),
        ("y = x y + 1", r"\frac{y}{1 - x}"),
        ("x^2/a^2 + y^2/b^2 = 1", r"-\frac{b^{2}x}{a^{2}y}"),
        ("tan(x) = y", r"\sec^{2}(x)"),
        ("x = cos t, y = sin t", r"-\frac{\cos(t)}{\sin(t)}"),
        ("x = a cos t; y = b sin t", r"-\frac{b\cos(t)}{a\sin(t)}"),
    ],
)
def test_the_slope_has_named_steps_and_a_picture(text, slope):
    found = followed(text)
    assert found.results[-1].partition(" = ")[2] == slope
    assert all(step.name for part in found.parts for step in part.steps)
    assert found.picture is not None
    assert not found.refusal
    assert {"implicit-differentiation", "parametric-curves"} & set(found.skills)


@pytest.mark.parametrize(
    ("text", "at", "said"),
    [
        ("x^2 + y^2 = 9", "1, 1", "the two sides are $2$ and $9$"),
        ("x^2 = y^2", "0, 0", "no single tangent"),
        ("x^2 + y^2 = 9", "3, 0", "The tangent is vertical"),
        ("x^2 + y^2 = 9", "0, 3", "The tangent is level"),
        ("x^2 + y^2 = 25", "3, 4", "falls here, by about $0.75$"),
        ("x = t^2, y = t^3", "0", "stands still"),
        ("x = cos t, y = sin t", "0", "straight up or down"),
        ("x = ln t, y = t", "-1", "There is no velocity here"),
        ("x^2 + y^2 = -1", "", "Give one that is"),
    ],
)
def test_a_point_gets_a_sentence(text, at, said):
    found = followed(text, at)
    assert said in found.remark + found.refusal


def test_the_tangent_touches_the_curve():
    shown = [one.shown for one in followed("x^2 + y^2 = 25", "3, 4").values]
    assert r"\text{Tangent: } y = -\frac{3x}{4} + \frac{25}{4}" in shown
    moving = [one.shown for one in followed("x = 3t, y = 4t", "1").values]
    assert any(one.endswith(r"\approx 5") for one in moving)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x^2 = 4", "there is only x here"),
        ("x^2 + y^2 + z^2 = 1", "there are x, y and z here"),
        ("= 3", "both sides"),
        ("x^2 + y^2 =", "both sides"),
        ("x = t, y = s", "here are s and t"),
        ("x = 1, y = 2", "here is none"),
        ("x = t, x = t^2", "gives x twice"),
        ("x = 2 +, y = t", "missing"),
    ],
)
def test_bad_input_gets_a_sentence_at_its_place(text, said):
    with pytest.raises(maths.MathsError, match=said) as caught:
        calculator.read_relation(text)
    assert caught.value.source == text
    assert caught.value.end <= len(text)
