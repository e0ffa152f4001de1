"""The questions that a choice looks at: all on a skill, or a fair part where there are many."""

import secrets
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import QuerySet, prefetch_related_objects

from questions import problems
from questions.models import MalRule, Question, QuestionVersion, Skill, Topic, User

from .prepared import PreparedRows

POOL = 24
PLACES: Final = 2**31
LOOKED_AT: Final = """
WITH fitting AS NOT MATERIALIZED (
    SELECT t.id AS tag, v.id AS version, q.id AS question, v.kind, d.mean,
        v.content ->> 'source' AS source, v.content ->> 'family' AS family,
        v.content ->> 'level' AS level, v.content ->> 'difficulty' AS difficulty,
        v.content ->> 'asked' AS asked
    FROM questions_question_skills t
    JOIN questions_question q ON q.id = t.question_id
    JOIN questions_bank b ON b.id = q.bank_id
    JOIN questions_questionversion v ON v.question_id = q.id AND v.state = 'ready'
    LEFT JOIN questions_itemdifficulty d ON d.question_id = q.id
    WHERE t.skill_id = %(skill)s AND b.in_practice
    AND (
        v.content ->> 'source' = 'family' OR q.main_skill_id IS NULL
        OR (q.main_skill_id = %(skill)s) = %(is_about)s
    )
    AND (%(is_given)s OR v.content ->> 'asked' IS NULL)
), ends AS (
    SELECT (SELECT tag FROM fitting ORDER BY tag LIMIT 1) AS first,
        (SELECT tag FROM fitting ORDER BY tag DESC LIMIT 1) AS last
), place AS (
    SELECT first + %(place)s %% (last - first + 1) AS tag FROM ends
), several AS (
    SELECT * FROM (
        SELECT * FROM fitting WHERE tag >= (SELECT tag FROM place) ORDER BY tag LIMIT %(most)s
    ) AS later
    UNION ALL
    SELECT * FROM (
        SELECT * FROM fitting WHERE tag < (SELECT tag FROM place) ORDER BY tag LIMIT %(most)s
    ) AS earlier
    LIMIT %(most)s
)
SELECT version, question, kind, EXISTS (
    SELECT 1 FROM questions_itemsession s
    WHERE s.student_id = %(student)s AND s.question_id = several.question
), mean, source, family, level, difficulty, asked
FROM several
"""
"""Those that stand together from a random place on, so that any comes up. What the choice needs of
them is read and no more: a content is long.
"""


VERSION: Final = PreparedRows(
    QuestionVersion, lambda key: QuestionVersion.objects.filter(pk=key), beside="question"
)


class Asked(NamedTuple):
    """A ready version in practice, by its key: how it is answered, and how hard it is: as rated,
    or as it was expected to be. `is_met` where it was put to the student before.
    """

    version: int
    question: int
    kind: str
    is_met: bool
    is_generated: bool
    difficulty: float


def on_skill(skill: Skill, student: User, *, is_given: bool = False) -> list[Asked]:
    """At most `POOL` questions in practice that are about the skill; where there are none, of those
    that use it.

    What a generated question is about is seen in its variants. One statement, or up to four.

    This is the one place where practice prefers written answers to given ones, because they say
    more: what could be written comes with options only where it may be so (`is_given`: somebody
    wants something easier), or where the skill has no other question at all.
    """
    for may_be_given in dict.fromkeys((is_given, True)):
        for is_about in (True, False):
            found = _looked_at(skill, student, is_about=is_about, is_given=may_be_given)
            if found:
                return found
    return []


def _looked_at(skill: Skill, student: User, *, is_about: bool, is_given: bool) -> list[Asked]:
    place = secrets.randbelow(PLACES)
    values = {
        "skill": skill.pk,
        "student": student.pk,
        "is_about": is_about,
        "is_given": is_given,
        "place": place,
        "most": POOL,
    }
    with connection.cursor() as cursor:
        cursor.execute(LOOKED_AT, values)
        return [_asked(*row) for row in cursor.fetchall()]


def _asked(
    version: int,
    question: int,
    kind: str,
    is_met: bool,  # noqa: FBT001
    mean: float | None,
    *content: Any,
) -> Asked:
    source, family, level, difficulty, asked = content
    if mean is None:
        said = {
            "source": source,
            "family": family,
            "level": level if level is None else int(level),
            "difficulty": difficulty if difficulty is None else float(difficulty),
            "asked": asked,
        }
        mean = problems.prior_difficulty(said)
    is_generated = problems.is_generated({"source": source})
    return Asked(version, question, kind, bool(is_met), is_generated, mean)


def version(pk: int) -> QuestionVersion:
    """The version with its question."""
    (found,) = VERSION.rows(pk)
    return found


def on_topic(topic: Topic, most: int) -> list[QuestionVersion]:
    """The ready versions of at most so many questions in practice whose last topic this is: what
    a question on gradients takes of the rules does not make it one of the rules.
    """
    later = Skill.objects.filter(topic__position__gt=topic.position)
    on_it = Question.objects.filter(skills__topic=topic).values("pk")
    questions = Question.objects.in_practice().filter(pk__in=on_it).exclude(skills__in=later)
    rows = _versions(_some(questions, most))
    prefetch_related_objects([row.question for row in rows], "skills")
    return rows


def _some(questions: QuerySet[Question], most: int) -> list[int]:
    """The keys of at most so many. Where there are more, of as many as stand together from a random
    place on.
    """
    ordered = questions.order_by("pk").values_list("pk", flat=True)
    found = list(ordered[: most + 1])
    if len(found) > most:
        last = ordered.reverse()[0]
        place = found[0] + secrets.randbelow(last - found[0] + 1)
        found = list(ordered.filter(pk__gte=place)[:most])
        found += ordered.filter(pk__lt=place)[: most - len(found)]
    return found


def of_kind(kind: str, most: int) -> list[QuestionVersion]:
    """The ready versions of at most so many questions in practice that are answered in this way."""
    versions = QuestionVersion.objects.in_practice().filter(kind=kind)
    questions = Question.objects.filter(pk__in=versions.values("question"))
    return _versions(_some(questions, most))


def for_mal_rule(mal_rule: MalRule, student: User) -> list[QuestionVersion]:
    """Versions that may bring the mal-rule out: those on its skill, then some others."""
    asked = on_skill(mal_rule.skill, student) if mal_rule.skill else []
    versions = QuestionVersion.objects.select_related("question").prefetch_related(
        "question__skills"
    )
    own = list(versions.filter(pk__in=[row.version for row in asked]))
    others = versions.in_practice().exclude(pk__in=[row.pk for row in own])
    return own + list(others[:POOL])


def _versions(questions: list[int]) -> list[QuestionVersion]:
    rows = QuestionVersion.objects.filter(question__in=questions, state=QuestionVersion.State.READY)
    return list(rows.select_related("question"))
