"""Never a wrong finding: proofs, witnesses, domains, and Undecided where nothing can be said."""

import json
import subprocess
import sys
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from flint import arb

from questions.maths import observation
from questions.maths.comparison import (
    Agrees,
    Comparison,
    Different,
    Equal,
    NarrowerDomain,
    Undecided,
    as_row,
    compare,
)
from questions.maths.expression import Call, Matrix, Sum, Symbol, Vector, number
from questions.maths.reading import Notation, read
from tests.maths.readings import VECTOR, tree

PAIRS = json.loads(
    (Path(__file__).parents[1] / "cases" / "derivative_pairs.json").read_text(encoding="utf-8")
)


def found(key: str, answer: str, **options: Any) -> Comparison:
    return compare(tree(key), tree(answer), variables=("x", "y", "z"), **options)


def bound(text: str) -> Fraction | None:
    return None if text in ("oo", "-oo") else Fraction(text)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['id']}-{pair['tag']}")
def test_derivative_pairs_are_decided_with_proof(pair: dict[str, Any]) -> None:
    notation = Notation(tuple(pair["vars"]))
    domain = {
        name: (bound(low), bound(high)) for name, (low, high) in pair.get("domain", {}).items()
    }
    finding = compare(
        read(pair["teacher"], notation).expression,
        read(pair["student"], notation).expression,
        variables=pair["vars"],
        domain=domain,
    )
    assert finding.kind == ("equal" if pair["equal"] else "different")


EQUAL = [
    ("sqrt(x^2)", "abs(x)"),
    ("ln(x^2)", "2*ln(abs(x))"),
    ("2*ln(x)", "ln(x^2)"),
    ("(x^3)^(1/3)", "x"),
    ("(-8)^(1/3)", "-2"),
    ("cbrt(x^2)", "x^(2/3)"),
    ("sqrt(x^4)", "x^2"),
    ("sqrt(x^6)", "abs(x)^3"),
    ("sqrt(x^2-2x+1)", "abs(x-1)"),
    ("x^2-x+1", "abs(x^2-x+1)"),
    ("x^2+x*y+y^2", "abs(x^2+x*y+y^2)"),
    ("(x^2)^(1/4)", "sqrt(abs(x))"),
    ("sqrt(x)*sqrt(y)", "sqrt(x*y)"),
    ("ln(x)+ln(y)", "ln(x*y)"),
    ("ln(x/y)", "ln(abs(x))-ln(abs(y))"),
    ("sqrt(1-cos(x)^2)", "abs(sin(x))"),
    ("sin(3x)", "3sin(x)-4sin(x)^3"),
    ("cos(x)", "sin(pi/2-x)"),
    ("tan(x/2)", "sin(x)/(1+cos(x))"),
    ("cos(pi/4)", "sqrt(2)/2"),
    ("sin(pi/3)", "sqrt(3)/2"),
    ("cos(pi/5)", "(1+sqrt(5))/4"),
    ("abs(1-sqrt(2))", "sqrt(2)-1"),
    ("abs(e-pi)", "pi-e"),
    ("cos(asin(x))", "sqrt(1-x^2)"),
    ("sin(atan(x))", "x/sqrt(1+x^2)"),
    ("asinh(x)", "ln(x+sqrt(x^2+1))"),
    ("acosh(x)", "ln(x+sqrt(x^2-1))"),
    ("atanh(x)", "1/2*ln((1+x)/(1-x))"),
    ("acoth(x)", "atanh(1/x)"),
    ("asec(x)", "acos(1/x)"),
    ("asin(x)+acos(x)", "pi/2"),
    ("atan(x)+acot(x)", "pi/2"),
    ("4*atan(1)", "6*asin(1/2)"),
    ("ln(e^x)", "x"),
    ("ln(sqrt(e^x))", "x/2"),
    ("2^x*3^x", "6^x"),
    ("8^(x/3)", "2^x"),
    ("x^x", "e^(x ln(x))"),
    ("(x^2+1)^(x-x+2)", "x^4+2x^2+1"),
    ("sqrt(sin(x))^4", "sin(x)^2"),
    ("e^(2*ln(sin(x)))", "sin(x)^2"),
    ("relu(x)", "max(0,x)"),
    ("max(x,y)+min(x,y)", "x+y"),
    ("min(x,y,z)", "-max(-x,-y,-z)"),
    ("heaviside(x)", "(1+sign(x))/2"),
    ("sign(x)*abs(x)", "x"),
    ("sech(x)^2", "1-tanh(x)^2"),
    ("coth(x)*csch(x)", "cosh(x)/sinh(x)^2"),
    ("sigmoid(x)", "1/(1+e^(-x))"),
    ("softplus(x)", "ln(1+e^x)"),
    ("erf(-x)", "-erf(x)"),
    ("log10(x)", "ln(x)/ln(10)"),
    ("log(x,2)*ln(2)", "ln(x)"),
    ("1/sqrt(8)", "sqrt(2)/4"),
    ("6^(1/2)", "sqrt(2)*sqrt(3)"),
    ("floor(x)+y-floor(x)", "y"),
    ("x^100000000-x^100000000+x", "x"),
    ("(sin(x)+cos(x))^200-(sin(x)+cos(x))^200+x", "x"),
]


