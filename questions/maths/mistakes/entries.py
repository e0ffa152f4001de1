"""Explaining an answer with several entries, each for itself and then together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from math import prod

from questions.maths.differentiation.tidying import ZERO, tidy
from questions.maths.expression import Expression, Matrix, Symbol, Vector, components
from questions.maths.mistakes.asked import Asked
from questions.maths.mistakes.evidence import Evidence, information, together
from questions.maths.mistakes.explanation import ONE_FAULT, Explanation, Prior, commonness
from questions.maths.mistakes.scalars import explain
from questions.maths.writing import write_latex

USUAL = 4.0
"""Bits that choose a mal-rule of a whole component: about one of sixteen."""

PARTLY = 0.7
"""How much less certain an explanation is that leaves a wrong component unexplained."""

MOST_TOGETHER = 2
"""So many mal-rules explain a whole: with one for each entry, anything could be explained."""


def by_entries(
    asked: Sequence[Asked],
    answer: Expression,
    prior: Prior | None,
    twins: Mapping[int, int] | None = None,
) -> list[Explanation]:
    """Explanations of an answer of the right shape, entry by entry.

    `twins` are entries that are one value, so that whoever wrote the same in both may have worked
    out either.
    """
    answers = components(answer)
    if all(tidy(one) == ZERO for one in answers):
        # Almost any rule, or none, leads to 0 everywhere: it shows nothing of how it came about.
        return []
    right = [one.same(one.key, given) for one, given in zip(asked, answers, strict=True)]
    wrong = [index for index, one in enumerate(right) if not one]
    found = {index: explain(asked[index], answers[index], prior) for index in wrong}
    for index, other in (twins or {}).items():
        if index in found and other in found and answers[index] == answers[other]:
            found[index] = _either(found[index], found[other])
    explained = [index for index in wrong if found[index]]
    if not explained:
        return []
    if len(wrong) == 1:
        only = wrong[0]
        return [_together(asked, answer, {only: one}, 1.0) for one in found[only]]
    is_partial = len(explained) < len(wrong)
    for agree in (set.__eq__, set.__ge__):
        choice = {index: _shared(found, index, agree) for index in explained}
        whole = _together(asked, answer, choice, PARTLY if is_partial else 1.0)
        if len(whole.mal_rules) <= MOST_TOGETHER:
            break
    else:
        return []
    if is_partial and whole.evidence is not None:
        whole = replace(whole, is_partial=True, evidence=whole.evidence.beside_unexplained())
    return [whole]


def _either(own: Sequence[Explanation], twins: Sequence[Explanation]) -> list[Explanation]:
    """Explanations of a value that was derived in one of two ways, those of one mal-rule first."""
    first: dict[tuple[str, ...], Explanation] = {}
    for one in sorted((*own, *twins), key=lambda one: one.mistakes):
        first.setdefault(one.mal_rules, one)
    return list(first.values())


def _shared(
    found: dict[int, list[Explanation]], index: int, agree: Callable[[set[str], set[str]], bool]
) -> Explanation:
    """The explanation of a component that explains most of the others too.

    `agree` says whether mal-rules and those of another component are the same, or hold them.
    """

    def likelihood(one: Explanation) -> tuple[int, float, float]:
        """In how many others, and how common in all of them: each choice comes out the same."""
        rules = {*one.mal_rules}
        lists = (other for at, other in found.items() if at != index)
        agreeing = [[each for each in other if agree(rules, {*each.mal_rules})] for other in lists]
        best = [max(map(commonness, others)) for others in agreeing if others]
        return len(best), commonness(one) + sum(best), one.certainty

    return max(found[index], key=likelihood)


def _together(
    asked: Sequence[Asked],
    given: Expression,
    choice: dict[int, Explanation],
    share: float,
) -> Explanation:
    """One explanation of the vector; right and unexplained components stay as they were given."""
    rules = tuple(dict.fromkeys(rule for one in choice.values() for rule in one.mal_rules))
    entries = tuple(
        choice[index].redone if index in choice else answer
        for index, answer in enumerate(components(given))
    )
    places = [f"{_entry(asked[index])}: {one.step}" for index, one in choice.items()]
    certainty = _certainty(list(choice.values())) * share
    broken = tuple(each for one in choice.values() for each in one.broken)
    redone = _shaped(entries, given)
    evidence = _evidence(asked, given, choice)
    return Explanation(
        rules,
        "; ".join(places),
        certainty,
        redone,
        broken=broken,
        evidence=evidence,
        is_twice=len(rules) == 1 and any(one.is_twice for one in choice.values()),
    )


def _evidence(
    asked: Sequence[Asked], given: Expression, choice: dict[int, Explanation]
) -> Evidence:
    """Of all components; one mal-rule is one of those that fit the function."""
    answers = components(given)

    def own(index: int, one: Explanation) -> Evidence:
        if one.evidence is not None:
            return one.evidence
        return Evidence(information(answers[index], asked[index].function), USUAL)

    return together((one.mal_rules, own(index, one)) for index, one in choice.items())


def _entry(asked: Asked) -> str:
    """Which derivative an entry is."""
    by = [one.variable for one in asked.derivations]
    names = "".join(rf"\partial {write_latex(Symbol(name))}" for name in by)
    return rf"$\partial{f'^{len(by)}' if len(by) > 1 else ''}/{names}$"


def _shaped(entries: tuple[Expression, ...], like: Expression) -> Expression:
    if not isinstance(like, Matrix):
        return Vector(entries)
    width = len(like.rows[0].entries)
    rows = (entries[at : at + width] for at in range(0, len(entries), width))
    return Matrix(tuple(Vector(row) for row in rows))


def _certainty(chosen: Sequence[Explanation]) -> float:
    """One mal-rule that explains several components is surer than in each of them alone."""
    if len({one.mal_rules for one in chosen}) > 1:
        return min(one.certainty for one in chosen)
    doubt = prod(1 - one.certainty for one in chosen)
    return min(round(1 - doubt, 4), ONE_FAULT)
