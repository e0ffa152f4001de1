"""What people write in front of an answer: `f'(x) =`, `dy/dx =`, `∇f =`."""

import re
from functools import cache
from typing import Final

from questions.maths.reading.characters import GREEK_NAMES
from questions.maths.reading.options import Notation

_OPEN = r"(?:\\left|\\mleft)?"
_CLOSE = r"(?:\\right|\\mright)?"
_ARGUMENTS = rf"{_OPEN}\([^()=]{{0,40}}{_CLOSE}\)"
_GREEK = "|".join((*GREEK_NAMES, "varphi", "vartheta", "varepsilon", "ell"))
_LETTER = rf"(?:[A-Za-zα-ωΑ-Ω]|\\(?:{_GREEK})(?![A-Za-z])\s*)"
_INDEX = r"_(?:\{[A-Za-z0-9]{1,3}\}|[A-Za-z0-9]{1,3})"
_NAME = rf"{_LETTER}(?:{_INDEX}|[₀-₉]{{1,2}}|[0-9])?"
_UPRIGHT = r"\\(?:mathrm|text|rm)"
_D = rf"(?:d|∂|\\partial|\\differentialD|{_UPRIGHT}\{{\s*d\s*\}}|{_UPRIGHT}\s+d)"
_ORDER = r"(?:\^\{?\d\}?|[²³])?"

LEAD: Final = rf"""\s*(?:
        (?:∇|\\nabla|nabla|grad|D|H|J|\\mathrm\{{\s*grad\s*\}})\s*(?:{_INDEX})?_?\s*\{{?\s*{_LETTER}?\s*\}}?
            \s*(?:{_ARGUMENTS})?
      | {_LETTER}\s*(?:['′’″]{{1,4}}|\^\{{?\s*(?:\\prime\s*){{1,4}}\}}?|\^\{{?\(\d\)\}}?)
            \s*(?:{_ARGUMENTS})?
      | {_LETTER}{_INDEX}\s*(?:{_ARGUMENTS})?
      | {_D}{_ORDER}\s*{_NAME}\s*/\s*{_D}\s*{_NAME}{_ORDER}(?:\s*{_D}\s*{_NAME}{_ORDER})?
      | {_D}{_ORDER}\s*/\s*{_D}\s*{_NAME}{_ORDER}\s*[^=]{{0,60}}
      | \\[dt]?frac\s*\{{\s*{_D}[^=]{{0,60}}\}}\s*\{{\s*{_D}[^=]{{1,60}}\}}
            \s*(?:{_LETTER}|{_ARGUMENTS})?
      | \\d{{1,3}}ot\s*(?:{_LETTER}|\{{\s*{_LETTER}\s*\}})\s*(?:{_ARGUMENTS})?
      | {_LETTER}\s*{_ARGUMENTS}
      | {_LETTER}
      | answer | ans | gradient | slope | derivative
    )\s*:?=\s*"""


@cache
def _lead() -> re.Pattern[str]:
    """Compiled when a text first has an equals sign: it takes as long as ten answers."""
    return re.compile(LEAD, re.VERBOSE)


def lead_of(source: str, start: int, stop: int, notation: Notation) -> str | None:
    """The part in front that only names what is asked, up to and with its equals sign.

    A declared variable in front is an equation, unless a scalar is expected.
    """
    if source.find("=", start, stop) < 0:
        return None
    match = _lead().match(source, start, stop)
    if match is None:
        return None
    name = match[0].strip().rstrip(":= ")
    if name in notation.variables and notation.expected != "scalar":
        return None
    return match[0]
