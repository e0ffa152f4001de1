"""A second reader of plain calculator notation, for tables and oracles that judge the engines.

It shares nothing with `questions.maths`: one small recursive descent over text, from the table of
notation in docs alone. `read` gives a tree of tuples; `value` evaluates it with mpmath over the
reals at the working precision, `symbolic` turns it into sympy. Raises `ValueError` on what it
cannot read and `UndefinedError` where there is no real value.

    sum      = product (("+" | "-") product)*
    product  = signed (("*" | "/" | nothing) signed)*
    power    = atom ["^" signed]
    atom     = number | name | function argument | "(" sum ")" | "|" sum "|" | "√" atom
    argument = "(" sum ")" | the factors that follow, up to a function, sign, "*" or "/"
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

import mpmath as mp
import sympy as sp

from .functions import ALIASES, CONSTANTS, FUNCTIONS, inverse, real, root

Tree = tuple[Any, ...]

SUPERSCRIPTS: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
SYMBOLS: Final = {"−": "-", "–": "-", "·": "*", "×": "*", "⋅": "*", "÷": "/", "**": "^"}
FRACTIONS: Final = {"½": "(1/2)", "⅓": "(1/3)", "¼": "(1/4)", "¾": "(3/4)", "⅔": "(2/3)"}
GREEK: Final = {"π": "pi", "σ": "sigmoid", "θ": "theta", "λ": "lambda", "η": "eta", "α": "alpha"}
TOKEN: Final = re.compile(r"\s*(\d+\.?\d*|\.\d+|[A-Za-z]+(?:_[A-Za-z0-9]+)?|[-+*/^()|√,\[\]])")


def read(text: str, variables: Sequence[str]) -> Tree:
    """The tree of a text; a vector is `("vector", ...)`, a matrix a vector of vectors."""
    reader = _Reader(_tokens(_plain(text)), tuple(variables))
    tree = reader.whole()
    if reader.left:
        raise ValueError(f"{text!r}: cannot read from {reader.left[0]!r}")
    return tree


def _plain(text: str) -> str:
    text = re.sub(r"([⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺]+)", lambda m: f"^({m[1].translate(SUPERSCRIPTS)})", text)
    for table in (SYMBOLS, FRACTIONS):
        for sign, plain in table.items():
            text = text.replace(sign, plain)
    for sign, name in GREEK.items():
        text = text.replace(sign, f" {name} ")
    return text


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"{text!r}: cannot read {text[at:]!r}")
        found.append(match[1])
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[str], variables: tuple[str, ...]) -> None:
        self.left = tokens
        self.variables = variables
        self.known = {*variables, *CONSTANTS, *FUNCTIONS, *ALIASES}
        self.bars = 0

    @property
    def next(self) -> str:
        return self.left[0] if self.left else ""

    def take(self, *wanted: str) -> bool:
        if self.next and self.next in wanted:
            self.left = self.left[1:]
            return True
        return False

    def need(self, token: str) -> None:
        if not self.take(token):
            raise ValueError(f"{token!r} is missing before {self.next!r}")

    def split(self) -> None:
        """Part a run of letters into what is known, longest first: xe is x, e."""
        word = self.next
        if not word[:1].isalpha() or word in self.known or word.startswith("log_"):
            return
        for length in range(len(word), 0, -1):
            if word[:length] in self.known:
                self.left = [word[:length], word[length:], *self.left[1:]]
                return
        raise ValueError(f"unknown name {word!r}")

    def whole(self) -> Tree:
        if self.next == "[":
            return self.listed("[", "]")
        start = self.left
        if self.next == "(":
            found = self.listed("(", ")")
            if not self.left and len(found) > 2:
                return found
            self.left = start
        return self.sum()

    def listed(self, opening: str, closing: str) -> Tree:
        self.need(opening)
        parts = [self.item()]
        while self.take(","):
            parts.append(self.item())
        if not self.take(closing):
            return ("vector", parts[0])
        return ("vector", *parts)

    def item(self) -> Tree:
        return self.listed("[", "]") if self.next == "[" else self.sum()

    def sum(self) -> Tree:
        total = self.product()
        while self.next in {"+", "-"}:
            sign = self.next
            self.take(sign)
            total = (sign, total, self.product())
        return total

    def product(self) -> Tree:
        total = self.signed()
        while True:
            if self.take("*"):
                total = ("*", total, self.signed())
            elif self.take("/"):
                total = ("/", total, self.signed())
            elif self.starts_factor():
                total = ("*", total, self.power())
            else:
                return total

    def starts_factor(self) -> bool:
        token = self.next
        if token == "|":
            return self.bars == 0
        return token[:1].isalnum() or token in {"(", "√"} or token[:1] == "."

    def signed(self) -> Tree:
        if self.take("-"):
            return ("neg", self.signed())
        if self.take("+"):
            return self.signed()
        return self.power()

    def power(self) -> Tree:
        base = self.atom()
        return ("^", base, self.signed()) if self.take("^") else base

    def atom(self) -> Tree:
        self.split()
        token = self.next
        if not token:
            raise ValueError("something is missing at the end")
        self.left = self.left[1:]
        if token[0].isdigit() or token[0] == ".":
            return ("number", Fraction(token if token[-1] != "." else token[:-1]))
        if token == "(":
            return self.bracket()
        if token == "|":
            return self.absolute()
        if token == "√":
            return ("call", "sqrt", self.atom())
        return self.named(token)

    def bracket(self) -> Tree:
        bars, self.bars = self.bars, 0
        inner = self.sum()
        self.bars = bars
        self.need(")")
        return inner

    def absolute(self) -> Tree:
        self.bars += 1
        inner = self.sum()
        self.bars -= 1
        self.need("|")
        return ("call", "abs", inner)

    def named(self, token: str) -> Tree:
        if token in self.variables or token in CONSTANTS:
            return ("name", token)
        if token.startswith("log_"):
            base = ("number", Fraction(token[4:])) if token[4:].isdigit() else ("name", token[4:])
            return ("/", ("call", "ln", self.argument()), ("call", "ln", base))
        if ALIASES.get(token, token) in FUNCTIONS:
            return self.call(ALIASES.get(token, token))
        raise ValueError(f"cannot read {token!r}")

    def call(self, name: str) -> Tree:
        if self.take("^"):
            exponent = self.signed() if self.next == "-" else self.atom()
            inner = self.argument()
            if exponent == ("neg", ("number", Fraction(1))) and f"arc{name}" in FUNCTIONS:
                return ("call", f"arc{name}", inner)
            return ("^", ("call", name, inner), exponent)
        if name in {"max", "min"}:
            return ("call", name, *self.listed("(", ")")[1:])
        return ("call", name, self.argument())

    def argument(self) -> Tree:
        if self.take("("):
            return self.bracket()
        sign = self.take("-")
        inner = self.power()
        self.split()
        while self.starts_factor() and not self.starts_function() and self.next not in {"(", "|"}:
            inner = ("*", inner, self.power())
            self.split()
        return ("neg", inner) if sign else inner

    def starts_function(self) -> bool:
        name = self.next
        return (name in FUNCTIONS or name in ALIASES or name.startswith("log_")) and (
            name not in self.variables
        )


def value(tree: Tree, at: Mapping[str, Any]) -> Any:
    """The real number at the point, to the working precision; a list for a vector."""
    head, *rest = tree
    if head == "vector":
        return [value(part, at) for part in rest]
    if head == "number":
        return mp.mpf(rest[0].numerator) / rest[0].denominator
    if head == "name":
        return at[rest[0]] if rest[0] in at else +CONSTANTS[rest[0]][0]
    if head == "call":
        return FUNCTIONS[rest[0]][0](*(value(part, at) for part in rest[1:]))
    if head == "^":
        return _power(value(rest[0], at), rest[1], at)
    return _arithmetic(head, [value(part, at) for part in rest])


def _arithmetic(head: str, parts: list[Any]) -> Any:
    if head == "neg":
        return -parts[0]
    left, right = parts
    if head == "/":
        return left * inverse(right)
    return {"+": left + right, "-": left - right, "*": left * right}[head]


def _power(base: Any, exponent: Tree, at: Mapping[str, Any]) -> Any:
    exact = rational(exponent)
    if exact is None:
        real(base > 0)
        return mp.power(base, value(exponent, at))
    if exact < 0:
        real(base != 0)
    if exact.denominator == 1:
        return mp.power(base, exact.numerator)
    if exact.denominator % 2 == 0:
        real(base >= 0)
        return mp.power(base, mp.mpf(exact.numerator) / exact.denominator)
    return mp.power(root(base, exact.denominator), exact.numerator)


def rational(tree: Tree) -> Fraction | None:
    """The exact number a tree stands for, where it is made of numbers alone."""
    head, *rest = tree
    if head == "number":
        return Fraction(rest[0])
    if head not in {"neg", "+", "-", "*", "/"}:
        return None
    parts = [rational(part) for part in rest]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or (head == "/" and known[1] == 0):
        return None
    if head == "neg":
        return -known[0]
    left, right = known
    return {"+": left + right, "-": left - right, "*": left * right}.get(head) or (
        left / right if head == "/" else Fraction(0)
    )


def symbolic(tree: Tree) -> Any:
    """The sympy expression over real symbols; a list for a vector."""
    head, *rest = tree
    if head == "vector":
        return [symbolic(part) for part in rest]
    if head == "number":
        return sp.Rational(rest[0].numerator, rest[0].denominator)
    if head == "name":
        return CONSTANTS[rest[0]][1] if rest[0] in CONSTANTS else sp.Symbol(rest[0], real=True)
    if head == "call":
        return FUNCTIONS[rest[0]][1](*(symbolic(part) for part in rest[1:]))
    if head == "^":
        return _symbolic_power(rest[0], rest[1])
    parts = [symbolic(part) for part in rest]
    if head == "neg":
        return -parts[0]
    left, right = parts
    return {"+": left + right, "-": left - right, "*": left * right}.get(head, left / right)


def _symbolic_power(base: Tree, exponent: Tree) -> Any:
    exact = rational(exponent)
    if exact is not None and exact.denominator % 2 and exact.denominator > 1:
        return sp.real_root(symbolic(base), exact.denominator) ** exact.numerator
    return symbolic(base) ** symbolic(exponent)
