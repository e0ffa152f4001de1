"""Answers with weights, as Moodle's two formats have them, to the content of a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from .records import RefusedError, authored, option

WHOLE: Final = Fraction(100)
MISTAKE: Final = re.compile(r"\s*<!-- mistake: ([a-z0-9-]+) -->\s*")
SKILL: Final = "skill:"
DIFFICULTY: Final = re.compile(r"difficulty:(-?\d+(?:\.\d+)?)")
NUMBER: Final = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,3})?"
BLANK: Final = r"\_\_\_\_\_"
TITLE_WORDS: Final = 60


@dataclass(frozen=True)
class Answer:
    """One answer with its weight in percent, and what it says back."""

    weight: Fraction
    text: str
    feedback: str = ""
    mistake: str | None = None


def choice(
    prompt: str, answers: Sequence[Answer], *, is_single: bool, lost: list[str], **fields: Any
) -> dict[str, Any]:
    """A choice of one option, or of several: those with a weight above 0 are right."""
    if not answers:
        raise RefusedError("It has no options.")
    best = max(one.weight for one in answers)
    right = [one for one in answers if one.weight > 0 and (not is_single or one.weight == best)]
    if is_single:
        lost += [_part(one) for one in answers if 0 < one.weight < best]
    elif len({one.weight for one in right}) > 1:
        lost.append("that the right options earn different parts of the mark")
    options = [
        option(place, one.text, correct=one in right, feedback=one.feedback, mistake=one.mistake)
        for place, one in enumerate(answers)
    ]
    kind = "choice" if is_single else "several choices"
    return authored(kind, prompt, options=options, **fields)


def short_text(
    prompt: str, answers: Sequence[Answer], *, lost: list[str], **fields: Any
) -> dict[str, Any]:
    """A short text: the answers that earn the whole mark and have no wildcard."""
    whole = [one for one in answers if one.weight == WHOLE]
    lost += [_part(one) for one in answers if 0 < one.weight < WHOLE]
    lost += [f"what “{one.text}” says back" for one in answers if one.feedback]
    plain = [one.text for one in whole if not re.search(r"(?<!\\)\*", one.text)]
    lost += [f"the wildcard answer “{one.text}”" for one in whole if one.text not in plain]
    if not plain:
        raise RefusedError("No answer without a wildcard earns the whole mark.")
    accepted = [text.replace(r"\*", "*") for text in plain]
    return authored("short text", prompt, accepted=accepted, **fields)


def number(
    prompt: str,
    answers: Sequence[Answer],
    *,
    lost: list[str],
    **fields: Any,
) -> dict[str, Any]:
    """A number: the first answer that earns the whole mark, `3.14:0.05`, `1..5` or `7`."""
    whole = [one for one in answers if one.weight == WHOLE]
    if not whole:
        raise RefusedError("No answer earns the whole mark.")
    lost += [f"the answer “{one.text}”" for one in answers if one is not whole[0]]
    if whole[0].feedback:
        lost.append("what the right answer says back")
    return authored("number", prompt, **_number_fields(whole[0].text), **fields)


def _number_fields(source: str) -> dict[str, Any]:
    if found := re.fullmatch(rf"\s*({NUMBER})\s*\.\.\s*({NUMBER})\s*", source):
        low, high = sorted((Fraction(found[1]), Fraction(found[2])))
        middle = (low + high) / 2
        return {"key": str(middle), "tolerance": {"interval": [str(low), str(high)]}}
    if found := re.fullmatch(rf"\s*({NUMBER})\s*(?::\s*({NUMBER})\s*)?", source):
        fields: dict[str, Any] = {"key": found[1].lstrip("+")}
        if found[2] and Fraction(found[2]) > 0:
            fields["tolerance"] = {"absolute": str(Fraction(found[2]))}
        return fields
    raise RefusedError(f"“{source.strip()[:40]}” is no number with a tolerance.")


def number_text(content: dict[str, Any]) -> str | None:
    """A key that is a plain number, with its tolerance, as `_number_fields` reads it; None where
    it cannot be said so.
    """
    key, tolerance = str(content.get("key", "")), content.get("tolerance")
    if not re.fullmatch(NUMBER, key):
        key = _decimal(key)
    match tolerance:
        case None:
            return key or None
        case {"absolute": amount}:
            return f"{key}:{_decimal(str(amount))}" if key and _decimal(str(amount)) else None
        case {"interval": [low, high]}:
            ends = [_decimal(str(low)), _decimal(str(high))]
            is_middle = key and Fraction(key) * 2 == Fraction(str(low)) + Fraction(str(high))
            return "..".join(ends) if all(ends) and is_middle else None
    return None


def _decimal(source: str) -> str:
    """The number as a finite decimal; empty where it has none."""
    if not re.fullmatch(rf"{NUMBER}|[-+]?\d+/[1-9]\d*", source):
        return ""
    value = Fraction(source)
    scaled = value.denominator
    for prime in (2, 5):
        while scaled % prime == 0:
            scaled //= prime
    if scaled != 1:
        return ""
    places = value.denominator.bit_length()
    text = f"{value.numerator * 10**places // value.denominator:+0{places + 2}d}"
    whole, rest = text[1:-places] if places else text[1:], text[-places:] if places else ""
    shown = f"{whole}.{rest}".rstrip("0").rstrip(".")
    return f"-{shown}" if text[0] == "-" else shown


def tagged(tags: Sequence[str]) -> tuple[tuple[str, ...], dict[str, float]]:
    """The skills that tags name, and the difficulty where a tag says it."""
    skills = tuple(tag.removeprefix(SKILL).strip() for tag in tags if tag.startswith(SKILL))
    found = [match for tag in tags if (match := DIFFICULTY.fullmatch(tag))]
    return skills, {"difficulty": float(found[0][1])} if found else {}


def tags_of(skills: Sequence[str], content: dict[str, Any]) -> list[str]:
    """Tags that `tagged` reads."""
    difficulty = content.get("difficulty")
    said = [f"difficulty:{difficulty}"] if difficulty is not None else []
    return [*(SKILL + slug for slug in skills), *said]


def with_mistake(feedback: str, mistake: str | None) -> str:
    """Feedback with the mistake in a comment, which other systems keep and do not show."""
    return f"{feedback}<!-- mistake: {mistake} -->" if mistake else feedback


def without_mistake(feedback: str) -> tuple[str, str | None]:
    """Feedback, and the mistake that a comment in it names."""
    found = MISTAKE.search(feedback)
    return MISTAKE.sub("", feedback), found[1] if found else None


def title_from(prompt: str) -> str:
    """A title for a question without one: the first words of what it asks."""
    words = re.sub(r"\s+", " ", prompt)
    return words if len(words) <= TITLE_WORDS else words[: TITLE_WORDS - 3].rsplit(" ", 1)[0] + "…"


def _part(answer: Answer) -> str:
    return f"the answer “{answer.text}” for a part of the mark"
