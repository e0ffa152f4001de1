"""Banks out and in again: dry runs, one transaction, no duplicates, nothing overwritten."""

import json

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from questions.formats import Contents
from questions.models import Bank, Question, QuestionVersion
from questions.services import exchange, importing
from tests.factories import (
    AdminFactory,
    BankFactory,
    QuestionFactory,
    SkillFactory,
    StudentFactory,
    TeacherFactory,
    VersionFactory,
    expression_version,
    rewrite,
)
from tests.formats.test_moodle import stack

pytestmark = pytest.mark.django_db
State = QuestionVersion.State


def can_be_shown(_text: str) -> None:
    """Every text."""


@pytest.fixture
def bank(db: None) -> Bank:
    """Two questions: one ready with an older version, one a draft."""
    bank = BankFactory(slug="calculus", name="Calculus", description="Of everything")
    first = VersionFactory(question=QuestionFactory(bank=bank, slug="first"))
    first.question.skills.add(SkillFactory(slug="power-rule"))
    older = {**first.content, "prompt": "An older text."}
    VersionFactory(question=first.question, number=2, state=State.RETIRED, content=older)
    draft = expression_version()
    draft.question.bank = bank
    draft.question.save()
    rewrite(draft, state=State.DRAFT)
    return bank


def file_of(bank: Bank, **names: str) -> Contents:
    row = json.loads(exchange.export(bank, "json").data)
    row["bank"].update(names)
    return exchange.read(json.dumps(row).encode(), "json")


def test_what_a_question_is_about_goes_along(bank: Bank) -> None:
    question = bank.questions.get(slug="first")
    question.main_skill = SkillFactory(slug="sum-rule")
    question.skills.add(question.main_skill)
    question.save()
    contents = file_of(bank, slug="copy")
    copy, _ = importing.import_bank(contents, bank=None, by=AdminFactory())
    assert copy.questions.get(slug="first").main_skill == question.main_skill
    again = importing.import_bank(contents, bank=copy, by=AdminFactory())[1]
    assert again.counts == {"unchanged": 2}
    Question.objects.filter(bank=copy).update(main_skill=SkillFactory())
    importing.import_bank(contents, bank=copy, by=AdminFactory())
    assert copy.questions.get(slug="first").main_skill == question.main_skill


def test_a_bank_there_and_back_is_equal(bank: Bank) -> None:
    contents = file_of(bank, slug="copy")
    copy, report = importing.import_bank(contents, bank=None, by=AdminFactory())
    assert report.counts == {"new": 2}
    importing.make_ready(contents, bank=copy, by=AdminFactory(), render=can_be_shown)
    before, after = exchange.record_of(bank), exchange.record_of(copy)
    assert after.questions == before.questions
    assert (after.name, after.description) == (before.name, before.description)


def test_that_a_generated_question_is_asked_as_a_choice_goes_along(bank: Bank) -> None:
    content = {"version": 1, "source": "family", "family": "gradient", "level": 2}
    asked = VersionFactory(
        question=QuestionFactory(bank=bank, slug="asked"),
        kind="choice",
        content=content | {"asked": "choice"},
    )
    copy, _ = importing.import_bank(file_of(bank, slug="copy"), bank=None, by=AdminFactory())
    version = copy.questions.get(slug="asked").versions.get()
    assert (version.kind, version.content) == ("choice", asked.content)


def test_importing_takes_the_same_queries_for_2_and_for_40_questions(bank: Bank) -> None:
    by, numbers = AdminFactory(), []
    for times in (1, 20):
        row = json.loads(exchange.export(bank, "json").data)
        row["bank"]["slug"] = f"copy-{times}"
        row["questions"] = [
            {**one, "slug": f"{one['slug']}-{number}"}
            for number in range(times)
            for one in row["questions"]
        ]
        contents = exchange.read(json.dumps(row).encode(), "json")
        with CaptureQueriesContext(connection) as queries:
            copy, _ = importing.import_bank(contents, bank=None, by=by)
        numbers.append(len(queries))
        assert copy.questions.count() == 2 * times
    assert numbers[0] == numbers[1]


def test_the_history_holds_what_was_imported(bank: Bank) -> None:
    copy, _ = importing.import_bank(file_of(bank, slug="copy"), bank=None, by=AdminFactory())
    question = copy.questions.get(slug="first")
    assert [one.state for one in question.versions.get(number=1).history.all()] == [State.DRAFT]
    [first] = question.history.all()
    assert [one.skill.slug for one in first.skills.all()] == ["power-rule"]


