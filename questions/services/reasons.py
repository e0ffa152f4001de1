"""Why a question was chosen: a code, what it rests on, and the sentence that the student reads."""

from questions import adaptive
from questions.models import MalRule, Skill

SENTENCES = {
    "mistake": "Chosen because of the mistake “{mistake}” in your answers on {skill}.",
    "needed": "Chosen because {failed} just went wrong, and it builds on {skill}.",
    "new": "Chosen because {skill} is new to you.",
    "due": "Chosen because you last practised {skill} {days} ago.",
    "weak": "Chosen because {skill} is where you gain most now: about {chance} in 10 come right.",
    "refresh": "Chosen to keep {skill} fresh: about {chance} in 10 come right.",
    "asked for": "You chose {skill}.",
}


BEGUN = "Chosen because you have only begun with {skill}: {answers} so far."
"""A chance in numbers says more of others than of this student while there are few answers."""
WITHIN = "Here it is one part of a larger question."


def reason_of(
    candidate: adaptive.Candidate, skill: Skill, *, is_asked_for: bool, is_within: bool = False
) -> dict[str, object]:
    """The reason for a question on the skill; where the student asked for the skill, that is it,
    unless the question brings out an open mistake. `is_within` where the question is about
    something else and uses the skill.
    """
    code = adaptive.reason_for(candidate)
    if is_asked_for and code != "mistake":
        code = "asked for"
    days = max(round(candidate.days or 0), 1)
    is_begun = code in {"weak", "refresh"} and candidate.answers < adaptive.mastery.ENOUGH_ANSWERS
    sentence = (BEGUN if is_begun else SENTENCES[code]).format(
        mistake=candidate.mistake,
        failed=f"“{candidate.needed_for}”",
        skill=f"“{skill.name}”",
        days=f"{days} day{'' if days == 1 else 's'}",
        answers=f"{candidate.answers} answer{'' if candidate.answers == 1 else 's'}",
        chance=round(candidate.mastery * 10),
    )
    return {
        "code": code,
        "skill": skill.slug,
        "sentence": f"{sentence} {WITHIN}" if is_within else sentence,
        "evidence": candidate.evidence,
    }


def of_mistake(mal_rule: MalRule) -> dict[str, object]:
    return {
        "code": "mistake",
        "skill": mal_rule.skill.slug if mal_rule.skill else "",
        "mal_rule": mal_rule.code,
        "sentence": f"Chosen because it brings out the mistake “{mal_rule.name}”.",
    }


def of_level(level: str, skill: Skill | None, *, is_found: bool) -> str:
    """The sentence where the student wanted an easier or a harder question."""
    on = f" on “{skill.name}”" if skill else ""
    asked = f"You asked for {'an' if level == 'easier' else 'a'} {level} one{on}"
    return f"{asked}." if is_found else f"{asked}; none was found, and this is the nearest."
