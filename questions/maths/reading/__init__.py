"""Text, Unicode and LaTeX to a tree, or to an error that says where and why."""

from questions.maths.reading.errors import ReadingError
from questions.maths.reading.options import Notation
from questions.maths.reading.parsing import Reading, read

__all__ = ["Notation", "Reading", "ReadingError", "read"]
