"""The grammar, by recursive descent: every rule is a method whose docstring is the rule."""

import re
from collections.abc import Callable
from typing import Final, NoReturn

from questions.maths.expression import (
    Call,
    E,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Vector,
)
from questions.maths.reading.brackets import RELATIONS
from questions.maths.reading.errors import (
    CommaError,
    PrimeError,
    RelationError,
    TwoNumbersError,
    UnbalancedError,
    UnexpectedError,
    VectorOperationError,
)
from questions.maths.reading.numerals import is_proper_fraction, numeral
from questions.maths.reading.operands import Operands
from questions.maths.reading.refused import REFUSED
from questions.maths.reading.suggestions import comma_cures, joined_numbers, relation_cures
from questions.maths.reading.tokens import Token
from questions.maths.reading.transposes import transposed

STARTERS: Final = frozenset(
    {
        *("number", "vulgar", "symbol", "constant", "function", "basis", "logarithm"),
        *("fraction", "radical", "begin", "mark"),
    }
)
ENDING: Final = frozenset({"+", "-", ")", ","})
"""Signs that plainly end a product."""
RIGHT: Final = re.compile(r"\\m?right\s*$")
OPENERS: Final = ("(", "[", "√", "∛", "∜", "\\lvert", "⌊", "⌈")


