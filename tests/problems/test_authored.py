import copy
from fractions import Fraction

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


NUMBER = changed(EXPRESSION, kind="number", key="pi", variables=[])


@pytest.mark.parametrize(
    ("content", "entry", "expected"),
    [
        (changed(EXPRESSION, key="log(x)", log="log10"), "ln(x)/ln(10)", "correct"),
        (changed(EXPRESSION, key="log(x)", log="log10"), "ln(x)", "incorrect"),
        (changed(EXPRESSION, key="1,5x", decimal_comma=True), "3/2*x", "correct"),
        (changed(EXPRESSION, key="1,5x", decimal_comma=True), "1,5*x", "correct"),
        (changed(EXPRESSION, key="abs(x)", domain="x > 0"), "x", "correct"),
        (changed(EXPRESSION, key="abs(x)", domain={"x": ["0", None]}), "x", "correct"),
        (changed(EXPRESSION, key="x^2", up_to_constant=True), "x^2 + 3", "correct"),
        (changed(EXPRESSION, key="x^2 + C", up_to_constant=True), "x^2 + C/2", "correct"),
        (changed(EXPRESSION, key="x^2", up_to_constant=True), "x^3 + C", "incorrect"),
        (changed(EXPRESSION, key="x(x+1)", form=["factored"]), "(x+1)*x", "correct"),
        (changed(EXPRESSION, key="x(x+1)", form="factored"), "x^2+x", "partly correct"),
        (changed(EXPRESSION, key="x(x+1)", form="factored"), "x^2", "incorrect"),
        (NUMBER, "3.14", "incorrect"),
        (changed(NUMBER, tolerance=0.01), "3.14", "correct"),
        (changed(NUMBER, tolerance="1 %"), "3.1", "incorrect"),
        (changed(NUMBER, tolerance={"interval": ["3.1", "3.2"]}), "3.2", "correct"),
        (changed(NUMBER, tolerance={"digits": 3}), "3.14", "correct"),
    ],
    ids=str,
)
def test_a_setting_changes_what_is_right(content, entry, expected):
    assert verdict(content, entry) == expected


def test_a_wrong_form_gets_half_of_the_points_and_no_mistake():
    content = changed(EXPRESSION, key="x(x+1)", form=["factored"])
    judgement = problems.judge(problems.build(content, 1), ["x^2+x"])
    assert judgement.score == Fraction(1, 2)
    assert judgement.comparison["kind"] == "form"
    assert judgement.mistakes == []


def test_a_component_in_a_wrong_form_gets_half_of_its_share():
    content = changed(EXPRESSION, kind="vector", key="(x, x(x+1))", form=["factored"])
    judgement = problems.judge(problems.build(content, 1), ["(x, x^2+x)"])
    assert (judgement.verdict, judgement.score) == ("partly correct", Fraction(3, 4))


def test_a_rounded_answer_is_wrong_and_named():
    judgement = problems.judge(problems.build(NUMBER, 1), ["3.14"])
    assert (judgement.verdict, judgement.comparison["near"]) == ("incorrect", "rounding")


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (changed(EXPRESSION, tolerance=0.1), "tolerance"),
        (changed(NUMBER, tolerance=0), "tolerance"),
        (changed(NUMBER, tolerance={"about": 3}), "tolerance"),
        (changed(NUMBER, tolerance={"interval": [4, 5]}), "tolerance"),
        (changed(NUMBER, key="0", tolerance=0.1), "tolerance"),
        (changed(NUMBER, key="ln(1)", tolerance={"digits": 2}), "tolerance"),
        (changed(NUMBER, up_to_constant=True), "up_to_constant"),
        (changed(EXPRESSION, up_to_constant="yes"), "up_to_constant"),
        (changed(EXPRESSION, key="x^2-1", form="factored"), "key"),
        (changed(EXPRESSION, key="x+x", form=["expanded", "simplified"]), "key"),
        (changed(EXPRESSION, form="tidy"), "form"),
        (changed(EXPRESSION, log="log2"), "log"),
        (changed(EXPRESSION, domain="y > 0"), "domain"),
        (changed(EXPRESSION, domain="x > x"), "domain"),
        (changed(EXPRESSION, key="ln(x)", domain="x < 0"), "key"),
    ],
    ids=str,
)
def test_a_setting_that_does_not_fit_names_its_field(content, field):
    with pytest.raises(ProblemError) as refused:
        problems.build(content, 1)
    assert refused.value.field == field


