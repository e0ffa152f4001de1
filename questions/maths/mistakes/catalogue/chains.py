"""Mal-rules of the chain rule."""

from typing import Final

from questions.maths.mistakes.malrule import Example, MalRule, Rewrite

CHAIN_RULE = r"$f(u)'=f'(u)\cdot u'$"

CHAINS: Final = (
    MalRule(
        "inner-derivative-missing",
        "Inner derivative missing",
        f"The chain rule {CHAIN_RULE} also multiplies by the derivative of the inner function.",
        "chain-rule",
        Example("(3*x^2+1)^5", "5*(3*x^2+1)^4"),
        (
            Rewrite("chain", "F"),
            Rewrite("reciprocal", "-1/v^2"),
            Rewrite("general-power", "u^v*(dv*ln(u)+v/u)"),
            Rewrite("general-power", "u^v*(ln(u)+v*du/u)"),
            Rewrite("sigmoid", "-sigmoid(u)^2", share=0.3),
        ),
        3.0,
    ),
    MalRule(
        "outer-not-differentiated",
        "Outer function left as it was",
        f"The outer function is differentiated as well: {CHAIN_RULE}.",
        "chain-rule",
        Example("cos(2*x)", "2*cos(2*x)"),
        (Rewrite("chain", "f*du"),),
    ),
    MalRule(
        "outer-function-ignored",
        "Only the inner function differentiated",
        f"The derivative of the outer function is a factor too: {CHAIN_RULE}.",
        "chain-rule",
        Example("sin(x^2)", "2*x"),
        (Rewrite("chain", "du"),),
        0.7,
    ),
    MalRule(
        "inside-differentiated-in-place",
        "Inner function replaced by its derivative",
        f"The inner function stays inside; its derivative is a factor outside: {CHAIN_RULE}.",
        "chain-rule",
        Example("(3*x^2+1)^5", "(6*x)^5"),
        (Rewrite("chain", "fdu"),),
    ),
    MalRule(
        "outer-at-inner-derivative",
        "Outer derivative taken at the inner derivative",
        f"The outer derivative is taken at the inner function itself, not at its derivative: "
        f"{CHAIN_RULE}.",
        "chain-rule",
        Example("(3*x^2+1)^5", "5*(6*x)^4"),
        (
            Rewrite("chain", "Fdu"),
            Rewrite("chain", "Fdu*du"),
            Rewrite("reciprocal", "-1/dv^2"),
            Rewrite("reciprocal", "-dv/dv^2"),
        ),
    ),
    MalRule(
        "inner-function-as-factor",
        "Multiplied by the inner function, not by its derivative",
        f"The factor outside is the derivative of the inner function: {CHAIN_RULE}.",
        "chain-rule",
        Example("sin(x^2)", "x^2*cos(x^2)"),
        (Rewrite("chain", "F*u"),),
    ),
    MalRule(
        "inner-derivative-added",
        "Inner derivative added",
        f"The inner derivative is a factor, not a term: {CHAIN_RULE}.",
        "chain-rule",
        Example("sin(x^2)", "cos(x^2)+2*x"),
        (Rewrite("chain", "F+du"),),
    ),
    MalRule(
        "inner-derivative-divided",
        "Divided by the inner derivative",
        f"Differentiating multiplies by the inner derivative, {CHAIN_RULE}; dividing is for the "
        "antiderivative.",
        "chain-rule",
        Example("sin(5*x)", "cos(5*x)/5"),
        (Rewrite("chain", "F/du"),),
        0.8,
    ),
    MalRule(
        "inner-derivative-twice",
        "Inner derivative multiplied twice",
        f"The inner derivative enters once: {CHAIN_RULE}.",
        "chain-rule",
        Example("sin(x^2)", "4*x^2*cos(x^2)"),
        (Rewrite("chain", "F*du^2"),),
        0.7,
    ),
    MalRule(
        "argument-lost",
        "Inner function lost from the argument",
        f"The outer derivative keeps the inner function as its argument: {CHAIN_RULE}.",
        "chain-rule",
        Example("sin(3*x)", "3*cos(x)"),
        (
            Rewrite("chain", "Fx*du"),
            Rewrite("chain", "Fx", along=("inner-derivative-missing",)),
        ),
    ),
    MalRule(
        "function-split-over-sum",
        "Function split over a sum",
        r"A function of a sum is not the sum of the functions, $\ln(a+b)\ne\ln a+\ln b$: use the "
        "chain rule.",
        "chain-rule",
        Example("ln(x+3)", "1/x"),
        tuple(
            Rewrite(f"chain:{rule}", "split")
            for rule in ("logarithm", "exponential", "trigonometric", "hyperbolic")
        ),
        1.2,
    ),
)
