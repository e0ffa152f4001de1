"""Reteach sets: a quiz made of the mistakes of a class, to be changed and given like any other."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from questions import problems
from questions.models import (
    Classroom,
    MalRule,
    MistakeEvidence,
    Question,
    QuestionVersion,
    Quiz,
    User,
)
from questions.permissions import TEACHES

from . import draws, quizzes, variants, written

MOST_RULES: Final = 6
MOST_BITING: Final = 4
ALL_BITING: Final = 9
PROBES: Final = 6
MOST_PROBED: Final = 12
MANY_PROBES: Final = 24
MOST_PATIENT: Final = 4
ENOUGH: Final = 2
"""So many of the probed variants have to fit, so that everybody gets one soon."""
NONE_CHOSEN: Final = "Choose at least one mistake."
TOO_MANY: Final = f"Choose {MOST_RULES} mistakes at most, so that each gets questions enough."


def make(
    *,
    classroom: Classroom,
    owner: User,
    mal_rules: Sequence[MalRule],
    client_key: uuid.UUID | None = None,
) -> Quiz:
    """A quiz for the mal-rules: questions that bring each of them out, and one that looks alike.

    Everybody gets variants of their own that do so. The same client key once more gives the same
    quiz. ValidationError where no question that the owner may use brings any of them out.
    """
    if not owner.has_perm(TEACHES, classroom):
        raise PermissionDenied("You do not teach this classroom.")
    rules = list(dict.fromkeys(mal_rules))
    if not rules:
        raise ValidationError(NONE_CHOSEN)
    if len(rules) > MOST_RULES:
        raise ValidationError(TOO_MANY)
    found = {rule: _questions(rule, owner, classroom) for rule in rules}
    if not any(biting for biting, _ in found.values()):
        names = ", ".join(f"“{rule.name}”" for rule in rules)
        raise ValidationError(f"Among the questions that you can use none brings out {names}.")
    with transaction.atomic():
        quiz = quizzes.create(owner=owner, title=_title(rules), client_key=client_key)
        if not quiz.slots.exists():
            _fill(quiz, found)
    return quiz


def unasked(*, classroom: Classroom, owner: User, mal_rules: Collection[MalRule]) -> frozenset[str]:
    """The codes of those that surely no question that the owner may use brings out.

    Three queries at most, and no problem is made: whether a generated question on the mal-rule's
    own skill ever brings it out is left to `make`.
    """
    usable = _usable(owner)
    generated = usable.filter(content__source__in=problems.GENERATED)
    skills = {rule.skill_id for rule in mal_rules}
    practised = set(
        generated.filter(question__skills__in=skills - {None}).values_list(
            "question__skills", flat=True
        )
    )
    left = {rule.code for rule in mal_rules if rule.skill_id not in practised}
    if left:
        shown = _evidence(classroom).filter(
            pattern__mal_rule__code__in=left,
            response__item_session__variant__version__in=generated,
        )
        left -= set(shown.values_list("pattern__mal_rule__code", flat=True))
    if left:
        left -= {code for version in _tagged(usable, left) for code in _exposed_by(version)}
    return frozenset(left)


def _title(rules: Sequence[MalRule]) -> str:
    """By skills: students read it, and the name of a mistake would tell what to look out for."""
    names = list(dict.fromkeys(rule.skill.name for rule in rules if rule.skill))
    return f"Once more: {', '.join(names) or 'what went wrong'}"[:120]


Found = dict[MalRule, tuple[list[QuestionVersion], list[QuestionVersion]]]


def _fill(quiz: Quiz, found: Found) -> None:
    each = min(MOST_BITING, max(ALL_BITING // len(found), 1))
    for rule, (biting, alike) in found.items():
        if not biting:
            continue
        places = [biting[place % len(biting)] for place in range(each)]
        for version in _once_if_authored(places):
            quizzes.add_slot(quiz=quiz, question=version.question, mal_rule=rule)
        for version in alike[:1]:
            _add_look_alike(quiz, version.question, rule)


def _add_look_alike(quiz: Quiz, question: Question, rule: MalRule) -> None:
    quizzes.add_slot(quiz=quiz, question=question, mal_rule=rule, looks_alike=True)


def _once_if_authored(versions: Sequence[QuestionVersion]) -> Iterator[QuestionVersion]:
    """What is not generated is the same each time, so it stands there once."""
    seen: set[int] = set()
    for version in versions:
        if variants.is_generated(version) or version.pk not in seen:
            seen.add(version.pk)
            yield version


Versions = list[QuestionVersion]


def _questions(rule: MalRule, owner: User, classroom: Classroom) -> tuple[Versions, Versions]:
    """Versions that bring the mal-rule out, two at most, and one that holds look-alikes.

    First those that have brought it out in the class, then generated ones on the mal-rule's own
    skill, easy ones first, then those whose authors have tagged a wrong answer with it.
    """
    usable = _usable(owner)
    biting = list(_has_shown(usable, rule, classroom)[:ENOUGH])
    seldom: list[tuple[int, QuestionVersion]] = []
    alike: Versions = []
    for version in _ranked(usable, rule)[:MOST_PROBED]:
        if len(biting) == ENOUGH and alike:
            break
        bites, misses = _probe(rule.code, version.content, PROBES)
        if version not in biting and bites >= ENOUGH and len(biting) < ENOUGH:
            biting.append(version)
        elif bites:
            seldom.append((bites, version))
        if misses and variants.is_generated(version):
            alike.append(version)
    found = biting or _often_enough(seldom) or _written(usable, rule) or _patiently(usable, rule)
    return found, alike


def _usable(owner: User) -> QuerySet[QuestionVersion]:
    return QuestionVersion.objects.filter(
        state=QuestionVersion.State.READY, question__in=Question.objects.visible_to(owner)
    ).select_related("question")


def _evidence(classroom: Classroom) -> QuerySet[MistakeEvidence]:
    """Of what has shown in the class."""
    students = classroom.students.all()
    return MistakeEvidence.objects.filter(shown=True, pattern__student__in=students)


def _has_shown(
    usable: QuerySet[QuestionVersion], rule: MalRule, classroom: Classroom
) -> QuerySet[QuestionVersion]:
    """Generated ones whose variants have brought it out in the class: there it is known to show."""
    evidence = _evidence(classroom).filter(pattern__mal_rule=rule)
    versions = evidence.values("response__item_session__variant__version")
    return usable.filter(content__source__in=problems.GENERATED, pk__in=versions).order_by("pk")


def _often_enough(seldom: Sequence[tuple[int, QuestionVersion]]) -> Versions:
    return [version for _, version in sorted(seldom, key=lambda one: -one[0])][:ENOUGH]


def _written(usable: QuerySet[QuestionVersion], rule: MalRule) -> Versions:
    """Those that a person wrote with the mal-rule in mind, whatever their skills: on its own skill
    first, easy ones first.
    """
    on_skill = set(
        usable.filter(question__skills=rule.skill_id).values_list("pk", flat=True)
        if rule.skill_id
        else ()
    )
    tagged = [row for row in _tagged(usable, {rule.code}) if rule.code in _exposed_by(row)]
    tagged.sort(key=lambda row: (row.pk not in on_skill, variants.difficulty_of(row), row.pk))
    return tagged[:ENOUGH]


def _tagged(usable: QuerySet[QuestionVersion], codes: Collection[str]) -> QuerySet[QuestionVersion]:
    """Authored ones in whose content one of the codes stands; the database reads them, so that few
    of many contents are taken apart here.
    """
    named = Q()
    for code in codes:
        named |= Q(written__contains=f'"{code}"')
    authored = usable.filter(content__source="authored")
    return authored.annotate(written=Cast("content", TextField())).filter(named)


def _exposed_by(version: QuestionVersion) -> frozenset[str]:
    return problems.exposed_by(version.content)


def _patiently(usable: QuerySet[QuestionVersion], rule: MalRule) -> Versions:
    """One that brings it out in some of many variants, where none does in some of a few."""
    for version in _ranked(usable, rule)[:MOST_PATIENT]:
        if _probe(rule.code, version.content, MANY_PROBES)[0]:
            return [version]
    return []


def _ranked(usable: QuerySet[QuestionVersion], rule: MalRule) -> Versions:
    rows = usable.filter(question__skills=rule.skill_id).order_by("question")
    useful = [
        row
        for row in rows
        if variants.is_generated(row) or rule.code in problems.exposed_by(row.content)
    ]
    return sorted(
        useful, key=lambda row: (not variants.is_generated(row), variants.difficulty_of(row))
    )


def _probe(code: str, content: dict[str, Any], count: int) -> tuple[int, int]:
    """In how many of so many variants the mal-rule shows, and in how many it cannot show."""
    seeds = [draws.fresh(()) for _ in range(count)]
    told = [problems.foretold(code, content, seed, written.build) for seed in seeds]
    return told.count(True), told.count(False)
