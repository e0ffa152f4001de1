"""What students' typical slips get: the meaning they had in mind, or a sentence and a way out."""

import pytest
from hypothesis import given, settings

from questions.maths.reading import Notation, ReadingError, read
from tests.maths import fingerprints
from tests.maths.test_reading_errors import NOTATIONS, TEXTS

X = Notation(("x",))
NAMES = Notation(("x", "y", "theta", "alpha", "w_1"))
SCALAR = Notation(("x", "y"), expected="scalar")
VECTOR = Notation(("x", "y"), expected="vector")
LATEX = Notation(("x", "y"), syntax="latex")

MEANT = [
    ("sinx", "sin(x)"),
    ("cosx", "cos(x)"),
    ("xsinx", "x*sin(x)"),
    ("lnx", "ln(x)"),
    ("sen x", "sin(x)"),
    ("tg x", "tan(x)"),
    ("cotg x", "cot(x)"),
    ("arcsen x", "asin(x)"),
    ("sine(x)", "sin(x)"),
    ("cosine x", "cos(x)"),
    ("squareroot(x)", "sqrt(x)"),
    ("Sin[x]", "sin(x)"),
    ("Exp[2x]", "exp(2*x)"),
    ("LN(x)", "ln(x)"),
    ("log10 x", "log10(x)"),
    ("y'=2x", "2*x"),
    ("f'(x) = 2x", "2*x"),
    ("x+-2", "x - 2"),
    ("x++2", "x + 2"),
    ("sin cos x", "sin(cos(x))"),
]

