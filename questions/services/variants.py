"""Variants: concrete problems, built from a version and a seed and stored whole."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from questions import problems
from questions.models import QuestionVersion, Variant
from questions.problems import Problem, ProblemError
from questions.services import written

log = logging.getLogger(__name__)
Made = TypeVar("Made")


class ContentError(ValidationError):
    """Content that builds no problem. `field` says where, as a path such as options[2].text."""

    def __init__(self, message: str, field: str) -> None:
        super().__init__(message, code="content")
        self.field = field


class TooSlowError(ContentError):
    """Content whose problem takes too long to be worked out, whatever the seed."""


def problem_of(version: QuestionVersion, seed: int) -> Problem:
    """Builds the problem without storing it; a ValidationError says what in the content fails.

    An authored problem exercises the skills that its question is tagged with, first what it is
    about.
    """
    problem = problem_from(version.content, seed)
    if problem.skills:
        return problem
    question = version.question
    tagged = sorted(question.skills.all(), key=lambda one: one.pk != question.main_skill_id)
    return replace(problem, skills=tuple(one.slug for one in tagged))


def problem_from(content: object, seed: int) -> Problem:
    """Builds the problem of content that need not be stored yet. Raises ContentError."""
    try:
        return written.build(content, seed)
    except written.TooSlowError as error:
        raise TooSlowError(error.message, error.field) from error
    except ProblemError as error:
        raise ContentError(error.message, error.field) from error


def names_in(content: Mapping[str, Any]) -> frozenset[str]:
    """The names that stand for what a seed draws, in content of which a problem was built."""
    return problems.template_names(content)


def if_makeable(version: QuestionVersion, make: Callable[[], Made]) -> Made | None:
    """What `make` gives; None, with a line in the log, where the version makes no problem any more,
    as when a family is not asked like that now, or none in time: students are asked another.
    """
    try:
        return make()
    except ContentError as error:
        log.warning("Version %s cannot be made: %s", version.pk, error.message)
        return None


def kind_of(content: object, *, is_unfinished: bool = False) -> str:
    """How a question with the content is answered. Raises ContentError; of what a person has not
    finished writing only for what no field of it can hold.
    """
    try:
        return written.kind_of(content)
    except ProblemError as error:
        fault = error
    try:
        if is_unfinished and isinstance(content, dict):
            problems.check_unfinished(content)
            return str(content["kind"])
    except ProblemError:
        pass
    raise ContentError(fault.message, fault.field) from fault


def variant_for(version: QuestionVersion, seed: int) -> Variant:
    """The variant of a version for a seed, built and stored the first time it is wanted."""
    found = Variant.objects.filter(version=version, seed=seed).first()
    if found is not None:
        found.version = version
        return found
    problem = problem_of(version, seed)
    values = {
        "instance": problem.to_row(),
        "skills": list(problem.skills),
        "exposes": sorted(problem.exposes()),
        "release": problems.release(),
    }
    variant, _ = Variant.objects.get_or_create(version=version, seed=seed, defaults=values)
    variant.version = version
    return variant


def shown_problem(version: QuestionVersion, seed: int) -> Problem:
    """The problem that would be shown: as it was stored or, if it was not, as it is built now."""
    found = Variant.objects.filter(version=version, seed=seed).first()
    return problem_of(version, seed) if found is None else problem_in(found)


def foresee(variant: Variant) -> None:
    """Stores what will be said of the wrong answers that are expected, so that it is known at once.

    Takes some tenths of a second: for variants that are built before they are needed.
    """
    if "foreseen" in variant.instance:
        return
    variant.instance = problems.foresee(problem_in(variant)).to_row()
    variant.save(update_fields=["instance"])


def problem_in(variant: Variant) -> Problem:
    """The problem as it was stored: what was shown stays, whatever the code says now."""
    return problems.stored(variant.instance)


def is_generated(version: QuestionVersion) -> bool:
    """Whether each seed gives another problem."""
    return problems.is_generated(version.content)


def difficulty_of(version: QuestionVersion) -> float:
    """The prior difficulty on the logit scale, before any variant is built."""
    return problems.prior_difficulty(version.content)
