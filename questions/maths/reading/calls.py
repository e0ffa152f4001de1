"""Functions and what they are applied to."""

from abc import abstractmethod
from typing import Final

from questions.maths.definitions import MOST_SCORES, softmax
from questions.maths.expression import (
    FUNCTIONS,
    HYPERBOLIC,
    TRIGONOMETRIC,
    Call,
    E,
    Expression,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Symbol,
    Vector,
)
from questions.maths.reading.cases import Cases
from questions.maths.reading.errors import (
    AmbiguousInverseError,
    ArityError,
    BadLogBaseError,
    IncompleteError,
    PrimeError,
    TwoNumbersError,
)
from questions.maths.reading.numerals import numeral
from questions.maths.reading.suggestions import joined_numbers
from questions.maths.reading.tokens import Token

INVERSES: Final = {name: f"a{name}" for name in (*TRIGONOMETRIC, *HYPERBOLIC)}
ROOTS: Final = ("sqrt", "cbrt")
OF_SCORES: Final = frozenset({"max", "min", "logsumexp", "softmax"})
"""Functions that take their arguments as one vector too."""
ENDING: Final = frozenset({"function", "logarithm", "number", "vulgar", "begin"})
MOST_ARGUMENTS: Final = 9


class Calls(Cases):
    """The rules for a function, its power and its argument."""

    @abstractmethod
    def power(self) -> Expression:
        """See the grammar."""

    @abstractmethod
    def exponent(self) -> Expression:
        """See the grammar."""

    @abstractmethod
    def primary(self) -> Expression:
        """See the grammar."""

    @abstractmethod
    def argument(self) -> Expression:
        """See the operands."""

    @abstractmethod
    def postfix(self) -> Expression:
        """See the grammar."""

    def call(self) -> Expression:
        """call := function ["^" exponent] (bracketed arguments | bare argument)."""
        token = self.take()
        if token.text == "piecewise":
            return self.piecewise(token)
        base = self.log_base(token) if token.kind == "logarithm" else None
        if base is not None:
            token = token._replace(text="log")
        power = self.nested(self.exponent) if self.accept("^") else None
        if power is not None and self.latex:
            self.check_digits()
        if self.at("'"):
            message = f"Write the derivative of {token.text} out; a derivative mark is not read."
            self.fail(PrimeError, message, self.current)
        begin = self.index
        self.check_inverse(token)
        arguments = self.arguments(token)
        node = self.applied(token, arguments, base)
        if power is None:
            return node
        return self.raised(node, power, token, begin)

    def check_inverse(self, token: Token) -> None:
        """Refuse `sin-1(x)`, which is a pasted sin⁻¹(x) or sin(-1)·x."""
        signs = self.tokens[self.index : self.index + 3]
        tight = signs[0].start == token.end and not any(one.spaced for one in signs)
        if token.text in INVERSES and tight and [one.text for one in signs] == ["-", "1", "("]:
            inverse = self.swap(token.start, signs[1].end, f"arc{token.text}")
            message = f"{token.text}-1 is unclear: write arc{token.text} or {token.text}(-1)."
            product = self.swap(signs[0].start, signs[1].end, "(-1)*")
            self.fail(AmbiguousInverseError, message, token, (inverse, product))

    def check_digits(self) -> None:
        """Refuse LaTeX's `\\sin^10 x`, which says sin¹(0·x)."""
        before, token = self.previous, self.current
        if before.kind == token.kind == "number" and before.end == token.start:
            cures = joined_numbers(self.source, before, token)
            message = f"Put the power {before.text}{token.text} in braces."
            self.fail(TwoNumbersError, message, token, cures)

    def arguments(self, token: Token) -> tuple[Expression, ...]:
        opening = self.current
        if self.at("(", "{") or (self.at("[") and not self.latex):
            self.take()
            if self.at(")", "]", "}"):
                self.fail(IncompleteError, f"{token.text} needs an argument.", self.current)
            bars, self.bars = self.bars, 0
            entries, _ = self.items(opening)
            self.bars = bars
            if token.text == "root" and len(entries) == 1 and self.at("(", "{"):
                # ASCIIMath writes the index first: root(3)(x).
                entries = [self.argument(), *entries]
            return tuple(entries)
        if token.text == "root" and opening.kind in ("number", "symbol"):
            index = self.primary()
            return (self.argument(), index)
        if opening.kind == "end" or self.at(*")],;*/+^=}"):
            sign = self.current
            cures = (self.swap(sign.start, sign.end, " "),) if self.at("*") else ()
            self.fail(IncompleteError, f"{token.text} needs an argument.", token, cures)
        return (self.nested(lambda: self.bare(token.text)),)

    def bare(self, name: str) -> Expression:
        """bare := {"-"} (call | power {power}), up to the next function or bracket.

        `sin 2x cos x` is sin(2x)·cos(x), `sin x/2` is sin(x)/2.
        """
        start = self.current.start
        if self.accept("-"):
            return Negation(self.nested(lambda: self.bare(name)), span=self.since(start))
        if self.current.kind in ("function", "logarithm"):
            return self.power()
        barred = self.at("|", "\\lvert")
        factors = [self.first_factor()]
        if barred and self.starts() and self.current.kind not in ENDING:
            barred = not self.note("fn_paren")
        while not barred and self.continues(name, factors[-1]):
            factors.append(self.power())
        tree = self.product_of(factors, start)
        return self.after_bare(tree, start)

    def first_factor(self) -> Expression:
        """A power, or only its base where `ln x^2` is to be (ln x)²."""
        before, flipped = self.index, "fn_pow" in self.flips
        tree = self.postfix() if flipped else self.power()
        if isinstance(tree, Power) or (flipped and self.at("^")):
            self.note("fn_pow")
        if flipped and not self.at("^"):
            self.move(before)
            return self.power()
        return tree

    def continues(self, name: str, last: Expression) -> bool:
        """Whether the argument without brackets goes on."""
        token = self.current
        if token.kind in ENDING or self.at("(", "["):
            return False
        if not self.starts():
            return False
        loose = token.spaced or token.kind == "fraction" or token.text == "e"
        if loose and not isinstance(last, Number) and self.note("fn_space"):
            return False
        root = name in ROOTS and not self.latex
        return not (root and self.note("sqrt_run"))

    def after_bare(self, tree: Expression, start: int) -> Expression:
        """What may belong to the argument too: `sin x(x+1)`, `sin x/2`."""
        if self.at("(") and self.note("fn_paren"):
            tree = Product((tree, self.power()), span=self.since(start))
        if self.at("/") and self.note("fn_slash"):
            self.take()
            tree = Quotient(tree, self.power(), span=self.since(start))
        return tree

    def applied(
        self, token: Token, arguments: tuple[Expression, ...], base: Expression | None
    ) -> Expression:
        """The call with its canonical name."""
        name, span = token.text, self.since(token.start)
        if name in OF_SCORES and len(arguments) == 1 and isinstance(arguments[0], Vector):
            arguments = arguments[0].entries
        if name == "softmax" and name not in self.vocabulary.functions:
            self.check_arity(token, name, len(arguments), (2, MOST_SCORES))
            return self.entry_of(softmax(arguments, span=span))
        if base is not None:
            self.check_arity(token, name, len(arguments), (1, 1))
            if base == E:
                return Call("ln", arguments, span=span)
            return Call("log", (*arguments, base), span=span)
        if name in self.vocabulary.functions:
            self.check_arity(token, name, len(arguments), (1, MOST_ARGUMENTS))
        elif name == "log" and len(arguments) == 1:
            flipped = self.note("log_base")
            natural = (self.notation.log == "ln") != flipped
            name = "ln" if natural else "log10"
        else:
            self.check_arity(token, name, len(arguments), FUNCTIONS[name])
        return Call(name, arguments, span=span)

    def entry_of(self, vector: Vector) -> Expression:
        """`softmax(x, y)_1` is its first entry."""
        places = [str(place) for place in range(1, len(vector.entries) + 1)]
        if not self.at("_") or self.peek().text not in places:
            return vector
        self.take()
        return vector.entries[int(self.take().text) - 1]

    def check_arity(self, token: Token, name: str, count: int, bounds: tuple[int, int]) -> None:
        least, most = bounds
        if least <= count <= most:
            return
        wanted = str(least) if least == most else f"{least} to {most}"
        noun = "argument" if wanted == "1" else "arguments"
        self.fail(ArityError, f"{name} takes {wanted} {noun}, not {count}.", token)

    def log_base(self, token: Token) -> Expression:
        """The base that the token names, or the expression in braces after it."""
        if not token.text:
            return self.nested(self.primary)
        if token.text.isdigit():
            return numeral(token.text)
        meaning = self.vocabulary.meaning(token.text)
        if meaning is not None and meaning.kind == "symbol":
            return Symbol(meaning.name)
        if meaning is not None and meaning.kind == "constant":
            return E
        message = f"“{token.text}” cannot be the base of a logarithm here."
        return self.fail(BadLogBaseError, message, token)

    def raised(self, node: Expression, power: Expression, token: Token, begin: int) -> Expression:
        """`sin^2 x` is a square, `sin^-1 x` the inverse function."""
        span = self.since(token.start)
        if not isinstance(power, Negation):
            return Power(node, power, span=span)
        if power == Negation(Number(numeral("1").value)) and token.text in INVERSES:
            return Call(INVERSES[token.text], node.children, span=span)
        written = self.source[self.tokens[begin].start : span[1]].strip()
        written = written if written.startswith("(") else f"({written})"
        exponent = self.source[slice(*power.operand.span)] if power.operand.span else "n"
        suggestion = self.swap(*span, f"({token.text}{written})^(-{exponent})")
        message = f"{token.text} with a negative power can mean two things: write it with brackets."
        return self.fail(AmbiguousInverseError, message, token, (suggestion,))
