"""What a policy makes of two scalars that are not equal, and of a right value in a wrong form."""

from dataclasses import replace
from math import log2

from questions.maths.constants import up_to_constant
from questions.maths.expression import Expression
from questions.maths.findings import Agrees, Comparison, Different, Equal, Undecided, WrongForm
from questions.maths.forms import broken_form
from questions.maths.keys import Key
from questions.maths.numbers import is_number, is_within
from questions.maths.policy import Policy, Tolerance
from questions.maths.rounding import is_rounded


def allowed(key: Key, answer: Expression, finding: Different, policy: Policy) -> Comparison:
    """The finding once tolerance, constants and rounding are looked at, in this order."""
    if policy.tolerance and is_number(key.tree) and is_number(answer):
        tolerated = _tolerated(key.tree, answer, finding, policy.tolerance)
        if tolerated is not None:
            return tolerated
    if policy.up_to_constant:
        other = up_to_constant(key, answer)
        if other is not None:
            return other
    if is_rounded(key, answer):
        return replace(finding, near="rounding")
    return finding


def _tolerated(
    key: Expression, answer: Expression, finding: Different, tolerance: Tolerance
) -> Comparison | None:
    """None where the answer is proved to be too far away, or the key has no digits to compare."""
    within = is_within(key, answer, tolerance)
    if within is None:
        return Undecided("too hard") if finding.answer_value != "undefined" else None
    if not within:
        return None
    gap = finding.relative_gap
    return Agrees(int(max(-log2(gap), 0)) if gap else 0, 1, within=tolerance.meaning)


def in_form(answer: Expression, finding: Comparison, policy: Policy) -> Comparison:
    """The finding, or what is wrong with the form of an answer whose value is right."""
    if not isinstance(finding, Equal | Agrees):
        return finding
    for form in policy.form:
        fault = broken_form(form, answer)
        if fault is not None:
            return WrongForm(form, fault.sentence, fault.span, finding)
    return finding
