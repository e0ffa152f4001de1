"""What a mal-rule's formula may speak of at a step.

u, v, n, a, c are the parts of the step; du, dv the results of its children; f its expression and
d its right result. Beside these:

based   at a logarithm of another base than e
k, p    the numeric part of a constant factor or term, and the part with other symbols
dk, dp  the derivative of a constant as if a named constant, or another variable, were the variable
w, n    base and exponent of a power behind a constant factor
m       minus the exponent, where that is negative; `over` where it was written as 1 over a power,
        `straight` elsewhere
moved   the derivative with the power of a function moved to its argument, as in sin(x^2)
inside  in the inner function of a chain; `outside` elsewhere
minus   at a minus sign; `part` at a step that is a part of a larger one, `bare` where that is the
        variable alone
F, Fx, Fdu   the outer derivative at the inner function, at the variable, at the inner derivative;
             in a chain n and a are the outer function's
do           the derivative of the inner function by another variable
fx, fdu      the outer function at the same places; `split` the derivative of the outer function
             taken term by term of an inner sum
t, dt, rest  a term of a sum, its derivative, the derivatives of the other terms; `plus` if it is
             added, `alone` if no other term changes, `beside` if one does
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from questions.maths.differentiation.results import CHILD_NAMES, outer_at
from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.shapes import fresh_symbol, product_of, replaced
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import ONE, rational, tidy
from questions.maths.errors import UnsupportedError
from questions.maths.expression import (
    Call,
    Constant,
    E,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
    substitute,
    symbols,
    walk,
)


@dataclass(frozen=True, slots=True, eq=False)
class Later:
    """A derivative that most searches need as numbers alone: `rough` as the rules write it, and
    how to build the tidy one.
    """

    rough: Expression
    build: Callable[[], Expression]

    def with_trees(self, trees: dict[str, Expression]) -> "Later":
        """The same with trees in place of symbols."""
        return Later(substitute(self.rough, trees), lambda: tidy(substitute(self.build(), trees)))


Names = Mapping[str, Expression | Later]

VARYING: Final = {**CHILD_NAMES, "chain": ("F", "du")}
"""What stands for the children's results, which a mistake inside a child changes."""

OF_SUM: Final = ("dt", "rest")
"""The same in a sum: a term's derivative, and those of the others."""

OF_INNER: Final = frozenset({"Fdu", "fdu"})
"""The outer derivative and the outer function at what was found for the inner derivative."""

FLAG: Final = ONE
"""Flags are names like any other; their value is never used."""


def settings(step: Step, *, root: bool, inner: bool = False) -> tuple[Names, ...]:
    """The fixed names at a step, once for every term or other variable to look at.

    What the children found is not among them, except that the right results are in d and dt.
    """
    common = {**dict(step.parts), "f": step.expression, "d": step.result}
    common["inside" if inner else "outside"] = FLAG
    if not root and step.rule != "constant":
        common["bare" if step.rule == "variable" else "part"] = FLAG
    return tuple({**common, **own} for own in _own_names(step))


def _own_names(step: Step) -> Iterator[Names]:
    match step.rule:
        case "constant":
            yield from _constant(step.expression, step.variable)
        case "constant-multiple":
            yield from _multiple(step)
        case "power":
            yield _power(step)
        case "logarithm":
            yield {} if dict(step.parts)["a"] == E else {"based": FLAG}
        case "chain":
            own = _chain(step)
            yield own
            within = step.parts[0][1]
            for other in sorted(symbols(within) - {step.variable}):
                yield from ({**own, "do": one} for one in _by_each(within, (other,)))
        case "sum":
            yield from _terms(step)
        case _:
            yield {}


def tree_of(part: Expression | Later) -> Expression:
    """A part of a formula, tidy."""
    return part.build() if isinstance(part, Later) else part


def rough_of(part: Expression | Later) -> Expression:
    """A part of a formula as it is evaluated."""
    return part.rough if isinstance(part, Later) else part


def _later(tree: Expression, variable: str) -> Later:
    """The derivative of a tree by a variable."""
    rough = derive(tree, variable, is_tidy=False).result
    return Later(rough, lambda: derive(tree, variable).result)


def _constant(tree: Expression, variable: str) -> Iterator[Names]:
    """A constant without symbols is `k`, one with symbols `p`."""
    others = sorted(symbols(tree) - {variable})
    whole: dict[str, Expression | Later] = {"p": tree} if others else {"k": tree}
    if isinstance(tree, Negation) and not others:
        whole["minus"] = FLAG
    yield whole
    yield from ({**whole, "dp": one} for one in _by_each(tree, others))
    if not others:
        yield from ({**whole, "dk": one} for one in _by_named_constants(tree))


