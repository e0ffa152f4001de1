"""True rewrites of sums, products, quotients and powers; each returns None where it does not fit.

Like the identities, none loses more than isolated points of what it rewrites.
"""

from collections.abc import Callable
from fractions import Fraction

from tests.fuzzing.facts import Setting, flat, odd
from tests.fuzzing.trees import Node, absolute, add, cos, exp, ln, mul, node, sin, sqrt, variable

Rewrite = Callable[[Node, Setting], Node | None]


def commute(tree: Node, setting: Setting) -> Node | None:
    if tree.op not in {"add", "mul", "max", "min"}:
        return None
    return Node(tree.op, tuple(setting.rng.sample(tree.args, len(tree.args))))


def _others(args: tuple[Node, ...], index: int) -> tuple[Node, ...]:
    return args[:index] + args[index + 1 :]


def distribute(tree: Node, setting: Setting) -> Node | None:
    sums = [n for n, arg in enumerate(tree.args) if arg.op == "add"]
    if tree.op == "neg" and sums:
        return add(*(-term for term in tree.args[0].args))
    if tree.op == "div" and sums and sums[0] == 0:
        return add(*(term / tree.args[1] for term in tree.args[0].args))
    if tree.op != "mul" or not sums:
        return None
    index = setting.rng.choice(sums)
    rest = _others(tree.args, index)
    return add(*(mul(*rest, term) for term in tree.args[index].args))


def expand(tree: Node, setting: Setting) -> Node | None:
    if tree.op != "pow" or tree.args[0].op != "add" or tree.args[1].op != "number":
        return None
    first, *others = tree.args[0].args
    rest = add(*others)
    if tree.args[1].number == 2:
        return first**2 + 2 * first * rest + rest**2
    if tree.args[1].number == 3:
        return first**3 + 3 * first**2 * rest + 3 * first * rest**2 + rest**3
    return None


def _factors(term: Node) -> tuple[Node, ...]:
    return term.args if term.op == "mul" else (term,)


def factor(tree: Node, setting: Setting) -> Node | None:
    """ab + ac = a(b + c), for a factor that two neighbouring terms show."""
    if tree.op != "add":
        return None
    one, two, *rest = tree.args
    common = [f for f in _factors(one) if f in _factors(two) and f.op != "number"]
    if not common:
        return None
    taken = setting.rng.choice(common)
    inner = [_without(term, taken) for term in (one, two)]
    return add(mul(taken, add(*inner)), *rest)


def _without(term: Node, taken: Node) -> Node:
    factors = list(_factors(term))
    factors.remove(taken)
    return mul(*factors) if factors else node(1)


def common_denominator(tree: Node, setting: Setting) -> Node | None:
    if tree.op != "add":
        return None
    index = setting.rng.randrange(len(tree.args))
    (a, b), others = _fraction(tree.args[index]), _others(tree.args, index)
    if b is None:
        return None
    c, d = _fraction(others[0])
    merged = (a * d + c * b) / (b * d) if d is not None else (a + c * b) / b
    return add(merged, *others[1:])


def _fraction(tree: Node) -> tuple[Node, Node | None]:
    if tree.op == "div":
        return tree.args[0], tree.args[1]
    if tree.op == "neg" and tree.args[0].op == "div":
        return -tree.args[0].args[0], tree.args[0].args[1]
    return tree, None


def fraction_form(tree: Node, setting: Setting) -> Node | None:
    if tree.op == "pow" and tree.args[1].op == "number" and tree.args[1].number < 0:
        return 1 / tree.args[0] ** -tree.args[1].number
    if tree.op != "div":
        return None
    top, bottom = tree.args
    forms = [top * bottom**-1, top * (1 / bottom), (-top) / (-bottom), -(top / -bottom)]
    if top.op not in {"number", "sign", "relu", "add", "max"}:
        forms.append(1 / (bottom / top))
    if bottom.op == "pow" and bottom.args[1].op == "number":
        forms.append(top * bottom.args[0] ** -bottom.args[1].number)
    if bottom.op == "sqrt":
        forms.append(top * bottom / bottom.args[0])
    return setting.rng.choice(forms)


def nested_fraction(tree: Node, setting: Setting) -> Node | None:
    """(a/b)/c = a/(bc), a/(b/c) = ac/b and a(b/c) = ab/c."""
    if tree.op == "div":
        top, bottom = tree.args
        if bottom.op == "div":
            return top * bottom.args[1] / bottom.args[0]
        if top.op == "div":
            return top.args[0] / (top.args[1] * bottom)
    if tree.op == "mul":
        for index, arg in enumerate(tree.args):
            if arg.op == "div":
                return mul(*_others(tree.args, index), arg.args[0]) / arg.args[1]
    return None


def _handy(setting: Setting) -> Node:
    """Something that is zero at isolated points at most, and defined everywhere."""
    x = variable(setting.rng.choice(setting.variables))
    k = setting.rng.randint(1, 5)
    return setting.rng.choice([x, x - k, x**2 + k, exp(x), 2 + sin(x), k * x + 1, absolute(x) + k])


def same_factor_above_and_below(tree: Node, setting: Setting) -> Node | None:
    u = _handy(setting)
    if tree.op == "div":
        return tree.args[0] * u / (tree.args[1] * u)
    return tree * u / u


