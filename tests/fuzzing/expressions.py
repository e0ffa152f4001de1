"""Keys as a course on derivatives meets them, and a differentiator that does not tidy up."""

from collections.abc import Callable
from fractions import Fraction

from tests.fuzzing.constants import CONSTANTS
from tests.fuzzing.facts import Setting
from tests.fuzzing.trees import (
    PI,
    E,
    Node,
    absolute,
    add,
    call,
    cos,
    cosh,
    exp,
    ln,
    mentions,
    mul,
    node,
    sec,
    sigmoid,
    sign,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
    variable,
)

COMMON = ("sin", "cos", "exp", "ln", "sqrt")
SEEN = ("tan", "atan", "abs", "asin", "cbrt", "sigmoid", "relu", "cosh", "sinh", "tanh", "softplus")
SELDOM = ("sec", "csc", "cot", "acos", "asinh", "acosh", "atanh", "log_2", "sign")
EXPONENTS = tuple(
    Fraction(part, 12)
    for part in (24, 24, 36, 36, 48, 60, -12, -24, -36, 6, 6, 18, -6, 4, 8, -4, 20, 9)
)


def rational(setting: Setting) -> Fraction:
    rng = setting.rng
    value = Fraction(rng.randint(1, 9), rng.choice([1, 1, 1, 1, 2, 3, 4, 5, 10]))
    return value if rng.random() < 0.7 else -value


def linear(setting: Setting) -> Node:
    """A variable, kx, kx + b, or ax + by."""
    rng = setting.rng
    x, y = map(variable, rng.sample(setting.variables * 2, 2))
    forms: list[Callable[[], Node]] = [
        lambda: rng.randint(2, 5) * x,
        lambda: -x,
        lambda: rng.randint(2, 5) * x + rational(setting),
        lambda: x / rng.randint(2, 5),
        lambda: x + rng.randint(1, 4) * y,
        lambda: x - y if x != y else x**2,
        lambda: x * y,
    ]
    return x if rng.random() < 0.3 else rng.choice(forms)()


def inner(setting: Setting, depth: int) -> Node:
    rng = setting.rng
    x = variable(rng.choice(setting.variables))
    if depth <= 0 or rng.random() < 0.55:
        return linear(setting)
    forms: list[Callable[[], Node]] = [
        lambda: x**2,
        lambda: x**2 + rng.randint(1, 5),
        lambda: x**3 - rational(setting) * x,
        lambda: 1 / x,
        lambda: x ** rng.choice(EXPONENTS),
        lambda: function(setting, depth - 1),
        lambda: function(setting, depth - 1) + rng.randint(1, 3),
        lambda: linear(setting) * function(setting, 0),
    ]
    return rng.choice(forms)()


def function(setting: Setting, depth: int) -> Node:
    rng = setting.rng
    pool = rng.choices([COMMON, SEEN, SELDOM], [6, 4, 2])[0]
    if rng.random() < 0.06:
        return call(rng.choice(["max", "min"]), inner(setting, depth), linear(setting))
    if rng.random() < 0.06:
        base = rng.choice([E, node(rng.randint(2, 5)), variable(setting.variables[0])])
        return base ** inner(setting, depth - 1)
    return call(rng.choice(pool), inner(setting, depth))


def term(setting: Setting, depth: int) -> Node:
    """A coefficient times up to two of: a power, a function, a power of a function."""
    rng = setting.rng
    forms: list[Callable[[], Node]] = [
        lambda: linear(setting) ** rng.choice(EXPONENTS),
        lambda: function(setting, depth),
        lambda: function(setting, depth) ** rng.choice(EXPONENTS),
        lambda: inner(setting, depth),
    ]
    factors = [rng.choice(forms)() for _ in range(rng.choice([1, 1, 2]))]
    scale = rational(setting)
    result = mul(*factors) if scale == 1 else mul(node(scale), *factors)
    if rng.random() < 0.06:
        result = result * rng.choice(rng.choice(CONSTANTS))
    return result * PI if rng.random() < 0.03 else result


def expression(setting: Setting) -> Node:
    """A sum, product, quotient or chain; half of the time the derivative of one."""
    rng = setting.rng
    depth = rng.choice([0, 1, 1, 2])
    shape = rng.random()
    if shape < 0.35:
        made = add(*(term(setting, depth) for _ in range(rng.choice([1, 2, 2, 3]))))
    elif shape < 0.55:
        made = term(setting, depth) / inner(setting, depth)
    elif shape < 0.75:
        made = function(setting, depth) * inner(setting, depth)
    elif shape < 0.85:
        made = polynomial(setting) / polynomial(setting)
    else:
        made = function(setting, depth + 1)
    if rng.random() < 0.5:
        changed = derivative(made, rng.choice(setting.variables))
        return changed if mentions(changed) else made
    return made


