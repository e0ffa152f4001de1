"""Required forms on the tree as written: what is in form, what is not, and the part to blame."""

import pytest
from hypothesis import given, settings

from questions.maths.comparison import Agrees, Different, Equal, WrongForm, as_row, compare
from questions.maths.expression import Call, Expression, Symbol
from questions.maths.forms import broken_form
from questions.maths.policy import FORMS, Form, Policy
from questions.maths.reading import Notation, read
from tests.maths import trees

NOTATION = Notation(("x", "y", "h"))

IN_FORM: dict[Form, list[str]] = {
    "expanded": [
        *("x/2", "(1/2)x", "e^x e^y", "x^2+2x+1", "(x+1)/x", "sin(2(x+1))", "(x+1)^(1/2)"),
        *("1/(x+1)^2", "(1+sqrt(2))x", "(x*y)^2", "e^(x+1)", "x+(y+1)", "-3x", "7", "x*x+x+x"),
        "(x+1)^(3/2)",
    ],
    "factored": [
        *("x(x+1)", "(x+1)*x", "2(x+1)", "(x-1)^2", "(x-1)(x-1)", "-(x-1)(x+1)", "(1-x)(x+1)"),
        *("4(x+1/2)", "x+1/2", "x^2+1", "x^2-2", "e^x(1+x)", "(x+1)/x", "2x*cos(x^2)", "5"),
        *("(1+sqrt(2))x", "x*x", "(x^2-1)^(1/2)", "e^(-x)+1", "(x-1)/(x^2+1)^2", "x^-2*(x+1)"),
    ],
    "single fraction": [
        *("(3x+2)/6", "x+1", "(1/2)x", "x^-2", "e^(x/2)", "(x/y)^2", "x*(1/(x+1))", "-x/2"),
        "(x+1)/(sin(x/2)+1)",
    ],
    "no negative powers": ["1/x", "e^(-x)", "x^2", "sqrt(x)", "2^(-y)", "x^(2-1)"],
    "no unevaluated derivative": ["2x", "sin(x)"],
    "no division by h": [
        *("2x+h", "2(x+h)-h", "-3/(x(x+h))", "1/(sqrt(x+h)+sqrt(x))", "1/x", "h/(1+h)", "1/(1/x)"),
        *("(x+h)^-1*x^-1", "h^2/2", "ln(x+h)", "e^(-h)", "1/0+h", "sqrt(-1-x^2)*h", "2x"),
    ],
    "simplified": [
        *("5x", "3/2", "sqrt(8)", "(x+1)/2", "sqrt(x)/x", "sqrt(2)/2", "x*sqrt(x)", "(x*y)^2"),
        *("x*(-2)", "2^100", "0.5x", "0.50", "1.5", "-3/4", "pi/2", "sin(x)^2+cos(x)^2", "(1/2)x"),
        *("2x*cos(x^2)", "-2sin(x)cos(x)", "x(x+1)+x^2", "x/(x^2+1)", "sqrt(x^2)", "-x/2"),
        *("(x^2+1)/(x+1)", "ln(2)x+ln(3)x^2", "e^(2x)+e^x", "sqrt(2)+sqrt(3)", "2pi"),
        "sin(pi+10^-15)",
    ],
}
NOT_IN_FORM: dict[Form, list[tuple[str, str]]] = {
    "expanded": [
        *(("2(x+1)", "2(x+1)"), ("(x+1)^2", "(x+1)^2"), ("-(x+1)", "-(x+1)")),
        *(("x-(x+1)", "-(x+1)"), ("(x+1)/2", "(x+1)/2"), ("x(x+1)/y", "x(x+1)")),
        *(("2*((x+1)/x)", "2*((x+1)/x)"), ("x^2+y(x-1)", "y(x-1)"), ("((x+1)/2)^2", "((x+1)/2)^2")),
    ],
    "factored": [
        *(("x^2-1", "x^2-1"), ("2x+2", "2x+2"), ("x^2+x", "x^2+x"), ("x*e^x+e^x", "x*e^x+e^x")),
        *(("x(x^2-1)", "x^2-1"), ("(x+1)/(x^2-1)", "x^2-1"), ("1+1/x", "1+1/x")),
        *(("e^(2x)+e^x", "e^(2x)+e^x"), ("x+x", "x+x"), ("(2x-2)(x+1)", "2x-2")),
        ("x+1/(x+1)", "x+1/(x+1)"),
        *(("(x+1)(x+2)+(x+1)", "(x+1)(x+2)+(x+1)"), ("x^3-y^3", "x^3-y^3"), ("(x^2-1)^3", "x^2-1")),
        *(("pi*x+pi", "pi*x+pi"), ("e^(-x)-x*e^(-x)", "e^(-x)-x*e^(-x)"), ("x^100-1", "x^100-1")),
    ],
    "single fraction": [
        *(("x/2+1/3", "x/2+1/3"), ("1+1/x", "1+1/x"), ("(1/x)(1/y)", "1/y"), ("x^-1+1", "x^-1+1")),
        *(("(1/x)/(1+x)", "(1/x)/(1+x)"), ("1/(1+1/x)", "1/(1+1/x)"), ("x^-1*y^-1", "y^-1")),
    ],
    "no negative powers": [
        *(("x^-1", "x^-1"), ("3*x^(-1/2)", "x^(-1/2)"), ("sin(x^-1)", "x^-1"), ("2^-1", "2^-1")),
        *(("x^(1-2)", "x^(1-2)"), ("x^(-pi)", "x^(-pi)")),
    ],
    "no unevaluated derivative": [],
    "no division by h": [
        *(("((x+h)^2-x^2)/h", "((x+h)^2-x^2)/h"), ("(2x*h+h^2)*h^-1", "h^-1"), ("2x+h/h", "h/h")),
        *(("(2x*h+h^2)*(1/h)", "1/h"), ("(4x*h+2h^2)/(2h)", "(4x*h+2h^2)/(2h)")),
        *(("e^(-ln(h))*h", "ln(h)"), ("h/(sqrt(x+h)-sqrt(x))", "h/(sqrt(x+h)-sqrt(x))")),
        *(("2x*h/sqrt(h^2)", "2x*h/sqrt(h^2)"), ("(x*h)^(-1/2)", "(x*h)^(-1/2)")),
        *(("(2x*h+h^2)/((x+h)-x)", "(2x*h+h^2)/((x+h)-x)"), ("\\frac{h}{h}", "\\frac{h}{h}")),
        *(("(1/h)/(1/h)", "1/h"), ("x^2/(x*h)", "x^2/(x*h)"), ("1/|h|", "1/|h|")),
    ],
    "simplified": [
        *(("2x+3x", "2x+3x"), ("x*x", "x*x"), ("2*3x", "2*3x"), ("6/4", "6/4"), ("x^2/x", "x^2/x")),
        *(("sqrt(4)", "sqrt(4)"), ("x+0", "x+0"), ("1x", "1x"), ("x/1", "x/1"), ("0*x+y", "0*x+y")),
        *(("(2x+2)/4", "(2x+2)/4"), ("(x+1)/(x^2-1)", "(x+1)/(x^2-1)"), ("e^x e^y", "e^x e^y")),
        *(("exp(x)*e^y", "exp(x)*e^y"), ("(2x)^2", "(2x)^2"), ("-(-x)", "-(-x)"), ("x^1", "x^1")),
        *(("(-x)(-y)", "(-x)(-y)"), ("2^10x", "2^10"), ("cos(0)", "cos(0)"), ("x^0", "x^0")),
        *(("sin(pi/6)*x", "sin(pi/6)"), ("(x^2)^3", "(x^2)^3"), ("1/(1/x)", "1/(1/x)")),
        *(("(x/2)*4", "(x/2)*4"), ("0.5x/3", "0.5x/3"), ("x/0.5", "x/0.5"), ("2+3", "2+3")),
        *(("x-(x+1)", "x-(x+1)"), ("x+(y+x)", "x+(y+x)"), ("sin(x+x)", "x+x"), ("ln(e)", "ln(e)")),
        *(("2(x+1)+3(x+1)", "2(x+1)+3(x+1)"), ("(x+1)(x+1)", "(x+1)(x+1)"), ("x^(4/2)", "4/2")),
        *(("e^(2x)/e^x", "e^(2x)/e^x"), ("3(2x+1)^2*2", "3(2x+1)^2*2"), ("x-x", "x-x")),
    ],
}


