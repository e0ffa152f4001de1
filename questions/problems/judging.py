"""Judging an entry against a problem: reading, comparing, diagnosing. Pure, so that it can run
in a process that may be killed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from operator import or_
from typing import Any, Final

from questions import maths

from . import binding, blanks, choices, credit, explaining, final, fingerprints, pairs
from .final import NO_ANSWER
from .matching import remark_on
from .meanings import other_meaning
from .parts import Option
from .problem import MATHS_KINDS, PAIR_KINDS, Problem
from .reading import read_fields

ENTRY_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is found about one entry, as plain values.

    `verdict` is correct, partly correct, incorrect, unreadable or pending; `reading` how each
    field was read; `comparison` what the engine found, with its evidence; `mistakes` the mal-rules
    that explain the answer; `error`, of an unreadable entry, its sentence and place;
    `did_you_mean`, of an ambiguous entry that is not right, another reading that is: see
    `meanings.other_meaning`; `reason` says why it scores what it does;
    `fingerprint`, of a wrong answer that nothing explains, is the same for the same value.
    """

    verdict: str
    score: Fraction = Fraction(0)
    reading: list[str] | None = None
    comparison: dict[str, Any] | None = None
    mistakes: list[dict[str, Any]] = field(default_factory=list)
    error: dict[str, Any] | None = None
    did_you_mean: dict[str, Any] | None = None
    reason: str = ""
    fingerprint: str = ""

    @property
    def evidence(self) -> dict[str, Any] | None:
        """What is stored with the verdict: where reading stopped and why, or the comparison."""
        return {"kind": "unread", **self.error} if self.error else self.comparison


def judge(
    problem: Problem,
    entry: Sequence[str],
    policy: str = credit.DEFAULT,
    *,
    is_final: bool = False,
) -> Judgement:
    """The judgement of an entry, one text a field; chosen option ids where options are given, one
    a row where rows take options.

    `policy` is one of `credit.POLICIES`. Of an entry that is `is_final`, handed in and not to be
    changed any more, the fields that can be read count although others cannot.
    """
    if problem.kind in MATHS_KINDS:
        return _judge_maths(problem, entry, policy, is_final=is_final)
    if problem.kind == "short text":
        return _judge_text(problem, entry)
    if problem.kind in PAIR_KINDS:
        return _judge_pairs(problem, entry, policy)
    return _judge_choice(problem, entry, policy)


def _is_unexplained(judgement: Judgement) -> bool:
    """Whether the value is wrong, and no mal-rule gives it, nor has the author foreseen it."""
    is_wrong = judgement.verdict in {"incorrect", "partly correct"} and not judgement.mistakes
    found = judgement.comparison or {}
    return is_wrong and not near_miss(found) and not found.get("remark")


def near_miss(found: Mapping[str, Any]) -> str:
    """What alone is missing in what was found, a row: "rounding" where decimals are rounded,
    "order" where the right components stand in another order, "open" where rows have nothing chosen
    yet, otherwise nothing.
    """
    if found.get("near") in {"order", pairs.OPEN}:
        return str(found["near"])
    parts = found.get("components") or [found]
    rounded = [one.get("near") == "rounding" for one in parts]
    right = [one.get("kind") in maths.SAME for one in parts]
    return "rounding" if any(rounded) and all(map(or_, rounded, right)) else ""


def _judge_maths(
    problem: Problem, entry: Sequence[str], policy: str, *, is_final: bool
) -> Judgement:
    read, faults = read_fields(problem, entry)
    readings = [one for one in read if one is not None]
    if faults and is_final and readings:
        return _judge_rest(problem, read, faults, policy)
    if faults:
        place = min(faults)
        return Judgement("unreadable", error=_error(faults[place], place, problem.fields))
    trees = [one.expression for one in readings]
    judgement = _compared(problem, trees, [maths.write_text(tree) for tree in trees], policy)
    if is_final and judgement.verdict == "unreadable" and problem.fields > 1:
        return _judge_rest(problem, read, {}, policy)
    if judgement.verdict in {"correct", "pending"}:
        return judgement
    meant = other_meaning(readings, lambda trees: _is_right(problem, trees))
    value = fingerprints.of_expressions(problem, trees) if _is_unexplained(judgement) else ""
    return replace(judgement, did_you_mean=meant, fingerprint=value)


