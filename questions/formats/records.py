"""A bank as plain data, as files hold it; what a file says that cannot be kept is a note."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

MOST_BYTES: Final = 10_000_000
MOST_QUESTIONS: Final = 5_000
LONGEST_SLUG: Final = 80
LONGEST_TITLE: Final = 160
STATES: Final = ("draft", "ready", "retired")
OPTION_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


class FormatError(Exception):
    """A file that cannot be read at all: a sentence, and the place in the file."""

    def __init__(self, message: str, place: str = "") -> None:
        super().__init__(f"{place}: {message}" if place else message)
        self.message = message
        self.place = place


class RefusedError(Exception):
    """A question that one side has no place for: a sentence that says why."""


@dataclass(frozen=True)
class Note:
    """Something in a file that was not taken as it stands. `refused` where a question was not
    taken at all.
    """

    place: str
    message: str
    refused: bool = False


@dataclass(frozen=True)
class VersionRecord:
    """One version of a question; `state` is one of STATES."""

    number: int
    state: str
    content: dict[str, Any]


@dataclass(frozen=True)
class QuestionRecord:
    """A question with its versions by number. `skills` are slugs, first what it is about;
    `place` is where it stands.
    """

    slug: str
    title: str
    skills: tuple[str, ...]
    versions: tuple[VersionRecord, ...]
    place: str = field(default="", compare=False)

    @property
    def current(self) -> dict[str, Any]:
        """The content that is being asked; where none is, the newest."""
        return self.asked.content

    @property
    def asked(self) -> VersionRecord:
        """The version that is being asked; where none is, the newest."""
        ready = [one for one in self.versions if one.state == "ready"]
        return (ready or list(self.versions))[-1]


@dataclass(frozen=True)
class BankRecord:
    """A bank with its questions. Only a file of our own says anything but the name."""

    slug: str = ""
    name: str = ""
    description: str = ""
    partial_credit: str = ""
    is_shared: bool = False
    in_practice: bool = False
    questions: tuple[QuestionRecord, ...] = ()
    needs_review: bool = False


@dataclass(frozen=True)
class Contents:
    """What a file holds, and what of it could not be kept; `form` is a name of `FORMATS`."""

    bank: BankRecord
    notes: tuple[Note, ...] = ()
    form: str = "json"


@dataclass(frozen=True)
class Written:
    """A file's bytes, and what of the bank it cannot hold."""

    data: bytes
    notes: tuple[Note, ...] = ()


def authored(kind: str, prompt: str, **fields: Any) -> dict[str, Any]:
    """The content of a question that a person wrote, without what is empty. `fields` may name
    another source.
    """
    content = {"version": 1, "source": "authored", "kind": kind, "prompt": prompt, **fields}
    return {name: value for name, value in content.items() if value not in ("", None, (), [])}


def normal(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content without what is empty, as `authored` makes it, so that two can be compared."""
    plain = {name: value for name, value in content.items() if value not in ("", None, (), [])}
    if isinstance(plain.get("options"), list):
        plain["options"] = [_filled(one) for one in plain["options"]]
    return plain


def _filled(row: object) -> object:
    if not isinstance(row, Mapping):
        return row
    return {name: value for name, value in row.items() if value not in ("", None)}


def is_authored(content: Mapping[str, Any]) -> bool:
    """Whether the content says its own prompt, not a family's name."""
    return content.get("source") == "authored"


def untold(content: Mapping[str, Any]) -> list[str]:
    """What of an authored question only a file of our own can say."""
    is_tagged = content.get("mistakes") or content.get("task")
    return ["what names the mistakes in wrong answers"] if is_tagged else []


def draft(
    *, slug: str, title: str, skills: Iterable[str], content: dict[str, Any], place: str
) -> QuestionRecord:
    """A question as other systems' files have it: one version, not yet checked."""
    version = VersionRecord(number=1, state="draft", content=content)
    return QuestionRecord(slug, title[:LONGEST_TITLE], tuple(skills), (version,), place)


def option(
    position: int, text: str, *, correct: bool, feedback: str = "", mistake: str | None = None
) -> dict[str, Any]:
    """One option, named by its letter."""
    return {
        "id": OPTION_LETTERS[position % len(OPTION_LETTERS)],
        "text": text,
        "correct": correct,
        "feedback": feedback,
        "mistake": mistake,
    }


def true_or_false(*, is_true: bool, wrong: str = "", right: str = "") -> list[dict[str, Any]]:
    """The two options of true/false, with what the wrong and the right one say back."""
    return [
        {
            "id": name.lower(),
            "text": name,
            "correct": is_correct,
            "feedback": right if is_correct else wrong,
            "mistake": None,
        }
        for name, is_correct in (("True", is_true), ("False", not is_true))
    ]


class Slugs:
    """Slugs of one file: the same titles give the same ones whenever the file is read again."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, text: str) -> str:
        """A slug like the text that no earlier question has."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-")[: LONGEST_SLUG - 6] or "question"
        slug, count = base, 1
        while slug in self._taken:
            count += 1
            slug = f"{base}-{count}"
        self._taken.add(slug)
        return slug


def decoded(data: bytes) -> str:
    """The file's text. Raises FormatError."""
    if len(data) > MOST_BYTES:
        raise FormatError(f"The file has more than {MOST_BYTES // 1_000_000} megabytes.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(
            "The file is not text in UTF-8. Save it in UTF-8 and try again.",
            f"byte {error.start + 1}",
        ) from error


def bounded(count: int) -> None:
    """Refuses a file of too many questions. Raises FormatError."""
    if count > MOST_QUESTIONS:
        raise FormatError(f"The file has more than {MOST_QUESTIONS} questions. Split it.")
