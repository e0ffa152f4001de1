"""LaTeX to MathML Core, by math-core.

math-core ends the process on deep nesting when the stack is small, so it runs on one thread with
a large stack and takes sources of a limited length. It writes a few `style=` attributes, which our
Content-Security-Policy forbids: each becomes a class of the stylesheet, unknown ones are dropped.
"""

import queue
import re
import threading
from concurrent.futures import Future
from functools import cache, lru_cache
from typing import Final

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from math_core import LatexError, LatexToMathML

SOURCE_LIMIT: Final = 4_000
STACK_BYTES: Final = 64 * 1024 * 1024

ROW_SPACING: Final = re.compile(r"\\\\\s*\[[^\]]*\]")
UNKNOWN: Final = re.compile(r'Unknown command "(.+?)"')
STYLE_ATTRIBUTE: Final = re.compile(r' style="([^"]*)"')
CLASSES: Final = {
    "text-align:right": "m-right",
    "text-align:left": "m-left",
    "padding-left:0": "m-flush-left",
    "padding-right:0": "m-flush-right",
    "padding-left:1em": "m-spaced-left",
    "border-right:0.05em solid currentcolor": "m-rule-right",
    "border-left:0.05em solid currentcolor": "m-rule-left",
    "border-top:0.05em solid currentcolor": "m-rule-top",
    "border-bottom:0.05em solid currentcolor": "m-rule-bottom",
}
# Chromium does not know justify-items on table cells; text-align says the same.
IMPLIED: Final = frozenset({"justify-items:end", "justify-items:start"})

_starting = threading.Lock()
_Request = tuple[str, bool, "Future[str]"]


@lru_cache(maxsize=4_096)
def from_latex(source: str, *, display: bool = False) -> SafeString:
    """MathML for a LaTeX formula; what cannot be set is shown as its source, marked."""
    if len(source) > SOURCE_LIMIT:
        return _as_source(f"{source[:80]}…")
    try:
        markup = _markup(source, display=display)
    except LatexError:
        return _as_source(source)
    return mark_safe(STYLE_ATTRIBUTE.sub(_as_classes, markup))  # noqa: S308


def unknown_command(source: str) -> str:
    """The command that keeps a formula from being set; empty where it is something else."""
    try:
        _markup(source[:SOURCE_LIMIT], display=False)
    except LatexError as error:
        found = UNKNOWN.search(str(error))
        return found[1] if found else ""
    return ""


def _markup(source: str, *, display: bool) -> str:
    """Raises LatexError."""
    done: Future[str] = Future()
    _requests().put((ROW_SPACING.sub(r"\\\\", source), display, done))
    return done.result()


def unknown_styles(markup: str) -> list[str]:
    """The declarations in math-core's own output that no class stands for."""
    found = [part for style in STYLE_ATTRIBUTE.findall(markup) for part in _declarations(style)]
    return sorted({part for part in found if part not in CLASSES and part not in IMPLIED})


def _as_source(source: str) -> SafeString:
    return format_html('<code class="unset">{}</code>', source)


def _as_classes(match: re.Match[str]) -> str:
    names = [CLASSES[part] for part in _declarations(match[1]) if part in CLASSES]
    return f' class="{" ".join(names)}"' if names else ""


def _declarations(style: str) -> list[str]:
    parts = (part.partition(":") for part in style.split(";") if part.strip())
    return [f"{name.strip()}:{value.strip()}" for name, _, value in parts]


def _requests() -> "queue.SimpleQueue[_Request]":
    """What the one converting thread takes its work from."""
    with _starting:
        return _started_requests()


@cache
def _started_requests() -> "queue.SimpleQueue[_Request]":
    requests: queue.SimpleQueue[_Request] = queue.SimpleQueue()
    before = threading.stack_size(STACK_BYTES)
    try:
        threading.Thread(target=_convert, args=(requests,), name="mathml", daemon=True).start()
    finally:
        threading.stack_size(before)
    return requests


def _convert(requests: "queue.SimpleQueue[_Request]") -> None:
    converter = LatexToMathML(fancy_error=False)
    while True:
        source, display, done = requests.get()
        try:
            done.set_result(converter.convert_with_local_state(source, displaystyle=display))
        except LatexError as error:
            done.set_exception(error)
