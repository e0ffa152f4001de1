"""Whether the fields of a task fit together, each fault said in a sentence."""

from typing import TYPE_CHECKING, Final

from questions.maths.errors import UnsupportedError
from questions.maths.expression import Expression, Matrix, Relation, Vector, symbols
from questions.maths.task.asks import ASKS, FIELDS, METHODS, MOST_STEPS, SCHEMES, Ask

if TYPE_CHECKING:
    from questions.maths.task.task import Pairs, Task

MOST_ENTRIES: Final = 9
KINDS: Final = {
    "scalar": "a function with one value",
    "vector": "several functions",
    "equation": "an equation with one equals sign",
    "path": "two functions of one variable",
    "curve": "a function, an equation or a path",
}


def check(task: "Task") -> None:
    """Raise UnsupportedError where the fields do not fit together."""
    ask = ASKS.get(task.ask)
    if ask is None:
        raise UnsupportedError(f"“{task.ask[:40]}” is not a task that is known here.")
    _check_fields(task, ask)
    _check_variables(task, ask)
    _check_order(task, ask)
    _check_function(task, ask)
    _check_point(task)
    _check_rest(task)


def _check_fields(task: "Task", ask: Ask) -> None:
    for field, called in FIELDS.items():
        given = bool(getattr(task, field))
        if field in ask.needs and not given:
            raise UnsupportedError(f"{_capital(ask.name)} needs {called} (the field “{field}”).")
        if given and field not in (*ask.needs, *ask.may):
            raise UnsupportedError(f"{_capital(ask.name)} takes no {called[2:]}.")
    if task.steps != 1 and task.ask != "descent_step":
        raise UnsupportedError(f"{_capital(ask.name)} takes no number of steps.")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _check_variables(task: "Task", ask: Ask) -> None:
    by = task.with_respect_to
    if not by or not set(by) <= set(task.variables):
        raise UnsupportedError("Say by which of its variables to differentiate the function.")
    if ask.variables == "one" and len(by) != 1:
        raise UnsupportedError(f"{_capital(ask.name)} is taken by one variable.")
    if task.ask != "partial" and len(set(by)) != len(by):
        raise UnsupportedError(f"{_capital(ask.name)} names each variable once.")
    if len(by) > MOST_ENTRIES:
        raise UnsupportedError(f"There are at most {MOST_ENTRIES} variables.")


def _check_order(task: "Task", ask: Ask) -> None:
    if 1 <= task.order <= ask.highest and len(task.sequence) <= max(ask.highest, MOST_ENTRIES):
        return
    if ask.highest == 1:
        raise UnsupportedError(f"{_capital(ask.name)} has order one.")
    raise UnsupportedError(f"The order lies between 1 and {ask.highest}.")


def _check_function(task: "Task", ask: Ask) -> None:
    if _kind(task.function) not in _allowed(ask.of):
        raise UnsupportedError(f"{_capital(ask.name)} is taken of {KINDS[ask.of]}.")
    if task.is_path:
        _check_path(task)
    if task.is_equation:
        _check_equation(task)
    for name, _ in task.path:
        if name in task.with_respect_to:
            raise UnsupportedError(f"The path gives “{name}”, by which is differentiated.")


def _kind(tree: Expression) -> str:
    if isinstance(tree, Relation):
        return "equation" if tree.signs == ("=",) else "condition"
    if isinstance(tree, Vector):
        return "path" if len(tree.entries) == 2 else "vector"
    return "matrix" if isinstance(tree, Matrix) else "scalar"


def _allowed(kind: str) -> tuple[str, ...]:
    several = {"vector": ("vector", "path"), "curve": ("scalar", "equation", "path")}
    return several.get(kind, (kind,))


def _check_path(task: "Task") -> None:
    if len(task.coordinates) != 2 or len(set(task.coordinates)) != 2:
        raise UnsupportedError("A path has two coordinates with different names.")
    if len(task.with_respect_to) != 1:
        raise UnsupportedError("A path runs with one parameter: name it alone.")


def _check_equation(task: "Task") -> None:
    dependent, (x, *others) = task.dependent_variable, task.with_respect_to
    if others or dependent not in task.variables or dependent == x:
        raise UnsupportedError(
            "An equation needs two different variables, such as x and the y that it defines."
        )
    if dependent not in symbols(task.function):
        raise UnsupportedError(f"The equation does not contain “{dependent}”, so it defines none.")


def _check_point(task: "Task") -> None:
    wanted = set(task.with_respect_to)
    if task.is_equation:
        wanted.add(task.dependent_variable)
    for field, pairs in (("at", task.at), ("near", task.near)):
        _check_pairs(field, pairs, wanted)


def _check_pairs(field: str, pairs: "Pairs", wanted: set[str]) -> None:
    if not pairs:
        return
    names = [name for name, _ in pairs]
    missing = sorted(wanted - set(names))
    if missing:
        raise UnsupportedError(f"The point “{field}” gives no value for {missing[0]}.")
    if len(set(names)) != len(names):
        raise UnsupportedError(f"The point “{field}” gives a variable twice.")
    if any(isinstance(value, Vector | Matrix | Relation) for _, value in pairs):
        raise UnsupportedError(f"The values of the point “{field}” are numbers.")


def _check_rest(task: "Task") -> None:
    if task.direction and len(task.direction) != len(task.with_respect_to):
        raise UnsupportedError("The direction needs one entry for each variable.")
    if not 1 <= task.steps <= MOST_STEPS:
        raise UnsupportedError(f"The number of steps lies between 1 and {MOST_STEPS}.")
    if task.scheme and task.scheme not in SCHEMES:
        raise UnsupportedError(f"The scheme is one of {', '.join(SCHEMES)}.")
    if task.ask == "finite_difference" and task.order == 2 and task.scheme != "central":
        raise UnsupportedError("A second difference is central.")
    if task.method not in METHODS:
        raise UnsupportedError("The method is “logarithmic” or none.")
