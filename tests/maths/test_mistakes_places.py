"""Where the search looks, and what it keeps of what it saw there."""

import numpy as np
import pytest

from questions import maths
from questions.maths.differentiation import differentiate
from questions.maths.mistakes.asked import Asked, values_at
from questions.maths.mistakes.places import Places
from questions.maths.mistakes.wholes import _places
from tests.maths.tasks import X, tree


@pytest.mark.parametrize(
    ("function", "answer"),
    [
        ("x^3", "3x^2"),
        ("sigmoid(5x)", "5*sigmoid(5x)"),
        ("x^2", "ln(x)"),
        ("arcsin(x-50)", "1/(x-50)"),
        ("x^4", "e^(20x)"),
        ("sqrt(x)", "sqrt(-x)"),
    ],
)
def test_a_whole_answer_is_looked_at_where_a_search_with_it_would_look(
    function: str, answer: str
) -> None:
    asked = Asked((differentiate(tree(function), "x"),), X)
    given = tree(answer, X)
    found, searched = _places(asked, given), asked.places(asked.function, asked.key, given)
    assert (found is None) == (searched is None)
    if found is not None and searched is not None:
        assert found["x"].tolist() == searched["x"].tolist()


def test_values_are_kept_for_the_very_places_and_cannot_be_written_over() -> None:
    here, there = Places(x=np.array([1.0, 2.0])), Places(x=np.array([1.0, 2.0]))
    found = values_at(tree("x^2"), here)
    assert found.tolist() == [1.0, 4.0]
    assert values_at(tree("x^2"), here) is found
    assert values_at(tree("x^2"), there) is not found
    with pytest.raises(ValueError, match="read-only"):
        found[0] = 3.0


def test_a_number_has_a_value_at_each_place() -> None:
    assert values_at(tree("7"), Places(x=np.array([1.0, 2.0, 3.0]))).tolist() == [7.0, 7.0, 7.0]


def test_a_formula_of_numbers_alone_has_its_value_where_nothing_varies() -> None:
    """As an answer to a question without variables is looked through for brackets left out."""
    assert values_at(tree("1/7"), Places()).tolist() == 1 / 7
    assert maths.brackets_left_out(tree("(1+2)/3"), tree("0.99"), ()) is None
