import random

import pytest

from questions.adaptive import Pattern, clean_answers_until_resolved, probability


def after(shows: str, pattern: Pattern | None = None) -> Pattern:
    """x: the mistake showed; o: a chance without it."""
    pattern = pattern or Pattern()
    for sign in shows:
        pattern = pattern.after(shown=sign == "x")
    return pattern


def test_one_hit_is_a_suspicion_two_are_a_pattern():
    assert after("x").state == "suspected"
    assert after("xx").state == "active"


def test_clean_chances_alone_are_never_a_pattern():
    assert after("oooo").state == "unseen"


def test_a_pattern_is_resolved_by_clean_chances_only():
    active = after("xxx")
    clean = clean_answers_until_resolved(active)
    assert clean >= 3
    assert after("o" * (clean - 1), active).state == "active"
    assert after("o" * clean, active).state == "resolved"


def test_a_resolved_pattern_relapses():
    resolved = after("xxoooooooo")
    assert resolved.state == "resolved"
    assert after("xx", resolved).state == "relapsed"


def test_evidence_halves_in_a_fortnight():
    pattern = after("xx")
    prior = Pattern().log_odds
    faded = pattern.faded(days=14)
    assert faded.log_odds - prior == pytest.approx((pattern.log_odds - prior) / 2)


def found_within(rate: float, chances: int, students: int) -> float:
    chance = random.Random(7)
    found = 0
    for _ in range(students):
        pattern = Pattern()
        for _ in range(chances):
            pattern = pattern.after(shown=chance.random() < rate)
            if pattern.state == "active":
                found += 1
                break
    return found / students


def test_a_real_bug_is_found_within_six_chances():
    assert found_within(0.7, 6, 4_000) >= 0.93


def test_accidents_are_seldom_taken_for_a_bug():
    assert found_within(0.02, 6, 20_000) <= 0.008
    assert found_within(0.005, 6, 20_000) <= 0.001


def test_the_estimate_is_a_probability():
    assert 0 < probability(-40) < probability(40) <= 1
