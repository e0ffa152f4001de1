"""STACK's variables that change by chance, as the lines of a template: parameters, definitions."""

import re
from itertools import count
from typing import Final

from .maxima import (
    AS_IT_IS,
    CONSTANTS,
    FUNCTIONS,
    NAME,
    RENAMED,
    STATEMENT,
    arguments,
    bracketed,
    numbered,
    statements,
)
from .records import RefusedError

WHOLE: Final = r"-?\d{1,6}"
NUMBER: Final = r"-?\d{1,6}(?:\.\d{1,6})?"
BESIDE: Final = re.compile(
    rf"(?:(?P<before>{WHOLE})\s*\+\s*)?rand\(\s*(?P<count>\d{{1,5}})\s*\)"
    rf"(?:\s*(?P<sign>[+-])\s*(?P<behind>\d{{1,6}}))?"
)
"""A whole number by chance, with one added or taken away: a range of its own."""
KNOWN: Final = "rand(5), rand([2,3,5]), rand_with_prohib(-5,5,[0]) and rand_with_step(0,1,0.1)"
TEMPLATE_FUNCTIONS: Final = frozenset({"diff"})


class Lines:
    """What a question's variables say as lines of a template, whose other names are `free`.

    Raises RefusedError, with the line, for what a template cannot say.
    """

    def __init__(self, source: str) -> None:
        self.parameters: list[str] = []
        self.definitions: list[str] = []
        self.free: set[str] = set()
        self._named: set[str] = set()
        for line, statement in statements(source):
            with numbered(line):
                self._assign(statement)

    def expression(self, source: str) -> str:
        """The expression as a template has it, without chance of its own."""
        text = self._translated(source)
        if "rand" in NAME.findall(source):
            raise RefusedError("Chance (rand) belongs into the question's variables.")
        return text

    def hole(self, source: str) -> str:
        """What a hole of a text takes; brackets get a name, for a hole ends with two of them."""
        text = self.expression(source)
        if "[" not in text:
            return text
        name = self._fresh("h")
        self.definitions.append(f"{name} = {text}")
        return name

    def _fresh(self, letter: str) -> str:
        taken = self._named | self.free
        name = next(one for n in count(1) if (one := f"{letter}_{n}") not in taken)
        self._named.add(name)
        return name

    def _assign(self, statement: str) -> None:
        found = STATEMENT.fullmatch(statement)
        if found is None:
            raise RefusedError(f"“{statement[:60]}” is not understood.")
        name, value = found[1], found[2].strip()
        if name in self._named:
            raise RefusedError(f"“{name}” gets a value twice, which a template cannot say.")
        if name in self.free:
            raise RefusedError(f"“{name}” is used before it has a value.")
        whole = BESIDE.fullmatch(value)
        if whole:
            self.parameters.append(f"{name} = {_range(whole)}")
        elif value.startswith("rand") and (values := self._whole_draw(value)):
            self.parameters.append(f"{name} = {values}")
        else:
            self.definitions.append(f"{name} = {self._translated(value)}")
        self._named.add(name)

    def _whole_draw(self, value: str) -> str:
        """The values of a draw that is all there is; empty where more stands behind it."""
        match = NAME.match(value)
        if match is None or not value[match.end() :].lstrip().startswith("("):
            return ""
        inside, end = bracketed(value, match.end())
        return "" if value[end:].strip() else self.draw(match[0], arguments(inside))

    def draw(self, name: str, given: list[str]) -> str:
        """What a call of rand draws from, as a template lists it."""
        plain = [one.strip() for one in given]
        if name == "rand" and len(plain) == 1:
            if re.fullmatch(r"\d{1,5}", plain[0]) and int(plain[0]):
                return f"0..{int(plain[0]) - 1}"
            if plain[0].startswith("[") and plain[0].endswith("]"):
                return ", ".join(self._translated(one) for one in arguments(plain[0][1:-1]))
        is_range = len(plain) == 3 and all(re.fullmatch(NUMBER, one) for one in plain[:2])
        if name == "rand_with_step" and is_range and re.fullmatch(NUMBER, plain[2]):
            return f"{plain[0]}..{plain[1]} step {plain[2]}"
        if name == "rand_with_prohib" and is_range:
            left_out = [one.strip() for one in arguments(plain[2].strip("[]"))]
            if all(re.fullmatch(NUMBER, one) for one in left_out):
                return f"{plain[0]}..{plain[1]}, not {', '.join(left_out)}"
        call = f"{name}({', '.join(plain)})"[:60]
        raise RefusedError(f"“{call}” is not understood; {KNOWN} are.")

    def _translated(self, source: str) -> str:
        """The expression in our notation; each draw within it gets a parameter of its own."""
        parts, end = [], 0
        while match := NAME.search(source, end):
            parts.append(source[end : match.start()])
            name, end = match[0], match.end()
            if source[end:].lstrip().startswith("("):
                inside, end = bracketed(source, end)
                parts.append(self._call(name, arguments(inside)))
            else:
                parts.append(name)
                if name not in self._named:
                    self.free.add(name)
        text = "".join(parts) + source[end:]
        for theirs, ours in CONSTANTS:
            text = text.replace(theirs, ours)
        self.free -= {"e", "pi"}
        if "%" in text or ":" in text or "=" in text:
            raise RefusedError(f"“{source.strip()[:60]}” is not understood.")
        return text.replace("**", "^").strip()

    def _call(self, name: str, given: list[str]) -> str:
        if name.startswith("rand"):
            fresh = self._fresh("r")
            self.parameters.append(f"{fresh} = {self.draw(name, given)}")
            return fresh
        inside = ", ".join(self._translated(one) for one in given)
        if name in FUNCTIONS or name in TEMPLATE_FUNCTIONS:
            return f"{RENAMED.get(name, name)}({inside})"
        if name == "matrix":
            return f"[{inside}]"
        if name in AS_IT_IS and given:
            return f"({self._translated(given[0])})"
        raise RefusedError(f"It calls “{name}”, which is not understood.")


def _range(found: re.Match[str]) -> str:
    least = int(found["before"] or 0)
    if found["behind"]:
        least += int(found["behind"]) * (-1 if found["sign"] == "-" else 1)
    if not int(found["count"]):
        raise RefusedError("“rand(0)” draws from nothing.")
    return f"{least}..{least + int(found['count']) - 1}"


def is_by_chance(source: str) -> bool:
    """Whether the variables draw anything."""
    found = (name for _, one in statements(source) for name in NAME.findall(one))
    return any(name.startswith("rand") for name in found)


def sample(name: str, given: list[str]) -> str:
    """One of the values that a call of rand may draw: the last of a range, the first of a list.

    Raises RefusedError for what `Lines` does not understand either.
    """
    values = Lines("").draw(name, given)
    last = re.fullmatch(rf"{NUMBER}\.\.({NUMBER}).*", values)
    return f"({last[1]})" if last else f"({given[0].strip()[1:-1].split(',')[0]})"
