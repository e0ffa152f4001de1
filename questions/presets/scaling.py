"""A shorter exam by the same rules, for a bank that cannot fill the whole one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from .rules import Part, Rules, Section


def scaled(rules: Rules, stock: Mapping[str, int], share: Fraction = Fraction(1)) -> Rules:
    """The rules with no more questions of each kind than the stock holds, and with `share` of the
    whole. A kind that is short is shared out among its parts in proportion; counts shrink with what
    is shown, and a part of which nothing is left goes. Marks stay as they are.
    """
    shown = _shown(rules.parts, stock, share)
    parts = iter([_shrunk(part, count) for part, count in zip(rules.parts, shown, strict=True)])
    sections = []
    for section in rules.sections:
        kept = tuple(part for part in (next(parts) for _ in section.parts) if part is not None)
        if kept:
            sections.append(Section(section.name, kept))
    return Rules(tuple(sections))


def minutes(whole: int, rules: Rules, shorter: Rules) -> int:
    """The time in proportion to the marks, begun minutes counted as whole ones."""
    return max(1, -(-whole * shorter.possible // rules.possible))


def _shown(parts: Sequence[Part], stock: Mapping[str, int], share: Fraction) -> list[int]:
    """How many questions of each part: by the largest remainders within a kind that is short."""
    wanted = [-(-part.shown * share // 1) for part in parts]
    found = list(wanted)
    for kind in {part.kind for part in parts}:
        places = [place for place, part in enumerate(parts) if part.kind == kind]
        need, there = sum(wanted[place] for place in places), stock.get(kind, 0)
        if need <= there:
            continue
        exact = {place: Fraction(wanted[place] * there, need) for place in places}
        for place in places:
            found[place] = exact[place].__floor__()
        left = there - sum(found[place] for place in places)
        rest = sorted(places, key=lambda place: (found[place] - exact[place], place))
        for place in rest[:left]:
            found[place] += 1
    return found


def _shrunk(part: Part, shown: int) -> Part | None:
    if shown == 0:
        return None
    counted = max(1, round(Fraction(part.counted * shown, part.shown)))
    return replace(part, shown=shown, counted=min(counted, shown))
