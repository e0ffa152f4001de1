"""Two mistakes of which one at least is a wrong way to use derivatives: a tangent with a wrong
slope that does not go through its point, a step of descent uphill and without its rate.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from math import log2
from operator import itemgetter

from questions.maths.differentiation.answers import POINTED
from questions.maths.expression import Expression, shape
from questions.maths.mistakes.asked import are_same, tolerance_of
from questions.maths.mistakes.candidates import Candidates, Places
from questions.maths.mistakes.composed_pairs import MOST_CONFIRMED, explained, named, of_task
from questions.maths.mistakes.descents import arrived
from questions.maths.mistakes.evidence import (
    FREE,
    Evidence,
    of_pair,
    of_way,
    rarity,
)
from questions.maths.mistakes.explanation import TOGETHER, TWO_FAULTS, Explanation
from questions.maths.mistakes.made import (
    Answers,
    Faults,
    Made,
    candidates_in,
    candidates_of_each,
    entries_at,
    stand_ins,
)
from questions.maths.mistakes.one_fault import OneFault
from questions.maths.mistakes.table import Rows, Stacked
from questions.maths.mistakes.used import WayAtPlaces, two_ways_at_places
from questions.maths.mistakes.ways import Way, misread, ways

Build = Callable[[Sequence[Expression]], tuple[Way, Made]]
"""A wrong way, made of these derivatives, and the task as it was taken."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What explains the answer as far as floats can tell: the bits that choose it, and how to
    rebuild it; None where the answer is another one after all.
    """

    bits: float
    confirmed: Callable[[], Explanation | None]


def by_two(made: Made, answer: Expression) -> Iterator[Explanation]:
    """The likeliest pairs of a mistake and a way, or of two ways, rebuilt and confirmed."""
    if made.is_open(answer) and not _is_led_to(made, answer):
        return
    found = [*_by_fault(made, answer), *_by_two_ways(made, answer)]
    found.sort(key=lambda one: one.bits)
    for one in islice(found, MOST_CONFIRMED):
        explanation = one.confirmed()
        if explanation is not None:
            yield explanation


def _is_led_to(made: Made, answer: Expression) -> bool:
    """Whether anything leads to an answer that is open: only who did not put the point in comes to
    that, which is a small part of the search.
    """
    if made.task.ask in POINTED:
        return False
    if any(_rows(made, answer, is_open=True)):
        return True
    return bool(two_ways_at_places(made).leading_to(answer, is_open=True))


@dataclass(frozen=True, slots=True, eq=False)
class _Block:
    """What each of several mistakes, in the task as `made` has it, leads to with one wrong way.

    `build` makes the way of the derivatives; `bits` choose the way and the mistake of a row.
    """

    build: Build
    made: Made
    answers: Answers
    faults: Callable[[int], Faults]
    bits: Callable[[int], float]


def _by_fault(made: Made, answer: Expression) -> Iterator[_Found]:
    """One fault and one way to use what came of it."""
    for block, row in _rows(made, answer):
        yield _with_fault(block, answer, row)


def _rows(made: Made, answer: Expression, *, is_open: bool = False) -> Iterator[tuple[_Block, int]]:
    """The rows of blocks that lead to the answer, as far as floats can tell."""
    blocks, tables = _blocks(made, shape(answer), is_open=is_open)
    near = tolerance_of(answer)
    found = [
        (numbers[part], row)
        for places, (numbers, table) in tables.items()
        for part, row in table.agreeing(entries_at(answer, places), near)
    ]
    for number, row in sorted(found, key=itemgetter(0)):
        yield blocks[number], row


@lru_cache(maxsize=32)
def _blocks(
    made: Made, wanted: tuple[int, ...], *, is_open: bool
) -> tuple[tuple[_Block, ...], dict[Places, tuple[list[int], Stacked]]]:
    """Those that lead to answers of a shape, and by the places where they are looked at which of
    them are there, on one another; the next answer to the task needs them too. Where `is_open` only
    those that do not put the task's point in.
    """
    of_ways = () if is_open else _of_ways(made, wanted)
    blocks = (*of_ways, *_of_misreadings(made, wanted, is_open=is_open))
    together: dict[Places, list[int]] = {}
    for number, one in enumerate(blocks):
        together.setdefault(one.answers.places, []).append(number)
    return blocks, {
        places: (numbers, Stacked([blocks[one].answers.rows for one in numbers]))
        for places, numbers in together.items()
    }


def _of_ways(made: Made, wanted: tuple[int, ...]) -> Iterator[_Block]:
    """One fault and one way that puts in the point of the task."""
    if made.inner_places() is None or not made.is_algebraic:
        return
    fitting = [
        (at, way)
        for at, way in enumerate(ways(made.task, stand_ins(made)))
        if made.point(way.point) == made.point(None) and shape(way.tree) == wanted
    ]
    wrong = OneFault.of(made, candidates_in(made))
    for at, way in fitting:

        def build(results: Sequence[Expression], at: int = at) -> tuple[Way, Made]:
            return list(ways(made.task, tuple(results)))[at], made

        yield from _through(made, way.tree, wrong, build, log2(len(fitting)))


def _of_misreadings(made: Made, wanted: tuple[int, ...], *, is_open: bool) -> Iterator[_Block]:
    """One fault in a task that is misread: elsewhere, or in several steps; what a way says of the
    task at its own point is left to `_of_ways`.
    """
    again = not made.is_algebraic and made.task.steps == 1
    if again or wanted != shape(made.solution.key):
        return
    fitting = [
        (at, one)
        for at, one in enumerate(misread(made.task, stand_ins(made)))
        if max(one.task.steps, made.task.steps) > 1 or one.task.at != made.task.at
    ]
    more = log2(max(len(fitting), 1))
    taken = [(at, one) for at, one in fitting if not (is_open and one.task.at)]
    tasks = [replace(made, task=one.task) for _, one in taken]
    for (at, one), own, every in zip(taken, tasks, candidates_of_each(made, tasks), strict=True):

        def build(results: Sequence[Expression], at: int = at) -> tuple[Way, Made]:
            found = list(misread(made.task, tuple(results)))[at]
            return Way(found.mal_rule, found.answer), replace(made, task=found.task)

        if one.task.steps == 1:
            wrong = OneFault.of(own, every)
            yield from _through(own, one.answer, wrong, build, more)
        elif one.results == stand_ins(made):
            yield from _in_steps(own, every, build, more)


def _in_steps(
    made: Made, every: Sequence[Candidates], build: Build, more: float
) -> Iterator[_Block]:
    faults, bits = [], []
    for index, one in enumerate(every):
        for row in range(1, len(one.values)):
            faults.append({index: one.explained(row)})
            bits.append(rarity(one.weights[1:], row - 1) + log2(len(every)) + more)
    answers = arrived(made, faults)
    if answers is not None:
        yield _Block(build, made, answers, faults.__getitem__, bits.__getitem__)


def _through(
    made: Made, tree: Expression, wrong: OneFault | None, build: Build, more: float
) -> Iterator[_Block]:
    """One fault, where `tree` is made of the derivatives."""
    if wrong is None:
        return
    rows, answers = wrong.leading_through(tree)
    if len(rows):

        def faults(row: int, rows: Rows = rows) -> Faults:
            return wrong.fault(int(rows[row]))

        def bits(row: int, rows: Rows = rows) -> float:
            return wrong.bits(int(rows[row])) + more

        yield _Block(build, made, answers, faults, bits)


def _with_fault(block: _Block, answer: Expression, row: int) -> _Found:
    made, faults, bits = block.made, block.faults(row), block.bits(row)

    def confirmed() -> Explanation | None:
        results = made.results_with(faults)
        way, own = block.build(results)
        tree = own.finished(way.tree, way.point)
        if not are_same(tree, answer, made.names):
            return None
        alone = explained(made, faults, tree)
        rules = tuple(dict.fromkeys((*alone.mal_rules, *way.mal_rules)))
        both = replace(alone, mal_rules=rules, step=f"{alone.step}; {TOGETHER}")
        # Where the way goes wrong the right derivatives speak for it as well as the wrong ones.
        most = of_task(made, answer, tree)
        return named(both, made, answer, dict(enumerate(results)), bits + of_way(answer), most)

    return _Found(bits, confirmed)


def _by_two_ways(made: Made, answer: Expression) -> Iterator[_Found]:
    found = two_ways_at_places(made)
    for at in found.leading_to(answer):
        yield _of_two_ways(found.every[at], answer, rarity(found.weights(answer), at))


def _of_two_ways(one: WayAtPlaces, answer: Expression, bits: float) -> _Found:
    def confirmed() -> Explanation | None:
        tree = one.finished()
        if not are_same(tree, answer, one.made.names):
            return None
        said = of_task(one.made, answer, tree)
        evidence = Evidence(said, bits + of_pair(answer, FREE) + of_way(answer))
        rules = one.way.mal_rules
        return Explanation(rules, TOGETHER, TWO_FAULTS, tree, evidence=evidence)

    return _Found(bits, confirmed)
