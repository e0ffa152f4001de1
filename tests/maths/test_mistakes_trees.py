"""Trees with one node changed: their values, and what stands where nothing was changed."""

import numpy as np
import pytest

from questions import maths
from questions.maths.evaluation.arrays import Evaluation, floats
from questions.maths.expression import Branch, Call, Power, Relation, Sum, Symbol, number
from questions.maths.mistakes.copying import Mended
from questions.maths.mistakes.trees import nodes, values_of

X = Symbol("x")
INSTEAD = (number(3), number(-1), Power(X, number(2)), Sum((X, number(1))), Call("sin", (X,)))
AT = {"x": np.array([0.3, -0.8, 1.7, 2.4])}


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "3x^2*sin(2x)-x/(x+1)",
        "(x^2+1)^3*e^(2x)",
        "x^(1/3)+root(x+2,3)+log(x,2)",
        "e^(x^2-1)/sqrt(x^(2x))",
        "-max(x,2,3x)*|x-1|",
        "{x^2 if x<1, 2x+1 otherwise}*x",
    ],
)
def test_changed_trees_have_the_values_that_each_has_alone(text: str) -> None:
    tree = maths.read(text, maths.Notation(("x",))).expression
    changes = [
        Mended("", place, new)
        for place in nodes(tree)
        if not isinstance(place.node, Branch | Relation)
        for new in INSTEAD
    ]
    together = values_of(changes, Evaluation(AT), 4)
    alone = [floats(one.tree, AT) for one in changes]
    np.testing.assert_array_equal(together, np.array(alone))


def test_nothing_changed_has_no_values() -> None:
    assert values_of((), Evaluation(AT), 4).shape == (0, 4)


def test_what_stands_beside_a_change_stays_the_very_same() -> None:
    left, right = Call("sin", (X,)), Power(X, number(2))
    place = next(one for one in nodes(Sum((left, right))) if one.node is X)
    changed = place.with_node(number(5))
    assert changed == Sum((Call("sin", (number(5),)), right))
    assert changed.children[1] is right


def test_nodes_without_children_may_be_left_out() -> None:
    tree = maths.read("3x^2*sin(2x)-x/(x+1)", maths.Notation(("x",))).expression
    inner = [one.node for one in nodes(tree) if one.node.children]
    assert [one.node for one in nodes(tree, leaves=False)] == inner
    assert len(inner) < len([*nodes(tree)])
