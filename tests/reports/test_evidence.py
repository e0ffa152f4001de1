"""What is said about each finding, word by word."""

from dataclasses import replace

import pytest

from questions import maths
from questions.problems import Option, Pair, Problem, binding
from questions.reports import evidence, feedback, wishes
from tests import factories

SCALAR = Problem(kind="expression", prompt="?", seed=0, key="2*x", variables=("x",))
CONSTANT = Problem(kind="number", prompt="?", seed=0, key="6")
FIELDS = Problem(
    kind="vector",
    prompt="?",
    seed=0,
    key="(2*x, 3)",
    variables=("x", "y"),
    layout="components",
    labels=(r"\partial_x f", r"\partial_y f"),
)
VECTOR = Problem(kind="vector", prompt="?", seed=0, key="(2*x, 3)", variables=("x", "y"))
CHOICE = Problem(
    kind="choice",
    prompt="?",
    seed=0,
    options=(
        Option("a", "$2x$", correct=True),
        Option("b", "$x$", correct=False, feedback="The exponent comes down."),
        Option("c", "$2$", correct=False),
    ),
)
SEVERAL = Problem(
    kind="several choices",
    prompt="?",
    seed=0,
    options=(Option("a", "1", True), Option("b", "2", True), Option("c", "3", False)),
)
MATCHING = Problem(
    kind="matching",
    prompt="?",
    seed=0,
    options=(Option("a", "1", True), Option("b", "2", True)),
    pairs=(Pair("one", "a"), Pair("two", "b", feedback="Two is 2.")),
)
PAIRS = {"kind": "pairs", "chosen": ["a", ""], "equal": False}
DIFFERENT = {"kind": "different", "witness": {"x": "2"}, "key_value": "4", "answer_value": "1/2"}
FORM = {
    "kind": "form",
    "form": "factored",
    "sentence": "“x^2 - 1” can be factored further.",
    "span": [0, 5],
    "value": {"kind": "equal", "proof": "structure"},
}
NARROWER = {"kind": "narrower", "witness": {"x": "-1"}, "key_value": "-2"}
LOST = {"lost": {"x": "0"}}
LOST_REMARK = r"Remark: your $\partial_y f$ has no value at $x = 0$; the right one has one there."
WITHIN = {"kind": "agrees", "bits": 7, "points": 1, "within": "to within 1 %"}
BETWEEN = {**WITHIN, "within": "between -0.29 and -0.28"}
TOLERANT = replace(CONSTANT, tolerance=maths.Tolerance.of(0.01))
EQUAL = {"kind": "equal", "proof": "canonical form"}

MATRIX = Problem(kind="matrix", prompt="?", seed=0, key="[[2*x, 3], [x, 1]]", variables=("x", "y"))
MIXED = [EQUAL, EQUAL, DIFFERENT, EQUAL]
QUOTIENT = replace(SCALAR, variables=("x", "h"), form=("no division by h",))
DIVIDED = FORM | {"form": "no division by h", "sentence": "“2*x*h/h” has no value at h = 0."}


def said(problem, comparison, verdict="incorrect", *, released=False):
    response = factories.ResponseFactory.build(
        item_session=None, comparison=comparison, verdict=verdict
    )
    return evidence.sentences(problem, response, is_released=released)


