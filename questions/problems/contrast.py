"""Contrast items for a mal-rule: two problems in which it goes wrong, and one that looks alike in
which it cannot show. Made on the spot, from a seed.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from questions import maths

from . import templates
from .authored import authored
from .building import generate, is_generated, is_given, tells_skills
from .difficulty import skills_of
from .families import FAMILIES
from .families.asked import AskedFamily, Drawn, may_be_written
from .pairs import right_entry
from .problem import MATHS_KINDS, OPTION_KINDS, PAIR_KINDS, Problem
from .rows import ProblemError

BITING: Final = 2
DRAWS: Final = 24
"""So many draws are looked at: few are needed, and each takes milliseconds."""
ENOUGH: Final = 10
"""Where so many draws bite and none is a look-alike, there is none to be found."""
BARREN: Final = 12
"""Where so many draws in a row do not bite, none will."""
OF_FUNCTIONS: Final = frozenset(
    {"trigonometric-rule", "inverse-trigonometric-rule", "logarithm-rule"}
)
"""Skills of mal-rules about one sort of function: what has none of these looks like nothing that
such a mal-rule might be applied to.
"""
SEEDS: Final = 2**31


@dataclass(frozen=True, slots=True)
class Contrast:
    """A problem with its right answer and, where the mal-rule goes wrong in it, the answer that
    the mal-rule gives.

    Answers are LaTeX, one formula a component, where `is_formula`, otherwise authored text; with
    `rows` they are the ids of options, one a row. `wrong` is empty where the mal-rule cannot show:
    whoever follows it is right there.
    """

    prompt: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    skills: tuple[str, ...] = ()
    is_formula: bool = True
    rows: Problem | None = None


Build = Callable[[object, int], Problem]
"""How the problem of a template is made. Its formulas are a person's and may take for ever, so
whoever serves others meanwhile gives a way that does not.
"""


def contrasts(
    mal_rule: str, contents: Sequence[object], seed: int, build: Build = templates.problem
) -> list[Contrast]:
    """Two problems in which the mal-rule goes wrong and a look-alike, in any order, made from
    versions' contents, the best ones first. Fewer where these hold no more; none where the
    mal-rule goes wrong in none of them.

    What people wrote serves only where nothing generated does: here its answer is told. The same
    again costs nothing.
    """
    return list(_contrasts(mal_rule, json.dumps(contents), seed, build))


@lru_cache(maxsize=256)
def _contrasts(mal_rule: str, contents: str, seed: int, build: Build) -> tuple[Contrast, ...]:
    chance = random.Random(f"contrast:{mal_rule}:{seed}")
    rows: list[dict[str, Any]] = json.loads(contents)
    generated = [row for row in rows if is_generated(row)]
    written = [row for row in rows if row.get("source") == "authored"]
    made = _chosen(_of_families(mal_rule, generated, chance, build), _needed(mal_rule))
    if not any(one.wrong for one in made):
        options = [_of_options(mal_rule, row) for row in written]
        made = _chosen(one for one in options if one is not None)
    if not any(one.wrong for one in made):
        return ()
    chance.shuffle(made)
    return tuple(made)


def _needed(mal_rule: str) -> str:
    """The skill that a look-alike has to exercise; empty where any will do."""
    known = maths.CATALOGUE.get(mal_rule)
    return known.skill if known is not None and known.skill in OF_FUNCTIONS else ""


def _chosen(found: Iterable[Contrast], needed: str = "") -> list[Contrast]:
    """The first that bite, and of the others the one that looks most like them."""
    biting: list[Contrast] = []
    others: list[Contrast] = []
    for one in found:
        (biting if one.wrong else others).append(one)
        if len(biting) >= BITING and (_alike(others, biting, needed) or len(biting) >= ENOUGH):
            break
        if not biting and len(others) >= BARREN:
            break
    at_least = [] if needed else others
    return biting[:BITING] + (_alike(others, biting, needed) or at_least)[:1]


def _alike(others: Sequence[Contrast], biting: Sequence[Contrast], needed: str) -> list[Contrast]:
    """Those that exercise a skill of the ones that bite, most of them first, and what is needed."""
    skills = Counter(skill for one in biting[:BITING] for skill in one.skills)
    weights = [
        (sum(skills[skill] for skill in one.skills), one)
        for one in others
        if not needed or needed in one.skills
    ]
    return [one for weight, one in sorted(weights, key=lambda each: -each[0]) if weight]


def _of_families(
    mal_rule: str, rows: Sequence[Mapping[str, Any]], chance: random.Random, build: Build
) -> Iterator[Contrast]:
    """One draw of each in turn, again and again; each has its own prompt."""
    seen: set[str] = set()
    for place in range(DRAWS if rows else 0):
        if place == BARREN and not seen:
            return
        found = _generated(mal_rule, rows[place % len(rows)], chance.randrange(SEEDS), build)
        if found is not None and found.prompt not in seen:
            seen.add(found.prompt)
            yield found


def can_show(mal_rule: str, problem: Problem) -> bool:
    """Whether the mal-rule gives a distinct answer to the problem, expected of it or not."""
    if mal_rule in problem.exposes():
        return True
    if problem.task is None or problem.kind in OPTION_KINDS:
        return False
    key = problem.key_expression()
    answers = maths.predict_mistakes(problem.task, only=mal_rule)
    return any(may_be_written(answer, problem.layout, key) for _, answer in answers)


def foretold(
    mal_rule: str, content: Mapping[str, Any], seed: int, build: Build = templates.problem
) -> bool | None:
    """What `can_show` will very likely say of the problem that a version's content makes of a
    seed, in a fraction of the time that making it takes; None where that cannot be told.
    """
    if content.get("source") == "authored":
        return can_show(mal_rule, authored(content, seed))
    found = _generated(mal_rule, content, seed, build)
    return None if found is None else bool(found.wrong)


def _generated(mal_rule: str, row: Mapping[str, Any], seed: int, build: Build) -> Contrast | None:
    """Of a family that asks a task its first draw; of another one the whole problem, which serves
    only where the mal-rule is among the mistakes that the family expects: of others nothing is
    known.
    """
    if not tells_skills(row):
        try:
            return _of_template(mal_rule, build(row, seed))
        except ProblemError:
            return None
    family = FAMILIES[row["family"]]
    if is_given(row) or not isinstance(family, AskedFamily):
        found = _of_problem(mal_rule, generate(row["family"], row["level"], seed, row.get("asked")))
        return found if found is not None and found.wrong else None
    drawn = family.drawn(row["level"], seed)
    if drawn is None:
        return None
    solution = maths.solve(drawn.task)
    answers = [
        answer
        for _, answer in maths.predict_mistakes(drawn.task, mal_rule, solution)
        if may_be_written(answer, drawn.layout, solution.key)
    ]
    return Contrast(
        prompt=drawn.prompt,
        right=_formulas(drawn, solution.key),
        wrong=_formulas(drawn, answers[0]) if answers else (),
        skills=skills_of(drawn.task, solution),
    )


def _of_template(mal_rule: str, problem: Problem) -> Contrast | None:
    """Of one without a task nothing is known beyond the mistakes that it tempts with."""
    found = _of_problem(mal_rule, problem)
    if found is None or found.wrong:
        return found
    return None if problem.task is None or can_show(mal_rule, problem) else found


def _formulas(drawn: Drawn, answer: maths.Expression) -> tuple[str, ...]:
    """The answer as LaTeX, with labels where the problem has them."""
    parts = maths.components(answer) if drawn.layout == "components" else (answer,)
    return tuple(
        f"{label} = {maths.write_latex(part)}"
        for label, part in zip(drawn.labels, parts, strict=True)
    )


def _of_options(mal_rule: str, row: Mapping[str, Any]) -> Contrast | None:
    """Of a question with options that a person wrote."""
    problem = authored(row, 0)
    has_options = problem.kind in OPTION_KINDS | PAIR_KINDS
    return _of_problem(mal_rule, problem) if has_options else None


def _of_problem(mal_rule: str, problem: Problem) -> Contrast | None:
    """It goes wrong where an option tempts with it, or an answer that is expected comes from it."""
    if problem.kind in PAIR_KINDS:
        right = right_entry(problem)
        wrong = [
            next((other for other, rule in one.mistakes if rule == mal_rule), one.option)
            for one in problem.pairs
        ]
        answers = tuple(right), tuple(wrong if wrong != right else ())
        return Contrast(problem.prompt, *answers, problem.skills, is_formula=False, rows=problem)
    if problem.kind in OPTION_KINDS:
        tempted = [one for one in problem.options if one.mistake == mal_rule and not one.correct]
        texts = tuple(one.text for one in problem.options if one.correct)
        wrong_texts = tuple(one.text for one in tempted[:1])
        return Contrast(problem.prompt, texts, wrong_texts, problem.skills, is_formula=False)
    if problem.kind not in MATHS_KINDS:
        return None
    wrong_answers = [answer for rule, answer in problem.mistakes if rule == mal_rule]
    return Contrast(
        prompt=problem.prompt,
        right=_labelled(problem, problem.key_expression()),
        wrong=_labelled(problem, wrong_answers[0]) if wrong_answers else (),
        skills=problem.skills,
    )


def _labelled(problem: Problem, answer: maths.Expression) -> tuple[str, ...]:
    parts = maths.components(answer) if problem.layout == "components" else (answer,)
    labels = problem.labels if len(problem.labels) == len(parts) else ("",) * len(parts)
    return tuple(
        f"{label} = {maths.write_latex(part)}" if label else maths.write_latex(part)
        for label, part in zip(labels, parts, strict=True)
    )
