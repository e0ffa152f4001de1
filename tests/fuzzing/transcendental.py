"""True rewrites of functions: tables of identities, addition theorems, laws of logarithms."""

from collections.abc import Callable

from tests.fuzzing.algebra import REWRITES, Rewrite
from tests.fuzzing.constants import CONSTANTS
from tests.fuzzing.facts import Setting, odd
from tests.fuzzing.identities import INVERSE, POSITIVE, SAME, WHOLE_LINE
from tests.fuzzing.trees import (
    E,
    Node,
    absolute,
    add,
    cos,
    cosh,
    exp,
    largest,
    ln,
    log2,
    mul,
    relu,
    sin,
    sinh,
    smallest,
    sqrt,
    tan,
)


def identity(tree: Node, setting: Setting) -> Node | None:
    if tree.op not in SAME:
        return None
    return setting.rng.choice(SAME[tree.op])(tree.args[0])


def inverse(tree: Node, setting: Setting) -> Node | None:
    inner = tree.args[0] if len(tree.args) == 1 else None
    found = INVERSE.get((tree.op, inner.op)) if inner else None
    return found(inner.args[0]) if inner and found else None


def dress(tree: Node, setting: Setting) -> Node | None:
    table = WHOLE_LINE + (3 * POSITIVE if setting.positive(tree) else [])
    return setting.rng.choice(table)(tree)


def addition(tree: Node, setting: Setting) -> Node | None:
    """sin(a + b), cos(a + b), tan(a + b), e^(a + b) and the hyperbolic ones."""
    theorems: dict[str, Callable[[Node, Node], Node]] = {
        "sin": lambda a, b: sin(a) * cos(b) + cos(a) * sin(b),
        "cos": lambda a, b: cos(a) * cos(b) - sin(a) * sin(b),
        "tan": lambda a, b: (tan(a) + tan(b)) / (1 - tan(a) * tan(b)),
        "exp": lambda a, b: exp(a) * exp(b),
        "sinh": lambda a, b: sinh(a) * cosh(b) + cosh(a) * sinh(b),
        "cosh": lambda a, b: cosh(a) * cosh(b) + sinh(a) * sinh(b),
    }
    if tree.op not in theorems:
        return None
    u = tree.args[0]
    if u.op == "add":
        return theorems[tree.op](u.args[0], add(*u.args[1:]))
    if u.op == "mul" and u.args[0].op == "number" and u.args[0].number.denominator == 1:
        rest = mul(*u.args[1:])
        return theorems[tree.op](rest, (u.args[0].number - 1) * rest)
    return None


def squares(tree: Node, setting: Setting) -> Node | None:
    """sin² u = 1 − cos² u = (1 − cos 2u)/2, and their kin."""
    if tree.op != "pow" or tree.args[1].op != "number" or tree.args[1].number != 2:
        return None
    base = tree.args[0]
    if not base.args:
        return None
    u, rng = base.args[0], setting.rng
    if base.op == "sin":
        return rng.choice([1 - cos(u) ** 2, (1 - cos(2 * u)) / 2])
    if base.op == "cos":
        return rng.choice([1 - sin(u) ** 2, (1 + cos(2 * u)) / 2])
    if base.op in {"tan", "sec"}:
        other = Node("sec" if base.op == "tan" else "tan", (u,)) ** 2
        return other - 1 if base.op == "tan" else 1 + other
    if base.op in {"sinh", "cosh"}:
        return cosh(u) ** 2 - 1 if base.op == "sinh" else (cosh(2 * u) + 1) / 2
    if base.op == "abs":
        return u**2
    return u if base.op == "sqrt" else None


def products(tree: Node, setting: Setting) -> Node | None:
    """sin a cos b and the like as sums; e^a e^b as one power; |a||b| and √a√b as one."""
    if tree.op != "mul":
        return None
    for index in range(len(tree.args) - 1):
        one, two = tree.args[index : index + 2]
        if len(one.args) == 1 == len(two.args):
            joined = _joined(one.op, two.op, one.args[0], two.args[0])
            if joined is not None:
                return mul(*tree.args[:index], joined, *tree.args[index + 2 :])
    return None


def _joined(one: str, two: str, a: Node, b: Node) -> Node | None:
    if {one, two} == {"sin", "cos"}:
        a, b = (a, b) if one == "sin" else (b, a)
        return (sin(a + b) + sin(a - b)) / 2
    if one != two:
        return None
    table: dict[str, Callable[[], Node]] = {
        "sin": lambda: (cos(a - b) - cos(a + b)) / 2,
        "cos": lambda: (cos(a - b) + cos(a + b)) / 2,
        "exp": lambda: exp(a + b),
        "abs": lambda: absolute(a * b),
        "sqrt": lambda: sqrt(a * b),
        "sign": lambda: Node("sign", (a * b,)),
        "cbrt": lambda: Node("cbrt", (a * b,)),
    }
    return table[one]() if one in table else None


