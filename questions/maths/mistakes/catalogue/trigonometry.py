"""Mal-rules of trigonometric, inverse and hyperbolic functions."""

from typing import Final

from questions.maths.mistakes.malrule import Example, MalRule, Rewrite

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
        r"Each has its own: $(\sin x)'=\cos x$, $(\tan x)'=\sec^{2}x$, "
        r"$(\sec x)'=\sec x\tan x$, and with a minus $(\cos x)'=-\sin x$, "
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
