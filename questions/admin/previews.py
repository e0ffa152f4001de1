"""Previews: the problem of a seed and an answer tried on it, or the sentence that says why not."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError

from questions.reports import banks as report
from questions.services import marking, variants, written

Shown = dict[str, Any]
SEVERAL: Final = 10


def of(content: Mapping[str, Any], seed: int, entry: Sequence[str]) -> Shown:
    """What the panel shows: `preview`, or `fault` where no problem can be built or set."""
    try:
        problem = variants.problem_from(content, seed)
    except ValidationError as error:
        is_slow = isinstance(error, variants.TooSlowError)
        return {"fault": " ".join(error.messages), "seed": seed, "is_slow": is_slow}
    tried = [text for text in entry if text.strip()]
    judgement = marking.mark(problem, entry) if tried else None
    shown = report.preview(problem, entry=entry, judgement=judgement)
    return {"preview": shown, "faults": written.told(content, seed), "seed": seed}


def several(content: Mapping[str, Any], seed: int) -> Shown:
    """The problems of ten seeds, from this one on, each in short; one where it takes too long."""
    rows = []
    for one in range(seed, seed + SEVERAL):
        rows.append(of(content, one, ()))
        if rows[-1].get("is_slow"):
            break
    return {"several": rows, "seed": seed}


def seed_in(query: Mapping[str, str]) -> int | None:
    """The seed that an address asks for; None for one that is no seed."""
    text = query.get("seed", "1")
    return int(text) if text.isdecimal() and len(text) <= 10 else None
