"""The part of Maxima that STACK's simple questions use: names with values, read by our reader."""

import re
from collections.abc import Iterator
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


class Values:
    """What the variables of a question say, each as text of our own that reads in one way.

    Raises RefusedError, with what is not understood, for anything beyond plain values: chance,
    loops, functions of one's own.
    """

    def __init__(self, source: str) -> None:
        self._texts: dict[str, str] = {}
        statements = list(_statements(source))
        if len(statements) > MOST_STATEMENTS:
            raise RefusedError("Its variables have too many statements.")
        for statement in statements:
            self._assign(statement)

    def _assign(self, statement: str) -> None:
        found = STATEMENT.fullmatch(statement)
        if found is None:
            raise RefusedError(f"Its variables say “{statement[:60]}”, which is not understood.")
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
                inside, end = _bracketed(source, end)
                parts.append(self._result(name, _arguments(inside), depth + 1))
            else:
                parts.append(f"({self._texts[name]})" if name in self._texts else name)
        return "".join(parts) + source[end:]

    def _result(self, name: str, arguments: list[str], depth: int) -> str:
        if name in FUNCTIONS:
            return f"{name}({', '.join(self._called(one, depth) for one in arguments)})"
        if name == "matrix":
            return f"[{', '.join(self._called(one, depth) for one in arguments)}]"
        if name in AS_IT_IS and arguments:
            return f"({maths.write_text(self._tree(arguments[0], depth))})"
        if name == "diff" and len(arguments) in (2, 3):
            return f"({self._derivative(arguments, depth)})"
        if name.startswith("rand"):
            raise RefusedError("Its numbers change by chance (rand), which is not understood.")
        raise RefusedError(f"It calls “{name}”, which is not understood.")

    def _derivative(self, arguments: list[str], depth: int) -> str:
        tree = self._tree(arguments[0], depth)
        order = arguments[2].strip() if len(arguments) == 3 else "1"
        if not re.fullmatch("[1-9]", order):
            raise RefusedError(f"It differentiates “{order[:20]}” times, which is not understood.")
        try:
            for _ in range(int(order)):
                tree = maths.differentiate(tree, arguments[1].strip()).result
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


def _statements(source: str) -> Iterator[str]:
    source = re.sub(r"/\*.*?\*/", " ", source, flags=re.DOTALL)
    for piece in re.split(r"[;$]", source):
        if piece.strip():
            yield piece.strip()


def _bracketed(source: str, start: int) -> tuple[str, int]:
    """What stands in the brackets that open at or after `start`, and where they have ended."""
    opened = source.index("(", start)
    depth = 0
    for place in range(opened, len(source)):
        depth += (source[place] in "([") - (source[place] in ")]")
        if depth == 0:
            return source[opened + 1 : place], place + 1
    raise RefusedError(f"A bracket of “{source[:60]}” is not closed.")


def _arguments(inside: str) -> list[str]:
    found, depth = [""], 0
    for sign in inside:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return found
