"""Wrong ways to the slopes of curves: implicit and parametric."""

from collections.abc import Iterator

from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.tidying import tidy
from questions.maths.expression import Quotient, Vector
from questions.maths.mistakes.ways.way import Results, Way, minus, over, plus, times
from questions.maths.task import Task


def implicit(task: Task, results: Results) -> Iterator[Way]:
    """Sign, upside down, y held constant, dy/dx forgotten."""
    across, up = results
    slope = over(across, up)
    if task.order == 2:
        right = tidy(minus(slope))
        yield Way("stopped-early", right)
        yield Way("dependent-held-constant", derive(right, task.with_respect_to[0]).result)
        yield Way("derivative-squared", times(right, right))
        return
    yield Way("implicit-sign", slope)
    yield Way("implicit-upside-down", minus(Quotient(up, across)))
    yield Way("implicit-upside-down", over(up, across))
    yield Way("dependent-held-constant", across)
    yield Way("dependent-held-constant", minus(across))
    yield Way("slope-factor-missing", plus(across, up))
    yield Way("slope-factor-missing", minus(plus(across, up)))
    yield Way("implicit-divisor-missing", times(across, up))
    yield Way("implicit-divisor-missing", plus(minus(across), minus(up)))
    yield Way("wrong-variable", up)
    yield Way("gradient-for-directional", Vector(results))


def parametric(task: Task, results: Results) -> Iterator[Way]:
    """Upside down, not divided, multiplied; of second order the quotient of second derivatives."""
    across, up = results
    (by,) = task.with_respect_to
    slope = over(up, across)
    if task.order == 2:
        again = derive(tidy(slope), by).result
        yield Way("parametric-not-divided", again)
        seconds = (derive(one, by).result for one in (up, across))
        yield Way("quotient-of-second-derivatives", over(*seconds))
        yield Way("stopped-early", slope)
        yield Way("derivative-squared", times(slope, slope))
        return
    yield Way("parametric-upside-down", over(across, up))
    yield Way("parametric-not-divided", up)
    yield Way("wrong-variable", across)
    yield Way("parametric-not-divided", times(up, across))
    yield Way("sign-of-whole", minus(slope))
    yield Way("components-added", plus(across, up))
    yield Way("gradient-for-directional", Vector(results))
    x, y = task.function.children
    yield Way("quotient-of-coordinates", over(y, x))
