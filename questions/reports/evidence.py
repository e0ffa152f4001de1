"""The evidence for a verdict, in sentences with $latex$."""

import datetime
import math
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.formats import date_format

from questions import maths
from questions.models import Response
from questions.problems import NO_ANSWER, Problem
from questions.problems.blanks import FOLLOWS

from . import pairing, wishes
from .values import at, value, where

Found = Mapping[str, Any]

UNDECIDED = "This answer could neither be proved nor refuted, so it is not counted."
IN_PRACTICE = "It costs nothing: you can write it in another form."
IN_AN_ATTEMPT = "A teacher decides."
REORDERED = "All components are right, but they stand in another order than asked for."
REPEATED = "It is the same as an answer of yours that was not right."
FOLLOWING = "Your {} follows rightly from what you wrote before it: look there first."
AMBIGUOUS = "What you wrote can be read in two ways."

BETWEEN = "between "
"""How the meaning of a tolerance that is an interval begins."""

ORDINALS = ("first", "second", "third", "fourth")


def sentences(problem: Problem, response: Response, *, is_released: bool) -> list[str]:
    """What was found about a response. Never empty: a verdict is never bare. Where it was marked
    anew, when and why.
    """
    told = (response.comparison or {}).get("regraded")
    found = _sentences(problem, response, is_released=is_released)
    return [*found, _regraded(told)] if told else found


def _regraded(told: Mapping[str, str]) -> str:
    day = date_format(datetime.datetime.fromisoformat(told["at"]), "j F Y")
    return f"Regraded on {day}, because: {told['because']}"


def _sentences(problem: Problem, response: Response, *, is_released: bool) -> list[str]:
    found = response.comparison or {}
    if response.verdict == Response.Verdict.PENDING:
        return _undecided(response)
    if by_hand := decision(response):
        return [by_hand]
    if found.get("kind") == "undecided":
        return _undecided(response)
    if found.get("kind") == "unread":
        return [found["message"]]
    if found.get("kind") == "repeated":
        return [REPEATED]
    if found.get("kind") == "meaning":
        return [AMBIGUOUS]
    if found.get("kind") == "options":
        return list(_options(problem, response, found))
    if found.get("kind") == "pairs":
        return list(pairing.sentences(problem, found, is_released=is_released))
    if found.get("kind") == "text":
        return [_text(found)]
    return list(_comparison(problem, found, is_released=is_released))


def _undecided(response: Response) -> list[str]:
    """What comes of it: in a practice exam nothing more, and what is only tried out is practice."""
    if response._state.adding:
        return [UNDECIDED, IN_PRACTICE]
    session = response.item_session
    if session.exam_id is not None:
        return [UNDECIDED]
    return [UNDECIDED, IN_PRACTICE if session.attempt_id is None else IN_AN_ATTEMPT]


def decision(response: Response) -> str:
    """Who decided instead of the engine, and why; empty where nobody did, as always in practice.
    A query in an attempt, unless the grades are prefetched.
    """
    if response.pk is None or response.item_session.attempt_id is None:
        return ""
    grade = next(reversed(response.manual_grades.all()), None)
    if grade is None:
        return ""
    return f"Marked by your teacher, {grade.graded_by or 'who has left'}: {grade.reason}"


def _text(found: Found) -> str:
    if found["equal"]:
        return "This is one of the accepted answers."
    return "This is none of the accepted answers. Capitals and hyphens make no difference."


def _options(problem: Problem, response: Response, found: Found) -> Iterator[str]:
    """What a named mistake says is not said twice."""
    chosen = [option for option in problem.options if option.id in found["chosen"]]
    named = {row.get("sentence") for row in response.mistakes}
    told = [one.feedback for one in chosen if one.feedback and one.feedback not in named]
    yield from told
    if problem.kind == "several choices" and not found["equal"]:
        wrong = sum(not option.correct for option in chosen)
        if wrong:
            yield f"{wrong} of the chosen options {'does' if wrong == 1 else 'do'} not hold."
        else:
            yield "What you chose holds, but something is missing."
    elif not told:
        yield "This is the right option." if found["equal"] else "This option does not hold."


def _comparison(problem: Problem, found: Found, *, is_released: bool) -> Iterator[str]:
    key = problem.key_expression()
    parts = found.get("components", [])
    if found.get("remark"):
        yield found["remark"]
    if found.get("near") == "order":
        yield REORDERED
        return
    if not parts:
        yield from _finding(problem, found, "", key, is_released=is_released)
        return
    if all(part["kind"] in maths.SAME for part in parts):
        yield _together(parts)
        for position, part in enumerate(parts):
            yield from _points(part, f"your {_label(problem, position)}")
        return
    yield from _components(problem, parts, key, is_released=is_released)


def _components(
    problem: Problem, parts: list[Found], key: maths.Expression, *, is_released: bool
) -> Iterator[str]:
    """Those that are right, of a graph's many blanks in one sentence, and what is wrong."""
    labels = [_label(problem, place) for place in range(len(parts))]
    right = [place for place, part in enumerate(parts) if part["kind"] in maths.SAME]
    if problem.graph is not None and right[1:]:
        *others, last = (labels[place] for place in right)
        yield f"Your {', '.join(others)} and {last} are right."
    left_open = _left_open(parts) if problem.graph is not None else []
    if left_open:
        yield f"Left open: {', '.join(labels[place] for place in left_open)}."
    for place, (part, entry) in enumerate(zip(parts, maths.components(key), strict=True)):
        if place in left_open:
            continue
        if place not in right:
            yield from _finding(problem, part, labels[place], entry, is_released=is_released)
            if part.get(FOLLOWS):
                yield FOLLOWING.format(labels[place])
        elif problem.graph is None or not right[1:]:
            yield f"Your {labels[place]} is right."
            yield from _points(part, f"your {labels[place]}")


