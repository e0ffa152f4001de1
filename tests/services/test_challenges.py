"""A student challenges a mark, a teacher decides, and nothing is decided twice or unseen."""

import datetime
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import Challenge, ItemSession, LateEntry, Response
from questions.models.challenges import MOST, OPEN_FOR, refusal
from questions.services import attempts, challenges, grading, late, regrading
from tests import factories, teaching

HALF = Fraction(1, 2)
WHY = "The question said that x is positive."


def handed_in(teacher, student, written="x", key="2x", **rules):
    version = factories.expression_version(key)
    version.question.skills.add(factories.SkillFactory())
    given = teaching.assignment(teacher, student, versions=[version], **rules)
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=[written], sequence=1)
    attempts.submit(attempt=attempt)
    grading.finish(attempt)
    return Response.objects.get(item_session__attempt=attempt)


@pytest.fixture
def response(teacher, student):
    return handed_in(teacher, student)


@pytest.fixture
def waiting(response, student):
    return challenges.make(response=response, student=student, reason=WHY)


def decide(response, by, verdict="correct", score=Fraction(1), **seen):
    return grading.decide(
        response=response, verdict=verdict, score=score, reason="Meant so.", by=by,
        **{"seen": "incorrect", **seen},
    )  # fmt: skip


def state(challenge):
    challenge.refresh_from_db()
    return (challenge.state, challenge.reply, challenge.closed_by)


def test_a_challenge_keeps_the_reason_and_the_mark_and_is_made_once(response, student, waiting):
    again = challenges.make(response=response, student=student, reason=f" {WHY}\n")
    assert again == waiting
    assert (waiting.reason, waiting.verdict, waiting.score) == (WHY, "incorrect", 0)
    with pytest.raises(ValidationError, match="challenged this mark already"):
        challenges.make(response=response, student=student, reason="Another reason.")
    assert Challenge.objects.count() == 1


@pytest.mark.parametrize(
    ("reason", "told"), [(" \n", "in a sentence why"), ("x" * 1_001, "at most 1,000 characters")]
)
def test_a_challenge_needs_a_short_reason(response, student, reason, told):
    with pytest.raises(ValidationError, match=told):
        challenges.make(response=response, student=student, reason=reason)
    challenges.make(response=response, student=student, reason="x" * 1_000)


def test_only_ones_own_mark_is_challenged(response, waiting, classmate, teacher):
    for person in (classmate, teacher):
        with pytest.raises(PermissionDenied):
            challenges.make(response=response, student=person, reason=WHY)
        with pytest.raises(PermissionDenied):
            challenges.take_back(challenge=waiting, student=person)


def why_not(response, at=None):
    return refusal(Response.objects.get(pk=response.pk), at=at or timezone.now())


def test_what_is_not_released_replaced_undecided_or_full_is_not_challenged(teacher, student):
    held = handed_in(teacher, student, feedback="closed")
    assert "not shown yet" in why_not(held)
    with pytest.raises(ValidationError, match="not shown yet"):
        challenges.make(response=held, student=student, reason=WHY)
    assert why_not(held, held.item_session.attempt.released_at) == ""
    open_ = handed_in(teacher, student)
    assert why_not(open_) == ""
    for values, told in (
        ({"verdict": "pending"}, "not decided yet"),
        ({"verdict": "correct", "score_numerator": 1}, "all points"),
        ({"is_superseded": True}, "Another answer counts"),
    ):
        Response.objects.filter(pk=open_.pk).update(**values)
        assert told in why_not(open_)


def test_what_no_teacher_has_set_is_not_challenged(student):
    practised = factories.ResponseFactory(item_session__student=student, verdict="incorrect")
    with pytest.raises(ValidationError, match="No teacher has set this"):
        challenges.make(response=practised, student=student, reason=WHY)


def test_a_mark_is_challenged_for_14_days_after_it_was_shown_or_given(teacher, student, response):
    shown = response.item_session.attempt.submitted_at
    last = shown + OPEN_FOR - datetime.timedelta(seconds=1)
    assert why_not(response, last) == ""
    assert "14 days" in why_not(response, shown + OPEN_FOR)
    decide(response, teacher, "partly correct", HALF, at=last)
    assert why_not(response, shown + OPEN_FOR) == ""
    assert "14 days" in why_not(response, last + OPEN_FOR)


