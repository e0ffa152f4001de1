"""Linear equations, exactly."""

from collections.abc import Sequence
from fractions import Fraction

from questions.maths.expression import Expression
from questions.problems.formulas import rational_at


def solved(
    equations: Sequence[Expression], variables: tuple[str, str]
) -> tuple[Fraction, Fraction] | None:
    """Where both are zero; None unless both are linear with one solution.

    A linear function is told by its values at five places, so that nothing is expanded.
    """
    rows = [_coefficients(one, variables) for one in equations]
    if None in rows or len(rows) != 2:
        return None
    (a, b, c), (d, e, f) = (row for row in rows if row is not None)
    determinant = a * e - b * d
    if determinant == 0:
        return None
    return (b * f - c * e) / determinant, (c * d - a * f) / determinant


def _coefficients(
    tree: Expression, variables: tuple[str, str]
) -> tuple[Fraction, Fraction, Fraction] | None:
    """a, b and c of ax + by + c, or None where the tree is something else."""
    x, y = variables
    places = ((0, 0), (1, 0), (0, 1), (2, 3), (-5, 7))
    values = [rational_at(tree, {x: one, y: two}) for one, two in places]
    if None in values:
        return None
    c, at_x, at_y, *checks = (value for value in values if value is not None)
    a, b = at_x - c, at_y - c
    if checks != [2 * a + 3 * b + c, -5 * a + 7 * b + c]:
        return None
    return a, b, c
