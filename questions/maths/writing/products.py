"""In which order a teacher writes factors: 2x e^x sin(x)."""

from questions.maths.expression import (
    Constant,
    Dotted,
    Expression,
    Number,
    Power,
    Product,
    Quotient,
    Symbol,
)

ONE = 1


def written_factors(tree: Product) -> list[Expression]:
    """The factors of a product and of those within it, in a teacher's order.

    A single number comes first, then letters and their powers, then exponentials, then all else,
    each as written. What stands after a fraction or among several numbers keeps its place.
    """
    if isinstance(tree, Dotted):
        return list(tree.factors)
    factors = _flat(tree)
    numbers = [factor for factor in factors if isinstance(factor, Number)]
    if len(numbers) > 1 or any(isinstance(factor, Quotient) for factor in factors[1:]):
        return factors
    if isinstance(factors[0], Quotient):
        return factors if numbers else [factors[0], *sorted(factors[1:], key=_rank)]
    return sorted(factors, key=_rank)


def _flat(tree: Product) -> list[Expression]:
    factors: list[Expression] = []
    for factor in tree.factors:
        if isinstance(factor, Product) and not isinstance(factor, Dotted):
            factors.extend(_flat(factor))
        else:
            factors.append(factor)
    return factors


def _rank(factor: Expression) -> int:
    match factor:
        case Number(value):
            return 0 if value != ONE else 4
        case Symbol() | Constant() | Power(base=Symbol()):
            return 1
        case Power(base=Number() | Constant()):
            return 2
    return 3
