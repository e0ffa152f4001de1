"""The kinds of normal nodes."""

from typing import ClassVar


class Kind:
    """One of the constants below, each a single object.

    Not an Enum: reading a member of one takes six times as long, and algebra does little else.
    """

    __slots__ = ("name",)

    NUMBER: ClassVar["Kind"]
    SYMBOL: ClassVar["Kind"]
    CONSTANT: ClassVar["Kind"]
    SUM: ClassVar["Kind"]
    PRODUCT: ClassVar["Kind"]
    POWER: ClassVar["Kind"]
    CALL: ClassVar["Kind"]
    RELATION: ClassVar["Kind"]
    """How its only argument compares with zero: its name is "<", "<=", "=" or "!="."""
    CASES: ClassVar["Kind"]
    """See `questions.maths.algebra.cases` for the order of its arguments."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"Kind.{self.name}"


for _name in Kind.__annotations__:
    setattr(Kind, _name, Kind(_name))
