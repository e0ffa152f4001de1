"""Real roots as a function of sympy, whose own powers of negative numbers are complex."""

import sympy
from sympy import Expr, Function


class RealRoot(Function):  # type: ignore[misc]
    """RealRoot(u, q): the real q-th root of any real u, for odd q."""

    nargs = (2,)
    is_real = True

    @classmethod
    def eval(cls, radicand: Expr, degree: Expr) -> Expr | None:
        if radicand.is_nonnegative:
            return radicand ** (1 / degree)
        if radicand.is_negative:
            return -((-radicand) ** (1 / degree))
        return None

    def fdiff(self, argindex: int = 1) -> Expr:
        if argindex != 1:
            raise sympy.function.ArgumentIndexError(self, argindex)
        radicand, degree = self.args
        return self.func(radicand, degree) ** (1 - degree) / degree

    def _eval_evalf(self, prec: int) -> Expr | None:
        radicand, degree = self.args
        value = radicand._eval_evalf(prec)
        if value is None or not value.is_comparable:
            return None
        size = (abs(value) ** (1 / degree))._eval_evalf(prec)
        return sympy.sign(value) * size
