"""Authored text: Markdown with LaTeX between dollars, to HTML that is safe to show."""

import re
from collections.abc import MutableMapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from questions import formats

from .formulas import in_lines
from .mathml import from_latex

TAGS: Final = frozenset(
    {"p", "br", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "a"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
# Formulas are put in after cleaning, in the place of these characters of a private plane.
OPENING, CLOSING = "\U000f0000", "\U000f0001"
PLACE: Final = re.compile(f"{OPENING}(\\d+){CLOSING}([.,;:?)]*)")


@lru_cache(maxsize=2_048)
def to_html(source: str) -> SafeString:
    """Paragraphs, lists, emphasis, tables and formulas; anything else is shown as text."""
    return _rendered(source, inline=False)


@lru_cache(maxsize=4_096)
def to_inline_html(source: str) -> SafeString:
    """The same without paragraphs, for a sentence within one."""
    return _rendered(source, inline=True)


def _rendered(source: str, *, inline: bool) -> SafeString:
    source = source.replace(OPENING, "").replace(CLOSING, "")
    formulas: dict[str, list[SafeString]] = {"formulas": []}
    parser = _parser()
    draft = parser.renderInline(source, formulas) if inline else parser.render(source, formulas)
    clean = nh3.clean(draft, tags=set(TAGS), link_rel="noopener noreferrer")
    found = formulas["formulas"]
    return mark_safe(PLACE.sub(lambda match: _placed(found, match), clean).strip())  # noqa: S308


def _placed(formulas: Sequence[SafeString], match: re.Match[str]) -> str:
    """The formula, with the punctuation behind it kept on its line."""
    formula, punctuation = formulas[int(match[1])], match[2]
    return f'<span class="together">{formula}{punctuation}</span>' if punctuation else formula


@cache
def _parser() -> MarkdownIt:
    return formats.parser(_formula)


def _formula(
    _renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    _options: Any,
    env: MutableMapping[str, Any],
) -> str:
    token = tokens[index]
    found = env["formulas"]
    source = token.content.strip()
    is_inline = token.type == "math_inline"
    found.append(from_latex(source) if is_inline else in_lines(source, "formula block"))
    return f"{OPENING}{len(found) - 1}{CLOSING}"