REFUSED = [
    ("2(x+1", X, "expected", "“)” is missing", "2(x+1)"),
    ("2(x+1))", X, "unbalanced", "never opened", "2(x+1)"),
    ("(x+1]", X, "interval", "must match", "(x+1)"),
    ("x^{2", X, "expected", "“}” is missing", "x^{2}"),
    ("e^x^", X, "incomplete", "missing at the end", None),
    ("2**", X, "incomplete", "missing at the end", None),
    ("x(", X, "incomplete", "missing at the end", None),
    ("()", X, "unexpected", "nothing between", None),
    ("*2x", X, "unexpected", "missing before “*”", None),
    ("x^^2", X, "unexpected", "missing before", "x^2"),
    ("|x", X, "expected", "“|” is missing", "|x|"),
    ("x|", X, "incomplete", "in pairs", "|x|"),
    ("x..2", X, "bad_char", "within a number", None),
    ("1.2.3", X, "two_numbers", "one decimal point", None),
    ("2x.", X, "bad_char", "full stop", "2x"),
    ("2x;", X, "unexpected", "cannot stand", "2x"),
    ("2x,", X, "comma", "comma", "2x"),
    ("2x=", X, "relation", "without", "2x"),
    ("=2x", X, "unexpected", "cannot stand", "2x"),
    ("≈3.14", X, "unexpected", "cannot stand", "3.14"),
    ("the answer is 2x", X, "unknown_name", "without words", "2x"),
    ("2y", X, "unknown_name", "the variable is x", "2x"),
    ("y^2 + 3y", X, "unknown_name", "the variable is x", "x^2 + 3x"),
    ("2X", X, "unknown_name", "the variable is x", "2x"),
    ("4x In(x)", X, "unknown_name", "the variable is x", "4x ln(x)"),
    ("2\u0445", X, "confusable", "looks like", "2x"),
    ("2\u03a7", X, "confusable", "looks like", "2x"),
    ("2χ", X, "unknown_name", "the variable is x", "2x"),
    ("2a", NAMES, "unknown_name", "the variables are", "2alpha"),
    ("thetha", NAMES, "unknown_name", "the variables are", "theta"),
    ("w", NAMES, "unknown_name", "the variables are", "w_1"),
    ("2x dx", X, "unknown_name", "leave it out", "2x"),
    ("x^2 + C", X, "unknown_name", "not a name", "x^2"),
    ("x^2 + c1", X, "name_digit", "unclear", "x^2"),
    ("f(x)=f(x)=2x", X, "unknown_name", "not a name", "2x"),
    ("f'(x) = x + x = 2x", X, "relation", "without", "2x"),
    ("x=2", X, "relation", "without", "2"),
    ("x := 2", X, "relation", "without", "2"),
    ("x == 2", X, "relation", "without", "2"),
    ("f'(x)", X, "unknown_name", "derivative mark", None),
    ("2,5", X, "comma", "with a point", "2.5"),
    ("1.000,5", X, "comma", "with a point", "1000.5"),
    ("1,000.5", X, "comma", "with a point", "1000.5"),
    ("x2", X, "name_digit", "unclear", "x^2"),
    ("2x2", X, "name_digit", "unclear", "2x*2"),
    ("2 3", X, "two_numbers", "no sign between", "2*3"),
    ("3 1/2", X, "two_numbers", "no sign between", "3+1/2"),
    ("sin", X, "incomplete", "needs an argument", None),
    ("sin*x", X, "incomplete", "needs an argument", "sin x"),
    ("sin-1(x)", X, "ambiguous_inverse", "unclear", "arcsin(x)"),
    ("sinn(x)", X, "unknown_name", "not a name", "sin(x)"),
    ("sqr(x)", X, "unknown_name", "not a name", "sqrt(x)"),
    ("ln_2(x)", X, "bad_log_base", "base e", "log_2(x)"),
    ("pow(x, 2)", X, "unknown_name", "not a name", "(x)^( 2)"),
    ("Math.sin(x)", X, "bad_char", "full stop", "sin(x)"),
    ("x.^2", X, "bad_char", "full stop", "x^2"),
    ("$2x", X, "unexpected", "cannot stand", "2x"),
    ("50%", X, "unexpected", "cannot stand", "50/100"),
    ("sin(30°)", X, "degree", "radians", "sin(30*pi/180)"),
    ("sin(30°)", X, "degree", "leave the sign out", "sin(30)"),
    ("20cos 4°", X, "degree", "radians", "20cos (4*pi/180)"),
    ("x sin(4.5° + x)", X, "degree", "radians", "x sin((4.5*pi/180) + x)"),
    (r"\sin 30^{\circ}", LATEX, "degree", "radians", r"\sin (30*pi/180)"),
    ("90 deg", X, "degree", "radians", "(90*pi/180)"),
    ("no idea", X, "unknown_name", "without words", None),
    ("x = 2 or x = 3", X, "unknown_name", "without words", None),
    ("g(x)", X, "unknown_name", "not a name", None),
    ("x ∈ (0, 1)", X, "relation", "inequality", None),
    ("0 < x < 1", X, "relation", "inequality", None),
    ("[1, 2)", SCALAR, "interval", "An interval is no answer here", None),
    ("(0, ∞)", SCALAR, "interval", "An interval is no answer here", None),
    ("]0, 1[", SCALAR, "interval", "An interval is no answer here", None),
    (r"\left(0,\infty\right)", LATEX, "interval", "An interval is no answer here", None),
    ("x, y", SCALAR, "comma", "one number or one expression", None),
    ("(x,,y)", VECTOR, "unexpected", "missing before “,”", None),
    ("(x, y", VECTOR, "expected", "“)” is missing", "(x, y)"),
    ("<x, y", VECTOR, "expected", "“>” is missing", "<x, y>"),
    ("x i + y", VECTOR, "basis", "Every term of a vector needs", None),
    (r"x\right)", LATEX, "unbalanced", "never opened", "x"),
    (r"\sinx", LATEX, "bad_macro", "not read", r"\sin x"),
    (r"\fra{1}{2}", LATEX, "bad_macro", "not read", r"\frac{1}{2}"),
    (r"2x\\", LATEX, "unexpected", "cannot stand", "2x"),
    (r"\text{no idea}", LATEX, "words", "without words", None),
    ("x^10", LATEX, "two_numbers", "no sign between", "x^{10}"),
]


@pytest.mark.parametrize(("text", "wanted"), MEANT)
def test_what_can_mean_one_thing_only_is_read(text: str, wanted: str) -> None:
    found, meant = read(text, X).expression, read(wanted, X).expression
    assert fingerprints.of_tree(found) == fingerprints.of_tree(meant)


@pytest.mark.parametrize(
    ("text", "notation", "code", "phrase", "suggestion"),
    REFUSED,
    ids=[ascii(text) for text, *_ in REFUSED],
)
def test_a_slip_is_explained_and_a_way_out_is_offered(
    text: str, notation: Notation, code: str, phrase: str, suggestion: str | None
) -> None:
    with pytest.raises(ReadingError) as caught:
        read(text, notation)
    assert caught.value.code == code
    assert phrase in caught.value.message
    assert caught.value.source == text
    assert (suggestion in caught.value.suggestions) if suggestion else True
    for other in caught.value.suggestions:
        assert read(other, notation).expression


@settings(max_examples=200)
@given(TEXTS, NOTATIONS)
def test_every_suggestion_can_be_read(text: str, notation: Notation) -> None:
    suggestions: tuple[str, ...] = ()
    try:
        read(text, notation)
    except ReadingError as error:
        suggestions = error.suggestions
    assert len(suggestions) <= 3
    for other in suggestions:
        assert read(other, notation).expression
