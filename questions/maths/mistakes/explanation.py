"""What may have happened in a wrong answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log2, prod
from typing import Final

from questions.maths.differentiation.sentences import title
from questions.maths.differentiation.steps import Step
from questions.maths.expression import Expression, symbols
from questions.maths.mistakes.catalogue import CATALOGUE
from questions.maths.mistakes.evidence import Evidence, are_enough, information
from questions.maths.mistakes.rewriting import Fault

CERTAIN: Final = 0.6
"""Below this an explanation is worded as a guess."""

ONE_FAULT: Final = 0.95
TWO_FAULTS: Final = 0.5
SECOND_FAULT: Final = 0.1
"""How much rarer two mistakes are than one of them."""
AGAIN: Final = 0.3
"""How much rarer the same mistake at two steps is than at one: whoever makes it makes it again more
often than another one, but would as a rule make it wherever it fits.
"""

UNSAID: Final = 0.1
"""What is this much less likely than another explanation is not worth saying."""

UNSEEN: Final = 0.1
"""The prior of a mal-rule of which a student's history says nothing."""

WHOLE: Final = "The whole answer"
TOGETHER: Final = "Putting the answer together"

FITTING: Final = frozenset(
    {
        "constant-factor",
        "constant-term",
        "number-slip",
        "sign-slip",
        "exponent-slip",
        "function-slip",
        "variable-slip",
    }
)
"""Mal-rules with a choice of their own: a number, or a place in the answer."""

