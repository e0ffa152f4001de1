"""Mal-rules of a whole scalar answer: the function itself, another variable, a constant factor."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from questions.maths.differentiation.shapes import fresh_symbol, replaced
from questions.maths.differentiation.tidying import rational, tidy
from questions.maths.errors import MathsError
from questions.maths.expression import (
    Branch,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    number,
    symbols,
    walk,
)
from questions.maths.mistakes.asked import (
    Asked,
    derived,
    resembles_slope,
    roughly_derived,
    tolerance_of,
    values_at,
)
from questions.maths.mistakes.candidates import Places
from questions.maths.mistakes.explanation import ONE_FAULT, WHOLE, Explanation
from questions.maths.mistakes.places import LARGEST
from questions.maths.mistakes.ratios import common_difference, common_ratio
from questions.maths.mistakes.settings import Later, rough_of, tree_of
from questions.maths.mistakes.table import Floats, agreeing

Named = tuple[str, Expression | Later]


def explain_whole(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """Mal-rules that answer another question than the one that was asked."""
    found = _places(asked, answer)
    if found is None:
        return
    yield from _confirmed(asked, answer, _others_at(asked, found))
    last = asked.derivations[-1].variable
    if resembles_slope(answer, asked.key, last, found):
        yield from _confirmed(asked, answer, _at(found, _once_more(asked)))
    if (
        not asked.at
        and resembles_slope(asked.function, answer, last, found)
        and _is_antiderivative(asked, answer)
    ):
        yield Explanation(("antiderivative",), WHOLE, ONE_FAULT, answer)


def explain_nearly_right(asked: Asked, answer: Expression) -> Iterator[Explanation]:
    """What would be right without one sign, factor or term for the whole."""
    found = _places(asked, answer)
    if found is not None:
        yield from _confirmed(asked, answer, _near_at(asked, found))
        yield from _confirmed(asked, answer, _at(found, _multiples(asked, answer, found)))


def whole_answers(asked: Asked) -> Iterator[Named]:
    """What mal-rules of whole answers make of the task, not yet tidy."""
    yield from _other_questions(asked)
    yield from _once_more(asked)
    yield from _near(asked)


def _places(asked: Asked, answer: Expression) -> Places | None:
    """Those of the task where they do for the answer too: they are what a search would find."""
    own = asked.places(asked.function, asked.key)
    if own is not None and (np.abs(values_at(answer, own)) < LARGEST[0]).all():
        return own
    return asked.places(asked.function, asked.key, answer)


def _other_questions(asked: Asked) -> Iterator[Named]:
    if len(asked.derivations) > 1:
        yield from _of_higher_order(asked)
    else:
        yield from _by_other_variables(asked, symbols(asked.function))
        yield from _by_inner_functions(asked.function, asked.derivations[0].variable)
    yield ("f-for-derivative" if asked.at else "function-itself"), asked.function


def _near(asked: Asked) -> Iterator[Named]:
    key, function = asked.key, asked.function
    yield "sign-of-whole", Negation(key)
    yield "function-added", Sum((function, key))
    yield "function-as-factor", Product((function, key))
    yield "reciprocal-of-derivative", Quotient(number(1), key)
    yield "logarithmic-derivative", Quotient(key, function)


@dataclass(frozen=True, slots=True)
class _Rows:
    """What mal-rules make of the task, with a row of values for each."""

    named: tuple[Named, ...]
    values: Floats
    places: Places


def _at(found: Places, named: Iterable[Named]) -> _Rows:
    every = tuple(named)
    values = [values_at(rough_of(part), found) for _, part in every]
    return _Rows(every, np.array(values).reshape(-1, found.length), found)


@lru_cache(maxsize=64)
def _others_at(asked: Asked, found: Places) -> _Rows:
    """As numbers, which the next answer needs too."""
    return _at(found, _other_questions(asked))


@lru_cache(maxsize=64)
def _near_at(asked: Asked, found: Places) -> _Rows:
    """As numbers, which the next answer needs too."""
    return _at(found, _near(asked))


def _confirmed(asked: Asked, answer: Expression, rows: _Rows) -> Iterator[Explanation]:
    """Those that agree with the answer by floats first, and then by `compare`."""
    wanted = values_at(answer, rows.places)
    for row in sorted(agreeing(rows.values, wanted, tolerance_of(answer)).tolist()):
        mal_rule, part = rows.named[row]
        tree = tidy(tree_of(part))
        if asked.same(tree, answer):
            yield Explanation((mal_rule,), WHOLE, ONE_FAULT, asked.value(tree))


def _multiples(asked: Asked, answer: Expression, found: Places) -> Iterator[Named]:
    """The key with a simple factor or a simple number added; of a number any other is both."""
    if not symbols(answer):
        return
    wanted, right = values_at(answer, found), values_at(asked.key, found)
    factor = common_ratio(wanted, right)
    if factor is not None and factor not in {1, -1}:
        yield "constant-factor", Product((number(factor), asked.key))
    added = None if holds_number(asked.key) else common_difference(wanted, right)
    if added is not None:
        yield "constant-term", Sum((asked.key, number(added)))


def holds_number(key: Expression) -> bool:
    """Whether a number is among the key's terms: another one there was worked out wrongly."""
    above = key.numerator if isinstance(key, Quotient) else key
    return isinstance(above, Sum) and any(rational(term) is not None for term in above.terms)


