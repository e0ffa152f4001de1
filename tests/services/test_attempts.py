"""Attempts: starting, saving, handing in, grading, and what a killed server leaves behind."""

import datetime
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import (
    Assignment,
    Attempt,
    ItemSession,
    MistakePattern,
    QuestionVersion,
    Response,
    SkillEstimate,
)
from questions.problems import Judgement
from questions.services import attempts, classrooms, marking, quizzes, variants
from tests import factories

OPENS = datetime.datetime(2026, 3, 2, 8, tzinfo=datetime.UTC)
CLOSES = OPENS + datetime.timedelta(days=2)
AT = OPENS + datetime.timedelta(hours=1)


def later(**span: float) -> datetime.datetime:
    return AT + datetime.timedelta(**span)


@pytest.fixture
def room(teacher, student, classmate):
    made = classrooms.create(teacher=teacher, name="Calculus")
    for person in (student, classmate):
        classrooms.join(student=person, code=made.join_code)
    return made


@pytest.fixture
def quiz(teacher):
    skill = factories.SkillFactory(slug="power-rule")
    factories.MalRuleFactory(code="exponent-not-brought-down", name="Lost exponent", skill=skill)
    made = quizzes.create(owner=teacher, title="Week 3")
    versions = (
        factories.expression_version("2x"),
        factories.VersionFactory(),
        factories.family_version("gradient", 2),
    )
    for points, version in zip((2, 1, 4), versions, strict=True):
        version.question.skills.add(skill)
        quizzes.add_slot(quiz=made, question=version.question, points=points)
    return made


@pytest.fixture
def assignment(quiz, room):
    return quizzes.assign(
        quiz=quiz,
        classroom=room,
        opens_at=OPENS,
        closes_at=CLOSES,
        minutes=30,
        attempts_allowed=2,
    )


@pytest.fixture
def attempt(assignment, student):
    return attempts.start(assignment=assignment, student=student, at=AT)


def session(attempt: Attempt, position: int) -> ItemSession:
    return attempt.item_sessions.get(position=position)


def save(attempt, position, *entry, sequence=1, at=AT):
    return attempts.save(
        item_session=session(attempt, position), entry=entry, sequence=sequence, at=at
    )


def answer(attempt: Attempt, position: int = 1) -> Response:
    return Response.objects.get(item_session__attempt=attempt, item_session__position=position)


# Starting


def test_starting_sets_the_deadline_and_lays_out_every_slot(attempt):
    assert attempt.deadline == later(minutes=30)
    sessions = list(attempt.item_sessions.order_by("position"))
    assert [(one.position, one.points) for one in sessions] == [(1, 2), (2, 1), (3, 4)]
    assert {one.started_at for one in sessions} == {AT}


def test_a_late_start_ends_when_the_assignment_closes(assignment, student):
    at = CLOSES - datetime.timedelta(minutes=10)
    assert attempts.start(assignment=assignment, student=student, at=at).deadline == CLOSES


def test_each_student_gets_another_variant(assignment, student, classmate):
    mine, theirs = (
        attempts.start(assignment=assignment, student=one, at=AT) for one in (student, classmate)
    )
    assert session(mine, 3).variant.seed != session(theirs, 3).variant.seed
    assert session(mine, 3).variant.version == session(theirs, 3).variant.version


def test_a_second_attempt_is_another_variant(attempt, assignment, student):
    attempts.submit(attempt=attempt, at=later(minutes=5))
    second = attempts.start(assignment=assignment, student=student, at=later(minutes=6))
    assert second.number == 2
    assert session(second, 3).variant != session(attempt, 3).variant


def test_starting_twice_goes_on_with_the_running_attempt(attempt, assignment, student):
    again = attempts.start(assignment=assignment, student=student, at=later(seconds=1))
    assert again == attempt
    assert Attempt.objects.count() == 1


