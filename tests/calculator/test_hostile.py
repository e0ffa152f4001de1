"""Whatever is typed, the calculator gives an answer or a sentence, and nothing else."""

import json
from pathlib import Path

import pytest

from questions import calculator, maths

CASES = Path(__file__).parent.parent / "cases"
POINTS = ("", "0", "-1", "10^300", "10^-300", "10^400", "1, 1")
FOUND = [
    ("x(1 + 2^-5000)", "-1"),
    ("x*(1 + 1/(10^(10^8)))", "1"),
    ("2", "10^400"),
    ("x cos(x)", "10^300"),
    ("x^2 y", "10^400, 1"),
    ("9^9^9 x", "1"),
    ("1/(x - x)", "1"),
    ("x^(10^9)", "1.0000001"),
    ("x^(10^9) + y = 10^400", ""),
    ("x^2 + y^2 = 10^400", "10^200, 0"),
    ("tan(1/(x y)) = 1/sin(x - y)", ""),
    ("x = e^(e^(10 t)), y = 1/(t - t)", ""),
    ("x = t^(10^9), y = ln(-t^2)", "3"),
]


def said(text, point):
    """The sentence that says why nothing is found, or the formula of what is."""
    try:
        task = calculator.read_relation(text)
        if task is not None:
            at = calculator.read_point(point, calculator.names_of(task)) if point else ()
            return calculator.follow(task, at).results[0]
        typed = calculator.read_function(text)
        at = calculator.read_point(point, typed.names) if point else ()
        return calculator.explore(typed, at).solved.function
    except maths.MathsError as error:
        return error.message


@pytest.mark.parametrize(("text", "point"), FOUND)
def test_no_number_is_too_large_or_too_small_for_it(text, point):
    assert said(text, point)


@pytest.mark.deep
def test_no_hostile_text_gets_through():
    texts = list(hostile())
    assert len(texts) > 100
    assert all(said(text, point) for text in texts for point in POINTS)


def hostile():
    for name in ("hostile_inputs.json", "hostile_more.json"):
        for row in json.loads((CASES / name).read_text()):
            if isinstance(row["input"], str):
                yield row["input"]
