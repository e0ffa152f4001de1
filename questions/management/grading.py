"""Grading one line of `manage.py grade`: pure, so that it can run where it may be killed."""

import time
from collections.abc import Sequence
from typing import Any, Final

from questions import maths, problems

from .lines import Line, LineError, line_of

Row = dict[str, Any]


def grade_line(text: str) -> Row:
    """The row for a line; a bad line's row has the id null and an error."""
    try:
        return _graded(line_of(text))
    except LineError as error:
        return bad_line(str(error))


def bad_line(message: str) -> Row:
    """The row of a line that cannot be graded."""
    error = {"message": message, "start": 0, "end": 0}
    return {**_row(None, None), "error": error, "milliseconds": 0}


def undecided(text: str, *, milliseconds: float) -> Row:
    """The row of a line whose decision had to be stopped."""
    try:
        row = _row(line_of(text).id, "undecided")
    except LineError as error:
        return bad_line(str(error))
    return {**row, "milliseconds": round(milliseconds, 3)}


def _row(number: Any, verdict: str | None) -> Row:
    return {
        "id": number,
        "verdict": verdict,
        "reading": None,
        "witness": None,
        "key_value": None,
        "answer_value": None,
        "proof": None,
        "bits": None,
        "domain": None,
        "did_you_mean": [],
        "mistakes": [],
    }


def _graded(line: Line) -> Row:
    try:
        key = maths.read(line.key, line.key_notation()).expression
    except maths.MathsError as error:
        message = f"The key cannot be read: {error.message}"
        return {**_row(line.id, "undecided"), "error": _error(error, message), "milliseconds": 0}
    line.check_key(key)
    task = _task(line, key)
    started = time.perf_counter()
    prepared = _prepared(line, key, task)
    graded, others = _against(line, key, prepared, task)
    milliseconds = round((time.perf_counter() - started) * 1000, 3)
    return {
        **_row(line.id, "undecided"),
        **graded,
        "did_you_mean": [_other(prepared, tree) for tree in others],
        "milliseconds": milliseconds,
    }


def _against(
    line: Line, key: maths.Expression, prepared: maths.PreparedKey, task: maths.Task | None
) -> tuple[Row, Sequence[maths.Expression]]:
    """What is found about the answer, and its other readings."""
    try:
        reading = maths.read(line.answer, line.answer_notation(key))
    except maths.MathsError as error:
        return {"verdict": "unreadable", "error": _error(error, error.message)}, ()
    answer = reading.expression
    comparison = prepared.compare(answer)
    graded: Row = {"verdict": _verdict(comparison), "reading": maths.write_text(answer)}
    if graded["verdict"] == "unreadable" and isinstance(comparison, maths.Undecided):
        sentence = problems.NO_ANSWER[comparison.reason]
        graded["error"] = {"message": sentence, "start": 0, "end": len(line.answer)}
    else:
        graded |= evidence(comparison)
        is_wrong = comparison.kind in {"different", "shape"}
        graded["mistakes"] = _mistakes(line, key, task, answer) if is_wrong else []
    return graded, reading.alternatives


def _prepared(line: Line, key: maths.Expression, task: maths.Task | None) -> maths.PreparedKey:
    return maths.PreparedKey(
        key,
        variables=line.variables,
        domain=problems.domain_of_task(line.domain, task),
        policy=line.policy,
        curve=maths.curve_of(task),
    )


def _verdict(comparison: maths.Comparison) -> str:
    """The finding's kind; an answer without any value is none, however well it reads."""
    if isinstance(comparison, maths.Undecided) and comparison.reason in problems.NO_ANSWER:
        return "unreadable"
    return comparison.kind


def _other(prepared: maths.PreparedKey, answer: maths.Expression) -> Row:
    verdict = _verdict(prepared.compare(answer))
    return {"reading": maths.write_text(answer), "verdict": verdict}


