"""Evidence for answers in names that the task binds is taken at its point, or on its path."""

from dataclasses import replace
from fractions import Fraction

import pytest

from questions import maths, problems
from questions.maths.expression import number, substitute
from questions.problems import Problem, binding

CHAIN = {"ask": "chain", "function": "28*x + y^2", "variables": ["t"], "with_respect_to": ["t"]}
PATH = Problem(
    kind="expression",
    prompt="?",
    seed=0,
    key="128*t",
    variables=("t", "x", "y"),
    task=maths.Task.from_row(CHAIN | {"path": {"x": "t^2", "y": "6*t"}}),
)
WAVES = replace(
    PATH,
    key="28/t + 2*e^(2*t)",
    task=maths.Task.from_row(CHAIN | {"path": {"x": "ln(t)", "y": "e^t"}}),
)
SLOPE = Problem(
    kind="number",
    prompt="?",
    seed=0,
    key="42",
    variables=("z",),
    task=maths.Task.from_row(
        {
            "ask": "derivative",
            "function": "7*z^2",
            "variables": ["z"],
            "with_respect_to": ["z"],
            "at": {"z": 3},
        }
    ),
)
GRADIENT = Problem(
    kind="vector",
    prompt="?",
    seed=0,
    key="(-8, 4)",
    variables=("s", "t"),
    layout="components",
    labels=("s", "t"),
    task=maths.Task.from_row(
        {
            "ask": "gradient",
            "function": "s^2*t",
            "variables": ["s", "t"],
            "with_respect_to": ["s", "t"],
            "at": {"s": -2, "t": 2},
        }
    ),
)
TANGENT = Problem(
    kind="expression",
    prompt="?",
    seed=0,
    key="3",
    variables=("x",),
    task=maths.Task.from_row(
        {
            "ask": "tangent",
            "function": "x^2 - 2*x + 4",
            "variables": ["x"],
            "with_respect_to": ["x"],
            "at": {"x": 1},
        }
    ),
)


@pytest.mark.parametrize(
    ("problem", "entry", "form", "sentence", "mistake"),
    [
        (PATH, ["28*2t + 12y"], "path put in", "$y = 6t$.", "path-not-put-in"),
        (WAVES, ["28/t + 2y e^t"], "path put in", "$y = e^{t}$.", "path-not-put-in"),
        (SLOPE, ["14z"], "point put in", "$z = 3$.", "point-not-put-in"),
        (GRADIENT, ["2s t", "s^2"], "point put in", "$s = -2$, $t = 2$.", "point-not-put-in"),
    ],
)
def test_what_is_right_with_its_names_put_in_is_right_in_value(
    problem, entry, form, sentence, mistake
):
    judgement = problems.judge(problem, entry)
    found = judgement.comparison
    first = found.get("components", [found])[0]
    assert (judgement.verdict, judgement.score) == ("partly correct", Fraction(1, 2))
    assert (first["kind"], first["form"], first["sentence"]) == ("form", form, sentence)
    assert [one["rule"] for one in judgement.mistakes] == [mistake]


@pytest.mark.parametrize("answer", ["28*2t + 13y", "x + y", "sqrt(-y)", "x/(x - 4)", "y^2 + t"])
@pytest.mark.parametrize("problem", [PATH, WAVES])
def test_a_witness_lies_on_the_path(problem, answer):
    found = problems.judge(problem, [answer]).comparison
    witness = {name: number(Fraction(value)) for name, value in found["witness"].items()}
    assert set(witness) <= {"t"}
    assert found["kind"] in {"different", "narrower"}
    tree = problems.read_field(problem, answer).expression
    for name, value in found["bound"].items():
        there = maths.read(value, maths.Notation(variables=("t",))).expression
        on_path = substitute(dict(problem.task.path)[name], witness)
        assert maths.compare(on_path, there, variables=("t",)).kind == "equal"
        tree = substitute(tree, {name: there})
    if found.get("answer_value", "undefined") != "undefined":
        value = float(maths.floats(substitute(tree, witness), {}))
        assert value == pytest.approx(float(Fraction(found["answer_value"])), rel=1e-4)


@pytest.mark.parametrize(
    ("problem", "entry", "place", "bound", "value"),
    [
        (SLOPE, ["7z^2"], 0, {"z": "3"}, "63"),
        (GRADIENT, ["-8", "s t"], 1, {"s": "-2", "t": "2"}, "-4"),
        (SLOPE, ["1/(z - 3)"], 0, {"z": "3"}, "undefined"),
    ],
)
def test_a_witness_lies_at_the_point(problem, entry, place, bound, value):
    found = problems.judge(problem, entry).comparison
    part = found.get("components", [found])[place]
    assert (part["witness"], part["bound"], part["answer_value"]) == ({}, bound, value)


def test_what_is_right_without_its_names_put_in_loses_nothing_beside_the_path():
    found = problems.judge(PATH, ["128t*(x + 1)/(x + 1)"])
    assert (found.verdict, found.comparison.get("lost")) == ("correct", None)


def test_names_of_an_answer_that_is_a_function_stay_free():
    assert binding.bindings(TANGENT.task) == {}
    found = problems.judge(TANGENT, ["x + 2"]).comparison
    assert found["kind"] == "different"
    assert found["witness"]


def test_what_has_a_value_nowhere_costs_nothing_with_bound_names_too():
    assert problems.judge(PATH, ["ln(-x^2 - 1)"]).verdict == "unreadable"
