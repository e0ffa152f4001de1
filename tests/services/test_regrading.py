"""Answers to an earlier version get what the corrected key gives them: seen first, reversible."""

import datetime
from fractions import Fraction

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from questions.models import (
    AnswerCluster,
    Attempt,
    ItemDifficulty,
    MockExam,
    Observation,
    QuestionVersion,
    Regrade,
    RegradedSession,
    Response,
    SkillDifficulty,
    SkillEstimate,
)
from questions.problems import Judgement
from questions.reports import assignments, evidence
from questions.reports import regrading as report
from questions.services import (
    attempts,
    banks,
    clusters,
    folding,
    grading,
    learning,
    marking,
    people,
    rebuilding,
    regrading,
    variants,
)
from tests import teaching
from tests.factories import (
    ItemSessionFactory,
    PresetFactory,
    ResponseFactory,
    SkillFactory,
    TeacherFactory,
    authored_version,
    expression_version,
)

pytestmark = pytest.mark.django_db
Outcome = RegradedSession.Outcome
RIGHT, WRONG, OTHER = ["2x"], ["3x"], ["5x"]
AT = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)


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


def test_a_try_that_cost_nothing_costs_nothing_by_the_other_key(question, admin):
    response = answer(question, RIGHT, "incorrect")
    session = response.item_session
    response.delete()
    shape = {"kind": "shape"}
    tried = [
        ResponseFactory(
            item_session=session, raw=["[1, 2]"], verdict="unreadable", comparison=shape
        ),
        ResponseFactory(item_session=session, raw=RIGHT, verdict="incorrect"),
    ]
    correct_key(question, admin)
    applied(question, admin)
    assert verdicts(tried) == ["unreadable", "correct"]
    assert RegradedSession.objects.get().outcome == Outcome.GAINS


def test_a_first_try_that_was_right_is_not_lost_behind_a_right_second_one(question, admin):
    response = answer(question, WRONG, "correct")
    tried = [response, ResponseFactory(item_session=response.item_session, raw=RIGHT,
                                       verdict="correct", score_numerator=1)]  # fmt: skip
    correct_key(question, admin)
    judged(question, admin)
    assert RegradedSession.objects.get().outcome == Outcome.LOSES
    assert verdicts(tried) == ["correct", "correct"]


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


def test_a_student_finds_the_results_with_other_points_in_the_list(
    question, admin, teacher, student, classmate
):
    given = teaching.assignment(
        teacher, student, classmate, versions=[question.versions.get(number=1)]
    )
    for person, raw in ((student, RIGHT), (classmate, OTHER)):
        attempt = attempts.start(assignment=given, student=person)
        attempts.save(item_session=attempt.item_sessions.get(), entry=raw, sequence=1)
        attempts.submit(attempt=attempt)
    correct_key(question, admin)
    regrade = applied(question, admin)
    told = {one: _tried(one).regraded_at for one in (student, classmate)}
    assert told == {student: regrade.confirmed_at, classmate: None}
    regrading.take_back(regrade=regrade, by=admin)
    regrading.work(regrade)
    assert _tried(student).regraded_at is None


def _tried(person):
    page = assignments.page(person, at=timezone.now())
    return page.done[0].handed_in[0]


def test_what_was_learnt_of_the_student_is_corrected(question, answers, admin):
    student = answers[0].item_session.student
    before = SkillEstimate.objects.get(student=student).right
    applied(question, admin)
    assert (before, SkillEstimate.objects.get(student=student).right) == (0, 1)


def test_a_regraded_first_try_moves_the_skills_that_it_was_answered_on(question, admin):
    old, new = question.skills.get(), SkillFactory()
    answer(question, RIGHT, "incorrect")
    folding.fold()
    question.skills.set([new])
    correct_key(question, admin)
    applied(question, admin)
    folding.fold()
    known = SkillEstimate.objects.values_list("skill", "answers", "right")
    assert list(known) == [(old.pk, 1, 1)]
    rated = SkillDifficulty.objects.exclude(answers=0).values_list("skill", "answers")
    assert list(rated) == [(old.pk, 1)]


def test_another_try_that_counts_first_is_folded_in_place_of_the_first(question, admin):
    response = answer(question, WRONG, "correct")
    second = ResponseFactory(item_session=response.item_session, raw=RIGHT, verdict="incorrect")
    folding.fold()
    Response.objects.filter(pk=response.pk).update(verdict="unreadable")
    people.replay(second.item_session.student)
    folding.fold()
    rating = ItemDifficulty.objects.get(question=question)
    assert (rating.answers, rating.right) == (1, 0)


