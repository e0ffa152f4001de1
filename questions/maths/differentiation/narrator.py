"""Telling a derivation step by step, in a teacher's order."""

from collections.abc import Iterator, Sequence
from typing import Final

from questions.maths.differentiation.folding import factors_of, is_trivial, leading_rule, leaves
from questions.maths.differentiation.letters import Letters
from questions.maths.differentiation.raw import (
    by_terms,
    multiplied,
    raw,
    unfolded,
    written_as_power,
)
from questions.maths.differentiation.sentences import (
    going_on,
    of_many,
    renamed,
    rewritten,
    statement,
    statements,
    taken,
)
from questions.maths.differentiation.steps import RULES, Step
from questions.maths.differentiation.tidying import ZERO, tidy
from questions.maths.differentiation.wording import (
    Equation,
    Line,
    Pending,
    Piece,
    Row,
    Sentence,
    equation,
    row,
    say,
    sign,
)
from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
    substitute,
    undotted,
)

WIDEST_OPENED: Final = 90
"""A sum that is wider than this is not shown with its derivatives still to be taken."""


class Narrator:
    """Tells one derivation: knows which letters are in use and what was said already."""

    def __init__(self, letters: Letters, *, is_partial: bool) -> None:
        self._letters = letters
        self._is_partial = is_partial
        self._told: set[str] = set()

    def pending(self, step: Step) -> Piece:
        return Pending(step.expression, step.variable, self._is_partial)

    def lines(self, step: Step, left: Piece, opening: Sentence | None = None) -> Iterator[Line]:
        """The lines of a step whose derivative is called `left`."""
        start = opening or Sentence()
        if is_trivial(step):
            yield self._plain(step, left, start)
        elif step.rule == "sum":
            yield from self._sum(step, left, start)
        elif step.rule == "constant-multiple":
            yield from self._multiple(step, left, start)
        elif step.rule == "piecewise":
            yield from self._cases(step, left, start)
        elif step.rule == "chain":
            yield from self._chain(step, left, start)
        elif step.rule == "general-power":
            yield from self._power(step, left, start)
        elif step.rule == "product":
            yield from self._product(step, left, start)
        else:
            yield from self._pair(step, left, start)

    def _once(self, step: Step, letters: dict[str, str] | None = None) -> Sentence:
        """What the rule says, the first time that it is used."""
        if step.rule in self._told:
            return Sentence()
        self._told.add(step.rule)
        return say(" ") + statement(step, letters)

    def _plain(self, step: Step, left: Piece, start: Sentence) -> Line:
        rule = leading_rule(step)
        name = RULES[rule.rule] + (", term by term" if step.rule == "sum" != rule.rule else "")
        said = rewritten(rule) + statements(leaves(step))
        if step.rule == "constant-multiple" and not isinstance(step.expression, Negation):
            said = say("The constant factor stays. ") + said
        elif rule.rule == "sum":
            said = say("Term by term. ") + said
        shown = equation(left, unfolded(step), step.result)
        return _line(step, start.then(said), shown, name, rule.rule)

    def _sum(self, step: Step, left: Piece, start: Sentence) -> Iterator[Line]:
        terms = (
            one.children[0] if isinstance(one.expression, Negation) and one.children else one
            for one in step.children
        )
        easy = [one for one in terms if is_trivial(one) and one.rule != "constant"]
        facts = [equation(self.pending(one), unfolded(one), one.result) for one in easy]
        opened = self._opened(step)
        if len(opened.unicode) <= WIDEST_OPENED:
            facts.insert(0, equation(left, opened))
        yield _line(step, start.then(statement(step)), None, facts=facts)
        for child in step.children:
            if not is_trivial(child):
                yield from self.lines(child, self.pending(child))
        results = tuple(one.result for one in step.children)
        yield _result(step, left, "Put the terms together.", _plus(results))

    def _opened(self, step: Step) -> Piece:
        """A sum whose terms are still to be differentiated."""
        pieces: list[Piece] = []
        for index, child in enumerate(step.children):
            tree = child.expression
            between = " + " if index else ""
            if isinstance(tree, Negation):
                tree, between = tree.operand, " - " if index else "-"
            pieces += [sign(between), Pending(tree, child.variable, self._is_partial)]
        return Row(tuple(pieces))

    def _multiple(self, step: Step, left: Piece, start: Sentence) -> Iterator[Line]:
        """Constant factors and a minus sign in front are one factor."""
        factors, child = [step.parts[0][1]], step.children[0]
        while child.rule == "constant-multiple":
            factors.append(child.parts[0][1])
            child = child.children[0]
        factor = tidy(Product(tuple(factors))) if len(factors) > 1 else factors[0]
        yield from self.lines(child, self.pending(child), start)
        if factor == number(-1):
            yield _result(step, left, "The minus sign stays in front.", Negation(child.result))
            return
        said = say("The constant factor ", factor, " stays in front.")
        whole = multiplied(factor, child.result)
        sides = (whole, step.result) if undotted(whole) != step.result else (step.result,)
        yield _line(step, said, equation(left, *sides))

    def _cases(self, step: Step, left: Piece, start: Sentence) -> Iterator[Line]:
        """The cases that are not differentiated in the head, then all of them together."""
        for child in step.children:
            if not is_trivial(child):
                yield from self.lines(child, self.pending(child))
        yield _line(step, start.then(statement(step)), equation(left, step.result))

    def _chain(self, step: Step, left: Piece, start: Sentence) -> Iterator[Line]:
        outer, inner = step.children
        (letter,) = self._letters.next(1)
        named: dict[str, Expression] = {outer.variable: Symbol(letter)}
        function, slope = (substitute(one, named) for one in written_as_power(outer))
        within = row(Symbol(letter), " = ", step.parts[0][1])
        said = say("The inner function is ", within, ", the outer one ", function, ".")
        said = start.then(said) + self._once(step)
        facts = [equation(Pending(function, letter), slope)]
        prime = row(Symbol(f"{letter}'"))
        put_in = substitute(slope, {letter: step.parts[0][1]})
        whole = _assembled(left, multiplied(put_in, inner.result), step.result)
        if is_trivial(inner):
            facts.append(equation(prime, inner.result))
            yield _line(step, said, whole, facts=facts)
            return
        yield _line(step, said, None, facts=facts)
        yield from self.lines(inner, prime, going_on(letter, inner))
        put = say("Multiply by ", prime, " and put ", within, " back.")
        yield _line(step, put, whole, "Result")

    def _product(self, step: Step, left: Piece, start: Sentence) -> Iterator[Line]:
        factors = factors_of(step)
        letters = self._letters.next(len(factors))
        said = start.then(taken(letters, factors))
        said += self._once(step, renamed(letters)) if len(factors) == 2 else of_many(letters)
        terms = [
            multiplied(
                *_expressions(factors[:place]), one.result, *_expressions(factors[place + 1 :])
            )
            for place, one in enumerate(factors)
        ]
        name = RULES["product"] + ("" if len(factors) == 2 else f" for {len(factors)} factors")
        whole = _assembled(left, Sum(tuple(terms)), step.result)
        yield from self._parts(step, name, said, letters, factors, whole)

    def _pair(self, step: Step, left: Piece, start: Sentence) -> Iterator[Line]:
        """Quotients, reciprocals and what else has a formula of parts and their derivatives."""
        letters = self._letters.next(len(step.children))
        own = [name for name, _ in step.parts]
        named = dict(zip(own, letters, strict=True))
        said = start.then(taken(letters, step.children)) + self._once(step, named)
        whole = _assembled(left, raw(step), step.result)
        yield from self._parts(step, RULES[step.rule], said, letters, step.children, whole)

    def _parts(
        self,
        step: Step,
        name: str,
        said: Sentence,
        letters: Sequence[str],
        children: Sequence[Step],
        whole: Equation,
    ) -> Iterator[Line]:
        """Set up, then the parts that take a line of their own, then put together."""
        pairs = list(zip(letters, children, strict=True))
        facts = [
            equation(row(Symbol(f"{letter}'")), unfolded(one), one.result)
            for letter, one in pairs
            if is_trivial(one)
        ]
        hard = [(letter, one) for letter, one in pairs if not is_trivial(one)]
        if not hard:
            yield _line(step, said, whole, name, facts=facts)
            return
        yield _line(step, said, None, name, facts=facts)
        for letter, one in hard:
            yield from self.lines(one, row(Symbol(f"{letter}'")), going_on(letter, one))
        yield _line(step, say("Put the parts into the rule and tidy up."), whole, "Result")

    def _power(self, step: Step, left: Piece, start: Sentence) -> Iterator[Line]:
        """u to the v: take logarithms, differentiate both sides, multiply by the function."""
        base, exponent = (dict(step.parts)[name] for name in "uv")
        name = self._letters.named("y", "z", "g")
        y, prime = Symbol(name), Symbol(f"{name}'")
        called = row(y, " = ", step.expression)
        logarithm = row(Call("ln", (y,)), " = ", tidy(Product((exponent, Call("ln", (base,))))))
        said = say("Call it ", called, " and take logarithms: ", logarithm, ".")
        yield _line(step, start.then(said), None)
        for child in step.children:
            if not is_trivial(child):
                yield from self.lines(child, self.pending(child))
        du, dv = (child.result for child in step.children)
        slope = Sum((multiplied(dv, Call("ln", (base,))), multiplied(exponent, Quotient(du, base))))
        both = say("Differentiate both sides, the right one by the product rule.")
        whole = _assembled(row(Quotient(prime, y)), slope, tidy(slope))
        yield Line(step.rule, "Both sides", both, whole)
        back = multiplied(step.expression, tidy(slope))
        put_back = say("Multiply by ", called, ".")
        yield _line(step, put_back, equation(left, back, step.result), "Result")


def _line(
    step: Step,
    said: Sentence,
    found: Equation | None,
    name: str = "",
    rule: str = "",
    *,
    facts: Sequence[Equation] = (),
) -> Line:
    """A line about a step; one that gives the step's result says before and after."""
    before, after = (step.expression, step.result) if found else (None, None)
    return Line(
        rule or step.rule,
        name or RULES[step.rule],
        said,
        found,
        tuple(facts),
        before,
        after,
        step.variable,
    )


def _result(step: Step, left: Piece, said: str, whole: Expression) -> Line:
    return _line(step, say(said), equation(left, whole, step.result), "Result")


def _assembled(left: Piece, whole: Expression, result: Expression) -> Equation:
    """The derivative as the rule gives it, then its terms tidied, then put together."""
    return equation(left, whole, by_terms(whole), result)


def _plus(terms: Sequence[Expression]) -> Expression:
    """The terms that are not 0 as a sum."""
    found = [one for one in terms if one != ZERO]
    return Sum(tuple(found)) if len(found) > 1 else (found or [ZERO])[0]


def _expressions(steps: Sequence[Step]) -> tuple[Expression, ...]:
    return tuple(one.expression for one in steps)
