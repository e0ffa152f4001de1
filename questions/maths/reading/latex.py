"""LaTeX to tokens: as people type it and as MathLive writes it."""

import re
from typing import Final

from questions.maths.reading.characters import GREEK_NAMES
from questions.maths.reading.errors import (
    BadLatexError,
    BadMacroError,
    BadSubscriptError,
    OperatorError,
    UnbalancedError,
    WordsError,
)
from questions.maths.reading.keywords import keyword
from questions.maths.reading.macros import (
    CASES,
    CLOSING,
    FONTS,
    FUNCTION_MACROS,
    IGNORED,
    LETTERS,
    MATRICES,
    OPENING,
    REFUSED,
    SIGNS,
    SIZES,
    closest_macros,
)
from questions.maths.reading.scanner import NUMBER_ALONE, SIGN_ALONE, Scanner
from questions.maths.reading.tokens import Kind, Token
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

BRACE_BEFORE_ROWS: Final = re.compile(
    r"\s*(?:\\\{|\\lbrace)\s*(?=\\begin\{(?:array|aligned|matrix)\})"
)
NOTHING: Final = re.compile(r"\s*\{\s*\}")
ROW_GAP: Final = re.compile(r"\*?\s*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]")
PLAIN: Final = re.compile(rf"[ ]*(?:((?!))|{NUMBER_ALONE}|{SIGN_ALONE.replace('^', '')})", re.ASCII)
"""As in plain text; what follows a letter or ^ always matters."""
SIMPLE: Final = frozenset({"word", "name", "symbol", "constant", "basis"})
"""Tokens that may stand in a typeface or below a mark."""
MOST_STYLES: Final = 6
"""How many typefaces and marks a name may wear at once."""


class LatexScanner(Scanner):
    """Letters are names of one letter unless they spell a known one; `_` takes one character."""

    SUBSCRIPT = re.compile(r"_\s*(?:\{\s*([A-Za-z0-9,]{1,12})\s*\}|([A-Za-z0-9]))")
    PLAIN = PLAIN
    LOG_BASE = re.compile(r"_\s*(?:\{\s*(\d{1,4}|[a-z])\s*\}|(10|\d|[a-z]))")

    styles: int = 0
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
            if self.tokens and self.tokens[-1].text in ("|", "\\rvert"):
                message = "A value at a point is not worked out for you: write the value itself."
                self.fail(OperatorError, message, self.position, self.position + 1)
            message = "A subscript belongs right after a letter, as in x_1."
            self.fail(BadSubscriptError, message, self.position, self.position + 1)
        else:
            super().step()

    def is_times(self, _end: int) -> bool:
        """Only ASCIIMath has `xx` for a cross."""
        return False

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
        """`x^2_1` is the square of x_1, and `\\frac x2` a half of x."""
        if self.tokens and self.tokens[-1].kind == "fraction" and self.digit(end):
            self.add(kind, run, start, end)
            return
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
            empty = NOTHING.match(self.source, end, self.stop)
            self.position = empty.end() if empty else end
        elif name in SIGNS:
            self.add("operator", SIGNS[name], start, end)
            gap = ROW_GAP.match(self.source, end, self.stop) if name == "\\" else None
            self.position = gap.end() if gap else end
        elif name in GREEK_NAMES or name in LETTERS or name in FUNCTION_MACROS:
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
        elif name in ("sqrt", "root"):
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
            cures = tuple(self.swap(start, end, other) for other in closest_macros(name))
            self.fail(BadMacroError, message, start, end, cures)

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
        elif side in OPENING:
            self.add("operator", "\\lvert", end, after)
        elif side in CLOSING:
            self.add("operator", "\\rvert", end, after)
        else:
            self.position = end

    def styled(self, style: str, start: int, end: int) -> None:
        """A name in another font: \\mathrm{e}, \\operatorname{sigmoid}, \\mathbf{i}."""
        content, after = self.group(end)
        content = content.strip()
        if not content and after > end + 1:
            self.spaced, self.position = True, after
        elif word := keyword(content):
            self.add("keyword", word, start, after)
        elif content == "e" and style in ("mathrm", "operatorname", "text", "textrm"):
            self.add("constant", "e", start, after)
        elif content in DIGIT_FUNCTIONS:
            self.add("function", DIGIT_FUNCTIONS[content], start, after)
        elif WORD.fullmatch(content):
            self.named(content, "word", start, after)
        elif MACRO.fullmatch(content) and content[1:] in (*GREEK_NAMES, *LETTERS):
            self.letter(content[1:], start, after)
        elif inner := self.dressed(after):
            self.tokens.extend(inner)
            self.position = after
        elif style.startswith("text") and " " in content and content.replace(" ", "").isalpha():
            self.fail(WordsError, "Give one expression, without words.", start, after)
        else:
            message = f"What \\{style} contains is not read here."
            self.fail(BadLatexError, message, start, after)

    def dressed(self, after: int) -> list[Token]:
        """The name in the braces that end here, if it is one: \\vec{x_1}, \\hat{\\mathbf{i}}."""
        begin = self.source.find("{", self.position, after) + 1
        if not begin or self.styles >= MOST_STYLES:
            return []
        scanner = LatexScanner(
            self.source, self.vocabulary, start=begin, stop=after - 1, flips=self.flips
        )
        scanner.styles = self.styles + 1
        found = scanner.scan()[:-1]
        return found if len(found) == 1 and found[0].kind in SIMPLE else []

    def environment(self, edge: str, start: int, end: int) -> None:
        name, after = self.group(end)
        by_cases = name in CASES or self.brace_before_rows
        if name not in MATRICES and not by_cases and (edge, name) != ("end", "aligned"):
            if name in ("vmatrix", "Vmatrix"):
                message = "A determinant is not worked out for you: write the result itself."
                self.fail(BadLatexError, message, start, after)
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
