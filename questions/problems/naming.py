"""Names and derivatives as LaTeX, for prompts and labels."""

from questions import maths
from questions.maths.expression import Symbol


def latex_of(variable: str) -> str:
    """The variable as it is printed: `theta` as its letter, `w_1` with a subscript."""
    return maths.write_latex(Symbol(variable))


def partial_of(name: str, variable: str) -> str:
    """The partial derivative of a named function, for a label."""
    return rf"\frac{{\partial {name}}}{{\partial {latex_of(variable)}}}"
