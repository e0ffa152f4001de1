"""Checking many questions in the background."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from questions.models import CheckRun, QuestionVersion
from questions.models.checking import ALIVE_FOR
from questions.services import banks, checking
from tests.factories import AdminFactory, SkillFactory, VersionFactory

pytestmark = pytest.mark.django_db
State = QuestionVersion.State


def can_be_shown(_text: str) -> None:
    """Every text."""


def draft(**fields):
    version = VersionFactory(state=State.DRAFT, **fields)
    version.question.skills.add(SkillFactory())
    return version


def begun(versions, **how):
    keys = [one.question_id for one in versions]
    return checking.begin(questions=keys, by=AdminFactory(), **how)


def test_each_question_is_checked_and_what_fails_is_kept():
    good, untagged = draft(), VersionFactory()
    run = begun([good, untagged])
    checking.run_all(run, render=can_be_shown)
    run.refresh_from_db()
    assert (run.done, run.total, run.ready) == (2, 2, 0)
    assert run.finished_at is not None
    [failure] = run.failures
    assert failure["question"] == untagged.question_id
    assert failure["message"] == "No skill is tagged."
    good.refresh_from_db()
    assert good.is_draft


def test_drafts_that_pass_become_ready_where_that_is_asked():
    good, untagged = draft(), VersionFactory(state=State.DRAFT)
    run = begun([good, untagged], makes_ready=True)
    checking.run_all(run, render=can_be_shown)
    good.refresh_from_db()
    untagged.refresh_from_db()
    assert (good.state, untagged.state, run.ready) == (State.READY, State.DRAFT, 1)


def test_a_run_goes_on_where_its_process_died(monkeypatch):
    run = begun([draft(), draft(), draft()])
    checked = []

    def dies_at_the_second(version, **_how):
        if len(checked) == 1:
            raise KeyboardInterrupt
        checked.append(version.question_id)
        return []

    monkeypatch.setattr(banks, "check", dies_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        checking.run_all(run, render=can_be_shown)
    run.refresh_from_db()
    assert (run.done, run.finished_at) == (1, None)
    monkeypatch.setattr(
        banks, "check", lambda version, **_: checked.append(version.question_id) or []
    )
    checking.run_all(run, render=can_be_shown)
    assert checked == run.questions


def test_only_a_run_whose_process_died_is_taken_over_and_once():
    run = begun([draft()])
    later = timezone.now() + ALIVE_FOR + datetime.timedelta(seconds=1)
    assert not checking.go_on(run=run)
    assert checking.go_on(run=run, at=later)
    assert not checking.go_on(run=run, at=later)
    run = CheckRun.objects.get()
    assert run.is_alive(later)


def test_nobody_checks_the_questions_of_others(teacher):
    with pytest.raises(PermissionDenied):
        checking.begin(questions=[draft().question_id], by=teacher)


def test_retired_and_deleted_questions_fail_nothing():
    retired, gone = VersionFactory(state=State.RETIRED), draft()
    run = begun([retired, gone])
    gone.question.delete()
    checking.run_all(run, render=can_be_shown)
    assert (run.done, run.failures) == (2, [])
