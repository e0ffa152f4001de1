"""What a person wrote is worked out within a deadline, and serving goes on whatever it is."""

import pytest

from questions import maths, problems
from questions.admin import previews
from questions.problems import ProblemError
from questions.services import readiness, variants, written
from tests import factories
from tests.problems.templates.contents import GRADIENT, changed

HUGE = ["f = 9^9^9^9^a", "f = x*9^9^9", "f = 2^(3^(4^5))*y", "f = (10^8)!*x", "f = sin(10^10^10)*x"]


@pytest.fixture
def hurried(monkeypatch):
    """No time for anything."""
    jobs = [problems.build_row, problems.fault_rows, problems.suspicion_row, problems.doubt_row]
    pool = maths.JudgePool(jobs, deadline=1e-6)
    monkeypatch.setattr(written, "_pool", lambda: pool)
    yield
    pool.stop()


@pytest.mark.parametrize("definition", HUGE)
def test_a_number_beyond_all_bounds_is_refused_with_a_sentence(definition):
    with pytest.raises(ProblemError, match=r"definitions.*make it smaller"):
        written.build(changed(GRADIENT, definitions=[definition]), 1)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"parameters": ["a = 9^9^9^9^9", "b = 2"]}, "parameters[0]", "of more than 300"),
        ({"parameters": ["9^9^9^9^a"]}, "parameters[0]", "on both sides of “=”"),
        ({"definitions": ["f = x^(9^9^9)*y"]}, "definitions[0]", "an exponent above 1000"),
        ({"definitions": ["f = x^(1/9^9^9)*y"]}, "definitions[0]", "more than 300 digits"),
        ({"definitions": ["f = tanh(9^9^9)*x"]}, "definitions[0]", "more than 300 digits"),
        ({"key": "grad(x^(9^9^9)*y)"}, "key", "an exponent above 1000"),
        ({"prompt": "Let $a = [[9^9^9^9^a]]$."}, "prompt", "more than 300 digits"),
    ],
)
def test_what_is_too_large_is_refused_where_it_is_written(change, field, sentence):
    with pytest.raises(ProblemError) as refused:
        written.build(changed(GRADIENT, **change), 1)
    assert refused.value.field == field
    assert sentence in refused.value.message


def test_what_cannot_be_worked_out_is_a_fault_and_ends_no_process():
    """Whose end would be told as taking too long."""
    wrong = changed(GRADIENT, tests=["[9^9^9^9*x, 0] => incorrect"])
    ((field, sentence),) = written.faults(wrong, 1)
    assert field == "tests[0]"
    assert "more than 300 digits" in sentence


def test_what_the_process_gives_back_is_the_problem():
    assert written.build(GRADIENT, 3) == problems.build(GRADIENT, 3)
    wrong = changed(GRADIENT, tests=["[0, 0] => correct"])
    ((field, sentence),) = written.faults(wrong, 1)
    assert (field, sentence) == ("tests", problems.template_faults(wrong, 1)[0].message)


def test_the_first_that_takes_too_long_ends_a_preview_of_ten(hurried):
    (only,) = previews.several(GRADIENT, 1)["several"]
    assert "more than 5 seconds" in only["fault"]


class BusyPool:
    """Other jobs have its workers all the time."""

    def submit(self, *_args: object) -> None:
        raise maths.JudgeBusy


@pytest.mark.django_db
def test_who_only_waited_is_not_told_to_write_something_simpler(monkeypatch):
    monkeypatch.setattr(written, "_pool", BusyPool)
    (only,) = previews.several(GRADIENT, 1)["several"]
    assert "try again in a few seconds" in only["fault"]
    version = factories.VersionFactory(content=GRADIENT)
    found = readiness.failures(version, render=lambda _: None)
    assert any("try again in a few seconds" in one.message for one in found)
    assert not any("simpler" in one.message for one in found)


@pytest.mark.django_db
def test_what_takes_too_long_does_not_become_ready(hurried):
    version = factories.VersionFactory(content=GRADIENT)
    found = readiness.failures(version, render=lambda _: None)
    assert [one.field for one in found if "more than 5 seconds" in one.message] == ["definitions"]
    with pytest.raises(variants.TooSlowError):
        variants.problem_of(version, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("function", ["x^(9^9^9)", "(10^8)!*x"])
def test_a_task_beyond_all_bounds_refuses_the_key_with_a_sentence(function):
    task = {"version": 2, "ask": "derivative", "function": function, "variables": ["x"]}
    task |= {"parameters": [], "with_respect_to": ["x"], "order": 1, "name": "f"}
    version = factories.expression_version("2x")
    version.content = {**version.content, "task": task}
    found = readiness.failures(version, render=lambda _: None)
    (refused,) = [one.message for one in found if one.field == "key"]
    assert refused.startswith("The task gives ")
