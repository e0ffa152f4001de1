"""The most common mistakes of a class, from what it was assigned."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from questions import problems
from questions.models import ItemSession, MalRule, Response

from . import feedback

SAMPLES = 3
SHOWN = 10
CHOSEN = frozenset({"options", "pairs"})


@dataclass(frozen=True)
class Sample:
    """An answer that shows the mistake, and whose it is, as it was read in `formulas`, LaTeX, and
    as it was written in `text`. A chosen option is authored text.
    """

    item_session: int
    assignment: int
    student: str
    text: str
    is_chosen: bool
    formulas: Sequence[str] = ()


@dataclass(frozen=True)
class CommonMistake:
    code: str
    name: str
    sentence: str
    students: int
    occurrences: int
    samples: Sequence[Sample]


def of(responses: Iterable[Response]) -> list[CommonMistake]:
    """The mal-rules behind these responses, those of the most students first. Two queries.

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
    rows.sort(key=lambda row: (-row.students, -row.occurrences, row.name))
    return _typeset(
        rows[:SHOWN], {one.item_session_id: one for shown in found.values() for one in shown}
    )


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


def _typeset(
    rows: Sequence[CommonMistake], responses: Mapping[int, Response]
) -> list[CommonMistake]:
    """The rows with their samples' formulas. Only the variants of these samples are read."""
    shown = {sample.item_session for row in rows for sample in row.samples}
    sessions = ItemSession.objects.filter(pk__in=shown)
    instances = dict(sessions.values_list("pk", "variant__instance"))

    def typeset(sample: Sample) -> Sample:
        problem = problems.stored(instances[sample.item_session])
        texts = responses[sample.item_session].reading
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


def _is_chosen(response: Response) -> bool:
    return (response.comparison or {}).get("kind") in CHOSEN
