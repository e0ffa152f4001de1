"""Typst's mathematics: the same layout as the LaTeX, for sheets on paper."""

from itertools import pairwise
from typing import Final

from questions.maths.definitions import softmax_scores
from questions.maths.expression import (
    HYPERBOLIC,
    TRIGONOMETRIC,
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
from questions.maths.writing.functions import GREEK
from questions.maths.writing.products import written_factors

LOOSE: Final = (Sum, Negation, Piecewise)
POWERED: Final = frozenset({*TRIGONOMETRIC, *HYPERBOLIC, "ln", "log10", "log2", "log"})
"""Functions whose powers are written on the name: sin²(x)."""
KNOWN: Final = frozenset({*TRIGONOMETRIC, *HYPERBOLIC, "ln", "exp", "max", "min"})
"""Operators that Typst has by name."""
NAMED: Final = {
    **{f"a{name}": f"arc{name}" for name in ("sin", "cos", "tan")},
    **{f"a{name}": f'op("arc{name}")' for name in ("sec", "csc", "cot")},
    **{f"a{name}": f'op("ar{name}")' for name in HYPERBOLIC},
    "log10": "log_10",
    "log2": "log_2",
    "sigmoid": "sigma",
    "sign": 'op("sgn")',
    "relu": 'op("ReLU")',
    "atan2": 'op("arctan2")',
    **{f"softmax_{place}": f'op("softmax")_{place}' for place in range(1, 10)},
}
AROUND: Final = {"abs": "abs", "sqrt": "sqrt", "floor": "floor", "ceil": "ceil"}
"""Functions that Typst draws around their argument."""


def write_typst(tree: Expression) -> str:
    """The tree in Typst's maths mode, to be set between dollar signs.

    Every sign that another one follows is apart from it by a space, so that nothing runs together
    into a name. The text holds only ASCII, no dollar sign and no hash. See Typst's reference,
    "Math", for `frac`, `root`, `vec`, `mat` and `cases`.
    """
    match tree:
        case Number() | Symbol() | Constant():
            return _number(tree) if isinstance(tree, Number) else name_typst(tree.name)
        case Sum():
            return _sum(tree)
        case Negation():
            return f"-{_bracketed(tree.operand, LOOSE)}"
        case Product():
            return _product(tree)
        case Quotient():
            return f"frac({write_typst(tree.numerator)}, {write_typst(tree.denominator)})"
        case Power():
            return _power(tree)
        case Call():
            return _call(tree)
        case Vector() | Matrix():
            return _matrix(tree)
        case Piecewise() | Relation():
            return _relation(tree) if isinstance(tree, Relation) else _piecewise(tree)
    raise TypeError(tree)


def name_typst(name: str) -> str:
    """A name with its subscript: letters and Greek letters slanted, longer names upright."""
    base, _, index = name.partition("_")
    written = base if len(base) == 1 or base in GREEK else f'"{base}"'
    if not index:
        return written
    return f"{written}_{index}" if index.isdigit() or len(index) == 1 else f'{written}_"{index}"'


def _number(tree: Number) -> str:
    text = decimal(tree)
    if text is None:
        return f"frac({tree.value.numerator}, {tree.value.denominator})"
    mantissa, _, exponent = text.partition("E")
    return f"{mantissa} dot 10^({int(exponent)})" if exponent else mantissa


def _sum(tree: Sum) -> str:
    first, *rest = tree.terms
    written = _bracketed(first, (Piecewise,))
    for term in rest:
        if isinstance(term, Negation):
            written += f" - {_bracketed(term.operand, LOOSE)}"
        else:
            written += f" + {_bracketed(term, (Sum, Piecewise))}"
    return written


def _product(tree: Product) -> str:
    factors = written_factors(tree)
    written = _bracketed(factors[0], LOOSE)
    for before, factor in pairwise(factors):
        text = _bracketed(factor, LOOSE)
        written += f" dot {text}" if _needs_dot(before, factor, text) else f" {text}"
    return written


def _needs_dot(before: Expression, factor: Expression, text: str) -> bool:
    """Between numbers, before fractions, and around names of several letters."""
    if text[0].isdigit() or isinstance(factor, Quotient):
        return True
    if isinstance(before, Number) and before.value == 1:
        return True
    names = [one.name for one in (before, factor) if isinstance(one, Symbol)]
    return any(name_typst(name).startswith('"') for name in names)


def _power(tree: Power) -> str:
    base, exponent = tree.base, f"^({write_typst(tree.exponent)})"
    if isinstance(base, Call) and base.name in POWERED and _is_whole(tree.exponent):
        return _call(base, exponent)
    return f"{_base(base)}{exponent}"


def _is_whole(tree: Expression) -> bool:
    return isinstance(tree, Number) and tree.value.denominator == 1 and tree.value > 1


def _base(tree: Expression) -> str:
    plain = isinstance(tree, Symbol | Constant | Vector | Matrix)
    closed = isinstance(tree, Call) and tree.name in ("abs", "floor", "ceil")
    written = write_typst(tree)
    if plain or closed or (isinstance(tree, Number) and written.replace(".", "").isdigit()):
        return written
    return f"({written})"


def _call(tree: Call, power: str = "") -> str:
    arguments = [write_typst(one) for one in tree.arguments]
    inner = ", ".join(arguments)
    match tree.name:
        case name if name in AROUND:
            return f"{AROUND[name]}({inner})"
        case "cbrt":
            return f"root(3, {inner})"
        case "root":
            return f"root({arguments[1]}, {arguments[0]})"
        case "factorial":
            return f"{_base(tree.arguments[0])}!"
        case "log":
            return f"log_({arguments[1]}){power} ({arguments[0]})"
    return f"{_function(tree.name)}{power} ({inner})"


def _function(name: str) -> str:
    if name in KNOWN:
        return name
    return NAMED.get(name) or (name_typst(name) if len(name) == 1 else f'op("{name}")')


def _matrix(tree: Vector | Matrix) -> str:
    """A vector is a column, unless it is a softmax."""
    scores = softmax_scores(tree) if isinstance(tree, Vector) else None
    if scores:
        return f'op("softmax") ({", ".join(map(write_typst, scores))})'
    if isinstance(tree, Vector):
        return f"vec({', '.join(map(write_typst, tree.entries))})"
    rows = "; ".join(", ".join(map(write_typst, row.entries)) for row in tree.rows)
    return f"mat({rows})"


def _piecewise(tree: Piecewise) -> str:
    rows = [_branch(branch) for branch in tree.branches]
    if tree.otherwise is not None:
        rows.append(f'{write_typst(tree.otherwise)} & quad "otherwise"')
    return f"cases({', '.join(rows)})"


def _branch(tree: Branch) -> str:
    conditions = ' " and " '.join(_relation(one) for one in tree.conditions)
    return f'{write_typst(tree.value)} & quad "if " {conditions}'


def _relation(tree: Relation) -> str:
    written = write_typst(tree.sides[0])
    for sign, side in zip(tree.signs, tree.sides[1:], strict=True):
        written += f" {sign} {write_typst(side)}"
    return written


def _bracketed(tree: Expression, kinds: tuple[type[Expression], ...]) -> str:
    written = write_typst(tree)
    return f"({written})" if isinstance(tree, kinds) else written
