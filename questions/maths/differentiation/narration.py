"""The worked solution of one derivation, by the method that a teacher would choose."""

from collections.abc import Iterator
from typing import Final

from questions.maths.differentiation.folding import is_trivial
from questions.maths.differentiation.letters import Letters
from questions.maths.differentiation.methods import (
    logarithms,
    rewriting,
    takes_logarithms,
)
from questions.maths.differentiation.narrator import Narrator
from questions.maths.differentiation.raw import multiplied
from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.steps import Derivation
from questions.maths.differentiation.tidying import ONE, tidy
from questions.maths.differentiation.tidying.collecting import term_of
from questions.maths.differentiation.wording import (
    Line,
    Pending,
    Piece,
    equation,
    row,
    say,
)
from questions.maths.expression import (
    Call,
    E,
    Expression,
    Negation,
    Product,
    Quotient,
    Sum,
    Symbol,
    symbols,
)

LOGARITHMIC: Final = "Logarithmic differentiation"


def narrate(
    derivation: Derivation, left: Piece | None = None, *, method: str = ""
) -> tuple[Line, ...]:
    """The lines of a derivation. Trivial rules are folded into the line that uses them.

    A polynomial is one line; a product, a quotient or a chain says what plays which part, then
    differentiates the parts that are not trivial, then puts them together, one simplification
    after another. What is quicker after multiplying out, or by taking logarithms, is done so;
    `method` "logarithmic" asks for the latter. `left` is what the derivative is called, as f'(x).
    """
    names = symbols(derivation.expression) | {derivation.variable}
    called = left or Pending(derivation.expression, derivation.variable, len(names) > 1)
    wanted = method == "logarithmic" and derivation.steps.rule != "general-power"
    if wanted or takes_logarithms(derivation.expression, derivation.variable):
        return tuple(_by_logarithms(derivation, called))
    changed = None
    if method != "logarithmic" and not is_trivial(derivation.steps):
        changed = rewriting(derivation.expression, derivation.variable)
    if changed is None:
        return tuple(_told(derivation, called))
    first = Line(
        "rewriting",
        "Rewrite",
        say(changed.sentence),
        equation(row(derivation.expression), changed.function),
    )
    root = derive(changed.function, derivation.variable)
    other = Derivation(changed.function, derivation.variable, root, root.result)
    return (first, *_told(other, called, derivation.result))


def _told(derivation: Derivation, left: Piece, wanted: Expression | None = None) -> Iterator[Line]:
    names = symbols(derivation.expression) | {derivation.variable}
    narrator = Narrator(Letters(names), is_partial=len(names) > 1)
    yield from narrator.lines(derivation.steps, left)
    result = derivation.result
    if wanted is not None and row(wanted).unicode != row(result).unicode:
        said = say("The same, written as one expression.")
        yield Line("rewriting", "Another form", said, equation(left, result, wanted))


def _by_logarithms(derivation: Derivation, left: Piece) -> Iterator[Line]:
    """ln|y| opened, differentiated term by term, and multiplied by y."""
    function, variable = derivation.expression, derivation.variable
    letters = Letters(symbols(function) | {variable})
    name = letters.named("y", "z", "g")
    y, prime = Symbol(name), Symbol(f"{name}'")
    called = row(y, " = ", function)
    factors = logarithms(function, variable)
    opened = tidy(Sum(tuple(_logarithm(base, n) for base, n in factors)))
    said = say("Call it ", called, " and take logarithms: products become sums, powers factors.")
    log = Call("ln", (Call("abs", (y,)),))
    constant = say(" Constant factors are left out: they vanish when differentiating.")
    whole = said + constant if _has_constant(function, variable) else said
    yield Line("general-power", LOGARITHMIC, whole, equation(row(log), opened))
    slopes = [_slope(base, n, variable) for base, n in factors]
    slope = tidy(Sum(tuple(slopes))) if len(slopes) > 1 else tidy(slopes[0])
    known = row("(", Call("ln", (Call("abs", (Symbol("u"),)),)), ")' = u'/u")
    text = say("Differentiate both sides, term by term: ", known, ".")
    raw = Sum(tuple(slopes)) if len(slopes) > 1 else slopes[0]
    yield Line("general-power", "Both sides", text, equation(row(Quotient(prime, y)), raw, slope))
    back = multiplied(function, slope)
    yield Line(
        "general-power",
        "Result",
        say("Multiply by ", y, " and put together."),
        equation(left, back, derivation.result),
        (),
        function,
        derivation.result,
        variable,
    )


def _has_constant(function: Expression, variable: str) -> bool:
    term = term_of(tidy(function))
    return term.coefficient != 1 or any(
        variable not in symbols(base) | symbols(n) for base, n in term.powers
    )


def _logarithm(base: Expression, exponent: Expression) -> Expression:
    if base == E:
        return exponent
    log = Call("ln", (Call("abs", (base,)),))
    return log if exponent == ONE else Product((exponent, log))


def _slope(base: Expression, exponent: Expression, variable: str) -> Expression:
    """The derivative of exponent times ln|base|, the fraction not yet simplified."""
    if variable in symbols(exponent):
        return derive(_logarithm(base, exponent), variable).result
    inner = derive(base, variable).result
    fraction = Quotient(inner, base)
    if isinstance(exponent, Negation):
        return Negation(multiplied(exponent.operand, fraction))
    return multiplied(exponent, fraction)
