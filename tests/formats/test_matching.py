"""Matching in Moodle's two formats: there and back, what is lost or left out is named."""

import pytest

from questions import problems
from questions.formats import FORMATS, BankRecord, QuestionRecord, VersionRecord
from tests.problems.test_pairs import MATCHING, ORDERING

TEXTS = MATCHING | {
    "pairs": [{"text": "$x^2$", "option": "a"}, {"text": "$x^3 = x \\cdot x^2$", "option": "b"}]
}


def bank(content: dict) -> BankRecord:
    version = VersionRecord(1, "ready", content)
    question = QuestionRecord("one", "One", ("power-rule",), (version,))
    return BankRecord("b", "B", "", "full", True, False, (question,))


@pytest.mark.parametrize("form", ["gift", "moodle"])
def test_matching_goes_there_and_back_with_options_that_no_row_takes(form):
    written = FORMATS[form].write(bank(TEXTS))
    assert not written.notes
    (question,) = FORMATS[form].read(written.data).bank.questions
    assert question.current["pairs"] == TEXTS["pairs"]
    assert question.current["options"] == TEXTS["options"]
    assert problems.build(question.current, 1).kind == "matching"


@pytest.mark.parametrize("form", ["gift", "moodle"])
def test_what_rows_lose_and_what_cannot_be_said_is_named(form):
    told = TEXTS | {"pairs": [row | {"feedback": "No."} for row in TEXTS["pairs"]]}
    (note,) = FORMATS[form].write(bank(told)).notes
    assert "say back" in note.message
    for content in (MATCHING, ORDERING):
        (note,) = FORMATS[form].write(bank(content)).notes
        assert note.refused


def test_json_keeps_all_of_it():
    for content in (MATCHING, ORDERING):
        written = FORMATS["json"].write(bank(content))
        assert FORMATS["json"].read(written.data).bank == bank(content)


def test_a_row_of_moodle_that_takes_nothing_is_refused():
    xml = (
        '<quiz><question type="matching"><name><text>One</text></name><questiontext><text>Match.'
        "</text></questiontext><subquestion><text>a</text><answer><text></text></answer>"
        "</subquestion></question></quiz>"
    )
    (note,) = FORMATS["moodle"].read(xml.encode()).notes
    assert "nothing that belongs to it" in note.message


def test_gift_as_its_documentation_writes_matching():
    text = "Match. {\n=cat -> cat food\n=dog -> dog food\n= -> bird food\n}"
    (question,) = FORMATS["gift"].read(text.encode()).bank.questions
    assert [one["text"] for one in question.current["options"]] == [
        "cat food",
        "dog food",
        "bird food",
    ]
    assert len(question.current["pairs"]) == 2
