"""The functions and comparisons that we know, by their canonical names."""

from typing import Final

COMPARISONS: Final = ("<", "<=", ">", ">=", "=", "!=")

TRIGONOMETRIC: Final = ("sin", "cos", "tan", "sec", "csc", "cot")
HYPERBOLIC: Final = ("sinh", "cosh", "tanh", "sech", "csch", "coth")

FUNCTIONS: Final[dict[str, tuple[int, int]]] = {
    **{name: (1, 1) for plain in (*TRIGONOMETRIC, *HYPERBOLIC) for name in (plain, f"a{plain}")},
    **dict.fromkeys(
        (
            "exp",
            "ln",
            "log10",
            "log2",
            "sqrt",
            "cbrt",
            "abs",
            "sign",
            "floor",
            "ceil",
            "factorial",
            "erf",
            "heaviside",
            "relu",
            "sigmoid",
            "softplus",
        ),
        (1, 1),
    ),
    "log": (2, 2),
    "root": (2, 2),
    "atan2": (2, 2),
    **dict.fromkeys(("max", "min", "logsumexp"), (2, 9)),
    **{f"softmax_{place}": (max(place, 2), 9) for place in range(1, 10)},
}
"""Every function we know by its canonical name, with the least and the most arguments.

`softmax_2` is the second entry of the vector e^(a_i)/(e^(a_1) + ... + e^(a_n)).
"""
