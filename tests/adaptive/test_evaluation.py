import math

import numpy as np
import pytest

from questions.adaptive import evaluation
from questions.adaptive.logs import Row


def pairs(outcomes, chances):
    """AUC by its definition: over all pairs of a right and a wrong answer."""
    right = [chance for outcome, chance in zip(outcomes, chances, strict=True) if outcome]
    wrong = [chance for outcome, chance in zip(outcomes, chances, strict=True) if not outcome]
    wins = [(a > b) + 0.5 * (a == b) for a in right for b in wrong]
    return sum(wins) / len(wins)


def test_auc_is_the_share_of_pairs_in_order_ties_by_half():
    generator = np.random.default_rng(3)
    outcomes = generator.random(80) < 0.4
    chances = generator.integers(0, 7, 80) / 7
    assert evaluation.auc(outcomes, chances) == pytest.approx(pairs(outcomes, chances))


def test_auc_is_undefined_where_all_answers_are_alike():
    assert math.isnan(evaluation.auc(np.array([True, True]), np.array([0.2, 0.9])))


def test_log_loss_of_even_odds_is_log_two():
    assert evaluation.log_loss(np.array([True, False]), np.array([0.5, 0.5])) == math.log(2)


def test_calibration_error_weighs_bins_by_their_answers():
    outcomes = np.array([True, True, True, False, False])
    chances = np.array([0.95, 0.95, 0.95, 0.25, 0.25])
    expected = 0.6 * 0.05 + 0.4 * 0.25
    assert evaluation.calibration_error(outcomes, chances) == pytest.approx(expected)


def test_a_certain_forecast_falls_into_the_last_bin():
    assert evaluation.calibration_error(np.array([True]), np.array([1.0])) == 0.0


@pytest.mark.parametrize("name", evaluation.MODELS)
def test_a_model_predicts_before_it_learns(name):
    """The first forecast does not depend on the first outcome."""
    first = [evaluation.MODELS[name]().learn(Row("u", "i", ("s",), right)) for right in (0, 1)]
    assert first[0] == first[1]


def test_parts_share_no_user_and_cover_all():
    rows = [Row(f"u{n % 7}", "i", (), n % 2 == 0) for n in range(40)]
    tested = []
    for train, test in evaluation.folds(rows, 3):
        assert not {row.user for row in train} & {row.user for row in test}
        tested += test
    assert sorted(tested) == sorted(rows)
