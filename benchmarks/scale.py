"""Many questions and many responses: what grows with them, and what does not.

    .venv/bin/python -m benchmarks.scale [--quick] [--questions N] [--responses N] [--only PART]

Builds a database in a temporary folder, which is removed at the end (DATABASE_URL names another
one, which must be empty); measures at a tenth of the size and at all of it: choosing the next
question, a submission's model update, pages of students and teachers, lists of the admin; then
rebuilds all state. Of each page: 95th percentiles of wall and processor time, how many queries it
makes, and which large tables a query reads through from end to end (SQLite's query plan). Prints a
table and ends with one JSON line.
"""

import argparse
import contextlib
import datetime
import json
import os
import re
import resource
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

import numpy as np

from benchmarks import bulk, bulk_import

QUICK: Final = (2_000, 6_000, 4)
WHOLE: Final = (100_000, 1_000_000, 40)
LARGE: Final = {
    "question", "questionversion", "variant", "itemsession", "response", "observation",
    "mistakeevidence", "studentitem", "itemdifficulty", "skillestimate", "mistakepattern",
    "question_skills",
}  # fmt: skip
"""Tables that grow with questions or responses."""
GIVEN: Final = 100
STOCKED: Final = 60
PARTS: Final = ("model", "students", "teachers", "admin", "import", "rebuild")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Under a minute.")
    parser.add_argument("--questions", type=int)
    parser.add_argument("--responses", type=int)
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--only", choices=PARTS, action="append")
    parser.add_argument("--show", action="store_true", help="Print the plans that read through.")
    options = parser.parse_args()
    questions, responses, rounds = QUICK if options.quick else WHOLE
    questions, responses = options.questions or questions, options.responses or responses
    rounds = min(options.rounds or rounds, GIVEN // 2 - 2)
    with tempfile.TemporaryDirectory() as folder:
        _set_up(folder)
        rows = _measure(questions, responses, rounds, options.only or PARTS, show=options.show)
    print(f"{'':44} {'a tenth':>40} {'all':>40}")
    for name, (tenth, whole) in rows.items():
        print(f"{name:44} {tenth:>40} {whole:>40}")
    print(json.dumps({"questions": questions, "responses": responses} | rows))


def _set_up(folder: str) -> None:
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/benchmark.sqlite3")
    os.environ["HTTPS"] = "false"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gradquiz.settings")
    import django

    django.setup()


def _measure(
    questions: int, responses: int, rounds: int, parts: list[str], *, show: bool
) -> dict[str, tuple[str, str]]:
    from django.core.management import call_command

    from questions.services import starter

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("build_assets", verbosity=0)
    starter.load()
    filled = bulk.Bulk()
    found: list[dict[str, str]] = []
    for share in (10, 1):
        started, used = time.perf_counter(), time.process_time()
        bulk.fill(filled, questions=questions // share, responses=responses // share)
        figures = {"filling": _spent(started, used)}
        for part in parts:
            if part in CALLS:
                _progress(f"measuring {part} at {responses // share:,} responses")
                for name, call in CALLS[part](filled).items():
                    figures[f"{part}: {name}"] = str(_timed(call, rounds, show=show and name))
        if "import" in parts:
            wall, used = bulk_import.timed(questions // share // 20)
            figures["import of a twentieth as many questions"] = f"{wall:.1f} ({used:.1f}) s"
        if "rebuild" in parts:
            figures |= _rebuild()
        found.append(figures)
    return {name: (found[0][name], found[1][name]) for name in found[1]}


@dataclass
class Timed:
    """`queries` are the numbers of queries that were seen, `scanned` large tables."""

    wall: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)
    queries: set[int] = field(default_factory=set)
    scanned: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        wall, used = (float(np.quantile(one, 0.95)) for one in (self.wall, self.used))
        numbers = "-".join(str(one) for one in sorted({min(self.queries), max(self.queries)}))
        through = f" through {', '.join(sorted(self.scanned))}" if self.scanned else ""
        return f"{wall:.0f} ({used:.0f}) ms, {numbers} q{through}"


def _timed(call: Callable[[int], None], rounds: int, *, show: str | bool) -> Timed:
    """The first rounds warm what a process holds, count queries and read their plans."""
    found = Timed()
    for number in range(2):
        with _watched() as statements:
            call(number)
        found.queries.add(len(statements))
    found.queries = {len(statements)}
    for statement, values in statements:
        through = _read_through(statement, values)
        if through and show:
            print(f"\n{show}: {through}\n  {statement[:1500]}", file=sys.stderr)
        found.scanned |= through
    for number in range(2, rounds + 2):
        started, used = time.perf_counter(), time.process_time()
        call(number)
        found.wall.append(1_000 * (time.perf_counter() - started))
        found.used.append(1_000 * (time.process_time() - used))
        if sum(found.wall) > 20_000:
            break
    return found


@contextlib.contextmanager
def _watched() -> Iterator[list[tuple[str, Any]]]:
    """The statements that read, with their parameters."""
    from django.db import connection

    seen: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")):
            seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        yield seen


def _read_through(statement: str, values: Any) -> set[str]:
    """The large tables that SQLite reads from end to end for a statement."""
    from django.db import connection

    if connection.vendor != "sqlite" or not statement.lstrip().startswith("SELECT"):
        return set()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values)
        plan = [row[3] for row in cursor.fetchall()]
    aliases = dict(re.findall(r'"?questions_(\w+)"? "?(\w+)"?', statement))
    named = {alias: table for table, alias in aliases.items()}
    scans = [line.split() for line in plan if line.startswith("SCAN")]
    tables = {words[1] for words in scans if not _partial_indexes().intersection(words)}
    limited = _is_limited(statement, plan)
    tables = {named.get(one, one).removeprefix("questions_") for one in tables}
    return set() if limited else tables & LARGE


@cache
def _partial_indexes() -> set[str]:
    """Indexes of a part of a table: to read one from end to end is to read what is wanted."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%WHERE%'")
        return {row[0] for row in cursor.fetchall()}


def _is_limited(statement: str, plan: list[str]) -> bool:
    """Reads along an index and stops: nothing is sorted or grouped before the limit."""
    return " LIMIT " in statement and not any("TEMP B-TREE" in line for line in plan)


def _model(filled: bulk.Bulk) -> dict[str, Callable[[int], None]]:
    from django.db import transaction

    from questions.models import ItemSession, Response, Skill, User, Variant
    from questions.services import (
        calibrating,
        choosing,
        estimates,
        folding,
        learning,
        stock,
        sweeping,
        variants,
    )

    people = list(User.objects.filter(pk__in=[filled.busy, *filled.people[1:40]]))
    chain = Skill.objects.get(slug="chain-rule")
    given: list[Any] = []
    for number, key in enumerate(filled.variants[-GIVEN:]):
        variant = Variant.objects.select_related("version").get(pk=key)
        session = ItemSession.objects.create(
            student=people[number % len(people)],
            variant=variant,
            question_id=variant.version.question_id,
            reason={"code": "new"},
        )
        given.append(
            Response.objects.create(
                item_session=session, client_key=uuid.uuid4(), raw=["a"], verdict="correct",
                seconds=20.0, grader_version="1",
            )
        )  # fmt: skip

    def update(number: int) -> None:
        response = given[number % len(given)]
        problem = variants.problem_in(response.item_session.variant)
        with transaction.atomic():
            estimates.learn(response, problem, estimates.locked(response.item_session.student))

    def recorded(number: int) -> None:
        with transaction.atomic():
            learning.record(given[-1 - number % len(given)])

    # What is missing is built between the sweeps of a web process.
    for person in people:
        choosing.choose(person)
        choosing.choose(person, skill=chain)
    built = 0
    while built < STOCKED and stock.fill():
        built += 1

    def in_the_background(_: int) -> None:
        sweeping.sweep()
        folding.fold()
        calibrating.is_due()

    return {
        "a sweep and a fold": in_the_background,
        "choose": lambda number: _done(choosing.choose(people[number % len(people)])),
        "choose on a skill": lambda number: _done(
            choosing.choose(people[number % len(people)], skill=chain)
        ),
        "choose, busy student": lambda _: _done(choosing.choose(people[0])),
        "update of estimates": update,
        "update with mistakes": recorded,
    }


def _done(found: object) -> None:
    assert found is not None


def _students(filled: bulk.Bulk) -> dict[str, Callable[[int], None]]:
    from questions.models import MalRule, MistakePattern, Skill, User

    busy = User.objects.get(pk=filled.busy)
    met = MistakePattern.objects.filter(student=busy).first()
    code = (met.mal_rule if met else MalRule.objects.all()[0]).code
    skill = Skill.objects.get(pk=filled.skills[busy.pk % 3])
    pages = {
        "today": "/today/",
        "progress": "/progress/",
        "my mistakes": "/mistakes/",
        "a mistake": f"/mistakes/{code}/",
        "a skill": f"/skills/{skill.slug}/",
        "practice": "/practice/",
        "practice exams": "/practice-exams/",
        "when an attempt ends": f"/attempts/{_running(filled, busy)}/end",
    }
    return _pages(busy, pages)


def _running(filled: bulk.Bulk, student: Any) -> int:
    """An attempt whose open page asks every four seconds when it ends."""
    from django.utils import timezone

    from questions.models import Attempt

    now, mine = timezone.now(), {"assignment_id": filled.assignment, "student": student}
    values = {
        "number": Attempt.objects.filter(**mine).count() + 1,
        "started_at": now,
        "deadline": now + datetime.timedelta(hours=3),
    }
    return Attempt.objects.get_or_create(**mine, submitted_at=None, defaults=values)[0].pk


def _teachers(filled: bulk.Bulk) -> dict[str, Callable[[int], None]]:
    from questions.models import ItemSession, MalRule, Quiz, User

    teacher = User.objects.get(pk=filled.teacher)
    room, given = filled.classroom, filled.assignment
    code = MalRule.objects.order_by("pk")[0].code
    one = ItemSession.objects.filter(attempt__assignment=given).first()
    assert one is not None
    pages = {
        "classroom": f"/classrooms/{room}/",
        "results": f"/assignments/{given}/results/",
        "results, CSV": f"/assignments/{given}/results.csv",
        "a response": f"/assignments/{given}/results/{one.pk}/",
        "class mastery": f"/classrooms/{room}/mastery/",
        "mistakes of the class": f"/classrooms/{room}/mistakes/",
        "one mistake of the class": f"/classrooms/{room}/mistakes/{code}/",
        "unexplained answers": "/unexplained/",
        "to decide": "/to-decide/",
        "quizzes": "/quizzes/",
        "a quiz": f"/quizzes/{Quiz.objects.get(assignments=given).pk}/",
    }
    return _pages(teacher, pages)


def _admin(filled: bulk.Bulk) -> dict[str, Callable[[int], None]]:
    from questions.models import Bank, QuestionVersion, Response, User

    admin = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser(
        "admin@example.org", "x"
    )
    bank = Bank.objects.get(slug="many")
    question = filled.questions[7]
    version = QuestionVersion.objects.filter(question=question)[0]
    response = Response.objects.order_by("pk")[100]
    named = {
        "banks": "bank/",
        "questions": "question/",
        "questions, last page": f"question/?p={len(filled.questions) // 50}",
        "questions of a bank": f"question/?bank={bank.pk}",
        "questions of a skill": "question/?skill=chain-rule",
        "questions of a kind": "question/?kind=choice",
        "questions of a family": "question/?family=gradient",
        "drafts": "question/?state=draft",
        "questions of a family, its last page": "question/?family=gradient&p=9",
        "written questions": "question/?family=none",
        "templates": "question/?family=template",
        "questions asked": "question/?state=ready",
        "questions retired": "question/?state=retired",
        **{
            f"questions, {value}": f"question/?statistics={value}"
            for value in ("never", "few", "hard", "easy")
        },
        "templates of a skill, hard, by right": "question/?family=template&skill=chain-rule"
        "&statistics=hard&o=6",
        **{f"questions by column {place}": f"question/?o={place}" for place in range(1, 9)},
        **{f"questions by column {place}, down": f"question/?o=-{place}" for place in range(1, 9)},
        "questions, searched": "question/?q=tangent+777",
        "a question": f"question/{question}/change/",
        "versions": "questionversion/",
        "versions, searched": "questionversion/?q=tangent+777",
        "a version": f"questionversion/{version.pk}/change/",
        "responses": "response/",
        "responses, later page": f"response/?p={min(filled.responses // 50, 20)}",
        "responses, incorrect": "response/?verdict=incorrect",
        "responses, pending": "response/?verdict=pending",
        "responses of a week": "response/?submitted_at__gte=2026-01-05+00%3A00%3A00%2B00%3A00"
        "&submitted_at__lt=2026-01-12+00%3A00%3A00%2B00%3A00",
        "responses, a student": "response/?q=person-77%40example.org",
        "responses, a question": "response/?q=number+777",
        "a response": f"response/{response.pk}/change/",
        "people": "user/",
        "people, searched": "user/?q=person-77",
        "a person": f"user/{filled.people[7]}/change/",
        "skills": "skill/",
        "mal-rules": "malrule/",
        "classrooms": "classroom/",
        "calibrations": "calibration/",
    }
    return _pages(admin, {name: f"/admin/questions/{one}" for name, one in named.items()})


def _pages(who: Any, pages: dict[str, str]) -> dict[str, Callable[[int], None]]:
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")

    def getter(name: str, address: str) -> Callable[[int], None]:
        def get(_: int) -> None:
            answer = client.get(address)
            assert answer.status_code == 200, (name, address, answer.status_code)

        return get

    return {name: getter(name, address) for name, address in pages.items()}


CALLS: Final = {
    "model": _model, "students": _students, "teachers": _teachers, "admin": _admin,
}  # fmt: skip


def _rebuild() -> dict[str, str]:
    from questions.services import rebuilding

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started, used = time.perf_counter(), time.process_time()
    done = rebuilding.rebuild(progress=lambda done, total: _progress(f"{done:,} of {total:,}"))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "rebuild, answers": f"{done:,}",
        "rebuild": _spent(started, used),
        "rebuild, more memory at its height": f"{(after - before) // 1024} MB",
    }


def _spent(started: float, used: float) -> str:
    wall, processor = time.perf_counter() - started, time.process_time() - used
    return f"{wall:.0f} ({processor:.0f}) s"


def _progress(text: str) -> None:
    print(
        f"\r{text}", end="\n" if text.startswith("measuring") else "", file=sys.stderr, flush=True
    )


if __name__ == "__main__":
    main()
