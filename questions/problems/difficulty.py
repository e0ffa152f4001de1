"""What a problem exercises, and how hard it is before anybody has answered it."""

from collections import Counter
from typing import Final

from questions import maths
from questions.maths.differentiation import Step

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
BASIC: Final = ("power-rule", "sum-rule")
MOST_SKILLS: Final = 3
WEIGHTS: Final = {
    "product": 0.55,
    "quotient": 0.75,
    "reciprocal": 0.5,
    "chain": 0.6,
    "general-power": 1.0,
    "inverse-trigonometric": 0.6,
    "trigonometric": 0.3,
    "exponential": 0.25,
    "logarithm": 0.3,
    "activation": 0.5,
    "hyperbolic": 0.4,
    "power": 0.15,
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
SECOND_COMPONENT: Final = 0.4


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


def difficulty_of(solution: maths.Solution) -> float:
    """The prior difficulty on the logit scale: rules used, each again for half, and components."""
    total = EASIEST
    for rule, count in rules_of(solution).items():
        total += WEIGHTS.get(rule, 0.05) * (1 + 0.5 * (min(count, 4) - 1))
    total += SECOND_COMPONENT * (len(solution.derivations) - 1)
    return round(total, 2)