def _of_higher_order(asked: Asked) -> Iterator[Named]:
    results = [one.result for one in asked.derivations[:-1]]
    variables = [one.variable for one in asked.derivations]
    for result in reversed(results):
        yield "stopped-early", result
    if len(set(variables)) == 1:
        yield "derivative-squared", Power(results[0], number(len(variables)))
        return
    firsts = [one for name in variables for one in _derived(asked.function, name)]
    if len(firsts) == len(variables):
        for mal_rule, sort in (("mixed-as-product", Product), ("mixed-as-sum", Sum)):
            rough = sort(tuple(one.rough for one in firsts))
            yield mal_rule, Later(rough, partial(_of_built, sort, firsts))
    for name in dict.fromkeys(variables):
        for twice in _derived(asked.function, name, len(variables)):
            yield "same-variable-twice", twice


def _of_built(sort: type[Product | Sum], parts: Sequence[Later]) -> Expression:
    return sort(tuple(one.build() for one in parts))


def _derived(tree: Expression, variable: str, times: int = 1) -> Iterator[Later]:
    """The derivative, if there is a rule for it: n! has none."""
    try:
        for _ in range(times - 1):
            tree = derived(tree, variable)
        rough = roughly_derived(tree, variable)
    except MathsError:
        return
    yield Later(rough, partial(derived, tree, variable))


def _by_other_variables(asked: Asked, names: frozenset[str]) -> Iterator[Named]:
    for name in asked.names:
        if name in names and name != asked.derivations[0].variable:
            for slope in _derived(asked.function, name):
                yield "wrong-variable", slope


def _by_inner_functions(function: Expression, variable: str) -> Iterator[Named]:
    """Differentiated by an inner function that stands at several places, and not multiplied by its
    derivative: 2 sin x + 3 for sin^2 x + 3 sin x. Where it stands once, the chain rule is a step.
    """
    inside = (node for node in walk(function) if node.children and variable in symbols(node))
    counts = Counter(node for node in inside if not isinstance(node, Branch | Relation))
    name = fresh_symbol(symbols(function))
    for inner in (one for one, count in counts.items() if count > 1):
        outer = replaced(function, inner, Symbol(name))
        if variable in symbols(outer):
            continue
        for slope in _derived(outer, name):
            yield "inner-derivative-missing", slope.with_trees({name: inner})


def _once_more(asked: Asked) -> Iterator[Named]:
    try:
        again = derived(asked.key, asked.derivations[-1].variable)
    except MathsError:
        return
    yield "differentiated-once-too-often", again


def _is_antiderivative(asked: Asked, answer: Expression) -> bool:
    """Its derivative is the function that was to be differentiated."""
    last = asked.derivations[-1]
    try:
        slope = derived(answer, last.variable)
    except MathsError:
        return False
    return last.variable in symbols(answer) and asked.same(slope, asked.function)
