"""Which names there are, and how a run of letters falls into names."""

from functools import lru_cache
from typing import Final, Literal, NamedTuple

from questions.maths.expression import FUNCTIONS, HYPERBOLIC, TRIGONOMETRIC
from questions.maths.reading.limits import RUN
from questions.maths.reading.options import Notation

NameKind = Literal["symbol", "constant", "function", "basis", "operator", "fraction", "mark"]

SPELLINGS: Final[dict[str, str]] = {
    **{name: name for name in FUNCTIONS},
    "piecewise": "piecewise",
    "softmax": "softmax",
    "lse": "logsumexp",
    **{f"arc{name}": f"a{name}" for name in (*TRIGONOMETRIC, *HYPERBOLIC)},
    **{f"ar{name}": f"a{name}" for name in HYPERBOLIC},
    **dict.fromkeys(("sen", "sine"), "sin"),
    **dict.fromkeys(("cosine",), "cos"),
    **dict.fromkeys(("tg", "tangent"), "tan"),
    **dict.fromkeys(("ctg", "cotan", "cotg", "cotangent"), "cot"),
    **dict.fromkeys(("secant",), "sec"),
    **dict.fromkeys(("senh",), "sinh"),
    **dict.fromkeys(("tgh",), "tanh"),
    **dict.fromkeys(("arcsen",), "asin"),
    **dict.fromkeys(("squareroot",), "sqrt"),
    **dict.fromkeys(("cosec",), "csc"),
    **dict.fromkeys(("cosech",), "csch"),
    **dict.fromkeys(("arctg",), "atan"),
    **dict.fromkeys(("arcctg", "arccotan", "acotan"), "acot"),
    **dict.fromkeys(("arccosec", "acosec"), "acsc"),
    **dict.fromkeys(("arccosech", "acosech"), "acsch"),
    **dict.fromkeys(("sgn", "signum"), "sign"),
    **dict.fromkeys(("logistic",), "sigmoid"),
    **dict.fromkeys(("ceiling",), "ceil"),
    **dict.fromkeys(("arctan2",), "atan2"),
    **dict.fromkeys(("lg",), "log10"),
    **dict.fromkeys(("lb",), "log2"),
}
"""Every spelling of a function, in small letters, with its canonical name."""

SIGN_WORDS: Final[dict[str, tuple[NameKind, str]]] = {
    **dict.fromkeys(("cdot", "times", "ast"), ("operator", "*")),
    **dict.fromkeys(("div",), ("operator", "/")),
    **dict.fromkeys(("oo", "inf", "infty", "infinity"), ("operator", "∞")),
    **dict.fromkeys(("deg", "degree", "degrees"), ("operator", "°")),
    "langle": ("operator", "<"),
    "rangle": ("operator", ">"),
    "text": ("operator", "text"),
    "frac": ("fraction", "frac"),
    **{name: ("mark", name) for name in ("hat", "vec", "bar", "ul", "bb", "tilde")},
}
"""ASCIIMath's words for signs, which give way to a product of declared letters."""
VARIANTS: Final = {
    f"var{name}": name for name in ("epsilon", "theta", "phi", "rho", "sigma", "kappa")
}
CONSTANTS: Final = {"e": "e", "pi": "pi", "Pi": "pi", "PI": "pi"}
YIELDING: Final = frozenset({"lg", "lb", "tg", "sen", "sine", "lse", *SIGN_WORDS})
"""Words that give way to a product of declared letters."""
LONGEST: Final = 10


class Meaning(NamedTuple):
    """What a name is, and its canonical name."""

    kind: NameKind
    name: str


class Piece(NamedTuple):
    """Part of a run of letters: where it begins and ends in the run, and what it means."""

    start: int
    end: int
    meaning: Meaning


class Vocabulary:
    """The names of one notation. What a question declares wins over what is known everywhere."""

    def __init__(self, notation: Notation) -> None:
        self.notation = notation
        self.variables = frozenset(notation.variables)
        self.functions = frozenset(notation.functions)
        own = max((len(name) for name in self.variables | self.functions), default=0)
        self._longest = max(LONGEST, own)

    def meaning(self, word: str) -> Meaning | None:
        """What the whole word means."""
        if word in self.variables:
            return Meaning("symbol", word)
        if word in self.functions:
            return Meaning("function", word)
        if self.notation.has_basis and word in ("i", "j", "k"):
            return Meaning("basis", word)
        if word in CONSTANTS:
            return Meaning("constant", CONSTANTS[word])
        if word == "sigma":
            return Meaning("function", "sigmoid")
        if word in VARIANTS:
            return self.meaning(VARIANTS[word])
        if word in YIELDING and all(letter in self.variables for letter in word.replace("e", "")):
            return None
        if word in SIGN_WORDS:
            return Meaning(*SIGN_WORDS[word])
        if len(word) > 1 and word.lower() in SPELLINGS:
            return Meaning("function", SPELLINGS[word.lower()])
        return None

    def split(self, run: str) -> tuple[Piece, ...]:
        """The fewest names that make up the run, the longest first; () if there are none.

        A run longer than `RUN` letters is not looked through.
        """
        if len(run) > RUN:
            return ()
        best: list[tuple[Piece, ...] | None] = [None] * len(run) + [()]
        for start in range(len(run) - 1, -1, -1):
            for end in range(min(len(run), start + self._longest), start, -1):
                rest = best[end]
                meaning = self.meaning(run[start:end]) if rest is not None else None
                if rest is None or meaning is None:
                    continue
                held = best[start]
                if held is None or len(rest) + 1 < len(held):
                    best[start] = (Piece(start, end, meaning), *rest)
        return best[0] or ()

    def unknown(self, run: str) -> int:
        """Where the part of the run begins that no names make up."""
        if len(run) > RUN:
            return 0
        reached = {0}
        for start in range(len(run)):
            if start in reached:
                ends = range(start + 1, min(len(run), start + self._longest) + 1)
                reached.update(end for end in ends if self.meaning(run[start:end]))
        return max(reached - {len(run)})

    def closest(self, word: str, count: int = 2) -> list[str]:
        """Known names that the word may be a slip for, best first."""
        if len(word) > RUN:
            return []
        twins = [name for name in self.variables if name.lower() == word.lower()]
        if len(word) == 1:
            return twins[:count]
        near = nearest(word, tuple(sorted(self.variables | self.functions)), count, 0.5)
        near += nearest(word.lower(), tuple(sorted(SPELLINGS)), count, 0.65)
        return list(dict.fromkeys((*twins, *near)))[:count]


@lru_cache(256)
def nearest(word: str, names: tuple[str, ...], count: int, cutoff: float) -> tuple[str, ...]:
    """The names most like the word: every text that is tried in place of another asks again."""
    from difflib import get_close_matches

    return tuple(get_close_matches(word, names, count, cutoff))


@lru_cache(64)
def vocabulary_of(notation: Notation) -> Vocabulary:
    """The names of a notation: a question is answered many times."""
    return Vocabulary(notation)
