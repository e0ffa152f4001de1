"""A typed key that is no derivative of what the text shows is told, and nothing else is."""

import json
import re
from pathlib import Path

import pytest

from questions.problems.suspicion import suspicion
from tests.problems.templates.contents import GRADIENT

POWER = {
    "version": 1, "source": "template", "kind": "expression", "variables": ["x"],
    "parameters": ["a = 2..9", "n = 3..5"], "definitions": ["f(x) = a*x^n"],
    "prompt": "Differentiate $f(x) = [[f]]$.", "key": "a*n*x^(n-1)", "explanation": "",
}  # fmt: skip
SLOPE = POWER | {"kind": "number", "prompt": "What is the slope of $f(x) = [[f]]$ at $x = 2$?"}
UNUSED = {"definitions": ["f(x) = a*x^n", "g = diff(f, x)"], "prompt": "Work it out for $[[f]]$."}
FIXED = {"version": 1, "source": "authored", "kind": "expression", "variables": ["x"],
         "explanation": ""}  # fmt: skip
TYPED = {**GRADIENT, "key": "[2*a*x*y, a*x^2 + b*cos(y)]", "tests": [], "mistakes": []}

WRONG = {
    "a coefficient left out": POWER | {"key": "n*x^(n-1)"},
    "the function itself": POWER | {"key": "f"},
    "an entry of a gradient": TYPED | {"key": "[2*a*x*y, a*x^2 - b*cos(y)]"},
    "a value at the point of the text": SLOPE | {"key": "a*2^n"},
    "a definition that nothing uses": POWER | UNUSED | {"key": "a*n*x^n"},
    "a question that is the same for all": FIXED
    | {"prompt": r"Differentiate $x^2 \sin(x)$.", "key": "2x*cos(x)"},
}
RIGHT = {
    "typed as it is": POWER,
    "in another form": POWER | {"key": "a*n*x^n/x"},
    "a gradient": TYPED,
    "worked out by the engine": GRADIENT,
    "the second derivative": POWER
    | {"prompt": "Find the second derivative of $[[f]]$.", "key": "a*n*(n-1)*x^(n-2)"},
    "one partial derivative": TYPED
    | {"kind": "expression", "key": "2*a*x*y", "prompt": "Find the derivative by x of $[[f]]$."},
    "a value at the point of the text": SLOPE | {"key": "n*a*2^(n-1)"},
    "a value at a point that is not in the text": SLOPE
    | {"prompt": "What is the slope of $[[f]]$ there?", "key": "a"},
    "something made of the derivative": POWER
    | {"prompt": "Where is the derivative of $[[f]]$ zero?", "key": "a - a"},
    "no derivative": POWER | {"prompt": "Simplify $[[f]]$.", "key": "f"},
    "a curve": FIXED | {"prompt": r"Find $\frac{dy}{dx}$ for $x^2 + y^2 = 25$, its derivative.",
                        "key": "-x/y", "variables": ["x", "y"]},
    "one function within another": FIXED
    | {"prompt": "Let $y = u^2$ and $u = 3x + 1$. Find the derivative of $y$ by $x$.",
       "key": "6(3x + 1)"},
    "a function without a formula": FIXED
    | {"prompt": "What is the derivative of $f(x)$, if $f$ is a constant?", "key": "0"},
}  # fmt: skip


def choice(prompt, right, *wrong):
    options = [
        {"id": str(place), "text": text, "correct": place == 0, "feedback": "No."}
        for place, text in enumerate([right, *wrong])
    ]
    return {"version": 1, "source": "authored", "kind": "choice", "prompt": prompt,
            "options": options, "explanation": ""}  # fmt: skip


SINE = r"What is the derivative of $x^2 \sin x$?"
PRODUCT = r"$x^2\cos x + 2x\sin x$"


@pytest.mark.parametrize("prompt", [SINE, r"Which of these is the gradient of $x^2 \sin x$?"])
def test_an_option_that_is_the_derivative_and_is_marked_wrong_is_told(prompt):
    told = suspicion(choice(prompt, r"$2x\sin x$", PRODUCT, r"$2x\cos x$"), 3)
    assert "the option x^2*cos(x) + 2*x*sin(x) is marked wrong" in told


