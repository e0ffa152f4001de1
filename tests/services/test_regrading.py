"""Answers to an earlier version get what the corrected key gives them: seen first, reversible."""

import datetime
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import QuestionVersion, Regrade, RegradedSession, Response, SkillEstimate
from questions.problems import Judgement
from questions.reports import evidence
from questions.reports import regrading as report
from questions.services import (
    attempts,
    banks,
    grading,
    learning,
    marking,
    regrading,
    variants,
)
from tests import teaching
from tests.factories import (
    ItemSessionFactory,
    ResponseFactory,
    SkillFactory,
    TeacherFactory,
    expression_version,
)

pytestmark = pytest.mark.django_db
Outcome = RegradedSession.Outcome
RIGHT, WRONG, OTHER = ["2x"], ["3x"], ["5x"]


@pytest.fixture
def question(db):
    """Asked with a wrong key, 3x, and then with the right one; answered with each."""
    version = expression_version("3x")
    version.question.skills.add(SkillFactory())
    return version.question


def answer(question, raw, verdict, *, attempt=None, **fields):
    version = question.versions.get(number=1)
    at = timezone.now()
    session = ItemSessionFactory(version=version, attempt=attempt, finished_at=at, **fields)
    score = int(verdict == "correct")
    response = ResponseFactory(
        item_session=session, raw=raw, verdict=verdict, score_numerator=score
    )
    learning.record(response)
    return response


def correct_key(question, admin, key="2x"):
    content = {**question.versions.get(number=1).content, "key": key}
    draft = banks.save_draft(question=question, content=content, by=admin)
    assert banks.make_ready(version=draft, by=admin, render=lambda _: None) == []


@pytest.fixture
def answers(question, admin):
    found = [answer(question, RIGHT, "incorrect"), answer(question, WRONG, "correct")]
    found.append(answer(question, OTHER, "incorrect"))
    correct_key(question, admin)
    return found


def judged(question, by):
    regrade = regrading.begin(question=question, by=by)
    regrading.work(regrade)
    return regrade


def applied(question, by, *, may_lower=False):
    regrade = judged(question, by)
    why = "the key was that of 3x²/2."
    assert regrading.confirm(regrade=regrade, by=by, reason=why, may_lower=may_lower)
    regrading.work(regrade)
    return regrade


def verdicts(answers):
    for one in answers:
        one.refresh_from_db()
    return [one.verdict for one in answers]


def test_judging_says_who_gains_and_loses_and_changes_nothing(question, answers, admin):
    regrade = judged(question, admin)
    page = report.page(regrade, at=timezone.now())
    assert (regrade.stage, page.done, page.total) == ("judged", 3, 3)
    assert (page.gains, page.loses, page.same, page.left, page.students) == (1, 1, 1, 0, 2)
    assert [(one.was, one.becomes) for one in page.changed] == [("1", "0"), ("0", "1"), ("0", "0")]
    assert verdicts(answers) == ["incorrect", "correct", "incorrect"]


def test_points_never_fall_unless_somebody_says_so(question, answers, admin):
    applied(question, admin)
    assert verdicts(answers) == ["correct", "correct", "incorrect"]
    again = applied(question, admin, may_lower=True)
    assert again.item_sessions == [answers[1].item_session_id]
    assert verdicts(answers) == ["correct", "incorrect", "incorrect"]


def test_a_regrade_keeps_who_when_why_and_the_points_before(question, answers, admin):
    regrade = applied(question, admin, may_lower=True)
    rows = [(one.old_points, one.new_points) for one in regrade.regraded.all()]
    assert rows == [("0", "1"), ("1", "0"), ("0", "0")]
    assert (regrade.by, regrade.reason) == (admin, "the key was that of 3x²/2.")
    assert regrade.confirmed_at is not None


def test_the_student_reads_when_and_why(question, answers, admin):
    applied(question, admin)
    answers[0].refresh_from_db()
    session = type(answers[0].item_session).objects.get(pk=answers[0].item_session_id)
    problem = variants.problem_in(session.variant)
    assert problem.key == "2x"
    last = evidence.sentences(problem, answers[0], is_released=True)[-1]
    assert last.startswith("Regraded on ")
    assert last.endswith("because: the key was that of 3x²/2.")


def test_what_was_learnt_of_the_student_is_corrected(question, answers, admin):
    student = answers[0].item_session.student
    before = SkillEstimate.objects.get(student=student).right
    applied(question, admin)
    assert (before, SkillEstimate.objects.get(student=student).right) == (0, 1)


def test_a_regrade_taken_back_leaves_everything_as_it_was(question, answers, admin):
    names = ("verdict", "score_numerator", "comparison", "mistakes", "grader_version")

    def rows():
        return [{name: getattr(one, name) for name in names} for one in answers]

    verdicts(answers)
    before, student = rows(), answers[0].item_session.student
    known = SkillEstimate.objects.filter(student=student).values_list("right", "mean")
    learnt = list(known)
    regrade = applied(question, admin, may_lower=True)
    assert regrading.take_back(regrade=regrade, by=admin)
    assert not regrading.take_back(regrade=regrade, by=admin)
    regrading.work(regrade)
    verdicts(answers)
    assert rows() == before
    assert list(known.all()) == learnt
    session = type(answers[0].item_session).objects.get(pk=answers[0].item_session_id)
    assert session.variant.version.number == 1
    assert regrading.begin(question=question, by=admin).item_sessions == regrade.item_sessions


