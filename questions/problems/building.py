"""From what a version stores, and a seed, to a problem."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from . import choices, templates
from .authored import DIFFICULTY, authored
from .families import FAMILIES, Family
from .problem import Problem
from .rows import ProblemError, Row

SOURCES: Final = ("authored", "family", "template")
WRITTEN: Final = frozenset({"authored", "template"})
"""Sources of content that a person wrote, part by part."""
GENERATED: Final = frozenset({"family", "template"})
"""Sources of content that gives another problem for each seed."""


def build(content: object, seed: int) -> Problem:
    """The problem of a version's content. Raises ProblemError, which names the field."""
    row = Row.of(content, "the content")
    if row.integer("version") != 1:
        raise row.wrong("version", "should be 1")
    source = row.one_of("source", SOURCES)
    if source == "template":
        return templates.problem(content, seed)
    if source == "authored":
        return authored(content, seed)
    return generate(row.text("family"), row.integer("level"), seed, _asked(row))


def is_generated(content: Mapping[str, Any]) -> bool:
    """Whether each seed gives another problem."""
    return content.get("source") in GENERATED


def template_faults(content: Mapping[str, Any], seed: int) -> tuple[templates.Fault, ...]:
    """What the author's own tests find in the problem of a seed; nothing of other content."""
    return templates.faults(content, seed) if is_template(content) else ()


def template_names(content: Mapping[str, Any]) -> frozenset[str]:
    """The names that stand in a template for what a seed draws; none of other content."""
    return templates.names_of(content) if is_template(content) else frozenset()


def is_template(content: object) -> bool:
    """Whether a person wrote it with parameters, so that formulas are worked out for each seed."""
    return isinstance(content, Mapping) and content.get("source") == "template"


def tells_skills(content: Mapping[str, Any]) -> bool:
    """Whether its problems say themselves what they exercise; others, what people tag them with."""
    return content.get("source") == "family"


def kind_of(content: object) -> str:
    """How a question with the content is answered, without building a generated problem.

    Raises ProblemError, as `build` does for what is wrong in the content itself.
    """
    row = Row.of(content, "the content")
    if row.value("source") != "family":
        return build(content, 1).kind
    family, level = _family(row.text("family")), row.integer("level")
    family.check(level, 1)
    if _asked(row) is None:
        return family.kind
    choices.check(family, level)
    return choices.CHOICE


@lru_cache(maxsize=64)
def generate(family: str, level: int, seed: int, asked: str | None = None) -> Problem:
    """The problem of a family, level and seed: the same on every machine. What is written
    otherwise is given as four options where it is `asked` as a "choice".

    The last ones are kept: choosing looks at a problem before it is stored.
    """
    if asked is None:
        return _family(family).generate(level, seed)
    return choices.generate(_family(family), level, seed)


def _asked(row: Row) -> str | None:
    """How a generated question is asked, where its content says so."""
    return row.one_of("asked", (choices.CHOICE,)) if is_given(row.values) else None


def is_given(content: Mapping[str, Any]) -> bool:
    """Whether options are given where the family itself lets the answer be written."""
    return content.get("source") == "family" and content.get("asked") is not None


def mark_alike(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two contents differ in no more than what is shown around an answer: no answer can be
    marked otherwise by one than by the other.
    """
    return _marked_by(content) == _marked_by(other)


_SHOWN: Final = frozenset({"prompt", "hints", "explanation", "remarks", "difficulty", "feedback"})


def _marked_by(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _marked_by(one) for key, one in value.items() if key not in _SHOWN}
    if isinstance(value, list):
        return [_marked_by(one) for one in value]
    return value


def likely_skills(family: str, level: int, seed: int) -> tuple[str, ...]:
    """What the generated problem very likely exercises, before it is built."""
    return _family(family).likely_skills(level, seed)


def prior_difficulty(content: object) -> float:
    """How hard the content usually is, on the logit scale, before a problem is built."""
    row = Row.of(content, "the content")
    if row.value("source") == "family":
        usual = _family(row.text("family")).difficulties[row.integer("level")]
        return usual if _asked(row) is None else usual - choices.EASIER
    return row.number("difficulty") if row.value("difficulty") is not None else DIFFICULTY


def _family(name: str) -> Family:
    if name not in FAMILIES:
        known = ", ".join(sorted(FAMILIES))
        raise ProblemError(f"There is no family “{name}”. The families are: {known}.", "family")
    return FAMILIES[name]
