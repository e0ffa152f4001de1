"""Matching and ordering: read from content, judged row by row."""

from fractions import Fraction

import pytest

from questions import problems
from questions.problems import Problem, ProblemError
from questions.reports import pairing

PICTURE = {"function": "x^2 - 1", "variable": "x", "low": "-2", "high": "2"}
MATCHING = {
    "version": 1,
    "source": "authored",
    "kind": "matching",
    "prompt": "Which derivative belongs to which function?",
    "pairs": [
        {"text": "$x^2$", "option": "a", "mistakes": {"c": "exponent-not-brought-down"}},
        {"text": "$x^3$", "option": "b", "feedback": "Bring the exponent down."},
        {"text": "", "picture": PICTURE, "option": "a"},
    ],
    "options": [
        {"id": "a", "text": "$2x$"},
        {"id": "b", "text": "$3x^2$"},
        {"id": "c", "text": "$x$"},
    ],
}
ORDERING = {
    "version": 1,
    "source": "authored",
    "kind": "ordering",
    "prompt": "Put a step of gradient descent in order.",
    "pairs": [{"text": "Work out the gradient."}, {"text": "Scale it."}, {"text": "Step back."}],
}


def changed(content, **fields):
    return content | fields


def found(entry, policy="components", content=MATCHING):
    return problems.judge(problems.build(content, 5), entry, policy)


@pytest.mark.parametrize(
    ("entry", "policy", "verdict", "score"),
    [
        (["a", "b", "a"], "components", "correct", 1),
        (["a", "c", "a"], "components", "partly correct", Fraction(2, 3)),
        (["c", "a", "b"], "components", "incorrect", 0),
        (["a", "c", "a"], "full", "incorrect", 0),
        (["a", "b", ""], "components", "partly correct", Fraction(2, 3)),
        (["a", "b", "a", "c"], "components", "correct", 1),
    ],
)
def test_each_row_counts_by_itself(entry, policy, verdict, score):
    judgement = found(entry, policy)
    assert (judgement.verdict, judgement.score) == (verdict, score)


@pytest.mark.parametrize("entry", [[], ["", "", ""], ["a", "nonsense", "a"]])
def test_what_is_no_answer_is_not_marked(entry):
    assert found(entry).verdict == "unreadable"


def test_the_evidence_says_which_rows_are_right_and_what_is_open():
    judgement = found(["c", "b", ""])
    assert judgement.comparison["right"] == [False, True, False]
    assert problems.near_miss(judgement.comparison) == "open"
    assert "near" not in found(["c", "b", "b"]).comparison


def test_a_wrong_row_names_the_mal_rule_that_it_tempts_with():
    (mistake,) = found(["c", "b", "a"]).mistakes
    assert mistake["rules"] == ["exponent-not-brought-down"]
    assert found(["b", "b", "a"]).mistakes == []
    assert problems.build(MATCHING, 1).exposes() == {"exponent-not-brought-down"}


def test_wrong_answers_that_nothing_explains_are_told_apart():
    one, other = found(["b", "b", "a"]), found(["b", "a", "a"])
    assert one.fingerprint
    assert one.fingerprint != other.fingerprint
    assert found(["b", "b", "a"]).fingerprint == one.fingerprint


def test_options_are_shuffled_and_rows_stay():
    orders = {tuple(one.id for one in problems.build(MATCHING, seed).options) for seed in range(9)}
    assert len(orders) > 1
    texts = [one.text for one in problems.build(MATCHING, 3).pairs]
    assert texts == [one["text"] for one in MATCHING["pairs"]]


@pytest.mark.parametrize("seed", range(8))
def test_lines_to_be_ordered_never_stand_in_order(seed):
    problem = problems.build(ORDERING, seed)
    places = problems.right_entry(problem)
    assert sorted(places) == ["1", "2", "3"] != places
    assert [one.text for one in problem.options] == ["1st", "2nd", "3rd"]
    assert problems.judge(problem, places).verdict == "correct"
    assert problems.judge(problem, ["1", "1", "1"]).score == Fraction(1, 3)


@pytest.mark.parametrize("content", [MATCHING, ORDERING])
def test_rows_survive_storing(content):
    problem = problems.build(content, 2)
    assert Problem.from_row(problem.to_row()) == problem


ROW = MATCHING["pairs"][1]


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (changed(MATCHING, pairs=[ROW]), "pairs"),
        (changed(MATCHING, pairs=[ROW] * 2), "pairs[0].text"),
        (changed(MATCHING, pairs=[ROW, {"text": "$x$", "option": "z"}]), "pairs[1].option"),
        (changed(MATCHING, pairs=[ROW, {"text": " ", "option": "a"}]), "pairs[1].text"),
        (
            changed(MATCHING, pairs=[ROW, {"text": "y", "option": "a", "mistakes": {"a": "m"}}]),
            "pairs[1].mistakes",
        ),
        (
            changed(MATCHING, pairs=[ROW, {"text": "y", "option": "a", "mistakes": ["m"]}]),
            "pairs[1].mistakes",
        ),
        (
            changed(MATCHING, pairs=[ROW, {"option": "a", "picture": PICTURE | {"function": "("}}]),
            "pairs[1].picture.function",
        ),
        (
            changed(MATCHING, pairs=[ROW, {"option": "a", "picture": PICTURE | {"high": "-3"}}]),
            "pairs[1].picture.high",
        ),
        (
            changed(MATCHING, pairs=[ROW, {"option": "a", "picture": PICTURE | {"low": "1/0"}}]),
            "pairs[1].picture.low",
        ),
        (changed(MATCHING, options=MATCHING["options"][:1]), "options"),
        (
            changed(MATCHING, options=MATCHING["options"] + MATCHING["options"][:1]),
            "options[0].text",
        ),
        (changed(ORDERING, pairs=ORDERING["pairs"][:1]), "pairs"),
        (changed(ORDERING, pairs=ORDERING["pairs"] * 2), "pairs[0].text"),
    ],
)
def test_what_is_wrong_in_rows_is_named(content, field):
    with pytest.raises(ProblemError) as caught:
        problems.build(content, 1)
    assert caught.value.field == field
    assert caught.value.message.endswith(".")


def test_a_stored_row_needs_an_option_that_there_is():
    row = problems.build(MATCHING, 1).to_row()
    for pairs in ([], [{"text": "y", "option": "z"}]):
        with pytest.raises(ProblemError) as caught:
            Problem.from_row(row | {"pairs": pairs})
        assert caught.value.field == "pairs"


@pytest.mark.parametrize(("rows", "options", "chance"), [(3, 3, 6), (3, 4, 24), (4, 2, 16)])
def test_the_chance_of_guessing_all_rows_is_what_counting_gives(rows, options, chance):
    assert problems.chance_of_guessing(rows, options) == pytest.approx(1 / chance)


def test_lines_that_are_left_out_have_no_place_in_the_worked_answer():
    problem = problems.generate("order_steps", 2, 3)
    told = pairing.right(problem).splitlines()
    left_out = [one.text for one in problem.pairs if one.option == problems.LEFT_OUT]
    assert len(told) == len(problem.pairs) - len(left_out)
    assert left_out
    assert not any(text in "\n".join(told) for text in left_out)
