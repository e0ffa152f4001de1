"""Nobody's answer waits for a formula that somebody else writes."""

import json

import pytest
from django.db import connection

from questions import maths
from questions.models import QuestionVersion
from questions.services import exchange, importing, written
from tests.admin.test_questions import posted
from tests.factories import VersionFactory, expression_version
from tests.problems.templates.contents import GRADIENT

pytestmark = pytest.mark.django_db(transaction=True)
State = QuestionVersion.State


@pytest.fixture
def unlocked(monkeypatch):
    """Fails where a formula is worked out while the database is locked for writing; gives the jobs
    that were done.
    """
    done = []

    class Pool:
        def submit(self, job, *args):
            assert not connection.in_atomic_block, job.__name__
            done.append(job.__name__)
            return job(*args)

    monkeypatch.setattr(written, "_pool", Pool)
    return done


def test_no_formula_is_worked_out_while_others_wait_to_write(as_admin, admin, unlocked):
    task = {"task_ask": "derivative", "task_function": "x^2", "task_by": "x"}
    version = expression_version("x")
    posted(as_admin, version.question, key="2x", **task)
    assert version.question.versions.get(number=2).content["steps"]
    assert "follows_row" in unlocked
    template = VersionFactory(content=GRADIENT, kind="vector", state=State.DRAFT).question
    unlocked.clear()
    posted(as_admin, template, key="2*grad(f)/2", prompt="Find the gradient of $[[f]]$.")
    assert template.versions.get().content["key"] == "2*grad(f)/2"
    assert unlocked.count("build_row") < 4
    file = json.loads(exchange.export(template.bank, "json").data)
    file["bank"]["slug"] = "copy"
    contents = exchange.read(json.dumps(file).encode(), "json")
    copy, _ = importing.import_bank(contents, bank=None, by=admin)
    assert copy.questions.count() == 1


def test_what_was_busy_is_asked_for_again(monkeypatch):
    calls = []

    class Pool:
        def submit(self, *args):
            calls.append(args)
            raise maths.JudgeBusy

    monkeypatch.setattr(written, "_pool", Pool)
    with written.remembered():
        for _ in range(2):
            with pytest.raises(written.BusyError):
                written.build(GRADIENT, 1)
    assert len(calls) == 2


def test_what_takes_too_long_is_waited_for_once(monkeypatch):
    calls = []

    class Pool:
        def submit(self, *args):
            calls.append(args)
            raise maths.JudgeTimeout

    monkeypatch.setattr(written, "_pool", Pool)
    with written.remembered():
        for _ in range(2):
            with pytest.raises(written.TooSlowError):
                written.build(GRADIENT, 1)
    assert len(calls) == 1
    with pytest.raises(written.TooSlowError):
        written.build(GRADIENT, 1)
    assert len(calls) == 2
