import json

import pytest

from questions.maths.comparison import compare
from questions.maths.differentiation import key
from questions.maths.errors import MathsError, UnsupportedError
from questions.maths.expression import Relation, Vector
from questions.maths.reading import Notation
from questions.maths.task import ASKS, Task
from questions.maths.task.equations import read_equation
from questions.maths.writing import write_text
from tests.maths.tasks import XY, X, derivative, gradient, partial, tree

HALF, ONE, TWO = (tree(one) for one in ("1/2", "1", "2"))
AT_X = (("x", TWO),)
AT = (("x", ONE), ("y", TWO))
CIRCLE = Relation((tree("x^2+y^2"), tree("5")), ("=",))
ELLIPSE = Vector((tree("2*cos(t)", ("t",)), tree("sin(t)", ("t",))))
ASKED = (
    Task("derivative", tree("x^x"), X, X, at=AT_X, method="logarithmic"),
    Task("partial", tree("x^2*y"), XY, ("x", "y"), at=AT),
    Task("gradient", tree("x^2*y"), XY, XY, at=AT),
    Task("jacobian", Vector((tree("x*y"), tree("x+y"), tree("x"))), XY, XY),
    Task("hessian", tree("x^2*y^3"), XY, XY, at=AT),
    Task("directional", tree("x*y"), XY, XY, at=AT, direction=(tree("3"), tree("4"))),
    Task("directional", tree("x*y"), XY, XY, direction=(ONE, TWO), normalised=False),
    Task("chain", tree("x*y"), ("t",), ("t",), path=(("x", ELLIPSE.entries[0]), ("y", tree("7")))),
    Task("implicit", CIRCLE, XY, X, order=2),
    Task("implicit", CIRCLE, XY, ("y",), dependent="x", at=AT),
    Task("parametric", ELLIPSE, ("t",), ("t",), order=2, coordinates=("u", "v")),
    Task("tangent", tree("x^2"), X, X, at=AT_X),
    Task("tangent", CIRCLE, XY, X, at=AT),
    Task("tangent", ELLIPSE, ("t",), ("t",), at=(("t", tree("pi/4")),)),
    Task("linear_approximation", tree("sqrt(x)"), X, X, at=AT_X, near=(("x", HALF),)),
    Task("descent_step", tree("x^2+y^2"), XY, XY, at=AT, rate=HALF, steps=3),
    Task("finite_difference", tree("x^3"), X, X, at=AT_X, step=HALF, scheme="central"),
    Task("finite_difference", tree("x^3"), X, X, step=tree("h", ("h",)), scheme="forward"),
)


@pytest.mark.parametrize(
    "task",
    [
        derivative("x^2*sin(x)"),
        derivative("e^(-x)", order=2),
        partial("x^2*y^3", "x", "y"),
        gradient("x*y+ln(x)"),
        Task("derivative", tree("a*x^2", ("a", "x")), X, X, name="g"),
        *ASKED,
    ],
)
def test_a_task_survives_its_row(task: Task) -> None:
    row = json.loads(json.dumps(task.to_row()))
    assert Task.from_row(row) == task


def test_parameters_are_symbols_after_the_variables() -> None:
    assert Task("derivative", tree("b*x+a", ("a", "b", "x")), X, X).symbols == ("x", "a", "b")


def test_order_repeats_one_variable_and_a_mixed_partial_names_each() -> None:
    assert derivative("x^4", order=3).sequence == ("x", "x", "x")
    assert partial("x*y", "x", "y").sequence == ("x", "y")


