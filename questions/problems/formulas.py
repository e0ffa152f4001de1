"""Short ways to make and write expressions in families: from text, to LaTeX, at a point."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from questions import maths
from questions.maths.expression import Expression, Product, number, substitute
from questions.problems.sympy_rates import rate

Exact = int | Fraction


def formula(text: str, *variables: str) -> Expression:
    """The tidy tree of a text in calculator notation."""
    return maths.tidy(maths.read(text, maths.Notation(variables=variables)).expression)


def written(text: str, *variables: str) -> Expression:
    """The tree of a text as it was written, for prompts that must not be tidied; but nobody writes
    a factor 1.
    """
    return _without_ones(maths.read(text, maths.Notation(variables=variables)).expression)


def _without_ones(tree: Expression) -> Expression:
    if not tree.children:
        return tree
    whole = tree.with_children(tuple(map(_without_ones, tree.children)))
    if not isinstance(whole, Product):
        return whole
    factors = tuple(one for one in whole.factors if one != number(1)) or whole.factors[:1]
    return factors[0] if len(factors) == 1 else Product(factors)


def latex(value: Expression | Exact) -> str:
    """LaTeX of a tree or of a rational number."""
    return maths.write_latex(value if isinstance(value, Expression) else number(value))


def brackets(value: Exact) -> str:
    """LaTeX of a number to stand behind an operator: in brackets where it is negative."""
    return point(value) if value < 0 else latex(value)


def point(*values: Exact) -> str:
    """LaTeX of a point; its brackets are as tall as its fractions."""
    inside = ", ".join(latex(one) for one in values)
    return rf"\left({inside}\right)" if r"\frac" in inside else f"({inside})"


def vector(*entries: Expression | Exact) -> Expression:
    """A vector of trees or numbers."""
    return maths.Vector(
        tuple(one if isinstance(one, Expression) else number(one) for one in entries)
    )


def value_at(tree: Expression, values: Mapping[str, Exact]) -> Expression:
    """The tree with numbers for its variables, tidied: often a number, exact in any case."""
    return maths.tidy(substitute(tree, {name: number(one) for name, one in values.items()}))


def rational_at(tree: Expression, values: Mapping[str, Exact]) -> Fraction | None:
    """The value where it is rational after tidying; None where it is not, or is undefined."""
    from questions.maths.evaluation import rational_value

    return rational_value(value_at(tree, values))


def derivative(tree: Expression, *by: str) -> Expression:
    """The derivative by one variable after the other."""
    for name in by:
        tree = maths.differentiate(tree, name).result
    return tree


def by_sympy(tree: Expression, *by: str) -> Any:
    """The same derivative, from sympy: the independent second way."""
    import sympy

    found = maths.to_sympy(tree)
    for name in by:
        found = rate(found, sympy.Symbol(name, real=True))
    return found


def sympy_at(tree: Any, values: Mapping[str, Exact]) -> Any:
    """A sympy expression at a rational point, simplified by sympy alone."""
    import sympy

    places = {
        sympy.Symbol(name, real=True): sympy.Rational(str(Fraction(one)))
        for name, one in values.items()
    }
    found = tree.xreplace(places)
    return found if found.is_Rational else sympy.simplify(found)