def test_a_challenge_is_taken_back_while_it_waits_and_may_be_made_again(
    response, student, teacher, waiting
):
    for _ in range(2):
        assert challenges.take_back(challenge=waiting, student=student).state == "taken back"
    with pytest.raises(ValidationError, match="taken the challenge back"):
        challenges.keep(challenge=waiting, by=teacher, reply="So.", seen="incorrect")
    again = challenges.make(response=response, student=student, reason=WHY)
    challenges.keep(challenge=again, by=teacher, reply="So.", seen="incorrect")
    with pytest.raises(ValidationError, match="decided on it meanwhile"):
        challenges.take_back(challenge=again, student=student)


def test_a_challenge_is_not_made_and_taken_back_without_end(response, student):
    for _ in range(MOST):
        made = challenges.make(response=response, student=student, reason=WHY)
        challenges.take_back(challenge=made, student=student)
    with pytest.raises(ValidationError, match="talk to your teacher"):
        challenges.make(response=response, student=student, reason=WHY)
    assert Challenge.objects.count() == MOST


def test_a_teacher_of_the_class_keeps_the_mark_with_a_reply_and_that_is_the_last_word(
    response, student, teacher, waiting
):
    for _ in range(2):
        challenges.keep(challenge=waiting, by=teacher, reply="A factor is lost.", seen="incorrect")
    assert state(waiting) == ("kept", "A factor is lost.", teacher)
    assert not response.manual_grades.exists()
    with pytest.raises(ValidationError, match="has decided on your challenge"):
        challenges.make(response=response, student=student, reason="But still.")


def test_nobody_else_keeps_and_not_without_a_reply(waiting, student, teacher):
    for person in (student, factories.TeacherFactory()):
        with pytest.raises(PermissionDenied):
            challenges.keep(challenge=waiting, by=person, reply="So.", seen="incorrect")
    with pytest.raises(ValidationError, match="why the mark stays"):
        challenges.keep(challenge=waiting, by=teacher, reply=" ", seen="incorrect")
    assert state(waiting) == ("waiting", "", None)


def test_a_second_teacher_is_told_what_the_first_decided(teacher, waiting):
    colleague = factories.TeacherFactory(name="Cora Colleague")
    waiting.response.item_session.attempt.given.classroom.teachers.add(colleague)
    challenges.keep(challenge=waiting, by=colleague, reply="A factor is lost.", seen="incorrect")
    told = r"Cora Colleague has decided on it meanwhile \(mark kept\): A factor is lost."
    with pytest.raises(ValidationError, match=told):
        challenges.keep(challenge=waiting, by=teacher, reply="So.", seen="incorrect")
    assert state(waiting) == ("kept", "A factor is lost.", colleague)


def test_a_mark_that_was_not_seen_is_not_kept(response, teacher, waiting):
    Response.objects.update(verdict="partly correct")
    with pytest.raises(ValidationError, match="another one meanwhile"):
        challenges.keep(challenge=waiting, by=teacher, reply="So.", seen="incorrect")
    assert state(waiting)[0] == "waiting"


@pytest.mark.parametrize(
    ("verdict", "score", "outcome"),
    [("correct", Fraction(1), "changed"), ("incorrect", Fraction(0), "kept")],
)
def test_a_decision_by_hand_answers_the_challenge(
    response, teacher, student, waiting, verdict, score, outcome
):
    grade = decide(response, teacher, verdict, score)
    assert state(waiting) == (outcome, "Meant so.", teacher)
    assert waiting.grade == grade


def test_what_a_teacher_gave_upon_a_challenge_stands_until_it_is_decided_anew(
    response, teacher, student, waiting
):
    first = decide(response, teacher, "partly correct", HALF)
    assert "has decided on your challenge" in why_not(response)
    decide(response, teacher, "incorrect", Fraction(0), seen_grade=first.pk)
    assert why_not(response) == ""


def test_the_same_decision_once_more_answers_a_challenge_that_was_made_since(
    response, teacher, student
):
    first = decide(response, teacher, "partly correct", HALF)
    made = challenges.make(response=response, student=student, reason=WHY)
    second = decide(response, teacher, "partly correct", HALF, seen_grade=first.pk)
    assert state(made) == ("kept", "Meant so.", teacher)
    assert decide(response, teacher, "partly correct", HALF, seen_grade=first.pk) == second
    assert response.manual_grades.count() == 2


