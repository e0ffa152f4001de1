"""Grading one line of `manage.py grade`: pure, so that it can run where it may be killed."""

import json
import time
from collections.abc import Mapping
from typing import Any, Final

from questions import maths, problems

LONGEST_LINE: Final = 2_000_000


class LineError(Exception):
    """The line is not what `grade` reads; the message is a sentence."""


def grade_line(line: str) -> dict[str, Any]:
    """The row for a line; a bad line's row has the id null and an error."""
    try:
        row = _parsed(line)
        return _graded(row)
    except LineError as error:
        return bad_line(str(error))


def bad_line(message: str) -> dict[str, Any]:
    """The row of a line that cannot be graded."""
    error = {"message": message, "start": 0, "end": 0}
    return {**_row(None, None), "error": error, "milliseconds": 0}


def undecided(line: str, *, milliseconds: float) -> dict[str, Any]:
    """The row of a line whose decision had to be stopped."""
    try:
        row = _row(_parsed(line)["id"], "undecided")
    except LineError as error:
        return bad_line(str(error))
    return {**row, "milliseconds": round(milliseconds, 3)}


def _parsed(line: str) -> Mapping[str, Any]:
    if len(line) > LONGEST_LINE:
        raise LineError(f"A line has at most {LONGEST_LINE} characters.")
    try:
        row = json.loads(line, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise LineError(f"This line is not JSON: {error}.") from error
    if not isinstance(row, dict):
        raise LineError("A line holds one JSON object.")
    if "id" not in row:
        raise LineError("The field “id” is missing.")
    for field in ("key", "answer"):
        if not isinstance(row.get(field), str):
            raise LineError(f"The field “{field}” should be text.")
    _names(row, "variables")
    return row


def _refused(constant: str) -> None:
    """Python reads these, JSON does not have them, and our row could not repeat them as an id."""
    raise ValueError(f"it has no {constant}")


def _names(row: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = row.get(field, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise LineError(f"The field “{field}” should be a list of names.")
    return tuple(value)


def _row(number: Any, verdict: str | None) -> dict[str, Any]:
    return {
        "id": number,
        "verdict": verdict,
        "reading": None,
        "witness": None,
        "key_value": None,
        "answer_value": None,
        "mistakes": [],
    }


def _graded(row: Mapping[str, Any]) -> dict[str, Any]:
    variables = _names(row, "variables")
    try:
        key = maths.read(row["key"], maths.Notation(variables=variables)).expression
    except maths.MathsError as error:
        message = f"The key cannot be read: {error.message}"
        return {**_row(row["id"], "undecided"), "error": _error(error, message), "milliseconds": 0}
    task = _task(row, key, variables)
    started = time.perf_counter()
    graded = _against(key, row["answer"], variables, task)
    milliseconds = round((time.perf_counter() - started) * 1000, 3)
    return {**_row(row["id"], "undecided"), **graded, "milliseconds": milliseconds}


def _against(
    key: maths.Expression, text: str, variables: tuple[str, ...], task: maths.Task | None
) -> dict[str, Any]:
    expected: Any = "vector" if len(maths.shape(key)) == 1 else "any"
    try:
        notation = maths.Notation(variables=variables, expected=expected)
        answer = maths.read(text, notation).expression
    except maths.MathsError as error:
        return {"verdict": "unreadable", "error": _error(error, error.message)}
    comparison = maths.compare(key, answer, variables=variables)
    graded: dict[str, Any] = {"verdict": comparison.kind, "reading": maths.write_text(answer)}
    if isinstance(comparison, maths.Undecided) and comparison.reason in problems.NO_ANSWER:
        sentence = problems.NO_ANSWER[comparison.reason]
        error_row = {"message": sentence, "start": 0, "end": len(text)}
        return {**graded, "verdict": "unreadable", "error": error_row}
    return {**graded, **_evidence(comparison), "mistakes": _mistakes(comparison, task, answer)}


def _evidence(comparison: maths.Comparison) -> dict[str, Any]:
    found = maths.as_row(comparison)
    evidence: dict[str, Any] = {
        name: found[name] for name in ("witness", "key_value", "answer_value") if name in found
    }
    if comparison.components:
        evidence["components"] = [one.kind for one in comparison.components]
    return evidence


def _mistakes(
    comparison: maths.Comparison, task: maths.Task | None, answer: maths.Expression
) -> list[dict[str, str]]:
    if task is None or comparison.kind not in {"different", "shape"}:
        return []
    explanations = maths.diagnose(task, answer).explanations
    return [
        {"rule": rule, "name": maths.CATALOGUE[rule].name, "step": explanation.step}
        for explanation in explanations[:1]
        for rule in explanation.mal_rules
    ]


def _error(error: maths.MathsError, message: str) -> dict[str, Any]:
    return {"message": message, "start": error.start, "end": error.end}


def _task(
    row: Mapping[str, Any], key: maths.Expression, variables: tuple[str, ...]
) -> maths.Task | None:
    """What was asked, where the line gives the function; the key's shape fills in what is left."""
    text = row.get("function")
    if text is None:
        return None
    if not isinstance(text, str):
        raise LineError("The field “function” should be text.")
    default = "gradient" if maths.shape(key) else "partial" if len(variables) > 1 else "derivative"
    ask, order = row.get("ask", default), row.get("order", 1)
    by = _names(row, "with_respect_to") or (variables if ask == "gradient" else variables[:1])
    if not isinstance(ask, str) or isinstance(order, bool) or not isinstance(order, int):
        raise LineError("The field “ask” should be text and “order” a whole number.")
    try:
        function = maths.read(text, maths.Notation(variables=variables)).expression
        return maths.Task(ask, function, variables, by, order=order)
    except maths.MathsError as error:
        raise LineError(f"The function cannot be used: {error.message}") from error