@pytest.mark.parametrize(("key", "answer"), EQUAL)
def test_equal_functions_are_proved_equal_both_ways(key: str, answer: str) -> None:
    assert isinstance(found(key, answer), Equal)
    assert found(answer, key).kind in ("equal", "narrower")


DIFFERENT = [
    ("abs(x)", "x"),
    ("sqrt(x^2)", "x"),
    ("sqrt(x^6)", "x^3"),
    ("sqrt(1-cos(x)^2)", "sin(x)"),
    ("1/3", "0.333"),
    ("1/3", "0.3333333333333333"),
    ("x/3", "0.333333*x"),
    ("0", "10^(-9)*x"),
    ("x", "x+10^(-30)"),
    ("1", "sin(x)^2+cos(x)^2+10^(-80)*x"),
    ("e^(pi*sqrt(163))", "262537412640768744"),
    ("pi", "3.14159265358979"),
    ("e^10000", "e^10000+1"),
    ("e^10000+sin(x)", "e^10000+cos(x)"),
    ("cbrt(atan(2x))", "cbrt(atan(x+abs(x)))"),
    ("0", "sin(pi*x)"),
    ("0", "x*(x-1)*(x+1)*(x-2)*(2x-1)*(2x+1)*(x-3)*(x+2)"),
    ("abs(sin(x)*cos(x))", "sin(2x)/2"),
    ("sqrt(tan(x))", "sqrt(cot(x))"),
    ("sqrt(x^2+y^2)", "x+y"),
    ("sign(atan(x)-y)", "sign(atan(abs(x))-y)"),
    ("relu(x)", "x"),
    ("x", "max(x, -1000)"),
    ("sqrt(x)", "sqrt(-x)"),
    ("1/sqrt(4-(x-100)^2)", "1/(2*sqrt(4-(x-100)^2))"),
    ("x", "sin(1000000 x)"),
    ("x", "9^9^9"),
    ("x", "(9^9)^(9^9)"),
    ("x", "x^(10^100)"),
    ("x", "10^(-10^10) x"),
    ("x", "((((((x+1)^9+1)^9+1)^9+1)^9+1)^9+1)^9"),
    ("pi^2", "(pi+10^-400)^2"),
    ("sin(x)", "sin(x+10^-400)"),
    ("floor(x)+1", "floor(x+1)+floor((x/200)^2)"),
]


@pytest.mark.parametrize(("key", "answer"), DIFFERENT)
def test_different_functions_are_proved_different_both_ways(key: str, answer: str) -> None:
    assert isinstance(found(key, answer), Different)
    assert isinstance(found(answer, key), Different)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("atan(x)+atan(1/x)", "pi/2*sign(x)"),
        ("ln(abs(sec(x)))", "-ln(abs(cos(x)))"),
        ("pi", "16*atan(1/5) - 4*atan(1/239)"),
        ("floor(x)+1", "floor(x+1)"),
    ],
)
def test_what_is_not_proved_agrees_to_at_least_150_bits(key: str, answer: str) -> None:
    row = as_row(found(key, answer))
    assert row["kind"] == "agrees"
    assert isinstance(row["bits"], int)
    assert row["bits"] >= 150


@pytest.mark.parametrize(
    "answer",
    [
        "0/0",
        "1/0",
        "0^0",
        "ln(0)",
        "x/(x-x)",
        "sqrt(-1)",
        "ln(-1-x^2)",
        "tan(pi/2)",
        "1/(sin(x)^2+cos(x)^2-1)",
        "x+1/sin(pi)",
        "x+(x-x)^(-1/2)",
        "log(x, 1)",
        "1/coth(0)",
    ],
)
def test_an_answer_that_is_defined_nowhere_is_not_judged(answer: str) -> None:
    assert found("x", answer) == Undecided("undefined")
    assert found(answer, "x") == Undecided("key undefined")


