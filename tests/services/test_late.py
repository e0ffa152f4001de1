"""What reaches the server after the end of an attempt is kept, and a teacher decides."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from questions.models import (
    ItemDifficulty,
    LateEntry,
    MistakePattern,
    Observation,
    Response,
    SkillEstimate,
    StudentEstimate,
)
from questions.reports import deciding, gradebook
from questions.services import (
    assignments,
    attempts,
    calibrating,
    folding,
    grading,
    late,
    people,
    rebuilding,
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


def save(attempt, text, *, sequence, at):
    attempts.save(item_session=session(attempt), entry=[text], sequence=sequence, at=at)


def come_late(attempt, text="a", *, sequence=2, after=SECOND):
    with pytest.raises(ValidationError) as told:
        save(attempt, text, sequence=sequence, at=attempt.deadline + after)
    return told.value.messages[0]


def answers(attempt):
    return Response.objects.filter(item_session__attempt=attempt).order_by("pk")


def test_what_comes_after_time_is_up_is_kept_and_not_marked(attempt):
    save(attempt, "b", sequence=1, at=attempt.deadline - SECOND)
    assert "Time is up. What you wrote now is kept" in come_late(attempt)
    sweeping.sweep(assignment=attempt.assignment, at=attempt.deadline + MINUTE)
    assert LateEntry.objects.get().entry == ["a"]
    assert [one.raw for one in answers(attempt)] == [["b"]]


def test_what_comes_after_the_teacher_has_closed_is_kept(assignment, attempt):
    assignments.close(assignment=assignment)
    attempt.refresh_from_db()
    assert "Your teacher has closed this assignment. What you wrote now is kept" in come_late(
        attempt
    )
    assert LateEntry.objects.exists()


def test_after_handing_in_nothing_is_kept(attempt):
    attempts.submit(attempt=attempt)
    assert "You have handed this in already" in come_late(attempt)
    assert not LateEntry.objects.exists()


def test_what_was_saved_in_time_is_said_to_be(attempt):
    save(attempt, "a", sequence=1, at=attempt.deadline - SECOND)
    assert "was saved before" in come_late(attempt, "a")
    assert not LateEntry.objects.exists()


def test_the_newest_late_entry_stays_whatever_comes_twice_or_in_another_order(attempt):
    for text, sequence in (("a", 3), ("a", 3), ("c", 2), (" ", 4)):
        come_late(attempt, text, sequence=sequence)
    assert LateEntry.objects.get().entry == ["a"]
    come_late(attempt, "c", sequence=5, after=MINUTE)
    kept = LateEntry.objects.get()
    assert (kept.entry, kept.received_at) == (["c"], attempt.deadline + MINUTE)


def test_it_is_kept_whether_results_could_be_seen_by_then(attempt):
    come_late(attempt)
    assert not LateEntry.objects.get().was_released
    sweeping.sweep(assignment=attempt.assignment, at=attempt.deadline + SECOND)
    come_late(attempt, "c", sequence=3, after=MINUTE)
    assert LateEntry.objects.get().was_released


def test_what_is_counted_is_marked_and_takes_the_place_of_what_was_handed_in(attempt, teacher):
    save(attempt, "b", sequence=1, at=attempt.deadline - SECOND)
    come_late(attempt)
    attempts.submit(attempt=attempt, at=attempt.deadline + MINUTE)
    for _ in range(2):
        late.decide(late=LateEntry.objects.get(), is_counted=True, by=teacher)
    assert [one.verdict for one in answers(attempt)] == ["incorrect", "correct"]
    assert session(attempt).entry == ["a"]


def decide(teacher, *, is_counted, seen="", at=None):
    return late.decide(
        late=LateEntry.objects.get(), is_counted=is_counted, by=teacher, seen=seen, at=at
    )


def test_a_decision_stands_for_whoever_has_not_seen_it_and_ends_what_may_come(attempt, teacher):
    come_late(attempt)
    attempts.submit(attempt=attempt, at=attempt.deadline + MINUTE)
    decide(teacher, is_counted=False)
    assert decide(teacher, is_counted=True).decision == "left"
    assert "not saved" in come_late(attempt, "c", sequence=9)
    assert LateEntry.objects.get().decision == "left"
    assert not answers(attempt).exists()


def test_a_decision_before_the_sweep_leaves_what_was_saved_in_time(attempt, teacher):
    save(attempt, "b", sequence=1, at=attempt.deadline - SECOND)
    come_late(attempt)
    decide(teacher, is_counted=True, at=attempt.deadline + SECOND)
    sweeping.sweep(assignment=attempt.assignment, at=attempt.deadline + MINUTE)
    assert [(one.raw, one.is_superseded) for one in answers(attempt)] == [
        (["b"], True),
        (["a"], False),
    ]


@pytest.fixture
def skill(assignment):
    skill = factories.SkillFactory()
    factories.MalRuleFactory(code="exponent-not-brought-down", skill=skill)
    for slot in assignment.quiz.slots.all():
        slot.question.skills.add(skill)
    return skill


def learnt():
    """What is known of the one student, as a replay of the history would leave it."""
    student = StudentEstimate.objects.get()
    skills = SkillEstimate.objects.values_list("mean", "answers", "right")
    patterns = MistakePattern.objects.values_list("log_odds", "opportunities", "occurrences")
    return student.answers, student.right, list(skills), list(patterns)


def taken_in(attempt, *, text="b"):
    """Handed in with one answer, graded and learnt from; another came late."""
    save(attempt, text, sequence=1, at=attempt.deadline - SECOND)
    come_late(attempt)
    attempts.submit(attempt=attempt, at=attempt.deadline + MINUTE)


def test_the_student_model_learns_once_from_what_counts(skill, attempt, student, teacher):
    """ "b" shows a mistake, "a" is right: as if "a" alone had been handed in."""
    taken_in(attempt)
    assert learnt()[:2] == (1, 0)
    decide(teacher, is_counted=True)
    told = learnt()
    assert told[:2] == (1, 1)
    assert [row[1:] for row in told[2]] == [(1, 1)]
    assert [row[1:] for row in told[3]] == [(1, 0)]
    people.replay(student)
    assert learnt() == told


def test_nothing_is_learnt_from_a_late_answer_that_counts_no_more(skill, attempt, teacher):
    taken_in(attempt)
    before = learnt()
    decide(teacher, is_counted=True)
    decide(teacher, is_counted=False, seen="counted")
    assert learnt() == before
    assert [one.is_superseded for one in answers(attempt)] == [False, True]
    assert session(attempt).entry == ["b"]
    decide(teacher, is_counted=True, seen="left")
    assert learnt()[:2] == (1, 1)
    assert answers(attempt).count() == 2


def test_ratings_of_the_question_count_it_in_place_of_what_it_was(skill, attempt, teacher):
    taken_in(attempt)
    folding.fold()
    decide(teacher, is_counted=True)
    folding.fold()
    assert [(row.answers, row.right) for row in ItemDifficulty.objects.all()] == [(1, 1)]
    assert Observation.objects.latest("pk").was_right is False


def test_a_sweep_forgets_what_a_killed_server_left(skill, attempt, teacher, monkeypatch):
    taken_in(attempt)
    with monkeypatch.context() as killed:
        killed.setattr(grading, "finish", lambda *_, **__: None)
        decide(teacher, is_counted=True)
    sweeping.sweep(assignment=attempt.assignment, at=attempt.deadline + MINUTE)
    assert learnt()[:2] == (1, 1)


def test_an_undecided_answer_that_was_replaced_waits_for_nobody(attempt, teacher):
    taken_in(attempt)
    undecided = {"kind": "undecided", "reason": "time", "tries": 9}
    answers(attempt).update(verdict="pending", comparison=undecided)
    assert deciding.count(teacher) == 2
    decide(teacher, is_counted=True)
    assert deciding.count(teacher) == 0
    assert not deciding.queue(teacher)


def test_the_table_shows_what_counts_again_where_the_decision_is_taken_back(attempt, teacher):
    taken_in(attempt)
    shown = []
    for is_counted, seen in ((True, ""), (False, "counted")):
        decide(teacher, is_counted=is_counted, seen=seen)
        table = gradebook.table(attempt.assignment, at=attempt.deadline + MINUTE)
        shown.append(table.rows[0].cells[0].verdict)
    assert shown == ["correct", "incorrect"]


def test_only_a_teacher_of_the_class_decides(attempt, student, outsider):
    come_late(attempt)
    attempts.submit(attempt=attempt, at=attempt.deadline + MINUTE)
    for person in (student, outsider):
        with pytest.raises(PermissionDenied):
            late.decide(late=LateEntry.objects.get(), is_counted=True, by=person)
    assert not answers(attempt).exists()


def test_one_that_is_too_long_is_refused(attempt):
    assert come_late(attempt, "x" * 5_000) == "That is too long for an answer."


def test_the_record_gives_the_same_after_a_late_answer_counts(skill, attempt, teacher):
    taken_in(attempt)
    folding.fold()
    decide(teacher, is_counted=True)
    folding.fold()
    rows = ItemDifficulty.objects.values_list("mean", "variance", "answers", "right")
    before = learnt(), list(rows)
    rebuilding.rebuild()
    assert (learnt(), list(rows.all())) == before


def test_a_calibration_rests_on_what_counts_alone(skill, attempt, teacher):
    taken_in(attempt)
    decide(teacher, is_counted=True)
    found = calibrating.run(calibrating.begin())
    assert (found.answers, found.people) == (1, 1)


def test_a_decision_hands_no_attempt_in_that_has_got_more_time(attempt, teacher):
    come_late(attempt)
    attempt.deadline += MINUTE
    attempt.save()
    with pytest.raises(ValidationError, match="still running"):
        decide(teacher, is_counted=True)
    attempt.refresh_from_db()
    assert attempt.is_running
