"""The part of Maxima that STACK's simple questions use: names with values, read by our reader."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from questions import maths

from .records import RefusedError

STATEMENT: Final = re.compile(r"([A-Za-z_]\w*)\s*:(?!=)\s*(.+)", re.DOTALL)
NAME: Final = re.compile(r"(?<![\w%])[A-Za-z_]\w*")
CONSTANTS: Final = (("%pi", "pi"), ("%e", "e"))
FUNCTIONS: Final = frozenset(
    {"sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh", "tanh"}
    | {"asinh", "acosh", "atanh", "exp", "log", "sqrt", "abs", "max", "min", "signum"}
)
RENAMED: Final = {"log": "ln", "signum": "sign"}
AS_IT_IS: Final = frozenset(
    {"expand", "factor", "ratsimp", "fullratsimp", "simplify", "trigsimp", "radcan", "ev"}
)
"""Functions that change how an expression is written, not its value."""
LONGEST: Final = 5_000
MOST_STATEMENTS: Final = 60
COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
STATEMENTS: Final = re.compile(r"\s*([^;$]*[^;$\s])\s*")
Draw = Callable[[str, list[str]], str]


class Values:
    """What the variables of a question say, each as text of our own that reads in one way. Where
    they change by chance, `draw` says what a call of rand and its arguments give.

    Raises RefusedError, with the line and what is not understood, for anything beyond that: loops,
    functions of one's own.
    """

    def __init__(self, source: str, draw: Draw | None = None) -> None:
        self._texts: dict[str, str] = {}
        self._draw = draw
        for line, statement in statements(source):
            with numbered(line):
                self._assign(statement)

    def _assign(self, statement: str) -> None:
        found = STATEMENT.fullmatch(statement)
        if found is None:
            raise RefusedError(f"“{statement[:60]}” is not understood.")
        self._texts[found[1]] = maths.write_text(self.tree(found[2]))

    def tree(self, source: str) -> maths.Expression:
        """The expression, tidy, with the values put in and derivatives taken."""
        return maths.tidy(self._tree(source, 0))

    def _tree(self, source: str, depth: int) -> maths.Expression:
        if len(source) > LONGEST or depth > 20:
            raise RefusedError("An expression of its variables is too long.")
        plain = self._called(source.strip(), depth)
        for theirs, ours in CONSTANTS:
            plain = plain.replace(theirs, ours)
        if "%" in plain:
            raise RefusedError(f"“{source.strip()[:60]}” has a constant that is not known.")
        names = sorted(set(NAME.findall(plain)) - FUNCTIONS - {"e", "pi"})
        for theirs, ours in RENAMED.items():
            plain = re.sub(rf"(?<!\w){theirs}\(", f"{ours}(", plain)
        notation = maths.Notation(tuple(names), expected="any")
        try:
            return maths.read(plain.replace("**", "^"), notation).expression
        except maths.MathsError as error:
            raise RefusedError(
                f"“{source.strip()[:60]}” is not understood: {error.message}"
            ) from error

    def _called(self, source: str, depth: int) -> str:
        """The source with known names replaced and Maxima's own functions worked out."""
        parts, end = [], 0
        while match := NAME.search(source, end):
            parts.append(source[end : match.start()])
            name, end = match[0], match.end()
            if source[end:].lstrip().startswith("("):
                inside, end = bracketed(source, end)
                parts.append(self._result(name, arguments(inside), depth + 1))
            else:
                parts.append(f"({self._texts[name]})" if name in self._texts else name)
        return "".join(parts) + source[end:]

    def _result(self, name: str, given: list[str], depth: int) -> str:
        if name in FUNCTIONS:
            return f"{name}({', '.join(self._called(one, depth) for one in given)})"
        if name == "matrix":
            return f"[{', '.join(self._called(one, depth) for one in given)}]"
        if name in AS_IT_IS and given:
            return f"({maths.write_text(self._tree(given[0], depth))})"
        if name == "diff" and len(given) in (2, 3):
            return f"({self._derivative(given, depth)})"
        if name.startswith("rand") and self._draw is not None:
            return self._draw(name, given)
        raise RefusedError(f"It calls “{name}”, which is not understood.")

    def _derivative(self, given: list[str], depth: int) -> str:
        tree = self._tree(given[0], depth)
        order = given[2].strip() if len(given) == 3 else "1"
        if not re.fullmatch("[1-9]", order):
            raise RefusedError(f"It differentiates “{order[:20]}” times, which is not understood.")
        try:
            for _ in range(int(order)):
                tree = maths.differentiate(tree, given[1].strip()).result
        except maths.MathsError as error:
            raise RefusedError(f"A derivative in its variables fails: {error.message}") from error
        return maths.write_text(tree)


def maxima(tree: maths.Expression) -> str:
    """An expression, vector or matrix for Maxima. Raises RefusedError for what Maxima lacks."""
    parts = maths.components(tree)
    sizes = maths.shape(tree)
    if len(sizes) == 1:
        return f"[{', '.join(maxima(one) for one in parts)}]"
    if len(sizes) == 2:
        rows = [parts[at : at + sizes[1]] for at in range(0, len(parts), sizes[1])]
        return f"matrix({', '.join('[' + ', '.join(maxima(c) for c in row) + ']' for row in rows)})"
    text = maths.write_text(tree)
    known = FUNCTIONS | set(RENAMED.values()) | maths.symbols(tree) | {"e", "pi"}
    unknown = sorted(set(NAME.findall(text)) - known)
    if unknown or "|" in text:
        raise RefusedError(f"Maxima does not know “{unknown[0] if unknown else '|'}” as we do.")
    for theirs, ours in RENAMED.items():
        text = re.sub(rf"(?<!\w){ours}\(", f"{theirs}(", text)
    return re.sub(r"(?<!\w)(e|pi)(?!\w)", r"%\1", text)


def statements(source: str) -> list[tuple[int, str]]:
    """Each statement with the number of its line. Raises RefusedError for too many."""
    plain = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)
    found = [
        (plain.count("\n", 0, match.start(1)) + 1, match[1].strip())
        for match in STATEMENTS.finditer(plain)
    ]
    if len(found) > MOST_STATEMENTS:
        raise RefusedError("Its variables have too many statements.")
    return found


@contextmanager
def numbered(line: int) -> Iterator[None]:
    """Says of what is refused in which line of the variables it stands."""
    try:
        yield
    except RefusedError as refusal:
        raise RefusedError(f"Line {line} of its variables: {refusal}") from refusal


def bracketed(source: str, start: int) -> tuple[str, int]:
    """What stands in the brackets that open at or after `start`, and where they have ended."""
    opened = source.index("(", start)
    depth = 0
    for place in range(opened, len(source)):
        depth += (source[place] in "([") - (source[place] in ")]")
        if depth == 0:
            return source[opened + 1 : place], place + 1
    raise RefusedError(f"A bracket of “{source[:60]}” is not closed.")


def arguments(inside: str) -> list[str]:
    """What stands between commas that no brackets hold."""
    found, depth = [""], 0
    for sign in inside:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return found
