"""What a problem exercises, and how hard it is before anybody has answered it."""

from collections import Counter
from typing import Final

from questions import maths
from questions.maths.differentiation import Step
from questions.maths.expression import Call, Constant, Number, walk

SKILLS: Final = {
    "power": "power-rule",
    "sum": "sum-rule",
    "constant-multiple": "sum-rule",
    "product": "product-rule",
    "quotient": "quotient-rule",
    "reciprocal": "quotient-rule",
    "chain": "chain-rule",
    "exponential": "exponential-rule",
    "general-power": "exponential-rule",
    "logarithm": "logarithm-rule",
    "trigonometric": "trigonometric-rule",
    "inverse-trigonometric": "inverse-trigonometric-rule",
    "activation": "chain-rule",
    "hyperbolic": "exponential-rule",
}
ASKED_SKILLS: Final = frozenset({*SKILLS.values(), "partial-derivative", "gradient"})
"""All that a problem that asks a task may say it exercises."""
BASIC: Final = ("power-rule", "sum-rule")
MOST_SKILLS: Final = 3
WEIGHTS: Final = {
    "product": 0.55,
    "quotient": 0.75,
    "reciprocal": 0.5,
    "chain": 0.7,
    "general-power": 2.2,
    "inverse-trigonometric": 0.6,
    "trigonometric": 0.4,
    "exponential": 0.35,
    "logarithm": 0.4,
    "activation": 1.0,
    "hyperbolic": 0.8,
    "power": 0.1,
    "sum": 0.1,
}
COMBINING: Final = {
    "product": 1,
    "quotient": 1,
    "reciprocal": 1,
    "chain": 1,
    "activation": 1,
    "general-power": 2,
}
EASIEST: Final = -2.0
HARDEST: Final = 2.5
PER_COMPONENT: Final = 0.25
PER_NESTING: Final = 0.45
PER_NUMBER: Final = 0.04
MOST_NUMBERS: Final = 8
HELD_CONSTANT: Final = 0.2
MOST_FUNCTIONS: Final = 2


def rules_of(solution: maths.Solution) -> Counter[str]:
    """How often each rule is used."""
    return Counter(
        step.rule for derivation in solution.derivations for step in maths.walk(derivation.steps)
    )


def combining(solution: maths.Solution) -> int:
    """How many steps of the hardest component combine functions; writing a power of a function as
    an exponential counts twice.
    """
    return max(_combining(derivation.steps) for derivation in solution.derivations)


def _combining(steps: Step) -> int:
    return sum(COMBINING.get(step.rule, 0) for step in maths.walk(steps))


def skills_of(task: maths.Task, solution: maths.Solution) -> tuple[str, ...]:
    """The skills that the problem exercises, the task's own first; the basic ones only where
    nothing above them is used.
    """
    used = list(dict.fromkeys(SKILLS[rule] for rule in rules_of(solution) if rule in SKILLS))
    above = [skill for skill in used if skill not in BASIC] or used
    if task.ask == "gradient":
        return ("gradient", "partial-derivative")
    if task.ask == "partial":
        return ("partial-derivative", *above[: MOST_SKILLS - 1])
    return tuple(above[:MOST_SKILLS])


def difficulty_of(task: maths.Task, solution: maths.Solution) -> float:
    """The prior difficulty on the logit scale.

    It grows with the rules used (each again for half), how deep they are nested, how many numbers
    there are to carry along, other variables and what stands around them, and components.
    """
    total = EASIEST
    for rule, count in rules_of(solution).items():
        total += WEIGHTS.get(rule, 0.05) * (1 + 0.5 * (min(count, 4) - 1))
    total += PER_NESTING * max(0, max(_depth(one.steps) for one in solution.derivations) - 1)
    nodes = list(walk(task.function))
    total += PER_NUMBER * min(sum(isinstance(node, Number) for node in nodes), MOST_NUMBERS)
    if len(task.variables) > 1:
        functions = sum(isinstance(node, Call | Constant) for node in nodes)
        total += HELD_CONSTANT * (1 + min(functions, MOST_FUNCTIONS))
    total += PER_COMPONENT * (len(solution.derivations) - 1)
    return round(min(total, HARDEST), 2)


def _depth(step: Step) -> int:
    """How many rules that combine functions are nested."""
    below = max((_depth(child) for child in step.children), default=0)
    return below + COMBINING.get(step.rule, 0)