def _left_open(parts: list[Found]) -> list[int]:
    """Where nothing was written, of what was handed in."""
    return [place for place, one in enumerate(parts) if one["kind"] == "unread" and not one["end"]]


def _finding(
    problem: Problem, found: Found, label: str, key: maths.Expression, *, is_released: bool
) -> Iterator[str]:
    """What was found about one expression beside its key; `label` names it among several."""
    kind = found["kind"]
    is_number = not maths.symbols(key)
    hides_key = is_number and not is_released
    yours = f"your {label}" if label else "your answer"
    if kind == "equal":
        yield _proof(found, is_number=is_number)
    elif kind == "agrees":
        yield _agreement(found)
    elif kind == "different" and found.get("near") == "rounding":
        yield _rounded(problem, yours)
    elif kind == "different":
        yield _witness(found, yours, hides_key=hides_key)
    elif kind == "form":
        yield wishes.missed(problem, found["form"], found["sentence"], _capital(yours))
    elif kind == "narrower":
        yield _narrower(found, yours, hides_key=hides_key)
    elif kind == "shape":
        yield f"{_shape(found['expected'])} is asked for; you wrote {_shape(found['got']).lower()}."
    elif kind == "undecided":
        yield f"{_capital(yours)}: {NO_ANSWER.get(found['reason'], UNDECIDED)}"
    elif kind == "unread":
        yield f"{_capital(yours)} could not be read, so it is not right: {found['message']}"
    yield from _points(found, yours)


def _points(found: Found, yours: str) -> Iterator[str]:
    """Single points where only one of the two has a value: no fault, but worth a remark."""
    if found.get("lost"):
        yield f"Remark: {yours} has no value {at(found['lost'])}; the right one has one there."
    if found.get("gained"):
        yield f"Remark: {yours} has a value {at(found['gained'])}; the right one has none there."


def _narrower(found: Found, yours: str, *, hides_key: bool) -> str:
    right = found.get("key_value", "")
    right = "has one" if hides_key or not right else f"is {value(right)}"
    opening = f"{_capital(yours)} is right wherever it has a value"
    return f"{opening}, but it has none {where(found)}; the right one {right} there."


def _rounded(problem: Problem, yours: str) -> str:
    """More digits help only where some tolerance is given."""
    wanted = "more digits" if problem.tolerance else "the exact value, such as a fraction or a root"
    return f"{_capital(yours)} is right up to rounding: give {wanted}."


def _proof(found: Found, *, is_number: bool) -> str:
    if found.get("up_to") == "constant":
        return "Proved to differ from the right answer by a constant alone, and that is right here."
    if found["proof"] == "curve":
        return "Proved equal to the right answer on the curve that the equation describes."
    if found["proof"] == "structure" and is_number:
        return "It is the right answer: both are the same number."
    if found["proof"] == "structure":
        return "It is the right answer: with like terms collected, both are the same."
    return "Proved equal to the right answer, whatever its form."


def _agreement(found: Found) -> str:
    within: str = found.get("within") or ""
    if within.startswith(BETWEEN):
        return f"It lies {within}, and every number there counts as right."
    if within:
        return f"It is right {within}, which is as close as the question asks."
    return (
        f"It agrees with the right answer at {found['points']} points to "
        f"{_digits(found['bits'])} digits; not a proof, but it counts as right."
    )


def _together(parts: list[Found]) -> str:
    if all(part["kind"] == "equal" for part in parts):
        free = any(part.get("up_to") for part in parts)
        return f"Every component is proved equal to the right one{', up to a constant' * free}."
    if any(part.get("within") for part in parts):
        return "Every component is right, as closely as the question asks."
    unproved = [part for part in parts if part["kind"] == "agrees"]
    bits, points = (min(part[name] for part in unproved) for name in ("bits", "points"))
    return (
        "Every component is right; not all are proved, but they agree to at least "
        f"{_digits(bits)} digits at {points} points or more."
    )


def _digits(bits: int) -> int:
    return int(bits * math.log10(2))


def _witness(found: Found, yours: str, *, hides_key: bool) -> str:
    """Both values at a point where they differ; a key that is a number is held back."""
    place = where(found)
    opening = f"{_capital(place)}, {yours}" if place else _capital(yours)
    if found["answer_value"] == "undefined":
        return f"{opening} has no value."
    if hides_key:
        return f"{opening} is {value(found['answer_value'])}, and that is not the right value."
    if found.get("difference"):
        too = "less" if found["difference"].startswith("-") else "more"
        gap = value(found["difference"].removeprefix("-"))
        right = value(found["key_value"])
        return f"{opening} is {gap} {too} than the right value, which is {right}."
    return f"{opening} is {value(found['answer_value'])}; it should be {value(found['key_value'])}."


def _shape(shape: list[int]) -> str:
    if not shape:
        return "A single expression"
    if len(shape) == 1:
        return f"A vector with {shape[0]} components"
    return f"A matrix with {shape[0]} rows and {shape[1]} columns"


def _label(problem: Problem, position: int) -> str:
    if problem.layout == "components" and position < len(problem.labels):
        return f"${problem.labels[position]}$"
    shape = maths.shape(problem.key_expression())
    if len(shape) == 2:
        row, column = divmod(position, shape[1])
        return f"entry in row {row + 1}, column {column + 1}"
    if position < len(ORDINALS):
        return f"{ORDINALS[position]} component"
    return f"component {position + 1}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
