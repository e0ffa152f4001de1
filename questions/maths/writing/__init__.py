"""A tree to text: calculator notation, and LaTeX as a teacher writes it."""

from questions.maths.writing.latex import write_latex
from questions.maths.writing.text import write_text

__all__ = ["write_latex", "write_text"]
