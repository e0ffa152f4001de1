"""Reading an equation: two sides with one equals sign between them."""

import re
from typing import Final

from questions.maths.errors import MathsError
from questions.maths.expression import Relation
from questions.maths.reading import Notation, read

EQUALS: Final = re.compile(r"(?<![<>!:=])=(?!=)")


def read_equation(text: str, notation: Notation) -> Relation:
    """The equation, e.g. `x^2 + y^2 = 25`. Raises MathsError with the place in the whole text."""
    places = [match.start() for match in EQUALS.finditer(text)]
    if len(places) != 1:
        message = "An equation has one equals sign, with something on both of its sides."
        raise MathsError(message, source=text, start=0, end=len(text))
    cut = places[0]
    sides = []
    for start, part in ((0, text[:cut]), (cut + 1, text[cut + 1 :])):
        try:
            sides.append(read(part, notation).expression)
        except MathsError as error:
            error.source, error.suggestions = text, ()
            error.start, error.end = error.start + start, error.end + start
            raise
    return Relation(tuple(sides), ("=",))
