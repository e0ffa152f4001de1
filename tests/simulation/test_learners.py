"""The simulated learners learn, forget and err as their model says."""

from dataclasses import replace

import numpy as np
import pytest

from questions.simulation.learners import Learner, Traits, draw_traits, learners

GRAPH = {"power": (), "chain": ("power",), "gradient": ("chain",), "limits": ()}


def plain(**changes: float) -> Traits:
    """Somebody who knows nothing, never slips nor guesses, and builds on prerequisites."""
    typical = Traits(
        pace=0.5, decay=0.2, massing=0.4, feedback=0.6, lesson=0.8, floor=0.1, transfer=0.0,
        slip=0.0, guess=0.0, bug_rate=0.7, insight=0.0, seconds=30.0, background=0.0,
    )  # fmt: skip
    return replace(typical, **changes)


def somebody(
    seed: int = 0, bugs: dict[str, tuple[str, ...]] | None = None, **changes: float
) -> Learner:
    return Learner(GRAPH, plain(**changes), np.random.default_rng(seed), bugs, bugginess=1.0)


def practised(days: list[float], skill: str = "power", **changes: float) -> Learner:
    learner = somebody(**changes)
    for day in days:
        learner.take_lesson(skill, day)
    return learner


def test_competence_is_the_chance_on_a_typical_item():
    learner = practised([0, 1, 2])
    assert learner.chance(("power",), 0.0, 3) == pytest.approx(learner.competence("power", 3))


def test_practice_raises_competence_and_time_lowers_it():
    rising = [practised(list(range(n))).competence("power", 10) for n in range(8)]
    assert rising == sorted(rising)
    falling = [practised([0, 1, 2]).competence("power", day) for day in (2, 5, 20, 100)]
    assert falling == sorted(falling, reverse=True)


def test_forgetting_is_a_power_of_time():
    """Strength is a straight line over the logarithm of time, and no straight line over time."""
    learner = practised([0.0])
    days = np.array([1.0, 3.0, 7.0, 15.0, 31.0])
    strength = [-np.log1p(-learner.competence("power", day)) for day in days]
    assert np.diff(np.log(strength)) / np.log(2) == pytest.approx([-0.2] * 4)


def test_spaced_practice_lasts_longer_than_massed():
    massed = practised([9.0 + at / 1000 for at in range(10)])
    spaced = practised([float(day) for day in range(10)])
    assert massed.competence("power", 9.1) > spaced.competence("power", 9.1)
    assert spaced.competence("power", 60) > massed.competence("power", 60)


def test_shaky_prerequisites_hold_learning_back():
    alone = practised([0, 1, 2, 3], "chain")
    built = somebody()
    for day in range(4):
        built.take_lesson("power", day)
    for day in range(4, 8):
        built.take_lesson("chain", day)
    assert built.competence("chain", 8) > 2 * alone.competence("chain", 4)


def test_an_item_of_two_skills_needs_both():
    learner = practised([0, 1, 2, 3])
    assert learner.chance(("power", "limits"), 0.0, 4) == 0.0
    learner.take_lesson("limits", 4)
    both = learner.chance(("power", "limits"), 0.0, 5)
    assert both < min(learner.competence("power", 5), learner.competence("limits", 5))


def test_harder_items_are_solved_less_often():
    learner = practised([0, 1, 2])
    chances = [learner.chance(("power",), hard, 3) for hard in (-2, -1, 0, 1, 2)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] - chances[-1] > 0.4


def test_answers_are_right_as_often_as_the_stated_chance():
    right, expected = 0, 0.0
    for person in learners(1500, GRAPH, seed=5, bugs={"power": ("exponent-raised",)}):
        person.take_lesson("power", 0.0)
        expected += person.chance(("power",), -0.5, 1.0)
        right += person.answer(("power",), -0.5, 1.0).correct
    assert right / 1500 == pytest.approx(expected / 1500, abs=0.035)


