"""A bank to Moodle's GIFT. Generated questions and those that need algebra are left out."""

import re
from typing import Any, Final

from . import answers as weighted
from . import html_text, matching
from .records import BankRecord, Note, QuestionRecord, RefusedError, Written, is_authored, untold

SIGNS: Final = re.compile(r"([~=#{}:])")


def write(bank: BankRecord) -> Written:
    """The questions that GIFT can say, and a note for each other one and for what is lost."""
    blocks, notes = [], []
    for question in bank.questions:
        lost: list[str] = []
        try:
            blocks.append(_block(question, lost))
        except RefusedError as refusal:
            notes.append(Note(question.slug, str(refusal), refused=True))
        else:
            notes += [Note(question.slug, f"Not kept: {one}.") for one in lost]
    return Written(("\n\n".join(blocks) + "\n").encode(), tuple(notes))


def _block(question: QuestionRecord, lost: list[str]) -> str:
    content = question.current
    if not is_authored(content):
        raise RefusedError("It is generated: each student gets another one.")
    if content.get("hints"):
        lost.append("the hints")
    lost += untold(content)
    said = [f"[id:{question.slug}]"]
    said += [f"[tag:{tag}]" for tag in weighted.tags_of(question.skills, content)]
    general = content.get("explanation", "")
    after = f"####{_text(general)}" if general else ""
    prompt, title = _text(content["prompt"]), _escaped(question.title)
    return (
        f"// {' '.join(said)}\n::{title}::[html]{prompt} {{\n{_answers(content, lost)}{after}\n}}"
    )


def _answers(content: dict[str, Any], lost: list[str]) -> str:
    kind = content["kind"]
    if kind == "true/false":
        return _truth(content["options"])
    if kind in {"choice", "several choices"}:
        return "\n".join(_options(content["options"], is_single=kind == "choice"))
    if kind == "matching":
        rows = matching.written(content, lost)
        return "\n".join(f"={_text(row)} -> {_text(taken)}" for row, taken in rows)
    if kind == "short text":
        accepted = [one.replace("*", r"\*") for one in content["accepted"]]
        return "\n".join(f"={_text(one)}" for one in accepted)
    number = weighted.number_text(content) if kind == "number" else None
    if number is None:
        raise RefusedError(f"GIFT cannot say its answer, of the kind {kind}.")
    return f"#{number}"


def _truth(options: list[dict[str, Any]]) -> str:
    """TRUE or FALSE with what the wrong answer and the right one say back, in this order."""
    is_true = any(one["id"] == "true" and one["correct"] for one in options)
    ordered = sorted(options, key=lambda one: bool(one["correct"]))
    said = [
        weighted.with_mistake(_text(one.get("feedback") or ""), one.get("mistake"))
        for one in ordered
    ]
    while said and not said[-1]:
        said.pop()
    return ("TRUE" if is_true else "FALSE") + "".join(f"#{one}" for one in said)


def _options(options: list[dict[str, Any]], *, is_single: bool) -> list[str]:
    right = sum(one["correct"] for one in options)
    found = []
    for one in options:
        if is_single:
            sign = "=" if one["correct"] else "~"
        else:
            weight = 100 / right if one["correct"] else -100
            sign = f"~%{weight:.5f}%"
        said = weighted.with_mistake(_text(one.get("feedback", "")), one.get("mistake"))
        found.append(f"{sign}{_text(one['text'])}" + (f"#{said}" if said else ""))
    return found


def _text(source: str) -> str:
    return _escaped(
        html_text.to_inline_html(source) if "\n\n" not in source else html_text.to_html(source)
    )


def _escaped(text: str) -> str:
    return SIGNS.sub(r"\\\1", text).replace("\n", " ")
