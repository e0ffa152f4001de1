import datetime

import numpy as np
import pytest
from django.core.cache import cache

from questions.adaptive import testing
from questions.models import Calibration, ItemCalibration, Observation
from questions.services import calibrating, exams
from tests import factories

NOW = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def questions():
    return [factories.VersionFactory().question for _ in range(4)]


def observe(person, question, right, **more):
    given = {
        "student_number": person,
        "question_number": question,
        "variant_number": 1,
        "skill_numbers": [],
        "right": right,
        "prior": 0.0,
        "offset": 0.0,
        "guess": 0.0,
        "weight": 1.0,
        "version": 0,
    }
    return Observation.objects.create(**given | more)


def answers(questions, people, seed=1):
    """Answers of people to questions of rising difficulty."""
    chance = np.random.default_rng(seed)
    for person in range(people):
        ability = chance.normal()
        for place, question in enumerate(questions):
            solved = 1 / (1 + np.exp(-(ability - place + 1.5)))
            observe(person, question.pk, bool(chance.random() < solved))


def calibrated(at=NOW):
    return calibrating.run(calibrating.begin(at=at), at=at)


def test_what_was_found_is_kept_with_its_variances(questions):
    answers(questions, 60)
    kept = calibrated()
    assert (kept.answers, kept.people, kept.finished_at) == (240, 60, NOW)
    assert kept.up_to == Observation.objects.latest("pk").pk
    rows = list(ItemCalibration.objects.order_by("question"))
    assert [row.answers for row in rows] == [60] * 4
    difficulties = [row.difficulty for row in rows]
    assert difficulties == sorted(difficulties)
    assert all(0 < row.difficulty_error < 1.2 for row in rows)


def test_each_run_has_the_next_number_and_the_newest_finished_one_counts(questions):
    answers(questions, 5)
    first, second = calibrated(), calibrated()
    calibrating.begin(at=NOW)
    assert (first.number, second.number) == (1, 2)
    assert Calibration.objects.newest() == second
    assert ItemCalibration.objects.count() == 8


def test_only_one_runs_at_a_time_and_one_that_died_is_given_up(questions):
    first = calibrating.begin(at=NOW)
    assert calibrating.begin(at=NOW + calibrating.LEASE / 2) is None
    second = calibrating.begin(at=NOW + 2 * calibrating.LEASE)
    assert list(Calibration.objects.all()) == [second]
    answers(questions, 5)
    assert calibrating.run(first) is None
    assert not ItemCalibration.objects.exists()


def test_a_regraded_answer_counts_once_with_its_last_verdict(questions):
    response = factories.ResponseFactory()
    for right in (False, True):
        observe(1, questions[0].pk, right, response=response)
    observe(1, questions[0].pk, False, is_to_fold=False)
    kept = calibrated()
    assert kept.answers == 1
    assert ItemCalibration.objects.get().difficulty < 0


def test_a_question_that_is_gone_is_left_out(questions):
    answers(questions, 5)
    observe(1, 999_999, True)
    assert calibrated().items.count() == 4


def test_without_answers_nothing_is_kept():
    assert calibrated() is None
    assert not Calibration.objects.exists()


def test_it_is_due_once_there_are_enough_answers_and_then_a_tenth_more(questions, monkeypatch):
    monkeypatch.setattr(calibrating, "FIRST_ANSWERS", 20)
    answers(questions, 4)
    assert not calibrating.is_due()
    answers(questions, 1)
    assert calibrating.is_due()
    calibrated()
    assert not calibrating.is_due()


@pytest.mark.django_db(transaction=True)
def test_a_web_process_calibrates_beside_its_work_and_exams_rest_on_it(
    questions, student, monkeypatch
):
    cache.delete(calibrating.LOOKED)
    monkeypatch.setattr(calibrating, "FIRST_ANSWERS", 20)
    monkeypatch.setattr(exams, "LEAST", 2)
    skill = factories.SkillFactory()
    for question in questions:
        question.skills.add(skill)
    answers(questions, 10)
    thread = calibrating.keep_up()
    assert calibrating.keep_up() is None
    thread.join()
    kept = Calibration.objects.newest()
    assert kept.items.count() == 4
    assert exams.start(student=student).calibration == kept


def test_what_the_variants_added_is_not_counted_as_the_questions_difficulty(questions):
    chance = np.random.default_rng(2)
    for person in range(150):
        for question in questions[:2]:
            solved = 1 / (1 + np.exp(-(chance.normal() + 1.0)))
            observe(person, question.pk, bool(chance.random() < solved), offset=-1.0)
    calibrated()
    found = [row.difficulty for row in ItemCalibration.objects.order_by("question")]
    assert found == pytest.approx([0.0, 0.0], abs=0.35)


def test_another_process_finds_the_same(questions):
    answers(questions, 8)
    rows = calibrating._answers()
    given = [np.array(column) for column in zip(*rows, strict=True)]
    item = np.unique(given[2], return_inverse=True)[1]
    arguments = given[1], item, given[3], np.zeros(4), given[5]
    here, there = testing.calibrate(*arguments), calibrating.in_process(*arguments)
    assert np.array_equal(here.difficulty, there.difficulty)
