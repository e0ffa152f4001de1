import pytest

from questions.templatetags import breaking

CASES = [
    ("x", ["x"]),
    ("f(x) = x^{-1}", ["f(x) ", "= x^{-1}"]),
    (r"a = b = c", ["a ", "= b ", "= c"]),
    (r"\left. x \right|_{x=2} = 3", [r"\left. x \right|_{x=2} ", "= 3"]),
    (r"2 \cdot -3 = x", [r"2 \cdot -3 ", "= x"]),
    (r"\begin{pmatrix} a=b \\ c \end{pmatrix}", [r"\begin{pmatrix} a=b \\ c \end{pmatrix}"]),
    (r"u = 2,\quad v = 3", ["u ", "= 2,", r"\quad v ", "= 3"]),
    ("a + b", ["a + b"]),
    ("= (", ["= ("]),
    ("", [""]),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_a_formula_breaks_at_its_outermost_relations(source, expected):
    assert breaking.pieces(source) == expected


def test_a_long_sum_breaks_at_its_signs():
    term = r"7\sin\left(7u\right)\cos\left(5u\right)"
    assert breaking.pieces(f"-{term} - {term}") == [f"-{term} ", f"- {term}"]


def test_a_long_product_breaks_between_its_factors():
    factor = r"\left(1 - \sigma\left(5w + b\right)\right)"
    assert breaking.pieces(f"10{factor}{factor}") == [f"10{factor}", factor]


@pytest.mark.parametrize("source", [case for case, _ in CASES])
def test_the_pieces_make_the_formula(source):
    assert "".join(breaking.pieces(source)) == source
