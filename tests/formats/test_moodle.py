"""Moodle's XML, STACK's questions among it, and files that mean harm."""

import pytest

from questions.formats import FORMATS, Contents, FormatError
from questions.problems import templates


def read(inside: str) -> Contents:
    return FORMATS["moodle"].read(f"<quiz>{inside}</quiz>".encode())


def question(kind: str, inside: str, prompt: str = "What is it?") -> str:
    return (
        f'<question type="{kind}"><name><text>One</text></name>'
        f'<questiontext format="html"><text><![CDATA[<p>{prompt}</p>]]></text></questiontext>'
        f"{inside}</question>"
    )


def stack(variables: str, answer: str, test: str = "AlgEquiv", prompt: str = "") -> str:
    shown = f"{prompt} [[input:ans1]] [[validation:ans1]]"
    return question(
        "stack",
        f"<questionvariables><text><![CDATA[{variables}]]></text></questionvariables>"
        f"<input><name>ans1</name><type>algebraic</type><tans>{answer}</tans></input>"
        f"<prt><name>prt1</name><node><name>0</name><answertest>{test}</answertest>"
        f"<sans>ans1</sans><tans>{answer}</tans></node></prt>",
        shown,
    )


def content(inside: str) -> dict[str, object]:
    contents = read(inside)
    assert not contents.notes, contents.notes
    [one] = contents.bank.questions
    return one.current


def test_a_number_of_moodle_has_its_tolerance() -> None:
    found = content(
        question(
            "numerical",
            '<answer fraction="100"><text>2.5</text><tolerance>0.1</tolerance></answer>',
        )
    )
    assert (found["key"], found["tolerance"]) == ("2.5", {"absolute": "1/10"})


def test_hints_and_the_name_of_the_category_are_kept() -> None:
    contents = read(
        '<question type="category"><category><text>top/Calculus</text></category></question>'
        + question(
            "shortanswer",
            '<answer fraction="100"><text>slope</text></answer>'
            "<hint><text>Look.</text></hint><hint><text>Again.</text></hint>",
        )
    )
    [one] = contents.bank.questions
    assert (contents.bank.name, one.current["hints"]) == ("Calculus", ["Look.", "Again."])


@pytest.mark.parametrize(
    ("variables", "answer", "key", "kind"),
    [
        ("f: x^3*sin(2*x); ta: diff(f,x);", "ta", "3*x^2*sin(2*x) + 2*x^3*cos(2*x)", "expression"),
        ("a:3$ f:a*%e^(a*x)$", "diff(f,x,2)", "27*e^(3*x)", "expression"),
        ("/* no chance */ n:7;", "log(n)+%pi", "ln(7) + pi", "number"),
        ("f:x^2*y;", "[diff(f,x), diff(f,y)]", "(2*x*y, x^2)", "vector"),
        ("", "matrix([1,x],[0,2])", "[[1, x], [0, 2]]", "matrix"),
        ("p: expand((x+1)^2);", "p", "(x + 1)^2", "expression"),
    ],
)
def test_the_variables_of_stack_are_worked_out(
    variables: str, answer: str, key: str, kind: str
) -> None:
    found = content(
        stack(variables, answer, prompt="Work out \\({@f@}\\)." if "f:" in variables else "Say.")
    )
    assert (found["key"], found["kind"]) == (key, kind)


def test_formulas_of_stack_are_written_out_in_the_text() -> None:
    found = content(stack("f: x^2;", "2*x", prompt="Differentiate \\(f = {@f@}\\), that is {@f@}."))
    assert found["prompt"] == "Differentiate $f = x^{2}$, that is $x^{2}$."


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (
            stack("a: 2;\n/* two\nlines */\nb: rand(a);", "b*x"),
            "Line 4 of its variables: “rand(a)”",
        ),
        (stack("a: rand(5);\na: a+1;", "a*x"), "Line 2 of its variables: “a” gets a value twice"),
        (stack("a: rand(5);\nif a = 1 then a: 2;", "a*x"), "Line 2 of its variables"),
        (stack("a: rand([1,2]);\nl: makelist(i,i,1,a);", "a*x"), "Line 2 of its variables"),
        (stack("a: rand(5);", "a*rand(3)*x"), "belongs into the question's variables"),
        (stack("f(x) := x^2;", "f(3)"), "not understood"),
        (stack("a: makelist(i,i,1,3);", "a"), "makelist"),
        (stack("", "x^2", test="FacForm"), "FacForm"),
        (stack("", "x^", prompt="Say."), "not understood"),
        (question("essay", ""), "essay"),
        (question("ddwtos", ""), "ddwtos"),
        (question("numerical", '<answer fraction="50"><text>1</text></answer>'), "whole mark"),
        (question("multichoice", '<answer fraction="lots"><text>1</text></answer>'), "no number"),
    ],
)
def test_what_has_no_place_here_is_named(xml: str, said: str) -> None:
    [note] = read(xml).notes
    assert note.refused
    assert "“One”" in note.place
    assert said in note.message


