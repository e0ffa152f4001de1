"""What stands in the fields of an entry."""

import pytest

from questions import problems
from questions.problems import Problem
from questions.reports import readings

GRADIENT = Problem(
    "vector",
    "Find the gradient.",
    1,
    key="(2x, 3)",
    variables=("x", "y"),
    layout="components",
    labels=("f_x", "f_y"),
)


@pytest.mark.parametrize(
    "entry",
    [["(2x, 3)", ""], ["2x, 3", ""], ["", "[2x; 3]"], [r"\langle 2x, 3\rangle"], ["(x + x, 6/2)"]],
)
def test_a_vector_written_into_one_field_fills_all(entry):
    found = problems.judge(GRADIENT, entry)
    assert found.verdict == "correct"
    assert found.reading is not None
    assert len(found.reading) == 2


def test_a_wrong_component_of_it_is_the_one_that_is_told():
    found = problems.judge(GRADIENT, ["(2x, 4)", ""])
    assert [one["kind"] for one in found.comparison["components"]] == ["equal", "different"]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        (["(2x, 3, 1)", ""], "Field 1: This field takes one component. The whole answer has 2"),
        (["(2x, 3)", "3"], "Field 1: This field takes one component. The whole answer has 2"),
        (["2x", ""], "Field 2: "),
        (["(2x,", ""], "Field 1: "),
        (["", ""], "Field 1: "),
    ],
)
def test_what_does_not_fill_all_fields_is_read_field_by_field_and_costs_nothing(entry, sentence):
    assert problems.read_together(GRADIENT, entry) is None
    found = problems.judge(GRADIENT, entry)
    assert found.verdict == "unreadable"
    assert found.error["message"].startswith(sentence)


def test_a_preview_says_that_the_other_fields_stay_empty():
    assert readings.of_text(GRADIENT, "(2x, 3)").is_whole
    assert not readings.of_text(GRADIENT, "2x").is_whole
