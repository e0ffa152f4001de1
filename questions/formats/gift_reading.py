"""Moodle's GIFT: a question a block, the answers in braces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from . import answers as weighted
from . import html_text, matching
from .answers import WHOLE, Answer
from .records import (
    BankRecord,
    Contents,
    Note,
    QuestionRecord,
    RefusedError,
    Slugs,
    authored,
    bounded,
    decoded,
    draft,
    true_or_false,
)

ANSWERS: Final = re.compile(r"(?<!\\)\{((?:\\.|[^{}\\])*)\}", re.DOTALL)
TITLE: Final = re.compile(r"::((?:\\.|[^\\])*?)::", re.DOTALL)
MARKUP: Final = re.compile(r"\[(html|moodle|plain|markdown)\]")
COMMENT: Final = re.compile(r"\[(id|tag):([^\]\n]+)\]")
WEIGHT: Final = re.compile(r"%(-?\d+(?:\.\d+)?)%")
SHOWN: Final = 60
UNCLOSED: Final = "The brace { that opens its answers is not closed."
TRUTHS: Final = {"T": True, "TRUE": True, "F": False, "FALSE": False}


@dataclass(frozen=True)
class Block:
    """The lines of one question, with what comments before it say of it."""

    place: str
    text: str
    name: str = ""
    tags: tuple[str, ...] = ()


def read(data: bytes) -> Contents:
    """The questions of the file, and a note for each that could not be taken as it stands.

    Raises FormatError.
    """
    blocks = list(_blocks(decoded(data)))
    bounded(len(blocks))
    slugs, questions, notes = Slugs(), [], []
    for block in blocks:
        lost: list[str] = []
        try:
            questions.append(_question(block, slugs, lost))
        except RefusedError as refusal:
            notes.append(Note(block.place, str(refusal), refused=True))
        else:
            notes += [Note(block.place, f"Not kept: {one}.") for one in lost]
    return Contents(BankRecord(questions=tuple(questions)), tuple(notes))


def _blocks(text: str) -> Iterator[Block]:
    """Blocks are apart by blank lines; a line of // says an identity or a tag, else nothing. A
    blank line within answers does not part them, unless other answers open after it: then the
    brace before was never closed.
    """
    block = _Lines()
    for number, line in enumerate([*text.splitlines(), ""], 1):
        stripped = line.strip()
        if stripped.startswith("//"):
            block.said += COMMENT.findall(stripped)
        elif not stripped:
            if block.lines and block.is_whole:
                yield block.end()
                block = _Lines()
            block.note_blank()
        elif not stripped.startswith("$CATEGORY:"):
            if not block.is_whole and block.blank and "{" in _bare(line):
                unclosed, block = block.parted()
                yield unclosed.end()
            block.add(number, line)
    if block.lines:
        yield block.end()


@dataclass
class _Lines:
    """The lines of a block so far, with their numbers, and what comments said; `blank` is how many
    there were at the last blank line, with `heard` comments.
    """

    lines: list[tuple[int, str]] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    blank: int = 0
    heard: int = 0

    def add(self, number: int, line: str) -> None:
        self.lines.append((number, line))

    def note_blank(self) -> None:
        self.blank, self.heard = len(self.lines), len(self.said)

    @property
    def is_whole(self) -> bool:
        """Whether no brace is open."""
        bare = _bare("\n".join(line for _, line in self.lines))
        return bare.count("{") <= bare.count("}")

    def parted(self) -> "tuple[_Lines, _Lines]":
        """What stands before the last blank line, and what after it."""
        before = _Lines(self.lines[: self.blank], self.said[: self.heard])
        return before, _Lines(self.lines[self.blank :], self.said[self.heard :])

    def end(self) -> Block:
        name = next((value for what, value in self.said if what == "id"), "")
        tags = tuple(value for what, value in self.said if what == "tag")
        lines = [line for _, line in self.lines]
        return Block(_place(self.lines[0][0], lines), "\n".join(lines), name, tags)


def _bare(text: str) -> str:
    return re.sub(r"\\.", "", text)


def _place(first: int, lines: list[str]) -> str:
    """The line, and what the question is called or how it begins."""
    text = "\n".join(lines).strip()
    title = TITLE.match(text)
    named = _unescaped(title[1]) if title else MARKUP.sub("", text, count=1).partition("{")[0]
    shown = " ".join(named.split())
    short = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
    return f"line {first} (“{short}”)" if short else f"line {first}"


def _question(block: Block, slugs: Slugs, lost: list[str]) -> QuestionRecord:
    text = block.text.strip()
    title = TITLE.match(text)
    text = text[title.end() :].strip() if title else text
    markup = MARKUP.match(text)
    text = text[markup.end() :] if markup else text
    found = ANSWERS.search(text)
    if found is None:
        is_open = "{" in _bare(text)
        raise RefusedError(UNCLOSED if is_open else "It has no answers in braces.")
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    words = _Words(markup[1] if markup else "moodle", lost)
    prompt = words.of(f"{before} _____ {after}" if after else before)
    if not prompt:
        raise RefusedError("It asks nothing.")
    skills, difficulty = weighted.tagged(block.tags)
    content = _content(found[1].strip(), prompt, words)
    named = _unescaped(title[1]).strip() if title else weighted.title_from(prompt)
    return draft(
        slug=slugs.of(block.name or named),
        title=named,
        skills=skills,
        content=content | difficulty,
        place=block.place,
    )


class _Words:
    """Text of one question as its markup says; what is lost is gathered."""

    def __init__(self, markup: str, lost: list[str]) -> None:
        self._markup = markup
        self.lost = lost

    def of(self, source: str) -> str:
        source = _unescaped(source)
        if self._markup == "markdown":
            return source.strip()
        if self._markup == "plain":
            return html_text.from_plain(source)
        text, lost = html_text.from_html(source)
        self.lost += lost
        return text


def _unescaped(text: str) -> str:
    r"""The text without the backslashes before GIFT's own signs; `\(` of a formula stays."""
    return re.sub(r"\\([~=#{}:])|\\n(?![a-zA-Z])", lambda match: match[1] or "\n", text)


