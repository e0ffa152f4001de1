"""A student's own rows to the plain state that the engine moves, and back."""

from collections.abc import Iterable

from questions import adaptive
from questions.models import SkillEstimate, StudentEstimate


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


def apply_student(row: StudentEstimate, knowledge: adaptive.Knowledge) -> StudentEstimate:
    """Writes the engine's state of a student into the row, without saving it."""
    row.mean, row.variance = knowledge.mean, knowledge.variance
    row.answers, row.right, row.streak = knowledge.answers, knowledge.right, knowledge.streak
    row.outcomes, row.averages = list(knowledge.outcomes), list(knowledge.averages)
    row.last_skills = list(knowledge.last_skills)
    return row


def apply_skill(row: SkillEstimate, state: adaptive.SkillKnowledge) -> SkillEstimate:
    """Writes the engine's state of one skill into the row, without saving it."""
    row.mean, row.variance = state.mean, state.variance
    row.answers, row.right = state.answers, state.right
    row.last, row.outcome, row.averages = state.last, state.outcome, list(state.averages)
    return row


def review_of(row: SkillEstimate) -> adaptive.review.Review | None:
    """What spaced repetition remembers of the skill; None before its first review."""
    return adaptive.review.Review.of(
        row.stability, row.recall_difficulty, row.reviewed_at, row.due_at
    )
