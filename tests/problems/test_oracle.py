"""The oracle says yes to what is right, however it is written, and no to what is nearly right."""

import mpmath as mp
import pytest

from tests.notation import read, symbolic, value
from tests.problems.generated_rows import findings, statement_of
from tests.problems.oracle import Statement, differs, judge

CASES = [
    ("derivative",
     {"ask": "derivative", "function": "x^2 sin x", "variables": "x"},
     "2x sin x+x^2 cos x", "2x sin x-x^2 cos x"),
    ("second derivative",
     {"ask": "derivative", "function": "ln(1+x^2)", "variables": "x", "by": "xx"},
     "2(1-x^2)/(1+x^2)^2", "2x/(1+x^2)"),
    ("derivative at a point",
     {"ask": "derivative", "function": "x^3-2x", "variables": "x", "at": ("2",)},
     "10", "10.0000001"),
    ("odd root of negative numbers",
     {"ask": "derivative", "function": "x^(2/3)", "variables": "x"},
     "2/(3x^(1/3))", "2/(3|x|^(1/3))"),
    ("partial",
     {"ask": "partial", "function": "x e^(x y)", "variables": "xy", "by": "y"},
     "x^2 e^(x y)", "x e^(x y)"),
    ("mixed partial",
     {"ask": "partial", "function": "x^3 y^2+sin(x y)", "variables": "xy", "by": "xy"},
     "6x^2 y+cos(x y)-x y sin(x y)", "6x^2 y+cos(x y)+x y sin(x y)"),
    ("gradient",
     {"ask": "gradient", "function": "x y z", "variables": "xyz"},
     "(y z, x z, x y)", "(x y, x z, y z)"),
    ("Hessian",
     {"ask": "Hessian", "function": "x^2 y^3", "variables": "xy"},
     "[[2y^3, 6x y^2], [6x y^2, 6x^2 y]]", "[[2y^3, 6x y^2], [6x y^2, 6x^2]]"),
    ("Jacobian",
     {"ask": "Jacobian", "function": ("x^2-y", "x e^y"), "variables": "xy"},
     "[[2x, -1], [e^y, x e^y]]", "[[2x, e^y], [-1, x e^y]]"),
    ("directional derivative",
     {"ask": "directional", "function": "x^2 y", "variables": "xy",
     "at": ("1", "2"), "direction": ("3", "4")}, "16/5", "16"),
    ("directional derivative as a function",
     {"ask": "directional", "function": "x^2 y",
     "variables": "xy", "direction": ("1", "1")}, "(2x y+x^2)/sqrt(2)", "2x y+x^2"),
    ("tangent line",
     {"ask": "tangent", "function": "sqrt(x)", "variables": "x", "at": ("4",)},
     "2+(x-4)/4", "x/4"),
    ("tangent plane",
     {"ask": "tangent", "function": "x^2 y", "variables": "xy", "at": ("1", "2")},
     "2+4(x-1)+(y-2)", "2+4x+y"),
    ("descent step",
     {"ask": "descent step", "function": "x^2+3y^2", "variables": "xy",
     "at": ("1", "-1"), "rate": "1/10"}, "(4/5, -2/5)", "(6/5, -8/5)"),
    ("implicit derivative",
     {"ask": "implicit", "function": "x^2+x y+y^2-7", "variables": "xy"},
     "-(2x+y)/(x+2y)", "-2x/(1+2y)"),
    ("parametric derivative",
     {"ask": "parametric", "function": ("t^2", "t^3"), "variables": "t"},
     "3t/2", "2/(3t)"),
    ("second parametric derivative",
     {"ask": "parametric", "function": ("cos t", "sin t"),
     "variables": "t", "by": "tt"}, "-1/sin^3 t", "1/sin^2 t"),
    ("chain along a path",
     {"ask": "chain", "function": "x y", "variables": "xy", "by": "t",
     "path": ("t^2", "t^3")}, "5t^4", "2t^4"),
    ("chain in the inner variables",
     {"ask": "chain", "function": "x y", "variables": "xy", "by": "t",
     "path": ("t^2", "t^3")}, "2t y+3t^2 x", "2t y"),
    ("two steps of descent",
     {"ask": "descent_step", "function": "x^2", "variables": "x", "at": ("1",), "rate": "1/4",
     "steps": 2}, "1/4", "1/2"),
    ("linear approximation",
     {"ask": "linear_approximation", "function": "sqrt(x)", "variables": "x", "at": ("4",),
     "near": ("5",)}, "9/4", "sqrt(5)"),
    ("forward difference",
     {"ask": "finite_difference", "function": "x^2", "variables": "x", "at": ("1",), "step": "1/2",
     "scheme": "forward"}, "5/2", "2"),
    ("second difference",
     {"ask": "finite_difference", "function": "x^4", "variables": "x", "by": "xx", "at": ("1",),
     "step": "1", "scheme": "central"}, "14", "12"),
    ("sigmoid",
     {"ask": "derivative", "function": "σ(z)", "variables": "z"},
     "σ(z)(1-σ(z))", "σ(z)(1+σ(z))"),
]  # fmt: skip