def test_of_two_starts_at_once_both_get_the_one_attempt(assignment, student, monkeypatch):
    """The second request begins while the first one is drawing its variants."""
    draw = attempts._variant
    begun = []

    def draw_meanwhile(slot):
        if not begun:
            begun.append(True)
            begun.append(attempts.start(assignment=assignment, student=student, at=AT))
        return draw(slot)

    monkeypatch.setattr(attempts, "_variant", draw_meanwhile)
    first = attempts.start(assignment=assignment, student=student, at=AT)
    assert begun[1] == first
    assert Attempt.objects.count() == 1
    assert ItemSession.objects.count() == 3


def test_a_slot_removed_while_an_attempt_begins_is_told(assignment, quiz, student, monkeypatch):
    draw = attempts._variant

    def draw_meanwhile(slot):
        if quiz.slots.count() == 3:
            quizzes.remove_slot(slot=quiz.slots.last())
        return draw(slot)

    monkeypatch.setattr(attempts, "_variant", draw_meanwhile)
    with pytest.raises(ValidationError, match="Start it again"):
        attempts.start(assignment=assignment, student=student, at=AT)
    assert not Attempt.objects.exists()


def test_attempts_are_limited(attempt, assignment, student):
    attempts.submit(attempt=attempt, at=later(minutes=1))
    second = attempts.start(assignment=assignment, student=student, at=later(minutes=2))
    attempts.submit(attempt=second, at=later(minutes=3))
    with pytest.raises(ValidationError, match="used all your attempts"):
        attempts.start(assignment=assignment, student=student, at=later(minutes=4))


@pytest.mark.parametrize(
    ("at", "sentence"),
    [(OPENS - datetime.timedelta(seconds=1), "not open yet"), (CLOSES, "is closed")],
)
def test_outside_its_window_an_assignment_does_not_start(assignment, student, at, sentence):
    with pytest.raises(ValidationError, match=sentence):
        attempts.start(assignment=assignment, student=student, at=at)


def test_an_outsider_does_not_start(assignment, outsider):
    with pytest.raises(PermissionDenied):
        attempts.start(assignment=assignment, student=outsider, at=AT)


def test_who_has_left_the_classroom_does_not_start(assignment, room, student):
    classrooms.leave(student=student, classroom=room)
    with pytest.raises(PermissionDenied):
        attempts.start(assignment=assignment, student=student, at=AT)


def test_an_attempt_out_of_time_is_handed_in_before_the_next(attempt, assignment, student):
    save(attempt, 1, "2x")
    second = attempts.start(assignment=assignment, student=student, at=later(hours=2))
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline
    assert answer(attempt).verdict == Response.Verdict.CORRECT
    assert second.number == 2


def test_a_retired_question_is_told(assignment, student):
    QuestionVersion.objects.update(state=QuestionVersion.State.RETIRED)
    with pytest.raises(ValidationError, match="retired"):
        attempts.start(assignment=assignment, student=student, at=AT)


# Saving


def test_an_entry_is_kept_with_its_time(attempt):
    saved = save(attempt, 1, "2x", sequence=1, at=later(minutes=1))
    assert (saved.sequence, saved.at, saved.is_kept) == (1, later(minutes=1), True)
    assert session(attempt, 1).entry == ["2x"]


def test_saving_grades_nothing(attempt, monkeypatch):
    monkeypatch.setattr(marking, "mark", pytest.fail)
    save(attempt, 1, "2x")
    assert not Response.objects.exists()


def test_a_late_save_does_not_overwrite_a_newer_one(attempt):
    save(attempt, 1, "2x + 1", sequence=2)
    saved = save(attempt, 1, "2x", sequence=1)
    assert (saved.sequence, saved.is_kept) == (2, False)
    assert session(attempt, 1).entry == ["2x + 1"]


def test_a_repeated_save_has_one_effect(attempt):
    save(attempt, 1, "2x", sequence=3, at=later(minutes=1))
    again = save(attempt, 1, "2x", sequence=3, at=later(minutes=2))
    assert (again.at, again.is_kept) == (later(minutes=1), True)


