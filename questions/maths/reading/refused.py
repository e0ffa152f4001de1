"""Signs that have no value here, each with its reason."""

from typing import Final

from questions.maths.reading.errors import (
    DegreeError,
    IncompleteError,
    InfinityError,
    OperatorError,
    PlusMinusError,
    ReadingError,
    WordsError,
)

RADIANS: Final = "Angles are in radians here: turn degrees into radians, or leave the sign out."
REFUSED: Final[dict[str, tuple[type[ReadingError], str]]] = {
    "±": (PlusMinusError, "Give one value: “±” stands for two."),
    "∓": (PlusMinusError, "Give one value: “∓” stands for two."),
    "°": (DegreeError, RADIANS),
    "∞": (InfinityError, "Infinity cannot be calculated with here."),
    "□": (IncompleteError, "There is an empty box to be filled in."),
    "text": (WordsError, "Give one expression, without words."),
    "∫": (OperatorError, "“∫” is not worked out for you: write the result itself."),
    "∑": (OperatorError, "“∑” is not worked out for you: write the result itself."),
    "∏": (OperatorError, "“∏” is not worked out for you: write the result itself."),
    "∂": (OperatorError, "“∂” is not worked out for you: write the derivative itself."),
    "∇": (OperatorError, "“∇” is not worked out for you: write the gradient itself."),
}
