"""Calculator notation: every sign written, brackets only where they are needed."""

from math import gcd

from questions.maths.definitions import softmax_scores
from questions.maths.expression import (
    Branch,
    Call,
    Constant,
    Expression,
    Matrix,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Vector,
)
from questions.maths.writing.decimals import decimal

LOOSE = (Sum, Negation)
"""Nodes that need brackets as a factor."""


def write_text(tree: Expression) -> str:
    """The tree in plain text, which reads back to the same tree and has one reading only.

    Vectors are `(a, b)`, matrices `[[a, b], [c, d]]`, functions by cases
    `piecewise((x, x >= 0), (-x, otherwise))`.
    """
    match tree:
        case Number() | Symbol() | Constant():
            return _number(tree) if isinstance(tree, Number) else tree.name
        case Sum():
            return _sum(tree)
        case Negation():
            return f"-{_bracketed(tree.operand, LOOSE)}"
        case Product():
            return _product(tree)
        case Quotient():
            return _quotient(tree)
        case Power():
            return f"{_base(tree.base)}^{_exponent(tree.exponent)}"
        case Call():
            return f"{tree.name}({_list(tree.arguments)})"
        case Vector() | Matrix():
            return _vector(tree)
        case Piecewise() | Relation():
            return _relation(tree) if isinstance(tree, Relation) else _piecewise(tree)
    raise TypeError(tree)


def _piecewise(tree: Piecewise) -> str:
    rows = [_branch(branch) for branch in tree.branches]
    if tree.otherwise is not None:
        rows.append(f"({write_text(tree.otherwise)}, otherwise)")
    return f"piecewise({', '.join(rows)})"


def _branch(tree: Branch) -> str:
    conditions = " and ".join(_relation(one) for one in tree.conditions)
    return f"({write_text(tree.value)}, {conditions})"


def _relation(tree: Relation) -> str:
    written = write_text(tree.sides[0])
    for sign, side in zip(tree.signs, tree.sides[1:], strict=True):
        written += f" {sign} {write_text(side)}"
    return written


def _vector(tree: Vector | Matrix) -> str:
    if isinstance(tree, Vector):
        scores = softmax_scores(tree)
        return f"softmax({_list(scores)})" if scores else f"({_list(tree.entries)})"
    rows = ", ".join(f"[{_list(row.entries)}]" for row in tree.rows)
    return f"[{rows}]"


def _number(tree: Number) -> str:
    text = decimal(tree)
    if text is None:
        return f"({tree.value.numerator}/{tree.value.denominator})"
    return text


def _sum(tree: Sum) -> str:
    first, *rest = tree.terms
    written = _bracketed(first, (Sum,))
    for term in rest:
        if isinstance(term, Negation):
            written += f" - {_bracketed(term.operand, LOOSE)}"
        else:
            written += f" + {_bracketed(term, (Sum,))}"
    return written


def _product(tree: Product) -> str:
    first, *rest = tree.factors
    written = [_bracketed(first, (*LOOSE, Product))]
    written += [_bracketed(factor, (*LOOSE, Product, Quotient)) for factor in rest]
    return "*".join(written)


def _quotient(tree: Quotient) -> str:
    above = _bracketed(tree.numerator, LOOSE)
    below = _bracketed(tree.denominator, (*LOOSE, Product, Quotient))
    last, first = _last_exponent(tree.numerator), _first_number(tree.denominator)
    if last and first and gcd(last, first) == 1:
        # Without brackets `x^1/2` could be meant as x^(1/2).
        above = f"({above})"
    return f"{above}/{below}"


def _last_exponent(tree: Expression) -> int:
    """The whole number that ends the text as an exponent, or 0."""
    match tree:
        case Product():
            return _last_exponent(tree.factors[-1])
        case Quotient():
            return _last_exponent(tree.denominator)
        case Power(exponent=Number(value)) if value.denominator == 1:
            return value.numerator
    return 0


def _first_number(tree: Expression) -> int:
    """The whole number above 1 that begins the text, or 0."""
    match tree:
        case Power():
            return _first_number(tree.base)
        case Number(value) if value.denominator == 1 and value > 1:
            return value.numerator
    return 0


def _base(tree: Expression) -> str:
    return _bracketed(tree, (*LOOSE, Product, Quotient, Power))


def _exponent(tree: Expression) -> str:
    return _bracketed(tree, (*LOOSE, Product, Quotient, Power))


def _list(entries: tuple[Expression, ...]) -> str:
    return ", ".join(write_text(entry) for entry in entries)


def _bracketed(tree: Expression, kinds: tuple[type[Expression], ...]) -> str:
    written = write_text(tree)
    return f"({written})" if isinstance(tree, kinds) else written
