"""Authored text (Markdown with LaTeX between dollars) to HTML for other systems, and back."""

import html
import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

Formula = Callable[[RendererHTML, Sequence[Token], int, Any, MutableMapping[str, Any]], str]
FORMULA: Final = re.compile(r"\\\((.+?)\\\)|\\\[(.+?)\\\]|\$\$(.+?)\$\$", re.DOTALL)
MARKS: Final = re.compile(r"([\\`*_$\[\]<])")
WRAPPED: Final = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
BLOCKS: Final = frozenset(
    {"p", "div", "ul", "ol", "li", "table", "tr", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5"}
)
KNOWN: Final = BLOCKS | frozenset(WRAPPED) | {"br", "span", "a", "html", "body", "tbody", "thead"}
SILENT: Final = frozenset({"script", "style"})


def to_html(source: str) -> str:
    r"""Paragraphs, lists and emphasis; formulas between \( and \), for the reader to set."""
    return str(_parser().render(source)).strip()


def to_inline_html(source: str) -> str:
    """The same for one sentence, without a paragraph around it."""
    return str(_parser().renderInline(source)).strip()


def parser(formula: Formula) -> MarkdownIt:
    """A parser of authored text; `formula` is the render rule of everything between dollars."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.use(dollarmath_plugin, allow_space=False, double_inline=True)
    for rule in ("math_inline", "math_inline_double", "math_block"):
        made.add_render_rule(rule, formula)
    return made


@cache
def _parser() -> MarkdownIt:
    return parser(_formula)


def _formula(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    _env: MutableMapping[str, Any],
) -> str:
    latex = html.escape(tokens[index].content.strip(), quote=False)
    is_inline = tokens[index].type == "math_inline"
    return rf"\({latex}\)" if is_inline else rf"\[{latex}\]"


def from_html(source: str) -> tuple[str, tuple[str, ...]]:
    """Authored text that says what the HTML says, and the names of what it cannot hold."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.text(), tuple(dict.fromkeys(reader.lost))


def from_plain(source: str) -> str:
    """Authored text that shows a plain text as it stands, with its formulas."""
    return _tidied("".join(_pieces(source)))


def _pieces(text: str) -> list[str]:
    """Words in Markdown and formulas between dollars, in turn."""
    found, end = [], 0
    for match in FORMULA.finditer(text):
        found.append(_escaped(text[end : match.start()]))
        inline, *displayed = match.groups()
        latex = (inline or displayed[0] or displayed[1]).strip()
        found.append(f"${latex}$" if inline or not displayed[0] else f"$${latex}$$")
        end = match.end()
    found.append(_escaped(text[end:]))
    return found


def _escaped(words: str) -> str:
    """The words so that Markdown shows them as they are; untouched where it does so anyway."""
    marked = MARKS.sub(r"\\\1", words)
    return words if to_inline_html(words) == to_inline_html(marked) else marked


def _tidied(text: str) -> str:
    text = re.sub(r"[ \t\u00a0]+", " ", text)
    text = re.sub(r" ?\n ?", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    """Gathers words until a tag, so that a formula is whole when it is looked for."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lost: list[str] = []
        self._parts: list[str] = []
        self._words: list[str] = []
        self._lists: list[int | None] = []
        self._links: list[str] = []
        self._silent = 0

    def text(self) -> str:
        self._flush()
        return _tidied("".join(self._parts))

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(re.sub(r"\s+", " ", data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._flush()
        self._silent += tag in SILENT
        if tag in {"ul", "ol"}:
            self._lists.append(1 if tag == "ol" else None)
        if tag in WRAPPED:
            self._parts.append(WRAPPED[tag])
        elif tag == "br":
            self._parts.append("\\\n")
        elif tag == "li":
            self._parts.append("\n" + self._bullet())
        elif tag in BLOCKS:
            self._parts.append("\n\n")
        elif tag == "a":
            self._parts.append("[")
            self._links.append(dict(attrs).get("href") or "")
        elif tag not in KNOWN:
            self.lost.append(_named(tag))

    def handle_endtag(self, tag: str) -> None:
        self._flush()
        self._silent -= tag in SILENT and self._silent > 0
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag in WRAPPED:
            self._parts.append(WRAPPED[tag])
        elif tag == "a" and self._links:
            self._parts.append(f"]({self._links.pop()})")
        elif tag in BLOCKS and tag != "li":
            self._parts.append("\n\n")

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        number = self._lists[-1]
        self._lists[-1] = number + 1
        return f"{number}. "

    def _flush(self) -> None:
        self._parts += _pieces("".join(self._words))
        self._words.clear()


def _named(tag: str) -> str:
    named = {"img": "a picture", "iframe": "an embedded page", "svg": "a picture", "math": "MathML"}
    return named.get(tag, "a script" if tag in SILENT else f"the tag <{tag}>")
