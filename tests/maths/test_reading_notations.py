"""One expression in every notation: what a mathematician means by each of these texts."""

import pytest

from questions.maths.reading import Notation, ReadingError, read
from tests.maths import fingerprints

NAMES = ("x", "y", "z", "a", "b", "t", "n", "theta", "phi", "lambda", "x_1", "x_2", "w_1", "v_t")
TEXT = Notation(NAMES)
LATEX = Notation(NAMES, syntax="latex")
BASIS = Notation(("x", "y"), basis=True, syntax="latex")

ASCIIMATH = [
    ("2 xx y", "2*y"),
    ("2xx3", "2*3"),
    ("x xx y", "x*y"),
    ("xx", "x*x"),
    ("3xxy", "3*x*x*y"),
    ("x -: y", "x/y"),
    ("6-:x", "6/x"),
    ("x // y", "x/y"),
    ("(x+1)//2", "(x+1)/2"),
    ("x**2", "x^2"),
    ("2**-x", "2^(-x)"),
    ("frac(a)(b)", "a/b"),
    ("frac{a}{b}", "a/b"),
    ("frac(x+1)(x-1)", "(x+1)/(x-1)"),
    ("2 frac(1)(x)", "2*(1/x)"),
    ("frac(1)(2)x", "(1/2)*x"),
    ("frac 1 x", "1/x"),
    ("-frac(1)(x^2)", "-(1/x^2)"),
    ("root(3)(x)", "root(x, 3)"),
    ("root(3)(x+1)", "root(x+1, 3)"),
    ("root{3}{x}", "root(x, 3)"),
    ("root3(x)", "root(x, 3)"),
    ("root(3)(x)^2", "(root(x, 3))^2"),
    ("sqrt x", "sqrt(x)"),
    ("sqrtx", "sqrt(x)"),
    ("sqrt{x+1}", "sqrt(x+1)"),
    ("sqrt(x)/2", "(sqrt(x))/2"),
    ("e^(x)", "e^x"),
    ("e^(-x^2/2)", "e^(-((x^2)/2))"),
    ("x^(1/2)", "x^(1/2)"),
    ("x^-(1/2)", "x^(-(1/2))"),
    ("`x^2`", "x^2"),
    ("`(x+1)/2`", "(x+1)/2"),
    ("a cdot b", "a*b"),
    ("2 cdot x^2", "2*(x^2)"),
    ("a times b", "a*b"),
    ("a div b", "a/b"),
    ("a ast b", "a*b"),
    ("sin theta", "sin(theta)"),
    ("sintheta", "sin(theta)"),
    ("cos^2 theta", "(cos(theta))^2"),
    ("2varphi", "2*phi"),
    ("tan^-1 x", "atan(x)"),
    ("sinh^-1 x", "asinh(x)"),
    ("sinh^(-1)(x)", "asinh(x)"),
    ("sin^(-1) x", "asin(x)"),
    ("log_2(x)", "log(x, 2)"),
    ("log_(2)(x)", "log(x, 2)"),
    ("log_(2x)(y)", "log(y, 2*x)"),
    ("log_{2}(x)", "log(x, 2)"),
    ("log_10 x", "log(x, 10)"),
    ("exp x", "exp(x)"),
    ("abs(x)", "abs(x)"),
    ("abs x", "abs(x)"),
    ("|x-1|", "abs(x-1)"),
    ("floor x", "floor(x)"),
    ("min{x, y}", "min(x, y)"),
    ("x_1^2", "(x_1)^2"),
    ("x_(1)", "x_1"),
    ("x_{1}", "x_1"),
    ("hat x", "x"),
    ("vec(x)", "x"),
    ("2vecx", "2*x"),
    ("bar x^2", "x^2"),
    ("vec(x_1)", "x_1"),
    ("grad f = (x, y)", "(x, y)"),
    ("nabla f(x,y) = (x, y)", "(x, y)"),
    ("((a),(b))", "(a, b)"),
    ("[[a],[b]]", "(a, b)"),
    ("[[a,b],[x,y]]", "[[a, b], [x, y]]"),
    ("((a,b),(x,y))", "[[a, b], [x, y]]"),
    ("(:a,b:)", "(a, b)"),
    ("<<a,b>>", "(a, b)"),
    ("langle a, b rangle", "(a, b)"),
]