CASES = [
    (SCALAR, EQUAL, "Proved equal to the right answer, whatever its form."),
    (
        SCALAR,
        EQUAL | {"proof": "structure"},
        "It is the right answer: with like terms collected, both are the same.",
    ),
    (CONSTANT, EQUAL | {"proof": "structure"}, "right answer: both are the same number."),
    (MATRIX, {"kind": "different", "components": MIXED}, "Your entry in row 1, column 1 is right."),
    (MATRIX, {"kind": "different", "components": MIXED}, "your entry in row 2, column 1 is"),
    (QUOTIENT, DIVIDED, r"h can go to 0: $\frac{2xh}{h}$ has no value at $h = 0$."),
    (SCALAR, {"kind": "agrees", "bits": 150, "points": 10}, "at 10 points to 45 digits"),
    (SCALAR, DIFFERENT, r"At $x = 2$, your answer is $\tfrac{1}{2}$; it should be $4$."),
    (
        SCALAR,
        DIFFERENT | {"bound": {"theta": "4", "y": "e^{2}"}},
        r"At $x = 2, \theta = 4, y = e^{2}$, your answer is $\tfrac{1}{2}$; it should be $4$.",
    ),
    (
        SCALAR,
        FORM | {"form": "point put in", "sentence": "$z = 3$."},
        "right in value, but should have the point put in: $z = 3$.",
    ),
    (SCALAR, DIFFERENT | {"answer_value": "undefined"}, "At $x = 2$, your answer has no value."),
    (
        SCALAR,
        DIFFERENT | {"answer_value": "4", "difference": "-1e-40"},
        r"is $1 \cdot 10^{-40}$ less than the right value, which is $4$.",
    ),
    (SCALAR, DIFFERENT | {"answer_value": "-0.653644"}, "is about $-0.653644$"),
    (SCALAR, DIFFERENT | {"answer_value": "0.5"}, "is $0.5$"),
    (SCALAR, DIFFERENT | {"answer_value": "1.5e12"}, r"is $1.5 \cdot 10^{12}$; it should be $4$"),
    (SCALAR, EQUAL | {"proof": "curve"}, "on the curve that the equation describes"),
    (
        SCALAR,
        DIFFERENT | {"witness": {"x": "1/2", "y": "-54281/50000"}, "rounded": ["y"]},
        r"At $x = \tfrac{1}{2}, y \approx -1.08562$, a point of the curve, your answer is",
    ),
    (
        SCALAR,
        NARROWER,
        "but it has none at $x = -1$; the right one is $-2$ there.",
    ),
    (SCALAR, NARROWER | {"key_value": ""}, "the right one has one there."),
    (FIELDS, {"kind": "equal", "components": [EQUAL, EQUAL | LOST]}, LOST_REMARK),
    (FIELDS, {"kind": "different", "components": [EQUAL | LOST, DIFFERENT]}, "Remark: your"),
    (SCALAR, EQUAL | {"lost": {"x": "0"}}, "Remark: your answer has no value at $x = 0$"),
    (SCALAR, EQUAL | {"gained": {"x": "0"}}, "Remark: your answer has a value at $x = 0$"),
    (SCALAR, {"kind": "shape", "expected": [], "got": [2]}, "A single expression is asked for"),
    (
        VECTOR,
        {"kind": "shape", "expected": [2], "got": [2, 2]},
        "a matrix with 2 rows and 2 columns",
    ),
    (SCALAR, FORM, "right in value, but should be factored: $x^{2} - 1$ can be factored further."),
    (SCALAR, DIFFERENT | {"near": "rounding"}, "right up to rounding: give the exact value"),
    (TOLERANT, DIFFERENT | {"near": "rounding"}, "right up to rounding: give more digits."),
    (TOLERANT, WITHIN, "right to within 1 %, which is as close as the question asks."),
    (TOLERANT, BETWEEN, "It lies between -0.29 and -0.28, and every number there counts as right."),
    (SCALAR, EQUAL | {"up_to": "constant"}, "by a constant alone"),
    (FIELDS, {"kind": "agrees", "components": [EQUAL, WITHIN]}, "as closely as the question asks"),
    (FIELDS, {"kind": "equal", "components": [EQUAL, EQUAL | {"up_to": "constant"}]}, "a constant"),
    (VECTOR, FORM | {"components": [EQUAL, FORM]}, "Your second component is right in value"),
    (SCALAR, {"kind": "unread", "message": "A bracket is open."}, "A bracket is open."),
    (FIELDS, {"kind": "equal", "components": [EQUAL, EQUAL]}, "Every component is proved equal"),
    (
        FIELDS,
        {"kind": "agrees", "components": [EQUAL, {"kind": "agrees", "bits": 99, "points": 9}]},
        "they agree to at least 29 digits at 9 points or more.",
    ),
    (
        FIELDS,
        {"kind": "different", "components": [EQUAL, DIFFERENT]},
        r"Your $\partial_x f$ is right.",
    ),
    (VECTOR, {"kind": "different", "components": [EQUAL, DIFFERENT]}, "your second component is"),
    (CHOICE, {"kind": "options", "chosen": ["b"], "equal": False}, "The exponent comes down."),
    (CHOICE, {"kind": "options", "chosen": ["c"], "equal": False}, "This option does not hold."),
    (CHOICE, {"kind": "options", "chosen": ["a"], "equal": True}, "This is the right option."),
    (SEVERAL, {"kind": "options", "chosen": ["a"], "equal": False}, "something is missing"),
    (SEVERAL, {"kind": "options", "chosen": ["a", "c"], "equal": False}, "1 of the chosen options"),
    (MATCHING, PAIRS | {"right": [True, False]}, "Row 1 is right; row 2 is not."),
    (MATCHING, PAIRS | {"right": [False, False]}, "No row is right."),
    (MATCHING, PAIRS | {"right": [True, True], "equal": True}, "Every row is right."),
    (MATCHING, PAIRS | {"right": [True, False], "near": "open"}, "Row 2 is still open."),
    (SCALAR, {"kind": "text", "equal": True}, "one of the accepted answers"),
    (SCALAR, {"kind": "text", "equal": False}, "none of the accepted answers"),
]