def _judge_rest(
    problem: Problem,
    read: Sequence[maths.Reading | None],
    faults: Mapping[int, maths.MathsError],
    policy: str,
) -> Judgement:
    """Of what was handed in, the fields that have a value: the others are not right."""
    trees = [None if one is None else one.expression for one in read]
    reading = ["" if tree is None else maths.write_text(tree) for tree in trees]
    errors = {place: _error(fault, place, 1) for place, fault in faults.items()}
    comparison, row = final.compared(problem, trees, errors)
    if all(part["kind"] == "unread" for part in row["components"]):
        return Judgement("unreadable", reading=reading, error=row["components"][0])
    if any(isinstance(part, maths.Undecided) for part in comparison.components):
        return Judgement("pending", reading=reading, comparison=row)
    earned = credit.of_comparison(comparison, policy)
    return Judgement(earned.verdict, earned.share, reading, row, reason=earned.reason)


def _is_right(problem: Problem, trees: Sequence[maths.Expression]) -> bool:
    comparison = binding.compared(problem, _whole(problem, trees))
    return credit.of_comparison(comparison).verdict == "correct"


def _whole(problem: Problem, trees: Sequence[maths.Expression]) -> maths.Expression:
    return maths.Vector(tuple(trees)) if problem.layout == "components" else trees[0]


def _error(error: maths.MathsError, position: int, fields: int) -> dict[str, Any]:
    where = f"Field {position + 1}: " if fields > 1 else ""
    return {
        "message": where + error.message,
        "field": position,
        "start": error.start,
        "end": error.end,
        "suggestions": list(error.suggestions),
    }


def _compared(
    problem: Problem, trees: Sequence[maths.Expression], reading: list[str], policy: str
) -> Judgement:
    answer = _whole(problem, trees)
    comparison = binding.compared(problem, answer)
    row = binding.row_of(problem, answer, comparison)
    if isinstance(comparison, maths.Undecided):
        return _undecided(comparison, row, reading)
    earned = credit.of_expression(problem, answer, comparison, policy)
    may_be = _may_be_explained(comparison)
    mistakes = explaining.explained(problem, answer, comparison) if may_be else []
    if problem.graph is not None:
        row = blanks.marked(problem.graph, answer, row)
    said = remark_on(problem, answer) if may_be else ""
    if said:
        # What the author says of the answer needs no guess at two mistakes beside it.
        row = row | {"remark": said}
        mistakes = [one for one in mistakes if len(one["rules"]) == 1]
    elif may_be and not mistakes and _is_reordered(problem, answer):
        row = row | {"near": "order"}
    return Judgement(earned.verdict, earned.share, reading, row, mistakes, reason=earned.reason)


def _is_reordered(problem: Problem, answer: maths.Expression) -> bool:
    """Whether the components are the key's in another order, each one once."""
    left = list(maths.components(problem.key_expression()))
    parts = maths.components(answer)
    if len(parts) != len(left) or len(left) < 2 or problem.graph is not None:
        return False
    for part in parts:
        same = (one for one in left if _are_same(problem, one, part))
        found = next(same, None)
        if found is None:
            return False
        left.remove(found)
    return True


def _are_same(problem: Problem, key: maths.Expression, answer: maths.Expression) -> bool:
    found = maths.compare(key, answer, variables=problem.variables, domain=problem.domain)
    return found.kind in maths.SAME


def _undecided(comparison: maths.Undecided, row: dict[str, Any], reading: list[str]) -> Judgement:
    sentence = NO_ANSWER.get(comparison.reason)
    if sentence is None:
        return Judgement("pending", reading=reading, comparison=row)
    error = {"message": sentence, "field": 0, "start": 0, "end": 0, "suggestions": []}
    return Judgement("unreadable", reading=reading, comparison=row, error=error)