def test_an_answer_that_a_regrade_decides_is_learnt_from_in_one_replay(
    question, admin, teacher, student
):
    """It was pending when its results came out, and the student has answered others since."""
    response = in_a_class(question, teacher, student)
    Response.objects.filter(pk=response.pk).update(verdict="pending", sequence=None)
    people.replay(student)
    other = expression_version("2x").question
    other.skills.add(SkillFactory())
    answer(other, RIGHT, "correct", student=student)
    correct_key(question, admin)
    before = Observation.objects.count()
    applied(question, admin)
    assert verdicts([response]) == ["correct"]
    assert Observation.objects.count() == before + 2


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
            assert regrading.take(regrade, at=later)
            assert not regrading.take(regrade, at=later)
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


def test_a_teacher_regrades_own_classes_and_the_practice_of_their_students_alone(
    question, admin, teacher, student, classmate
):
    question.bank.owner = teacher
    question.bank.save()
    in_a_class(question, teacher, student)
    in_a_class(question, TeacherFactory(), classmate)
    answer(question, RIGHT, "incorrect", student=student)
    answer(question, RIGHT, "incorrect", student=classmate)
    correct_key(question, admin)
    regrade = regrading.begin(question=question, by=teacher)
    assert (len(regrade.item_sessions), regrade.left_out) == (2, 2)
    everything = judged(question, admin)
    assert report.offered(question, teacher).latest is None
    assert report.offered(question, admin).latest == everything


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


def changed_to(question, admin, **changes):
    content = {**question.versions.get(number=1).content, **changes}
    draft = banks.save_draft(question=question, content=content, by=admin)
    assert banks.make_ready(version=draft, by=admin, render=lambda _: None) == []


def options_of(*texts):
    return [
        {"id": one, "text": text, "correct": text == "$2x$", "feedback": "Look again."}
        for one, text in zip("abc", texts, strict=True)
    ]


def test_an_option_that_says_something_else_now_is_no_answer(db, admin):
    """The id of an option is its place in the form."""
    version = authored_version("choice", options=options_of("$2x$", "$x^2$", "$3$"))
    version.question.skills.add(SkillFactory())
    chosen = [answer(version.question, [one], "incorrect") for one in "ac"]
    changed_to(version.question, admin, options=options_of("$x^2$", "$2x$", "$3$"))
    moved, stayed = judged(version.question, admin).regraded.order_by("item_session")
    assert (moved.outcome, stayed.outcome) == (Outcome.LEFT, Outcome.SAME)
    assert moved.problem == "It chose an option that is not there any more."
    assert [one.item_session_id for one in (moved, stayed)] == [
        one.item_session_id for one in chosen
    ]


def test_rows_that_are_others_now_are_left(db, admin):
    options = [{"id": one, "text": one} for one in "xy"]
    pairs = [{"text": "first", "option": "x"}, {"text": "second", "option": "y"}]
    version = authored_version("matching", options=options, pairs=pairs)
    version.question.skills.add(SkillFactory())
    answer(version.question, ["x", "y"], "correct")
    pairs.insert(0, {"text": "new", "option": "y"})
    changed_to(version.question, admin, pairs=pairs)
    (row,) = judged(version.question, admin).regraded.all()
    assert (row.outcome, row.problem) == (
        Outcome.LEFT,
        "Its rows or their options are others now.",
    )


def test_a_mock_exam_is_marked_by_rules_of_its_own_and_left(question, admin, student):
    exam = MockExam.objects.create(preset=PresetFactory(), title="Exam", minutes=60, rules={})
    mock = Attempt.objects.create(
        student=student, mock=exam, number=1, started_at=AT, deadline=AT, submitted_at=AT
    )
    answer(question, RIGHT, "incorrect", attempt=mock, position=1, student=student)
    correct_key(question, admin)
    with pytest.raises(ValidationError, match="No answer"):
        regrading.begin(question=question, by=admin)


def test_what_is_known_of_a_student_is_worked_out_once(question, admin, student, monkeypatch):
    for _ in range(3):
        answer(question, RIGHT, "incorrect", student=student)
    answer(question, OTHER, "incorrect")
    correct_key(question, admin)
    replayed = []
    monkeypatch.setattr(people, "replay", replayed.append)
    applied(question, admin)
    assert replayed == [student]


