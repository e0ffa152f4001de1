"""The commands of LaTeX that are read, and those that are refused with a reason."""

from typing import Final

from questions.maths.reading.characters import GREEK_NAMES
from questions.maths.reading.errors import (
    BadMacroError,
    DegreeError,
    IncompleteError,
    PlusMinusError,
    ReadingError,
)
from questions.maths.reading.names import SPELLINGS, nearest
from questions.maths.reading.refused import RADIANS

LONGEST_MACRO: Final = 20
OPENING: Final = frozenset({"left", "mleft", "bigl", "Bigl", "biggl", "Biggl"})
CLOSING: Final = frozenset({"right", "mright", "bigr", "Bigr", "biggr", "Biggr"})
SIZES: Final = frozenset({*OPENING, *CLOSING, "middle"})
"""What is written before a bracket or a bar to say how tall it is."""
IGNORED: Final = frozenset(
    {
        *(",", ";", ":", "!", " ", ">", "/", "quad", "qquad", "displaystyle", "textstyle"),
        *("limits", "nolimits", "big", "Big", "bigg", "Bigg", "mathopen", "mathclose"),
        *("mathstrut", "thinspace", "enspace", "hline", "boxed", "rm", "bf", "it", "bfseries"),
    }
)
"""Commands that say how something looks, and nothing about what it means."""
SIGNS: Final = {
    "cdot": "*",
    "times": "*",
    **dict.fromkeys(("ast", "cdotp", "bullet"), "*"),
    **dict.fromkeys(("div", "slash"), "/"),
    "colon": ":",
    "prime": "'",
    "lbrack": "[",
    "rbrack": "]",
    "lparen": "(",
    "rparen": ")",
    "lbrace": "(",
    "{": "(",
    "rbrace": ")",
    "}": ")",
    "lvert": "\\lvert",
    "rvert": "\\rvert",
    "lVert": "\\lvert",
    "rVert": "\\rvert",
    "vert": "|",
    "mid": "|",
    "|": "|",
    "Vert": "|",
    "langle": "<",
    "rangle": ">",
    "lt": "<",
    "gt": ">",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "leqslant": "≤",
    "geqslant": "≥",
    "land": "∧",
    "wedge": "∧",
    "lor": "∨",
    "vee": "∨",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "to": "≈",
    "rightarrow": "≈",
    **dict.fromkeys(("\\", "cr", "newline"), "\\\\"),
    "over": "\\over",
    "of": "\\of",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    "partial": "∂",
    "nabla": "∇",
    "infty": "∞",
    **dict.fromkeys(("top", "intercal"), "⊤"),
    "%": "%",
    "&": "&",
}
FUNCTION_MACROS: Final = frozenset(SPELLINGS) - {"sqrt", "root"}
LETTERS: Final = {
    "imath": "i",
    "jmath": "j",
    "imaginaryI": "i",
    "imaginaryJ": "j",
    "differentialD": "d",
    "capitalDifferentialD": "D",
    "exponentialE": "e",
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
    "varsigma": "sigma",
}
FONTS: Final = frozenset(
    {
        *("mathrm", "mathit", "mathbf", "boldsymbol", "mathsf", "mathbb", "mathcal", "mathop"),
        *("bm", "vec", "hat", "overrightarrow", "operatorname", "operatorname*", "text"),
        *("textrm", "textbf", "textit", "mathnormal", "textnormal", "textup", "mbox"),
        *("bar", "overline", "tilde", "widehat", "underline", "pmb"),
    }
)
MATRICES: Final = frozenset(
    {"pmatrix", "bmatrix", "matrix", "Bmatrix", "smallmatrix", "array", "bsmallmatrix"}
)
CASES: Final = frozenset({"cases", "dcases", "cases*", "dcases*"})
REFUSED: Final[dict[str, tuple[type[ReadingError], str]]] = {
    **dict.fromkeys(
        ("placeholder", "error", "blacksquare", "square", "Box"),
        (IncompleteError, "There is an empty box to be filled in."),
    ),
    **dict.fromkeys(("pm", "mp"), (PlusMinusError, "Give one value: “±” stands for two.")),
    **dict.fromkeys(("degree", "circ"), (DegreeError, RADIANS)),
    **{
        name: (BadMacroError, f"\\{name} is not worked out for you: write the result itself.")
        for name in ("int", "iint", "oint", "sum", "prod", "lim", "limsup", "liminf")
    },
}


def closest_macros(name: str) -> tuple[str, ...]:
    """What an unknown command may be a slip for: \\sinx is \\sin x, \\fra is \\frac."""
    known = {"frac", "sqrt", *FUNCTION_MACROS, *GREEK_NAMES, *SIGNS, *FONTS}
    known = {one for one in known if one.isalpha() and len(one) > 1}
    if len(name) > LONGEST_MACRO:
        return ()
    begun = [one for one in known if name.startswith(one)]
    split = [f"\\{one} {name[len(one) :]}" for one in sorted(begun, key=len, reverse=True)]
    near = nearest(name, tuple(sorted(known)), 2, 0.7)
    return (*split[:1], *(f"\\{one}" for one in near))
