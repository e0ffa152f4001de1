"""What a template defines, with its values for a seed: functions, and derivatives without a use."""

from collections.abc import Iterable, Iterator
from typing import Final

from questions import maths
from questions.maths.expression import Call, Expression, walk

from .making import made
from .template import Template, template_of

DIFFERENTIATING: Final = frozenset({"diff", "grad", "hess", "jac"})

Valued = tuple[str, Expression]


def functions(content: object, seed: int) -> list[Valued]:
    """The definitions that depend on the variables and that differentiate nothing. Raises
    ProblemError as building the problem does.
    """
    template, scope = template_of(content), made(content, seed).scope
    return [
        (name, scope.values[name])
        for name, (_, tree) in template.definitions
        if maths.symbols(scope.values[name]) and not _differentiates(tree)
    ]


def unused_derivatives(content: object, seed: int) -> list[Valued]:
    """The definitions that differentiate, and that nothing else of the template names. Raises as
    `functions` does.
    """
    template, scope = template_of(content), made(content, seed).scope
    used = frozenset[str]().union(*map(maths.symbols, _trees(template)))
    return [
        (name, scope.values[name])
        for name, (_, tree) in template.definitions
        if _differentiates(tree) and name not in used
    ]


def _trees(template: Template) -> Iterator[Expression]:
    """Every expression of the template."""
    yield from (tree for _, (_, tree) in template.definitions)
    yield from (side for one in template.conditions for side in one.sides)
    yield from (one.answer[1] for one in template.mistakes)
    yield from (one.answer[1] for one in template.tests)
    texts = (*template.texts.values(), *(one.sentence for one in template.mistakes))
    yield from (hole[1] for text in texts for hole in text.pieces if not isinstance(hole, str))
    if template.key is not None:
        yield template.key[1]


def _differentiates(tree: Expression) -> bool:
    calls: Iterable[Expression] = walk(tree)
    return any(isinstance(one, Call) and one.name in DIFFERENTIATING for one in calls)
