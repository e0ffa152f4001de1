"""Real roots as a function of sympy, whose own powers of negative numbers are complex."""

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

    def fdiff(self, argindex: int = 1) -> Expr:  # noqa: ARG002
        """The derivative by the radicand; the degree is a number."""
        radicand, degree = self.args
        return self.func(radicand, degree) ** (1 - degree) / degree