UNICODE = [
    ("x¹⁰", "x^10"),
    ("x⁻²", "x^(-2)"),
    ("xⁿ", "x^n"),
    ("xⁿ⁻¹", "x^(n-1)"),
    ("nxⁿ⁻¹", "n*x^(n-1)"),
    ("eˣ", "e^x"),
    ("e⁻ˣ", "e^(-x)"),
    ("e²ˣ", "e^(2*x)"),
    ("eᵗ", "e^t"),
    ("xᵃ⁺ᵇ", "x^(a+b)"),
    ("x⁽ᵃ⁺¹⁾", "x^(a+1)"),
    ("xᵃᵇ", "x^(a*b)"),
    ("eᶿ", "e^theta"),
    ("x¹ᐟ²", "x^(1/2)"),
    ("sin²x", "(sin(x))^2"),
    ("cos⁻¹x", "acos(x)"),
    ("cos⁻¹(x)", "acos(x)"),
    ("x₁²", "(x_1)^2"),
    ("w₁x₁", "w_1*x_1"),
    ("vₜ", "v_t"),
    ("log₂x", "log(x, 2)"),
    ("log₁₀(x)", "log(x, 10)"),
    ("½x", "(1/2)*x"),
    ("¾x²", "(3/4)*(x^2)"),
    ("⅐x", "(1/7)*x"),
    ("⅑ + ⅒", "1/9 + 1/10"),
    ("⅟x", "1/x"),
    ("1⁄2", "1/2"),
    ("¹⁄₂", "1/2"),
    ("¹⁄₂x", "(1/2)*x"),
    ("³⁄₁₀x²", "(3/10)*(x^2)"),
    ("x^½", "x^(1/2)"),
    ("x⁄y", "x/y"),
    ("√x", "sqrt(x)"),
    ("√(x+1)", "sqrt(x+1)"),
    ("2√x", "2*sqrt(x)"),
    ("1/(2√x)", "1/(2*sqrt(x))"),
    ("∛x", "cbrt(x)"),
    ("∜(x)", "root(x, 4)"),
    ("πx", "pi*x"),
    ("x⋅y", "x*y"),
    ("x×y", "x*y"),
    ("x∙y", "x*y"),
    ("x⨯y", "x*y"),
    ("x✕y", "x*y"),
    ("x・y", "x*y"),
    ("x÷y", "x/y"),
    ("x∕y", "x/y"),
    ("x−y", "x-y"),
    ("x–y", "x-y"),
    ("x—1", "x-1"),
    ("xˆ2", "x^2"),
    ("x\u2062y", "x*y"),
    ("sin\u2061x", "sin(x)"),
    ("f′(x) = 2x", "2*x"),
    ("f’(x) = 2x", "2*x"),
    ("fʹ(x) = 2x", "2*x"),
    ("f´(x) = 2x", "2*x"),
    ("x\u2009+\u205f1", "x+1"),
    ("x\u2006+\u200a1\u3000", "x+1"),
    ("x\u2007y", "x*y"),
    ("‖x‖", "abs(x)"),
    ("∣x∣", "abs(x)"),
    ("∂f/∂x = 2x", "2*x"),
    ("∇f = (2x, 2y)", "(2*x, 2*y)"),
    ("〈x, y〉", "(x, y)"),
    ("2（x－1）", "2*(x-1)"),
    ("x＾2／2", "(x^2)/2"),
    ("x＊y", "x*y"),
    ("［x，y］", "(x, y)"),
    ("ƒ′(x) = 2x", "2*x"),
    ("x\u0302", "x"),
    ("2x\u20d7", "2*x"),
    ("a\u0304", "a"),
    ("2ϕ", "2*phi"),
    ("2λ", "2*lambda"),
]

TYPEFACES = [
    ("𝜋x", "pi*x"),
    ("ｘ＋１", "x+1"),
    ("２（ｘ－１）", "2*(x-1)"),
    ("ｘ＾２／２", "(x^2)/2"),
    ("ｘ＊ｙ", "x*y"),
    ("１．５ｘ", "1.5*x"),
    ("［ｘ，ｙ］", "(x, y)"),
    ("𝑥²", "x^2"),
    ("𝑥 + 𝑦", "x+y"),
    ("2𝑥𝑦", "2*x*y"),
    ("𝐱", "x"),
    ("𝒙", "x"),
    ("𝗑", "x"),
    ("2𝜃", "2*theta"),
    ("𝑒ˣ", "e^x"),
    ("𝑒^(2𝑥)", "e^(2*x)"),
    ("ℯ^x", "e^x"),
    ("ⅇ^x", "e^x"),
    ("sin 𝑥", "sin(x)"),
    ("𝑠𝑖𝑛(𝑥)", "sin(x)"),
    ("ln\u2061(𝑥)", "ln(x)"),
    ("ƒ′(𝑥) = 2𝑥", "2*x"),
    ("∇𝑓 = ⟨𝑥, 𝑦⟩", "(x, y)"),
    ("2𝜑", "2*phi"),
    ("\u0445²", "x^2"),
]

