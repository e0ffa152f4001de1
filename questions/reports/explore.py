"""The calculator's page: how a function is read, what can be practised, and who looks."""

from collections.abc import Sequence

from questions import calculator, maths
from questions.models import Attempt, Skill, User

from .readings import Reading, of_error


def reading(text: str) -> Reading:
    """How the function is read while it is being typed."""
    if not text.strip():
        return Reading()
    try:
        task = calculator.read_relation(text)
        if task is not None:
            return Reading(calculator.written(task))
        typed = calculator.read_function(text)
    except maths.MathsError as error:
        return of_error(text, error)
    return Reading(maths.write_latex(typed.function), is_ambiguous=typed.is_ambiguous)


def skills(slugs: Sequence[str]) -> list[Skill]:
    """Those of the skills that practice asks, in the order given."""
    found = {one.slug: one for one in Skill.objects.in_practice().filter(slug__in=slugs)}
    return [found[slug] for slug in slugs if slug in found]


def running_attempt(person: User | None) -> Attempt | None:
    """An attempt that the person has not handed in."""
    if person is None:
        return None
    own = Attempt.objects.running().filter(student=person)
    return own.select_related("assignment__quiz", "mock").first()
