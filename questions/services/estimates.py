"""What an answer says about a student: the student's own rows, and one observation for the fold.

Nothing that others write is written here: ratings of items and skills are read as last published.
"""

import math
from dataclasses import dataclass
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from questions import adaptive, problems
from questions.models import (
    Observation,
    QuestionVersion,
    Response,
    SkillDifficulty,
    SkillEstimate,
    StudentEstimate,
    StudentItem,
    User,
)
from questions.problems import Problem

from . import beliefs, plans, published, variants
from .prepared import PreparedRows
from .upserts import insert, upsert

HELPED: Final = 0.5
PARTLY: Final = 0.5
PACE_MEMORY: Final = 0.9
STUDENT_COLUMNS: Final = (
    "mean", "variance", "answers", "right", "streak", "outcomes", "averages", "last_skills",
)  # fmt: skip
SKILL_COLUMNS: Final = (
    "mean", "variance", "answers", "right", "last", "outcome", "averages",
)  # fmt: skip
OWN_COLUMNS: Final = (
    "last_at", "stability", "recall_difficulty", "reviewed_at", "due_at", "begun_at", "mastered_at",
)  # fmt: skip
"""Of a skill, what no replay of the record gives."""
LOCKED: Final = PreparedRows(
    StudentEstimate,
    lambda student: StudentEstimate.objects.select_for_update().filter(student=student),
)


@dataclass(frozen=True)
class Rows:
    """The student's rows that an answer moves, locked until the transaction ends."""

    student: StudentEstimate
    skills: list[SkillEstimate]
    standing: published.Standing


def locked(student: User) -> StudentEstimate:
    """The student's row, locked until the caller's transaction ends; made where there is none.

    Whoever changes anything else of the student's estimates and patterns locks this row first.
    """
    row = next(iter(LOCKED.rows(student.pk)), None)
    if row is None:
        rows = StudentEstimate.objects.select_for_update()
        variance = adaptive.STUDENT_VARIANCE
        row, _ = rows.get_or_create(student=student, defaults={"variance": variance})
    row.student = student
    return row


def learn(response: Response, problem: Problem, student: StudentEstimate) -> None:
    """Moves the student's estimates by a response, inside the caller's transaction.

    `student` is the row as `locked` gives it. The answers of one variant count once. A right answer
    after hints, and a partly right one, count half.
    """
    session = response.item_session
    version = session.variant.version
    standing = published.standing(response)
    if student.answers and _has_counted(standing, version):
        return
    rows = Rows(student, _skills(student, problem, standing), standing)
    answer = _answer(response, problem, rows)
    knowledge = _knowledge(rows, version.question_id)
    look = knowledge.look(answer.item, answer.skills)
    restarts = student.answers == 0
    knowledge.learn(answer, _reading(standing, answer))
    _observe(rows, response, answer, look=look, after=_after(knowledge, answer), restarts=restarts)
    _review(rows, response, answer)
    _store(rows, knowledge, response)


def guess_of(problem: Problem) -> float:
    """The chance to be right without knowing anything."""
    if problem.kind == "choice":
        return 1.0 / max(len(problem.options), 2)
    if problem.pairs:
        return problems.chance_of_guessing(len(problem.pairs), len(problem.options))
    return 0.5 if problem.kind == "true/false" else 0.0


def _reading(standing: published.Standing, answer: adaptive.Answer) -> adaptive.Reading:
    """The ratings that an answer is measured against."""
    known = standing.shared.population.skills
    skills = {skill: known[skill] for skill in answer.skills if skill in known}
    items = {answer.item: standing.rating} if standing.rating else {}
    return adaptive.Population(items, skills).read(answer.item, answer.skills, answer.prior)


def _skills(
    student: StudentEstimate, problem: Problem, standing: published.Standing
) -> list[SkillEstimate]:
    """The student's rows of the skills that the problem exercises, in its order; of those that it
    had when it was answered, where it was taken in before.
    """
    known = standing.shared.skills
    skills = [known[slug] for slug in dict.fromkeys(problem.skills) if slug in known]
    if standing.observed is not None:
        held = {skill.pk: skill for skill in known.values()}
        skills = [held[key] for key in standing.observed.skills if key in held]
    keys = [one.pk for one in skills]
    own = _on_skills(len(keys)).rows(student.student_id, *keys) if keys else []
    estimated = {row.skill_id: row for row in own}
    return [
        estimated.get(skill.pk)
        or SkillEstimate(
            student_id=student.student_id, skill=skill, variance=adaptive.SKILL_VARIANCE
        )
        for skill in skills
    ]


@cache
def _on_skills(count: int) -> PreparedRows[SkillEstimate]:
    return PreparedRows(
        SkillEstimate,
        lambda student, *skills: SkillEstimate.objects.filter(student=student, skill__in=skills),
        keys=1 + count,
    )


def _has_counted(standing: published.Standing, version: QuestionVersion) -> bool:
    """Whether another response to the same problem has counted: an authored question is one."""
    if not variants.is_generated(version):
        return standing.answers > 0
    return standing.is_variant_counted


