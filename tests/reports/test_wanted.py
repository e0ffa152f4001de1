"""The line at the answer box: form, exactness and tolerance from the question's data."""

from dataclasses import replace
from fractions import Fraction

import pytest

from questions import maths
from questions.problems import Problem
from questions.reports.wanted import wanted
from questions.reports.wishes import WISHES

NUMBER = Problem(kind="number", prompt="How much?", seed=0, key="1/3")
SCALAR = Problem(kind="expression", prompt="What?", seed=0, key="2x", variables=("x",))
TOLERANT = replace(NUMBER, tolerance=maths.Tolerance(digits=3))
BETWEEN = replace(NUMBER, tolerance=maths.Tolerance(interval=(Fraction(1, 4), Fraction(1, 2))))


COPIED = (
    "Your answer should be without division by h, so that h can go to 0: a right value in another "
    "form does not count."
)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (SCALAR, "Any right form counts."),
        (
            NUMBER,
            "Any exact form counts, such as a fraction or a root; a rounded decimal does not.",
        ),
        (TOLERANT, "Any right form counts. A decimal will do, right to 3 significant digits."),
        (BETWEEN, "Any right form counts. A decimal will do."),
        (replace(SCALAR, up_to_constant=True), "Any right form counts. A constant may be added."),
        (
            replace(SCALAR, form=("expanded",)),
            "Your answer should be expanded: a right value in another form does not count in full.",
        ),
        (
            replace(SCALAR, form=("no division by h",)),
            COPIED,
        ),
    ],
)
def test_what_is_wanted_is_said_from_the_data(problem: Problem, said: str) -> None:
    assert wanted(problem) == said


@pytest.mark.parametrize("form", maths.FORMS)
def test_every_form_is_said_and_no_form_is_called_any_right_one(form: maths.Form) -> None:
    said = wanted(replace(SCALAR, form=(form,)))
    assert WISHES[form] in said
    assert "Any right form" not in said
