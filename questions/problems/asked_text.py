"""What a question's text asks for in words, and the functions and the point that it shows."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from questions import maths
from questions.maths.expression import Expression, Relation, substitute

FORMULA: Final = re.compile(r"\$\$(.+?)\$\$|\$([^$]+)\$", re.DOTALL)
ASKS: Final = re.compile(
    r"\b(differentiat\w+|derivatives?|gradients?|hessian|jacobian|slopes?|rates? of change)\b"
    r"|\\nabla|\\frac\{\\partial|\\frac\{d\}|[a-z]'+\s*(\(|$|\$)|[∇∂]",
    re.IGNORECASE,
)
OTHERWISE: Final = re.compile(
    r"\b(direction\w*|steep\w*|tangents?|normals?|descen\w+|ascen\w+|steps?|learning|stationary|critical"
    r"|extrem\w+|maxim\w+|minim\w+|inflection|increas\w+|decreas\w+|zeros?|vanish\w*|implicit\w*"
    r"|parametri\w+|path|along|chain|total|approximat\w+|linear\w*|differences?|quotient|anti\w*"
    r"|integra\w+|magnitude|length|norm|angle|sign|divergence|curl|laplacian|inverse|limit|loss"
    r"|how many|which|estimate\w*|rate at which|determinant|trace|sum|error|third"
    r"|fourth|logarithm of)\b",
    re.IGNORECASE,
)
"""Something is made of the derivative, or it is another sort of derivative."""
NAMED: Final = re.compile(
    r"\s*([a-zA-Z])\s*(?:(?:\\left)?\(([a-zA-Z,\s]*)(?:\\right)?\)\s*)?=(?!=)"
)
POINT: Final = re.compile(r"\s*(?:\\left)?\(([^()]*)(?:\\right)?\)\s*")
APPLIED: Final = re.compile(r"[a-zA-Z]\([a-zA-Z, ]*\)")
"""A function only mentioned, such as f(x, y)."""
LETTER: Final = re.compile(r"(?<![\\a-zA-Z])[a-df-zA-Z](?![a-zA-Z])")
LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """Functions by their names ("" for one without), and values of names; `is_readable` is False
    where a formula says something that is neither.
    """

    functions: tuple[tuple[str, Expression], ...]
    values: Mapping[str, Expression]
    points: tuple[tuple[Expression, ...], ...]
    is_readable: bool


def asks_for_derivative(text: str) -> bool:
    """Whether the text asks for a derivative, and for nothing that is made of one."""
    return bool(ASKS.search(text)) and not OTHERWISE.search(text)


def shown(text: str) -> Shown:
    """What the formulas of the text say. A name that has a function is put into the others."""
    functions: list[tuple[str, Expression]] = []
    values: dict[str, Expression] = {}
    points: list[tuple[Expression, ...]] = []
    is_readable = True
    for whole in (found[1] or found[2] for found in FORMULA.finditer(text)):
        for part in _parts(whole.strip().rstrip(".,;")):
            if point := POINT.fullmatch(part):
                read = [_read(one) for one in point[1].split(",")]
                if len(read) > 1 and all(one is not None for one in read):
                    points.append(tuple(one for one in read if one is not None))
                continue
            head = NAMED.match(part)
            tree = _read(part[head.end() :] if head else part)
            if tree is None or isinstance(tree, Relation):
                is_readable = is_readable and "=" not in part
            elif head and not maths.symbols(tree) and not head[2]:
                values[head[1]] = tree
            elif tree.children and (head or maths.symbols(tree)) and not APPLIED.fullmatch(part):
                functions.append((head[1] if head else "", tree))
    return Shown(tuple(_put_in(functions)), values, tuple(points), is_readable)


def formula(text: str) -> Expression | None:
    """What a text says that is one formula and nothing else."""
    found = FORMULA.fullmatch(text.strip())
    return _read((found[1] or found[2]).strip().rstrip(".,;")) if found else None


def are_equal(one: Expression, other: Expression) -> bool:
    """Whether two formulas are equal wherever both have a value, in whatever letters."""
    variables = sorted(maths.symbols(one) | maths.symbols(other))
    return maths.compare(one, other, variables=variables).kind in maths.SAME


def _put_in(functions: list[tuple[str, Expression]]) -> Iterator[tuple[str, Expression]]:
    """Each function with the names of others replaced by what they stand for, once."""
    known = {name: tree for name, tree in functions if name}
    for name, tree in functions:
        inner = {one: value for one, value in known.items() if one != name}
        yield name, substitute(tree, inner) if maths.symbols(tree) & inner.keys() else tree


def _parts(formula: str) -> Iterator[str]:
    """The parts of a formula between commas and “and” that stand in no brackets."""
    depth, start = 0, 0
    formula = re.sub(r"\\(quad|qquad|,|;|!| )|\\text\{[^}]*\}", ",", formula)
    for place, sign in enumerate(formula):
        depth += (sign in "([{") - (sign in ")]}")
        if sign == "," and depth == 0:
            yield formula[start:place]
            start = place + 1
    yield formula[start:]


def _read(latex: str) -> Expression | None:
    """None for what is no formula of ours, or empty."""
    if not latex.strip() or len(latex) > LONGEST:
        return None
    names = tuple(sorted(set(LETTER.findall(latex))))
    try:
        return maths.read(latex, maths.Notation(variables=names, syntax="latex")).expression
    except maths.MathsError:
        return None
