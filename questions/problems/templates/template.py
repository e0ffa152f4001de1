"""A template: what a teacher wrote, read once, with every fault at its field and place."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from questions import maths
from questions.maths.expression import Expression
from questions.problems.problem import KINDS, MATHS_KINDS, PAIR_KINDS
from questions.problems.rows import Row
from questions.problems.settings import settings_of

from . import conditions, names, parameters
from .conditions import Condition
from .lines import Line, lines, parted, read
from .parameters import Parameter
from .texts import Text, text_of

MOST_DEFINITIONS: Final = 20
MOST_MISTAKES: Final = 8
MOST_TESTS: Final = 20
VERDICTS: Final = ("correct", "partly correct", "incorrect", "unreadable")
NAMED: Final = re.compile(r"(?P<name>[^()\s]+)\s*(?:\((?P<of>[^()]*)\))?")
SAYS: Final = "=>"
LETTER: Final = re.compile(r"[A-Za-zα-ω]")
UNKNOWN: Final = (
    "“{}” is not a name used here: write it into “Variables” if functions depend on it, else give "
    "it values under “Parameters” or “Definitions”"
)

Said = tuple[Line, Expression]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that the author foresees, and what is said back."""

    answer: Said
    sentence: Text


@dataclass(frozen=True, slots=True)
class Test:
    """An answer, and the verdict that the author expects of it."""

    answer: Said
    verdict: str


@dataclass(frozen=True, slots=True)
class Template:
    """Everything of the content, read. `texts` are those that may have holes, by their path."""

    content: Mapping[str, Any]
    kind: str
    variables: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    conditions: tuple[Condition, ...]
    definitions: tuple[tuple[str, Said], ...]
    key: Said | None
    texts: Mapping[str, Text]
    mistakes: tuple[Mistake, ...]
    tests: tuple[Test, ...]


def template_of(content: object) -> Template:
    """The template that the content says. Raises ProblemError with the field that is wrong.

    The same content is read once.
    """
    return _template(json.dumps(content, sort_keys=True))


def names_of(content: object) -> frozenset[str]:
    """What its parameters and definitions are called. Raises as template_of."""
    template = template_of(content)
    drawn = frozenset(one.name for one in template.parameters)
    return drawn | {name for name, _ in template.definitions}


@lru_cache(maxsize=64)
def _template(text: str) -> Template:
    content = json.loads(text)
    return _Reader(Row.of(content, "the content")).template(content)


def _read(text: str, notation: maths.Notation) -> Expression:
    """A letter that nothing stands for is told what an author can do about it."""
    try:
        return maths.read(text, notation).expression
    except maths.MathsError as error:
        name = text[error.start : error.end]
        if not LETTER.fullmatch(name) or name in notation.variables:
            raise
        message = UNKNOWN.format(name)
        raise maths.ReadingError(message, start=error.start, end=error.end) from error


