"""What is wrong in a template is said in a sentence, at its field and place, at a bounded cost."""

import json
from itertools import pairwise

import pytest

from questions import problems
from questions.problems import ProblemError
from tests.problems.templates.contents import CHOICE, GRADIENT, changed
from tests.work import within_calls

MOST_CALLS = 6_000_000
"""Some seconds at worst, with the profiler off; the usual problem takes a hundredth."""

BROKEN = [
    ({"parameters": []}, "parameters", "there should be one at least"),
    ({"parameters": ["a 2..9"]}, "parameters[0]", "something on both sides of “=”"),
    ({"parameters": ["a = 9..2"]}, "parameters[0]", "at “9..2”: a range goes from the smaller"),
    ({"parameters": ["a = 2..9 stp 2"]}, "parameters[0]", "these values are not understood"),
    ({"parameters": ["a = 1..3, not 1, 2, 3"]}, "parameters[0]", "no value is left"),
    ({"parameters": ["a = 1..99999"]}, "parameters[0]", "at most 10000 values"),
    ({"parameters": ["a = 1/0..2"]}, "parameters[0]", "nothing can be divided by 0"),
    ({"parameters": ["a = 1", "a = 2"]}, "parameters[1]", "“a” stands for something already"),
    ({"parameters": ["x = 1"]}, "parameters[0]", "“x” stands for something already"),
    ({"parameters": ["pi = 1"]}, "parameters[0]", "“pi” means something already"),
    ({"parameters": ["diff = 1"]}, "parameters[0]", "“diff” means something already"),
    ({"parameters": ["a b = 1"]}, "parameters[0]", "cannot be a name"),
    ({"parameters": ["a = __import__('os')"]}, "parameters[0]", "in “a = __import__('os')”"),
    ({"variables": ["x", "x"]}, "variables", "“x” stands for something already"),
    ({"definitions": ["f = a*q"]}, "definitions[0]", "at “q”: “q” is not a name used"),
    ({"definitions": ["f = a*sin(y"]}, "definitions[0]", "A closing “)” is missing"),
    ({"definitions": ["f(z) = a*y"]}, "definitions[0]", "the brackets hold variables"),
    ({"definitions": ["f = x", "g = f(x) + 1"]}, "definitions[1]", "at “f(”: write f for"),
    ({"definitions": ["f = diff(a*x, a)"]}, "definitions[0]", "differentiates by variables: x, y"),
    ({"definitions": ["f = at(x, 1)"]}, "definitions[0]", "at takes a value for each variable"),
    ({"definitions": ["f = pick(a, x)"]}, "definitions[0]", "among the 1 to pick from"),
    ({"definitions": ["f = x", " "]}, "definitions[1]", "this line is empty"),
    ({"conditions": ["a"]}, "conditions[0]", "a condition compares two values"),
    ({"conditions": ["a >"]}, "conditions[0]", "something is missing beside the comparison"),
    ({"conditions": ["a*x > 1"]}, "conditions[0]", "“a*x” is not a number"),
    ({"conditions": ["a > 9"]}, "conditions[0]", "nothing was drawn that fits all conditions"),
    ({"key": ""}, "key", "should not be empty"),
    ({"key": "grad(f"}, "key", "A closing “)” is missing"),
    ({"key": "f"}, "key", "should be a vector"),
    ({"key": "[1/(a-a), x]"}, "key", "has no value"),
    ({"prompt": "Find [[f"}, "prompt", "at “[[f”: the brackets that open here are not closed"),
    ({"prompt": "Find [[ ]]"}, "prompt", "nothing between the brackets"),
    ({"hints": ["$[[q]]$"]}, "hints[0]", "in “[[q]]”, at “q”"),
    ({"mistakes": ["x"]}, "mistakes[0]", "something on both sides of “=>”"),
    ({"mistakes": ["x => No."]}, "mistakes[0]", "the answer has 2 fields"),
    ({"tests": ["x => wrong"]}, "tests[0]", "at “wrong”: a verdict is one of these: correct,"),
]


