"""Mal-rules of ideas rather than of calculations: what a wrong option of a question stands for.

Those with an example are found in answers too.
"""

from typing import Final

from questions.maths.mistakes import slips
from questions.maths.mistakes.malrule import MalRule
from questions.maths.mistakes.malrule import example as _example

IDEAS: Final = (
    MalRule(
        "rate-for-value",
        "Rate taken for value",
        "A derivative says how fast the value changes. It does not say how large the value is.",
        "derivative-meaning",
        None,
    ),
    MalRule(
        "f-for-derivative",
        "Value read where the rate is asked",
        "The value of $f$ and the value of $f'$ are different things: a large value can"
        " change slowly, and a small one fast.",
        "derivative-meaning",
        _example("x^3+1", "9", at={"x": "2"}),
    ),
    MalRule(
        "average-for-instantaneous",
        "Average rate taken for the rate at one point",
        "An average rate belongs to a whole interval. The derivative belongs to one "
        "point, and is the limit of average rates over ever shorter intervals.",
        "derivative-meaning",
        _example("ln(x+1)", "ln(3)/2", at={"x": "2"}),
    ),
    MalRule(
        "continuous-for-differentiable",
        "Continuous taken for differentiable",
        "A graph without a break can still have a corner. Differentiable implies "
        "continuous, but not the other way round.",
        "derivative-meaning",
        None,
    ),
    MalRule(
        "linear-for-exact",
        "Linear estimate taken as exact",
        "The derivative predicts small changes well. Over a larger change the rate "
        "itself changes, so the prediction is only an estimate.",
        "derivative-meaning",
        None,
    ),
    MalRule(
        "finite-difference-without-h",
        "Finite difference not divided by the distance",
        "A difference of values becomes a rate only when it is divided by the distance "
        "between the two points.",
        "derivative-meaning",
        _example(
            "x^2", "0.41", ask="finite_difference", at={"x": "2"}, step="0.1", scheme="forward"
        ),
    ),
    MalRule(
        "smaller-h-always-better",
        "Ever smaller steps taken for ever better",
        "With a very small $h$ two nearly equal numbers are subtracted, and rounding "
        "swamps the result. The best $h$ is small, but not too small.",
        "derivative-meaning",
        None,
    ),
    MalRule(
        "differentiation-methods-confused",
        "Ways of computing derivatives confused",
        "Finite differences compare nearby values, symbolic differentiation rewrites a "
        "formula, and automatic differentiation applies the chain rule to each "
        "operation of a program.",
        "derivative-meaning",
        None,
    ),
    MalRule(
        "sign-of-f-for-sign-of-derivative",
        "Sign of the function read as sign of its derivative",
        "The sign of $f$ says whether the graph is above or below zero. The sign of "
        "$f'$ says whether it rises or falls.",
        "derivative-reading",
        None,
    ),
    MalRule(
        "sign-dropped",
        "Sign of the derivative lost or turned",
        "The sign of a derivative is part of it: positive where the function rises, "
        "negative where it falls.",
        "derivative-reading",
        None,
    ),
    MalRule(
        "graph-read-backwards",
        "Graph read from right to left",
        "A graph is read from left to right: where it goes up, the derivative is positive; "
        "where it goes down, negative.",
        "derivative-reading",
        None,
    ),
    MalRule(
        "size-with-sign",
        "Speed of change judged with the sign",
        "How fast a function changes is the size of its derivative, without the sign. A"
        " derivative of -5 is a faster change than a derivative of 4.",
        "derivative-reading",
        None,
    ),
    MalRule(
        "stationary-where-f-is-zero",
        "Stationary where the function is zero",
        "A point is stationary where the derivative is zero. What value the function "
        "has there does not matter.",
        "derivative-reading",
        None,
    ),
    MalRule(
        "small-derivative-as-zero",
        "Nearly flat taken for flat",
        "At a stationary point the derivative is exactly 0. A small derivative such as "
        "0.1 means that the function still rises, slowly.",
        "derivative-reading",
        None,
    ),
    MalRule(
        "saddle-as-extremum",
        "Every stationary point taken for an extremum",
        "A zero derivative or gradient makes a point stationary. It can still be a "
        "saddle or a level point of inflection, neither minimum nor maximum.",
        "derivative-reading",
        None,
    ),
    MalRule(
        "extremum-turned-round",
        "Minimum and maximum swapped",
        "Falling and then rising, or a positive second derivative at a stationary "
        "point, means a minimum. The opposite signs mean a maximum.",
        "derivative-reading",
        None,
    ),
    MalRule(
        "local-for-global",
        "Local taken for global",
        "Derivatives describe the surroundings of one point. They cannot say that "
        "nowhere else is lower or higher.",
        "gradient-descent",
        None,
    ),
    MalRule(
        "one-path-only",
        "One path of the chain rule left out",
        "When a variable acts along several paths, the chain rule adds up the products "
        "of all of them.",
        "chain-rule",
        _example(
            "x*y",
            "2*t^4",
            ask="chain",
            variables=["t"],
            with_respect_to=["t"],
            path={"x": "t^2", "y": "t^3"},
        ),
    ),
    MalRule(
        "gradient-as-slope",
        "Gradient taken for a single slope",
        "The gradient of a function of several variables is a vector, with one partial "
        "derivative for each variable. One slope is only a part of it.",
        "gradient",
        None,
    ),
    MalRule(
        "direction-ignored",
        "Direction of the gradient ignored",
        "A gradient has a direction and a length. The length alone says how steep, but "
        "not which way.",
        "gradient-geometry",
        None,
    ),
    MalRule(
        "along-level-set",
        "Along the level curve taken for across it",
        "Along a level curve the function does not change. The gradient stands at right"
        " angles to it.",
        "gradient-geometry",
        None,
    ),
    MalRule(
        "descent-for-ascent",
        "Descent taken for ascent",
        "The gradient points to where the function rises fastest. Its opposite points "
        "to where it falls fastest.",
        "gradient-geometry",
        None,
    ),
    MalRule(
        "direction-not-normalised",
        "Direction vector not brought to length one",
        "A rate of change per unit of distance needs a direction of length 1: divide "
        "the vector by its length first.",
        "gradient-geometry",
        _example(
            "x^2*y",
            "16",
            ask="directional",
            variables=["x", "y"],
            at={"x": "1", "y": "2"},
            direction=["3", "4"],
        ),
    ),
    MalRule(
        "ascent-for-descent",
        "With the gradient instead of against it",
        "The gradient points uphill, so downhill is against it: a step of gradient descent "
        "subtracts the learning rate times the gradient.",
        "gradient-descent",
        _example(
            "x^2+y^2",
            "(1.2, 2.4)",
            ask="descent_step",
            variables=["x", "y"],
            at={"x": "1", "y": "2"},
            rate="0.1",
        ),
    ),
    MalRule(
        "learning-rate-forgotten",
        "Learning rate forgotten",
        "A step of gradient descent is the learning rate times the gradient, not the "
        "whole gradient.",
        "learning-rate",
        _example(
            "x^2+3*y^2",
            "(-1, -10)",
            ask="descent_step",
            variables=["x", "y"],
            at={"x": "1", "y": "2"},
            rate="0.1",
        ),
    ),
    MalRule(
        "learning-rate-misunderstood",
        "Learning rate misunderstood",
        "The learning rate scales the length of a step. It does not change the "
        "direction, and a larger one is not always faster: too large overshoots, too "
        "small is slow.",
        "learning-rate",
        None,
    ),
    MalRule(
        "loss-as-accuracy",
        "Loss taken for accuracy",
        "A loss measures how wrong a model is, so lower is better. Accuracy counts "
        "right predictions, so higher is better.",
        "loss-functions",
        None,
    ),
    MalRule(
        "gradient-by-inputs",
        "Loss differentiated by the data",
        "Training changes the parameters. So the loss is differentiated with respect to"
        " the parameters, with the data held fixed.",
        "loss-functions",
        None,
    ),
    MalRule(
        "label-dropped",
        "Target left out of the loss's gradient",
        "The derivative of a squared error contains the error itself, prediction minus "
        "target. Without the target it does not know what is right.",
        "loss-functions",
        _example(
            "(w*x+b-y)^2",
            "2*x*(w*x+b)",
            ask="partial",
            variables=["w", "b", "x", "y"],
            with_respect_to=["w"],
        ),
        weight=0.6,
        slips=(slips.target_dropped,),
    ),
    MalRule(
        "residual-sign-turned",
        "Sign of the error turned round",
        "For $(p - y)^2$ the derivative by the prediction $p$ is $2(p - y)$: prediction"
        " minus target, in this order.",
        "loss-functions",
        None,
    ),
)
