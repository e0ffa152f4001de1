"""The banks and people have the distributions that are stated, and the flaws that are named."""

import numpy as np
import pytest

from questions.simulation.test_takers import TOPICS, bank, people

NODES = np.linspace(-4, 4, 161)


def estimates(answers, items, nodes=NODES):
    """EAP estimates from all of the answers, with the stated parameters, by a plain grid."""
    logit = items.discrimination[:, None] * (nodes[None, :] - items.difficulty[:, None])
    chance = items.guessing[:, None] + (1 - items.guessing[:, None]) / (1 + np.exp(-logit))
    right = answers.astype(float)
    fit = right @ np.log(chance) + (1 - right) @ np.log(1 - chance) - nodes**2 / 2
    weight = np.exp(fit - fit.max(axis=1, keepdims=True))
    return (weight * nodes).sum(axis=1) / weight.sum(axis=1)


def bias_and_error(name, size=400):
    items = bank(name, seed=11)
    takers = list(people(size, seed=12))
    found = estimates(np.array([one.answers(items) for one in takers]), items)
    gap = found - np.array([one.ability for one in takers])
    return float(gap.mean()), float(np.sqrt((gap**2).mean()))


def test_the_gate_is_a_two_parameter_bank_of_the_stated_distribution():
    banks = [bank("2pl-200", seed) for seed in range(30)]
    a = np.concatenate([one.discrimination for one in banks])
    b = np.concatenate([one.difficulty for one in banks])
    assert np.log(a).mean() == pytest.approx(np.log(1.2), abs=0.02)
    assert np.log(a).std() == pytest.approx(0.3, abs=0.02)
    assert b.mean() == pytest.approx(0, abs=0.05)
    assert b.std() == pytest.approx(1, abs=0.05)
    assert all(
        len(one) == 200 and not one.guessing.any() and set(one.topics) == set(TOPICS)
        for one in banks
    )


def test_people_answer_as_often_right_as_the_model_says():
    items = bank("3pl-60", seed=3)
    for ability in (-1.5, 0.0, 1.5):
        answers = np.array([one.answers(items) for one in people(1500, seed=4, ability=ability)])
        assert np.abs(answers.mean(axis=0) - items.chance(ability)).max() < 0.055


def test_all_answers_to_a_good_bank_find_the_ability():
    bias, error = bias_and_error("2pl-200")
    assert abs(bias) < 0.03
    assert error < 0.2


def test_a_misspecified_bank_misleads_whoever_believes_it():
    _, sound = bias_and_error("2pl-200")
    flawed = {
        flaw: bias_and_error(f"2pl-200-{flaw}")
        for flaw in ("guessing", "drift", "second", "coarse")
    }
    assert flawed["guessing"][0] > 0.1
    assert flawed["drift"][0] > 0.08
    assert flawed["second"][1] > 1.1 * sound
    assert flawed["coarse"][1] > 1.02 * sound


def test_calibration_errors_are_as_large_as_stated_and_shrink_with_answers():
    few, many = (
        [bank(f"2pl-200-{name}", seed) for seed in range(20)] for name in ("coarse", "calibrated")
    )
    for banks in (few, many):
        scaled = [(one.difficulty - one.true_difficulty) / one.error for one in banks]
        assert np.std(np.concatenate(scaled)) == pytest.approx(1, abs=0.05)
    assert np.median(few[0].error) > 2 * np.median(many[0].error)


def test_an_item_informs_most_near_its_difficulty():
    items = bank("2pl-200", seed=5)
    at = int(np.argmax(items.discrimination))
    grid = np.linspace(-3, 3, 121)
    best = grid[int(np.argmax([items.information(ability)[at] for ability in grid]))]
    assert best == pytest.approx(items.difficulty[at], abs=0.06)


def test_guessing_takes_information_away():
    """An item's own slope and place, with and without guessing."""
    clean, guessed = bank("2pl-200", seed=6), bank("3pl-200", seed=6)
    assert (clean.discrimination == guessed.discrimination).all()
    assert (guessed.information(0.0) < clean.information(0.0)).all()


def test_a_person_gives_one_answer_to_one_item_whatever_was_asked_before():
    items = bank("2pl-50", seed=7)
    one, same = (next(people(1, seed=8)) for _ in range(2))
    backwards = [same.answer(items, at) for at in reversed(range(50))]
    assert [one.answer(items, at) for at in range(50)] == backwards[::-1]
    assert len({next(people(1, seed=seed)).ability for seed in range(5)}) == 5


@pytest.mark.parametrize("name", ["4pl-200", "2pl-0", "2pl", "2pl-200-moon", ""])
def test_an_unknown_bank_is_refused_with_the_names_there_are(name):
    with pytest.raises(ValueError, match="there are 2pl-N"):
        bank(name, seed=0)
