"""The mal-rules that explain a wrong answer, as rows of a judgement."""

from dataclasses import replace
from typing import Any, Final

from questions import maths

from . import blanks, foreseen
from .matching import matched
from .problem import Problem

GRADER_VERSION: Final = "9"


def explained(
    problem: Problem, answer: maths.Expression, comparison: maths.Comparison
) -> list[dict[str, Any]]:
    """The mal-rules that give this answer, or its blanks; without a task, those whose wrong answer
    is stored.

    Brackets that were left out show in the answer itself, whatever was asked.
    """
    if problem.graph is not None and comparison.components:
        return blanks.explained(problem.graph, problem.mistakes, answer, comparison)
    if problem.task is None:
        return _without_brackets(problem, answer) or matched(problem, answer)
    if comparison.kind != "narrower":
        known = foreseen.recalled(problem, answer, GRADER_VERSION)
        if known is not None:
            rows = [_spelt_out(one, answer) for one in known]
            return _without_brackets(problem, answer) or rows
    # Of what is right on a part of the domain the natural domain decides.
    is_wrong = comparison.kind != "narrower" or None
    return _searched(problem.task, answer, is_wrong=is_wrong)


def of_option(problem: Problem, answer: maths.Expression) -> list[dict[str, Any]]:
    """The mal-rules that explain the wrong answer of an option: those that are named to whoever
    writes it.
    """
    return explained(problem, answer, maths.Different({}, "", ""))


def _without_brackets(problem: Problem, answer: maths.Expression) -> list[dict[str, Any]]:
    """That brackets were left out, if they were: what is searched for asks that by itself."""
    found = maths.brackets_left_out(
        problem.key_expression(), answer, problem.variables, above=problem.task is None
    )
    return [] if found is None else [explanation_row(found)]


def _searched(
    task: maths.Task, answer: maths.Expression, *, is_wrong: bool | None
) -> list[dict[str, Any]]:
    found = maths.diagnose(task, answer, is_wrong=is_wrong).explanations[:2]
    rows = [explanation_row(one) for one in found]
    if rows:
        rows[0]["beside"] = _beside(task, found[0])
    return rows


def _spelt_out(row: dict[str, Any], answer: maths.Expression) -> dict[str, Any]:
    """A stored row with its name and sentence, which the catalogue holds."""
    explanation = maths.Explanation(
        tuple(row["rules"]), row["step"], row["certainty"], redone=answer
    )
    return {**explanation_row(explanation), **row}


def foresee(problem: Problem) -> Problem:
    """The problem with what will be said of the wrong answers that are expected of it.

    Takes as long as judging each of them, and makes judging them a matter of two comparisons.
    """
    task = problem.task
    if task is None:
        return problem
    worked_out = foreseen.foresee(
        problem, lambda answer: _searched(task, answer, is_wrong=True), GRADER_VERSION
    )
    return replace(problem, foreseen=worked_out)


def _beside(task: maths.Task, explanation: maths.Explanation) -> list[dict[str, Any]]:
    """The lines that the mistakes change, as LaTeX, beside the right ones; `broke` where they were
    made.
    """
    return [
        {"right": line.right.latex, "wrong": line.wrong.latex, "broke": line.broke}
        for line in maths.lines_beside(task, explanation)
        if line.differs
    ]


def explanation_row(explanation: maths.Explanation) -> dict[str, Any]:
    """An explanation as plain values, the first mal-rule in front."""
    rules = [maths.CATALOGUE[rule] for rule in explanation.mal_rules]
    return {
        "rule": rules[0].id,
        "rules": [rule.id for rule in rules],
        "name": " and ".join(rule.name for rule in rules),
        "sentence": explanation.sentence,
        "step": explanation.step,
        "certainty": explanation.certainty,
        "redone": maths.write_text(explanation.redone),
    }
