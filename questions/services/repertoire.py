"""What an editor may choose from in a form: families and levels, kinds, forms of an answer."""

import json
from dataclasses import dataclass

from questions import maths, problems


@dataclass(frozen=True)
class FamilyLevel:
    """A family of generated problems at one of its levels."""

    family: str
    title: str
    level: int
    meaning: str


def family_levels() -> list[FamilyLevel]:
    """Every family with its levels and what they mean, for forms."""
    return [
        FamilyLevel(name, family.title, level, meaning)
        for name, family in problems.FAMILIES.items()
        for level, meaning in family.levels.items()
    ]


def kinds() -> list[str]:
    """How questions that a person writes can be answered, for forms and filters."""
    return sorted(problems.KINDS)


def answer_forms() -> tuple[str, ...]:
    """The forms that an answer may be asked for in, for forms."""
    return maths.FORMS


def domain_text(domain: object) -> str:
    """A domain of content as a person writes it; what cannot be read stays as it is."""
    if isinstance(domain, str):
        return domain
    try:
        names = list(domain) if isinstance(domain, dict) else []
        return maths.domain_text(maths.domain_of(domain, names))
    except maths.PolicyError:
        return json.dumps(domain)
