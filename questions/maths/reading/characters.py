"""The characters of mathematical text and what they stand for."""

import unicodedata
from functools import lru_cache
from typing import Final

SPACES: Final = frozenset(
    " \t\n\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200d\u2061\u2062\u2063\u2064\ufeff\u0302\u0304\u0305\u20d7"
)
"""Joiners and invisible operators, which editors put between signs, and the hats, bars and arrows
over names: they mean nothing."""

SUPERSCRIPTS: Final = {
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᐟ", "0123456789+-()/", strict=True)),
    **dict(zip("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "abcdefghijklmnoprstuvwxyz", strict=True)),
    "ᵀ": "T",
    **dict(zip("ᵅᵝᵞᵟᶿᶲᵠᵡ", "αβγδθφφχ", strict=True)),
}
SUBSCRIPTS: Final = {
    **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
    **dict(zip("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx", strict=True)),
}

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
    "⅐": "1/7",
    "⅑": "1/9",
    "⅒": "1/10",
    "⅛": "1/8",
    "⅜": "3/8",
    "⅝": "5/8",
    "⅞": "7/8",
}

OPERATORS: Final = {
    **{sign: sign for sign in "+-*/^()[]{}|,;=<>!'&:%~_@#$?\"`\\√∛∜⌊⌋⌈⌉∂∇≤≥≠≈±∓°∞∧∨□∫∑∏"},
    **dict.fromkeys("∈∉⊂⊆∼≡≅∝⟹↦", "≈"),
    **dict.fromkeys("−–—﹣‐‑", "-"),
    **dict.fromkeys("·⋅×∗∙•⨯✕✖⁎‧・", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("∣‖", "|"),
    **dict.fromkeys("⟨〈", "<"),
    **dict.fromkeys("⟩〉", ">"),
    **dict.fromkeys("′’", "'"),
    **dict.fromkeys("⊤⊺", "⊤"),
    "″": "''",
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("▢⬚", "□"),
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

LOOK_ALIKES: Final = {
    **dict(zip("хуасеорХАВСЕНКМОРТіј", "xyaceopXABCEHKMOPTij", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΧο", "ABEZHIKMNOPTXo", strict=True)),
}
"""Cyrillic and Greek letters that cannot be told from Latin ones."""

SIMILAR: Final = {
    **dict(zip("χνρυωακηγ", "xvpuwakny", strict=True)),
    **dict(
        zip(
            "xvpuwakny",
            ("chi", "nu", "rho", "mu", "omega", "alpha", "kappa", "eta", "gamma"),
            strict=True,
        )
    ),
    "b": "beta",
    "o": "theta",
    "O": "theta",
    "E": "e",
    "In": "ln",
}
"""Names that are written for one another: Greek chi for x, w for omega."""

TWINS: Final = dict(zip("ƒɑ∆ˆʹʼ´", "fαΔ^'''", strict=True))
"""Characters that word processors put for plain ones."""
DRESSED: Final = ((0x2100, 0x214F), (0x1D400, 0x1D7FF), (0xFF01, 0xFF5E))
"""Letters of mathematical alphabets such as 𝑥 and ℯ, and full-width characters."""
MARKS: Final = frozenset("\u0302\u0304")
"""A circumflex and a bar: î is an i with a hat."""


def fold(text: str) -> str:
    """The text with full-width signs and marked letters plain, character by character.

    `（` is `(` and î is i. Letters and digits of other typefaces stay: they are look-alikes.
    """
    return text if text.isascii() else "".join(map(plain, text))


@lru_cache(4_096)
def plain(character: str) -> str:
    """The one character that a sign or a marked letter stands for; itself if there is none."""
    if character.isascii():
        return character
    if character in TWINS:
        return TWINS[character]
    code = ord(character)
    if any(low <= code <= high for low, high in DRESSED):
        folded = unicodedata.normalize("NFKC", character)
        return character if folded.isalnum() or len(folded) > 1 else folded
    parts = unicodedata.normalize("NFD", character)
    marked = len(parts) == 2 and parts[0].isascii() and parts[1] in MARKS
    return parts[0] if marked else character
