"""Practice: what the page of a question shows, and what there is to practise."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from questions import problems
from questions.models import ItemSession, Skill, User
from questions.plots import Picture
from questions.problems import Problem

from . import computation, feedback, pairing, progress, readings
from .wanted import wanted

RESUMED_WITHIN = datetime.timedelta(hours=12)


@dataclass(frozen=True)
class Field:
    """Where one part of the answer is written."""

    position: int
    label: str
    text: str
    reading: readings.Reading


@dataclass(frozen=True)
class Option:
    """`is_correct` is None until the answer is released, and where rows take the options: there
    `label` is what it is called.
    """

    id: str
    text: str
    is_chosen: bool
    is_correct: bool | None
    remark: str
    label: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Line:
    """A step of the worked answer: the rule's name, a sentence, the formulas, one a row."""

    name: str
    sentence: str
    formulas: Sequence[str]


@dataclass(frozen=True)
class Part:
    """The steps towards one component; `label` is its LaTeX, empty where there is only one."""

    label: str
    steps: Sequence[Line]


@dataclass(frozen=True)
class Answer:
    """The right answer, as formulas or as plain texts, with the steps towards it."""

    formulas: Sequence[str]
    texts: Sequence[str]
    parts: Sequence[Part]
    explanation: str
    graph: computation.Drawing | None = None


@dataclass(frozen=True)
class QuestionPage:
    pk: int
    title: str
    kind: str
    reason: str
    scope: dict[str, str]
    prompt: str
    fields: Sequence[Field]
    options: Sequence[Option]
    rows: Sequence[pairing.PairRow]
    takes_maths: bool
    wanted: str
    variables: Sequence[str]
    hints: Sequence[str]
    next_hint: int | None
    result: feedback.Feedback | None
    tries_left: int
    is_finished: bool
    is_solution_shown: bool
    answer: Answer | None
    graph: computation.Drawing | None = None


@dataclass(frozen=True)
class SkillChoice:
    skill: Skill
    standing: progress.Standing


@dataclass(frozen=True)
class TopicChoice:
    name: str
    slug: str
    skills: Sequence[SkillChoice]

    @property
    def practised(self) -> int:
        """How many of its skills the student has answered a question on."""
        return sum(bool(choice.standing.answers) for choice in self.skills)


def question(
    item_session: ItemSession, *, tries: int, entry: Sequence[str] | None = None
) -> QuestionPage:
    """The page of an item session, from its rows alone: a second tab shows the same.

    `entry` is what was just written where it is not stored.
    """
    entry = item_session.entry if entry is None else entry
    problem = problems.stored(item_session.variant.instance)
    responses = item_session.standing()
    is_finished = item_session.finished_at is not None
    counted = sum(response.verdict in response.COUNTED for response in responses)
    hints_shown = min(item_session.hints_shown, len(problem.hints))
    last = responses[-1] if responses else None
    fields = _fields(problem, entry)
    return QuestionPage(
        pk=item_session.pk,
        title=item_session.variant.version.question.title,
        kind=problem.kind,
        reason=item_session.reason.get("sentence", ""),
        scope=item_session.reason.get("scope", {}),
        prompt=problem.prompt,
        fields=fields,
        options=_options(problem, entry, is_released=is_finished),
        rows=pairing.rows(problem, entry, is_released=is_finished),
        takes_maths=problem.kind in problems.MATHS_KINDS,
        wanted=wanted(problem),
        variables=problem.variables,
        hints=problem.hints[:hints_shown],
        next_hint=_next_hint(problem, hints_shown),
        result=feedback.of(problem, last, is_released=is_finished) if last else None,
        tries_left=max(tries - counted, 0),
        is_finished=is_finished,
        is_solution_shown=item_session.solution_shown,
        answer=answer_to(problem) if is_finished else None,
        graph=computation.drawing(problem, fields),
    )


def topics(student: User | None) -> list[TopicChoice]:
    """The topics and skills that some bank in practice asks, with the student's standing."""
    standings = progress.standings(student)
    found: dict[str, TopicChoice] = {}
    grouped: dict[str, list[SkillChoice]] = {}
    for skill in Skill.objects.in_practice().select_related("topic"):
        topic = skill.topic
        chosen = grouped.setdefault(topic.slug, [])
        chosen.append(SkillChoice(skill, standings.of(skill)))
        found.setdefault(topic.slug, TopicChoice(topic.name, topic.slug, chosen))
    return list(found.values())


def unfinished(student: User | None, *, at: datetime.datetime) -> ItemSession | None:
    """The question to go on with: the last one, where it was left open not long ago."""
    if student is None:
        return None
    latest = ItemSession.objects.of(student).in_practice().order_by("-started_at", "-pk").first()
    if latest is None or latest.finished_at or at - latest.started_at > RESUMED_WITHIN:
        return None
    return latest


def _fields(problem: Problem, entry: Sequence[str]) -> list[Field]:
    if problem.options:
        return []
    texts = [*entry, *[""] * problem.fields]
    return [
        Field(
            position=position,
            label=problem.labels[position] if position < len(problem.labels) else "",
            text=texts[position],
            reading=readings.of_text(problem, texts[position]),
        )
        for position in range(problem.fields)
    ]


def _options(problem: Problem, entry: Sequence[str], *, is_released: bool) -> list[Option]:
    is_judged = is_released and not problem.pairs
    return [
        Option(
            id=option.id,
            text=option.text,
            is_chosen=option.id in entry,
            is_correct=option.correct if is_judged else None,
            remark=option.feedback if is_judged else "",
            label=label,
            picture=pairing.drawn(option.picture),
        )
        for option, label in zip(problem.options, problems.labels(problem), strict=True)
    ]


def _next_hint(problem: Problem, shown: int) -> int | None:
    return shown + 1 if shown < min(len(problem.hints), 3) else None


def answer_to(problem: Problem) -> Answer:
    """The right answer with the steps towards it."""
    formulas = feedback.key_formulas(problem) if problem.kind in problems.MATHS_KINDS else []
    told = "\n\n".join(text for text in (pairing.right(problem), problem.explanation) if text)
    graph = computation.filled(problem)
    return Answer(formulas, problem.accepted[:1], _parts(problem), told, graph)


def _parts(problem: Problem) -> list[Part]:
    """The stored lines, cut where a line only names the component that the next ones are for."""
    parts: list[tuple[str, list[Line]]] = []
    for one in problem.steps:
        if one.rule == "component" or not parts:
            parts.append((one.latex if one.rule == "component" else "", []))
        if one.rule != "component":
            parts[-1][1].append(Line(one.name, one.sentence, one.latex.splitlines()))
    return [Part(label, steps) for label, steps in parts]
