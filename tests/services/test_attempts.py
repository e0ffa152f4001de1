import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.utils import timezone

from questions.models import Attempt, MistakePattern, Response, SkillEstimate
from questions.models.practice import MOST_TRIES
from questions.problems import Judgement
from questions.services import (
    attempts,
    classrooms,
    entries,
    grading,
    handing_in,
    marking,
    quizzes,
    sweeping,
)
from tests import factories, teaching

SECOND = datetime.timedelta(seconds=1)
MINUTE = datetime.timedelta(minutes=1)


@pytest.fixture
def assignment(teacher, student):
    return teaching.assignment(teacher, student, minutes=30)


@pytest.fixture
def attempt(assignment, student):
    return attempts.start(assignment=assignment, student=student)


def session(attempt, position=1):
    return attempt.item_sessions.get(position=position)


def save(attempt, *entry, position=1, sequence=1, at=None):
    row = session(attempt, position)
    return attempts.save(item_session=row, entry=list(entry), sequence=sequence, at=at)


def responses(attempt):
    return Response.objects.filter(item_session__attempt=attempt)


def test_an_attempt_has_a_question_a_slot_with_its_points(attempt):
    assert list(attempt.item_sessions.values_list("position", "points")) == [(1, 2), (2, 2)]
    assert attempt.deadline - attempt.started_at == 30 * MINUTE


def test_every_student_gets_a_variant_of_the_own(teacher, student, classmate):
    versions = [factories.family_version()]
    assignment = teaching.assignment(teacher, student, classmate, versions=versions)
    seeds = {
        attempts.start(assignment=assignment, student=one).item_sessions.get().variant.seed
        for one in (student, classmate)
    }
    assert len(seeds) == 2


def test_starting_twice_gives_the_same_attempt(assignment, attempt, student):
    assert attempts.start(assignment=assignment, student=student) == attempt
    assert Attempt.objects.count() == 1


def test_a_start_that_lost_the_race_gives_the_attempt_that_won(
    assignment, attempt, student, monkeypatch
):
    """Both saw no running attempt; the second one fails in the database."""
    monkeypatch.setattr(attempts, "_running", lambda *_: None)

    def lost(*_):
        raise IntegrityError

    monkeypatch.setattr(attempts, "_begin", lost)
    assert attempts.start(assignment=assignment, student=student) == attempt


def test_a_quiz_that_changed_while_starting_is_not_begun_by_halves(
    assignment, student, monkeypatch
):
    drawn = attempts._variant

    def draw(slot):
        if slot.position == 1:
            quizzes.remove_slot(slot=assignment.quiz.slots.get(position=2))
        return drawn(slot)

    monkeypatch.setattr(attempts, "_variant", draw)
    with pytest.raises(ValidationError, match="changed just now"):
        attempts.start(assignment=assignment, student=student)
    assert not Attempt.objects.exists()


def test_a_question_that_cannot_be_made_is_named_to_the_student(assignment, student):
    slot = assignment.quiz.slots.select_related("question").first()
    factories.rewrite(slot.question.ready_version, content=factories.GONE)
    with pytest.raises(ValidationError, match=f"“{slot.question.title}” of this quiz could not"):
        attempts.start(assignment=assignment, student=student)
    assert not Attempt.objects.exists()


def test_attempts_are_counted(assignment, attempt, student):
    attempts.submit(attempt=attempt)
    with pytest.raises(ValidationError, match="used all your attempts"):
        attempts.start(assignment=assignment, student=student)


def test_a_second_attempt_where_two_are_allowed(teacher, student):
    assignment = teaching.assignment(teacher, student, attempts_allowed=2)
    attempts.submit(attempt=attempts.start(assignment=assignment, student=student))
    assert attempts.start(assignment=assignment, student=student).number == 2


def test_nothing_starts_before_opening_or_after_closing(assignment, student):
    for at in (assignment.opens_at - SECOND, assignment.closes_at):
        with pytest.raises(ValidationError):
            attempts.start(assignment=assignment, student=student, at=at)


def test_an_outsider_and_one_who_left_do_not_start(assignment, student, outsider):
    classrooms.leave(student=student, classroom=assignment.classroom)
    for person in (student, outsider):
        with pytest.raises(PermissionDenied):
            attempts.start(assignment=assignment, student=person)


def test_the_deadline_is_never_after_closing(teacher, student):
    assignment = teaching.assignment(teacher, student, minutes=600)
    attempt = attempts.start(assignment=assignment, student=student)
    assert attempt.deadline == assignment.closes_at


def test_a_save_is_kept(attempt):
    saved = save(attempt, "a")
    assert saved.is_kept
    assert session(attempt).entry == ["a"]


def test_an_older_save_that_arrives_later_changes_nothing(attempt):
    save(attempt, "b", sequence=5)
    late = save(attempt, "a", sequence=4)
    assert not late.is_kept
    assert late.sequence == 5
    assert session(attempt).entry == ["b"]


def test_a_repeated_save_has_one_effect(attempt):
    first = save(attempt, "a", sequence=3)
    assert save(attempt, "a", sequence=3) == first


