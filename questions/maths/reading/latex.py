"""LaTeX to tokens: as people type it and as MathLive writes it."""

import re
from typing import Final

from questions.maths.reading.characters import GREEK_NAMES
from questions.maths.reading.errors import (
    BadLatexError,
    BadMacroError,
    BadSubscriptError,
    DegreeError,
    IncompleteError,
    InfinityError,
    PlusMinusError,
    ReadingError,
    UnbalancedError,
)
from questions.maths.reading.keywords import keyword
from questions.maths.reading.scanner import Scanner
from questions.maths.reading.tokens import Kind
from questions.maths.reading.words import DIGIT_FUNCTIONS

COMMAND: Final = re.compile(r"\\([A-Za-z]+\*?|.)", re.DOTALL)
DELIMITER: Final = re.compile(r"\s*(?:\.|\\[lr]vert|\\[|]|\\vert|\|)?")
LATE_SUBSCRIPT: Final = re.compile(
    r"\s*\^\s*(?:\{[^{}]*\}|[A-Za-z0-9])\s*(_(?:\{([A-Za-z0-9,]{1,12})\}|([A-Za-z0-9])))"
)
PRIMES: Final = re.compile(r"\^\s*(?:\\prime|\{\s*((?:\\prime\s*)+)\})")
DECIMAL_COMMA: Final = re.compile(r"\{,\}(\d+)", re.ASCII)
WORD: Final = re.compile(r"[A-Za-z]{1,12}")
MACRO: Final = re.compile(r"\\[A-Za-z]+")

