"""Mal-rules of tangents, linear approximations and finite differences."""

from typing import Final

from questions.maths.mistakes.malrule import MalRule
from questions.maths.mistakes.malrule import example as _example

APPROXIMATIONS: Final = (
    MalRule(
        "tangent-without-point",
        "Tangent not moved to its point",
        "The tangent at $a$ is $f(a)+f'(a)(x-a)$: the step from the point, $x-a$, and "
        "not $x$ itself.",
        "derivative-meaning",
        _example("x^2", "4*x+4", ask="tangent", at={"x": "2"}),
        weight=1.5,
    ),
    MalRule(
        "tangent-without-value",
        "Tangent without the value of the function",
        "The tangent at $a$ is $f(a)+f'(a)(x-a)$: it passes through the point of the curve.",
        "derivative-meaning",
        _example("x^2", "4*(x-2)", ask="tangent", at={"x": "2"}),
        weight=1.5,
    ),
    MalRule(
        "normal-for-tangent",
        "Normal given for the tangent",
        "The tangent has the slope $f'(a)$; the normal, at right angles to it, has $-1/f'(a)$.",
        "derivative-meaning",
        _example("x^2", "4-(x-2)/4", ask="tangent", at={"x": "2"}),
        weight=0.9,
    ),
    MalRule(
        "value-and-slope-exchanged",
        "Value and slope exchanged",
        "In $f(a)+f'(a)(x-a)$ the slope multiplies the step.",
        "derivative-meaning",
        _example("x^2+1", "4+5*(x-2)", ask="tangent", at={"x": "2"}),
        weight=0.8,
    ),
    MalRule(
        "derivative-for-tangent",
        "Slope given for the tangent",
        "The slope is one number of the tangent; the tangent is the line through the "
        "point with this slope.",
        "derivative-meaning",
        _example("x^2+1", "4", ask="tangent", at={"x": "2"}),
    ),
    MalRule(
        "value-used-as-place",
        "Value used as the place",
        "In $f(a)+f'(a)(x-a)$ the step is $x-a$, with the place and not the value.",
        "derivative-meaning",
        _example("x^2+1", "2+4*(x-5)", ask="tangent", at={"x": "2"}),
        weight=0.6,
    ),
    MalRule(
        "linear-without-value",
        "Change given without the value",
        r"$f(a+\Delta)\approx f(a)+f'(a)\,\Delta$: the change is added to the value.",
        "derivative-reading",
        _example("sqrt(x)", "0.1", ask="linear_approximation", at={"x": "25"}, near={"x": "26"}),
        weight=1.5,
    ),
    MalRule(
        "linear-without-step",
        "Place used for the step",
        r"$f(a+\Delta)\approx f(a)+f'(a)\,\Delta$ with the step $\Delta$, not with the "
        r"place itself.",
        "derivative-reading",
        _example(
            "sqrt(x)", "5+26/10", ask="linear_approximation", at={"x": "25"}, near={"x": "26"}
        ),
        weight=1.2,
    ),
    MalRule(
        "step-forgotten",
        "Step forgotten",
        r"$f(a+\Delta)\approx f(a)+f'(a)\,\Delta$: the slope is multiplied by the step.",
        "derivative-reading",
        _example("x^3", "20", ask="linear_approximation", at={"x": "2"}, near={"x": "2.1"}),
    ),
    MalRule(
        "step-squared",
        "Step multiplied twice",
        "In a linear approximation the step enters once.",
        "derivative-reading",
        _example("x^3", "8.12", ask="linear_approximation", at={"x": "2"}, near={"x": "2.1"}),
        weight=0.5,
    ),
    MalRule(
        "exact-for-linear",
        "Exact value given for the linear one",
        "Asked was the value on the tangent; the function itself differs from it.",
        "derivative-reading",
        _example("x^3", "9.261", ask="linear_approximation", at={"x": "2"}, near={"x": "2.1"}),
    ),
)

DIFFERENCES: Final = (
    MalRule(
        "difference-wrong-width",
        "Divided by the wrong width",
        "A difference is divided by the distance of its two points: $h$, or $2h$ for "
        "the central one.",
        "derivative-meaning",
        _example(
            "x^3", "6.005", ask="finite_difference", at={"x": "2"}, step="0.1", scheme="central"
        ),
        weight=1.2,
    ),
    MalRule(
        "difference-multiplied",
        "Multiplied by h instead of divided",
        "A difference of values is divided by the distance of the points.",
        "derivative-meaning",
        _example(
            "x^3", "0.1261", ask="finite_difference", at={"x": "2"}, step="0.1", scheme="forward"
        ),
        weight=0.7,
    ),
    MalRule(
        "another-scheme",
        "Another difference taken",
        "Forward is $f(x+h)-f(x)$, backward $f(x)-f(x-h)$, central $f(x+h)-f(x-h)$.",
        "derivative-meaning",
        _example(
            "x^3", "11.41", ask="finite_difference", at={"x": "2"}, step="0.1", scheme="forward"
        ),
        weight=1.2,
    ),
    MalRule(
        "derivative-for-difference",
        "Exact derivative given for the difference",
        "A finite difference is computed from two values, and only approximates the derivative.",
        "derivative-meaning",
        _example("x^3", "12", ask="finite_difference", at={"x": "2"}, step="0.1", scheme="forward"),
        weight=1.6,
    ),
    MalRule(
        "difference-not-taken",
        "No difference taken",
        "The value at the point is subtracted from the value next to it.",
        "derivative-meaning",
        _example(
            "x^3", "92.61", ask="finite_difference", at={"x": "2"}, step="0.1", scheme="forward"
        ),
        weight=0.8,
    ),
    MalRule(
        "step-added-outside",
        "Step added outside the function",
        "$f(x+h)$ is the value at the moved place, not $f(x)+h$.",
        "derivative-meaning",
        _example("x^2", "1", ask="finite_difference", parameters=["h"], step="h", scheme="forward"),
        weight=0.8,
    ),
)
