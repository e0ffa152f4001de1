"""The kinds of normal nodes."""

from enum import Enum, auto


class Kind(Enum):
    NUMBER = auto()
    SYMBOL = auto()
    CONSTANT = auto()
    SUM = auto()
    PRODUCT = auto()
    POWER = auto()
    CALL = auto()
    RELATION = auto()
    """How its only argument compares with zero: its name is "<", "<=", "=" or "!="."""
    CASES = auto()
    """See `questions.maths.algebra.cases` for the order of its arguments."""

    __hash__ = object.__hash__
    """Members are single objects; hashing their names costs more than all else in a look-up."""