@pytest.mark.parametrize("answer", ["9^9^9^9", "2^2^2^2^2^2^2", "e^e^e^e^e^e^e", "((((5!)!)!)!)!"])
def test_an_answer_too_large_to_be_one_is_not_judged(answer: str) -> None:
    assert found("x", answer) == Undecided("too large")


def test_where_an_answer_has_values_is_asked_without_writing_its_numbers_out() -> None:
    assert found("cos(x)", "asin((10^9)^(10^9)*x)") == Undecided("undefined")


def test_more_parts_than_the_bound_are_not_judged() -> None:
    vast = Sum(tuple(Call("sin", (number(one),)) for one in range(3000)))
    assert compare(Symbol("x"), vast, variables=("x",)) == Undecided("too large")


def test_vectors_inside_scalars_are_not_judged() -> None:
    odd = Sum((Vector((Symbol("x"),)), number(1)))
    assert compare(Symbol("x"), odd, variables=("x",)) == Undecided("too hard")


def test_nothing_is_believed_after_too_short_a_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observation, "BUDGET", 40)
    assert found("atan(x)+atan(1/x)", "pi/2*sign(x)") == Undecided("too hard")


@pytest.mark.parametrize("budget", [100, 200, 400, 800, 400_000])
def test_what_is_believed_was_looked_at_closely_at_ten_points(
    monkeypatch: pytest.MonkeyPatch, budget: int
) -> None:
    monkeypatch.setattr(observation, "BUDGET", budget)
    finding = found("floor(x)+1", "floor(x+1)")
    assert isinstance(finding, Agrees | Undecided)
    assert not isinstance(finding, Agrees) or (finding.bits, finding.points) == (150, 10)


def test_values_agree_only_as_closely_as_their_balls_are_small() -> None:
    wide = arb(1, arb(2) ** -100)
    assert observation.agrees(arb(1), wide, 90)
    assert not observation.agrees(arb(1), wide, 110)
    zero, tiny = arb(0, arb(2) ** -300), arb(2) ** -290
    assert observation.agrees(zero, -zero, 150)
    assert not observation.agrees(zero, tiny, 150)
    assert not observation.agrees(tiny, zero, 150)


def test_functions_without_values_are_compared_by_algebra_alone() -> None:
    inner = Call("f", (tree("(x+1)^2"),))
    assert compare(inner, Call("f", (tree("(1+x)^2"),)), variables=("x",)) == Equal("structure")
    expanded = Call("f", (tree("x^2+2x+1"),))
    assert compare(inner, expanded, variables=("x",)) == Equal("canonical form")
    other = Call("f", (tree("x"),))
    assert compare(inner, other, variables=("x",)) == Undecided("unknown function")


@pytest.mark.parametrize(
    ("key", "answer", "witness"),
    [
        ("x^2", "2x", {"x": Fraction(1, 2)}),
        ("x^2", "x^3", {"x": Fraction(2)}),
        ("x*y", "x+y", {"x": Fraction(2), "y": Fraction(1, 2)}),
        ("abs(x)", "x", {"x": Fraction(-1)}),
    ],
)
def test_the_witness_is_one_that_a_person_can_check(
    key: str, answer: str, witness: dict[str, Fraction]
) -> None:
    finding = found(key, answer)
    assert isinstance(finding, Different)
    assert finding.witness == witness


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("1/2+(sqrt(3)/2)(x-pi/6)", "0.5+0.866(x-0.5236)"),
        ("pi*x", "3.14159x"),
        ("x", "x+10^-40"),
        ("relu(x)", "relu(x-1000)+relu(x)-10^(-3)*relu(x-1000)"),
        ("asin(2x sqrt(1-x^2))", "2asin(x)"),
        ("(x+y)^20(x-y)^20", "x^40-y^40"),
    ],
)
def test_a_witness_of_a_small_difference_or_a_small_domain_is_written_briefly_too(
    key: str, answer: str
) -> None:
    finding = found(key, answer)
    assert isinstance(finding, Different)
    assert all(one.denominator <= 100 for one in finding.witness.values())


def test_a_witness_shows_no_values_that_are_nearly_0_where_larger_ones_are_simple_too() -> None:
    # At x = 2, the first simple point, both are below 10^-10.
    finding = found("9sech(9x-4)^2", "sech(9x-4)^2")
    assert isinstance(finding, Different)
    assert abs(float(finding.key_value)) > 1e-4