def evidence(comparison: maths.Comparison) -> Row:
    """What the row says of a finding; what only some findings have is left out of others."""
    found = maths.as_row(comparison)
    shown: Row = {
        name: found[name] for name in ("witness", "key_value", "answer_value") if name in found
    }
    right = comparison.value if isinstance(comparison, maths.WrongForm) else comparison
    for name in ("proof", "bits", "within", "up_to", "near", "difference", "rounded"):
        value = getattr(right, name, None)
        if value:
            shown[name] = value
    shown["domain"] = _domain([comparison, *comparison.components])
    if isinstance(comparison, maths.WrongForm):
        start, end = comparison.span or (0, 0)
        shown["form"] = {
            "form": comparison.form,
            "message": comparison.sentence,
            "start": start,
            "end": end,
        }
    if comparison.components:
        shown["components"] = [one.kind for one in comparison.components]
    return shown


def _domain(findings: Sequence[maths.Comparison]) -> Row | None:
    """Points that only one of the two domains has, as far as some were met."""
    lost = gained = None
    for one in findings:
        right = one.value if isinstance(one, maths.WrongForm) else one
        if isinstance(right, maths.NarrowerDomain):
            lost = lost or right.witness
        elif isinstance(right, maths.Equal | maths.Agrees):
            lost, gained = lost or right.lost, gained or right.gained
    if lost is None and gained is None:
        return None
    return {"lost": _point(lost), "gained": _point(gained)}


def _point(point: dict[str, Any] | None) -> dict[str, str] | None:
    return None if point is None else {name: str(value) for name, value in point.items()}


def _mistakes(
    line: Line, key: maths.Expression, task: maths.Task | None, answer: maths.Expression
) -> list[Row]:
    """A row for each mal-rule of the likeliest explanation, with the other explanations."""
    if task is not None:
        explanations = maths.diagnose(task, answer).explanations
    else:
        unbracketed = maths.brackets_left_out(key, answer, line.variables)
        explanations = () if unbracketed is None else (unbracketed,)
    return [
        {
            **_rule(rule),
            "step": explanation.step,
            "certainty": explanation.certainty,
            "alternatives": [_alternative(other) for other in explanations[1:]],
        }
        for explanation in explanations[:1]
        for rule in explanation.mal_rules
    ]


def _alternative(explanation: maths.Explanation) -> Row:
    return {
        "rules": [_rule(rule) for rule in explanation.mal_rules],
        "step": explanation.step,
        "certainty": explanation.certainty,
    }


def _rule(rule: str) -> Row:
    return {"rule": rule, "name": maths.CATALOGUE[rule].name}


def _error(error: maths.MathsError, message: str) -> Row:
    return {"message": message, "start": error.start, "end": error.end}


TASK_FIELDS: Final = (
    *("ask", "function", "equation", "path", "with_respect_to", "order", "at"),
    *("direction", "normalised", "dependent", "near", "rate", "steps", "step", "scheme", "method"),
)
"""What a line says of the task, as `maths.Task.from_row` reads it."""


def _task(line: Line, key: maths.Expression) -> maths.Task | None:
    """What was asked, where the line gives a function; the key's shape fills in what is left."""
    given = {name: line.fields[name] for name in TASK_FIELDS if line.fields.get(name) is not None}
    if not {"function", "equation", "path"} & given.keys():
        return None
    ask = given.setdefault("ask", _default_ask(line, key, given))
    known = maths.ASKS.get(ask) if isinstance(ask, str) else None
    of_all = known is not None and known.variables == "several" and ask != "partial"
    by = line.variables if of_all and "equation" not in given else line.variables[:1]
    row = {"variables": list(line.variables), "with_respect_to": list(by), "version": 2, **given}
    try:
        return maths.Task.from_row(row, line.key_notation())
    except maths.MathsError as error:
        raise LineError(f"What was asked cannot be used: {error.message}") from error


def _default_ask(line: Line, key: maths.Expression, given: Row) -> str:
    if "equation" in given:
        return "implicit"
    if "path" in given:
        return "chain" if "function" in given else "parametric"
    if maths.shape(key):
        several = isinstance(given["function"], list)
        return "jacobian" if several else "gradient" if len(maths.shape(key)) == 1 else "hessian"
    return "partial" if len(line.variables) > 1 else "derivative"
