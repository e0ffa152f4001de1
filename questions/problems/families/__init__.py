"""Families of generated problems, in one registry."""

from typing import Final

from questions.problems.difficulty import ASKED_SKILLS

from .asked import AskedFamily
from .composed import ComposedFamily
from .critical_points import CRITICAL_POINTS
from .curve_statements import CURVE_STATEMENTS
from .derivative import DERIVATIVE
from .derivative_at_point import DERIVATIVE_AT_POINT
from .descent_by_hand import DESCENT_BY_HAND
from .descent_iterations import DESCENT_ITERATIONS
from .descent_step import DESCENT_STEP
from .directional_derivative import DIRECTIONAL_DERIVATIVE
from .downhill_direction import DOWNHILL_DIRECTION
from .family import Family
from .field_gradient import FIELD_GRADIENT
from .finite_difference import FINITE_DIFFERENCE
from .finite_difference_error import FINITE_DIFFERENCE_ERROR
from .first_wrong_line import FIRST_WRONG_LINE
from .forward_mode import FORWARD_MODE
from .gradient import GRADIENT
from .gradient_at_point import GRADIENT_AT_POINT
from .hessian import HESSIAN
from .implicit_derivative import IMPLICIT_DERIVATIVE
from .jacobian import JACOBIAN
from .learning_rate_limit import LEARNING_RATE_LIMIT
from .level_curve_normal import LEVEL_CURVE_NORMAL
from .limit_definition import LIMIT_DEFINITION
from .linear_approximation import LINEAR_APPROXIMATION
from .logistic_gradient import LOGISTIC_GRADIENT
from .match_graph import MATCH_GRAPH
from .mixed_partial import MIXED_PARTIAL
from .monotonic_intervals import MONOTONIC_INTERVALS
from .mse_gradient import MSE_GRADIENT
from .multivariable_chain import MULTIVARIABLE_CHAIN
from .neuron_gradient import NEURON_GRADIENT
from .non_differentiable import NON_DIFFERENTIABLE
from .order_steps import ORDER_STEPS
from .parametric_derivative import PARAMETRIC_DERIVATIVE
from .partial_derivative import PARTIAL_DERIVATIVE
from .regularised_gradient import REGULARISED_GRADIENT
from .reverse_mode import REVERSE_MODE
from .second_derivative import SECOND_DERIVATIVE
from .second_derivative_test import SECOND_DERIVATIVE_TEST
from .sensitivity import SENSITIVITY
from .sign_and_magnitude import SIGN_AND_MAGNITUDE
from .softmax_gradient import SOFTMAX_GRADIENT
from .stationary_points import STATIONARY_POINTS
from .steepest_direction import STEEPEST_DIRECTION
from .surface_statements import SURFACE_STATEMENTS
from .tangent_line import TANGENT_LINE
from .tangent_plane import TANGENT_PLANE
from .two_layer_backprop import TWO_LAYER_BACKPROP

FAMILIES: dict[str, Family] = {
    family.name: family
    for family in (
        DERIVATIVE,
        PARTIAL_DERIVATIVE,
        GRADIENT,
        CRITICAL_POINTS,
        CURVE_STATEMENTS,
        DERIVATIVE_AT_POINT,
        DESCENT_BY_HAND,
        DESCENT_ITERATIONS,
        DESCENT_STEP,
        DIRECTIONAL_DERIVATIVE,
        DOWNHILL_DIRECTION,
        FIELD_GRADIENT,
        FINITE_DIFFERENCE,
        FINITE_DIFFERENCE_ERROR,
        FIRST_WRONG_LINE,
        FORWARD_MODE,
        GRADIENT_AT_POINT,
        HESSIAN,
        IMPLICIT_DERIVATIVE,
        JACOBIAN,
        LEARNING_RATE_LIMIT,
        LEVEL_CURVE_NORMAL,
        LIMIT_DEFINITION,
        LINEAR_APPROXIMATION,
        LOGISTIC_GRADIENT,
        MATCH_GRAPH,
        MIXED_PARTIAL,
        MONOTONIC_INTERVALS,
        MSE_GRADIENT,
        MULTIVARIABLE_CHAIN,
        NEURON_GRADIENT,
        NON_DIFFERENTIABLE,
        ORDER_STEPS,
        PARAMETRIC_DERIVATIVE,
        REGULARISED_GRADIENT,
        REVERSE_MODE,
        SECOND_DERIVATIVE,
        SECOND_DERIVATIVE_TEST,
        SENSITIVITY,
        SIGN_AND_MAGNITUDE,
        SOFTMAX_GRADIENT,
        STATIONARY_POINTS,
        STEEPEST_DIRECTION,
        SURFACE_STATEMENTS,
        TANGENT_LINE,
        TANGENT_PLANE,
        TWO_LAYER_BACKPROP,
    )
}
"""Every family by its name."""

GENERATED_SKILLS: Final = ASKED_SKILLS.union(
    *(family.all_skills for family in FAMILIES.values() if isinstance(family, ComposedFamily))
)
"""All that a generated problem may say it exercises."""

__all__ = ["FAMILIES", "GENERATED_SKILLS", "AskedFamily", "ComposedFamily", "Family"]
