"""Derivatives put together from sympy's table of functions, as a confirmation needs them.

`sympy.diff` asks of every intermediate result whether its assumptions make it 0, which takes nine
tenths of its time. What is worked out here is only compared with a key that our own differentiation
found, and a slip in it would refuse a problem rather than let a wrong key through.
"""

from typing import Any


def rate(expression: Any, symbol: Any) -> Any:
    """The partial derivative of a sympy expression by a symbol, not simplified.

    The rules are those of sums, products, powers and chains; what a function's own derivative is,
    sympy says (`fdiff`), and `sympy.diff` does whatever is none of these.
    """
    from sympy import Add, Integer

    if symbol not in expression.free_symbols:
        return Integer(0)
    if expression == symbol:
        return Integer(1)
    if expression.is_Add:
        return Add(*(rate(term, symbol) for term in expression.args))
    if expression.is_Mul:
        return _of_product(expression, symbol)
    if expression.is_Pow:
        return _of_power(expression, symbol)
    return _of_function(expression, symbol)


def rates(function: Any, symbols: Any) -> Any:
    """A matrix of derivatives: a row for a scalar or each entry of a column, by each symbol."""
    from sympy import Matrix

    return Matrix([[rate(row, one) for one in symbols] for row in Matrix([function])])


def _of_product(expression: Any, symbol: Any) -> Any:
    from sympy import Add, Mul

    factors = expression.args
    return Add(
        *(
            Mul(*factors[:place], rate(one, symbol), *factors[place + 1 :])
            for place, one in enumerate(factors)
            if symbol in one.free_symbols
        )
    )


def _of_power(expression: Any, symbol: Any) -> Any:
    from sympy import Add, Mul, Pow, log

    base, exponent = expression.args
    if symbol not in exponent.free_symbols:
        return Mul(exponent, Pow(base, exponent - 1), rate(base, symbol))
    grows = Mul(rate(exponent, symbol), log(base))
    return expression * Add(grows, exponent * rate(base, symbol) / base)


def _of_function(expression: Any, symbol: Any) -> Any:
    """By the chain rule, unless sympy has a rule of its own for the whole, as for |u|."""
    from sympy import Add, Function, Mul
    from sympy.core.function import AppliedUndef

    plain = isinstance(expression, Function) and not isinstance(expression, AppliedUndef)
    if not plain or type(expression)._eval_derivative is not Function._eval_derivative:
        return expression.diff(symbol)
    return Add(
        *(
            Mul(expression.fdiff(place), rate(argument, symbol))
            for place, argument in enumerate(expression.args, 1)
            if symbol in argument.free_symbols
        )
    )
