"""What cannot be read is refused with its place, a sentence and what may have been meant."""

import pickle
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.maths.errors import LimitError, MathsError
from questions.maths.expression import walk
from questions.maths.reading import Notation, ReadingError, read
from tests.maths.test_reading_table import assert_well_formed

XY = Notation(("x", "y", "theta", "w_1"))


def refused(text: str, notation: Notation = XY) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read(text, notation)
    return caught.value


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("2x + foo", "unknown_name", "foo"),
        ("2xq", "unknown_name", "q"),
        ("x + x2", "name_digit", "x2"),
        ("x*(y+1))", "unbalanced", ")"),
        ("x*(y+1", "expected", ""),
        ("(x, y) + [1, 2)", "interval", ")"),
        ("x + 2 3", "two_numbers", "3"),
        ("2½", "two_numbers", "½"),
        ("x^2 = 4y", "relation", "="),
        ("x ≤ 1", "relation", "≤"),
        ("(x < 1)", "relation", "<"),
        ("<x>", "relation", "<"),
        ("x != 1", "relation", "!"),
        ("x → 0", "relation", "→"),
        ("x·∂", "operator", "∂"),
        ("∇x", "operator", "∇"),
        ("±2", "plus_minus", "±"),
        ("2 ± x", "plus_minus", "±"),
        ("90°", "degree", "°"),
        ("x + ∞", "infinity", "∞"),
        ("x'", "prime", "'"),
        ("sin'(x)", "prime", "'"),
        ("x + *2", "unexpected", "*"),
        ("50%", "unexpected", "%"),
        ("x ? y", "unexpected", "?"),
        ("sin() + 1", "incomplete", ")"),
        ("x + sin", "incomplete", "sin"),
        ("x^{}", "incomplete", "}"),
        ("ln(x, y)", "arity", "ln"),
        ("log_2(x, y)", "arity", "log_2"),
        ("sin((x, y))", "arity", "sin((x, y))"),
        ("x_", "bad_subscript", "_"),
        ("log_+x", "bad_log_base", "_"),
        ("log_q(x)", "bad_log_base", "log_q"),
        ("1e99999", "number_too_big", "1e99999"),
        ("x.y", "bad_char", "."),
        ("x + \u0436", "bad_char", "\u0436"),
        ("x + 人", "bad_char", "人"),
        ("[(x, y), 1]", "ragged", "[(x, y), 1]"),
        ("[[x, y], [1]]", "ragged", "[[x, y], [1]]"),
        ("(x, y)(1, 2)", "vector_product", "(x, y)(1, 2)"),
        ("1/(x, y)", "vector_product", "1/(x, y)"),
        ("(x, y) + (1, 2, 3)", "vector_product", "(x, y) + (1, 2, 3)"),
        (r"x + \foo", "bad_macro", r"\foo"),
        (r"x^2 + \begin{align}x\end{align}", "bad_latex", r"\begin{align}"),
        (r"\begin{pmatrix}x", "bad_latex", ""),
        (r"\begin{pmatrix x", "unbalanced", "{"),
        (r"\mathrm{x+y}", "bad_latex", r"\mathrm{x+y}"),
        (r"\mathrm", "bad_latex", r"\mathrm"),
        ("\\", "bad_latex", "\\"),
        (r"x\text{ or }y", "words", r"\text{ or }"),
        (r"\frac{x}{}", "incomplete", "}"),
        (r"\sqrt[]{x}", "incomplete", "]"),
        (r"\sqrt[3{x}", "incomplete", ""),
        (r"\sqrt[x", "incomplete", ""),
        (r"{}\cdot 2", "incomplete", "}"),
        (r"\cdot_1", "bad_subscript", "_"),
        (r"30^\circ", "degree", r"\circ"),
        (r"\left|x", "expected", ""),
    ],
)
def test_the_place_of_a_mistake_is_named(text: str, code: str, place: str) -> None:
    error = refused(text)
    assert error.code == code
    assert text[error.start : error.end] == place


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("X^2", "x^2"),
        ("2thata", "2theta"),
        ("w_2 + 1", "w_1 + 1"),
        ("sinn(x)", "sin(x)"),
        ("sqr(x)", "sqrt(x)"),
        ("2(x+1", "2(x+1)"),
        ("[[x, 1], [2, y", "[[x, 1], [2, y]]"),
        ("x+1)", "x+1"),
        ("\u0445^2", "x^2"),
        ("\u0445\u0443", "xy"),
        ("x = 2y", "2y"),
        ("2y = f'(x)", "2y"),
        ("1,000x", "1000x"),
        ("1 000", "1000"),
        ("2 3", "2*3"),
        ("{x, y}", "(x, y)"),
        ("answer: 2x", "2x"),
        ("w_1x", "w_1*x"),
        ("\u202ex+1", "x+1"),
        (r"\theta_1", r"\theta"),
        (r"x^10", r"x^10"),
    ],
)
def test_what_may_have_been_meant_is_suggested(text: str, suggestion: str) -> None:
    if text == suggestion:
        assert refused(text, Notation(("x",), syntax="latex")).suggestions == ("x^{10}",)
    else:
        assert suggestion in refused(text).suggestions


def test_an_unknown_name_is_told_what_names_there_are() -> None:
    assert "the variables are x, y, theta and w_1" in refused("q").message
    assert "the variable is t" in refused("q", Notation(("t",))).message
    assert "a number is asked for, without letters or a unit" in refused("m", Notation(())).message