def logarithm_laws(tree: Node, setting: Setting) -> Node | None:
    if tree.op == "add":
        return _joined_logarithms(tree)
    if tree.op != "ln":
        return None
    u, rng = tree.args[0], setting.rng
    if u.op in {"mul", "div"}:
        bare = all(map(setting.positive, u.args))
        logs = [ln(arg if bare else absolute(arg)) for arg in u.args]
        return add(*logs) if u.op == "mul" else logs[0] - logs[1]
    if u.op == "pow" and u.args[1].op == "number":
        base, p = u.args[0], u.args[1].number
        if setting.positive(base) or not odd(p) or p.numerator % 2 == 1:
            return p * ln(base)
        return p * ln(absolute(base))
    if u.op == "sqrt":
        return ln(u.args[0]) / 2
    if u.op == "abs":
        return rng.choice([ln(u.args[0] ** 2) / 2, ln(sqrt(u.args[0] ** 2))])
    return log2(u) / log2(E)


def _joined_logarithms(tree: Node) -> Node | None:
    one, two, *rest = tree.args
    if one.op != "ln" or (two.op != "ln" and (two.op != "neg" or two.args[0].op != "ln")):
        return None
    a = one.args[0]
    if two.op == "ln":
        return add(ln(a * two.args[0]), *rest)
    return add(ln(a / two.args[0].args[0]), *rest)


def exponentials(tree: Node, setting: Setting) -> Node | None:
    """exp(ku) = exp(u)^k, a^u = exp(u ln a), e^u = exp(u), exp(a − b) = exp(a)/exp(b)."""
    if tree.op == "pow" and tree.args[1].op != "number":
        base, u = tree.args
        return exp(u) if base == E else exp(u * ln(base)) if setting.positive(base) else None
    if tree.op != "exp":
        return None
    u = tree.args[0]
    if u.op == "neg":
        return 1 / exp(u.args[0])
    if u.op == "add" and u.args[-1].op == "neg":
        return exp(add(*u.args[:-1])) / exp(u.args[-1].args[0])
    if u.op == "mul" and u.args[0].op == "number":
        return exp(mul(*u.args[1:])) ** u.args[0].number
    return E**u


def maxima(tree: Node, setting: Setting) -> Node | None:
    if tree.op not in {"max", "min"}:
        return None
    a, b = tree.args
    high = [
        (a + b + absolute(a - b)) / 2,
        a + relu(b - a),
        b + relu(a - b),
        -smallest(-a, -b),
        a + b - smallest(a, b),
        (a + b + sqrt((a - b) ** 2)) / 2,
    ]
    low = [(a + b - absolute(a - b)) / 2, a - relu(a - b), -largest(-a, -b), a + b - largest(a, b)]
    return setting.rng.choice(high if tree.op == "max" else low)


def signs(tree: Node, setting: Setting) -> Node | None:
    """|ab| = |a||b|, |aᵏ| = |a|ᵏ, √(a²b) = |a|√b, √(ab) and √(a/b) with a positive part."""
    inner = tree.args[0] if tree.args else tree
    if tree.op == "abs" and setting.positive(inner):
        return inner
    if tree.op in {"abs", "sign", "cbrt"} and inner.op in {"mul", "div"}:
        return Node(inner.op, tuple(Node(tree.op, (arg,)) for arg in inner.args))
    if tree.op == "abs" and inner.op == "pow" and inner.args[1].op == "number":
        return (
            absolute(inner.args[0]) ** inner.args[1].number if odd(inner.args[1].number) else inner
        )
    if tree.op == "sqrt" and inner.op == "pow" and inner.args[1].op == "number":
        half = inner.args[1].number / 2
        return (
            absolute(inner.args[0]) ** half if odd(inner.args[1].number) and half % 1 == 0 else None
        )
    if tree.op != "sqrt" or inner.op not in {"mul", "div"}:
        return None
    doubtful = sum(not setting.positive(arg) for arg in inner.args)
    return Node(inner.op, tuple(map(sqrt, inner.args))) if doubtful <= 1 else None


def constant(tree: Node, setting: Setting) -> Node | None:
    found = [b for a, b in CONSTANTS if a == tree] + [a for a, b in CONSTANTS if b == tree]
    return setting.rng.choice(found) if found else None


def constant_factor(tree: Node, setting: Setting) -> Node | None:
    """u times 1, the 1 in two equal forms."""
    one, other = setting.rng.choice(CONSTANTS)
    return tree * one / other if setting.rng.random() < 0.5 else tree + one - other


FUNCTION_REWRITES: tuple[Rewrite, ...] = (
    identity,
    identity,
    inverse,
    addition,
    squares,
    products,
    logarithm_laws,
    exponentials,
    maxima,
    signs,
    constant,
)
RARE: tuple[Rewrite, ...] = (dress, constant_factor)
ALL = (*REWRITES, *FUNCTION_REWRITES, *FUNCTION_REWRITES, *RARE)
