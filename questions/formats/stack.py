"""STACK's questions with one algebraic input that is compared with AlgEquiv."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final
from xml.etree.ElementTree import Element

from questions import maths

from . import chance
from .maxima import Values
from .records import RefusedError, authored

INPUT: Final = re.compile(r"\[\[(?:input|validation|feedback):[^\]]*\]\]")
BLOCK: Final = re.compile(r"\[\[\s*/?\s*(\w+)[^\]]*\]\]")
CASTEXT: Final = re.compile(r"\{([@#])(.+?)\1\}", re.DOTALL)
ALGEBRAIC: Final = frozenset({"algebraic", "matrix", "numerical"})
OPENING, CLOSING = "\U000f0002", "\U000f0003"
HOLE: Final = re.compile(f"{OPENING}(\\d+){CLOSING}")
"""Characters of a private plane, which no text has."""
UNKEPT: Final = {
    "questionnote/text": "the question note",
    "deployedseed": "which seeds are deployed: a template has all",
}
TAG: Final = re.compile(r"<[^<>]*>")
SHOWN: Final = 80
EQUIVALENT: Final = frozenset({"AlgEquiv", "Diff", "EqualComAss"})


def content(
    element: Element, words: Callable[[str], str], lost: list[str], **fields: Any
) -> dict[str, Any]:
    """The question as authored content, or as a template where its variables change by chance;
    `words` turns HTML to authored text.

    Raises RefusedError.
    """
    variables = element.findtext("questionvariables/text") or ""
    answer = _answer(element, lost)
    made = _template if chance.is_by_chance(variables) else _plain
    found = made(element, words, variables, answer)
    if made is _template:
        lost += [told for path, told in UNKEPT.items() if (element.findtext(path) or "").strip()]
    if not found["prompt"]:
        raise RefusedError("It asks nothing.")
    return authored(**found, **fields)


def _plain(
    element: Element, words: Callable[[str], str], variables: str, answer: str
) -> dict[str, Any]:
    """With every value worked out."""
    values = Values(variables)
    key = values.tree(answer)

    def shown(path: str) -> str:
        return words(_shown(element.findtext(path) or "", partial(_formula, values)))

    return {
        "kind": _kind(key),
        "prompt": shown("questiontext/text"),
        "key": maths.write_text(key),
        "variables": sorted(maths.symbols(key)),
        "explanation": shown("generalfeedback/text"),
    }


def _template(
    element: Element, words: Callable[[str], str], variables: str, answer: str
) -> dict[str, Any]:
    """With its variables as lines, and holes in its texts."""
    lines = chance.Lines(variables)
    kind = _kind(Values(variables, chance.sample).tree(answer))
    key = lines.expression(answer)

    def shown(path: str) -> str:
        holes: list[str] = []

        def hole(_source: str, match: re.Match[str]) -> str:
            # Words are marked up first: brackets of a hole would be taken for some of a link.
            holes.append(lines.hole(match[2]))
            return f"{OPENING}{len(holes) - 1}{CLOSING}"

        text = words(_shown(element.findtext(path) or "", hole))
        return HOLE.sub(lambda match: f"[[{holes[int(match[1])]}]]", text)

    prompt, explanation = shown("questiontext/text"), shown("generalfeedback/text")
    return {
        "source": "template",
        "kind": kind,
        "prompt": prompt,
        "variables": sorted(lines.free),
        "parameters": lines.parameters,
        "definitions": lines.definitions,
        "key": key,
        "explanation": explanation,
    }


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
    lost += _unkept(nodes)
    answer = (nodes[0].findtext("tans") or "").strip() or (inputs[0].findtext("tans") or "")
    if not answer.strip():
        raise RefusedError("It has no teacher's answer.")
    return answer


def _unkept(nodes: Sequence[Element]) -> Iterator[str]:
    """What the response tree says beyond what is right: each node by what it compares and says."""
    for place, node in enumerate(nodes, 1):
        said = [_bare(node, f"{branch}feedback/text") for branch in ("true", "false")]
        told = " or ".join(f"“{text}”" for text in said if text)
        if place == 1:
            if told:
                yield f"that the first node says {told}"
            continue
        test = _bare(node, "answertest") or "AlgEquiv"
        compared = f"{_bare(node, 'sans')} with {_bare(node, 'tans')} by {test}"
        yield f"node {place}, which compares {compared}" + (f" and says {told}" if told else "")


def _bare(node: Element, path: str) -> str:
    """The text there without its markup, shortened."""
    text = " ".join(TAG.sub(" ", node.findtext(path) or "").split())
    return text.rstrip(".") if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _shown(source: str, formula: Callable[[str, re.Match[str]], str]) -> str:
    """The text without its inputs, with what stands in the place of the CAS's formulas."""
    bare = INPUT.sub("", source)
    block = BLOCK.search(bare)
    if block:
        raise RefusedError(f"Its text has a block “{block[1]}”, which is not understood.")
    return CASTEXT.sub(lambda match: formula(bare, match), bare)


def _formula(values: Values, source: str, match: re.Match[str]) -> str:
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
