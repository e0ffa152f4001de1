"""What can be asked, and which fields each of them needs and may have."""

from dataclasses import dataclass
from typing import Final

HIGHEST_ORDER: Final = 6
MOST_STEPS: Final = 100
"""Of gradient descent."""

SCHEMES: Final = ("forward", "backward", "central")
METHODS: Final = ("", "logarithmic")

FIELDS: Final[dict[str, str]] = {
    "at": "a point",
    "direction": "a direction",
    "path": "a path",
    "dependent": "a dependent variable",
    "near": "a place to approximate at",
    "rate": "a learning rate",
    "step": "a step",
    "scheme": "a scheme",
    "method": "a method",
}
"""The fields that only some asks have, as a sentence calls them."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One sort of task: its name in a sentence, the fields it needs and those it may have.

    `of` is what is differentiated: a "scalar", a "vector" of functions, an "equation", a "path"
    (two functions of one variable), or "curve" for a scalar, an equation or a path. `variables`
    says how many are named in `with_respect_to`: "one" or "several". `highest` is the highest
    order.
    """

    name: str
    of: str = "scalar"
    variables: str = "several"
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    highest: int = 1


ASKS: Final[dict[str, Ask]] = {
    "derivative": Ask("a derivative", variables="one", may=("at", "method"), highest=HIGHEST_ORDER),
    "partial": Ask("a partial derivative", may=("at",), highest=HIGHEST_ORDER),
    "gradient": Ask("a gradient", may=("at",)),
    "jacobian": Ask("a Jacobian matrix", of="vector", may=("at",)),
    "hessian": Ask("a Hessian matrix", may=("at",)),
    "directional": Ask("a directional derivative", needs=("direction",), may=("at",)),
    "chain": Ask("a derivative along a path", variables="one", needs=("path",), may=("at",)),
    "implicit": Ask(
        "an implicit derivative",
        of="equation",
        variables="one",
        may=("at", "dependent"),
        highest=2,
    ),
    "parametric": Ask(
        "a parametric derivative", of="path", variables="one", may=("at",), highest=2
    ),
    "tangent": Ask("a tangent", of="curve", needs=("at",), may=("dependent",)),
    "linear_approximation": Ask("a linear approximation", needs=("at",), may=("near",)),
    "descent_step": Ask("a step of gradient descent", needs=("at", "rate")),
    "finite_difference": Ask(
        "a finite difference",
        variables="one",
        needs=("step", "scheme"),
        may=("at",),
        highest=2,
    ),
}
"""Every task that is known, by its name."""