def test_nothing_is_asked_before_it_was_checked_here(bank: Bank) -> None:
    copy, _ = importing.import_bank(file_of(bank, slug="copy"), bank=None, by=AdminFactory())
    assert not Question.objects.ready().filter(bank=copy).exists()


def test_the_same_file_again_changes_nothing(bank: Bank) -> None:
    contents, by = file_of(bank, slug="copy"), AdminFactory()
    copy, _ = importing.import_bank(contents, bank=None, by=by)
    before = exchange.record_of(copy)
    _, report = importing.import_bank(contents, bank=copy, by=by)
    assert report.counts == {"unchanged": 2}
    assert exchange.record_of(copy) == before


def test_a_changed_question_becomes_a_draft_beside_what_is_asked(bank: Bank) -> None:
    row = json.loads(exchange.export(bank, "json").data)
    [first] = [one for one in row["questions"] if one["slug"] == "first"]
    first["versions"][0]["content"]["prompt"] = "A better text."
    first["title"] = "Better"
    contents = exchange.read(json.dumps(row).encode(), "json")
    _, report = importing.import_bank(contents, bank=bank, by=AdminFactory())
    assert report.counts == {"changed": 1, "unchanged": 1}
    question = bank.questions.get(slug="first")
    ready, draft = (question.versions.get(state=one) for one in (State.READY, State.DRAFT))
    assert (question.title, draft.content["prompt"]) == ("Better", "A better text.")
    assert ready.content["prompt"] != "A better text."


def test_a_plan_says_what_importing_does_and_does_nothing(bank: Bank) -> None:
    contents = file_of(bank, slug="copy")
    report = exchange.plan(contents, bank=None, by=AdminFactory())
    assert [one.outcome for one in report.lines] == ["new", "new"]
    assert not Bank.objects.filter(slug="copy").exists()


def faulty(bank: Bank) -> Contents:
    row = json.loads(exchange.export(bank, "json").data)
    row["bank"]["slug"] = "copy"
    row["questions"][0]["versions"][0]["content"]["prompt"] = ""
    return exchange.read(json.dumps(row).encode(), "json")


def test_one_refused_question_stops_all_unless_it_is_left_out(bank: Bank) -> None:
    contents, by = faulty(bank), AdminFactory()
    with pytest.raises(exchange.ExchangeError, match="1 of the file's questions"):
        importing.import_bank(contents, bank=None, by=by)
    assert not Bank.objects.filter(slug="copy").exists()
    copy, report = importing.import_bank(contents, bank=None, by=by, leave_out=True)
    [refused] = [one for one in report.lines if one.outcome == "refused"]
    assert "prompt" in refused.messages[0]
    assert copy.questions.count() == 1


def test_an_unknown_skill_is_named_and_left_away(bank: Bank) -> None:
    row = json.loads(exchange.export(bank, "json").data)
    row["bank"]["slug"] = "copy"
    row["questions"][0]["skills"] = ["power-rule", "telepathy"]
    contents = exchange.read(json.dumps(row).encode(), "json")
    copy, report = importing.import_bank(contents, bank=None, by=AdminFactory())
    assert "telepathy" in report.lines[0].messages[0]
    slug = row["questions"][0]["slug"]
    assert [one.slug for one in copy.questions.get(slug=slug).skills.all()] == ["power-rule"]


@pytest.mark.parametrize("stranger", [StudentFactory, TeacherFactory])
def test_nobody_imports_into_a_bank_of_somebody_else(bank: Bank, stranger: type) -> None:
    contents = file_of(bank)
    with pytest.raises(PermissionDenied):
        importing.import_bank(contents, bank=bank, by=stranger())


def test_students_make_no_banks(bank: Bank) -> None:
    with pytest.raises(PermissionDenied):
        importing.import_bank(file_of(bank, slug="copy"), bank=None, by=StudentFactory())


def test_what_everybody_practises_only_an_admin_brings_in(bank: Bank) -> None:
    Bank.objects.update(in_practice=True)
    bank.refresh_from_db()
    of_teacher, _ = importing.import_bank(file_of(bank, slug="a"), bank=None, by=TeacherFactory())
    of_admin, _ = importing.import_bank(file_of(bank, slug="b"), bank=None, by=AdminFactory())
    assert (of_teacher.in_practice, of_admin.in_practice) == (False, True)


