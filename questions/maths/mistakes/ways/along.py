"""Wrong ways to directional derivatives and to derivatives along a path."""

from collections.abc import Iterator

from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.tidying import ONE, ZERO, rational, tidy
from questions.maths.expression import Call, Expression, Quotient, Vector, substitute
from questions.maths.mistakes.ways.way import Results, Way, dot, length, minus, over, plus, times
from questions.maths.task import Task


def directional(task: Task, results: Results) -> Iterator[Way]:
    """The length forgotten or used wrongly, the dot product not added, other vectors."""
    direction, size = task.direction, length(task.direction)
    whole = dot(results, direction)
    if tidy(size) != ONE:
        yield from _wrong_lengths(task, whole, size)
    right = over(whole, size) if task.normalised else whole
    yield Way("sign-of-whole", minus(right))
    yield Way("gradient-magnitude", length(results))
    yield from _both_lengths(task, "gradient-normalised", over(whole, length(results)), size)
    yield Way("gradient-for-directional", Vector(results))
    yield Way("components-added", plus(*results))
    for factor in (ONE, size):
        entries = (Quotient(times(*pair), factor) for pair in zip(results, direction, strict=True))
        yield Way("dot-product-not-added", Vector(tuple(entries)))
    swapped = dot(results, direction[::-1])
    yield from _both_lengths(task, "components-swapped", swapped, size)
    if task.at:
        point = tuple(dict(task.at)[name] for name in task.with_respect_to)
        for vector in (point, tuple(over(one, length(point)) for one in point)):
            yield Way("point-for-direction", dot(results, vector))
    for index in range(len(results)):
        term = times(results[index], direction[index])
        yield from _both_lengths(task, "one-component-only", term, size)
    for index, entry in enumerate(direction):
        others = (*direction[:index], *direction[index + 1 :])
        value = rational(entry)
        # With zeros alone beside it all of the derivative is turned.
        if value is not None and value < 0 and any(one != ZERO for one in others):
            kept = (*direction[:index], minus(entry), *direction[index + 1 :])
            yield from _both_lengths(task, "minus-sign-lost", dot(results, kept), size)


def _wrong_lengths(task: Task, whole: Expression, size: Expression) -> Iterator[Way]:
    """The length of the direction forgotten or used wrongly; with the length 1 nothing of it shows,
    and what gives a number that is wrong all the same was another mistake.
    """
    if not task.normalised:
        yield Way("direction-wrongly-normalised", over(whole, size))
        return
    yield Way("direction-not-normalised", whole)
    yield Way("direction-wrongly-normalised", over(whole, times(size, size)))
    yield Way("direction-wrongly-normalised", times(whole, size))
    yield Way("direction-wrongly-normalised", over(whole, plus(*task.direction)))
    sizes = (Call("abs", (one,)) for one in task.direction)
    yield Way("direction-wrongly-normalised", over(whole, plus(*sizes)))


def _both_lengths(task: Task, rule: str, tree: Expression, size: Expression) -> Iterator[Way]:
    """What the mal-rule makes of the direction as it is given, and brought to length one."""
    if task.normalised:
        yield Way(rule, over(tree, size))
        yield Way(rule, tree, beside="direction-not-normalised")
    else:
        yield Way(rule, tree)
        yield Way(rule, over(tree, size), beside="direction-wrongly-normalised")


def chain(task: Task, results: Results) -> Iterator[Way]:
    """One path only, inner derivatives missing, added or multiplied, the path not put in."""
    (by,) = task.with_respect_to
    path = dict(task.path)
    inner = tuple(derive(way, by).result for way in path.values())
    slopes = tuple(substitute(one, path) for one in results)
    terms = tuple(times(*pair) for pair in zip(slopes, inner, strict=True))
    for term in terms:
        yield Way("one-path-only", term)
    yield Way("inner-derivative-missing", plus(*slopes))
    for index in range(len(terms)):
        mixed = [*terms[:index], slopes[index], *terms[index + 1 :]]
        yield Way("inner-derivative-missing", plus(*mixed))
    yield Way("path-not-put-in", dot(results, inner))
    yield Way("outer-function-ignored", plus(*inner))
    yield Way("paths-multiplied", times(*terms))
    yield Way("sign-of-whole", minus(plus(*terms)))
    for index, term in enumerate(terms):
        yield Way("sign-slip", plus(*terms[:index], minus(term), *terms[index + 1 :]))
    yield Way("inner-derivative-added", plus(*slopes, *inner))
    yield Way("components-swapped", dot(slopes, inner[::-1]))
    yield Way("gradient-for-directional", Vector(results))
    yield Way("function-itself", substitute(task.function, path))
    yield Way("dot-product-not-added", Vector(terms))
