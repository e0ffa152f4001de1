"""Mal-rules of exponentials, logarithms and other functions."""

from typing import Final

from questions.maths.mistakes.malrule import Example, MalRule, Rewrite

EXPONENTIALS: Final = (
    MalRule(
        "exponential-as-power",
        "Power rule on an exponential",
        r"The power rule is for a variable in the base; with the variable in the exponent "
        r"$(a^{x})'=a^{x}\ln a$, and $(e^{x})'=e^{x}$.",
        "exponential-rule",
        Example("e^x", "x*e^(x-1)"),
        (
            Rewrite("exponential", "u*a^(u-1)"),
            Rewrite("exponential", "a^(u-1)"),
            Rewrite("chain:exponential", "u*a^(u-1)"),
        ),
        2.0,
    ),
    MalRule(
        "base-logarithm-missing",
        r"Factor ln a missing",
        r"Only $e^{x}$ is its own derivative; another base brings a factor: "
        r"$(a^{x})'=a^{x}\ln a$.",
        "exponential-rule",
        Example("3^x", "3^x"),
        (Rewrite("exponential", "a^u"),),
        2.0,
    ),
    MalRule(
        "base-logarithm-divided",
        r"Divided by ln a instead of multiplied",
        r"Differentiating multiplies by $\ln a$: $(a^{x})'=a^{x}\ln a$; dividing is for the "
        "antiderivative.",
        "exponential-rule",
        Example("3^x", "3^x/ln(3)"),
        (Rewrite("exponential", "a^u/ln(a)"),),
    ),
    MalRule(
        "logarithm-of-exponent",
        "Logarithm of the exponent, not of the base",
        r"The factor is the logarithm of the base: $(a^{x})'=a^{x}\ln a$.",
        "exponential-rule",
        Example("3^x", "3^x*ln(x)"),
        (Rewrite("exponential", "a^u*ln(u)"),),
    ),
    MalRule(
        "general-power-as-power",
        "Power rule although the exponent varies",
        r"The power rule needs a constant exponent. Write $u^{v}=e^{v\ln u}$ first.",
        "exponential-rule",
        Example("x^x", "x*x^(x-1)"),
        (
            Rewrite("general-power", "v*u^(v-1)"),
            Rewrite("general-power", "v*u^(v-1)*du"),
            Rewrite("general-power", "v*u^(v-1)*dv"),
        ),
        1.5,
    ),
    MalRule(
        "general-power-as-exponential",
        "Exponential rule although the base varies",
        r"The exponential rule needs a constant base. Write $u^{v}=e^{v\ln u}$ first.",
        "exponential-rule",
        Example("x^x", "x^x*ln(x)"),
        (Rewrite("general-power", "u^v*ln(u)*dv"),),
        1.5,
    ),
    MalRule(
        "general-power-factor-missing",
        "Not multiplied back by the function",
        r"From $\frac{y'}{y}$ to $y'$ the bracket is multiplied by $y=u^{v}$.",
        "exponential-rule",
        Example("x^x", "ln(x)+1"),
        (Rewrite("general-power", "dv*ln(u)+v*du/u"),),
    ),
)


