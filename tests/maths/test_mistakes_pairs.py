"""What two mal-rules make of a derivation, as numbers."""

import gc
import weakref

import numpy as np
import pytest

from questions.maths.differentiation import solve
from questions.maths.mistakes.asked import Asked, sites_of, values_at
from questions.maths.mistakes.candidates import Candidates
from questions.maths.mistakes.earlier import _again, _repeated
from questions.maths.mistakes.numbers import broken_values, staged, values_of_each
from questions.maths.mistakes.places import Places
from questions.maths.mistakes.rewriting import makes_vanish, rebuilt
from questions.maths.mistakes.sites import site
from questions.maths.mistakes.table import TOLERANCE
from questions.maths.mistakes.ways.way import put_in
from tests.maths.tasks import derivative, tree


def candidates_of(function: str) -> Candidates:
    task = derivative(function)
    found = Asked(solve(task).derivations, task.symbols).candidates()
    assert found is not None
    return found


FUNCTIONS = ("x^2*sin(3x)+4", "ln(x^2+1)/x", "e^(x*cos(2x))", "(3x-1)^4*sqrt(x)", "(sin(x))^3+5x")


@pytest.mark.parametrize("function", FUNCTIONS)
def test_rows_have_the_values_of_the_derivation_redone_with_both_mistakes(function: str) -> None:
    candidates = candidates_of(function)
    pairs = candidates.pairs.every()
    assert len(pairs) > 20
    for pair in pairs[:: max(1, len(pairs) // 40)]:
        tree = rebuilt(candidates.root, pair.faults)
        with np.errstate(all="ignore"):
            found = values_at(tree, candidates.places)
        known = np.isfinite(pair.values) & np.isfinite(found)
        assert known.sum() >= 3
        assert pair.values[known] == pytest.approx(found[known], rel=1e-6)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_pairs_hold_only_mistakes_that_are_mistakes_alone(function: str) -> None:
    candidates = candidates_of(function)
    alone = {candidates.explained(row)[0] for row in range(1, len(candidates.values))}
    for pair in candidates.pairs.every():
        assert set(pair.faults) <= alone or len(pair.faults) == 1


def test_a_pair_is_found_by_its_values_before_all_pairs_are_made() -> None:
    candidates = candidates_of("x^2*sin(3x)+4")
    for pair in candidates.pairs.every()[::25]:
        found = candidates.pairs.agreeing(pair.values, 1e-9)
        assert pair.faults in [one.faults for one in found]


@pytest.mark.parametrize("function", ["10^10*x^5+x^2*sin(x)", "10^14*x^5+x^2*sin(x)"])
def test_a_pair_is_found_beside_a_term_that_is_much_larger(function: str) -> None:
    candidates = candidates_of(function)
    every = candidates.pairs.every()
    assert len(every) > 100
    for pair in every[::9]:
        redone = values_at(rebuilt(candidates.root, pair.faults), candidates.places)
        found = candidates.pairs.agreeing(redone, TOLERANCE)
        assert pair.faults in [one.faults for one in found[:8]]


def test_whoever_makes_the_same_mistake_again_is_shown_the_very_same_tree() -> None:
    candidates = Asked(solve(derivative("x^2*sin(3x)+x")).derivations, ("x",)).candidates()
    assert candidates is not None
    for row in range(len(candidates.values)):
        faults = candidates.explained(row)
        assert rebuilt(candidates.root, faults) is rebuilt(candidates.root, list(faults))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_rows_have_the_values_of_both_derivations_redone_with_one_mistake(function: str) -> None:
    task = derivative(function, 2)
    asked = Asked(solve(task).derivations, task.symbols)
    repeated = _repeated(asked)
    assert len(repeated) > 5
    for one in repeated:
        found = values_at(_again(one.before, one.mal_rule, "x"), one.places)
        known = np.isfinite(found) & np.isfinite(one.values[0])
        assert known.sum() >= 3
        assert one.values[0][known] == pytest.approx(found[known], rel=1e-6)


def test_nothing_of_a_search_waits_for_the_search_for_garbage() -> None:
    gc.disable()
    try:
        (derivation,) = solve(derivative("x^2*sin(3x)+4")).derivations
        candidates = Candidates(sites_of(derivation), Places(x=np.linspace(0.5, 0.6, 8)))
        assert candidates.pairs.every()
        rebuilt(candidates.root, candidates.explained(1))
        kept = weakref.ref(candidates)
        del candidates
        assert kept() is None
    finally:
        gc.enable()


def test_what_cancels_to_0_above_a_mistake_vanishes() -> None:
    candidates = Asked(solve(derivative("x*e^x-e^x")).derivations, ("x",)).candidates()
    assert candidates is not None
    every = [candidates.explained(row) for row in range(1, len(candidates.values))]
    vanishing = {faults[0].mal_rule.id for faults in every if makes_vanish(candidates.root, faults)}
    assert vanishing == {"product-of-derivatives", "product-second-term-missing"}


def test_equal_steps_have_one_hash() -> None:
    one, other = (solve(derivative("x*sin(3x)")).derivations[0] for _ in range(2))
    assert one is not other
    assert (one, one.steps) == (other, other.steps)
    assert (hash(one), hash(one.steps)) == (hash(other), hash(other.steps))


def test_each_mistake_at_places_of_its_own_gives_what_it_gives_alone() -> None:
    function = "x^2*sin(3x)+e^(x^2)/x+(2x+1)^3"
    candidates = Asked(solve(derivative(function)).derivations, ("x",)).candidates()
    assert candidates is not None
    faults = [candidates.explained(row) for row in range(len(candidates.values))]
    faults += [pair.faults for pair in candidates.pairs.every()[:60]]
    places = Places(x=np.linspace(0.3, 2.4, 3 * len(faults)))
    # An equal derivation will do: it may be another one that is kept.
    (equal,) = solve(derivative(function)).derivations
    stage = staged(site(equal.steps), places)
    together = values_of_each(stage, faults).reshape(-1, 3)
    for own, found, here in zip(faults, together, places["x"].reshape(-1, 3), strict=True):
        at_steps = {id(one.step): one for one in own}
        alone = broken_values(
            staged(candidates.stage.site, Places(x=here)),
            lambda site, at_steps=at_steps: at_steps.get(id(site.step)),
        )
        np.testing.assert_allclose(found, alone[0], rtol=1e-12)


def test_tables_at_several_points_at_once_are_those_at_each() -> None:
    (derivation,) = solve(derivative("x^2*sin(3x)+ln(x)/(x^2-4)")).derivations
    every = [Places(x=np.linspace(low, low + 0.1, 8)) for low in (0.5, -3.0, 1.9)]
    for places, found in zip(every, Candidates.at_each(sites_of(derivation), every), strict=True):
        alone = Candidates(sites_of(derivation), places)
        np.testing.assert_allclose(found.values, alone.values, rtol=1e-12)
        np.testing.assert_allclose(found.consistent, alone.consistent, rtol=1e-12)
        assert [found.explained(row) for row in range(len(found.values))] == [
            alone.explained(row) for row in range(len(alone.values))
        ]
        assert found.weights.tolist() == alone.weights.tolist()
        assert len(found.pairs.values) == len(alone.pairs.values)


def test_what_ways_put_in_at_one_point_is_one_tree() -> None:
    point = (("x", tree("3")),)
    assert put_in(tree("x^2"), point) is put_in(tree("x^2"), point)
