import pytest

from questions import calculator, maths
from questions.services import explore


@pytest.fixture
def slow(monkeypatch):
    """A pool that gives no job any time."""
    pool = maths.JudgePool([calculator.explore, calculator.slide], deadline=0.0)
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
    for _ in range(explore.MOST_AT_ONCE):
        assert explore._places.acquire(blocking=False)
    try:
        assert explore.work_out(f="x^2").refusal == explore.BUSY
        assert explore.slide(f="x^2 y", at="1, 1") is None
    finally:
        for _ in range(explore.MOST_AT_ONCE):
            explore._places.release()
    assert explore.work_out(f="x^2").refusal == explore.TOO_SLOW


def test_a_descent_is_had_alone_and_never_without_a_point():
    assert explore.slide(f="x^2 + y^2", at="3, 4", rate=0.5).outcome == "converges"
    assert explore.slide(f="x^2 + y^2") is None
    assert explore.slide(f="x^2 + y", at="q") is None
