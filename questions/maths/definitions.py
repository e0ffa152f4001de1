"""Functions of several scores that stand for a formula: logsumexp and the entries of softmax."""

from typing import Final

from questions.maths.expression import Call, E, Expression, Power, Quotient, Sum, Vector

SOFTMAX: Final = "softmax_"
MOST_SCORES: Final = 9


def softmax(scores: tuple[Expression, ...], *, span: tuple[int, int] | None = None) -> Vector:
    """The vector e^(a_i)/(e^(a_1) + ... + e^(a_n)), entry by entry."""
    entries = (Call(f"{SOFTMAX}{place}", scores, span=span) for place in range(1, len(scores) + 1))
    return Vector(tuple(entries), span=span)


def softmax_scores(tree: Vector) -> tuple[Expression, ...] | None:
    """What a vector is the softmax of, if it is one."""
    first = tree.entries[0]
    if not isinstance(first, Call) or not first.name.startswith(SOFTMAX):
        return None
    return first.arguments if softmax(first.arguments) == tree else None


def by_definition(tree: Call) -> Expression | None:
    """The formula that the call is short for, if it is; it may overflow where the call does not."""
    if tree.name != "logsumexp" and not tree.name.startswith(SOFTMAX):
        return None
    powers = tuple(Power(E, one) for one in tree.arguments)
    total = Sum(powers)
    if tree.name == "logsumexp":
        return Call("ln", (total,), span=tree.span)
    return Quotient(powers[int(tree.name.removeprefix(SOFTMAX)) - 1], total, span=tree.span)