def killed_at_the_second(monkeypatch, regrade):
    """A server that dies once the first answer is done and the second is stored."""
    calls = []

    def seen(_regrade):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(regrading, "_seen", seen)
        with pytest.raises(KeyboardInterrupt):
            regrading.work(regrade)
    regrade.refresh_from_db()


@pytest.mark.parametrize("stage", ["judging", "applying", "undoing"])
def test_a_killed_server_loses_nothing_and_can_go_on(question, answers, admin, monkeypatch, stage):
    regrade = regrading.begin(question=question, by=admin)
    for step in ("judging", "applying", "undoing"):
        if step == "applying":
            regrading.confirm(regrade=regrade, by=admin, reason="so", may_lower=True)
        if step == "undoing":
            regrading.take_back(regrade=regrade, by=admin)
        if step == stage:
            killed_at_the_second(monkeypatch, regrade)
            later = timezone.now() + datetime.timedelta(minutes=5)
            assert regrading.go_on(regrade=regrade, at=later)
            assert not regrading.go_on(regrade=regrade, at=later)
        regrading.work(regrade)
    assert regrade.stage == "undone"
    assert regrade.regraded.count() == 3
    assert verdicts(answers) == ["incorrect", "correct", "incorrect"]


def in_a_class(question, teacher, student):
    """The right answer to the wrong key, handed in."""
    version = question.versions.get(number=1)
    assignment = teaching.assignment(teacher, student, versions=[version])
    attempt = attempts.start(assignment=assignment, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=RIGHT, sequence=1)
    attempts.submit(attempt=attempt)
    response = Response.objects.get(item_session__attempt=attempt)
    assert response.verdict == "incorrect"
    return response


def test_what_a_teacher_decided_by_hand_stays(question, admin, teacher, student):
    response = in_a_class(question, teacher, student)
    grading.decide(
        response=response, verdict="partly correct", score=Fraction(1, 2), reason="half",
        by=teacher, seen="incorrect",
    )  # fmt: skip
    correct_key(question, admin)
    regrade = applied(question, admin)
    (row,) = regrade.regraded.all()
    assert (row.outcome, row.problem) == (Outcome.LEFT, "A teacher has decided on it by hand.")
    assert verdicts([response]) == ["partly correct"]


def test_a_decision_that_comes_after_the_preview_is_not_overwritten(question, answers, admin):
    regrade = judged(question, admin)
    type(answers[0]).objects.filter(pk=answers[0].pk).update(verdict="partly correct")
    regrading.confirm(regrade=regrade, by=admin, reason="so", may_lower=False)
    regrading.work(regrade)
    assert verdicts(answers)[0] == "partly correct"
    assert regrade.regraded.filter(outcome=Outcome.LEFT).count() == 1


def test_a_teacher_regrades_own_classes_and_practice_alone(
    question, admin, teacher, student, classmate
):
    question.bank.owner = teacher
    question.bank.save()
    in_a_class(question, teacher, student)
    in_a_class(question, TeacherFactory(), classmate)
    correct_key(question, admin)
    regrade = regrading.begin(question=question, by=teacher)
    assert (len(regrade.item_sessions), regrade.left_out) == (1, 1)


def test_only_an_editor_of_the_question_regrades_and_says_why(question, answers, admin, teacher):
    with pytest.raises(PermissionDenied):
        regrading.begin(question=question, by=teacher)
    regrade = judged(question, admin)
    with pytest.raises(ValidationError, match="Say why"):
        regrading.confirm(regrade=regrade, by=admin, reason=" ", may_lower=False)
    with pytest.raises(PermissionDenied):
        regrading.confirm(regrade=regrade, by=teacher, reason="so", may_lower=False)
    assert regrading.begin(question=question, by=admin) == regrade
    assert Regrade.objects.count() == 1


def test_what_a_busy_machine_cannot_decide_is_tried_again_and_then_left(
    question, answers, admin, monkeypatch
):
    tries = []

    def busy(*_, **__):
        tries.append(1)
        return Judgement("pending")

    monkeypatch.setattr(marking, "mark", busy)
    page = report.page(judged(question, admin), at=timezone.now())
    assert (len(tries), page.left, page.same) == (9, 3, 0)
    assert all(one.problem.endswith("regrade it once more later.") for one in page.changed)


def test_an_answer_of_another_kind_is_left_and_says_why(question, admin):
    answer(question, RIGHT, "incorrect")
    content = {**question.versions.get(number=1).content, "kind": "vector", "key": "[2x, 1]"}
    draft = banks.save_draft(question=question, content=content, by=admin)
    assert banks.make_ready(version=draft, by=admin, render=lambda _: None) == []
    (row,) = judged(question, admin).regraded.all()
    assert (row.outcome, row.problem) == (
        Outcome.LEFT,
        "It was an answer to another kind of question: expression.",
    )
    assert QuestionVersion.objects.filter(state="ready").count() == 1
