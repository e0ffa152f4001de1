"""Functions by pieces, proved cell by cell.

|u|, sign, max and cases are taken apart: their signs cut the domain into cells, and in each cell a
difference without pieces is left for the canonical form. A proof holds on all cells, so everywhere
but on their boundaries.
"""

from collections.abc import Callable
from functools import reduce
from typing import Final

from questions.maths.algebra.cases import cases
from questions.maths.algebra.cell import Bounds, Cell, SplitError
from questions.maths.algebra.kinds import Kind
from questions.maths.algebra.node import Node
from questions.maths.algebra.nodes import Arena
from questions.maths.algebra.ring import RINGS, CrowdedError, GiveUpError
from questions.maths.errors import LimitError

MAX_CELLS: Final = 48
PIECEWISE: Final = frozenset({"abs", "sign", "heaviside", "relu", "max", "min"})

HOLDS: Final[dict[str, Callable[[int], bool]]] = {
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    "=": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
}


class NowhereError(Exception):
    """No case applies in this cell, so there is no value."""


def has_pieces(node: Node) -> bool:
    """Whether anything in it is to be taken apart."""
    waiting, seen = [node], {node}
    while waiting:
        one = waiting.pop()
        if one.kind is Kind.CASES or (one.kind is Kind.CALL and one.name in PIECEWISE):
            return True
        fresh = [part for part in one.arguments if part not in seen]
        seen.update(fresh)
        waiting.extend(fresh)
    return False


def is_zero_by_pieces(arena: Arena, node: Node, bounds: Bounds) -> bool:
    """Proved zero wherever it has a value within the bounds, but for boundaries of cells.

    False proves nothing: there may be too many cells, or functions whose signs are not understood.
    """
    for ring in RINGS:
        try:
            return _all_zero(arena, node, [Cell.of_domain(bounds, ring)])
        except CrowdedError:
            continue
        except (GiveUpError, LimitError):
            break
    return False


def _all_zero(arena: Arena, node: Node, waiting: list[Cell]) -> bool:
    for _ in range(MAX_CELLS):
        if not waiting:
            return True
        cell = waiting.pop()
        try:
            whole = _Resolved(arena, cell).of(node)
        except SplitError as split:
            waiting += [cell.part(split, sign) for sign in (1, -1)]
            continue
        except NowhereError:
            continue
        if not cell.is_zero(whole):
            return False
    return not waiting


class _Resolved:
    """Nodes without pieces, equal to others in one cell."""

    def __init__(self, arena: Arena, cell: Cell) -> None:
        self._arena = arena
        self._cell = cell
        self._known: dict[Node, Node] = {}

    def of(self, node: Node) -> Node:
        if not node.arguments:
            return node
        if node not in self._known:
            self._known[node] = self._taken_apart(node)
        return self._known[node]

    def _taken_apart(self, node: Node) -> Node:
        if node.kind is Kind.CASES:
            return self._chosen(node)
        arguments = tuple(self.of(one) for one in node.arguments)
        match node.kind:
            case Kind.SUM:
                return self._arena.add(*arguments)
            case Kind.PRODUCT:
                return self._arena.multiply(*arguments)
            case Kind.POWER:
                return self._arena.power(*arguments)
        if node.name in ("max", "min"):
            return reduce(self._greater if node.name == "max" else self._lesser, arguments)
        if node.name in PIECEWISE:
            return self._by_sign(node.name, arguments[0])
        return self._arena.call(node.name, arguments)

    def _chosen(self, node: Node) -> Node:
        for case in cases(node):
            if all(self._holds(relation) for relation in case.relations):
                return self.of(case.value)
        raise NowhereError

    def _holds(self, relation: Node) -> bool:
        return HOLDS[relation.name](self._cell.sign(self.of(relation.arguments[0])))

    def _greater(self, one: Node, other: Node) -> Node:
        return one if self._cell.sign(self._arena.subtract(one, other)) >= 0 else other

    def _lesser(self, one: Node, other: Node) -> Node:
        return one if self._cell.sign(self._arena.subtract(one, other)) <= 0 else other

    def _by_sign(self, name: str, argument: Node) -> Node:
        sign = self._cell.sign(argument)
        if name == "relu":
            return argument if sign > 0 else self._arena.zero
        signed = (self._arena.minus_one, self._arena.zero, self._arena.one)[sign + 1]
        if name == "heaviside":
            total = self._arena.add(self._arena.one, signed)
            return self._arena.divide(total, self._arena.add(self._arena.one, self._arena.one))
        return signed if name == "sign" else self._arena.multiply(signed, argument)
