"""Mal-rules of partial derivatives and of whole gradients."""

from typing import Final

from questions.maths.mistakes.malrule import Example, MalRule, Rewrite

XY = ("x", "y")


def _partial(function: str, answer: str) -> Example:
    return Example(function, answer, "partial", XY)


def _gradient(function: str, answer: str) -> Example:
    return Example(function, answer, "gradient", XY, XY)


PARTIALS: Final = (
    MalRule(
        "other-variable-term-kept",
        "Term without the variable kept",
        "In a partial derivative the other variables are constants; a term with them alone has "
        "derivative $0$.",
        "partial-derivative",
        _partial("x^2+y^3", "2*x+y^3"),
        (Rewrite("constant", "p"),),
        1.5,
    ),
    MalRule(
        "other-variable-not-constant",
        "Other variable not held constant",
        "In a partial derivative only one variable moves; the others are treated as constants.",
        "partial-derivative",
        _partial("x^2+y^3", "2*x+3*y^2"),
        (Rewrite("constant", "dp"), Rewrite("constant-multiple", "c*du+dp*u")),
        2.0,
    ),
    MalRule(
        "other-variable-factor-differentiated",
        "Factor in the other variable differentiated too",
        "A factor in the other variable is a constant factor: it stays as it is.",
        "partial-derivative",
        _partial("x^2*y^3", "6*x*y^2"),
        (Rewrite("constant-multiple", "dp*du"),),
        1.1,
    ),
    MalRule(
        "other-variable-factor-zero",
        "Factor in the other variable set to 0",
        "A term in the other variables alone vanishes, but a factor stays: $(c\\,u)'=c\\,u'$.",
        "partial-derivative",
        _partial("x^2*y^3", "0"),
        (Rewrite("constant-multiple", "0", ("dp",)),),
    ),
    MalRule(
        "other-variable-factor-dropped",
        "Factor in the other variable dropped",
        "A factor in the other variable is a constant factor and stays: $(c\\,u)'=c\\,u'$.",
        "partial-derivative",
        _partial("x^2*y^3", "2*x"),
        (
            Rewrite("constant-multiple", "k*du", ("k", "dp")),
            Rewrite("constant-multiple", "du", ("dp",)),
        ),
        1.2,
    ),
    MalRule(
        "wrong-variable",
        "Differentiated by another variable",
        r"$\frac{\partial f}{\partial x}$ is the change of $f$ as $x$ moves and the others rest.",
        "partial-derivative",
        _partial("x^2*y^3", "3*x^2*y^2"),
        (Rewrite("chain", "F*do"),),
        2.0,
    ),
    MalRule(
        "gradient-for-partial",
        "Gradient given for one partial derivative",
        "A partial derivative is one number at each point; the gradient collects all of them.",
        "partial-derivative",
        _partial("x^2*y^3", "(2*x*y^3, 3*x^2*y^2)"),
    ),
)

GRADIENTS: Final = (
    MalRule(
        "components-swapped",
        "Components swapped",
        "The components of a gradient stand in the order of the variables.",
        "gradient",
        _gradient("x^2*y", "(x^2, 2*x*y)"),
        weight=2.0,
    ),
    MalRule(
        "components-added",
        "Components added to one number",
        "A gradient is a vector: its components stay apart, for together they show a direction.",
        "gradient",
        _gradient("x^2*y", "2*x*y+x^2"),
        weight=2.0,
    ),
    MalRule(
        "components-multiplied",
        "Components multiplied",
        "A gradient is a vector: its components stay apart, for together they show a direction.",
        "gradient",
        _gradient("x^2*y", "2*x^3*y"),
        weight=0.7,
    ),
    MalRule(
        "one-component-only",
        "Only one component computed",
        "A gradient has one partial derivative for every variable.",
        "gradient",
        _gradient("x^2*y", "2*x*y"),
        weight=1.6,
    ),
    MalRule(
        "gradient-magnitude",
        "Length given for the vector",
        "The gradient is the vector of the partial derivatives; its length alone loses the "
        "direction.",
        "gradient",
        _gradient("x^2*y", "sqrt(4*x^2*y^2+x^4)"),
    ),
    MalRule(
        "gradient-normalised",
        "Scaled to length 1",
        "The gradient keeps its length, which is the rate of steepest ascent.",
        "gradient",
        _gradient("x^2*y", "(2*x*y/sqrt(4*x^2*y^2+x^4), x^2/sqrt(4*x^2*y^2+x^4))"),
        weight=0.9,
    ),
    MalRule(
        "surface-normal",
        "Normal of the graph given",
        "The gradient has as many components as the function has variables; a component $-1$ "
        "belongs to the normal of the graph.",
        "gradient",
        _gradient("x^2*y", "(2*x*y, x^2, -1)"),
        weight=0.7,
    ),
    MalRule(
        "component-too-many",
        "One component too many",
        "The gradient has one component for each variable of the function, and no more.",
        "gradient",
        _gradient("x^2*y", "(2*x*y, x^2, 0)"),
        weight=0.7,
    ),
    MalRule(
        "level-curve-tangent",
        "Tangent of the level curve given",
        "The gradient is perpendicular to the level curve; turning it by a right angle gives the "
        "tangent.",
        "gradient",
        _gradient("x^2*y", "(-x^2, 2*x*y)"),
        weight=0.7,
    ),
)
