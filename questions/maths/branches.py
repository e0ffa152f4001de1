"""The two usual branches of arccot: comparing accepts either, each throughout an answer."""

from questions.maths.expression import Call, Expression, Quotient, number, walk


def has_arccot(tree: Expression) -> bool:
    return any(isinstance(node, Call) and node.name == "acot" for node in walk(tree))


def on_other_branch(tree: Expression) -> Expression:
    """arccot u as arctan(1/u): the odd branch, which half of all books use."""
    if not tree.children:
        return tree
    changed = tree.with_children(tuple(on_other_branch(child) for child in tree.children))
    if isinstance(changed, Call) and changed.name == "acot":
        return Call("atan", (Quotient(number(1), changed.arguments[0]),))
    return changed