@pytest.mark.parametrize(
    ("names", "said"),
    [({}, "already"), ({"slug": ""}, "names no bank"), ({"name": ""}, "names no")],
)
def test_a_new_bank_needs_a_name_of_its_own(bank: Bank, names: dict[str, str], said: str) -> None:
    with pytest.raises(exchange.ExchangeError, match=said):
        importing.import_bank(file_of(bank, **names), bank=None, by=AdminFactory())


def test_what_fails_a_check_stays_a_draft_with_its_reasons(bank: Bank) -> None:
    contents, by = file_of(bank, slug="copy"), AdminFactory()
    copy, _ = importing.import_bank(contents, bank=None, by=by)
    copy.questions.get(slug="first").skills.clear()
    [line] = importing.make_ready(contents, bank=copy, by=by, render=can_be_shown)
    assert (line.outcome, line.messages) == ("refused", ("No skill is tagged.",))
    assert copy.questions.get(slug="first").ready_version is None


UNFINISHED = [
    {"version": 1, "source": "authored", "kind": "expression", "prompt": "", "key": ""},
    {
        "version": 1,
        "source": "authored",
        "kind": "choice",
        "prompt": "Which?",
        "options": [
            {"id": "a", "text": "$x$", "correct": True, "feedback": "", "mistake": None},
        ],
    },
    {
        "version": 1,
        "source": "template",
        "kind": "vector",
        "prompt": "The gradient of $[[q]]$?",
        "variables": ["x", "y"],
        "parameters": ["a = 2..9"],
        "key": "grad(q)",
    },
]


@pytest.mark.parametrize("content", UNFINISHED, ids=["no key", "one option", "no definition"])
def test_a_draft_that_is_not_finished_goes_along(bank: Bank, content: dict) -> None:
    VersionFactory(
        question=QuestionFactory(bank=bank, slug="begun"), state=State.DRAFT, content=content
    )
    contents = file_of(bank, slug="copy")
    for into in (bank, None):
        report = exchange.plan(contents, bank=into, by=AdminFactory())
        assert report.refused == 0
    copy, _ = importing.import_bank(contents, bank=None, by=AdminFactory())
    assert copy.questions.get(slug="begun").versions.get().content == content
    changed = json.loads(exchange.export(bank, "json").data)
    for row in changed["questions"]:
        if row["slug"] == "begun":
            row["versions"][0]["content"]["prompt"] = "Another text."
    importing.import_bank(
        exchange.read(json.dumps(changed).encode(), "json"), bank=bank, by=AdminFactory()
    )
    assert bank.questions.get(slug="begun").versions.get().content["prompt"] == "Another text."


@pytest.mark.parametrize("state", ["draft", "ready"])
@pytest.mark.parametrize(
    "broken",
    [{"options": 3}, {"hints": [1]}, {"kind": "essay"}, {"source": "elsewhere"}, {"key": {}}],
)
def test_what_no_field_holds_is_refused_in_a_draft_too(
    bank: Bank, broken: dict, state: str
) -> None:
    row = json.loads(exchange.export(bank, "json").data)
    row["questions"][0]["versions"] = [
        {"number": 1, "state": state, "content": {**UNFINISHED[1], **broken}}
    ]
    report = exchange.plan(
        exchange.read(json.dumps(row).encode(), "json"), bank=bank, by=AdminFactory()
    )
    assert report.refused == 1


def test_what_is_not_finished_is_never_taken_as_ready(bank: Bank) -> None:
    row = json.loads(exchange.export(bank, "json").data)
    for content in UNFINISHED:
        row["questions"][0]["versions"] = [{"number": 1, "state": "ready", "content": content}]
        contents = exchange.read(json.dumps(row).encode(), "json")
        assert exchange.plan(contents, bank=bank, by=AdminFactory()).refused == 1


@pytest.mark.parametrize("form", ["csv", "gift", "moodle"])
def test_a_file_without_tags_takes_no_skill_away(form: str) -> None:
    bank, skill = BankFactory(), SkillFactory(slug="power-rule")
    question = VersionFactory(question=QuestionFactory(bank=bank, slug="first")).question
    untagged = exchange.read(exchange.export(bank, form).data, form)
    question.skills.add(skill)
    importing.import_bank(untagged, bank=bank, by=AdminFactory())
    assert list(question.skills.all()) == [skill]
    assert exchange.plan(untagged, bank=bank, by=AdminFactory()).counts == {"unchanged": 1}


