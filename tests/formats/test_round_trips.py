"""A bank there and back: JSON loses nothing, the others what they name and nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest

from questions.formats import (
    FORMATS,
    BankRecord,
    QuestionRecord,
    VersionRecord,
    format_of,
    normal,
)

FIXTURE = Path(__file__).parents[2] / "fixtures" / "banks.json"


def starter() -> BankRecord:
    """Every question of the starter banks in one bank."""
    rows = json.loads(FIXTURE.read_text(encoding="utf-8"))
    titles = {one["pk"]: one["fields"] for one in rows if one["model"] == "questions.question"}
    questions = []
    for one in rows:
        if one["model"] == "questions.questionversion":
            fields = one["fields"]
            question = titles[fields["question"]]
            version = VersionRecord(1, fields["state"], fields["content"])
            slug = f"{question['slug']}-{fields['question']}"
            skills = ("chain-rule", "power-rule")
            questions.append(QuestionRecord(slug, question["title"], skills, (version,)))
    return BankRecord("all", "All", "Of every sort", "full", True, False, tuple(questions))


@pytest.fixture(scope="module")
def bank() -> BankRecord:
    return starter()


def test_json_gives_the_same_bank_and_the_same_bytes(bank: BankRecord) -> None:
    written = FORMATS["json"].write(bank)
    back = FORMATS["json"].read(written.data)
    assert back.bank == bank
    assert not written.notes
    assert not back.notes
    assert FORMATS["json"].write(back.bank) == written


@pytest.mark.parametrize("form", ["csv", "gift", "moodle"])
def test_what_no_note_names_comes_back_as_it_was(bank: BankRecord, form: str) -> None:
    written = FORMATS[form].write(bank)
    back = FORMATS[form].read(written.data)
    left_out = {one.place for one in written.notes if one.refused}
    noted = {one.place for one in written.notes} - left_out
    assert not back.notes
    found = {one.slug: one for one in back.bank.questions}
    assert set(found) == {one.slug for one in bank.questions} - left_out
    for question in bank.questions:
        if question.slug not in left_out:
            before, after = comparable(question), comparable(found[question.slug])
            if question.slug in noted:
                before = without_what_rows_say({**before, "hints": None})
                before = {name: before[name] for name in before if name not in {"task", "mistakes"}}
                after = {**after, "hints": None}
            assert after == before


def without_what_rows_say(content: dict[str, Any]) -> dict[str, Any]:
    if "pairs" not in content:
        return content
    rows = [{"text": one["text"], "option": one["option"]} for one in content["pairs"]]
    return {**content, "pairs": rows}


def comparable(question: QuestionRecord) -> dict[str, Any]:
    """What a reader sees; a key 1/64 and a key 0.015625 are the same."""
    content = normal(question.current)
    if content["kind"] == "number" and "/" in content["key"]:
        above, below = content["key"].split("/")
        content["key"] = str(int(above) / int(below))
    return {"hints": None, "title": question.title, "skills": question.skills, **content}


@pytest.mark.parametrize("form", ["csv", "gift", "moodle"])
def test_generated_questions_are_left_out_by_name(bank: BankRecord, form: str) -> None:
    notes = FORMATS[form].write(bank).notes
    generated = {one.slug for one in bank.questions if one.current["source"] == "family"}
    assert generated
    assert generated <= {one.place for one in notes if one.refused}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.json", "json"),
        ("A.CSV", "csv"),
        ("b.gift", "gift"),
        ("b.txt", "gift"),
        ("c.xml", "moodle"),
        ("c.pdf", None),
    ],
)
def test_a_name_tells_the_format(name: str, form: str | None) -> None:
    assert format_of(name) == form
