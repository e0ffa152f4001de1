"""A problem: one concrete question, whole, as it is stored and shown."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, Literal

from questions import maths

from .computation import Graph, graph_of
from .parts import (
    Bounds,
    Domain,
    Line,
    Option,
    Pair,
    Remark,
    domain_of,
    domain_row,
    foreseen_of,
    mistake_of,
    pairs_of,
    remark_of,
    task_of,
)
from .rows import Row
from .settings import settings_of, settings_row

ROW_VERSION: Final = 1
MATHS_KINDS: Final = frozenset({"expression", "vector", "matrix", "number"})
DIMENSIONS: Final = {"vector": 1, "matrix": 2}
"""Of a key; a scalar has none."""
OPTION_KINDS: Final = frozenset({"choice", "several choices", "true/false"})
ORDERING: Final = "ordering"
PAIR_KINDS: Final = frozenset({"matching", ORDERING})
"""Each row takes one of the options; in an ordering these are the places, first to last."""
KINDS: Final = MATHS_KINDS | OPTION_KINDS | PAIR_KINDS | {"short text"}
LAYOUTS: Final = frozenset({"single", "components"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is asked and what is right, with everything that is shown around it.

    `prompt`, options, the rows in `pairs`, hints and `explanation` are Markdown with LaTeX between
    dollars. `key` is the right answer as text that our reader reads (maths kinds only), `mistakes`
    the wrong answers that mal-rules yield, likeliest first. `layout` says whether a vector has one
    labelled field a component or one field for the whole; `labels` are LaTeX. `difficulty` is on
    the logit scale. `remarks` are what the author says back to other wrong answers. `is_template`
    says that a template made it. `domain` bounds variables, beyond where the key is defined, to
    where the prompt says. `log` is what a bare log means. With `up_to_constant` answers may be the
    key plus a constant, and may contain C; `tolerance` and `form` are as in a `maths.Policy`.
    With a `graph` the components are its blanks, in their order. `foreseen` is what was worked out
    of the wrong answers beforehand, as plain JSON; see foreseen.py.
    """

    kind: str
    prompt: str
    seed: int
    key: str = ""
    variables: tuple[str, ...] = ()
    family: str | None = None
    level: int | None = None
    is_template: bool = False
    task: maths.Task | None = None
    layout: str = "single"
    labels: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    pairs: tuple[Pair, ...] = ()
    accepted: tuple[str, ...] = ()
    mistakes: tuple[tuple[str, maths.Expression], ...] = ()
    remarks: tuple[Remark, ...] = ()
    hints: tuple[str, ...] = ()
    steps: tuple[Line, ...] = ()
    explanation: str = ""
    skills: tuple[str, ...] = ()
    difficulty: float = 0.0
    domain: Domain | None = None
    log: Literal["ln", "log10"] = "ln"
    decimal_comma: bool = False
    tolerance: maths.Tolerance | None = None
    form: tuple[maths.Form, ...] = ()
    up_to_constant: bool = False
    graph: Graph | None = None
    foreseen: Mapping[str, Any] = field(default_factory=dict)

    @property
    def policy(self) -> maths.Policy:
        """What counts as right beside what is equal."""
        return maths.Policy(self.tolerance, self.form, self.up_to_constant)

    @property
    def is_generated(self) -> bool:
        """Whether another seed gives another problem."""
        return self.family is not None or self.is_template

    @property
    def names(self) -> tuple[str, ...]:
        """What an answer may contain: the variables, and C where a constant may be added."""
        return maths.with_constant(self.variables) if self.up_to_constant else self.variables

    @property
    def fields(self) -> int:
        """How many texts an entry has."""
        return len(self.labels) if self.layout == "components" else 1

    def notation(self) -> maths.Notation:
        """How each field is read."""
        expected = "scalar" if self.layout == "components" or self.kind == "number" else "any"
        if self.kind in DIMENSIONS and self.layout == "single":
            expected = self.kind
        return self._notation(expected)

    def key_expression(self) -> maths.Expression:
        """The key as a tree. Raises MathsError if a person wrote one that cannot be read."""
        expected = self.kind if self.kind in DIMENSIONS else "any"
        return _key(self.key, self._notation(expected))

    def prepared_key(self) -> maths.PreparedKey:
        """The key as answers are compared with it. Raises as `key_expression` does."""
        domain = tuple(self.domain.items()) if self.domain else ()
        curve = maths.curve_of(self.task)
        return _prepared(self.key_expression(), self.variables, domain, self.policy, curve)

    def _notation(self, expected: str) -> maths.Notation:
        return maths.Notation(
            variables=self.names,
            log=self.log,
            decimal_comma=self.decimal_comma,
            expected=expected,  # type: ignore[arg-type]
        )

    def exposes(self) -> set[str]:
        """The mal-rules that would give a distinct answer here."""
        options = {one.mistake for one in self.options if one.mistake and not one.correct}
        rows = {rule for one in self.pairs for _, rule in one.mistakes}
        return {rule for rule, _ in self.mistakes} | options | rows

    def to_row(self) -> dict[str, Any]:
        """Plain JSON; `from_row` gives an equal problem back."""
        return {
            "version": ROW_VERSION,
            "kind": self.kind,
            "prompt": self.prompt,
            "seed": self.seed,
            "key": self.key,
            "variables": list(self.variables),
            "family": self.family,
            "level": self.level,
            "task": self.task.to_row() if self.task else None,
            "layout": self.layout,
            "labels": list(self.labels),
            "options": [one.to_row() for one in self.options],
            **({"pairs": [one.to_row() for one in self.pairs]} if self.pairs else {}),
            "accepted": list(self.accepted),
            "mistakes": [
                {"rule": rule, "answer": maths.write_text(answer)} for rule, answer in self.mistakes
            ],
            "hints": list(self.hints),
            "steps": [one.to_row() for one in self.steps],
            "explanation": self.explanation,
            "skills": list(self.skills),
            "difficulty": self.difficulty,
            "domain": domain_row(self.domain),
            **settings_row(log=self.log, decimal_comma=self.decimal_comma, policy=self.policy),
            **({"is_template": True} if self.is_template else {}),
            **({"remarks": [one.to_row() for one in self.remarks]} if self.remarks else {}),
            **({"graph": self.graph.to_row()} if self.graph else {}),
            **({"foreseen": dict(self.foreseen)} if self.foreseen else {}),
        }

    @classmethod
    def from_row(cls, value: object) -> "Problem":
        """The problem of a stored row. Raises ProblemError, which names the field."""
        row = Row.of(value, "the instance")
        if row.integer("version") != ROW_VERSION:
            raise row.wrong("version", f"should be {ROW_VERSION}")
        kind, variables = row.one_of("kind", KINDS), row.texts("variables")
        expected: Any = kind if kind in DIMENSIONS else "any"
        notation = maths.Notation(variables=variables, expected=expected)
        problem = cls(
            kind=kind,
            prompt=row.filled("prompt"),
            seed=row.integer("seed"),
            key=row.text("key"),
            variables=variables,
            family=row.text_or_none("family"),
            level=row.integer_or_none("level"),
            is_template=row.value("is_template") is True,
            task=task_of(row),
            layout=row.one_of("layout", LAYOUTS),
            labels=row.texts("labels"),
            options=tuple(Option.from_row(one) for one in row.rows("options")),
            pairs=pairs_of(row),
            accepted=row.texts("accepted"),
            mistakes=tuple(mistake_of(one, notation) for one in row.rows("mistakes")),
            remarks=tuple(remark_of(one, notation) for one in _remarks(row)),
            hints=row.texts("hints"),
            steps=tuple(Line.from_row(one) for one in row.rows("steps")),
            explanation=row.text("explanation"),
            skills=row.texts("skills"),
            difficulty=row.number("difficulty"),
            domain=domain_of(row, variables),
            **settings_of(row),
            graph=graph_of(row),
            foreseen=foreseen_of(row),
        )
        _check(problem, row)
        return problem