@pytest.mark.parametrize(
    ("ask", "by", "order"),
    [
        ("integral", X, 1),
        ("derivative", (), 1),
        ("derivative", ("z",), 1),
        ("derivative", X, 0),
        ("derivative", X, 99),
        ("derivative", XY, 1),
        ("gradient", XY, 2),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(ask: str, by: tuple[str, ...], order: int) -> None:
    with pytest.raises(UnsupportedError):
        Task(ask, tree("x*y"), XY, by, order)


@pytest.mark.parametrize(
    ("field", "value"),
    [("function", 3), ("ask", None), ("variables", "x"), ("order", "1"), ("name", 0)],
)
def test_a_row_with_a_wrong_field_is_refused(field: str, value: object) -> None:
    row = {**derivative("x^2").to_row(), field: value}
    with pytest.raises(MathsError):
        Task.from_row(row)


def test_every_ask_is_among_the_examples() -> None:
    assert {task.ask for task in ASKED} == set(ASKS)


def test_a_row_from_before_versions_is_read() -> None:
    row = {"ask": "partial", "function": "a*x^2*y", "variables": ["x", "y"],
           "parameters": ["a"], "with_respect_to": ["x"], "order": 2, "name": "g"}  # fmt: skip
    expected = Task("partial", tree("a*x^2*y", ("a", "x", "y")), XY, X, 2, "g")
    assert Task.from_row(row) == expected


def test_numbers_may_stand_for_texts_in_a_row() -> None:
    row = {"ask": "descent_step", "function": "x^2", "variables": ["x"], "with_respect_to": ["x"],
           "at": {"x": 2}, "rate": 0.25}  # fmt: skip
    assert write_text(key(Task.from_row(row))) == "1"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ask": "jacobian"}, "several functions"),
        ({"ask": "implicit", "with_respect_to": X}, "an equation with one equals sign"),
        ({"ask": "directional"}, "needs a direction"),
        ({"ask": "directional", "direction": (ONE,)}, "one entry for each variable"),
        ({"ask": "tangent"}, "needs a point"),
        ({"ask": "tangent", "at": AT_X}, "no value for y"),
        ({"ask": "gradient", "at": (*AT, *AT)}, "a variable twice"),
        ({"ask": "gradient", "at": (("x", ELLIPSE), ("y", ONE))}, "are numbers"),
        ({"ask": "gradient", "rate": ONE}, "takes no learning rate"),
        ({"ask": "gradient", "steps": 2}, "takes no number of steps"),
        ({"ask": "gradient", "with_respect_to": ("x", "x")}, "each variable once"),
        ({"ask": "descent_step", "at": AT, "rate": ONE, "steps": 0}, "between 1 and 100"),
        ({"ask": "chain", "with_respect_to": X, "path": AT}, "by which is differentiated"),
        ({"ask": "finite_difference", "with_respect_to": X, "step": ONE, "scheme": "up"}, "one of"),
        (
            {"ask": "finite_difference", "with_respect_to": X, "step": ONE, "scheme": "forward",
             "order": 2},
            "second difference is central",
        ),
        ({"ask": "derivative", "with_respect_to": X, "method": "magic"}, "logarithmic"),
        ({"ask": "implicit", "function": CIRCLE, "with_respect_to": X, "dependent": "z"}, "two"),
        ({"ask": "implicit", "function": Relation((TWO, ONE), ("=",)), "with_respect_to": X},
         "does not contain"),
        ({"ask": "parametric", "function": ELLIPSE}, "by one variable"),
        ({"ask": "tangent", "function": ELLIPSE, "at": AT}, "one parameter"),
        ({"ask": "parametric", "function": ELLIPSE, "with_respect_to": X, "coordinates": XY[:1]},
         "two coordinates"),
    ],
)  # fmt: skip
def test_fields_that_do_not_fit_together_are_told(changes: dict[str, object], said: str) -> None:
    fields: dict[str, object] = {
        "function": tree("x*y"), "variables": XY, "with_respect_to": XY, **changes
    }  # fmt: skip
    with pytest.raises(UnsupportedError, match=said):
        Task(**fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": 3}, "version 3"),
        ({"at": [1]}, "object of names"),
        ({"at": {"x": None}}, "texts or numbers"),
        ({"at": {"x": "2+"}}, "“at” cannot be read"),
        ({"direction": "3"}, "is a list"),
        ({"steps": "2"}, "a whole number"),
        ({"normalised": 1}, "true or false"),
        ({"order": True}, "a whole number"),
        ({"equation": "x^2+y^2"}, "one equals sign"),
        ({"equation": "x = y = 2"}, "one equals sign"),
        ({"equation": "x^2 = )"}, "“equation” cannot be read"),
        ({"name": 4}, "is not text"),
    ],
)
def test_a_row_with_a_wrong_new_field_is_refused(changes: dict[str, object], said: str) -> None:
    with pytest.raises(MathsError, match=said):
        Task.from_row({**gradient("x*y").to_row(), **changes})


def test_an_equation_that_cannot_be_read_is_marked_in_the_whole_text() -> None:
    with pytest.raises(MathsError) as found:
        read_equation("x^2 + y = 3*$", Notation(variables=XY))
    assert found.value.source[found.value.start] == "$"


@pytest.mark.parametrize(
    ("task", "expected"),
    [
        (ASKED[1], "2"),
        (ASKED[2], "(4, 1)"),
        (ASKED[3], "[[y, x], [1, 1], [1, 0]]"),
        (ASKED[4], "[[16, 24], [24, 12]]"),
        (ASKED[5], "2"),
        (ASKED[6], "y + 2*x"),
        (ASKED[7], "-14*sin(t)"),
        (ASKED[8], "-(x^2 + y^2)/y^3"),
        (ASKED[9], "-2"),
        (ASKED[10], "-1/(4*sin(t)^3)"),
        (ASKED[11], "4*x - 4"),
        (ASKED[12], "5/2 - x/2"),
        (ASKED[13], "sqrt(2) - x/2"),
        (ASKED[14], "5*sqrt(2)/8"),
        (ASKED[15], "(0, 0)"),
        (ASKED[16], "49/4"),
        (ASKED[17], "3*x^2 + 3*x*h + h^2"),
        (Task("descent_step", tree("x^2"), X, X, at=AT_X, rate=HALF), "0"),
    ],
)
def test_the_key_of_every_ask(task: Task, expected: str) -> None:
    names = (*task.symbols, *task.coordinates)
    right = tree(expected, names)
    assert compare(right, key(task), variables=names).kind in {"equal", "agrees"}