@pytest.mark.parametrize("text", ["diff(x^2, x)", "int x dx", r"\sum x"])
def test_an_operation_is_not_worked_out_for_the_student(text: str) -> None:
    assert "not worked out" in refused(text).message


@pytest.mark.parametrize("text", ["d/dx x^2", "d^2/dx^2 x^3", r"\frac{d}{dx}x^2"])
def test_a_derivative_that_is_only_asked_for_is_to_be_worked_out(text: str) -> None:
    assert "asks for a derivative: write the derivative itself" in refused(text).message


def test_a_letter_d_is_an_unknown_name_like_others() -> None:
    assert "“d” is not a name used here" in refused("2d").message


def test_a_vector_without_brackets_is_explained_where_none_is_expected() -> None:
    assert "brackets" in refused("x, y").message
    assert "point" in refused("1,5").message


def test_every_term_with_unit_vectors_needs_one() -> None:
    error = refused("2i + 1", Notation(("x",), basis=True))
    assert error.code == "basis"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * 2_001, "too_long"),
        ("x" * 10_000_000, "too_long"),
        ("x+" * 500, "too_long"),
        ("9" * 201, "number_too_long"),
        ("0{,}" + "9" * 200, "number_too_long"),
        ("1e10000", "number_too_big"),
        ("1e-10000", "number_too_big"),
        ("1E" + "9" * 500, "number_too_big"),
        ("(" * 41 + "x" + ")" * 41, "too_deep"),
        ("-" * 500 + "x", "too_deep"),
        ("x" + "!" * 500, "too_deep"),
        ("x" + "/x" * 200, "too_deep"),
        ("sin " * 90 + "x", "too_deep"),
        ("√" * 300 + "x", "too_deep"),
        ("x^" * 200 + "x", "too_deep"),
        ("|" * 300 + "x", "too_deep"),
        ("e^-" * 100 + "x", "too_deep"),
        ("(" + "1," * 70 + "1)", "too_long"),
        ("[" + ",".join(["[1,2,3,4,5,6,7,8]"] * 9) + "]", "too_long"),
        ("(" + "1," * 60 + "1)(" + "x+" * 200 + "1)", "too_long"),
    ],
    ids=lambda value: value[:12],
)
def test_bounds_are_held(text: str, code: str) -> None:
    notation = Notation(("x",), syntax="latex" if "{" in text else "text")
    error = refused(text, notation)
    assert error.code == code
    assert isinstance(error, LimitError)
    assert len(error.source) <= 2_000


@pytest.mark.parametrize(
    "text",
    [
        "x" + " " * 1_999,
        "x" + "+x" * 299,
        "9" * 200,
        "1e9999",
        "(" * 40 + "x" + ")" * 40,
        "(" + "1," * 63 + "1)",
        "-" * 39 + "x",
    ],
    ids=lambda value: value[:12],
)
def test_what_keeps_within_the_bounds_is_read(text: str) -> None:
    assert read(text, XY).expression


@pytest.mark.parametrize("character", ["\x00", "\ud800", "\u202e", "\u200f", "\ue000", "\x7f"])
def test_hidden_characters_are_named_and_never_shown(character: str) -> None:
    error = refused(f"x{character}+1")
    assert error.code == "bad_char"
    assert f"U+{ord(character):04X}" in error.message
    assert (error.start, error.end) == (1, 2)
    assert character not in error.source
    assert error.suggestions == ("x+1",)


@pytest.mark.parametrize("text", ["x\u200b+1", "x\u2061+1", "\ufeffx+1", "x\u00a0+\u20091\r\n"])
def test_characters_that_editors_put_between_signs_are_ignored(text: str) -> None:
    assert read(text, XY).expression == read("x+1", XY).expression


def test_errors_cross_process_borders_whole() -> None:
    error = refused("2x + foo")
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - made one line above
    assert type(copy) is type(error)
    assert vars(copy) == vars(error)


SIGNS = st.sampled_from(
    [
        *"xy23()[]{}|,;=<>!'+-*/^_. e",
        *("sin", "ln", "log_", "sqrt", "√", "½", "²", "⁻¹", "π", "i", "j", "1e3", "0{,}5"),
        *("\\frac", "\\sqrt", "\\left(", "\\right)", "\\left|", "\\begin{pmatrix}", "\\\\"),
        *("\\end{pmatrix}", "&", "\\mathrm{", "\\cdot", "\\theta", "^{\\prime}", "f'(x)="),
    ]
)
TEXTS = st.one_of(st.lists(SIGNS, max_size=25).map("".join), st.text(max_size=60))
NOTATIONS = st.sampled_from(
    [
        XY,
        Notation(("x", "y"), basis=True),
        Notation(("x", "e"), decimal_comma=True, expected="vector", functions=("f",)),
        Notation(("x",), syntax="latex", expected="scalar", log="log10"),
    ]
)


@settings(max_examples=500)
@given(TEXTS, NOTATIONS)
def test_whatever_is_written_is_read_or_refused(text: str, notation: Notation) -> None:
    try:
        reading = read(text, notation)
    except MathsError as error:
        assert_well_formed(error, text)
        return
    assert len(reading.alternatives) <= 3
    assert reading.expression not in reading.alternatives
    for node in walk(reading.expression):
        if node.span is not None:
            assert 0 <= node.span[0] <= node.span[1] <= len(text)


def test_reading_and_writing_load_no_heavy_package() -> None:
    program = (
        "import sys, questions.maths.reading, questions.maths.writing;"
        "print({'django', 'sympy', 'numpy'} & set(sys.modules))"
    )
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "set()"
