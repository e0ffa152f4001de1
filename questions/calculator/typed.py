"""What people type into a calculator: a function whose letters nobody has declared, and a point."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from questions import maths
from questions.maths.expression import Negation, Number

WORD: Final = re.compile(r"[A-Za-z]+(?:_[A-Za-z0-9]+)?")
GREEK: Final = frozenset(
    {
        *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "kappa", "lambda"),
        *("mu", "nu", "xi", "rho", "sigma", "tau", "phi", "chi", "psi", "omega"),
    }
)
NEVER: Final = frozenset("ei")
"""Letters that stand for something else unless they are named."""
REQUEST: Final = re.compile(
    r"""\s*(?:(?:what\s+is|find|compute|calculate|work\s+out)\s+)?
    (?:the\s+)?(?:(?:second\s+|partial\s+)?derivative|gradient|slope|hessian|differentiate)
    \s+(?:of\s+)?(?:the\s+function\s+)?
    |\s*(?:d|∂)\s*/\s*(?:d|∂)\s*[A-Za-z]\s+""",
    re.VERBOSE | re.IGNORECASE,
)
"""What is written in front of a function where a person is asked and not a calculator."""
LEAD: Final = re.compile(r"\s*([A-Za-z]+(?:_[A-Za-z0-9]+)?)\s*:?=")
MOST_VARIABLES: Final = 4
COORDINATES: Final = frozenset("xyzt")
USUALLY_HELD: Final = frozenset("abckmn")
"""Beside one of the coordinates these are constants, unless they are named."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A scalar function; `variables` are what it is differentiated by, `held` what stays constant.

    `is_ambiguous` says that it could have been read in another way.
    """

    function: maths.Expression
    variables: tuple[str, ...]
    held: tuple[str, ...]
    is_ambiguous: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return self.variables + self.held


def symbols_in(texts: Sequence[str]) -> tuple[str, ...]:
    """Every letter, Greek name and name with an index that may be a symbol, in order."""
    found: dict[str, None] = {}
    for word in (match[0] for text in texts for match in WORD.finditer(text)):
        if "_" in word or word in GREEK:
            found.setdefault(word)
        elif len(word) > 1:
            found.update(dict.fromkeys(one for one in word if one not in NEVER))
        elif word not in NEVER:
            found.setdefault(word)
    return tuple(found)


def read_function(text: str, by: Sequence[str] = ()) -> Typed:
    """The function that was typed, alone or behind words such as “derivative of”.

    Its variables are those named in `by`, otherwise its letters in alphabetical order, without
    constants such as a and n beside x.

    Raises MathsError with the place in the text.
    """
    asked = REQUEST.match(text)
    start = asked.end() if asked else 0
    # Blanks keep every place where it is.
    plain = " " * start + text[start:]
    names = tuple(dict.fromkeys((*symbols_in([plain]), *by)))
    notation = maths.Notation(variables=names, expected="scalar")
    try:
        reading = maths.read(plain, notation)
        _check(reading.expression, text)
    except maths.MathsError as error:
        error.source = text
        raise
    used = sorted(maths.symbols(reading.expression))
    variables = tuple(by) or _variables(used)
    if len(variables) > MOST_VARIABLES:
        raise maths.UnsupportedError(
            f"There are {len(variables)} variables here, {listed(variables)}. Name at most "
            f"{MOST_VARIABLES} to differentiate by; the others are held constant.",
            source=text,
            end=len(text),
        )
    held = tuple(one for one in used if one not in variables)
    return Typed(reading.expression, variables, held, bool(reading.ambiguities))


def _variables(used: Sequence[str]) -> tuple[str, ...]:
    is_plain = not COORDINATES & set(used)
    return tuple(one for one in used if is_plain or one not in USUALLY_HELD) or ("x",)


def _check(tree: maths.Expression, text: str) -> None:
    if maths.shape(tree) != ():
        raise maths.UnsupportedError(
            "Write one function here, not a vector or a matrix.", source=text, end=len(text)
        )


def listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def read_names(text: str) -> tuple[str, ...]:
    """The variables that were named, separated by commas or blanks. Raises MathsError."""
    names = []
    for match in re.finditer(r"[^\s,;]+", text):
        if not WORD.fullmatch(match[0]) or match[0] in NEVER:
            message = f"“{match[0][:20]}” is no variable. Write letters, as in “x, y”."
            raise maths.UnsupportedError(message, source=text, start=match.start(), end=match.end())
        names.append(match[0])
    if len(names) > MOST_VARIABLES:
        message = f"Name at most {MOST_VARIABLES} variables."
        raise maths.UnsupportedError(message, source=text, end=len(text))
    return tuple(dict.fromkeys(names))


def read_point(text: str, names: Sequence[str]) -> tuple[tuple[str, maths.Expression], ...]:
    """A number for each name: in order as in “1, 2”, or by name as in “x = 1, y = 2”.

    Raises MathsError with the place in the text.
    """
    found: dict[str, maths.Expression] = {}
    left = list(names)
    for begin, end in parts_of(text):
        start = end - len(text[begin:end].lstrip())
        lead = LEAD.match(text, start, end)
        if lead is not None:
            name, first = lead[1], lead.end()
        else:
            name, first = left[0] if left else "", start
        if name not in left:
            raise _unwanted(text, start, end, name if lead else "", names)
        left.remove(name)
        found[name] = _number(text, first, end)
    if left:
        message = f"Give a number for {listed(left) if len(left) > 1 else left[0]} as well."
        raise maths.UnsupportedError(message, source=text, end=len(text))
    return tuple((name, found[name]) for name in names)


def read_numbers(text: str) -> tuple[maths.Expression, ...]:
    """Numbers separated by commas or semicolons. Raises MathsError with the place in the text."""
    return tuple(_number(text, start, end) for start, end in parts_of(text))


def _unwanted(
    text: str, start: int, end: int, name: str, names: Sequence[str]
) -> maths.UnsupportedError:
    wanted = listed(names) if len(names) > 1 else names[0]
    message = f"The point has a number for {wanted} alone."
    if name in names:
        message = f"{name} has two numbers here."
    elif name:
        message = f"{name} does not occur in the function. {message}"
    return maths.UnsupportedError(message, source=text, start=start, end=end)


def _number(text: str, start: int, end: int) -> maths.Expression:
    plain = " " * start + text[start:end]
    try:
        tree = maths.read(plain, maths.Notation(variables=(), expected="scalar")).expression
    except maths.MathsError as error:
        error.source = text
        raise
    # A decimal stays as it was written.
    bare = tree.operand if isinstance(tree, Negation) else tree
    return tree if isinstance(bare, Number) else maths.tidy(tree)


def parts_of(text: str) -> Iterator[tuple[int, int]]:
    """Where the parts between commas or semicolons begin and end; brackets around all are left
    out, and commas within others belong to a number.
    """
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    if text[first:last].startswith("(") and _closing(text, first) == last - 1:
        first, last = first + 1, last - 1
    depth, start = 0, first
    for place in range(first, last):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if text[place] in ",;" and depth == 0:
            yield start, place
            start = place + 1
    if text[start:last].strip():
        yield start, last


def _closing(text: str, opening: int) -> int:
    depth = 0
    for place in range(opening, len(text)):
        depth += (text[place] in "([{") - (text[place] in ")]}")
        if depth == 0:
            return place
    return -1
