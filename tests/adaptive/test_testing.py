import numpy as np
import pytest

from questions.adaptive import testing
from questions.adaptive.testing.ability import Posterior
from questions.adaptive.testing.rules import Exposure, within_quotas


def items(size=150, seed=1, **fields):
    chance = np.random.default_rng(seed)
    areas = [("rules", "gradient")[n % 3 == 0] for n in range(size)]
    return testing.Items.of(
        np.exp(chance.normal(0.2, 0.3, size)), chance.normal(0, 1, size), areas=areas, **fields
    )


def test_ability_agrees_with_a_fine_integration():
    bank = items(12)
    answers = {n: n % 3 != 0 for n in range(12)}
    nodes = np.linspace(-8, 8, 20_001)
    chances = bank.chances(nodes)
    likely = np.exp(-0.5 * nodes**2)
    for item, right in answers.items():
        likely *= chances[:, item] if right else 1 - chances[:, item]
    mean = (likely * nodes).sum() / likely.sum()
    spread = np.sqrt((likely * (nodes - mean) ** 2).sum() / likely.sum())
    found = testing.estimate(bank, answers)
    assert (found.mean, found.error) == pytest.approx((mean, spread), abs=1e-3)


def test_information_is_the_slope_of_the_curve_squared_over_its_variance():
    bank = items(20, guessing=np.full(20, 0.2))
    here, step = np.array([0.3]), 1e-5
    chance = bank.chances(here)
    slope = (bank.chances(here + step) - bank.chances(here - step)) / (2 * step)
    expected = slope**2 / (chance * (1 - chance))
    assert testing.information(bank, here) == pytest.approx(expected, rel=1e-6)


def test_an_uncertain_difficulty_says_less():
    known, rough = items(30), items(30, variance=np.full(30, 0.4))
    at = np.array([0.0])
    assert (testing.information(rough, at) < testing.information(known, at)).all()


def test_the_error_shrinks_with_each_answer_on_average():
    bank = items(40)
    posterior = Posterior(bank)
    before = posterior.ability().error
    for item in range(40):
        posterior.learn(item, right=item % 2 == 0)
    assert posterior.ability().error < before / 2


def taken(bank, settings, rule, ability, seed):
    chance = np.random.default_rng(seed)
    session = testing.Session(bank, settings, rule=rule)
    while not session.is_over:
        item = session.choose(chance)
        right = chance.random() < bank.chances(np.array([ability]))[0, item]
        session.learn(item, right=bool(right))
    return session


@pytest.mark.parametrize("rule", testing.RULES)
def test_a_test_asks_no_item_twice_and_keeps_to_its_bounds(rule):
    settings = testing.Settings(error=0.35, least=8, most=25)
    session = taken(items(), settings, testing.RULES[rule], 0.5, seed=2)
    assert len(set(session.asked)) == len(session.asked)
    assert 8 <= len(session.asked) <= 25
    assert len(session.asked) == 25 or session.ability().error < 0.35


def test_a_bank_that_is_used_up_ends_the_test():
    session = taken(items(9), testing.Settings(error=0.01), None, 0.0, seed=3)
    assert len(session.asked) == 9


def test_choosing_after_the_end_and_answering_twice_are_refused():
    session = taken(items(9), testing.Settings(error=0.01), None, 0.0, seed=3)
    with pytest.raises(ValueError, match="over"):
        session.choose(np.random.default_rng(1))
    with pytest.raises(ValueError, match="once"):
        session.learn(session.asked[0], right=True)


def test_quotas_are_kept_within_one_item():
    settings = testing.Settings(error=0.01, most=30, quotas={"rules": 0.6, "gradient": 0.4})
    bank = items()
    session = taken(bank, settings, testing.RULES["maximum-information"], 0.0, seed=4)
    gradient = sum(bank.areas[item] == "gradient" for item in session.asked)
    assert abs(gradient - 0.4 * len(session.asked)) <= 1