class _Reader:
    """Reads field after field; what was given a name may be used from then on."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.kind = row.one_of("kind", KINDS - PAIR_KINDS)
        self.variables = names.variables_of(row)
        self.taken = set(self.variables)
        self.functions: list[str] = []
        self.log = settings_of(row)["log"]

    def template(self, content: Mapping[str, Any]) -> Template:
        found = self.parameters()
        said = lines(self.row, "conditions", conditions.MOST)
        definitions = self.definitions()
        return Template(
            content=content,
            kind=self.kind,
            variables=self.variables,
            parameters=found,
            conditions=tuple(conditions.condition(one, self.expression) for one in said),
            definitions=definitions,
            key=self.key(),
            texts={path: text_of(path, text, self.expression) for path, text in self.texts()},
            mistakes=self.mistakes(),
            tests=self.tests(),
        )

    def expression(self, line: Line, expected: Literal["any", "vector"] = "any") -> Expression:
        """What a piece of a line means. Raises FaultError."""
        for name in self.functions:
            if call := re.search(rf"(?<![A-Za-z0-9_]){name}\s*\(", line.text):
                message = (
                    f"write {name} for the function and at({name}, 2) for a value of it: "
                    f"{name}(…) would be a product"
                )
                raise line.fault(message, *call.span())
        notation = maths.Notation(
            variables=tuple(dict.fromkeys((*self.variables, *sorted(self.taken)))),
            functions=names.OPERATORS,
            log=self.log,
            expected=expected,
        )
        return read(line, lambda text: _read(text, notation))

    def parameters(self) -> tuple[Parameter, ...]:
        found = []
        for line in lines(self.row, "parameters", parameters.MOST):
            one = parameters.parameter(line, self.listed, self.taken)
            self.taken.add(one.name)
            found.append(one)
        if not found:
            raise self.row.wrong("parameters", "there should be one at least, such as a = 2..9")
        return tuple(found)

    def listed(self, line: Line) -> Expression:
        """Several values with commas between them, as a vector."""
        return self.expression(line, "vector")

    def definitions(self) -> tuple[tuple[str, Said], ...]:
        found = []
        for line in lines(self.row, "definitions", MOST_DEFINITIONS):
            head, value = parted(line, "=", "f = a*x^2")
            name = self.name(head)
            tree = self.expression(value)
            self.taken.add(name)
            self.functions.append(name)
            found.append((name, (value, tree)))
        return tuple(found)

    def name(self, head: Line) -> str:
        """The name of a definition, f or f(x, y)."""
        match = NAMED.fullmatch(head.text)
        name = match["name"] if match else head.text
        names.check(name, head, self.taken)
        given = (match["of"] or "").replace(",", " ").split() if match else []
        if not set(given) <= set(self.variables):
            named = ", ".join(self.variables)
            wanted = f"which are {named}" if named else "and “Variables” is empty"
            raise head.fault(
                f"the brackets hold variables of the question, {wanted}: write "
                f"{', '.join(given)} into “Variables”"
            )
        return name

    def key(self) -> Said | None:
        if self.kind not in MATHS_KINDS:
            return None
        line = Line.of("key", self.row.filled("key"))
        return line, self.expression(line)

    def texts(self) -> list[tuple[str, str]]:
        """Every text that may have holes, with its path."""
        row = self.row
        found = [("prompt", row.filled("prompt"))]
        found.append(("explanation", row.text_or_none("explanation") or ""))
        for field in ("hints", "accepted"):
            if row.value(field) is not None:
                texts = enumerate(row.texts(field))
                found += [(f"{field}[{place}]", text) for place, text in texts]
        for option in row.rows("options") if row.value("options") is not None else ():
            for field in ("text", "feedback"):
                found.append((f"{option.path}.{field}", option.text_or_none(field) or ""))
        return found

    def mistakes(self) -> tuple[Mistake, ...]:
        found = []
        for line in self.typed("mistakes", MOST_MISTAKES):
            answer, sentence = parted(line, SAYS, f"2*a*x {SAYS} You forgot the inner derivative.")
            text = text_of(line.path, sentence.text, self.expression)
            found.append(Mistake((answer, self.expression(answer)), text))
        return tuple(found)

    def tests(self) -> tuple[Test, ...]:
        found = []
        for line in self.typed("tests", MOST_TESTS):
            answer, verdict = parted(line, SAYS, f"2*a*x {SAYS} correct")
            word = verdict.text.rstrip(".").lower()
            if word not in VERDICTS:
                raise verdict.fault(f"a verdict is one of these: {', '.join(VERDICTS)}")
            found.append(Test((answer, self.expression(answer)), word))
        return tuple(found)

    def typed(self, field: str, most: int) -> tuple[Line, ...]:
        """The lines of a field that only questions with a typed formula have."""
        found = lines(self.row, field, most)
        if found and self.kind not in MATHS_KINDS:
            raise found[0].fault(f"a question of the kind “{self.kind}” has no {field}")
        return found
