"""How far a finite difference is from the derivative, and how that depends on the step."""

import random
from fractions import Fraction
from typing import Final

from questions.maths.expression import Expression, number
from questions.problems.formulas import (
    brackets,
    by_sympy,
    derivative,
    formula,
    latex,
    point,
    rational_at,
    sympy_at,
)

from .composed import Composed, ComposedFamily
from .lines import line

HINTS: Final = (
    "Work out the finite difference and the derivative, each by itself.",
    r"The central difference is $\frac{f(a+h) - f(a-h)}{2h}$; the others use $f(a)$ for one value.",
    "The error is the finite difference minus the derivative.",
)
ENDS: Final = {"forward": (1, 0), "backward": (0, -1), "central": (1, -1)}
STEPS: Final = (Fraction(1, 2), Fraction(1, 5), Fraction(1, 10), Fraction(1, 4), Fraction(1, 100))
LARGEST: Final = 10**7


def _function(chance: random.Random, level: int) -> tuple[str, str]:
    """The text of a function, and the scheme."""
    a, b, c = (chance.choice((-1, 1)) * chance.randint(1, 9) for _ in "abc")
    quadratic = f"({a})*x^2 + ({b})*x + ({c})"
    if level <= 2:
        return quadratic, "forward" if level == 1 else "backward"
    if level == 3:
        return f"({a})*x^3 + ({b})*x", "central"
    if level == 4:
        return f"({a})*x^3 + ({b})*x^2 + ({c})", chance.choice(("forward", "backward"))
    return f"({a})/(x + ({chance.randint(3, 9)}))", chance.choice(("forward", "central"))


def _compose(chance: random.Random, level: int) -> Composed | None:
    text, scheme = _function(chance, level)
    tree, at, h = formula(text, "x"), Fraction(chance.randint(-2, 5)), chance.choice(STEPS)
    slope = rational_at(derivative(tree, "x"), {"x": at})
    estimates = {one: _estimate(tree, at, h, one) for one in ENDS}
    if slope is None or None in estimates.values():
        return None
    known = {one: value for one, value in estimates.items() if value is not None}
    error = known[scheme] - slope
    if not error or max(abs(error.numerator), error.denominator) > LARGEST:
        return None
    return Composed(
        prompt=(
            f"The derivative of $$f(x) = {latex(tree)}$$ at $x = {latex(at)}$ is estimated by the "
            f"{scheme} difference with $h = {latex(h)}$. What is the error of the estimate, "
            "the finite difference minus the derivative?"
        ),
        hints=HINTS,
        steps=(
            line(f"The {scheme} difference", _quotient(tree, at, h, scheme, known[scheme])),
            line("The derivative", rf"f'({latex(at)}) = {latex(slope)}"),
            line("The error", rf"{latex(known[scheme])} - {brackets(slope)} = {latex(error)}"),
        ),
        is_confirmed=lambda: _is_confirmed(tree, at, h, scheme, error),
        key=number(error),
        mistakes=_mistakes(known, slope, h, scheme),
    )


def _quotient(tree: Expression, at: Fraction, h: Fraction, scheme: str, estimate: Fraction) -> str:
    """The difference quotient with its places, then with its values."""
    up, down = ENDS[scheme]
    high, low = at + up * h, at + down * h
    values = [rational_at(tree, {"x": one}) or Fraction(0) for one in (high, low)]
    run = latex((up - down) * h)
    named = rf"\frac{{f{point(high)} - f{point(low)}}}{{{run}}}"
    worked = rf"\frac{{{latex(values[0])} - {brackets(values[1])}}}{{{run}}}"
    return f"{named} = {worked} = {latex(estimate)}"


def _estimate(tree: Expression, at: Fraction, h: Fraction, scheme: str) -> Fraction | None:
    up, down = ENDS[scheme]
    high, low = (rational_at(tree, {"x": at + one * h}) for one in (up, down))
    return None if high is None or low is None else (high - low) / ((up - down) * h)


def _is_confirmed(
    tree: Expression, at: Fraction, h: Fraction, scheme: str, error: Fraction
) -> bool:
    """By sympy: values of its function and of its derivative."""
    up, down = ENDS[scheme]
    high, low = (sympy_at(by_sympy(tree), {"x": at + one * h}) for one in (up, down))
    slope = sympy_at(by_sympy(tree, "x"), {"x": at})
    step = (high - low) * h.denominator / ((up - down) * h.numerator)
    return bool(step - slope == sympy_at(by_sympy(number(error)), {}))


def _mistakes(
    known: dict[str, Fraction], slope: Fraction, h: Fraction, scheme: str
) -> tuple[tuple[str, Expression], ...]:
    estimate = known[scheme]
    ends = 2 if scheme == "central" else 1
    found = [("estimate-for-error", estimate), ("error-sign-turned", slope - estimate)]
    if ends == 2:
        found.append(("finite-difference-divided-by-h", 2 * estimate - slope))
    found.append(("finite-difference-without-h", estimate * ends * h - slope))
    others = [value - slope for one, value in known.items() if one != scheme]
    found += [("another-scheme", value) for value in others]
    return tuple((rule, number(value)) for rule, value in found)


FINITE_DIFFERENCE_ERROR: Final = ComposedFamily(
    name="finite_difference_error",
    title="Error of a finite difference",
    kind="number",
    levels={
        1: "forward difference of a quadratic",
        2: "backward difference of a quadratic",
        3: "central difference of a cubic",
        4: "one-sided difference of a cubic",
        5: "a reciprocal",
    },
    difficulties={1: -0.2, 2: 0.1, 3: 0.5, 4: 0.8, 5: 1.2},
    skills=("finite-differences", "derivative-meaning"),
    compose=_compose,
)
