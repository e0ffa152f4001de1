"""What is wrong with a form."""

from dataclasses import dataclass

from questions.maths.expression import Expression, Span
from questions.maths.writing import write_text

LONGEST_QUOTE = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """A sentence about the part to blame, and where that stands in the text."""

    sentence: str
    span: Span | None


def fault(part: Expression, remark: str) -> Fault:
    """The part quoted in front of a remark, such as “can be factored further”."""
    text = write_text(part)
    quoted = f"“{text}”" if len(text) <= LONGEST_QUOTE else "A part of it"
    return Fault(f"{quoted} {remark}.", part.span)
