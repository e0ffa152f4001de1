"""Losses of small models on small data, as functions of their weights, and how they are asked."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from questions import maths
from questions.problems.naming import latex_of, partial_of

from .asked import Drawn


@dataclass(frozen=True, slots=True)
class Loss:
    """The text of a loss in its weights, and a sentence about the model and its data."""

    text: str
    weights: tuple[str, ...]
    story: str


DIGITS: Final = tuple(one for one in range(-9, 10) if one)
FACTORS: Final = tuple(one for one in DIGITS if abs(one) > 1)
"""Inputs that show in a formula as a number."""


def data(chance: random.Random, count: int, *, size: int = 5) -> list[tuple[int, int]]:
    """Distinct inputs that are not 0, with targets."""
    inputs = chance.sample([one for one in range(-size, size + 1) if one], count)
    return [(one, chance.randint(-size, size + 4)) for one in inputs]


def term(factor: int, name: str) -> str:
    """A multiple of a name, as a person writes it."""
    return {1: name, -1: f"-{name}"}.get(factor, f"{factor}*{name}")


def plus(value: int | str, *, sign: int = 1) -> str:
    """What is added, with its sign in front; nothing for 0."""
    if isinstance(value, str):
        return f" - {value[1:]}" if value.startswith("-") else f" + {value}"
    value *= sign
    return "" if value == 0 else f" {'+' if value > 0 else '-'} {abs(value)}"


def squared(chance: random.Random, output: str, target: str) -> str:
    """A squared error the way one of several books writes it: what is taken from what, and a
    factor in front of it or half of it.
    """
    found = error(output, target, is_turned=target[0] != "-" and chance.random() < 1 / 3)
    scale = chance.choice(("", "", "", "/2", "/2", "2", "3", "4"))
    return f"{scale}*{found}" if scale.isdigit() else f"{found}{scale}"


def error(output: str, target: str, *, is_turned: bool = False) -> str:
    """The square of what the output is away from the target, or the target from the output."""
    if is_turned:
        return f"({target} - {f'({output})' if ' ' in output else output})^2"
    if target == "0":
        return f"({output})^2"
    return f"({output}{plus(target[1:] if target[0] == '-' else f'-{target}')})^2"


def line_through(points: Sequence[tuple[int, int]]) -> str:
    """The story of linear regression on the data."""
    told = ", ".join(f"$({one}, {other})$" for one, other in points)
    of = "Its data, inputs with targets, are" if len(points) > 1 else "Its only example is"
    return f"A model predicts $wx + b$. {of} {told}."


def asked(loss: Loss) -> Drawn:
    """The gradient of the loss by its weights, as it is written: one labelled field a weight."""
    notation = maths.Notation(variables=loss.weights)
    tree = maths.read(loss.text, notation).expression
    task = maths.Task("gradient", tree, loss.weights, loss.weights, name="L")
    arguments = ", ".join(map(latex_of, loss.weights))
    prompt = (
        f"{loss.story} Its loss is $$L({arguments}) = {maths.write_latex(tree)}.$$\n\n"
        f"Find the gradient $\\nabla L({arguments})$."
    )
    labels = tuple(partial_of("L", one) for one in loss.weights)
    return Drawn(task, prompt, labels, "components")
