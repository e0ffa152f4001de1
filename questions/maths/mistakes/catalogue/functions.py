"""Mal-rules of exponentials, logarithms, trigonometric and other functions."""

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
        (Rewrite("general-power", "v*u^(v-1)"), Rewrite("general-power", "v*u^(v-1)*du")),
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

TRIGONOMETRY: Final = (
    MalRule(
        "trigonometric-sign",
        "Sign of a trigonometric derivative",
        r"$(\sin x)'=\cos x$ and $(\cos x)'=-\sin x$: the functions with “co” get the minus.",
        "trigonometric-rule",
        Example("cos(x)", "sin(x)"),
        tuple(
            Rewrite(at, "-d", share=1.0 if at.startswith("c") else 0.5)
            for at in ("sin", "cos", "tan", "cot", "sec", "csc")
        ),
        2.5,
    ),
    MalRule(
        "trigonometric-partner",
        "Derivative of another trigonometric function",
        r"$(\tan x)'=\sec^{2}x$, $(\sec x)'=\sec x\tan x$, and with a minus "
        r"$(\cot x)'=-\csc^{2}x$, $(\csc x)'=-\csc x\cot x$.",
        "trigonometric-rule",
        Example("tan(x)", "sec(x)*tan(x)"),
        tuple(
            Rewrite(at, formula)
            for at, formulas in {
                "sin": ("-sin(u)",),
                "cos": ("-cos(u)",),
                "tan": (
                    "sec(u)*tan(u)",
                    "csc(u)^2",
                    "-csc(u)^2",
                    "cot(u)",
                    "-cot(u)",
                    "tan(u)^2",
                    "1/(1+u^2)",
                    "1+tan(u)",
                    "1-tan(u)^2",
                    "sec(u)",
                ),
                "sec": ("sec(u)^2", "tan(u)^2", "csc(u)*cot(u)", "-csc(u)*cot(u)", "csc(u)"),
                "csc": ("-csc(u)^2", "sec(u)*tan(u)", "cot(u)^2", "-cot(u)^2", "sec(u)"),
                "cot": ("-csc(u)*cot(u)", "-sec(u)^2", "tan(u)", "-cot(u)^2"),
            }.items()
            for formula in formulas
        ),
    ),
    MalRule(
        "inverse-trigonometric-denominator",
        "Denominator of an inverse trigonometric derivative",
        r"$(\arcsin x)'=\frac{1}{\sqrt{1-x^{2}}}$ and $(\arctan x)'=\frac{1}{1+x^{2}}$: "
        "only the arctangent has no root.",
        "inverse-trigonometric-rule",
        Example("atan(x)", "1/sqrt(1+x^2)"),
        tuple(
            Rewrite(at, formula)
            for at, formulas in {
                "asin": ("1/sqrt(1+u^2)", "1/(1-u^2)", "1/(1+u^2)", "1/sqrt(u^2-1)"),
                "acos": ("-1/sqrt(1+u^2)", "-1/(1-u^2)", "-1/(1+u^2)", "-1/sqrt(u^2-1)"),
                "atan": ("1/sqrt(1+u^2)", "1/(1-u^2)", "1/(1+u)", "1/(1+u)^2", "1/sqrt(1-u^2)"),
            }.items()
            for formula in formulas
        ),
    ),
    MalRule(
        "inverse-trigonometric-sign",
        "Sign of an inverse trigonometric derivative",
        r"Arcsine and arctangent rise, so their derivatives are positive; arccosine falls: "
        r"$(\arccos x)'=-\frac{1}{\sqrt{1-x^{2}}}$.",
        "inverse-trigonometric-rule",
        Example("acos(x)", "1/sqrt(1-x^2)"),
        (Rewrite("inverse-trigonometric", "-d"),),
    ),
    MalRule(
        "power-moved-to-argument",
        "Power of a function read as a power of its argument",
        r"$\sin^{2}x$ is $(\sin x)^{2}$, not $\sin(x^{2})$: the outer function is the power.",
        "trigonometric-rule",
        Example("sin(x)^2", "2*x*cos(x^2)"),
        (Rewrite("chain:power", "moved"),),
    ),
    MalRule(
        "inverse-ignored",
        "Inverse function differentiated like the function",
        r"$\arctan x$ is not $\tan x$: $(\arctan x)'=\frac{1}{1+x^{2}}$.",
        "inverse-trigonometric-rule",
        Example("atan(x)", "sec(x)^2"),
        (
            Rewrite("asin", "cos(u)"),
            Rewrite("asin", "acos(u)"),
            Rewrite("acos", "-sin(u)"),
            Rewrite("acos", "-asin(u)"),
            Rewrite("atan", "sec(u)^2"),
        ),
    ),
    MalRule(
        "inverse-as-reciprocal",
        "Inverse function taken for the reciprocal",
        r"$\sin^{-1}x$ is the inverse function $\arcsin x$, not $\frac{1}{\sin x}$.",
        "inverse-trigonometric-rule",
        Example("asin(x)", "-cos(x)/sin(x)^2"),
        (
            Rewrite("asin", "-cos(u)/sin(u)^2"),
            Rewrite("asin", "1/cos(u)"),
            Rewrite("acos", "sin(u)/cos(u)^2"),
            Rewrite("atan", "-csc(u)^2"),
            Rewrite("atan", "1/sec(u)^2"),
        ),
    ),
    MalRule(
        "hyperbolic-sign",
        "Sign of a hyperbolic derivative",
        r"$(\cosh x)'=\sinh x$ without a minus: the signs of the trigonometric functions do not "
        "carry over.",
        "trigonometric-rule",
        Example("cosh(x)", "-sinh(x)"),
        (Rewrite("hyperbolic", "-d"), Rewrite("tanh", "1+tanh(u)^2")),
    ),
    MalRule(
        "hyperbolic-as-trigonometric",
        "Hyperbolic function taken for a trigonometric one",
        r"$\sinh$, $\cosh$ and $\tanh$ are made of $e^{x}$ and $e^{-x}$; their derivatives are "
        "hyperbolic functions too.",
        "trigonometric-rule",
        Example("cosh(x)", "sin(x)"),
        tuple(
            Rewrite(at, formula)
            for at, formulas in {
                "sinh": ("cos(u)",),
                "cosh": ("sin(u)", "-sin(u)"),
                "tanh": ("sec(u)^2",),
            }.items()
            for formula in formulas
        ),
        0.8,
    ),
    MalRule(
        "hyperbolic-partner",
        "Derivative of another hyperbolic function",
        r"$(\tanh x)'=\frac{1}{\cosh^{2}x}=1-\tanh^{2}x$, $(\sinh x)'=\cosh x$ and "
        r"$(\cosh x)'=\sinh x$.",
        "trigonometric-rule",
        Example("tanh(x)", "sech(x)"),
        tuple(
            Rewrite(at, formula)
            for at, formulas in {
                "sinh": ("sinh(u)",),
                "cosh": ("cosh(u)",),
                "tanh": ("sech(u)", "cosh(u)^2", "sech(u)*tanh(u)", "coth(u)"),
            }.items()
            for formula in formulas
        ),
        0.8,
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
