"""A mal-rule: a wrong rule that a person may apply, as data."""

from dataclasses import dataclass, field
from typing import Any

from questions.maths.mistakes.slips.sorts import Slip
from questions.maths.task import Task


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A wrong formula in place of the right one.

    `at` is the rule of the step that it breaks ("product"), a function ("cos"), a chain with a
    certain outer rule ("chain:logarithm"), or "*" for any step. It applies where every name in
    `formula` and every one in `needs` is known at the step; see settings.py for the names. Where
    two mal-rules meet in one formula, `along` is the id of the second: it counts as two mistakes.
    `share` is how common this way of the mal-rule is beside its other ways. With `habit` it is
    only a part of doing the same wherever it fits.
    """

    at: str
    formula: str
    needs: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    share: float = 1.0
    habit: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A task with the answer that somebody with this mal-rule would give.

    `fields` are what else the task's row has, as `Task.from_row` reads it.
    """

    function: str | tuple[str, ...] | None
    answer: str
    ask: str = "derivative"
    variables: tuple[str, ...] = ("x",)
    with_respect_to: tuple[str, ...] = ("x",)
    order: int = 1
    fields: tuple[tuple[str, object], ...] = ()

    def task(self) -> Task:
        """The task. Raises MathsError where the example is not one."""
        row: dict[str, object] = {
            "version": 2,
            "ask": self.ask,
            "variables": list(self.variables),
            "with_respect_to": list(self.with_respect_to),
            "order": self.order,
            **dict(self.fields),
        }
        if self.function is not None:
            several = isinstance(self.function, tuple)
            row["function"] = list(self.function) if several else self.function
        return Task.from_row(row)


def example(function: str | tuple[str, ...] | None, answer: str, **fields: Any) -> Example:
    """An example whose task has more fields than a function."""
    ask = fields.pop("ask", "derivative")
    variables = tuple(fields.pop("variables", ("x",)))
    by = tuple(fields.pop("with_respect_to", variables))
    order = fields.pop("order", 1)
    return Example(function, answer, ask, variables, by, order, tuple(fields.items()))


@dataclass(frozen=True, slots=True)
class MalRule:
    """What goes wrong (`name`), and what the rule really says (`sentence`, for the student).

    `weight` is how common it is beside others (1 is usual): it orders explanations of one answer.
    `sources` say where it was observed.
    `slips` are wrong rewritings of the function before it is differentiated, or of the result.
    Mal-rules without either work on whole answers, vectors or what is made of derivatives; see
    wholes.py, vectors.py and ways. Those without an `example` stand behind wrong options only.
    """

    id: str
    name: str
    sentence: str
    skill: str
    example: Example | None
    rewrites: tuple[Rewrite, ...] = field(default=())
    weight: float = 1.0
    slips: tuple[Slip, ...] = field(default=())
    sources: tuple[str, ...] = ()
