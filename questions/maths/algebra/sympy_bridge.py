"""To sympy and back. sympy is loaded when first used, which takes most of a second."""

from typing import TYPE_CHECKING

from questions.maths.expression import Expression

if TYPE_CHECKING:
    import sympy


def to_sympy(tree: Expression) -> "sympy.Expr | sympy.Matrix":
    """The tree over real symbols; vectors and matrices become matrices, vectors columns.

    Odd roots stay real: `(-8)^(1/3)` becomes -2. Raises UnsupportedError for what sympy
    has no real function for.
    """
    from questions.maths.algebra import into_sympy

    return into_sympy.convert(tree)


def from_sympy(expression: "sympy.Expr | sympy.Matrix") -> Expression:
    """A tree that writes as a teacher would: descending powers, quotients, roots, e^x.

    Raises UnsupportedError for what our trees have no node for (complex numbers, integrals, ...).
    """
    from questions.maths.algebra import out_of_sympy

    return out_of_sympy.convert(expression)
