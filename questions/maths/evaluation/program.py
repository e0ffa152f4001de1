"""Trees compiled to a straight list of operations, shared parts once, and run at points.

The tree is evaluated as it was written: nothing is simplified, so a part without a value
makes the whole undefined (x/x at 0, 0/0).
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from operator import itemgetter
from typing import Any, Final, NamedTuple

from flint import arb, ctx

from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.evaluation.balls import (
    SEVERAL,
    UNARY,
    add,
    divide,
    multiply,
    negate,
    unary,
)
from questions.maths.evaluation.choices import COMPARE, choose
from questions.maths.evaluation.powers import power, rational_value
from questions.maths.evaluation.values import (
    Absence,
    HugeError,
    Number,
    Operation,
    UndefinedError,
    UnknownError,
    Value,
    rational,
)
from questions.maths.expression import (
    Call,
    Constant,
    E,
    Expression,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    symbols,
)
from questions.maths.expression import Number as Literal

MAX_STEPS: Final = 3000
NO_VALUE: Final = (UndefinedError, UnknownError, HugeError)
REASONS: Final = {
    Absence.UNDEFINED: UndefinedError,
    Absence.UNKNOWN: UnknownError,
    Absence.HUGE: HugeError,
}


def _unknown(_: Sequence[Number]) -> Number:
    raise UnknownError


def _pi(_: Sequence[Number]) -> Number:
    return arb.pi()


def _euler(_: Sequence[Number]) -> Number:
    return arb.const_e()


class Step(NamedTuple):
    """`gather` takes the arguments out of all values. `chooses`: absences are arguments too, since
    what is not chosen need not have a value."""

    operation: Operation
    gather: Callable[[Sequence[Value]], Sequence[Number]]
    chooses: bool


class OtherSymbolsError(Exception):
    """A tree has symbols for which a program has no place."""


class Program:
    """Several scalar trees, evaluated together.

    Raises LimitError when they have more than `MAX_STEPS` different parts.
    """

    def __init__(self, roots: Sequence[Expression]) -> None:
        self.names = tuple(sorted(frozenset().union(*(symbols(root) for root in roots))))
        self._steps: list[Step] = []
        self._known: dict[tuple[object, ...], int] = {}
        self._positions = {name: index for index, name in enumerate(self.names)}
        self.has_unknown_function = False
        self._roots = tuple(self._place(root) for root in roots)

    def __len__(self) -> int:
        return len(self._steps)

    def followed_by(self, root: Expression) -> "Program":
        """These roots and one more; what they have in common stays once.

        Raises OtherSymbolsError where it has symbols that these have not, and LimitError as
        making a program does.
        """
        longer = Program(())
        longer.names, longer._positions = self.names, self._positions
        longer._steps, longer._known = self._steps.copy(), self._known.copy()
        longer.has_unknown_function = self.has_unknown_function
        try:
            longer._roots = (*self._roots, longer._place(root))
        except KeyError as error:
            raise OtherSymbolsError from error
        return longer

    def at(self, point: Mapping[str, Number], bits: int) -> tuple[Value, ...]:
        """The value of every root, in order, with a working precision of `bits`."""
        return self.picked(self.values([point[name] for name in self.names], bits))

    def values(self, begun: Sequence[Value], bits: int) -> list[Value]:
        """The values of the names and of all parts; those that it begins with are known.

        They are the names' values, or what `values` gave for a program that this one follows.
        """
        values = list(begun)
        before, ctx.prec = ctx.prec, bits
        try:
            self._run(values)
        finally:
            ctx.prec = before
        return values

    def picked(self, values: Sequence[Value]) -> tuple[Value, ...]:
        """Those of the roots, out of `values`."""
        return tuple([values[index] for index in self._roots])

    def _run(self, values: list[Value]) -> None:
        """Append the value of every step: in one go, then carefully from the first absence on."""
        names = len(self.names)
        if Absence not in map(type, values):
            try:
                for operation, gather, _ in islice(self._steps, len(values) - names, None):
                    value = operation(gather(values))
                    if type(value) is arb and not value.is_finite():
                        break
                    values.append(value)
            except NO_VALUE:
                pass
        for step in self._steps[len(values) - names :]:
            arguments = step.gather(values)
            absence = None if step.chooses else _greatest_absence(arguments)
            values.append(absence or _apply(step, arguments))

    def _place(self, tree: Expression) -> int:
        """Where the value of the tree will stand; compiles it unless it is known."""
        if type(tree) is Symbol:
            return self._positions[tree.name]
        mark, operation, children = _meaning(tree)
        arguments = tuple([self._place(child) for child in children])
        key = (mark, arguments)
        place = self._known.get(key)
        if place is None:
            place = self._known[key] = len(self.names) + len(self._steps)
            if len(self._steps) >= MAX_STEPS:
                raise LimitError("This expression is too large.")
            self.has_unknown_function |= operation is _unknown
            self._steps.append(Step(operation, _gather(arguments), isinstance(tree, Piecewise)))
        return place


def value_of(constant: Expression, bits: int) -> Number:
    """The value of a tree without variables.

    Raises UndefinedError, UnknownError or HugeError where it has none that is known.
    """
    (value,) = Program([constant]).at({}, bits)
    if isinstance(value, Absence):
        raise REASONS[value]
    return value


def _gather(places: tuple[int, ...]) -> Callable[[Sequence[Value]], Sequence[Number]]:
    """What takes the values at these places out of a list."""
    if len(places) > 1:
        return itemgetter(*places)
    return itemgetter(slice(places[0], places[0] + 1) if places else slice(0))


def _apply(step: Step, arguments: Sequence[Number]) -> Value:
    try:
        value = step.operation(arguments)
    except UndefinedError:
        return Absence.UNDEFINED
    except UnknownError:
        return Absence.UNKNOWN
    except HugeError:
        return Absence.HUGE
    if type(value) is arb and not value.is_finite():
        return Absence.UNKNOWN if value.is_nan() else Absence.HUGE
    return value


def _greatest_absence(arguments: Sequence[Value]) -> Absence | None:
    greatest: Absence | None = None
    for one in arguments:
        if type(one) is Absence and (greatest is None or one.value > greatest.value):
            greatest = one
    return greatest


Meaning = tuple[object, Operation, tuple[Expression, ...]]
"""What tells the operation from others, the operation, and the trees that it is applied to."""


def _meaning(tree: Expression) -> Meaning:
    try:
        meaning = MEANINGS[type(tree)]
    except KeyError:
        message = "Only numbers have a value, not vectors or matrices."
        raise UnsupportedError(message) from None
    return meaning(tree)


def _number_meaning(tree: Literal) -> Meaning:
    exact = rational(tree.value)
    return (tree.value.as_integer_ratio(), lambda _: exact, ())


def _constant_meaning(tree: Constant) -> Meaning:
    return tree.name, _pi if tree.name == "pi" else _euler, ()


def _meaning_of_cases(tree: Relation | Piecewise) -> Meaning:
    """The comparisons of every branch, and its value after them; what holds otherwise is last."""
    if isinstance(tree, Relation):
        (sign,) = tree.signs
        return ("relation", sign), COMPARE[sign], tree.sides
    children: list[Expression] = []
    counts: list[int] = []
    for branch in tree.branches:
        pairs = [pair for condition in branch.conditions for pair in condition.pairs()]
        children += [*pairs, branch.value]
        counts.append(len(pairs))
    if tree.otherwise is not None:
        children.append(tree.otherwise)
    return ("piecewise", *counts), choose(counts), tuple(children)


def _power_meaning(tree: Power) -> Meaning:
    base, exponent = tree.base, tree.exponent
    value = rational_value(exponent)
    if value is not None:
        return ("power", value.as_integer_ratio()), power(value), (base,)
    if base == E:
        return ("call", "exp"), unary("exp"), (exponent,)
    return "power", power(None), (base, exponent)


def _call_meaning(tree: Call) -> Meaning:
    name, arguments = tree.name, tree.arguments
    if name == "root" and len(arguments) == 2:
        return _root_meaning(*arguments)
    return ("call", name), _function(name, len(arguments)), arguments


def _root_meaning(base: Expression, degree: Expression) -> Meaning:
    value = rational_value(degree)
    if value:
        inverse = 1 / value
        return ("power", inverse.as_integer_ratio()), power(inverse), (base,)
    return ("call", "root"), SEVERAL["root"], (base, degree)


def _function(name: str, count: int) -> Operation:
    """A function that only the question knows has no value that we could tell."""
    if name in UNARY and count == 1:
        return unary(name)
    return SEVERAL.get(name, _unknown)


MEANINGS: Final[dict[type[Expression], Callable[[Any], Meaning]]] = {
    Literal: _number_meaning,
    Constant: _constant_meaning,
    Power: _power_meaning,
    Sum: lambda tree: ("sum", add, tree.terms),
    Product: lambda tree: ("product", multiply, tree.factors),
    Negation: lambda tree: ("negation", negate, (tree.operand,)),
    Quotient: lambda tree: ("quotient", divide, (tree.numerator, tree.denominator)),
    Call: _call_meaning,
    Relation: _meaning_of_cases,
    Piecewise: _meaning_of_cases,
}
