"""The most common mistakes of a class, from what it was assigned."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questions.models import MalRule, Response

SAMPLES = 3
SHOWN = 10
OPTIONS = "options"


@dataclass(frozen=True)
class Sample:
    """An answer that shows the mistake, and whose it is. A chosen option is authored text."""

    item_session: int
    assignment: int
    student: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class CommonMistake:
    code: str
    name: str
    sentence: str
    students: int
    occurrences: int
    samples: Sequence[Sample]


def of(responses: Iterable[Response]) -> list[CommonMistake]:
    """The mal-rules behind these responses, those of the most students first. One query.

    Only the likeliest explanation of a response counts. The responses come with their item
    session, its attempt and its student.
    """
    found: dict[str, list[Response]] = defaultdict(list)
    for response in responses:
        for mistake in response.mistakes[:1]:
            for code in mistake.get("rules", []):
                found[code].append(response)
    rules = {row.code: row for row in MalRule.objects.filter(code__in=found)}
    rows = [_common(code, rules.get(code), shown) for code, shown in found.items()]
    return sorted(rows, key=lambda row: (-row.students, -row.occurrences, row.name))[:SHOWN]


def _common(code: str, rule: MalRule | None, shown: Sequence[Response]) -> CommonMistake:
    return CommonMistake(
        code=code,
        name=rule.name if rule else code,
        sentence=rule.sentence if rule else "",
        students=len({response.item_session.student_id for response in shown}),
        occurrences=len(shown),
        samples=_samples(shown),
    )


def _samples(shown: Sequence[Response]) -> list[Sample]:
    """One a student, as far as they differ."""
    samples: dict[str, Sample] = {}
    for response in shown:
        session = response.item_session
        text = written(response)
        if session.attempt is not None:
            samples.setdefault(
                text,
                Sample(
                    item_session=session.pk,
                    assignment=session.attempt.assignment_id,
                    student=str(session.student),
                    text=text,
                    is_chosen=_is_chosen(response),
                ),
            )
    return list(samples.values())[:SAMPLES]


def written(response: Response) -> str:
    """What was written or chosen, on one line."""
    return in_a_line(response.raw, response.reading, (response.comparison or {}).get("kind"))


def in_a_line(raw: Sequence[str], reading: Sequence[str] | None, kind: str | None) -> str:
    """The same from the columns of a response; `kind` is that of its comparison."""
    return "; ".join(reading if kind == OPTIONS and reading else raw)


def _is_chosen(response: Response) -> bool:
    return (response.comparison or {}).get("kind") == OPTIONS
