"""Two people at one question at the same moment: only PostgreSQL has two writers."""

import copy
import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from questions.models import QuestionVersion, User
from questions.services import banks
from questions.templatetags import unset
from tests.factories import AdminFactory, SkillFactory, VersionFactory
from tests.simultaneous import SEVERAL_WRITERS

pytestmark = SEVERAL_WRITERS


@pytest.fixture
def editor() -> User:
    return AdminFactory()


@pytest.fixture
def draft() -> QuestionVersion:
    version = VersionFactory(state=QuestionVersion.State.DRAFT)
    version.question.skills.add(SkillFactory())
    return version


def while_a_draft_is_saved(draft: QuestionVersion, editor: User, other: threading.Thread) -> None:
    """Starts the other within the transaction that saves the draft, and lets both end."""
    with transaction.atomic():
        content = {**copy.deepcopy(draft.content), "prompt": "Else?"}
        banks.save_draft(question=draft.question, content=content, by=editor)
        other.start()
        other.join(0.3)
        assert other.is_alive(), "the other waits until the draft is saved"
    other.join(20)


def test_a_draft_saved_meanwhile_is_not_made_ready(draft: QuestionVersion, editor: User) -> None:
    told: list[str] = []

    def publish() -> None:
        try:
            banks.make_ready(version=draft, by=editor, render=unset.fault)
        except ValidationError as error:
            told.extend(error.messages)
        finally:
            connection.close()

    while_a_draft_is_saved(
        QuestionVersion.objects.get(pk=draft.pk), editor, threading.Thread(target=publish)
    )
    draft.refresh_from_db()
    assert draft.is_draft
    assert draft.content["prompt"] == "Else?"
    assert told == [banks.OVERTAKEN]


def test_the_second_of_two_savers_is_told(draft: QuestionVersion, editor: User) -> None:
    told: list[str] = []
    seen = banks.token(draft.question)

    def save() -> None:
        content = {**copy.deepcopy(draft.content), "prompt": "Third?"}
        try:
            banks.save_draft(question=draft.question, content=content, by=editor, seen=seen)
        except ValidationError as error:
            told.extend(error.messages)
        finally:
            connection.close()

    while_a_draft_is_saved(
        QuestionVersion.objects.get(pk=draft.pk), editor, threading.Thread(target=save)
    )
    draft.refresh_from_db()
    assert draft.content["prompt"] == "Else?"
    assert told == [banks.OVERTAKEN]