def test_two_processes_that_apply_at_once_change_each_answer_once(question, answers, admin):
    regrade = judged(question, admin)
    regrading.confirm(regrade=regrade, by=admin, reason="so", may_lower=False)
    regrade.refresh_from_db()
    late = Regrade.objects.get(pk=regrade.pk)
    regrading.work(regrade)
    regrading._apply(late)
    assert regrade.regraded.filter(is_applied=True).count() == 2
    assert not regrade.regraded.filter(outcome=Outcome.LEFT).exists()


def test_a_later_regrade_is_not_undone_by_taking_back_an_earlier_one(question, answers, admin):
    first = applied(question, admin)
    changed_to(question, admin, key="2x", explanation="Since then.")
    second = applied(question, admin)
    assert regrading.take_back(regrade=first, by=admin)
    regrading.work(first)
    session = type(answers[0].item_session).objects.get(pk=answers[0].item_session_id)
    assert session.variant.version.number == 3
    assert second.regraded.get(item_session=session).is_applied
    assert verdicts(answers)[0] == "correct"


def test_a_regrade_that_stopped_half_way_is_gone_on_with_first(question, answers, admin, teacher):
    question.bank.owner = teacher
    question.bank.save()
    teaching.assignment(teacher, answers[0].item_session.student)
    regrade = judged(question, admin)
    regrading.confirm(regrade=regrade, by=admin, reason="so", may_lower=False)
    with pytest.raises(ValidationError, match="half-way"):
        regrading.begin(question=question, by=teacher)


def test_an_answer_that_becomes_readable_teaches_once_its_results_are_out(
    question, admin, teacher, student
):
    response = in_a_class(question, teacher, student)
    Response.objects.filter(pk=response.pk).update(verdict="unreadable", sequence=None)
    correct_key(question, admin)
    applied(question, admin)
    response.refresh_from_db()
    is_out = response.item_session.attempt.is_released(timezone.now())
    assert (response.verdict, response.sequence is not None) == ("correct", is_out)


def test_a_name_given_between_judging_and_applying_is_the_one_that_is_told(
    question, answers, admin, teacher
):
    Response.objects.filter(pk=answers[2].pk).update(mistakes=[])
    regrade = judged(question, admin)
    after = regrade.regraded.get(item_session=answers[2].item_session).after
    assert AnswerCluster.objects.count() == 0
    fingerprint = after[str(answers[2].pk)]["fingerprint"]
    assert fingerprint
    cluster = AnswerCluster.objects.create(
        question=question,
        fingerprint=fingerprint,
        variant=answers[2].item_session.variant,
        example=["5*x"],
    )
    clusters.name(cluster=cluster, name="Five for two", sentence="It is two.", by=teacher)
    regrading.confirm(regrade=regrade, by=admin, reason="so", may_lower=False)
    regrading.work(regrade)
    answers[2].refresh_from_db()
    assert [one["name"] for one in answers[2].mistakes] == ["Five for two"]


def test_an_answer_that_many_gave_is_judged_once(question, admin, monkeypatch):
    for _ in range(3):
        answer(question, OTHER, "incorrect")
    answer(question, WRONG, "correct")
    correct_key(question, admin)
    asked, mark = [], marking.mark

    def counted(problem, raw, *args, **fields):
        asked.append(raw)
        return mark(problem, raw, *args, **fields)

    monkeypatch.setattr(marking, "mark", counted)
    assert judged(question, admin).regraded.count() == 4
    assert asked == [OTHER, WRONG]


def test_a_first_try_that_is_regraded_is_counted_once(question, answers, admin):
    """Also by a rebuild, and by a regrade that is taken back."""
    folding.fold()
    regrade = applied(question, admin, may_lower=True)
    folding.fold()
    counted = question.difficulty
    assert (counted.answers, counted.right) == (3, 1)
    rebuilding.rebuild()
    again = type(counted).objects.get()
    assert (again.answers, again.right, again.mean) == (3, 1, counted.mean)
    assert regrading.take_back(regrade=regrade, by=admin)
    regrading.work(regrade)
    folding.fold()
    counted.refresh_from_db()
    assert (counted.answers, counted.right) == (3, 1)
