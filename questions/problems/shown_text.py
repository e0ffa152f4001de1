"""What the formulas of a question's text say, and the few that people type without dollars:
functions, values, points, and what is differentiated.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from questions import maths
from questions.maths.expression import Expression, Relation, Symbol, substitute

from .notations import NAME, Derived, alike, bare, closing, derived, operand
from .plain_text import FORMULA, with_dollars

_LIST: Final = rf"\(\s*({NAME}(?:\s*,\s*{NAME})*)\s*\)"
NAMED: Final = re.compile(rf"\s*({NAME})\s*(?:{_LIST}\s*)?=(?!=)")
PLACED: Final = re.compile(rf"\s*{_LIST}\s*=\s*(\(.*\))\s*")
LETTERS: Final = re.compile(rf"\s*{NAME}\s*(?:{_LIST}\s*)?")
"""A name only mentioned, such as x, or f(x, y)."""
CONDITION: Final = re.compile(r"[<>:]|\\(?:neq?|leq?|geq?|lt|gt|in|to|colon)(?![a-zA-Z])")
UNASKED: Final = re.compile(r"\s*=\s*(?:\?|…|\\[lc]?dots|\\_+|_+|\\square|\\Box)?\s*$")
VALUE: Final = re.compile(r"(.*?)\s*\|\s*_\s*(?:\{(.+)\}|(\w))\s*", re.DOTALL)
PLACE: Final = re.compile(r"\b(?:at|where|when|point|for|if)\s*$", re.IGNORECASE)
LETTER: Final = re.compile(r"(?<![\\a-zA-Z])[a-df-zA-Z](?![a-zA-Z])")
INNER: Final = re.compile(r"\\frac\s*\{?\s*(?:d|\\partial)(?![a-zA-Z])|\\nabla|\\partial|'|\\\|")
"""A derivative within a formula, or a norm."""
VECTOR: Final = re.compile(rf"\s*{NAME}\s*\\in(?![a-zA-Z]).*\^", re.DOTALL)
BY: Final = re.compile(r"\b(?:respect to|by)\s*$", re.IGNORECASE)
GROUPED: Final = re.compile(r"\d,\d")
"""A decimal comma, or one of thousands, where no bracket is open."""
APPLIED: Final = re.compile(r"(?<![\\a-zA-Z])([a-zA-Z])\s*(?:\(|')")
ARGUMENTS: Final = frozenset("xyzt")
LONGEST: Final = 300

Point = tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function of a text: its name, or "", and the variables that stand behind the name."""

    name: str
    arguments: tuple[str, ...]
    tree: Expression


@dataclass(slots=True)
class Shown:
    """What a text says; `asked` are the variables by which its notation differentiates, one entry
    for each operator, `named` the functions that are differentiated by name, and `mentioned` the
    names that stand alone. `is_bounded` says that there is a condition on a variable, `is_single`
    that one function is not there to be put into another, and `is_readable` is False where anything
    says what is not understood.
    """

    functions: list[Function] = field(default_factory=list)
    values: dict[str, Expression] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    asked: list[tuple[str, ...]] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    is_bounded: bool = False
    is_single: bool = False
    is_readable: bool = True


def shown(text: str, variables: Sequence[str] = ()) -> Shown:
    """What the text says, to students who answer in the variables. A name that has a function is
    put into the others.
    """
    text, is_read = with_dollars(text)
    seen = Shown(is_readable=is_read)
    known = frozenset(variables) or ARGUMENTS
    for found in FORMULA.finditer(text):
        before = text[: found.start()]
        is_place = bool(PLACE.search(before))
        whole = UNASKED.sub("", alike(found[1] or found[2]).strip().rstrip(".,;"))
        if GROUPED.search(re.sub(r"\([^()]*\)", "", whole)):
            seen.is_readable = False
        for part in _parts(whole):
            if part.strip() and not _take(seen, part.strip(), known, is_place=is_place):
                seen.is_readable = False
        if BY.search(before) and re.fullmatch(NAME, whole):
            seen.asked.append((bare(whole),))
    _put_in(seen)
    return seen


def formula(text: str) -> Expression | None:
    """What a text says that is one formula and nothing else."""
    found = FORMULA.fullmatch(text.strip())
    return read(alike(found[1] or found[2]).strip().rstrip(".,;")) if found else None


def are_equal(one: Expression, other: Expression) -> bool:
    """Whether two formulas are equal wherever both have a value, in whatever letters."""
    variables = sorted(maths.symbols(one) | maths.symbols(other))
    return maths.compare(one, other, variables=variables).kind in maths.SAME


def read(latex: str, variables: frozenset[str] = ARGUMENTS) -> Expression | None:
    """None for what is no formula of ours, or empty."""
    if not latex.strip() or len(latex) > LONGEST:
        return None
    names = tuple(sorted({*LETTER.findall(latex), *ARGUMENTS, *variables}))
    try:
        return maths.read(latex, maths.Notation(variables=names, syntax="latex")).expression
    except maths.MathsError:
        return None


