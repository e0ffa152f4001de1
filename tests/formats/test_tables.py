"""CSV and JSON: what people and programs get wrong, named by row and field."""

import csv
import io
import json

import pytest

from questions.formats import (
    FORMATS,
    MOST_BYTES,
    BankRecord,
    FormatError,
    QuestionRecord,
    VersionRecord,
)

HEADER = "title,kind,prompt,key,variables,tolerance,right,option 1,option 2,feedback 2\n"


def test_a_table_with_semicolons_and_a_byte_order_mark_is_read() -> None:
    text = "\ufefftitle;kind;prompt;key;tolerance\nRoot;number;How much?;sqrt(2);digits 3\n"
    [question] = FORMATS["csv"].read(text.encode()).bank.questions
    assert question.current["key"] == "sqrt(2)"
    assert question.current["tolerance"] == {"digits": 3}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",choice,What?,,,,1,a,b,", "“title” is empty"),
        ("T,riddle,What?,,,,1,a,b,", "no kind “riddle”"),
        ("T,choice,What?,,,,,a,b,", "numbers of the right options"),
        ("T,choice,What?,,,,3,a,b,", "Option 3"),
        ("T,choice,What?,D,,,,a,b,", "Option 4"),
        ("T,choice,What?,first,,,,a,b,", "“first” is none of them"),
        ("T,choice,What?,B,,,,b,c,", "“B” may mean option 1 or 2"),
        ("T,number,What?,3,,roughly,,,,", "tolerance"),
    ],
)
def test_a_wrong_row_is_named_and_the_others_are_read(row: str, said: str) -> None:
    contents = FORMATS["csv"].read(f"{HEADER}{row}\nU,choice,Good?,,,,2,a,b,no\n".encode())
    [note] = contents.notes
    assert (note.place, note.refused) == ("row 2", True)
    assert said in note.message
    assert [one.title for one in contents.bank.questions] == ["U"]


@pytest.mark.parametrize(
    ("kind", "key", "right", "places"),
    [
        ("choice", "B", "", [2]),
        ("choice", "b)", "", [2]),
        ("choice", "1: B", "", [2]),
        ("choice", "12. A", "", [1]),
        ("choice", "", "B", [2]),
        ("choice", "2: four", "", [2]),
        ("choice", "four", "", [2]),
        ("choice", "", "2", [2]),
        ("several choices", "A C", "", [1, 3]),
        ("several choices", "", "1 3", [1, 3]),
        ("true/false", "false", "", [2]),
        ("true/false", "", "1", [1]),
        ("true/false", "True", "", [1]),
    ],
)
def test_what_is_right_is_said_by_number_letter_or_text(
    kind: str, key: str, right: str, places: list[int]
) -> None:
    head = "title,kind,prompt,key,right,option 1,option 2,option 3"
    data = f"{head}\nT,{kind},What?,{key},{right},two,four,six\n".encode()
    [question] = FORMATS["csv"].read(data).bank.questions
    options = question.current["options"]
    assert [place for place, one in enumerate(options, 1) if one["correct"]] == places


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,prompt\n", "“title” is missing"),
        ("title,kind,prompt,colour\n", "no column “colour”"),
        ("title,kind,prompt\na,b,c,d\n", "row 2"),
        ('title,kind,prompt\n"open,b,c', "not a table"),
        ("", "missing"),
    ],
)
def test_a_table_that_cannot_be_read_says_where(text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        FORMATS["csv"].read(text.encode())


@pytest.mark.parametrize("title", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-x", "'quoted"])
def test_no_cell_is_taken_for_a_formula_and_the_text_comes_back(title: str) -> None:
    content = {
        "version": 1,
        "source": "authored",
        "kind": "number",
        "prompt": title,
        "key": "-3",
        "explanation": title,
    }
    question = QuestionRecord("a", title, (), (VersionRecord(1, "draft", content),))
    data = FORMATS["csv"].write(BankRecord(questions=(question,))).data
    _, cells = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert not [one for one in cells if one[:1] in "=+@" and one]
    assert "-3" in cells
    [back] = FORMATS["csv"].read(data).bank.questions
    assert back == question


def bank(**changes: object) -> bytes:
    version = {"number": 1, "state": "draft", "content": {"version": 1}}
    question = {"slug": "a", "title": "A", "skills": [], "versions": [version], **changes}
    names = {"slug": "b", "name": "B", "description": "", "partial_credit": "full"}
    row = {"format": "gradquiz-bank", "version": 1, "bank": names, "questions": [question]}
    return json.dumps(row).encode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"slug": "not a slug"}, "slug"),
        ({"title": ""}, "title"),
        ({"title": 3}, "title"),
        ({"skills": "chain"}, "skills"),
        ({"versions": []}, "versions"),
        ({"versions": [{"number": True, "state": "draft", "content": {}}]}, "number"),
        ({"versions": [{"number": 1, "state": "done", "content": {}}]}, "state"),
        ({"versions": [{"number": 1, "state": "draft"}]}, "content"),
        ({"versions": [{"number": 1, "state": "ready", "content": {}}] * 2}, "same number"),
    ],
)
def test_a_wrong_question_in_json_is_refused_with_its_field(
    changes: dict[str, object], said: str
) -> None:
    contents = FORMATS["json"].read(bank(**changes))
    [note] = contents.notes
    assert (note.place, note.refused) == ("question 1", True)
    assert said in note.message


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{", b"nonsense", b"\xff", b"[" * 100_000, b'{"format": "gradquiz-bank"}'],
)
def test_what_is_no_bank_in_json_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError):
        FORMATS["json"].read(data)


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_beyond_the_bound_is_refused(form: str) -> None:
    with pytest.raises(FormatError, match="megabytes"):
        FORMATS[form].read(b" " * (MOST_BYTES + 1))
