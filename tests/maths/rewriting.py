"""Identities as rewrites: each keeps the value wherever both sides are defined."""

import random
from collections.abc import Callable

from questions.maths.expression import (
    PI,
    Call,
    Expression,
    Negation,
    Power,
    Product,
    Quotient,
    Sum,
    number,
)

ONE, TWO = number(1), number(2)
HALF = Quotient(ONE, TWO)


def call(name: str, argument: Expression) -> Expression:
    return Call(name, (argument,))


def square(tree: Expression) -> Expression:
    return Power(tree, TWO)


def of_call(name: str, rewrite: Callable[[Expression], Expression]) -> Callable[..., Expression]:
    def rewritten(tree: Expression) -> Expression:
        if isinstance(tree, Call) and tree.name == name:
            return rewrite(tree.arguments[0])
        return tree

    return rewritten


def distribute(tree: Expression) -> Expression:
    if isinstance(tree, Product) and isinstance(tree.factors[0], Sum):
        rest = tree.factors[1:]
        return Sum(tuple(Product((term, *rest)) for term in tree.factors[0].terms))
    return tree


def split_quotient(tree: Expression) -> Expression:
    if isinstance(tree, Quotient) and isinstance(tree.numerator, Sum):
        return Sum(tuple(Quotient(term, tree.denominator) for term in tree.numerator.terms))
    return tree


def swap(tree: Expression) -> Expression:
    if isinstance(tree, Sum | Product):
        return tree.with_children(tree.children[::-1])
    return tree


def as_negative_power(tree: Expression) -> Expression:
    if isinstance(tree, Quotient):
        return Product((tree.numerator, Power(tree.denominator, number(-1))))
    return tree


def half_angle_of_exponential(argument: Expression) -> Expression:
    return square(call("exp", Quotient(argument, TWO)))


def cosine_by_half_angle(argument: Expression) -> Expression:
    sine = call("sin", Quotient(argument, TWO))
    return Sum((ONE, Negation(Product((TWO, square(sine))))))


def hyperbolic_sine(argument: Expression) -> Expression:
    decay = Negation(call("exp", Negation(argument)))
    return Quotient(Sum((call("exp", argument), decay)), TWO)


REWRITES: tuple[Callable[[Expression], Expression], ...] = (
    distribute,
    split_quotient,
    swap,
    as_negative_power,
    of_call("tan", lambda u: Quotient(call("sin", u), call("cos", u))),
    of_call(
        "sin",
        lambda u: Product((TWO, call("sin", Quotient(u, TWO)), call("cos", Quotient(u, TWO)))),
    ),
    of_call("cos", cosine_by_half_angle),
    of_call("exp", half_angle_of_exponential),
    of_call("sqrt", lambda u: Power(u, HALF)),
    of_call("cbrt", lambda u: Power(u, Quotient(ONE, number(3)))),
    of_call("abs", lambda u: call("sqrt", square(u))),
    of_call("relu", lambda u: Quotient(Sum((u, call("abs", u))), TWO)),
    of_call("sigmoid", lambda u: Quotient(call("exp", u), Sum((ONE, call("exp", u))))),
    of_call("softplus", lambda u: call("ln", Sum((ONE, call("exp", u))))),
    of_call("tanh", lambda u: Quotient(call("sinh", u), call("cosh", u))),
    of_call("sinh", hyperbolic_sine),
    of_call("ln", lambda u: Quotient(call("ln", square(u)), TWO)),
    of_call("sec", lambda u: Quotient(ONE, call("cos", u))),
    of_call("asinh", lambda u: call("ln", Sum((u, call("sqrt", Sum((square(u), ONE))))))),
    of_call("acos", lambda u: Sum((Quotient(PI, TWO), Negation(call("asin", u))))),
)


def rewritten(tree: Expression, random: random.Random, chance: float = 0.4) -> Expression:
    """The tree with identities applied here and there."""
    if tree.children:
        children = tuple(rewritten(child, random, chance) for child in tree.children)
        tree = tree.with_children(children)
    if random.random() < chance:
        for rewrite in random.sample(REWRITES, len(REWRITES)):
            changed = rewrite(tree)
            if changed is not tree:
                return changed
    return tree


def damaged(tree: Expression, random: random.Random) -> Expression:
    """The tree with one thing changed somewhere."""
    if tree.children and random.random() < 0.75:
        place = random.randrange(len(tree.children))
        children = list(tree.children)
        children[place] = damaged(children[place], random)
        return tree.with_children(tuple(children))
    return random.choice(
        (
            Negation(tree),
            Sum((tree, ONE)),
            Product((TWO, tree)),
            call("abs", tree),
            square(tree),
            call("cos", tree),
        )
    )
