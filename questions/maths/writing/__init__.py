"""A tree to text: calculator notation, LaTeX, Typst and Unicode as a teacher writes them."""

from questions.maths.writing.latex import write_latex
from questions.maths.writing.text import write_text
from questions.maths.writing.typst import write_typst
from questions.maths.writing.unicode import write_unicode

__all__ = ["write_latex", "write_text", "write_typst", "write_unicode"]
