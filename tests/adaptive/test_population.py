import math
import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from questions.adaptive.knowledge import Answer, Knowledge
from questions.adaptive.population import LOOK, SHARED, Population
from questions.adaptive.ratings import step

logits = st.floats(-6, 6)
variances = st.floats(0.01, 4)
ASKED = Answer("item", ("a",), right=True)


def answers(count: int, seed: int = 1) -> list[tuple[str, Answer]]:
    """Students who differ, on items that differ, some of two skills."""
    chance = random.Random(seed)
    ability = {f"student {n}": chance.gauss(0, 1) for n in range(12)}
    difficulty = {f"item {n}": chance.gauss(0, 1) for n in range(9)}
    made = []
    for _ in range(count):
        student, item = chance.choice(sorted(ability)), chance.choice(sorted(difficulty))
        number = int(item.split()[1])
        skills = ("a",) if number < 3 else ("b",) if number < 6 else ("a", "b")
        logit = ability[student] - difficulty[item]
        right = chance.random() < 1 / (1 + math.exp(-logit))
        made.append((student, Answer(item, skills, right)))
    return made


def replay(rows: list[tuple[str, Answer]]) -> tuple[dict[str, Knowledge], Population, list[float]]:
    students: dict[str, Knowledge] = {}
    population = Population()
    chances = []
    for name, answer in rows:
        knowledge = students.setdefault(name, Knowledge())
        look = knowledge.look(answer.item, answer.skills)
        knowledge.learn(answer, population.read(answer.item, answer.skills))
        chances.append(population.learn(look, answer).chance)
    return students, population, chances


def test_a_look_has_a_number_for_every_name():
    population = Population()
    look = Knowledge().look("item", ("a",))
    assert len(look) == len(LOOK)
    assert len(population.forecast(look, ASKED).features) == len(LOOK + SHARED)


def test_before_any_answer_the_forecast_is_the_ratings_own():
    assert Population().forecast(Knowledge().look("item", ("a",)), ASKED).chance == 0.5


def test_looking_changes_nothing():
    students, _, _ = replay(answers(40))
    knowledge = students["student 3"]
    assert knowledge.look("item 1", ("a",)) == knowledge.look("item 1", ("a",))
    assert "new skill" not in knowledge.skills
    knowledge.look("item 1", ("new skill",))
    assert "new skill" not in knowledge.skills


def test_the_same_answers_in_the_same_order_give_the_same_state_to_the_last_bit():
    rows = answers(600)
    students, population, chances = replay(rows)
    again, population_again, chances_again = replay(rows)
    assert chances == chances_again
    assert students == again
    assert population.weights.tobytes() == population_again.weights.tobytes()
    assert population.items == population_again.items


def test_many_answers_order_students_and_items_as_they_are():
    students, population, chances = replay(answers(4_000))
    chance = random.Random(1)
    ability = {f"student {n}": chance.gauss(0, 1) for n in range(12)}
    names = sorted(ability)
    found = np.corrcoef([ability[n] for n in names], [students[n].mean for n in names])[0, 1]
    assert found > 0.9
    assert all(row.variance < 0.2 for row in population.items.values())
    assert all(0 < one < 1 for one in chances)


def test_an_item_that_most_get_wrong_is_rated_hard():
    rows = [(f"student {n}", Answer("hard", ("a",), n % 5 == 0)) for n in range(60)]
    rows += [(f"student {n}", Answer("easy", ("a",), n % 5 != 0)) for n in range(60)]
    _, population, _ = replay(rows)
    assert population.items["hard"].mean > 0.4 > -0.4 > population.items["easy"].mean


@given(logits, variances)
def test_a_step_moves_towards_the_outcome_and_never_loses_certainty(logit, variance):
    better, worse = step(logit, variance, True, 0.0, 1.0), step(logit, variance, False, 0.0, 1.0)
    assert better.surprise > 0 > worse.surprise
    assert 0 < 1 - variance * better.shrink <= 1
    assert 0 < 1 - variance * worse.shrink <= 1


@given(logits, variances, st.floats(0.05, 0.6))
def test_a_right_answer_that_may_be_a_guess_says_less(logit, variance, guess):
    written = step(logit, variance, True, 0.0, 1.0)
    chosen = step(logit, variance, True, guess, 1.0)
    assert 0 <= chosen.surprise < written.surprise


@given(logits, variances, st.booleans())
def test_half_a_weight_moves_less(logit, variance, right):
    whole = step(logit, variance, right, 0.0, 1.0)
    half = step(logit, variance, right, 0.0, 0.5)
    assert abs(half.surprise) < abs(whole.surprise)
    assert half.shrink < whole.shrink


def test_a_wrong_choice_says_as_much_as_a_wrong_text():
    assert step(0.3, 1.0, False, 0.25, 1.0)[:2] == step(0.3, 1.0, False, 0.0, 1.0)[:2]


def test_what_is_shared_between_skills_is_shared_by_their_number():
    knowledge, population = Knowledge(), Population()
    answer = Answer("item", ("a", "b"), right=True)
    knowledge.learn(answer, population.read("item", ("a", "b")))
    one = Knowledge()
    one.learn(Answer("item", ("a",), right=True), population.read("item", ("a",)))
    assert 0 < knowledge.skills["a"].mean == knowledge.skills["b"].mean < one.skills["a"].mean
    assert knowledge.answers == 1


def test_an_item_without_skills_is_learnt_too():
    _, population, chances = replay([("s", Answer("item", (), right=True))] * 5)
    assert chances == sorted(chances)
    assert population.items["item"].mean < 0
