"""Wrong ways to the slopes of curves: implicit and parametric."""

from collections.abc import Iterator

from questions.maths.differentiation.answers import plus, times
from questions.maths.differentiation.rules import derive
from questions.maths.differentiation.tidying import tidy
from questions.maths.expression import Negation, Quotient, Vector
from questions.maths.mistakes.ways.way import Results, Way
from questions.maths.task import Task


def implicit(task: Task, results: Results) -> Iterator[Way]:
    """Sign, upside down, y held constant, dy/dx forgotten."""
    across, up = results
    slope = tidy(Quotient(across, up))
    right = tidy(Negation(slope))
    if task.order == 2:
        yield Way("stopped-early", right)
        yield Way("dependent-held-constant", derive(right, task.with_respect_to[0]).result)
        yield Way("derivative-squared", times(right, right))
        return
    yield Way("implicit-sign", slope)
    yield Way("implicit-upside-down", tidy(Negation(Quotient(up, across))))
    yield Way("implicit-upside-down", tidy(Quotient(up, across)))
    yield Way("dependent-held-constant", across)
    yield Way("dependent-held-constant", tidy(Negation(across)))
    yield Way("slope-factor-missing", plus(across, up))
    yield Way("slope-factor-missing", tidy(Negation(plus(across, up))))
    yield Way("implicit-divisor-missing", times(across, up))
    yield Way("implicit-divisor-missing", plus(tidy(Negation(across)), tidy(Negation(up))))
    yield Way("wrong-variable", up)
    yield Way("gradient-for-directional", Vector(results))


def parametric(task: Task, results: Results) -> Iterator[Way]:
    """Upside down, not divided, multiplied; of second order the quotient of second derivatives."""
    across, up = results
    (by,) = task.with_respect_to
    slope = tidy(Quotient(up, across))
    if task.order == 2:
        again = derive(slope, by).result
        yield Way("parametric-not-divided", again)
        seconds = (derive(one, by).result for one in (up, across))
        yield Way("quotient-of-second-derivatives", tidy(Quotient(*seconds)))
        yield Way("stopped-early", slope)
        yield Way("derivative-squared", times(slope, slope))
        return
    yield Way("parametric-upside-down", tidy(Quotient(across, up)))
    yield Way("parametric-not-divided", up)
    yield Way("wrong-variable", across)
    yield Way("parametric-not-divided", times(up, across))
    yield Way("sign-of-whole", tidy(Negation(slope)))
    yield Way("components-added", plus(across, up))
    yield Way("gradient-for-directional", Vector(results))
    x, y = task.function.children
    yield Way("quotient-of-coordinates", tidy(Quotient(y, x)))