TYPED_LATEX = [
    (r"\frac12x", "(1/2)*x"),
    (r"\tfrac{1}{2}x", "(1/2)*x"),
    (r"\tfrac12x^2", "(1/2)*(x^2)"),
    (r"\dfrac xy", "x/y"),
    (r"\frac 1 {x+1}", "1/(x+1)"),
    (r"\frac{1}x", "1/x"),
    (r"{x+1\over y}", "(x+1)/y"),
    (r"x \over y", "x/y"),
    (r"2{1\over x}", "2*(1/x)"),
    (r"\sqrt x", "sqrt(x)"),
    (r"\sqrt2x", "sqrt(2)*x"),
    (r"\sqrt[3]{x}", "root(x, 3)"),
    (r"\sqrt[3]x", "root(x, 3)"),
    (r"\sqrt[n]{x}", "root(x, n)"),
    (r"\root 3 \of x", "root(x, 3)"),
    (r"\root{3}\of{x+1}", "root(x+1, 3)"),
    (r"\sqrt{x}^{3}", "(sqrt(x))^3"),
    (r"\bigl(x+1\bigr)^2", "(x+1)^2"),
    (r"\Big[x+1\Big]y", "(x+1)*y"),
    (r"\big|x\big|", "abs(x)"),
    (r"\bigl|x\bigr|y\bigl|z\bigr|", "abs(x)*y*abs(z)"),
    (r"\left|x\right|", "abs(x)"),
    (r"\lvert x\rvert^2", "(abs(x))^2"),
    (r"\left\| x\right\|", "abs(x)"),
    (r"\abs{x}", "abs(x)"),
    (r"\ln\lvert x\rvert", "ln(abs(x))"),
    (r"\begin{pmatrix}a\\b\end{pmatrix}", "(a, b)"),
    (r"\begin{bmatrix} a & b \\ x & y \end{bmatrix}", "[[a, b], [x, y]]"),
    (r"\begin{pmatrix}a\\[2pt]b\end{pmatrix}", "(a, b)"),
    (r"\begin{pmatrix}a\cr b\end{pmatrix}", "(a, b)"),
    (r"\vec{x}", "x"),
    (r"\mathbf{x}", "x"),
    (r"\overline{x}", "x"),
    (r"\bar x", "x"),
    (r"\vec{x_1}", "x_1"),
    (r"\mathbf{x}_1", "x_1"),
    (r"\mathrm{e}^{x}", "e^x"),
    (r"\mathrm e^x", "e^x"),
    (r"{\rm e}^x", "e^x"),
    (r"\text{e}^x", "e^x"),
    (r"x\,y\ z", "x*y*z"),
    (r"x\cdotp y", "x*y"),
    (r"x\slash y", "x/y"),
    (r"\ln{x}", "ln(x)"),
    (r"\ln\left(x\right)", "ln(x)"),
    (r"\log_2 x", "log(x, 2)"),
    (r"\log_2{x}", "log(x, 2)"),
    (r"\log_{10}x", "log(x, 10)"),
    (r"\exp{x}", "exp(x)"),
    (r"\sin^2x", "(sin(x))^2"),
    (r"\sin^{2}(x)", "(sin(x))^2"),
    (r"{\sin x}^2", "(sin(x))^2"),
    (r"\sin^{-1}x", "asin(x)"),
    (r"\operatorname{arcsinh}x", "asinh(x)"),
    (r"\text{sech}(x)", "sech(x)"),
    (r"\mathrm{sech}\,x", "sech(x)"),
    (r"\operatorname{sgn}(x)", "sign(x)"),
    (r"\cos 2x", "cos(2*x)"),
    (r"\sin x\cos x", "sin(x)*cos(x)"),
    (r"x\ln x-x", "x*ln(x) - x"),
    (r"e^{\sin x}", "e^(sin(x))"),
    (r"e^{x^2}", "e^(x^2)"),
    (r"x^{\frac{1}{2}}", "x^(1/2)"),
    (r"x^\frac{1}{2}", "x^(1/2)"),
    (r"x^\theta", "x^theta"),
    (r"x^-1", "x^(-1)"),
    (r"e^\sqrt{x}", "e^(sqrt(x))"),
    (r"x_1x_2", "x_1*x_2"),
    (r"x_{1}^{2}x_{2}", "((x_1)^2)*x_2"),
    (r"x^2_1", "(x_1)^2"),
    (r"\varphi x", "phi*x"),
    (r"\lambda e^{-\lambda x}", "lambda*(e^(-(lambda*x)))"),
    (r"\left\langle a,b\right\rangle", "(a, b)"),
    (r"\left[a,b\right]", "(a, b)"),
    (r"\nabla f=\begin{pmatrix}2x\\2y\end{pmatrix}", "(2*x, 2*y)"),
    (r"\partial f/\partial x=2x", "2*x"),
    (r"f^{\prime}(x)=2x", "2*x"),
    (r"\frac{\mathrm dy}{\mathrm dx}=2x", "2*x"),
    (r"\dot{y}=2x", "2*x"),
    (r"\[x^2\]", "x^2"),
    (r"$\frac{x}{2}$", "x/2"),
    (r"\boxed{2x}", "2*x"),
    (r"\max\{x,y\}", "max(x, y)"),
    (r"\text{max}(x,y)", "max(x, y)"),
    (r"\operatorname{ReLU}(x)", "relu(x)"),
    (r"\dfrac{\sin x}{x}", "(sin(x))/x"),
    (r"\frac{x}{y}z", "(x/y)*z"),
    (r"2\left(x^2+1\right)\cdot 2x", "2*((x^2)+1)*2*x"),
    (r"\lceil x\rceil", "ceil(x)"),
    (r"\textstyle\frac12", "1/2"),
]

