import pytest

from questions import calculator, maths
from questions.services import explore


@pytest.fixture
def slow(monkeypatch):
    """A pool that gives no job any time."""
    pool = maths.JudgePool([calculator.explore], deadline=0.0)
    monkeypatch.setattr(explore, "_pool", lambda: pool)
    yield
    pool.stop()


def test_a_function_is_worked_out_in_a_process_of_its_own():
    found = explore.work_out(f="x^2", at="3")
    assert found.explored.solved.values[1].exact == "6"


def test_every_field_says_what_is_wrong_in_it():
    found = explore.work_out(f="x^2 +", at="1", by="7")
    assert set(found.faults) == {"f", "by"}
    assert set(explore.work_out(f="x^2", at="1, 2").faults) == {"at"}
    assert "factorial" in explore.work_out(f="x!").faults["f"].message


def test_what_takes_too_long_is_said_and_costs_no_thread(slow):
    assert explore.work_out(f="x^2").refusal == explore.TOO_SLOW


def test_a_crowd_is_turned_away_at_once(slow):
    with explore._place(), explore._place(), explore._place():
        assert explore.work_out(f="x^2").refusal == explore.BUSY
    assert explore.work_out(f="x^2").refusal == explore.TOO_SLOW
