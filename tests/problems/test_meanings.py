"""Did you mean: asked only where another reading of an ambiguous entry is right."""

import pytest

from questions import problems


def problem(key, kind="expression", **fields):
    return problems.Problem(kind, "What?", 1, key=key, variables=("x", "y"), **fields)


def texts(judgement):
    return [one["text"] for one in judgement.did_you_mean["readings"]]


@pytest.mark.parametrize(
    ("key", "entry", "default", "other"),
    [
        ("e^(2x)", "e^2x", "e^2*x", "e^(2*x)"),
        ("1/(2x)", "1/2x", "1/2*x", "1/(2*x)"),
        ("(sin x)^2", "sin x^2", "sin(x^2)", "sin(x)^2"),
        ("sqrt(x)", "x^1/2", "(x^1)/2", "x^(1/2)"),
        ("log10(x)", "log x", "ln(x)", "log10(x)"),
    ],
)
def test_a_right_other_reading_is_offered_beside_the_default(key, entry, default, other):
    judgement = problems.judge(problem(key), [entry])
    assert judgement.verdict != "correct"
    assert texts(judgement) == [default, other]


@pytest.mark.parametrize(
    ("key", "entry"),
    [
        ("x/2", "1/2x"),  # The default reading is right.
        ("3x", "1/2x"),  # Neither is.
        ("e^(2x)", "2x"),  # There is only one reading.
    ],
)
def test_nothing_is_asked_where_it_decides_nothing(key, entry):
    assert problems.judge(problem(key), [entry]).did_you_mean is None


def test_each_offered_text_is_judged_as_what_it_says():
    asked = problem("e^(2x)*sin(x)^2")
    found = problems.judge(asked, ["e^(2x) sin x^2"])
    verdicts = [problems.judge(asked, [text]).verdict for text in texts(found)]
    assert verdicts == ["incorrect", "correct"]


def test_one_field_is_read_otherwise_at_a_time():
    fields = {"layout": "components", "labels": ("a", "b")}
    asked = problem("(x/2, e^(2x))", "vector", **fields)
    found = problems.judge(asked, ["1/2x", "e^2x"]).did_you_mean
    assert found["field"] == 1
    assert [one["text"] for one in found["readings"]] == ["e^2*x", "e^(2*x)"]
    assert found["readings"][1]["latex"] == "e^{2x}"


def test_two_fields_that_both_need_another_reading_are_not_guessed():
    fields = {"layout": "components", "labels": ("a", "b")}
    asked = problem("(1/(2x), e^(2x))", "vector", **fields)
    judgement = problems.judge(asked, ["1/2x", "e^2x"])
    assert judgement.did_you_mean is None
    assert judgement.verdict == "incorrect"
