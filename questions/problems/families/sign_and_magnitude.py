"""Where a function rises or falls fastest: sign and size of derivatives at several places."""

import random
from fractions import Fraction
from typing import Final

from questions.maths.expression import Expression
from questions.problems.drawing import Draw
from questions.problems.formulas import (
    by_sympy,
    derivative,
    formula,
    latex,
    rational_at,
    sympy_at,
)
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily, Wrong
from .lines import line

HINTS: Final = (
    "The sign of a derivative says whether the function rises or falls, its size how fast.",
    "Compare the derivatives at these places, not the values of the function.",
    "Fastest change: largest size, whatever the sign. Fastest rise or fall: mind the sign.",
)
PLACES: Final = 4
LARGEST: Final = 900
ASKED: Final = {
    "change": "At which of these places does the function change fastest?",
    "rise": "At which of these places does the function rise fastest?",
    "fall": "At which of these places does the function fall fastest?",
}


def _best(asked: str, slopes: dict[Fraction, Fraction]) -> Fraction | None:
    """The place that is asked for, if there is one and it is the only one."""
    sign = {"rise": 1, "fall": -1}.get(asked)
    sizes = {at: abs(one) if sign is None else sign * one for at, one in slopes.items()}
    best = max(sizes, key=lambda at: sizes[at])
    is_only = sum(one == sizes[best] for one in sizes.values()) == 1
    return best if is_only and sizes[best] > 0 else None


def _function(chance: random.Random, level: int) -> str:
    d = Draw(chance, ("x",))
    return {
        2: f"{d.a()}*x^2 + {d.a()}*x + {d.a()}",
        3: f"{d.a()}*x^3 + {d.a()}*x^2 + {d.a()}",
        4: f"({d.shifted()})*(x^2 + {d.a()})",
        5: f"{d.a()}*x/(x^2 + {d.n(1, 6)})",
    }[level]


def _compose(chance: random.Random, level: int) -> Composed | None:
    asked, name = chance.choice(list(ASKED)), chance.choice("fgh")
    tree: Expression | None = None
    places = sorted(Fraction(one) for one in chance.sample(range(-4, 6), PLACES))
    if level == 1:
        slopes = {at: Fraction(chance.randint(-60, 60), chance.choice((1, 10))) for at in places}
        values = {at: Fraction(chance.randint(-30, 30)) for at in places}
    else:
        tree = formula(_function(chance, level), "x")
        rate = derivative(tree, "x")
        slopes = {at: rational_at(rate, {"x": at}) or Fraction(0) for at in places}
        values = {at: rational_at(tree, {"x": at}) or Fraction(0) for at in places}
    best = _best(asked, slopes)
    if best is None or max(abs(one.numerator) for one in slopes.values()) > LARGEST:
        return None
    known = "" if tree is None else f" ({', '.join(f'$x = {latex(at)}$' for at in places)})"
    question = ASKED[asked].replace(" does", f"{known} does")
    wrong = tuple(_wrong(at, asked, slopes, values) for at in places if at != best)
    if not any(one.mistake for one in wrong):
        return None
    return Composed(
        prompt=f"{_stated(name, tree, slopes, values)}\n\n{question}",
        hints=HINTS,
        steps=_steps(name, tree, slopes),
        is_confirmed=lambda: tree is None or _is_confirmed(tree, slopes),
        right=(f"At $x = {latex(best)}$",),
        wrong=wrong,
    )


def _stated(
    name: str,
    tree: Expression | None,
    slopes: dict[Fraction, Fraction],
    values: dict[Fraction, Fraction],
) -> str:
    if tree is not None:
        return f"Let $${name}(x) = {latex(tree)}.$$"
    rows = "; ".join(
        f"${name}({latex(at)}) = {latex(values[at])}$ and ${name}'({latex(at)}) = {latex(slope)}$"
        for at, slope in slopes.items()
    )
    return f"Of a function it is known: {rows}."


def _steps(
    name: str, tree: Expression | None, slopes: dict[Fraction, Fraction]
) -> tuple[Line, ...]:
    found = r",\ ".join(f"{name}'({latex(at)}) = {latex(one)}" for at, one in slopes.items())
    sizes = line("Derivatives at the places", found)
    if tree is None:
        return (sizes,)
    return line("Derivative", f"{name}'(x) = {latex(derivative(tree, 'x'))}"), sizes


def _is_confirmed(tree: Expression, slopes: dict[Fraction, Fraction]) -> bool:
    rate = by_sympy(tree, "x")
    return all(sympy_at(rate, {"x": at}) == slope for at, slope in slopes.items())


def _wrong(
    at: Fraction, asked: str, slopes: dict[Fraction, Fraction], values: dict[Fraction, Fraction]
) -> Wrong:
    """Why this place may have been taken: by the values, by size without sign, or by sign.

    A place that stands out in none of these ways is there to be compared: no mal-rule leads to it.
    """
    text = f"At $x = {latex(at)}$"
    if _best(asked, values) == at:
        said = "There the function itself stands out. Asked is how fast it changes."
        return Wrong(text, said, "f-for-derivative")
    opposite = {"rise": "fall", "fall": "rise"}.get(asked, "")
    if opposite and at in {_best("change", slopes), _best(opposite, slopes)}:
        said = (
            f"It changes fast there, but with the derivative ${latex(slopes[at])}$: see the sign."
        )
        return Wrong(text, said, "sign-dropped")
    if asked == "change" and at in {_best("rise", slopes), _best("fall", slopes)}:
        return Wrong(text, "Elsewhere the derivative is larger in size.", "size-with-sign")
    return Wrong(text, f"The derivative there is ${latex(slopes[at])}$.", None)


SIGN_AND_MAGNITUDE: Final = ComposedFamily(
    name="sign_and_magnitude",
    title="Sign and size of a derivative",
    kind="choice",
    levels={
        1: "values and derivatives are told",
        2: "a quadratic",
        3: "a cubic",
        4: "a product",
        5: "a quotient",
    },
    difficulties={1: -1.4, 2: -0.8, 3: -0.3, 4: 0.2, 5: 0.7},
    skills=("derivative-reading", "derivative-meaning"),
    compose=_compose,
)
