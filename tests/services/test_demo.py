import json

import pytest
from django.utils import timezone

from questions.models import (
    Accommodation,
    Assignment,
    Attempt,
    ItemSession,
    MalRule,
    MistakePattern,
    Response,
    User,
)
from questions.reports import assignments, deciding
from questions.services import demo, starter
from tests import starting


@pytest.fixture
def banks(db):
    starting.load()


def test_the_starter_content_is_loaded_once(banks):
    before = MalRule.objects.count()
    assert starter.load() == []
    assert MalRule.objects.count() == before


def test_loading_never_overwrites_an_edit(banks):
    rule = MalRule.objects.get(code="product-of-derivatives")
    other = MalRule.objects.get(code="components-swapped")
    MalRule.objects.filter(pk=rule.pk).update(name="Our own name", is_edited=True)
    MalRule.objects.filter(pk=other.pk).update(name="Stale")
    starter.load_catalogue()
    rule.refresh_from_db()
    other.refresh_from_db()
    assert rule.name == "Our own name"
    assert other.name != "Stale"


def test_the_demo_people_are_made_once(banks, tmp_path):
    first = demo.people(folder=tmp_path)
    assert demo.people(folder=tmp_path) == first
    assert {one.role for one in first} == {"student", "teacher", "admin"}
    for person in first:
        assert User.objects.get(email=person.email).check_password(person.password)
    assert json.loads((tmp_path / "people.json").read_text())[0]["role"] == "student"
    assert (tmp_path / "people.json").stat().st_mode & 0o077 == 0


def test_a_lost_password_file_makes_new_passwords(banks, tmp_path):
    demo.people(folder=tmp_path)
    (tmp_path / "people.json").unlink()
    person = demo.people(folder=tmp_path)[0]
    assert User.objects.get(email=person.email).check_password(person.password)


def test_the_history_is_believable_leaves_answers_to_decide_and_is_played_in_once(banks, tmp_path):
    demo.people(folder=tmp_path)
    told = []
    assert demo.history(students=1, progress=lambda *step: told.append(step))
    assert told[-1][:2] == (2, 2)
    assert Attempt.objects.filter(submitted_at=None).count() == 0
    assert Attempt.objects.count() == 2
    assert Assignment.objects.count() == 2
    verdicts = set(Response.objects.values_list("verdict", flat=True))
    assert {"correct", "incorrect"} <= verdicts
    waiting = deciding.queue(User.objects.get(email=demo.TEACHER[1]))
    wrong = Response.objects.filter(verdict="incorrect").exclude(item_session__attempt=None)
    challenged = [demo.DOUBT] * wrong.exclude(mistakes=[]).exists()
    assert sorted(one.reason for one in waiting) == [*challenged, *["No proof was found"] * 2]
    assert Response.objects.pending().count() == 2
    assert demo.STUDENT[2] in {one.student for one in waiting}
    assert MistakePattern.objects.filter(occurrences__gt=0).exists()
    assert not ItemSession.objects.in_practice().unfinished().exists()
    told_student = [
        one.granted
        for one in assignments.page(User.objects.get(email=demo.STUDENT[1]), at=timezone.now()).open
    ]
    assert told_student == [["You have 1.2 times the time: 54 minutes."]]
    before = Response.objects.count()
    assert not demo.history(students=1)
    assert Response.objects.count() == before
    assert Accommodation.objects.count() == 1