def _by_each(tree: Expression, names: Sequence[str]) -> Iterator[Later]:
    """The derivatives of a tree by variables, as far as there is a rule: n! has none."""
    for name in names:
        with suppress(UnsupportedError):
            yield _later(tree, name)


def _by_named_constants(tree: Expression) -> Iterator[Later]:
    """Derivatives by pi and e as if they were variables, and of ln 3 as if 3 were one."""
    name = fresh_symbol(frozenset())
    named = [node for node in walk(tree) if isinstance(node, Constant | Call)]
    inside = [tree.arguments[0]] if isinstance(tree, Call) else []
    for one in dict.fromkeys([*named, *inside]):
        for found in _by_each(replaced(tree, one, Symbol(name)), (name,)):
            yield found.with_trees({name: one})


def _multiple(step: Step) -> Iterator[Names]:
    factor = step.parts[0][1]
    if rational(factor) == -1 and isinstance(step.expression, Negation):
        yield {"minus": FLAG}
        return
    own: dict[str, Expression | Later] = {}
    child = step.children[0]
    if child.rule == "power":
        parts = dict(child.parts)
        own |= {"n": parts["n"], "w": parts["u"]}
    elif child.rule == "variable":
        own |= {"n": ONE, "w": child.expression}
    numeric, rest = _split(factor)
    own["p"] = rest
    if numeric != ONE:
        own["k"] = numeric
    yield own
    others = sorted(symbols(factor) - {step.variable})
    yield from ({**own, "dp": one} for one in _by_each(factor, others))
    yield from ({**own, "dk": one} for one in _by_named_constants(numeric))


def _split(factor: Expression) -> tuple[Expression, Expression]:
    """The factors without symbols, and those with."""
    if isinstance(factor, Quotient) and symbols(factor):
        above, below = _split(factor.numerator), _split(factor.denominator)
        return tidy(Quotient(above[0], below[0])), Quotient(above[1], below[1])
    factors = factor.factors if isinstance(factor, Product) else (factor,)
    numeric = tuple(one for one in factors if not symbols(one))
    rest = tuple(one for one in factors if symbols(one))
    return product_of(numeric) if numeric else ONE, product_of(rest) if rest else ONE


def _power(step: Step) -> Names:
    exponent = rational(dict(step.parts)["n"])
    own: dict[str, Expression | Later] = {"w": dict(step.parts)["u"]}
    if exponent is not None and exponent < 0:
        own["m"] = number(-exponent)
        if isinstance(step.expression, Quotient):
            own["over"] = FLAG
    if "over" not in own:
        own["straight"] = FLAG
    return own


def _chain(step: Step) -> Names:
    outer = step.children[0]
    within = step.parts[0][1]
    bare = Symbol(step.variable)
    function = outer.expression
    own: dict[str, Expression | Later] = {
        **{name: part for name, part in outer.parts if name != "u"},
        "x": bare,
        "Fx": outer_at(step, outer.result, bare),
        "fx": outer_at(step, function, bare),
    }
    own["over" if isinstance(step.expression, Quotient) else "straight"] = FLAG
    if outer.rule == "power":
        own |= _power_outside(dict(outer.parts)["n"], within, step.variable)
    if isinstance(within, Sum):
        terms = Sum(tuple(outer_at(step, function, term) for term in within.terms))
        own["split"] = _later(terms, step.variable)
    return own


def _power_outside(exponent: Expression, within: Expression, variable: str) -> Names:
    """What may be said of a chain whose outer function is a power."""
    own: dict[str, Expression | Later] = {}
    if isinstance(within, Call) and len(within.arguments) == 1:
        moved = Call(within.name, (Power(within.arguments[0], exponent),))
        own["moved"] = _later(moved, variable)
    value = rational(exponent)
    if value is not None and value < 0:
        own["m"] = number(-value)
    return own


def _terms(step: Step) -> Iterator[Names]:
    moving = sum(child.rule != "constant" for child in step.children)
    for child in step.children:
        own: dict[str, Expression | Later] = {"t": child.expression}
        own["alone" if moving == 1 else "beside"] = FLAG
        if not isinstance(child.expression, Negation):
            own["plus"] = FLAG
        yield own
