"""Choosing what to ask a student next, with the reason as data.

What is read does not grow with the banks: of a skill's questions at most `POOL` are looked at, and
of the student's past only what concerns them.
"""

import datetime
import secrets
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from functools import partial

from django.core.exceptions import ValidationError
from django.utils import timezone

from questions import adaptive, problems
from questions.models import (
    ItemSession,
    MalRule,
    QuestionVersion,
    Skill,
    Topic,
    User,
)

from . import draws, knowing, marking, pools, stock, variants
from .draws import Drawn
from .knowing import Knowledge
from .pools import Asked
from .reasons import of_level, of_mistake, reason_of

TRIES = 30
TRIES_IN_A_ROW = 6
PLACEMENT_QUESTIONS = 12
STEP = 1.0
"""Logits to an easier or a harder question."""
LEVELS = {"easier": STEP, "harder": -STEP}
RECALL_ONE_IN = 4
"""Where a skill has generated problems, so many questions hold one that a person wrote."""


@dataclass(frozen=True)
class Choice:
    """What to ask, and why: `reason` holds a code, a sentence and what the sentence rests on."""

    version: QuestionVersion
    seed: int
    reason: dict[str, object]


def choose(
    student: User,
    *,
    skill: Skill | None = None,
    topic: Topic | None = None,
    mal_rule: MalRule | None = None,
    placement: bool = False,
    wish: adaptive.Wish | None = None,
    at: datetime.datetime | None = None,
) -> Choice:
    """The next question, on a skill or a topic where one is asked for, easier or harder than
    one before where the student has the `wish`.

    `placement` asks what tells most about somebody new instead. ValidationError where no bank holds
    a question that fits.
    """
    at = at or timezone.now()
    knowledge = knowing.of(student)
    if mal_rule is not None:
        return _exposing(knowledge, mal_rule) or _instead(student, mal_rule, at)
    candidates = knowledge.candidates(at)
    asked = knowing.asked_in_placement(student) if placement else []
    ranked = (
        adaptive.most_telling(candidates, asked)
        if placement
        else adaptive.rank_skills(candidates, knowledge.recent)
    )
    wanted = [
        (candidate, knowledge.named[candidate.skill])
        for candidate in ranked
        if skill is None or skill.slug == candidate.skill
        if topic is None or topic.pk == knowledge.named[candidate.skill].topic_id
    ]
    for must_be_fresh in (True, False):
        for candidate, one in wanted:
            found = _item(
                knowledge, one, must_be_fresh=must_be_fresh, is_placement=placement, wish=wish
            )
            if found:
                version, drawn, chance = found
                why = replace(candidate, mistake=knowledge.shown_by(drawn.exposes, one))
                reason = reason_of(
                    why, one, is_asked_for=skill is not None, is_within=not drawn.is_about
                )
                if placement:
                    reason = _placement_reason(one, len(asked))
                return Choice(
                    version, drawn.seed, reason | {"chance": round(chance, adaptive.DIGITS)}
                )
    raise ValidationError("No bank in practice holds a question on this yet.")


def at_level(
    student: User, level: str, than: ItemSession, *, at: datetime.datetime | None = None
) -> Choice:
    """A question on the skill of the one given that is easier or harder than that one, as `LEVELS`
    names it; where there is none, the nearest, and the reason says so.
    """
    skill = Skill.objects.filter(slug=than.reason.get("skill", "")).first()
    chance = float(than.reason.get("chance") or adaptive.TARGET_CHANCE)
    wish = adaptive.Wish(chance, LEVELS[level])
    choice = choose(student, skill=skill, wish=wish, at=at)
    is_found = wish.is_met(float(str(choice.reason["chance"])))
    sentence = of_level(level, skill, is_found=is_found)
    reason = {"code": "asked for", "level": level, "sentence": sentence}
    return replace(choice, reason=choice.reason | reason)


def outlook(student: User, *, at: datetime.datetime | None = None) -> str:
    """Why the next question would be asked, as a sentence; empty where there is none."""
    knowledge = knowing.of(student)
    ranked = adaptive.rank_skills(knowledge.candidates(at or timezone.now()), knowledge.recent)
    if not ranked:
        return ""
    skill = knowledge.named[ranked[0].skill]
    return str(reason_of(ranked[0], skill, is_asked_for=False)["sentence"])


def is_placed(student: User) -> bool:
    """Whether placement has asked all that it may ask."""
    return len(knowing.asked_in_placement(student)) >= PLACEMENT_QUESTIONS


def _item(
    knowledge: Knowledge,
    skill: Skill,
    *,
    must_be_fresh: bool,
    is_placement: bool,
    wish: adaptive.Wish | None,
) -> tuple[QuestionVersion, Drawn, float] | None:
    """A version on the skill, with a seed not seen before whose variant exercises it.

    Near the target chance, or as the student has the `wish`; for somebody who has not practised the
    skill, an easy one. Also returns the chance that the student gets it right.
    """
    fresh = {
        row.version: row
        for row in pools.on_skill(
            skill, knowledge.student, is_given=wish is not None and wish.by > 0
        )
        if not must_be_fresh or row.is_generated or not row.is_met
    }
    items = [
        adaptive.Item(
            pk,
            knowledge.chance(skill, row.difficulty),
            is_typed=row.kind not in problems.OPTION_KINDS | problems.PAIR_KINDS,
        )
        for pk, row in fresh.items()
    ]
    is_new = skill.pk not in knowledge.skills and not is_placement
    generated = {pk for pk, row in fresh.items() if row.is_generated}
    is_any = is_placement or wish is not None
    groups = [items] if is_any else _applied_first(items, generated, is_new=is_new)
    for group in groups:
        near, later = _in_order(group, is_new=is_new, wish=wish)
        for draw, several in ((_held, near), (_built, near + later)):
            for item in several:
                row = fresh[item.question]
                found = draw(knowledge, row, skill)
                if found:
                    return *found, item.chance
    return None


