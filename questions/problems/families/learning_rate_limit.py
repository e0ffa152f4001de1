"""The largest learning rate with which gradient descent on a quadratic does not run away."""

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from questions.maths.expression import Expression, number
from questions.problems.formulas import by_sympy, formula, latex, sympy_at, written
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily
from .lines import line
from .losses import plus

HINTS: Final = (
    "One step multiplies the distance from the minimum by a fixed factor.",
    r"With curvature $\lambda = f''$ that factor is $1 - \eta\lambda$.",
    r"It shrinks the distance exactly while $-1 < 1 - \eta\lambda < 1$.",
)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A quadratic with its curvatures, one a variable."""

    text: str
    variables: tuple[str, ...]
    curvatures: tuple[Fraction, ...]


def _drawn(chance: random.Random, level: int) -> _Drawn:
    a, k, m = chance.randint(1, 40), chance.randint(2, 12), chance.randint(-20, 20)
    if level == 1:
        over, name = chance.choice((1, 1, 2, 3, 4, 5)), chance.choice("xxwt")
        square = _square(chance, name, m // 2)
        part = Fraction(a, over)
        return _Drawn(_times(part.numerator, square, part.denominator), (name,), (2 * part,))
    if level == 2:
        rest = f"({m or 1})*x + ({chance.randint(-9, 9)})"
        return _Drawn(f"{a}*x^2 + {rest}", ("x",), (Fraction(2 * a),))
    if level == 3:
        times, over = chance.choice(
            ((1, 2), (1, 2), (1, 1), (2, 1), (3, 1), (1, 3), (1, 4), (3, 2))
        )
        square = f"({k}*x{plus(m or 1)})^2"
        return _Drawn(_times(times, square, over), ("x",), (Fraction(2 * k * k * times, over),))
    if level == 4:
        b = chance.choice([one for one in range(1, 41) if one != a])
        x, y = _square(chance, "x", m // 2), _square(chance, "y", chance.randint(-9, 9))
        return _Drawn(
            f"{_times(a, x)} + {_times(b, y)}", ("x", "y"), (Fraction(2 * a), Fraction(2 * b))
        )
    data = chance.sample(range(1, 10), 2)
    targets = [chance.randint(1, 12) for _ in data]
    errors = [f"({x}*w - {y})^2" for x, y in zip(data, targets, strict=True)]
    return _Drawn(f"({' + '.join(errors)})/2", ("w",), (Fraction(sum(x * x for x in data)),))


def _square(chance: random.Random, name: str, middle: int) -> str:
    """The square of a variable, or of how far it is from its minimum."""
    return f"({name}{plus(-middle)})^2" if middle and chance.random() < 4 / 5 else f"{name}^2"


def _times(factor: int, square: str, over: int = 1) -> str:
    """A multiple of a square as a person writes it."""
    whole = square if factor == 1 else f"{factor}*{square}"
    return whole if over == 1 else f"{whole}/{over}"


def _compose(chance: random.Random, level: int) -> Composed | None:
    drawn = _drawn(chance, level)
    tree = (formula if level == 2 else written)(drawn.text, *drawn.variables)
    steepest = max(drawn.curvatures)
    names = ", ".join(drawn.variables)
    limit = 2 / steepest
    return Composed(
        prompt=(
            f"Gradient descent with a fixed learning rate $\\eta > 0$ minimises "
            f"$$f({names}) = {latex(tree)}.$$\n\nIt comes nearer to the minimum with every step, "
            r"wherever it starts, exactly if $\eta$ lies below a certain number. Which?"
        ),
        hints=HINTS,
        steps=_steps(drawn, steepest, limit),
        is_confirmed=lambda: _is_confirmed(tree, drawn),
        key=number(limit),
        mistakes=_mistakes(drawn, steepest),
    )


def _steps(drawn: _Drawn, steepest: Fraction, limit: Fraction) -> tuple[Line, ...]:
    several = len(drawn.curvatures) > 1
    found = r",\ ".join(
        rf"\frac{{\partial^2 f}}{{\partial {name}^2}} = {latex(one)}" if several
        else rf"f''({name}) = {latex(one)}"
        for name, one in zip(drawn.variables, drawn.curvatures, strict=True)
    )  # fmt: skip
    said = "The largest curvature runs away first." if several else ""
    bounds = dict.fromkeys((rf"\frac{{2}}{{{latex(steepest)}}}", latex(limit)))
    return (
        line("Curvature", found, said),
        line("The factor of one step", rf"1 - {latex(steepest)}\eta"),
        line("It stays above -1", rf"\eta < {' = '.join(bounds)}"),
    )


def _is_confirmed(tree: Expression, drawn: _Drawn) -> bool:
    origin = dict.fromkeys(drawn.variables, 0)
    found = [sympy_at(by_sympy(tree, one, one), origin) for one in drawn.variables]
    return found == list(drawn.curvatures)


def _mistakes(drawn: _Drawn, steepest: Fraction) -> tuple[tuple[str, Expression], ...]:
    found = [
        ("step-to-minimum", 1 / steepest),
        ("curvature-halved", 4 / steepest),
        ("limit-upside-down", steepest / 2),
        ("learning-rate-misunderstood", Fraction(1)),
    ]
    if len(drawn.curvatures) > 1:
        found.insert(0, ("smallest-curvature", 2 / min(drawn.curvatures)))
    return tuple((rule, number(value)) for rule, value in found)


LEARNING_RATE_LIMIT: Final = ComposedFamily(
    name="learning_rate_limit",
    title="Largest stable learning rate",
    kind="number",
    levels={
        1: "a multiple of a square",
        2: "a quadratic with all its terms",
        3: "a squared error",
        4: "two variables with different curvatures",
        5: "the mean squared error of two examples",
    },
    difficulties={1: -0.2, 2: 0.2, 3: 0.6, 4: 0.9, 5: 1.4},
    skills=("learning-rate", "gradient-descent"),
    compose=_compose,
)
