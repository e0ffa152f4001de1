"""What is done to many questions at once, from their list."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from questions.models import CheckRun, Question, QuestionVersion
from questions.models.checking import ALIVE_FOR
from questions.services import banks, checking
from tests.factories import BankFactory, QuestionFactory, SkillFactory, VersionFactory

pytestmark = pytest.mark.django_db
LIST = reverse("admin:questions_question_changelist")
State = QuestionVersion.State


@pytest.fixture
def questions(db: None) -> list[Question]:
    bank = BankFactory()
    return [VersionFactory(question__bank=bank).question for _ in range(3)]


def act(client: Client, action: str, questions: list[Question], **more: object) -> list[str]:
    chosen = {"action": action, "_selected_action": [one.pk for one in questions], **more}
    response = client.post(LIST, chosen, follow=True)
    return [str(one) for one in get_messages(response.wsgi_request)]


def test_questions_are_tagged_and_the_history_says_with_what(as_admin, questions):
    skill = SkillFactory(name="Chain rule")
    questions[0].skills.add(skill)
    assert act(as_admin, "tag", questions, skill=skill.pk) == [
        "2 questions tagged with “Chain rule”."
    ]
    assert all(skill in one.skills.all() for one in questions)
    latest = questions[1].history.latest()
    assert [one.skill for one in latest.skills.all()] == [skill]
    Question.objects.filter(pk=questions[0].pk).update(main_skill=skill)
    questions[0].skills.add(SkillFactory())
    act(as_admin, "untag", questions[:1], skill=skill.pk)
    assert Question.objects.get(pk=questions[0].pk).main_skill is None
    assert [skill in one.skills.all() for one in questions] == [False, True, True]


def test_no_question_that_is_asked_loses_its_last_skill(as_admin, questions):
    skill, other = SkillFactory(name="Chain rule"), SkillFactory()
    skill.questions.add(*questions)
    other.questions.add(questions[0])
    questions[1].versions.update(state=State.RETIRED)
    Question.objects.say_newest()
    [refused] = act(as_admin, "untag", questions, skill=skill.pk)
    assert refused == (
        f"Nothing was changed: “{questions[2].title}” is asked and would have no skill left. "
        "Tag it with another one first, or retire it."
    )
    assert skill.questions.count() == 3
    assert act(as_admin, "untag", questions[:2], skill=skill.pk) == [
        "2 questions no longer tagged with “Chain rule”."
    ]
    listed = as_admin.get(LIST, {"skill": "(none)"})
    assert list(listed.context["cl"].result_list) == [questions[1]]
    assert "no skill" in listed.content.decode()


def test_tagging_takes_the_same_queries_for_1_and_for_3_questions(as_admin, questions):
    numbers = []
    for several in (questions[:1], questions):
        skill = SkillFactory()
        with CaptureQueriesContext(connection) as queries:
            act(as_admin, "tag", several, skill=skill.pk)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_questions_move_together_or_not_at_all(as_admin, questions):
    there = BankFactory(name="There")
    QuestionFactory(bank=there, slug=questions[2].slug)
    [refused] = act(as_admin, "move", questions, bank=there.pk)
    assert refused.startswith("Nothing was moved")
    assert questions[2].slug in refused
    assert there.questions.count() == 1
    assert act(as_admin, "move", questions[:2], bank=there.pk) == ["2 questions moved to “There”."]
    assert there.questions.count() == 3
    assert questions[0].history.latest().bank == there


def test_retiring_asks_first_and_leaves_drafts(as_admin, questions):
    draft = VersionFactory(question=questions[0], number=2, state=State.DRAFT)
    page = as_admin.post(
        LIST, {"action": "retire", "_selected_action": [one.pk for one in questions]}
    )
    assert "3 questions will not be asked any more" in page.content.decode()
    assert Question.objects.ready().count() == 3
    assert act(as_admin, "retire", questions, confirmed="1") == [
        "3 questions retired. Drafts stay."
    ]
    assert not Question.objects.ready().exists()
    draft.refresh_from_db()
    assert draft.is_draft
    assert questions[1].versions.get().history.latest().state == State.RETIRED


def test_whoever_writes_a_question_is_told_that_it_was_changed_meanwhile(as_admin, questions):
    seen = banks.token(questions[0])
    act(as_admin, "tag", questions, skill=SkillFactory().pk)
    assert banks.token(questions[0]) != seen


def test_a_teacher_neither_changes_nor_sees_what_belongs_to_others(client, teacher, questions):
    teacher.is_staff = True
    teacher.save()
    own = BankFactory(owner=teacher, name="Own")
    mine = VersionFactory(question__bank=own).question
    client.force_login(teacher)
    page = client.get(LIST)
    assert [str(one) for one in page.context["action_form"].fields["bank"].queryset] == ["Own"]
    act(client, "tag", [*questions, mine], skill=SkillFactory(slug="mine").pk)
    assert [one.skills.count() for one in [*questions, mine]] == [0, 0, 0, 1]
    assert act(client, "move", [mine], bank=questions[0].bank_id) == [
        "Choose a bank of yours beside the action."
    ]


@pytest.mark.parametrize("action", ["tag", "untag", "move"])
def test_an_action_without_what_it_needs_says_so(as_admin, questions, action):
    [told] = act(as_admin, action, questions)
    assert told.startswith("Choose")


def test_a_check_shows_how_far_it_is_and_what_failed(as_admin, questions, monkeypatch):
    monkeypatch.setattr(checking, "in_background", checking.run_all)
    SkillFactory().questions.add(*questions[:2])
    chosen = {"action": "check", "_selected_action": [one.pk for one in questions]}
    page = as_admin.post(LIST, chosen, follow=True)
    text = page.content.decode()
    assert "<strong>3 of 3</strong> questions checked" in text
    assert text.count("No skill is tagged.") == 1
    assert "Refresh" not in page.headers


def test_a_draft_that_waits_for_a_second_person_is_nothing_to_be_mended(
    as_admin, admin, monkeypatch
):
    monkeypatch.setattr(checking, "in_background", checking.run_all)
    draft = VersionFactory(
        question__bank=BankFactory(needs_review=True), state=State.DRAFT, written_by=admin
    )
    SkillFactory().questions.add(draft.question)
    chosen = {"action": "make_ready", "_selected_action": [draft.question_id]}
    text = as_admin.post(LIST, chosen, follow=True).content.decode()
    assert "What waits for a second person" in text
    assert f"{draft.question.title}</a>, version 1" in text
    assert "What has to be mended" not in text


def test_the_page_of_a_check_that_works_comes_again_and_one_that_died_goes_on(
    as_admin, admin, questions, monkeypatch
):
    run = checking.begin(questions=[one.pk for one in questions], by=admin)
    address = reverse("admin:questions_checkrun_change", args=[run.pk])
    page = as_admin.get(address)
    assert page.headers["Refresh"] == "3"
    assert "Go on" not in page.content.decode()
    CheckRun.objects.update(seen_at=run.seen_at - 2 * ALIVE_FOR)
    assert "Go on" in as_admin.get(address).content.decode()
    monkeypatch.setattr(checking, "in_background", checking.run_all)
    as_admin.post(reverse("admin:questions_checkrun_go_on", args=[run.pk]))
    run.refresh_from_db()
    assert (run.done, run.is_left(run.seen_at)) == (3, False)


def test_a_teacher_sees_no_checks_of_others(client, teacher, admin, questions):
    teacher.is_staff = True
    teacher.save()
    run = checking.begin(questions=[questions[0].pk], by=admin)
    client.force_login(teacher)
    assert client.get(reverse("admin:questions_checkrun_change", args=[run.pk])).status_code == 302
    assert client.post(reverse("admin:questions_checkrun_go_on", args=[run.pk])).status_code == 404
