import pytest

from questions.reports import tables


@pytest.mark.parametrize("text", ["=1+1", "+2", "-x", "@a", "\tb", "\r=c", " =d", "-1+cmd", "＝1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert tables.safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "2*x", "-2", "-0.5", "3 - x", "Aarav Mehta"])
def test_plain_texts_and_negative_numbers_stay(text):
    assert tables.safe(text) == text
