"""What teachers who write questions read of others' shared banks, and copy into their own."""

import pytest
from django.test import Client
from django.urls import reverse

from questions.models import Bank, Question, QuestionVersion, User
from questions.services import banks
from tests.admin.test_questions import shown
from tests.factories import BankFactory, SkillFactory, VersionFactory

pytestmark = pytest.mark.django_db
State = QuestionVersion.State
LIST = reverse("admin:questions_question_changelist")


@pytest.fixture
def as_writer(client: Client, teacher: User) -> Client:
    teacher.is_staff = True
    teacher.save()
    client.force_login(teacher)
    return client


@pytest.fixture
def shared(db: None) -> QuestionVersion:
    version = VersionFactory(question__bank__name="Shared", question__slug="squares")
    version.question.skills.add(SkillFactory())
    return version


def address(version: QuestionVersion, what: str = "change") -> str:
    return reverse(f"admin:questions_questionversion_{what}", args=[version.pk])


def test_shared_banks_and_what_is_asked_in_them_are_read(
    as_writer: Client, shared: QuestionVersion
) -> None:
    hidden = VersionFactory(question__bank=BankFactory(is_shared=False))
    unasked = VersionFactory(question__bank=shared.question.bank, state=State.DRAFT)
    listed = as_writer.get(reverse("admin:questions_bank_changelist")).context["cl"].result_list
    assert list(listed) == [shared.question.bank]
    table = shown(as_writer.get(reverse("admin:questions_bank_changelist")))
    assert "Questions</a>, to read" in table
    assert "Export" not in table
    bank = reverse("admin:questions_bank_change", args=[shared.question.bank_id])
    read = as_writer.get(bank).content.decode()
    assert "Shared" in read
    assert 'name="_save"' not in read
    assert list(as_writer.get(LIST).context["cl"].result_list) == [shared.question]
    question = reverse("admin:questions_question_change", args=[shared.question_id])
    read = shown(as_writer.get(question, follow=True))
    assert "you may read it, and change a copy of your own" in read
    assert "<h3>Key</h3>" in read
    assert "Make ready" not in read
    assert "Answered" not in read
    for version in (hidden, unasked):
        assert as_writer.get(address(version)).status_code == 302
        assert as_writer.get(address(version), follow=True).redirect_chain[0][0] == "/admin/"


def test_nothing_of_a_shared_bank_is_changed_nor_its_drafts_read(
    as_writer: Client, admin: User, shared: QuestionVersion
) -> None:
    content = {**shared.content, "prompt": "Secret?"}
    draft = banks.save_draft(question=shared.question, content=content, by=admin)
    bank = reverse("admin:questions_bank_change", args=[shared.question.bank_id])
    assert as_writer.post(bank, {"name": "Mine now", "slug": "mine"}).status_code == 403
    assert as_writer.post(
        reverse("admin:questions_question_change", args=[shared.question_id]), {"title": "Mine"}
    ).status_code == 302  # fmt: skip
    for what in ("retire", "draft", "ready", "beside"):
        assert as_writer.post(address(shared, what), {"confirmed": "1"}).status_code == 404
    for name, row in (("question", shared.question), ("questionversion", shared),
                      ("bank", shared.question.bank)):  # fmt: skip
        history = reverse(f"admin:questions_{name}_history", args=[row.pk])
        assert as_writer.get(history).status_code == 404
    assert as_writer.get(address(draft)).status_code == 302
    export = reverse("admin:questions_bank_export", args=[shared.question.bank_id])
    assert as_writer.get(export).status_code == 404
    chosen = {"action": "retire", "_selected_action": [shared.question_id], "confirmed": "1"}
    told = shown(as_writer.post(LIST, chosen, follow=True))
    assert "1 question in banks of others: left as they are." in told
    question = Question.objects.get()
    assert (question.title, question.ready_version) == (shared.question.title, shared)
    assert Bank.objects.get().name == "Shared"


def test_a_shared_question_is_copied_into_a_bank_of_ones_own(
    as_writer: Client, teacher: User, shared: QuestionVersion
) -> None:
    assert "add a bank of your own" in shown(as_writer.get(address(shared)))
    as_writer.post(address(shared, "copy"), {"bank": shared.question.bank_id})
    assert Question.objects.count() == 1
    mine = BankFactory(owner=teacher, name="Mine")
    for slug in ("squares", "squares-2"):
        response = as_writer.post(address(shared, "copy"), {"bank": mine.pk}, follow=True)
        assert "this is your own draft now" in shown(response)
        copied = mine.questions.get(slug=slug)
        version = copied.versions.get()
        assert (version.content, version.state) == (shared.content, State.DRAFT)
        assert set(copied.skills.all()) == set(shared.question.skills.all())
    private = VersionFactory(question__bank=BankFactory(is_shared=False))
    assert as_writer.post(address(private, "copy"), {"bank": mine.pk}).status_code == 404


def test_no_filter_names_a_private_bank_of_somebody_else(
    as_writer: Client, shared: QuestionVersion
) -> None:
    VersionFactory(question__bank=BankFactory(name="Secret plans", is_shared=False))
    versions = reverse("admin:questions_questionversion_changelist")
    for page in (LIST, versions):
        assert "Secret plans" not in as_writer.get(page).content.decode()
    chosen = as_writer.get(versions, {"bank": shared.question.bank_id})
    assert list(chosen.context["cl"].result_list) == [shared]
