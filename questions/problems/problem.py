"""A problem: one concrete question, whole, as it is stored and shown."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from questions import maths

from .rows import Row

ROW_VERSION: Final = 1
MATHS_KINDS: Final = frozenset({"expression", "vector", "number"})
OPTION_KINDS: Final = frozenset({"choice", "several choices", "true/false"})
KINDS: Final = MATHS_KINDS | OPTION_KINDS | {"short text"}
LAYOUTS: Final = frozenset({"single", "components"})

Domain = Mapping[str, tuple[Fraction | None, Fraction | None]]


@dataclass(frozen=True, slots=True)
class Option:
    """One of the options of a choice. `mistake` is the mal-rule that it tempts with, if any."""

    id: str
    text: str
    correct: bool
    feedback: str = ""
    mistake: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the worked solution: the rule's name, a sentence, and LaTeX; any may be empty."""

    rule: str
    name: str
    sentence: str
    latex: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is asked and what is right, with everything that is shown around it.

    `prompt`, options, hints and `explanation` are Markdown with LaTeX between dollars. `key` is the
    right answer as text that our reader reads (maths kinds only), `mistakes` the wrong answers
    that mal-rules yield, likeliest first. `layout` says whether a vector has one labelled field a
    component or one field for the whole; `labels` are LaTeX. `difficulty` is on the logit scale.
    """

    kind: str
    prompt: str
    seed: int
    key: str = ""
    variables: tuple[str, ...] = ()
    family: str | None = None
    level: int | None = None
    task: maths.Task | None = None
    layout: str = "single"
    labels: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    accepted: tuple[str, ...] = ()
    mistakes: tuple[tuple[str, maths.Expression], ...] = ()
    hints: tuple[str, ...] = ()
    steps: tuple[Line, ...] = ()
    explanation: str = ""
    skills: tuple[str, ...] = ()
    difficulty: float = 0.0

    @property
    def fields(self) -> int:
        """How many texts an entry has."""
        return len(self.labels) if self.layout == "components" else 1

    @property
    def domain(self) -> Domain | None:
        """Bounds of the variables beyond the natural domain: none so far."""
        return None

    def notation(self) -> maths.Notation:
        """How each field is read."""
        expected = "scalar" if self.layout == "components" or self.kind == "number" else "any"
        if self.kind == "vector" and self.layout == "single":
            expected = "vector"
        return maths.Notation(variables=self.variables, expected=expected)  # type: ignore[arg-type]

    def key_expression(self) -> maths.Expression:
        """The key as a tree. Raises MathsError if a person wrote one that cannot be read."""
        expected = "vector" if self.kind == "vector" else "any"
        notation = maths.Notation(variables=self.variables, expected=expected)  # type: ignore[arg-type]
        return maths.read(self.key, notation).expression

    def exposes(self) -> set[str]:
        """The mal-rules that would give a distinct answer here."""
        options = {one.mistake for one in self.options if one.mistake and not one.correct}
        return {rule for rule, _ in self.mistakes} | options

    def to_row(self) -> dict[str, Any]:
        """Plain JSON; `from_row` gives an equal problem back."""
        return {
            "version": ROW_VERSION,
            "kind": self.kind,
            "prompt": self.prompt,
            "seed": self.seed,
            "key": self.key,
            "variables": list(self.variables),
            "family": self.family,
            "level": self.level,
            "task": self.task.to_row() if self.task else None,
            "layout": self.layout,
            "labels": list(self.labels),
            "options": [
                {
                    "id": one.id,
                    "text": one.text,
                    "correct": one.correct,
                    "feedback": one.feedback,
                    "mistake": one.mistake,
                }
                for one in self.options
            ],
            "accepted": list(self.accepted),
            "mistakes": [
                {"rule": rule, "answer": maths.write_text(answer)} for rule, answer in self.mistakes
            ],
            "hints": list(self.hints),
            "steps": [
                {
                    "rule": one.rule,
                    "name": one.name,
                    "sentence": one.sentence,
                    "latex": one.latex,
                }
                for one in self.steps
            ],
            "explanation": self.explanation,
            "skills": list(self.skills),
            "difficulty": self.difficulty,
        }

    @classmethod
    def from_row(cls, value: object) -> "Problem":
        """The problem of a stored row. Raises ProblemError, which names the field."""
        row = Row.of(value, "the instance")
        if row.integer("version") != ROW_VERSION:
            raise row.wrong("version", f"should be {ROW_VERSION}")
        kind = row.one_of("kind", KINDS)
        variables = row.texts("variables")
        difficulty = row.number("difficulty")
        if not math.isfinite(difficulty):
            raise row.wrong("difficulty", "should be finite")
        return cls(
            kind=kind,
            prompt=row.text("prompt"),
            seed=row.integer("seed"),
            key=row.text("key"),
            variables=variables,
            family=row.text_or_none("family"),
            level=row.integer_or_none("level"),
            task=_task(row),
            layout=row.one_of("layout", LAYOUTS),
            labels=row.texts("labels"),
            options=tuple(_option(one) for one in row.rows("options")),
            accepted=row.texts("accepted"),
            mistakes=tuple(_mistake(one, kind, variables) for one in row.rows("mistakes")),
            hints=row.texts("hints"),
            steps=tuple(_line(one) for one in row.rows("steps")),
            explanation=row.text("explanation"),
            skills=row.texts("skills"),
            difficulty=difficulty,
        )


def _task(row: Row) -> maths.Task | None:
    value = row.value("task")
    if value is None:
        return None
    if not isinstance(value, dict):
        raise row.wrong("task", "should be an object")
    try:
        return maths.Task.from_row(value)
    except maths.MathsError as error:
        raise row.wrong("task", error.message) from error


def _option(row: Row) -> Option:
    return Option(
        id=row.text("id"),
        text=row.text("text"),
        correct=row.boolean("correct"),
        feedback=row.text("feedback"),
        mistake=row.text_or_none("mistake"),
    )


def _line(row: Row) -> Line:
    return Line(row.text("rule"), row.text("name"), row.text("sentence"), row.text("latex"))


def _mistake(row: Row, kind: str, variables: tuple[str, ...]) -> tuple[str, maths.Expression]:
    expected: Any = "any" if kind != "vector" else "vector"
    notation = maths.Notation(variables=variables, expected=expected)
    try:
        return row.text("rule"), maths.read(row.text("answer"), notation).expression
    except maths.MathsError as error:
        raise row.wrong("answer", error.message) from error
