import pytest

from questions import maths
from questions.reports import tables


@pytest.mark.parametrize("text", ["=1+1", "+2", "@a", "\tb", "\r=c", " =d", "＝1", "－1+cmd"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert tables.safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-x", "-2x", " -x", "-x1", "-2+3+cmd|' /C calc'!A0", "-(x+1)"])
def test_a_minus_in_front_runs_nothing_and_stays_a_minus(text):
    kept = tables.safe(text)
    assert not kept.lstrip().startswith("-")
    assert kept == text.replace("-", "\u2212", 1)


@pytest.mark.parametrize("text", ["-x", "-2x^2", "-sin(x)"])
def test_an_answer_in_the_file_is_read_as_it_was_written(text):
    notation = maths.Notation(variables=("x",))
    written, kept = (maths.read(one, notation).expression for one in (text, tables.safe(text)))
    assert maths.compare(written, kept, variables=["x"]).kind == "equal"


@pytest.mark.parametrize("text", ["", "2*x", "-2", "-0.5", "3 - x", "Aarav Mehta"])
def test_plain_texts_and_negative_numbers_stay(text):
    assert tables.safe(text) == text
