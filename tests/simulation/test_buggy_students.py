"""The simulated students are what their parameters say, so that they can judge a tracker."""

from dataclasses import replace

import numpy as np
import pytest

from questions.simulation.buggy_students import (
    STEADY,
    History,
    Population,
    cohort,
    history,
    timetable,
)

RULES = ("a", "b", "c", "d", "e", "f")


def drill(
    population: Population, *, size: int = 150, problems: int = 60, bugs: tuple[str, ...] = ("a",),
    neighbours: dict[str, tuple[str, ...]] | None = None, gap: float = 1.0,
) -> list[History]:  # fmt: skip
    """People who meet one problem a `gap` that exposes rules a and b, all with those bugs."""
    plan = [(at * gap, frozenset("ab")) for at in range(problems)]
    return [
        history(
            plan, rules=RULES, chance=np.random.default_rng([7, person]), bugs=bugs,
            population=population, neighbours=neighbours,
        )
        for person in range(size)
    ]  # fmt: skip


def rate(people: list[History], rule: str, first: int = 0, last: int | None = None) -> float:
    seen = [o.fired == rule for person in people for o in person.observations[first:last]]
    return float(np.mean(seen))


def test_a_steady_bug_fires_at_its_rate_and_nothing_else_goes_wrong():
    people = drill(replace(STEADY, rate=0.7))
    assert rate(people, "a") == pytest.approx(0.7, abs=0.02)
    assert rate(people, "b") == 0
    assert all(
        observation.correct == (observation.fired is None)
        for person in people
        for observation in person.observations
    )
    assert {spell.end for person in people for spell in person.spells} == {np.inf}


def test_nobody_without_a_bug_shows_one_but_by_accident():
    people = drill(replace(Population(), migration_a_day=0.0), bugs=())
    wrong = [o for person in people for o in person.observations if not o.correct]
    assert wrong
    assert all(o.by_accident == (o.fired is not None) for o in wrong)
    alike = np.mean([o.by_accident for o in wrong])
    assert alike == pytest.approx(Population().lookalike, abs=0.05)
    assert not any(person.spells for person in people)


def test_careless_errors_come_in_bursts():
    people = drill(
        replace(STEADY, careless_slip=0.3, burst=0.04, burst_length=6.0), bugs=(), gap=0.01
    )
    wrong = np.array([[not o.correct for o in person.observations] for person in people])
    after_wrong = wrong[:, 1:][wrong[:, :-1]].mean()
    assert after_wrong > 2 * wrong.mean()


def test_rates_differ_between_people_as_much_as_they_should():
    spread = replace(STEADY, rate=0.6, rate_spread=0.15)
    rates = [
        spell.rate for person in drill(spread, size=500, problems=2) for spell in person.spells
    ]
    assert np.mean(rates) == pytest.approx(0.6, abs=0.02)
    assert np.std(rates) == pytest.approx(0.15, abs=0.02)


def test_days_and_contexts_make_a_bug_unsteady():
    """More varied from day to day than binomial chance allows, which is what STEADY has."""
    plan = [(day + at / 1440, frozenset("a")) for day in range(20) for at in range(10)]

    def variance(population: Population) -> float:
        people = [
            history(
                plan, rules=RULES, chance=np.random.default_rng([1, person]), bugs=("a",),
                population=population,
            )
            for person in range(60)
        ]  # fmt: skip
        fired = np.array([[o.fired == "a" for o in person.observations] for person in people])
        return float(fired.reshape(60, 20, 10).mean(axis=2).var(axis=1).mean())

    assert variance(replace(STEADY, rate=0.5, day_spread=0.5)) > 1.5 * variance(
        replace(STEADY, rate=0.5)
    )


def test_a_sudden_cure_ends_a_bug_and_a_gradual_one_wears_it_down():
    taught = replace(STEADY, rate=0.8, taught=1.0, useless=0.0)
    for person in drill(replace(taught, sudden=1.0)):
        (spell,) = person.spells
        assert not any(o.fired for o in person.observations if o.day >= spell.end)
    fading = drill(replace(taught, sudden=0.0, wear=0.8), problems=90)
    spells = [spell for person in fading for spell in person.spells if spell.fading is not None]
    assert len(spells) > 120
    left = [spell.end - spell.fading for spell in spells if spell.ending == "gradual"]
    assert 6 < np.median(left) < 11  # 0.8^9 is the first below what counts as gone


def test_a_useless_lesson_changes_nothing():
    people = drill(replace(STEADY, taught=1.0, useless=1.0))
    assert rate(people, "a", 40) == pytest.approx(rate(people, "a", 0, 20), abs=0.03)


def test_a_cured_bug_comes_back_as_often_as_it_should():
    people = drill(replace(STEADY, taught=1.0, useless=0.0, sudden=1.0, relapse=0.5), problems=120)
    assert np.mean([len(person.spells) > 1 for person in people]) == pytest.approx(0.45, abs=0.1)


def test_a_bug_migrates_to_a_neighbour_and_its_truth_says_so():
    people = drill(replace(STEADY, migration_a_day=0.05), neighbours={"a": ("b",)})
    moved = [person for person in people if person.ever("b")]
    assert np.mean([person.ever("b") for person in people]) == pytest.approx(
        1 - np.exp(-0.05 * 59), abs=0.05
    )
    for person in moved:
        first, second = person.spells
        assert (first.rule, first.ending, first.end) == ("a", "migrated", second.start)
        assert person.has("a", first.end - 0.001)
        assert not person.has("a", first.end)
        shown = {o.fired for o in person.observations if o.day >= second.start}
        assert shown <= {"b", None}


def test_two_bugs_at_once_hide_one_another_as_often_as_they_should():
    people = drill(replace(STEADY, rate=1.0, hidden=0.4), bugs=("a", "b"))
    unexplained = np.mean([o.fired is None for person in people for o in person.observations])
    assert unexplained == pytest.approx(0.4, abs=0.02)


def test_a_bug_fires_only_where_it_is_exposed():
    for person in cohort(50, rules=RULES, seed=2, neighbours={"a": ("b", "c")}):
        for observation in person.observations:
            assert observation.fired is None or observation.fired in observation.exposes
            if observation.fired and not observation.by_accident:
                assert person.has(observation.fired, observation.day) or any(
                    spell.ending == "gradual" and spell.end == observation.day
                    for spell in person.spells
                )


def test_a_person_is_the_same_whatever_the_size_of_the_cohort():
    small, large = (list(cohort(size, rules=RULES, seed=9)) for size in (3, 6))
    assert small == large[:3]
    assert small != list(cohort(3, rules=RULES, seed=10))


def test_a_timetable_has_sessions_with_gaps_between():
    plan = timetable(RULES, np.random.default_rng(4), days=400, a_session=8, gap=3)
    days = np.array([day for day, _ in plan])
    gaps = np.diff(days)
    starts = 1 + int((gaps > 0.01).sum())
    assert len(plan) / starts == pytest.approx(8, abs=1.2)
    assert 400 / starts == pytest.approx(3, abs=0.8)
    assert all(1 <= len(exposes) <= 3 for _, exposes in plan)


def test_no_problems_make_an_empty_history():
    assert history([], rules=RULES, chance=np.random.default_rng(0)) == History((), ())
