"""The adaptive half: prediction, tests, simulated learning, and how long its parts take.

    .venv/bin/python -m benchmarks.adaptive [--quick] [--train TRAIN.csv.gz --test TEST.csv.gz]

Measures the student model on a log of answers where one is given (the project ships none); the gate
of the adaptive test on a simulated bank; simulated learning under each policy, with the ratio of
adaptive to random practice; and, in a SQLite file of its own that is removed afterwards, how long a
submission's model update, a fold, the choice of the next question and a rebuild take with many
questions and answers. Times are processor times, in milliseconds unless said otherwise. Prints a
table and ends with one JSON line.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np

from benchmarks import bulk_answers

QUICK = {"persons": 100, "students": 5, "questions": 300, "observations": 3_000, "rounds": 20}
WHOLE = {
    "persons": 2_000,
    "students": 100,
    "questions": 100_000,
    "observations": 1_000_000,
    "rounds": 100,
}
DAYS = 40
PEOPLE = 2_000
PIECE = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Under a minute.")
    parser.add_argument("--train", help="A log to learn from.")
    parser.add_argument("--test", help="A log to be tested on.")
    parser.add_argument("--only", choices=["model", "cat", "learning", "product"])
    options = parser.parse_args()
    size = QUICK if options.quick else WHOLE
    with tempfile.TemporaryDirectory() as folder:
        _set_up(folder)
        parts: dict[str, Callable[[], dict[str, Any]]] = {
            "model": lambda: _model(options.train, options.test),
            "cat": lambda: _cat(size["persons"]),
            "learning": lambda: _learning(size["students"]),
            "product": lambda: _product(size),
        }
        figures: dict[str, Any] = {}
        for name, measure in parts.items():
            if options.only in {None, name}:
                print(f"measuring: {name}", file=sys.stderr, flush=True)
                figures |= measure()
    for name, value in figures.items():
        print(f"{name:44} {value!s:>24}")
    print(json.dumps(figures))


def _set_up(folder: str) -> None:
    os.environ["DATABASE_URL"] = f"sqlite:///{folder}/benchmark.sqlite3"
    os.environ["HTTPS"] = "false"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gradquiz.settings")
    import django

    django.setup()


def _command(*arguments: str) -> dict[str, Any]:
    from django.core.management import call_command

    out = StringIO()
    with redirect_stdout(out):
        call_command(*arguments)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def _model(train: str | None, test: str | None) -> dict[str, Any]:
    if not train or not test:
        return {}
    found = _command("evaluate_student_model", train, test)
    elo = found["baselines"]["elo"]
    figures = {f"model {name}": value for name, value in found.items() if name != "baselines"}
    figures["model time over Elo's"] = round(
        found["microseconds_per_answer"] / elo["microseconds_per_answer"], 1
    )
    return figures


def _cat(persons: int) -> dict[str, Any]:
    figures = {}
    for rule in ("progressive-restricted", "random"):
        found = _command("simulate_cat", "--rule", rule, "--persons", str(persons))
        wanted = ("length", "p90", "bias", "rmse", "exposure", "unused", "overlap")
        figures |= {f"test {rule} {name}": found[name] for name in wanted}
    return figures


def _learning(students: int) -> dict[str, Any]:
    """The same students under each policy, so that the ratio's interval is of pairs."""
    from questions.simulation import policies, practising

    until: dict[str, list[int]] = {}
    figures: dict[str, Any] = {}
    for name, policy in policies.POLICIES.items():
        courses = list(practising.practise(policy, students=students, days=DAYS, seed=1))
        limit = DAYS * practising.PER_DAY
        until[name] = [one.until_all_known or limit for one in courses]
        found = practising.summary(courses, limit)
        figures |= {f"learning {name} {key}": value for key, value in found.items()}
    figures["learning adaptive over random"] = _ratio(until["adaptive"], until["random"])
    return figures


def _ratio(own: list[int], other: list[int]) -> list[float]:
    """The ratio of the means with its 95 % interval, by resampling students."""
    chance = np.random.default_rng(1)
    pairs = np.array([own, other], float)
    drawn = chance.integers(0, len(own), (2_000, len(own)))
    ratios = pairs[0][drawn].mean(axis=1) / pairs[1][drawn].mean(axis=1)
    low, high = np.quantile(ratios, [0.025, 0.975])
    return [round(float(one), 3) for one in (pairs[0].mean() / pairs[1].mean(), low, high)]


def _product(size: dict[str, int]) -> dict[str, Any]:
    from django.core.management import call_command

    from questions.services import starter

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    starter.load()
    figures: dict[str, Any] = {}
    for share, label in ((0.1, "a tenth"), (1.0, "all")):
        _fill(int(share * size["questions"]), int(share * size["observations"]))
        figures |= {f"{label}: {name}": value for name, value in _timings(size["rounds"]).items()}
    figures |= _rebuild()
    return figures


