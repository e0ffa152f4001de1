"""Mal-rules of products and quotients."""

from typing import Final

from questions.maths.mistakes.malrule import Example, MalRule, Rewrite

PRODUCT_RULE = "$(uv)'=u'v+uv'$"
QUOTIENT_RULE = r"$\left(\frac{u}{v}\right)'=\frac{u'v-uv'}{v^{2}}$"

PRODUCTS: Final = (
    MalRule(
        "product-of-derivatives",
        "Product of the derivatives",
        f"The derivative of a product is not the product of the derivatives: {PRODUCT_RULE}.",
        "product-rule",
        Example("x^2*sin(x)", "2*x*cos(x)"),
        (Rewrite("product", "du*dv"), Rewrite("general-power", "u^v*dv*du/u")),
        3.0,
    ),
    MalRule(
        "product-second-term-missing",
        "Second term of the product rule missing",
        f"The product rule has two terms, {PRODUCT_RULE}: add $uv'$.",
        "product-rule",
        Example("x^2*sin(x)", "2*x*sin(x)"),
        (Rewrite("product", "du*v"),),
        1.5,
    ),
    MalRule(
        "product-first-term-missing",
        "First term of the product rule missing",
        f"The product rule has two terms, {PRODUCT_RULE}: add $u'v$.",
        "product-rule",
        Example("x^2*sin(x)", "x^2*cos(x)"),
        (Rewrite("product", "u*dv"),),
        1.5,
    ),
    MalRule(
        "product-minus",
        "Minus for plus in the product rule",
        f"The two terms of the product rule are added, {PRODUCT_RULE}; the minus belongs to the "
        "quotient rule.",
        "product-rule",
        Example("x^2*e^x", "2*x*e^x-x^2*e^x"),
        (Rewrite("product", "du*v-u*dv"), Rewrite("product", "u*dv-du*v")),
    ),
    MalRule(
        "product-as-sum",
        "Derivatives added, factors forgotten",
        f"Each derivative is multiplied by the other factor before adding: {PRODUCT_RULE}.",
        "product-rule",
        Example("x^2*sin(x)", "2*x+cos(x)"),
        (Rewrite("product", "du+dv"),),
    ),
    MalRule(
        "product-terms-multiplied",
        "Terms of the product rule multiplied",
        f"The two terms of the product rule are added: {PRODUCT_RULE}.",
        "product-rule",
        Example("x^2*sin(x)", "2*x*sin(x)*x^2*cos(x)"),
        (Rewrite("product", "du*v*u*dv"),),
        0.5,
    ),
    MalRule(
        "product-factor-kept-alone",
        "Factor kept without the other one's derivative",
        f"Each term of the product rule has one factor and the derivative of the other: "
        f"{PRODUCT_RULE}.",
        "product-rule",
        Example("x^2*sin(x)", "x^2*sin(x)+2*x*cos(x)"),
        (
            Rewrite("product", "u*v+du*dv"),
            Rewrite("product", "du*v+u"),
            Rewrite("product", "v+u*dv"),
            Rewrite("product", "du*v+v"),
            Rewrite("product", "du*v+dv"),
            Rewrite("product", "du+u*dv"),
            Rewrite("product", "u+u*dv"),
            Rewrite("product", "du*v+u*v"),
            Rewrite("product", "u*v+u*dv"),
        ),
        0.6,
    ),
    MalRule(
        "product-crossed",
        "Each factor with its own derivative",
        f"Each derivative goes with the other factor, {PRODUCT_RULE}, not with its own.",
        "product-rule",
        Example("x^2*sin(x)", "2*x^3+sin(x)*cos(x)"),
        (Rewrite("product", "u*du+v*dv"),),
    ),
)