def add_and_take_away(tree: Node, setting: Setting) -> Node | None:
    u = _handy(setting)
    return setting.rng.choice(
        [tree + u - u, (tree - u) + u, 2 * tree - tree, (3 * tree - tree) / 2]
    )


def split_number(tree: Node, setting: Setting) -> Node | None:
    if tree.op != "number":
        return None
    part = Fraction(setting.rng.randint(1, 9), setting.rng.randint(1, 4))
    value = tree.number
    return setting.rng.choice(
        [node(value - part) + part, node(value * part) / part, part * node(value / part)]
    )


def repeated_sum(tree: Node, setting: Setting) -> Node | None:
    """3u = u + u + u."""
    if tree.op != "mul" or tree.args[0].op != "number":
        return None
    times = tree.args[0].number
    if times.denominator != 1 or not 2 <= times <= 4:
        return None
    return add(*[mul(*tree.args[1:])] * int(times))


def merge_powers(tree: Node, setting: Setting) -> Node | None:
    """a^p a^q = a^(p+q)."""
    if tree.op != "mul":
        return None
    for index in range(len(tree.args) - 1):
        (a, p), (b, q) = _power(tree.args[index]), _power(tree.args[index + 1])
        if a == b and a.op != "number" and p + q != 0:
            return mul(*tree.args[:index], a ** (p + q), *tree.args[index + 2 :])
    return None


def _power(tree: Node) -> tuple[Node, Fraction]:
    if tree.op == "pow" and tree.args[1].op == "number":
        return tree.args[0], tree.args[1].number
    return tree, Fraction(1)


def power_forms(tree: Node, setting: Setting) -> Node | None:
    """Splitting, nesting and spreading of powers where the base allows them."""
    base, p = _power(tree)
    if p in {0, 1}:
        return None
    sure = setting.positive(base)
    forms: list[Node] = []
    if p.denominator == 1 and abs(p) > 1:
        forms.append(base * base ** (p - 1) if p > 2 else base ** (p + 1) / base)
    if p == 2:
        forms += [base * base, absolute(base) ** 2]
    if sure or odd(p):
        forms.append((base ** Fraction(1, 3)) ** (3 * p) if (3 * p) != 1 else base**p)
    if sure:
        forms += [exp(p * ln(base)), base ** (p / 2) * base ** (p / 2), sqrt(base ** (2 * p))]
    if p.denominator == 2 and abs(p) != Fraction(1, 2):
        forms.append(sqrt(base) ** int(2 * p))
    if base.op in {"mul", "div"} and (odd(p) or all(map(setting.positive, base.args))):
        parts = [arg**p for arg in base.args]
        forms.append(mul(*parts) if base.op == "mul" else parts[0] / parts[1])
    inner, q = _power(base)
    if q != 1 and p * q != 0 and ((odd(p) and odd(q)) or setting.positive(inner)):
        forms.append(inner ** (p * q))
    return setting.rng.choice(forms) if forms else None


def products_of_sums(tree: Node, setting: Setting) -> Node | None:
    """a + b = (a² − b²)/(a − b), u² − v² = (u − v)(u + v), and the like for cubes."""
    if tree.op != "add" or len(tree.args) != 2:
        return None
    a, b = tree.args
    if b in {a, -a} or a.op == b.op == "number":
        return None
    minus = b.op == "neg"
    (u, p), (v, q) = _power(a), _power(-b if minus else b)
    if p == q == 2 and minus:
        return (u - v) * (u + v)
    if p == q == 3:
        return (u - v) * (u**2 + u * v + v**2) if minus else (u + v) * (u**2 - u * v + v**2)
    if "sqrt" in {a.op, b.op}:
        return (a**2 - b**2) / (a - b)
    return setting.rng.choice(
        [-(-a - b), a * (1 + b / a) if a.op != "number" and not flat(a) else (a + b) / 1]
    )


def complete_square(tree: Node, setting: Setting) -> Node | None:
    if tree.op != "add":
        return None
    for index, arg in enumerate(tree.args):
        base, p = _power(arg)
        if p == 2:
            k = Fraction(setting.rng.randint(-6, 6) * 2 + 1, 2)
            return add((base + k) ** 2, -(2 * k * base), node(-(k**2)), *_others(tree.args, index))
    return None


def partial_fractions(tree: Node, setting: Setting) -> Node | None:
    """a/u = a/(u+k) + ka/(u(u+k)), and back for 1/((x+m)(x+n))."""
    if tree.op != "div" or tree.args[1].op in {"number", "constant"}:
        return None
    top, u = tree.args
    k = setting.rng.randint(1, 4)
    return top / (u + k) + k * top / (u * (u + k))


def one_as_a_square_sum(tree: Node, setting: Setting) -> Node | None:
    if tree.op != "number" or tree.number != 1:
        return None
    x = variable(setting.rng.choice(setting.variables))
    u = setting.rng.choice([x, 2 * x, x**2])
    return sin(u) ** 2 + cos(u) ** 2


REWRITES: tuple[Rewrite, ...] = (
    commute,
    distribute,
    expand,
    factor,
    common_denominator,
    fraction_form,
    nested_fraction,
    same_factor_above_and_below,
    add_and_take_away,
    split_number,
    repeated_sum,
    merge_powers,
    power_forms,
    products_of_sums,
    complete_square,
    partial_fractions,
    one_as_a_square_sum,
)
