"""The author's own tests, and the wrong answers foreseen, tried on the problem of a seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from questions import maths
from questions.maths.budget import Budget
from questions.problems.judging import judge
from questions.problems.problem import Problem

from .making import is_right, made
from .scope import WORK, Scope
from .template import Template, Test, template_of


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not hold: a sentence, and the field of the content."""

    field: str
    message: str


def faults(content: object, seed: int) -> tuple[Fault, ...]:
    """The tests of the template that fail on the problem of the seed, and the mistakes that are
    right there. Raises ProblemError as building the problem does.
    """
    template, found = template_of(content), made(content, seed)
    scope = replace(found.scope, budget=Budget(WORK))
    tests = (_failed(test, found.problem, scope) for test in template.tests)
    rights = _right(template, found.problem, scope)
    return (*rights, *(one for one in tests if one is not None))


def _right(template: Template, problem: Problem, scope: Scope) -> Iterator[Fault]:
    for mistake in template.mistakes:
        line, tree = mistake.answer
        if is_right(problem, scope.worked(line, tree)):
            message = f"“{line.text}” is the right answer here; rule that out by a condition."
            yield Fault("mistakes", message)


def _failed(test: Test, problem: Problem, scope: Scope) -> Fault | None:
    line, tree = test.answer
    verdict = _verdict(problem, scope.worked(line, tree))
    if verdict == test.verdict:
        return None
    return Fault("tests", f"“{line.text}” was to be {test.verdict}, but it is {verdict}.")


def _verdict(problem: Problem, answer: maths.Expression) -> str:
    """Without the search for the mistake behind it, which changes no verdict."""
    if problem.layout == "components":
        entry = [maths.write_text(one) for one in maths.components(answer)]
        entry = entry if len(entry) == problem.fields else [""]
    else:
        entry = [maths.write_text(answer)]
    return judge(replace(problem, task=None, mistakes=()), entry).verdict
