"""Whether a question's text asks for a derivative, in words or by notation."""

import re
from typing import Final

from .plain_text import FORMULA
from .shown_text import Shown

ASKS: Final = re.compile(
    r"\b(differentiat\w+|derivatives?|gradients?|hessian|jacobian|slopes?|rates? of change)\b",
    re.IGNORECASE,
)
_NOUN: Final = r"(?:derivatives?|gradients?|hessian|jacobian|slopes?)\b"
_PLAIN: Final = (
    r"the|a|an|its|their|this|that|each|every|first|second|partial|mixed|ordinary|exact|general"
    r"|what|find|compute|give|determine|calculate|state|write|and|or|as|is"
)
QUALIFIED: Final = re.compile(rf"(?<![\w-])(?!(?:{_PLAIN})\s)[\w'-]+\s+{_NOUN}", re.IGNORECASE)
"""The inner, the right-hand, the negative one."""
PART: Final = re.compile(
    rf"(?<![\w-])(?!(?:value|formula|entries)\s)[\w¤]+\s+(?:of|in)\s+(?:the|its|a|this)\s+(?:\w+\s+)?{_NOUN}",
    re.IGNORECASE,
)
"""The denominator of it, or its opposite."""
OTHERWISE: Final = re.compile(
    r"\b(direction\w*|steep\w*|tangents?|normals?|descen\w+|ascen\w+|steps?|learning|stationary|critical"
    r"|extrem\w+|maxim\w+|minim\w+|inflection|increas\w+|decreas\w+|zeros?|vanish\w*|implicit\w*"
    r"|parametri\w+|path|along|chain|total|approximat\w+|linear\w*|differences?|quotient|anti\w*"
    r"|integra\w+|magnitude|length|norm|angle|sign|divergence|curl|laplacian|inverse|limit|loss"
    r"|how m(?:any|uch)|inside|outside|from the (?:left|right)"
    r"|which|estimate\w*|rate at which|determinant|trace|sum|error|third"
    r"|fourth|logarithm of|product(?! rule)|compos\w+|multipl\w+|divided|add(?:ed)?|subtract\w*"
    r"|times|half|doubled?|squared?|reciprocal|degrees|entry|component|coordinate"
    r"|factor\w*|coefficient\w*|degree|plus|minus|average|mean|original|function whose"
    r"|units?|per|percent\w*|elasticity|log-derivative|left out|missing|blank|gap)\b",
    re.IGNORECASE,
)
"""Something is made of the derivative, or it is another sort of derivative."""
BACKWARDS: Final = re.compile(
    r"\b(?:whose|has|have|having|with)\b(?! respect)[^.?!]*\b(?:derivative|gradient|slope|hessian)"
    r"|\b(?:derivative|gradient|slope|hessian)\b[^.?!]*\b(?:is|are|be|equals?|becomes?)\b"
    r"(?!\s*(?:[.…:_?]|$|to be\b))"
    r"|\bof\s+(?:what|which)\b",
    re.IGNORECASE,
)
"""The derivative is told, and something else is asked for."""
WHICH: Final = re.compile(r"\bwhich\b", re.IGNORECASE)
OTHERS: Final = re.compile(r"\b(not|never|wrong|false|mistakes?|except)\b|n't\b", re.IGNORECASE)
SECOND: Final = re.compile(r"\b(?:second|twice)\b", re.IGNORECASE)
SEVERAL: Final = re.compile(r"\bgradients?\b", re.IGNORECASE)
PLACED: Final = re.compile(
    r"\b(?:at|where|when|if|points?|there|here|origin|evaluat\w+|value)\b", re.IGNORECASE
)


def asks_for_derivative(text: str, seen: Shown, *, among_options: bool = False) -> bool:
    """Whether the text asks for a derivative, and for nothing that is made of one. Among options
    “which” asks for one of them, whatever is asked for.
    """
    is_asked = bool(ASKS.search(text) or seen.asked)
    words = FORMULA.sub("¤", text)
    if any(one.search(words) for one in (BACKWARDS, QUALIFIED, PART)):
        return False
    if among_options and OTHERS.search(text):
        return False
    return is_asked and not OTHERWISE.search(WHICH.sub("", text) if among_options else text)


def order_asked(text: str) -> int:
    """The order that is named in words: 2 or, where none is, 0."""
    return 2 if SECOND.search(text) else 0


def asks_for_gradient(text: str, seen: Shown) -> bool:
    """Whether it is a gradient, all of it, that is asked for."""
    return bool(SEVERAL.search(text)) or () in seen.asked


def may_name_point(text: str) -> bool:
    """Whether words may say where, as “at the origin” does."""
    return bool(PLACED.search(FORMULA.sub("¤", text)))
