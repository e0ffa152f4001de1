"""A tree to text: calculator notation, LaTeX and Typst as a teacher writes them."""

from questions.maths.writing.latex import write_latex
from questions.maths.writing.text import write_text
from questions.maths.writing.typst import write_typst

__all__ = ["write_latex", "write_text", "write_typst"]
