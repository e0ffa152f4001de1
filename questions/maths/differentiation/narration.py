"""The worked solution for a page: one line a step that is worth one, in a teacher's order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from questions.maths.differentiation.sentences import derivative_of, filled_in, setting, statement
from questions.maths.differentiation.steps import RULES, Derivation, Step
from questions.maths.expression import Negation, symbols
from questions.maths.writing import write_latex


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the rule's id and name, a sentence with $latex$ in it, and the formula below it."""

    rule: str
    name: str
    sentence: str
    latex: str


TRANSPARENT: Final = frozenset({"sum", "constant-multiple"})


def narrate(derivation: Derivation) -> tuple[Line, ...]:
    """The lines of a derivation. Trivial rules are folded into the line that uses them.

    A polynomial is one line; a product, a quotient or a chain says what plays which part, then
    differentiates the parts that are not trivial, then puts them together.
    """
    partial = len(symbols(derivation.expression) | {derivation.variable}) > 1
    return tuple(_lines(derivation.steps, partial=partial))


def is_trivial(step: Step) -> bool:
    """What a teacher differentiates in the head: constants, powers of the variable, `3 e^x`."""
    if step.rule in TRANSPARENT:
        return all(is_trivial(child) for child in step.children)
    return not step.children


def main_rule(step: Step) -> Step:
    """The step that a derivation is about: the first below sums and constant factors."""
    while step.rule in TRANSPARENT and not is_trivial(step):
        step = next(child for child in step.children if not is_trivial(child))
    return step


def _lines(step: Step, *, partial: bool) -> Iterator[Line]:
    if is_trivial(step):
        yield _plain(step, partial=partial)
    elif step.rule in TRANSPARENT:
        yield from _transparent(step, partial=partial)
    elif step.rule == "piecewise":
        yield from _case_by_case(step, partial=partial)
    else:
        yield from _combined(step, partial=partial)


def leading_rule(step: Step) -> Step:
    """The step by which a trivial one is named: `3x^2 + x` is the power rule."""
    if step.rule == "constant-multiple":
        return leading_rule(step.children[0])
    if step.rule == "sum":
        found = [leading_rule(child) for child in step.children]
        telling = [one for one in found if one.rule not in {"constant", "variable"}]
        return telling[0] if len({one.rule for one in telling}) == 1 else step
    return step


def _plain(step: Step, *, partial: bool) -> Line:
    rule = leading_rule(step)
    name = RULES[rule.rule] + (", term by term" if step.rule == "sum" != rule.rule else "")
    sentence = statement(rule)
    if rule is not step and step.rule == "constant-multiple":
        sentence = f"The constant factor stays. {sentence}"
    return Line(rule.rule, name, sentence, _equation(step, partial=partial))


def _transparent(step: Step, *, partial: bool) -> Iterator[Line]:
    if step.rule == "sum":
        yield Line("sum", RULES["sum"], statement(step), _opened(step, partial=partial))
    for child in step.children:
        if not is_trivial(child):
            yield from _lines(child, partial=partial)
    if step.rule == "sum":
        yield _together(step, partial=partial)
    elif not isinstance(step.expression, Negation):
        sentence = f"The constant factor ${write_latex(step.parts[0][1])}$ stays in front."
        name = RULES[step.rule]
        yield Line(step.rule, name, sentence, _equation(step, partial=partial))


def _case_by_case(step: Step, *, partial: bool) -> Iterator[Line]:
    """The cases that are not differentiated in the head, then all of them together."""
    below = [child for child in step.children if not is_trivial(child)]
    for child in below:
        yield from _lines(child, partial=partial)
    yield Line(step.rule, RULES[step.rule], statement(step), _equation(step, partial=partial))


def _combined(step: Step, *, partial: bool) -> Iterator[Line]:
    sentence = setting(step) + statement(step)
    found = _found(step)
    below = [child for child in step.children if not is_trivial(child)]
    if not below:
        whole = _assembled(step, partial=partial)
        yield Line(step.rule, RULES[step.rule], sentence, rf"{found},\quad {whole}")
        return
    whole = derivative_of(step.expression, step.variable, partial=partial)
    yield Line(step.rule, RULES[step.rule], sentence, found or whole)
    for child in below:
        yield from _lines(child, partial=partial)
    yield _together(step, partial=partial)


def _together(step: Step, *, partial: bool) -> Line:
    sentence = "Put the parts together and tidy up."
    return Line(step.rule, "Result", sentence, _assembled(step, partial=partial))


def _assembled(step: Step, *, partial: bool) -> str:
    """The derivative as the rule gives it, then tidied."""
    if step.rule == "sum":
        return _equation(step, partial=partial)
    left = derivative_of(step.expression, step.variable, partial=partial)
    whole, result = write_latex(filled_in(step)), write_latex(step.result)
    return f"{left} = {result}" if whole == result else f"{left} = {whole} = {result}"


def _equation(step: Step, *, partial: bool) -> str:
    left = derivative_of(step.expression, step.variable, partial=partial)
    return f"{left} = {write_latex(step.result)}"


def _opened(step: Step, *, partial: bool) -> str:
    """A sum whose terms are still to be differentiated."""
    opened = derivative_of(step.expression, step.variable, partial=partial) + " ="
    for index, child in enumerate(step.children):
        minus = isinstance(child.expression, Negation)
        term = child.expression.operand if isinstance(child.expression, Negation) else None
        sign = " -" if minus else " +" if index else ""
        shown = term if term is not None else child.expression
        opened += f"{sign} {derivative_of(shown, child.variable, partial=partial)}"
    return opened


def _found(step: Step) -> str:
    """The derivatives of those parts that are trivial, e.g. `u' = 2x`."""
    names = tuple(name for name, _ in step.parts)
    if step.rule == "chain":
        names = ("", step.children[0].variable)
    found = [
        f"{name}' = {write_latex(child.result)}" if name else _equation(child, partial=False)
        for name, child in zip(names, step.children, strict=True)
        if is_trivial(child)
    ]
    return r",\quad ".join(found)
