"""The tree: frozen nodes that keep what was written.

Every node carries the span of the text that it was read from; spans take no part in equality, so
two trees are equal when they were written alike. Build trees by hand with `number`, which turns
negative numbers and fractions into the nodes that a reader would produce.
"""

from questions.maths.expression.functions import (
    COMPARISONS,
    FUNCTIONS,
    HYPERBOLIC,
    TRIGONOMETRIC,
)
from questions.maths.expression.nodes import (
    CHILDREN,
    PI,
    REBUILD,
    Branch,
    Call,
    Constant,
    Dotted,
    E,
    Expression,
    Matrix,
    Negation,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Span,
    Sum,
    Symbol,
    Vector,
    number,
)
from questions.maths.expression.trees import (
    always_taken,
    components,
    shape,
    size,
    substitute,
    symbols,
    undotted,
    walk,
)

__all__ = [
    "Branch",
    "CHILDREN",
    "COMPARISONS",
    "Call",
    "Constant",
    "Dotted",
    "E",
    "Expression",
    "FUNCTIONS",
    "HYPERBOLIC",
    "Matrix",
    "Negation",
    "Number",
    "PI",
    "Piecewise",
    "Power",
    "Product",
    "Quotient",
    "REBUILD",
    "Relation",
    "Span",
    "Sum",
    "Symbol",
    "TRIGONOMETRIC",
    "Vector",
    "always_taken",
    "components",
    "number",
    "shape",
    "size",
    "substitute",
    "symbols",
    "undotted",
    "walk",
]
