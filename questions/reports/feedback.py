"""What somebody is told about a response: the verdict, its evidence in words, the mistakes.

`is_released` says whether the key may be shown: after the last try, on asking, or when right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from questions import maths, problems
from questions.models import Response, is_sure
from questions.plots import Picture
from questions.problems import Problem

from . import evidence, second_look
from .faults import Fault

HEADLINES = {
    "correct": "Correct",
    "partly correct": "Partly correct",
    "incorrect": "Not right yet",
    "unreadable": "Not marked: this could not be read",
    "shape": "Not marked: another shape is asked for",
    "rounding": "Not marked yet: your value is right, but rounded",
    "order": "Not marked yet: the values are right, their order is not",
    "open": "Not marked yet: not every row has its answer",
    "meaning": "Not marked yet: which did you mean?",
    "empty": "Not marked: nothing was answered yet",
    "repeated": "Not marked: you have already tried this answer",
    "pending": "Waiting: not decided yet",
}

TO_WORK_OUT = "Not worked out yet"
"""Of what is right in value but earns nothing in its form."""

UNMARKED = {"shape", "meaning", "repeated"}
"""What was not marked for another reason than that it could not be read."""


UNMARKED_OF_OTHERS = {
    "shape": "not marked: another shape is asked for",
    "rounding": "not marked: right, but rounded",
    "order": "not marked: right values in another order",
    "open": "not marked: a row without an answer",
    "meaning": "not marked: asked what was meant",
    "empty": "not marked: nothing was answered",
    "repeated": "not marked: the same answer again",
}
"""The same, told to somebody else than the student."""


@dataclass(frozen=True)
class Line:
    """One field: what was typed, how it was read, and the right one where it may be shown.

    The formulas carry the field's label where it has one.
    """

    typed: str
    latex: str
    key: str
    is_right: bool | None


@dataclass(frozen=True)
class Mistake:
    """A mal-rule that explains the answer."""

    code: str
    name: str
    sentence: str
    step: str
    is_certain: bool
    beside: Sequence["Beside"]


@dataclass(frozen=True)
class Beside:
    """A line of the derivation as the mistake makes it, beside the right one; formulas, one a row.

    `broke` where the mistake was made: lines below it only follow from it.
    """

    wrong: Sequence[str]
    right: Sequence[str]
    broke: bool


@dataclass(frozen=True)
class Meaning:
    """One way in which the answer can be read, and the whole entry that says just that."""

    latex: str
    entry: Sequence[str]


@dataclass(frozen=True)
class Feedback:
    """`verdict` is the response's, or, of what was not marked and cost nothing, "shape" where a
    wrong shape was told, "rounding", "order" or "open" where a near miss is asked again,
    "meaning" where the student is asked which of `meanings` it is, "empty" where nothing was
    written and "repeated" where the same wrong answer came again.
    """

    verdict: str
    headline: str
    sentences: Sequence[str]
    fault: Fault | None
    suggestions: Sequence[str]
    lines: Sequence[Line]
    mistakes: Sequence[Mistake]
    meanings: Sequence[Meaning]
    picture: Picture | None
    seconds: float
    credit: str


def of(problem: Problem, response: Response, *, is_released: bool) -> Feedback:
    """Everything to be said about a response to a problem."""
    found = response.comparison or {}
    verdict = _verdict(response, found)
    return Feedback(
        verdict=verdict,
        headline=_headline(verdict, found, is_released=is_released),
        sentences=evidence.sentences(problem, response, is_released=is_released),
        fault=_fault(response.raw, found),
        suggestions=found.get("suggestions", []),
        lines=lines(problem, response, is_released=is_released),
        mistakes=[
            _mistake(row, is_released=is_released)
            for row in response.named_mistakes
            if row.get("name")
        ],
        meanings=_meanings(problem, response),
        picture=second_look.picture(problem, response) if is_released else None,
        seconds=response.seconds,
        credit=_credit(response),
    )


def _headline(verdict: str, found: Mapping[str, Any], *, is_released: bool) -> str:
    if verdict == "incorrect" and found.get("kind") == "form":
        return TO_WORK_OUT
    return "Incorrect" if verdict == "incorrect" and is_released else HEADLINES[verdict]


def outcome(response: Response) -> str:
    """The verdict, and of what was not marked why, told to somebody else than the student."""
    found = _verdict(response, response.comparison or {})
    return UNMARKED_OF_OTHERS.get(found, response.verdict)


def read_as(response: Response) -> list[str]:
    """How each field was read: texts with LaTeX between dollar signs. Looks the variant up."""
    texts = response.reading or []
    try:
        problem = problems.stored(response.item_session.variant.instance)
    except problems.ProblemError:  # Stored by a version of the program that is gone.
        return [f"`{one}`" for one in texts]
    if problem.kind not in problems.MATHS_KINDS:
        return list(texts)
    return [f"${one}$" for one in formulas(problem, texts) if one] or [f"`{one}`" for one in texts]


def _credit(response: Response) -> str:
    """What it earned and why, as it was when it was marked."""
    if not response.credit_reason:
        return ""
    part = str(response.score)
    words = {"0": "None", "1": "All"}.get(part, part)
    return f"{words} of the points. {response.credit_reason}"


def _verdict(response: Response, found: Mapping[str, Any]) -> str:
    if response.verdict == Response.Verdict.UNREADABLE:
        if found.get("kind") in UNMARKED:
            return str(found["kind"])
        if miss := problems.near_miss(found):
            return miss
        if not any(text.strip() for text in response.raw):
            return "empty"
    return response.verdict


def lines(problem: Problem, response: Response, *, is_released: bool) -> list[Line]:
    """The student's line beside the right one, one a field; of a short text the line alone, and
    none where options are chosen.
    """
    if problem.kind == "short text":
        return [
            Line(text, "", "", response.verdict == Response.Verdict.CORRECT)
            for text in response.raw
        ]
    if problem.kind not in problems.MATHS_KINDS:
        return []
    # What could not be read in any of its fields is shown as it was typed.
    reading = response.reading or [""] * len(response.raw)
    keys = key_formulas(problem) if is_released else []
    return [
        Line(
            typed=response.raw[position] if position < len(response.raw) else "",
            latex=_formula(problem, text, position),
            key=keys[position] if position < len(keys) else "",
            is_right=_is_right(problem, response, position),
        )
        for position, text in enumerate(reading)
    ]


def key_formulas(problem: Problem) -> list[str]:
    """The right answer as LaTeX, one formula a field, with the field's label."""
    key = problem.key_expression()
    parts = maths.components(key) if problem.layout == "components" else (key,)
    return [_labelled(problem, maths.write_latex(part), place) for place, part in enumerate(parts)]


