"""A derivative as the rules write it, before anybody simplifies."""

from collections.abc import Mapping, Sequence

from questions.maths.differentiation.formulas import filled
from questions.maths.differentiation.results import CHILD_NAMES, formula_of, outer_at
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import ONE, ZERO
from questions.maths.evaluation import rational_value
from questions.maths.expression import (
    Call,
    E,
    Expression,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Sum,
    number,
)
from questions.maths.mistakes.rewriting import Fault, Path, as_written


def unsimplified(step: Step, faults: Sequence[Fault] = ()) -> Expression:
    """The result of a derivation with every formula filled in and only 0 and 1 swept out; with a
    wrong formula at each step that is broken.
    """
    return _unsimplified(step, {fault.path: fault for fault in faults}, ())


def _unsimplified(step: Step, faults: Mapping[Path, Fault], path: Path) -> Expression:
    fault = faults.get(path)
    if fault is None and (isinstance(step.expression, Piecewise) or not step.children):
        return step.result
    children = tuple(
        _unsimplified(child, faults, (*path, index)) for index, child in enumerate(step.children)
    )
    if fault is not None:
        return swept(as_written(fault, children))
    if step.rule == "sum":
        return swept(Sum(children))
    if step.rule == "chain":
        return swept(Product((outer_at(step, children[0], step.parts[0][1]), children[1])))
    values = {**dict(step.parts), **dict(zip(CHILD_NAMES[step.rule], children, strict=True))}
    return swept(filled(formula_of(step), values))


def swept(tree: Expression) -> Expression:
    """The tree without terms 0, factors 1, exponents 1 and nested products."""
    if not tree.children:
        return tree
    children = tuple(swept(child) for child in tree.children)
    match tree:
        case Sum():
            return _sum(tuple(one for one in children if one != ZERO))
        case Product():
            return _product(children)
        case Negation():
            return ZERO if children[0] == ZERO else Negation(children[0])
        case Quotient():
            return children[0] if children[0] == ZERO or children[1] == ONE else Quotient(*children)
        case Power():
            return _power(*children)
        case Call(name="ln") if children[0] == E:
            return ONE
    return tree.with_children(children)


def _sum(terms: tuple[Expression, ...]) -> Expression:
    return terms[0] if len(terms) == 1 else Sum(terms) if terms else ZERO


def _product(factors: tuple[Expression, ...]) -> Expression:
    flat = tuple(
        part for one in factors for part in (one.factors if isinstance(one, Product) else (one,))
    )
    if ZERO in flat:
        return ZERO
    kept = tuple(one for one in flat if one != ONE)
    return kept[0] if len(kept) == 1 else Product(kept) if kept else ONE


def _power(base: Expression, exponent: Expression) -> Expression:
    value = rational_value(exponent)
    if value is None:
        return Power(base, exponent)
    return base if value == 1 else Power(base, number(value))
