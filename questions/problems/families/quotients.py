"""Difference quotients by the shape of the function, with what mal-rules give for them."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from questions.maths.expression import Sum
from questions.problems.formulas import formula, latex

EXPANDED: Final = (
    "Put $x + h$ in for every $x$.",
    "Subtract the function itself: all that has no $h$ cancels.",
    "What is left has the factor $h$: divide by it.",
)
MULTIPLY: Final = "Multiply out: what has no $h$ cancels, and the rest has the factor $h$."
ONE_DENOMINATOR: Final = (
    "Bring both fractions to one denominator: above the line only a multiple of $h$ is left."
)
SUM_OF_ROOTS: Final = (
    "Multiply the difference of the roots, above and below, by their sum: above the line only a "
    "multiple of $h$ is left."
)
BOTH: Final = (
    "Bring both fractions to one denominator, then multiply above and below by the sum of the "
    "roots: above the line only a multiple of $h$ is left."
)


@dataclass(frozen=True, slots=True)
class Quotient:
    """A function of x, its difference quotient before h is cancelled (LaTeX) and after, what
    mal-rules give for it, and how it comes to hold a factor h that cancels.
    """

    function: str
    key: str
    taken_out: str
    wrong: tuple[tuple[str, str], ...]
    way: str = MULTIPLY

    @property
    def hints(self) -> tuple[str, ...]:
        if self.way == MULTIPLY:
            return EXPANDED
        return EXPANDED[0], "Write the difference so that it has the factor $h$.", self.way


def _digit(chance: random.Random, largest: int = 9) -> int:
    return chance.choice((-1, 1)) * chance.randint(1, largest)


def _square(chance: random.Random) -> Quotient:
    for _ in "abc":
        _digit(chance)
    a, c = _digit(chance, 20), _digit(chance, 30)
    key = f"({a})*(2*x + h)"
    wrong = (
        ("power-of-a-sum", f"({a})*h"),
        ("coefficient-dropped", "2*x + h"),
        ("bracket-lost", f"({a})*2*x + h"),
        ("finite-difference-without-h", f"({a})*(2*x*h + h^2)"),
        ("derivative-for-quotient", f"({a})*2*x"),
        ("constant-kept", f"{key} + ({c})"),
    )
    return Quotient(f"({a})*x^2 + ({c})", key, _multiple(key), wrong)


def _quadratic(chance: random.Random) -> Quotient:
    a, b, c = (_digit(chance) for _ in "abc")
    key = f"({a})*(2*x + h) + ({b})"
    wrong = (
        ("power-of-a-sum", f"({a})*h + ({b})"),
        ("finite-difference-without-h", f"({a})*(2*x*h + h^2) + ({b})*h"),
        ("derivative-for-quotient", f"({a})*2*x + ({b})"),
        ("minus-not-distributed", f"{key} + 2*(({b})*x + ({c}))/h"),
    )
    return Quotient(f"({a})*x^2 + ({b})*x + ({c})", key, _multiple(key), wrong)


def _cube(chance: random.Random) -> Quotient:
    """A cube with one or two of a square, a multiple of x and a constant; or of x + s."""
    a, b, c, d = (_digit(chance) for _ in "abcd")
    sort = chance.choice(("whole", "whole", "whole", "fraction", "shifted"))
    if sort == "shifted":
        return _shifted_cube(a, _digit(chance, 5), d)
    first = f"{a}/{chance.choice((2, 3, 4, 6))}" if sort == "fraction" else f"{a}"
    kept = chance.choice(("c", "d", "cd", "cd", "b", "bc", "bd"))
    b, c, d = (one if name in kept else 0 for one, name in zip((b, c, d), "bcd", strict=True))
    key = f"({first})*(3*x^2 + 3*x*h + h^2) + ({b})*(2*x + h) + ({c})"
    rest = f"({b})*x^2 + ({c})*x + ({d})"
    wrong = (
        ("power-of-a-sum", f"({first})*h^2 + ({b})*h + ({c})"),
        ("finite-difference-without-h", f"h*({key})"),
        ("derivative-for-quotient", f"({first})*3*x^2 + ({b})*2*x + ({c})"),
        ("minus-not-distributed", f"{key} + 2*({rest})/h"),
    )
    return Quotient(f"({first})*x^3 + {rest}", key, _multiple(key), wrong)


def _shifted_cube(a: int, shift: int, rest: int) -> Quotient:
    inner = f"(x + ({shift}))"
    key = f"({a})*(3*{inner}^2 + 3*{inner}*h + h^2)"
    wrong = (
        ("power-of-a-sum", f"({a})*h^2"),
        ("finite-difference-without-h", f"h*({key})"),
        ("derivative-for-quotient", f"({a})*3*{inner}^2"),
        ("constant-kept", f"{key} + ({rest})"),
    )
    return Quotient(f"({a})*{inner}^3 + ({rest})", key, _multiple(key), wrong)


def _reciprocal(chance: random.Random) -> Quotient:
    a, _, c = (_digit(chance) for _ in "abc")
    shift = chance.choice((0, 1, 2, 3, 4, 5, -1, -2, -3, -4))
    p, both = f"(x + ({shift}))", f"((x + ({shift}))*(x + h + ({shift})))"
    wrong = (
        ("sign-of-whole", f"({a})/{both}"),
        ("finite-difference-without-h", f"-({a})*h/{both}"),
        ("derivative-for-quotient", f"-({a})/{p}^2"),
        ("function-split-over-sum", f"({a})/h^2"),
    )
    taken_out = _fraction(f"-({a})*h", both)
    return Quotient(f"({a})/{p} + ({c})", f"-({a})/{both}", taken_out, wrong, ONE_DENOMINATOR)


@dataclass(frozen=True, slots=True)
class _Radicand:
    """What stands in a root: at x and at x + h, the difference divided by h, the derivative, and
    the difference as who takes roots term by term gets it: their roots.
    """

    now: str
    later: str
    rate: str
    slope: str
    split: str


def _radicand(chance: random.Random) -> _Radicand:
    """Linear, rising or falling, or quadratic."""
    sort = chance.choice(("rising", "rising", "rising", "falling", "square"))
    if sort == "rising":
        m, b = chance.randint(1, 9), _digit(chance)
        return _Radicand(f"{m}*x + ({b})", f"{m}*(x + h) + ({b})", f"{m}", f"{m}", f"sqrt({m}*h)")
    m, b = chance.randint(1, 4), chance.randint(1, 9)
    if sort == "falling":
        b += 3 * m
        return _Radicand(
            f"{b} - {m}*x", f"{b} - {m}*(x + h)", f"(-{m})", f"(-{m})", f"-sqrt({m}*h)"
        )
    later = f"{m}*(x + h)^2 + {b}"
    return _Radicand(f"{m}*x^2 + {b}", later, f"({m}*(2*x + h))", f"({2 * m}*x)", f"sqrt({m})*h")


def _root(chance: random.Random) -> Quotient:
    """A root, perhaps with a constant or a multiple of x, or the reciprocal of one."""
    k, inside, c = chance.randint(2, 9), _radicand(chance), _digit(chance)
    own, later = f"sqrt({inside.now})", f"sqrt({inside.later})"
    above = f"{k}*{inside.rate}"
    if chance.random() < 0.2:
        return _reciprocal_root(k, inside)
    tail, rate = chance.choice((("", ""), (f" + ({c})", ""), (f" + ({c})*x", f" + ({c})")))
    both = f"({own} + {later})"
    key = f"{above}/{both}{rate}"
    wrong = [
        ("function-split-over-sum", f"{k}*{inside.split}/h{rate}"),
        ("derivative-for-quotient", f"{k}*{inside.slope}/(2*{own}){rate}"),
        ("finite-difference-without-h", f"h*({key})"),
    ]
    wrong += [("constant-kept", f"{key} + ({c})")] if tail and not rate else []
    return Quotient(
        f"{k}*{own}{tail}",
        key,
        _fraction(f"{above}*h", both) + (_term(c) if rate else ""),
        tuple(wrong),
        SUM_OF_ROOTS,
    )


def _reciprocal_root(k: int, inside: _Radicand) -> Quotient:
    own, later = f"sqrt({inside.now})", f"sqrt({inside.later})"
    above, both = f"{k}*{inside.rate}", f"({own}*{later}*({own} + {later}))"
    wrong = (
        ("sign-of-whole", f"{above}/{both}"),
        ("finite-difference-without-h", f"-{above}*h/{both}"),
        ("derivative-for-quotient", f"-{k}*{inside.slope}/(2*({inside.now})*{own})"),
    )
    return Quotient(f"{k}/{own}", f"-{above}/{both}", _fraction(f"-{above}*h", both), wrong, BOTH)


def _multiple(key: str) -> str:
    """LaTeX of h times the quotient, over h."""
    return rf"\frac{{{_latex(f'h*({key})')}}}{{h}}"


def _fraction(above: str, below: str) -> str:
    """LaTeX of a fraction with another factor h below the line."""
    tree = formula(below, "x", "h")
    inside = rf"\left({latex(tree)}\right)" if isinstance(tree, Sum) else latex(tree)
    return rf"\frac{{{_latex(above)}}}{{h{inside}}}"


def _term(factor: int) -> str:
    """LaTeX of a multiple of h, over h, that is added or taken away."""
    return rf" {'+' if factor > 0 else '-'} \frac{{{_latex(f'{abs(factor)}*h')}}}{{h}}"


def _latex(text: str) -> str:
    return latex(formula(text, "x", "h"))


SHAPES: Final[dict[int, Callable[[random.Random], Quotient]]] = {
    1: _square,
    2: _quadratic,
    3: _cube,
    4: _reciprocal,
    5: _root,
}
