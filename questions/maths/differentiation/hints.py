"""Hints in three stages: which rule, how to set it up, what the first step gives."""

from questions.maths.differentiation.narration import is_trivial, leading_rule, main_rule
from questions.maths.differentiation.sentences import (
    derivative_of,
    named,
    setting,
    statement,
)
from questions.maths.differentiation.solution import solve
from questions.maths.differentiation.steps import Derivation, Step, walk
from questions.maths.expression import Symbol
from questions.maths.task import Task
from questions.maths.writing import write_latex


def hints(task: Task) -> tuple[str, ...]:
    """Three hints as plain text with $latex$, each giving away more than the one before."""
    first = solve(task).derivations[0]
    return (_rule(task, first), _set_up(task, first), _first_step(task, first))


def _rule(task: Task, derivation: Derivation) -> str:
    main = main_rule(derivation.steps)
    names = [named(step) for step in walk(main) if not is_trivial(step)]
    names = list(dict.fromkeys(names)) or [_plain_name(main)]
    inside = f", and inside it {' and '.join(names[1:])}" if names[1:] else ""
    return f"{_opening(task)}Use {names[0]}{inside}."


def _plain_name(step: Step) -> str:
    leaves = [one for one in walk(step) if not one.children and one.rule != "constant"]
    telling = [one for one in leaves if one.rule != "variable"] or leaves or [step]
    return named(telling[0])


def _opening(task: Task) -> str:
    if task.ask == "gradient":
        names = ", ".join(_partial(task, name) for name in task.with_respect_to)
        return f"The gradient collects the partial derivatives {names}. "
    if task.ask == "partial":
        return f"Treat every variable but ${write_latex(Symbol(task.sequence[0]))}$ as a constant. "
    if len(task.sequence) > 1:
        return f"Differentiate {len(task.sequence)} times, one after the other. "
    return ""


def _partial(task: Task, name: str) -> str:
    return rf"$\frac{{\partial {task.name}}}{{\partial {write_latex(Symbol(name))}}}$"


def _set_up(task: Task, derivation: Derivation) -> str:
    main = main_rule(derivation.steps)
    start = f"For {_partial(task, derivation.variable)}: " if task.ask == "gradient" else ""
    return start + setting(main) + statement(leading_rule(main))


def _first_step(task: Task, derivation: Derivation) -> str:
    main = main_rule(derivation.steps)
    step = next((one for one in main.children if one.rule not in {"constant", "variable"}), None)
    if step is None and main.parts and main.children:
        found = [f"${name}'={write_latex(one.result)}$" for name, one in _named_children(main)]
        return f"A first step: {' and '.join(found)}."
    step = step or (main.children[0] if main.rule == "piecewise" else main)
    partial = len(task.variables) > 1 and step.variable in task.variables
    left = derivative_of(step.expression, step.variable, partial=partial)
    return f"A first step: ${left} = {write_latex(step.result)}$."


def _named_children(step: Step) -> list[tuple[str, Step]]:
    return [(name, child) for (name, _), child in zip(step.parts, step.children, strict=False)]
