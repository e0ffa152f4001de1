"""The characters of mathematical text and what they stand for."""

from typing import Final

SPACES: Final = frozenset(" \t\n\r\u00a0\u2002\u2003\u2005\u2009\u202f")
INVISIBLE: Final = frozenset("\u200b\u200c\u200d\u2061\u2062\u2063\u2064\ufeff")
"""Joiners and invisible operators, which editors put between signs: they mean nothing."""

SUPERSCRIPTS: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸ", "0123456789+-()nxy", strict=True))
SUBSCRIPTS: Final = dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))

VULGAR: Final = {
    "½": "1/2",
    "⅓": "1/3",
    "⅔": "2/3",
    "¼": "1/4",
    "¾": "3/4",
    "⅕": "1/5",
    "⅖": "2/5",
    "⅗": "3/5",
    "⅘": "4/5",
    "⅙": "1/6",
    "⅚": "5/6",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}

OPERATORS: Final = {
    **{sign: sign for sign in "+-*/^()[]{}|,;=<>!'&:%~_@#$?\"`\\√∛∜⌊⌋⌈⌉∂∇≤≥≠≈±∓°∞∧∨"},
    **dict.fromkeys("−–—﹣‐‑", "-"),
    **dict.fromkeys("·⋅×∗∙•", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("∣｜", "|"),
    **dict.fromkeys("⟨〈", "<"),
    **dict.fromkeys("⟩〉", ">"),
    **dict.fromkeys("′’", "'"),
    "″": "''",
    "（": "(",
    "）": ")",
    "，": ",",
    "：": ":",
    "＋": "+",
    "＝": "=",
    "∖": "\\",
    "→": "≈",
    "⇒": "≈",
}

GREEK_NAMES: Final = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"),
    *("lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi"),
    *("omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Upsilon", "Phi", "Psi"),
    "Omega",
)
GREEK: Final = {
    **dict(zip("αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΣΥΦΨΩ", GREEK_NAMES, strict=True)),
    "ϕ": "phi",
    "ϑ": "theta",
    "ϵ": "epsilon",
    "ς": "sigma",
    "µ": "mu",
}

LOOK_ALIKES: Final = dict(zip("хуасеорХАВСЕНКМОРТіј", "xyaceopXABCEHKMOPTij", strict=True))
"""Cyrillic letters that cannot be told from Latin ones."""
