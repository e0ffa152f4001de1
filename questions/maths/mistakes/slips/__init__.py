"""Wrong rewritings of algebra: what a person may make of one node of a tree.

A slip takes a node and yields what it becomes; nothing where the mistake does not fit. What it
yields need not be tidy.
"""

from questions.maths.mistakes.slips.fractions import (
    added_across,
    cancelled_in_one_term,
    coefficient_across_line,
    denominator_under_one_term,
    split_below,
    struck_out,
)
from questions.maths.mistakes.slips.functions import (
    factor_out_of_function,
    logarithms_misread,
    power_to_argument,
    reciprocal_functions_confused,
)
from questions.maths.mistakes.slips.powers import (
    exponent_as_factor,
    exponents_added,
    exponents_divided,
    exponents_multiplied,
    factor_into_power,
    factor_left_out_of_power,
    negative_exponent_as_sign,
    root_misread,
    term_by_term,
)
from questions.maths.mistakes.slips.sums import (
    bracket_lost,
    brackets_termwise,
    minus_to_first_only,
    target_dropped,
    term_lost,
    unlike_terms_added,
)

__all__ = [
    "added_across",
    "bracket_lost",
    "brackets_termwise",
    "cancelled_in_one_term",
    "coefficient_across_line",
    "denominator_under_one_term",
    "exponent_as_factor",
    "exponents_added",
    "exponents_divided",
    "exponents_multiplied",
    "factor_into_power",
    "factor_left_out_of_power",
    "factor_out_of_function",
    "logarithms_misread",
    "minus_to_first_only",
    "negative_exponent_as_sign",
    "power_to_argument",
    "reciprocal_functions_confused",
    "root_misread",
    "split_below",
    "struck_out",
    "target_dropped",
    "term_by_term",
    "term_lost",
    "unlike_terms_added",
]