def _content(source: str, prompt: str, words: _Words) -> dict[str, Any]:
    source, *general = (part.strip() for part in re.split(r"(?<!\\)####", source, maxsplit=1))
    fields = {"explanation": words.of(general[0]) if general else ""}
    if not source:
        raise RefusedError("It is an essay, which is not graded here.")
    truth, *feedback = _parted(source)
    if truth.strip().upper() in TRUTHS:
        parted = [weighted.without_mistake(one) for one in (*feedback, "", "")]
        wrong, right = (words.of(text) for text, _ in parted[:2])
        is_true = TRUTHS[truth.strip().upper()]
        options = true_or_false(is_true=is_true, wrong=wrong, right=right)
        for one in options:
            one["mistake"] = parted[1 if one["correct"] else 0][1]
        return authored("true/false", prompt, options=options, **fields)
    if source.startswith("#"):
        answers = _answers(source[1:].strip(), words, is_number=True)
        return weighted.number(prompt, answers, lost=words.lost, **fields)
    answers = _answers(source, words)
    if any("->" in one.text for one in answers):
        rows = [one.text.partition("->") for one in answers]
        return matching.read(
            prompt, [(row.strip(), took.strip()) for row, _, took in rows], **fields
        )
    if all(one.weight > 0 for one in answers) and "~" not in re.sub(r"\\.", "", source):
        return weighted.short_text(prompt, answers, lost=words.lost, **fields)
    is_single = any(one.weight == WHOLE for one in answers)
    return weighted.choice(prompt, answers, is_single=is_single, lost=words.lost, **fields)


def _parted(text: str) -> list[str]:
    return re.split(r"(?<!\\)#", text)


def _answers(source: str, words: _Words, *, is_number: bool = False) -> list[Answer]:
    if is_number and not source.startswith(("=", "~")):
        source = f"={source}"
    first, *pieces = re.split(r"(?<!\\)([=~])", source)
    if first.strip():
        raise RefusedError(f"Its answers begin with “{first.strip()[:40]}”, not with = or ~.")
    pairs = zip(pieces[::2], pieces[1::2], strict=True)
    return [_answer(sign, rest.strip(), words, is_number=is_number) for sign, rest in pairs]


def _answer(sign: str, rest: str, words: _Words, *, is_number: bool) -> Answer:
    found = WEIGHT.match(rest)
    weight = Fraction(found[1]) if found else WHOLE if sign == "=" else Fraction(0)
    text, *feedback = _parted(rest[found.end() :] if found else rest)
    said, mistake = weighted.without_mistake("#".join(feedback))
    shown = text.strip() if is_number else words.of(text)
    return Answer(weight, shown, words.of(said), mistake)
