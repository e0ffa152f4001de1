"""What a file says of questions that a bank has, put together with what the file cannot say.

CSV, GIFT and Moodle's XML write a question in a notation of their own and have no place for some of
it. So each version is written and read as the format does it, and only where the file says
something else than that is anything changed: a merge of three.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from questions import formats
from questions.formats import BankRecord, Contents, QuestionRecord, VersionRecord

from . import variants

AT_ONCE: Final = 500
ABSENT: Final = object()
NAMES: Final = {
    "accepted": "accepted answers",
    "kind": "how it is answered",
    "pairs": "rows",
    "source": "whether it is generated",
}
ROWS: Final = {"options": "option", "pairs": "row", "hints": "hint"}


def merged(contents: Contents, there: Mapping[str, QuestionRecord]) -> Contents:
    """The contents, where what the format cannot hold is as the bank's questions of the same slugs
    have it, and what it says in its own notation as they say it.
    """
    if contents.form == "json":
        return contents
    tagged = tuple(_tagged(one, there.get(one.slug)) for one in contents.bank.questions)
    contents = replace(contents, bank=replace(contents.bank, questions=tagged))
    wanted = [
        one
        for record in contents.bank.questions
        if (one := there.get(record.slug)) is not None and not _says_the_same(one, record)
    ]
    held = _held(wanted, contents.form)
    questions = tuple(
        _merged(record, there[record.slug], held[record.slug]) if record.slug in held else record
        for record in contents.bank.questions
    )
    return replace(contents, bank=replace(contents.bank, questions=questions))


def is_whole(version: VersionRecord) -> bool:
    """Whether there is a question yet: a draft may be unfinished, which only our own file holds."""
    if version.state == "ready" or version.content.get("source") != "authored":
        return True
    try:
        variants.kind_of(version.content)
    except variants.ContentError:
        return False
    return True


def changes(before: QuestionRecord, after: QuestionRecord) -> list[str]:
    """What differs between what is asked before and after, in words."""
    named = [name for name in ("title", "skills") if getattr(before, name) != getattr(after, name)]
    ours, theirs = formats.normal(before.current), formats.normal(after.current)
    for name in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(name), theirs.get(name)
        if one != other:
            named += _changed_rows(name, one, other) or [NAMES.get(name, name)]
    return named


def _changed_rows(name: str, one: object, other: object) -> list[str]:
    """The rows that differ, each with its place; none where there are more or fewer of them."""
    if name not in ROWS or not isinstance(one, list) or not isinstance(other, list):
        return []
    if len(one) != len(other):
        return []
    places = [place for place, pair in enumerate(zip(one, other, strict=True), 1) if _differ(pair)]
    return [f"{ROWS[name]} {place}" for place in places]


def _differ(pair: tuple[object, object]) -> bool:
    return pair[0] != pair[1]


def _tagged(theirs: QuestionRecord, ours: QuestionRecord | None) -> QuestionRecord:
    """A file without any tag says nothing of what its question is about."""
    return theirs if ours is None or theirs.skills else replace(theirs, skills=ours.skills)


def _says_the_same(ours: QuestionRecord, theirs: QuestionRecord) -> bool:
    content = formats.normal(theirs.current)
    is_named = (ours.title, ours.skills) == (theirs.title, theirs.skills)
    return is_named and any(formats.normal(one.content) == content for one in ours.versions)


def _merged(
    theirs: QuestionRecord, ours: QuestionRecord, held: Sequence[tuple[VersionRecord, Any]]
) -> QuestionRecord:
    """What the format holds of the versions is in `held`, that which is asked first."""
    version, base = held[0]
    said = formats.normal(theirs.current)
    same = [
        one
        for one, shown in held
        if said in (formats.normal(shown.current), formats.normal(one.content))
    ]
    content = (same[0] if same else version).content
    if not same:
        content = _put_together(formats.normal(version.content), formats.normal(base.current), said)
    return replace(
        theirs,
        title=ours.title if theirs.title == base.title else theirs.title,
        skills=ours.skills if theirs.skills == base.skills else theirs.skills,
        versions=(replace(theirs.versions[-1], content=content),),
    )


def _put_together(ours: Any, base: Any, theirs: Any) -> Any:
    """Theirs where it differs from the base, else ours; rows one by one, where they are as many."""
    if theirs in (base, ours):
        return ours
    if all(isinstance(one, dict) for one in (ours, base, theirs)):
        if theirs.get("kind") != base.get("kind"):
            return theirs
        found = {
            name: _put_together(*(one.get(name, ABSENT) for one in (ours, base, theirs)))
            for name in dict.fromkeys([*ours, *theirs])
        }
        return {name: value for name, value in found.items() if value is not ABSENT}
    are_rows = all(isinstance(one, list) for one in (ours, base, theirs))
    if are_rows and len(ours) == len(base) == len(theirs):
        return [_put_together(*row) for row in zip(ours, base, theirs, strict=True)]
    return theirs


def _held(
    questions: Sequence[QuestionRecord], form: str
) -> dict[str, list[tuple[VersionRecord, QuestionRecord]]]:
    """Each question's versions as the format gives them back, that which is asked first, then the
    newest; without the questions and versions that it cannot say.
    """
    singles = [
        (question.slug, replace(question, slug=f"v{place}-{version.number}", versions=(version,)))
        for place, question in enumerate(questions)
        for version in _ordered(question)
        if is_whole(version)
    ]
    back: dict[str, QuestionRecord] = {}
    for start in range(0, len(singles), AT_ONCE):
        some = tuple(one for _, one in singles[start : start + AT_ONCE])
        written = formats.FORMATS[form].write(BankRecord(questions=some))
        read = formats.FORMATS[form].read(written.data)
        back |= {one.slug: one for one in read.bank.questions}
    found: dict[str, list[tuple[VersionRecord, QuestionRecord]]] = {}
    for slug, one in singles:
        if one.slug in back:
            found.setdefault(slug, []).append((one.versions[0], back[one.slug]))
    return found


def _ordered(question: QuestionRecord) -> list[VersionRecord]:
    newest = sorted(question.versions, key=lambda one: -one.number)
    return sorted(newest, key=lambda one: one.state != "ready")
