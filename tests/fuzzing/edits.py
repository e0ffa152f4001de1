"""Small changes that usually spoil an answer: a sign, a coefficient, a forgotten condition."""

from collections.abc import Callable
from fractions import Fraction

from tests.fuzzing.facts import Setting
from tests.fuzzing.trees import (
    PI,
    Node,
    absolute,
    acos,
    add,
    asin,
    atan,
    cos,
    exp,
    ln,
    mul,
    node,
    relu,
    sign,
    sin,
    sqrt,
    variable,
)

TINY = Fraction(1, 10**9)
Edit = Callable[[Node, Setting], Node | None]

SWAPS = {
    "sin": ["cos"],
    "cos": ["sin"],
    "tan": ["cot", "sin", "sec"],
    "sec": ["csc", "cos"],
    "csc": ["sec", "sin"],
    "cot": ["tan"],
    "exp": ["sinh", "cosh"],
    "ln": ["log_2"],
    "log_2": ["ln"],
    "sqrt": ["cbrt"],
    "cbrt": ["sqrt"],
    "asin": ["acos", "atan"],
    "acos": ["asin"],
    "atan": ["asin", "tanh"],
    "sinh": ["cosh", "sin"],
    "cosh": ["sinh", "cos"],
    "tanh": ["sigmoid", "atan"],
    "asinh": ["acosh"],
    "acosh": ["asinh"],
    "atanh": ["atan"],
    "abs": ["relu"],
    "relu": ["abs", "softplus"],
    "sigmoid": ["tanh", "softplus"],
    "softplus": ["relu", "sigmoid"],
    "max": ["min"],
    "min": ["max"],
    "sign": ["tanh"],
}


def sign_of_a_part(tree: Node, setting: Setting) -> Node | None:
    if tree.op in {"add", "mul"}:
        index = setting.rng.randrange(len(tree.args))
        args = list(tree.args)
        args[index] = -args[index]
        return Node(tree.op, tuple(args))
    return -tree


def number(tree: Node, setting: Setting) -> Node | None:
    if tree.op != "number":
        return None
    changes = (tree.number + 1, tree.number - 1, tree.number * (1 + TINY), 2 * tree.number)
    return node(setting.rng.choice(changes))


def tiny_factor(tree: Node, setting: Setting) -> Node | None:
    return (1 + setting.rng.choice([TINY, -TINY, TINY**2])) * tree


def tiny_term(tree: Node, setting: Setting) -> Node | None:
    x = variable(setting.rng.choice(setting.variables))
    return tree + TINY * setting.rng.choice([x, sin(x), exp(-(x**2)), node(1)])


def exponent(tree: Node, setting: Setting) -> Node | None:
    if tree.op != "pow" or tree.args[1].op != "number":
        return None
    p = tree.args[1].number
    changed = setting.rng.choice([p + 1, p - 1, -p, p + TINY, p / 2])
    return tree.args[0] ** changed if changed not in {0, 1} else tree.args[0]


def dropped_part(tree: Node, setting: Setting) -> Node | None:
    if tree.op not in {"add", "mul"} or len(tree.args) < 2:
        return None
    index = setting.rng.randrange(len(tree.args))
    rest = tree.args[:index] + tree.args[index + 1 :]
    return add(*rest) if tree.op == "add" else mul(*rest)


def swapped_function(tree: Node, setting: Setting) -> Node | None:
    if tree.op not in SWAPS:
        return None
    return Node(setting.rng.choice(SWAPS[tree.op]), tree.args)


def turned_quotient(tree: Node, setting: Setting) -> Node | None:
    return tree.args[1] / tree.args[0] if tree.op == "div" else None


def lost_condition(tree: Node, setting: Setting) -> Node | None:
    """√u² for u, |u| for u, 2 ln u for ln u², exp(ln u) for u, arcsin(sin u) for u, and so on."""
    if tree.op in {"number", "constant"}:
        return None
    return setting.rng.choice(
        [
            sqrt(tree**2),
            absolute(tree),
            sqrt(tree) ** 2,
            exp(ln(tree)),
            asin(sin(tree)),
            acos(cos(tree)),
            relu(tree),
            sin(asin(tree)),
            tree * sign(tree),
            (tree ** Fraction(1, 2)) ** 2,
            (tree**2) ** Fraction(1, 2),
            tree ** Fraction(4, 6) * tree ** Fraction(1, 2) / tree ** Fraction(1, 6),
        ]
    )


def lost_bars(tree: Node, setting: Setting) -> Node | None:
    if tree.op in {"abs", "relu"}:
        return tree.args[0]
    if tree.op == "ln":
        return setting.rng.choice(
            [ln(tree.args[0] ** 2) / 2, ln(-tree.args[0]), ln(tree.args[0]) + 1]
        )
    if tree.op == "pow" and tree.args[1].op == "number" and tree.args[1].number == 2:
        return tree.args[0] * absolute(tree.args[0])
    if tree.op == "atan":
        return PI / 2 - atan(1 / tree.args[0])
    return None


def freshman(tree: Node, setting: Setting) -> Node | None:
    """f(a + b) = f(a) + f(b), where it is not so."""
    inner = tree.args[0] if tree.args else tree
    if inner.op != "add" or tree.op in {"add", "mul", "neg", "div", "max", "min"}:
        return None
    return add(*(Node(tree.op, (term, *tree.args[1:])) for term in inner.args))


def wrong_variable(tree: Node, setting: Setting) -> Node | None:
    if tree.op != "variable" or len(setting.variables) < 2:
        return None
    return variable(setting.rng.choice([name for name in setting.variables if name != tree.name]))


EDITS: tuple[Edit, ...] = (
    sign_of_a_part,
    number,
    number,
    tiny_factor,
    tiny_term,
    exponent,
    dropped_part,
    swapped_function,
    turned_quotient,
    lost_condition,
    lost_bars,
    freshman,
    wrong_variable,
)


def hidden_bump(tree: Node, setting: Setting) -> tuple[Node, dict[str, Fraction]]:
    """Adds what is 0 but beyond one place or in a narrow window; with a point where it is not."""
    rng = setting.rng
    name = rng.choice(setting.variables)
    x, place = variable(name), Fraction(rng.randint(-40, 40), rng.choice([1, 2, 7]))
    width = Fraction(1, rng.choice([2, 10, 100]))
    bump, at = rng.choice(
        [
            (relu(x - abs(place) - 3), abs(place) + 5),
            (absolute(x - place) - place + x, place + 1),
            (1 - sign(x + abs(place) + 2), -abs(place) - 3),
            (relu(width - absolute(x - place)), place),
        ]
    )
    return tree + rng.choice([node(1), node(TINY)]) * bump, {name: at + width / 17}