def test_a_witness_is_no_isolated_point() -> None:
    finding = found("heaviside(x-2)", "{1 if x>=2, 0 otherwise} + relu(x-11)")
    assert isinstance(finding, Different)
    assert finding.witness["x"] > 11


def test_a_witness_shows_both_values() -> None:
    finding = found("10*(2x+1)^4", "5*(2x+1)^4")
    assert finding == Different({"x": Fraction(2)}, "6250", "3125", 0.5)


def test_values_that_nearly_agree_are_shown_with_more_digits() -> None:
    finding = found("pi", "3.14159265358979")
    assert isinstance(finding, Different)
    assert (finding.key_value, finding.answer_value) == ("3.1415926535897932", "3.14159265358979")


def test_only_certain_digits_are_shown() -> None:
    finding = found("e^10000", "e^10000+1")
    assert isinstance(finding, Different)
    with localcontext() as context:
        context.prec = 60
        digits = str(Decimal(10000).exp())
    assert digits.startswith(finding.key_value.removesuffix("e4342")[:-1])
    assert finding.key_value.endswith("e4342")
    tiny = found("x", "x^(10^100)")
    assert isinstance(tiny, Different)
    assert (tiny.witness, tiny.answer_value) == ({"x": Fraction(1, 2)}, "0")


def test_the_relative_gap_belongs_to_the_witness() -> None:
    finding = found("x/3", "0.333*x")
    assert isinstance(finding, Different)
    assert finding.relative_gap == pytest.approx(0.001)
    finding = found("x", "x+relu(x-1)")
    assert isinstance(finding, Different)
    key, answer = float(Fraction(finding.key_value)), float(Fraction(finding.answer_value))
    assert finding.relative_gap == pytest.approx(abs((key - answer) / key), rel=1e-6)


def test_values_alike_in_all_digits_shown_come_with_their_difference() -> None:
    finding = found("e^10000", "e^10000+1")
    assert isinstance(finding, Different)
    assert (finding.key_value == finding.answer_value, finding.difference) == (True, "1")
    assert finding.relative_gap is None, "10^-4343 is too small for a float, and is not 0"
    less = found("sin(x)", "sin(x) - 3*10^-90*x")
    assert isinstance(less, Different)
    assert less.difference is not None
    assert float(less.difference) == pytest.approx(-3e-90 * float(less.witness["x"]), rel=1e-5)
    wave = "(1 + 2*sinh(x^2/2)^2)*exp(-x)"
    bump = found("cosh(x^2)*exp(-x)", f"{wave} + relu(0.01 - (abs(x - 19)*x/x))")
    assert isinstance(bump, Different)
    assert bump.difference is not None
    assert float(bump.difference) > 0, "what tells it from 0 tells none of its digits"


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("ln(x^2)", "2*ln(x)"),
        ("x", "sqrt(x)*sqrt(x)"),
        ("sqrt(x*y)", "sqrt(x)*sqrt(y)"),
        ("x/2", "x/2 + 1/(x+abs(x)) - 1/(x+abs(x))"),
    ],
)
def test_an_answer_without_values_where_the_key_has_some_is_narrower(key: str, answer: str) -> None:
    finding = found(key, answer)
    assert isinstance(finding, NarrowerDomain)
    assert finding.witness["x"] < 0


def test_narrower_is_said_at_a_simple_point() -> None:
    assert found("ln(x^2)", "2*ln(x)") == NarrowerDomain({"x": Fraction(-1)}, "0")


def test_an_isolated_lost_point_is_remarked_only() -> None:
    finding = found("x+1", "(x^2-1)/(x-1)")
    assert isinstance(finding, Equal)
    assert finding.lost == {"x": Fraction(1)}
    assert found("x", "x^2/x") == Equal("structure", lost={"x": Fraction(0)})


def test_a_wider_answer_is_remarked_only() -> None:
    finding = found("2*ln(x)", "ln(x^2)")
    assert isinstance(finding, Equal)
    assert finding.gained is not None
    assert finding.gained["x"] < 0


def test_the_domain_bounds_what_is_compared() -> None:
    positive = {"x": (Fraction(0), None)}
    assert found("abs(x)", "x", domain=positive) == Equal("canonical form")
    assert found("ln(x^2)", "2*ln(x)", domain=positive).kind == "equal"
    between = {"x": (Fraction(1), Fraction(2))}
    finding = found("x", "x^2", domain=between)
    assert isinstance(finding, Different)
    assert 1 < finding.witness["x"] < 2
    below = {"x": (None, Fraction(-5))}
    assert found("abs(x)^3", "-x^3", domain=below) == Equal("canonical form")
    assert found("relu(x+5)", "0", domain=below) == Equal("canonical form")


