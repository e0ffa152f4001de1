"""A step's result before it is simplified: the rule's formula with everything put in."""

from questions.maths.differentiation.formulas import formula
from questions.maths.differentiation.results import CHILD_NAMES, formula_of, outer_at
from questions.maths.differentiation.steps import Step
from questions.maths.differentiation.tidying import ONE, ZERO, rational, tidy
from questions.maths.expression import (
    Call,
    Dotted,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    substitute,
    symbols,
)


def dotted(tree: Expression) -> Expression:
    """The tree with a sign between all factors."""
    children = tuple(map(dotted, tree.children))
    if isinstance(tree, Product):
        return Dotted(children)
    return tree.with_children(children) if children else tree


def multiplied(*factors: Expression) -> Expression:
    """What a rule multiplies, with a sign between the factors: nobody writes a factor 1 down, and
    a minus of the first one stands in front of them all.
    """
    first, *others = [one for one in factors if one != ONE] or [ONE]
    if not others:
        return first
    if isinstance(first, Negation):
        return Negation(Dotted((first.operand, *others)))
    return Dotted((first, *others))


def raw(step: Step) -> Expression:
    """The rule's formula with what its parts are and what their derivatives were found to be."""
    results = tuple(child.result for child in step.children)
    if step.rule == "chain":
        return multiplied(outer_at(step, results[0], step.parts[0][1]), results[1])
    values = {**dict(step.parts), **dict(zip(CHILD_NAMES[step.rule], results, strict=True))}
    return _remultiplied(substitute(dotted(formula(formula_of(step))), values))


def _remultiplied(tree: Expression) -> Expression:
    """The dotted products of a formula, as they are `multiplied` with what was put in."""
    children = tuple(map(_remultiplied, tree.children))
    if isinstance(tree, Dotted):
        return multiplied(*children)
    return tree.with_children(children) if children else tree


def by_terms(tree: Expression) -> Expression:
    """Every term simplified on its own, above and below the line, not yet put together."""
    match tree:
        case Sum(terms=terms):
            parts = [part for term in terms for part in _terms(tidy(term)) if part != ZERO]
            return Sum(tuple(parts)) if len(parts) > 1 else (parts or [ZERO])[0]
        case Quotient(numerator=above, denominator=below):
            return Quotient(by_terms(above), tidy(below))
    return tidy(tree)


def _terms(tree: Expression) -> tuple[Expression, ...]:
    return tree.terms if isinstance(tree, Sum) else (tree,)


def unfolded(step: Step) -> Expression:
    """What is differentiated in the head, before it is simplified: 5·4x³ for 5x⁴."""
    if step.rule == "constant-multiple":
        return _multiple(step)
    if step.rule == "sum":
        terms = tuple(unfolded(one) for one in step.children if one.result != ZERO)
        return Sum(terms) if len(terms) > 1 else (terms or (ZERO,))[0]
    if step.rule == "power" and not isinstance(step.expression, Power):
        return _of_root(step)
    return step.result


def _multiple(step: Step) -> Expression:
    factor, inside = step.parts[0][1], unfolded(step.children[0])
    if isinstance(step.expression, Negation):
        return Negation(inside)
    if inside == ONE or step.children[0].rule == "variable":
        return tidy(factor)
    if isinstance(inside, Call | Power | Symbol):
        return _beside(tidy(factor), inside)
    if rational(inside) is not None and rational(factor) is None:
        return tidy(Product((factor, inside)))
    return multiplied(tidy(factor), inside)


def _beside(factor: Expression, inside: Expression) -> Expression:
    """A factor and what it multiplies, the minus in front of both."""
    if isinstance(factor, Negation):
        return Negation(_beside(factor.operand, inside))
    return inside if factor == ONE else Product((factor, inside))


def written_as_power(step: Step) -> tuple[Expression, Expression]:
    """What a step is about and its result; 1 over a power is one with a negative exponent."""
    if step.rule != "power" or not isinstance(step.expression, Quotient):
        return step.expression, step.result
    parts = dict(step.parts)
    return Power(parts["u"], parts["n"]), _of_root(step)


def _of_root(step: Step) -> Expression:
    """n·x^(n-1) of a root or of 1 over a power, with the sign in front."""
    parts = dict(step.parts)
    exponent = parts["n"]
    lowered = Power(parts["u"], tidy(Sum((exponent, Negation(ONE)))))
    if not isinstance(parts["u"], Symbol):
        return step.result
    if isinstance(exponent, Negation):
        bare = exponent.operand
        return Negation(lowered if bare == ONE else Product((bare, lowered)))
    return Product((exponent, lowered))


def dotted_numbers(tree: Expression) -> Expression:
    """Numbers put in for letters, with signs between the factors: 3·2² - 4."""
    children = tuple(map(dotted_numbers, tree.children))
    if isinstance(tree, Product) and not symbols(tree):
        return Dotted(children)
    return tree.with_children(children) if children else tree
