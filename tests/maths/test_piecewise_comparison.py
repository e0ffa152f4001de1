"""Functions by cases are proved equal cell by cell, and refuted on intervals however short."""

from fractions import Fraction

import pytest

from questions.maths.comparison import Comparison, Different, Equal, NarrowerDomain, compare
from questions.maths.reading import Notation, read

NAMES = ("x", "y", "z", "a", "d")
HUBER = "{x^2/2 if |x|<=d, d*(|x|-d/2) otherwise}"


def found(
    key: str, answer: str, domain: dict[str, tuple[Fraction | None, Fraction | None]] | None = None
) -> Comparison:
    one, other = (read(text, Notation(NAMES)).expression for text in (key, answer))
    return compare(one, other, variables=NAMES, domain=domain)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("{x if x>=0, -x otherwise}", "|x|"),
        ("{x if x>0, -x if x<0}", "sqrt(x^2)"),
        ("{x if x>0, 0 otherwise}", "relu(x)"),
        ("{1 if x>0, -1 if x<0, 0 otherwise}", "sign(x)"),
        ("{1 if x>0, -1 if x<0}", "x/|x|"),
        ("{1 if x>0, 1/2 if x=0, 0 otherwise}", "heaviside(x)"),
        ("{x if x>y, y otherwise}", "max(x,y)"),
        ("{x-y if x>y, y-x otherwise}", "|x-y|"),
        ("{x/100 if x<0, x otherwise}", "max(x/100, x)"),
        ("{a*x if x<0, x otherwise}", "{x if x>=0, a*x if x<0}"),
        ("{0 if x<0, x if x<1, 1 otherwise}", "min(max(x,0),1)"),
        ("{0 if x<0, x if x<1, 1 otherwise}", "relu(x)-relu(x-1)"),
        ("{x if x<0, x^2 if 0<=x<1, 1 otherwise}", "{1 if x>=1, x if x<=0, x^2 otherwise}"),
        ("{1 if x^2<4, 0 otherwise}", "{1 if -2<x<2, 0 otherwise}"),
        ("{1 if x>0 and y>0, 0 otherwise}", "{0 if x<=0 or y<=0, 1 otherwise}"),
        ("{1 if x>y and y>z and z>x, 2 otherwise}", "2"),
        ("{sin(x) if sin(x)>0, 0 otherwise}", "relu(sin(x))"),
        ("{e^x-1 if x<0, x otherwise}", "relu(x) + {e^x-1 if x<0, 0 otherwise}"),
        ("{1 if e^x<2, 0 otherwise}", "heaviside(2-e^x)"),
        ("{{1 if y>0, 2 otherwise} if x>0, 3 otherwise}", "{1 if x>0 and y>0, 2 if x>0, 3 else}"),
        ("max(x,y,z)", "max(max(z,y),x)"),
        ("relu(relu(x))", "relu(x)"),
        ("||x|+1|", "|x|+1"),
        ("{x^2*sin(1/x) if x!=0, 0 otherwise}", "{0 if x=0, x^2*sin(1/x) otherwise}"),
    ],
)
def test_cases_are_proved_equal(key: str, answer: str) -> None:
    for finding in (found(key, answer), found(answer, key)):
        assert isinstance(finding, Equal)


def test_the_same_cases_have_the_same_structure() -> None:
    assert found("{x if x>0, 1 otherwise}", "{x if 0<x, 1 else}") == Equal("structure")


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("{x if x>0, -x otherwise}", "x"),
        ("{ln(x) if x>0, 0 otherwise}", "{ln(x) if x>0, 5 otherwise}"),
        ("{1 if x>0, 2 otherwise}", "{2 if x>0, 1 otherwise}"),
        ("{1 if x<1, 2 if x<2, 3 otherwise}", "{1 if x<1, 3 otherwise}"),
        ("sign(sin(x)^2+cos(x)^2-1)", "{1 if sin(x)>0, -1 otherwise}"),
    ],
)
def test_other_cases_are_not_taken_for_equal(key: str, answer: str) -> None:
    for finding in (found(key, answer), found(answer, key)):
        assert finding.kind in {"different", "undecided"}


