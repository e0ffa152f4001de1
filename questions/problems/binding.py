"""Names that a task binds: the values of its point, its path.

An answer may still be written in them, where a number or a function of the parameter is asked for.
What is found of it is found where they have their values: at the point, on the path.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final, Literal

from questions import maths
from questions.maths.comparison import together
from questions.maths.expression import Expression, Symbol, number, substitute, walk
from questions.maths.findings import Different, Undecided, WrongForm

from .problem import Problem

Left = Literal["point put in", "path put in"]
Bindings = Mapping[str, Expression]

FUNCTIONS: Final = frozenset({"tangent", "linear_approximation"})
"""Tasks that have a point and ask for a function, unless a linear one is taken `near` it."""
PUT_IN: Final[tuple[Left, Left]] = ("point put in", "path put in")
"""The forms that an answer is not in while it contains such names."""


def bindings(task: maths.Task | None) -> Bindings:
    """What each name stands for that an answer should not contain; the path's names first."""
    if task is None or (task.ask in FUNCTIONS and not task.near):
        return {}
    point = dict(task.near or task.at)
    return {name: substitute(way, point) for name, way in task.path} | point


def compared(problem: Problem, answer: Expression) -> maths.Comparison:
    """The answer beside the key. A component that is no more than right with its names put in is
    in the wrong form, and one that is wrong then has its witness there.
    """
    key, bound = problem.prepared_key(), bindings(problem.task)
    plain = key.compare(answer)
    if isinstance(plain, maths.WrongShape) or not bound.keys() & maths.symbols(answer):
        return plain
    put_in = key.compare(substitute(answer, dict(bound)))
    entries = maths.components(answer)
    pairs = zip(entries, _parts(plain), _parts(put_in), strict=True)
    found = tuple(_either(bound, *one) for one in pairs)
    return together(found) if plain.components else found[0]


def is_left_open(comparison: maths.Comparison) -> bool:
    """Whether nothing but names that are not put in keeps it from being right."""
    return isinstance(comparison, WrongForm) and comparison.form in PUT_IN


def row_of(problem: Problem, answer: Expression, comparison: maths.Comparison) -> dict[str, Any]:
    """The comparison as plain JSON. Beside a witness, `bound` has what the bound names in the
    component stand for there, as LaTeX.
    """
    row = maths.as_row(comparison)
    bound = bindings(problem.task)
    if not bound or isinstance(comparison, maths.WrongShape):
        return row
    rows = row.get("components", [row])
    for entry, part, one in zip(maths.components(answer), _parts(comparison), rows, strict=True):  # type: ignore[call-overload]
        values = _values(bound, entry, getattr(part, "witness", None))
        if values:
            one["bound"] = values
    return row


def _parts(comparison: maths.Comparison) -> tuple[maths.Comparison, ...]:
    return comparison.components or (comparison,)


def _either(
    bound: Bindings, entry: Expression, plain: maths.Comparison, put_in: maths.Comparison
) -> maths.Comparison:
    """What is found of a component, as it stands and with the names put in."""
    if not bound.keys() & maths.symbols(entry):
        return plain
    if isinstance(plain, maths.Equal | maths.Agrees):
        # Points that are lost or gained elsewhere do not matter.
        return replace(
            plain, lost=getattr(put_in, "lost", None), gained=getattr(put_in, "gained", None)
        )
    if plain.kind == "form":
        return plain
    if isinstance(put_in, maths.Equal | maths.Agrees):
        return _not_put_in(bound, entry, put_in)
    if isinstance(put_in, Undecided) and put_in.reason == "undefined":
        # It has values elsewhere, so it is an answer, and a wrong one.
        return plain if isinstance(plain, Undecided) else Different({}, "", "undefined")
    return put_in


def _not_put_in(
    bound: Bindings, entry: Expression, value: maths.Equal | maths.Agrees
) -> maths.WrongForm:
    names = [name for name in bound if name in maths.symbols(entry)]
    symbols = (node for node in walk(entry) if isinstance(node, Symbol) and node.name in bound)
    formulas = _listed(f"{_latex(Symbol(name))} = {_latex(bound[name])}" for name in names)
    is_path = any(maths.symbols(bound[name]) for name in names)
    form = PUT_IN[is_path]
    return WrongForm(form, f"{formulas}.", next(symbols).span, value)


def _listed(formulas: Iterable[str]) -> str:
    return ", ".join(f"${one}$" for one in formulas)


def _values(
    bound: Bindings, entry: Expression, witness: Mapping[str, Fraction] | None
) -> dict[str, str]:
    if witness is None:
        return {}
    point = {name: number(value) for name, value in witness.items()}
    names = [name for name in bound if name in maths.symbols(entry) and name not in witness]
    return {name: _latex(maths.tidy(substitute(bound[name], point))) for name in names}


def _latex(tree: Expression) -> str:
    return maths.write_latex(tree)
