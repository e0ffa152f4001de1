"""Mal-rules of points, matrices and directions."""

from typing import Final

from questions.maths.mistakes.malrule import MalRule
from questions.maths.mistakes.malrule import example as _example

ASKED: Final = (
    MalRule(
        "another-point",
        "Taken at another point",
        "A derivative is a function of the point: put in the coordinates that are "
        "given, each in its place.",
        "derivative-reading",
        _example(
            "x^2+y^3+x*y", "(5, 5)", ask="gradient", variables=["x", "y"], at={"x": "1", "y": "2"}
        ),
        weight=0.8,
    ),
    MalRule(
        "point-not-put-in",
        "Left as a function",
        "At a point the derivative is a number: put the point in.",
        "derivative-reading",
        _example("x^3+1", "3*x^2", at={"x": "2"}),
        weight=1.2,
    ),
    MalRule(
        "evaluated-before-differentiating",
        "Point put in before differentiating",
        "Differentiate first and put the point in afterwards: the value at a point is a"
        " constant, whose derivative is always $0$.",
        "derivative-meaning",
        _example("x^3+1", "0", at={"x": "2"}),
        weight=1.3,
    ),
    MalRule(
        "slope-as-quotient",
        "Slope taken as y over x",
        r"The slope of the curve is $f'(a)$; $\frac{f(a)}{a}$ is the slope of the line "
        r"from the origin to the point.",
        "derivative-meaning",
        _example("x^2+1", "5/2", at={"x": "2"}),
        weight=0.8,
    ),
    MalRule(
        "jacobian-transposed",
        "Jacobian transposed",
        "Each row of a Jacobian belongs to one function, each column to one variable.",
        "gradient",
        _example(
            ("x^2*y", "x+3*y"), "[[2*x*y, 1], [x^2, 3]]", ask="jacobian", variables=["x", "y"]
        ),
        weight=2.0,
    ),
    MalRule(
        "entries-off-diagonal-missing",
        "Only the diagonal computed",
        "Every function is differentiated by every variable, and the mixed second "
        "derivatives count too.",
        "gradient",
        _example("x^2*y+y^3", "[[2*y, 0], [0, 6*y]]", ask="hessian", variables=["x", "y"]),
        weight=1.2,
    ),
    MalRule(
        "matrix-as-number",
        "One number given for the matrix",
        "A matrix keeps all of its entries; determinant and trace are made of it afterwards.",
        "gradient",
        _example(("x^2*y", "x+3*y"), "6*x*y-x^2", ask="jacobian", variables=["x", "y"]),
    ),
    MalRule(
        "rows-swapped",
        "Rows or columns in another order",
        "Rows follow the functions and columns the variables, in the order that is given.",
        "gradient",
        _example(
            ("x^2*y", "x+3*y"), "[[1, 3], [2*x*y, x^2]]", ask="jacobian", variables=["x", "y"]
        ),
    ),
    MalRule(
        "mixed-partial-sign",
        "Sign of the mixed derivatives turned",
        "The entries of a Hessian are the second derivatives as they are, without signs"
        " of a determinant.",
        "partial-derivative",
        _example("x^2*y+y^3", "[[2*y, -2*x], [-2*x, 6*y]]", ask="hessian", variables=["x", "y"]),
        weight=1.2,
    ),
    MalRule(
        "direction-wrongly-normalised",
        "Length of the direction used wrongly",
        "For the rate per unit of distance divide once by the length $|v|$ of the "
        "direction; if the vector is taken as it is, not at all.",
        "gradient-geometry",
        _example(
            "x^2*y",
            "16/25",
            ask="directional",
            variables=["x", "y"],
            at={"x": "1", "y": "2"},
            direction=["3", "4"],
        ),
        weight=0.9,
    ),
    MalRule(
        "gradient-for-directional",
        "Vector of derivatives given, not combined",
        "What is asked is one rate: combine the derivatives as the rule says.",
        "gradient-geometry",
        _example(
            "x^2*y", "(2*x*y, x^2)", ask="directional", variables=["x", "y"], direction=["3", "4"]
        ),
    ),
    MalRule(
        "dot-product-not-added",
        "Products of the components not added",
        "A dot product is a number: the products of the components are added.",
        "gradient-geometry",
        _example(
            "x^2*y",
            "(12, 4)",
            ask="directional",
            variables=["x", "y"],
            at={"x": "1", "y": "2"},
            direction=["3", "4"],
        ),
    ),
    MalRule(
        "point-for-direction",
        "Point used as the direction",
        "The point says where the gradient is taken, the direction what it is multiplied by.",
        "gradient-geometry",
        _example(
            "x^2*y",
            "6",
            ask="directional",
            variables=["x", "y"],
            at={"x": "1", "y": "2"},
            direction=["3", "4"],
        ),
    ),
)
