"""The difference quotient, worked out and simplified: where the derivative comes from."""

import random
from typing import Final

from questions import maths
from questions.maths.expression import Expression, Negation, Sum
from questions.problems.formulas import formula, latex

from .composed import Composed, ComposedFamily
from .lines import line

HINTS: Final = (
    "Put $x + h$ in for every $x$.",
    "Subtract the function itself: all that has no $h$ cancels.",
    "What is left has the factor $h$: divide by it.",
)
MULTIPLY: Final = "Multiply out: what has no $h$ cancels, and the rest has the factor $h$."
WAYS: Final = {
    1: MULTIPLY,
    2: MULTIPLY,
    3: MULTIPLY,
    4: "Bring both fractions to one denominator: above the line only a multiple of $h$ is left.",
    5: "Multiply above and below by the sum of the roots: above the line only a multiple of $h$ "
    "is left.",
}
"""How the quotient comes to hold a factor h that cancels."""


def _texts(chance: random.Random, level: int) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A function of x, its difference quotient, and what mal-rules give for it."""
    a, b, c = (chance.choice((-1, 1)) * chance.randint(1, 9) for _ in "abc")
    if level == 1:
        a = chance.choice((-1, 1)) * chance.randint(1, 20)
        c = chance.choice((-1, 1)) * chance.randint(1, 30)
        return (
            f"({a})*x^2 + ({c})",
            f"({a})*(2*x + h)",
            (
                ("power-of-a-sum", f"({a})*h"),
                ("coefficient-dropped", "2*x + h"),
                ("bracket-lost", f"({a})*2*x + h"),
                ("finite-difference-without-h", f"({a})*(2*x*h + h^2)"),
                ("derivative-for-quotient", f"({a})*2*x"),
                ("constant-kept", f"({a})*(2*x + h) + ({c})"),
            ),
        )
    if level == 2:
        return (
            f"({a})*x^2 + ({b})*x + ({c})",
            f"({a})*(2*x + h) + ({b})",
            (
                ("power-of-a-sum", f"({a})*h + ({b})"),
                ("finite-difference-without-h", f"({a})*(2*x*h + h^2) + ({b})*h"),
                ("derivative-for-quotient", f"({a})*2*x + ({b})"),
                ("minus-not-distributed", f"({a})*(2*x + h) + ({b}) + 2*(({b})*x + ({c}))/h"),
            ),
        )
    if level == 3:
        tail = chance.choice((f" + ({b})*x", f" + ({c})", f" + ({b})*x + ({c})"))
        add = f" + ({b})" if "x" in tail else ""
        return (
            f"({a})*x^3{tail}",
            f"({a})*(3*x^2 + 3*x*h + h^2){add}",
            (
                ("power-of-a-sum", f"({a})*h^2{add}"),
                ("finite-difference-without-h", f"h*(({a})*(3*x^2 + 3*x*h + h^2){add})"),
                ("derivative-for-quotient", f"({a})*3*x^2{add}"),
            ),
        )
    shift = chance.choice((0, 1, 2, 3, 4, 5, -1, -2, -3, -4))
    p = f"(x + ({shift}))"
    later = f"(x + h + ({shift}))"
    if level == 4:
        return (
            f"({a})/{p} + ({c})",
            f"-({a})/({p}*{later})",
            (
                ("sign-of-whole", f"({a})/({p}*{later})"),
                ("finite-difference-without-h", f"-({a})*h/({p}*{later})"),
                ("derivative-for-quotient", f"-({a})/{p}^2"),
                ("function-split-over-sum", f"({a})/h^2"),
            ),
        )
    k, inner = chance.randint(2, 9), f"({chance.randint(2, 9)}*x + ({b}))"
    slope = int(inner.strip("(").split("*")[0])
    return (
        f"{k}*sqrt{inner}",
        f"{k * slope}/(sqrt({slope}*x + {slope}*h + ({b})) + sqrt{inner})",
        (
            ("function-split-over-sum", f"{k}*sqrt({slope}*h)/h"),
            ("derivative-for-quotient", f"{k * slope}/(2*sqrt{inner})"),
            (
                "finite-difference-without-h",
                f"{k * slope}*h/(sqrt({slope}*x + {slope}*h + ({b})) + sqrt{inner})",
            ),
        ),
    )


def _compose(chance: random.Random, level: int) -> Composed:
    function, quotient, wrong = _texts(chance, level)
    tree, key = formula(function, "x"), formula(quotient, "x", "h")
    whole = r"\frac{f(x + h) - f(x)}{h}"
    every = (*wrong, ("step-added-outside", "1"))
    mistakes = tuple((rule, formula(text, "x", "h")) for rule, text in every)
    return Composed(
        prompt=(
            f"Let $$f(x) = {latex(tree)}.$$\n\nWork out ${whole}$ for $h \\ne 0$, and simplify it "
            "until no division by $h$ is left, so that one can let $h$ go to 0."
        ),
        hints=HINTS,
        steps=(
            line("The function at $x + h$", f"f(x + h) = {latex(_later(tree))}"),
            line("Put into the quotient", f"{whole} = {_put_in(tree)}"),
            line("Divide by $h$", f"{whole} = {latex(key)}", WAYS[level]),
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
    """By sympy: the quotient is the key, and its limit the derivative."""
    import sympy

    x, h = (sympy.Symbol(one, real=True) for one in "xh")
    own, found = maths.to_sympy(tree), maths.to_sympy(key)
    gap = sympy.simplify((own.subs(x, x + h) - own) / h - found)
    return bool(gap == 0 and sympy.simplify(found.subs(h, 0) - sympy.diff(own, x)) == 0)


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
