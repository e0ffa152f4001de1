"""Keys that a person typed where the text asks for a derivative, and that are no derivative of
anything that the question shows: a warning, as a text can mean something else. Likewise an option
that is marked wrong and is the derivative.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement
from typing import Any, Final

from questions import maths
from questions.maths.expression import Expression, substitute

from . import templates
from .asked_text import Shown, are_equal, asks_for_derivative, formula, shown
from .building import build, is_template
from .problem import MATHS_KINDS, Problem
from .tasked import apart, short

MOST_FUNCTIONS: Final = 6
MOST_VARIABLES: Final = 4
HIGHEST: Final = 3
VARYING: Final = "Write {} as the key, of the function that is meant, and it is worked out for you."
FIXED: Final = "Say it under “What is differentiated”, and the engine works it out."
OPERATORS: Final = {
    "vector": "grad(f)",
    "number": "at(diff(f, x), 2)",
    "matrix": "hess(f) or jac(v)",
}

WHICH: Final = re.compile(r"\bwhich\b", re.IGNORECASE)
"""Asks for an option, whatever is asked for."""
OTHERS: Final = re.compile(r"\b(not|never|wrong|false|mistakes?|except)\b|n't\b", re.IGNORECASE)

Candidate = tuple[str, Expression]


def suspicion(content: Mapping[str, Any], seed: int) -> str:
    """Why the key of a seed may be wrong: what the text asks for, and a point where the key differs
    from the derivative of what it shows. Empty where nothing speaks against it, and where the key
    says itself what is differentiated. Raises ProblemError as building the problem does.
    """
    problem = build(content, seed)
    if problem.kind == "choice":
        return _of_options(content, seed, problem)
    if problem.kind not in MATHS_KINDS or problem.task is not None or problem.up_to_constant:
        return ""
    unused = templates.unused_derivatives(content, seed) if is_template(content) else []
    if not unused and not asks_for_derivative(problem.prompt):
        return ""
    seen = shown(problem.prompt)
    if not seen.is_readable:
        return ""
    said = [(f"“{name}”, which nothing uses,", value) for name, value in unused]
    found = list(_derivatives(content, seed, problem, seen))
    told = [(f"The text asks for a derivative, and {name}", value) for name, value in found]
    return _said(problem, [*said, *told], is_varying=is_template(content))


def _of_options(content: Mapping[str, Any], seed: int, problem: Problem) -> str:
    text = WHICH.sub("", problem.prompt)
    seen = shown(problem.prompt)
    is_asked = asks_for_derivative(text) and not OTHERS.search(text)
    if problem.task is not None or not is_asked or not seen.is_readable:
        return ""
    read = [(one, formula(one.text)) for one in problem.options]
    right = [tree for one, tree in read if one.correct]
    wrong = [(one.text, tree) for one, tree in read if not one.correct and tree is not None]
    told = ""
    for name, found in _derivatives(content, seed, problem, seen):
        if any(tree is None or are_equal(found, tree) for tree in right):
            return ""
        same = [text for text, tree in wrong if are_equal(found, tree)]
        if same and not told:
            said = f"The text asks for a derivative, and {name} is {short(found)}"
            told = f"{said}: the option “{same[0]}” is marked wrong."
    return told


def _said(problem: Problem, candidates: list[Candidate], *, is_varying: bool) -> str:
    key, prepared = problem.key_expression(), problem.prepared_key()
    fitting = [one for one in candidates if _fits(problem, one[1], key)]
    if not fitting or any(prepared.compare(one).kind in maths.SAME for _, one in fitting):
        return ""
    said, found = fitting[0]
    names = tuple(sorted(set(problem.names) | maths.symbols(found)))
    difference = apart(problem, found, names)
    if not difference:
        return ""
    text = short(found)
    how = VARYING.format(OPERATORS.get(problem.kind, "diff(f, x)")) if is_varying else FIXED
    return f"{said} is {text}, not the key. {difference} {how}"


def _fits(problem: Problem, found: Expression, key: Expression) -> bool:
    """Whether it is of the key's sort: a number only where one is asked for."""
    is_number = problem.kind == "number"
    return maths.shape(found) == maths.shape(key) and not (is_number and maths.symbols(found))


def _derivatives(
    content: Mapping[str, Any], seed: int, problem: Problem, seen: Shown
) -> Iterator[Candidate]:
    """Derivatives of what the text shows and of what is defined; at the point, where the text gives
    one. Of a number only these can be told.
    """
    functions = list(seen.functions)
    if is_template(content):
        functions += templates.functions(content, seed)
    for name, function in functions[:MOST_FUNCTIONS]:
        own = [one for one in problem.variables if one in maths.symbols(function)]
        variables = tuple(own or sorted(maths.symbols(function)))
        if not variables or len(variables) > MOST_VARIABLES or maths.shape(function):
            continue
        for said, found in _of(name or "f", function, variables):
            if problem.kind != "number":
                yield said, found
            for point in _points(seen, variables):
                yield f"{said} at that point", maths.tidy(substitute(found, point))


def _points(seen: Shown, variables: tuple[str, ...]) -> Iterator[dict[str, Expression]]:
    if all(one in seen.values for one in variables):
        yield {one: seen.values[one] for one in variables}
    for point in seen.points:
        if len(point) == len(variables):
            yield dict(zip(variables, point, strict=True))


def _of(name: str, function: Expression, variables: tuple[str, ...]) -> Iterator[Candidate]:
    """The derivatives of a function, those that are asked most first."""
    if len(variables) > 1:
        for ask, word in (("gradient", "the gradient"), ("hessian", "the Hessian")):
            yield from _solved(f"{word} of {name}", maths.Task(ask, function, variables, variables))
        for order in (1, 2):
            for by in combinations_with_replacement(variables, order):
                yield from _rate(name, function, variables, by)
        return
    for order in range(1, HIGHEST + 1):
        yield from _rate(name, function, variables, variables * order)


def _rate(
    name: str, function: Expression, variables: tuple[str, ...], by: tuple[str, ...]
) -> Iterator[Candidate]:
    distinct = tuple(dict.fromkeys(by))
    order = len(by) if len(distinct) == 1 else 1
    ask = "derivative" if len(variables) == 1 else "partial"
    ordinal = {1: "", 2: "second ", 3: "third "}[len(by)]
    said = f"the {ordinal}derivative of {name} by {' and '.join(distinct)}"
    yield from _solved(said, maths.Task(ask, function, variables, distinct, order))


def _solved(said: str, task: maths.Task) -> Iterator[Candidate]:
    try:
        yield said, maths.key(task)
    except maths.MathsError:
        return
