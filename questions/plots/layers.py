"""The order of nodes in layers, so that the edges between them cross little.

An edge over several layers passes through a place of its own in each of them. Within a layer the
order follows the neighbours' mean places, swept a few times there and back (Sugiyama, Tagawa and
Toda 1981).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Final, Protocol

SWEEPS: Final = 6
Place = tuple[int, str]
"""A layer, and the node there; for an edge that passes, a name of its own."""


class Layered(Protocol):
    """What stands in a layer, counted from 0, with the keys of what leads to it."""

    @property
    def key(self) -> str: ...
    @property
    def layer(self) -> int: ...
    @property
    def sources(self) -> Sequence[str]: ...


@dataclass(frozen=True, slots=True)
class Ordered:
    """The places of each layer in order, and for each edge the places that it goes through."""

    layers: Sequence[Sequence[Place]]
    routes: Sequence[Sequence[Place]]


def ordered(nodes: Sequence[Layered]) -> Ordered:
    """The nodes in their layers; edges only from nodes in earlier ones. At least one node."""
    known = {node.key: node for node in nodes}
    routes = [
        _route(known[source], node)
        for node in nodes
        for source in node.sources
        if source in known and known[source].layer < node.layer
    ]
    return Ordered(_layers(nodes, routes), routes)


def _route(source: Layered, target: Layered) -> list[Place]:
    between = range(source.layer + 1, target.layer)
    passing = [(layer, f"{source.key} > {target.key}") for layer in between]
    return [(source.layer, source.key), *passing, (target.layer, target.key)]


def _layers(nodes: Sequence[Layered], routes: Sequence[Sequence[Place]]) -> list[list[Place]]:
    layers: list[list[Place]] = [[] for _ in range(max(node.layer for node in nodes) + 1)]
    for node in nodes:
        layers[node.layer].append((node.layer, node.key))
    before: dict[Place, list[Place]] = {}
    behind: dict[Place, list[Place]] = {}
    for route in routes:
        for place in route[1:-1]:
            layers[place[0]].append(place)
        for left, right in pairwise(route):
            before.setdefault(right, []).append(left)
            behind.setdefault(left, []).append(right)
    for _ in range(SWEEPS):
        _sweep(layers, before)
        _sweep(layers[::-1], behind)
    return layers


def _sweep(layers: Sequence[list[Place]], neighbours: Mapping[Place, Sequence[Place]]) -> None:
    """Orders each layer, in place, by the mean place of its neighbours in the one before."""
    for last, layer in pairwise(layers):
        ranks = {place: (number + 0.5) / len(last) for number, place in enumerate(last)}
        own = {place: (number + 0.5) / len(layer) for number, place in enumerate(layer)}
        layer.sort(
            key=lambda place, ranks=ranks, own=own: fmean(  # type: ignore[misc]
                [ranks[one] for one in neighbours.get(place, ())] or [own[place]]
            )
        )
