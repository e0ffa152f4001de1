"""How names are written in LaTeX."""

from typing import Final

GREEK: Final = frozenset(
    {
        *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa"),
        *("lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi"),
        *("psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Sigma", "Upsilon", "Phi"),
        *("Psi", "Omega"),
    }
)


def _named(name: str) -> str:
    return rf"\operatorname{{{name}}}"


FUNCTION_LATEX: Final = {
    **{name: rf"\{name}" for name in ("sin", "cos", "tan", "sec", "csc", "cot", "ln", "exp")},
    **{name: rf"\{name}" for name in ("sinh", "cosh", "tanh", "coth", "max", "min")},
    **{f"a{name}": rf"\arc{name}" for name in ("sin", "cos", "tan")},
    **{f"a{name}": _named(f"arc{name}") for name in ("sec", "csc", "cot")},
    **{f"a{name}": _named(f"ar{name}") for name in ("sinh", "cosh", "tanh")},
    **{f"a{name}": _named(f"ar{name}") for name in ("sech", "csch", "coth")},
    **{name: _named(name) for name in ("sech", "csch", "erf", "heaviside", "softplus")},
    "log10": r"\log_{10}",
    "log2": r"\log_{2}",
    "sigmoid": r"\sigma",
    "sign": _named("sgn"),
    "relu": _named("ReLU"),
    "atan2": _named("arctan2"),
    "logsumexp": _named("logsumexp"),
    **{f"softmax_{place}": rf"{_named('softmax')}_{{{place}}}" for place in range(1, 10)},
}
"""Functions that are written as a name before brackets."""


def name_latex(name: str) -> str:
    """A name with its subscript: `theta_1` is a Greek letter with an index; primes stay behind."""
    bare = name.rstrip("'")
    if bare != name:
        return name_latex(bare) + name[len(bare) :]
    base, _, index = name.partition("_")
    if base in GREEK:
        written = rf"\{base}"
    elif len(base) == 1:
        written = base
    else:
        written = rf"\mathrm{{{base}}}"
    return f"{written}_{{{index}}}" if index else written
