"""What a rule says, as a teacher would put it to this step."""

from typing import Final

from questions.maths.differentiation.formulas import filled
from questions.maths.differentiation.results import CHILD_NAMES, formula_of, outer_at
from questions.maths.differentiation.steps import RULES, Step
from questions.maths.differentiation.tidying import tidy
from questions.maths.expression import Call, Expression, Power, Product, Quotient, Sum, Symbol
from questions.maths.writing import write_latex

STATEMENTS: Final[dict[str, str]] = {
    "constant": r"A constant does not change, so its derivative is $0$.",
    "variable": r"A variable changes as fast as itself, so its derivative is $1$.",
    "sum": r"A sum is differentiated term by term.",
    "constant-multiple": r"A constant factor stays in front: $(c\,u)'=c\,u'$.",
    "product": r"$(uv)'=u'v+uv'$: differentiate one factor at a time and add.",
    "quotient": r"$\left(\frac{u}{v}\right)'=\frac{u'v-uv'}{v^{2}}$.",
    "reciprocal": r"$\left(\frac{1}{v}\right)'=-\frac{v'}{v^{2}}$.",
    "power": r"$(x^{n})'=n\,x^{n-1}$: the exponent comes down as a factor and is lowered by one.",
    "general-power": r"Write $u^{v}=e^{v\ln u}$, so "
    r"$(u^{v})'=u^{v}\left(v'\ln u+\frac{v\,u'}{u}\right)$.",
    "exponential": r"$(a^{x})'=a^{x}\ln a$; for $e^{x}$ the derivative is $e^{x}$ itself.",
    "logarithm": r"$(\ln x)'=\frac{1}{x}$, and $(\log_{a}x)'=\frac{1}{x\ln a}$.",
    "piecewise-constant": r"Between its jumps the function is constant, so its derivative is $0$.",
    "absolute-value": r"$|x|'=\frac{x}{|x|}$: $1$ where $x>0$, $-1$ where $x<0$.",
    "two-argument-arctangent": r"The angle turns by $\frac{v\,u'-u\,v'}{u^{2}+v^{2}}$.",
    "piecewise": "Every case is differentiated on its own; the borders between them are left out.",
    "maximum": r"Where one of the two is ahead, its derivative counts.",
}


def statement(step: Step) -> str:
    """The rule in one sentence; for a function, its own derivative."""
    if step.rule == "chain":
        return _of_chain(step.children[0].variable)
    if step.rule == "power":
        return _rewritten(step) + STATEMENTS["power"]
    if step.rule in STATEMENTS:
        return STATEMENTS[step.rule]
    plain = Call(step.function or "", (Symbol("x"),))
    result = tidy(filled(formula_of(step), {"u": Symbol("x")}))
    return rf"$({write_latex(plain)})'={write_latex(result)}$."


def _of_chain(name: str) -> str:
    return (
        rf"$f({name})'=f'({name})\cdot {name}'$: differentiate the outer function, keep the inner "
        "one inside, and multiply by the derivative of the inner one."
    )


def _rewritten(step: Step) -> str:
    """How a root or a reciprocal is a power."""
    parts = dict(step.parts)
    power = Power(parts["u"], parts["n"])
    if isinstance(step.expression, Power):
        return ""
    return f"Write ${write_latex(step.expression)}={write_latex(power)}$. "


def named(step: Step) -> str:
    """The rule within a sentence: `the product rule`."""
    name = RULES[step.rule].lower()
    return f"the {name}" if name.endswith("rule") else name


def title(step: Step) -> str:
    """The rule and what it was applied to, e.g. `Product rule on $x^{2}\\sin(x)$`."""
    return f"{RULES[step.rule]} on ${write_latex(step.expression)}$"


def setting(step: Step) -> str:
    """What plays which part, e.g. `Take $u=x^{2}$ and $v=\\sin(x)$.`; empty where it is plain."""
    if step.rule == "chain":
        outer = step.children[0]
        return (
            f"The inner function is ${outer.variable}={write_latex(step.parts[0][1])}$, "
            f"the outer one ${write_latex(outer.expression)}$. "
        )
    if step.children and step.rule not in {"sum", "constant-multiple", "piecewise"}:
        parts = [f"${name}={write_latex(part)}$" for name, part in step.parts]
        return f"Take {' and '.join(parts)}. "
    return ""


def filled_in(step: Step) -> Expression:
    """The rule's formula with everything put in, its terms tidy but not yet put together."""
    results = tuple(child.result for child in step.children)
    if step.rule == "chain":
        return Product((outer_at(step, results[0], step.parts[0][1]), results[1]))
    values = {**dict(step.parts), **dict(zip(CHILD_NAMES[step.rule], results, strict=True))}
    return _by_terms(filled(formula_of(step), values))


def _by_terms(tree: Expression) -> Expression:
    match tree:
        case Sum(terms=terms):
            return Sum(tuple(tidy(term) for term in terms))
        case Quotient(numerator=above, denominator=below):
            return Quotient(_by_terms(above), tidy(below))
    return tidy(tree)


def derivative_of(tree: Expression, variable: str, *, partial: bool) -> str:
    """LaTeX for the derivative of a tree that is still to be taken."""
    sign = r"\partial" if partial else "d"
    name = write_latex(Symbol(variable))
    return rf"\frac{{{sign}}}{{{sign} {name}}}\left[{write_latex(tree)}\right]"
