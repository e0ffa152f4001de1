"""STACK's questions with one algebraic input that is compared with AlgEquiv."""

import re
from collections.abc import Callable
from typing import Any, Final
from xml.etree.ElementTree import Element

from questions import maths

from .maxima import Values
from .records import RefusedError, authored

INPUT: Final = re.compile(r"\[\[(?:input|validation|feedback):[^\]]*\]\]")
BLOCK: Final = re.compile(r"\[\[\s*/?\s*(\w+)[^\]]*\]\]")
CASTEXT: Final = re.compile(r"\{([@#])(.+?)\1\}", re.DOTALL)
ALGEBRAIC: Final = frozenset({"algebraic", "matrix", "numerical"})
EQUIVALENT: Final = frozenset({"AlgEquiv", "Diff", "EqualComAss"})


def content(
    element: Element, words: Callable[[str], str], lost: list[str], **fields: Any
) -> dict[str, Any]:
    """The question as authored content; `words` turns HTML to authored text.

    Raises RefusedError.
    """
    values = Values(element.findtext("questionvariables/text") or "")
    key = values.tree(_answer(element, lost))
    prompt = words(_shown(element.findtext("questiontext/text") or "", values))
    if not prompt:
        raise RefusedError("It asks nothing.")
    return authored(
        _kind(key),
        prompt,
        key=maths.write_text(key),
        variables=sorted(maths.symbols(key)),
        explanation=words(_shown(element.findtext("generalfeedback/text") or "", values)),
        **fields,
    )


def _answer(element: Element, lost: list[str]) -> str:
    """The teacher's answer, in Maxima's notation."""
    inputs = element.findall("input")
    if len(inputs) != 1:
        raise RefusedError(f"It has {len(inputs)} inputs; one is understood.")
    kind = (inputs[0].findtext("type") or "").strip()
    if kind not in ALGEBRAIC:
        raise RefusedError(f"Its input is of the type “{kind[:30]}”, which is not understood.")
    nodes = element.findall("prt/node")
    if not nodes:
        raise RefusedError("It has no response tree, so nothing says what is right.")
    test = (nodes[0].findtext("answertest") or "").strip()
    if test not in EQUIVALENT:
        raise RefusedError(f"It is compared by “{test[:30]}”, not by AlgEquiv.")
    if test == "EqualComAss":
        lost.append("that the form of the answer matters (EqualComAss)")
    lost += [f"what node {place} looks for" for place in range(2, len(nodes) + 1)]
    answer = (nodes[0].findtext("tans") or "").strip() or (inputs[0].findtext("tans") or "")
    if not answer.strip():
        raise RefusedError("It has no teacher's answer.")
    return answer


def _shown(source: str, values: Values) -> str:
    """The text without its inputs, formulas of the CAS written out."""
    bare = INPUT.sub("", source)
    block = BLOCK.search(bare)
    if block:
        raise RefusedError(f"Its text has a block “{block[1]}”, which is not understood.")
    return CASTEXT.sub(lambda match: _formula(bare, match, values), bare)


def _formula(source: str, match: re.Match[str], values: Values) -> str:
    r"""The value: bare within a formula, between \( and \) in words."""
    tree = values.tree(match[2])
    written = maths.write_latex(tree) if match[1] == "@" else maths.write_text(tree)
    escaped = written.replace("&", "&amp;").replace("<", "&lt;")
    before = source[: match.start()]
    opened = before.count("\\(") + before.count("\\[")
    is_within = opened > before.count("\\)") + before.count("\\]")
    return escaped if is_within or match[1] == "#" else rf"\({escaped}\)"


def _kind(key: maths.Expression) -> str:
    sizes = maths.shape(key)
    if sizes:
        return "vector" if len(sizes) == 1 else "matrix"
    return "expression" if maths.symbols(key) else "number"
