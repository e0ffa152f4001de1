"""Of what was handed in, the fields that can be read count, whatever stands in the others."""

from dataclasses import replace
from fractions import Fraction

import pytest

from questions import problems
from questions.problems import Problem
from questions.reports import evidence, feedback
from tests import factories

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
    ("entry", "verdict", "share", "kinds"),
    [
        (["2x", "3)("], "partly correct", "1/2", ["equal", "unread"]),
        (["2x", ""], "partly correct", "1/2", ["equal", "unread"]),
        (["2x", "0/0"], "partly correct", "1/2", ["equal", "unread"]),
        (["2x"], "partly correct", "1/2", ["equal", "unread"]),
        (["x", "3)("], "incorrect", "0", ["different", "unread"]),
        (["((", "3"], "partly correct", "1/2", ["unread", "equal"]),
        (["2x", "3"], "correct", "1", ["equal", "equal"]),
    ],
)
def test_what_can_be_read_earns_its_part(entry, verdict, share, kinds):
    found = problems.judge(GRADIENT, entry, is_final=True)
    assert (found.verdict, found.score) == (verdict, Fraction(share))
    assert [one["kind"] for one in found.comparison["components"]] == kinds
    assert problems.judge(GRADIENT, entry, "full", is_final=True).score in {0, 1}


@pytest.mark.parametrize("entry", [["((", "))"], ["", ""], ["0/0", "((("], ["0/0", "1/0"]])
@pytest.mark.parametrize("is_final", [True, False])
def test_what_cannot_be_read_at_all_is_unreadable(entry, is_final):
    found = problems.judge(GRADIENT, entry, is_final=is_final)
    assert (found.verdict, found.score) == ("unreadable", 0)
    assert found.evidence["kind"] == "unread"


@pytest.mark.parametrize("entry", [["2x", "3)("], ["2x", ""], ["2x", "0/0"]])
def test_before_it_is_handed_in_it_stays_unreadable_and_costs_nothing(entry):
    assert problems.judge(GRADIENT, entry).verdict == "unreadable"


def test_one_field_that_cannot_be_read_is_unreadable_to_the_end():
    scalar = replace(GRADIENT, kind="expression", key="2x", layout="single", labels=())
    assert problems.judge(scalar, ["2x)"], is_final=True).verdict == "unreadable"


def test_each_field_is_shown_as_it_was_written_with_what_was_found():
    entry = ["2x", "3)("]
    found = problems.judge(GRADIENT, entry, is_final=True)
    response = factories.ResponseFactory.build(
        item_session=None,
        raw=entry,
        reading=found.reading,
        comparison=found.evidence,
        verdict=found.verdict,
    )
    first, second = feedback.lines(GRADIENT, response, is_released=True)
    assert (first.latex, first.is_right) == ("f_x = 2x", True)
    assert (second.typed, second.latex, second.key) == ("3)(", "", "f_y = 3")
    assert second.is_right is False
    right, unread = evidence.sentences(GRADIENT, response, is_released=True)
    assert right == "Your $f_x$ is right."
    assert unread.startswith(
        "Your $f_y$ could not be read, so it is not right: “)” closes a bracket"
    )
    assert feedback.of(GRADIENT, response, is_released=True).fault.part == ")"


def test_what_could_not_be_read_at_all_is_shown_as_it_was_typed():
    response = factories.ResponseFactory.build(
        item_session=None, raw=["((", "))"], reading=None, verdict="unreadable"
    )
    assert [one.typed for one in feedback.lines(GRADIENT, response, is_released=True)] == [
        "((",
        "))",
    ]
