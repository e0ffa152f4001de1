"""Names in plain text: runs of letters with their subscripts and digits."""

import re
from typing import Final

from questions.maths.expression import FUNCTIONS
from questions.maths.reading.characters import SUBSCRIPTS
from questions.maths.reading.errors import BadLogBaseError, BadSubscriptError, NameDigitError
from questions.maths.reading.scan import Scan
from questions.maths.reading.tokens import Kind

DIGITS_AFTER: Final = re.compile(r"\d+", re.ASCII)
LETTERS: Final = re.compile(r"[A-Za-z]+")
DIGIT_FUNCTIONS: Final = {"log10": "log10", "log2": "log2", "atan2": "atan2", "arctan2": "atan2"}


class Words(Scan):
    """word := letters ["_" subscript | subscript digits | digits]."""

    SUBSCRIPT = re.compile(
        r"_(?:\{\s*([A-Za-z0-9,]{1,12})\s*\}|\(\s*(\d{1,4}|[a-z])\s*\)|([A-Za-z0-9]{1,12}))"
    )
    LOG_BASE = re.compile(r"_(?:\{\s*(\d{1,4}|[a-z])\s*\}|(\d{1,4}|[a-z]))")

    def letters(self) -> None:
        match = LETTERS.match(self.source, self.position, self.stop)
        assert match is not None  # noqa: S101 - `step` saw a letter
        if match[0] == "xx" and self.is_times(match.end()):
            self.add("operator", "*", match.start(), match.end())
            return
        self.named(match[0], "word", match.start(), match.end())

    def named(self, run: str, kind: Kind, start: int, end: int) -> None:
        """Add a run of letters that ends before `end`, with the subscript or digits after it."""
        after = self.source[end : end + 1] if end < self.stop else ""
        if after == "_":
            self.subscripted(run, kind, start, end)
        elif after and after in SUBSCRIPTS:
            stop = end
            while stop < self.stop and self.source[stop] in SUBSCRIPTS:
                stop += 1
            text = "".join(SUBSCRIPTS[sign] for sign in self.source[end:stop])
            if run.lower().endswith("log") and kind != "symbol":
                self.log_of_base(run, kind, text, (start, end, stop))
                return
            self.indexed(run, text, kind, (start, end, stop))
        elif self.digit(end):
            self.numbered(run, kind, start, end)
        else:
            self.add(kind, run, start, end)

    def is_times(self, end: int) -> bool:
        """Whether `xx` is ASCIIMath's cross: in `2 xx y`, `2xx3`, or where x is no name."""
        before = self.tokens[-1] if self.tokens else None
        after = self.source[end : self.stop].lstrip()[:1]
        if before is None or not after or "xx" in self.vocabulary.variables:
            return False
        if before.kind == "operator" and before.text not in (")", "]", "}", "!", "|"):
            return False
        if not (after.isalnum() or after in "([{|√∛∜\\"):
            return False
        if "x" not in self.vocabulary.variables or self.digit(end):
            return True
        spaced = self.spaced and self.source[end].isspace()
        if spaced:
            self.note("xx")
        return spaced and "xx" not in self.flips

    def subscripted(self, run: str, kind: Kind, start: int, end: int) -> None:
        if run.lower().endswith("log") and kind != "symbol":
            self.logarithm(run, kind, start, end)
            return
        if run.lower().endswith("ln") and f"{run[-2:]}_" not in self.vocabulary.variables:
            message = "“ln” has the base e: write another base as in log_2(x)."
            cures = (self.swap(end - 2, end, "log"),)
            self.fail(BadLogBaseError, message, end - 2, end + 1, cures)
        match = self.SUBSCRIPT.match(self.source, end, self.stop)
        if match is None:
            message = "A subscript is written as in x_1: a letter or a number after “_”."
            self.fail(BadSubscriptError, message, end, end + 1)
        text = next(filter(None, match.groups())).replace(",", "")
        self.indexed(run, text, kind, (start, end, match.end()))

    def logarithm(self, run: str, kind: Kind, start: int, end: int) -> None:
        match = self.LOG_BASE.match(self.source, end, self.stop)
        if match is not None:
            self.log_of_base(run, kind, match[1] or match[2], (start, end, match.end()))
        elif self.source[end + 1 : end + 2] in ("{", "(", "\\"):
            # The base is an expression, which the grammar reads.
            self.log_of_base(run, kind, "", (start, end, end + 1))
        else:
            message = "Write the base of a logarithm as in log_2(x)."
            self.fail(BadLogBaseError, message, end, end + 1)

    def log_of_base(self, run: str, kind: Kind, base: str, places: tuple[int, int, int]) -> None:
        """A logarithm, after what is left of the run before it."""
        start, end, stop = places
        begin = end - 3 if len(run) > 3 else start
        if begin > start:
            self.add(kind, run[:-3], start, begin)
        self.add("logarithm", base, begin, stop)

    def indexed(self, run: str, index: str, kind: Kind, places: tuple[int, int, int]) -> None:
        """A name with a subscript, which belongs to the last letter of a run."""
        start, end, stop = places
        declared = self.vocabulary.variables
        if run.lower() == "softmax" and f"softmax_{index}" in FUNCTIONS:
            self.add("function", f"softmax_{index}", start, stop)
            return
        for whole in (f"{run}_{index}", f"{run}{index}"):
            if whole in declared:
                self.add("name", whole, start, stop)
                return
        if kind == "word" and len(run) > 1:
            self.add("word", run[:-1], start, end - 1)
            run, start = run[-1], end - 1
        name = f"{run}{index}" if f"{run}{index}" in declared else f"{run}_{index}"
        self.add("name", name, start, stop)

    def numbered(self, run: str, kind: Kind, start: int, end: int) -> None:
        """Digits right after letters: `w1`, `log2(x)`, `sin2x`, or a mistake."""
        match = DIGITS_AFTER.match(self.source, end, self.stop)
        assert match is not None  # noqa: S101 - `named` saw a digit
        digits, stop = match[0], match.end()
        declared = self.vocabulary.variables
        for length in (len(run), 1):
            base = run[-length:]
            if f"{base}{digits}" in declared or f"{base}_{digits}" in declared:
                self.indexed(run, digits, kind, (start, end, stop))
                return
        if self.digit_function(run, digits, start, end):
            return
        pieces = self.vocabulary.split(run)
        last = pieces[-1].meaning.kind if pieces else "symbol"
        if last not in ("symbol", "constant", "basis") or (last == "constant" and kind == "name"):
            self.add(kind, run, start, end)
            return
        before = self.tokens[-1].kind if self.tokens and not self.spaced else ""
        product = f"{run}*{digits}" if before == "number" else f"{digits}{run}"
        message = f"“{run}{digits}” is unclear: write {run}^{digits} or {digits}*{run}."
        cures = (f"{run}^{digits}", f"{run}_{digits}", product)
        suggestions = tuple(self.swap(start, stop, cure) for cure in cures)
        self.fail(NameDigitError, message, start, stop, suggestions)

    def digit_function(self, run: str, digits: str, start: int, end: int) -> bool:
        """Add a function whose name ends in digits, if that is what is written."""
        for name, canonical in DIGIT_FUNCTIONS.items():
            letters = name.rstrip("0123456789")
            if not (run.endswith(letters) and name == letters + digits):
                continue
            stop = end + len(digits)
            opens = self.source[stop : self.stop].lstrip().startswith("(")
            if not opens and name != "log10":
                continue
            begin = end - len(letters)
            if begin > start:
                self.add("word", run[: -len(letters)], start, begin)
            self.add("function", canonical, begin, stop)
            return True
        return False
