"""Which way to move to make a function smaller: the sign of the derivative alone decides."""

import random
from fractions import Fraction
from typing import Final

from questions.problems.drawing import Draw
from questions.problems.formulas import (
    by_sympy,
    derivative,
    formula,
    latex,
    rational_at,
    sympy_at,
    written,
)

from .composed import Composed, ComposedFamily, Wrong
from .lines import line

QUESTIONS: Final = (
    "You are at ${x} = {a}$. Which small change of ${x}$ makes ${f}({x})$ smaller?",
    "You start at ${x} = {a}$ and want to go downhill on the graph of ${f}$. What do you do?",
    "Which way does ${x}$ have to move from ${a}$, by a little, for ${f}({x})$ to fall?",
)
HINTS: Final = (
    "The sign of the derivative says whether the function rises or falls as the variable grows.",
    "Positive derivative: the function rises to the right. Negative: it falls to the right.",
    "Only the sign of the derivative at the point counts, not the value of the function.",
)
LARGEST: Final = 2_000


def _function(chance: random.Random, level: int) -> tuple[str, str, str]:
    """A name, its variable, and the text of the function."""
    if level == 5:
        error = f"({chance.randint(2, 6)}*w - {chance.randint(1, 20)})^2"
        return "L", "w", f"{error} + {chance.randint(1, 5)}*w^2"
    d = Draw(chance, (chance.choice("xxxtu"),))
    texts = {
        2: (f"{d.a()}*{d.v}^2 + {d.a()}*{d.v} + {d.a()}", f"{d.a()}*{d.v}^3 + {d.a()}*{d.v}"),
        3: (f"({d.shifted()})^{d.n(2, 4)}", f"{d.a()}/({d.k()}*{d.v} + {d.a()})"),
        4: (
            f"({d.shifted()})/({d.v}^2 + {d.n(1, 4)})",
            f"{d.a()}*{d.v}*({d.shifted()})^{d.n(2, 3)}",
        ),
    }
    return chance.choice("ffgh"), d.v, chance.choice(texts[level])


def _compose(chance: random.Random, level: int) -> Composed | None:
    if level == 1:
        return _told(chance)
    name, x, text = _function(chance, level)
    tree = (written if level == 5 else formula)(text, x)
    at = Fraction(chance.randint(-4, 4))
    rate = derivative(tree, x)
    slope = rational_at(rate, {x: at})
    if not slope or max(abs(slope.numerator), slope.denominator) > LARGEST:
        return None
    value = rational_at(tree, {x: at})
    places = {"f": name, "x": x, "a": latex(at)}
    question = chance.choice(QUESTIONS).format(**places)
    return Composed(
        prompt=f"Let $${name}({x}) = {latex(tree)}.$$\n\n{question}",
        hints=HINTS,
        steps=(
            line("Derivative", rf"{name}'({x}) = {latex(rate)}"),
            line("At the point", rf"{name}'({latex(at)}) = {latex(slope)}", _sentence(slope)),
        ),
        is_confirmed=lambda: sympy_at(by_sympy(tree, x), {x: at}) == slope,
        right=(_move(x, at, -slope),),
        wrong=_wrong(x, at, slope, value),
    )


def _told(chance: random.Random) -> Composed:
    """Value and slope are told: of the two only the sign of the slope counts."""
    name, x, at = chance.choice("fgh"), chance.choice("xxt"), Fraction(chance.randint(-9, 9))
    size = Fraction(chance.randint(1, 60), chance.choice((1, 1, 2, 5, 10)))
    slope = size * chance.choice((-1, 1))
    value = Fraction(chance.choice([one for one in range(-20, 21) if one]))
    a = latex(at)
    known = f"${name}({a}) = {latex(value)}$ and ${name}'({a}) = {latex(slope)}$"
    question = chance.choice(QUESTIONS).format(f=name, x=x, a=a)
    return Composed(
        prompt=f"Of a function it is known that {known}.\n\n{question}",
        hints=HINTS,
        steps=(
            line("Sign of the derivative", rf"{name}'({a}) = {latex(slope)}", _sentence(slope)),
        ),
        is_confirmed=lambda: (slope > 0) == (_move(x, at, -slope) == _move(x, at, Fraction(-1))),
        right=(_move(x, at, -slope),),
        wrong=_wrong(x, at, slope, value),
    )


def _sentence(slope: Fraction) -> str:
    sign = "positive" if slope > 0 else "negative"
    return f"It is {sign}, so going {_way(-slope)} lowers the value."


def _way(sign: Fraction) -> str:
    return "right" if sign > 0 else "left"


def _move(x: str, at: Fraction, sign: Fraction) -> str:
    verb = "Make" if at == 0 else "Increase" if sign > 0 else "Decrease"
    end = ("positive" if sign > 0 else "negative") if at == 0 else ""
    return f"{verb} ${x}$ {end}".strip() + f": a small step to the {_way(sign)}."


def _wrong(x: str, at: Fraction, slope: Fraction, value: Fraction | None) -> tuple[Wrong, ...]:
    misread = value is not None and value != 0 and (value > 0) != (slope > 0)
    turned = Wrong(
        _move(x, at, slope),
        f"The derivative is {'positive' if slope > 0 else 'negative'} here, so this step "
        "makes the function larger.",
        "sign-of-f-for-sign-of-derivative" if misread else "ascent-for-descent",
    )
    flat = Wrong(
        "Neither: a small step leaves the value as it is.",
        "That would need a derivative of 0. Here it is not 0.",
        "small-derivative-as-zero",
    )
    unknown = Wrong(
        "Both: it falls on either side.",
        "It would fall on both sides of a maximum, where the derivative is 0.",
        "extremum-turned-round",
    )
    return turned, flat, unknown


DOWNHILL_DIRECTION: Final = ComposedFamily(
    name="downhill_direction",
    title="Which way is downhill",
    kind="choice",
    levels={
        1: "value and slope at a point are told",
        2: "a polynomial to differentiate",
        3: "a power or a reciprocal of a linear function",
        4: "a quotient or a product",
        5: "a loss with a penalty, by its weight",
    },
    difficulties={1: -1.6, 2: -1.0, 3: -0.5, 4: 0.0, 5: 0.5},
    skills=("derivative-reading", "gradient-descent"),
    compose=_compose,
)
