"""Mistakes in a derivation before the last, with everything after it done right."""

from collections.abc import Iterator, Sequence

from questions.maths.differentiation import differentiate
from questions.maths.errors import MathsError
from questions.maths.expression import Expression
from questions.maths.mistakes.asked import Asked, agreeing, resembles_slope, values_at
from questions.maths.mistakes.candidates import Places
from questions.maths.mistakes.explanation import Broken
from questions.maths.mistakes.rewriting import rebuilt
from questions.maths.mistakes.sites import site, sites

MOST_TRIED = 24
MOST_REPEATED = 10


def earlier_mistakes(asked: Asked, answer: Expression) -> Iterator[tuple[Broken, Expression]]:
    """One mal-rule at one step of an earlier derivation, confirmed to lead to the answer."""
    for index in range(len(asked.derivations) - 1):
        stage = Asked(asked.derivations[: index + 1], asked.names, asked.at)
        candidates = stage.candidates()
        if candidates is None:
            continue
        later = [one.variable for one in asked.derivations[index + 1 :]]
        for row in candidates.rows_by(1)[:MOST_TRIED]:
            faults = candidates.explained(int(row))
            wrong = rebuilt(candidates.root, faults)
            redone = _continued(wrong, later, answer, candidates.places)
            if redone is not None and asked.same(redone, answer):
                yield (candidates.root, faults), redone


def repeated_mistakes(asked: Asked, answer: Expression) -> Iterator[tuple[Broken, Expression]]:
    """One mal-rule wherever it fits in every derivation, confirmed to lead to the answer."""
    if len(asked.derivations) < 2:
        return
    first = Asked(asked.derivations[:1], asked.names, asked.at).candidates()
    if first is None:
        return
    likely = sorted(first.rows_by(1), key=lambda row: -first.table.weights[row])
    tried: set[str] = set()
    for row in likely:
        (fault, *_) = faults = first.explained(int(row))
        name = fault.mal_rule.id
        if name in tried or len(tried) == MOST_REPEATED:
            continue
        tried.add(name)
        alone = (habits for habits in first.habits if len(habits) == 1)
        whole = next((all_[name, 0] for all_ in alone if (name, 0) in all_), faults)
        found = _again(rebuilt(first.root, whole), name, asked, answer, first.places)
        if found is not None and asked.same(found, answer):
            yield (first.root, whole), found


def _again(
    tree: Expression, mal_rule: str, asked: Asked, answer: Expression, places: Places
) -> Expression | None:
    """The mal-rule in every later derivation too, if floats say that it leads to the answer."""
    try:
        for one in asked.derivations[1:]:
            root = differentiate(tree, one.variable).steps
            faults = [
                fault
                for place in sites(site(root))
                for (name, way), fault in place.habitual()
                if name == mal_rule and way == 0
            ]
            tree = rebuilt(root, faults) if faults else root.result
    except MathsError:
        return None
    rows = values_at(tree, places).reshape(1, -1)
    return tree if len(agreeing(rows, values_at(answer, places))) else None


def _continued(
    tree: Expression, variables: Sequence[str], answer: Expression, places: Places
) -> Expression | None:
    """What the later derivations make of a wrong result, if floats say that it is the answer."""
    if len(variables) == 1 and not resembles_slope(answer, tree, variables[0], places):
        return None
    try:
        for variable in variables:
            tree = differentiate(tree, variable).result
    except MathsError:
        return None
    rows = values_at(tree, places).reshape(1, -1)
    return tree if len(agreeing(rows, values_at(answer, places))) else None
