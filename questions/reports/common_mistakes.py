"""The most common mistakes of a class, from what it was assigned."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from questions import problems
from questions.models import ItemSession, MalRule, Response, User, is_sure

from . import feedback

SAMPLES = 3
SHOWN = 10
CHOSEN = frozenset({"options", "pairs"})


@dataclass(frozen=True)
class Sample:
    """An answer that shows the mistake, and whose it is, as it was read in `formulas`, LaTeX, and
    as it was written in `text`. A chosen option is authored text. `is_sure` is false where another
    mistake may explain the answer.
    """

    item_session: int
    assignment: int
    student: str
    text: str
    is_chosen: bool
    is_sure: bool
    formulas: Sequence[str] = ()


@dataclass(frozen=True)
class CommonMistake:
    """`occurrences` counts the answers, `probable` those that it does not surely explain."""

    code: str
    name: str
    sentence: str
    students: int
    occurrences: int
    probable: int
    samples: Sequence[Sample]


class Mistaken(NamedTuple):
    """A response that mal-rules explain, as plain values: a class gives thousands. `kind` is that
    of the comparison.
    """

    item_session: int
    assignment: int
    student: User
    mistakes: Sequence[Mapping[str, Any]]
    raw: Sequence[str]
    reading: Sequence[str] | None
    kind: str | None

    @property
    def is_sure(self) -> bool:
        return bool(self.mistakes) and is_sure(self.mistakes[0])

    @property
    def text(self) -> str:
        """What was written or chosen, on one line."""
        return in_a_line(self.raw, self.reading, self.kind)


def mistaken(response: Response) -> Mistaken:
    """The response comes with its item session, its attempt and its student."""
    session, kind = response.item_session, (response.comparison or {}).get("kind")
    if session.attempt is None:
        raise ValueError("Practice is nobody's to read but the student's.")
    return Mistaken(
        session.pk, session.attempt.given_id, session.student, response.named_mistakes,
        response.raw, response.reading, kind,
    )  # fmt: skip


def of(answers: Iterable[Mistaken]) -> list[CommonMistake]:
    """The mal-rules behind these answers, those of the most students first. Two queries.

    Only the likeliest explanation of an answer counts.
    """
    found: dict[str, list[Mistaken]] = defaultdict(list)
    for answer in answers:
        for mistake in answer.mistakes[:1]:
            for code in mistake.get("rules", []):
                found[code].append(answer)
    rules = {row.code: row for row in MalRule.objects.filter(code__in=found)}
    rows = [_common(code, rules.get(code), shown) for code, shown in found.items()]
    rows.sort(key=lambda row: (-row.students, -row.occurrences, row.name))
    return _typeset(
        rows[:SHOWN], {one.item_session: one for shown in found.values() for one in shown}
    )


def _common(code: str, rule: MalRule | None, shown: Sequence[Mistaken]) -> CommonMistake:
    return CommonMistake(
        code=code,
        name=rule.name if rule else code,
        sentence=rule.sentence if rule else "",
        students=len({one.student.pk for one in shown}),
        occurrences=len(shown),
        probable=sum(not one.is_sure for one in shown),
        samples=_samples(shown),
    )


def _samples(shown: Sequence[Mistaken]) -> list[Sample]:
    """The first, as far as they differ; those that surely show it before the others."""
    samples: dict[str, Sample] = {}
    for one in sorted(shown, key=lambda one: not one.is_sure):
        text = one.text
        if text not in samples:
            is_chosen = one.kind in CHOSEN
            student = str(one.student)
            samples[text] = Sample(
                one.item_session, one.assignment, student, text, is_chosen, one.is_sure
            )
        if len(samples) == SAMPLES:
            break
    return list(samples.values())


def _typeset(rows: Sequence[CommonMistake], answers: Mapping[int, Mistaken]) -> list[CommonMistake]:
    """The rows with their samples' formulas. Only the variants of these samples are read."""
    shown = {sample.item_session for row in rows for sample in row.samples}
    sessions = ItemSession.objects.filter(pk__in=shown)
    instances = dict(sessions.values_list("pk", "variant__instance"))

    def typeset(sample: Sample) -> Sample:
        problem = problems.stored(instances[sample.item_session])
        texts = answers[sample.item_session].reading
        if texts is None or problem.kind not in problems.MATHS_KINDS:
            return sample
        return replace(sample, formulas=feedback.formulas(problem, texts))

    return [replace(row, samples=[typeset(one) for one in row.samples]) for row in rows]


def written(response: Response) -> str:
    """What was written or chosen, on one line."""
    return in_a_line(response.raw, response.reading, (response.comparison or {}).get("kind"))


def in_a_line(raw: Sequence[str], reading: Sequence[str] | None, kind: str | None) -> str:
    """The same from the columns of a response; `kind` is that of its comparison."""
    return "; ".join(reading if kind in CHOSEN and reading else raw)