@pytest.mark.parametrize(("problem", "comparison", "sentence"), CASES)
def test_each_finding_is_put_in_words(problem, comparison, sentence):
    assert sentence in " ".join(said(problem, comparison))


@pytest.mark.parametrize(("problem", "comparison", "sentence"), CASES)
def test_a_verdict_is_never_bare(problem, comparison, sentence):
    assert said(problem, comparison)


def test_what_a_wrong_row_is_told_waits_for_the_release():
    found = PAIRS | {"chosen": ["a", "a"], "right": [True, False]}
    assert "Row 2: Two is 2." in said(MATCHING, found, released=True)


def test_a_row_that_was_left_open_is_not_told_what_would_be_wrong_in_it():
    found = PAIRS | {"chosen": ["a", ""], "right": [True, False], "near": "open"}
    assert "Row 2: left open." in said(MATCHING, found, released=True)
    assert "Two is 2." not in " ".join(said(MATCHING, found))


def test_a_key_that_is_a_number_is_held_back_until_release():
    found = DIFFERENT | {"witness": {}, "key_value": "6"}
    assert said(CONSTANT, found) == [
        r"Your answer is $\tfrac{1}{2}$, and that is not the right value."
    ]
    assert "it should be $6$" in said(CONSTANT, found, released=True)[0]


def test_a_component_that_is_a_number_is_held_back_too():
    found = {"kind": "different", "components": [DIFFERENT, DIFFERENT | {"key_value": "3"}]}
    first, second = said(FIELDS, found)
    assert "it should be $4$" in first
    assert "should be" not in second


def test_a_pending_answer_says_that_it_costs_nothing():
    assert "costs nothing" in " ".join(said(SCALAR, None, "pending"))


def test_the_unread_part_is_marked():
    response = factories.ResponseFactory.build(
        item_session=None,
        raw=["2*(x"],
        reading=None,
        verdict="unreadable",
        comparison={"kind": "unread", "message": "Open.", "field": 0, "start": 2, "end": 3},
    )
    fault = feedback.of(SCALAR, response, is_released=False).fault
    assert (fault.before, fault.part, fault.behind) == ("2*", "(", "x")


@pytest.mark.parametrize(
    ("problem", "raw", "found", "part"),
    [
        (SCALAR, ["x^2-1"], FORM, "x^2-1"),
        (FIELDS, ["x", "x^2-1"], FORM | {"components": [EQUAL, FORM]}, "x^2-1"),
        (VECTOR, ["x^2-1, 3"], FORM | {"components": [FORM, EQUAL]}, "x^2-1"),
    ],
)
def test_the_part_in_a_wrong_form_is_marked(problem, raw, found, part):
    response = factories.ResponseFactory.build(
        item_session=None, raw=raw, reading=None, verdict="partly correct", comparison=found
    )
    assert feedback.of(problem, response, is_released=False).fault.part == part


def test_what_is_only_copied_is_not_called_incorrect():
    response = factories.ResponseFactory.build(
        item_session=None, raw=["2xh/h"], verdict="incorrect", comparison=DIVIDED
    )
    for is_released in (False, True):
        told = feedback.of(QUOTIENT, response, is_released=is_released)
        assert (told.verdict, told.headline) == ("incorrect", "Not worked out yet")


def test_every_form_has_its_wish():
    assert set(wishes.WISHES) == {*maths.FORMS, *binding.PUT_IN}


def test_the_key_stands_beside_the_answer_only_after_release():
    response = factories.ResponseFactory.build(item_session=None, reading=["x"], raw=["x"])
    assert [line.key for line in feedback.lines(SCALAR, response, is_released=False)] == [""]
    assert [line.key for line in feedback.lines(SCALAR, response, is_released=True)] == ["2x"]