def cases(table: dict[Form, list[str]]) -> list[tuple[Form, str]]:
    return [(form, text) for form, texts in table.items() for text in texts]


@pytest.mark.parametrize(("form", "text"), cases(IN_FORM))
def test_what_is_in_form_is_left_alone(form: Form, text: str) -> None:
    assert broken_form(form, read(text, NOTATION).expression) is None


@pytest.mark.parametrize(
    ("form", "text", "blamed"),
    [(form, *pair) for form, pairs in NOT_IN_FORM.items() for pair in pairs],
)
def test_the_part_that_is_not_in_form_is_shown(form: Form, text: str, blamed: str) -> None:
    found = broken_form(form, read(text, NOTATION).expression)
    assert found is not None
    assert found.span is not None
    assert text[slice(*found.span)] == blamed
    assert found.sentence.startswith("“")
    assert found.sentence.endswith(".")


def test_a_derivative_that_is_only_named_is_not_worked_out() -> None:
    tree = Call("diff", (Symbol("x"), Symbol("x")))
    found = broken_form("no unevaluated derivative", tree)
    assert found is not None
    assert "not worked out" in found.sentence


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "text", ["(x+1)^1000+1", "x^9999+1", "9^9^9^9+x", "(x+y+1)^60*(x-y)^60+1", "1/0", "0/0+x"]
)
def test_what_is_too_large_to_look_at_blames_nobody_wrongly(form: Form, text: str) -> None:
    found = broken_form(form, read(text, NOTATION).expression)
    assert found is None or found.sentence


