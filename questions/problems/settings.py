"""How the answers to a problem are read and what counts as right, beside its key."""

from typing import Any, Final

from questions import maths

from .parts import Domain
from .rows import Row

LOGARITHMS: Final = ("ln", "log10")
NO_KEY: Final = {
    "too large": "is too large to be worked out: check the powers",
    "too hard": "cannot be told from other numbers: it is too large within, or too fine",
}
"""Why a key cannot be compared, where it has a value."""

Settings = dict[str, Any]


def settings_of(row: Row) -> Settings:
    """The settings of a row by their names in `Problem`; rows from before they were stored, and
    content that says nothing of them, have the usual ones.
    """
    return {
        "log": row.one_of("log", LOGARITHMS) if row.value("log") is not None else "ln",
        "decimal_comma": _switch(row, "decimal_comma"),
        "tolerance": _tolerance(row),
        "form": _form(row),
        "up_to_constant": _switch(row, "up_to_constant"),
    }


def settings_row(*, log: str, decimal_comma: bool, policy: maths.Policy) -> dict[str, Any]:
    """The settings as plain JSON."""
    return {
        "log": log,
        "decimal_comma": decimal_comma,
        "tolerance": policy.tolerance.to_row() if policy.tolerance else None,
        "form": list(policy.form),
        "up_to_constant": policy.up_to_constant,
    }


def written_domain(row: Row, variables: tuple[str, ...]) -> Domain | None:
    """The domain as a person wrote it: a text, or bounds for each variable."""
    try:
        return maths.domain_of(row.value("domain"), variables)
    except maths.PolicyError as error:
        raise row.wrong("domain", error.message) from error


def check_settings(row: Row, kind: str, key: maths.Expression, policy: maths.Policy) -> None:
    """Whether the settings make sense for the key. Raises ProblemError."""
    if policy.up_to_constant and kind == "number":
        raise row.wrong("up_to_constant", "is for expressions: a number is never free")
    fault = policy.tolerance and maths.tolerance_fault(key, policy.tolerance)
    if fault:
        raise row.wrong("tolerance", fault)


def check_key(
    row: Row,
    key: maths.Expression,
    variables: tuple[str, ...],
    domain: Domain | None,
    policy: maths.Policy,
) -> None:
    """Whether the key itself has a value, and the form that is asked for. Raises ProblemError."""
    found = maths.compare(key, key, variables=variables, domain=domain, policy=policy)
    if isinstance(found, maths.Undecided):
        where = " in the domain" if domain else ""
        raise row.wrong("key", NO_KEY.get(found.reason, f"has no value anywhere{where}"))
    if isinstance(found, maths.WrongForm):
        raise row.wrong("key", f"is not in the form “{found.form}” itself: {found.sentence}")


def _switch(row: Row, field: str) -> bool:
    return row.boolean(field) if row.value(field) is not None else False


def _tolerance(row: Row) -> maths.Tolerance | None:
    value = row.value("tolerance")
    try:
        return None if value is None else maths.Tolerance.of(value)
    except maths.PolicyError as error:
        raise row.wrong("tolerance", error.message) from error


def _form(row: Row) -> tuple[maths.Form, ...]:
    value = row.value("form")
    try:
        return () if value is None else maths.forms_of(value)
    except maths.PolicyError as error:
        raise row.wrong("form", error.message) from error
