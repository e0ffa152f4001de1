"""Telling two scalars apart by their values at one point, without evidence for a person."""

from questions.maths.decision import BITS_TO_START
from questions.maths.errors import LimitError, UnsupportedError
from questions.maths.expression import Expression
from questions.maths.keys import Key
from questions.maths.observation import Observer, Sight
from questions.maths.points import generic


def is_apart(key: Key, answer: Expression) -> bool:
    """Whether values at the first generic point prove that `decide` finds them different.

    Nothing is looked for that a person could check. Where it is False, only `decide` can tell.
    """
    try:
        observer = Observer(key, answer)
        if observer.has_unknown_function:
            return False
        point = next(generic(observer.names, key.seed, key.domain)) if observer.names else {}
        return observer.look(point, BITS_TO_START).sight is Sight.APART
    except (LimitError, UnsupportedError):
        return False
