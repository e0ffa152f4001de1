import datetime

import numpy as np
import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from questions.models import (
    Calibration,
    ItemCalibration,
    ItemSession,
    Observation,
    PracticeExam,
    QuestionVersion,
    Response,
    SkillEstimate,
)
from questions.services import exam_answers, exam_items, exams, marking
from tests import factories

NOW = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture
def topic(db):
    return factories.TopicFactory(name="Rules", position=1)


@pytest.fixture
def questions(topic):
    """Ten choice questions on one skill, of rising difficulty."""
    skill = factories.SkillFactory(topic=topic)
    bank = factories.BankFactory()
    return [question(skill, bank, difficulty=place / 3 - 1.5) for place in range(10)]


def question(skill, bank, **content):
    made = factories.VersionFactory(question__bank=bank)
    made.content |= content
    made.save()
    made.question.skills.add(skill)
    return made


def begin(student, *topics):
    exam = exams.start(student=student, topics=topics, at=NOW)
    return exam, exams.go_on(exam, at=NOW)


def play(exam, pattern):
    """Answers by the pattern, x for right and o for wrong, over and over; the positions asked."""
    place = 0
    while (session := exams.go_on(exam, at=NOW)) is not None:
        entry = ["a"] if pattern[place % len(pattern)] == "x" else ["b"]
        exam_answers.answer(item_session=session, entry=entry, at=NOW)
        place += 1
    return place


def test_a_short_exam_ends_sooner_and_aims_at_a_wider_range(student, classmate, questions):
    full = exams.start(student=student, at=NOW)
    short = exams.start(student=classmate, length="short", at=NOW)
    assert short.most < full.most
    assert short.wanted_error > full.wanted_error


def test_a_second_start_goes_on_with_the_exam_that_runs(student, questions):
    first, _ = begin(student)
    again, _ = begin(student)
    assert again == first
    assert ItemSession.objects.count() == 1


def test_an_exam_ends_by_itself_and_says_what_it_found(student, questions):
    exam, _ = begin(student)
    asked = play(exam, "xxo")
    exam.refresh_from_db()
    assert exam.ended_at == NOW
    assert asked == 10
    assert exam.ending == PracticeExam.Ending.EXHAUSTED
    assert exam.share_low < exam.share < exam.share_high
    assert 0 < exam.error < exam.prior_deviation


def test_more_right_answers_mean_more_ability_and_a_larger_share(student, classmate, questions):
    found = []
    for person, pattern in ((student, "ooox"), (classmate, "xxxo")):
        exam, _ = begin(person)
        play(exam, pattern)
        exam.refresh_from_db()
        found.append((exam.ability, exam.share))
    assert found[0] < found[1]
    assert found[0][1] < found[1][1]


def test_no_question_is_asked_twice(student, questions):
    exam, _ = begin(student)
    play(exam, "x")
    versions = exam.item_sessions.values_list("variant__version", flat=True)
    assert len(set(versions)) == len(versions) == 10


def test_an_exam_stops_as_soon_as_enough_is_known(student, questions):
    exam, _ = begin(student)
    PracticeExam.objects.update(wanted_error=1.6)
    exam.refresh_from_db()
    assert play(exam, "xo") == exam.least
    exam.refresh_from_db()
    assert exam.ending == PracticeExam.Ending.KNOWN


def test_answering_twice_takes_the_first_answer(student, questions):
    _, session = begin(student)
    for entry in (["a"], ["b"]):
        exam_answers.answer(item_session=session, entry=entry, at=NOW)
    assert [row.raw for row in session.responses.all()] == [["a"]]


def test_going_on_from_two_tabs_asks_one_question(student, questions):
    exam, session = begin(student)
    exam_answers.answer(item_session=session, entry=["a"], at=NOW)
    other = PracticeExam.objects.get(pk=exam.pk)
    assert exams.go_on(exam, at=NOW) == exams.go_on(other, at=NOW)
    assert exam.item_sessions.count() == 2


