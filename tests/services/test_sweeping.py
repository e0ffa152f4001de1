import datetime
import threading

import pytest
from django.utils import timezone

from questions.models import MistakePattern, Response, Variant
from questions.models.practice import MOST_TRIES
from questions.problems import Judgement
from questions.services import attempts, grading, handing_in, marking, stock, sweeping
from tests import factories, teaching

MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def attempt(teacher, student):
    assignment = teaching.assignment(teacher, student, minutes=30)
    made = attempts.start(assignment=assignment, student=student)
    save(made, "a")
    return made


def save(attempt, entry):
    row = attempt.item_sessions.get(position=1)
    attempts.save(item_session=row, entry=[entry], sequence=1)


def response(attempt):
    return Response.objects.get(item_session__attempt=attempt)


def test_an_attempt_that_was_left_is_handed_in_at_its_deadline_and_graded(attempt):
    assert sweeping.sweep(at=attempt.deadline + MINUTE) == 1
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline
    assert response(attempt).verdict == "correct"


def test_an_attempt_with_time_left_is_left_alone(attempt):
    assert sweeping.sweep(at=attempt.deadline - MINUTE) == 0
    attempt.refresh_from_db()
    assert attempt.is_running


def test_grading_that_a_killed_server_left_is_finished(attempt):
    handing_in.hand_in(attempt=attempt, at=timezone.now())
    assert response(attempt).verdict == "pending"
    assert sweeping.sweep() == 0
    assert response(attempt).verdict == "correct"


def test_what_cannot_be_decided_is_not_looked_at_again(attempt, monkeypatch):
    undecided = Judgement("pending", comparison={"kind": "undecided"})
    monkeypatch.setattr(marking, "mark", lambda *_, **__: undecided)
    attempts.submit(attempt=attempt)
    monkeypatch.setattr(grading, "finish", lambda *_, **__: pytest.fail("looked at again"))
    sweeping.sweep()
    assert list(Response.objects.to_decide()) == [response(attempt)]
    assert not Response.objects.to_grade().exists()


def test_a_decision_that_ran_out_of_time_waits_for_a_teacher_after_a_few_tries(
    attempt, monkeypatch
):
    monkeypatch.setattr(marking, "mark", lambda *_, **__: Judgement("pending"))
    attempts.submit(attempt=attempt)
    for _ in range(MOST_TRIES - 1):
        assert not Response.objects.to_decide().exists()
        sweeping.sweep()
    assert list(Response.objects.to_decide()) == [response(attempt)]


def test_results_that_are_shown_after_closing_teach_at_closing(teacher, student):
    factories.MalRuleFactory(code="exponent-not-brought-down")
    assignment = teaching.assignment(teacher, student, feedback="closed")
    attempt = attempts.start(assignment=assignment, student=student)
    save(attempt, "b")
    attempts.submit(attempt=attempt)
    sweeping.sweep(at=assignment.closes_at - MINUTE)
    assert not MistakePattern.objects.exists()
    for _ in range(2):
        sweeping.sweep(at=assignment.closes_at)
    assert MistakePattern.objects.get().occurrences == 1


def test_one_assignment_is_swept_alone(attempt, teacher, student):
    other = teaching.assignment(teacher, student, minutes=30)
    assert sweeping.sweep(assignment=other, at=attempt.deadline) == 0


def test_a_round_that_fails_has_set_the_next_one_and_bars_none(monkeypatch):
    rounds, failed = [], []
    monkeypatch.setattr(sweeping, "start", lambda: rounds.append("the next"))
    monkeypatch.setattr(threading, "excepthook", lambda told: failed.append(told.exc_type))

    def sweep():
        raise RuntimeError

    monkeypatch.setattr(sweeping, "sweep", sweep)
    for _ in range(2):
        thread = threading.Thread(target=sweeping._round)
        thread.start()
        thread.join()
    assert rounds == ["the next"] * 2
    assert failed == [RuntimeError] * 2


def test_a_round_builds_one_variant_for_the_stock(db, monkeypatch):
    version = factories.family_version("derivative", 1)
    version.question.skills.add(factories.SkillFactory(slug="power-rule"))
    monkeypatch.setattr(sweeping, "start", lambda: None)
    monkeypatch.setattr(sweeping.connection, "close", lambda: None)
    stock._wanted.clear()
    stock.want_all.cache_clear()
    sweeping._round()
    assert Variant.objects.filter(version=version).count() == 1
    assert not stock._wanted
