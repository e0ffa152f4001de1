"""Exam presets in words: what each section shows, what counts, and the marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from questions import presets
from questions.presets import Rules


@dataclass(frozen=True)
class PartLine:
    """Questions of one kind: how many, their marks, and a sentence for each further rule."""

    questions: str
    marks: str
    conditions: Sequence[str]


@dataclass(frozen=True)
class SectionLine:
    name: str
    shown: int
    possible: str
    parts: Sequence[PartLine]


def in_words(rules: Rules) -> list[SectionLine]:
    return [
        SectionLine(
            section.name,
            sum(part.shown for part in section.parts),
            presets.amount(sum((part.possible for part in section.parts), Fraction(0))),
            [
                PartLine(presets.questions(part), presets.marks(part), presets.conditions(part))
                for part in section.parts
            ],
        )
        for section in rules.sections
    ]


def stored_in_words(rules: object) -> list[SectionLine]:
    """Of rules as they are stored. Raises ProblemError for what the admin would not have saved."""
    return in_words(presets.read(rules))
