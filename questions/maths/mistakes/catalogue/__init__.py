"""Every mal-rule by its id. The registry in code is the truth; rows hold edited texts only."""

from dataclasses import replace
from typing import Final

from questions.maths.mistakes.catalogue.algebra import ALGEBRA
from questions.maths.mistakes.catalogue.approximations import APPROXIMATIONS
from questions.maths.mistakes.catalogue.asks import ASKED
from questions.maths.mistakes.catalogue.combinations import CHAINS, PRODUCTS, QUOTIENTS
from questions.maths.mistakes.catalogue.functions import (
    EXPONENTIALS,
    LOGARITHMS,
    OTHERS,
    TRIGONOMETRY,
)
from questions.maths.mistakes.catalogue.ideas import IDEAS
from questions.maths.mistakes.catalogue.judgements import JUDGEMENTS
from questions.maths.mistakes.catalogue.powers import LINEARITY, POWERS
from questions.maths.mistakes.catalogue.sources import SOURCES
from questions.maths.mistakes.catalogue.wholes import (
    GRADIENTS,
    HIGHER,
    PARTIALS,
    SLIPS,
    WHOLE_ANSWERS,
)
from questions.maths.mistakes.malrule import Example, MalRule, Rewrite

CATALOGUE: Final[dict[str, MalRule]] = {
    rule.id: replace(rule, sources=SOURCES.get(rule.id, ()))
    for group in (
        CHAINS,
        PRODUCTS,
        QUOTIENTS,
        POWERS,
        LINEARITY,
        EXPONENTIALS,
        LOGARITHMS,
        TRIGONOMETRY,
        OTHERS,
        ALGEBRA,
        PARTIALS,
        GRADIENTS,
        HIGHER,
        WHOLE_ANSWERS,
        SLIPS,
        ASKED,
        APPROXIMATIONS,
        IDEAS,
        JUDGEMENTS,
    )
    for rule in group
}

__all__ = ["CATALOGUE", "Example", "MalRule", "Rewrite"]