def test_what_is_blank_or_unreadable_costs_nothing_and_is_kept(student, topic):
    skill, bank = factories.SkillFactory(topic=topic), factories.BankFactory()
    for _ in range(8):
        factories.expression_version(question__bank=bank).question.skills.add(skill)
    _, session = begin(student)
    with pytest.raises(ValidationError, match="Nothing was written"):
        exam_answers.answer(item_session=session, entry=[" "], at=NOW)
    with pytest.raises(ValidationError):
        exam_answers.answer(item_session=session, entry=["2x +"], at=NOW)
    session.refresh_from_db()
    assert session.entry == ["2x +"]
    assert session.finished_at is None
    assert not Response.objects.exists()


def test_another_shape_is_told_once_and_counts_after_that(student, topic):
    skill, bank = factories.SkillFactory(topic=topic), factories.BankFactory()
    for _ in range(8):
        factories.expression_version(question__bank=bank).question.skills.add(skill)
    _, session = begin(student)
    with pytest.raises(ValidationError, match="another shape"):
        exam_answers.answer(item_session=session, entry=["(2x, 1)"], at=NOW)
    exam_answers.answer(item_session=session, entry=["(2x, 1)"], at=NOW)
    assert session.responses.get().verdict == Response.Verdict.INCORRECT


def test_a_question_left_out_counts_as_not_solved(student, classmate, questions):
    estimates = []
    for person, is_skipped in ((student, True), (classmate, False)):
        exam, session = begin(person)
        PracticeExam.objects.filter(pk=exam.pk).update(seed=5)
        if is_skipped:
            exam_answers.skip(item_session=session, at=NOW)
        else:
            exam_answers.answer(item_session=session, entry=["b"], at=NOW)
        done = exam_items.asked(exam.item_sessions.all())
        estimates.append(done[0].right)
    assert estimates == [False, False]


def test_what_is_not_decided_says_nothing_until_it_is(student, questions, monkeypatch):
    exam, session = begin(student)
    monkeypatch.setattr(marking, "mark", lambda *_: marking.Judgement("pending"))
    exam_answers.answer(item_session=session, entry=["a"], at=NOW)
    monkeypatch.undo()
    exams.end(exam, at=NOW)
    before = exam.ability
    assert before == pytest.approx(exam.prior_mean)
    exams.settle(exam)
    assert session.responses.get().verdict == Response.Verdict.CORRECT
    assert exam.ability > before


def test_nothing_is_learnt_of_the_student_before_the_end(student, questions):
    exam, session = begin(student)
    exam_answers.answer(item_session=session, entry=["a"], at=NOW)
    assert not SkillEstimate.objects.exists()
    exams.end(exam, at=NOW)
    exams.end(exam, at=NOW)
    assert SkillEstimate.objects.get().answers == 1
    assert Observation.objects.count() == 1


def test_stopping_drops_the_open_question_and_keeps_what_was_answered(student, questions):
    exam, session = begin(student)
    exam_answers.answer(item_session=session, entry=["a"], at=NOW)
    exams.go_on(exam, at=NOW)
    exams.end(exam, at=NOW)
    assert exam.ending == PracticeExam.Ending.STOPPED
    assert exam.item_sessions.count() == 1
    assert exam.ability is not None


def test_an_exam_stopped_before_an_answer_claims_nothing(student, questions):
    exam, _ = begin(student)
    exams.end(exam, at=NOW)
    assert exam.ability is exam.share is None


def test_the_same_rows_give_the_same_result_and_the_same_next_question(student, questions):
    exam, session = begin(student)
    exam_answers.answer(item_session=session, entry=["a"], at=NOW)
    done = exam_items.asked(exam.item_sessions.all())
    choices = {
        exam_items.standing(exam, done).choose(np.random.default_rng([exam.seed, 1]))
        for _ in range(3)
    }
    assert len(choices) == 1
    assert exams.go_on(exam).variant.version_id == exam_items.items_of(exam)[choices.pop()].version


