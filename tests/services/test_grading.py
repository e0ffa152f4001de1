"""A teacher decides what the engine could not."""

from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from questions.models import ManualGrade, Response, SkillEstimate
from questions.problems import Judgement
from questions.services import attempts, grading, marking, sweeping
from tests import factories, teaching

HALF = Fraction(1, 2)
UNDECIDED = Judgement("pending", comparison={"kind": "undecided", "reason": "unproved"})


def pending(teacher, student, monkeypatch, **rules):
    skill = factories.SkillFactory()
    assignment = teaching.assignment(
        teacher, student, versions=[factories.expression_version()], **rules
    )
    attempt = attempts.start(assignment=assignment, student=student)
    session = attempt.item_sessions.get()
    session.variant.instance["skills"] = [skill.slug]
    session.variant.save()
    attempts.save(item_session=session, entry=["2x"], sequence=1)
    with monkeypatch.context() as undecided:
        undecided.setattr(marking, "mark", lambda *_, **__: UNDECIDED)
        attempts.submit(attempt=attempt)
    return Response.objects.get()


def decide(
    response,
    by,
    verdict="correct",
    score=Fraction(1),
    reason="It is the same.",
    seen="",
    grade=None,
):
    return grading.decide(
        response=response, verdict=verdict, score=score, reason=reason, by=by, seen=seen,
        seen_grade=grade.pk if grade else None,
    )  # fmt: skip


def test_a_decision_gives_verdict_and_score_and_is_learnt_from(teacher, student, monkeypatch):
    response = pending(teacher, student, monkeypatch)
    assert not SkillEstimate.objects.exists()
    decide(response, teacher)
    response.refresh_from_db()
    assert (response.verdict, response.score) == ("correct", 1)
    assert SkillEstimate.objects.get(student=student).right == 1
    assert not Response.objects.to_decide().exists()


def test_a_decision_may_be_corrected_and_the_first_one_stays_in_the_history(
    teacher, student, monkeypatch
):
    response = pending(teacher, student, monkeypatch)
    first = decide(response, teacher)
    decide(response, teacher, "partly correct", HALF, "A part is missing.", grade=first)
    response.refresh_from_db()
    assert (response.verdict, response.score) == ("partly correct", HALF)
    assert [one.verdict for one in response.manual_grades.all()] == ["correct", "partly correct"]
    estimate = SkillEstimate.objects.get(student=student)
    assert (estimate.answers, estimate.right) == (1, 0)


def test_a_decision_that_is_sent_twice_stands_in_the_history_once(teacher, student, monkeypatch):
    response = pending(teacher, student, monkeypatch)
    first, again = (decide(response, teacher) for _ in range(2))
    assert first == again
    assert ManualGrade.objects.count() == 1
    second = decide(response, teacher, "incorrect", Fraction(0), grade=first)
    decide(response, teacher, grade=second)
    assert ManualGrade.objects.count() == 3


def test_a_decision_is_not_made_over_one_that_was_not_seen(teacher, student, monkeypatch):
    response = pending(teacher, student, monkeypatch)
    colleague = factories.TeacherFactory(name="Cora Colleague")
    response.item_session.attempt.assignment.classroom.teachers.add(colleague)
    first = decide(response, colleague, "partly correct", HALF)
    for person in (teacher, colleague):
        with pytest.raises(ValidationError, match="Cora Colleague decided meanwhile: partly corr"):
            decide(response, person)
    assert ManualGrade.objects.get() == first
    decide(response, teacher, grade=first)
    response.refresh_from_db()
    assert response.verdict == "correct"
    with pytest.raises(ValidationError, match="Tara Teacher decided meanwhile: correct, 1 of"):
        decide(response, colleague, "incorrect", Fraction(0), grade=first)


def test_what_is_decided_before_release_is_learnt_from_at_closing(teacher, student, monkeypatch):
    response = pending(teacher, student, monkeypatch, feedback="closed")
    decide(response, teacher)
    assert not SkillEstimate.objects.exists()
    assignment = response.item_session.attempt.assignment
    sweeping.sweep(assignment=assignment, at=assignment.closes_at)
    assert SkillEstimate.objects.get(student=student).answers == 1


def test_only_the_classs_own_teacher_decides(teacher, student, monkeypatch):
    response = pending(teacher, student, monkeypatch)
    for person in (student, factories.TeacherFactory()):
        with pytest.raises(PermissionDenied):
            decide(response, person)
    practised = factories.ResponseFactory(verdict="pending")
    with pytest.raises(PermissionDenied):
        decide(practised, teacher)


def marked(teacher, student, written):
    """A response that the engine has decided."""
    assignment = teaching.assignment(teacher, student, versions=[factories.expression_version()])
    attempt = attempts.start(assignment=assignment, student=student)
    session = attempt.item_sessions.select_related("variant").get()
    session.variant.instance["skills"] = [factories.SkillFactory().slug]
    session.variant.save()
    attempts.save(item_session=session, entry=[written], sequence=1)
    attempts.submit(attempt=attempt)
    grading.finish(attempt)
    return Response.objects.get()


def test_what_the_engine_decided_meanwhile_is_not_decided_unseen(teacher, student):
    response = marked(teacher, student, "x")
    with pytest.raises(ValidationError, match="with evidence"):
        decide(response, teacher)
    assert Response.objects.get().verdict == "incorrect"


def test_a_mark_that_the_teacher_saw_is_corrected_and_learnt_from_anew(teacher, student):
    response = marked(teacher, student, "x")
    Response.objects.update(mistakes=[{"rule": "a", "rules": ["a"], "name": "A", "step": ""}])
    evidence = response.comparison
    decide(response, teacher, seen="incorrect")
    response = Response.objects.get()
    assert (response.verdict, response.score, response.comparison) == ("correct", 1, evidence)
    assert (response.sure_mistake, response.doubtful_mistakes) == (None, set())
    estimate = SkillEstimate.objects.get(student=student)
    assert (estimate.answers, estimate.right) == (1, 1)


def test_the_engine_does_not_overrule_a_teacher(teacher, student, monkeypatch):
    response = pending(teacher, student, monkeypatch)
    Response.objects.update(comparison=None)
    late = Response.objects.select_related("item_session__variant").get()
    decide(response, teacher)
    assert not grading._grade(late)
    response.refresh_from_db()
    assert response.verdict == "correct"
