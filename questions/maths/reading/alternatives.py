"""Other readings of a text that can be read in more than one way."""

from collections.abc import Callable, Iterable
from typing import Final

from questions.maths.errors import MathsError
from questions.maths.expression import Expression

MOST: Final = 3

FLIPS: Final = frozenset(
    {
        *("slash_implicit", "pow_run", "pow_slash", "fn_pow", "fn_space", "fn_slash"),
        *("fn_paren", "sqrt_run", "sqrt_pow", "sci_e", "e_juxtaposed", "e_paren", "log_base"),
        *("bars", "xx"),
    }
)
"""The ambiguities with a second reading: `1/2x`, `e^2x`, `x^1/2`, `sin x^2`, `sin x y`,
`sin x/2`, `sin x(y+1)`, `sqrt 2x`, `√x^2`, `2e3`, `ex`, `e(x)`, `log x`, `|x|y|z|`, `2 xx y`."""


def other_readings(
    default: Expression,
    codes: Iterable[str],
    parse: Callable[[frozenset[str]], Expression],
) -> tuple[Expression, ...]:
    """At most three trees, different from the default and from one another."""
    found: list[Expression] = []
    for code in codes:
        if code not in FLIPS or len(found) == MOST:
            continue
        try:
            tree = parse(frozenset({code}))
        except MathsError:
            # What cannot be read the other way has only one reading.
            continue
        if tree != default and tree not in found:
            found.append(tree)
    return tuple(found)
