"""Functions by cases: read in every notation, written so that they read back, evaluated."""

import numpy as np
import pytest

from questions.maths.evaluation import Absence, Program, floats, rational
from questions.maths.expression import Piecewise, symbols
from questions.maths.reading import ReadingError
from questions.maths.writing import write_latex, write_text
from tests.maths.readings import LATEX, VECTOR, XY, tree

RAMP = "piecewise((x^2, x<0), (x, otherwise))"
RAMP_TO_THE_END = "piecewise((x^2, x<0), (x, x>=0))"


@pytest.mark.parametrize(
    "text",
    [
        "piecewise((x^2, x<0), x)",
        "Piecewise((x^2, x<0), (x, True))",
        "piecewise([x^2, x<0], [x, otherwise])",
        "piecewise(x^2 if x<0, x otherwise)",
        "{x^2 if x<0, x otherwise}",
        "{x^2 if x<0; x else}",
        "{x^2, x<0; x, otherwise}",
        "{x^2, x<0, x, otherwise}",
        "{x<0: x^2, x}",
        "x^2 if x < 0 else x",
        "x^2 if x<0, x otherwise",
        "(x^2 if x < 0 else x)",
        "f(x) = x^2 if x < 0 else x",
    ],
)
def test_every_way_of_typing_cases_ends_in_one_tree(text: str) -> None:
    assert tree(text) == tree(RAMP)


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{cases} x^2 & x<0 \\ x & \text{otherwise} \end{cases}",
        r"\begin{cases}x^2 & x\lt0\\ x & \text{else}\end{cases}",
        r"\begin{cases}x^2 & \text{if }x<0,\\ x & \text{otherwise.}\end{cases}",
        r"\begin{cases}x^2, & \text{for } x<0 \\ x, & \text{otherwise} \\ \end{cases}",
        r"\begin{dcases}x^2 \text{ if } x<0 \\ x \text{ otherwise}\end{dcases}",
        r"\left\{\begin{array}{ll}x^2 & x<0\\x & \text{otherwise}\end{array}\right.",
        r"\left\{\begin{aligned}x^2 &\quad x<0\\x &\quad \mbox{otherwise}\end{aligned}\right.",
        r"\mleft\{x^2\text{ if }x<0,x\text{ otherwise}\mright\}",
        r"f(x)=\begin{cases}x^2 & x<0\\x&\text{otherwise}\end{cases}",
    ],
)
def test_every_way_of_setting_cases_ends_in_one_tree(text: str) -> None:
    assert tree(text, LATEX) == tree(RAMP)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("{1 if 0<x<=1, 2 if x>1 and y!=0}", "piecewise((1, 0<x<=1), (2, x>1 and y!=0))"),
        ("{1 if x≤0, 2 if x≠1 ∧ x≥0}", "piecewise((1, x<=0), (2, x!=1 and x>=0))"),
        ("{1 if x<-1 or x>1, 0 otherwise}", "piecewise((1, x<-1), (1, x>1), (0, otherwise))"),
        ("{1 if x==0, 2 if x=<-1}", "piecewise((1, x=0), (2, x<=-1))"),
        ("f(x) = {1 if x=0, sin(x)/x otherwise}", "piecewise((1, x=0), (sin(x)/x, otherwise))"),
        ("2(x if x<0 else 1)+3", "2*piecewise((x, x<0), (1, otherwise))+3"),
        ("2{x if x<0, 1 else}+3", "2*piecewise((x, x<0), (1, otherwise))+3"),
    ],
)
def test_conditions_are_chains_and_conjunctions_of_comparisons(text: str, same: str) -> None:
    assert tree(text) == tree(same)


def test_a_comma_in_a_latex_condition_joins_two() -> None:
    text = r"\begin{cases}x & x>0, y>0\\ 1 & \text{else}\end{cases}"
    assert tree(text, LATEX) == tree("piecewise((x, x>0 and y>0), (1, otherwise))")


def test_complete_cases_may_be_the_entries_of_a_vector() -> None:
    entries = tree("(x if x<0 else y, 2)", VECTOR).children
    assert entries == (tree("piecewise((x, x<0), y)"), tree("2"))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("{x^2 if , x otherwise}", "condition", ","),
        ("x^2 if", "unknown_name", "if"),
        ("x if x else y", "unknown_name", "if"),
        ("(x^2 if x, y if x<0)", "condition", "x"),
        ("x if x=1 and", "condition", ""),
        ("piecewise(x^2, x)", "condition", "x^2"),
        ("piecewise((1, 2), (3, 4))", "condition", "(1, 2)"),
        ("{x otherwise, y if x<0}", "condition", "x"),
        ("piecewise()", "condition", ")"),
        ("piecewise", "arity", "piecewise"),
        ("x if x<0 else", "incomplete", ""),
        ("{x, x<0; y, x>0", "expected", ""),
        ("piecewise(((1,2), x<0), ((3,4), x>=0))", "vector_product", "(1,2)"),
        ("{1 if (x,y)<2, 0 otherwise}", "vector_product", "(x,y)"),
        (r"\begin{cases} x^2 & \\ x & x>0\end{cases}", "condition", r"\\"),
        (r"\begin{cases} x^2 & x<0 \\ x & \end{cases}", "condition", r"\end{cases}"),
        (r"\begin{cases} x & y\end{cases}", "condition", "y"),
        (r"\begin{cases} x & x<0", "bad_latex", ""),
    ],
)
def test_what_is_wrong_with_a_case_is_named_with_its_place(
    text: str, code: str, place: str
) -> None:
    with pytest.raises(ReadingError) as caught:
        tree(text)
    assert caught.value.code == code
    assert text[caught.value.start : caught.value.end] == place
    assert caught.value.message.endswith(".")


