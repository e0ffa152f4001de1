"""The operands: numbers, names, roots and fractions."""

from abc import abstractmethod
from fractions import Fraction

from questions.maths.expression import (
    Call,
    Constant,
    Expression,
    Number,
    Power,
    Quotient,
    Symbol,
    Vector,
)
from questions.maths.reading.brackets import INTERVAL
from questions.maths.reading.calls import Calls
from questions.maths.reading.errors import (
    IncompleteError,
    IntervalError,
    UnexpectedError,
)
from questions.maths.reading.numerals import numeral
from questions.maths.reading.refused import REFUSED


class Operands(Calls):
    """The rules for what a product is made of."""

    @abstractmethod
    def longer(self, exponent: Expression) -> Expression:
        """See the grammar."""

    def primary(self) -> Expression:
        """primary := number | name | call | bracket | absolute | root | fraction | matrix."""
        token = self.current
        match token.kind:
            case "number" | "vulgar" | "symbol" | "constant" | "basis":
                return self.atom()
            case "function" | "logarithm":
                return self.nested(self.call)
            case "fraction":
                return self.nested(self.fraction)
            case "radical":
                return self.nested(self.radical)
            case "mark":
                return self.nested(self.marked_name)
            case "begin":
                return self.environment()
            case "operator":
                return self.operator()
        return self.missing()

    def atom(self) -> Expression:
        token = self.take()
        span = (token.start, token.end)
        match token.kind:
            case "number":
                return numeral(token.text, span)
            case "vulgar":
                above, _, below = token.text.partition("/")
                return Quotient(numeral(above), numeral(below), span=span)
            case "constant":
                return Constant(token.text, span=span)
            case "basis":
                return self.unit(token.text)
        return Symbol(token.text, span=span)

    def unit(self, name: str) -> Vector:
        """The unit vector `i`, `j` or `k`, in three dimensions if a k is written anywhere."""
        names = [token.text for token in self.tokens if token.kind == "basis"]
        axes = "ijk" if "k" in names else "ij"
        span = (self.previous.start, self.previous.end)
        return Vector(tuple(Number(Fraction(axis == name)) for axis in axes), span=span)

    def operator(self) -> Expression:
        token = self.current
        if self.at("√", "∛", "∜"):
            return self.nested(self.root)
        if self.at("(", "[", "{", "<", "⌊", "⌈"):
            return self.bracket()
        if self.at("|", "\\lvert"):
            return self.absolute()
        if token.text == "∞" and self.within_interval():
            self.fail(IntervalError, INTERVAL, token)
        if token.text == "]" and self.index == 0:
            self.fail(IntervalError, INTERVAL, token)
        if token.text in REFUSED:
            self.fail(*REFUSED[token.text], token)
        return self.missing()

    def within_interval(self) -> bool:
        """Whether a bracket with a comma is around: `(0, ∞)`."""
        signs = [token.text for token in self.tokens if token.kind == "operator"]
        return bool(signs) and signs[0] in "([]" and ("," in signs or ";" in signs)

    def root(self) -> Expression:
        """root := ("√" | "∛" | "∜") postfix: `√2x` is √2·x, `√x^2` is (√x)²."""
        sign = self.take()
        start = self.current.start
        radicand = self.postfix()
        bracketed = self.previous.text == ")"
        if self.at("^") and not bracketed and self.note("sqrt_pow"):
            self.take()
            radicand = Power(radicand, self.exponent(), span=self.since(start))
        names = ("symbol", "constant")
        simple = isinstance(radicand, Number | Symbol) and not bracketed
        if simple and self.current.kind in names and not self.current.spaced:
            radicand = self.longer(radicand) if self.note("sqrt_run") else radicand
        span = self.since(sign.start)
        if sign.text == "∜":
            return Call("root", (radicand, numeral("4")), span=span)
        return Call("sqrt" if sign.text == "√" else "cbrt", (radicand,), span=span)

    def fraction(self) -> Expression:
        r"""fraction := "\frac" argument argument."""
        start = self.take().start
        above, below = self.argument(), self.argument()
        return Quotient(above, below, span=self.since(start))

    def radical(self) -> Expression:
        r"""radical := "\sqrt" ["[" expression "]"] argument | "\root" expression "\of" argument."""
        sign = self.take()
        start = sign.start
        if sign.text == "root":
            index = self.nested(self.expression)
            if not self.accept("\\of"):
                self.fail(IncompleteError, "A root is written as in \\sqrt[3]{x}.", sign)
            return Call("root", (self.argument(), index), span=self.since(start))
        if not self.accept("["):
            return Call("sqrt", (self.argument(),), span=self.since(start))
        if self.at("]"):
            self.fail(IncompleteError, "There is an empty box to be filled in.", self.current)
        index = self.expression()
        if not self.accept("]"):
            self.fail(IncompleteError, "The index of this root is not closed.", self.current)
        return Call("root", (self.argument(), index), span=self.since(start))

    def argument(self) -> Expression:
        """argument := "{" expression "}" | one digit | primary."""
        self.split_digit()
        return self.braces() if self.at("{") else self.primary()

    def marked_name(self) -> Expression:
        """marked_name := ("hat" | "vec" | "bar" | ...) (name | "(" name ")")."""
        mark = self.take()
        tree = self.argument()
        if not isinstance(tree, Symbol | Constant | Vector):
            message = f"“{mark.text}” can stand over a name only."
            self.fail(UnexpectedError, message, mark)
        return tree
