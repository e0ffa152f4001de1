"""What a function does at a place: smooth, a corner, a cusp, a jump, a vertical tangent."""

import random
from dataclasses import dataclass
from typing import Any, Final

from questions import maths
from questions.problems.formulas import latex, written
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily, Wrong
from .lines import line

HINTS: Final = (
    "Look from both sides: does the function arrive at the same value?",
    "If it does, compare the slopes on both sides.",
    "One finite slope: smooth. Two: a corner. Unbounded: a cusp or a vertical tangent.",
)
TEXTS: Final = {
    "smooth": "It has a derivative there.",
    "corner": "A corner: the slopes on the two sides are different.",
    "cusp": "A cusp: the slopes grow beyond all bounds, with different signs.",
    "vertical": "A vertical tangent: the slopes grow beyond all bounds, with the same sign.",
    "jump": "A jump: it is not even continuous there.",
}
SAID: Final = {
    "smooth": "Look at the slopes on both sides: they do not meet in one finite value.",
    "corner": "The slopes on both sides would have to be finite and different.",
    "cusp": "The slopes would have to grow beyond all bounds, down on one side, up on the other.",
    "vertical": "The slopes would have to grow beyond all bounds, with the same sign.",
    "jump": "Both sides arrive at the same value, so it is continuous.",
}
STEEP: Final = ("cusp", "vertical")
BELIEFS: Final = {
    **{("smooth", one): "continuous-for-differentiable" for one in ("corner", *STEEP)},
    **{("jump", one): "break-for-no-derivative" for one in ("smooth", "corner", *STEEP)},
    **{(one, "jump"): "slopes-before-values" for one in ("smooth", "corner")},
    **{("corner", one): "corner-and-cusp-mixed-up" for one in STEEP},
    ("corner", "smooth"): "corner-where-formula-changes",
    ("cusp", "corner"): "corner-and-cusp-mixed-up",
    ("cusp", "vertical"): "cusp-and-vertical-mixed-up",
    ("vertical", "cusp"): "cusp-and-vertical-mixed-up",
}
"""The mal-rule that leads to a wrong option, by what was chosen and what it is."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What is left and right of a place, as texts in calculator notation, and how it is shown.
    `corner` is where an absolute value has its corner, if that is not there.
    """

    left: str
    right: str
    at: int
    kind: str
    shown: str
    is_root: bool = False
    corner: int | None = None


def _absolute(chance: random.Random) -> _Case:
    """|ax + b| at its corner, or beside it."""
    p, a, b = chance.randint(-6, 6), chance.randint(1, 6), chance.randint(-6, 6)
    inner = f"{a}*x + ({-a * p})"
    shown = _shown(f"abs({inner}) + ({b})")
    if chance.random() < 0.3:
        at = p + chance.choice((-2, -1, 1, 2))
        side = f"{inner} + ({b})" if at > p else f"-({inner}) + ({b})"
        return _Case(side, side, at, "smooth", shown, corner=p)
    return _Case(f"-({inner}) + ({b})", f"{inner} + ({b})", p, "corner", shown)


def _pieces(chance: random.Random, *, curved: bool) -> _Case:
    """Two pieces that meet smoothly, in a corner, or not at all."""
    p, a, b = chance.randint(-4, 4), chance.choice((1, 2, 3, -1, -2)), chance.randint(-5, 5)
    kind = chance.choice(("smooth", "corner", "jump"))
    left = f"({a})*x^2 + ({b})*x" if curved else f"({a})*x + ({b})"
    slope, value = (2 * a * p + b, a * p * p + b * p) if curved else (a, a * p + b)
    steeper = slope if kind == "smooth" else slope + chance.choice((1, 2, 3, -1, -2))
    end = value + (chance.choice((1, 2, 3, -1, -2, -3)) if kind == "jump" else 0)
    bend = chance.choice((1, 2, -1)) if curved or kind == "smooth" else 0
    right = f"({bend})*x^2 + ({steeper - 2 * bend * p})*x + ({end - steeper * p + bend * p * p})"
    shown = (
        rf"\begin{{cases}} {_shown(left)} & \text{{for }} x < {p} \\ "
        rf"{_shown(right)} & \text{{for }} x \ge {p} \end{{cases}}"
    )
    return _Case(left, right, p, kind, shown)


