"""The blanks of a computation graph, each judged by itself and beside what was written before it.

Whoever gets one node wrong and goes on rightly has made one mistake: a blank that follows from the
student's own earlier ones is told so, and a mistake is named in the blank where it was made.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod
from typing import Any, Final

from questions import maths
from questions.maths.evaluation import rational_value

from .computation import Blank, Graph
from .operations import Node, local_slopes, worked_out, wrong_slopes

FOLLOWS: Final = "follows"
"""Of a component that is wrong, but would be right if what it is worked out of were."""
MOST_NAMED: Final = 3

Filled = Mapping[Blank, Fraction | None]
Candidates = Iterator[tuple[str, Fraction]]


@dataclass(frozen=True, slots=True)
class _Term:
    """What an edge of the graph hands on: a local derivative, times what is carried there."""

    node: Node
    place: int
    slopes: tuple[Fraction, ...]
    carried: Fraction

    @property
    def local(self) -> Fraction:
        return self.slopes[self.place]

    @property
    def handed(self) -> Fraction:
        return self.local * self.carried


def explained(
    graph: Graph,
    mistakes: Sequence[tuple[str, maths.Expression]],
    answer: maths.Expression,
    comparison: maths.Comparison,
) -> list[dict[str, Any]]:
    """The mal-rules that give the whole answer, otherwise those that give single blanks from the
    student's own earlier ones, as rows of a judgement with the blanks where each was made.
    """
    filled = _filled(graph, answer)
    parts = zip(graph.blanks, comparison.components, strict=True)
    wrong = [one for one, part in parts if part.kind not in maths.SAME and filled[one] is not None]
    whole = [rule for rule, other in mistakes if _filled(graph, other) == filled]
    if whole:
        made = [one for one in wrong if filled[one] != _own(graph, one, filled)] or wrong
        return [_row(graph, rule, made, 1 / len(whole)) for rule in whole[:MOST_NAMED]]
    places: dict[str, list[Blank]] = {}
    shares: dict[str, float] = {}
    for blank in wrong:
        rules = _rules(graph, blank, filled)
        for rule in rules:
            places.setdefault(rule, []).append(blank)
            shares[rule] = max(shares.get(rule, 0.0), 1 / len(rules))
    likeliest = sorted(places, key=lambda rule: -shares[rule])[:MOST_NAMED]
    return [_row(graph, rule, places[rule], shares[rule]) for rule in likeliest]


def _row(graph: Graph, rule: str, blanks: Sequence[Blank], certainty: float) -> dict[str, Any]:
    step = _listed(graph, blanks)
    return {"rule": rule, "rules": [rule], "step": step, "certainty": certainty}


def follows(graph: Graph, answer: maths.Expression) -> list[bool]:
    """Of each blank whether its value is what comes of the student's own earlier ones."""
    filled = _filled(graph, answer)
    return [filled[one] is not None and filled[one] == _own(graph, one, filled) for one in filled]


def marked(graph: Graph, answer: maths.Expression, row: dict[str, Any]) -> dict[str, Any]:
    """The comparison as plain JSON, with those wrong components marked that only follow."""
    for part, only in zip(row.get("components", ()), follows(graph, answer), strict=False):
        if only and part["kind"] not in maths.SAME:
            part[FOLLOWS] = True
    return row


def _filled(graph: Graph, answer: maths.Expression) -> dict[Blank, Fraction | None]:
    entries = [rational_value(maths.tidy(one)) for one in maths.components(answer)]
    return dict(zip(graph.blanks, entries, strict=True))


def _own(graph: Graph, blank: Blank, filled: Filled) -> Fraction | None:
    """What is right there if everything that it is worked out of is; None without that."""
    if blank.part == "value":
        node = next(one for one in graph.nodes if one.name == blank.node)
        return worked_out(node.operation, _values(graph, node, filled), node.factor)
    terms = _terms(graph, blank, filled)
    return None if terms is None else sum((one.handed for one in terms), Fraction(0))


def _values(graph: Graph, node: Node, filled: Filled) -> list[Fraction | None]:
    given = dict(graph.inputs)
    return [given[one] if one in given else filled.get(Blank(one, "value")) for one in node.inputs]


