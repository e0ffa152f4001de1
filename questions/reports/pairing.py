"""Rows that take options, as a page shows them, and what is said of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from questions import maths, plots, problems
from questions.models import Response
from questions.plots import Picture
from questions.problems import Figure, Problem

Found = Mapping[str, Any]

LEFT_OPEN = "left open."


@dataclass(frozen=True)
class Choice:
    """An option that a row may take, by what it is called."""

    id: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class PairRow:
    """A row, what it may take and what it took. `right` and `is_right` tell the key: they are
    empty until the answer is released. `mistakes` are for authors.
    """

    position: int
    text: str
    picture: Picture | None
    choices: Sequence[Choice]
    chosen: str
    right: str
    is_right: bool | None
    remark: str
    mistakes: Sequence[str]


def rows(
    problem: Problem,
    entry: Sequence[str],
    *,
    is_released: bool,
    names: Mapping[str, str] | None = None,
) -> list[PairRow]:
    """The rows with the entry in them; none where the kind has none. `names` are of mal-rules."""
    chosen = [*entry, *[""] * len(problem.pairs)]
    labels = dict(_labels(problem))
    return [
        PairRow(
            position=place + 1,
            text=pair.text,
            picture=drawn(pair.picture),
            choices=[Choice(key, label, key == chosen[place]) for key, label in labels.items()],
            chosen=labels.get(chosen[place], ""),
            right=labels[pair.option] if is_released else "",
            is_right=chosen[place] == pair.option if is_released else None,
            remark=pair.feedback if is_released else "",
            mistakes=[
                f"{labels[option]}: {(names or {}).get(rule, rule)}"
                for option, rule in pair.mistakes
                if names is not None
            ],
        )
        for place, pair in enumerate(problem.pairs)
    ]


@dataclass(frozen=True)
class Lettered:
    """An option by what it is called."""

    label: str
    text: str
    picture: Picture | None


@dataclass(frozen=True)
class Shown:
    """The rows of a question with what they took, and the options that they take."""

    kind: str
    rows: Sequence[PairRow]
    options: Sequence[Lettered]


def shown(problem: Problem, entry: Sequence[str], *, is_released: bool) -> Shown | None:
    """None where the kind has no rows."""
    if not problem.pairs:
        return None
    named = zip(problem.options, problems.labels(problem), strict=True)
    options = [Lettered(label, one.text, drawn(one.picture)) for one, label in named]
    return Shown(problem.kind, rows(problem, entry, is_released=is_released), options)


def answered(problem: Problem, response: Response, *, is_released: bool) -> Shown | None:
    """The rows with what a response chose; None where the kind has no rows."""
    chosen = (response.comparison or {}).get("chosen", [])
    return shown(problem, chosen, is_released=is_released)


def spelled(problem: Problem, reading: Sequence[str]) -> list[str]:
    """How rows were read, each with its own text in the place of its number where it has one."""
    if len(reading) != len(problem.pairs):
        return list(reading)
    found = zip(problem.pairs, reading, strict=True)
    return [f"{one.text}: {text.partition(': ')[2]}" if one.text else text for one, text in found]


def sentences(problem: Problem, found: Found, *, is_released: bool) -> Iterator[str]:
    """Which rows are right; what is told about the wrong ones only where the key may be shown."""
    if found.get("near") == "open" and not is_released:
        yield f"{_rows(_open(found['chosen']))} still open."
        return
    if found["equal"]:
        yield "Every row is right."
        return
    right = [place for place, is_right in enumerate(found["right"], start=1) if is_right]
    wrong = [place for place, is_right in enumerate(found["right"], start=1) if not is_right]
    yield f"{_rows(right)} right; {_rows(wrong).lower()} not." if right else "No row is right."
    if is_released:
        for place in wrong:
            told = problem.pairs[place - 1].feedback if found["chosen"][place - 1] else LEFT_OPEN
            if told:
                yield f"Row {place}: {told}"


def right(problem: Problem) -> str:
    """Authored text with what each row takes, or the lines of an ordering in their order; empty
    where the kind has no rows.
    """
    labels = dict(_labels(problem))
    if problem.kind == "ordering":
        places = list(labels)
        placed = [one for one in problem.pairs if one.option != problems.LEFT_OUT]
        in_order = sorted(placed, key=lambda one: places.index(one.option))
        return "\n".join(f"{place}. {one.text}" for place, one in enumerate(in_order, start=1))
    told = (f"row {n}: {labels[one.option]}" for n, one in enumerate(problem.pairs, start=1))
    return f"The right options are {', '.join(told)}." if problem.pairs else ""


def lacking(problem: Problem, entry: Sequence[str], state: str) -> tuple[str, str]:
    """The state, with the rows that have nothing chosen; empty where all have something."""
    missing = _open([*entry, *[""] * len(problem.pairs)][: len(problem.pairs)])
    return (state, f"{_rows(missing)} still open.") if missing else ("", "")


@lru_cache(maxsize=512)
def drawn(figure: Figure | None) -> Picture | None:
    """The picture of a figure; the same is drawn once."""
    if figure is None:
        return None
    notation = maths.Notation(variables=(figure.variable,), expected="scalar")
    function = maths.read(figure.function, notation).expression
    return plots.shape(function, figure.variable, (figure.low, figure.high))


def _labels(problem: Problem) -> Iterator[tuple[str, str]]:
    for option, label in zip(problem.options, problems.labels(problem), strict=True):
        yield option.id, label


def _open(chosen: Sequence[str]) -> list[int]:
    return [place for place, option in enumerate(chosen, start=1) if not option]


def _rows(places: Sequence[int]) -> str:
    texts = [str(place) for place in places]
    if len(texts) == 1:
        return f"Row {texts[0]} is"
    return f"Rows {', '.join(texts[:-1])} and {texts[-1]} are"
