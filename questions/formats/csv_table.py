"""A bank as a table: a question a row, for spreadsheets. Safe from formulas both ways."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from .answers import NUMBER
from .records import (
    BankRecord,
    Contents,
    FormatError,
    Note,
    QuestionRecord,
    RefusedError,
    Slugs,
    Written,
    authored,
    bounded,
    decoded,
    draft,
    is_authored,
    option,
    true_or_false,
    untold,
)

OPTIONS: Final = 6
HINTS: Final = 3
BEFORE: Final = ("slug", "title", "skills", "kind", "prompt", "key", "variables", "tolerance")
PER_OPTION: Final = ("option", "feedback", "mistake")
COLUMNS: Final = (
    *BEFORE,
    "right",
    *(f"{name} {place}" for place in range(1, OPTIONS + 1) for name in PER_OPTION),
    "explanation",
    *(f"hint {place}" for place in range(1, HINTS + 1)),
    "difficulty",
)
NEEDED: Final = ("title", "kind", "prompt")
KINDS: Final = frozenset(
    {"choice", "several choices", "true/false", "short text", "number", "expression", "vector"}
    | {"matrix"}
)
APART: Final = " | "
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
LETTERS: Final = "ABCDEF"
LETTER: Final = re.compile(rf"\(?([{LETTERS}])[.):]?", re.IGNORECASE)
NUMBERED: Final = re.compile(r"(\d{1,3})\s*[:.)]\s*(\S.*)")
"""The number of the question or of the option before what is right, as in “1: B”."""
TRUTHS: Final = ("true", "false")
WHICH: Final = (
    "“right” should say the numbers of the right options, such as 2 or 1 3, or their letters."
)
TOLERANCES: Final = ("relative", "absolute", "digits", "interval")


def write(bank: BankRecord) -> Written:
    """The questions that a row can say, and a note for each other one and for what is lost."""
    stream = io.StringIO()
    table = csv.DictWriter(stream, COLUMNS, restval="")
    table.writeheader()
    notes = []
    for question in bank.questions:
        try:
            table.writerow({name: _safe(text) for name, text in _row(question).items()})
        except RefusedError as refusal:
            notes.append(Note(question.slug, str(refusal), refused=True))
        else:
            lost = untold(question.current)
            notes += [Note(question.slug, f"Not kept: {one}.") for one in lost]
    return Written(stream.getvalue().encode("utf-8-sig"), tuple(notes))


def _safe(text: str) -> str:
    """The cell so that no spreadsheet takes it for a formula; a plain number is none."""
    is_risky = text.startswith((*FORMULA_SIGNS, "'")) and not re.fullmatch(NUMBER, text)
    return f"'{text}" if is_risky else text


def _row(question: QuestionRecord) -> dict[str, str]:
    content = question.current
    if not is_authored(content):
        raise RefusedError("It is generated: each student gets another one.")
    if "pairs" in content:
        raise RefusedError(f"A row of a table cannot say a question of the kind {content['kind']}.")
    options, hints = content.get("options", []), content.get("hints", [])
    if len(options) > OPTIONS:
        raise RefusedError(f"It has more than {OPTIONS} options, which a row does not hold.")
    unsaid = [name for name in ("domain", "form", "log", "decimal_comma") if content.get(name)]
    if unsaid or content.get("up_to_constant"):
        raise RefusedError(f"A row cannot say “{(unsaid or ['up_to_constant'])[0]}”.")
    row = {
        "slug": question.slug,
        "title": question.title,
        "skills": " ".join(question.skills),
        "kind": content["kind"],
        "prompt": content["prompt"],
        "key": content.get("key", "") or APART.join(content.get("accepted", ())),
        "variables": " ".join(content.get("variables", ())),
        "tolerance": _tolerance_text(content.get("tolerance")),
        "right": " ".join(str(place) for place, one in enumerate(options, 1) if one["correct"]),
        "explanation": content.get("explanation", ""),
        "difficulty": str(content.get("difficulty", "")),
    }
    for place, one in enumerate(options, 1):
        row[f"option {place}"] = one["text"]
        row[f"feedback {place}"] = one.get("feedback") or ""
        row[f"mistake {place}"] = one.get("mistake") or ""
    return row | {f"hint {place}": text for place, text in enumerate(hints, 1)}


def _tolerance_text(tolerance: object) -> str:
    match tolerance:
        case None:
            return ""
        case {"interval": [low, high]}:
            return f"interval {low} {high}"
        case dict():
            return " ".join(f"{name} {value}" for name, value in tolerance.items())
    return f"relative {tolerance}"


def read(data: bytes) -> Contents:
    """The questions of the table, and a note for each row that is wrong. Raises FormatError."""
    slugs, questions, notes = Slugs(), [], []
    for number, row in _rows(decoded(data)):
        place = f"row {number}"
        try:
            questions.append(_question(row, place, slugs))
        except RefusedError as refusal:
            notes.append(Note(place, str(refusal), refused=True))
    bounded(len(questions) + len(notes))
    return Contents(BankRecord(questions=tuple(questions)), tuple(notes))


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    first_line = text.partition("\n")[0]
    separator = max(",;\t", key=first_line.count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [name.strip().lower() for name in next(table, [])]
        _check_header(header)
        for number, cells in enumerate(table, 2):
            if len(cells) > len(header):
                raise FormatError("The row has more cells than there are columns.", f"row {number}")
            if any(cell.strip() for cell in cells):
                yield number, dict(zip(header, map(_plain, cells), strict=False))
    except csv.Error as error:
        raise FormatError(f"This is not a table ({error}).", f"line {table.line_num}") from error


def _check_header(header: list[str]) -> None:
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise FormatError(f"The first row should name the columns; “{missing[0]}” is missing.")
    unknown = [name for name in header if name not in COLUMNS]
    if unknown:
        raise FormatError(f"There is no column “{unknown[0][:40]}”. Known: {', '.join(COLUMNS)}.")
    if len(set(header)) != len(header):
        raise FormatError("Two columns have the same name.")


def _plain(cell: str) -> str:
    cell = cell.strip()
    return cell[1:] if cell.startswith("'") and cell[1:2] in (*FORMULA_SIGNS, "'") else cell


def _question(row: dict[str, str], place: str, slugs: Slugs) -> QuestionRecord:
    for name in NEEDED:
        if not row.get(name):
            raise RefusedError(f"“{name}” is empty.")
    kind = row["kind"].lower()
    if kind not in KINDS:
        raise RefusedError(
            f"There is no kind “{row['kind'][:30]}”. Known: {', '.join(sorted(KINDS))}."
        )
    fields: dict[str, Any] = {
        "explanation": row.get("explanation", ""),
        "hints": [text for n in range(1, HINTS + 1) if (text := row.get(f"hint {n}", ""))],
        "difficulty": _difficulty(row.get("difficulty", "")),
    }
    content = authored(kind, row["prompt"], **_answer(kind, row), **fields)
    return draft(
        slug=slugs.of(row.get("slug") or row["title"]),
        title=row["title"],
        skills=row.get("skills", "").split(),
        content=content,
        place=place,
    )


def _difficulty(text: str) -> float | None:
    if text and not re.fullmatch(NUMBER, text):
        raise RefusedError(f"The difficulty “{text[:20]}” is no number.")
    return float(text) if text else None


def _answer(kind: str, row: dict[str, str]) -> dict[str, Any]:
    if kind == "short text":
        accepted = [text.strip() for text in row.get("key", "").split(APART.strip())]
        return {"accepted": [text for text in accepted if text]}
    if kind in {"choice", "several choices", "true/false"}:
        return {"options": _options(kind, row)}
    names = re.split(r"[\s,;]+", row.get("variables", "").strip())
    fields: dict[str, Any] = {
        "key": row.get("key", ""),
        "variables": [name for name in names if name],
    }
    tolerance = _tolerance(row.get("tolerance", ""))
    return fields | ({"tolerance": tolerance} if tolerance else {})


def _options(kind: str, row: dict[str, str]) -> list[dict[str, Any]]:
    texts = {n: text for n in range(1, OPTIONS + 1) if (text := row.get(f"option {n}", ""))}
    if kind == "true/false":
        texts = dict(enumerate(TRUTHS, 1))
    right = _right(row, texts)
    if kind == "true/false":
        options = true_or_false(is_true=right == {1})
        for place, one in enumerate(options, 1):
            one["feedback"] = row.get(f"feedback {place}", "")
            one["mistake"] = row.get(f"mistake {place}", "") or None
        return options
    return [
        option(
            count,
            text,
            correct=place in right,
            feedback=row.get(f"feedback {place}", ""),
            mistake=row.get(f"mistake {place}", "") or None,
        )
        for count, (place, text) in enumerate(texts.items())
    ]


def _right(row: dict[str, str], texts: Mapping[int, str]) -> set[int]:
    """The places of the right options: by number, by letter or by text, in the column “right” or,
    as keys of exams have it, in “key”.
    """
    said = row.get("right", "").strip() or row.get("key", "").strip()
    by_text = _places_saying(said, texts)
    parts = [said] if by_text or NUMBERED.fullmatch(said) else re.findall(r"[^\s,;|]+", said)
    if not parts:
        raise RefusedError(WHICH)
    return {_place_of(part, texts) for part in parts}


def _place_of(said: str, texts: Mapping[int, str]) -> int:
    """The option that a part of a key means: 2, B, “2: B” where either is meant, or its text."""
    numbered = NUMBERED.fullmatch(said)
    number, said = (int(numbered[1]), numbered[2]) if numbered else (0, said)
    letter = LETTER.fullmatch(said)
    found = _places_saying(said, texts)
    if number in found:
        return number
    if letter:
        found |= {LETTERS.index(letter[1].upper()) + 1}
    elif re.fullmatch("[1-9]", said):
        found |= {int(said)}
    if not found:
        raise RefusedError(f"{WHICH} “{said[:30]}” is none of them.")
    if len(found) > 1:
        raise RefusedError(f"“{said[:30]}” may mean option {min(found)} or {max(found)}: {WHICH}")
    (place,) = found
    if place not in texts:
        raise RefusedError(f"Option {place} is said to be right, and there is none.")
    return place


def _places_saying(said: str, texts: Mapping[int, str]) -> set[int]:
    return {place for place, text in texts.items() if text.casefold() == said.casefold()}


def _tolerance(text: str) -> dict[str, Any] | None:
    if not text.strip():
        return None
    name, *values = text.split()
    if name not in TOLERANCES or len(values) != (2 if name == "interval" else 1):
        raise RefusedError(
            f"A tolerance is such as “absolute 0.1” or “interval 1 2”, not “{text[:30]}”."
        )
    if name == "interval":
        return {name: values}
    return {name: int(values[0]) if name == "digits" and values[0].isdecimal() else values[0]}
