"""Names, and what is left out in front of an answer."""

import pytest

from questions.maths.expression import (
    E,
    Power,
    Product,
    Symbol,
    number,
)
from questions.maths.reading import Notation, ReadingError
from tests.maths.readings import LATEX, reading, same, tree


class TestNames:
    def test_a_run_of_letters_falls_into_the_fewest_names(self) -> None:
        assert same("xsinx", "x*sin(x)")
        assert same("sinxcosx", "sin(x)*cos(x)")
        assert same("xyz", "x*y*z")
        assert tree("xy", Notation(("x", "y", "xy"))) == Symbol("xy")

    @pytest.mark.parametrize("text", ["w_1", "w1", "w₁", "w_{1}", r"\mathbf{w}_1"])
    def test_subscripts_may_be_written_in_every_way(self, text: str) -> None:
        assert tree(text) == Symbol("w_1")

    def test_a_subscript_belongs_to_the_last_letter(self) -> None:
        assert same("xw_1", "x*w_1")
        assert same("xw1", "x*w_1")
        assert same("xw₁²", "x*w_1^2")
        assert tree(r"w^2_1", LATEX) == Power(Symbol("w_1"), number(2))
        assert tree(r"w_1^2", LATEX) == Power(Symbol("w_1"), number(2))

    def test_a_name_may_be_declared_with_a_plain_digit(self) -> None:
        notation = Notation(("x1", "x2"))
        for text in ("x1*x2", "x_1x_2", "x₁x₂", "x1x2"):
            written = text if text != "x_1x_2" else "x_1 x_2"
            assert tree(written, notation) == Product((Symbol("x1"), Symbol("x2")))

    @pytest.mark.parametrize("text", ["2θ", "2theta", r"2\theta", r"2\vartheta"])
    def test_greek_letters_are_their_names(self, text: str) -> None:
        assert tree(text) == Product((number(2), Symbol("theta")))

    def test_a_greek_letter_never_falls_apart(self) -> None:
        notation = Notation(("p", "s", "i"))
        assert tree("psi", notation) == Product((Symbol("p"), Symbol("s"), Symbol("i")))
        with pytest.raises(ReadingError, match="not a name"):
            tree("ψ", notation)

    def test_euler_gives_way_to_a_declared_e(self) -> None:
        assert tree("e", Notation(("e",))) == Symbol("e")
        assert tree(r"\exponentialE", Notation(("e",))) == E

    def test_indices_with_commas_name_an_entry(self) -> None:
        assert tree("w_{1,2}", Notation(("w_12",))) == Symbol("w_12")

    def test_digits_after_a_function_begin_its_argument(self) -> None:
        assert same("sin2x", "sin(2x)")
        assert same("xlog2(y)", "x*log2(y)")
        assert same("log10x", "log10(x)")
        assert same(r"\sin2x", "sin(2x)", LATEX)

    def test_of_as_many_names_the_longest_comes_first(self) -> None:
        notation = Notation(("a", "ab", "bc", "c"))
        assert tree("abc", notation) == Product((Symbol("ab"), Symbol("c")))

    def test_a_declared_letter_in_a_power_of_ten_is_ambiguous(self) -> None:
        assert reading("2E3", Notation(("E",))).ambiguities == ("sci_e",)
        assert reading("2E3").ambiguities == ()

    def test_a_power_of_ten_does_not_run_into_a_letter(self) -> None:
        with pytest.raises(ReadingError):
            tree("2e3x")

    def test_a_cross_of_two_letters_stands_between_factors_only(self) -> None:
        notation = Notation(("x", "y"))
        assert tree("(y)xx 3", Notation(("y",))) == Product((Symbol("y"), number(3)))
        assert same("x - xx 3", "x - x*x*3", notation)


class TestLeads:
    @pytest.mark.parametrize(
        "lead",
        [
            *("f'(x)=", "f′(x) =", "f''(x)=", "y'=", "dy/dx=", "d/dx =", "d/dx(x^2) =", "f_x="),
            *("f_{xy}(x,y) =", "∂f/∂x=", "∂²f/∂x² =", "∂^2f/∂x∂z=", "∇f=", "∇f(x,y) =", "Df="),
            *("grad f =", "J=", "H_f =", "f(x)=", "f:=", "answer =", "slope=", "L_2="),
            *(r"\nabla f=", r"\frac{dy}{dx}=", r"\frac{\mathrm{d}f}{\mathrm{d}x}=", r"f_{x}="),
            *(r"\frac{\partial^2 f}{\partial x^2}=", r"f^{\prime}(x)=", r"f^{\prime\prime}="),
            *(r"f'\left(x\right)=", r"\frac{\differentialD y}{\differentialD x}=", "d²f/dx²="),
            *(
                "∂L/∂w_1 =",
                "∂L/∂w₁=",
                "dL/dw1=",
                r"\frac{\partial L}{\partial w_1}=",
                "D_u f(x,y) =",
            ),
            *(r"\frac{d}{dx}\left(x^2\right)=", r"\varphi'(x)=", "σ'(x) ="),
        ],
    )
    def test_what_only_names_the_question_is_left_out(self, lead: str) -> None:
        text = f"{lead} 2x"
        found = reading(text)
        assert found.expression == tree("2x")
        assert found.lead == lead.strip()

    def test_a_declared_variable_in_front_is_an_equation_unless_a_scalar_is_expected(self) -> None:
        with pytest.raises(ReadingError, match="without"):
            tree("x = 3")
        assert tree("x = 3", Notation(("x",), expected="scalar")) == number(3)

    def test_a_sum_in_front_is_no_lead(self) -> None:
        with pytest.raises(ReadingError, match="without"):
            tree("x + y = 2")
