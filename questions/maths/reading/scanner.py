"""Plain text and Unicode to tokens."""

import re
import unicodedata
from typing import Final, NoReturn

from questions.maths.reading.characters import (
    GREEK,
    INVISIBLE,
    LOOK_ALIKES,
    OPERATORS,
    SPACES,
    SUPERSCRIPTS,
    VULGAR,
)
from questions.maths.reading.errors import (
    BadCharacterError,
    LookAlikeError,
    NumberTooBigError,
    NumberTooLongError,
)
from questions.maths.reading.limits import DIGITS, POWER_OF_TEN
from questions.maths.reading.tokens import Kind, Token
from questions.maths.reading.words import Words

NUMBER: Final = re.compile(r"(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
FRACTIONAL_COMMA: Final = re.compile(r",(\d+)", re.ASCII)


class Scanner(Words):
    """Turns all of a text into tokens.

    number := digits ["." digits] [("e" | "E") ["+" | "-"] digits]
    """

    def scan(self) -> list[Token]:
        """All tokens, the last of which is the end."""
        while self.position < self.stop:
            self.step()
        self.tokens.append(Token("end", "", self.stop, self.stop))
        return self.tokens

    def step(self) -> None:
        """Read one token at the position, or skip what means nothing."""
        character = self.source[self.position]
        if character in SPACES:
            self.spaced = True
            self.position += 1
        elif character in INVISIBLE:
            self.position += 1
        elif self.digit(self.position) or (character == "." and self.digit(self.position + 1)):
            self.number()
        elif character in GREEK:
            self.named(GREEK[character], "name", self.position, self.position + 1)
        elif character.isascii() and character.isalpha():
            self.letters()
        else:
            self.sign(character)

    def sign(self, character: str) -> None:
        start = self.position
        if character in SUPERSCRIPTS:
            self.superscript()
        elif character in VULGAR:
            self.add("vulgar", VULGAR[character], start, start + 1)
        elif self.source.startswith("**", start):
            self.add("operator", "^", start, start + 2)
        elif character in OPERATORS:
            for sign in OPERATORS[character]:
                self.add("operator", sign, start, start + 1)
        else:
            self.refuse(character)

    def number(self) -> None:
        start = self.position
        match = NUMBER.match(self.source, start, self.stop)
        assert match is not None  # noqa: S101 - `step` saw a digit
        text, exponent, end = match[1], match[2] or "", match.end(1)
        comma = FRACTIONAL_COMMA.match(self.source, end, self.stop)
        if self.vocabulary.notation.decimal_comma and "." not in text and comma:
            text, exponent, end = f"{text}.{comma[1]}", "", comma.end()
        self.check_digits(text, start, end)
        if exponent and self.is_exponent(exponent, match.end()):
            text, end = text + exponent, match.end()
            self.check_exponent(exponent, start, end)
        self.add("number", text, start, end)

    def is_exponent(self, exponent: str, end: int) -> bool:
        """Whether `e3` belongs to the number: not in `2e3x`, where e may be Euler's."""
        letter, after = exponent[0], self.source[end : end + 1]
        if letter == "E" and letter not in self.vocabulary.variables:
            return True
        if after.isalpha() or after in ("^", ".", "_"):
            return False
        self.note("sci_e")
        return "sci_e" not in self.flips

    def check_digits(self, text: str, start: int, end: int) -> None:
        if len(text) - text.count(".") > DIGITS:
            message = f"A number may have at most {DIGITS} digits."
            self.fail(NumberTooLongError, message, start, end)

    def check_exponent(self, exponent: str, start: int, end: int) -> None:
        digits = exponent[1:].lstrip("+-").lstrip("0")
        if len(digits) > len(str(POWER_OF_TEN)) or int(digits or "0") > POWER_OF_TEN:
            message = f"A power of ten may have at most the exponent {POWER_OF_TEN}."
            self.fail(NumberTooBigError, message, start, end)

    def superscript(self) -> None:
        """`x²` is `x^(2)`."""
        start = end = self.position
        self.add("operator", "^", start, start)
        self.add("operator", "(", start, start)
        while end < self.stop and (text := SUPERSCRIPTS.get(self.source[end])):
            kind: Kind = "word" if text.isalpha() else "operator"
            begin, end = end, end + 1
            while text.isdigit() and end < self.stop:
                more = SUPERSCRIPTS.get(self.source[end], "")
                if not more.isdigit():
                    break
                text, end = text + more, end + 1
            self.add("number" if text.isdigit() else kind, text, begin, end)
        self.add("operator", ")", end, end)

    def refuse(self, character: str) -> NoReturn:
        """Name the character that cannot be read, and the one it looks like."""
        start = self.position
        twin = look_alike(character)
        if twin:
            cured = "".join(look_alike(one) or one for one in self.source)
            message = f"“{character}” looks like “{twin}” but is another character."
            self.fail(LookAlikeError, message, start, start + 1, (cured.strip(),))
        if character == ".":
            message = "A full stop can stand only within a number."
        elif character.isalpha():
            message = f"“{character}” is no letter that is used here."
        else:
            message = f"“{character}” (U+{ord(character):04X}) means nothing here."
        self.fail(BadCharacterError, message, start, start + 1)


def look_alike(character: str) -> str:
    """The plain letter or digit that a character cannot be told from, or nothing."""
    if character.isascii():
        return ""
    if character in LOOK_ALIKES:
        return LOOK_ALIKES[character]
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() and plain.isalnum() and len(plain) <= 3 else ""
