"""Every mal-rule by its id. The registry in code is the truth; rows hold edited texts only."""

from dataclasses import replace
from typing import Final

from questions.maths.mistakes.catalogue.algebra import ALGEBRA
from questions.maths.mistakes.catalogue.approximations import APPROXIMATIONS, DIFFERENCES
from questions.maths.mistakes.catalogue.asks import ASKED
from questions.maths.mistakes.catalogue.chains import CHAINS
from questions.maths.mistakes.catalogue.combinations import PRODUCTS, QUOTIENTS
from questions.maths.mistakes.catalogue.curves import CURVES
from questions.maths.mistakes.catalogue.descent import DESCENT
from questions.maths.mistakes.catalogue.functions import EXPONENTIALS, LOGARITHMS, OTHERS
from questions.maths.mistakes.catalogue.gradients import GRADIENTS, PARTIALS
from questions.maths.mistakes.catalogue.ideas import IDEAS
from questions.maths.mistakes.catalogue.judgements import JUDGEMENTS
from questions.maths.mistakes.catalogue.powers import LINEARITY, POWERS
from questions.maths.mistakes.catalogue.sources import SOURCES
from questions.maths.mistakes.catalogue.trigonometry import TRIGONOMETRY
from questions.maths.mistakes.catalogue.wholes import HIGHER, SLIPS, WHOLE_ANSWERS
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
        CURVES,
        APPROXIMATIONS,
        DESCENT,
        DIFFERENCES,
        IDEAS,
        JUDGEMENTS,
    )
    for rule in group
}

__all__ = ["CATALOGUE", "Example", "MalRule", "Rewrite"]
