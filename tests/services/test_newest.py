"""What the newest version says stands beside its question, and cannot drift from it."""

import importlib
import json

import pytest
from django.apps import apps

from questions.models import Bank, Question, QuestionVersion
from questions.models.banks import NEWEST
from questions.services import banks, exchange, importing, many_questions, starter
from tests import starting
from tests.factories import (
    GONE,
    BankFactory,
    QuestionFactory,
    SkillFactory,
    VersionFactory,
    drifted,
)

pytestmark = pytest.mark.django_db
State = QuestionVersion.State


def said(question):
    row = Question.objects.values(*NEWEST).get(pk=question.pk)
    return row["newest_number"], row["newest_state"], row["newest_kind"], row["newest_source"]


def test_every_way_to_write_a_version_says_what_the_newest_one_is(admin):
    content = VersionFactory.build(question=None).content
    draft = banks.create_question(
        bank=BankFactory(), slug="new", title="New", skills=[SkillFactory()], content=content,
        by=admin,
    )  # fmt: skip
    question = draft.question
    assert said(question) == (1, "draft", "choice", "authored")
    assert banks.make_ready(version=draft, by=admin, render=lambda _: None) == []
    assert said(question) == (1, "ready", "choice", "authored")
    family = {"version": 1, "source": "family", "family": "gradient", "level": 2}
    draft = banks.save_draft(question=question, content=family, by=admin)
    assert said(question) == (2, "draft", "vector", "family")
    assert Question.objects.get(pk=question.pk).newest_family == "gradient"
    banks.discard(version=draft, by=admin)
    assert said(question) == (1, "ready", "choice", "authored")
    banks.new_draft(version=question.versions.get(), by=admin)
    assert said(question) == (2, "draft", "choice", "authored")
    many_questions.retire(questions=[question.pk], by=admin)
    banks.retire(version=question.versions.get(number=2), by=admin)
    assert said(question) == (2, "retired", "choice", "authored")


def test_the_newest_one_counts_and_not_the_one_that_changed(admin):
    ready = VersionFactory()
    VersionFactory(question=ready.question, number=2, state=State.DRAFT, kind="number")
    banks.retire(version=ready, by=admin)
    assert said(ready.question)[:3] == (2, "draft", "number")


def test_a_question_without_a_version_says_nothing(db):
    question = QuestionFactory()
    Question.objects.say_newest()
    assert said(question) == (0, "", "", "")


def test_what_a_file_brings_in_says_so(admin):
    version = VersionFactory()
    row = json.loads(exchange.export(version.question.bank, "json").data)
    row["bank"]["slug"] = "copy"
    contents = exchange.read(json.dumps(row).encode(), "json")
    copy, _ = importing.import_bank(contents, bank=None, by=admin)
    assert said(copy.questions.get()) == (1, "draft", "choice", "authored")


def test_the_starter_banks_say_so(db):
    starting.load()
    assert drifted() == []
    assert Bank.objects.exists()


def test_choices_that_are_not_made_any_more_retire_when_the_database_is_brought_up_to_date():
    gone, kept = VersionFactory(content=GONE), VersionFactory()
    typed = VersionFactory(content={**GONE, "asked": None})
    migration = "questions.migrations.0034_choices_that_are_typed_only_retire"
    importlib.import_module(migration).retire(apps, None)
    states = [said(one.question)[1] for one in (gone, kept, typed)]
    assert states == ["retired", "ready", "ready"]
    gone.refresh_from_db()
    assert gone.state == State.RETIRED


def test_what_was_loaded_by_hand_is_said_when_the_starter_content_is_looked_after():
    question = VersionFactory().question
    Question.objects.update(newest_number=0, newest_state="")
    BankFactory()
    starter.load()
    assert said(question)[:2] == (1, "ready")