def _remarks(row: Row) -> tuple[Row, ...]:
    """None in rows of problems that say none."""
    return row.rows("remarks") if row.value("remarks") is not None else ()


def _check(problem: Problem, row: Row) -> None:
    """What the kind needs is there, so that an entry can be judged."""
    if not math.isfinite(problem.difficulty):
        raise row.wrong("difficulty", "should be finite")
    if problem.kind in OPTION_KINDS and not any(one.correct for one in problem.options):
        raise row.wrong("options", "have no right one")
    if problem.kind in PAIR_KINDS and not _can_be_paired(problem):
        raise row.wrong("pairs", "should each name the id of an option")
    if problem.kind == "short text" and not problem.accepted:
        raise row.wrong("accepted", "should hold at least one answer")
    if problem.kind in MATHS_KINDS:
        _check_key(problem, row)


def _can_be_paired(problem: Problem) -> bool:
    known = {one.id for one in problem.options}
    return bool(problem.pairs) and {one.option for one in problem.pairs} <= known


def _check_key(problem: Problem, row: Row) -> None:
    try:
        key = problem.key_expression()
    except maths.MathsError as error:
        raise row.wrong("key", error.message) from error
    if len(maths.shape(key)) != DIMENSIONS.get(problem.kind, 0):
        raise row.wrong("key", "does not have the shape of the kind")
    if problem.layout == "components" and problem.fields != len(maths.components(key)):
        raise row.wrong("labels", "should be one for each component")
    if problem.graph is not None and not _fits(problem, problem.graph):
        raise row.wrong("graph", "should have a blank for each component")


def _fits(problem: Problem, graph: Graph) -> bool:
    return problem.layout == "components" and problem.fields == len(graph.blanks)


@lru_cache(maxsize=256)
def _key(text: str, notation: maths.Notation) -> maths.Expression:
    """A key as a tree, which nothing changes: thousands of answers are compared with one key."""
    return maths.read(text, notation).expression


@lru_cache(maxsize=128)
def _prepared(
    key: maths.Expression,
    variables: tuple[str, ...],
    domain: tuple[tuple[str, Bounds], ...],
    policy: maths.Policy,
    curve: maths.Curve | None,
) -> maths.PreparedKey:
    return maths.PreparedKey(
        key, variables=variables, domain=dict(domain), policy=policy, curve=curve
    )
