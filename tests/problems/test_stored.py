import pytest

from questions.problems import ProblemError, generate, stored


def test_a_stored_row_gives_the_problem_back_and_is_read_once():
    problem = generate("derivative", 3, 7)
    row = problem.to_row()
    assert stored(row) == problem
    assert stored(dict(reversed(row.items()))) is stored(row)


def test_a_broken_row_is_refused():
    with pytest.raises(ProblemError):
        stored({"version": 1})
