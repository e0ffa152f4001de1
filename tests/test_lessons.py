"""The starter lessons: texts can be set, examples work, stated formulas are right."""

import re

import pytest

from questions import maths
from questions.models import Lesson
from questions.reports import lessons as report
from questions.services import lessons, starter
from questions.templatetags import authored, mathml, unset
from tests import starting
from tests.calculating import calculating_here  # noqa: F401

TEXTS = ("summary", "notes", "example_remark", "recap")
TABLE_ROW = re.compile(r"\$([^$]+)\$")
STATED = {
    "rules-of-differentiation": {
        r"\frac{1}{2\sqrt{x}}": ("derivative", "sqrt(x)", "x"),
        r"-\frac{1}{x^2}": ("derivative", "1/x", "x"),
        r"x^x (\ln x + 1)": ("derivative", "x^x", "x"),
        r"-\frac{x}{y}": ("implicit", "x^2 + y^2 = 25", "x"),
    },
    "partial-derivatives": {
        r"2x y^3": ("partial", "x^2 y^3", "x"),
        r"y \cos(x y)": ("partial", "sin(x y)", "x"),
    },
    "jacobian-and-chain-rule": {r"5t^4": ("derivative", "t^2 t^3", "t")},
    "stationary-points": {r"6x": ("second", "x^3 - 3x", "x")},
    "loss-functions": {
        r"p - y": ("partial", "-y ln(1/(1+e^(-z))) - (1-y) ln(1-1/(1+e^(-z)))", "z")
    },
    "gradient-descent": {r"(1 - \eta c)\,x_k": ("partial", "x^2/2 - eta c x^2/2", "x")},
    "backpropagation": {
        r"(a - y)\,a(1 - a)\,x": ("partial", "((1/(1+e^(-w x - b))) - y)^2/2", "w")
    },
}
SHORT = {
    "p": "1/(1+e^(-z))",
    "a": "1/(1+e^(-w x - b))",
    "x_k": "x",
}
"""What names stand for in the formulas above."""


@pytest.fixture(autouse=True)
def loaded(db):
    starting.load()


@pytest.fixture
def every():
    return list(Lesson.objects.all())


def test_there_is_a_lesson_on_each_of_the_fifteen_topics(every):
    assert len(every) == 15
    assert all(lesson.skills.in_practice().exists() for lesson in every)
    assert all(one.example_function or one.family for one in every)


def test_every_text_can_be_set(every):
    for lesson in every:
        for name in TEXTS:
            text = getattr(lesson, name)
            assert unset.fault(text) is None, (lesson.slug, name)
            assert mathml.unknown_styles(authored.to_html(text)) == []


def test_every_example_and_every_mistake_passes_the_checks_of_the_admin(every):
    assert {lesson.slug: lessons.faults(lesson) for lesson in every} == {
        lesson.slug: {} for lesson in every
    }


def test_every_example_is_drawn_and_every_problem_has_steps(every):
    for lesson in every:
        page = report.page(lesson)
        if page.example is not None:
            assert page.example.pictures, lesson.slug
            assert page.example.solved.parts
        if page.problem is not None:
            assert page.problem.answer.parts, lesson.slug
        assert len(page.mistakes) == len(lesson.mistake_codes) >= 4, lesson.slug


def test_the_example_of_reading_has_the_slopes_that_its_text_says():
    lesson = Lesson.objects.get(slug="reading-a-derivative")
    example = report.page(lesson).example
    assert [(one.place, one.slope, one.word) for one in example.readings] == [
        ("-0.5", "-1", "falling"),
        ("0", "0", "flat"),
        ("0.5", "1", "rising"),
    ]
    assert "from −1 to 1" in example.pictures[0].description
    assert "0.1 is small" in lesson.notes


@pytest.mark.parametrize("slug", STATED)
def test_every_formula_stated_as_a_derivative_is_one(slug):
    notes = Lesson.objects.get(slug=slug)
    text = notes.notes + notes.example_remark
    for latex, (ask, function, by) in STATED[slug].items():
        assert latex in text, latex
        names = (*"abcktpwxyz", "eta", "x_k")
        stated = maths.read(latex, maths.Notation(names, syntax="latex")).expression
        for name, meant in SHORT.items():
            tree = maths.read(meant, maths.Notation(names)).expression
            stated = put(stated, name, tree)
        assert same(stated, derivative(ask, function, by, names), names), latex


def put(tree, name, instead):
    from questions.maths.expression import substitute

    return substitute(tree, {name: instead})


def derivative(ask, function, by, names):
    if ask == "implicit":
        row = {"ask": ask, "equation": function, "variables": ["x", "y"], "with_respect_to": [by]}
        return maths.key(maths.Task.from_row(row))
    tree = maths.read(function, maths.Notation(names)).expression
    for _ in range(2 if ask == "second" else 1):
        tree = maths.differentiate(tree, by).result
    return tree


def same(stated, right, names):
    variables = tuple(sorted(maths.symbols(stated) | maths.symbols(right)))
    return maths.compare(right, stated, variables=variables).kind in {"equal", "agrees"}


def test_the_table_of_derivatives_is_right():
    notes = Lesson.objects.get(slug="rules-of-differentiation").notes
    rows = [TABLE_ROW.findall(line) for line in notes.splitlines() if line.startswith("| $")]
    pairs = [pair for row in rows for pair in (row[:2], row[2:])]
    assert len(pairs) == 12
    names = ("a", "c", "n", "x")
    for function, stated in pairs:
        trees = [
            maths.read(one, maths.Notation(names, syntax="latex")).expression
            for one in (function, stated)
        ]
        assert same(trees[1], maths.differentiate(trees[0], "x").result, names), function


def test_loading_again_changes_nothing(every):
    Lesson.objects.filter(slug="gradient").update(title="Mine")
    assert starter.load() == []
    assert Lesson.objects.get(slug="gradient").title == "Mine"
