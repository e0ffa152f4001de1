"""Which steps a teacher does in the head, and which step a derivation is about."""

from typing import Final

from questions.maths.differentiation.steps import Step, walk

TRANSPARENT: Final = frozenset({"sum", "constant-multiple"})
MOST_FACTORS: Final = 4


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


def leading_rule(step: Step) -> Step:
    """The step by which a trivial one is named: `3x^2 + x` is the power rule."""
    if step.rule == "constant-multiple":
        return leading_rule(step.children[0])
    if step.rule == "sum":
        found = [leading_rule(child) for child in step.children]
        telling = [one for one in found if one.rule not in {"constant", "variable"}]
        return telling[0] if len({one.rule for one in telling}) == 1 else step
    return step


def factors_of(step: Step) -> tuple[Step, ...]:
    """The steps of the factors of a product; a product of three is one of three."""
    first, second = step.children
    if second.rule != "product":
        return (first, second)
    rest = factors_of(second)
    return (first, *rest) if len(rest) < MOST_FACTORS else (first, second)


def leaves(step: Step) -> list[Step]:
    """What is differentiated in the head, without what is plain beside anything else."""
    found = [one for one in walk(step) if not one.children]
    telling = [one for one in found if one.rule not in {"constant", "variable"}]
    return telling or [one for one in found if one.rule == "variable"] or found
