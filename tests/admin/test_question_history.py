"""What the history of a question keeps: every text that somebody wrote over."""

import pytest
from django.test import Client
from django.urls import reverse

from questions.models import Question, QuestionVersion, User
from questions.reports.banks import changes
from questions.services import banks
from tests.admin.test_questions import filled, page, posted, shown
from tests.factories import MalRuleFactory, SkillFactory, TeacherFactory, VersionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(db: None) -> QuestionVersion:
    MalRuleFactory(code="exponent-not-brought-down")
    version = VersionFactory()
    version.question.skills.add(SkillFactory(name="Power rule"))
    return version


def history(question: Question) -> str:
    return reverse("admin:questions_question_history", args=[question.pk])


def test_a_hint_that_a_second_editor_wrote_over_is_read_again_in_the_history(
    as_admin: Client, version: QuestionVersion
) -> None:
    other = TeacherFactory(name="Otto Other")
    question = version.question
    question.bank.owner = other
    question.bank.save()
    opened = filled(as_admin, question)
    content = {**version.content, "hints": ["First line.\nIts second line."]}
    banks.save_draft(question=question, content=content, by=other)
    sent = {**opened, "hint_1": "The second editor's.", "_save": "1"}
    refused = as_admin.post(page(question), sent)
    assert "The history, with every text before and after</a>" in shown(refused)
    again = refused.context["adminform"].form["seen"].value()
    as_admin.post(page(question), {**sent, "seen": again})
    latest, begun = changes(question)[:2]
    assert (latest.who, latest.what, begun.who, begun.what) == (
        "Ada Admin", "changed", "GradQuiz itself", "begun",
    )  # fmt: skip
    [part] = latest.parts
    assert (part.name, part.before, part.after) == (
        "hint 1", "First line.\nIts second line.", "The second editor's.",
    )  # fmt: skip
    assert [(one.before, one.after) for one in begun.parts] == [("", part.before)]
    read = as_admin.get(history(question)).content.decode()
    assert "<del>First line.\nIts second line.</del>" in read
    assert "<ins>The second editor&#x27;s.</ins>" in read


def test_a_draft_that_was_thrown_away_is_read_again(admin: User, version: QuestionVersion) -> None:
    content = {**version.content, "prompt": "Thrown away?"}
    draft = banks.save_draft(question=version.question, content=content, by=admin)
    banks.discard(version=draft, by=admin)
    latest = changes(version.question)[0]
    assert (latest.number, latest.version, latest.what) == (2, None, "discarded")
    assert ("Thrown away?", "") in [(one.before, one.after) for one in latest.parts]


def test_making_ready_changes_no_text(admin: User, version: QuestionVersion) -> None:
    content = {**version.content, "prompt": "Ready?"}
    draft = banks.save_draft(question=version.question, content=content, by=admin)
    banks.retire(version=draft, by=admin)
    latest = changes(version.question)[0]
    assert (latest.what, latest.parts) == ("retired", [])


def test_a_draft_that_waits_for_a_second_person_is_told_as_that(
    admin: User, version: QuestionVersion
) -> None:
    question = version.question
    question.bank.needs_review = True
    question.bank.save()
    content = {**version.content, "prompt": "Seen by two?"}
    draft = banks.save_draft(question=question, content=content, by=admin)
    assert banks.make_ready(version=draft, by=admin, render=lambda _: None)
    banks.make_ready(version=draft, by=TeacherFactory(is_superuser=True), render=lambda _: None)
    told = [one.what for one in changes(question) if one.number == draft.number]
    assert told == ["made ready", "sent to a second person for review", "begun"]


def test_what_the_form_has_one_a_line_is_copied_one_a_line(
    admin: User, version: QuestionVersion
) -> None:
    content = {
        "version": 1,
        "source": "authored",
        "kind": "short text",
        "prompt": "What is it called?",
        "accepted": ["slope", "rate, of change"],
        "explanation": "",
    }
    banks.save_draft(question=version.question, content=content, by=admin)
    parts = {one.name: one.after for one in changes(version.question)[0].parts}
    assert parts["accepted"] == "slope\nrate, of change"


def test_a_main_skill_that_nobody_had_chosen_is_not_told_as_deleted(
    as_admin: Client, version: QuestionVersion
) -> None:
    posted(as_admin, version.question, title="Squares", _save="1")
    read = shown(as_admin.get(history(version.question)))
    assert "Deleted" not in read
    assert "<strong>Main skill</strong>: <del>none</del> <ins>Power rule</ins>" in read
