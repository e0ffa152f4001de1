"""What names stand for in one draw, and the values of expressions: read, put in, worked out.

Beside what our reader knows, an expression of a template may hold

    diff(f, x)  diff(f, x, 2)  diff(f, x, y)    derivatives
    grad(f)  hess(f)  jac(v)                    by all variables, in their order
    tangent(f, 2)                               the tangent's right side, at a point
    at(f, 1, 2)                                 the value at a point, a number a variable
    pick(i, sin(x), cos(x))                     the i-th of several
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from questions import maths
from questions.maths.budget import Budget
from questions.maths.differentiation.tidying import rational
from questions.maths.differentiation.values import value_at
from questions.maths.expression import Call, Expression, Number, Symbol, size, walk
from questions.maths.reading.vectors import settle
from questions.problems.rows import ProblemError

from .lines import Line
from .names import OPERATORS
from .sizes import check_sizes

MOST_NODES: Final = 300
"""Of any value: nothing that a person is asked comes near it."""
MOST_ORDER: Final = 4
WORK: Final = 20_000
"""What all draws of a seed may cost together, in parts of expressions that are worked out."""
A_TASK: Final = 50
"""What differentiating costs beside the parts of its result."""


@contextmanager
def told_at(line: Line) -> Iterator[None]:
    """Turns what the maths says into an error of the line."""
    try:
        yield
    except maths.MathsError as error:
        fault = line.fault(error.message, error.start, error.end or None)
        if isinstance(error, MisuseError):
            raise fault from error
        raise ProblemError(fault.message, fault.field) from error


class MisuseError(maths.MathsError):
    """Wrong whatever is drawn: no other draw is worth a try."""


@dataclass(slots=True)
class Scope:
    """`values` of parameters and definitions; `written` holds what a definition was given as.

    What is worked out is taken from the `budget`.
    """

    variables: tuple[str, ...]
    budget: Budget
    values: dict[str, Expression] = field(default_factory=dict)
    written: dict[str, Expression] = field(default_factory=dict)

    def define(self, name: str, tree: Expression) -> None:
        """Gives a name to what a tree is worth here. Raises MathsError."""
        self.values[name] = self.value(tree)
        self.written[name] = tree

    def worked(self, line: Line, tree: Expression) -> Expression:
        """The value of what a line says. Raises FaultError for what no draw mends, a ProblemError
        for what this draw lacks, both with the place in the line.
        """
        with told_at(line):
            return self.value(tree)

    def value(self, tree: Expression) -> Expression:
        """The tree with everything put in and worked out, as a textbook would write it.

        Raises MisuseError for what no draw mends, another MathsError for what this one lacks.
        """
        weight = sum(self._weight(node) for node in walk(tree))
        if weight > MOST_NODES:
            raise _too_long(tree)
        if not self.budget.spend(weight):
            raise maths.LimitError("all this takes too long to work out; make it simpler")
        found = maths.tidy(settle(self._worked(tree), "", basis=False))
        if size(found) > MOST_NODES:
            raise _too_long(tree)
        check_sizes(found)
        return found

    def _weight(self, node: Expression) -> int:
        known = self.values.get(node.name) if isinstance(node, Symbol) else None
        return 1 if known is None else size(known)

    def _worked(self, tree: Expression) -> Expression:
        if isinstance(tree, Symbol):
            return self.values.get(tree.name, tree)
        if isinstance(tree, Call) and tree.name in OPERATORS:
            return self._applied(tree)
        if not tree.children:
            return tree
        return tree.with_children(tuple(map(self._worked, tree.children)))

    def _applied(self, call: Call) -> Expression:
        if call.name == "pick":
            return self.value(self._picked(call))
        task = self.task(call)
        if task is not None:
            self.budget.spend(A_TASK)
            found = maths.key(task)
            self.budget.spend(size(found))
            return found
        point = tuple(zip(self.variables, self._point(call, call.arguments[1:]), strict=True))
        return value_at(self.value(call.arguments[0]), point)

    def task(self, tree: Expression) -> maths.Task | None:
        """What is asked by somebody who asks for the value of the tree, where that is a derivative
        of some sort, at a point or not. Raises as `value` does.
        """
        tree = self._meant(tree)
        if not isinstance(tree, Call):
            return None
        if tree.name in ASKED:
            return ASKED[tree.name](self, tree)
        if tree.name != "at":
            return None
        inner = self._meant(tree.arguments[0])
        if not isinstance(inner, Call) or inner.name not in ASKED or inner.name == "tangent":
            return None
        point = zip(self.variables, self._point(tree, tree.arguments[1:]), strict=True)
        return replace(ASKED[inner.name](self, inner), at=tuple(point))

    def _meant(self, tree: Expression) -> Expression:
        """What a name was given as, and what is picked."""
        while True:
            if isinstance(tree, Symbol) and tree.name in self.written:
                tree = self.written[tree.name]
            elif isinstance(tree, Call) and tree.name == "pick":
                tree = self._picked(tree)
            else:
                return tree

    def _picked(self, call: Call) -> Expression:
        which, *several = call.arguments
        place = rational(self.value(which))
        if not several or place is None or place.denominator != 1:
            raise _misuse(call, "pick takes a whole number and what to pick from")
        if not 1 <= place <= len(several):
            raise _misuse(call, f"there is no number {place} among the {len(several)} to pick from")
        return several[int(place) - 1]

    def _point(self, call: Call, values: Sequence[Expression]) -> list[Expression]:
        if len(values) != len(self.variables):
            message = f"{call.name} takes a value for each variable: {', '.join(self.variables)}"
            raise _misuse(call, message)
        return [self.value(one) for one in values]

    def _asked(self, ask: str, call: Call, by: tuple[str, ...], order: int = 1) -> maths.Task:
        first = call.arguments[0]
        is_named = isinstance(first, Symbol) and len(first.name) == 1
        name = first.name if isinstance(first, Symbol) and is_named else "f"
        function = self.value(first)
        try:
            return maths.Task(ask, function, self.variables, by, order, name)
        except maths.MathsError as error:
            raise _misuse(call, error.message) from error

    def _derivative(self, call: Call) -> maths.Task:
        _, *rest = call.arguments
        order = 1
        if rest and isinstance(rest[-1], Number):
            order = int(rest.pop().value)  # type: ignore[attr-defined]
        by = tuple(one.name for one in rest if isinstance(one, Symbol))
        if len(by) < len(rest) or not set(by) <= set(self.variables):
            wanted = ", ".join(self.variables) or "but there is none"
            raise _misuse(call, f"diff differentiates by variables: {wanted}")
        if not by and len(self.variables) == 1:
            by = self.variables
        if not by or not 1 <= order * len(by) <= MOST_ORDER or (len(by) > 1 and order > 1):
            raise _misuse(call, f"diff takes a variable, and how often up to {MOST_ORDER} times")
        if len(set(by)) == 1:
            by, order = by[:1], order * len(by)
        return self._asked("derivative" if len(self.variables) == 1 else "partial", call, by, order)

    def _of_all(self, call: Call) -> maths.Task:
        if len(call.arguments) != 1 or not self.variables:
            raise _misuse(call, f"{call.name} takes one function of the variables")
        return self._asked(BY_ALL[call.name], call, self.variables)

    def _tangent(self, call: Call) -> maths.Task:
        first, *point = call.arguments
        at = tuple(zip(self.variables, self._point(call, point), strict=True))
        function = self.value(first)
        try:
            return maths.Task("tangent", function, self.variables, self.variables, at=at)
        except maths.MathsError as error:
            raise _misuse(call, error.message) from error


BY_ALL: Final = {"grad": "gradient", "hess": "hessian", "jac": "jacobian"}
ASKED: Final[dict[str, Callable[[Scope, Call], maths.Task]]] = {
    "diff": Scope._derivative,
    "tangent": Scope._tangent,
    **dict.fromkeys(BY_ALL, Scope._of_all),
}


def _misuse(tree: Expression, message: str) -> MisuseError:
    start, end = tree.span or (0, 0)
    return MisuseError(message, start=start, end=end)


def _too_long(tree: Expression) -> maths.LimitError:
    message = f"this grows beyond {MOST_NODES} parts when everything is put in; make it simpler"
    start, end = tree.span or (0, 0)
    return maths.LimitError(message, start=start, end=end)
