"""LaTeX as a good teacher writes it: products without signs, fractions upright."""

import re
from itertools import pairwise
from typing import Final

from questions.maths.definitions import softmax_scores
from questions.maths.expression import (
    HYPERBOLIC,
    TRIGONOMETRIC,
    Branch,
    Call,
    Constant,
    Dotted,
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
from questions.maths.writing.functions import FUNCTION_LATEX, name_latex
from questions.maths.writing.products import written_factors

TALL: Final = (r"\frac", r"\sqrt", r"\begin", r"\left")
LOOSE: Final = (Sum, Negation, Piecewise)
COMPARISON_LATEX: Final = {"<=": r"\le", ">=": r"\ge", "!=": r"\ne"}
POWERED: Final = frozenset({*TRIGONOMETRIC, *HYPERBOLIC, "ln", "log10", "log2", "log"})
"""Functions whose powers are written on the name: sin²(x)."""
CLOSED: Final = frozenset({"abs", "floor", "ceil"})
CONTROL_WORD: Final = re.compile(r"\\[A-Za-z]+$")


def write_latex(tree: Expression) -> str:
    """The tree as a teacher would write it, with as few brackets and signs as are clear.

    It has the same value as the tree when read back, though not always the same tree: a number
    among letters comes first, and brackets that change nothing are left out.
    """
    match tree:
        case Number() | Symbol() | Constant():
            return _atom(tree)
        case Sum():
            return _sum(tree)
        case Negation():
            return f"-{_bracketed(tree.operand, LOOSE)}"
        case Product():
            return _product(tree)
        case Quotient():
            return _fraction(write_latex(tree.numerator), write_latex(tree.denominator))
        case Power():
            return _power(tree)
        case Call():
            return _call(tree)
        case Vector() | Matrix():
            return _matrix(tree)
        case Piecewise() | Relation():
            return _relation(tree) if isinstance(tree, Relation) else _piecewise(tree)
    raise TypeError(tree)


def _atom(tree: Number | Symbol | Constant) -> str:
    return _number(tree) if isinstance(tree, Number) else name_latex(tree.name)


def _number(tree: Number) -> str:
    text = decimal(tree)
    if text is None:
        return _fraction(str(tree.value.numerator), str(tree.value.denominator))
    mantissa, _, exponent = text.partition("E")
    if not exponent:
        return text
    return rf"{mantissa} \cdot 10^{{{int(exponent)}}}"


def _fraction(above: str, below: str) -> str:
    return rf"\frac{{{above}}}{{{below}}}"


def _matrix(tree: Vector | Matrix) -> str:
    """A vector is a column, unless it is a softmax."""
    scores = softmax_scores(tree) if isinstance(tree, Vector) else None
    if scores:
        return rf"\operatorname{{softmax}}{_round(', '.join(map(write_latex, scores)))}"
    rows = tree.rows if isinstance(tree, Matrix) else [Vector((one,)) for one in tree.entries]
    written = [[write_latex(entry) for entry in row.entries] for row in rows]
    body = r" \\ ".join(" & ".join(row) for row in written)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def _piecewise(tree: Piecewise) -> str:
    rows = [_branch(branch) for branch in tree.branches]
    if tree.otherwise is not None:
        rows.append(rf"{write_latex(tree.otherwise)} & \text{{otherwise}}")
    body = r" \\ ".join(rows)
    return rf"\begin{{cases}} {body} \end{{cases}}"


def _branch(tree: Branch) -> str:
    conditions = r" \text{ and } ".join(_relation(one) for one in tree.conditions)
    return f"{write_latex(tree.value)} & {conditions}"


def _relation(tree: Relation) -> str:
    written = write_latex(tree.sides[0])
    for sign, side in zip(tree.signs, tree.sides[1:], strict=True):
        written += f" {COMPARISON_LATEX.get(sign, sign)} {write_latex(side)}"
    return written


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
    texts = [_factor(factor) for factor in factors[:-1]] + [_bracketed(factors[-1], LOOSE)]
    written = texts[0]
    for (before, factor), text in zip(pairwise(factors), texts[1:], strict=True):
        if isinstance(tree, Dotted) or _needs_dot(before, factor, text):
            written += rf" \cdot {text}"
        elif CONTROL_WORD.search(written) and text[0].isalpha():
            written += f" {text}"
        else:
            written += text
    return written


def _factor(tree: Expression) -> str:
    """A factor that others follow, where ln|x| needs brackets."""
    if not _ends_in_bars(tree):
        return _bracketed(tree, LOOSE)
    call, power = (tree.base, tree.exponent) if isinstance(tree, Power) else (tree, None)
    raised = f"^{{{write_latex(power)}}}" if power else ""
    return rf"\ln{raised}{_round(write_latex(call.children[0]))}"


def _ends_in_bars(tree: Expression) -> bool:
    """Whether it is written ln|x|, or a power of it with the exponent on the name."""
    if isinstance(tree, Power) and _is_whole(tree.exponent):
        tree = tree.base
    return isinstance(tree, Call) and tree.name == "ln" and _is_absolute(tree.arguments[0])


def _is_absolute(tree: Expression) -> bool:
    return isinstance(tree, Call) and tree.name == "abs"


def _needs_dot(before: Expression, factor: Expression, text: str) -> bool:
    """Between numbers, before fractions, and around names of several letters."""
    if text[0].isdigit() or text[0] == "." or isinstance(factor, Quotient):
        return True
    if isinstance(before, Number) and before.value == 1:
        return True
    names = [one.name for one in (before, factor) if isinstance(one, Symbol)]
    return any(name_latex(name).startswith(r"\mathrm") for name in names)


def _power(tree: Power) -> str:
    base, exponent = tree.base, write_latex(tree.exponent)
    if isinstance(base, Call) and base.name in POWERED and _is_whole(tree.exponent):
        return _call(base, f"^{{{exponent}}}")
    return f"{_base(base)}^{{{exponent}}}"


def _is_whole(tree: Expression) -> bool:
    return isinstance(tree, Number) and tree.value.denominator == 1 and tree.value > 1


def _base(tree: Expression) -> str:
    plain = isinstance(tree, Symbol | Constant | Vector | Matrix)
    closed = isinstance(tree, Call) and tree.name in CLOSED
    written = write_latex(tree)
    if plain or closed or (isinstance(tree, Number) and written.replace(".", "").isdigit()):
        return written
    return _round(written)


def _call(tree: Call, power: str = "") -> str:
    arguments = [write_latex(one) for one in tree.arguments]
    match tree.name:
        case "abs":
            return rf"\left|{arguments[0]}\right|"
        case "sqrt":
            return rf"\sqrt{{{arguments[0]}}}"
        case "cbrt":
            return rf"\sqrt[3]{{{arguments[0]}}}"
        case "root":
            return rf"\sqrt[{arguments[1]}]{{{arguments[0]}}}"
        case "floor":
            return rf"\left\lfloor {arguments[0]}\right\rfloor "
        case "ceil":
            return rf"\left\lceil {arguments[0]}\right\rceil "
        case "factorial":
            return f"{_base(tree.arguments[0])}!"
        case "log":
            return rf"\log_{{{arguments[1]}}}{power}{_round(arguments[0])}"
        case "ln" if _is_absolute(tree.arguments[0]):
            return rf"\ln{power}{arguments[0]}"
    name = FUNCTION_LATEX.get(tree.name) or name_latex(tree.name)
    return f"{name}{power}{_round(', '.join(arguments))}"


def _bracketed(tree: Expression, kinds: tuple[type[Expression], ...]) -> str:
    written = write_latex(tree)
    return _round(written) if isinstance(tree, kinds) else written


def _round(written: str) -> str:
    """Round brackets, which grow only around what is taller than a line."""
    if any(tall in written for tall in TALL):
        return rf"\left({written}\right)"
    return f"({written})"