def polynomial(setting: Setting) -> Node:
    x = variable(setting.rng.choice(setting.variables))
    powers = setting.rng.sample(range(2, 6), 1)
    return add(rational(setting) * x ** powers[0], rational(setting) * x, node(rational(setting)))


SLOPES: dict[str, Callable[[Node], Node]] = {
    "sqrt": lambda u: 1 / (2 * sqrt(u)),
    "cbrt": lambda u: Fraction(1, 3) * u ** Fraction(-2, 3),
    "exp": exp,
    "ln": lambda u: 1 / u,
    "log_2": lambda u: 1 / (u * ln(2)),
    "sin": cos,
    "cos": lambda u: -sin(u),
    "tan": lambda u: sec(u) ** 2,
    "sec": lambda u: sec(u) * tan(u),
    "csc": lambda u: -(call("csc", u) * call("cot", u)),
    "cot": lambda u: -(call("csc", u) ** 2),
    "asin": lambda u: 1 / sqrt(1 - u**2),
    "acos": lambda u: -(1 / sqrt(1 - u**2)),
    "atan": lambda u: 1 / (1 + u**2),
    "sinh": cosh,
    "cosh": sinh,
    "tanh": lambda u: 1 - tanh(u) ** 2,
    "asinh": lambda u: 1 / sqrt(u**2 + 1),
    "acosh": lambda u: 1 / (sqrt(u - 1) * sqrt(u + 1)),
    "atanh": lambda u: 1 / (1 - u**2),
    "abs": sign,
    "sign": lambda u: node(0),
    "relu": lambda u: (1 + sign(u)) / 2,
    "sigmoid": lambda u: sigmoid(u) * (1 - sigmoid(u)),
    "softplus": sigmoid,
}

ZERO, ONE = node(0), node(1)


def derivative(tree: Node, name: str) -> Node:
    """By the rules, with only zeros and ones dropped."""
    if tree.op == "variable":
        return ONE if tree.name == name else ZERO
    if tree.op in {"number", "constant"}:
        return ZERO
    if tree.op == "neg":
        return -derivative(tree.args[0], name)
    if tree.op == "add":
        parts = [d for arg in tree.args if (d := derivative(arg, name)) != ZERO]
        return add(*parts) if parts else ZERO
    if tree.op == "mul":
        return _product(tree.args, name)
    if tree.op == "div":
        return _quotient(tree.args[0], tree.args[1], name)
    if tree.op == "pow":
        return _power(tree.args[0], tree.args[1], name)
    if tree.op in {"max", "min"}:
        a, b = tree.args
        half = (a - b) if tree.op == "max" else (b - a)
        return derivative(
            (a + b + 2 * absolute(half / 2) * (1 if tree.op == "max" else -1)) / 2, name
        )
    return _times(SLOPES[tree.op](tree.args[0]), derivative(tree.args[0], name))


def _times(a: Node, b: Node) -> Node:
    if ZERO in {a, b}:
        return ZERO
    if ONE in {a, b}:
        return a if b == ONE else b
    return a * b


def _product(factors: tuple[Node, ...], name: str) -> Node:
    parts = []
    for index, one in enumerate(factors):
        slope = derivative(one, name)
        if slope != ZERO:
            rest = factors[:index] + factors[index + 1 :]
            parts.append(_times(mul(*rest), slope))
    return add(*parts) if parts else ZERO


def _quotient(top: Node, bottom: Node, name: str) -> Node:
    above, below = derivative(top, name), derivative(bottom, name)
    if below == ZERO:
        return above / bottom if above != ZERO else ZERO
    if above == ZERO:
        return -(_times(top, below) / bottom**2)
    return (_times(above, bottom) - _times(top, below)) / bottom**2


def _power(base: Node, exponent: Node, name: str) -> Node:
    slope = derivative(base, name)
    if exponent.op == "number":
        n = exponent.number
        if slope == ZERO or n == 1:
            return slope
        return _times(n * base ** (n - 1) if n != 2 else n * base, slope)
    rise = derivative(exponent, name)
    if slope == ZERO:
        growth = ONE if base == E else ln(base)
        return _times(_times(base**exponent, growth), rise) if rise != ZERO else ZERO
    return base**exponent * derivative(exponent * ln(base), name)
