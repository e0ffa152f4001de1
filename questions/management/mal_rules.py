"""The page of the documentation about every mal-rule, made from the catalogue."""

from collections.abc import Iterator

from questions import maths

HEAD = """\
# Mal-rules

Every mistake that GradQuiz can name, by the skill to practise: what happens, what the student is
told, and a wrong answer that is diagnosed as it; those without one stand behind wrong options of
questions. How they are found is told in [mistakes.md](mistakes.md).

This page is made from the catalogue in code by `manage.py document_mal_rules`; a test keeps the
two in step.
"""


def page() -> str:
    """The whole page, as Markdown."""
    skills = dict.fromkeys(rule.skill for rule in maths.CATALOGUE.values())
    return "\n".join([HEAD, *(line for skill in skills for line in _section(skill))]) + "\n"


def _section(skill: str) -> Iterator[str]:
    rules = [rule for rule in maths.CATALOGUE.values() if rule.skill == skill]
    yield f"## {skill.replace('-', ' ').capitalize()} ({len(rules)})\n"
    for rule in rules:
        yield f"**{rule.name}** (`{rule.id}`). {rule.sentence}"
        if rule.example is not None:
            yield f"{_asked(rule.example)}: `{rule.example.answer}`.{_source(rule)}"
        yield ""


def _source(rule: maths.MalRule) -> str:
    return f" Observed: {'; '.join(rule.sources)}." if rule.sources else ""


def _asked(example: maths.Example) -> str:
    """The task in a few words."""
    row = example.task().to_row()
    usual = {"order": 1, "with_respect_to": row["variables"]}
    given = [
        f"{words} {_text(row[name])}".strip()
        for name, words in SHOWN.items()
        if name in row and row[name] != usual.get(name)
    ]
    return f"*{str(row['ask']).replace('_', ' ').capitalize()}* of " + ", ".join(given)


SHOWN = {
    "function": "",
    "equation": "",
    "path": "",
    "with_respect_to": "by",
    "order": "of order",
    "at": "at",
    "near": "near",
    "direction": "in the direction",
    "rate": "rate",
    "step": "step",
    "scheme": "scheme",
}
"""Which fields of a task are shown, and after which words."""


def _text(value: object) -> str:
    if isinstance(value, dict):
        return "`" + ", ".join(f"{name} = {one}" for name, one in value.items()) + "`"
    if isinstance(value, list):
        return "`" + ", ".join(map(str, value)) + "`"
    return f"`{value}`"