def _root(chance: random.Random, level: int) -> _Case:
    """A power of x - p with a broken exponent, perhaps with a polynomial beside it."""
    p, a = chance.randint(-5, 5), chance.choice((1, 2, 3, -1, -2))
    exponent, kind = chance.choice(
        (("1/3", "vertical"), ("2/3", "cusp"), ("4/3", "smooth"), ("3/5", "vertical"),
         ("2/5", "cusp"), ("4/5", "cusp"), ("5/3", "smooth"))
    )  # fmt: skip
    base = f"(x - ({p}))" if p else "x"
    rest = (
        f" + ({chance.choice((1, 2, -1, -3))})*x" if level == 5 else f" + ({chance.randint(0, 9)})"
    )
    text = f"({a})*{base}^({exponent}){rest}"
    return _Case(text, text, p, kind, _shown(text), is_root=True)


def _shown(text: str) -> str:
    return latex(maths.tidy(written(text, "x")))


def _drawn(chance: random.Random, level: int) -> _Case:
    if level == 1:
        return _absolute(chance)
    if level == 2 or (level == 4 and chance.random() < 0.6):
        return _pieces(chance, curved=level == 4)
    if level == 5 and chance.random() < 0.4:
        return _pieces(chance, curved=True)
    return _root(chance, level)


def _compose(chance: random.Random, level: int) -> Composed:
    case, name = _drawn(chance, level), chance.choice("fgh")
    return Composed(
        prompt=f"Let $${name}(x) = {case.shown}.$$\n\nWhat is true of ${name}$ at $x = {case.at}$?",
        hints=HINTS,
        steps=_steps(case),
        is_confirmed=lambda: _by_sympy(case) == case.kind,
        right=(TEXTS[case.kind],),
        wrong=tuple(
            Wrong(TEXTS[one], _said(one, case), _belief(one, case))
            for one in TEXTS
            if one != case.kind
        ),
    )


def _said(chosen: str, case: _Case) -> str:
    if chosen == "corner" and case.corner is not None:
        return f"The corner is at $x = {case.corner}$, where what stands between the bars is 0."
    return SAID[chosen]


def _belief(chosen: str, case: _Case) -> str | None:
    """What leads to a wrong option; nothing known does where a plain piece is called steep, or a
    corner seen where no formula changes.
    """
    if chosen == "corner" and case.kind == "smooth" and case.left == case.right:
        return None
    return BELIEFS.get((chosen, case.kind)) or (
        "steep-at-any-root" if case.is_root and chosen in STEEP else None
    )


def _sides(case: _Case) -> list[tuple[Any, Any]]:
    """From the left and from the right: the value and the slope that the function tends to."""
    import sympy

    x = sympy.Symbol("x", real=True)
    found = []
    for text, side in ((case.left, "-"), (case.right, "+")):
        tree = maths.to_sympy(written(text, "x"))
        slope = sympy.diff(tree, x)
        found.append(tuple(sympy.limit(one, x, case.at, side) for one in (tree, slope)))
    return found


def _by_sympy(case: _Case) -> str:
    import sympy

    (low, before), (high, after) = _sides(case)
    if sympy.simplify(low - high) != 0:
        return "jump"
    if before.is_finite and after.is_finite:
        return "smooth" if sympy.simplify(before - after) == 0 else "corner"
    return "vertical" if before == after else "cusp"


def _steps(case: _Case) -> tuple[Line, ...]:
    """What arrives from either side, and how steep it is there."""
    (low, before), (high, after) = _sides(case)
    place = f"x = {case.at}"
    values = rf"{_text(low)} \text{{ from the left}},\ {_text(high)} \text{{ from the right}}"
    slopes = rf"{_text(before)} \text{{ from the left}},\ {_text(after)} \text{{ from the right}}"
    if case.kind == "jump":
        return (line(f"Values at ${place}$", values, TEXTS[case.kind]),)
    return (
        line(f"Values at ${place}$", values),
        line(f"Slopes at ${place}$", slopes, TEXTS[case.kind]),
    )


def _text(value: Any) -> str:
    import sympy

    return str(sympy.latex(value))


NON_DIFFERENTIABLE: Final = ComposedFamily(
    name="non_differentiable",
    title="Differentiable or not",
    kind="choice",
    levels={
        1: "an absolute value",
        2: "two straight or bent pieces",
        3: "a power with a broken exponent",
        4: "two curves, or a power",
        5: "a power beside a line, or two curves",
    },
    difficulties={1: -0.8, 2: -0.3, 3: 0.2, 4: 0.6, 5: 1.0},
    skills=("differentiability", "derivative-meaning"),
    compose=_compose,
)