def test_an_area_that_is_used_up_gives_way():
    bank = items(6)
    asked = [n for n in range(6) if bank.areas[n] == "gradient"]
    allowed = within_quotas(bank, asked, {"gradient": 1.0})
    assert allowed.tolist() == [bank.areas[n] == "rules" for n in range(6)]


def test_an_item_shown_too_often_rests():
    bank, exposure = items(), Exposure(tests=100)
    best = int(np.argmax(testing.information(bank, np.array([0.0]))))
    exposure.shown[best] = 40
    rule = testing.RULES["progressive-restricted"]
    settings = testing.Settings(error=0.01, most=30)
    session = testing.Session(bank, settings, rule=rule, exposure=exposure)
    chance = np.random.default_rng(5)
    for _ in range(30):
        session.learn(session.choose(chance), right=True)
    assert best not in session.asked


def test_the_share_of_the_bank_grows_with_ability():
    bank = items()
    low, high = (testing.expected_score(bank, testing.Ability(a, 0.3)) for a in (-1.0, 1.0))
    assert low[1] < low[0] < low[2] < high[0]


def answers(size, persons, seed):
    """A matrix's answers as three arrays, with the true parameters."""
    chance = np.random.default_rng(seed)
    a, b = np.exp(chance.normal(0.1, 0.3, size)), chance.normal(0, 1, size)
    abilities = chance.normal(0, 1, persons)
    right = chance.random((persons, size)) < 1 / (1 + np.exp(-a * (abilities[:, None] - b)))
    who, what = np.indices(right.shape)
    return who.ravel(), what.ravel(), right.ravel(), a, b


def test_calibration_finds_the_parameters_within_its_own_errors():
    who, what, right, a, b = answers(25, 800, seed=6)
    found = testing.calibrate(who, what, right, np.zeros(25))
    assert np.corrcoef(found.difficulty, b)[0, 1] > 0.98
    assert np.corrcoef(found.discrimination, a)[0, 1] > 0.8
    standard = (found.difficulty - b) / np.sqrt(found.difficulty_variance)
    assert np.mean(np.abs(standard) < 2) > 0.85
    assert (found.answers == 800).all()


def test_calibration_finds_how_hard_an_item_is_apart_from_its_variants():
    """Most people met variants that are harder than their item; the fit knows by how much."""
    chance = np.random.default_rng(8)
    abilities, b = chance.normal(0, 1, 900), np.linspace(-1.5, 1.5, 12)
    offset = chance.choice([0.0, 0.5, 1.0], (900, 12), p=[0.2, 0.3, 0.5])
    right = chance.random((900, 12)) < 1 / (1 + np.exp(-(abilities[:, None] - b - offset)))
    who, what = (one.ravel() for one in np.indices(right.shape))
    told = testing.calibrate(who, what, right.ravel(), b, offset.ravel())
    untold = testing.calibrate(who, what, right.ravel(), b)
    assert abs((told.difficulty - b).mean()) < 0.1
    assert (untold.difficulty - told.difficulty).min() > 0.4


def test_an_item_without_answers_stays_at_its_prior():
    who, what, right, *_ = answers(5, 100, seed=7)
    found = testing.calibrate(who, what, right, np.array([0, 0, 0, 0, 0, 1.3]))
    assert found.difficulty[5] == pytest.approx(1.3)
    assert found.difficulty_variance[5] > found.difficulty_variance[0]
    assert found.discrimination[5] == pytest.approx(1.0)


def test_calibration_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no answers"):
        testing.calibrate(np.array([]), np.array([]), np.array([]), np.zeros(3))


@pytest.mark.parametrize(
    ("a", "b", "sentence"),
    [([1.0], [1.0, 2.0], "differ"), ([0.0], [1.0], "positive"), ([], [], "needs")],
)
def test_items_that_are_none_are_refused(a, b, sentence):
    with pytest.raises(ValueError, match=sentence):
        testing.Items.of(a, b)
