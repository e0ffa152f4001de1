"""A derivative's value at a point, exact."""

from questions.maths.differentiation.tidying import tidy
from questions.maths.expression import Expression, substitute
from questions.maths.task import Pairs


def value_at(tree: Expression, point: Pairs) -> Expression:
    """The tree with the point put in, tidied."""
    return tidy(substitute(tree, dict(point)))
