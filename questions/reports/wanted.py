"""What an answer must be like beside being right: the line at the answer box, from the data."""

from collections.abc import Iterator

from questions.problems import TO_WORK_OUT, Problem

from .wishes import WISHES

EXACT = "Any exact form counts, such as a fraction or a root; a rounded decimal does not."
BY_THE_EXAM = "Any exact form counts, such as a fraction or a root, and decimals by the rule above."
"""In its place where an exam's rules take rounded numbers."""


def wanted(problem: Problem) -> str:
    """One sentence or more; the same in practice, attempts and exams, and nothing of the key."""
    return " ".join(_sentences(problem))


def _sentences(problem: Problem) -> Iterator[str]:
    if problem.form:
        wishes = " and ".join(WISHES[form] for form in problem.form)
        count = "count" if TO_WORK_OUT.intersection(problem.form) else "count in full"
        yield f"Your answer should {wishes}: a right value in another form does not {count}."
    elif problem.kind == "number" and not problem.tolerance:
        yield EXACT
    else:
        yield "Any right form counts."
    if problem.tolerance:
        yield _tolerated(problem)
    if problem.up_to_constant:
        yield "A constant may be added."


def _tolerated(problem: Problem) -> str:
    """An interval would say where the key lies, so it is not told."""
    if problem.tolerance is None or problem.tolerance.interval:
        return "A decimal will do."
    return f"A decimal will do, right {problem.tolerance.meaning}."
