"""Logistic regression: the gradient of the cross-entropy by weight and bias."""

import random
from dataclasses import replace
from typing import Final

from .asked import AskedFamily, Drawn
from .losses import DIGITS, FACTORS, Loss, asked, plus, term

MODELS: Final = (
    ("A model", "class 1"),
    ("A spam filter", "class 1 (spam)"),
    ("A test for an illness", "class 1 (ill)"),
    ("A bank's model", "class 1 (repaid)"),
    ("A weather model", "class 1 (rain)"),
)
"""Who gives a probability, and to what."""
WORKED_OUT: Final = 1.2
"""Logits that are not seen in the rules that a loss without the sigmoid needs: a logarithm of a sum
with an exponential is no easier for somebody who does not know where it comes from."""


def _draw(chance: random.Random, level: int) -> Drawn:
    x, model = chance.choice(FACTORS), chance.choice(MODELS)
    y = {1: 1, 2: 0}.get(level, chance.randint(0, 1))
    inner = f"{x}*w + b"
    if level <= 2:
        loss = _one_example(chance, inner, y, model)
        return replace(asked(loss), extra=0.0 if "sigmoid" in loss.text else WORKED_OUT)
    if level == 3:
        score = inner + plus(chance.choice((0, 0, *DIGITS)))
        penalty = _penalty(chance)
        costly = "A large weight or bias" if "b" in penalty else "A large weight"
        story = f"{_story(score, y, model)} {costly} costs something, too."
        return asked(Loss(f"{_entropy(score, y)} + {penalty}", ("w", "b"), story))
    other = chance.choice([one for one in DIGITS if one != x])
    if level == 4:
        shift = plus(chance.choice((0, *DIGITS)))
        score = f"{term(x, 'w_1')}{plus(term(other, 'w_2'))}{shift}"
        return asked(Loss(_entropy(score, y), ("w_1", "w_2"), _story(score, y, model)))
    classes = chance.choice(((1, 0), (1, 0), (0, 1), (0, 1), (1, 1), (0, 0)))
    scores = inner, f"{term(other, 'w')} + b"
    one, two = (_entropy(score, said) for score, said in zip(scores, classes, strict=True))
    story = (
        rf"{model[0]} gives the probability $\sigma(wx + b)$ to {model[1]}. Its data are "
        f"$x = {x}$ of class {classes[0]} and $x = {other}$ of class {classes[1]}."
    )
    return asked(Loss(f"({one} + {two})/2".replace("+ -", "- "), ("w", "b"), story))


def _one_example(chance: random.Random, inner: str, y: int, model: tuple[str, str]) -> Loss:
    """With an offset that is known or a temperature, and counted once or several times."""
    shifted, cooled = f"{inner}{plus(chance.choice(DIGITS))}", f"({inner})/{chance.randint(2, 5)}"
    score = chance.choice((inner, inner, shifted, cooled))
    times = chance.choice((1, 1, 1, 2, 3, 4, 5))
    loss = _entropy(score, y, times)
    if score == inner and chance.random() < 1 / 2:
        loss = f"{'' if times == 1 else f'{times}*'}{_softplus(inner, y)}"
    counted = (
        "" if times == 1 else f" The example counts {'twice' if times == 2 else f'{times} times'}."
    )
    return Loss(loss, ("w", "b"), f"{_story(score, y, model)}{counted}")


def _softplus(score: str, y: int) -> str:
    """The same loss with its logarithm worked out."""
    turned = score.replace(" + ", " - ") if y else score
    if y:
        turned = turned[1:] if turned.startswith("-") else f"-{turned}"
    return f"ln(1 + e^({turned}))"


def _penalty(chance: random.Random) -> str:
    whole, odd = chance.randint(2, 9), chance.choice((3, 5, 7, 9))
    return chance.choice((f"{odd}*w^2/2", f"{whole}*w^2", f"{odd}*(w^2 + b^2)/2"))


def _entropy(score: str, y: int, times: int = 1) -> str:
    """-ln of the probability given to the right class, so many times."""
    front = "-" if times == 1 else f"-{times}*"
    return f"{front}ln(sigmoid({score}))" if y else f"{front}ln(1 - sigmoid({score}))"


def _story(score: str, y: int, model: tuple[str, str]) -> str:
    said = score.replace("*", "")
    return (
        rf"{model[0]} gives the probability $\sigma({said})$ to {model[1]}. The true class is {y}."
    )


LOGISTIC_GRADIENT: Final = AskedFamily(
    name="logistic_gradient",
    title="Gradient of a logistic loss",
    kind="vector",
    levels={
        1: "weight and bias, an example of class 1",
        2: "weight and bias, an example of class 0",
        3: "weight and bias, with a penalty",
        4: "two weights",
        5: "the mean of two examples",
    },
    difficulties={1: 0.6, 2: 0.8, 3: 1.1, 4: 1.2, 5: 1.5},
    extra={1: -3.45, 2: -3.5, 3: -3.4, 4: -3.0, 5: -4.3},
    draw=_draw,
)