def test_the_domain_decides_which_cases_count() -> None:
    positive = {"x": (Fraction(0), None)}
    assert found("{x if x>0, 7 otherwise}", "x", positive) == Equal("canonical form")
    one = {"d": (Fraction(0), None)}
    split = "{x^2/2 if -d<=x<=d, d*x-d^2/2 if x>d, -d*x-d^2/2 if x<-d}"
    assert isinstance(found(HUBER, split, one), Equal)
    assert isinstance(found(HUBER, split), Different)


def test_a_case_left_out_is_a_narrower_domain() -> None:
    assert isinstance(found("{ln(x) if x>0, 0 otherwise}", "ln(x)"), NarrowerDomain)
    assert isinstance(found("|x|", "{x if x>0}"), NarrowerDomain)


def test_a_domain_that_lacks_a_short_interval_is_narrower() -> None:
    assert isinstance(found("x^2", "{x^2 if x<0, x^2 if x>1/1000}"), NarrowerDomain)


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        ("x^2", "{x if 0<x<1/1000, x^2 otherwise}"),
        ("0", "{x if (x-1/3)^2 < 1/10^8, 0 otherwise}"),
        ("0", "{1 if x>10^6, 0 otherwise}"),
        ("x*y", "{x if 7<x*y<7.001, x*y otherwise}"),
        ("|x|", "{1/100 if |x|<1/100, |x| otherwise}"),
    ],
)
def test_a_short_or_distant_case_is_found(key: str, answer: str) -> None:
    for finding in (found(key, answer), found(answer, key)):
        assert isinstance(finding, Different)


def test_a_case_that_joins_the_domain_is_remarked_only() -> None:
    finding = found("ln(x)", "{ln(x) if x>0, 0 otherwise}")
    assert isinstance(finding, Equal)
    assert finding.gained is not None


def test_contradictory_conditions_leave_nothing_to_compare() -> None:
    finding = found("x", "{1 if x<0 and x>1}")
    assert finding.kind == "undecided"
    assert getattr(finding, "reason", "") == "undefined"


LABELLED = "{-ln(x) if y=1, -ln(1-x) if y=0}"


def test_functions_of_labels_are_compared_label_by_label() -> None:
    assert found(LABELLED, "{-ln(1-x) if y=0, ln(1/x) if 1=y}").kind == "equal"
    finding = found(LABELLED, "{-ln(1-x) if y=1, -ln(x) if y=0}")
    assert isinstance(finding, Different)
    assert finding.witness["y"] in (0, 1)
    finding = found(LABELLED, "{-ln(x) if y=1, -ln(1-2x) if y=0}")
    assert isinstance(finding, Different)
    assert finding.witness["y"] == 0


def test_a_label_left_out_is_no_equality() -> None:
    assert found(LABELLED, "{-ln(x) if y=1}").kind not in {"equal", "agrees"}


@pytest.mark.parametrize("depth", [10, 30])
def test_deeply_nested_cases_are_compared_within_bounds(depth: int) -> None:
    steps = "".join(f"{place} if x<{place} else " for place in range(depth)) + str(depth)
    again = steps.replace("x<", "2x<2*")
    assert found(steps, again).kind in {"equal", "agrees"}
    assert found(steps, steps + "+1").kind == "different"


def test_identities_hidden_in_a_condition_prove_nothing() -> None:
    hidden = "floor(x)+ceil(-x)"
    finding = found(
        f"{{1 if x>0, 5 if {hidden}<0, 7 otherwise}}", f"{{1 if x>0, 7 if {hidden}>0, 5 otherwise}}"
    )
    assert not isinstance(finding, Equal)
