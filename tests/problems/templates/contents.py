"""Templates as a teacher would write them."""

import copy
from typing import Any

GRADIENT: dict[str, Any] = {
    "version": 1,
    "source": "template",
    "kind": "vector",
    "prompt": "Find the gradient of $$f(x, y) = [[f]].$$",
    "variables": ["x", "y"],
    "parameters": ["a = 2..9", "b = -5..5, not 0"],
    "conditions": ["a != b"],
    "definitions": ["f(x, y) = a*x^2*y + b*sin(y)"],
    "key": "grad(f)",
    "mistakes": ["[2*a*x, b*cos(y)] => You left out the other factor: $[[a]]x^2y$ holds both."],
    "tests": ["[2*a*x*y, a*x^2 + b*cos(y)] => correct", "[0, 0] => incorrect"],
    "explanation": "Hold the other variable: $[[diff(f, x)]]$ and $[[diff(f, y)]]$.",
}
SLOPE: dict[str, Any] = {
    "version": 1,
    "source": "template",
    "kind": "number",
    "prompt": "What is the slope of $[[f]]$ at $x = [[p]]$?",
    "variables": ["x"],
    "parameters": ["n = 2, 3, 4", "p = -3..3, not 0", "c = 1..9"],
    "definitions": ["f = x^n - c*x", "slope = at(diff(f, x), p)"],
    "conditions": ["slope > 0"],
    "key": "slope",
}
CHOICE: dict[str, Any] = {
    "version": 1,
    "source": "template",
    "kind": "choice",
    "prompt": "Which function has the derivative $[[diff(f, x)]]$?",
    "variables": ["x"],
    "parameters": ["a = 2..9", "u = sin(x), cos(x), e^x"],
    "definitions": ["f = a*x*u"],
    "options": [
        {"id": "a", "text": "$[[f]]$", "correct": True, "feedback": ""},
        {"id": "b", "text": "$[[a*u]]$", "correct": False, "feedback": "A factor is lost."},
    ],
}


def changed(content: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(content), **changes}
