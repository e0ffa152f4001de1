"""Typst's mathematics, as a sheet of paper shows it.

That the texts compile was tried with Typst 0.15 on 300 random trees; what is held here is what a
reader of the source can see.
"""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings

from questions.maths import write_typst
from questions.maths.expression import Expression, Number
from questions.maths.reading import Notation, read
from tests.maths.trees import VARIABLES, trees

TEXT = Notation((*VARIABLES, "rate", "w_12", "a_max"), functions=("g", "loss"))

WRITTEN = [
    ("2*x^2", "2 x^(2)"),
    ("x*2", "2 x"),
    ("2*3", "2 dot 3"),
    ("x*2^x", "x dot 2^(x)"),
    ("theta*x", "theta x"),
    ("theta(x + 1)", "theta (x + 1)"),
    ("rate*x", '"rate" dot x'),
    ("w_1*x", "w_1 x"),
    ("w_12^2", "w_12^(2)"),
    ("a_max", 'a_"max"'),
    ("1/2*x", "frac(1, 2) x"),
    ("x/2*(y/3)", "frac(x, 2) dot frac(y, 3)"),
    ("x - (y + 1)", "x - (y + 1)"),
    ("-x^2", "-x^(2)"),
    ("(-x)^2", "(-x)^(2)"),
    ("2*(-x)", "2 (-x)"),
    ("(x + 1)*(x - 1)", "(x + 1) (x - 1)"),
    ("sin(x)^2", "sin^(2) (x)"),
    ("sin(x)^(-1)", "(sin (x))^(-1)"),
    ("cos(x)*x", "x cos (x)"),
    ("asin(x)", "arcsin (x)"),
    ("asec(x)", 'op("arcsec") (x)'),
    ("artanh(x)", 'op("artanh") (x)'),
    ("e^(2x)", "e^(2 x)"),
    ("log_2(x)", "log_(2) (x)"),
    ("log_2(x)^3", "log_(2)^(3) (x)"),
    ("lg(x)^2", "log_10^(2) (x)"),
    ("|x|^2", "abs(x)^(2)"),
    ("sqrt(x)", "sqrt(x)"),
    ("cbrt(x)", "root(3, x)"),
    ("root(x, 4)", "root(4, x)"),
    ("(x/y)^2", "(frac(x, y))^(2)"),
    ("x^(y^2)", "x^(y^(2))"),
    ("(x + 1)!", "(x + 1)!"),
    ("floor(x)", "floor(x)"),
    ("sigmoid(x)", "sigma (x)"),
    ("relu(x)", 'op("ReLU") (x)'),
    ("max(x, y)", "max (x, y)"),
    ("softmax(x, y)", 'op("softmax") (x, y)'),
    ("g(x)", "g (x)"),
    ("loss(x)", 'op("loss") (x)'),
    ("2E3*x", "2 dot 10^(3) x"),
    ("(x, y)", "vec(x, y)"),
    ("[[1, x], [0, y]]", "mat(1, x; 0, y)"),
    (
        "piecewise((x, 0 < x and x <= 1), (-x, otherwise))",
        'cases(x & quad "if " 0 < x " and " x <= 1, -x & quad "otherwise")',
    ),
]


@pytest.mark.parametrize(("text", "typst"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_typst_is_what_a_teacher_writes(text: str, typst: str) -> None:
    assert write_typst(read(text, TEXT).expression) == typst


@settings(max_examples=150)
@given(trees)
def test_every_tree_is_written_without_leaving_the_maths(tree: Expression) -> None:
    written = write_typst(tree)
    assert written.isascii()
    assert not set(written) & set("$#\\`@")
    assert written.count('"') % 2 == 0
    depth = 0
    for sign in written:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0


@settings(max_examples=150)
@given(trees)
def test_no_two_names_run_together(tree: Expression) -> None:
    unquoted = re.sub(r'"[^"]*"', "", write_typst(tree))
    known = {
        *(
            "frac",
            "root",
            "sqrt",
            "abs",
            "floor",
            "ceil",
            "vec",
            "mat",
            "cases",
            "op",
            "dot",
            "quad",
        ),
        *("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth"),
        *("arcsin", "arccos", "arctan", "ln", "exp", "max", "min", "log", "sigma", "theta", "pi"),
    }
    assert set(re.findall(r"[A-Za-z]{2,}", unquoted)) <= known


def test_a_number_without_end_is_a_fraction() -> None:
    assert write_typst(Number(Fraction(1, 3))) == "frac(1, 3)"


def test_something_else_than_a_node_is_refused() -> None:
    with pytest.raises(TypeError):
        write_typst(Expression())