def test_a_mark_of_an_answer_that_counts_late_is_challenged_for_14_days_after_that(
    teacher, student
):
    session = teaching.written_late(teacher, student)
    decided = session.attempt.deadline + OPEN_FOR + datetime.timedelta(days=6)
    late.decide(late=LateEntry.objects.get(), is_counted=True, by=teacher, at=decided)
    counts = session.responses.get(is_superseded=False)
    assert why_not(counts, decided) == ""
    assert "14 days" in why_not(counts, decided + OPEN_FOR)


def test_a_challenge_of_an_answer_in_whose_place_another_counts_waits_no_more(teacher, student):
    session = teaching.written_late(teacher, student)
    made = challenges.make(response=session.responses.get(), student=student, reason=WHY)
    entry = LateEntry.objects.get()
    late.decide(late=entry, is_counted=True, by=teacher)
    assert not Challenge.objects.waiting().exists()
    with pytest.raises(ValidationError, match="another one meanwhile"):
        challenges.keep(challenge=made, by=teacher, reply="So.", seen="incorrect")
    late.decide(late=entry, is_counted=False, by=teacher, seen="counted")
    assert Challenge.objects.waiting().get() == made


def correct_key(response, admin, key):
    version = ItemSession.objects.get(responses=response).variant.version
    return teaching.regraded(version, admin, may_lower=True, key=key)


def test_a_regrade_that_gives_more_closes_the_challenge_and_taken_back_lets_it_wait(
    teacher, student, admin
):
    response = handed_in(teacher, student, "2x", key="3x")
    made = challenges.make(response=response, student=student, reason=WHY)
    regrade = correct_key(response, admin, "2x")
    assert state(made) == ("changed", "The key was wrong.", admin)
    assert made.regrade == regrade
    regrading.take_back(regrade=regrade, by=admin)
    regrading.work(regrade)
    assert state(made) == ("waiting", "", None)
    assert made.regrade is None


def test_what_a_regrade_gives_no_more_waits_on(teacher, student, admin):
    response = handed_in(teacher, student, "5x", key="3x")
    made = challenges.make(response=response, student=student, reason=WHY)
    correct_key(response, admin, "2x")
    assert state(made)[0] == "waiting"


def test_a_mark_that_a_regrade_lowered_before_it_was_kept_is_settled(teacher, student, admin):
    response = handed_in(teacher, student, "3x", key="3x")
    Response.objects.update(verdict="partly correct", score_numerator=1, score_denominator=2)
    made = challenges.make(response=response, student=student, reason=WHY)
    correct_key(response, admin, "2x")
    challenges.keep(challenge=made, by=teacher, reply="So.", seen="incorrect")
    assert "has decided" in why_not(response)


def test_a_mark_that_a_regrade_changed_after_it_was_kept_may_be_challenged_anew(
    teacher, student, admin
):
    response = handed_in(teacher, student, "3x", key="3x")
    Response.objects.update(verdict="partly correct", score_numerator=1, score_denominator=2)
    made = challenges.make(response=response, student=student, reason=WHY)
    challenges.keep(challenge=made, by=teacher, reply="So.", seen="partly correct, 1/2")
    assert "has decided" in why_not(response)
    correct_key(response, admin, "2x")
    assert Response.objects.get(pk=response.pk).verdict == "incorrect"
    assert why_not(response) == ""


def test_a_part_that_became_smaller_meanwhile_is_neither_kept_nor_decided_unseen(teacher, student):
    response = handed_in(teacher, student)
    part = {"verdict": "partly correct", "score_numerator": 1}
    Response.objects.update(**part, score_denominator=2)
    made = challenges.make(response=response, student=student, reason=WHY)
    Response.objects.update(**part, score_denominator=3)
    with pytest.raises(ValidationError, match="another one meanwhile"):
        challenges.keep(challenge=made, by=teacher, reply="So.", seen="partly correct, 1/2")
    with pytest.raises(ValidationError, match="decided meanwhile"):
        decide(response, teacher, seen="partly correct, 1/2")
    challenges.keep(challenge=made, by=teacher, reply="So.", seen="partly correct, 1/3")
    assert state(made) == ("kept", "So.", teacher)
