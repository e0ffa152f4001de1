"""Lines of worked solutions that families write themselves."""

from questions.problems.parts import Line


def line(name: str, latex: str, sentence: str = "") -> Line:
    """A line with what is done, the formula, and a sentence about it."""
    return Line("", name, sentence, latex)
