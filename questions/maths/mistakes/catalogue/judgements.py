"""Mal-rules of reading off, judging and estimating, behind wrong options and wrong numbers."""

from typing import Final

from questions.maths.mistakes.malrule import MalRule, example

JUDGEMENTS: Final = (
    MalRule(
        "root-sign-turned",
        "Sign of a solution turned",
        "A factor $x - 2$ is zero at $x = 2$, and $x + 2$ at $x = -2$: put the solution"
        " in to see it.",
        "stationary-points",
        None,
    ),
    MalRule(
        "value-for-place",
        "Value given for the place",
        "Asked is where it happens: the value of $x$, not the value of the function there.",
        "stationary-points",
        None,
    ),
    MalRule(
        "gradient-at-old-point",
        "Gradient not worked out again",
        "Each step of gradient descent uses the gradient at the point where it starts, "
        "not an earlier one.",
        "gradient-descent",
        example("x^2", "0.6", ask="descent_step", at={"x": "1"}, rate="0.1", steps=2),
    ),
    MalRule(
        "field-minus-forgotten",
        "Minus of the field forgotten",
        r"A field points to where its potential falls: $E=-\nabla V$, with a minus in front of "
        "every component.",
        "fields",
        None,
    ),
    MalRule(
        "step-to-minimum",
        "Best learning rate for the largest",
        r"With $\eta = 1/\lambda$ one step reaches the minimum of a quadratic with "
        r"curvature $\lambda$. It still comes nearer up to $2/\lambda$.",
        "learning-rate",
        None,
    ),
    MalRule(
        "curvature-halved",
        "Factor 2 of the second derivative lost",
        "The second derivative of $a x^2$ is $2a$, not $a$.",
        "learning-rate",
        None,
    ),
    MalRule(
        "limit-upside-down",
        "Limit upside down",
        r"The largest stable learning rate is $2/\lambda$: the steeper the curvature "
        r"$\lambda$, the smaller it is.",
        "learning-rate",
        None,
    ),
    MalRule(
        "smallest-curvature",
        "Smallest curvature taken",
        "The direction with the largest curvature runs away first, so it sets the limit.",
        "learning-rate",
        None,
    ),
    MalRule(
        "length-by-sum",
        "Length as the sum of the components",
        r"The length of $(a, b)$ is $\sqrt{a^2 + b^2}$, not $a + b$.",
        "gradient-geometry",
        None,
    ),
    MalRule(
        "length-not-rooted",
        "Square root of the length left out",
        r"The length of $(a, b)$ is $\sqrt{a^2 + b^2}$, with the root.",
        "gradient-geometry",
        None,
    ),
    MalRule(
        "estimate-for-error",
        "Estimate given for its error",
        "The error of an estimate is its distance from the derivative.",
        "finite-differences",
        None,
    ),
    MalRule(
        "error-sign-turned",
        "Error the other way round",
        "The error is the estimate minus the true value, in this order.",
        "finite-differences",
        None,
    ),
    MalRule(
        "finite-difference-divided-by-h",
        "Central difference divided by h alone",
        "The ends of a central difference are $2h$ apart, so it is divided by $2h$.",
        "finite-differences",
        None,
    ),
    MalRule(
        "power-of-a-sum",
        "Power taken term by term",
        "$(x + h)^2 = x^2 + 2xh + h^2$: the mixed terms belong to it.",
        "limit-definition",
        None,
    ),
    MalRule(
        "derivative-for-quotient",
        "Derivative given for the quotient",
        "The difference quotient still contains $h$; the derivative is its limit.",
        "limit-definition",
        None,
    ),
    MalRule(
        "corner-where-formula-changes",
        "A corner wherever the formula changes",
        "Two pieces may meet with the same value and the same slope. Then there is a derivative.",
        "differentiability",
        None,
    ),
    MalRule(
        "rate-unit-missing",
        "Unit of a rate left out",
        "A rate has the unit of the result divided by the unit of what changes.",
        "sensitivity",
        None,
    ),
    MalRule(
        "rate-unit-turned",
        "Unit of a rate turned round",
        "A rate has the unit of the result divided by the unit of what changes, in this order.",
        "sensitivity",
        None,
    ),
    MalRule(
        "break-for-no-derivative",
        "No derivative taken for a break",
        "Where both sides arrive at the same value the function is continuous, whatever its slopes "
        "do there.",
        "differentiability",
        None,
    ),
    MalRule(
        "slopes-before-values",
        "Slopes compared, values not",
        "Compare the values from both sides first: where they differ there is no derivative, "
        "however well the slopes fit.",
        "differentiability",
        None,
    ),
    MalRule(
        "corner-and-cusp-mixed-up",
        "Corner and cusp mixed up",
        "At a corner both slopes are finite. At a cusp they grow beyond all bounds.",
        "differentiability",
        None,
    ),
    MalRule(
        "cusp-and-vertical-mixed-up",
        "Cusp and vertical tangent mixed up",
        "Where slopes grow beyond all bounds their signs decide: different ones make a cusp, the "
        "same one a vertical tangent.",
        "differentiability",
        None,
    ),
    MalRule(
        "steep-at-any-root",
        "Steep wherever the exponent is broken",
        "The slope of $x^p$ at 0 grows beyond all bounds for $0 < p < 1$ only. For $p > 1$ it is "
        "0, as that of $x^{4/3}$.",
        "differentiability",
        None,
    ),
    MalRule(
        "sign-of-place-for-sign-of-derivative",
        "Sign of the place taken for that of the derivative",
        "A derivative changes its sign at its zeros. Whether $x$ itself is positive does not "
        "matter.",
        "derivative-reading",
        None,
    ),
    MalRule(
        "decided-where-test-is-open",
        "Decided where the test leaves it open",
        "Where the test gives 0 everything is possible: $x^4$ has a minimum at 0, $-x^4$ a "
        "maximum, $x^3$ neither.",
        "second-derivative-test",
        None,
    ),
    MalRule(
        "bend-for-no-extremum",
        "A bend taken for no extremum",
        "At a stationary point where $f''$ is not 0 the graph bends to one side only, which makes "
        "it an extremum.",
        "second-derivative-test",
        None,
    ),
    MalRule(
        "determinant-turned-round",
        "Sign of the Hessian's determinant turned round",
        "A negative determinant of the Hessian means a saddle, a positive one an extremum.",
        "second-derivative-test",
        None,
    ),
)
