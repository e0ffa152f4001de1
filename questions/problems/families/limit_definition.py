"""The difference quotient, worked out and simplified: where the derivative comes from."""

import random
from typing import Any, Final

from questions import maths
from questions.maths.expression import Expression, Negation, Sum
from questions.problems.formulas import by_sympy, formula, latex

from .composed import Composed, ComposedFamily
from .lines import line
from .quotients import SHAPES

PLACES: Final = (("3/7", "2/5"), ("17/11", "1/3"), ("5/3", "13/7"))
"""Values of x and h at which a key is confirmed."""
DIGITS: Final = 30
TINY: Final = 1e-20


def _compose(chance: random.Random, level: int) -> Composed:
    drawn = SHAPES[level](chance)
    tree, key = formula(drawn.function, "x"), formula(drawn.key, "x", "h")
    whole = r"\frac{f(x + h) - f(x)}{h}"
    every = (*drawn.wrong, ("step-added-outside", "1"))
    mistakes = tuple((rule, formula(text, "x", "h")) for rule, text in every)
    return Composed(
        prompt=(
            f"Let $$f(x) = {latex(tree)}.$$\n\nWork out ${whole}$ for $h \\ne 0$, and simplify it "
            "until no division by $h$ is left, so that one can let $h$ go to 0."
        ),
        hints=drawn.hints,
        steps=(
            line("The function at $x + h$", f"f(x + h) = {latex(_later(tree))}"),
            line("Put into the quotient", f"{whole} = {_put_in(tree)}"),
            line("Take $h$ out", f"{whole} = {drawn.taken_out}", drawn.way),
            line("Divide by $h$", f"{whole} = {latex(key)}"),
            line("Let $h$ go to 0", f"f'(x) = {latex(maths.differentiate(tree, 'x').result)}"),
        ),
        is_confirmed=lambda: _is_confirmed(tree, key),
        key=key,
        variables=("x", "h"),
        mistakes=mistakes,
        labels=(whole,),
        form=("no division by h",),
    )


def _put_in(tree: Expression) -> str:
    """The quotient before anything is cancelled."""
    own = latex(tree)
    taken = rf"\left({own}\right)" if isinstance(tree, Sum | Negation) else own
    return rf"\frac{{{latex(_later(tree))} - {taken}}}{{h}}"


def _later(tree: Expression) -> Expression:
    from questions.maths.expression import substitute

    return substitute(tree, {"x": formula("x + h", "x", "h")})


def _is_confirmed(tree: Expression, key: Expression) -> bool:
    """By sympy, to 30 digits: the quotient is the key, and its limit the derivative."""
    import sympy

    x, h = (sympy.Symbol(one, real=True) for one in "xh")
    own, slope, found = maths.to_sympy(tree), by_sympy(tree, "x"), maths.to_sympy(key)

    def value(function: Any, place: Any, step: Any = 0) -> Any:
        return function.evalf(DIGITS, subs={x: place, h: step})

    for at, by in PLACES:
        place, step = sympy.Rational(at), sympy.Rational(by)
        quotient = (value(own, place + step) - value(own, place)) / step
        gaps = quotient - value(found, place, step), value(slope, place) - value(found, place)
        if any(abs(one) > TINY for one in gaps):
            return False
    return True


LIMIT_DEFINITION: Final = ComposedFamily(
    name="limit_definition",
    title="Difference quotient",
    kind="expression",
    levels={
        1: "a square and a constant",
        2: "a quadratic",
        3: "a cube",
        4: "a reciprocal",
        5: "a square root",
    },
    difficulties={1: -0.6, 2: -0.1, 3: 0.4, 4: 0.8, 5: 1.2},
    skills=("limit-definition", "derivative-meaning"),
    compose=_compose,
)