def _take(seen: Shown, part: str, known: frozenset[str], *, is_place: bool) -> bool:
    """Whether a part of a formula is understood; what it says is noted."""
    if (found := derived(part)) is not None:
        return _take_derived(seen, found, known)
    if placed := PLACED.fullmatch(part):
        point = _point(placed[2])
        names = _names(placed[1])
        seen.values.update(zip(names, point, strict=False))
        return len(names) == len(point)
    if mentioned := LETTERS.fullmatch(part):
        seen.mentioned |= set() if mentioned[1] else {bare(part)}
        return True
    if part.startswith("(") and len(point := _point(part)) > 1:
        seen.points.append(point)
        return True
    if part[0].isupper() and closing(part, 1) == len(part) and _is_constant(_point(part[1:])):
        seen.points.append(_point(part[1:]))
        return True
    head = NAMED.match(part)
    if head is None and "=" not in part and CONDITION.search(part):
        seen.is_bounded = seen.is_bounded or "\\to" not in part
        return not VECTOR.match(part)
    source = part[head.end() :] if head else part
    tree = _scalar(source, known)
    if tree is None:
        return False
    return _take_tree(seen, head, tree, is_place=is_place)


def _take_tree(
    seen: Shown, head: re.Match[str] | None, tree: Expression, *, is_place: bool
) -> bool:
    """A function, a value, or a point with a name."""
    arguments = _names(head[2]) if head else ()
    if head and not arguments and maths.shape(tree):
        seen.points.append(tuple(maths.components(tree)))
        return _is_constant(maths.components(tree))
    if not maths.symbols(tree) or (is_place and isinstance(tree, Symbol)):
        if head and not arguments:
            seen.values[bare(head[1])] = tree
        elif is_place:
            seen.points.append((tree,))
        return is_place or head is not None
    seen.functions.append(Function(bare(head[1]) if head else "", arguments, tree))
    return bool(arguments or tree.children)


def _take_derived(seen: Shown, found: Derived, known: frozenset[str]) -> bool:
    """An operator, and what it is applied to: a name, a name at a point, or a formula."""
    seen.asked.append(found.by)
    of = found.of
    if at := VALUE.fullmatch(of):
        of = at[1]
        where = at[2] or at[3]
        if not all(_take(seen, one, known, is_place=True) for one in _parts(where)):
            return False
    if not of:
        return False
    seen.named |= {bare(name[0])} if (name := re.match(NAME, of)) else set()
    if mentioned := LETTERS.fullmatch(of):
        if mentioned[1]:
            seen.points.append(tuple(map(Symbol, _names(mentioned[1]))))
        return True
    if of[0].isalpha() and closing(of, 1) == len(of) and of[0] not in known:
        point = _point(of[1:])
        seen.points.append(point)
        return bool(point)
    inner = operand(of)
    tree = _scalar(inner, known) if inner else None
    if tree is None or not maths.symbols(tree):
        return False
    seen.functions.append(Function("", (), tree))
    return True


def _scalar(source: str, known: frozenset[str]) -> Expression | None:
    """What a formula says without equals signs, derivatives, and functions that are only named."""
    if "=" in source or INNER.search(source):
        return None
    if any(one not in known for one in APPLIED.findall(source)):
        return None
    tree = read(source, known)
    return None if isinstance(tree, Relation) else tree


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(bare(one) for one in (text or "").split(",") if one.strip())


def _point(text: str) -> Point:
    """The entries between brackets; none where one cannot be read."""
    read_ = [read(one) for one in _parts(text.strip()[1:-1])]
    return () if None in read_ else tuple(one for one in read_ if one is not None)


def _is_constant(point: Sequence[Expression]) -> bool:
    return bool(point) and not any(maths.symbols(one) for one in point)


def _put_in(seen: Shown) -> None:
    """Each function with the names of others replaced by what they stand for, once; behind these,
    as they were written, those that have others put in, and those that were put in. What f(x) is
    put into is not read, as f^{-1} need not be a power, nor where that brings in a variable that
    is there already: a derivative by x may hold the other one.
    """
    known: Mapping[str, Expression] = {one.name: one.tree for one in seen.functions if one.name}
    has_arguments = {one.name: bool(one.arguments) for one in seen.functions}
    whole, parts, used = [], [], set[str]()
    for one in seen.functions:
        inner = {name: tree for name, tree in known.items() if name != one.name}
        names = maths.symbols(one.tree) & inner.keys()
        used |= names
        own = maths.symbols(one.tree)
        if any(has_arguments[name] or maths.symbols(inner[name]) & own for name in names):
            seen.is_readable = False
        if names:
            parts.append(one)
        whole.append(replace(one, tree=substitute(one.tree, inner)) if names else one)
    asked = [one for one in whole if one.name not in used]
    seen.is_single = len(asked) == 1
    seen.functions = [*asked, *parts, *(one for one in whole if one.name in used)]


def _parts(formula: str) -> Iterator[str]:
    """The parts of a formula between commas and words that stand in no brackets."""
    depth, start = 0, 0
    formula = re.sub(r"\\q?quad(?![a-zA-Z])|\\text\s*\{[^}]*\}", ",", formula)
    for place, sign in enumerate(formula):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            yield formula[start:place]
            start = place + 1
    yield formula[start:]
