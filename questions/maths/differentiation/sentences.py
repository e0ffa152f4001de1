"""What a rule says, as a teacher would put it to this step."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from questions.maths.differentiation.formulas import filled, formula
from questions.maths.differentiation.results import formula_of
from questions.maths.differentiation.steps import RULES, Step
from questions.maths.differentiation.tidying import tidy
from questions.maths.differentiation.wording import Primed, Sentence, row, say
from questions.maths.expression import Call, Expression, Power, Product, Sum, Symbol
from questions.maths.writing import write_latex

WORDS: Final[dict[str, str]] = {
    "constant": "A constant does not change, so its derivative is 0.",
    "variable": "A variable changes as fast as itself, so its derivative is 1.",
    "sum": "A sum is differentiated term by term.",
    "piecewise-constant": "Between its jumps the function is constant, so its derivative is 0.",
    "piecewise": "Every case is differentiated on its own; the borders between them are left out.",
    "maximum": "Where one of the two is ahead, its derivative counts: the unit step, heaviside, "
    "is 1 for what is positive and 0 for what is negative.",
    "chain": "Differentiate the outer function, keep the inner one inside, and multiply by the "
    "derivative of the inner one.",
}
"""Rules that are best said in words."""

PLAIN: Final = {
    "variable": "that a variable itself has the derivative 1",
    "constant": "that a constant has the derivative 0",
}
"""Rules without a name that follows `use`."""

AFTERWARDS: Final[dict[str, str]] = {
    "constant-multiple": ": a constant factor stays in front.",
    "product": ": differentiate one factor at a time and add.",
    "power": ": the exponent comes down as a factor and is lowered by one.",
    "relu": ": 1 for positive numbers, 0 for negative ones.",
    "absolute-value": ": 1 for positive numbers, −1 for negative ones.",
}
"""What is said behind the formula of a rule."""

GENERAL: Final[dict[str, str]] = {
    "constant-multiple": "c*u",
    "product": "u*v",
    "quotient": "u/v",
    "reciprocal": "1/v",
    "power": "u^n",
    "general-power": "u^v",
    "two-argument-arctangent": "atan2(u,v)",
}
"""What the formula of a rule is the derivative of, in its own letters."""

Letters = Mapping[str, str]


def statement(step: Step, letters: Letters | None = None) -> Sentence:
    """The rule in one sentence, with other `letters` for u and v where they are taken."""
    if step.rule in WORDS:
        return say(WORDS[step.rule])
    left, right = _general(step, letters or {})
    end = AFTERWARDS.get(step.function or step.rule) or AFTERWARDS.get(step.rule, ".")
    return say(row(Primed(left), " = ", right), end)


def statements(steps: Sequence[Step]) -> Sentence:
    """What several rules say, each rule and each function once."""
    first: dict[str, Sentence] = {}
    for step in steps:
        said = statement(step)
        first.setdefault(said.unicode, said)
    whole = Sentence()
    for place, said in enumerate(first.values()):
        whole += say(" ") + said if place else said
    return whole


def _general(step: Step, letters: Letters) -> tuple[Expression, Expression]:
    """The general function that the rule is about, and its derivative."""
    if step.rule not in GENERAL:
        return _of_function(step)
    own = {name: Symbol(letters.get(name, name)) for name in "uv"}
    if step.rule == "power":
        own["u"] = Symbol(step.variable)
    primes = {f"d{name}": Symbol(f"{one.name}'") for name, one in own.items()}
    left = filled(GENERAL[step.rule], own)
    return left, filled(formula_of(step), {**own, **primes})


def _of_function(step: Step) -> tuple[Expression, Expression]:
    """A function's own derivative; exponentials and logarithms keep their base."""
    x = Symbol(step.variable)
    parts = {**dict(step.parts), "u": x}
    if step.rule == "exponential":
        left: Expression = Power(parts["a"], x)
    elif step.rule == "logarithm" and isinstance(step.expression, Call):
        call = step.expression
        left = call.with_children((x, *call.arguments[1:]))
    else:
        left = Call(step.function or "", (x,))
    return left, tidy(filled(formula_of(step), parts))


def rewritten(step: Step) -> Sentence:
    """How a root or a reciprocal is a power; nothing where it is written as one."""
    parts = dict(step.parts)
    if step.rule != "power" or isinstance(step.expression, Power):
        return Sentence()
    power = Power(parts["u"], parts["n"])
    return say("Write ", row(step.expression, " = ", power), ". ")


def named(step: Step) -> str:
    """The rule within a sentence: `the product rule`."""
    if step.rule in PLAIN:
        return PLAIN[step.rule]
    name = RULES[step.rule].lower()
    return f"the {name}" if name.endswith("rule") else name


@lru_cache(maxsize=512)
def title(step: Step) -> str:
    """The rule and what it was applied to, e.g. `Product rule on $x^{2}\\sin(x)$`."""
    return f"{RULES[step.rule]} on ${write_latex(step.expression)}$"


def template(step: Step) -> Expression:
    """The formula of a step's rule, in the rule's own letters."""
    return formula(formula_of(step))


def taken(letters: Sequence[str], parts: Sequence[Step]) -> Sentence:
    """What plays which part: `Take u = x^2 and v = sin(x). `"""
    said = say("Take ")
    for index, (letter, one) in enumerate(zip(letters, parts, strict=True)):
        between = "" if not index else " and " if index == len(parts) - 1 else ", "
        said += say(between, row(Symbol(letter), " = ", one.expression))
    return said + say(".")


def renamed(letters: Sequence[str]) -> dict[str, str]:
    """Which letters stand for u and v."""
    return dict(zip("uv", letters, strict=True))


def of_many(letters: Sequence[str]) -> Sentence:
    """The product rule for more than two factors."""
    names = [Symbol(one) for one in letters]
    terms = [
        Product((*names[:place], Symbol(f"{one.name}'"), *names[place + 1 :]))
        for place, one in enumerate(names)
    ]
    whole = row("(", Product(tuple(names)), ")' = ", Sum(tuple(terms)))
    return say(" ", whole, ": differentiate one factor at a time and add.")


def going_on(letter: str, step: Step) -> Sentence:
    """The opening of the lines of a part that takes lines of its own."""
    return say("For ", row(Symbol(letter), " = ", step.expression), ": ")
