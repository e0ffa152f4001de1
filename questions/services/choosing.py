"""Choosing what to ask a student next, with the reason as data."""

import datetime
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils import timezone

from questions import adaptive, problems
from questions.models import (
    ItemSession,
    MalRule,
    MistakePattern,
    QuestionVersion,
    Skill,
    SkillEstimate,
    StudentEstimate,
    Topic,
    User,
)
from questions.problems import Problem

from . import draws, variants

TRIES = 30
TRIES_IN_A_ROW = 6
OPEN_STATES = (
    MistakePattern.State.ACTIVE,
    MistakePattern.State.RELAPSED,
    MistakePattern.State.SUSPECTED,
)


@dataclass(frozen=True)
class Choice:
    """What to ask, and why: `reason` holds a code, a sentence and what the sentence rests on."""

    version: QuestionVersion
    seed: int
    reason: dict[str, str]


@dataclass(frozen=True)
class Knowledge:
    """What the student's rows say, read once."""

    student: User
    overall: adaptive.Estimate
    skills: dict[int, SkillEstimate]
    patterns: list[MistakePattern]
    seen: dict[int, set[int]]
    recent: list[str]
    typical: dict[int, float]
    easiest: dict[int, float]

    def estimate(self, skill: Skill) -> adaptive.Estimate:
        row = self.skills.get(skill.pk)
        return adaptive.Estimate(row.mean, row.variance) if row else adaptive.prior()[1]

    def mastery(self, skill: Skill) -> float:
        return self.chance(skill, self.typical.get(skill.pk, 0.0))

    def chance(self, skill: Skill, difficulty: float) -> float:
        return adaptive.chance(self.overall, self.estimate(skill), difficulty)

    def is_practised(self, skill: Skill) -> bool:
        """Or has no question, so that it never can be."""
        return skill.pk in self.skills or skill.pk not in self.typical

    def shown_by(self, problem: Problem, skill: Skill) -> str | None:
        """The name of the likeliest open mistake on the skill that the problem brings out."""
        exposed = problem.exposes()
        names = (
            row.mal_rule.name
            for row in self.patterns
            if row.mal_rule.skill_id == skill.pk and row.mal_rule.code in exposed
        )
        return next(names, None)


def choose(
    student: User,
    *,
    skill: Skill | None = None,
    topic: Topic | None = None,
    mal_rule: MalRule | None = None,
    at: datetime.datetime | None = None,
) -> Choice:
    """The next question, on a skill or a topic where one is asked for.

    ValidationError where no bank holds one that fits.
    """
    at = at or timezone.now()
    versions = _practice_versions()
    knowledge = _knowledge(student, versions.values())
    if mal_rule is not None:
        return _exposing(knowledge, versions.values(), mal_rule)
    ranked = adaptive.rank_skills(_candidates(knowledge, versions, at), knowledge.recent)
    by_slug = {one.slug: one for row in versions.values() for one in row.question.skills.all()}
    wanted = [
        (candidate, by_slug[candidate.skill])
        for candidate in ranked
        if skill is None or skill.slug == candidate.skill
        if topic is None or topic.pk == by_slug[candidate.skill].topic_id
    ]
    for must_be_fresh in (True, False):
        for candidate, one in wanted:
            found = _item(knowledge, one, versions.values(), must_be_fresh=must_be_fresh)
            if found:
                version, seed, problem = found
                why = replace(candidate, mistake=knowledge.shown_by(problem, one))
                return Choice(version, seed, _reason(why, one, is_asked_for=skill is not None))
    raise ValidationError("No bank in practice holds a question on this yet.")


def _knowledge(student: User, versions: Iterable[QuestionVersion]) -> Knowledge:
    overall = StudentEstimate.objects.filter(student=student).first()
    estimates = SkillEstimate.objects.filter(student=student).select_related("skill")
    patterns = MistakePattern.objects.filter(student=student, state__in=OPEN_STATES)
    sessions = ItemSession.objects.of(student).order_by("-started_at")
    seen: dict[int, set[int]] = defaultdict(set)
    for question, seed in sessions.values_list("variant__version__question", "variant__seed"):
        seen[question].add(seed)
    recent = sessions.values_list("reason__skill", flat=True)[:3]
    tagged = [(skill.pk, row.content) for row in versions for skill in row.question.skills.all()]
    return Knowledge(
        student=student,
        overall=adaptive.Estimate(overall.mean, overall.variance)
        if overall
        else adaptive.prior()[0],
        skills={row.skill_id: row for row in estimates},
        patterns=list(patterns.select_related("mal_rule__skill").order_by("-log_odds")),
        seen=seen,
        recent=[slug or "" for slug in recent],
        typical=problems.typical_difficulties(tagged),
        easiest=problems.least_difficulties(tagged),
    )


def _practice_versions() -> dict[int, QuestionVersion]:
    """The ready version of each question in practice, by question."""
    rows = (
        QuestionVersion.objects.in_practice()
        .select_related("question")
        .prefetch_related("question__skills")
    )
    return {row.question_id: row for row in rows}


def _candidates(
    knowledge: Knowledge, versions: dict[int, QuestionVersion], at: datetime.datetime
) -> list[adaptive.Candidate]:
    # Each version has skill objects of its own: what they build on is read once a skill.
    skills = {one.pk: one for row in versions.values() for one in row.question.skills.all()}
    prefetch_related_objects(list(skills.values()), "prerequisites")
    mistakes = {row.mal_rule.skill_id: row.mal_rule.name for row in reversed(knowledge.patterns)}
    return [_candidate(knowledge, skill, mistakes.get(skill.pk), at) for skill in skills.values()]


