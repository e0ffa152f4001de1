"""Where mal-rules were observed, apart from our own reasoning about what people do."""

from typing import Final

SIYEPU_2013: Final = (
    "Siyepu, An exploration of students' errors in derivatives, J. Math. Behav. 32 (2013)"
)
SIYEPU_2015: Final = (
    "Siyepu, Errors in derivatives of trigonometric functions, Int. J. STEM Educ. 2 (2015)"
)
MAHARAJ_NTULI: Final = (
    "Maharaj and Ntuli, Differentiation rules and structurally different functions, "
    "S. Afr. J. Sci. 114 (2018)"
)
STACK: Final = "question banks for STACK"

SOURCES: Final[dict[str, tuple[str, ...]]] = {
    "exponential-as-power": (SIYEPU_2013,),
    "product-of-derivatives": (SIYEPU_2015, STACK),
    "function-split-over-sum": (SIYEPU_2015,),
    "argument-lost": (SIYEPU_2015, STACK),
    "inner-derivative-missing": (MAHARAJ_NTULI, STACK),
    **dict.fromkeys(
        (
            *("exponent-not-brought-down", "reciprocal-upside-down", "coefficient-dropped"),
            *("minus-sign-lost", "trigonometric-sign", "product-minus", "product-as-sum"),
            *("product-crossed", "quotient-of-derivatives", "quotient-plus"),
            *("denominator-not-squared", "wrong-part-squared", "derivative-squared"),
            *("stopped-early", "parametric-upside-down"),
        ),
        (STACK,),
    ),
}
