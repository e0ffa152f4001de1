"""Where a function rises or falls, read from the sign of its derivative."""

import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

from questions import maths
from questions.maths.expression import Expression
from questions.problems.formulas import by_sympy, derivative, formula, latex
from questions.problems.zeros import half_zeros

from .composed import Composed, ComposedFamily, Wrong
from .factors import factored, listed
from .lines import line
from .turns import RATES, turning

HINTS: Final = (
    "A function rises where its derivative is positive, and falls where it is negative.",
    "Find where the derivative is 0. Between these places it keeps its sign.",
    "Try one point on each side of every zero of the derivative.",
)
Interval = tuple[int | None, int | None]


def _compose(chance: random.Random, level: int) -> Composed | None:
    text, places = turning(chance, level, RATES)
    tree, name, is_rising = formula(text, "x"), chance.choice("fgh"), chance.random() < 0.5
    slope = derivative(tree, "x")
    parts = factored(tree, slope, places)
    if parts is None:
        return None
    pieces = _pieces(places)
    signs = [_sign(slope, one) for one in pieces]
    if any(one == other for one, other in pairwise(signs)):
        return None
    wanted = [one for one, sign in zip(pieces, signs, strict=True) if (sign > 0) == is_rising]
    word = "rise" if is_rising else "fall"
    return Composed(
        prompt=f"Where does $${name}(x) = {latex(tree)}$$ {word}?",
        hints=HINTS,
        steps=(
            line("Derivative", rf"{name}'(x) = {latex(slope)}"),
            line(
                "Where it is 0",
                rf"{name}'(x) = {latex(parts)} = 0",
                f"This holds for {listed(places)}, and nowhere else.",
            ),
            *(
                line("Sign", rf"{name}'(x) {'>' if sign > 0 else '<'} 0", f"for {_text([one])}")
                for one, sign in zip(pieces, signs, strict=True)
            ),
        ),
        is_confirmed=lambda: signs == [_sign_by_sympy(tree, one) for one in pieces],
        right=(_text(wanted),),
        wrong=_wrong(tree, pieces, wanted, is_rising=is_rising),
    )


def _pieces(places: Sequence[int | Fraction]) -> list[Interval]:
    ends = [None, *places, None]
    return list(pairwise(ends))  # type: ignore[arg-type]


def _touch(pieces: Sequence[Interval]) -> bool:
    """Whether two of them have an end in common: only that one place is left out."""
    return any(one[1] == other[0] for one, other in pairwise(pieces))


def _inside(piece: Interval) -> Fraction:
    low, high = piece
    if low is None:
        return Fraction(high or 0) - 1
    return Fraction(low) + 1 if high is None else Fraction(low + high) / 2


def _sign(tree: Expression, piece: Interval) -> int:
    import numpy as np

    value = float(maths.floats(tree, {"x": np.array([float(_inside(piece))])})[0])
    return (value > 0) - (value < 0)


def _sign_by_sympy(tree: Expression, piece: Interval) -> int:
    import sympy

    place = sympy.Rational(str(_inside(piece)))
    return int(sympy.sign(by_sympy(tree, "x").subs(sympy.Symbol("x", real=True), place)))


def _text(pieces: Sequence[Interval]) -> str:
    return " and for ".join(map(_one, pieces))


def _one(piece: Interval) -> str:
    low, high = piece
    if low is None:
        return f"$x < {latex(high or 0)}$"
    return f"$x > {latex(low)}$" if high is None else f"${latex(low)} < x < {latex(high)}$"


def _wrong(
    tree: Expression, pieces: Sequence[Interval], wanted: list[Interval], *, is_rising: bool
) -> tuple[Wrong, ...]:
    """The other intervals, and what the sign of the function itself would say."""
    others = [one for one in pieces if one not in wanted]
    turned = "falls" if is_rising else "rises"
    found = [
        Wrong(_text(others), f"There the function {turned}: try a point.", "sign-dropped"),
    ]
    zeros = half_zeros(tree, "x")
    if zeros:
        own = [one for one in _pieces(zeros) if (_sign(tree, one) > 0) == is_rising]
        if own and own not in (wanted, others) and not _touch(own):
            said = "These are the intervals where the function itself has that sign."
            found.append(Wrong(_text(own), said, "sign-of-f-for-sign-of-derivative"))
    said = "The derivative changes its sign, so the function does not do the same everywhere."
    found.append(Wrong("For every $x$.", said, "f-for-derivative"))
    if len(wanted) > 1:
        said = "True there, but the function does so on another interval, too."
        found += [Wrong(_text([one]), said, "local-for-global") for one in wanted]
    else:
        said = "It changes at the stationary points, not at 0."
        rule = "sign-of-place-for-sign-of-derivative"
        found += [Wrong(text, said, rule) for text in ("$x > 0$", "$x < 0$")]
    shown = {_text(wanted)}
    return tuple(one for one in found if one.text not in shown and not shown.add(one.text))  # type: ignore[func-returns-value]


MONOTONIC_INTERVALS: Final = ComposedFamily(
    name="monotonic_intervals",
    title="Rising and falling",
    kind="choice",
    levels={
        1: "a quadratic",
        2: "a cubic",
        3: "a linear function times an exponential",
        4: "a quotient",
        5: "a quadratic times an exponential",
    },
    difficulties={1: -1.0, 2: -0.3, 3: 0.2, 4: 0.6, 5: 1.1},
    skills=("derivative-reading", "stationary-points"),
    compose=_compose,
)
