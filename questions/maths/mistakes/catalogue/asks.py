"""Mal-rules of points, matrices, directions, paths and curves."""

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
    MalRule(
        "path-not-put-in",
        "Path not put in",
        "Along a path the answer is a function of the parameter alone: put $x(t)$ and $y(t)$ in.",
        "chain-rule",
        _example(
            "x*y",
            "2*t*y+3*t^2*x",
            ask="chain",
            variables=["t", "x", "y"],
            with_respect_to=["t"],
            path={"x": "t^2", "y": "t^3"},
        ),
        weight=0.8,
    ),
    MalRule(
        "paths-multiplied",
        "Paths of the chain rule multiplied",
        r"$\frac{dz}{dt}=\frac{\partial z}{\partial x}\frac{dx}{dt}+\frac{\partial "
        r"z}{\partial y}\frac{dy}{dt}$: the paths are added.",
        "chain-rule",
        _example(
            "x*y",
            "6*t^8",
            ask="chain",
            variables=["t"],
            with_respect_to=["t"],
            path={"x": "t^2", "y": "t^3"},
        ),
        weight=0.7,
    ),
    MalRule(
        "implicit-sign",
        "Minus sign of the implicit slope lost",
        r"Solving $F_x+F_y\,y^{\prime}=0$ gives $y^{\prime}=-\frac{F_x}{F_y}$.",
        "chain-rule",
        _example(
            None,
            "(2*x+y)/(x+2*y)",
            ask="implicit",
            variables=["x", "y"],
            with_respect_to=["x"],
            equation="x^2+x*y+y^2=7",
        ),
        weight=1.5,
    ),
    MalRule(
        "implicit-upside-down",
        "Implicit slope upside down",
        r"$y^{\prime}=-\frac{F_x}{F_y}$: the derivative by $x$ stands above the line.",
        "chain-rule",
        _example(
            None,
            "-(x+2*y)/(2*x+y)",
            ask="implicit",
            variables=["x", "y"],
            with_respect_to=["x"],
            equation="x^2+x*y+y^2=7",
        ),
        weight=1.2,
    ),
    MalRule(
        "dependent-held-constant",
        "Dependent variable held constant",
        r"Along the curve $y$ changes with $x$: every $y$ brings a factor $y^{\prime}$.",
        "chain-rule",
        _example(
            None,
            "2*x+y",
            ask="implicit",
            variables=["x", "y"],
            with_respect_to=["x"],
            equation="x^2+x*y+y^2=7",
        ),
    ),
    MalRule(
        "slope-factor-missing",
        "Factor y' missing",
        r"The derivative of $y^{2}$ by $x$ is $2y\,y^{\prime}$: every $y$ brings a "
        r"factor $y^{\prime}$, for which is then solved.",
        "chain-rule",
        _example(
            None,
            "-3*x-3*y",
            ask="implicit",
            variables=["x", "y"],
            with_respect_to=["x"],
            equation="x^2+x*y+y^2=7",
        ),
        weight=1.2,
    ),
    MalRule(
        "implicit-divisor-missing",
        "Not divided by the factor of y'",
        r"After collecting, $F_x+F_y\,y^{\prime}=0$ is divided by $F_y$.",
        "chain-rule",
        _example(
            None,
            "(2*x+y)*(x+2*y)",
            ask="implicit",
            variables=["x", "y"],
            with_respect_to=["x"],
            equation="x^2+x*y+y^2=7",
        ),
        weight=0.7,
    ),
    MalRule(
        "parametric-upside-down",
        "Slope upside down: dx/dy",
        r"$\frac{dy}{dx}=\frac{dy/dt}{dx/dt}$: $y$ stands above the line.",
        "chain-rule",
        _example(
            None,
            "2/(3*t)",
            ask="parametric",
            variables=["t"],
            with_respect_to=["t"],
            path={"x": "t^2", "y": "t^3"},
        ),
        weight=1.5,
    ),
    MalRule(
        "parametric-not-divided",
        "Not divided by dx/dt",
        r"$\frac{dy}{dx}=\frac{dy/dt}{dx/dt}$: each derivative by $x$ is divided by "
        r"$\frac{dx}{dt}$.",
        "chain-rule",
        _example(
            None,
            "3*t^2",
            ask="parametric",
            variables=["t"],
            with_respect_to=["t"],
            path={"x": "t^2", "y": "t^3"},
        ),
        weight=1.2,
    ),
    MalRule(
        "quotient-of-second-derivatives",
        "Quotient of the second derivatives",
        r"$\frac{d^2y}{dx^2}$ is the derivative of $\frac{dy}{dx}$ by $t$, divided by "
        r"$\frac{dx}{dt}$.",
        "chain-rule",
        _example(
            None,
            "3*t",
            ask="parametric",
            variables=["t"],
            with_respect_to=["t"],
            order=2,
            path={"x": "t^2", "y": "t^3"},
        ),
        weight=1.2,
    ),
    MalRule(
        "quotient-of-coordinates",
        "Quotient of the coordinates",
        "The slope is the quotient of the derivatives, not of the coordinates.",
        "chain-rule",
        _example(
            None,
            "t^3/(t^2+1)",
            ask="parametric",
            variables=["t"],
            with_respect_to=["t"],
            path={"x": "t^2+1", "y": "t^3"},
        ),
        weight=0.6,
    ),
)