def _terms(graph: Graph, blank: Blank, filled: Filled) -> list[_Term] | None:
    """What arrives at the blank along each edge, from the student's own values."""
    found = []
    for node, place in _edges(graph, blank.node):
        values = _values(graph, node, filled)
        source = node.inputs[place] if graph.mode == "forward" else node.name
        carried = _carried(graph, source, filled)
        known = [one for one in values if one is not None]
        if carried is None or worked_out(node.operation, values, node.factor) is None:
            return None
        found.append(_Term(node, place, local_slopes(node, known), carried))
    return found


def _edges(graph: Graph, name: str) -> Iterator[tuple[Node, int]]:
    """Along which a derivative comes to a node: from its inputs, or from what uses it."""
    for node in graph.nodes:
        for place, one in enumerate(node.inputs):
            if name == (node.name if graph.mode == "forward" else one):
                yield node, place


def _carried(graph: Graph, name: str, filled: Filled) -> Fraction | None:
    if graph.mode == "forward" and name in dict(graph.inputs):
        return Fraction(int(name == graph.seed))
    if graph.mode == "reverse" and name == graph.last:
        return Fraction(1)
    return filled.get(Blank(name, "derivative"))


def _rules(graph: Graph, blank: Blank, filled: Filled) -> list[str]:
    """The mal-rules that give what stands in a wrong blank; none where it only follows."""
    right, entry = _own(graph, blank, filled), filled[blank]
    if right is None or entry == right:
        return []
    if blank.part == "value":
        node = next(one for one in graph.nodes if one.name == blank.node)
        candidates = _wrong_values(node, _values(graph, node, filled))
    else:
        terms = _terms(graph, blank, filled) or []
        candidates = _wrong_derivatives(terms, right, is_forward=graph.mode == "forward")
    rules = [rule for rule, value in candidates if value == entry]
    own = dict(graph.inputs).get(blank.node, filled.get(Blank(blank.node, "value")))
    if blank.part == "derivative" and entry == own:
        rules.append("f-for-derivative")
    return list(dict.fromkeys(rules))


def _wrong_values(node: Node, values: Sequence[Fraction | None]) -> Candidates:
    a, b = values[0], values[-1]
    if a is None or b is None:
        return
    match node.operation:
        case "square":
            yield "power-as-multiple", 2 * a
        case "scaled":
            yield "coefficient-dropped", a
        case "minus":
            yield "term-sign-wrong", a + b
        case "over":
            yield "minus-sign-lost", -1 / a
        case "ratio":
            yield "minus-sign-lost", -a / b


def _wrong_derivatives(terms: Sequence[_Term], right: Fraction, *, is_forward: bool) -> Candidates:
    for one in terms:
        for rule, slopes in wrong_slopes(one.node.operation, one.slopes):
            yield rule, right - one.handed + slopes[one.place] * one.carried
    carried = sum((one.carried for one in terms), Fraction(0))
    local = sum((one.local for one in terms), Fraction(0))
    if is_forward:
        yield from _wrong_forwards(terms, local)
    else:
        if len(terms) > 1:
            yield from (("one-path-only", right - one.handed) for one in terms)
            yield from (("one-path-only", one.handed) for one in terms)
            yield "paths-multiplied", prod((one.handed for one in terms), start=Fraction(1))
        yield "inner-derivative-missing", carried
        yield "outer-function-ignored", local
    yield "inner-derivative-added", carried + local
    yield "sign-of-whole", -right


def _wrong_forwards(terms: Sequence[_Term], local: Fraction) -> Candidates:
    if terms[0].node.operation == "times":
        yield "product-of-derivatives", prod((one.carried for one in terms), start=Fraction(1))
    elif len(terms) == 1:
        yield "inner-derivative-missing", local


def _listed(graph: Graph, blanks: Sequence[Blank]) -> str:
    """Where it shows, as a phrase with $latex$."""
    labels = [f"${graph.label(one)}$" for one in blanks]
    return " and ".join([", ".join(labels[:-1]), labels[-1]] if labels[1:] else labels)