def formulas(problem: Problem, texts: Sequence[str]) -> list[str]:
    """An answer as it was read, as LaTeX, one formula a field with its label."""
    return [_formula(problem, text, place) for place, text in enumerate(texts)]


def _formula(problem: Problem, text: str, position: int) -> str:
    try:
        tree = problems.read_field(problem, text).expression
    except maths.MathsError:
        return ""
    return _labelled(problem, maths.write_latex(tree), position)


def _labelled(problem: Problem, formula: str, position: int) -> str:
    if not problem.labels:
        return formula
    label = problem.labels[position]
    return f"{label} {formula}" if label.endswith(r"\approx") else f"{label} = {formula}"


def _is_right(problem: Problem, response: Response, position: int) -> bool | None:
    """Whether that field is right, None where that is not decided; a vector in one field is right
    as a whole.
    """
    if response.verdict == Response.Verdict.CORRECT:
        return True
    components = (response.comparison or {}).get("components", [])
    if problem.layout == "components" and position < len(components):
        kind = components[position]["kind"]
        return None if kind == "undecided" else kind in maths.SAME
    return None if response.verdict == Response.Verdict.PENDING else False


def _fault(raw: Sequence[str], found: Mapping[str, Any]) -> Fault | None:
    """The part of what was typed that could not be read, or is not in the form asked for."""
    if found.get("kind") == "form":
        return _out_of_form(raw, found)
    found = next((one for one in found.get("components", []) if one["kind"] == "unread"), found)
    if found.get("kind") != "unread" or found["field"] >= len(raw):
        return None
    return Fault.within(raw[found["field"]], found["start"], found["end"])


def _out_of_form(raw: Sequence[str], found: Mapping[str, Any]) -> Fault | None:
    """In the first field that is not in form; a single field holds all components."""
    parts = found.get("components") or [found]
    place = next(index for index, part in enumerate(parts) if part["kind"] == "form")
    span = parts[place].get("span")
    text = raw[place] if len(raw) == len(parts) else raw[0] if raw else ""
    return Fault.within(text, *span) if span else None


def _meanings(problem: Problem, response: Response) -> list[Meaning]:
    found = response.comparison or {}
    if found.get("kind") != "meaning":
        return []
    place = found["field"]
    raw = [*response.raw, *[""] * problem.fields][: problem.fields]
    return [
        Meaning(
            _labelled(problem, reading["latex"], place),
            [*raw[:place], reading["text"], *raw[place + 1 :]],
        )
        for reading in found["readings"]
    ]


def _mistake(row: Mapping[str, Any], *, is_released: bool) -> Mistake:
    return Mistake(
        code=row["rule"],
        name=row["name"],
        sentence=row["sentence"],
        step=row.get("step", ""),
        is_certain=is_sure(row),
        beside=[
            Beside(
                wrong=line["wrong"].split("\n"),
                right=line["right"].split("\n"),
                broke=line["broke"] or not place,
            )
            for place, line in enumerate(row.get("beside", []) if is_released else [])
        ],
    )