QUOTIENTS: Final = (
    MalRule(
        "quotient-of-derivatives",
        "Quotient of the derivatives",
        f"The derivative of a quotient is not the quotient of the derivatives: {QUOTIENT_RULE}.",
        "quotient-rule",
        Example("sin(x)/x^2", "cos(x)/(2*x)"),
        (Rewrite("quotient", "du/dv"),),
        3.0,
    ),
    MalRule(
        "quotient-terms-swapped",
        "Terms of the numerator swapped",
        f"The derivative of the numerator comes first, with a plus: {QUOTIENT_RULE}.",
        "quotient-rule",
        Example("sin(x)/x^2", "(2*x*sin(x)-x^2*cos(x))/x^4"),
        (
            Rewrite("quotient", "(u*dv-du*v)/v^2"),
            Rewrite("quotient", "(u*dv-du*v)/v", along=("denominator-not-squared",)),
            Rewrite("quotient", "u*dv-du*v", along=("denominator-missing",)),
        ),
        2.0,
    ),
    MalRule(
        "quotient-plus",
        "Plus for minus in the quotient rule",
        f"The two terms are subtracted: {QUOTIENT_RULE}.",
        "quotient-rule",
        Example("sin(x)/x^2", "(x^2*cos(x)+2*x*sin(x))/x^4"),
        (
            Rewrite("quotient", "(du*v+u*dv)/v^2"),
            Rewrite("quotient", "(du*v+u*dv)/v", along=("denominator-not-squared",)),
            Rewrite("quotient", "du*v+u*dv", along=("denominator-missing",)),
        ),
        1.5,
    ),
    MalRule(
        "denominator-not-squared",
        "Denominator not squared",
        f"The denominator is squared: {QUOTIENT_RULE}.",
        "quotient-rule",
        Example("sin(x)/x^2", "(x^2*cos(x)-2*x*sin(x))/x^2"),
        (Rewrite("quotient", "(du*v-u*dv)/v"),),
        1.5,
    ),
    MalRule(
        "wrong-part-squared",
        "Numerator squared for the denominator",
        f"What is squared below the line is the denominator $v$: {QUOTIENT_RULE}.",
        "quotient-rule",
        Example("sin(x)/x^2", "(x^2*cos(x)-2*x*sin(x))/sin(x)^2"),
        (
            Rewrite("quotient", "(du*v-u*dv)/u^2"),
            Rewrite("quotient", "(du*v-u*dv)/dv^2", share=0.3),
        ),
    ),
    MalRule(
        "denominator-missing",
        "Denominator missing",
        f"The quotient rule divides by the square of the denominator: {QUOTIENT_RULE}.",
        "quotient-rule",
        Example("sin(x)/x^2", "x^2*cos(x)-2*x*sin(x)"),
        (Rewrite("quotient", "du*v-u*dv"),),
    ),
    MalRule(
        "quotient-term-missing",
        "Term of the quotient rule missing",
        f"The numerator of the quotient rule has two terms: {QUOTIENT_RULE}.",
        "quotient-rule",
        Example("sin(x)/x^2", "cos(x)/x^4"),
        (
            Rewrite("quotient", "-u*dv/v^2"),
            Rewrite("quotient", "u*dv/v^2"),
            Rewrite("quotient", "du/v^2"),
        ),
        0.9,
    ),
    MalRule(
        "quotient-as-product",
        "Product rule used for a quotient",
        f"A quotient is not a product of its parts: {QUOTIENT_RULE}.",
        "quotient-rule",
        Example("sin(x)/x", "(cos(x)-sin(x))/x^2"),
        (
            Rewrite("quotient", "(du-u*dv)/v^2"),
            Rewrite("quotient", "du/v+u/dv"),
            Rewrite("quotient", "(du*dv-u*v)/v^2"),
            Rewrite("quotient", "(du-dv)/v^2"),
            Rewrite("quotient", "du*dv/v^2"),
        ),
        0.5,
    ),
    MalRule(
        "denominator-held-constant",
        "Denominator treated as a constant",
        f"The denominator changes too, so its derivative enters: {QUOTIENT_RULE}.",
        "quotient-rule",
        Example("sin(x)/x^2", "cos(x)/x^2"),
        (Rewrite("quotient", "du/v"),),
    ),
)
