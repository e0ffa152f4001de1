"""Forms that a question asks for, checked on the tree as it was written.

Nothing here looks at the value: ask once that is right. What a check cannot tell (too large, a
function that it does not know) is taken as in form: nobody is blamed without a reason.
"""

from collections.abc import Callable
from typing import Final

from questions.maths.errors import MathsError
from questions.maths.expression import Expression
from questions.maths.forms.division import divided_by
from questions.maths.forms.expanded import not_expanded
from questions.maths.forms.factored import not_factored
from questions.maths.forms.fault import Fault
from questions.maths.forms.fractions import not_single_fraction
from questions.maths.forms.simplified import not_simplified
from questions.maths.forms.unwanted import negative_power, unevaluated_derivative
from questions.maths.policy import Form

__all__ = ["Fault", "broken_form"]

CHECKS: Final[dict[Form, Callable[[Expression], Fault | None]]] = {
    "expanded": not_expanded,
    "factored": not_factored,
    "single fraction": not_single_fraction,
    "no negative powers": negative_power,
    "no unevaluated derivative": unevaluated_derivative,
    "no division by h": lambda tree: divided_by(tree, "h"),
    "simplified": not_simplified,
}


def broken_form(form: Form, answer: Expression) -> Fault | None:
    """What keeps a scalar answer from being in that form; None where nothing does."""
    try:
        return CHECKS[form](answer)
    except MathsError:
        return None
