"""What was worked out beforehand is what the search would say, and is believed only if it is."""

import json
from dataclasses import replace
from functools import cache

import pytest

from questions import maths, problems
from questions.problems import Problem

FAMILIES = [("derivative", 3), ("gradient", 2), ("hessian", 1), ("descent_step", 1)]


@cache
def prepared(family: str, level: int) -> Problem:
    """A problem as it comes back from the database."""
    row = problems.foresee(problems.generate(family, level, 4)).to_row()
    return Problem.from_row(json.loads(json.dumps(row)))


def entry_of(problem: Problem, answer: maths.Expression) -> list[str]:
    parts = maths.components(answer) if problem.layout == "components" else (answer,)
    return [maths.write_text(part) for part in parts]


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("the search was begun")


@pytest.mark.parametrize(("family", "level"), FAMILIES)
def test_a_stored_explanation_is_that_of_the_search_without_one(
    family: str, level: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem, bare = prepared(family, level), problems.generate(family, level, 4)
    entries = [entry_of(problem, answer) for _, answer in problem.mistakes[:4]]
    searched = [problems.judge(bare, entry) for entry in entries]
    monkeypatch.setattr(maths, "diagnose", refuse)
    assert [problems.judge(problem, entry) for entry in entries] == searched
    assert all(one.mistakes for one in searched)


def test_another_form_of_an_expected_answer_is_recalled(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = prepared("derivative", 3)
    _, answer = problem.mistakes[0]
    monkeypatch.setattr(maths, "diagnose", refuse)
    judged = problems.judge(problem, [f"1/7*({maths.write_text(answer)})*7"])
    assert judged.mistakes


def test_an_answer_that_nobody_expected_is_searched_for(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = prepared("derivative", 3)
    monkeypatch.setattr(maths, "diagnose", refuse)
    with pytest.raises(AssertionError, match="search was begun"):
        problems.judge(problem, ["x^17+3"])


def test_a_fingerprint_alone_proves_nothing() -> None:
    """Whatever stands under an answer's fingerprint, it has to be the answer."""
    problem = prepared("derivative", 3)
    first, second, *_ = problem.foreseen["codes"]
    codes = dict(problem.foreseen["codes"])
    codes[first] = codes[second]
    confused = replace(problem, foreseen={**problem.foreseen, "codes": codes})
    place = problem.foreseen["codes"][first]["mistake"]
    entry = entry_of(problem, problem.mistakes[place][1])
    assert problems.judge(confused, entry) == problems.judge(problem, entry)


def test_what_another_version_of_the_grader_foresaw_is_not_used() -> None:
    problem = prepared("derivative", 3)
    old = {
        "grader": "0",
        "codes": {code: {**one, "rows": []} for code, one in problem.foreseen["codes"].items()},
    }
    entry = entry_of(problem, problem.mistakes[0][1])
    assert problems.judge(replace(problem, foreseen=old), entry).mistakes


def test_a_problem_without_a_task_has_nothing_to_foresee() -> None:
    problem = problems.generate("second_derivative_test", 1, 4)
    assert problems.foresee(problem) == problem
