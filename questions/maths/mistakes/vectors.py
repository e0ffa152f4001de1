"""Explaining a wrong gradient: as a whole, then component by component."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import permutations

import numpy as np

from questions.maths.differentiation import Derivation
from questions.maths.differentiation.tidying import ONE, ZERO, tidy
from questions.maths.expression import (
    Call,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    Vector,
    components,
    number,
    shape,
)
from questions.maths.mistakes.asked import Asked, tolerance_of, values_at
from questions.maths.mistakes.candidates import Numbers
from questions.maths.mistakes.entries import by_entries
from questions.maths.mistakes.explanation import (
    ONE_FAULT,
    TWO_FAULTS,
    WHOLE,
    Explanation,
    Prior,
    commonness,
    ranked,
)
from questions.maths.mistakes.scalars import COMMON, explain
from questions.maths.mistakes.table import Floats, agreeing
from questions.maths.task import Pairs

MOST_TO_PERMUTE = 4
ONE_ONLY = ("one-component-only",)
"""Other components that are 0 or f may also have come about by mistakes of their own."""


def explain_vector(
    derivations: Sequence[Derivation],
    names: tuple[str, ...],
    answer: Expression,
    prior: Prior | None = None,
    at: Pairs = (),
) -> list[Explanation]:
    """Explanations of a wrong gradient, best first."""
    asked = [Asked((one,), names, at) for one in derivations]
    found = [
        Explanation((_called(mal_rule, at),), WHOLE, ONE_FAULT, asked[0].value(tree))
        for mal_rule, tree in _alike(tuple(asked), answer)
        if asked[0].same(tree, answer)
    ]
    apart = len(components(answer)) == len(derivations) and bool(shape(answer))
    rivals: list[Explanation] = []
    if apart and all(one.mal_rules == ONE_ONLY or commonness(one) < COMMON for one in found):
        rivals = by_entries(asked, answer, prior)
        if not rivals or len(rivals[0].mal_rules) > 2 or rivals[0].is_partial:
            rivals = _exchanged(asked, answer, prior) or rivals
    if not found:
        return rivals
    whole = (one for one in rivals if one.mistakes == 1 and not one.is_partial)
    found.extend(replace(one, certainty=ONE_FAULT) for one in whole)
    first = {one.mal_rules: one for one in reversed(found)}
    return ranked(list(first.values()), prior)


def _called(mal_rule: str, at: Pairs) -> str:
    """The function itself has another name where values at a point are asked for."""
    return "f-for-derivative" if at and mal_rule == "function-itself" else mal_rule


def _alike(asked: tuple[Asked, ...], answer: Expression) -> Iterator[tuple[str, Expression]]:
    """Whole vectors that are the answer as far as floats can tell, tidy."""
    at = asked[0].places(ONE, *(one.key for one in asked))
    if at is None:
        return
    given = [values_at(part, at) for part in components(answer)]
    near = tolerance_of(answer)
    for mal_rule, tree, values in _whole_vectors_at(asked):
        if shape(tree) == shape(answer) and all(
            len(agreeing(one.reshape(1, -1), wanted, near))
            for one, wanted in zip(values, given, strict=True)
        ):
            yield mal_rule, tidy(tree)


@lru_cache(maxsize=32)
def _whole_vectors_at(
    asked: tuple[Asked, ...],
) -> tuple[tuple[str, Expression, list[Floats]], ...]:
    """Whole vectors with the values of their entries, which the next answer needs too."""
    at = asked[0].places(ONE, *(one.key for one in asked))
    if at is None:
        return ()
    numbers = Numbers.at(at)
    with np.errstate(all="ignore"):
        return tuple(
            (mal_rule, tree, [numbers.of(part) for part in components(tree)])
            for mal_rule, tree in whole_vectors([one.derivations[0] for one in asked])
        )


def _exchanged(
    asked: Sequence[Asked], answer: Expression, prior: Prior | None
) -> list[Explanation]:
    """One mistake in the components, which were exchanged as well."""
    if len(asked) != 2:
        return []
    turned, answers = asked[::-1], components(answer)
    # Where a component is right in its own place, they were not exchanged.
    if any(one.same(one.key, given) for one, given in zip(asked, answers, strict=True)):
        return []
    for one, given in zip(turned, answers, strict=True):
        # What one mistake does not explain needs no search for two.
        if not one.same(one.key, given) and not explain(one, given, prior, alone=True):
            return []
    found = by_entries(turned, answer, prior)
    return [
        replace(
            one,
            mal_rules=tuple(dict.fromkeys((*one.mal_rules, "components-swapped"))),
            certainty=min(one.certainty, TWO_FAULTS),
        )
        for one in found
        if one.mistakes == 1 and not one.is_partial
    ]


def whole_vectors(
    derivations: Sequence[Derivation],
) -> Iterator[tuple[str, Expression]]:
    """What mal-rules of vectors make of a gradient, likeliest first, not yet tidy."""
    key = tuple(one.result for one in derivations)
    function = derivations[0].expression
    if len(key) <= MOST_TO_PERMUTE:
        yield from (("components-swapped", Vector(one)) for one in _permuted(key))
    yield "components-added", Sum(key)
    yield "function-itself", function
    for index, one in enumerate(key):
        yield "one-component-only", one
        for rest in (ZERO, function):
            others = [rest] * len(key)
            others[index] = one
            yield "one-component-only", Vector(tuple(others))
        if len(key) > 2:
            yield "one-component-only", Vector((*key[:index], *key[index + 1 :]))
    yield "sign-of-whole", Vector(tuple(Negation(one) for one in key))
    yield from _lengths(key)
    yield "components-multiplied", Product(key)
    yield "surface-normal", Vector((*key, number(-1)))
    yield "surface-normal", Vector((*(Negation(one) for one in key), number(1)))
    yield "component-too-many", Vector((*key, ZERO))
    yield "component-too-many", Vector((*key, function))
    if len(key) == 2:
        yield "level-curve-tangent", Vector((Negation(key[1]), key[0]))
        yield "level-curve-tangent", Vector((key[1], Negation(key[0])))


def _permuted(key: tuple[Expression, ...]) -> Iterator[tuple[Expression, ...]]:
    yield from (one for one in permutations(key) if one != key)


def _lengths(key: tuple[Expression, ...]) -> Iterator[tuple[str, Expression]]:
    length = Call("sqrt", (Sum(tuple(Power(one, number(2)) for one in key)),))
    yield "gradient-magnitude", length
    yield "gradient-normalised", Vector(tuple(Quotient(one, length) for one in key))