def test_an_entry_may_be_cleared(attempt):
    save(attempt, 2, "a", sequence=1)
    save(attempt, 2, sequence=2)
    assert session(attempt, 2).entry == []


def test_nothing_is_saved_at_the_deadline(attempt):
    save(attempt, 1, "2x", at=attempt.deadline - datetime.timedelta(seconds=1))
    with pytest.raises(ValidationError, match="Time is up"):
        save(attempt, 1, "late", sequence=2, at=attempt.deadline)
    assert session(attempt, 1).entry == ["2x"]


def test_nothing_is_saved_after_handing_in(attempt):
    attempts.submit(attempt=attempt, at=later(minutes=1))
    with pytest.raises(ValidationError):
        save(attempt, 1, "2x", at=later(minutes=2))


def test_too_long_an_entry_is_refused(attempt):
    with pytest.raises(ValidationError, match="too long"):
        save(attempt, 1, "x" * 4_001)


def test_a_question_in_practice_is_not_saved_here(student):
    with pytest.raises(ValidationError):
        attempts.save(
            item_session=factories.ItemSessionFactory(student=student), entry=["x"], sequence=1
        )


# Handing in and grading


def test_handing_in_grades_each_entry(attempt):
    save(attempt, 1, "x + x")
    save(attempt, 2, "b")
    attempts.submit(attempt=attempt, at=later(minutes=5))
    right, wrong = answer(attempt, 1), answer(attempt, 2)
    assert (right.verdict, right.score) == ("correct", Fraction(1))
    assert (wrong.verdict, wrong.score) == ("incorrect", Fraction(0))
    assert wrong.mistakes[0]["name"] == "Lost exponent"
    assert right.submitted_at == later(minutes=5)


def test_what_was_left_empty_gets_no_response(attempt):
    save(attempt, 1, "  ")
    attempts.submit(attempt=attempt, at=later(minutes=5))
    assert not Response.objects.exists()
    assert attempt.submitted_at == later(minutes=5)


def test_handing_in_twice_is_harmless(attempt):
    save(attempt, 1, "2x")
    attempts.submit(attempt=attempt, at=later(minutes=5))
    attempts.submit(attempt=attempt, at=later(minutes=6))
    attempt.refresh_from_db()
    assert attempt.submitted_at == later(minutes=5)
    assert Response.objects.count() == 1


def test_seconds_run_to_the_last_change(attempt):
    save(attempt, 1, "2x", at=later(minutes=3))
    attempts.submit(attempt=attempt, at=later(minutes=20))
    assert answer(attempt).seconds == 180


def test_what_cannot_be_read_costs_nothing_but_earns_nothing(attempt):
    save(attempt, 1, "2x +")
    attempts.submit(attempt=attempt, at=later(minutes=5))
    assert answer(attempt).verdict == Response.Verdict.UNREADABLE
    assert answer(attempt).comparison["kind"] == "unread"


def test_a_server_killed_between_handing_in_and_grading_loses_nothing(attempt, monkeypatch):
    def killed(*_args):
        raise KeyboardInterrupt

    save(attempt, 1, "2x")
    with monkeypatch.context() as patch:
        patch.setattr(marking, "mark", killed)
        with pytest.raises(KeyboardInterrupt):
            attempts.submit(attempt=attempt, at=later(minutes=5))
    assert answer(attempt).verdict == Response.Verdict.PENDING
    attempt.refresh_from_db()
    assert attempts.grade_pending(attempt, at=later(minutes=6)) == 1
    assert answer(attempt).verdict == Response.Verdict.CORRECT
    assert attempts.grade_pending(attempt, at=later(minutes=7)) == 0


def test_what_runs_out_of_time_is_tried_again_and_never_zero(attempt, monkeypatch):
    calls = []

    def undecided(*_args):
        calls.append(1)
        return Judgement("pending")

    monkeypatch.setattr(marking, "mark", undecided)
    save(attempt, 1, "2x")
    attempts.submit(attempt=attempt, at=later(minutes=5))
    for minute in range(6, 12):
        assert attempts.grade_pending(attempt, at=later(minutes=minute)) == 0
    assert len(calls) == attempts.MOST_TRIES
    assert answer(attempt).verdict == Response.Verdict.PENDING