def test_a_template_from_elsewhere_keeps_the_skill_it_got_here() -> None:
    bank, skill = BankFactory(), SkillFactory(slug="power-rule")
    data = "<quiz>{}</quiz>".format(
        stack("a: rand(5)+2;\nta: 2*a*x;", "ta", prompt="Differentiate \\({@a@}x^2\\).")
    )
    contents = exchange.read(data.encode(), "moodle")
    importing.import_bank(contents, bank=bank, by=AdminFactory(), leave_out=True)
    for question in bank.questions.all():
        question.skills.add(skill)
    again = exchange.plan(contents, bank=bank, by=AdminFactory())
    assert {one.outcome for one in again.lines} - {"refused"} == {"unchanged"}


def test_skills_that_come_and_go_are_named(bank: Bank) -> None:
    question = bank.questions.get(slug="first")
    contents = file_of(bank)
    question.skills.set([SkillFactory(slug="sum-rule")])
    line = exchange.plan(contents, bank=bank, by=AdminFactory()).lines[0]
    assert "Takes away the skill sum-rule. Adds the skill power-rule." in " ".join(line.messages)


def test_a_plan_tells_already_that_a_new_bank_cannot_have_the_name(bank: Bank) -> None:
    with pytest.raises(exchange.ExchangeError, match="already"):
        exchange.plan(file_of(bank), bank=None, by=AdminFactory())


def test_new_questions_without_a_skill_are_counted(bank: Bank) -> None:
    assert exchange.plan(file_of(bank, slug="copy"), bank=None, by=AdminFactory()).untagged == 1


@pytest.mark.parametrize("skills", [[], ["unheard-of"]])
def test_no_file_leaves_a_question_that_is_asked_without_a_skill(
    bank: Bank, skills: list[str]
) -> None:
    row = json.loads(exchange.export(bank, "json").data)
    [first] = [one for one in row["questions"] if one["slug"] == "first"]
    first |= {"skills": skills, "title": "Better"}
    importing.import_bank(
        exchange.read(json.dumps(row).encode(), "json"), bank=bank, by=AdminFactory()
    )
    question = bank.questions.get(slug="first")
    assert question.title == "Better"
    assert [one.slug for one in question.skills.all()] == ["power-rule"]


def elsewhere(bank: Bank) -> Contents:
    """The first question was changed and made ready there, and a draft was begun after that."""
    row = json.loads(exchange.export(bank, "json").data)
    [first] = [one for one in row["questions"] if one["slug"] == "first"]
    content = first["versions"][0]["content"]
    first["versions"][0]["state"] = "retired"
    for number, state in ((3, "ready"), (4, "draft")):
        said = {**content, "prompt": f"Text {number}."}
        first["versions"].append({"number": number, "state": state, "content": said})
    return exchange.read(json.dumps(row).encode(), "json")


def test_what_a_file_asks_comes_before_a_draft_that_was_begun_after_it(bank: Bank) -> None:
    contents, by = elsewhere(bank), AdminFactory()
    [line] = [one for one in exchange.plan(contents, bank=bank, by=by).lines if one.slug == "first"]
    assert "The file's draft, version 4, waits" in line.messages[-1]

    def texts() -> list[tuple[str, str]]:
        return [
            (one.state, one.content["prompt"])
            for one in bank.questions.get(slug="first").versions.order_by("number")
        ][2:]

    for _ in range(2):
        importing.import_bank(contents, bank=bank, by=by)
        assert texts() == [("draft", "Text 3.")]
    importing.make_ready(contents, bank=bank, by=by, render=can_be_shown)
    importing.import_bank(contents, bank=bank, by=by)
    assert texts() == [("ready", "Text 3."), ("draft", "Text 4.")]


def test_an_older_draft_of_a_file_takes_no_newer_ones_place(bank: Bank) -> None:
    row = json.loads(exchange.export(bank, "json").data)
    [other] = [one for one in row["questions"] if one["slug"] != "first"]
    newest = other["versions"][-1]
    older = {**newest, "content": {**newest["content"], "prompt": "Before."}}
    other["versions"] = [older, {**newest, "number": newest["number"] + 1}]
    contents = exchange.read(json.dumps(row).encode(), "json")
    assert exchange.plan(contents, bank=bank, by=AdminFactory()).counts == {"unchanged": 2}