SIZES: Final = frozenset({"left", "right", "mleft", "mright", "middle"})
IGNORED: Final = frozenset(
    {
        *(",", ";", ":", "!", " ", ">", "quad", "qquad", "displaystyle", "textstyle", "limits"),
        *("nolimits", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl"),
        *("biggr", "Biggl", "Biggr", "mathopen", "mathclose", "thinspace", "enspace"),
    }
)
FUNCTION_MACROS: Final = frozenset(
    {
        *("sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "coth", "sech"),
        *("csch", "arcsin", "arccos", "arctan", "arccot", "arcsec", "arccsc", "arsinh"),
        *("arcosh", "artanh", "arcsinh", "arccosh", "arctanh", "ln", "log", "lg", "exp", "max"),
        *("min", "sgn", "erf", "cosec", "tg", "ctg", "arctg", "arcctg"),
    }
)
SIGNS: Final = {
    "cdot": "*",
    "times": "*",
    "ast": "*",
    "div": "/",
    "colon": ":",
    "prime": "'",
    "lbrack": "[",
    "rbrack": "]",
    "lparen": "(",
    "rparen": ")",
    "lbrace": "(",
    "{": "(",
    "rbrace": ")",
    "}": ")",
    "lvert": "\\lvert",
    "rvert": "\\rvert",
    "lVert": "\\lvert",
    "rVert": "\\rvert",
    "vert": "|",
    "mid": "|",
    "|": "|",
    "Vert": "|",
    "langle": "<",
    "rangle": ">",
    "lt": "<",
    "gt": ">",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "leqslant": "≤",
    "geqslant": "≥",
    "land": "∧",
    "wedge": "∧",
    "lor": "∨",
    "vee": "∨",
    "ne": "≠",
    "neq": "≠",
    "approx": "≈",
    "to": "≈",
    "rightarrow": "≈",
    "\\": "\\\\",
    "lfloor": "⌊",
    "rfloor": "⌋",
    "lceil": "⌈",
    "rceil": "⌉",
    "partial": "∂",
    "nabla": "∇",
    "%": "%",
    "&": "&",
}
LETTERS: Final = {
    "imath": "i",
    "jmath": "j",
    "imaginaryI": "i",
    "imaginaryJ": "j",
    "differentialD": "d",
    "capitalDifferentialD": "D",
    "exponentialE": "e",
    "varepsilon": "epsilon",
    "vartheta": "theta",
    "varphi": "phi",
    "varrho": "rho",
    "varsigma": "sigma",
}
FONTS: Final = frozenset(
    {
        *("mathrm", "mathit", "mathbf", "boldsymbol", "mathsf", "mathbb", "mathcal", "mathop"),
        *("bm", "vec", "hat", "overrightarrow", "operatorname", "operatorname*", "text"),
        *("textrm", "textbf", "textit", "mathnormal", "textnormal", "textup", "mbox"),
    }
)
BRACE_BEFORE_ROWS: Final = re.compile(
    r"\s*(?:\\\{|\\lbrace)\s*(?=\\begin\{(?:array|aligned|matrix)\})"
)
MATRICES: Final = frozenset(
    {"pmatrix", "bmatrix", "matrix", "Bmatrix", "smallmatrix", "array", "bsmallmatrix"}
)
CASES: Final = frozenset({"cases", "dcases", "cases*", "dcases*"})
REFUSED: Final[dict[str, tuple[type[ReadingError], str]]] = {
    **dict.fromkeys(
        ("placeholder", "error", "blacksquare", "square", "Box"),
        (IncompleteError, "There is an empty box to be filled in."),
    ),
    **dict.fromkeys(("pm", "mp"), (PlusMinusError, "Give one value: “±” stands for two.")),
    **dict.fromkeys(
        ("degree", "circ"), (DegreeError, "Angles are in radians here: leave the degree sign out.")
    ),
    "infty": (InfinityError, "Infinity is no number that can be calculated with here."),
}


class LatexScanner(Scanner):
    """Letters are names of one letter unless they spell a known one; `_` takes one character."""

    SUBSCRIPT = re.compile(r"_\s*(?:\{\s*([A-Za-z0-9,]{1,12})\s*\}|([A-Za-z0-9]))")
    LOG_BASE = re.compile(r"_\s*(?:\{\s*(\d{1,4}|[a-z])\s*\}|(10|\d|[a-z]))")

    late: int = -1
    brace_before_rows: bool = False
    after_late: int = -1

    def step(self) -> None:
        """Read one token at the position, or skip what means nothing."""
        if self.position == self.late:
            self.position = self.after_late
            return
        character = self.source[self.position]
        if character == "\\":
            self.command()
        elif character == "~":
            self.position += 1
        elif character == "{" and self.decimal():
            return
        elif character == "^" and (primes := PRIMES.match(self.source, self.position)):
            count = max(1, (primes[1] or "").count("prime"))
            self.add("operator", "'" * count, primes.start(), primes.end())
        elif character == "_":
            message = "A subscript belongs right after a letter, as in x_1."
            self.fail(BadSubscriptError, message, self.position, self.position + 1)
        else:
            super().step()

    def decimal(self) -> bool:
        """`0{,}5` is one number."""
        match = DECIMAL_COMMA.match(self.source, self.position, self.stop)
        before = self.tokens[-1] if self.tokens else None
        if match is None or before is None or before.end != match.start():
            return False
        if before.kind != "number" or not before.text.isdigit():
            return False
        self.tokens.pop()
        text = f"{before.text}.{match[1]}"
        self.check_digits(text, before.start, match.end())
        self.add("number", text, before.start, match.end())
        return True

    def named(self, run: str, kind: Kind, start: int, end: int) -> None:
        """`x^2_1` is the square of x_1."""
        match = LATE_SUBSCRIPT.match(self.source, end, self.stop)
        if match is None:
            super().named(run, kind, start, end)
            return
        self.late, self.after_late = match.start(1), match.end(1)
        self.indexed(run, match[2] or match[3], kind, (start, end, end))

    def command(self) -> None:
        """command := "\\\\" (letters | one other character)."""
        match = COMMAND.match(self.source, self.position, self.stop)
        if match is None:
            message = "A backslash begins a LaTeX command, but none follows."
            self.fail(BadLatexError, message, self.position, self.position + 1)
        name, start, end = match[1], match.start(), match.end()
        if name in SIZES:
            self.delimiter(name, end)
        elif name in IGNORED:
            self.position = end
        elif name in SIGNS:
            self.add("operator", SIGNS[name], start, end)
        elif name in FUNCTION_MACROS or name in GREEK_NAMES or name in LETTERS:
            self.letter(name, start, end)
        else:
            self.construct(name, start, end)

    def letter(self, name: str, start: int, end: int) -> None:
        if name == "exponentialE":
            self.add("constant", "e", start, end)
            return
        self.named(LETTERS.get(name, name), "name", start, end)

    def construct(self, name: str, start: int, end: int) -> None:
        if name in ("frac", "dfrac", "tfrac", "cfrac"):
            self.add("fraction", name, start, end)
        elif name == "sqrt":
            self.add("radical", name, start, end)
        elif name in FONTS:
            self.styled(name, start, end)
        elif name in ("begin", "end"):
            self.environment(name, start, end)
        elif name in REFUSED:
            cause, message = REFUSED[name]
            self.fail(cause, message, start, end)
        else:
            message = f"The LaTeX command \\{name} is not read here."
            self.fail(BadMacroError, message, start, end)

    def delimiter(self, side: str, end: int) -> None:
        """After \\left and \\right a bar says which way it faces, and a full stop is nothing."""
        match = DELIMITER.match(self.source, end, self.stop)
        if brace := BRACE_BEFORE_ROWS.match(self.source, end, self.stop):
            self.brace_before_rows = True
            self.position = brace.end()
            return
        text = match[0].strip() if match else ""
        after = match.end() if match else end
        if text in ("", "."):
            self.position = after
        elif side in ("left", "mleft"):
            self.add("operator", "\\lvert", end, after)
        elif side in ("right", "mright"):
            self.add("operator", "\\rvert", end, after)
        else:
            self.position = end

    def styled(self, style: str, start: int, end: int) -> None:
        """A name in another font: \\mathrm{e}, \\operatorname{sigmoid}, \\mathbf{i}."""
        content, after = self.group(end)
        content = content.strip()
        if word := keyword(content):
            self.add("keyword", word, start, after)
        elif content == "e" and style in ("mathrm", "operatorname", "text", "textrm"):
            self.add("constant", "e", start, after)
        elif content in DIGIT_FUNCTIONS:
            self.add("function", DIGIT_FUNCTIONS[content], start, after)
        elif WORD.fullmatch(content):
            self.named(content, "word", start, after)
        elif MACRO.fullmatch(content) and content[1:] in (*GREEK_NAMES, *LETTERS):
            self.letter(content[1:], start, after)
        else:
            message = f"What \\{style} contains is not read here."
            self.fail(BadLatexError, message, start, after)

    def environment(self, edge: str, start: int, end: int) -> None:
        name, after = self.group(end)
        by_cases = name in CASES or self.brace_before_rows
        if name not in MATRICES and not by_cases and (edge, name) != ("end", "aligned"):
            message = "Of LaTeX environments, only matrices and cases are read here."
            self.fail(BadLatexError, message, start, after)
        if edge == "begin" and name == "array":
            _, after = self.group(after)
        self.brace_before_rows = False
        name = "cases" if by_cases else name
        self.add("begin" if edge == "begin" else "finish", name, start, after)

    def group(self, start: int) -> tuple[str, int]:
        """The text between braces, or one character, and where it ends."""
        while start < self.stop and self.source[start] == " ":
            start += 1
        if start >= self.stop:
            message = "This LaTeX command has nothing to apply to."
            self.fail(BadLatexError, message, self.position, self.stop)
        if self.source[start] != "{":
            macro = MACRO.match(self.source, start, self.stop)
            after = macro.end() if macro else start + 1
            return self.source[start:after], after
        depth = 0
        for place in range(start, self.stop):
            depth += {"{": 1, "}": -1}.get(self.source[place], 0)
            if depth == 0:
                return self.source[start + 1 : place], place + 1
        return self.fail(UnbalancedError, "A closing “}” is missing.", start, start + 1)
