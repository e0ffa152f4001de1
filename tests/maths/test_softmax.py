"""Logsumexp and softmax: read, written, evaluated without overflow, proved, differentiated."""

from fractions import Fraction

import numpy as np
import pytest

from questions.maths.algebra.sympy_bridge import from_sympy, to_sympy
from questions.maths.comparison import Equal, compare
from questions.maths.differentiation import differentiate
from questions.maths.evaluation import Program, floats, rational
from questions.maths.expression import Call, Expression, Symbol, Vector, components, shape
from questions.maths.reading import Notation, ReadingError, read
from questions.maths.writing import write_latex, write_text
from tests.maths.readings import LATEX, VECTOR, X, Y, tree


@pytest.mark.parametrize(
    "text",
    [
        "logsumexp(x, y)",
        "LogSumExp(x, y)",
        "lse(x, y)",
        "LSE(x, y)",
        "logsumexp((x, y))",
        "logsumexp([x, y])",
        r"\operatorname{logsumexp}(x, y)",
        r"\operatorname{LSE}\left(x, y\right)",
    ],
)
def test_logsumexp_is_read_in_all_spellings(text: str) -> None:
    assert tree(text, LATEX if "\\" in text else VECTOR) == Call("logsumexp", (X, Y))


def test_softmax_is_a_vector_with_an_entry_for_each_score() -> None:
    entries = (Call("softmax_1", (X, Y)), Call("softmax_2", (X, Y)))
    assert tree("softmax(x, y)") == tree("softmax((x, y))") == Vector(entries)
    assert tree(r"\operatorname{softmax}(x, y)", LATEX) == Vector(entries)
    assert tree(r"\mathrm{softmax}([x, y])", LATEX) == Vector(entries)


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("softmax_2(x, y)", VECTOR),
        ("softmax(x, y)_2", VECTOR),
        ("softmax_{2}(x, y)", VECTOR),
        ("softmax₂(x, y)", VECTOR),
        (r"\operatorname{softmax}_2(x, y)", LATEX),
        (r"\mathrm{softmax}_{2}(x, y)", LATEX),
    ],
)
def test_an_entry_of_softmax_is_a_scalar(text: str, notation: Notation) -> None:
    found = tree(text, notation)
    assert found == Call("softmax_2", (X, Y))
    assert shape(found) == ()


def test_arithmetic_goes_to_the_entries() -> None:
    assert tree("2softmax(x, y) - (1, 0)") == tree("(2softmax_1(x,y) - 1, 2softmax_2(x,y))")


def test_letters_that_are_declared_are_no_logsumexp() -> None:
    assert (
        read("lse", Notation(("l", "s"))).expression
        == read("l*s*e", Notation(("l", "s"))).expression
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("logsumexp(x)", "arity"),
        ("softmax(x)", "arity"),
        ("softmax_3(x, y)", "arity"),
        ("softmax(x, y)_3", "unexpected"),
        ("sin(softmax(x, y))", "arity"),
        ("softmax(x, y)^2", "vector_product"),
        ("softmax(" + "x," * 10 + "x)", "arity"),
    ],
)
def test_what_is_no_softmax_is_refused(text: str, code: str) -> None:
    with pytest.raises(ReadingError) as caught:
        tree(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "text",
    ["logsumexp(x, y, 0)", "softmax(x, y, 1)", "2*softmax_1(x, -y)^2", "(softmax_2(x, y), 1)"],
)
def test_they_read_back_to_the_same_tree(text: str) -> None:
    found = tree(text)
    assert write_text(found) == text
    assert tree(write_latex(found), LATEX) == found


def at(text: str, **point: int) -> list[float]:
    parts = components(tree(text))
    exact = {name: rational(Fraction(value)) for name, value in point.items()}
    return [float(Program((part,)).at(exact, 128)[0].mid()) for part in parts]


def test_large_scores_do_not_overflow() -> None:
    assert at("logsumexp(x, 0)", x=10**30) == [1e30]
    assert at("logsumexp(x, 0) - x", x=-(10**6)) == [10.0**6]
    assert at("softmax(x, 0)", x=10**30) == [1.0, 0.0]
    places = {"x": np.array([1e4, -1e4, 0.0])}
    np.testing.assert_allclose(floats(tree("logsumexp(x, 0)"), places), [1e4, 0.0, np.log(2)])
    np.testing.assert_allclose(floats(tree("softmax_1(x, 0)"), places), [1.0, 0.0, 0.5])


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("logsumexp(x, y)", "ln(e^x + e^y)"),
        ("logsumexp(x, y, z)", "lse(z, x, y)"),
        ("logsumexp(x, 0)", "softplus(x)"),
        ("logsumexp(x, y)", "x + softplus(y - x)"),
        ("logsumexp(x, x)", "x + ln(2)"),
        ("logsumexp(x+z, y+z)", "z + logsumexp(x, y)"),
        ("softmax_1(x, 0)", "sigmoid(x)"),
        ("softmax_2(x, 0)", "1 - sigmoid(x)"),
        ("softmax_1(x, y)", "sigmoid(x - y)"),
        ("softmax_1(x+z, y+z)", "softmax_1(x, y)"),
        ("softmax_1(x, y) + softmax_2(x, y)", "1"),
        ("softmax_1(x, y)", "e^(x - logsumexp(x, y))"),
        ("softmax(x, y)", "(e^x/(e^x + e^y), e^y/(e^x + e^y))"),
        ("softmax(x, y, z)", "(softmax_1(x,y,z), softmax_2(x,y,z), 1/(e^(x-z)+e^(y-z)+1))"),
        ("softmax(x, 0)", "(sigmoid(x), sigmoid(-x))"),
    ],
)
def test_they_are_proved_equal_to_what_they_stand_for(key: str, answer: str) -> None:
    assert isinstance(compare(tree(key), tree(answer), variables=("x", "y", "z")), Equal)


def test_another_order_of_scores_is_another_softmax() -> None:
    assert compare(tree("softmax(x, y)"), tree("softmax(y, x)"), variables=("x", "y")).kind == (
        "different"
    )
    assert compare(tree("softmax(x, y)"), tree("softmax_1(x, y)"), variables=("x",)).kind == (
        "shape"
    )


@pytest.mark.parametrize(
    ("function", "derivative"),
    [
        ("logsumexp(x, y)", "softmax_1(x, y)"),
        ("logsumexp(2x, x^2, y)", "2softmax_1(2x, x^2, y) + 2x*softmax_2(2x, x^2, y)"),
        ("softmax_1(x, y)", "softmax_1(x, y)*(1 - softmax_1(x, y))"),
        ("softmax_2(x, y)", "-softmax_1(x, y)*softmax_2(x, y)"),
        ("ln(softmax_1(x, y, z))", "1 - softmax_1(x, y, z)"),
    ],
)
def test_their_derivatives_are_the_known_ones(function: str, derivative: str) -> None:
    found = differentiate(tree(function), "x").result
    assert isinstance(compare(tree(derivative), found, variables=("x", "y", "z")), Equal)


@pytest.mark.parametrize("name", ["logsumexp", "softmax_1", "softmax_2"])
def test_sympy_knows_them_by_their_definitions(name: str) -> None:
    call: Expression = Call(name, (Symbol("x"), Symbol("y")))
    assert compare(call, from_sympy(to_sympy(call)), variables=("x", "y")).kind == "equal"