def _applied_first(
    items: list[adaptive.Item], generated: set[int], *, is_new: bool
) -> list[list[adaptive.Item]]:
    """Whoever practises a rule wants to apply it: questions that ask what one knows of it come in
    between, never first.
    """
    applied = [item for item in items if item.question in generated]
    recalled = [item for item in items if item.question not in generated]
    if not is_new and _is_time_to_recall():
        return [recalled, applied]
    return [applied, recalled]


def _is_time_to_recall() -> bool:
    return secrets.randbelow(RECALL_ONE_IN) == 0


def _held(knowledge: Knowledge, row: Asked, skill: Skill) -> tuple[QuestionVersion, Drawn] | None:
    """A variant that need not be built. One question that is near enough is as good as another."""
    if not row.is_generated:
        return _built(knowledge, row, skill)
    drawn = stock.take(
        row.version,
        skill,
        knowledge.student,
        suspected={one.code for one in knowledge.patterns},
        wanted={one.code for one in knowledge.patterns if one.skill == skill.pk},
    )
    return (pools.version(row.version), drawn) if drawn else None


def _built(knowledge: Knowledge, row: Asked, skill: Skill) -> tuple[QuestionVersion, Drawn] | None:
    version = pools.version(row.version)
    seen = knowing.seeds(knowledge.student, row.question) if row.is_met else ()
    suspected = {one.code for one in knowledge.patterns}
    drawn = draws.on_skill(version, skill, seen=seen, suspected=suspected)
    return (version, drawn) if drawn else None


def _in_order(
    items: list[adaptive.Item], *, is_new: bool, wish: adaptive.Wish | None
) -> tuple[list[adaptive.Item], list[adaptive.Item]]:
    """Those of which any will do, and others for where these give no variant that fits."""
    easiest = adaptive.easiest_first(items)
    if is_new and wish is None:
        return easiest[:1], easiest[1:]
    if wish is not None:
        ordered = _as_wished(items, wish)
        return ordered[:1], ordered[1:]
    near = adaptive.spread_near_target(items)
    secrets.SystemRandom().shuffle(near)
    return near, [item for item in easiest if item not in near]


def _as_wished(items: list[adaptive.Item], wish: adaptive.Wish) -> list[adaptive.Item]:
    """Those that meet the wish first, nearest to it; questions alike in no order."""
    several = secrets.SystemRandom().sample(items, len(items))
    return sorted(
        several,
        key=lambda item: (not wish.is_met(item.chance), abs(item.chance - wish.target)),
    )


def _placement_reason(skill: Skill, asked: int) -> dict[str, object]:
    number = asked + 1
    return {
        "code": "placement",
        "skill": skill.slug,
        "sentence": (
            f"To find out where you start: question {number} of at most "
            f"{PLACEMENT_QUESTIONS}, on {skill.name.lower()}."
        ),
    }


def _exposing(knowledge: Knowledge, mal_rule: MalRule) -> Choice | None:
    """A variant in which whoever makes the mistake is wrong, and is told which it is."""
    pool = pools.for_mal_rule(mal_rule, knowledge.student)
    seen = knowing.seen(knowledge.student, [row.question_id for row in pool])
    versions = sorted(pool, key=lambda row: _unlikely_to_expose(seen, row, mal_rule))
    for version in _in_turn(versions):
        seed = draws.fresh(seen.get(version.question_id, set()))
        problem = variants.if_makeable(version, partial(variants.shown_problem, version, seed))
        if problem is not None and problems.shows(problem, mal_rule.code, marking.mark):
            return Choice(version, seed, of_mistake(mal_rule))
    return None


def _instead(student: User, mal_rule: MalRule, at: datetime.datetime) -> Choice:
    """A question on the mistake's skill, where none brings the mistake out yet."""
    nothing = f"No question in practice brings out “{mal_rule.name}” yet"
    if mal_rule.skill is None:
        raise ValidationError(f"{nothing}.")
    found = choose(student, skill=mal_rule.skill, at=at)
    sentence = f"{nothing}; this one is on its skill, “{mal_rule.skill.name}”."
    return replace(found, reason=found.reason | {"sentence": sentence})


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
    met: Container[int], version: QuestionVersion, mal_rule: MalRule
) -> tuple[bool, bool, float]:
    """Questions on the mal-rule's own skill come first, unseen ones first, easy ones first."""
    skills = {one.pk for one in version.question.skills.all()}
    return (
        mal_rule.skill_id not in skills,
        not variants.is_generated(version) and version.question_id in met,
        variants.difficulty_of(version),
    )
