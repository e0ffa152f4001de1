"""Rules as stored JSON, in words, and shorter by the same rules."""

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest

from questions import maths, presets
from questions.presets import accepting

F = Fraction
FIXTURE = Path(__file__).parents[2] / "fixtures" / "presets.json"
STARTER = {row["fields"]["slug"]: row["fields"] for row in json.loads(FIXTURE.read_text())}
PLENTY = {"choice": 1000, "several choices": 1000, "number": 1000}


def rules(**changes):
    part = {"kind": "choice", "shown": 4, "counted": 4, "right": "1", "wrong": "-1/3", "blank": 0}
    return {"version": 1, "sections": [{"name": "A", "parts": [part | changes]}]}


@pytest.mark.parametrize("slug", STARTER)
def test_starter_rules_are_read_and_written_without_loss(slug):
    row = STARTER[slug]["rules"]
    read = presets.read(row)
    assert read.to_row() == row
    assert presets.scaled(read, PLENTY) == read


@pytest.mark.parametrize(
    ("slug", "shown", "possible", "minutes"),
    [
        ("gate", 65, 100, 180),
        ("jee-main", 75, 300, 180),
        ("jee-advanced", 12, 48, 40),
        ("csir-net", 120, 200, 180),
        ("gre-mathematics", 66, 66, 170),
        ("course-exam", 20, 30, 45),
    ],
)
def test_starter_presets_come_to_the_marks_of_their_exams(slug, shown, possible, minutes):
    read = presets.read(STARTER[slug]["rules"])
    assert (read.shown, read.possible, STARTER[slug]["minutes"]) == (shown, possible, minutes)


@pytest.mark.parametrize(
    ("changes", "place", "reason"),
    [
        ({"wrong": -0.33}, "wrong", '"-1/3"'),
        ({"wrong": "1/3"}, "wrong", "not be above 0"),
        ({"wrong": "1/0"}, "wrong", "not a number"),
        ({"right": "0"}, "right", "above 0"),
        ({"right": True}, "right", "whole number"),
        ({"counted": 5}, "counted", "at most the 4"),
        ({"counted": 3}, "counting", "text"),
        ({"shown": 0}, "shown", "from 1"),
        ({"kind": "essay"}, "kind", "one of"),
        ({"wrongg": "0"}, "wrongg", "not known"),
        ({"partial": []}, "partial", "several choices"),
        ({"accept": {"decimals": 2}}, "accept", "number"),
        ({"kind": "number", "accept": {"decimals": 9}}, "accept", "from 0 to 6"),
        ({"kind": "number", "accept": {"absolute": "-1"}}, "accept", "above 0"),
        ({"kind": "number", "accept": {"interval": ["0", "1"]}}, "accept", "one of these"),
        ({"kind": "number", "accept": []}, "accept", "one of these"),
        (
            {"kind": "several choices", "partial": [{"key": 2, "chosen": 2, "marks": "1"}]},
            "partial[0].chosen",
            "fewer than",
        ),
        (
            {"kind": "several choices", "partial": [{"key": 2, "chosen": 1, "marks": "2"}]},
            "partial[0].marks",
            "right answer",
        ),
    ],
)
def test_wrong_rules_are_refused_with_their_place(changes, place, reason):
    with pytest.raises(presets.ProblemError) as caught:
        presets.read(rules(**changes))
    assert caught.value.field == f"sections[0].parts[0].{place}"
    assert reason in caught.value.message


@pytest.mark.parametrize(
    "value",
    [None, [], {}, {"version": 2, "sections": []}, {"version": 1, "sections": []}]
    + [{"version": 1, "sections": [{"name": name, "parts": []}]} for name in ("", "A")]
    + [{"version": 1, "sections": rules()["sections"] * 2}, rules(shown=200) | {"more": 1}],
)
def test_what_is_no_rules_is_refused(value):
    with pytest.raises(presets.ProblemError):
        presets.read(copy.deepcopy(value))


@pytest.mark.parametrize(
    ("decimals", "key", "low", "high"),
    [
        (2, F("1.239"), F("1.23"), F("1.24")),
        (2, F("1.231"), F("1.23"), F("1.231")),
        (2, F("1.23"), F("1.23"), F("1.23")),
        (2, F("-1.239"), F("-1.24"), F("-1.23")),
        (2, F("0.005"), F(0), F("0.01")),
        (0, F("2.5"), F(2), F(3)),
        (1, F(1, 3), F("0.3"), F(1, 3)),
    ],
)
def test_decimals_take_the_key_rounded_or_cut_off(decimals, key, low, high):
    assert accepting.interval(decimals, key, key) == (low, high)


def test_a_key_that_is_no_fraction_is_enclosed():
    part = presets.read(rules(kind="number", accept={"decimals": 2})).parts[0]
    found = presets.tolerance(
        part, maths.read("sqrt(2)/2", maths.Notation(variables=())).expression
    )
    low, high = found.interval
    assert low == F("0.7")
    assert high == F("0.71")


@pytest.mark.parametrize(
    ("key", "accept", "is_kept"),
    [
        ("3/1088", {"decimals": 2}, False),
        ("-0.0151", {"decimals": 2}, False),
        ("1/3", {"decimals": 2}, True),
        ("-1/8", {"decimals": 2}, True),
        ("sqrt(2)/100", {"decimals": 2}, False),
        ("0.05", {"decimals": 2}, True),
        ("0", {"decimals": 2}, True),
        ("3/1088", {"absolute": "1/100"}, False),
        ("1/3", {"absolute": "1/100"}, True),
        ("3/1088", {"relative": "1/100"}, True),
    ],
)
def test_what_is_taken_for_a_key_must_be_near_it(key, accept, is_kept):
    part = presets.read(rules(kind="number", accept=accept)).parts[0]
    tree = maths.read(key, maths.Notation(variables=())).expression
    assert presets.keeps_digits(part, tree) is is_kept


def test_a_kind_that_is_short_is_shared_out_and_counts_shrink_with_it():
    whole = presets.read(STARTER["csir-net"]["rules"])
    short = presets.scaled(whole, {"choice": 30, "several choices": 6})
    assert [(part.shown, part.counted) for part in short.parts] == [(10, 8), (20, 12), (6, 2)]
    assert [part.right for part in short.parts] == [part.right for part in whole.parts]


def test_what_nothing_is_left_of_goes():
    whole = presets.read(STARTER["csir-net"]["rules"])
    names = [one.name for one in presets.scaled(whole, {"choice": 60}).sections]
    assert names == ["Part A", "Part B"]
    assert presets.scaled(whole, {}).sections == ()


def test_a_share_of_the_exam_takes_its_share_of_the_time():
    whole = presets.read(STARTER["jee-main"]["rules"])
    half = presets.scaled(whole, PLENTY, F(1, 5))
    assert half.shown == 15
    assert presets.minutes(180, whole, half) == 36


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ("2", "2"),
        ("1/2", "0.5"),
        ("8/5", "1.6"),
        ("19/4", "4.75"),
        ("4/3", "1 1/3"),
        ("0", "0"),
        ("-1/3", "−1/3"),
        ("-3/4", "−0.75"),
    ],
)
def test_marks_are_written_as_people_write_them(marks, text):
    assert presets.amount(F(marks)) == text


def test_rules_are_said_in_words():
    part = presets.read(STARTER["csir-net"]["rules"]).parts[0]
    assert presets.questions(part) == (
        "20 questions with one right option; the first 15 answered count"
    )
    assert presets.marks(part) == "+2, wrong −0.5, not answered 0"