def test_options_that_are_typed_without_dollars_are_read():
    told = suspicion(choice("What is the derivative of $x^3$?", "x^2", "3x^2", "x"), 3)
    assert told == (
        "The text asks for a derivative, and the derivative of x^3 by x is 3*x^2: "
        "the option 3*x^2 is marked wrong."
    )


def test_a_right_option_that_is_no_derivative_is_told_where_no_other_is_either():
    told = suspicion(choice("What is the derivative of $x^3$?", "$x^2$", "$2x^2$", "$x$"), 3)
    assert told == (
        "The text asks for a derivative, and the derivative of x^3 by x is 3*x^2, not the option "
        "x^2, which is marked right. At x = 2 that option is 4 and the derivative is 12."
    )


@pytest.mark.parametrize(
    "content",
    [
        choice(SINE, PRODUCT, r"$2x\sin x$"),
        choice(SINE, "None of these", PRODUCT),
        choice(r"Which is not the derivative of $x^2 \sin x$?", r"$2x\sin x$", PRODUCT),
        choice(r"Which is the second derivative of $x^3$?", "$6x$", "$3x^2$"),
        choice(r"At which $x$ is the derivative of $x^2$ zero?", "$0$", "$2x$"),
        choice("Which function has the derivative $2x$?", "$x^2$", "$2$"),
        choice("$2x$ is the derivative of which function?", "$x^2$", "$2$"),
        choice("What is the derivative of $x^2$ where $x$ is one?", "$2$", "$2x$"),
        choice("What is the gradient of $x^2 + y^2$ at the origin?", "$(0, 0)$", "$2x$"),
        choice("Write the derivative of $y = e^x$ in terms of $y$.", "$y$", "$e^x$"),
        choice("Find the derivative of $a^x$ for $a = 2$.", r"$2^x\ln 2$", "$x 2^{x-1}$"),
        choice("Give the exponent of $x$ in the derivative of $x^7$.", "$6$", "$7x^6$"),
        choice("What is the gradient of $x^2 + y^2$ orthogonal to?", "A level curve", "$(2x, 2y)$"),
    ],
    ids=[
        "as marked",
        "no formula",
        "what is not",
        "of higher order",
        "of it",
        "backwards",
        "of which",
        "at a point in words",
        "at the origin",
        "in terms of the value",
        "a letter with a value",
        "in the derivative",
        "what is no formula",
    ],
)
def test_options_that_may_be_meant_as_they_are_marked_are_not_told(content):
    assert suspicion(content, 3) == ""


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_a_key_that_is_no_derivative_of_what_is_shown_is_told_with_both_values(content):
    told = suspicion(content, 3)
    assert "not the key" in told
    assert re.search(r"[Tt]he key is .* and (the .*|“g”) is .*\.", told)


@pytest.mark.parametrize("content", RIGHT.values(), ids=RIGHT)
def test_nothing_is_said_where_the_key_may_be_what_is_asked(content):
    assert suspicion(content, 3) == ""


def test_a_gradient_of_a_template_with_an_entry_too_many_is_told():
    content = TYPED | {"key": "[2*a*x*y, a*x^2 + b*cos(y), 0]"}
    assert "the gradient of f has 2 entries, the key 3. Write grad(f)" in suspicion(content, 3)


def test_the_sentence_says_what_was_found_and_where_they_differ():
    assert suspicion(WRONG["the function itself"], 3).startswith(
        "The text asks for a derivative, and the derivative of f by x is "
    )
    assert suspicion(WRONG["a definition that nothing uses"], 3).startswith("“g”, which nothing")


def test_no_question_of_the_starter_banks_looks_wrong():
    rows = json.loads(Path("fixtures/banks.json").read_text())
    contents = [row["fields"]["content"] for row in rows if "content" in row["fields"]]
    typed = [one for one in contents if one["source"] != "family" and one.get("key")]
    assert len(typed) > 10
    assert [one["prompt"] for one in typed if suspicion(one, 1)] == []
