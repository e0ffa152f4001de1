"""How notation is read: every rule with the texts that show it."""

from fractions import Fraction

import pytest

from questions.maths.expression import (
    Call,
    Negation,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    number,
    walk,
)
from questions.maths.reading import Notation
from questions.maths.writing import write_text
from tests.maths.readings import X, Y, Z, reading, same, tree


class TestTree:
    def test_a_chain_of_terms_is_one_sum(self) -> None:
        assert tree("x - y + z") == Sum((X, Negation(Y), Z))

    def test_a_chain_of_factors_is_one_product(self) -> None:
        assert tree("2x y*z") == Product((number(2), X, Y, Z))

    def test_brackets_make_a_nested_node(self) -> None:
        assert tree("(x + y) + z") == Sum((Sum((X, Y)), Z))
        assert tree("x*(y*z)") == Product((X, Product((Y, Z))))

    def test_division_takes_all_factors_before_it(self) -> None:
        assert tree("x*y/z*x") == Product((Quotient(Product((X, Y)), Z), X))

    def test_a_sign_is_outermost_in_its_term(self) -> None:
        assert tree("-2x") == Negation(Product((number(2), X)))
        assert tree("-x^2") == Negation(Power(X, number(2)))
        assert tree("2*-x") == Product((number(2), Negation(X)))

    def test_numbers_keep_their_text_and_are_exact(self) -> None:
        node = tree("0.50")
        assert isinstance(node, Number)
        assert (node.value, node.text) == (Fraction(1, 2), "0.50")
        assert tree("1E-3") == Number(Fraction(1, 1000))

    def test_nodes_know_where_they_were_written(self) -> None:
        text = "2x + sin(y^2)/3"
        spans = {text[slice(*node.span)] for node in walk(tree(text)) if node.span}
        assert spans >= {text, "2x", "sin(y^2)/3", "sin(y^2)", "y^2", "y", "2", "3"}

    def test_spans_count_the_lead_too(self) -> None:
        text = "f'(x) = 2x"
        assert tree(text).span == (8, 10)


class TestBars:
    def test_brackets_within_bars_begin_anew(self) -> None:
        assert same("|(x|y|)|", "abs(x*abs(y))")

    def test_bars_in_a_row_are_not_nested(self) -> None:
        assert tree("+".join(["|x|"] * 90)) == Sum((Call("abs", (X,)),) * 90)


class TestFunctions:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("arcsin x", "asin"),
            ("arsinh x", "asinh"),
            ("arccosh(x)", "acosh"),
            ("tg x", "tan"),
            ("ctg x", "cot"),
            ("cosec x", "csc"),
            ("sgn x", "sign"),
            ("lg x", "log10"),
            ("log2(x)", "log2"),
            ("∛x", "cbrt"),
            ("⌊x⌋", "floor"),
            ("⌈x⌉", "ceil"),
            ("σ(x)", "sigmoid"),
            ("logistic(x)", "sigmoid"),
            ("ReLU(x)", "relu"),
            ("Exp(x)", "exp"),
            ("LN x", "ln"),
        ],
    )
    def test_every_spelling_has_one_name(self, text: str, name: str) -> None:
        assert tree(text) == Call(name, (X,))

    def test_a_declared_name_wins_over_a_function(self) -> None:
        notation = Notation(("sigma", "x"))
        assert tree("sigma(x)", notation) == Product((Symbol("sigma"), X))
        assert tree("tg", Notation(("t", "g"))) == Product((Symbol("t"), Symbol("g")))

    def test_a_declared_function_takes_its_arguments(self) -> None:
        notation = Notation(("x",), functions=("f",))
        assert tree("f(x) + f x", notation) == Sum((Call("f", (X,)), Call("f", (X,))))

    def test_logarithms_take_any_base(self) -> None:
        assert tree("log_2 x") == Call("log", (X, number(2)))
        assert tree("log_y(x)") == tree("log(x, y)") == Call("log", (X, Y))
        assert tree("log_e x") == Call("ln", (X,))
        assert tree(r"\log_{2y}x") == Call("log", (X, Product((number(2), Y))))
        assert tree("log_{2y}(x)") == Call("log", (X, Product((number(2), Y))))
        assert tree(r"\log_\theta x") == Call("log", (X, Symbol("theta")))
        assert tree("xlog_2 y") == Product((X, Call("log", (Y, number(2)))))

    def test_roots_have_an_index(self) -> None:
        assert tree("root(x, 4)") == tree("root(4)(x)") == tree("∜x")
        assert tree(r"\sqrt[4]{x}") == Call("root", (X, number(4)))

    def test_a_power_of_a_name_is_a_power_of_the_value(self) -> None:
        assert tree("sin^2 x") == tree("sin²x") == tree("sin(x)^2")
        assert tree("sin^-1 x") == Call("asin", (X,))

    def test_an_argument_without_brackets_ends_at_the_next_function(self) -> None:
        assert same("sin 2x cos x", "sin(2x)*cos(x)")
        assert same("ln|x| y", "ln(abs(x))*y")
        assert same("sin -x", "sin(-x)")
        assert same("ln ln x", "ln(ln(x))")

    def test_superscripts_are_exponents(self) -> None:
        assert same("x⁻¹²y", "x^(-12)*y")
        assert same("x²ʸ", "x^(2y)")
        assert same("e⁽ˣ⁺¹⁾", "e^(x+1)")
        assert same("x^+2", "x^2")

    def test_factorials_bind_most_tightly(self) -> None:
        assert same("2x!", "2*factorial(x)")
        assert same("x^2!", "x^factorial(2)")
        assert tree("x!!") == Call("factorial", (Call("factorial", (X,)),))


def test_readings_say_what_was_written() -> None:
    found = reading("f'(x) = 2x")
    assert found.source == "f'(x) = 2x"
    assert write_text(found.expression) == "2*x"
