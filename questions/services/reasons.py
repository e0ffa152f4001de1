"""Why a question was chosen: a code, what it rests on, and the sentence that the student reads."""

from questions import adaptive
from questions.models import Skill

SENTENCES = {
    "mistake": "Chosen because of the mistake “{mistake}” in your answers on {skill}.",
    "needed": "Chosen because {failed} just went wrong, and it builds on {skill}.",
    "new": "Chosen because you have not practised {skill} yet.",
    "due": "Chosen because you last practised {skill} {days} ago.",
    "weak": "Chosen because {skill} is where you gain most now: about {chance} in 10 come right.",
    "refresh": "Chosen to keep {skill} fresh: about {chance} in 10 come right.",
    "asked for": "You chose {skill}.",
}


def reason_of(
    candidate: adaptive.Candidate, skill: Skill, *, is_asked_for: bool
) -> dict[str, object]:
    """The reason for a question on the skill; where the student asked for the skill, that is it,
    unless the question brings out an open mistake.
    """
    code = adaptive.reason_for(candidate)
    if is_asked_for and code != "mistake":
        code = "asked for"
    days = max(round(candidate.days or 0), 1)
    sentence = SENTENCES[code].format(
        mistake=candidate.mistake,
        failed=(candidate.needed_for or "").lower(),
        skill=skill.name.lower(),
        days=f"{days} day{'' if days == 1 else 's'}",
        chance=round(candidate.mastery * 10),
    )
    return {
        "code": code,
        "skill": skill.slug,
        "sentence": sentence,
        "evidence": candidate.evidence,
    }