def _answer(response: Response, problem: Problem, rows: Rows) -> adaptive.Answer:
    session = response.item_session
    prior = variants.difficulty_of(session.variant.version)
    right = response.verdict == Response.Verdict.CORRECT
    weight = HELPED if right and session.hints_shown else 1.0
    if response.verdict == Response.Verdict.PARTLY_CORRECT:
        weight = PARTLY
    return adaptive.Answer(
        item=session.variant.version.question_id,
        skills=tuple(row.skill_id for row in rows.skills),
        right=right,
        offset=problem.difficulty - prior,
        guess=guess_of(problem),
        weight=weight,
        prior=prior,
    )


def _knowledge(rows: Rows, question: int) -> adaptive.Knowledge:
    """The rows as the engine's state; only the answer's own skills and item are in it."""
    state = beliefs.state_of(rows.student, rows.skills)
    if rows.standing.answers:
        state.items[question] = (rows.standing.answers, rows.standing.right)
    return state


def _observe(
    rows: Rows,
    response: Response,
    answer: adaptive.Answer,
    *,
    look: list[float],
    after: list[list[float]],
    restarts: bool,
) -> None:
    """Records the answer. An item session that is replayed is folded again only where it was
    regraded or another answer counts, in place of what it was.
    """
    observed = rows.standing.observed
    is_to_fold = observed is None or observed[:2] != (answer.right, answer.weight)
    session = response.item_session
    row = Observation(
        student_number=session.student_id,
        question_number=session.variant.version.question_id,
        variant_number=session.variant_id,
        skill_numbers=list(answer.skills),
        response=response,
        right=answer.right,
        prior=variants.difficulty_of(session.variant.version),
        offset=answer.offset,
        guess=answer.guess,
        weight=answer.weight,
        version=rows.standing.shared.number,
        is_to_fold=is_to_fold,
        restarts=restarts,
        was_right=observed.right if observed and is_to_fold else None,
        look=look if is_to_fold else None,
        after=after,
    )
    insert(row)


def _after(knowledge: adaptive.Knowledge, answer: adaptive.Answer) -> list[list[float]]:
    """What the history of a skill is drawn from: the beliefs that the answer left."""
    moved = [knowledge.skills[skill] for skill in answer.skills]
    return [[knowledge.mean, knowledge.variance], *([one.mean, one.variance] for one in moved)]


def _store(rows: Rows, knowledge: adaptive.Knowledge, response: Response) -> None:
    row, question = rows.student, response.item_session.variant.version.question_id
    beliefs.apply_student(row, knowledge)
    taken = math.log(max(response.seconds, 1.0))
    row.pace = taken if row.pace is None else PACE_MEMORY * row.pace + (1 - PACE_MEMORY) * taken
    answers, right = knowledge.items[question]
    item = StudentItem(
        student_id=row.student_id, question_id=question, answers=answers, right=right
    )
    upsert([item], ("student", "question"), ("answers", "right"))
    typical = _typical(rows)
    for one in rows.skills:
        beliefs.apply_skill(one, knowledge.skills[one.skill_id])
        one.last_at = max(one.last_at or response.submitted_at, response.submitted_at)
        one.begun_at = one.begun_at or response.submitted_at
        _master(row, one, typical.get(one.skill_id, (0.0, 0.0))[0])
    upsert(rows.skills, ("student", "skill"), SKILL_COLUMNS + OWN_COLUMNS)


def _typical(rows: Rows) -> dict[int, tuple[float, float]]:
    known = rows.standing.shared.typical
    unknown = [row.skill_id for row in rows.skills if row.skill_id not in known]
    return known | SkillDifficulty.objects.worked_out(unknown)


def _master(student: StudentEstimate, row: SkillEstimate, typical: float) -> None:
    """Notes when a skill was mastered, and takes it back where the chance has fallen far."""
    belief = adaptive.Estimate(student.mean, student.variance)
    on_skill = adaptive.Estimate(row.mean, row.variance)
    at_least = adaptive.chance_at_least(belief, on_skill, typical, adaptive.mastery.CONFIDENCE)
    if adaptive.mastery.is_gained(at_least=at_least, answers=row.answers):
        row.mastered_at = row.mastered_at or row.last_at
    elif not adaptive.mastery.is_kept(chance=adaptive.chance(belief, on_skill, typical)):
        row.mastered_at = None


def _review(rows: Rows, response: Response, answer: adaptive.Answer) -> None:
    """The first answer of a day to a skill is a review of it. The day is the student's own."""
    student, at = rows.student.student, response.submitted_at
    zone = ZoneInfo(student.time_zone)
    rating = adaptive.review.grade(
        right=answer.right,
        was_helped=response.item_session.hints_shown > 0,
        seconds=response.seconds,
        pace=rows.student.pace,
    )
    today = at.astimezone(zone).date()
    for row in rows.skills:
        before = beliefs.review_of(row)
        if before is None or before.reviewed_at.astimezone(zone).date() < today:
            after = adaptive.review.reviewed(before, rating, at, plans.begins(student))
            row.stability, row.recall_difficulty = after.stability, after.difficulty
            row.reviewed_at, row.due_at = after.reviewed_at, after.due_at