def _fill(questions: int, observations: int) -> None:
    """Questions up to that number, copies of starter ones, and answers of simulated people."""
    from django.db.models import Max

    from questions.models import (
        Bank,
        ModelVersion,
        Observation,
        Question,
        QuestionVersion,
        Skill,
        SkillDifficulty,
        User,
    )

    bank, _ = Bank.objects.get_or_create(slug="many", name="Many", in_practice=True)
    model = QuestionVersion.objects.in_practice().filter(kind="choice").first()
    assert model is not None
    skills = list(Skill.objects.filter(questions__isnull=False).distinct())
    for start in range(Question.objects.filter(bank=bank).count(), questions, PIECE):
        rows = Question.objects.bulk_create(
            Question(bank=bank, slug=f"q{number}", title=f"Question {number}")
            for number in range(start, min(start + PIECE, questions))
        )
        QuestionVersion.objects.bulk_create(
            QuestionVersion(
                question=row, number=1, state="ready", kind="choice", content=model.content
            )
            for row in rows
        )
        Question.objects.filter(pk__in=[row.pk for row in rows]).say_newest()
        Question.skills.through.objects.bulk_create(
            Question.skills.through(question=row, skill=skills[row.pk % len(skills)])
            for row in rows
        )
    if not User.objects.filter(is_guest=True).exists():
        User.objects.bulk_create(User(is_guest=True, email=None) for _ in range(PEOPLE))
    people = list(User.objects.filter(is_guest=True).values_list("pk", flat=True))
    numbers = list(Question.objects.filter(bank=bank).values_list("pk", flat=True)[:5_000])
    chance = np.random.default_rng(observations)
    have = Observation.objects.count()
    for start in range(have, observations, PIECE):
        count = min(PIECE, observations - start)
        version = ModelVersion.objects.aggregate(Max("number"))["number__max"] or 0
        Observation.objects.bulk_create(
            Observation(
                student_number=people[int(chance.integers(len(people)))],
                question_number=numbers[int(chance.integers(len(numbers)))],
                variant_number=-start - number - 1,
                skill_numbers=[skills[int(chance.integers(len(skills)))].pk],
                right=bool(chance.random() < 0.65),
                prior=0.0,
                offset=0.0,
                guess=0.25,
                weight=1.0,
                version=version,
                folded_in=version + 1,
            )
            for number in range(count)
        )
        ModelVersion.objects.create(
            number=version + 1, **bulk_answers.shared(), answers=start + count
        )
    SkillDifficulty.objects.refresh()


def _timings(rounds: int) -> dict[str, Any]:
    from django.db import transaction

    from questions.models import ItemSession, Response, User
    from questions.services import choosing, estimates, folding, variants

    student = User.objects.create_user(f"{uuid.uuid4().hex}@example.org", None, name="Bench")
    choose, learn = [], []
    for _ in range(rounds):
        start = time.process_time()
        choice = choosing.choose(student)
        choose.append(1_000 * (time.process_time() - start))
        variant = variants.variant_for(choice.version, choice.seed)
        session = ItemSession.objects.create(
            student=student,
            variant=variant,
            question_id=choice.version.question_id,
            reason=choice.reason,
        )
        response = Response.objects.create(
            item_session=session,
            client_key=uuid.uuid4(),
            raw=["a"],
            verdict="correct",
            seconds=20.0,
            grader_version="1",
        )
        problem = variants.problem_in(variant)
        start = time.process_time()
        with transaction.atomic():
            estimates.learn(response, problem, estimates.locked(student))
        learn.append(1_000 * (time.process_time() - start))
    one = []
    for _ in range(rounds):
        start = time.process_time()
        User.objects.get(pk=student.pk)
        one.append(1_000 * (time.process_time() - start))
    start = time.process_time()
    folded = folding.fold()
    return {
        "one row by its key, for comparison": round(statistics.median(one), 2),
        "choose, median": round(statistics.median(choose), 2),
        "choose, p95": round(float(np.quantile(choose, 0.95)), 2),
        "model update, median": round(statistics.median(learn), 2),
        "model update, p95": round(float(np.quantile(learn, 0.95)), 2),
        "fold, an answer": round(1_000 * (time.process_time() - start) / max(folded, 1), 3),
    }


def _rebuild() -> dict[str, Any]:
    from questions.services import rebuilding

    start, used = time.perf_counter(), time.process_time()
    done = rebuilding.rebuild(
        progress=lambda done, total: print(f"\r{done:,} of {total:,}", end="", file=sys.stderr)
    )
    return {
        "rebuild, answers": done,
        "rebuild, seconds": round(time.perf_counter() - start, 1),
        "rebuild, processor seconds": round(time.process_time() - used, 1),
    }


if __name__ == "__main__":
    main()