def test_a_question_retired_meanwhile_is_not_asked(student, questions):
    exam, session = begin(student)
    for one in QuestionVersion.objects.exclude(pk=session.variant.version_id):
        factories.rewrite(one, state=QuestionVersion.State.RETIRED)
    exam_answers.answer(item_session=session, entry=["a"], at=NOW)
    assert exams.go_on(exam, at=NOW) is None
    exam.refresh_from_db()
    assert exam.ended_at == NOW


def test_a_question_that_cannot_be_made_any_more_is_passed_over(student, questions):
    exam, session = begin(student)
    gone, *_ = others = list(QuestionVersion.objects.exclude(pk=session.variant.version_id))
    for one in others[1:]:
        factories.rewrite(one, state=QuestionVersion.State.RETIRED)
    factories.rewrite(gone, content=factories.GONE)
    exam_answers.answer(item_session=session, entry=["a"], at=NOW)
    assert exams.go_on(exam, at=NOW) is None
    exam.refresh_from_db()
    assert exam.ended_at == NOW


def test_too_few_questions_are_refused_with_a_sentence(student, topic):
    skill = factories.SkillFactory(topic=topic)
    factories.VersionFactory().question.skills.add(skill)
    with pytest.raises(ValidationError, match="There is one question left for you here"):
        begin(student)
    assert not PracticeExam.objects.exists()


def test_a_question_belongs_to_the_last_of_its_topics(student, topic, questions):
    later = factories.TopicFactory(name="Gradients", position=2)
    questions[0].question.skills.add(factories.SkillFactory(topic=later))
    items = exam_items.pool(student, [topic], None)
    assert len(items) == 9
    assert {one.area for one in exam_items.pool(student, [topic, later], None)} == {
        "Rules",
        "Gradients",
    }


def test_an_authored_question_that_was_met_is_left_out(student, topic, questions):
    factories.ItemSessionFactory(student=student, version=questions[0])
    assert len(exam_items.pool(student, [topic], None)) == 9


def test_the_newest_calibration_wins_over_what_was_expected(student, topic, questions):
    old = Calibration.objects.create(number=1, finished_at=timezone.now())
    new = Calibration.objects.create(number=2, finished_at=timezone.now())
    Calibration.objects.create(number=3)
    for number, calibration in ((1, old), (2, new)):
        ItemCalibration.objects.create(
            calibration=calibration,
            question=questions[0].question,
            difficulty=float(number),
            difficulty_variance=0.1,
            discrimination=1.5,
            discrimination_variance=0.1,
            answers=40,
        )
    exam, _ = begin(student)
    assert exam.calibration == new
    items = {one.version: one for one in exam_items.items_of(exam)}
    rated, expected = items[questions[0].pk], items[questions[1].pk]
    assert (rated.difficulty, rated.discrimination, rated.guessing) == (2.0, 1.5, 0.0)
    assert (expected.difficulty, expected.guessing) == (pytest.approx(-1.5 + 1 / 3), 1 / 3)


def test_content_areas_get_their_shares(student, topic, questions):
    later = factories.TopicFactory(name="Gradients", position=2)
    skill, bank = factories.SkillFactory(topic=later), factories.BankFactory()
    for place in range(10):
        question(skill, bank, difficulty=place / 3)
    exam, _ = begin(student)
    areas = {one.version: one.area for one in exam_items.items_of(exam)}
    for _ in range(7):
        exam_answers.answer(item_session=exams.go_on(exam, at=NOW), entry=["a"], at=NOW)
    exams.go_on(exam, at=NOW)
    asked = exam.item_sessions.values_list("variant__version", flat=True)
    found = [areas[one] for one in asked]
    assert (found.count("Rules"), found.count("Gradients")) == (4, 4)
