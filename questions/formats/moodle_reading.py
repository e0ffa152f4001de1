"""Moodle's XML: choice, true/false, matching, numerical, short answer, STACK's algebraic input."""

import re
from fractions import Fraction
from typing import Any, Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from . import answers as weighted
from . import html_text, matching, stack
from .answers import Answer
from .records import (
    MOST_BYTES,
    BankRecord,
    Contents,
    FormatError,
    Note,
    QuestionRecord,
    RefusedError,
    Slugs,
    authored,
    bounded,
    draft,
    true_or_false,
)

MOST_HINTS: Final = 3
USUAL: Final = (
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
)
REFUSED: Final = {
    "essay": "It is an essay, which is not graded here.",
    "description": "It is a text, not a question.",
    "multianswer": "It has several blanks (cloze), which no kind of question here has.",
    "calculated": "Its numbers change (calculated), which is not understood.",
}


def read(data: bytes) -> Contents:
    """The questions of the file, and a note for each that could not be taken as it stands.

    Entities and external documents are refused. Raises FormatError.
    """
    questions, notes, slugs, name = [], [], Slugs(), ""
    elements = _elements(data)
    position = 0
    for element in elements:
        kind = element.get("type", "")
        if kind == "category":
            name = name or _text(element, "category").rsplit("/", 1)[-1].strip()
            continue
        position += 1
        place = _place(position, element)
        lost: list[str] = []
        try:
            questions.append(_question(element, kind, place, slugs, lost))
        except RefusedError as refusal:
            notes.append(Note(place, str(refusal), refused=True))
        else:
            notes += [Note(place, f"Not kept: {one}.") for one in lost]
    return Contents(BankRecord(name=name, questions=tuple(questions)), tuple(notes))


def _elements(data: bytes) -> list[Element]:
    if len(data) > MOST_BYTES:
        raise FormatError(f"The file has more than {MOST_BYTES // 1_000_000} megabytes.")
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except ParseError as error:
        line, column = error.position
        raise FormatError("This is not XML.", f"line {line}, column {column + 1}") from error
    except DefusedXmlException as error:
        raise FormatError("XML with a document type or entities is not read.") from error
    except (ValueError, LookupError, RecursionError) as error:
        raise FormatError("This is not XML in an encoding that is known.") from error
    if root.tag != "quiz":
        raise FormatError(f"Moodle's XML is a <quiz>, not a <{root.tag[:40]}>.")
    found = root.findall("question")
    bounded(len(found))
    return found


def _place(position: int, element: Element) -> str:
    name = _text(element, "name")
    return f"question {position} (“{name[:60]}”)" if name else f"question {position}"


def _question(
    element: Element, kind: str, place: str, slugs: Slugs, lost: list[str]
) -> QuestionRecord:
    if kind in REFUSED:
        raise RefusedError(REFUSED[kind])
    if kind not in _CONTENTS and kind != "stack":
        raise RefusedError(f"Its type is “{kind[:40]}”, which no kind of question here is like.")
    words = _Words(lost)
    hints = _hints(element, words)
    if kind == "stack":
        content = stack.content(element, words.html, lost, hints=hints)
    else:
        prompt = words.of(element, "questiontext")
        if not prompt:
            raise RefusedError("It asks nothing.")
        explanation = words.of(element, "generalfeedback")
        content = _CONTENTS[kind](
            element, prompt, words, {"explanation": explanation, "hints": hints}
        )
    skills, difficulty = weighted.tagged([_text(one) for one in element.iterfind("tags/tag")])
    title = _text(element, "name") or weighted.title_from(content["prompt"])
    name = (element.findtext("idnumber") or "").strip()
    return draft(
        slug=slugs.of(name or title),
        title=title,
        skills=skills,
        content=content | difficulty,
        place=place,
    )


class _Words:
    """Text of one question as its format says; what is lost is gathered."""

    def __init__(self, lost: list[str]) -> None:
        self.lost = lost

    def of(self, parent: Element, path: str = "") -> str:
        element = parent.find(path) if path else parent
        if element is None:
            return ""
        source, markup = element.findtext("text") or "", element.get("format", "html")
        if markup == "markdown":
            return source.strip()
        return html_text.from_plain(source) if markup == "plain_text" else self.html(source)

    def html(self, source: str) -> str:
        text, lost = html_text.from_html(source)
        self.lost += lost
        return text