@pytest.mark.parametrize(
    ("changes", "field", "words"), BROKEN, ids=[f"{field}-{words}" for _, field, words in BROKEN]
)
def test_each_fault_names_its_field_its_place_and_what_is_wrong(changes, field, words):
    with pytest.raises(ProblemError) as caught:
        problems.build(changed(GRADIENT, **changes), 1)
    assert caught.value.field == field
    assert words in caught.value.message


@pytest.mark.parametrize("field", ["tests", "mistakes"])
def test_a_choice_has_no_typed_answers(field):
    with pytest.raises(ProblemError, match="has no"):
        problems.build(changed(CHOICE, **{field: ["x => correct"]}), 1)


@pytest.mark.parametrize("value", [None, 3, "a = 1", {}, [3], [None], [[]]])
@pytest.mark.parametrize("field", ["parameters", "definitions", "conditions", "tests", "hints"])
def test_a_field_of_another_type_is_refused_or_left_out(field, value):
    content = changed(GRADIENT, **{field: value})
    if value is None and field in {"conditions", "tests", "hints"}:
        assert problems.build(content, 1)
        return
    with pytest.raises(ProblemError):
        problems.build(content, 1)


def growing(count: int) -> list[str]:
    """Each definition is the one before to the seventh power."""
    names = [f"g_{place}" for place in range(count + 1)]
    steps = [f"{new} = {'*'.join([old] * 7)}" for old, new in pairwise(names)]
    return ["g_0 = a*x + 1", *steps, f"f = {names[-1]}*y"]


HARD = "diff(x^x*sin(x)^y*a, x, 3)"
HOSTILE = {
    "powers of powers": {"definitions": growing(9)},
    "numbers of numbers": {"definitions": ["f = (((9^64)^64)^64)^a*x*y"]},
    "a tower": {"definitions": ["f = 9^9^9^9^a*x*y"]},
    "deep": {"definitions": [f"f = {'sin(' * 36}x*y{')' * 36}"]},
    "wide": {"definitions": [f"f = {'*'.join(f'sin(x^{k}+y)' for k in range(25))}"]},
    "many hard definitions": {
        "definitions": ["f = a*x*y", *(f"g_{k} = {HARD}" for k in range(19))],
        "conditions": ["at(g_1, 1, 1) < -9"],
    },
    "many hard holes": {"hints": [f"[[{HARD}]] " * 50] * 3},
    "nothing fits": {
        "parameters": [f"a_{k} = 1..9999" for k in range(10)] + ["a = 1", "b = 1"],
        "conditions": ["a_1*a_2*a_3 = 7"],
    },
    "a value of a tower": {"definitions": ["f = x*y"], "key": "at(grad(((x^64+1)^64+1)^64), 9, 9)"},
    "long lines": {"definitions": [f"f = {'x+' * 300}y"]},
    "many lines": {"conditions": ["a > 0"] * 1000},
}


@pytest.mark.parametrize("changes", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_template_costs_a_bounded_amount(changes):
    """A problem or a sentence, with work that is counted and not timed."""

    def build() -> str:
        try:
            return problems.build(changed(GRADIENT, **changes), 1).prompt
        except ProblemError as error:
            return error.message

    assert within_calls(MOST_CALLS, build)


def test_the_authors_tests_are_tried_on_the_problem():
    assert problems.template_faults(GRADIENT, 1) == ()
    wrong = changed(GRADIENT, tests=["grad(f) => incorrect", "[x, y] => correct", "x => incorrect"])
    found = [one.message for one in problems.template_faults(wrong, 1)]
    assert found == [
        "“grad(f)” was to be incorrect, but it is correct.",
        "“[x, y]” was to be correct, but it is incorrect.",
        "“x” was to be incorrect, but it is unreadable.",
    ]


def test_a_mistake_that_is_the_key_is_told():
    wrong = changed(GRADIENT, mistakes=["grad(f) => No."], tests=[])
    (found,) = problems.template_faults(wrong, 1)
    assert found.field == "mistakes"
    assert "is the right answer here" in found.message


def test_content_survives_json_untouched():
    before = json.dumps(GRADIENT)
    problems.build(GRADIENT, 1)
    assert json.dumps(GRADIENT) == before
