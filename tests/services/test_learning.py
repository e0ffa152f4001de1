import datetime
import uuid

import pytest

from questions.models import MistakeEvidence, MistakePattern, SkillEstimate, StudentEstimate
from questions.problems import Judgement
from questions.services import attempts, marking, people, practice, sweeping
from tests import factories, teaching


@pytest.fixture
def skill(db):
    skill = factories.SkillFactory(slug="power-rule")
    factories.MalRuleFactory(code="exponent-not-brought-down", skill=skill)
    factories.VersionFactory().question.skills.add(skill)
    return skill


def answer(session, *entry):
    return practice.submit(item_session=session, client_key=uuid.uuid4(), entry=list(entry))


def test_a_right_answer_raises_and_a_wrong_one_lowers_the_estimate(student, classmate, skill):
    answer(practice.start(student=student), "a")
    answer(practice.start(student=classmate), "c")
    means = {row.student: row.mean for row in SkillEstimate.objects.all()}
    assert means[classmate] < 0 < means[student]


def test_a_second_try_moves_no_skill(student, skill):
    session = practice.start(student=student)
    answer(session, "c")
    before = SkillEstimate.objects.values("mean", "answers", "right").get()
    answer(session, "a")
    assert SkillEstimate.objects.values("mean", "answers", "right").get() == before
    assert StudentEstimate.objects.get().answers == 1


def test_an_unreadable_answer_changes_nothing(student, skill):
    answer(practice.start(student=student))
    assert not SkillEstimate.objects.exists()
    assert not MistakePattern.objects.exists()


def test_a_mistake_counts_out_of_its_chances(student, skill):
    answer(practice.start(student=student), "b")
    answer(practice.start(student=student), "a")
    pattern = MistakePattern.objects.get()
    assert (pattern.occurrences, pattern.opportunities) == (1, 2)
    assert pattern.state == "suspected"
    assert pattern.last_seen_at is not None


def test_a_wrong_answer_of_another_sort_is_a_clean_chance(student, skill):
    answer(practice.start(student=student), "c")
    pattern = MistakePattern.objects.get()
    assert (pattern.occurrences, pattern.opportunities) == (0, 1)


@pytest.fixture
def judged(student, skill, monkeypatch):
    """Answers a question of which a wrong answer is explained as it is told."""
    session = practice.start(student=student)

    def give(text, *mistakes):
        judgement = Judgement("incorrect", reading=[text], mistakes=list(mistakes))
        monkeypatch.setattr(marking, "mark", lambda problem, entry, policy: judgement)
        return answer(session, text)

    return give


def explained(code, certainty):
    return {"rule": code, "rules": [code], "certainty": certainty, "name": code}


def test_a_doubtful_explanation_is_neither_shown_nor_ruled_out(judged):
    """The answer may come from this mal-rule or from another one: it says nothing sure."""
    rule = "exponent-not-brought-down"
    judged("x", explained(rule, 0.5), explained("sign-lost", 0.4))
    assert not MistakePattern.objects.exists()


def test_a_mistake_counts_once_in_a_question(judged):
    rule = "exponent-not-brought-down"
    judged("x", explained(rule, 0.9))
    judged("2x/2", explained(rule, 0.9))
    pattern = MistakePattern.objects.get()
    assert (pattern.occurrences, pattern.opportunities) == (1, 1)


def state():
    fields = ("opportunities", "occurrences", "state", "log_odds", "hits", "clean_streak")
    return MistakePattern.objects.values(*fields).get(), evidence()


def evidence():
    return list(MistakeEvidence.objects.values_list("response", "shown", "likely"))


def test_the_responses_that_were_evidence_are_kept(student, skill):
    hit = answer(practice.start(student=student), "b")
    clean = answer(practice.start(student=student), "a")
    assert [row[:2] for row in evidence()] == [(hit.pk, True), (clean.pk, False)]


def test_a_double_click_and_a_second_try_leave_the_pattern_as_it_is(student, skill):
    session, key = practice.start(student=student), uuid.uuid4()
    practice.submit(item_session=session, client_key=key, entry=["b"])
    before = state()
    practice.submit(item_session=session, client_key=key, entry=["b"])
    answer(session, "a")
    assert state() == before


def test_results_that_come_late_are_put_where_they_belong(student, teacher, skill):
    """What was held back until the close counts as if it had been known at once."""
    version = factories.VersionFactory()
    given = teaching.assignment(teacher, student, versions=(version,), feedback="closed")
    attempt = attempts.start(assignment=given, student=student)
    attempts.save(item_session=attempt.item_sessions.get(), entry=["b"], sequence=1)
    attempts.submit(attempt=attempt)
    later = answer(practice.start(student=student), "a")
    assert MistakePattern.objects.get().occurrences == 0
    sweeping.sweep(assignment=given, at=given.closes_at)
    before = state()
    assert [row[0] for row in evidence()][-1] == later.pk
    people.replay(student)
    assert state() == before


def test_a_clock_that_went_back_makes_no_answer_late_and_turns_nothing_back(
    student, skill, monkeypatch
):
    """Each answer until it has caught up would begin the student's state anew otherwise."""
    factories.VersionFactory().question.skills.add(skill)
    answer(practice.start(student=student), "b")
    rows = SkillEstimate.objects.get(), MistakePattern.objects.get(), StudentEstimate.objects.get()
    monkeypatch.setattr(people, "replay", lambda student: pytest.fail("began anew"))
    earlier = rows[2].last_at - datetime.timedelta(hours=3)
    session = practice.start(student=student, at=earlier)
    taken = practice.submit(item_session=session, client_key=uuid.uuid4(), entry=["b"], at=earlier)
    assert taken.seconds == 0
    estimate, pattern, overall = (
        SkillEstimate.objects.get(), MistakePattern.objects.get(), StudentEstimate.objects.get(),
    )  # fmt: skip
    assert overall.answers == 2
    assert (pattern.opportunities, pattern.state) == (2, "active")
    assert estimate.last_at == rows[0].last_at
    assert (pattern.updated_at, pattern.last_seen_at) == (rows[1].updated_at, rows[1].last_seen_at)
    assert overall.last_at == rows[2].last_at
