"""Previews: the problem of a seed and an answer tried on it, or the sentence that says why not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError

from questions.reports import banks as report
from questions.services import marking, readiness, variants
from questions.services.readiness import Failure
from questions.templatetags import unset

Shown = dict[str, Any]
SEVERAL: Final = 10


def of(
    content: Mapping[str, Any], seed: int, entry: Sequence[str], *, is_checked: bool = True
) -> Shown:
    """What the panel shows: `preview`, with what speaks against it where that `is_checked`, or
    `fault` where no problem can be built.
    """
    try:
        problem = variants.problem_from(content, seed)
    except ValidationError as error:
        is_slow = isinstance(error, variants.TooSlowError)
        return {"fault": " ".join(error.messages), "seed": seed, "is_slow": is_slow}
    tried = [text for text in entry if text.strip()]
    judgement = marking.mark(problem, entry) if tried else None
    shown = report.preview(problem, entry=entry, judgement=judgement)
    fault = shown.result and shown.result.fault
    named = fault.part if fault and fault.part in variants.names_in(content) else ""
    found = readiness.told(content, problem, seed, render=unset.fault) if is_checked else []
    return {
        "preview": shown,
        "named": named,
        "failures": found,
        "faults": _said(found),
        "seed": seed,
    }


def several(content: Mapping[str, Any], seed: int) -> Shown:
    """The problems of ten seeds, from this one on, each in short; one where it takes too long. A
    text that cannot be shown is told once for all of them.
    """
    rows, texts = [], dict[tuple[str, str], Failure]()
    for one in range(seed, seed + SEVERAL):
        row = of(content, one, ())
        found = row.get("failures", [])
        texts |= {one.sort: one for one in found if one.text and one.sort not in texts}
        rows.append({**row, "faults": _said([one for one in found if not one.text])})
        if row.get("is_slow"):
            break
    return {"several": rows, "faults": _said(texts.values()), "seed": seed}


def _said(failures: Iterable[Failure]) -> list[str]:
    return list(dict.fromkeys(f"{one.field.capitalize()}: {one.message}" for one in failures))


def seed_in(query: Mapping[str, str]) -> int | None:
    """The seed that an address asks for; None for one that is no seed."""
    text = query.get("seed", "1")
    return int(text) if text.isdecimal() and len(text) <= 10 else None
