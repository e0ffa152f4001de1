"""LaTeX as the engine writes it, as calculator notation."""

import re


def plain(latex: str) -> str:
    """LaTeX as calculator notation."""
    for sign, text in {r"\left": "", r"\right": "", r"\cdot": "*", r"\ ": " "}.items():
        latex = latex.replace(sign, text)
    latex = re.sub(r"\\(ln|sin|cos|sqrt)\b", r" \1", latex)
    while (at := latex.find(r"\frac")) >= 0:
        above, after = _braced(latex, at + 5)
        below, after = _braced(latex, after)
        latex = f"{latex[:at]}(({above})/({below})){latex[after:]}"
    return latex.replace("{", "(").replace("}", ")")


def _braced(latex: str, at: int) -> tuple[str, int]:
    depth = 0
    for place in range(at, len(latex)):
        depth += {"{": 1, "}": -1}.get(latex[place], 0)
        if not depth:
            return latex[at + 1 : place], place + 1
    raise ValueError(latex)
