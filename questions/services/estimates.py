"""What an answer says about a student: the student's own rows, and one observation for the fold.

Nothing that others write is written here: ratings of items and skills are read as last published.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Q, Subquery

from questions import adaptive
from questions.models import (
    ItemDifficulty,
    ModelVersion,
    Observation,
    Response,
    Skill,
    SkillDifficulty,
    SkillEstimate,
    StudentEstimate,
    StudentItem,
    User,
)
from questions.problems import Problem

from . import plans, variants

HELPED: Final = 0.5
PARTLY: Final = 0.5
PACE_MEMORY: Final = 0.9
STUDENT_COLUMNS: Final = [
    "mean", "variance", "answers", "right", "streak", "outcomes", "averages", "last_skills",
]  # fmt: skip
SKILL_COLUMNS: Final = [
    "mean", "variance", "answers", "right", "last", "outcome", "averages",
]  # fmt: skip


@dataclass(frozen=True)
class Rows:
    """The student's rows that an answer moves, locked until the transaction ends."""

    student: StudentEstimate
    skills: list[SkillEstimate]
    item: StudentItem


def learn(response: Response, problem: Problem) -> None:
    """Moves the student's estimates by a response, inside the caller's transaction.

    The answers of one variant count once. A right answer after hints, and a partly right one,
    count half.
    """
    session = response.item_session
    question = session.variant.version.question_id
    prior = variants.difficulty_of(session.variant.version)
    rows = _rows(session.student, problem, question)
    restarts = rows.student.answers == 0
    if not restarts and _counted_before(response):
        return
    answer = _answer(response, problem, rows, prior)
    knowledge = knowledge_of(rows)
    look = knowledge.look(answer.item, answer.skills)
    reading, version = published(question, answer)
    knowledge.learn(answer, reading)
    observation = Observation(
        student_number=session.student_id,
        question_number=question,
        variant_number=session.variant_id,
        skill_numbers=list(answer.skills),
        prior=prior,
        version=version,
        restarts=restarts,
        look=look,
        after=_after(knowledge, answer),
    )
    _observe(observation, response, answer)
    _review(rows, response, answer)
    _store(rows, knowledge, response)


def guess_of(problem: Problem) -> float:
    """The chance to be right without knowing anything."""
    if problem.kind == "choice":
        return 1.0 / max(len(problem.options), 2)
    return 0.5 if problem.kind == "true/false" else 0.0


def published(question: int, answer: adaptive.Answer) -> tuple[adaptive.Reading, int]:
    """The ratings that an answer is measured against, and the version they belong to."""
    version = ModelVersion.objects.order_by("-number").values_list("number", flat=True).first()
    population = adaptive.Population()
    for item in ItemDifficulty.objects.filter(question=question):
        population.items[item.question_id] = difficulty_of(item)
    for skill in SkillDifficulty.objects.filter(skill__in=answer.skills):
        population.skills[skill.skill_id] = difficulty_of(skill)
    return population.read(answer.item, answer.skills, answer.prior), version or 0


def difficulty_of(row: ItemDifficulty | SkillDifficulty) -> adaptive.Difficulty:
    return adaptive.Difficulty(row.mean, row.variance, row.answers, row.weight, row.squares)


def _rows(student: User, problem: Problem, question: int) -> Rows:
    overall, _ = StudentEstimate.objects.select_for_update().get_or_create(
        student=student, defaults={"variance": adaptive.STUDENT_VARIANCE}
    )
    skills = {row.slug: row for row in Skill.objects.filter(slug__in=problem.skills)}
    held = {
        row.skill_id: row
        for row in SkillEstimate.objects.filter(student=student, skill__in=skills.values())
    }
    estimates = []
    for slug in dict.fromkeys(problem.skills):
        if (skill := skills.get(slug)) is not None:
            fresh = SkillEstimate(student=student, skill=skill, variance=adaptive.SKILL_VARIANCE)
            estimates.append(held.get(skill.pk) or fresh)
    item = StudentItem.objects.filter(student=student, question=question).first()
    return Rows(overall, estimates, item or StudentItem(student=student, question_id=question))


def _counted_before(response: Response) -> bool:
    """Whether another response to the same problem has counted: an authored question is one.

    What was observed before the student's state last began anew does not matter.
    """
    session = response.item_session
    version = session.variant.version
    same = Q(variant_number=session.variant_id)
    if not variants.is_generated(version):
        same |= Q(question_number=version.question_id)
    own = Observation.objects.filter(student_number=session.student_id)
    begun = own.filter(restarts=True).order_by("-pk").values("pk")[:1]
    return own.filter(same, pk__gte=Subquery(begun)).exclude(response=response).exists()


def _answer(response: Response, problem: Problem, rows: Rows, prior: float) -> adaptive.Answer:
    session = response.item_session
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