def test_settings_are_stored_and_come_back():
    content = changed(
        EXPRESSION,
        key="(0,5; 2)",
        kind="vector",
        tolerance={"absolute": "0.01"},
        form=["simplified"],
        up_to_constant=True,
        log="log10",
        decimal_comma=True,
        domain="x > 0",
    )
    problem = problems.build(content, 1)
    assert problem.policy.up_to_constant
    assert problems.Problem.from_row(problem.to_row()) == problem


def test_rows_from_before_settings_were_stored_have_the_usual_ones():
    problem = problems.build(EXPRESSION, 1)
    row = problem.to_row()
    for name in ("log", "decimal_comma", "tolerance", "form", "up_to_constant"):
        del row[name]
    assert problems.Problem.from_row(row) == problem


TAGGED = {"mistakes": [{"rule": "exponent-not-brought-down", "answer": "x"}]}


def test_a_tagged_wrong_answer_is_named_and_counts_as_an_opportunity() -> None:
    content = changed(EXPRESSION, **TAGGED)
    found = problems.judge(problems.build(content, 1), ["x"])
    assert [one["rule"] for one in found.mistakes] == ["exponent-not-brought-down"]
    assert problems.exposed_by(content) == {"exponent-not-brought-down"}


MATCHED = {
    "kind": "matching",
    "pairs": [
        {"text": "rises", "option": "a", "mistakes": {"b": "sign-dropped"}},
        {"text": "falls", "option": "b"},
    ],
    "options": [{"id": "a", "text": "positive"}, {"id": "b", "text": "negative"}],
}
ORDERED = {"kind": "ordering", "pairs": [{"text": "first"}, {"text": "second"}]}


@pytest.mark.parametrize(
    ("content", "rules"), [(MATCHED, {"sign-dropped"}), (ORDERED, set())], ids=["rows", "lines"]
)
def test_what_rows_show_is_known_without_building_them(content, rules) -> None:
    assert problems.exposed_by(content) == rules


def test_answers_are_compared_where_the_function_of_the_task_has_a_value() -> None:
    task = {"ask": "derivative", "function": "ln(5x)", "variables": ["x"]}
    row = changed(EXPRESSION, key="1/x", mistakes=[], task=task | {"with_respect_to": ["x"]})
    problem = problems.build(row, 1)
    assert problems.judge(problem, ["1/|x|"]).verdict == "correct"
    assert problems.judge(problem, ["-1/|x|"]).verdict == "incorrect"


def test_a_task_lets_every_mistake_of_the_catalogue_be_found() -> None:
    row = {"version": 2, "ask": "derivative", "function": "x^2", "order": 1}
    task = {**row, "variables": ["x"], "with_respect_to": ["x"]}
    found = problems.judge(problems.build(changed(EXPRESSION, task=task), 1), ["2x^2"])
    assert found.mistakes[0]["rule"] == "exponent-not-lowered"


@pytest.mark.parametrize("tag", [{"rule": "no-such", "answer": "x"}, {"rule": "x", "answer": "("}])
def test_a_tag_that_cannot_be_used_is_refused_with_its_place(tag: dict) -> None:
    with pytest.raises(ProblemError) as refused:
        problems.build(changed(EXPRESSION, mistakes=[tag]), 1)
    assert refused.value.field.startswith("mistakes[0]")


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("9^9^9^9", "is too large to be worked out: check the powers"),
        ("1/(2-2)", "has no value anywhere"),
    ],
)
def test_a_key_that_is_too_large_is_not_said_to_have_no_value(key, why):
    content = changed(EXPRESSION, kind="number", key=key, variables=[])
    with pytest.raises(ProblemError, match=why):
        problems.build(content, 1)
