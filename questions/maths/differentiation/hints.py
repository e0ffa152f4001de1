"""Hints in three stages: which rule, how to set it up, what the first step gives."""

from typing import Final

from questions.maths.differentiation import naming
from questions.maths.differentiation.folding import (
    TRANSPARENT,
    is_trivial,
    leading_rule,
    leaves,
    main_rule,
)
from questions.maths.differentiation.narration import narrate
from questions.maths.differentiation.parts import slope_name
from questions.maths.differentiation.sentences import PLAIN, named, statement
from questions.maths.differentiation.steps import Derivation, Step, walk
from questions.maths.differentiation.wording import Line
from questions.maths.differentiation.worked import Worked
from questions.maths.expression import Expression, Symbol
from questions.maths.task import Task
from questions.maths.writing import write_latex

OPENINGS: Final[dict[str, str]] = {
    "jacobian": "The Jacobian collects the partial derivatives of every function, row by row. ",
    "hessian": "The Hessian collects the second derivatives, so differentiate twice. ",
    "directional": "The directional derivative is the gradient times the direction. ",
    "chain": "Every variable passes its change on: its partial derivative times its own "
    "derivative, all of them added. ",
    "implicit": "Differentiate both sides of the equation, then solve for the derivative.",
    "parametric": "The slope is the derivative of one coordinate over that of the other. ",
    "tangent": "A tangent needs the point and the slope there. ",
    "linear_approximation": "Near the point the function is almost its tangent: the value there "
    "plus the slope times the distance. ",
    "descent_step": "Go against the gradient: the point minus the learning rate times the "
    "gradient there. ",
    "finite_difference": "Take the change of the function and divide it by the change of the "
    "variable.",
}
"""What the task as a whole is about."""

SIGNS: Final[dict[str, str]] = {
    "product": "in {} two factors change",
    "quotient": "in {} what is below the line changes too",
    "reciprocal": "in {} only what is below the line changes",
    "chain": "in {} one function stands inside another",
    "piecewise": "each case is a function of its own",
}
"""By what a rule is recognised."""

MOST_LISTED: Final = 3

OFTEN: Final = {2: "twice", 3: "three times", 4: "four times"}

SET_FIRST: Final = frozenset({"rewriting", "general-power"})
"""Lines that come before any rule of differentiation."""


def hints(worked: Worked) -> tuple[str, ...]:
    """Three hints as plain text with $latex$, each giving away more than the one before."""
    task, lines = worked.task, worked.lines
    if task.is_equation or not worked.solution.derivations:
        return (OPENINGS[task.ask], lines[0].sentence, _first_fact(lines))
    first = worked.solution.derivations[0]
    if lines[0].rule in SET_FIRST:
        return _before_differentiating(task, lines)
    return (_rule(task, first), _set_up(task, first), _first_step(first))


def _before_differentiating(task: Task, lines: tuple[Line, ...]) -> tuple[str, ...]:
    """Something is done to the function first."""
    first, second = lines[0], lines[1]
    if first.rule == "rewriting":
        rule = first.sentence
    else:
        rule = "Use logarithmic differentiation: the logarithm turns products into sums."
    shown = f" ${first.latex}$." if first.latex else ""
    start = first.sentence if first.rule == "general-power" else second.sentence
    return (_opening(task) + rule, start, f"A first step:{shown or f' ${second.latex}$.'}")


def _first_fact(lines: tuple[Line, ...]) -> str:
    facts = [fact for line in lines for fact in line.facts]
    found = facts or [line.equation for line in lines if line.equation]
    return f"A first step: ${found[0].latex}$."


def _rule(task: Task, derivation: Derivation) -> str:
    """Which rule, and by what it is recognised: its name alone may be known from elsewhere."""
    main = main_rule(derivation.steps)
    if is_trivial(main):
        return _opening(task) + _by_leaves(main)
    steps = [step for step in walk(main) if not is_trivial(step)]
    names = dict.fromkeys(named(step) for step in steps if step.rule not in TRANSPARENT)
    first, *inner = names
    inside = f", and inside it {' and '.join(inner)}" if inner else ""
    sign = SIGNS.get(main.rule, "").format(f"${write_latex(main.expression)}$")
    return f"{_opening(task)}Use {first}{inside}{': ' + sign if sign else ''}."


def _by_leaves(main: Step) -> str:
    """Each rule with what it is for; nothing but the variable needs no rule with a name."""
    rules: dict[str, list[Expression]] = {}
    for leaf in leaves(main):
        rules.setdefault(named(leaf), []).append(leaf.expression)
    if leaves(main)[0].rule in PLAIN:
        variable = write_latex(Symbol(main.variable))
        return f"The function is linear in ${variable}$: what counts is the factor of ${variable}$."
    said = [f"{name} for {_listed(shown)}" for name, shown in rules.items()]
    return f"Use {_joined(said, comma=any(' and ' in one for one in said))}."


def _listed(trees: list[Expression]) -> str:
    several = dict.fromkeys(write_latex(tree) for tree in trees)
    return _joined([f"${one}$" for one in list(several)[:MOST_LISTED]])


def _joined(several: list[str], *, comma: bool = False) -> str:
    """The items as a sentence lists them, with a `comma` before the last where items have their
    own "and".
    """
    *others, last = several
    return f"{', '.join(others)}{',' if comma else ''} and {last}" if others else last


def _opening(task: Task) -> str:
    if task.ask == "gradient":
        names = ", ".join(f"${_partial(task, name)}$" for name in task.with_respect_to)
        return f"The gradient collects the partial derivatives {names}. "
    if task.ask == "partial":
        return f"Treat every variable but ${write_latex(Symbol(task.sequence[0]))}$ as a constant. "
    if task.ask == "derivative":
        times = len(task.sequence)
        return f"Differentiate {OFTEN.get(times, f'{times} times')}. " if times > 1 else ""
    return OPENINGS[task.ask]


def _partial(task: Task, name: str) -> str:
    return naming.partial(task.name, (name,)).latex


def _set_up(task: Task, derivation: Derivation) -> str:
    main = main_rule(derivation.steps)
    several = task.ask not in {"derivative", "partial"} and len(task.with_respect_to) > 1
    start = f"For ${slope_name(task, derivation.variable).latex}$: " if several else ""
    if is_trivial(main):
        return start + statement(leading_rule(main)).latex
    return start + _lines_of(main, derivation)[0].sentence


def _lines_of(main: Step, derivation: Derivation) -> tuple[Line, ...]:
    """The lines of the step that a derivation is about."""
    return narrate(Derivation(main.expression, derivation.variable, main, main.result))


def _first_step(derivation: Derivation) -> str:
    main = main_rule(derivation.steps)
    if main.rule == "piecewise":
        main = next((one for one in main.children if not is_trivial(one)), main.children[0])
    if is_trivial(main) and main.rule == "sum":
        main = next((one for one in main.children if one.rule != "constant"), main)
    return _first_fact(_lines_of(main, derivation))
