"""Mal-rules of higher orders, whole answers and slips of the pen."""

from typing import Final

from questions.maths.mistakes.malrule import Example, MalRule

XY = ("x", "y")


def _partial(function: str, answer: str) -> Example:
    return Example(function, answer, "partial", XY)


def _gradient(function: str, answer: str) -> Example:
    return Example(function, answer, "gradient", XY, XY)


HIGHER: Final = (
    MalRule(
        "stopped-early",
        "Not differentiated often enough",
        "A second derivative is the derivative of the first derivative: differentiate once more.",
        "derivative-meaning",
        Example("x^4", "4*x^3", order=2),
        weight=2.0,
    ),
    MalRule(
        "derivative-squared",
        "First derivative squared",
        "$f''$ is the derivative of $f'$, not its square.",
        "derivative-meaning",
        Example("x^3", "9*x^4", order=2),
    ),
    MalRule(
        "mixed-as-product",
        "Product of the partial derivatives",
        r"A mixed partial derivative differentiates by one variable, then the result by the other.",
        "partial-derivative",
        Example("x^2*y^3", "6*x^3*y^5", "partial", XY, XY),
    ),
    MalRule(
        "mixed-as-sum",
        "Sum of the partial derivatives",
        r"A mixed partial derivative differentiates by one variable, then the result by the other.",
        "partial-derivative",
        Example("x^2*y^3", "2*x*y^3+3*x^2*y^2", "partial", XY, XY),
        weight=0.9,
    ),
    MalRule(
        "same-variable-twice",
        "Twice by the same variable",
        "A mixed partial derivative differentiates once by each variable.",
        "partial-derivative",
        Example("x^2*y^3", "2*y^3", "partial", XY, XY),
    ),
)

WHOLE_ANSWERS: Final = (
    MalRule(
        "function-itself",
        "Function given, not its derivative",
        "The derivative tells how fast the function changes; it is not its value.",
        "derivative-meaning",
        Example("x^2*sin(x)", "x^2*sin(x)"),
        weight=1.5,
    ),
    MalRule(
        "sign-of-whole",
        "Overall sign turned",
        "The derivative is positive where the function rises; here every sign is turned.",
        "derivative-meaning",
        Example("x^2*sin(x)", "-2*x*sin(x)-x^2*cos(x)"),
    ),
    MalRule(
        "antiderivative",
        "Antiderivative given",
        "The derivative of your answer is the function: you integrated.",
        "derivative-meaning",
        Example("x^2+cos(x)", "x^3/3+sin(x)"),
        weight=0.9,
    ),
    MalRule(
        "differentiated-once-too-often",
        "Differentiated once too often",
        "Your answer is the derivative of the answer that was asked for.",
        "derivative-meaning",
        Example("x^4+sin(x)", "12*x^2-sin(x)"),
        weight=0.9,
    ),
    MalRule(
        "constant-factor",
        "Right up to a constant factor",
        "Everything but one constant factor is right: check the numbers in front.",
        "derivative-meaning",
        Example("x^2*sin(x)", "3*(2*x*sin(x)+x^2*cos(x))"),
        weight=0.25,
    ),
    MalRule(
        "constant-term",
        "Right up to a constant term",
        "Everything but an added number is right: the derivative of a constant is $0$.",
        "derivative-meaning",
        Example("x^2*sin(x)", "2*x*sin(x)+x^2*cos(x)+5"),
        weight=0.15,
    ),
    MalRule(
        "reciprocal-of-derivative",
        "Reciprocal of the derivative",
        r"$\frac{dx}{dy}$ is the derivative of the inverse function; asked was $\frac{dy}{dx}$.",
        "derivative-meaning",
        Example("x^2*sin(x)", "1/(2*x*sin(x)+x^2*cos(x))"),
        weight=0.4,
    ),
    MalRule(
        "function-added",
        "Function added to its derivative",
        "The derivative replaces the function; the function itself is not added.",
        "derivative-meaning",
        Example("x^2*sin(x)", "x^2*sin(x)+2*x*sin(x)+x^2*cos(x)"),
        weight=0.4,
    ),
    MalRule(
        "function-as-factor",
        "Function multiplied to its derivative",
        "The derivative stands alone; the function itself is not a factor of it.",
        "derivative-meaning",
        Example("x^2*sin(x)", "x^2*sin(x)*(2*x*sin(x)+x^2*cos(x))"),
        weight=0.4,
    ),
    MalRule(
        "logarithmic-derivative",
        "Divided by the function",
        r"$\frac{f'}{f}$ is the derivative of $\ln f$; multiply by $f$ to get $f'$.",
        "derivative-meaning",
        Example("x^2*sin(x)", "(2*x*sin(x)+x^2*cos(x))/(x^2*sin(x))"),
        weight=0.4,
    ),
)

SLIPS: Final = (
    MalRule(
        "number-slip",
        "One number wrong",
        "The way is right; one number was worked out or copied wrongly: check the arithmetic.",
        "derivative-meaning",
        Example("x^4+5*x^3+sin(x)", "4*x^3+16*x^2+cos(x)"),
        weight=0.35,
    ),
    MalRule(
        "sign-slip",
        "One sign wrong",
        "The way is right; one sign was lost or turned on the way: check each sign as you copy.",
        "derivative-meaning",
        Example("(x^2+1)*(x^3-2)", "5*x^4+3*x^2+4*x"),
        weight=0.5,
    ),
    MalRule(
        "exponent-slip",
        "One exponent wrong",
        "The way is right; one exponent was worked out or copied wrongly: check each exponent.",
        "derivative-meaning",
        Example("(x^2+1)*(x^3-2)", "5*x^4+3*x^3-4*x"),
        weight=0.25,
    ),
    MalRule(
        "function-slip",
        "One function copied wrongly",
        "The way is right; in one place sine and cosine were exchanged: copy with care.",
        "derivative-meaning",
        Example("x^3+sin(x)*e^x", "3*x^2+cos(x)*e^x+cos(x)*e^x"),
        weight=0.4,
    ),
    MalRule(
        "variable-slip",
        "One variable written for another",
        "The way is right; in one place another variable was written: check each one.",
        "derivative-meaning",
        _partial("x^2*y^3+x*y^2", "2*x*y^3+x^2"),
        weight=0.4,
    ),
)