def _candidate(
    knowledge: Knowledge, skill: Skill, mistake: str | None, at: datetime.datetime
) -> adaptive.Candidate:
    row = knowledge.skills.get(skill.pk)
    last = row.last_at if row else None
    before = [
        (knowledge.mastery(one), knowledge.is_practised(one)) for one in skill.prerequisites.all()
    ]
    return adaptive.Candidate(
        skill=skill.slug,
        mastery=knowledge.mastery(skill),
        answers=row.answers if row else 0,
        days=(at - last).total_seconds() / 86_400 if last else None,
        readiness=adaptive.readiness(before),
        mistake=mistake,
        easiest=knowledge.chance(skill, knowledge.easiest[skill.pk]),
    )


def _item(
    knowledge: Knowledge,
    skill: Skill,
    versions: Iterable[QuestionVersion],
    *,
    must_be_fresh: bool,
) -> tuple[QuestionVersion, int, Problem] | None:
    """A version on the skill, with a seed not seen before whose variant exercises it.

    Near the target chance; for somebody who has not practised the skill, an easy one.
    """
    fresh = {
        row.pk: row
        for row in versions
        if skill in row.question.skills.all()
        if not must_be_fresh or _is_fresh(knowledge, row)
    }
    items = [
        adaptive.Item(
            pk,
            knowledge.chance(skill, variants.difficulty_of(row)),
            is_typed=row.kind not in problems.OPTION_KINDS,
        )
        for pk, row in fresh.items()
    ]
    suspected = {row.mal_rule.code for row in knowledge.patterns}
    for item in _in_order(items, is_new=skill.pk not in knowledge.skills):
        version = fresh[item.question]
        seen = knowledge.seen.get(version.question_id, set())
        drawn = draws.on_skill(version, skill, seen=seen, suspected=suspected)
        if drawn:
            return version, *drawn
    return None


def _in_order(items: list[adaptive.Item], *, is_new: bool) -> list[adaptive.Item]:
    """Which to try first; the later ones are for where a question gives no variant that fits."""
    if is_new:
        return adaptive.easiest_first(items)
    near = adaptive.spread_near_target(items)
    secrets.SystemRandom().shuffle(near)
    return near + [item for item in adaptive.easiest_first(items) if item not in near]


def _is_fresh(knowledge: Knowledge, version: QuestionVersion) -> bool:
    """A generated question is always fresh, an authored one until it was asked."""
    return variants.is_generated(version) or version.question_id not in knowledge.seen


def _exposing(knowledge: Knowledge, ready: Iterable[QuestionVersion], mal_rule: MalRule) -> Choice:
    """A variant in which the mal-rule gives a distinct answer."""
    versions = sorted(ready, key=lambda row: _unlikely_to_expose(knowledge, row, mal_rule))
    for version in _in_turn(versions):
        seed = draws.fresh(knowledge.seen.get(version.question_id, set()))
        if mal_rule.code in variants.problem_of(version, seed).exposes():
            return Choice(version, seed, _mistake_reason(mal_rule))
    raise ValidationError(f"No question in practice brings out “{mal_rule.name}” yet.")


def _in_turn(versions: list[QuestionVersion]) -> Iterator[QuestionVersion]:
    """Authored versions once, generated ones several times each, round after round."""
    generated = 0
    for turn in range(TRIES // TRIES_IN_A_ROW):
        for version in versions:
            if not variants.is_generated(version):
                yield from [version] if turn == 0 else []
            elif generated < TRIES:
                generated += TRIES_IN_A_ROW
                yield from [version] * TRIES_IN_A_ROW


def _unlikely_to_expose(
    knowledge: Knowledge, version: QuestionVersion, mal_rule: MalRule
) -> tuple[bool, bool, float]:
    """Questions on the mal-rule's own skill come first, unseen ones first, easy ones first."""
    skills = {one.pk for one in version.question.skills.all()}
    return (
        mal_rule.skill_id not in skills,
        not _is_fresh(knowledge, version),
        variants.difficulty_of(version),
    )


def _mistake_reason(mal_rule: MalRule) -> dict[str, str]:
    return {
        "code": "mistake",
        "skill": mal_rule.skill.slug if mal_rule.skill else "",
        "mal_rule": mal_rule.code,
        "sentence": f"Chosen because it brings out the mistake “{mal_rule.name}”.",
    }


SENTENCES = {
    "mistake": "Chosen because of the mistake “{mistake}” in your answers on {skill}.",
    "new": "Chosen because you have not practised {skill} yet.",
    "due": "Chosen because you last practised {skill} {days} ago.",
    "weak": "Chosen because {skill} is where you gain most now: about {chance} in 10 come right.",
    "refresh": "Chosen to keep {skill} fresh: about {chance} in 10 come right.",
    "asked for": "You chose {skill}.",
}


def _reason(candidate: adaptive.Candidate, skill: Skill, *, is_asked_for: bool) -> dict[str, str]:
    code = adaptive.reason_for(candidate)
    if is_asked_for and code != "mistake":
        code = "asked for"
    days = round(candidate.days or 0)
    sentence = SENTENCES[code].format(
        mistake=candidate.mistake,
        skill=skill.name.lower(),
        days=f"{days} day{'' if days == 1 else 's'}",
        chance=round(candidate.mastery * 10),
    )
    return {"code": code, "skill": skill.slug, "sentence": sentence}
