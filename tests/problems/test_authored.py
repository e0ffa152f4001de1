import copy

import pytest

from questions import problems
from questions.problems import ProblemError

CHOICE = {
    "version": 1,
    "source": "authored",
    "kind": "choice",
    "prompt": "What is the derivative of $x^2$?",
    "options": [
        {"id": "a", "text": "$2x$", "correct": True, "feedback": ""},
        {"id": "b", "text": "$x$", "correct": False, "feedback": "Bring the exponent down."},
        {"id": "c", "text": "$x^3/3$", "correct": False, "mistake": "power-integrated"},
    ],
    "explanation": "The power rule.",
}
EXPRESSION = {
    "version": 1,
    "source": "authored",
    "kind": "expression",
    "prompt": "Differentiate $x^2$.",
    "key": "2x",
    "variables": ["x"],
}
SHORT = {
    "version": 1,
    "source": "authored",
    "kind": "short text",
    "prompt": "What do we step against?",
    "accepted": ["the gradient", "gradient"],
}


def changed(content: dict, **changes) -> dict:
    return {**copy.deepcopy(content), **changes}


def verdict(content: dict, *entry: str) -> str:
    return problems.judge(problems.build(content, 1), list(entry)).verdict


def test_a_choice_is_right_or_wrong():
    assert verdict(CHOICE, "a") == "correct"
    assert verdict(CHOICE, "b") == "incorrect"


def test_nothing_chosen_costs_nothing():
    judgement = problems.judge(problems.build(CHOICE, 1), [])
    assert judgement.verdict == "unreadable"
    assert judgement.error["message"] == "Choose an answer first."


@pytest.mark.parametrize("entry", [["z"], ["a", "b"], ["a\x00"]])
def test_what_was_not_offered_is_unreadable(entry):
    assert verdict(CHOICE, *entry) == "unreadable"


def test_a_wrong_option_names_its_mistake():
    problem = problems.build(CHOICE, 1)
    assert problem.exposes() == {"power-integrated"}
    assert problems.judge(problem, ["c"]).mistakes[0]["rule"] == "power-integrated"


def test_several_choices_give_part_of_the_points_only_without_a_wrong_one():
    options = [
        {"id": "a", "text": "1", "correct": True},
        {"id": "b", "text": "2", "correct": True},
        {"id": "c", "text": "3", "correct": False},
    ]
    content = changed(CHOICE, kind="several choices", options=options)
    assert verdict(content, "a", "b") == "correct"
    assert verdict(content, "a") == "partly correct"
    assert verdict(content, "a", "b", "c") == "incorrect"
    assert verdict(content, "c") == "incorrect"


def test_options_are_shuffled_by_the_seed():
    orders = {tuple(one.id for one in problems.build(CHOICE, seed).options) for seed in range(20)}
    assert len(orders) == 6
    assert problems.build(CHOICE, 3) == problems.build(CHOICE, 3)


@pytest.mark.parametrize("text", ["Gradient", " the  GRADIENT. ", "gradient"])
def test_short_text_forgives_case_space_and_a_full_stop(text):
    assert verdict(SHORT, text) == "correct"


def test_short_text_is_otherwise_exact():
    assert verdict(SHORT, "the slope") == "incorrect"
    assert verdict(SHORT, "  ") == "unreadable"
    assert verdict(SHORT, "x" * 300) == "unreadable"


def test_an_expression_is_judged_by_its_value():
    assert verdict(EXPRESSION, "x + x") == "correct"
    assert verdict(EXPRESSION, "2x + 1") == "incorrect"
    assert verdict(EXPRESSION, "2x +") == "unreadable"
    assert verdict(EXPRESSION, "") == "unreadable"
    assert verdict(EXPRESSION, "0/0") == "unreadable"


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (changed(CHOICE, kind="riddle"), "kind"),
        (changed(CHOICE, prompt="  "), "prompt"),
        (changed(CHOICE, prompt=7), "prompt"),
        (changed(CHOICE, options=CHOICE["options"][:1]), "options"),
        (changed(CHOICE, options=[*CHOICE["options"], CHOICE["options"][1]]), "options"),
        (changed(CHOICE, options=CHOICE["options"][1:]), "options"),
        (changed(CHOICE, options="a, b"), "options"),
        (changed(CHOICE, options=[{"id": "a"}, {"id": "b"}]), "options[0].text"),
        (changed(CHOICE, hints=["1", "2", "3", "4"]), "hints"),
        (changed(CHOICE, version=2), "version"),
        (changed(CHOICE, source="a friend"), "source"),
        (changed(CHOICE, difficulty="hard"), "difficulty"),
        (changed(SHORT, accepted=[]), "accepted"),
        (changed(SHORT, accepted=["yes", " "]), "accepted"),
        (changed(EXPRESSION, key="2y"), "key"),
        (changed(EXPRESSION, key="0/0"), "key"),
        (changed(EXPRESSION, key="(1, x)"), "key"),
        (changed(EXPRESSION, kind="number"), "key"),
        (changed(EXPRESSION, kind="vector"), "key"),
        (changed(EXPRESSION, variables="x"), "variables"),
    ],
)
def test_a_wrong_field_is_named(content, field):
    with pytest.raises(ProblemError) as caught:
        problems.build(content, 1)
    assert caught.value.field == field


@pytest.mark.parametrize("content", [None, [], "x", 3])
def test_content_that_is_no_object_is_refused(content):
    with pytest.raises(ProblemError):
        problems.build(content, 1)


def test_a_stored_instance_with_a_wrong_field_is_refused():
    row = problems.build(CHOICE, 1).to_row()
    with pytest.raises(ProblemError, match=r"options\[1\]\.correct"):
        problems.Problem.from_row(
            {**row, "options": [row["options"][0], {**row["options"][1], "correct": "yes"}]}
        )


def stored(content: dict, **changes) -> problems.Problem:
    return problems.Problem.from_row({**problems.build(content, 1).to_row(), **changes})


@pytest.mark.parametrize(
    ("content", "changes", "field"),
    [
        (CHOICE, {"version": 2}, "version"),
        (CHOICE, {"options": []}, "options"),
        (CHOICE, {"kind": "riddle"}, "kind"),
        (CHOICE, {"difficulty": float("nan")}, "difficulty"),
        (CHOICE, {"seed": "1"}, "seed"),
        (SHORT, {"accepted": []}, "accepted"),
        (EXPRESSION, {"key": "2x +"}, "key"),
        (EXPRESSION, {"key": "(1, x)"}, "key"),
        (EXPRESSION, {"kind": "vector"}, "key"),
        (EXPRESSION, {"layout": "components"}, "labels"),
        (EXPRESSION, {"mistakes": [{"rule": "r", "answer": "2y"}]}, "mistakes[0].answer"),
        (EXPRESSION, {"task": "x"}, "task"),
        (EXPRESSION, {"task": {"ask": "derivative"}}, "task"),
        (EXPRESSION, {"domain": {"y": [None, None]}}, "domain"),
        (EXPRESSION, {"domain": {"x": ["0"]}}, "domain"),
        (EXPRESSION, {"domain": {"x": ["1/0", None]}}, "domain"),
        (EXPRESSION, {"domain": {"x": 0}}, "domain"),
    ],
)
def test_a_wrong_field_of_a_stored_instance_is_named(content, changes, field):
    with pytest.raises(ProblemError) as caught:
        stored(content, **changes)
    assert caught.value.field == field


def test_an_instance_from_before_domains_were_stored_is_read():
    row = problems.build(EXPRESSION, 1).to_row()
    del row["domain"]
    assert problems.Problem.from_row(row).domain is None
