"""The task: what is asked, of which function, where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from questions.maths.expression import Expression, Relation, Vector, symbols

if TYPE_CHECKING:
    from questions.maths.reading import Notation

Pairs = tuple[tuple[str, Expression], ...]
"""Names with their values, in order."""


@dataclass(frozen=True, slots=True)
class Task:
    """Differentiate `function` of `variables` as `ask` says; see `asks.ASKS` for all of them.

    `function` is a scalar; a Vector of several functions for "jacobian"; an equation (a Relation
    with one =) for "implicit"; the Vector (x(t), y(t)) for "parametric", whose names are
    `coordinates`. A "tangent" takes a scalar, an equation or such a path. `variables` are those of
    the answer; every other symbol is a parameter, held constant.

    `with_respect_to` is one variable for a derivative or a partial of any `order`, several for a
    mixed partial (first differentiated first), the x of dy/dx for an equation, the parameter of a
    path, and for all others the variables in the order of the answer's entries.

    What only some tasks have:

    - `at`: the point, a value for each variable that the derivative is taken by (for an equation
      x and y). With it the answer is the value there; without, a function.
    - `direction`: one entry for each of `with_respect_to`. `normalised` says that the rate for one
      unit of length is asked, so that the direction is divided by its length first.
    - `path`: where the function's own variables run in "chain": z = f(x, y) with x(t) and y(t).
    - `dependent`: the variable that an equation defines; where there are two, the other one.
    - `near`: where a linear approximation made `at` a point is evaluated; without, the answer is
      the linear function.
    - `rate` and `steps`: the learning rate, and how many steps of gradient descent from `at`.
    - `step` and `scheme`: h of a finite difference, and "forward", "backward" or "central".
    - `method`: "logarithmic" where the logarithm is to be taken before differentiating.

    The right answer is `differentiation.key(task)`: a scalar; a Vector for a gradient and for a
    descent in several variables; a Matrix for a Jacobian and a Hessian; for a tangent the right
    side of y = ..., z = .... Raises UnsupportedError, with a sentence, where the fields do not fit
    together.
    """

    ask: str
    function: Expression
    variables: tuple[str, ...]
    with_respect_to: tuple[str, ...]
    order: int = 1
    name: str = "f"
    at: Pairs = field(default=(), kw_only=True)
    direction: tuple[Expression, ...] = field(default=(), kw_only=True)
    normalised: bool = field(default=True, kw_only=True)
    path: Pairs = field(default=(), kw_only=True)
    coordinates: tuple[str, ...] = field(default=("x", "y"), kw_only=True)
    dependent: str = field(default="", kw_only=True)
    near: Pairs = field(default=(), kw_only=True)
    rate: Expression | None = field(default=None, kw_only=True)
    steps: int = field(default=1, kw_only=True)
    step: Expression | None = field(default=None, kw_only=True)
    scheme: str = field(default="", kw_only=True)
    method: str = field(default="", kw_only=True)

    def __post_init__(self) -> None:
        from questions.maths.task.checks import check

        check(self)

    @property
    def sequence(self) -> tuple[str, ...]:
        """By what to differentiate, one after the other, for a derivative or a partial."""
        if len(self.with_respect_to) > 1:
            return self.with_respect_to
        return self.with_respect_to * self.order

    @property
    def dependent_variable(self) -> str:
        """The variable that an equation defines as a function of the others."""
        others = [one for one in self.variables if one not in self.with_respect_to]
        return self.dependent or (others[0] if others else "")

    @property
    def is_equation(self) -> bool:
        return isinstance(self.function, Relation)

    @property
    def is_path(self) -> bool:
        """Whether a curve is given by its coordinates: "parametric", or a tangent to one."""
        return isinstance(self.function, Vector) and self.ask != "jacobian"

    @property
    def symbols(self) -> tuple[str, ...]:
        """The variables, then the parameters that occur anywhere in the task."""
        own = {*self.variables, *(name for name, _ in self.path)}
        found = frozenset[str]().union(*(symbols(one) for one in self.expressions))
        return (*self.variables, *sorted(found - own))

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """Every expression of the task, the function first."""
        pairs = (*self.path, *self.at, *self.near)
        single = (one for one in (self.rate, self.step) if one is not None)
        return (self.function, *(one for _, one in pairs), *self.direction, *single)

    def to_row(self) -> dict[str, object]:
        """Plain JSON with the fields that are set; `from_row` gives the same task back."""
        from questions.maths.task.rows import row_of

        return row_of(self)

    @classmethod
    def from_row(cls, row: Mapping[str, object], notation: "Notation | None" = None) -> "Task":
        """The task of a row of any version. Raises MathsError with a sentence about the field.

        `notation` says how its texts are read, apart from the names that the row declares.
        """
        from questions.maths.task.rows import task_of

        return task_of(row, notation)
