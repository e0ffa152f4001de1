"""Mal-rules of partial derivatives, gradients, higher orders and whole answers."""

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

HIGHER: Final = (
    MalRule(
        "stopped-early",
        "Not differentiated often enough",
        "A second derivative is the derivative of the first derivative: differentiate once more.",
        "derivative-meaning",
        Example("x^4", "4*x^3", order=2),
        weight=2.0,
    ),
    MalRule(
        "derivative-squared",
        "First derivative squared",
        "$f''$ is the derivative of $f'$, not its square.",
        "derivative-meaning",
        Example("x^3", "9*x^4", order=2),
    ),
    MalRule(
        "mixed-as-product",
        "Product of the partial derivatives",
        r"A mixed partial derivative differentiates by one variable, then the result by the other.",
        "partial-derivative",
        Example("x^2*y^3", "6*x^3*y^5", "partial", XY, XY),
    ),
    MalRule(
        "mixed-as-sum",
        "Sum of the partial derivatives",
        r"A mixed partial derivative differentiates by one variable, then the result by the other.",
        "partial-derivative",
        Example("x^2*y^3", "2*x*y^3+3*x^2*y^2", "partial", XY, XY),
        weight=0.9,
    ),
    MalRule(
        "same-variable-twice",
        "Twice by the same variable",
        "A mixed partial derivative differentiates once by each variable.",
        "partial-derivative",
        Example("x^2*y^3", "2*y^3", "partial", XY, XY),
    ),
)

WHOLE_ANSWERS: Final = (
    MalRule(
        "function-itself",
        "Function given, not its derivative",
        "The derivative tells how fast the function changes; it is not its value.",
        "derivative-meaning",
        Example("x^2*sin(x)", "x^2*sin(x)"),
        weight=1.5,
    ),
    MalRule(
        "sign-of-whole",
        "Overall sign turned",
        "The derivative is positive where the function rises; here every sign is turned.",
        "derivative-meaning",
        Example("x^2*sin(x)", "-2*x*sin(x)-x^2*cos(x)"),
    ),
    MalRule(
        "antiderivative",
        "Antiderivative given",
        "The derivative of your answer is the function: you integrated.",
        "derivative-meaning",
        Example("x^2+cos(x)", "x^3/3+sin(x)"),
        weight=0.9,
    ),
    MalRule(
        "differentiated-once-too-often",
        "Differentiated once too often",
        "Your answer is the derivative of the answer that was asked for.",
        "derivative-meaning",
        Example("x^4+sin(x)", "12*x^2-sin(x)"),
        weight=0.9,
    ),
    MalRule(
        "constant-factor",
        "Right up to a constant factor",
        "Everything but one constant factor is right: check the numbers in front.",
        "derivative-meaning",
        Example("x^2*sin(x)", "3*(2*x*sin(x)+x^2*cos(x))"),
        weight=0.25,
    ),
    MalRule(
        "constant-term",
        "Right up to a constant term",
        "Everything but an added number is right: the derivative of a constant is $0$.",
        "derivative-meaning",
        Example("x^2*sin(x)", "2*x*sin(x)+x^2*cos(x)+5"),
        weight=0.15,
    ),
    MalRule(
        "reciprocal-of-derivative",
        "Reciprocal of the derivative",
        r"$\frac{dx}{dy}$ is the derivative of the inverse function; asked was $\frac{dy}{dx}$.",
        "derivative-meaning",
        Example("x^2*sin(x)", "1/(2*x*sin(x)+x^2*cos(x))"),
        weight=0.4,
    ),
    MalRule(
        "function-added",
        "Function added to its derivative",
        "The derivative replaces the function; the function itself is not added.",
        "derivative-meaning",
        Example("x^2*sin(x)", "x^2*sin(x)+2*x*sin(x)+x^2*cos(x)"),
        weight=0.4,
    ),
    MalRule(
        "function-as-factor",
        "Function multiplied to its derivative",
        "The derivative stands alone; the function itself is not a factor of it.",
        "derivative-meaning",
        Example("x^2*sin(x)", "x^2*sin(x)*(2*x*sin(x)+x^2*cos(x))"),
        weight=0.4,
    ),
    MalRule(
        "logarithmic-derivative",
        "Divided by the function",
        r"$\frac{f'}{f}$ is the derivative of $\ln f$; multiply by $f$ to get $f'$.",
        "derivative-meaning",
        Example("x^2*sin(x)", "(2*x*sin(x)+x^2*cos(x))/(x^2*sin(x))"),
        weight=0.4,
    ),
)

SLIPS: Final = (
    MalRule(
        "number-slip",
        "One number wrong",
        "The way is right; one number was worked out or copied wrongly: check the arithmetic.",
        "derivative-meaning",
        Example("x^4+5*x^3+sin(x)", "4*x^3+16*x^2+cos(x)"),
        weight=0.35,
    ),
    MalRule(
        "sign-slip",
        "One sign wrong",
        "The way is right; one sign was lost or turned on the way: check each sign as you copy.",
        "derivative-meaning",
        Example("(x^2+1)*(x^3-2)", "5*x^4+3*x^2+4*x"),
        weight=0.5,
    ),
    MalRule(
        "exponent-slip",
        "One exponent wrong",
        "The way is right; one exponent was worked out or copied wrongly: check each exponent.",
        "derivative-meaning",
        Example("(x^2+1)*(x^3-2)", "5*x^4+3*x^3-4*x"),
        weight=0.25,
    ),
    MalRule(
        "function-slip",
        "One function copied wrongly",
        "The way is right; in one place sine and cosine were exchanged: copy with care.",
        "derivative-meaning",
        Example("x^3+sin(x)*e^x", "3*x^2+cos(x)*e^x+cos(x)*e^x"),
        weight=0.4,
    ),
)