def _may_be_explained(comparison: maths.Comparison) -> bool:
    """Whether the value is wrong, and not for its rounding alone, or names are not put in."""
    if binding.is_left_open(comparison):
        return True
    is_rounded = isinstance(comparison, maths.Different) and comparison.near == "rounding"
    return comparison.kind in {"different", "narrower", "shape"} and not is_rounded


def _judge_text(problem: Problem, entry: Sequence[str]) -> Judgement:
    text = _plain(entry[0]) if entry else ""
    if not text:
        return _nothing("Write an answer first.")
    if len(text) > ENTRY_LIMIT:
        return _nothing(f"An answer here has at most {ENTRY_LIMIT} characters.")
    right = text in {_plain(one) for one in problem.accepted}
    comparison = {"kind": "text", "equal": right}
    earned = credit.Credit(Fraction(int(right)), credit.ALL if right else credit.NOTHING)
    judgement = Judgement(earned.verdict, earned.share, [text], comparison, reason=earned.reason)
    return _with_fingerprint(problem, judgement, [text])


def _with_fingerprint(problem: Problem, judgement: Judgement, texts: list[str]) -> Judgement:
    value = fingerprints.of_texts(problem, texts) if _is_unexplained(judgement) else ""
    return replace(judgement, fingerprint=value)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").split()).rstrip(".")


def _judge_choice(problem: Problem, entry: Sequence[str], policy: str) -> Judgement:
    options = {option.id: option for option in problem.options}
    chosen = sorted(set(entry))
    if not chosen:
        return _nothing("Choose an answer first.")
    if any(one not in options for one in chosen):
        return _nothing("That is not one of the options shown.")
    if problem.kind != "several choices" and len(chosen) > 1:
        return _nothing("Choose one answer.")
    right = {one.id for one in problem.options if one.correct}
    correct = set(chosen) == right
    comparison = {"kind": "options", "chosen": chosen, "equal": correct}
    wrong = [options[one] for one in chosen if not options[one].correct]
    mistakes = [row for one in wrong for row in _behind(problem, one)]
    hits, misses = len(set(chosen) & right), len(set(chosen) - right)
    earned = credit.of_options(hits, misses, len(right), policy)
    reading = [options[one].text for one in chosen]
    judgement = Judgement(
        earned.verdict, earned.share, reading, comparison, mistakes, reason=earned.reason
    )
    return _with_fingerprint(problem, judgement, chosen)


def _behind(problem: Problem, option: Option) -> list[dict[str, Any]]:
    """The mistakes behind a wrong option: of one that an answer stands in, those that are named to
    whoever writes it; the one that it is tagged with is always among them.
    """
    if not option.mistake:
        return []
    answer = choices.answer_of(problem, option)
    rows = [] if answer is None else explaining.of_option(problem, answer)
    if not any(option.mistake in row["rules"] for row in rows):
        rows = [{"rule": option.mistake, "rules": [option.mistake]}]
    return [row | {"option": option.id} for row in rows]


def _judge_pairs(problem: Problem, entry: Sequence[str], policy: str) -> Judgement:
    if not any(entry):
        return _nothing("Choose an option for each row first.")
    if not set(entry) <= {"", *(option.id for option in problem.options)}:
        return _nothing("That is not one of the options shown.")
    found = pairs.compared(problem, entry, policy)
    earned = found.credit
    judgement = Judgement(
        earned.verdict,
        earned.share,
        found.reading,
        found.comparison,
        found.mistakes,
        reason=earned.reason,
    )
    return _with_fingerprint(problem, judgement, found.comparison["chosen"])


def _nothing(sentence: str) -> Judgement:
    error = {"message": sentence, "field": 0, "start": 0, "end": 0, "suggestions": []}
    return Judgement("unreadable", error=error)


def judge_row(
    instance: dict[str, Any], entry: list[str], policy: str, *, is_final: bool = False
) -> Judgement:
    """`judge` over a stored instance: what crosses to a worker process is plain."""
    return judge(Problem.from_row(instance), entry, policy, is_final=is_final)