def test_a_domain_that_is_small_and_far_is_found() -> None:
    key = "sqrt(x-4000)*sqrt(4001-x)"
    assert found(key, "sqrt((x-4000)*(4001-x))").kind == "equal"
    assert found(key, f"2*{key}").kind == "different"


def test_both_branches_of_arccot_are_accepted() -> None:
    assert found("acot(x)", "pi/2-atan(x)").kind == "equal"
    assert found("acot(x)", "atan(1/x)").kind == "equal"
    assert found("acot(x)", "atan(x)").kind == "different"


def vectors(key: str, answer: str) -> Comparison:
    return compare(tree(key, VECTOR), tree(answer, VECTOR), variables=("x", "y"))


def test_vectors_are_compared_entry_by_entry() -> None:
    finding = vectors("(2x, sin(x)^2, x)", "(x+x, 1-cos(x)^2, x)")
    assert [part.kind for part in finding.components] == ["equal"] * 3
    assert isinstance(finding, Equal)
    assert finding.proof == "canonical form"


def test_a_vectors_finding_is_its_worst_entrys() -> None:
    finding = vectors("(x, y)", "(x, x)")
    assert isinstance(finding, Different)
    assert [part.kind for part in finding.components] == ["equal", "different"]
    assert vectors("(x, y)", "(1/0, x)").kind == "different"
    assert vectors("(x, y)", "(1/0, y)").kind == "undecided"
    assert vectors("(x, y)", "(sqrt(x)^2, y)").kind == "narrower"
    assert vectors("(x, y)", "(sqrt(x)^2, 1/0)").kind == "undecided"


def test_wrong_shapes_are_said() -> None:
    row = as_row(compare(tree("(x, y)", VECTOR), tree("x"), variables=("x", "y")))
    assert row == {"kind": "shape", "expected": [2], "got": []}
    assert vectors("(x, y)", "(x, y, 0)").kind == "shape"


def test_a_column_is_as_good_as_a_vector() -> None:
    vector = Vector((Symbol("x"), number(1)))
    column = Matrix((Vector((Symbol("x"),)), Vector((number(1),))))
    assert compare(vector, column, variables=("x",)).kind == "equal"
    square = Matrix((vector, vector))
    assert compare(square, square, variables=("x",)).kind == "equal"
    assert compare(vector, square, variables=("x",)).kind == "shape"
    longer = Matrix(tuple(Vector((number(one),)) for one in range(3)))
    assert compare(vector, longer, variables=("x",)).kind == "shape"


def test_rows_are_plain_json() -> None:
    row = as_row(vectors("(x^2, y)", "(x^3, y)"))
    assert json.loads(json.dumps(row)) == row
    assert row["witness"] == {"x": "2"}
    assert row["components"] == [
        {
            "kind": "different",
            "witness": {"x": "2"},
            "key_value": "4",
            "answer_value": "8",
            "relative_gap": row["relative_gap"],
        },
        {"kind": "equal", "proof": "structure"},
    ]
    assert as_row(Undecided("undefined")) == {"kind": "undecided", "reason": "undefined"}


def test_equal_inputs_give_equal_findings() -> None:
    for key, answer in (*EQUAL[:8], *DIFFERENT[:8]):
        assert found(key, answer, seed="s") == found(key, answer, seed="s")


def test_comparing_loads_neither_sympy_nor_numpy() -> None:
    script = (
        "import sys, questions.maths.comparison;"
        "sys.exit(any(name in sys.modules for name in ('sympy', 'numpy', 'django')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    ("key", "answer", "shows"),
    [
        ("-y*ln(1/y)", "-y*ln((1 + 10^-18)/y)", "-0"),
        ("x + 10^20", "x + 10^20 + 7", "1000000000000000000"),
        ("sin(x)", "sin(x) + 10^-25*x", "."),
    ],
)
def test_a_witness_shows_values_that_can_be_told_apart(key: str, answer: str, shows: str) -> None:
    finding = found(key, answer)
    assert isinstance(finding, Different)
    assert finding.key_value != finding.answer_value
    assert shows.strip("-0") in finding.answer_value


def test_a_variable_that_is_named_twice_counts_once():
    right, written = tree("cos(x)*sign(sin(x))"), tree("sin(x)*cos(x)/abs(sin(x))")
    assert compare(right, written, variables=("x", "x", "y")).kind == "equal"