Broken = tuple[Step, tuple[Fault, ...]]
"""The root of a derivation, with what went wrong in it."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Mal-rules that turn the task into exactly this answer.

    `step` says where the derivation broke; `redone` is the answer as these mal-rules make it,
    confirmed to be equal to the answer given; `broken` are the derivations in which steps broke,
    with what happened there. `certainty` lies between 0 and 1. `share` is how common this way of
    the mal-rules is beside their other ways. `evidence` says how little of the fit is chance, None
    where there was nothing to choose; `is_partial` that a wrong component stays unexplained;
    `is_twice` that its one mal-rule struck at two steps, and not wherever it fits.
    """

    mal_rules: tuple[str, ...]
    step: str
    certainty: float
    redone: Expression
    share: float = 1.0
    broken: tuple[Broken, ...] = field(default=(), compare=False, repr=False)
    evidence: Evidence | None = field(default=None, compare=False, repr=False)
    is_partial: bool = field(default=False, compare=False, repr=False)
    is_twice: bool = field(default=False, compare=False, repr=False)

    @property
    def sentence(self) -> str:
        """For the student: what the rules really say; a guess is worded as one."""
        rules = [CATALOGUE[name] for name in self.mal_rules]
        said = " ".join(dict.fromkeys(rule.sentence for rule in rules))
        if self.certainty >= CERTAIN:
            return said
        names = " and ".join(f"“{rule.name}”" for rule in rules)
        return f"It looks as if this happened: {names}. {said}"

    @property
    def is_believable(self) -> bool:
        """Whether it says more than chance would.

        One mistake that explains the whole answer does. Beside a component that stays unexplained
        nothing is believed that fits too easily: two mistakes, a slip, a free number.
        """
        if self.evidence is None or (self._is_plain and not self.is_partial):
            return True
        return self.evidence.is_enough and (self._is_plain or not self.is_partial)

    @property
    def _is_plain(self) -> bool:
        """One mistake that has no choice of its own.

        The same again is likelier than another one, but two steps of many give an answer as easily
        by chance whichever mal-rules they break.
        """
        return self.mistakes == 1 and self.mal_rules[0] not in FITTING

    @property
    def mistakes(self) -> int:
        """How many were made: one mal-rule wherever it fits is one."""
        return len(self.mal_rules) + self.is_twice

    @property
    def broken_steps(self) -> int:
        """How many steps went wrong; 0 where the whole answer is to another question."""
        return 0 if self.step == WHOLE else self.step.count("; ") + 1

    @property
    def skills(self) -> tuple[str, ...]:
        """The skills to practise, without repetition."""
        return tuple(dict.fromkeys(CATALOGUE[name].skill for name in self.mal_rules))


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The explanations of one answer, best first; none if nothing explains it."""

    explanations: tuple[Explanation, ...] = ()


def explanation(broken: Sequence[Broken], redone: Expression, certainty: float) -> Explanation:
    """The explanation by what broke in derivations."""
    faults = [fault for _, own in broken for fault in own]
    rules = tuple(dict.fromkeys(name for fault in faults for name in fault.ids))
    places = dict.fromkeys(title(fault.step) for fault in faults)
    share = prod(
        one.rewrite.share for one in {id(fault.rewrite): fault for fault in faults}.values()
    )
    return Explanation(rules, "; ".join(places), certainty, redone, share, tuple(broken))


def chosen(
    found: Explanation, function: Expression, answer: Expression, choices: float, made: Expression
) -> Explanation:
    """With what the answer says, and the bits that chose this explanation of it.

    It says no more than what mal-rules `made`, before a slip of the pen: what is written at length
    and comes to the same, or vanishes where the slip is undone, shows nothing.
    """
    said = min(information(tree, function) for tree in (answer, made))
    return replace(found, evidence=Evidence(said, choices))


def with_slip(found: Explanation, mal_rule: str, step: str) -> Explanation:
    """With a slip besides, made after the derivation: no line of it stands beside a right one."""
    rules = (*found.mal_rules, mal_rule)
    return replace(found, broken=(), mal_rules=rules, step=f"{found.step}; {step}")


Prior = Mapping[str, float]


def believable(found: Sequence[Explanation]) -> list[Explanation]:
    """Those that say more than chance would, alone or with their rivals.

    Pairs of mistakes that have little to do with one another give the same number, which is then as
    likely after two mistakes as all these pairs are together: which two they were is less certain,
    and not that there were two. Pairs that give one function do much the same to it.
    """
    rivals = {
        id(one): one.evidence
        for one in found
        if one.evidence and not one.is_partial and not symbols(one.redone)
    }
    most = max((evidence.bits for evidence in rivals.values()), default=0.0)
    near = {key: one for key, one in rivals.items() if one.bits >= most + log2(UNSAID)}
    say_enough = are_enough(near.values())
    return [one for one in found if one.is_believable or (say_enough and id(one) in near)]


def distinct(found: Sequence[Explanation]) -> list[Explanation]:
    """One explanation for each set of mal-rules, and none that holds more than another needs."""
    first: dict[frozenset[str], Explanation] = {}
    for one in found:
        first.setdefault(frozenset(one.mal_rules), one)
    return [
        one
        for rules, one in first.items()
        if not any(less < rules and other.mistakes < one.mistakes for less, other in first.items())
    ]


def ranked(found: Sequence[Explanation], prior: Prior | None) -> list[Explanation]:
    """Best first, with certainty shared among rivals by how common and how habitual they are."""
    weights = [commonness(one, prior) for one in found]
    whole = sum(weights)
    shared = [
        replace(one, certainty=round(one.certainty * weight / whole, 4))
        for one, weight in zip(found, weights, strict=True)
    ]
    likely = [index for index, one in enumerate(weights) if one > UNSAID * max(weights)]
    return [shared[index] for index in sorted(likely, key=lambda index: -weights[index])]


def commonness(explanation: Explanation, prior: Prior | None = None) -> float:
    """How likely it is beside others: the product of its mal-rules' weights and priors."""
    weight = explanation.share * SECOND_FAULT ** (len(explanation.mal_rules) - 1)
    weight *= AGAIN if explanation.is_twice else 1.0
    for name in explanation.mal_rules:
        weight *= CATALOGUE[name].weight
        if prior is not None:
            weight *= max(prior.get(name, UNSEEN), 1e-6)
    return weight
