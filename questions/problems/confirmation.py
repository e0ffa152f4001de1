"""Confirming a key in an independent second way: sympy differentiates the same function."""

from typing import Any, Final

from questions import maths

AGREEING: Final = ("equal", "agrees")


def is_confirmed(task: maths.Task, key: maths.Expression) -> bool:
    """Whether sympy's derivative and our key are found equal by `compare`."""
    other = _by_sympy(task)
    return maths.compare(other, key, variables=task.variables).kind in AGREEING


def _by_sympy(task: maths.Task) -> maths.Expression:
    import sympy

    function: Any = maths.to_sympy(task.function)

    def by(*names: str) -> maths.Expression:
        return maths.from_sympy(
            sympy.diff(function, *(sympy.Symbol(one, real=True) for one in names))
        )

    if task.ask == "gradient":
        return maths.Vector(tuple(by(name) for name in task.with_respect_to))
    return by(*task.sequence)