MATHLIVE = [
    (r"\mleft(x+1\mright)^2", "(x+1)^2"),
    (r"\mleft|x\mright|", "abs(x)"),
    (r"\left\vert x\right\vert", "abs(x)"),
    (r"\exponentialE^{-x}", "e^(-x)"),
    (r"x\exponentialE^{x}", "x*e^x"),
    (r"\exponentialE^{2x}\sin\mleft(x\mright)", "e^(2*x)*sin(x)"),
    (r"\frac{\exponentialE^{x}}{2}", "(e^x)/2"),
    (r"\operatorname{sech}\mleft(x\mright)", "sech(x)"),
    (r"\operatorname{arsinh}x", "asinh(x)"),
    (r"0{,}5x", "0.5*x"),
    (r"\sin^{2}\mleft(x\mright)", "(sin(x))^2"),
    (r"\log_{2}\mleft(x\mright)", "log(x, 2)"),
    (r"\left\lbrack x,y\right\rbrack", "(x, y)"),
    (r"\left(\begin{array}{c}x\\ y\end{array}\right)", "(x, y)"),
    (r"x\text{ }y", "x*y"),
    (r"\frac{\differentialD y}{\differentialD x}=2x", "2*x"),
    (r"\nabla f=\left(2x,2y\right)", "(2*x, 2*y)"),
    (r"f^{\prime}\left(x\right)=2x", "2*x"),
    (r"\mathopen{}\left(x+1\right)\mathclose{}y", "(x+1)*y"),
    (r"\begin{pmatrix}x & y\end{pmatrix}", "(x, y)"),
    (r"x^{2}\cdot\sqrt[3]{x}", "(x^2)*root(x, 3)"),
    (r"\ln\!\left(x\right)", "ln(x)"),
    (r"-\frac{1}{\left(x+1\right)^{2}}", "-(1/((x+1)^2))"),
]

UNIT_VECTORS = [
    (r"x\hat{\imath}+y\hat{\jmath}", "(x, y)"),
    (r"x\hat{i}+y\hat{j}", "(x, y)"),
    (r"x\hat{\mathbf{i}}+y\hat{\mathbf{j}}", "(x, y)"),
    (r"x\mathbf{\hat{i}}+y\,\mathbf{\hat{j}}", "(x, y)"),
    (r"x\,\vec{i}+y\,\vec{\jmath}", "(x, y)"),
    (r"x\boldsymbol{i}-\boldsymbol{j}", "(x, -1)"),
    ("x i\u0302 + y j\u0302", "(x, y)"),
    ("x î + y ĵ", "(x, y)"),
    ("x hat i + y hat j", "(x, y)"),
]