class Grammar(Operands):
    """Reads a row of tokens to a tree."""

    def answer(self) -> Expression:
        """answer := expression {"," expression} | cases, commas where a vector is expected."""
        start = self.current.start
        tree = self.expression()
        if self.has_words and (self.current.kind == "keyword" or self.condition_follows()):
            tree = self.cases_after(tree, start)
        if self.at(",", ";") and self.notation.expected == "vector":
            entries = [tree]
            while self.at(",", ";"):
                self.take()
                entries.append(self.expression())
            tree = Vector(tuple(entries), span=self.since(start))
        if self.current.kind != "end":
            self.left_over()
        return tree

    def expression(self) -> Expression:
        """expression := term {("+" | "-") term} ["\\over" expression]."""
        start = self.current.start
        terms = [self.term()]
        while self.at("+", "-"):
            sign = self.take()
            term = self.term()
            span = self.since(sign.start)
            terms.append(Negation(term, span=span) if sign.text == "-" else term)
        tree = terms[0] if len(terms) == 1 else Sum(tuple(terms), span=self.since(start))
        if self.accept("\\over"):
            # TeX's fraction takes all of its group on either side.
            tree = Quotient(tree, self.nested(self.expression), span=self.since(start))
        return tree

    def term(self) -> Expression:
        """term := {"+" | "-"} product: the sign of `-x^2` and `-2x` is outermost."""
        return self.signed(self.product)

    def signed(self, operand: Callable[[], Expression]) -> Expression:
        """signed := {"+" | "-"} operand."""
        if not self.at("+", "-"):
            return operand()
        minuses = []
        while self.at("+", "-"):
            sign = self.take()
            if sign.text == "-":
                minuses.append(sign.start)
        tree = operand()
        for start in reversed(minuses):
            tree = Negation(tree, span=self.since(start))
        return tree

    def product(self) -> Expression:
        """product := power {("*" | "/") signed power | power}, from left to right."""
        start = self.current.start
        factors = [self.power()]
        while True:
            token = self.current
            sign = token.text if token.kind == "operator" else ""
            if sign == "*":
                self.take()
                factors.append(self.signed(self.power))
            elif sign == "/":
                numerator = self.product_of(factors, start)
                self.take()
                factors = [Quotient(numerator, self.denominator(), span=self.since(start))]
            elif sign not in ENDING and self.starts():
                factors.append(self.adjacent())
            else:
                return self.product_of(factors, start)

    def denominator(self) -> Expression:
        """denominator := signed power; `1/2x` is x/2 unless its other reading is wanted."""
        start = self.current.start
        factors = [self.signed(self.power)]
        if self.starts() and not self.at("[") and self.note("slash_implicit"):
            while self.starts():
                factors.append(self.adjacent())
        return self.product_of(factors, start)

    def adjacent(self) -> Expression:
        """A factor that follows another one without a sign between them."""
        token, last = self.current, self.previous
        numbers = ("number", "vulgar")
        if token.kind in numbers and last.kind in numbers:
            cures = joined_numbers(self.source, last, token)
            message = f"There is no sign between “{last.text}” and “{token.text}”."
            self.fail(TwoNumbersError, message, token, cures)
        return self.power()

    def starts(self) -> bool:
        """Whether a factor begins here. Within bars, a bar closes them, unless `|x|y|z|` is to
        be the absolute value of x|y|z."""
        if self.current.kind in STARTERS or self.at(*OPENERS):
            return True
        if self.at("|"):
            inner = self.bars == 1 and "bars" in self.flips and self.bars_left() > 2
            return self.bars == 0 or inner
        return self.at("{") and (self.latex or self.opens_cases())

    def power(self) -> Expression:
        """power := postfix ["^" exponent] {"!"}."""
        start = self.current.start
        base = self.postfix()
        if self.current.kind == "operator" and self.current.text not in ("^", "("):
            return base
        if self.euler_runs_on(base):
            return Power(base, self.power(), span=self.since(start))
        if not self.accept("^"):
            return base
        exponent = self.nested(self.exponent)
        if not self.latex:
            exponent = self.run_on(base, exponent)
        return self.marked(Power(base, exponent, span=self.since(start)), start)

    def euler_runs_on(self, base: Expression) -> bool:
        """Note `ex` and `e(x)`, which may be meant as e^x."""
        token = self.current
        if self.latex or token.spaced or base != E:
            return False
        if token.kind == "symbol" and self.previous.end == token.start:
            return self.note("e_juxtaposed")
        return self.at("(") and self.note("e_paren")

    def exponent(self) -> Expression:
        """exponent := ("+" | "-") exponent | postfix ["^" exponent]."""
        start = self.current.start
        if self.accept("-"):
            return Negation(self.nested(self.exponent), span=self.since(start))
        if self.accept("+"):
            return self.nested(self.exponent)
        if self.previous.text == "^":
            self.split_digit()
        tree = self.postfix()
        if self.accept("^"):
            return Power(tree, self.nested(self.exponent), span=self.since(start))
        return tree

    def run_on(self, base: Expression, exponent: Expression) -> Expression:
        """The exponent, longer where `e^2x` is to be e^(2x) and `x^1/2` to be x^(1/2)."""
        last, token = self.previous, self.current
        if token.spaced:
            return exponent
        numeric = base == E or isinstance(base, Number)
        if last.kind == "number":
            if token.kind in ("symbol", "constant") and numeric and self.note("pow_run"):
                return self.longer(exponent)
            if self.slashed(base, last) and self.note("pow_slash"):
                self.take()
                return _inside(exponent, lambda tree: Quotient(tree, self.power()))
        elif last.kind in ("symbol", "constant") and token.kind == "symbol":
            return self.longer(exponent) if self.note("pow_run") else exponent
        return exponent

    def slashed(self, base: Expression, exponent: Token) -> bool:
        """Whether a fraction follows, as in `x^1/2`: in `x^2/2` nobody means x^(2/2)."""
        below = self.peek()
        if not self.at("/") or below.kind != "number" or isinstance(base, Number):
            return False
        return is_proper_fraction(numeral(exponent.text), numeral(below.text))

    def longer(self, exponent: Expression) -> Expression:
        factors: list[Expression] = []
        while self.current.kind in ("symbol", "constant") and not self.current.spaced:
            factors.append(self.power())
        return _inside(exponent, lambda tree: Product((tree, *factors)))

    def postfix(self) -> Expression:
        """postfix := primary {"!"}."""
        start = self.current.start
        return self.marked(self.primary(), start)

    def marked(self, tree: Expression, start: int) -> Expression:
        sign = self.current
        if sign.kind == "transpose":
            return self.transpose(tree)
        if sign.kind != "operator" or sign.text not in ("!", "'"):
            return tree
        while self.at("!"):
            if self.peek().text == "=":
                if self.open_cases:
                    return tree
                self.fail(RelationError, "Write an expression here, without “≠”.", self.current)
            self.take()
            tree = Call("factorial", (tree,), span=self.since(start))
        if self.at("'"):
            message = "A derivative mark is not worked out: write the derivative itself."
            self.fail(PrimeError, message, self.current)
        return tree

    def transpose(self, tree: Expression) -> Expression:
        """transpose := "^T" behind a vector or a matrix."""
        sign = self.take()
        found = transposed(tree)
        if found is None:
            message = "Only a vector or a matrix has a transpose: leave “^T” away."
            cures = (self.swap(sign.start, sign.end, ""),)
            self.fail(VectorOperationError, message, sign, cures)
        return found

    def left_over(self) -> NoReturn:
        """Raise for what follows a complete expression."""
        token = self.current
        if token.text in REFUSED:
            self.fail(*REFUSED[token.text], token)
        if self.at(*RELATIONS) or (self.at(":") and self.peek().text == "="):
            message = "Write one expression here, without “=” or an inequality."
            self.fail(RelationError, message, token, relation_cures(self.source))
        if self.at(")", "]", "}"):
            side = RIGHT.search(self.source, 0, token.start)
            cured = self.swap(side.start() if side else token.start, token.end, "")
            message = f"“{token.text}” closes a bracket that was never opened."
            self.fail(UnbalancedError, message, token, (cured,))
        if self.at(","):
            self.stray_comma()
        cures = (self.swap(token.start, token.end, "/100"),) if token.text == "%" else ()
        self.fail(UnexpectedError, f"“{token.text}” cannot stand here.", token, cures)

    def stray_comma(self) -> NoReturn:
        token = self.current
        cures = comma_cures(self.source, self.previous, token, self.peek())
        message = "A comma cannot stand here: the parts of a vector go in brackets, as in (x, y)."
        if self.notation.expected == "scalar":
            message = "A comma cannot stand here: one number or one expression is asked for."
        if cures:
            message = "A comma cannot stand here: decimals are written with a point, as in 1.5."
        self.fail(CommaError, message, token, cures)


def _inside(tree: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """The tree changed below its leading signs."""
    if isinstance(tree, Negation):
        return Negation(_inside(tree.operand, change), span=tree.span)
    return change(tree)
