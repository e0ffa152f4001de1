"""LaTeX as a teacher writes it: the same meaning, readable again, and typeset by math-core."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from math_core import LatexToMathML

from questions.maths.expression import Expression, Number
from questions.maths.reading import Notation, read
from questions.maths.writing import write_latex
from tests.maths import fingerprints
from tests.maths.trees import VARIABLES, trees

TEXT = Notation((*VARIABLES, "rate"), functions=("g",))
LATEX = Notation((*VARIABLES, "rate"), functions=("g",), syntax="latex")

WRITTEN = [
    ("2*x^2", "2x^{2}"),
    ("x*2", "2x"),
    ("2*3", r"2 \cdot 3"),
    ("2*3*x", r"2 \cdot 3x"),
    ("x*2^x", r"x \cdot 2^{x}"),
    ("x*y", "xy"),
    ("theta*x", r"\theta x"),
    ("x*theta", r"x\theta"),
    ("rate*x", r"\mathrm{rate} \cdot x"),
    ("w_1*x", "w_{1}x"),
    ("1/2*x", r"\frac{1}{2}x"),
    ("x/2*(y/3)", r"\frac{x}{2} \cdot \frac{y}{3}"),
    ("3*(x/y)", r"3 \cdot \frac{x}{y}"),
    ("x - y + 1", "x - y + 1"),
    ("x - (y + 1)", r"x - (y + 1)"),
    ("-(x + y)", r"-(x + y)"),
    ("-x^2", "-x^{2}"),
    ("(-x)^2", r"(-x)^{2}"),
    ("2*(-x)", r"2(-x)"),
    ("(x + 1)*(x - 1)", r"(x + 1)(x - 1)"),
    ("sin(x)^2", r"\sin^{2}(x)"),
    ("sin(x)^(-1)", r"(\sin(x))^{-1}"),
    ("sin(2x)cos(x)", r"\sin(2x)\cos(x)"),
    ("asin(x)", r"\arcsin(x)"),
    ("artanh(x)", r"\operatorname{artanh}(x)"),
    ("e^(2x)", "e^{2x}"),
    ("x e^x", "xe^{x}"),
    ("ln(x)", r"\ln(x)"),
    ("log_2(x)", r"\log_{2}(x)"),
    ("lg(x)^2", r"\log_{10}^{2}(x)"),
    ("|x|^2", r"\left|x\right|^{2}"),
    ("sqrt(x)", r"\sqrt{x}"),
    ("cbrt(x)", r"\sqrt[3]{x}"),
    ("root(x, 4)", r"\sqrt[4]{x}"),
    ("sqrt(x)^2", r"\left(\sqrt{x}\right)^{2}"),
    ("(x/y)^2", r"\left(\frac{x}{y}\right)^{2}"),
    ("x^(y^2)", "x^{y^{2}}"),
    ("x!", "x!"),
    ("(x + 1)!", r"(x + 1)!"),
    ("floor(x)", r"\left\lfloor x\right\rfloor "),
    ("ceil(x)", r"\left\lceil x\right\rceil "),
    ("sigmoid(x)", r"\sigma(x)"),
    ("relu(x)", r"\operatorname{ReLU}(x)"),
    ("max(x, y)", r"\max(x, y)"),
    ("g(x)", r"g(x)"),
    ("2E3", r"2 \cdot 10^{3}"),
    ("0.5x", "0.5x"),
    ("2*pi", r"2\pi"),
    ("(x, y)", r"\begin{pmatrix} x \\ y \end{pmatrix}"),
    ("cos(x^2)*2*x", r"2x\cos(x^{2})"),
    ("ln(x)*x", r"x\ln(x)"),
    ("(sin(x) + cos(x))*e^x", r"e^{x}(\sin(x) + \cos(x))"),
    ("x^2*sin(x)*e^(2x)*3", r"3x^{2}e^{2x}\sin(x)"),
    ("cos(x)*sin(x)", r"\cos(x)\sin(x)"),
    ("5*(2x + 1)^4*2", r"5(2x + 1)^{4} \cdot 2"),
    ("1*x", r"x \cdot 1"),
    ("x*(1/y)", r"x \cdot \frac{1}{y}"),
    ("ln|x|", r"\ln\left|x\right|"),
    ("ln|x|^2", r"\ln\left(\left|x\right|^{2}\right)"),
    ("ln(abs(x))*y*sin(x)", r"y\ln\left(\left|x\right|\right)\sin(x)"),
    ("ln(abs(x))^2*(x + 1)", r"\ln^{2}\left(\left|x\right|\right)(x + 1)"),
    ("-(1/x^2)", r"-\frac{1}{x^{2}}"),
    ("(1 - ln(x))/x^2", r"\frac{1 - \ln(x)}{x^{2}}"),
    ("1/2*x^(-1/2)", r"\frac{1}{2}x^{-\frac{1}{2}}"),
    ("2*pi*x", r"2\pi x"),
    ("[[1, x], [0, y]]", r"\begin{pmatrix} 1 & x \\ 0 & y \end{pmatrix}"),
]


@pytest.mark.parametrize(("text", "latex"), WRITTEN, ids=[text for text, _ in WRITTEN])
def test_latex_is_what_a_teacher_writes(text: str, latex: str) -> None:
    assert write_latex(read(text, TEXT).expression) == latex


@pytest.mark.parametrize("latex", [latex for _, latex in WRITTEN])
def test_written_latex_can_be_typeset(latex: str) -> None:
    assert "<math" in LatexToMathML().convert_with_local_state(latex, displaystyle=False)


def assert_reads_back(tree: Expression) -> None:
    reading = read(write_latex(tree), LATEX)
    assert fingerprints.of_tree(reading.expression) == fingerprints.of_tree(tree)
    assert reading.ambiguities == ()


@settings(max_examples=150)
@given(trees)
def test_written_latex_reads_back_to_the_same_meaning(tree: Expression) -> None:
    assert_reads_back(tree)


@pytest.mark.deep
@settings(max_examples=3_000)
@given(trees)
def test_many_written_latex_texts_read_back_to_the_same_meaning(tree: Expression) -> None:
    assert_reads_back(tree)


@settings(max_examples=60)
@given(trees)
def test_every_tree_can_be_typeset(tree: Expression) -> None:
    markup = LatexToMathML().convert_with_local_state(write_latex(tree), displaystyle=True)
    assert "merror" not in markup


def test_a_number_without_end_is_a_fraction() -> None:
    assert write_latex(Number(Fraction(1, 3))) == r"\frac{1}{3}"


def test_something_else_than_a_node_is_refused() -> None:
    with pytest.raises(TypeError):
        write_latex(Expression())
