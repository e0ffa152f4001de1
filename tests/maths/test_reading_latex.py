"""LaTeX as people type it and as MathLive writes it."""

import pytest

from questions.maths.reading import ReadingError
from tests.maths.readings import LATEX, same, tree


class TestLatex:
    @pytest.mark.parametrize(
        ("latex", "text"),
        [
            (r"\frac{1}{2}x", "(1/2)*x"),
            (r"\frac12x", "(1/2)*x"),
            (r"\frac xy", "x/y"),
            (r"\frac{1}23", None),
            (r"x^23", None),
            (r"x^-23", "x^(-23)"),
            (r"\log_22x", "log_2(2x)"),
            (r"\log_10x", "log_10(x)"),
            (r"2\pi2", "2*pi*2"),
            (r"x^\frac12", "x^(1/2)"),
            (r"x^{10}", "x^10"),
            (r"\sqrt2x", "sqrt(2)*x"),
            (r"\exponentialE^{-\frac{x^2}{2}}", "e^(-(x^2/2))"),
            (r"\mleft(x+1\mright)^2", "(x+1)^2"),
            (r"\left.x+1\right.", "x+1"),
            (r"\left|x\right|y\left|z\right|", "|x|*y*|z|"),
            (r"\left\lvert x\right\rvert", "|x|"),
            (r"\left\vert x\left|y\right|\right\vert", "abs(x*abs(y))"),
            (r"\lvert x\rvert", "|x|"),
            (r"\left|x|y|\right|", "abs(x*abs(y))"),
            (r"\middle(x+1\middle)y", "(x+1)*y"),
            (r"\|x\|", "|x|"),
            (r"\left\lfloor x\right\rfloor", "floor(x)"),
            (r"x\cdot y\times z\div 2", "x*y*z/2"),
            (r"x\,y\;z\quad", "x*y*z"),
            (r"\operatorname{sigmoid}\left(x\right)", "sigmoid(x)"),
            (r"\operatorname{atan2}(x,y)", "atan2(x, y)"),
            (r"\mathrm{sin}x", "sin(x)"),
            (r"\mathrm{e}^x", "e^x"),
            (r"\vec x", "x"),
            (r"\boldsymbol{\theta}", "theta"),
            (r"0{,}5x", "0.5x"),
            (r"2\pi", "2pi"),
            (r"$x^2$", "x^2"),
            (r"\(x^2\)", "x^2"),
            (r"$$x^2$$", "x^2"),
            (r"\cos{x}y", "cos(x)*y"),
            (r"\sin\left(x\right)^2", "sin(x)^2"),
            (r"\sin^{-1}\left(x\right)", "asin(x)"),
            (r"x~y", "x*y"),
            (r"{x+1}y", "(x+1)*y"),
            (r"\displaystyle\frac{x}{y}", "x/y"),
            (r"xsinx", "x*sin(x)"),
            (r"\arctan\frac{x}{y}", "atan(x/y)"),
            (r"\frac1{.5}x", "(1/0.5)*x"),
            (r"\frac x2", "x/2"),
        ],
    )
    def test_latex_has_the_meaning_of_the_text(self, latex: str, text: str | None) -> None:
        if text is None:
            with pytest.raises(ReadingError, match="no sign between"):
                tree(latex, LATEX)
        else:
            assert same(latex, text, LATEX)

    @pytest.mark.parametrize(
        ("latex", "cure"),
        [
            ("x^1.5", "x^{1.5}"),
            (r"\frac1.5x", r"\frac{1.5}x"),
            (r"\frac.5x", r"\frac{.5}x"),
            (r"\frac{1}.5x", r"\frac{1}{.5}x"),
            (r"\sqrt1.5", r"\sqrt{1.5}"),
        ],
    )
    def test_a_decimal_without_braces_is_not_cut_in_two(self, latex: str, cure: str) -> None:
        with pytest.raises(ReadingError, match="takes only") as error:
            tree(latex, LATEX)
        assert error.value.suggestions == (cure,)

    def test_a_decimal_has_one_decimal_comma_at_most(self) -> None:
        with pytest.raises(ReadingError):
            tree(r"1.5{,}5", LATEX)

    def test_a_backslash_or_dollars_make_latex_of_a_text(self) -> None:
        assert tree("$x^{2}y$") == tree(r"x^{2}\cdot y") == tree("x^2 y")

    def test_superscript_braces_are_read_in_plain_text_too(self) -> None:
        assert tree("e^{2x}") == tree("e^(2x)")

    def test_a_power_of_two_digits_on_a_function_needs_braces(self) -> None:
        with pytest.raises(ReadingError, match="in braces") as caught:
            tree(r"\sin^10x", LATEX)
        assert caught.value.suggestions == (r"\sin^{10}x",)
