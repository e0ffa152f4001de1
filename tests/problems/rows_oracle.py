"""An oracle for questions of rows and lines: graphs to be matched, lines to be ordered or judged.

It reads the functions that are drawn, and the lines as they are shown. Every line is held to be
true or not by mpmath's numerical differentiation of what the lines name.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import mpmath as mp

from tests.functions import UndefinedError
from tests.notation import Tree, read, value

from .latex_text import plain

Row = Mapping[str, Any]
PLACES: Final = ("0.1", "0.7", "1.3", "2.9")
TINY: Final = mp.mpf("1e-15")
NAMED: Final = re.compile(r"(?:Take|and|is|For|one) \$([uvw]) = ([^$]+)\$")
FORMULA: Final = re.compile(r"\$([^$]+)\$")
INNER: Final = re.compile(r"\\frac\{d\}\{d ([uvw])\}\\left\[(.+)\\right\]")


def match_graph(row: Row) -> bool:
    """Whether of each row exactly the option that it takes shows its derivative, or has it."""
    is_back = re.search("graph of a derivative|three derivatives", row["prompt"])
    options = {one["id"]: _drawn(one) for one in row["options"]}
    for pair in row["pairs"]:
        shown = _drawn(pair)
        fits = [
            key
            for key, tree in options.items()
            if (_is_slope(shown, tree) if is_back else _is_slope(tree, shown))
        ]
        if fits != [pair["option"]]:
            return False
    return True


def first_wrong_line(row: Row) -> bool:
    lines = re.findall(r"^\d+\. (.+)$", row["prompt"], re.MULTILINE)
    truths = list(_truths(row["prompt"], lines))
    right = [one["text"] for one in row["options"] if one["correct"]]
    wrong = [f"Line {place}" for place, is_true in enumerate(truths, start=1) if not is_true]
    return right == [*wrong, "None: every line is right."][:1]


def order_steps(row: Row) -> bool:
    """All and only the true lines have a place, each its own; names come before their use, and the
    derivative of the whole function last.
    """
    places = [int(one["option"]) for one in row["pairs"]]
    texts = [one["text"] for one in row["pairs"]]
    in_order = [text for place, text in sorted(zip(places, texts, strict=True)) if place]
    left_out = [text for place, text in zip(places, texts, strict=True) if not place]
    if sorted(place for place in places if place) != list(range(1, len(in_order) + 1)):
        return False
    true = list(_truths(row["prompt"], in_order + left_out))
    if not all(true[: len(in_order)]) or any(true[len(in_order) :]):
        return False
    whole = ["f'(" in text for text in in_order]
    return whole == sorted(whole) and any(whole) and _are_named_before(in_order)


def _are_named_before(lines: Sequence[str]) -> bool:
    known: set[str] = set()
    for line in lines:
        if (found := re.match(r"For \$([uvw]) =|\$([uvw])' =", line)) and known.isdisjoint(
            {found[1], found[2]}
        ):
            return False
        known |= {name for name, _ in NAMED.findall(line)}
    return True


def _drawn(row: Row) -> Tree:
    return read(row["picture"]["function"], (row["picture"]["variable"],))


def _is_slope(slope: Tree, tree: Tree) -> bool:
    def at(tree: Tree) -> Callable[[Any], Any]:
        return lambda x: value(tree, {"x": x})

    places = [mp.mpf(one) for one in ("-1.1", "0.3", "2.3")]
    return all(abs(mp.diff(at(tree), x) - at(slope)(x)) < TINY for x in places)


def _truths(prompt: str, lines: Sequence[str]) -> Iterator[bool]:
    """Of each line in turn; a line that only names things is true."""
    (letter, whole) = re.search(r"\$f\((\w)\) = ([^$]+)\$", prompt).groups()  # type: ignore[union-attr]
    names = {"f": _function(whole, letter)}
    for line in lines:
        names |= {name: _function(text, letter) for name, text in NAMED.findall(line)}
    for line in lines:
        yield all(_is_true(one, names, letter) for one in FORMULA.findall(line))


def _is_true(formula: str, names: Mapping[str, Any], letter: str) -> bool:
    left, *sides = formula.split(" = ")
    if found := INNER.fullmatch(left):
        inner, by = _function(found[2], found[1]), found[1]
    elif found := re.fullmatch(rf"([fuvw])'(?:\({letter}\))?", left):
        inner, by = names[found[1]], letter
    else:
        return True
    return all(_are_equal(inner, _function(side, by)) for side in sides)


def _are_equal(inner: Callable[[Any], Any], side: Callable[[Any], Any]) -> bool:
    met = 0
    for place in map(mp.mpf, PLACES):
        try:
            gap = mp.diff(inner, place) - side(place)
        except (UndefinedError, ZeroDivisionError):
            continue
        met += 1
        if abs(gap) > TINY:
            return False
    if not met:
        raise ValueError("No place where both have a value.")
    return True


def _function(latex: str, letter: str) -> Callable[[Any], Any]:
    tree = read(plain(latex), (letter,))
    return lambda at: value(tree, {letter: at})
