"""What must hold before a version may be asked: each failed check with its field and seed."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from questions import maths, problems
from questions.models import QuestionVersion, Response
from questions.problems import Problem

from . import variants, written

SEEDS_AT_ONCE = 20
SEEDS_IN_FULL = 200
LOOKED_AT = 5
SUSPECTED: Final = ("", "suspected")
SAME: Final = "Every seed gives the same problem: no parameter shows in the prompt or the key."

Render = Callable[[str], str | None]


@dataclass(frozen=True)
class Failure:
    """A check that does not hold: a sentence, the field, and the seed where one shows it. A warning
    is one that the author may know better: read, it may be accepted. `text` names the text of the
    field that cannot be shown, whatever the seed puts into it.
    """

    message: str
    field: str = ""
    seed: int | None = None
    is_warning: bool = False
    text: str = ""

    @property
    def sort(self) -> tuple[str, str]:
        """What is told once."""
        return self.field, self.text or self.message

    @property
    def sentence(self) -> str:
        return f"Look again: {self.message}" if self.is_warning else self.message


def failures(
    version: QuestionVersion, *, render: Render, seeds: int = SEEDS_AT_ONCE
) -> list[Failure]:
    """Every check that fails, at most one of a sort.

    `render` returns a sentence where an authored text cannot be shown. An authored question is
    the same for every seed but for the order of its options, so one seed tells.
    """
    found: dict[tuple[str, str], Failure] = {}
    if not version.question.skills.exists():
        found["skills", ""] = Failure("No skill is tagged.", "skills")
    count = seeds if variants.is_generated(version) else 1
    if count > 1 and version.content["source"] in problems.WRITTEN and not _varies(version):
        found["parameters", ""] = Failure(SAME, "parameters")
    for seed in _seeds(version, count):
        try:
            for failure in _of_seed(version, seed, render):
                found.setdefault(failure.sort, failure)
            if SUSPECTED not in found and (doubted := _suspicion(version.content, seed)):
                found[SUSPECTED] = doubted
        except (written.TooSlowError, variants.TooSlowError) as error:
            field = "task" if "task" in version.content else "definitions"
            found["time", ""] = Failure(_told(error), field, seed)
            break
    return list(found.values())


def told(
    content: Mapping[str, Any], problem: Problem, seed: int, *, render: Render
) -> list[Failure]:
    """What `failures` would say of the problem of a seed that a person wrote, but for whether a
    second way confirms the key: that takes longer than a preview may.
    """
    if content.get("source") not in problems.WRITTEN:
        return []
    try:
        found = list(_of_problem(content, problem, seed, render))
    except written.TooSlowError as error:
        return [Failure(error.message, "definitions", seed)]
    doubted = _suspicion(content, seed)
    return [*found, doubted] if doubted else found


def _of_problem(
    content: Mapping[str, Any], problem: Problem, seed: int, render: Render
) -> Iterator[Failure]:
    yield from _texts(problem, seed, render)
    for field, sentence in written.faults(content, seed):
        yield Failure(sentence, field, seed)
    if problem.kind in problems.MATHS_KINDS:
        yield from _key(problem, seed)
    elif problem.kind != "short text":
        yield from _options(problem, seed)


def _suspicion(content: Mapping[str, Any], seed: int) -> Failure | None:
    """What speaks against the key or the option that is marked right; nothing where that is not
    known in time: it is advice alone.
    """
    try:
        said = written.suspicion(content, seed)
    except written.TooSlowError:
        return None
    field = "key" if "key" in content else "options"
    return Failure(said, field, seed, is_warning=True) if said else None


def _told(error: written.TooSlowError | variants.TooSlowError) -> str:
    return error.message if isinstance(error, written.TooSlowError) else " ".join(error.messages)


def _seeds(version: QuestionVersion, count: int) -> list[int]:
    """The same seeds for the same version, spread over the range."""
    chance = random.Random(f"checks:{version.pk}")
    return [chance.randrange(2**31) for _ in range(count)]


def _varies(version: QuestionVersion) -> bool:
    """Whether a few seeds give more than one problem. True where one gives none: that is another
    failure.
    """
    try:
        several = [variants.problem_of(version, seed) for seed in _seeds(version, LOOKED_AT)]
    except variants.ContentError:
        return True
    return len({(one.prompt, one.key, frozenset(one.options)) for one in several}) > 1


def _of_seed(version: QuestionVersion, seed: int, render: Render) -> Iterator[Failure]:
    try:
        problem = variants.problem_of(version, seed)
    except variants.TooSlowError:
        raise
    except variants.ContentError as error:
        yield Failure(" ".join(error.messages), error.field or "content", seed)
        return
    yield from _of_problem(version.content, problem, seed, render)
    is_asked = problem.kind in problems.MATHS_KINDS and problem.task is not None
    if is_asked and (doubt := _doubt(problem)):
        yield Failure(doubt, "key", seed)


def _texts(problem: Problem, seed: int, render: Render) -> Iterator[Failure]:
    options = sorted(problem.options, key=lambda one: one.id)
    texts = {
        "prompt": [problem.prompt],
        "options": [text for one in options for text in (one.text, one.feedback)],
        "pairs": [text for one in problem.pairs for text in (one.text, one.feedback)],
        "hints": list(problem.hints),
        "explanation": [problem.explanation],
        "mistakes": [one.sentence for one in problem.remarks],
    }
    for field, several in texts.items():
        for place, text in enumerate(several):
            if wrong := render(text):
                yield Failure(wrong, field, seed, text=f"text {place}")


def _key(problem: Problem, seed: int) -> Iterator[Failure]:
    if problems.judge(problem, own_entry(problem)).verdict != Response.Verdict.CORRECT:
        yield Failure("The key itself is not marked correct.", "key", seed)
    for rule, answer in problem.mistakes:
        if problem.prepared_key().compare(answer).kind in maths.SAME:
            yield Failure(f"The mistake “{rule}” gives the right answer.", "mistakes", seed)


def _doubt(problem: Problem) -> str:
    """That the key is not confirmed, and what is in the way; empty where it is."""
    try:
        return written.doubt(problem)
    except maths.MathsError as error:
        return f"{problems.UNCONFIRMED} {error.message}"


def _options(problem: Problem, seed: int) -> Iterator[Failure]:
    if problems.judge(problem, problems.right_entry(problem)).verdict != Response.Verdict.CORRECT:
        yield Failure("The right options are not marked correct.", "options", seed)
    for one in problem.options:
        if not problem.pairs and not one.correct and not one.feedback.strip():
            yield Failure(f"The wrong option “{one.text}” says nothing back.", "options", seed)
    for one, other in combinations(sorted(problem.options, key=lambda one: one.id), 2):
        if _mean_the_same(one.text, other.text):
            message = f"The options “{one.text}” and “{other.text}” mean the same."
            yield Failure(message, "options", seed)


def _mean_the_same(text: str, other: str) -> bool:
    """Whether both are one formula each, and the formulas are equal."""
    one, another = problems.formula_in(text), problems.formula_in(other)
    return one is not None and another is not None and problems.are_equal(one, another)


def own_entry(problem: Problem) -> list[str]:
    """The entry of somebody who writes the key."""
    if problem.layout == "components":
        return [maths.write_text(one) for one in maths.components(problem.key_expression())]
    return [problem.key]
