"""Mal-rules of paths and of curves that an equation or a parameter gives."""

from typing import Final

from questions.maths.mistakes.malrule import MalRule
from questions.maths.mistakes.malrule import example as _example

CURVES: Final = (
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
        weight=2.0,
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
