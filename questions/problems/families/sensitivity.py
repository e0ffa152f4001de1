"""How much one quantity changes when another changes a little: a derivative with its unit."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Final

from questions import maths
from questions.problems.formulas import (
    by_sympy,
    derivative,
    formula,
    latex,
    rational_at,
    sympy_at,
    value_at,
)

from .composed import Composed, ComposedFamily, Wrong
from .lines import line

HINTS: Final = (
    "How much one quantity changes for each unit of the other is a derivative.",
    "Differentiate, and put the given value in.",
    "Its unit is the unit of the result divided by the unit of what changes.",
)
LARGEST: Final = 2_000
PLACES: Final = range(1, 13)


@dataclass(frozen=True, slots=True)
class _Story:
    """`text` says what depends on what. The unit of the rate is `of` per `by`. `sign` is that of
    the rate where the other one would be odd, such as of a cost that falls with what is made.
    """

    text: str
    variable: str
    of: str
    one: str
    by: str
    sign: int = 0


STORIES: Final = (
    _Story(
        "At a price of $p$ euros a shop sells ${f}$ boxes a week", "p", "boxes", "box", "euro", -1
    ),
    _Story("A tank holds ${f}$ litres after $t$ minutes", "t", "litres", "litre", "minute"),
    _Story(
        "At $r$ metres along a heated rod it is ${f}$ degrees warm",
        "r",
        "degrees",
        "degree",
        "metre",
    ),
    _Story(
        "Making $n$ tonnes costs ${f}$ thousand euros",
        "n",
        "thousand euros",
        "thousand euros",
        "tonne",
        1,
    ),
    _Story(
        "At $h$ kilometres along a pipe the pressure is ${f}$ bars",
        "h",
        "bars",
        "bar",
        "kilometre",
        -1,
    ),
    _Story("The potential at $x$ metres is ${f}$ volts", "x", "volts", "volt", "metre"),
    _Story(
        "With $n$ layers a model has the loss ${f}$ points", "n", "points", "point", "layer", -1
    ),
    _Story(
        "A demand of $d$ tonnes brings a profit of ${f}$ euros", "d", "euros", "euro", "tonne", 1
    ),
)


def _function(chance: random.Random, level: int) -> tuple[str, Sequence[int]]:
    """Of a variable `{v}`, and where it may be asked."""
    if level == 4:
        return _root(chance)
    a, b, c = (chance.randint(2, 12) for _ in "abc")
    sign = chance.choice("+-")
    text = {
        1: f"{50 * a} {sign} {b}*{{v}}",
        2: f"{20 * a} + {b}*{{v}} {sign} {c}*{{v}}^2/{chance.choice((1, 2, 4, 5))}",
        3: f"{60 * a}/({{v}} + {chance.randint(1, 3)}) + {c}",
        5: f"{10 * a}*{{v}}/({{v}}^2 + {c})",
    }[level]
    return text, PLACES


def _root(chance: random.Random) -> tuple[str, Sequence[int]]:
    """A root that rises or falls, of a linear function or a square, perhaps with another term; it
    is asked about where the root is a whole number.
    """
    factor, b, c, d = 2 * chance.randint(2, 12), *(chance.randint(2, 12) for _ in "bcd")
    farthest = b * PLACES[-1] + c
    height = 10 * (factor * isqrt(farthest) // 10 + d)
    shapes: tuple[tuple[str, Callable[[int], int]], ...] = (
        (f"{factor}*sqrt({b}*{{v}} + {c})", lambda v: b * v + c),
        (f"{factor}*sqrt({b}*{{v}} + {c}) + {5 * d}", lambda v: b * v + c),
        (f"{height} - {factor}*sqrt({b}*{{v}} + {c})", lambda v: b * v + c),
        (f"{factor}*sqrt({farthest} - {b}*{{v}})", lambda v: farthest - b * v),
        (f"{factor}*sqrt({{v}}^2 + {c}) + {5 * d}", lambda v: v**2 + c),
        (f"{b}*{{v}} + {factor}*sqrt({{v}})", lambda v: v),
    )
    text, inside = chance.choice(shapes)
    return text, [one for one in PLACES if isqrt(inside(one)) ** 2 == inside(one)]


def _compose(chance: random.Random, level: int) -> Composed | None:
    text, places = _function(chance, level)
    if not places:
        return None
    at = Fraction(chance.choice(places))
    story = _fitting(chance, text, at)
    v = story.variable
    tree = formula(text.format(v=v), v)
    rate = derivative(tree, v)
    slope, value = rational_at(rate, {v: at}), rational_at(tree, {v: at})
    if not slope or not value or value < 0 or _size(slope, value) > LARGEST:
        return None
    start = story.text.replace("{f}", latex(tree))
    wrong = _wrong(story, slope, value, at)
    return Composed(
        prompt=(
            f"{start}. How fast does this change, per {story.by}, at ${v} = {latex(at)}$? "
            "Choose the rate with its unit."
        ),
        hints=HINTS,
        steps=(
            line("Derivative", latex(rate)),
            line("At the given value", latex(slope), f"in {story.of} per {story.by}"),
        ),
        is_confirmed=lambda: sympy_at(by_sympy(tree, v), {v: at}) == slope,
        right=(_rate(slope, story.of, story.by),),
        wrong=wrong,
    )


def _fitting(chance: random.Random, text: str, at: Fraction) -> _Story:
    """A story in which the rate has a sign that is not odd."""
    rate = value_at(derivative(formula(text.format(v="x"), "x"), "x"), {"x": at})
    slope = float(maths.floats(rate, {}))
    return chance.choice([one for one in STORIES if one.sign * slope >= 0])


def _size(*values: Fraction) -> int:
    return max(max(abs(one.numerator), one.denominator) for one in values)


def _rate(value: Fraction, of: str, by: str) -> str:
    return f"${latex(value)}$ {of} per {by}"


def _plural(unit: str) -> str:
    return unit if unit.endswith("s") else f"{unit}s"


def _wrong(story: _Story, slope: Fraction, value: Fraction, at: Fraction) -> tuple[Wrong, ...]:
    mean = value / at
    candidates = [
        (
            _rate(-slope, story.of, story.by),
            "The sign says whether it grows or shrinks.",
            "sign-dropped",
        ),
        (f"${latex(slope)}$ {story.of}", "A rate has the unit of a quotient.", "rate-unit-missing"),
        (
            f"${latex(slope)}$ {_plural(story.by)} per {story.one}",
            "This is the unit of the inverse function's rate.",
            "rate-unit-turned",
        ),
        (
            f"${latex(value)}$ {story.of}",
            "This is how much it is, not how fast it changes.",
            "rate-for-value",
        ),
        (
            _rate(mean, story.of, story.by),
            "This is the value divided by the input.",
            "average-for-instantaneous",
        ),
    ]
    kept: dict[str, Wrong] = {}
    right = _rate(slope, story.of, story.by)
    for text, said, rule in candidates:
        if text != right and text not in kept:
            kept[text] = Wrong(text, said, rule)
    return tuple(kept.values())


SENSITIVITY: Final = ComposedFamily(
    name="sensitivity",
    title="Sensitivity, with its unit",
    kind="choice",
    levels={
        1: "a linear relation",
        2: "a quadratic",
        3: "a reciprocal",
        4: "a square root",
        5: "a quotient",
    },
    difficulties={1: -0.8, 2: -0.4, 3: 0.0, 4: 0.4, 5: 0.8},
    skills=("sensitivity", "derivative-meaning"),
    compose=_compose,
)
