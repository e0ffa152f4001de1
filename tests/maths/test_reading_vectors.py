"""Vectors, matrices and unit vectors."""

from fractions import Fraction

import pytest

from questions.maths.expression import (
    Call,
    Matrix,
    Number,
    Power,
    Product,
    Symbol,
    Vector,
    number,
    shape,
)
from questions.maths.reading import Notation, ReadingError
from tests.maths.readings import BASIS, VECTOR, X, Y, Z, same, tree


class TestVectors:
    @pytest.mark.parametrize(
        "text",
        [
            *("(x, y)", "[x, y]", "<x, y>", "⟨x, y⟩", "(x; y)", "[[x], [y]]", "[x; y]"),
            *(r"\begin{pmatrix}x\\y\end{pmatrix}", r"\begin{bmatrix}x&y\end{bmatrix}"),
            *(r"\left(x,y\right)", r"\langle x,y\rangle", r"\begin{pmatrix}x\\y\\\end{pmatrix}"),
            *(r"\left[\begin{array}{c}x\\y\end{array}\right]", r"\left\langle x,y\right\rangle"),
            *(r"\lbrack x,y\rbrack", r"\left\{x,y\right\}", "∇f = (x, y)"),
        ],
    )
    def test_vectors_may_be_written_in_every_way(self, text: str) -> None:
        assert tree(text) == Vector((X, Y))

    def test_a_vector_needs_no_brackets_where_one_is_expected(self) -> None:
        assert tree("x, 2y", VECTOR) == Vector((X, Product((number(2), Y))))
        assert tree("x; y; z", VECTOR) == Vector((X, Y, Z))
        assert tree("∇f = x, y", VECTOR) == Vector((X, Y))

    @pytest.mark.parametrize(
        "text",
        [
            *("(x, y)^T", "[x, y]^{T}", "(x, y)ᵀ", "⟨x, y⟩^⊤", r"\left(x, y\right)^{\top}"),
            *(r"\begin{pmatrix}x\\y\end{pmatrix}^\mathsf{T}", "[[x], [y]]^(T)"),
        ],
    )
    def test_a_vector_is_its_own_transpose(self, text: str) -> None:
        assert tree(text) == Vector((X, Y))

    def test_the_rows_of_a_transposed_matrix_are_its_columns(self) -> None:
        assert same("[[1, x], [2, y]]^T", "[[1, 2], [x, y]]")

    def test_a_number_has_no_transpose(self) -> None:
        with pytest.raises(ReadingError, match="Only a vector or a matrix"):
            tree("(x + 1)^T")

    def test_a_power_of_a_variable_t_is_one(self) -> None:
        t = Notation(("x", "T"))
        assert tree("(x + 1)^T", t) == Power(tree("x + 1"), Symbol("T"))

    def test_decimal_commas_leave_the_semicolon(self) -> None:
        notation = Notation(("x",), decimal_comma=True, expected="vector")
        assert tree("(1,5; 2)", notation) == tree("1,5; 2", notation)
        assert tree("max(0,5; x)", notation) == Call("max", (Number(Fraction(1, 2)), X))

    def test_matrices_are_rows(self) -> None:
        rows = (Vector((X, Y)), Vector((number(0), number(1))))
        assert tree("[[x, y], [0, 1]]") == Matrix(rows)
        assert tree("[x, y; 0, 1]") == Matrix(rows)
        assert tree("((x, y), (0, 1))") == Matrix(rows)
        assert tree(r"\begin{bmatrix}x&y\\0&1\end{bmatrix}") == Matrix(rows)

    def test_one_entry_is_a_scalar(self) -> None:
        assert tree(r"\begin{pmatrix}x\end{pmatrix}") == X
        assert tree("[x]") == X

    def test_arithmetic_with_vectors_is_carried_out(self) -> None:
        assert same("2(x, y)", "(2x, 2y)")
        assert same("(x, y)/2", "(x/2, y/2)")
        assert same("-(x, y) + (1, 2)", "(1 - x, 2 - y)")
        assert same("x*(1, 0) + y*(0, 1)", "(x, y)")
        assert same("2[[x, 0], [0, y]]", "[[2x, 0], [0, 2y]]")

    def test_unit_vectors_are_read_where_they_are_declared(self) -> None:
        assert tree("x i + y j", BASIS) == Vector((X, Y))
        assert same("2x i - y j", "(2x, -y)", BASIS)
        assert shape(tree("x i + k", BASIS)) == (3,)
        assert tree("x i + k", BASIS) == Vector((X, number(0), number(1)))
        assert tree("(x i + y j)/2", BASIS) == tree("(x/2, y/2)")
        assert tree(r"x\mathbf{i}+y\hat{\jmath}", BASIS) == Vector((X, Y))
        assert tree("0 i", BASIS) == Vector((number(0), number(0)))
