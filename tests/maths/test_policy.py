"""What a question may accept and ask for, as plain JSON, and what is refused with a sentence."""

from fractions import Fraction
from typing import Any

import pytest

from questions.maths.domains import domain_of, domain_text
from questions.maths.policy import FORMS, PolicyError, Tolerance, exact, forms_of

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("value", "tolerance", "meaning"),
    [
        (0.01, Tolerance(relative=Fraction(1, 100)), "to within 1 %"),
        ("1/3", Tolerance(relative=Fraction(1, 3)), "to within 100/3 %"),
        ("2.5 %", Tolerance(relative=Fraction(1, 40)), "to within 2.5 %"),
        ({"relative": 0.1}, Tolerance(relative=Fraction(1, 10)), "to within 10 %"),
        ({"absolute": "0.05"}, Tolerance(absolute=Fraction(1, 20)), "to within 0.05"),
        ({"digits": 3}, Tolerance(digits=3), "to 3 significant digits"),
        ({"digits": 1}, Tolerance(digits=1), "to 1 significant digit"),
        (
            {"interval": [-0.5, "1/2"]},
            Tolerance(interval=(-HALF, HALF)),
            "between -0.5 and 0.5",
        ),
        ({"interval": [2, 2]}, Tolerance(interval=(4 * HALF, 4 * HALF)), "between 2 and 2"),
    ],
)
def test_a_tolerance_is_read_exactly_and_reads_back(
    value: object, tolerance: Tolerance, meaning: str
) -> None:
    assert Tolerance.of(value) == tolerance
    assert Tolerance.of(tolerance.to_row()) == tolerance
    assert tolerance.meaning == meaning


@pytest.mark.parametrize(
    ("low", "high", "meaning"),
    [
        ("48678.6", "836292024088187/17179869184", "between 48678.6 and 48678.6026"),
        ("-836292024088187/17179869184", "-48678.6", "between -48678.6026 and -48678.6"),
        ("1001/3003000001", "2001/3003000001", "between 0.00000033 and 0.00000067"),
        ("1/3", "2/3", "between 1/3 and 2/3"),
        ("1001/3003001", "1001/3003001", "between 0.000333 and 0.000334"),
    ],
)
def test_the_ends_of_an_interval_are_short_and_hold_all_of_it(
    low: str, high: str, meaning: str
) -> None:
    tolerance = Tolerance(interval=(Fraction(low), Fraction(high)))
    assert tolerance.meaning == meaning
    _, first, _, last = meaning.split()
    assert Fraction(first) <= Fraction(low) <= Fraction(high) <= Fraction(last)


@pytest.mark.parametrize(
    "value",
    [
        *(0, 1, -0.1, True, None, [], "abc", "1e999999999", "9" * 1000, 10**5000, "1/0", "%"),
        *({}, {"relative": 0.1, "digits": 3}, {"about": 1}, {"digits": 2.5}, {"digits": 0}),
        *({"digits": 1000}, {"absolute": 0}, {"interval": [2, 1]}, {"interval": 3}),
        *({"interval": [1, 2, 3]}, {"absolute": -1}, {"interval": ["a", "b"]}, float("nan")),
    ],
    ids=lambda value: str(value)[:20] if not isinstance(value, int) else "int",
)
def test_what_is_no_tolerance_is_refused_with_a_sentence(value: object) -> None:
    with pytest.raises(PolicyError) as refused:
        Tolerance.of(value)
    assert refused.value.message.endswith(".")


def test_a_number_of_json_is_taken_as_it_was_written() -> None:
    assert exact(0.1) == Fraction(1, 10)
    assert exact("1e-3") == Fraction(1, 1000)


def test_forms_are_named_once_and_an_unknown_one_tells_the_known() -> None:
    assert forms_of("factored") == ("factored",)
    assert forms_of(["simplified", "factored", "simplified"]) == ("simplified", "factored")
    assert forms_of([]) == ()
    with pytest.raises(PolicyError, match="no negative powers"):
        forms_of("tidy")
    for wrong in (3, None, [3], {"form": "factored"}):
        with pytest.raises(PolicyError):
            forms_of(wrong)
    assert forms_of(list(FORMS)) == FORMS


@pytest.mark.parametrize(
    ("value", "domain"),
    [
        ({"x": [0, None]}, {"x": (Fraction(0), None)}),
        ({"x": ["1/3", 2.5]}, {"x": (Fraction(1, 3), Fraction(5, 2))}),
        ("x > 0, 0 < y < 1", {"x": (Fraction(0), None), "y": (Fraction(0), Fraction(1))}),
        (["x ≥ -1", "2 >= y > -1/2"], {"x": (Fraction(-1), None), "y": (-HALF, Fraction(2))}),
        ("0 < x, x < 3, x < 5", {"x": (Fraction(0), Fraction(3))}),
        ("-oo < x < 0", {"x": (None, Fraction(0))}),
        ({"x": ["-inf", "∞".replace("∞", "oo")]}, {"x": (None, None)}),
        ("", None),
        (None, None),
    ],
)
def test_a_domain_is_read_from_objects_and_from_texts(value: object, domain: Any) -> None:
    assert domain_of(value, ("x", "y")) == domain


@pytest.mark.parametrize(
    "value",
    [
        *("x", "x > ", "x = 2", "z > 0", "0 < x > 1", "x > y", "1 < x < 0", "x > pi", "> 0"),
        *({"x": 3}, {"x": [1]}, {"z": [0, 1]}, {"x": [2, 2]}, 5, [3], {"x": [True, None]}),
        ", ".join(["x > 0"] * 99),
    ],
)
def test_what_is_no_domain_is_refused_with_a_sentence(value: object) -> None:
    with pytest.raises(PolicyError) as refused:
        domain_of(value, ("x", "y"))
    assert refused.value.message.endswith((".", "numbers or fractions."))


def test_a_domain_as_text_reads_back() -> None:
    domain = {"x": (Fraction(0), None), "y": (None, HALF), "z": (-HALF, HALF)}
    assert domain_text(domain) == "x > 0, y < 1/2, -1/2 < z < 1/2"
    assert domain_of(domain_text(domain), "xyz") == domain
    assert domain_text(None) == ""
