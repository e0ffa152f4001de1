"""Keys that a person typed where the text asks for a derivative, and that are no derivative of
anything that the question shows: a warning, as a text can mean something else. Likewise options
that are marked otherwise.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from questions import maths
from questions.maths.expression import Expression

from . import templates
from .asked_text import asks_for_derivative, asks_for_gradient, may_name_point, order_asked
from .asked_values import Candidate, candidates
from .building import build, is_template
from .plain_text import plain
from .problem import MATHS_KINDS, Problem
from .shown_text import Function, Shown, are_equal, formula, shown
from .tasked import UNDECIDED, apart, short

HIGHEST_ASKED: Final = 2
"""By notation; what is of a higher order is not looked at."""
CORNERS: Final = re.compile(r"\b(?:abs|piecewise|max|min|sign|relu|floor|ceil)\b|sqrt\([^()]*\^")
"""Of what has another derivative elsewhere; a root of a square is one."""
ASKED: Final = "The text asks for a derivative, and"
VARYING: Final = "Write {} as the key, of the function that is meant, and it is worked out for you."
FIXED: Final = "Say it under “What is differentiated”, and the engine works it out."
OPERATORS: Final = {
    "vector": "grad(f)",
    "number": "at(diff(f, x), 2)",
    "matrix": "hess(f) or jac(v)",
}


def suspicion(content: Mapping[str, Any], seed: int) -> str:
    """Why the key of a seed may be wrong: what the text asks for, and a point where the key differs
    from the derivative of what it shows. Empty where nothing speaks against it, where the text is
    not understood whole, and where the key says itself what is differentiated. Raises ProblemError
    as building the problem does.
    """
    problem = build(content, seed)
    if problem.kind == "choice":
        return _of_options(content, seed, problem)
    if problem.kind not in MATHS_KINDS or problem.task is not None or problem.up_to_constant:
        return ""
    seen = shown(problem.prompt, problem.variables)
    unused = templates.unused_derivatives(content, seed) if is_template(content) else []
    if not _is_clear(problem, seen) or not (unused or asks_for_derivative(problem.prompt, seen)):
        return ""
    said = [Candidate(f"“{name}”, which nothing uses,", f"“{name}”", one) for name, one in unused]
    if seen.is_single:
        said += _candidates(content, seed, problem, seen)
    hint = FIXED
    if is_template(content):
        hint = VARYING.format(OPERATORS.get(problem.kind, "diff(f, x)"))
    told = _of_key(problem, seen, said)
    return f"{told} {hint}" if told else ""


def _is_clear(problem: Problem, seen: Shown) -> bool:
    """Whether all of the text is understood, and speaks of the variables of its functions: dx/dy is
    no derivative of y = x^2, and f(0) no value of f(x, y).
    """
    if problem.log != "ln" and "log" in problem.prompt:
        return False
    inside, names = set[str](), {one.name for one in seen.functions}
    lengths = {len(problem.variables)}
    for one in seen.functions:
        own = maths.symbols(one.tree)
        inside |= {*one.arguments, *own}
        lengths |= {len(one.arguments), len(own)}
    by = {name for several in seen.asked for name in several if name}
    is_about = not seen.functions or (by <= inside and seen.mentioned <= inside | names)
    is_found = all(len(several) <= HIGHEST_ASKED for several in seen.asked)
    is_found = is_found and all(len(point) in lengths for point in seen.points)
    return seen.is_readable and is_about and is_found and not _has_corners(problem, seen)


def _has_corners(problem: Problem, seen: Shown) -> bool:
    """Whether the derivative depends on where: the text, not the question, says where, or it may
    have none at a point.
    """
    is_at_point = any(not maths.symbols(one) for point in seen.points for one in point)
    is_somewhere = is_at_point or seen.values or (seen.is_bounded and not problem.domain)
    return bool(is_somewhere) and any(
        CORNERS.search(maths.write_text(one.tree)) for one in seen.functions
    )


def _of_key(problem: Problem, seen: Shown, found: Sequence[Candidate]) -> str:
    key, prepared = problem.key_expression(), problem.prepared_key()
    if maths.symbols(key) & {one.name for one in seen.functions}:
        return ""
    fitting = [one for one in found if maths.shape(one.value) == maths.shape(key)]
    if any(prepared.compare(one.value).kind in maths.SAME for one in fitting):
        return ""
    if told := _wrong_length(problem, seen, found, key):
        return told
    one = next((one for one in fitting if _may_be_meant(problem, seen, one, key)), None)
    difference = _apart(problem, one, key, "the key") if one else ""
    if one is None or not difference:
        return ""
    start = one.said if one.said.startswith("“") else f"{ASKED} {one.said}"
    return f"{start} is {short(one.value)}, not the key. {difference}"


def _wrong_length(
    problem: Problem, seen: Shown, found: Sequence[Candidate], key: Expression
) -> str:
    """That the gradient has another number of entries, however its variables are counted."""
    is_whole = asks_for_gradient(problem.prompt, seen) and not any(seen.asked)
    if problem.kind != "vector" or not is_whole:
        return ""
    gradients = [one for one in found if one.called == "the gradient"]
    lengths = [len(maths.components(one.value)) for one in gradients]
    own = len(maths.components(key))
    if not gradients or own in lengths:
        return ""
    said = f"{gradients[0].said} has {lengths[0]} entries, the key {own}."
    return f"The text asks for a gradient, and {said}"


def _of_options(content: Mapping[str, Any], seed: int, problem: Problem) -> str:
    seen = shown(problem.prompt)
    is_clear = problem.task is None and seen.is_single and _is_clear(problem, seen)
    if not is_clear or not asks_for_derivative(problem.prompt, seen, among_options=True):
        return ""
    letters = frozenset[str]().union(*(maths.symbols(one.tree) for one in seen.functions))
    read = [(one.correct, formula(one.text) or plain(one.text, letters)) for one in problem.options]
    right = next((tree for is_right, tree in read if is_right), None)
    if right is None or maths.symbols(right) & {one.name for one in seen.functions}:
        return ""
    found = _candidates(content, seed, problem, seen)
    if any(are_equal(one.value, right) for one in found):
        return ""
    wrong = [tree for is_right, tree in read if not is_right and tree is not None]
    meant = [one for one in found if _may_be_meant(problem, seen, one, right)]
    for one in meant:
        for tree in wrong:
            if are_equal(one.value, tree):
                value, option = short(one.value), short(tree)
                return f"{ASKED} {one.said} is {value}: the option {option} is marked wrong."
    return _of_none(problem, meant[0], right) if meant else ""


def _of_none(problem: Problem, one: Candidate, right: Expression) -> str:
    difference = _apart(problem, one, right, "that option")
    value, option = short(one.value), short(right)
    said = f"{ASKED} {one.said} is {value}, not the option {option}, which is marked right."
    return f"{said} {difference}" if difference else ""


def _apart(problem: Problem, one: Candidate, key: Expression, called: str) -> str:
    names = tuple(sorted({*problem.names, *maths.symbols(one.value), *maths.symbols(key)}))
    said = apart(problem, key, one.value, names, called=called, what=one.called)
    return "" if said.endswith(UNDECIDED) else said


def _may_be_meant(problem: Problem, seen: Shown, one: Candidate, key: Expression) -> bool:
    """Whether the key is of its sort: a value at a point, or a function where no point is meant;
    of a higher order only what the text names.
    """
    if maths.shape(one.value) != maths.shape(key):
        return False
    if one.is_unlikely or (len(one.by) > 1 and not _is_named(one, problem, seen)):
        return False
    if maths.symbols(key):
        return not one.is_at_point
    if one.is_at_point or not maths.symbols(one.value):
        return True
    return problem.kind != "number" and not may_name_point(problem.prompt)


def _candidates(
    content: Mapping[str, Any], seed: int, problem: Problem, seen: Shown
) -> list[Candidate]:
    """Derivatives of what the text shows and of what is defined, those first that the text names by
    its notation or as second ones.
    """
    functions = list(seen.functions)
    if is_template(content):
        functions += [Function(name, (), one) for name, one in templates.functions(content, seed)]
    found = candidates(functions, problem.variables, seen)
    return sorted(
        found, key=lambda one: (one.of not in seen.named, not _is_named(one, problem, seen))
    )


def _is_named(one: Candidate, problem: Problem, seen: Shown) -> bool:
    if order := order_asked(problem.prompt):
        return len(one.by) == order or one.called == "the Hessian"
    return any(len(by) == len(one.by) and _fits(by, one.by) for by in seen.asked)


def _fits(asked: Sequence[str], by: Sequence[str]) -> bool:
    """Whether each variable is that which is asked, or the only one."""
    return all(name in ("", own) for name, own in zip(sorted(asked), sorted(by), strict=True))
