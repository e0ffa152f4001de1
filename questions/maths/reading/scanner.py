"""Plain text and Unicode to tokens."""

import re
import unicodedata
from string import ascii_letters, digits
from typing import Final, NoReturn

from questions.maths.reading.characters import (
    DRESSED,
    GREEK,
    INVISIBLE,
    LOOK_ALIKES,
    OPERATORS,
    SPACES,
    SUBSCRIPTS,
    SUPERSCRIPTS,
    VULGAR,
)
from questions.maths.reading.errors import (
    BadCharacterError,
    LookAlikeError,
    NameDigitError,
    NumberTooBigError,
    NumberTooLongError,
    TwoNumbersError,
    WordsError,
)
from questions.maths.reading.limits import DIGITS, POWER_OF_TEN
from questions.maths.reading.tokens import Kind, Token
from questions.maths.reading.words import Words

NUMBER: Final = re.compile(r"(\d+(?:\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
FRACTIONAL_COMMA: Final = re.compile(r",(\d+)", re.ASCII)
QUOTED: Final = re.compile(r'(?<![(=,\[])["“”„«»][A-Za-z ,]*[A-Za-z][A-Za-z ,]*["“”„«»]')
TYPOGRAPHIC: Final = re.compile("([⁰¹²³⁴-⁹]+)⁄([₀-₉]+)")
DIGRAPHS: Final = {
    "**": "^",
    "-:": "/",
    "//": "/",
    "(:": "<",
    ":)": ">",
    "<<": "<",
    ">>": ">",
    "->": "≈",
    "=>": "≈",
    "~~": "≈",
}
"""Signs of two characters, as calculators and ASCIIMath have them."""
LETTERS: Final = frozenset(ascii_letters)
NUMERALS: Final = frozenset(digits)
SIMPLE: Final = frozenset(sign for sign in OPERATORS if sign.isascii() and sign != '"')


WORD_ALONE: Final = r"(?!xx(?![A-Za-z]))([A-Za-z]+)(?![A-Za-z0-9_]|[^\0-\x7f])"
NUMBER_ALONE: Final = r"(\d{1,40}(?:\.\d{1,40})?)(?![\d.eE,])"
SIGN_ALONE: Final = r"([+^)\],|]|[-*/(](?![:>*/]))"
PLAIN: Final = re.compile(rf"[ ]*(?:{WORD_ALONE}|{NUMBER_ALONE}|{SIGN_ALONE})", re.ASCII)
"""A token that is what it looks like, whatever follows: most are, and are told in one go."""
PLAIN_KINDS: Final[tuple[Kind, ...]] = ("end", "word", "number", "operator")
"""By the number of its group."""


class Scanner(Words):
    """Turns all of a text into tokens.

    number := digits ["." digits] [("e" | "E") ["+" | "-"] digits]
    """

    PLAIN = PLAIN

    def scan(self) -> list[Token]:
        """All tokens, the last of which is the end."""
        plain, source, stop = self.PLAIN, self.source, self.stop
        while self.position < stop:
            match = plain.match(source, self.position, stop)
            if match is None:
                self.step()
                continue
            group = match.lastindex or 0
            start = match.start(group)
            self.spaced = self.spaced or start > self.position
            self.add(PLAIN_KINDS[group], match[group], start, match.end())
        self.tokens.append(Token("end", "", self.stop, self.stop))
        return self.tokens

    def step(self) -> None:
        """Read one token at the position, or skip what means nothing."""
        character = self.source[self.position]
        if character in SPACES:
            self.spaced = True
            self.position += 1
        elif character in LETTERS:
            self.letters()
        elif character in NUMERALS or (character == "." and self.digit(self.position + 1)):
            self.number()
        elif character in SIMPLE:
            self.simple(character)
        elif character in INVISIBLE:
            self.position += 1
        elif character in GREEK:
            self.named(GREEK[character], "name", self.position, self.position + 1)
        else:
            self.sign(character)

    def simple(self, character: str) -> None:
        """A sign of ASCII, or two that belong together."""
        start = self.position
        pair = DIGRAPHS.get(self.source[start : start + 2])
        if pair is None:
            self.add("operator", character, start, start + 1)
        else:
            self.add("operator", pair, start, start + 2)

    def sign(self, character: str) -> None:
        start = self.position
        if character in SUPERSCRIPTS:
            self.superscript()
        elif character in VULGAR:
            self.add("vulgar", VULGAR[character], start, start + 1)
        elif character == "⅟":
            self.add("number", "1", start, start + 1)
            self.add("operator", "/", start + 1, start + 1)
        elif OPERATORS.get(character) == '"':
            self.quoted()
        elif character in OPERATORS:
            for sign in OPERATORS[character]:
                self.add("operator", sign, start, start + 1)
        else:
            self.refuse(character)

    def quoted(self) -> None:
        """Refuse words in quotes; one quotation mark is a sign like another."""
        start = self.position
        match = QUOTED.match(self.source, start, self.stop)
        if match:
            self.fail(WordsError, "Give one expression, without words.", start, match.end())
        self.add("operator", '"', start, start + 1)

    def number(self) -> None:
        start = self.position
        match = NUMBER.match(self.source, start, self.stop)
        assert match is not None  # noqa: S101 - `step` saw a digit
        text, exponent, end = match[1], match[2] or "", match.end(1)
        comma = FRACTIONAL_COMMA.match(self.source, end, self.stop)
        if self.vocabulary.notation.decimal_comma and "." not in text and comma:
            text, exponent, end = f"{text}.{comma[1]}", "", comma.end()
        self.check_digits(text, start, end)
        if self.source[end : end + 1] == "." and self.digit(end + 1) and "." in text:
            message = "A number has one decimal point at most."
            self.fail(TwoNumbersError, message, start, end + 2)
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
        """`x²` is `x^(2)`, and `¹⁄₂` a half."""
        start = end = self.position
        if half := TYPOGRAPHIC.match(self.source, start, self.stop):
            above, below = (unicodedata.normalize("NFKC", part) for part in half.groups())
            self.add("vulgar", f"{above}/{below}", start, half.end())
            return
        self.add("operator", "^", start, start)
        self.add("operator", "(", start, start)
        while end < self.stop and self.source[end] in SUPERSCRIPTS:
            begin, text = end, SUPERSCRIPTS[self.source[end]]
            kind = _raised_kind(text)
            end += 1
            while kind in ("number", "word") and end < self.stop:
                more = SUPERSCRIPTS.get(self.source[end], "")
                if _raised_kind(more) != kind:
                    break
                text, end = text + more, end + 1
            if kind == "number" and self.tokens[-1].kind in ("word", "name"):
                self.stacked(start)
            self.check_digits(text, begin, end)
            self.add(kind, GREEK.get(text, text), begin, end)
        self.add("operator", ")", end, end)

    def stacked(self, start: int) -> NoReturn:
        """Refuse `e⁻ˣ²`, which may say e^(-x^2)."""
        end = start
        exponent = ""
        while end < self.stop and (text := SUPERSCRIPTS.get(self.source[end])):
            exponent += "^" if text.isdigit() and exponent[-1:].isalpha() else ""
            exponent, end = exponent + text, end + 1
        cures = (self.swap(start, end, f"^({exponent})"),)
        message = f"“{self.source[start:end]}” is unclear: write the exponent as ^({exponent})."
        self.fail(NameDigitError, message, start, end, cures)

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


def _raised_kind(text: str) -> Kind:
    if text.isdigit():
        return "number"
    if text in GREEK:
        return "name"
    return "word" if text.isalpha() else "operator"


def look_alike(character: str) -> str:
    """The plain letter or digit that a character cannot be told from, or nothing."""
    if character.isascii():
        return ""
    if character in LOOK_ALIKES:
        return LOOK_ALIKES[character]
    if any(character in signs for signs in (SUPERSCRIPTS, SUBSCRIPTS, VULGAR, OPERATORS, GREEK)):
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if plain in GREEK and any(low <= ord(character) <= high for low, high in DRESSED):
        return plain
    return plain if plain.isascii() and plain.isalnum() and len(plain) <= 3 else ""
