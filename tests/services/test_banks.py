"""Banks: drafts, the checks before a version is asked, and what never changes."""

import copy
import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from questions.models import Bank, Question, QuestionVersion, User
from questions.services import banks, many_questions, repertoire
from questions.templatetags import unset
from tests.factories import (
    AdminFactory,
    BankFactory,
    QuestionFactory,
    SkillFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db
State = QuestionVersion.State


def changed(version: QuestionVersion, **fields: object) -> dict[str, object]:
    return {**copy.deepcopy(version.content), **fields}


def tagged(version: QuestionVersion) -> QuestionVersion:
    version.question.skills.add(SkillFactory())
    return version


def test_a_new_question_starts_as_a_draft(admin: User) -> None:
    content = VersionFactory.build(question=None).content
    draft = banks.create_question(
        bank=BankFactory(), slug="new", title="New", skills=[SkillFactory()], content=content,
        by=admin,
    )  # fmt: skip
    assert (draft.number, draft.state, draft.kind) == (1, State.DRAFT, "choice")
    assert draft.created_by == admin
    assert draft.question.skills.count() == 1


def test_two_questions_of_a_bank_differ_in_their_slug(admin: User) -> None:
    version = VersionFactory()
    with pytest.raises(ValidationError, match="Slug"):
        banks.create_question(
            bank=version.question.bank, slug=version.question.slug, title="Again", skills=[],
            content=version.content, by=admin,
        )  # fmt: skip


def test_changing_a_ready_version_makes_a_draft_beside_it(admin: User) -> None:
    ready = VersionFactory()
    before = copy.deepcopy(ready.content)
    draft = banks.save_draft(
        question=ready.question, content=changed(ready, prompt="Else?"), by=admin
    )
    ready.refresh_from_db()
    assert (ready.state, ready.content) == (State.READY, before)
    assert (draft.number, draft.state, draft.content["prompt"]) == (2, State.DRAFT, "Else?")


def test_changing_a_draft_keeps_its_number(admin: User) -> None:
    draft = VersionFactory(state=State.DRAFT)
    again = banks.save_draft(
        question=draft.question, content=changed(draft, prompt="Else?"), by=admin
    )
    assert (again.pk, again.number) == (draft.pk, draft.number)


def test_saving_what_is_ready_already_makes_no_draft(admin: User) -> None:
    ready = VersionFactory()
    assert banks.save_draft(question=ready.question, content=ready.content, by=admin) == ready
    assert ready.question.versions.count() == 1


def test_writing_starts_from_the_draft_else_what_is_asked_else_the_newest(admin: User) -> None:
    ready = VersionFactory()
    question = ready.question
    assert banks.opened(question) == ready
    draft = banks.save_draft(question=question, content=changed(ready, prompt="B?"), by=admin)
    assert banks.opened(question) == draft
    banks.retire(version=draft, by=admin)
    assert banks.opened(question) == ready
    banks.retire(version=ready, by=admin)
    assert banks.opened(question) == draft
    assert banks.opened(QuestionFactory()) is None


def test_a_retired_text_saved_again_is_a_new_draft(admin: User) -> None:
    retired = VersionFactory(state=State.RETIRED)
    draft = banks.save_draft(question=retired.question, content=retired.content, by=admin)
    assert (draft.number, draft.state) == (2, State.DRAFT)


def test_content_that_builds_nothing_is_refused_with_its_field(admin: User) -> None:
    ready = VersionFactory()
    with pytest.raises(ValidationError, match="options"):
        banks.save_draft(question=ready.question, content=changed(ready, options=[]), by=admin)
    assert ready.question.versions.count() == 1


def test_an_unfinished_draft_is_kept_where_that_is_asked_for(admin: User) -> None:
    ready = VersionFactory()
    half = changed(ready, options=[])
    draft = banks.save_draft(question=ready.question, content=half, by=admin, is_unfinished=True)
    assert (draft.state, draft.kind, draft.content) == (State.DRAFT, "choice", half)
    for content in ({**half, "kind": "riddle"}, {"version": 1, "source": "family"}):
        with pytest.raises(ValidationError):
            banks.save_draft(question=ready.question, content=content, by=admin, is_unfinished=True)


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(admin: User) -> None:
    ready = VersionFactory()
    question, seen = ready.question, banks.token(ready.question)
    banks.save_draft(question=question, content=changed(ready, prompt="A?"), by=admin, seen=seen)
    with pytest.raises(ValidationError, match="Somebody else"):
        banks.save_draft(
            question=question, content=changed(ready, prompt="B?"), by=admin, seen=seen
        )
    assert question.versions.get(state=State.DRAFT).content["prompt"] == "A?"


def test_a_change_of_title_or_skills_is_told_to_a_second_editor_too(admin: User) -> None:
    ready = VersionFactory()
    question, seen = ready.question, banks.token(ready.question)
    banks.describe(
        question=question, bank=question.bank, slug=question.slug, title="Better",
        skills=[about := SkillFactory(), SkillFactory()], by=admin, seen=seen,
    )  # fmt: skip
    question.refresh_from_db()
    assert (question.title, question.skills.count()) == ("Better", 2)
    assert question.main_skill == about
    with pytest.raises(ValidationError, match="Somebody else"):
        banks.refuse_overtaken(question, seen)


def test_only_the_owner_or_an_admin_writes(teacher: User, student: User) -> None:
    own = VersionFactory(question__bank__owner=teacher)
    banks.save_draft(question=own.question, content=changed(own, prompt="Mine?"), by=teacher)
    other = VersionFactory()
    for person, version in ((teacher, other), (student, own)):
        content = changed(version, prompt="Stolen?")
        with pytest.raises(PermissionDenied):
            banks.save_draft(question=version.question, content=content, by=person)
        with pytest.raises(PermissionDenied):
            banks.retire(version=version, by=person)
        with pytest.raises(PermissionDenied):
            banks.new_draft(version=version, by=person)
        with pytest.raises(PermissionDenied):
            banks.create_question(
                bank=version.question.bank, slug="x", title="X", skills=[],
                content=version.content, by=person,
            )  # fmt: skip


def test_a_question_moves_only_to_a_bank_that_one_may_edit(teacher: User) -> None:
    version = VersionFactory(question__bank__owner=teacher)
    question = version.question
    with pytest.raises(PermissionDenied):
        banks.describe(
            question=question, bank=BankFactory(), slug=question.slug, title=question.title,
            skills=[], by=teacher,
        )  # fmt: skip


def test_a_new_draft_repeats_an_earlier_version(admin: User) -> None:
    first = VersionFactory(state=State.RETIRED)
    draft = banks.new_draft(version=first, by=admin)
    assert (draft.number, draft.content, draft.state) == (2, first.content, State.DRAFT)
    with pytest.raises(ValidationError, match="draft already"):
        banks.new_draft(version=first, by=admin)


def test_making_ready_retires_the_version_before(admin: User) -> None:
    ready = tagged(VersionFactory())
    draft = banks.save_draft(
        question=ready.question, content=changed(ready, prompt="Else?"), by=admin
    )
    at = datetime.datetime(2026, 11, 1, tzinfo=datetime.UTC)
    assert banks.make_ready(version=draft, by=admin, render=unset.fault, at=at) == []
    ready.refresh_from_db()
    assert (draft.state, draft.ready_at) == (State.READY, at)
    assert ready.state == State.RETIRED


def test_a_draft_that_fails_a_check_stays_a_draft(admin: User) -> None:
    draft = VersionFactory(state=State.DRAFT)
    failed = banks.make_ready(version=draft, by=admin, render=unset.fault)
    draft.refresh_from_db()
    assert [one.field for one in failed] == ["skills"]
    assert draft.is_draft


def test_only_a_draft_is_made_ready(admin: User) -> None:
    with pytest.raises(ValidationError, match="draft"):
        banks.make_ready(version=VersionFactory(), by=admin, render=unset.fault)


def test_a_draft_changed_while_it_was_checked_is_not_made_ready(admin: User) -> None:
    draft = tagged(VersionFactory(state=State.DRAFT))
    stale = QuestionVersion.objects.get(pk=draft.pk)
    banks.save_draft(question=draft.question, content=changed(draft, prompt="Else?"), by=admin)
    with pytest.raises(ValidationError, match="Somebody else"):
        banks.make_ready(version=stale, by=admin, render=unset.fault)


def test_a_retired_version_is_out_of_use(admin: User) -> None:
    ready = VersionFactory()
    banks.retire(version=ready, by=admin)
    assert ready.state == State.RETIRED
    assert ready.question.ready_version is None


def test_what_changed_is_in_the_history(admin: User) -> None:
    ready = VersionFactory()
    banks.retire(version=ready, by=admin)
    states = list(ready.history.values_list("state", flat=True))
    assert states == [State.RETIRED, State.READY]


def test_every_family_level_is_offered_with_its_meaning() -> None:
    levels = repertoire.family_levels()
    assert {one.family for one in levels} >= {"derivative", "partial_derivative", "gradient"}
    assert all(one.meaning for one in levels)


def test_questions_without_a_version_have_a_token() -> None:
    assert banks.token(QuestionFactory())


@pytest.fixture
def colleague(db: None) -> User:
    return AdminFactory(name="Carla Colleague")


@pytest.fixture
def reviewed(admin: User) -> QuestionVersion:
    """A draft that an admin wrote, in a bank that asks for a review."""
    bank = BankFactory(needs_review=True)
    content = VersionFactory.build(question=None).content
    return banks.create_question(
        bank=bank, slug="new", title="New", skills=[SkillFactory()], content=content, by=admin
    )


def made_ready(version: QuestionVersion, by: User) -> list[str]:
    failed = banks.make_ready(version=version, by=by, render=unset.fault)
    version.refresh_from_db()
    return [one.field for one in failed]


def test_who_wrote_a_draft_asks_a_second_person_where_the_bank_wants_it(
    reviewed: QuestionVersion, admin: User, colleague: User
) -> None:
    for _ in range(2):
        assert made_ready(reviewed, admin) == ["review"]
        assert reviewed.state == State.DRAFT
        assert reviewed.review_asked_at is not None
    assert made_ready(reviewed, colleague) == []
    assert (reviewed.state, reviewed.review_asked_at) == (State.READY, None)


def test_who_changed_a_draft_is_its_writer(
    reviewed: QuestionVersion, admin: User, colleague: User
) -> None:
    made_ready(reviewed, admin)
    banks.save_draft(
        question=reviewed.question, content=changed(reviewed, prompt="Else?"), by=colleague
    )
    reviewed.refresh_from_db()
    assert reviewed.review_asked_at is None
    assert made_ready(reviewed, colleague) == ["review"]
    assert made_ready(reviewed, admin) == []


def test_what_fails_a_check_asks_nobody_for_a_review(
    reviewed: QuestionVersion, admin: User
) -> None:
    reviewed.question.skills.clear()
    assert made_ready(reviewed, admin) == ["skills"]
    assert reviewed.review_asked_at is None


def test_a_bank_that_asks_for_no_review_needs_no_second_person(
    reviewed: QuestionVersion, admin: User
) -> None:
    Bank.objects.update(needs_review=False)
    reviewed.question.bank.refresh_from_db()
    assert made_ready(reviewed, admin) == []


def moved(question: Question, bank: Bank, by: User) -> None:
    banks.describe(
        question=question, bank=bank, slug=question.slug, title=question.title,
        skills=list(question.skills.all()), by=by,
    )  # fmt: skip


def test_no_way_round_a_review_leads_through_a_bank_that_asks_for_none(
    reviewed: QuestionVersion, admin: User, colleague: User
) -> None:
    question, bank, other = reviewed.question, reviewed.question.bank, BankFactory()
    moved(question, other, admin)
    reviewed = question.versions.get()
    assert made_ready(reviewed, admin) == []
    with pytest.raises(ValidationError, match="asks for a second person"):
        moved(question, bank, admin)
    with pytest.raises(ValidationError, match="asks for a second person"):
        many_questions.move(questions=[question.pk], bank=bank, by=admin)
    question.refresh_from_db()
    assert question.bank == other
    assert many_questions.move(questions=[question.pk], bank=bank, by=colleague) == 1


def test_what_a_second_person_made_ready_moves_into_a_bank_that_asks_for_a_review(
    reviewed: QuestionVersion, admin: User, colleague: User
) -> None:
    question = reviewed.question
    assert made_ready(reviewed, colleague) == []
    moved(question, BankFactory(needs_review=True), admin)


def test_a_draft_moves_into_a_bank_that_asks_for_a_review_and_is_looked_at_there(
    reviewed: QuestionVersion, admin: User
) -> None:
    moved(reviewed.question, BankFactory(needs_review=True), admin)
    assert made_ready(reviewed.question.versions.get(), admin) == ["review"]


def test_a_bank_that_asks_for_a_review_meanwhile_gets_it(
    reviewed: QuestionVersion, admin: User
) -> None:
    Bank.objects.update(needs_review=False)
    version = QuestionVersion.objects.select_related("question__bank").get()

    def render(_: str) -> None:
        Bank.objects.update(needs_review=True)

    failed = banks.make_ready(version=version, by=admin, render=render)
    assert [one.field for one in failed] == ["review"]
    assert version.is_draft
