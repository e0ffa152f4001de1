"""The page of the documentation about every family, made from the registry."""

from collections.abc import Iterator, Sequence

from questions import problems

HEAD = """\
# Families

Every family of generated problems: what its levels mean, and the usual difficulty of each on the
logit scale (higher is harder). Every seed gives another problem:

    manage.py generate derivative --level 3 --seed 7
    manage.py generate derivative --level 3 --as choice
    manage.py generate --list

What is answered as an expression, a number, a vector or a matrix can be asked as a choice of four,
too; [content.md](content.md) says how. Its difficulty is then 0.3 less.

This page is made from the registry in code by `manage.py document_families`; a test keeps the two
in step.
"""


def page() -> str:
    """The whole page, as Markdown."""
    families = problems.FAMILIES.values()
    return "\n".join([HEAD, *(line for family in families for line in _section(family))])


def _section(family: problems.Family) -> Iterator[str]:
    yield f"## {family.title} (`{family.name}`)\n"
    yield f"Answered as: {family.kind}{_or_as_a_choice(family)}.\n"
    yield "| level | what it holds | difficulty |\n|---|---|---|"
    for level, meaning in family.levels.items():
        yield f"| {level} | {meaning} | {family.difficulties[level]:+.1f} |"
    yield ""


def _or_as_a_choice(family: problems.Family) -> str:
    levels = problems.choice_levels(family)
    if not levels:
        return ""
    at = "" if len(levels) == len(family.levels) else f" at {_named(levels)}"
    return f", or as a choice of four{at}"


def _named(levels: Sequence[int]) -> str:
    *others, last = map(str, levels)
    return f"levels {', '.join(others)} and {last}" if others else f"level {last}"
