"""Mal-rules of algebra: a right derivation that is spoilt before it begins or after it ends."""

from typing import Final

from questions.maths.mistakes import slips
from questions.maths.mistakes.malrule import Example, MalRule
from questions.maths.mistakes.slips.sorts import Slip

SKILLS: Final = {
    "sum-rule": (
        *("bracket-lost", "brackets-multiplied-termwise", "term-lost"),
        *("minus-not-distributed", "unlike-terms-combined"),
    ),
    "quotient-rule": (
        "fraction-split-below",
        "fraction-cancelled-in-one-term",
        "fractions-added-across",
        "denominator-under-one-term",
        "brackets-left-out",
    ),
    "logarithm-rule": ("logarithm-law-misread",),
    "trigonometric-rule": (
        "factor-out-of-function",
        "power-to-argument",
        "reciprocal-functions-confused",
    ),
}
"""Where to practise; all others are laws of powers."""


def _rule(
    code: str, name: str, sentence: str, example: tuple[str, str], *ways: Slip, weight: float = 0.8
) -> MalRule:
    skill = next((skill for skill, codes in SKILLS.items() if code in codes), "power-rule")
    return MalRule(code, name, sentence, skill, Example(*example), slips=ways, weight=weight)


ALGEBRA: Final = (
    _rule(
        "power-of-sum",
        "Power or root taken term by term",
        r"$(a+b)^{2}=a^{2}+2ab+b^{2}$, and $\sqrt{a+b}\ne\sqrt a+\sqrt b$: a power of a sum is "
        "not the sum of the powers.",
        ("x/(x^2+1)", "(1-x^2)/(x^4+1)"),
        slips.term_by_term,
        weight=1.2,
    ),
    _rule(
        "bracket-lost",
        "Factor multiplied into one term only",
        r"A factor in front of a bracket multiplies every term: $c\,(a+b)=ca+cb$.",
        ("(x^2+1)*(x+3)", "2*x^2+3+x^2+1"),
        slips.bracket_lost,
    ),
    _rule(
        "brackets-multiplied-termwise",
        "Brackets multiplied term by term",
        r"Every term of one bracket meets every term of the other: $(a+b)(c+d)=ac+ad+bc+bd$.",
        ("(x^2+1)*(x^3-2)", "5*x^4"),
        slips.brackets_termwise,
    ),
    _rule(
        "term-lost",
        "Term lost from a bracket",
        "A bracket is copied with all of its terms, line after line.",
        ("(x^2+x+1)^3", "3*(x^2+x)^2*(2*x+1)"),
        slips.term_lost,
        weight=0.35,
    ),
    _rule(
        "denominator-under-one-term",
        "Denominator under one term only",
        r"The denominator stands under the whole numerator: "
        r"$\frac{a-b}{c}=\frac{a}{c}-\frac{b}{c}$. In one line, write brackets around it.",
        ("sin(x)/x", "x*cos(x)-sin(x)/x^2"),
        slips.denominator_under_one_term,
        weight=0.9,
    ),
    _rule(
        "brackets-left-out",
        "Brackets left out",
        r"In one line, what stands above or below the line of a fraction and what stands in an "
        r"exponent goes in brackets if it has several terms or factors: write $1/(a+b)$ for "
        r"$\frac{1}{a+b}$, as $1/a+b$ is $\frac{1}{a}+b$.",
        ("arctan(x)", "1/1+x^2"),
        weight=1.0,
    ),
    _rule(
        "minus-not-distributed",
        "Minus taken to the first term only",
        "A minus in front of a bracket turns the sign of every term in it: $-(a-b)=-a+b$.",
        ("(2*x+1)/(x-3)", "-5/(x-3)^2"),
        slips.minus_to_first_only,
        weight=1.2,
    ),
    _rule(
        "fraction-split-below",
        "Fraction split at its denominator",
        r"Only a sum above the line may be split: $\frac{1}{a+b}\ne\frac{1}{a}+\frac{1}{b}$.",
        ("ln(x^2+x)", "(2*x+1)/x^2+(2*x+1)/x"),
        slips.split_below,
    ),
    _rule(
        "fraction-cancelled-in-one-term",
        "Cancelled in one term only",
        r"A factor may be struck out only where every term above the line has it: "
        r"$\frac{ab+c}{a}\ne b+c$.",
        ("x/(x^2+1)", "(1-2*x^2)/(x^2+1)"),
        slips.cancelled_in_one_term,
        slips.struck_out,
        weight=1.0,
    ),
    _rule(
        "fractions-added-across",
        "Numerators and denominators added",
        r"Fractions need a common denominator: $\frac{a}{b}+\frac{c}{d}=\frac{ad+cb}{bd}$.",
        ("ln(x)+ln(x+1)", "2/(2*x+1)"),
        slips.added_across,
        weight=0.7,
    ),
    _rule(
        "coefficient-across-line",
        "Coefficient moved across the fraction line",
        r"An exponent belongs to its base alone: $3x^{-2}=\frac{3}{x^{2}}$, and "
        r"$\frac{1}{2x}=\frac{1}{2}x^{-1}$.",
        ("3*x^(-2)", "-1/(6*x^3)"),
        slips.coefficient_across_line,
        weight=1.0,
    ),
    _rule(
        "exponents-multiplied",
        "Exponents multiplied instead of added",
        r"Powers of one base are multiplied by adding exponents: $x^{a}x^{b}=x^{a+b}$.",
        ("x^2*x^3", "6*x^5"),
        slips.exponents_multiplied,
    ),
    _rule(
        "exponents-added",
        "Power of a power worked out wrongly",
        r"A power of a power multiplies the exponents: $(x^{a})^{b}=x^{ab}$.",
        ("(x^2)^3", "5*x^4"),
        slips.exponents_added,
    ),
    _rule(
        "exponents-divided",
        "Powers cancelled wrongly",
        r"Dividing powers of one base subtracts exponents: $\frac{x^{a}}{x^{b}}=x^{a-b}$.",
        ("x^6/x^2", "3*x^2"),
        slips.exponents_divided,
        weight=0.7,
    ),
    _rule(
        "power-not-applied-to-factor",
        "Power not applied to the coefficient",
        r"A power of a product is the product of the powers: $(2x)^{3}=8x^{3}$.",
        ("atan(3*x)", "3/(1+3*x^2)"),
        slips.factor_left_out_of_power,
        weight=1.2,
    ),
    _rule(
        "factor-taken-into-power",
        "Coefficient taken into the power",
        r"An exponent belongs to its base alone: $2x^{3}\ne(2x)^{3}$ and $2\cdot 3^{x}\ne 6^{x}$.",
        ("2*x^3", "24*x^2"),
        slips.factor_into_power,
        weight=0.35,
    ),
    _rule(
        "negative-exponent-as-sign",
        "Negative exponent read as a sign",
        r"A negative exponent makes a reciprocal, not a negative number: "
        r"$x^{-2}=\frac{1}{x^{2}}$.",
        ("x^(-2)+x", "1-2*x"),
        slips.negative_exponent_as_sign,
        weight=0.6,
    ),
    _rule(
        "root-misread",
        "Root written as a wrong power",
        r"A root is a power with a fraction: $\sqrt{x}=x^{1/2}$ and $\sqrt[3]{x^{2}}=x^{2/3}$.",
        ("x+sqrt(x)", "1-x^(-3/2)/2"),
        slips.root_misread,
        weight=0.7,
    ),
    _rule(
        "power-as-multiple",
        "Power read as a multiple",
        r"$x^{2}$ is $x\cdot x$, not $2x$.",
        ("x^3+x", "6*x+1"),
        slips.exponent_as_factor,
        weight=0.3,
    ),
    _rule(
        "unlike-terms-combined",
        "Unlike terms added together",
        "Only terms with the same power of the variable can be added to one.",
        ("x^4+x^3", "7*x^5"),
        slips.unlike_terms_added,
        weight=0.5,
    ),
    _rule(
        "logarithm-law-misread",
        "Law of logarithms misread",
        r"$\ln(ab)=\ln a+\ln b$ and $\ln a^{n}=n\ln a$; but $(\ln a)^{n}\ne n\ln a$ and "
        r"$\ln(a+b)\ne\ln a\cdot\ln b$.",
        ("ln(x)^3", "3/x"),
        slips.logarithms_misread,
        weight=1.2,
    ),
    _rule(
        "factor-out-of-function",
        "Factor taken out of a function",
        r"A function is not a factor: $\sin(2x)\ne 2\sin x$.",
        ("sin(2*x)^2", "8*sin(x)*cos(2*x)"),
        slips.factor_out_of_function,
        weight=0.6,
    ),
    _rule(
        "power-to-argument",
        "Power of a function moved to its argument",
        r"$\cos^{2}x$ is $(\cos x)^{2}$, not $\cos(x^{2})$.",
        ("sin(x)^3", "3*sin(x^2)*cos(x)"),
        slips.power_to_argument,
        weight=0.7,
    ),
    _rule(
        "reciprocal-functions-confused",
        "Reciprocal functions confused",
        r"$\sec x=\frac{1}{\cos x}$, $\csc x=\frac{1}{\sin x}$, $\tan x=\frac{\sin x}{\cos x}$.",
        ("x*tan(x)", "cos(x)/sin(x)+x*sec(x)^2"),
        slips.reciprocal_functions_confused,
        weight=0.7,
    ),
)
