"""What a draft that is not finished holds: every field that is there is of its type."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Final

from .problem import KINDS
from .rows import Row

Check = Callable[[object], bool]
TEXTS: Final = ("prompt", "key", "explanation", "log")
LISTS: Final = ("variables", "accepted", "hints", "parameters", "conditions", "definitions",
                "tests", "form")  # fmt: skip
SWITCHES: Final = ("up_to_constant", "decimal_comma")
SOURCES: Final = frozenset({"authored", "template"})


def check_unfinished(content: object) -> None:
    """Whether a person can go on writing it: what is missing or empty is no matter, what is there
    is what its field holds. Raises ProblemError.
    """
    row = Row.of(content, "the content")
    row.one_of("source", SOURCES)
    row.one_of("kind", KINDS)
    is_template = row.value("source") == "template"
    mistakes: Check = _texts if is_template else partial(_rows, shape=_MISTAKE)
    for name, is_fit in [*_SHAPES.items(), ("mistakes", mistakes)]:
        value = row.value(name)
        if value is not None and not is_fit(value):
            raise row.wrong(name, "holds something else than this field does")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_switch(value: object) -> bool:
    return isinstance(value, bool)


def _texts(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _rows(value: object, shape: Mapping[str, Check]) -> bool:
    return isinstance(value, list) and all(_fits(one, shape) for one in value)


def _fits(value: object, shape: Mapping[str, Check]) -> bool:
    if not isinstance(value, Mapping):
        return False
    return all(value.get(name) is None or check(value[name]) for name, check in shape.items())


def _is_plain(value: object) -> bool:
    """A number or a text, several, or such by names."""
    if isinstance(value, Mapping):
        return _are_plain(value.values())
    if isinstance(value, list):
        return _are_plain(value)
    return _is_single(value)


def _are_plain(values: Collection[Any]) -> bool:
    return all(_is_single(one) or (isinstance(one, list) and _texts(one)) for one in values)


def _is_single(value: object) -> bool:
    return _is_text(value) or _is_number(value) or _is_switch(value)


def _is_task(value: object) -> bool:
    if not isinstance(value, Mapping):
        return False
    return all(isinstance(name, str) and _is_plain(one) for name, one in value.items())


def _is_picture(value: object) -> bool:
    names = ("function", "low", "variable", "high")
    return isinstance(value, Mapping) and all(_is_text(value.get(name)) for name in names)


_OPTION: Final[Mapping[str, Check]] = {
    "id": _is_text, "text": _is_text, "correct": _is_switch, "feedback": _is_text,
    "mistake": _is_text, "picture": _is_picture,
}  # fmt: skip
_PAIR: Final[Mapping[str, Check]] = {
    "text": _is_text, "option": _is_text, "feedback": _is_text,
    "mistakes": lambda value: isinstance(value, Mapping) and all(map(_is_text, value.values())),
    "picture": _is_picture,
}  # fmt: skip
_MISTAKE: Final[Mapping[str, Check]] = {"rule": _is_text, "answer": _is_plain}
_SHAPES: Final[Mapping[str, Check]] = {
    **dict.fromkeys(TEXTS, _is_text),
    **dict.fromkeys(LISTS, _texts),
    **dict.fromkeys(SWITCHES, _is_switch),
    "difficulty": _is_number,
    "options": partial(_rows, shape=_OPTION),
    "pairs": partial(_rows, shape=_PAIR),
    "task": _is_task,
    "domain": lambda value: _is_text(value) or isinstance(value, Mapping),
    "tolerance": _is_plain,
}
