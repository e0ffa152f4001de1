"""Statements about a function of one variable: its derivatives, where it rises, its extrema."""

import random
from collections.abc import Iterator
from typing import Final

from questions import maths
from questions.maths.expression import Expression
from questions.problems.formulas import by_sympy, derivative, formula, latex, sympy_at, value_at

from .composed import Composed, ComposedFamily
from .lines import line
from .monotonic_intervals import turning
from .statements import Stated, Statement, composed, equation, wrong

HINTS: Final = (
    "Judge every statement by itself; several may hold.",
    "Differentiate the function, and once more.",
    "Put the places in: the sign of the first derivative says whether it rises.",
)


def _compose(chance: random.Random, level: int) -> Composed | None:
    text, places = turning(chance, level)
    function, name = formula(text, "x"), chance.choice("fgh")
    at = chance.choice([one for one in range(-3, 4) if one not in places])
    slope, bend = derivative(function, "x"), derivative(function, "x", "x")
    statements = [
        *_equations(function, name, at, slope, bend),
        _rising(function, name, at, slope),
        _extremum(function, name, chance.choice(places), bend),
    ]
    stated = Stated(
        prompt=f"Let $${name}(x) = {latex(function)}.$$",
        statements=statements,
        hints=HINTS,
        steps=(
            line("Derivative", rf"{name}'(x) = {latex(slope)}"),
            line("At the place", rf"{name}'({at}) = {latex(value_at(slope, {'x': at}))}"),
            line("Second derivative", rf"{name}''(x) = {latex(bend)}"),
            line("At the place", rf"{name}''({at}) = {latex(value_at(bend, {'x': at}))}"),
            line("The derivative is 0", ",\\ ".join(f"x = {one}" for one in places)),
        ),
    )
    return composed(chance, stated)


def _equations(
    function: Expression, name: str, at: int, slope: Expression, bend: Expression
) -> Iterator[Statement]:
    """The derivative as a formula, and both derivatives at the place."""
    here = {"x": at}
    first = _mistakes(function, 1)
    yield equation(
        f"{name}'(x)",
        slope,
        first,
        lambda: by_sympy(function, "x"),
        "That is the derivative, by its rules.",
    )
    yield equation(
        f"{name}'({at})",
        value_at(slope, here),
        [(rule, value_at(answer, here)) for rule, answer in first],
        lambda: sympy_at(by_sympy(function, "x"), here),
        "Put the place into the derivative.",
    )
    yield equation(
        f"{name}''({at})",
        value_at(bend, here),
        [(rule, value_at(answer, here)) for rule, answer in _mistakes(function, 2)],
        lambda: sympy_at(by_sympy(function, "x", "x"), here),
        "Differentiate twice, then put the place in.",
    )


def _mistakes(function: Expression, order: int) -> tuple[tuple[str, Expression], ...]:
    task = maths.Task("derivative", function, ("x",), ("x",), order=order)
    return maths.predict_mistakes(task)


def _rising(function: Expression, name: str, at: int, slope: Expression) -> Statement:
    goes, height = _sign(slope, at), _sign(function, at)
    words = {1: "rises", -1: "falls"}
    rule = "sign-dropped" if goes == height else "sign-of-f-for-sign-of-derivative"
    where = f"At $x = {at}$ the function ${name}$"
    sign = "positive" if goes > 0 else "negative"
    return Statement(
        f"{where} {words[goes]}.",
        f"Its derivative is {sign} there.",
        (wrong(f"{where} {words[-goes]}.", rule),),
        lambda: _sympy_sign(function, at, 1) == goes,
    )


def _extremum(function: Expression, name: str, place: int, bend: Expression) -> Statement:
    bends = _sign(bend, place)
    words = {1: "minimum", -1: "maximum"}
    where = f"At $x = {place}$ the function ${name}$ has a local"
    way = "upward" if bends > 0 else "downward"
    return Statement(
        f"{where} {words[bends]}.",
        f"The derivative is 0 there, and the graph bends {way}.",
        (wrong(f"{where} {words[-bends]}.", "extremum-turned-round"),),
        lambda: _sympy_sign(function, place, 1) == 0 and _sympy_sign(function, place, 2) == bends,
    )


def _sign(tree: Expression, at: int) -> int:
    value = float(maths.floats(value_at(tree, {"x": at}), {}))
    return 1 if value > 0 else -1


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
