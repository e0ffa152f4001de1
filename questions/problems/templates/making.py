"""From a template and a seed to a problem: draw, work out, fill in, and build it like any other."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from questions import maths
from questions.maths.budget import Budget
from questions.problems.authored import authored
from questions.problems.parts import Remark
from questions.problems.problem import MATHS_KINDS, Problem
from questions.problems.rows import ProblemError, Row

from .asking import asking
from .lines import FaultError
from .scope import WORK, Scope, told_at
from .template import Mistake, Template, template_of

DRAWS: Final = 400
BUILDS: Final = 12
LARGEST_SEED: Final = 2**63 - 1
LONGEST_KEY: Final = 300


@dataclass(frozen=True, slots=True)
class Made:
    """A problem, with what every name of the template stands for in it."""

    problem: Problem
    scope: Scope


def problem(content: object, seed: int) -> Problem:
    """The problem of a template and a seed: the same on every machine.

    Raises ProblemError with the field that is wrong, or that fits nothing which was drawn.
    """
    return made(content, seed).problem


def made(content: object, seed: int) -> Made:
    """See `problem`. The last ones are kept: choosing looks at a problem before it is stored."""
    return _made(json.dumps(content, sort_keys=True), seed)


@lru_cache(maxsize=64)
def _made(text: str, seed: int) -> Made:
    template = template_of(json.loads(text))
    if not 0 <= seed <= LARGEST_SEED:
        raise ProblemError(f"A seed lies between 0 and {LARGEST_SEED}.", "seed")
    budget = Budget(WORK)
    unmet: list[ProblemError] = []
    refused: list[ProblemError] = []
    for attempt in range(DRAWS):
        try:
            return _of_draw(template, seed, attempt, budget)
        except FaultError:
            raise
        except _UnmetError as error:
            unmet = [error]
        except ProblemError as error:
            refused.append(error)
        if len(refused) == BUILDS or budget.left <= 0:
            break
    raise (unmet if budget.left <= 0 and unmet else refused or unmet)[-1]


class _UnmetError(ProblemError):
    """A draw that does not fit the conditions."""


def _of_draw(template: Template, seed: int, attempt: int, budget: Budget) -> Made:
    scope = Scope(template.variables, budget)
    for parameter in template.parameters:
        with told_at(parameter.line):
            scope.define(parameter.name, parameter.drawn(seed, attempt))
    drawn = set(scope.values)
    _check(template, scope, before=True, drawn=drawn)
    for name, (line, tree) in template.definitions:
        with told_at(line):
            scope.define(name, tree)
    _check(template, scope, before=False, drawn=drawn)
    return Made(_built(template, scope, seed), scope)


def _check(template: Template, scope: Scope, *, before: bool, drawn: set[str]) -> None:
    """Conditions on parameters alone come before anything is worked out."""
    for one in template.conditions:
        if (one.names <= drawn) == before and not one.holds(scope):
            message = "nothing was drawn that fits all conditions; this one failed last"
            fault = one.line.fault(message)
            raise _UnmetError(fault.message, fault.field)


def _built(template: Template, scope: Scope, seed: int) -> Problem:
    content = _filled(template, scope)
    if template.kind not in MATHS_KINDS or template.key is None:
        return replace(authored(content, seed), is_template=True)
    line, tree = template.key
    with told_at(line):
        task = scope.task(tree)
        key = scope.value(tree)
    content["key"] = maths.write_text(key)
    if len(content["key"]) > LONGEST_KEY:
        message = f"the key grows to {len(content['key'])} characters; {LONGEST_KEY} are the most"
        raise Row(content, "").wrong("key", message)
    found = replace(authored(content, seed), is_template=True)
    if task is not None:
        found = asking(found, task, is_rated="difficulty" in content)
    return replace(found, remarks=_remarks(template, scope, found))


def _filled(template: Template, scope: Scope) -> dict[str, Any]:
    """The content with every hole filled, as that of an authored question, without the mistakes:
    a template's are lines with what is said back, see `_remarks`.
    """
    texts = {
        path: text.filled(scope, is_plain=path.startswith("accepted"))
        for path, text in template.texts.items()
    }

    def put_in(value: Any, path: str) -> Any:
        if isinstance(value, Mapping):
            inner = f"{path}." if path else ""
            return {name: put_in(one, f"{inner}{name}") for name, one in value.items()}
        if isinstance(value, list):
            return [put_in(one, f"{path}[{place}]") for place, one in enumerate(value)]
        return texts.get(path, value)

    kept = {name: one for name, one in template.content.items() if name != "mistakes"}
    return {**put_in(kept, ""), "source": "authored"}


def _remarks(template: Template, scope: Scope, found: Problem) -> tuple[Remark, ...]:
    """What is said back to the wrong answers that the author foresees, as far as they are wrong
    here.
    """
    several = (_remark(one, scope, found) for one in template.mistakes)
    return tuple(one for one in several if not is_right(found, one.answer))


def _remark(mistake: Mistake, scope: Scope, found: Problem) -> Remark:
    line, tree = mistake.answer
    answer = scope.worked(line, tree)
    if found.layout == "components" and maths.shape(answer) != (found.fields,):
        raise line.fault(f"the answer has {found.fields} fields; write a vector of as many")
    return Remark(answer, mistake.sentence.filled(scope))


def is_right(found: Problem, answer: maths.Expression) -> bool:
    """Whether the answer has the key's shape and value, within what the question allows."""
    key = found.key_expression()
    if maths.shape(answer) != maths.shape(key):
        return False
    policy = maths.Policy(found.tolerance, (), found.up_to_constant)
    compared = maths.compare(
        key, answer, variables=found.variables, domain=found.domain, policy=policy
    )
    return compared.kind in maths.SAME
