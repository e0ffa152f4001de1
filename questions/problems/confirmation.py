"""Confirming a key in an independent second way: sympy works out the same task."""

from collections.abc import Callable
from functools import cached_property, reduce
from typing import Any, Final

from questions import maths

from .sympy_rates import rate, rates


def is_confirmed(task: maths.Task, key: maths.Expression) -> bool:
    """Whether sympy's answer to the task and our key are found equal by `compare`.

    Not where sympy has no real answer.
    """
    try:
        other = maths.from_sympy(_Sympy(task).answer())
    except maths.UnsupportedError:
        return False  # sympy finds no real number there, as at a pole.
    names = tuple(dict.fromkeys((*task.symbols, *task.coordinates)))
    return maths.compare(other, key, variables=names).kind in maths.SAME


class _Sympy:
    """A task in sympy, worked out from definitions and not by our rules."""

    def __init__(self, task: maths.Task) -> None:
        self.task = task
        self.point = [(_symbol(name), maths.to_sympy(value)) for name, value in task.at]
        self.names = [_symbol(one) for one in task.with_respect_to]

    def answer(self) -> Any:
        return _ANSWERS[self.task.ask](self)

    @cached_property
    def function(self) -> Any:
        """The function; left minus right side of an equation."""
        tree = self.task.function
        if self.task.is_equation:
            left, right = (maths.to_sympy(side) for side in tree.children)
            return left - right
        return maths.to_sympy(tree)

    def here(self, found: Any) -> Any:
        """Something at the point, if there is one."""
        return found.xreplace(dict(self.point)) if self.point else found

    def derivative(self) -> Any:
        return self.here(reduce(rate, map(_symbol, self.task.sequence), self.function))

    def gradient(self) -> Any:
        return self.here(self.jacobian_of(self.function).T)

    def jacobian(self) -> Any:
        return self.here(rates(self.function, self.names))

    def jacobian_of(self, function: Any) -> Any:
        return rates(function, self.names)

    def hessian(self) -> Any:
        return self.here(rates(self.jacobian_of(self.function).T, self.names))

    def directional(self) -> Any:
        import sympy

        way = sympy.Matrix([maths.to_sympy(one) for one in self.task.direction])
        rate = (self.jacobian_of(self.function) * way)[0]
        return self.here(rate / sympy.sqrt(way.dot(way)) if self.task.normalised else rate)

    def chain(self) -> Any:
        path = {_symbol(name): maths.to_sympy(way) for name, way in self.task.path}
        return self.here(rate(self.function.xreplace(path), *self.names))

    def implicit(self) -> Any:
        return self.here(self.slope_of_equation(self.task.order))

    def slope_of_equation(self, order: int) -> Any:
        """By the implicit function theorem; again along the curve for each further order."""
        (x,), y = self.names, _symbol(self.task.dependent_variable)
        function = self.function
        found = slope = -rate(function, x) / rate(function, y)
        for _ in range(order - 1):
            found = rate(found, x) + rate(found, y) * slope
        return found

    def parametric(self) -> Any:
        return self.here(self.slope_of_path(self.task.order))

    def slope_of_path(self, order: int) -> Any:
        x, found = self.function
        for _ in range(order):
            found = rate(found, *self.names) / rate(x, *self.names)
        return found

    def tangent(self) -> Any:
        if self.task.is_equation:
            x, rate = self.names[0], self.here(self.slope_of_equation(1))
            y = _symbol(self.task.dependent_variable)
            return self.here(y) + rate * (x - self.here(x))
        if self.task.is_path:
            x, y = (self.here(one) for one in self.function)
            return y + self.here(self.slope_of_path(1)) * (_symbol(self.task.coordinates[0]) - x)
        rates = self.here(self.jacobian_of(self.function))
        rises = (rate * (x - self.here(x)) for rate, x in zip(rates, self.names, strict=True))
        return self.here(self.function) + sum(rises)

    def linear_approximation(self) -> Any:
        near = {_symbol(name): maths.to_sympy(value) for name, value in self.task.near}
        return self.tangent().xreplace(near)

    def descent_step(self) -> Any:
        import sympy

        rate = maths.to_sympy(self.task.rate) if self.task.rate else 1
        slopes = self.jacobian_of(self.function)
        point = dict(self.point)
        for _ in range(self.task.steps):
            moves = slopes.xreplace(point)
            point = {x: point[x] - rate * move for x, move in zip(self.names, moves, strict=True)}
        values = [point[x] for x in self.names]
        return values[0] if len(values) == 1 else sympy.Matrix(values)

    def finite_difference(self) -> Any:
        (x,), step = self.names, maths.to_sympy(self.task.step) if self.task.step else 1
        middle = self.here(x)

        def at(place: Any) -> Any:
            return self.function.xreplace({x: place})

        if self.task.order == 2:
            outer = at(middle + step) + at(middle - step)
            return (outer - 2 * at(middle)) / step**2
        ahead = middle if self.task.scheme == "backward" else middle + step
        behind = middle if self.task.scheme == "forward" else middle - step
        return (at(ahead) - at(behind)) / (ahead - behind)


def _symbol(name: str) -> Any:
    import sympy

    return sympy.Symbol(name, real=True)


_ANSWERS: Final[dict[str, Callable[[_Sympy], Any]]] = {
    "derivative": _Sympy.derivative,
    "partial": _Sympy.derivative,
    "gradient": _Sympy.gradient,
    "jacobian": _Sympy.jacobian,
    "hessian": _Sympy.hessian,
    "directional": _Sympy.directional,
    "chain": _Sympy.chain,
    "implicit": _Sympy.implicit,
    "parametric": _Sympy.parametric,
    "tangent": _Sympy.tangent,
    "linear_approximation": _Sympy.linear_approximation,
    "descent_step": _Sympy.descent_step,
    "finite_difference": _Sympy.finite_difference,
}
