from collections.abc import Callable

import pytest

from questions.adaptive import Pattern, clean_answers_until_resolved, probability

PATTERNS = {"active", "relapsed"}


def after(shows: str, pattern: Pattern | None = None) -> Pattern:
    """x: the mistake showed; o: a chance without it."""
    pattern = pattern or Pattern()
    for sign in shows:
        pattern = pattern.after(shown=sign == "x")
    return pattern


def chance_of(
    wanted: Callable[[Pattern], bool], pattern: Pattern, *, rate: float, chances: int
) -> float:
    """The exact chance that the pattern is as wanted at some time within so many opportunities."""
    if wanted(pattern):
        return 1.0
    if chances == 0:
        return 0.0
    shown, clean = (
        chance_of(wanted, pattern.after(shown=it), rate=rate, chances=chances - 1)
        for it in (True, False)
    )
    return rate * shown + (1 - rate) * clean


def is_pattern(pattern: Pattern) -> bool:
    return pattern.state in PATTERNS


def test_one_hit_is_a_suspicion_two_are_a_pattern():
    assert after("x").state == "suspected"
    assert after("xx").state == "active"


def test_clean_chances_alone_are_never_a_pattern():
    assert after("o" * 50).state == "unseen"


def test_a_suspicion_that_comes_to_nothing_was_no_pattern():
    assert after("xooooo").state == "unseen"


def test_two_hits_far_apart_are_no_pattern():
    assert after("xoooooox").state != "active"
    assert after("x" + "o" * 30 + "x").state != "active"


def test_a_pattern_is_resolved_by_clean_chances_only():
    active = after("xxx")
    clean = clean_answers_until_resolved(active)
    assert clean >= 3
    assert after("o" * (clean - 1), active).state == "active"
    assert after("o" * clean, active).state == "resolved"


def test_a_habit_of_long_standing_is_resolved_as_soon_as_any():
    assert clean_answers_until_resolved(after("x" * 100)) <= 6


def test_a_hit_on_the_way_asks_for_more_clean_chances():
    nearly = after("xxxoo")
    assert clean_answers_until_resolved(after("x", nearly)) > clean_answers_until_resolved(nearly)


def test_a_resolved_pattern_relapses_by_two_hits_not_by_one():
    resolved = after("xx" + "o" * 8)
    assert resolved.state == "resolved"
    assert after("x", resolved).state == "resolved"
    assert after("xx", resolved).state == "relapsed"
    assert after("xx" + "o" * 8, resolved).state == "resolved"


def test_the_streak_of_clean_chances_ends_with_a_hit():
    assert after("xxooo").clean_streak == 3
    assert after("xxooox").clean_streak == 0


def test_evidence_halves_in_a_fortnight():
    pattern = after("xx")
    prior = Pattern().log_odds
    faded = pattern.faded(days=14)
    assert faded.log_odds - prior == pytest.approx((pattern.log_odds - prior) / 2)


def test_a_clock_that_goes_back_adds_no_evidence():
    assert after("xx").faded(days=-3).likely == pytest.approx(after("xx").likely)


@pytest.mark.parametrize("start", ["", "o" * 40, "xx" + "o" * 40], ids=["new", "clean", "cured"])
def test_a_real_bug_is_found_within_six_chances(start):
    assert chance_of(is_pattern, after(start), rate=0.7, chances=6) >= 0.93


@pytest.mark.parametrize("start", ["", "o" * 40, "xx" + "o" * 40], ids=["new", "clean", "cured"])
@pytest.mark.parametrize(("rate", "most"), [(0.02, 0.005), (0.005, 0.001)])
def test_accidents_are_seldom_taken_for_a_bug(start, rate, most):
    assert chance_of(is_pattern, after(start), rate=rate, chances=6) <= most


@pytest.mark.parametrize("habit", ["xx", "xoxox", "x" * 40])
def test_a_cured_student_is_cleared_within_eight_chances(habit):
    def is_cleared(pattern: Pattern) -> bool:
        return pattern.state == "resolved"

    assert chance_of(is_cleared, after(habit), rate=0.005, chances=8) >= 0.95


def test_the_estimate_is_a_probability():
    assert 0 < probability(-40) < probability(40) <= 1
