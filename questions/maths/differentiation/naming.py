"""What derivatives are called: f'(x), dy/dx and partial derivatives in Leibniz's signs."""

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from questions.maths.differentiation.wording import Piece, Written
from questions.maths.expression import Symbol
from questions.maths.writing import write_latex, write_unicode

MOST_PRIMES: Final = 3
RAISED: Final = str.maketrans("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾")


def _latex(name: str) -> str:
    return write_latex(Symbol(name))


def _unicode(name: str) -> str:
    return write_unicode(Symbol(name))


def primed(name: str, order: int, argument: str = "") -> Piece:
    """f'(x), f''(x), f⁽⁴⁾(x)."""
    short = order <= MOST_PRIMES
    latex = "'" * order if short else f"^{{({order})}}"
    plain = "′" * order if short else f"({order})".translate(RAISED)
    inside = (f"({argument})", f"({argument})") if argument else ("", "")
    return Written(f"{_latex(name)}{latex}{inside[0]}", f"{_unicode(name)}{plain}{inside[1]}")


def of_argument(name: str, order: int, variable: str) -> Piece:
    """f'(x) of a variable, which may be a Greek letter."""
    whole = primed(name, order)
    return Written(f"{whole.latex}({_latex(variable)})", f"{whole.unicode}({_unicode(variable)})")


def partial(name: str, sequence: Sequence[str]) -> Piece:
    """The partial derivative by the variables in turn, the last one written first."""
    return _leibniz(name, sequence, (r"\partial ", "∂"))


def leibniz(name: str, sequence: Sequence[str]) -> Piece:
    """dy/dx, d²y/dx²."""
    return _leibniz(name, sequence, ("d", "d"))


def _leibniz(name: str, sequence: Sequence[str], sign: tuple[str, str]) -> Piece:
    order = len(sequence)
    by = [(one, len(list(group))) for one, group in groupby(reversed(sequence))]
    latex_by = "".join(
        f"{sign[0]}{_latex(one)}" + (f"^{{{count}}}" if count > 1 else "") for one, count in by
    )
    plain_by = "".join(
        f"{sign[1]}{_unicode(one)}" + (str(count).translate(RAISED) if count > 1 else "")
        for one, count in by
    )
    raised = (f"^{{{order}}}", str(order).translate(RAISED)) if order > 1 else ("", "")
    above = f"{sign[0].strip()}{raised[0]} {_latex(name)}"
    return Written(
        rf"\frac{{{above}}}{{{latex_by}}}", f"{sign[1]}{raised[1]}{_unicode(name)}/{plain_by}"
    )


def gradient(name: str) -> Piece:
    return Written(rf"\nabla {_latex(name)}", f"∇{_unicode(name)}")


def upright(name: str) -> Piece:
    return Written(_latex(name), _unicode(name))


def bold(name: str) -> Piece:
    """A vector."""
    return Written(rf"\mathbf{{{name}}}", name)


def lowered(name: str, index: str) -> Piece:
    """D with a vector as its index."""
    return Written(rf"{name}_{{\mathbf{{{index}}}}}", f"{name}_{index} ")


def both(latex: str, plain: str) -> Piece:
    return Written(latex, plain)


def bold_indexed(name: str, index: int) -> Piece:
    """A point of a sequence."""
    return Written(rf"\mathbf{{{name}}}_{{{index}}}", _unicode(f"{name}_{index}"))


def of_value(name: str, order: int, value: Piece) -> Piece:
    """f'(2)."""
    whole = primed(name, order)
    return Written(f"{whole.latex}({value.latex})", f"{whole.unicode}({value.unicode})")


TIMES: Final = Written(r" \cdot ", "·")
