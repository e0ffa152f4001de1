"""A tree in one line of Unicode, for a terminal: `2x·cos(x²)`, `(x² + 1)/(x − 1)²`."""

from itertools import pairwise
from typing import Final

from questions.maths.expression import (
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
from questions.maths.writing.products import written_factors

LOOSE: Final = (Sum, Negation, Piecewise)
RAISED: Final = str.maketrans("0123456789-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ⁿ")
LOWERED: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
GREEK: Final = {
    **dict(zip(("alpha", "beta", "gamma", "delta", "epsilon"), "αβγδε", strict=True)),
    **dict(zip(("zeta", "eta", "theta", "iota", "kappa", "lambda"), "ζηθικλ", strict=True)),
    **dict(zip(("mu", "nu", "xi", "pi", "rho", "sigma", "tau"), "μνξπρστ", strict=True)),
    **dict(zip(("upsilon", "phi", "chi", "psi", "omega"), "υφχψω", strict=True)),
    **dict(zip(("Gamma", "Delta", "Theta", "Lambda", "Xi"), "ΓΔΘΛΞ", strict=True)),
    **dict(zip(("Sigma", "Upsilon", "Phi", "Psi", "Omega"), "ΣΥΦΨΩ", strict=True)),
}
FUNCTIONS: Final = {
    **{f"a{name}": f"arc{name}" for name in ("sin", "cos", "tan", "sec", "csc", "cot")},
    **{f"a{name}": f"ar{name}" for name in ("sinh", "cosh", "tanh", "sech", "csch", "coth")},
    **{f"softmax_{place}": f"softmax{place}".translate(LOWERED) for place in range(1, 10)},
    "sigmoid": "σ",
    "log10": "log₁₀",
    "log2": "log₂",
    "cbrt": "∛",
    "relu": "ReLU",
    "sign": "sgn",
}
SIGNS: Final = {"<=": "≤", ">=": "≥", "!=": "≠"}


def write_unicode(tree: Expression) -> str:
    """The tree in one line. Products are written without a sign where a reader sees them as one."""
    match tree:
        case Number():
            return decimal(tree) or f"({tree.value})"
        case Symbol() | Constant():
            return name_unicode(tree.name)
        case Sum():
            return _sum(tree)
        case Negation():
            return f"−{_bracketed(tree.operand, LOOSE)}"
        case Product():
            return _product(tree)
        case Quotient():
            return _quotient(tree)
        case Power():
            return _power(tree)
        case Call():
            return _call(tree)
    return _several(tree)


def name_unicode(name: str) -> str:
    """`theta_1'` as θ₁′."""
    bare = name.rstrip("'")
    base, _, index = bare.partition("_")
    primes = "′" * (len(name) - len(bare))
    return GREEK.get(base, base) + _index(index) + primes


def _index(index: str) -> str:
    lowered = index.translate(LOWERED)
    return lowered if not index or index.isdigit() else f"_{index}"


def _several(tree: Expression) -> str:
    match tree:
        case Vector(entries=entries):
            return f"({_list(entries)})"
        case Matrix(rows=rows):
            return f"[{', '.join(f'[{_list(row.entries)}]' for row in rows)}]"
        case Relation():
            return _relation(tree)
        case Piecewise():
            return _piecewise(tree)
    raise TypeError(tree)


def _sum(tree: Sum) -> str:
    first, *rest = tree.terms
    written = _bracketed(first, (Piecewise,))
    for term in rest:
        if isinstance(term, Negation):
            written += f" − {_bracketed(term.operand, LOOSE)}"
        else:
            written += f" + {_bracketed(term, (Sum, Piecewise))}"
    return written


def _product(tree: Product) -> str:
    factors = written_factors(tree)
    if isinstance(tree, Dotted):
        return "·".join(_bracketed(one, (*LOOSE, Quotient)) for one in factors)
    loose = (*LOOSE, Product, Quotient)
    texts = [_bracketed(one, loose if place else LOOSE) for place, one in enumerate(factors)]
    written = texts[0]
    for (before, factor), text in zip(pairwise(factors), texts[1:], strict=True):
        written += text if _is_one(before, factor, text) else f"·{text}"
    return written


def _is_one(before: Expression, factor: Expression, text: str) -> bool:
    """A number before anything but a number, and letters of one character beside each other."""
    if isinstance(before, Number):
        return not text[0].isdigit()
    left = before.base if isinstance(before, Power) and _is_whole(before.exponent) else before
    right = factor.base if isinstance(factor, Power) else factor
    if not isinstance(left, Symbol) or not isinstance(right, Symbol | Constant) or left == right:
        return False
    return len(name_unicode(right.name).rstrip("′")) == 1


def _is_whole(tree: Expression) -> bool:
    return isinstance(tree, Number) and tree.value.denominator == 1


def _quotient(tree: Quotient) -> str:
    above = _bracketed(tree.numerator, (*LOOSE, Quotient))
    below = _bracketed(tree.denominator, (*LOOSE, Product, Quotient))
    return f"{above}/{below}"


def _power(tree: Power) -> str:
    exponent = tree.exponent
    bare = exponent.operand if isinstance(exponent, Negation) else exponent
    plain = write_unicode(exponent).replace("−", "-") if isinstance(bare, Number | Symbol) else ""
    base = _bracketed(tree.base, (*LOOSE, Product, Quotient, Power))
    if plain.removeprefix("-").isdigit() or plain == "n":
        raised = plain.translate(RAISED)
        if isinstance(tree.base, Call) and _is_powered(tree.base) and not plain.startswith("-"):
            return _call(tree.base, raised)
        return base + raised
    return f"{base}^{_bracketed(exponent, (*LOOSE, Product, Quotient, Power, Call))}"


def _is_powered(tree: Call) -> bool:
    """Functions whose powers are written on the name: sin²(x)."""
    return tree.name in {"sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech",
                         "csch", "coth", "ln"}  # fmt: skip


def _call(tree: Call, power: str = "") -> str:
    inside = _list(tree.arguments)
    match tree.name:
        case "abs":
            return f"|{inside}|"
        case "sqrt":
            only = tree.arguments[0]
            is_plain = isinstance(only, Symbol | Constant) or _is_whole(only)
            return f"√{inside}" if is_plain else f"√({inside})"
        case "root":
            return f"root({inside})"
        case "floor":
            return f"⌊{inside}⌋"
        case "ceil":
            return f"⌈{inside}⌉"
        case "factorial":
            return f"{_bracketed(tree.arguments[0], (Sum, Product, Quotient, Negation, Power))}!"
        case "log":
            base = write_unicode(tree.arguments[1])
            return f"log_{base}({write_unicode(tree.arguments[0])})"
    return f"{FUNCTIONS.get(tree.name, tree.name)}{power}({inside})"


def _relation(tree: Relation) -> str:
    written = write_unicode(tree.sides[0])
    for sign, side in zip(tree.signs, tree.sides[1:], strict=True):
        written += f" {SIGNS.get(sign, sign)} {write_unicode(side)}"
    return written


def _piecewise(tree: Piecewise) -> str:
    rows = [_branch(branch) for branch in tree.branches]
    if tree.otherwise is not None:
        rows.append(f"{write_unicode(tree.otherwise)} otherwise")
    return f"{{{'; '.join(rows)}}}"


def _branch(tree: Branch) -> str:
    conditions = " and ".join(map(_relation, tree.conditions))
    return f"{write_unicode(tree.value)} if {conditions}"


def _list(entries: tuple[Expression, ...]) -> str:
    return ", ".join(map(write_unicode, entries))


def _bracketed(tree: Expression, kinds: tuple[type[Expression], ...]) -> str:
    written = write_unicode(tree)
    return f"({written})" if isinstance(tree, kinds) else written
