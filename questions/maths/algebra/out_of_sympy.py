"""sympy expressions as our trees, arranged as a teacher writes them."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

import sympy

from questions.maths.algebra.real_root import RealRoot
from questions.maths.errors import UnsupportedError
from questions.maths.expression import (
    PI,
    Branch,
    Call,
    E,
    Expression,
    Matrix,
    Negation,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Vector,
    number,
)


def convert(expression: Any) -> Expression:
    if isinstance(expression, sympy.MatrixBase):
        return _matrix(expression)
    if expression.is_Rational:
        return number(_fraction(expression))
    if expression.is_Float:
        return number(_fraction(sympy.Rational(str(expression))))
    if expression.is_Symbol:
        return Symbol(expression.name)
    if expression in CONSTANTS:
        return CONSTANTS[expression]
    if expression.is_Add:
        return _sum(expression)
    if expression.is_Mul or expression.is_Pow or isinstance(expression, (sympy.exp, RealRoot)):
        return _quotient(expression)
    if isinstance(expression, sympy.Piecewise):
        return _piecewise(expression)
    return _call(expression)


CONSTANTS: Final = {sympy.E: E, sympy.pi: PI}


def _matrix(matrix: Any) -> Expression:
    if matrix.cols == 1:
        return Vector(tuple(convert(entry) for entry in matrix))
    return Matrix(
        tuple(
            Vector(tuple(convert(matrix[row, column]) for column in range(matrix.cols)))
            for row in range(matrix.rows)
        )
    )


def _piecewise(expression: Any) -> Expression:
    """A case whose condition is a disjunction becomes one for each part of it."""
    branches: list[Branch] = []
    for value, condition in expression.args:
        tree = convert(value)
        if condition == sympy.true:
            return Piecewise(tuple(branches), tree) if branches else tree
        parts = condition.args if isinstance(condition, sympy.Or) else (condition,)
        branches.extend(Branch(tree, _conditions(part)) for part in parts)
    return Piecewise(tuple(branches))


def _conditions(condition: Any) -> tuple[Relation, ...]:
    parts = condition.args if isinstance(condition, sympy.And) else (condition,)
    return tuple(_relation(part) for part in sorted(parts, key=sympy.default_sort_key))


def _relation(condition: Any) -> Relation:
    sign = SIGNS.get(condition.func)
    if sign is None:
        raise UnsupportedError(f"There is no way to write {condition} as a condition here.")
    return Relation((convert(condition.lhs), convert(condition.rhs)), (sign,))


SIGNS: Final = {
    sympy.StrictLessThan: "<",
    sympy.LessThan: "<=",
    sympy.StrictGreaterThan: ">",
    sympy.GreaterThan: ">=",
    sympy.Equality: "=",
    sympy.Unequality: "!=",
}


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _sum(expression: Any) -> Expression:
    """Descending powers, but a short sum does not begin with a minus if it need not."""
    terms = [convert(term) for term in expression.as_ordered_terms()]
    if len(terms) == 2 and isinstance(terms[0], Negation) and not isinstance(terms[1], Negation):
        terms.reverse()
    return Sum(tuple(terms))


def _quotient(expression: Any) -> Expression:
    """A product with its negative powers in one denominator and its sign in front."""
    coefficient, rest = expression.as_coeff_Mul()
    if coefficient.is_Float:
        coefficient = sympy.Rational(str(coefficient))
    if not coefficient.is_Rational:
        coefficient, rest = sympy.Integer(1), expression
    over: list[tuple[Any, Any]] = []
    under: list[tuple[Any, Any]] = []
    for factor in sympy.Mul.make_args(rest):
        base, exponent = _base_and_exponent(factor)
        if exponent.is_Rational and exponent < 0:
            under.append((base, -exponent))
        else:
            over.append((base, exponent))
    size = abs(_fraction(coefficient))
    tree = _product(size.numerator, over)
    if under or size.denominator != 1:
        tree = Quotient(tree, _product(size.denominator, under))
    return Negation(tree) if coefficient < 0 else tree


def _base_and_exponent(factor: Any) -> tuple[Any, Any]:
    """With e^u and real roots whole, except that a root's own exponent is taken apart."""
    if isinstance(factor, sympy.exp) or factor == sympy.S.One:
        return factor, sympy.S.One
    base, exponent = factor.as_base_exp()
    if factor.is_Pow and exponent.is_Rational:
        return base, exponent
    if isinstance(factor, RealRoot):
        return factor, sympy.S.One
    return factor, sympy.S.One


def _product(coefficient: int, factors: Sequence[tuple[Any, Any]]) -> Expression:
    ordered = sorted(factors, key=lambda one: _place(*one))
    trees = [_power(base, exponent) for base, exponent in ordered if base != 1]
    if coefficient != 1 or not trees:
        trees.insert(0, number(coefficient))
    return trees[0] if len(trees) == 1 else Product(tuple(trees))


def _place(base: Any, exponent: Any) -> tuple[int, Any]:
    """Numbers, symbols, roots, sums, exponentials, functions: the usual order of factors."""
    if not base.free_symbols and not base.is_Function:
        rank = 0
    elif base.is_Symbol:
        rank = 1 if exponent.is_Integer else 2
    elif base.is_Add or isinstance(base, RealRoot):
        rank = 3 if exponent.is_Integer else 4
    elif isinstance(base, sympy.exp) or base.is_Pow:
        rank = 5
    else:
        rank = 6
    return rank, base.sort_key()


def _power(base: Any, exponent: Any) -> Expression:
    if isinstance(base, RealRoot):
        radicand, degree = base.args
        return _rational_power(convert(radicand), Fraction(int(exponent), int(degree)))
    if isinstance(base, sympy.exp):
        return Power(E, convert(base.args[0]))
    if exponent == 1:
        return _whole_power(base)
    return _rational_power(convert(base), _fraction(exponent))


def _whole_power(expression: Any) -> Expression:
    """A power whose exponent is no number, or anything that is no power."""
    if expression.is_Pow:
        return Power(convert(expression.base), convert(expression.exp))
    return convert(expression)


def _rational_power(base: Expression, exponent: Fraction) -> Expression:
    if exponent == 1:
        return base
    if exponent == Fraction(1, 2):
        return Call("sqrt", (base,))
    return Power(base, number(exponent))


NAMES: Final = {
    **{
        getattr(sympy, name): name
        for plain in ("sin", "cos", "tan", "sec", "csc", "cot")
        for name in (plain, f"a{plain}", f"{plain}h", f"a{plain}h")
    },
    sympy.log: "ln",
    sympy.Abs: "abs",
    sympy.sign: "sign",
    sympy.floor: "floor",
    sympy.ceiling: "ceil",
    sympy.factorial: "factorial",
    sympy.erf: "erf",
    sympy.atan2: "atan2",
    sympy.Max: "max",
    sympy.Min: "min",
    sympy.Heaviside: "heaviside",
}


def _call(expression: Any) -> Expression:
    arguments = expression.args
    name = NAMES.get(expression.func)
    if isinstance(expression, sympy.Heaviside):
        arguments = arguments[:1]
    if isinstance(expression, sympy.Max) and len(arguments) == 2 and 0 in arguments:
        name, arguments = "relu", tuple(one for one in arguments if one != 0)
    if name is None and isinstance(expression, sympy.core.function.AppliedUndef):
        name = expression.func.__name__
    if name is None:
        raise UnsupportedError(f"There is no way to write {expression.func.__name__} here.")
    return Call(name, tuple(convert(one) for one in arguments))
