"""Graphs of functions and of their derivatives, to be matched by what they look like."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from questions import maths
from questions.maths.expression import Expression, Negation
from questions.problems.formulas import by_sympy, derivative, formula, latex, sympy_at
from questions.problems.parts import Figure, Line, Option, Pair

from .composed import IDS, Composed, ComposedFamily
from .lines import line

ROWS: Final = 3
OPTIONS: Final = 5
REACH: Final = 3
POINTS: Final = 601
APART: Final = 0.35
"""So far apart two pictures are at some place, as a part of their height about the axis."""
EXACT: Final = 0.01
ALIKE: Final = 0.05
LINE_CHANCE: Final = 1 / 6
BACKWARDS: Final = 5
"""The level at which the derivative is shown and the function is asked."""
PROMPTS: Final = (
    "Each row shows the graph of a function. Which option is the graph of its derivative?",
    "Below are three functions. Find the graph of the derivative of each of them.",
    "Which of the options shows the slope of the graph in each row?",
)
BACK: Final = (
    "Each row shows the graph of a derivative. Which option shows a function that has it?",
    "Below are three derivatives. Find the graph of a function that each of them belongs to.",
)
HINTS: Final = (
    "Where the graph of a function is level, its derivative is 0.",
    "Where a function rises, its derivative lies above the axis; where it falls, below.",
    "Where a graph is steep, the derivative is far from 0.",
)
Curve = Any
"""An array of values over the stretch that is shown."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A function and its derivative."""

    function: Expression
    slope: Expression


def _text(chance: random.Random, level: int) -> str:
    """A function by level, in calculator notation."""
    if level == BACKWARDS:
        level = chance.choice((1, 2, 2, 3, 4))
    p, sign = chance.randint(-2, 2), chance.choice(("", "-"))
    if level == 1:
        size, middle = chance.choice(("1/2", "1", "2")), Fraction(chance.randint(-5, 5), 2)
        if chance.random() < LINE_CHANCE:
            return f"{sign}{size}*x + ({chance.randint(-3, 3)})"
        return f"{sign}{size}*(x - ({middle}))^2 + ({chance.randint(-3, 3)})"
    if level == 2:
        low, high = sorted(chance.sample(range(-2, 3), 2))
        middle, end = Fraction(low + high, 2), chance.randint(-2, 2)
        return f"{sign}(x^3/3 - ({middle})*x^2 + ({low * high})*x) + ({end})"
    if level == 3:
        wave = f"{chance.choice(('sin', 'cos'))}({chance.choice(('', '2*'))}x)"
        rise = f"e^({chance.choice(('', '-'))}x)"
        return f"{sign}{chance.choice(('1', '2', '3'))}*{chance.choice((wave, wave, rise))}"
    bell, well = f"e^(-(x - ({p}))^2)", f"1/(1 + (x - ({p}))^2)"
    step, swing = f"atan(2*(x - ({p})))", f"x*e^(-x^2/{chance.choice((1, 2, 4))})"
    double = f"(x^4/4 - {chance.choice((1, 2))}*x^2)"
    return f"{sign}{chance.choice(('1', '2'))}*{chance.choice((bell, well, step, swing, double))}"


def _compose(chance: random.Random, level: int) -> Composed | None:
    cases = [_case(_text(chance, level)) for _ in range(ROWS)]
    board = _Board([_answer(one, level) for one in cases])
    if not board.is_clear or (
        level == BACKWARDS and not _Board([one.slope for one in cases]).is_clear
    ):
        return None
    pairs = [
        Pair("", IDS[place], _remark(one), picture=_figure(_shown(one, level)))
        for place, one in enumerate(cases)
    ]
    tempting = [(place, *one) for place, case in enumerate(cases) for one in _tempting(case, level)]
    for place, rule, tree in chance.sample(tempting, len(tempting)):
        option = board.option(tree, is_new=level != BACKWARDS or not _has_a_row(tree, cases))
        if option is not None and option != pairs[place].option:
            known = dict(pairs[place].mistakes) | {option: rule}
            pairs[place] = replace(pairs[place], mistakes=tuple(sorted(known.items())))
    return _composed(chance, level, cases, pairs, board)


def _composed(
    chance: random.Random, level: int, cases: Sequence[_Case], pairs: list[Pair], board: "_Board"
) -> Composed:
    """With options in a drawn order and ids that say nothing."""
    order = chance.sample(range(len(board.trees)), len(board.trees))
    ids = {IDS[old]: IDS[new] for new, old in enumerate(order)}
    return Composed(
        prompt=chance.choice(BACK if level == BACKWARDS else PROMPTS),
        hints=HINTS,
        steps=tuple(_steps(cases)),
        is_confirmed=lambda: all(map(_is_confirmed, cases)),
        pairs=tuple(
            replace(
                one,
                option=ids[one.option],
                mistakes=tuple(sorted((ids[option], rule) for option, rule in one.mistakes)),
            )
            for one in pairs
        ),
        options=tuple(
            Option(IDS[new], "", old < ROWS, picture=_figure(board.trees[old]))
            for new, old in enumerate(order)
        ),
    )


def _case(text: str) -> _Case:
    function = formula(text, "x")
    return _Case(function, derivative(function, "x"))


def _shown(case: _Case, level: int) -> Expression:
    return case.slope if level == BACKWARDS else case.function


def _answer(case: _Case, level: int) -> Expression:
    return case.function if level == BACKWARDS else case.slope


def _tempting(case: _Case, level: int) -> list[tuple[str, Expression]]:
    """What a mal-rule takes for the answer."""
    return [
        ("graph-read-backwards", maths.tidy(Negation(_answer(case, level)))),
        ("f-for-derivative", _shown(case, level)),
    ]