@settings(max_examples=150, derandomize=True)
@given(trees.scalars)
def test_every_tree_has_every_form_or_a_sentence_against_it(tree: Expression) -> None:
    for form in FORMS:
        found = broken_form(form, tree)
        assert found is None or found.sentence.endswith(".")


def check(key: str, answer: str, *forms: Form) -> object:
    pair = (read(key, NOTATION).expression, read(answer, NOTATION).expression)
    return compare(*pair, variables=NOTATION.variables, policy=Policy(form=forms))


def test_form_is_looked_at_only_if_the_value_is_right() -> None:
    assert isinstance(check("x^2-1", "x^2", "factored"), Different)
    assert isinstance(check("x^2-1", "(x-1)(x+1)", "factored"), Equal)


def test_a_wrong_form_carries_the_proof_that_the_value_is_right() -> None:
    finding = check("(x-1)(x+1)", "x^2-1", "simplified", "factored")
    assert isinstance(finding, WrongForm)
    assert finding.form == "factored"
    assert isinstance(finding.value, Equal)
    assert as_row(finding) == {
        "kind": "form",
        "form": "factored",
        "sentence": "“x^2 - 1” can be factored further.",
        "span": [0, 5],
        "value": {"kind": "equal", "proof": "canonical form"},
    }


def test_the_worst_component_of_a_vector_gives_its_form() -> None:
    notation = Notation(("x",), expected="vector")
    key = read("(x, x^2-1)", notation).expression
    finding = compare(key, key, variables=("x",), policy=Policy(form=("factored",)))
    assert isinstance(finding, WrongForm)
    assert [one.kind for one in finding.components] == ["equal", "form"]


def test_a_value_that_only_agrees_has_a_form_too() -> None:
    pair = [read(text, NOTATION).expression for text in ("erf(x)", "-erf(-x)*1")]
    finding = compare(*pair, variables=("x",), policy=Policy(form=("simplified",)))
    assert isinstance(finding, WrongForm)
    assert isinstance(finding.value, Agrees | Equal)