def knowledge_of(rows: Rows) -> adaptive.Knowledge:
    """The rows as the engine's state; only the answer's own skills and item are in it."""
    state = state_of(rows.student, rows.skills)
    if rows.item.answers:
        state.items[rows.item.question_id] = (rows.item.answers, rows.item.right)
    return state


def state_of(row: StudentEstimate, skills: Iterable[SkillEstimate]) -> adaptive.Knowledge:
    """The engine's state of a student, with the skills given and without items."""
    return adaptive.Knowledge(
        mean=row.mean,
        variance=row.variance,
        answers=row.answers,
        right=row.right,
        streak=row.streak,
        outcomes=_triple(row.outcomes),
        averages=_averages(row.averages),
        last_skills=tuple(row.last_skills),
        skills={one.skill_id: _skill_knowledge(one) for one in skills if one.answers},
    )


def _skill_knowledge(row: SkillEstimate) -> adaptive.SkillKnowledge:
    return adaptive.SkillKnowledge(
        mean=row.mean,
        variance=row.variance,
        answers=row.answers,
        right=row.right,
        last=row.last,
        outcome=row.outcome,
        averages=_averages(row.averages),
    )


def _triple(stored: list[int]) -> tuple[int, int, int]:
    first, second, third = stored or (0, 0, 0)
    return first, second, third


def _averages(stored: list[float]) -> tuple[float, float, float, float]:
    first, second, third, fourth = stored or adaptive.FRESH
    return first, second, third, fourth


def _observe(observation: Observation, response: Response, answer: adaptive.Answer) -> None:
    """Records the answer. One that is replayed is folded again only where it was regraded."""
    before = response.observations.order_by("-pk").first()
    observation.response = response
    observation.right, observation.weight = answer.right, answer.weight
    observation.offset, observation.guess = answer.offset, answer.guess
    if before and (before.right, before.weight) == (answer.right, answer.weight):
        observation.is_to_fold, observation.look = False, None
    observation.save()
    version = str(observation.version)
    Response.objects.filter(pk=response.pk).update(weights_version=version)


def _after(knowledge: adaptive.Knowledge, answer: adaptive.Answer) -> list[list[float]]:
    """What the history of a skill is drawn from: the beliefs that the answer left."""
    moved = [knowledge.skills[skill] for skill in answer.skills]
    return [[knowledge.mean, knowledge.variance], *([one.mean, one.variance] for one in moved)]


def apply_student(row: StudentEstimate, knowledge: adaptive.Knowledge) -> StudentEstimate:
    """Writes the engine's state of a student into the row, without saving it."""
    row.mean, row.variance = knowledge.mean, knowledge.variance
    row.answers, row.right, row.streak = knowledge.answers, knowledge.right, knowledge.streak
    row.outcomes, row.averages = list(knowledge.outcomes), list(knowledge.averages)
    row.last_skills = list(knowledge.last_skills)
    return row


def apply_skill(row: SkillEstimate, state: adaptive.SkillKnowledge) -> SkillEstimate:
    row.mean, row.variance = state.mean, state.variance
    row.answers, row.right = state.answers, state.right
    row.last, row.outcome, row.averages = state.last, state.outcome, list(state.averages)
    return row


def _store(rows: Rows, knowledge: adaptive.Knowledge, response: Response) -> None:
    apply_student(rows.student, knowledge)
    rows.item.answers, rows.item.right = knowledge.items[rows.item.question_id]
    taken = math.log(max(response.seconds, 1.0))
    pace = rows.student.pace
    rows.student.pace = taken if pace is None else PACE_MEMORY * pace + (1 - PACE_MEMORY) * taken
    rows.student.save()
    rows.item.save()
    typical = SkillDifficulty.objects.typical([row.skill_id for row in rows.skills])
    for row in rows.skills:
        apply_skill(row, knowledge.skills[row.skill_id])
        row.last_at = response.submitted_at
        row.begun_at = row.begun_at or response.submitted_at
        _master(rows.student, row, typical.get(row.skill_id, (0.0, 0.0))[0])
        row.save()


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
    student = response.item_session.student
    zone = ZoneInfo(student.time_zone)
    exam_at = plans.exam_at(student)
    rating = adaptive.review.grade(
        right=answer.right,
        was_helped=response.item_session.hints_shown > 0,
        seconds=response.seconds,
        pace=rows.student.pace,
    )
    for row in rows.skills:
        before = review_of(row)
        at = response.submitted_at
        today = at.astimezone(zone).date()
        if before is None or before.reviewed_at.astimezone(zone).date() < today:
            after = adaptive.review.reviewed(before, rating, at, exam_at)
            row.stability, row.recall_difficulty = after.stability, after.difficulty
            row.reviewed_at, row.due_at = after.reviewed_at, after.due_at


def review_of(row: SkillEstimate) -> adaptive.review.Review | None:
    return adaptive.review.Review.of(
        row.stability, row.recall_difficulty, row.reviewed_at, row.due_at
    )