@pytest.mark.parametrize(
    ("variables", "answer", "parameters", "definitions"),
    [
        ("a: rand(5);", "a*x", ["a = 0..4"], []),
        ("a: 2+rand(8); b: rand(3)-1;", "a*x+b", ["a = 2..9", "b = -1..1"], []),
        ("a: rand([2, 3, 5]);", "x^a", ["a = 2, 3, 5"], []),
        ("f: rand([sin(x), %e^x, log(x)]);", "diff(f, x)", ["f = sin(x), e^x, ln(x)"], []),
        ("a: rand_with_prohib(-5, 5, [0, 1]);", "a*x", ["a = -5..5, not 0, 1"], []),
        ("h: rand_with_step(0.1, 0.5, 0.1);", "h*x", ["h = 0.1..0.5 step 0.1"], []),
        (
            "n: 2*rand(3)+3; p: expand((x+n)^2); ta: diff(p, x);",
            "ta",
            ["r_1 = 0..2"],
            ["n = 2*r_1+3", "p = ((x+n)^2)", "ta = diff(p, x)"],
        ),
    ],
)
def test_what_stack_draws_by_chance_becomes_a_template(
    variables: str, answer: str, parameters: list[str], definitions: list[str]
) -> None:
    found = content(stack(variables, answer, prompt="Work it out."))
    assert found["source"] == "template"
    assert (found["parameters"], found.get("definitions", [])) == (parameters, definitions)
    keys = {templates.problem(found, seed).key for seed in range(12)}
    assert len(keys) > 1


def test_texts_of_a_template_have_holes_and_its_mistakes_follow() -> None:
    prompt = "Take \\(f(x) = {@f@}\\) and {@[a, 1]@}: what is <em>f</em>?"
    xml = stack("a: 2+rand(3); f: a*sin(x);", "diff(f, x)", prompt=prompt)
    found = content(xml)
    assert found["prompt"] == "Take $f(x) = [[f]]$ and [[h_1]]: what is *f*?"
    made = templates.problem(found, 1)
    assert "inner-derivative-missing" in made.exposes() or made.mistakes
    noted = xml.replace("<input>", "<questionnote><text>{@a@}</text></questionnote><input>")
    assert [one.message for one in read(noted).notes] == ["Not kept: the question note."]


def test_names_that_double_and_double_are_refused_before_they_fill_the_memory() -> None:
    doubling = ";".join(f"a{n + 1}:a{n}*a{n}+x^a{n}" for n in range(50))
    [note] = read(stack(f"a0:x+1;{doubling}", "a50")).notes
    assert note.refused


BOMB = b"""<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>
<quiz><question type="essay"><name><text>&b;</text></name></question></quiz>"""
OUTSIDE = b"""<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>"""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (BOMB, "entities"),
        (OUTSIDE, "entities"),
        (b"<quiz><question></quiz>", "not XML"),
        (b"\xff\xfe\x00", "not XML"),
        (b"", "not XML"),
        (b"<html></html>", "<quiz>"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "not XML"),
    ],
)
def test_files_that_are_none_or_mean_harm_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        FORMATS["moodle"].read(data)


def test_what_further_nodes_of_stack_compare_and_say_is_named() -> None:
    more = (
        "<node><name>1</name><answertest>AlgEquiv</answertest><sans>ans1</sans><tans>a*x</tans>"
        "<truefeedback><text>&lt;p&gt;You forgot the 2.&lt;/p&gt;</text></truefeedback>"
        "</node></prt>"
    )
    contents = read(stack("a: 3;", "2*a*x", prompt="What?").replace("</prt>", more))
    [note] = contents.notes
    assert note.message == (
        "Not kept: node 2, which compares ans1 with a*x by AlgEquiv and says “You forgot the 2”."
    )


def test_what_is_said_to_every_answer_is_named_and_moodles_own_sentences_are_not() -> None:
    said = [("correct", "Your answer is correct."), ("incorrect", "Think of the chain rule.")]
    inside = "".join(f"<{name}feedback><text>{text}</text></{name}feedback>" for name, text in said)
    options = "".join(
        f'<answer fraction="{weight}"><text>{weight}</text></answer>' for weight in (100, 0)
    )
    [note] = read(question("multichoice", options + inside)).notes
    assert note.message == "Not kept: that it says “Think of the chain rule”."