def test_an_answer_may_be_taken_back(attempt):
    save(attempt, "a")
    save(attempt, "", sequence=2)
    assert session(attempt).entry == []


def test_a_mark_is_kept_with_the_entry_and_taken_away(attempt):
    row = session(attempt)
    for sequence, is_marked in ((1, True), (2, None)):
        attempts.save(item_session=row, entry=["a"], sequence=sequence, is_marked=is_marked)
        assert session(attempt).is_marked
    attempts.save(item_session=row, entry=["a"], sequence=2, is_marked=False)
    assert not session(attempt).is_marked


def test_time_on_a_question_runs_from_its_first_sight_to_its_last_change(attempt):
    start = attempt.started_at
    for minutes in (4, 8):
        entries.visit(item_session=session(attempt), at=start + minutes * MINUTE)
    save(attempt, "a", at=start + 5 * MINUTE)
    save(attempt, "a", sequence=2, at=start + 9 * MINUTE)
    attempts.submit(attempt=attempt, at=start + 10 * MINUTE)
    assert responses(attempt).get().seconds == 60


def test_nothing_is_saved_from_the_deadline_on(attempt):
    assert save(attempt, "a", at=attempt.deadline - SECOND).is_kept
    with pytest.raises(ValidationError, match="Time is up"):
        save(attempt, "b", sequence=2, at=attempt.deadline)
    assert session(attempt).entry == ["a"]


def test_nothing_is_saved_after_handing_in(attempt):
    attempts.submit(attempt=attempt)
    with pytest.raises(ValidationError, match="You have handed this in already"):
        save(attempt, "a")


def test_saving_never_grades(attempt, monkeypatch):
    monkeypatch.setattr(marking, "mark", lambda *_, **__: pytest.fail("graded while saving"))
    save(attempt, "a")


def test_handing_in_grades_what_was_saved(attempt):
    save(attempt, "a")
    save(attempt, "x", position=2)
    attempts.submit(attempt=attempt)
    assert list(responses(attempt).values_list("verdict", flat=True)) == ["correct", "incorrect"]


def test_a_question_without_an_answer_has_no_response(attempt):
    save(attempt, " ", position=2)
    attempts.submit(attempt=attempt)
    assert not responses(attempt).exists()


def test_handing_in_twice_is_harmless(attempt):
    save(attempt, "a")
    first = attempts.submit(attempt=attempt)
    again = attempts.submit(attempt=attempt, at=timezone.now() + MINUTE)
    assert again.submitted_at == first.submitted_at
    assert responses(attempt).count() == 1


def test_a_server_killed_between_handing_in_and_grading_loses_nothing(attempt):
    save(attempt, "a")
    handing_in.hand_in(attempt=attempt, at=timezone.now())
    assert responses(attempt).get().verdict == "pending"
    attempt.refresh_from_db()
    assert grading.finish(attempt) == 1
    assert responses(attempt).get().verdict == "correct"
    assert grading.finish(attempt) == 0


def test_what_cannot_be_decided_stays_pending_and_is_not_tried_again(attempt, monkeypatch):
    save(attempt, "a")
    tries = []

    def undecided(*_, **__):
        tries.append(1)
        return Judgement("pending", comparison={"kind": "undecided"})

    monkeypatch.setattr(marking, "mark", undecided)
    attempts.submit(attempt=attempt)
    grading.finish(attempt)
    assert responses(attempt).get().verdict == "pending"
    assert len(tries) == 1


def test_a_decision_that_ran_out_of_time_is_tried_again_a_few_times(attempt, monkeypatch):
    save(attempt, "a")
    tries = []

    def too_slow(*_, **__):
        tries.append(1)
        return Judgement("pending")

    monkeypatch.setattr(marking, "mark", too_slow)
    attempts.submit(attempt=attempt)
    for _ in range(5):
        grading.finish(attempt)
    assert len(tries) == MOST_TRIES
    assert responses(attempt).get().verdict == "pending"


def test_the_student_model_learns_once_from_each_response(attempt, student):
    skill = factories.SkillFactory()
    session(attempt).variant.version.question.skills.add(skill)
    problem = session(attempt).variant
    problem.instance["skills"] = [skill.slug]
    problem.save()
    save(attempt, "a")
    attempts.submit(attempt=attempt)
    grading.finish(attempt)
    assert SkillEstimate.objects.get(student=student).answers == 1


def test_mistakes_are_counted_only_when_results_are_shown(teacher, student):
    factories.MalRuleFactory(code="exponent-not-brought-down")
    assignment = teaching.assignment(teacher, student, feedback="closed")
    attempt = attempts.start(assignment=assignment, student=student)
    save(attempt, "b")
    attempts.submit(attempt=attempt)
    assert responses(attempt).get().verdict == "incorrect"
    assert not MistakePattern.objects.exists()
    sweeping.sweep(assignment=assignment, at=assignment.closes_at)
    sweeping.sweep(assignment=assignment, at=assignment.closes_at)
    assert MistakePattern.objects.get().occurrences == 1
