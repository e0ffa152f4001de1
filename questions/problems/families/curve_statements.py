"""Statements about a function of one variable: its derivatives, where it rises, its extrema."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from questions import maths
from questions.maths.evaluation import rational_value
from questions.maths.expression import Expression
from questions.problems.formulas import (
    by_sympy,
    derivative,
    formula,
    latex,
    sympy_at,
    value_at,
)
from questions.problems.parts import Line

from .composed import Composed, ComposedFamily
from .factors import factored
from .lines import line
from .statements import Stated, Statement, composed, equation, wrong
from .turns import turning

HINTS: Final = (
    "Judge every statement by itself; several may hold.",
    "Differentiate the function, and put each place in.",
    "The sign of the first derivative says whether it rises.",
)
PLACES: Final = range(-4, 5)
ASKED: Final = 3
"""So many places are needed beside the stationary one."""
POLYNOMIALS: Final = frozenset({1, 2})
QUOTIENT: Final = 4
"""The level whose second derivative is too long to be shown or worked out by hand."""
LARGEST: Final = 500
"""Of numerators and denominators of what is stated, as in other families of values."""


@dataclass(frozen=True)
class _Curve:
    """A function with its name and its stationary points."""

    name: str
    function: Expression
    turns: tuple[int, ...]
    level: int

    @property
    def is_polynomial(self) -> bool:
        return self.level in POLYNOMIALS

    @property
    def is_quotient(self) -> bool:
        return self.level == QUOTIENT

    @cached_property
    def slope(self) -> Expression:
        """As somebody writes it who works with it: in factors where it is no polynomial."""
        found = derivative(self.function, "x")
        return found if self.is_polynomial else factored(self.function, found, self.turns) or found

    @cached_property
    def bend(self) -> Expression:
        return derivative(self.function, "x", "x")

    def reason(self, order: int, at: int) -> str:
        """The derivative as a formula and its value, with which a reason begins."""
        tree, primes = (self.slope, "'") if order == 1 else (self.bend, "''")
        value = latex(value_at(tree, {"x": at}))
        which = "derivative" if order == 1 else "second derivative"
        return (
            f"The {which} is ${self.name}{primes}(x) = {latex(tree)}$; at ${at}$ that is ${value}$"
        )


def _compose(chance: random.Random, level: int) -> Composed | None:
    text, turns = turning(chance, level)
    curve = _Curve(chance.choice("fgh"), formula(text, "x"), turns, level)
    free = [
        one for one in PLACES if one not in turns and _is_short(value_at(curve.slope, {"x": one}))
    ]
    if len(free) < ASKED:
        return None
    at, rises, other = chance.sample(free, ASKED)
    turn = chance.choice(turns)
    statements = [
        _value(curve, 1, at),
        _rising(curve, rises),
        _rising(curve, other) if curve.is_quotient else _value(curve, 2, other),
        # Of one alone, an extremum would say where the function rises.
        _stationary(curve, turn, {at, rises, other}) if len(turns) == 1 else _extremum(curve, turn),
    ]
    stated = Stated(
        prompt=f"Let $${curve.name}(x) = {latex(curve.function)}.$$",
        statements=statements,
        hints=HINTS,
        steps=tuple(_formulas(curve)),
    )
    return composed(chance, stated)


def _is_short(value: Expression) -> bool:
    """Whether a person works with the number: one that is no fraction has an exponential."""
    exact = rational_value(value)
    return exact is None or max(abs(exact.numerator), exact.denominator) <= LARGEST


def _formulas(curve: _Curve) -> Iterator[Line]:
    yield line("Derivative", rf"{curve.name}'(x) = {latex(curve.slope)}")
    if not curve.is_quotient:
        yield line("Second derivative", rf"{curve.name}''(x) = {latex(curve.bend)}")


def _value(curve: _Curve, order: int, at: int) -> Statement:
    """The first or second derivative at a place."""
    here, by = {"x": at}, "x" * order
    primes = "'" * order
    task = maths.Task("derivative", curve.function, ("x",), ("x",), order=order)
    return equation(
        f"{curve.name}{primes}({at})",
        value_at(curve.slope if order == 1 else curve.bend, here),
        [
            (rule, found)
            for rule, answer in maths.predict_mistakes(task)
            if _is_short(found := value_at(answer, here))
        ],
        lambda: sympy_at(by_sympy(curve.function, *by), here),
        f"{curve.reason(order, at)}.",
    )


def _rising(curve: _Curve, at: int) -> Statement:
    goes, height = _sign(curve.slope, at), _sign(curve.function, at)
    words, compared = {1: "rises", -1: "falls"}, ">" if goes > 0 else "<"
    rule = "sign-of-f-for-sign-of-derivative" if height == -goes else "sign-dropped"
    where = f"At $x = {at}$ the function ${curve.name}$"
    value = latex(value_at(curve.slope, {"x": at}))
    return Statement(
        f"{where} {words[goes]}.",
        f"{curve.reason(1, at)}, which is {'positive' if goes > 0 else 'negative'}.",
        (wrong(f"{where} {words[-goes]}.", rule),),
        line("Its sign", f"{curve.name}'({at}) = {value} {compared} 0"),
        lambda: _sympy_sign(curve.function, at, 1) == goes,
    )


def _stationary(curve: _Curve, turn: int, taken: set[int]) -> Statement:
    """Where the derivative is 0. A wrong sign, or a zero of the function, is taken for it, unless
    another statement is about that place.
    """
    said = rf"The function ${curve.name}$ is stationary at"
    zeros = [one for one in PLACES if _sign(curve.function, one) == 0]
    other = [("stationary-where-f-is-zero", one) for one in zeros]
    other += [("root-sign-turned", -turn)]
    return Statement(
        f"{said} $x = {turn}$.",
        f"{curve.reason(1, turn)}.",
        tuple(
            wrong(f"{said} $x = {one}$.", rule) for rule, one in other if one not in {turn, *taken}
        ),
        line("Where the derivative is 0", f"x = {turn}"),
        lambda: _sympy_sign(curve.function, turn, 1) == 0,
    )


def _extremum(curve: _Curve, turn: int) -> Statement:
    """A minimum or a maximum, by the second derivative or by how the sign of the first changes."""
    before, after = (_sign(curve.slope, turn + step) for step in (-1, 1))
    bends = after if curve.is_quotient else _sign(curve.bend, turn)
    words = {1: "minimum", -1: "maximum"}
    where = f"At $x = {turn}$ the function ${curve.name}$ has a local"
    reason, shown = (
        _changes(curve, turn, (before, after)) if curve.is_quotient else _bends(curve, turn)
    )
    return Statement(
        f"{where} {words[bends]}.",
        reason,
        (wrong(f"{where} {words[-bends]}.", "extremum-turned-round"),),
        line("Extremum", shown),
        lambda: (
            _sympy_sign(curve.function, turn, 1) == 0
            and _sympy_sign(curve.function, turn, 2) == bends
        ),
    )


def _bends(curve: _Curve, turn: int) -> tuple[str, str]:
    """The reason for an extremum from the second derivative, and its line."""
    value = value_at(curve.bend, {"x": turn})
    compared = ">" if _sign(curve.bend, turn) > 0 else "<"
    name, sign = curve.name, "positive" if compared == ">" else "negative"
    zero = f"The derivative ${name}'(x) = {latex(curve.slope)}$ is $0$ at ${turn}$."
    said = f"{zero} {curve.reason(2, turn)}, which is {sign}."
    return said, rf"{name}'({turn}) = 0,\quad {name}''({turn}) = {latex(value)} {compared} 0"


def _changes(curve: _Curve, turn: int, signs: Sequence[int]) -> tuple[str, str]:
    """The reason for an extremum from the first derivative on both sides, and its line."""
    told = {1: "positive", -1: "negative"}
    before, after = (f"{curve.name}'({turn + step})" for step in (-1, 1))
    compared = [">" if sign > 0 else "<" for sign in signs]
    said = (
        f"{curve.reason(1, turn)}; it is {told[signs[0]]} before, as at ${turn - 1}$, and "
        f"{told[signs[1]]} after, as at ${turn + 1}$."
    )
    shown = (
        rf"{before} {compared[0]} 0,\quad {curve.name}'({turn}) = 0,\quad {after} {compared[1]} 0"
    )
    return said, shown


def _sign(tree: Expression, at: int) -> int:
    value = value_at(tree, {"x": at})
    size = rational_value(value)
    found = float(maths.floats(value, {})) if size is None else size
    return (found > 0) - (found < 0)


def _sympy_sign(function: Expression, at: int, order: int) -> int:
    import sympy

    return int(sympy.sign(sympy_at(by_sympy(function, *"x" * order), {"x": at})))


CURVE_STATEMENTS: Final = ComposedFamily(
    name="curve_statements",
    title="What holds of a function",
    kind="several choices",
    levels={
        1: "a quadratic",
        2: "a cubic",
        3: "a linear function times an exponential",
        4: "a quotient",
        5: "a quadratic times an exponential",
    },
    difficulties={1: -0.5, 2: 0.1, 3: 0.6, 4: 1.0, 5: 1.4},
    skills=("derivative-reading", "stationary-points"),
    compose=_compose,
)
