"""What a wrong way is."""

from dataclasses import dataclass

from questions.maths.expression import Expression
from questions.maths.task import Pairs

Results = tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """What a mal-rule makes of the derivatives.

    `point` is what is put into `tree` in the end: None for the point of the task, if it has one;
    empty for none.
    """

    mal_rule: str
    tree: Expression
    point: Pairs | None = None