def _text(parent: Element, path: str = "") -> str:
    """The plain text of an element that holds <text>."""
    return " ".join((parent.findtext(f"{path}/text" if path else "text") or "").split())


def _hints(element: Element, words: _Words) -> list[str]:
    found = [text for one in element.findall("hint") if (text := words.of(one))]
    words.lost += [f"hint {number}" for number in range(MOST_HINTS + 1, len(found) + 1)]
    return found[:MOST_HINTS]


def _answers(element: Element, words: _Words, *, is_plain: bool = False) -> list[Answer]:
    found = []
    for one in element.findall("answer"):
        feedback = one.find("feedback")
        said, mistake = "", None
        if feedback is not None:
            raw, mistake = weighted.without_mistake(feedback.findtext("text") or "")
            said = words.html(raw)
        text = _text(one) if is_plain else words.of(one)
        found.append(Answer(_weight(one), text, said, mistake))
    return found


def _weight(answer: Element) -> Fraction:
    text = answer.get("fraction", "0").strip()
    if not re.fullmatch(weighted.NUMBER, text):
        raise RefusedError(f"An answer has the weight “{text[:20]}”, which is no number.")
    return Fraction(text)


def _choice(element: Element, prompt: str, words: _Words, fields: dict[str, Any]) -> dict[str, Any]:
    is_single = (element.findtext("single") or "true").strip().lower() in {"true", "1"}
    answers = _answers(element, words)
    words.lost += [f"that it says “{text}”" for text in _combined(element)]
    return weighted.choice(prompt, answers, is_single=is_single, lost=words.lost, **fields)


def _combined(element: Element) -> list[str]:
    """What is said back to every right or wrong answer alike, but for Moodle's own sentences."""
    found = []
    for name in ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"):
        text, _ = html_text.from_html(element.findtext(f"{name}/text") or "")
        if text.strip() and text.strip() not in USUAL:
            found.append(text.strip()[:80].rstrip("."))
    return found


def _matching(
    element: Element, prompt: str, words: _Words, fields: dict[str, Any]
) -> dict[str, Any]:
    rows = [
        (words.of(one), words.html(one.findtext("answer/text") or ""))
        for one in element.findall("subquestion")
    ]
    words.lost += [f"that it says “{text}”" for text in _combined(element)]
    return matching.read(prompt, rows, **fields)


def _truth(element: Element, prompt: str, words: _Words, fields: dict[str, Any]) -> dict[str, Any]:
    answers = {one.text.lower(): one for one in _answers(element, words, is_plain=True)}
    if set(answers) != {"true", "false"}:
        raise RefusedError("Its answers are not true and false.")
    is_true = answers["true"].weight > answers["false"].weight
    wrong, right = (answers["true" if is_true is true else "false"] for true in (False, True))
    options = true_or_false(is_true=is_true, wrong=wrong.feedback, right=right.feedback)
    for one in options:
        one["mistake"] = answers[one["id"]].mistake
    return authored("true/false", prompt, options=options, **fields)


def _number(element: Element, prompt: str, words: _Words, fields: dict[str, Any]) -> dict[str, Any]:
    answers = []
    for one, read_ in zip(
        element.findall("answer"), _answers(element, words, is_plain=True), strict=True
    ):
        tolerance = (one.findtext("tolerance") or "0").strip()
        exact = tolerance in {"", "0"}
        text = read_.text if exact else f"{read_.text}:{tolerance}"
        answers.append(Answer(read_.weight, text, read_.feedback))
    if element.find("units/unit") is not None:
        words.lost.append("the units")
    return weighted.number(prompt, answers, lost=words.lost, **fields)


def _short_text(
    element: Element, prompt: str, words: _Words, fields: dict[str, Any]
) -> dict[str, Any]:
    if (element.findtext("usecase") or "0").strip() == "1":
        words.lost.append("that capital letters matter")
    answers = _answers(element, words, is_plain=True)
    return weighted.short_text(prompt, answers, lost=words.lost, **fields)


_CONTENTS: Final = {
    "multichoice": _choice,
    "matching": _matching,
    "truefalse": _truth,
    "numerical": _number,
    "shortanswer": _short_text,
}
