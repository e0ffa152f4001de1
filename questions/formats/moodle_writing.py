"""A bank to Moodle's XML. Generated questions are left out; algebra becomes STACK's."""

from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from questions import maths

from . import answers as weighted
from . import html_text, matching
from .maxima import maxima
from .records import BankRecord, Note, QuestionRecord, RefusedError, Written, is_authored, untold

TYPES: Final = {
    "choice": "multichoice",
    "several choices": "multichoice",
    "true/false": "truefalse",
    "matching": "matching",
    "short text": "shortanswer",
}
KEPT_BY_STACK: Final = frozenset(
    {"version", "source", "kind", "prompt", "key", "variables", "explanation", "difficulty"}
    | {"hints"}
)
INPUT: Final = "[[input:ans1]] [[validation:ans1]]"
RIGHT, WRONG = ("1", "prt1-1-T"), ("0", "prt1-1-F")


def write(bank: BankRecord) -> Written:
    """The questions that Moodle can ask, and a note for each other one and for what is lost."""
    quiz, notes = Element("quiz"), []
    if bank.name:
        category = SubElement(quiz, "question", type="category")
        _put(category, "category", f"$course$/top/{bank.name}", markup=None)
    for question in bank.questions:
        lost: list[str] = []
        try:
            quiz.append(_question(question, lost))
        except RefusedError as refusal:
            notes.append(Note(question.slug, str(refusal), refused=True))
        else:
            notes += [Note(question.slug, f"Not kept: {one}.") for one in lost]
    indent(quiz)
    return Written(tostring(quiz, encoding="utf-8", xml_declaration=True) + b"\n", tuple(notes))


def _question(question: QuestionRecord, lost: list[str]) -> Element:
    content = question.current
    if not is_authored(content):
        raise RefusedError("It is generated: each student gets another one.")
    if content["kind"] == "ordering":
        raise RefusedError("Its lines are put in order, which Moodle’s XML cannot say.")
    lost += untold(content)
    number = weighted.number_text(content) if content["kind"] == "number" else None
    kind = "numerical" if number else TYPES.get(content["kind"], "stack")
    root = Element("question", type=kind)
    _put(root, "name", question.title, markup=None)
    prompt = html_text.to_html(content["prompt"])
    _put(root, "questiontext", f"{prompt}<p>{INPUT}</p>" if kind == "stack" else prompt)
    _put(root, "generalfeedback", html_text.to_html(content.get("explanation", "")))
    SubElement(root, "defaultgrade").text = "1"
    SubElement(root, "idnumber").text = question.slug
    if kind == "stack":
        _stack(root, content, lost)
    elif number:
        _number(root, number)
    elif kind == "shortanswer":
        SubElement(root, "usecase").text = "0"
        for accepted in content["accepted"]:
            _answer(root, "100", accepted.replace("*", r"\*"), markup=None)
    elif kind == "matching":
        _rows(root, content, lost)
    else:
        _options(root, content)
    for hint in content.get("hints", ()):
        _put(root, "hint", html_text.to_html(hint))
    _tags(root, weighted.tags_of(question.skills, content))
    return root


def _put(parent: Element, name: str, text: str, *, markup: str | None = "html") -> Element:
    attributes = {"format": markup} if markup else {}
    element = SubElement(parent, name, attributes)
    SubElement(element, "text").text = text
    return element


def _answer(
    parent: Element, weight: str, text: str, feedback: str = "", *, markup: str | None = "html"
) -> Element:
    answer = _put(parent, "answer", text, markup=markup)
    answer.set("fraction", weight)
    _put(answer, "feedback", feedback)
    return answer


def _number(root: Element, number: str) -> None:
    if ".." in number:
        low, high = map(float, number.split(".."))
        key, tolerance = repr((low + high) / 2), repr((high - low) / 2)
    else:
        key, _, tolerance = number.partition(":")
    answer = _answer(root, "100", key, markup=None)
    SubElement(answer, "tolerance").text = tolerance or "0"


def _rows(root: Element, content: dict[str, Any], lost: list[str]) -> None:
    SubElement(root, "shuffleanswers").text = "true"
    for row, taken in matching.written(content, lost):
        element = _put(root, "subquestion", html_text.to_inline_html(row))
        _put(element, "answer", html_text.to_inline_html(taken), markup=None)


def _options(root: Element, content: dict[str, Any]) -> None:
    is_single = content["kind"] != "several choices"
    is_truth = content["kind"] == "true/false"
    if not is_truth:
        SubElement(root, "single").text = "true" if is_single else "false"
        SubElement(root, "shuffleanswers").text = "true"
        SubElement(root, "answernumbering").text = "abc"
    right = sum(one["correct"] for one in content["options"])
    for one in content["options"]:
        whole = "100" if is_single else f"{100 / right:.5f}"
        weight = whole if one["correct"] else "0" if is_single else "-100"
        feedback = html_text.to_inline_html(one.get("feedback") or "")
        said = weighted.with_mistake(feedback, one.get("mistake"))
        text = one["id"] if is_truth else html_text.to_inline_html(one["text"])
        _answer(root, weight, text, said, markup=None if is_truth else "html")


def _stack(root: Element, content: dict[str, Any], lost: list[str]) -> None:
    tags = {"task", "mistakes", "steps"}
    lost += [name for name in content if name not in KEPT_BY_STACK | tags and content[name]]
    names = tuple(content.get("variables", ()))
    try:
        tree = maths.read(content["key"], maths.Notation(names, expected="any")).expression
    except maths.MathsError as error:
        raise RefusedError(f"Its key cannot be read: {error.message}") from error
    key = maxima(tree)
    _put(root, "questionvariables", f"ta1: {key};", markup=None)
    field = SubElement(root, "input")
    for name, value in {
        "name": "ans1",
        "type": "algebraic",
        "tans": "ta1",
        "boxsize": "20",
    }.items():
        SubElement(field, name).text = value
    tree_element = SubElement(root, "prt")
    for name, value in {"name": "prt1", "value": "1", "autosimplify": "1"}.items():
        SubElement(tree_element, name).text = value
    node = SubElement(tree_element, "node")
    values = {"name": "0", "answertest": "AlgEquiv", "sans": "ans1", "tans": "ta1"}
    for side, (score, note) in (("true", RIGHT), ("false", WRONG)):
        values |= {f"{side}score": score, f"{side}scoremode": "=", f"{side}nextnode": "-1"}
        values |= {f"{side}answernote": note}
    for name, value in values.items():
        SubElement(node, name).text = value


def _tags(root: Element, tags: list[str]) -> None:
    if tags:
        parent = SubElement(root, "tags")
        for tag in tags:
            _put(parent, "tag", tag, markup=None)
