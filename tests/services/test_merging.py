"""A file of another notation comes in again: what it cannot hold stays, what it says is taken."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from questions.formats import FORMATS, BankRecord, Contents, QuestionRecord, VersionRecord, normal
from questions.models import Bank, QuestionVersion
from questions.services import exchange, importing, merging
from tests.factories import AdminFactory, BankFactory, QuestionFactory, VersionFactory

FIXTURE = Path(__file__).parents[2] / "fixtures" / "banks.json"
OTHERS = ["csv", "gift", "moodle"]


def starter() -> dict[str, QuestionRecord]:
    """Every question of the starter banks by slug."""
    rows = json.loads(FIXTURE.read_text(encoding="utf-8"))
    found = {}
    for one in rows:
        if one["model"] == "questions.questionversion":
            slug, fields = f"question-{one['fields']['question']}", one["fields"]
            version = VersionRecord(1, fields["state"], fields["content"])
            found[slug] = QuestionRecord(slug, f"Of {slug}", ("chain-rule",), (version,))
    return found


def written(kind: str, **fields: Any) -> QuestionRecord:
    content = {"version": 1, "source": "authored", "kind": kind, "prompt": "Do $x^2$.", **fields}
    return QuestionRecord("one", "One", ("chain-rule",), (VersionRecord(1, "ready", content),))


TYPED = written("expression", key="2x cos(x)", variables=["x"], form="expanded", hints=["Look."])
CHOSEN = written(
    "choice",
    options=[
        {"id": "p", "text": "$2x$", "correct": True, "feedback": "", "mistake": None},
        {"id": "q", "text": "$x$", "correct": False, "feedback": "No.", "mistake": None},
    ],
    hints=["The power comes down."],
)


def exported(question: QuestionRecord, form: str) -> Contents:
    data = FORMATS[form].write(BankRecord(questions=(question,))).data
    return replace(FORMATS[form].read(data), form=form)


def edited(contents: Contents, **fields: Any) -> Contents:
    """As somebody changes the file's one question."""
    [one] = contents.bank.questions
    version = replace(one.versions[0], content={**one.versions[0].content, **fields})
    questions = (replace(one, versions=(version,)),)
    return replace(contents, bank=replace(contents.bank, questions=questions))


@pytest.mark.parametrize("form", OTHERS)
def test_every_starter_question_comes_back_as_the_bank_has_it(form: str) -> None:
    there = starter()
    data = FORMATS[form].write(BankRecord(questions=tuple(there.values()))).data
    contents = replace(FORMATS[form].read(data), form=form)
    back = merging.merged(contents, there).bank.questions
    assert len(back) > 20
    for one in back:
        assert normal(one.current) == normal(there[one.slug].current)
        assert not merging.changes(there[one.slug], one)


@pytest.mark.parametrize(
    ("question", "form"),
    [(TYPED, "moodle"), (CHOSEN, "csv"), (CHOSEN, "gift"), (CHOSEN, "moodle")],
)
def test_a_changed_prompt_changes_the_prompt_alone(question: QuestionRecord, form: str) -> None:
    contents = edited(exported(question, form), prompt="Do $x^3$.")
    [back] = merging.merged(contents, {"one": question}).bank.questions
    assert back.current == {**normal(question.current), "prompt": "Do $x^3$."}
    assert merging.changes(question, back) == ["prompt"]


def test_a_key_that_was_changed_in_the_file_is_taken() -> None:
    contents = edited(exported(TYPED, "moodle"), key="3*x^2")
    [back] = merging.merged(contents, {"one": TYPED}).bank.questions
    assert (back.current["key"], back.current["form"]) == ("3*x^2", "expanded")
    assert merging.changes(TYPED, back) == ["key"]


def test_one_changed_option_is_named_and_the_letters_stay() -> None:
    contents = exported(CHOSEN, "gift")
    options = [dict(one) for one in contents.bank.questions[0].current["options"]]
    options[1]["feedback"] = "Not yet."
    contents = edited(contents, options=options)
    [back] = merging.merged(contents, {"one": CHOSEN}).bank.questions
    assert [one["id"] for one in back.current["options"]] == ["p", "q"]
    assert back.current["hints"] == ["The power comes down."]
    assert merging.changes(CHOSEN, back) == ["option 2"]


def test_hints_that_a_format_could_hold_and_does_not_are_taken_away() -> None:
    contents = exported(CHOSEN, "moodle")
    contents = edited(contents, hints=[])
    [back] = merging.merged(contents, {"one": CHOSEN}).bank.questions
    assert not back.current.get("hints")


@pytest.fixture
def bank(db: None) -> Bank:
    bank = BankFactory(slug="calculus", name="Calculus")
    for place, question in enumerate((TYPED, CHOSEN)):
        row = QuestionFactory(bank=bank, slug=f"q{place}", title=f"Of {place}")
        VersionFactory(question=row, kind=question.current["kind"], content=question.current)
    return bank


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["json", *OTHERS])
def test_an_export_that_comes_in_again_makes_no_draft(bank: Bank, form: str) -> None:
    contents = exchange.read(exchange.export(bank, form).data, form)
    _, report = importing.import_bank(contents, bank=bank, by=AdminFactory())
    assert set(report.counts) == {"unchanged"}
    assert not QuestionVersion.objects.filter(state="draft").exists()


@pytest.mark.django_db
def test_a_change_is_named_once_and_the_same_file_again_is_unchanged(bank: Bank) -> None:
    data = exchange.export(bank, "gift").data.replace(b"No.", b"Never.")
    contents, by = exchange.read(data, "gift"), AdminFactory()
    [line] = exchange.plan(contents, bank=bank, by=by).lines
    assert (line.outcome, line.messages) == ("changed", ("Changes: option 2.",))
    importing.import_bank(contents, bank=bank, by=by)
    draft = bank.questions.get(slug="q1").versions.get(state="draft")
    assert draft.content["hints"] == CHOSEN.current["hints"]
    assert exchange.plan(contents, bank=bank, by=by).counts == {"unchanged": 1}
    other = exchange.read(data.replace(b"Never.", b"Not so."), "gift")
    [line] = exchange.plan(other, bank=bank, by=by).lines
    assert line.messages == ("Changes: option 2. Replaces the draft, version 2.",)


@pytest.mark.django_db
def test_what_was_changed_in_another_notation_is_made_ready(bank: Bank) -> None:
    data = exchange.export(bank, "gift").data.replace(b"No.", b"Never.")
    contents, by = exchange.read(data, "gift"), AdminFactory()
    importing.import_bank(contents, bank=bank, by=by)
    [line] = importing.make_ready(
        contents, bank=bank, by=by, render=lambda _text: None, is_all=True
    )
    assert line.slug == "q1"


@pytest.mark.django_db
@pytest.mark.parametrize("form", OTHERS)
def test_an_unfinished_draft_is_left_out_of_a_file_by_name(bank: Bank, form: str) -> None:
    row = QuestionFactory(bank=bank, slug="begun")
    content = {"version": 1, "source": "authored", "kind": "choice"}
    VersionFactory(question=row, state="draft", kind="choice", content=content)
    [note] = [one for one in exchange.export(bank, form).notes if one.place == "begun"]
    assert note.refused
    assert "unfinished" in note.message