LOGARITHMS: Final = (
    MalRule(
        "logarithm-argument-for-reciprocal",
        "Argument in place of its reciprocal",
        r"$(\ln u)'=\frac{u'}{u}$: the argument goes below the line.",
        "logarithm-rule",
        Example("ln(x/2)", "x/2"),
        (Rewrite("logarithm", "u"), Rewrite("chain:logarithm", "u")),
    ),
    MalRule(
        "logarithm-reciprocal-of-derivative",
        "Reciprocal of the inner derivative",
        r"$(\ln u)'=\frac{u'}{u}$: the inner derivative stands above the line, $u$ below.",
        "logarithm-rule",
        Example("ln(x^3)", "1/(3*x^2)"),
        (Rewrite("chain:logarithm", "1/du"),),
        1.5,
    ),
    MalRule(
        "logarithm-kept",
        "Logarithm kept",
        r"Differentiating turns the logarithm into a reciprocal, $(\ln x)'=\frac{1}{x}$; "
        "no logarithm is left.",
        "logarithm-rule",
        Example("ln(x)", "ln(1/x)"),
        (
            Rewrite("logarithm", "ln(1/u)"),
            Rewrite("logarithm", "ln(u)/u"),
            Rewrite("logarithm", "ln(u)"),
            Rewrite("chain:logarithm", "ln(du)", share=0.8),
        ),
        1.0,
    ),
    MalRule(
        "logarithm-reciprocal-squared",
        "Denominator of the logarithm's derivative squared",
        r"$(\ln x)'=\frac{1}{x}$, without a square: $\ln$ is not $\frac{1}{x}$.",
        "logarithm-rule",
        Example("ln(x)", "1/x^2"),
        (Rewrite("logarithm", "1/u^2"), Rewrite("logarithm", "-1/u^2")),
        0.7,
    ),
    MalRule(
        "logarithm-base-missing",
        "Base of the logarithm ignored",
        r"$(\log_{a}x)'=\frac{1}{x\ln a}$: only for $\ln$ is the factor $1$.",
        "logarithm-rule",
        Example("log2(x)", "1/x"),
        (Rewrite("logarithm", "1/u"),),
        1.5,
    ),
    MalRule(
        "base-for-its-logarithm",
        "Base in place of its logarithm",
        r"The factor is the logarithm of the base, not the base: $(\log_{a}x)'=\frac{1}{x\ln a}$ "
        r"and $(a^{x})'=a^{x}\ln a$.",
        "logarithm-rule",
        Example("log2(x)", "1/(2*x)"),
        (Rewrite("logarithm", "1/(a*u)"), Rewrite("exponential", "a^u*a")),
        0.9,
    ),
    MalRule(
        "logarithm-reciprocal-missing",
        "Factor 1/x missing",
        r"$(\log_{a}x)'=\frac{1}{x\ln a}$: the argument stands below the line as well.",
        "logarithm-rule",
        Example("log2(x)", "1/ln(2)"),
        (Rewrite("logarithm", "1/ln(a)", ("based",)),),
        0.7,
    ),
    MalRule(
        "logarithm-base-multiplied",
        "Multiplied by ln a instead of divided",
        r"$(\log_{a}x)'=\frac{1}{x\ln a}$: the factor $\ln a$ stands below the line.",
        "logarithm-rule",
        Example("log2(x)", "ln(2)/x"),
        (Rewrite("logarithm", "ln(a)/u"),),
    ),
)


OTHERS: Final = (
    MalRule(
        "absolute-value-ignored",
        "Absolute value ignored",
        r"$|x|'=\frac{x}{|x|}$, which is $-1$ where $x<0$.",
        "chain-rule",
        Example("abs(x)", "1"),
        (Rewrite("abs", "1"), Rewrite("abs", "-1", share=0.5)),
        1.5,
    ),
    MalRule(
        "sigmoid-factor-missing",
        "Factor of the sigmoid's derivative missing",
        r"$\sigma'(x)=\sigma(x)\,(1-\sigma(x))$ has both factors.",
        "exponential-rule",
        Example("sigmoid(x)", "1-sigmoid(x)"),
        (
            Rewrite("sigmoid", "1-sigmoid(u)"),
            Rewrite("sigmoid", "sigmoid(u)"),
            Rewrite("sigmoid", "sigmoid(u)^2"),
        ),
        1.5,
    ),
    MalRule(
        "sigmoid-sign",
        "Sign in the sigmoid's derivative",
        r"$\sigma'(x)=\sigma(x)\,(1-\sigma(x))$ is positive: the sigmoid rises.",
        "exponential-rule",
        Example("sigmoid(x)", "sigmoid(x)*(1+sigmoid(x))"),
        (Rewrite("sigmoid", "sigmoid(u)*(1+sigmoid(u))"), Rewrite("sigmoid", "-d")),
    ),
)
