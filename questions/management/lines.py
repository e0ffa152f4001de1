"""A line of `manage.py grade` as values: every wrong field gets a sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from questions import maths

LONGEST_LINE: Final = 2_000_000
LOGARITHMS: Final = {
    **dict.fromkeys(("ln", "natural", "e"), "ln"),
    **dict.fromkeys(("log10", "10"), "log10"),
}
SYNTAXES: Final = ("text", "latex")


class LineError(Exception):
    """The line is not what `grade` reads; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line asks. `names` are the variables and, where a constant may be added, its names.

    `fields` holds everything that the line says, for what only some lines have.
    """

    id: Any
    key: str
    answer: str
    variables: tuple[str, ...]
    names: tuple[str, ...]
    log: Any
    decimal_comma: bool
    syntax: Any
    domain: Any
    policy: maths.Policy
    fields: Mapping[str, Any]

    def key_notation(self) -> maths.Notation:
        """Plain text, or LaTeX where it looks like it: what the author wrote by hand."""
        return maths.Notation(variables=self.names, log=self.log, decimal_comma=self.decimal_comma)

    def answer_notation(self, key: maths.Expression) -> maths.Notation:
        """As the key, in the syntax that the line states; a vector may be without brackets."""
        return maths.Notation(
            variables=self.names,
            log=self.log,
            decimal_comma=self.decimal_comma,
            syntax=self.syntax,
            expected="vector" if len(maths.shape(key)) == 1 else "any",
        )

    def check_key(self, key: maths.Expression) -> None:
        """Raises LineError where the options do not fit the key."""
        tolerance = self.policy.tolerance
        fault = None if tolerance is None else maths.tolerance_fault(key, tolerance)
        if fault is not None:
            raise LineError(f"The field “tolerance”: {fault}")


def line_of(text: str) -> Line:
    """The line; raises LineError."""
    row = _object(text)
    if "id" not in row:
        raise LineError("The field “id” is missing.")
    for field in ("key", "answer"):
        if not isinstance(row.get(field), str):
            raise LineError(f"The field “{field}” should be text.")
    variables = names(row, "variables")
    policy = _policy(row)
    return Line(
        id=row["id"],
        key=row["key"],
        answer=row["answer"],
        variables=variables,
        names=maths.with_constant(variables) if policy.up_to_constant else variables,
        log=_choice(row, "log", LOGARITHMS, "ln"),
        decimal_comma=_switch(row, "decimal_comma"),
        syntax=_choice(row, "notation", dict(zip(SYNTAXES, SYNTAXES, strict=True)), "text"),
        domain=_domain(row, variables),
        policy=policy,
        fields=row,
    )


def names(row: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """The field as a list of names, empty where it is not given."""
    value = row.get(field, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise LineError(f"The field “{field}” should be a list of names.")
    return tuple(value)


def _object(text: str) -> Mapping[str, Any]:
    if len(text) > LONGEST_LINE:
        raise LineError(f"A line has at most {LONGEST_LINE} characters.")
    try:
        row = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        raise LineError(f"This line is not JSON: {error}.") from error
    if not isinstance(row, dict):
        raise LineError("A line holds one JSON object.")
    return row


def _refused(constant: str) -> None:
    """Python reads these, JSON does not have them, and our row could not repeat them as an id."""
    raise ValueError(f"it has no {constant}")


def _choice(row: Mapping[str, Any], field: str, known: Mapping[str, str], default: str) -> str:
    value = row.get(field)
    if value is None:
        return default
    found = known.get(str(value)) if isinstance(value, str | int) else None
    if found is None:
        raise LineError(f"The field “{field}” should be one of {', '.join(known)}.")
    return found


def _switch(row: Mapping[str, Any], field: str) -> bool:
    value = row.get(field)
    if value is not None and not isinstance(value, bool):
        raise LineError(f"The field “{field}” should be true or false.")
    return bool(value)


def _domain(row: Mapping[str, Any], variables: tuple[str, ...]) -> Any:
    try:
        return maths.domain_of(row.get("domain"), variables)
    except maths.PolicyError as error:
        raise LineError(f"The field “domain”: {error.message}") from error


def _policy(row: Mapping[str, Any]) -> maths.Policy:
    tolerance, form = row.get("tolerance"), row.get("form")
    field = "tolerance"
    try:
        accepted = None if tolerance is None else maths.Tolerance.of(tolerance)
        field = "form"
        asked = () if form is None else maths.forms_of(form)
    except maths.PolicyError as error:
        raise LineError(f"The field “{field}”: {error.message}") from error
    return maths.Policy(accepted, asked, _switch(row, "constant"))
