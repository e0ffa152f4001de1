"""Wrong ways to Jacobian and Hessian matrices."""

from collections.abc import Iterator

from questions.maths.differentiation.tidying import ZERO
from questions.maths.expression import Expression, Matrix, Vector
from questions.maths.mistakes.ways.way import Results, Way, minus, plus, times
from questions.maths.task import Task

Rows = list[tuple[Expression, ...]]


def _matrix(rows: Rows) -> Matrix:
    return Matrix(tuple(Vector(row) for row in rows))


def _cut(results: Results, width: int) -> Rows:
    return [results[start : start + width] for start in range(0, len(results), width)]


def _determinant(rows: Rows) -> Expression:
    (a, b), (c, d) = rows
    return plus(times(a, d), minus(times(b, c)))


def _of_any(rows: Rows) -> Iterator[Way]:
    yield Way("sign-of-whole", _matrix([tuple(minus(a) for a in row) for row in rows]))
    if len(rows) == len(rows[0]):
        diagonal = [
            tuple(one if i == j else ZERO for j, one in enumerate(row))
            for i, row in enumerate(rows)
        ]
        yield Way("entries-off-diagonal-missing", _matrix(diagonal))
        yield Way("entries-off-diagonal-missing", Vector(tuple(r[i] for i, r in enumerate(rows))))
        trace = plus(*(row[i] for i, row in enumerate(rows)))
        yield Way("matrix-as-number", trace)
    if len(rows) == len(rows[0]) == 2:
        yield Way("matrix-as-number", _determinant(rows))


def jacobian(task: Task, results: Results) -> Iterator[Way]:
    """Transposed, a row too few, one number, rows or columns in another order."""
    rows = _cut(results, len(task.with_respect_to))
    yield Way("jacobian-transposed", _matrix(list(zip(*rows, strict=True))))
    yield from _of_any(rows)
    yield Way("rows-swapped", _matrix(rows[::-1]))
    yield Way("rows-swapped", _matrix([row[::-1] for row in rows]))
    for row in rows:
        yield Way("one-component-only", Vector(row))
    yield Way("components-added", Vector(tuple(plus(*row) for row in rows)))
    yield Way("components-added", Vector(tuple(plus(*row) for row in zip(*rows, strict=True))))


def hessian(task: Task, results: Results) -> Iterator[Way]:
    """The gradient, products of first derivatives, no mixed ones, entries in another order."""
    width = len(task.with_respect_to)
    blocks = _cut(results, width + 1)
    firsts, rows = tuple(block[0] for block in blocks), [block[1:] for block in blocks]
    yield Way("stopped-early", Vector(firsts))
    yield Way("mixed-as-product", _matrix([tuple(times(a, b) for b in firsts) for a in firsts]))
    for i in range(width):
        for j in range(i):
            mixed = [list(row) for row in rows]
            mixed[i][j] = mixed[j][i] = times(firsts[i], firsts[j])
            yield Way("mixed-as-product", _matrix([tuple(row) for row in mixed]))
    yield from _of_any(rows)
    yield Way("rows-swapped", _matrix(rows[::-1]))
    yield Way("rows-swapped", _matrix([row[::-1] for row in rows]))
    yield Way("rows-swapped", _matrix([row[::-1] for row in rows[::-1]]))
    turned = [
        tuple(one if i == j else minus(one) for j, one in enumerate(row))
        for i, row in enumerate(rows)
    ]
    yield Way("mixed-partial-sign", _matrix(turned))
