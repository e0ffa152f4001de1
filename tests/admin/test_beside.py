"""Two versions of a question side by side."""

import pytest
from django.urls import reverse

from questions.models import QuestionVersion
from questions.reports.beside import beside
from tests.factories import VersionFactory

pytestmark = pytest.mark.django_db
State = QuestionVersion.State


def page(version: QuestionVersion) -> str:
    return reverse("admin:questions_questionversion_beside", args=[version.pk])


@pytest.fixture
def versions(db: None) -> tuple[QuestionVersion, QuestionVersion]:
    first = VersionFactory()
    options = [{**one, "text": one["text"].upper()} for one in first.content["options"][:2]]
    content = {**first.content, "options": options, "hints": ["Think of the rule."]}
    second = VersionFactory(question=first.question, number=2, state=State.DRAFT, content=content)
    return first, second


def test_what_changed_came_and_went_is_told(versions):
    parts = {one.name: one for one in beside(*versions)}
    changed = {name for name, one in parts.items() if one.is_changed}
    assert changed == {"option a", "option b", "option c", "option c, feedback", "hint 1"}
    assert (parts["option a"].before, parts["option a"].after) == ("$2x$ (right)", "$2X$ (right)")
    assert (parts["option c"].before, parts["option c"].after) == ("$2$", "")
    assert (parts["hint 1"].before, parts["hint 1"].after) == ("", "Think of the rule.")
    assert not parts["prompt"].is_changed


def test_a_version_stands_beside_the_one_before_it(as_admin, versions):
    shown = as_admin.get(page(versions[1])).content.decode()
    assert "Version 1 and version 2" in shown
    assert "Think of the rule." in shown
    assert (
        page(versions[1])
        in as_admin.get(
            reverse("admin:questions_question_change", args=[versions[1].question_id])
        ).content.decode()
    )


def test_a_version_without_another_has_no_such_page(as_admin):
    assert as_admin.get(page(VersionFactory())).status_code == 404


def test_versions_of_others_are_not_shown(client, teacher, versions):
    teacher.is_staff = True
    teacher.save()
    client.force_login(teacher)
    assert client.get(page(versions[1])).status_code == 404