REFUSED = [
    ("oo", "infinity", "Infinity"),
    ("x -> oo", "relation", "expression"),
    ("infty", "infinity", "Infinity"),
    (r"-\infty", "infinity", "Infinity"),
    ('x "for all" y', "words", "words"),
    ("x “if” y", "words", "words"),
    ("lim x", "unknown_name", "not worked out"),
    ("int x", "unknown_name", "not worked out"),
    (r"\int x\,dx", "bad_macro", "not worked out"),
    (r"\lim_{x\to 0}x", "bad_macro", "not worked out"),
    (r"\sum_{n=1}^{3}x^n", "bad_macro", "not worked out"),
    (r"\frac{d}{dx}x^2", "unknown_name", "write the derivative itself"),
    (r"\differentialD x", "unknown_name", "not a name used here"),
    (r"\imaginaryI", "unknown_name", "real"),
    (r"2+3\imaginaryI", "unknown_name", "real"),
    (r"\placeholder{}", "incomplete", "box"),
    (r"\frac{\placeholder{}}{2}", "incomplete", "box"),
    (r"x^{\placeholder{}}", "incomplete", "box"),
    (r"\sqrt[\placeholder{}]{x}", "incomplete", "box"),
    ("□ + 1", "incomplete", "box"),
    (r"\begin{vmatrix}a&b\\x&y\end{vmatrix}", "bad_latex", "determinant"),
    (r"x\vdash y", "bad_macro", "not read"),
    (r"2x\Big|_{x=1}", "operator", "value"),
    ("e⁻ˣ²", "name_digit", "unclear"),
    ("ʂ²", "bad_char", "no letter"),
    (r"\binom{a}{b}", "bad_macro", "not read"),
    ("ẋ", "bad_char", "no letter"),
    ("norm(x, y)", "unknown_name", "not a name"),
    ("vec(x + 1)", "unexpected", "name"),
    ("hat", "incomplete", "missing"),
    ("x `", "unexpected", "`"),
    ("x ~~ 2", "relation", "expression"),
    ("x <= 2", "relation", "inequality"),
]


def meaning(text: str, notation: Notation) -> object:
    return fingerprints.of_tree(read(text, notation).expression)


@pytest.mark.parametrize(("text", "wanted"), ASCIIMATH, ids=[text for text, _ in ASCIIMATH])
def test_asciimath_is_read_as_it_is_typeset(text: str, wanted: str) -> None:
    assert meaning(text, TEXT) == meaning(wanted, TEXT)


@pytest.mark.parametrize(("text", "wanted"), UNICODE, ids=[ascii(text) for text, _ in UNICODE])
def test_unicode_is_read_as_it_looks(text: str, wanted: str) -> None:
    assert meaning(text, TEXT) == meaning(wanted, TEXT)


@pytest.mark.parametrize(("text", "wanted"), TYPEFACES, ids=[ascii(text) for text, _ in TYPEFACES])
def test_letters_of_other_typefaces_are_offered_in_plain_ones(text: str, wanted: str) -> None:
    with pytest.raises(ReadingError, match="looks like") as caught:
        read(text, TEXT)
    assert caught.value.code == "confusable"
    (suggestion,) = caught.value.suggestions
    assert meaning(suggestion, TEXT) == meaning(wanted, TEXT)


@pytest.mark.parametrize(("text", "wanted"), TYPED_LATEX, ids=[text for text, _ in TYPED_LATEX])
def test_typed_latex_is_read_as_it_is_typeset(text: str, wanted: str) -> None:
    assert meaning(text, LATEX) == meaning(wanted, TEXT)


@pytest.mark.parametrize(("text", "wanted"), MATHLIVE, ids=[text for text, _ in MATHLIVE])
def test_the_editors_latex_is_read_as_it_was_entered(text: str, wanted: str) -> None:
    assert meaning(text, LATEX) == meaning(text, TEXT) == meaning(wanted, TEXT)


@pytest.mark.parametrize(
    ("text", "wanted"), UNIT_VECTORS, ids=[ascii(text) for text, _ in UNIT_VECTORS]
)
def test_unit_vectors_may_wear_any_mark(text: str, wanted: str) -> None:
    syntax = "latex" if "\\" in text else "text"
    notation = Notation(BASIS.variables, basis=True, syntax=syntax)
    assert meaning(text, notation) == meaning(wanted, TEXT)


@pytest.mark.parametrize(
    ("text", "code", "phrase"), REFUSED, ids=[ascii(text) for text, _, _ in REFUSED]
)
def test_what_has_no_value_is_refused_with_its_reason(text: str, code: str, phrase: str) -> None:
    with pytest.raises(ReadingError, match=phrase) as caught:
        read(text, TEXT)
    assert caught.value.code == code
    assert 0 <= caught.value.start <= caught.value.end <= len(text)