def test_slips_and_guesses_come_as_often_as_they_should():
    expert = somebody(background=50.0, slip=0.1)
    outcomes = [expert.answer(("limits",), 0.0, day) for day in range(400)]
    assert np.mean([one.slipped for one in outcomes]) == pytest.approx(0.1, abs=0.04)
    assert all(one.correct != one.slipped for one in outcomes)
    novice = somebody(pace=0.0, guess=0.2)
    outcomes = [novice.answer(("limits",), 0.0, day) for day in range(400)]
    assert np.mean([one.correct for one in outcomes]) == pytest.approx(0.2, abs=0.05)
    assert all(one.correct == one.guessed for one in outcomes)


def test_a_bug_fires_until_it_is_seen_through():
    bugs = {"limits": ("misread",)}
    stubborn = somebody(bugs=bugs, background=50.0)
    fired = [stubborn.answer(("limits",), 0.0, day).bug == "misread" for day in range(400)]
    assert np.mean(fired) == pytest.approx(0.7, abs=0.07)
    assert not stubborn.knows("limits", 400)
    quick = somebody(bugs=bugs, background=50.0, insight=1.0)
    fired = [quick.answer(("limits",), 0.0, day).bug == "misread" for day in range(50)]
    assert sum(fired) == 1
    assert quick.knows("limits", 50)


def test_failure_teaches_less_than_success():
    """By as much as the person makes of feedback: after one answer each, from the same state."""
    gains: dict[bool, float] = {}
    for seed in range(40):
        learner = somebody(seed, background=1.0)
        before = learner.competence("power", 0.0)
        outcome = learner.answer(("power",), 0.0, 0.0)
        added = np.log1p(-before) - np.log1p(-learner.competence("power", 0.0))
        gains[outcome.correct] = float(added)
    assert gains[False] == pytest.approx(0.6 * gains[True])


def test_people_differ_and_most_can_learn_a_skill_in_a_dozen_answers():
    needed = []
    for person in learners(150, GRAPH, seed=8):
        day = 0.0
        while not person.knows("power", day + 1) and person.answered < 60:
            person.answer(("power",), 0.0, day)
            day += 0.5
        needed.append(person.answered)
    assert 3 <= np.median(needed) <= 12
    assert np.quantile(needed, 0.9) > 1.5 * np.median(needed)


def test_nobody_starts_the_other_way_round_in_the_graph():
    people = list(learners(400, GRAPH, seed=3))
    means = [np.mean([one.competence(skill, 0.0) for one in people]) for skill in list(GRAPH)[:3]]
    assert means == sorted(means, reverse=True)
    assert 0.1 < means[0] < 0.6


def test_an_exam_changes_nothing():
    (person,) = learners(1, GRAPH, seed=1)
    exam = [(("power",), 0.0), (("chain",), 1.0)]
    assert person.expected_score(exam, 5.0) == person.expected_score(exam, 5.0)
    assert person.answered == 0


def test_a_person_begins_the_same_whatever_the_size_of_the_cohort():
    few, many = (list(learners(size, GRAPH, seed=2)) for size in (2, 4))
    assert [one.traits for one in few] == [one.traits for one in many[:2]]
    assert [one.competence("chain", 1) for one in few] == [
        one.competence("chain", 1) for one in many[:2]
    ]


@pytest.mark.parametrize(
    ("graph", "skills", "says"),
    [
        ({"a": ("b",)}, ("a",), "no skills"),
        ({"a": ()}, ("z",), "no skill"),
        ({"a": ()}, (), "needs a skill"),
        ({"a": ("b",), "b": ("a",)}, ("a",), "cycle"),
    ],
)
def test_what_makes_no_sense_is_refused(graph, skills, says):
    traits = draw_traits(np.random.default_rng(0))
    with pytest.raises(ValueError, match=says):
        Learner(graph, traits, np.random.default_rng(0)).answer(skills, 0.0, 0.0)


def test_time_does_not_run_backwards():
    learner = practised([5.0])
    with pytest.raises(ValueError, match="before the last practice"):
        learner.answer(("power",), 0.0, 4.0)
