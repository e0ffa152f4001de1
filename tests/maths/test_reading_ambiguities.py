"""What can be read in two ways has a default and other readings."""

import pytest

from questions.maths.expression import (
    Call,
)
from questions.maths.reading import Notation
from tests.maths import fingerprints
from tests.maths.readings import LATEX, X, reading, same, tree


class TestAmbiguities:
    @pytest.mark.parametrize(
        ("text", "code", "default", "other"),
        [
            ("1/2x", "slash_implicit", "(1/2)*x", "1/(2*x)"),
            ("1/x(y+1)", "slash_implicit", "(1/x)*(y+1)", "1/(x*(y+1))"),
            ("e^2x", "pow_run", "e^2*x", "e^(2*x)"),
            ("e^-2x", "pow_run", "e^(-2)*x", "e^(-(2*x))"),
            ("2^xy", "pow_run", "2^x*y", "2^(x*y)"),
            ("x^1/2", "pow_slash", "(x^1)/2", "x^(1/2)"),
            ("x^-2/3", "pow_slash", "(x^(-2))/3", "x^(-(2/3))"),
            ("ln x^2", "fn_pow", "ln(x^2)", "ln(x)^2"),
            ("ln x^2 + cos y", "fn_pow", "ln(x^2) + cos(y)", "ln(x)^2 + cos(y)"),
            ("sin x y", "fn_space", "sin(x*y)", "sin(x)*y"),
            ("sin x e^x", "fn_space", "sin(x*e^x)", "sin(x)*e^x"),
            ("sin x/2", "fn_slash", "sin(x)/2", "sin(x/2)"),
            ("sin x(y+1)", "fn_paren", "sin(x)*(y+1)", "sin(x*(y+1))"),
            ("sqrt 2x", "sqrt_run", "sqrt(2*x)", "sqrt(2)*x"),
            ("ln|x| y", "fn_paren", "ln|x|*y", "ln(abs(x)*y)"),
            ("√2x", "sqrt_run", "sqrt(2)*x", "sqrt(2*x)"),
            ("√x^2", "sqrt_pow", "sqrt(x)^2", "sqrt(x^2)"),
            ("2e-3", "sci_e", "0.002", "2*e-3"),
            ("ex", "e_juxtaposed", "e*x", "e^x"),
            ("e(x+1)", "e_paren", "e*(x+1)", "e^(x+1)"),
            ("log x", "log_base", "ln(x)", "log10(x)"),
            ("|x|y|z|", "bars", "|x|*y*|z|", "abs(x*abs(y)*z)"),
            (r"\sin x\frac{1}{y}", "fn_space", "sin(x*(1/y))", "sin(x)*(1/y)"),
            (r"\sin x^2", "fn_pow", "sin(x^2)", "sin(x)^2"),
        ],
    )
    def test_an_ambiguity_keeps_its_default_and_offers_the_other_reading(
        self, text: str, code: str, default: str, other: str
    ) -> None:
        found = reading(text)
        assert found.ambiguities == (code,)
        assert same(text, default)
        assert [fingerprints.of_tree(one) for one in found.alternatives] == [
            fingerprints.of_tree(tree(other))
        ]

    @pytest.mark.parametrize(
        "text",
        [
            *("x^2y", "x^2/2", "x^4/6", "e^2 x", "sin 2x", "sin(x)/2", "2e^x", "ln(x)^2"),
            *("√(2)x", "√(x)^2", "|x||y|", r"\frac12x", r"\sqrt2x"),
        ],
    )
    def test_what_everybody_reads_alike_is_not_asked_about(self, text: str) -> None:
        assert reading(text).ambiguities == ()

    @pytest.mark.parametrize("space", ["  ", "\t", "\u00a0", "\u2009"])
    def test_every_sort_of_space_parts_what_it_stands_between(self, space: str) -> None:
        for text in ("e^2 x", "x^2 y", "sqrt 2 x", "e (x+1)"):
            spaced, plain = reading(text.replace(" ", space)), reading(text)
            assert spaced.expression == plain.expression
            assert spaced.ambiguities == plain.ambiguities

    def test_braces_leave_nothing_to_ask(self) -> None:
        assert reading("e^2x", LATEX).ambiguities == ()

    def test_at_most_three_alternatives_are_offered(self) -> None:
        found = reading("1/2x + e^2x + sin x/2 + ln x^2 + log x")
        assert len(found.ambiguities) == 5
        assert len(found.alternatives) == 3
        assert len(set(found.alternatives)) == 3
        assert found.expression not in found.alternatives

    def test_an_alternative_that_cannot_be_read_is_left_out(self) -> None:
        found = reading("2e3")
        assert found.ambiguities == ("sci_e",)
        assert found.alternatives == ()

    def test_the_bank_says_what_log_means(self) -> None:
        notation = Notation(("x",), log="log10")
        assert tree("log x", notation) == Call("log10", (X,))
        assert reading("log x", notation).alternatives == (Call("ln", (X,)),)

    @pytest.mark.parametrize("text", ["2^1/3", "x^2/2", "1/2[x+1]", "e^2 x", "1/2*x"])
    def test_what_nobody_would_mean_otherwise_is_not_called_ambiguous(self, text: str) -> None:
        assert reading(text).ambiguities == ()
