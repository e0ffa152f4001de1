"""Choosing the rule for a tree, as a teacher would.

Constant factors come out first, roots and reciprocals of powers are powers, a function of anything
but the bare variable is a chain, and a product of many factors is the first times the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from questions.maths.definitions import by_definition
from questions.maths.differentiation.cases import values
from questions.maths.differentiation.results import result_of, rough_result_of
from questions.maths.differentiation.shapes import (
    as_exponential,
    as_logarithm,
    as_power,
    fresh_symbol,
    product_of,
    replaced,
)
from questions.maths.differentiation.steps import Parts, Step
from questions.maths.differentiation.tidying import tidy
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.expression import (
    HYPERBOLIC,
    TRIGONOMETRIC,
    Call,
    Expression,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
    size,
    symbols,
)

FUNCTION_RULES: Final[dict[str, str]] = {
    **dict.fromkeys(TRIGONOMETRIC, "trigonometric"),
    **{f"a{name}": "inverse-trigonometric" for name in TRIGONOMETRIC},
    **dict.fromkeys(HYPERBOLIC, "hyperbolic"),
    **{f"a{name}": "inverse-hyperbolic" for name in HYPERBOLIC},
    **dict.fromkeys(("sigmoid", "softplus", "relu"), "activation"),
    **dict.fromkeys(("sign", "floor", "ceil", "heaviside"), "piecewise-constant"),
    "abs": "absolute-value",
    "erf": "error-function",
}
"""The rule of every function of one argument that is neither a power nor a logarithm."""

PAIR_RULES: Final = {"atan2": "two-argument-arctangent", "max": "maximum", "min": "maximum"}

LARGEST_FUNCTION = 500
LARGEST_RESULT = 2_000
MOST_NESTED_FACTORS = 6


@dataclass(frozen=True, slots=True)
class _By:
    """The variable, and the names that a fresh symbol must avoid."""

    variable: str
    taken: frozenset[str]
    is_tidy: bool = True
    known: dict[Expression, Step] | None = None

    def occurs_in(self, tree: Expression) -> bool:
        return self.variable in symbols(tree)

    def step(
        self, rule: str, tree: Expression, children: tuple[Step, ...] = (), parts: Parts = ()
    ) -> Step:
        inner = dict(parts)["u"] if rule == "chain" else None
        bare = Step(rule, tree, self.variable, tree, inner, children, parts)
        results = tuple(child.result for child in children)
        result = (result_of if self.is_tidy else rough_result_of)(bare, results)
        if self.is_tidy and size(result) > LARGEST_RESULT:
            raise LimitError("The derivative of this is too long to write down.")
        return Step(rule, tree, self.variable, result, inner, children, parts)

    def avoiding(self, *names: str) -> "_By":
        """With more names for a fresh symbol to avoid."""
        return _By(self.variable, self.taken.union(names), self.is_tidy, self.known)


def derive(
    tree: Expression,
    variable: str,
    *,
    is_tidy: bool = True,
    known: dict[Expression, Step] | None = None,
) -> Step:
    """The step at the root of a tree, with those below it.

    Results are tidy, or with `is_tidy` off what the formulas make of them, which takes less time.
    Several trees that share parts share their steps where each is given the same `known`, which is
    empty at first: their numbers are right, but a fresh symbol of one may stand in another tree.
    Raises UnsupportedError for vectors, factorials and undeclared functions, LimitError beyond
    `LARGEST_FUNCTION` nodes, or where a result passes `LARGEST_RESULT`.
    """
    if size(tree) > LARGEST_FUNCTION:
        raise LimitError("This function is too long to differentiate here.")
    return _derive(tree, _By(variable, symbols(tree) | {variable}, is_tidy, known))


def _derive(tree: Expression, by: _By) -> Step:
    if by.known is None:
        return _by_rule(tree, by)
    found = by.known.get(tree)
    if found is None:
        found = by.known[tree] = _by_rule(tree, by)
    return found


def _by_rule(tree: Expression, by: _By) -> Step:
    if not by.occurs_in(tree):
        return by.step("constant", tree, parts=(("c", tree),))
    match tree:
        case Symbol():
            return by.step("variable", tree, parts=(("u", tree),))
        case Sum(terms=terms):
            return by.step("sum", tree, tuple(_derive(term, by) for term in terms))
        case Negation(operand=operand):
            return _multiple(tree, number(-1), operand, by)
        case Product(factors=factors):
            return _product(tree, factors, by)
        case Quotient(numerator=above, denominator=below):
            return _quotient(tree, above, below, by)
        case Power(base=base, exponent=exponent):
            return _power(tree, base, exponent, by)
        case Call():
            return _call(tree, by)
        case Piecewise():
            return by.step("piecewise", tree, tuple(_derive(one, by) for one in values(tree)))
    raise UnsupportedError("Only a function with one value can be differentiated here.")


def _multiple(tree: Expression, factor: Expression, rest: Expression, by: _By) -> Step:
    parts = (("c", factor), ("u", rest))
    return by.step("constant-multiple", tree, (_derive(rest, by),), parts)


def _pair(rule: str, tree: Expression, left: Expression, right: Expression, by: _By) -> Step:
    within = by.avoiding("u", "v")
    children = (_derive(left, within), _derive(right, within))
    return by.step(rule, tree, children, (("u", left), ("v", right)))


def _product(tree: Expression, factors: tuple[Expression, ...], by: _By) -> Step:
    constant = tuple(one for one in factors if not by.occurs_in(one))
    varying = tuple(one for one in factors if by.occurs_in(one))
    if constant:
        return _multiple(tree, product_of(constant), product_of(varying), by)
    cut = 1 if len(varying) <= MOST_NESTED_FACTORS else len(varying) // 2
    return _pair("product", tree, product_of(varying[:cut]), product_of(varying[cut:]), by)


def _quotient(tree: Expression, above: Expression, below: Expression, by: _By) -> Step:
    if not by.occurs_in(below):
        return _multiple(tree, Quotient(number(1), below), above, by)
    if by.occurs_in(above):
        return _pair("quotient", tree, above, below, by)
    if above != number(1):
        return _multiple(tree, above, Quotient(number(1), below), by)
    return _reciprocal(tree, below, by)


def _reciprocal(tree: Expression, below: Expression, by: _By) -> Step:
    powered = as_power(tree)
    if powered is not None and not by.occurs_in(powered.exponent):
        return _constant_power(tree, by)
    exponential = as_exponential(below)
    if exponential is not None and not by.occurs_in(exponential[0]):
        base, exponent = exponential
        return _exponential(tree, base, tidy(Negation(exponent)), by)
    return by.step("reciprocal", tree, (_derive(below, by),), (("v", below),))


def _power(tree: Expression, base: Expression, exponent: Expression, by: _By) -> Step:
    if not by.occurs_in(exponent):
        return _constant_power(tree, by)
    if by.occurs_in(base):
        return _pair("general-power", tree, base, exponent, by)
    return _exponential(tree, base, exponent, by)


def _constant_power(tree: Expression, by: _By) -> Step:
    powered = as_power(tree)
    if powered is None:
        raise UnsupportedError("This is no power.")
    base, parts = powered.base, (("n", powered.exponent),)
    return _applied(tree, base, by, _outer("power", tree, base, parts))


def _exponential(tree: Expression, base: Expression, exponent: Expression, by: _By) -> Step:
    return _applied(
        tree, exponent, by, _outer("exponential", Power(base, exponent), exponent, (("a", base),))
    )


def _call(tree: Call, by: _By) -> Step:
    name, arguments = tree.name, tree.arguments
    defined = by_definition(tree)
    if defined is not None:
        return _derive(defined, by)
    logarithm = as_logarithm(tree)
    if name == "exp":
        return _exponential(tree, *_exponential_parts(tree), by)
    if logarithm is not None:
        return _logarithm(tree, *logarithm, by)
    if name in PAIR_RULES:
        return _many(tree, by)
    if as_power(tree) is not None and not any(by.occurs_in(one) for one in arguments[1:]):
        return _constant_power(tree, by)
    if name in FUNCTION_RULES:
        outer = _outer(FUNCTION_RULES[name], tree, arguments[0], ())
        return _applied(tree, arguments[0], by, outer)
    raise UnsupportedError(f"No rule is known for the derivative of {name}.")


def _exponential_parts(tree: Call) -> tuple[Expression, Expression]:
    found = as_exponential(tree)
    return found if found is not None else (tree, number(1))


def _logarithm(tree: Call, argument: Expression, base: Expression, by: _By) -> Step:
    if by.occurs_in(base):
        return _derive(Quotient(Call("ln", (argument,)), Call("ln", (base,))), by)
    return _applied(tree, argument, by, _outer("logarithm", tree, argument, (("a", base),)))


def _many(tree: Call, by: _By) -> Step:
    first, *rest = tree.arguments
    second = rest[0] if len(rest) == 1 else Call(tree.name, tuple(rest))
    return _pair(PAIR_RULES[tree.name], tree, first, second, by)


_Outer = Callable[[Expression, _By], Step]


def _outer(rule: str, tree: Expression, inner: Expression, parts: Parts) -> _Outer:
    """The rule for the outer function, once it is known what to call its argument."""

    def build(argument: Expression, by: _By) -> Step:
        bare = tree if argument == inner else replaced(tree, inner, argument)
        return by.step(rule, bare, parts=(("u", argument), *parts))

    return build


def _applied(tree: Expression, inner: Expression, by: _By, outer: _Outer) -> Step:
    """The plain rule where the inside is the variable itself, otherwise a chain."""
    if inner == Symbol(by.variable):
        return replace(outer(inner, by), expression=tree)
    name = fresh_symbol(by.taken)
    within = by.avoiding(name)
    outside = outer(Symbol(name), _By(name, within.taken, by.is_tidy))
    children = (outside, _derive(inner, within))
    return by.step("chain", tree, children, (("u", inner),))