@pytest.mark.parametrize("text", ["x < 0", "x != 0", "x^2 = 4 and x > 0", "x > 1 or x < 0"])
def test_a_condition_alone_is_no_expression(text: str) -> None:
    with pytest.raises(ReadingError):
        tree(text)


def test_cases_nested_too_deeply_are_refused() -> None:
    nested = "x"
    for _ in range(30):
        nested = f"piecewise(({nested}, x>0), (0, otherwise))"
    with pytest.raises(ReadingError) as caught:
        tree(nested)
    assert caught.value.code == "too_deep"


def test_a_chain_of_thirty_cases_is_one_function() -> None:
    text = "".join(f"{place} if x<{place} else " for place in range(30)) + "30"
    read = tree(text)
    assert isinstance(read, Piecewise)
    assert len(read.branches) == 30


CASES = (
    "piecewise((x^2, x < 0), (x, x >= 0))",
    "piecewise((1, 0 < x <= 1 and y != 0), (-x, x = 2), (1/x, otherwise))",
    "2*piecewise((x, x < 0), (1, otherwise)) + 3",
    "-piecewise((x, x > y), (y, otherwise))^2",
    "piecewise((piecewise((1, y > 0), (2, otherwise)), x > 0), (3, otherwise))/x",
    "x - piecewise((x + 1, x > y), (y, otherwise))",
)


@pytest.mark.parametrize("text", CASES)
def test_written_cases_read_back_to_the_same_tree(text: str) -> None:
    read = tree(text)
    assert write_text(read) == text
    assert tree(write_latex(read), LATEX) == read


def test_cases_are_set_as_a_brace_with_rows() -> None:
    written = write_latex(tree("2*{x^2 if x<0, x if 0<=x<1 and y!=0, 0 otherwise}"))
    assert written == (
        r"2\left(\begin{cases} x^{2} & x < 0 \\ x & 0 \le x < 1 \text{ and } y \ne 0 \\ "
        r"0 & \text{otherwise} \end{cases}\right)"
    )


def value(text: str, **point: int) -> object:
    read = tree(text)
    exact = {name: rational(point[name]) for name in symbols(read)}
    return Program((read,)).at(exact, 64)[0]


@pytest.mark.parametrize(
    ("text", "x", "expected"),
    [
        (RAMP, -3, 9),
        (RAMP, 3, 3),
        (RAMP, 0, 0),
        ("{ln(x) if x>0, 7 otherwise}", -1, 7),
        ("{7 if x<=0, 1/(x-x) otherwise}", 0, 7),
        ("{1 if x=0, sin(x)/x otherwise}", 0, 1),
        ("{1 if x!=0 and 1/x>0, 2 otherwise}", 0, 2),
        ("{1 if x>1, 2 if x>0, 3 otherwise}", 1, 2),
        ("{1 if x<0, 2 if x>0}", 0, Absence.UNDEFINED),
        ("{1 if 1/x>0, 2 otherwise}", 0, Absence.UNDEFINED),
        ("{ln(x) if x<0, 7 otherwise}", -1, Absence.UNDEFINED),
        ("{1 if x<0 and x>1}", 5, Absence.UNDEFINED),
        ("{1 if x<pi, 2 otherwise}", 3, 1),
        ("{1 if sqrt(2)^2 - 2 < x, 2 otherwise}", 0, Absence.UNKNOWN),
        ("{1 if sin(x)^2 + cos(x)^2 = 1, 2 otherwise}", 1, Absence.UNKNOWN),
        ("{5 if x=1, 1 if sin(x)^2 + cos(x)^2 = 1, 2 otherwise}", 1, 5),
        ("{1 if sin(x)^2 + cos(x)^2 = 1 and x>2, 2 otherwise}", 1, 2),
    ],
)
def test_the_first_case_that_is_proved_to_hold_has_the_value(
    text: str, x: int, expected: object
) -> None:
    assert value(text, x=x) == expected


def test_arrays_take_each_place_by_its_case() -> None:
    places = np.array([-2.0, 0.0, 0.5, 3.0])
    found = floats(tree("{ln(-x) if x<0, x^2 if 0<x<1 or x=3}"), {"x": places})
    np.testing.assert_allclose(found, [np.log(2), np.nan, 0.25, 9.0])


def test_a_condition_without_a_value_leaves_an_array_without_one() -> None:
    places = np.array([-1.0, 1.0, 4.0])
    found = floats(tree("{1 if sqrt(x)>1.5, 2 otherwise}"), {"x": places})
    np.testing.assert_array_equal(found, [np.nan, 2.0, 1.0])


def test_numbers_alone_may_decide_between_cases() -> None:
    assert floats(tree("{1 if 2<3, 2 otherwise}"), {}) == 1.0


def test_variables_spelled_like_words_stay_variables() -> None:
    from questions.maths.reading import Notation, read

    notation = Notation(("i", "f", "o", "r"))
    assert read("if + or", notation).expression == read("i*f + o*r", notation).expression
    assert XY.variables[0] == "x"