def _has_a_row(tree: Expression, cases: Sequence[_Case]) -> bool:
    """Whether the graph of its derivative is among the rows: moved up or down it would be right."""
    curve = _curve(derivative(tree, "x"))
    return any(_gap(curve, _curve(one.slope)) < APART for one in cases)


class _Board:
    """The pictures to choose from, the right ones first; no two of them look alike."""

    def __init__(self, right: Sequence[Expression]) -> None:
        self.trees = list(right)
        self._curves = [_curve(one) for one in right]
        gaps = [_gap(one, two) for one, two in pairwise([*self._curves, self._curves[0]])]
        self.is_clear = min(gaps) > APART

    def option(self, tree: Expression, *, is_new: bool) -> str | None:
        """The option that shows this, added where there is room if it may be new; None where it
        would confuse.
        """
        curve = _curve(tree)
        gaps = [_gap(one, curve) for one in self._curves]
        nearest = min(range(len(gaps)), key=gaps.__getitem__)
        if gaps[nearest] < ALIKE:
            return IDS[nearest]
        if not is_new or gaps[nearest] < APART or len(self.trees) == OPTIONS:
            return None
        self.trees.append(tree)
        self._curves.append(curve)
        return IDS[len(self.trees) - 1]


def _places() -> Curve:
    import numpy as np

    return np.linspace(-REACH, REACH, POINTS)


def _curve(tree: Expression) -> Curve:
    """Its values, the largest brought to 1: pictures are drawn as high as their curves."""
    import numpy as np

    values = maths.floats(tree, {"x": _places()}) + np.zeros(POINTS)
    return values / (np.max(np.abs(values)) or 1.0)


def _gap(one: Curve, other: Curve) -> float:
    return float(abs(one - other).max())


def _figure(tree: Expression) -> Figure:
    return Figure(maths.write_text(tree), "x", Fraction(-REACH), Fraction(REACH))


def _is_confirmed(case: _Case) -> bool:
    """sympy's derivative has our values at a few places."""
    gap = by_sympy(case.function, "x") - maths.to_sympy(case.slope)
    return all(
        abs(sympy_at(gap, {"x": place}).evalf(20)) < Fraction(1, 10**12)
        for place in (Fraction(-7, 5), Fraction(1, 3), Fraction(5, 2))
    )


def _turns(case: _Case) -> list[tuple[float, bool]]:
    """Where the function is level and turns, and whether it rises after that."""
    import numpy as np

    slopes, places = _curve(case.slope), _places()
    slopes[abs(slopes) < 1e-9] = 0.0
    moving = np.flatnonzero(slopes)
    signs = np.sign(slopes[moving])
    turns = np.flatnonzero(signs[:-1] != signs[1:])
    return [
        (float(places[moving[one]] + places[moving[one + 1]]) / 2, bool(signs[one + 1] > 0))
        for one in turns
    ]


def _remark(case: _Case) -> str:
    turns = _turns(case)
    if turns:
        places = _and([_at(one) for one, _ in turns])
        return f"The function is level at {places}: there the derivative is 0."
    way = "rises" if _rises(case) else "falls"
    side = "above" if _rises(case) else "below"
    return f"The function {way} all the way: its derivative never goes {_other(side)} the axis."


def _steps(cases: Sequence[_Case]) -> Iterator[Line]:
    for place, case in enumerate(cases, start=1):
        formulas = rf"f(x) = {latex(case.function)},\quad f'(x) = {latex(case.slope)}"
        yield line(f"Row {place}", formulas, _told(case))


def _told(case: _Case) -> str:
    """Where it rises and falls, and what that makes of the derivative."""
    turns = _turns(case)
    if not turns:
        way, sign = ("rises", "positive") if _rises(case) else ("falls", "negative")
        return f"The function {way} all the way, so the derivative is {sign}."
    parts = [_way(rises=not turns[0][1]) + f" until {_at(turns[0][0])}"]
    for (_, rises), (end, _) in pairwise(turns):
        parts.append(f"{_way(rises=rises)} until {_at(end)}")
    parts.append(_way(rises=turns[-1][1]))
    signs = ["negative" if turns[0][1] else "positive"]
    signs += ["positive" if rises else "negative" for _, rises in turns]
    return f"The function {', then '.join(parts)}. So the derivative is {', then '.join(signs)}."


def _way(*, rises: bool) -> str:
    return "rises" if rises else "falls"


def _rises(case: _Case) -> bool:
    curve = _curve(case.function)
    return bool(curve[-1] > curve[0])


def _other(side: str) -> str:
    return "below" if side == "above" else "above"


def _at(place: float) -> str:
    """Where it is read off the graph, to a tenth; a multiple of one half is exact."""
    sign = "=" if abs(2 * place - round(2 * place)) < EXACT else r"\approx"
    return f"$x {sign} {round(place, 1) + 0.0:g}$"


def _and(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


MATCH_GRAPH: Final = ComposedFamily(
    name="match_graph",
    title="A graph and its derivative",
    kind="matching",
    levels={
        1: "parabolas and lines",
        2: "cubics and parabolas",
        3: "waves and exponentials",
        4: "bells, steps and double wells",
        5: "from the derivative back to the function",
    },
    difficulties={1: -1.0, 2: -0.4, 3: 0.1, 4: 0.6, 5: 1.0},
    skills=("derivative-reading", "derivative-meaning"),
    compose=_compose,
)
"""Every picture shows x from -3 to 3."""
