"""What a stationary point is: minimum, maximum, saddle, or left open by the test."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Final

from questions.maths.expression import Expression
from questions.problems.formulas import (
    brackets,
    by_sympy,
    derivative,
    formula,
    latex,
    point,
    rational_at,
    sympy_at,
    value_at,
)
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily, Wrong
from .lines import line
from .turns import (
    RATES,
    Turning,
    bell,
    exponential_less_line,
    line_and_reciprocal,
    of_exponential,
    reciprocal,
    two_reciprocals,
)

HINTS_ONE: Final = (
    "At a stationary point the sign of the second derivative decides.",
    "A positive second derivative means that the slope grows: the graph bends upwards.",
    "If it bends upwards at a flat place, what is that place: lowest or highest around?",
)
HINTS_TWO: Final = (
    "At a stationary point of two variables the Hessian decides.",
    "Work out $D = f_{xx}f_{yy} - f_{xy}^2$ there.",
    "$D < 0$: saddle. $D > 0$: the sign of $f_{xx}$ tells minimum from maximum.",
)
SHAPES: Final[tuple[Callable[[random.Random], Turning], ...]] = (
    partial(of_exponential, rates=RATES, turns=1),
    exponential_less_line,
    bell,
    reciprocal,
    line_and_reciprocal,
    two_reciprocals,
)
"""Of functions with an exponential or a reciprocal."""
MINIMUM, MAXIMUM, SADDLE = "A local minimum", "A local maximum", "A saddle point"
NEITHER: Final = "No extremum"
OPEN: Final = "The second derivative does not decide it"
BENDS: Final = "The second derivative is not 0 there: where the graph is flat and bends, it turns."
SADDLED: Final = "$D$ is negative there: it bends upward one way and downward another."
SAME_WAY: Final = "$D$ is positive there: it bends the same way in all directions."


@dataclass(frozen=True, slots=True)
class _Case:
    stated: str
    steps: tuple[Line, ...]
    answer: str
    is_confirmed: bool


def _told(chance: random.Random) -> _Case:
    """The derivatives at the point are told."""
    name, at = chance.choice("fgh"), chance.randint(-9, 9)
    bend = 0 if chance.random() < 0.15 else chance.choice((-1, 1)) * chance.randint(1, 40)
    value = chance.randint(-9, 9)
    stated = (
        f"Of a smooth function it is known that ${name}({at}) = {value}$, ${name}'({at}) = 0$ "
        f"and ${name}''({at}) = {bend}$. What does it have at $x = {at}$?"
    )
    steps = (line("Second derivative", rf"{name}''({at}) = {bend}", _said(bend)),)
    return _Case(stated, steps, _of_bend(bend), is_confirmed=True)


def _of_bend(bend: object) -> str:
    return OPEN if bend == 0 else MINIMUM if bend > 0 else MAXIMUM  # type: ignore[operator]


def _said(bend: object) -> str:
    if bend == 0:
        return "It is 0: everything is possible, and the test leaves it open."
    if bend > 0:  # type: ignore[operator]
        return "It is positive: the graph bends upward, so there is a local minimum."
    return "It is negative: the graph bends downward, so there is a local maximum."


def _text(chance: random.Random, level: int) -> tuple[str, int]:
    """A function of one variable with a stationary point."""
    if level == 3:
        text, places = chance.choice(SHAPES)(chance)
        return text, chance.choice(places)
    at, other = chance.sample(range(-5, 6), 2)
    scale, rest = chance.choice((1, 2, 3, -1, -2, -3)), chance.randint(-9, 9)
    a, b, c = 2 * scale, -3 * scale * (at + other), 6 * scale * at * other
    return f"({a})*x^3 + ({b})*x^2 + ({c})*x + ({rest})", at


def _of_one(chance: random.Random, level: int) -> _Case | None:
    text, at = _text(chance, level)
    tree, name = formula(text, "x"), chance.choice("fgh")
    bend_tree = derivative(tree, "x", "x")
    slope = sympy_at(by_sympy(tree, "x"), {"x": at})
    bend = sympy_at(by_sympy(tree, "x", "x"), {"x": at})
    own = rational_at(bend_tree, {"x": at})
    found = value_at(bend_tree, {"x": at})
    is_same = own is None or own == bend
    stated = f"Let $${name}(x) = {latex(tree)}.$$\n\nWhat does it have at $x = {at}$?"
    steps = (
        line("First derivative", rf"{name}'(x) = {latex(derivative(tree, 'x'))}"),
        line("It is 0 there", rf"{name}'({at}) = 0"),
        line("Second derivative", rf"{name}''(x) = {latex(bend_tree)}"),
        line(
            "Its sign there",
            rf"{name}''({at}) = {latex(found)} {'>' if bend > 0 else '<'} 0",
            _said(bend),
        ),
    )
    return _Case(stated, steps, _of_bend(bend), slope == 0 and bend != 0 and is_same)


def _surface(chance: random.Random, level: int) -> tuple[str, int, int]:
    """A function of two variables with a stationary point."""
    p, q = chance.randint(-4, 4), chance.randint(-4, 4)
    a, c = (chance.choice((1, 2, 3, -1, -2, -3)) for _ in "ac")
    b = chance.choice((0, 1, 2, 3, 4, 5, -1, -2, -3, -4, -5))
    x, y = f"(x - ({p}))", f"(y - ({q}))"
    text = f"({a})*{x}^2 + ({b})*{x}*{y} + ({c})*{y}^2"
    if level == 5:
        text += f" + ({chance.choice((1, 2, -1, -2))})*{chance.choice((x, y))}^3"
    return text, p, q


def _of_two(chance: random.Random, level: int) -> _Case:
    text, p, q = _surface(chance, level)
    tree, at = _expanded(text), {"x": p, "y": q}
    pairs = {"xx": ("x", "x"), "xy": ("x", "y"), "yy": ("y", "y")}
    second = {name: rational_at(derivative(tree, *by), at) or 0 for name, by in pairs.items()}
    xx, xy, yy = second["xx"], second["xy"], second["yy"]
    test = xx * yy - xy**2
    answer = OPEN if test == 0 else SADDLE if test < 0 else _of_bend(xx)
    worked = f"{brackets(xx)} \\cdot {brackets(yy)} - {brackets(xy)}^2 = {latex(test)}"
    steps = (
        line("The gradient is 0 there", rf"\nabla f{point(p, q)} = (0, 0)"),
        line(
            "Second derivatives",
            rf"f_{{xx}} = {latex(xx)},\ f_{{xy}} = {latex(xy)},\ f_{{yy}} = {latex(yy)}",
        ),
        line("Determinant of the Hessian", f"D = {worked}", _concluded(test, xx)),
    )
    expected = [sympy_at(by_sympy(tree, *by), at) for by in pairs.values()]
    slopes = [sympy_at(by_sympy(tree, by), at) for by in "xy"]
    stated = f"Let $$f(x, y) = {latex(tree)}.$$\n\nWhat does it have at ${point(p, q)}$?"
    return _Case(stated, steps, answer, slopes == [0, 0] and expected == [xx, xy, yy])


def _concluded(test: Fraction | int, xx: Fraction | int) -> str:
    """What the determinant says, with the second derivative in x where that decides."""
    if test < 0:
        return "It is negative: upward one way and downward another, so there is a saddle point."
    if test == 0:
        return "It is 0: everything is possible, and the test leaves it open."
    way, kind = ("positive", "minimum") if xx > 0 else ("negative", "maximum")
    return f"It is positive, and $f_{{xx}}$ is {way}, so there is a local {kind}."


def _expanded(text: str) -> Expression:
    import sympy

    from questions import maths

    return maths.tidy(maths.from_sympy(sympy.expand(maths.to_sympy(formula(text, "x", "y")))))


def _compose(chance: random.Random, level: int) -> Composed | None:
    case = _told(chance) if level == 1 else (_of_one if level < 4 else _of_two)(chance, level)
    if case is None:
        return None
    options = (
        MINIMUM,
        MAXIMUM,
        SADDLE if level > 3 else NEITHER,
        OPEN,
    )
    return Composed(
        prompt=case.stated,
        hints=HINTS_ONE if level < 4 else HINTS_TWO,
        steps=case.steps,
        is_confirmed=lambda: case.is_confirmed,
        right=(case.answer,),
        wrong=tuple(_wrong(one, case.answer) for one in options if one != case.answer),
    )


def _wrong(option: str, answer: str) -> Wrong:
    said = BENDS if option == NEITHER else SADDLED if answer == SADDLE else SAME_WAY
    if answer == OPEN:
        said = "The test gives 0 here, so it decides nothing."
    if {option, answer} == {MINIMUM, MAXIMUM}:
        return Wrong(
            option,
            "It is the other one: think of $x^2$, which has a minimum and $f'' = 2$.",
            "extremum-turned-round",
        )
    if option == OPEN:
        return Wrong(option, "It decides wherever it is not 0.", "small-derivative-as-zero")
    return Wrong(option, said, _belief(option, answer))


def _belief(option: str, answer: str) -> str:
    """What leads to an option that takes one sort of point for another."""
    if answer == OPEN:
        return "decided-where-test-is-open"
    if answer == SADDLE:
        return "saddle-as-extremum"
    return "bend-for-no-extremum" if option == NEITHER else "determinant-turned-round"


SECOND_DERIVATIVE_TEST: Final = ComposedFamily(
    name="second_derivative_test",
    title="Second derivative test",
    kind="choice",
    levels={
        1: "the derivatives at the point are told",
        2: "a cubic",
        3: "an exponential or a reciprocal",
        4: "two variables, a quadratic",
        5: "two variables, with a cubic term",
    },
    difficulties={1: -1.4, 2: -0.6, 3: 0.1, 4: 0.5, 5: 1.0},
    skills=("second-derivative-test", "stationary-points"),
    compose=_compose,
)
