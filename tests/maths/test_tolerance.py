"""Numbers within a tolerance: every border is decided by proof, and belongs to what is accepted."""

from typing import Any

import pytest

from questions.maths.comparison import Agrees, Comparison, Different, Equal, Undecided, compare
from questions.maths.expression import Expression, Symbol
from questions.maths.numbers import leading_exponent, lies_between, order
from questions.maths.policy import Policy, Tolerance
from questions.maths.reading import Notation, read


def tree(text: str) -> Expression:
    return read(text, Notation(("x",))).expression


def within(key: str, answer: str, tolerance: Any) -> Comparison:
    policy = Policy(tolerance=Tolerance.of(tolerance))
    return compare(tree(key), tree(answer), variables=("x",), policy=policy)


ACCEPTED = [
    ("pi", "3.14", 0.01),
    ("2", "2.02", 0.01),
    ("2", "1.98", 0.01),
    ("-2", "-2.02", 0.01),
    ("pi", "pi*1.01", 0.01),
    ("pi", "pi-pi/100", 0.01),
    ("sqrt(2)", "sqrt(2)+1/1000", {"absolute": "0.001"}),
    ("0", "0.001", {"absolute": 0.001}),
    ("pi", "3.14", {"digits": 3}),
    ("9.996", "10.0", {"digits": 3}),
    ("sqrt(2)*sqrt(50)", "9.95", {"digits": 3}),
    ("1234", "1230", {"digits": 3}),
    ("0.00012345", "0.000123", {"digits": 3}),
    ("12.5", "13", {"digits": 2}),
    ("12.5", "12", {"digits": 2}),
    ("5/2", "e", {"interval": [2, 3]}),
    ("5/2", "3", {"interval": [2, 3]}),
    ("sqrt(2)", "sqrt(8)/2-0", {"interval": [1, 2]}),
    ("10^(10^8)", "10^(10^8)*1.001", 0.01),
]
REFUSED = [
    ("2", "2.0200000001", 0.01),
    ("pi", "pi*1.01+10^(-50)", 0.01),
    ("2", "-2", 0.01),
    ("0", "0.001", 0.01),
    ("0", "0.001", {"digits": 3}),
    ("pi", "3.13", {"digits": 3}),
    ("sqrt(2)*sqrt(50)", "9.949", {"digits": 3}),
    ("5/2", "3.0001", {"interval": [2, 3]}),
    ("5/2", "2-e^(-100)", {"interval": [2, 3]}),
    ("pi", "pi+1/999", {"absolute": "0.001"}),
]


@pytest.mark.parametrize(("key", "answer", "tolerance"), ACCEPTED)
def test_a_number_within_its_tolerance_agrees_and_says_how(
    key: str, answer: str, tolerance: Any
) -> None:
    finding = within(key, answer, tolerance)
    if isinstance(finding, Equal):
        return
    assert isinstance(finding, Agrees)
    assert finding.within == Tolerance.of(tolerance).meaning


@pytest.mark.parametrize(("key", "answer", "tolerance"), REFUSED)
def test_a_number_beyond_its_tolerance_is_different(key: str, answer: str, tolerance: Any) -> None:
    assert isinstance(within(key, answer, tolerance), Different)


def test_an_equal_number_is_equal_whatever_the_tolerance() -> None:
    finding = within("1/2", "0.5", 0.01)
    assert isinstance(finding, Equal)


def test_without_a_tolerance_numbers_are_exact() -> None:
    finding = compare(tree("pi"), tree("3.14159265358979"), variables=())
    assert isinstance(finding, Different)


def test_a_tolerance_says_nothing_of_keys_and_answers_with_variables() -> None:
    assert isinstance(within("x", "1.001x", 0.01), Different)
    assert isinstance(within("2", "2+x/10^9", 0.01), Different)


def test_a_vector_of_numbers_is_tolerated_component_by_component() -> None:
    policy = Policy(tolerance=Tolerance.of(0.01))
    notation = Notation((), expected="vector")
    key = read("(1, pi)", notation).expression
    near = compare(key, read("(1, 3.14)", notation).expression, variables=(), policy=policy)
    assert isinstance(near, Agrees)
    assert [one.kind for one in near.components] == ["equal", "agrees"]
    far = compare(key, read("(1.1, 3.14)", notation).expression, variables=(), policy=policy)
    assert isinstance(far, Different)
    assert [one.kind for one in far.components] == ["different", "agrees"]


def test_numbers_are_in_order_however_close() -> None:
    assert order(tree("e^pi"), tree("pi^e")) == 1
    assert order(tree("sqrt(2)+sqrt(3)"), tree("sqrt(5+2sqrt(6))")) == 0
    assert order(tree("pi"), tree("pi+10^(-300)")) == -1
    assert order(tree("1/0"), tree("1")) is None


def test_the_leading_digit_of_a_number_is_found_at_powers_of_ten_too() -> None:
    texts = ["314", "0.0314", "1000", "999.999", "sqrt(2)*sqrt(50)", "-7", "1/3", "0", "9^9^9"]
    found = [leading_exponent(tree(text)) for text in texts]
    assert found == [2, -2, 3, 2, 1, 0, -1, None, None]
    texts = ["10^15-1", "10^23", "10^40", "10^-20"]
    assert [leading_exponent(tree(text)) for text in texts] == [14, 23, 40, -20]


def test_nothing_lies_between_bounds_of_which_one_is_missing() -> None:
    assert lies_between(tree("2"), tree("1"), tree("1/0")) is None
    assert lies_between(tree("2"), tree("1/0"), tree("3")) is None
    assert lies_between(tree("4"), tree("1/0"), tree("3")) is False


def test_what_nobody_can_place_is_undecided_not_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("questions.maths.allowances.is_within", lambda *_: None)
    assert isinstance(within("2", "2.01", 0.01), Undecided)
    assert Symbol("x") == tree("x")
