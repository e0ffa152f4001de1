"""What a problem exercises, and how hard it is before anybody has answered it."""

from collections import Counter
from collections.abc import Sequence
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
    "reciprocal": "chain-rule",
    "chain": "chain-rule",
    "exponential": "exponential-rule",
    "general-power": "exponential-rule",
    "logarithm": "logarithm-rule",
    "trigonometric": "trigonometric-rule",
    "inverse-trigonometric": "inverse-trigonometric-rule",
    "activation": "chain-rule",
    "hyperbolic": "exponential-rule",
}
RULES: Final = frozenset(SKILLS.values())
OWN_SKILLS: Final = {
    "gradient": ("gradient", "partial-derivative"),
    "partial": ("partial-derivative",),
    "hessian": ("hessian", "partial-derivative"),
    "jacobian": ("jacobian", "partial-derivative"),
    "directional": ("directional-derivative", "gradient"),
    "chain": ("multivariable-chain",),
    "implicit": ("implicit-differentiation",),
    "parametric": ("parametric-curves",),
    "tangent": ("linear-approximation",),
    "linear_approximation": ("linear-approximation",),
    "descent_step": ("gradient-descent", "gradient"),
    "finite_difference": ("finite-differences",),
}
"""What a task exercises beside the rules that it needs."""
HIGHER: Final = "higher-derivatives"
ASKED_SKILLS: Final = frozenset(SKILLS.values()).union({HIGHER}, *OWN_SKILLS.values())
"""All that a problem that asks a task may say it exercises."""
WITHOUT_RULES: Final = frozenset({"gradient", "finite_difference"})
"""Tasks that say nothing of the rules they need: a slip in one of them shows by itself."""
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
    return max((_combining(one.steps) for one in solution.derivations), default=0)


def _combining(steps: Step) -> int:
    return sum(COMBINING.get(step.rule, 0) for step in maths.walk(steps))


def skills_of(task: maths.Task, solution: maths.Solution) -> tuple[str, ...]:
    """The skills that the problem exercises, first what it is about: the task's own, or the rule of
    the heaviest part. The basic ones only where nothing above them is used.
    """
    rules = [_point(one.steps).rule for one in solution.derivations] + list(rules_of(solution))
    used = list(dict.fromkeys(SKILLS[rule] for rule in rules if rule in SKILLS))
    above = [skill for skill in used if skill not in BASIC] or used
    own = OWN_SKILLS.get(task.ask, (HIGHER,) if task.order > 1 else ())
    if task.ask in WITHOUT_RULES:
        return own
    return tuple(dict.fromkeys((*own, *above)))[:MOST_SKILLS]


def is_about(skills: Sequence[str], skill: str) -> bool:
    """Whether a problem that exercises the skills is about this one, and does not only use it.

    A sum of powers is about both.
    """
    return skills[0] == skill or (skill in skills and {skills[0], skill} <= set(BASIC))


def serves(skills: Sequence[str], skill: str) -> bool:
    """Whether somebody who practises the skill should be asked a problem that exercises these.

    It is about the skill; or it uses it, and no draw of its family is about it: what a task is
    about stays, while of those that are about a rule each may be about another.
    """
    if not skills or is_about(skills, skill):
        return bool(skills)
    return skill in skills and not (skills[0] in RULES and skill in RULES)


def _point(steps: Step) -> Step:
    """The step that a teacher would say it is about: of a sum, its heaviest part's."""
    while SKILLS.get(steps.rule) == "sum-rule" and steps.children:
        steps = max(steps.children, key=_weight)
    return steps


def _weight(steps: Step) -> float:
    return sum(WEIGHTS.get(step.rule, 0.0) for step in maths.walk(steps))


def difficulty_of(task: maths.Task, solution: maths.Solution, extra: float = 0.0) -> float:
    """The prior difficulty on the logit scale.

    It grows with the rules used (each again for half), how deep they are nested, how many numbers
    there are to carry along, other variables and what stands around them, and components. `extra`
    is what there is to do beside differentiating.
    """
    total = EASIEST + extra
    for rule, count in rules_of(solution).items():
        total += WEIGHTS.get(rule, 0.05) * (1 + 0.5 * (min(count, 4) - 1))
    depth = max((_depth(one.steps) for one in solution.derivations), default=0)
    total += PER_NESTING * max(0, depth - 1)
    nodes = list(walk(task.function))
    total += PER_NUMBER * min(sum(isinstance(node, Number) for node in nodes), MOST_NUMBERS)
    if len(task.variables) > 1:
        functions = sum(isinstance(node, Call | Constant) for node in nodes)
        total += HELD_CONSTANT * (1 + min(functions, MOST_FUNCTIONS))
    total += PER_COMPONENT * max(0, len(solution.derivations) - 1)
    return round(min(total, HARDEST), 2)


def _depth(step: Step) -> int:
    """How many rules that combine functions are nested."""
    below = max((_depth(child) for child in step.children), default=0)
    return below + COMBINING.get(step.rule, 0)