def test_what_the_engine_cannot_decide_stays_pending(attempt, monkeypatch):
    judgement = Judgement("pending", comparison={"kind": "undecided", "reason": "budget"})
    monkeypatch.setattr(marking, "mark", lambda *_args: judgement)
    save(attempt, 1, "2x")
    attempts.submit(attempt=attempt, at=later(minutes=5))
    monkeypatch.setattr(marking, "mark", pytest.fail)
    assert attempts.grade_pending(attempt, at=later(minutes=6)) == 0
    assert answer(attempt).verdict == Response.Verdict.PENDING


def test_grading_happens_outside_any_transaction(attempt, monkeypatch):
    seen = []
    mark = marking.mark

    def watched(problem, entry):
        seen.append(len(attempts.transaction.get_connection().savepoint_ids))
        return mark(problem, entry)

    outside = len(attempts.transaction.get_connection().savepoint_ids)
    monkeypatch.setattr(marking, "mark", watched)
    save(attempt, 1, "2x")
    attempts.submit(attempt=attempt, at=later(minutes=5))
    assert seen == [outside]


# What is learnt


def test_released_responses_teach_once(attempt):
    save(attempt, 2, "b")
    attempts.submit(attempt=attempt, at=later(minutes=5))
    attempts.grade_pending(attempt, at=later(minutes=6))
    assert SkillEstimate.objects.get(skill__slug="power-rule").answers == 1
    assert MistakePattern.objects.get(occurrences__gt=0).occurrences == 1


def test_before_release_nothing_is_learnt(assignment, student):
    Assignment.objects.update(feedback=Assignment.Feedback.CLOSED)
    assignment.refresh_from_db()
    attempt = attempts.start(assignment=assignment, student=student, at=AT)
    save(attempt, 2, "b")
    attempts.submit(attempt=attempt, at=later(minutes=5))
    assert answer(attempt, 2).verdict == Response.Verdict.INCORRECT
    assert not MistakePattern.objects.exists()
    assert not SkillEstimate.objects.exists()
    attempts.grade_pending(attempt, at=CLOSES)
    assert MistakePattern.objects.get(occurrences__gt=0).occurrences == 1


# Overdue


def test_overdue_attempts_are_handed_in_at_their_deadline(attempt, assignment, classmate):
    save(attempt, 1, "2x")
    running = attempts.start(assignment=assignment, student=classmate, at=later(minutes=20))
    assert attempts.submit_overdue(at=later(minutes=31)) == 1
    attempt.refresh_from_db()
    running.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline
    assert answer(attempt).verdict == Response.Verdict.CORRECT
    assert running.is_running
    assert attempts.submit_overdue(at=later(minutes=31)) == 0


def test_the_key_is_that_of_the_variant_that_was_shown(attempt):
    """Changing the question afterwards changes nothing for who has begun."""
    problem = variants.problem_in(session(attempt, 3).variant)
    QuestionVersion.objects.filter(variants__item_sessions__attempt=attempt).update(content={})
    save(attempt, 3, *_entry(problem))
    attempts.submit(attempt=attempt, at=later(minutes=5))
    assert answer(attempt, 3).verdict == Response.Verdict.CORRECT


def _entry(problem) -> list[str]:
    if problem.layout == "single":
        return [problem.key]
    return [part.strip() for part in problem.key.strip("()").split(", ")]


def test_times_are_of_today_where_none_is_given(assignment, student):
    Assignment.objects.update(closes_at=timezone.now() + datetime.timedelta(days=1))
    assignment.refresh_from_db()
    started = attempts.start(assignment=assignment, student=student)
    assert timezone.now() - started.started_at < datetime.timedelta(minutes=1)