def asked(by: str = "", **fields: object) -> Statement:
    return Statement(
        **{"with_respect_to": tuple(by), **fields, "variables": tuple(fields["variables"])}
    )


@pytest.mark.parametrize(
    ("fields", "right", "wrong"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_right_is_told_from_nearly_right(fields, right, wrong):
    statement = asked(**fields)
    found = judge(statement, right)
    assert found.agrees, found
    assert found.points == 5
    refused = judge(statement, wrong)
    assert not refused.agrees
    assert refused.truth != refused.found or len(refused.found) != len(refused.truth)
    assert differs(statement, right, wrong)
    assert not differs(statement, right, right)


def test_a_key_that_is_off_by_a_billionth_is_refused():
    statement = asked(ask="derivative", function="e^(3x)", variables="x")
    assert judge(statement, "3e^(3x)").agrees
    assert not judge(statement, "3.000000001e^(3x)").agrees


def test_a_key_is_judged_only_in_the_domain():
    fields = {"ask": "derivative", "function": "|x|", "variables": "x"}
    assert not judge(asked(**fields), "1").agrees
    assert judge(asked(**fields, domain={"x": ("0", None)}), "1").agrees
    assert judge(asked(**fields, domain={"x": ("-3", "-1")}), "-1").agrees


def test_where_nothing_has_a_value_nothing_is_found():
    found = judge(asked(ask="derivative", function="ln(-x^2)", variables="x"), "2/x")
    assert (found.agrees, found.points, found.where) == (False, 0, {})


def test_text_that_cannot_be_read_is_an_error_and_no_verdict():
    for text in ("2x+", "foo(x)", "3 $ x", "(x", "a x"):
        with pytest.raises(ValueError, match=r"."):
            judge(asked(ask="derivative", function="x^2", variables="x"), text)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("sin 2x cos x", "sin(2*x)*cos(x)"),
        ("sin x/2", "sin(x)/2"),
        ("sin^2 x", "(sin(x))^2"),
        ("sin^-1 x", "arcsin(x)"),
        ("ln x^2", "ln(x^2)"),
        ("ln(x)^2", "(ln(x))^2"),
        ("1/2x", "(1/2)*x"),
        ("x^1/2", "(x^1)/2"),
        ("-x^2", "-(x^2)"),
        ("2^-x", "2^(-x)"),
        ("2^x^2", "2^(x^2)"),
        ("xe^x", "x*e^x"),
        ("x²−½√x", "x^2-(1/2)*sqrt(x)"),
        ("log_2(x)", "ln(x)/ln(2)"),
        ("|x-1|x", "abs(x-1)*x"),
        ("x(x+1)(x-1)", "x*(x+1)*(x-1)"),
    ],
)
def test_notation_means_what_the_table_says(text, meaning):
    first, second = read(text, ("x",)), read(meaning, ("x",))
    for place in ("0.3", "0.75"):
        at = {"x": mp.mpf(place)}
        assert mp.almosteq(value(first, at), value(second, at))
        (symbol,) = symbolic(first).free_symbols
        assert abs(symbolic(first).evalf(subs={symbol: place}) - value(second, at)) < 1e-12


def test_rows_of_generated_problems_are_judged_with_their_mistakes():
    row = {
        "variables": ["x"], "function": "x^3", "ask": "derivative", "with_respect_to": ["x"],
        "key": "3*x^2", "mistakes": [{"rule": "power-integrated", "answer": "x^4/4"}],
    }  # fmt: skip
    same = {"rule": "none", "answer": "3*x*x"}
    sorts = [
        sort
        for sort, _ in findings(
            [
                row,
                row | {"key": "x^2"},
                row | {"mistakes": [same]},
                row | {"function": "ln(-x^2)"},
                {"ask": None, "key": "3"},
            ]
        )
    ]
    assert sorts == [
        "right", "wrong key", "mistake that is right", "not judged", "names no function"
    ]  # fmt: skip


def test_a_row_may_name_its_point_its_equation_and_its_path():
    row = {"ask": "implicit", "variables": ["x", "y"], "equation": "x^2 = 4-y^2"}
    assert judge(statement_of(row), "-x/y").agrees
    row = {
        "ask": "chain", "variables": ["x", "y"], "function": "x+y^2", "with_respect_to": ["t"],
        "path": {"y": "t", "x": "sin t"}, "order": None,
    }  # fmt: skip
    assert judge(statement_of(row), "cos t+2t").agrees
    row = {"ask": "gradient", "variables": ["x", "y"], "function": "x y", "at": {"y": 3, "x": 2}}
    assert judge(statement_of(row), "(3, 2)").agrees
