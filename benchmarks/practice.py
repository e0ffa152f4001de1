"""How long a practice submission takes for one user, database and rendering included.

    .venv/bin/python -m benchmarks.practice [--quick]

Drives the views in process on a SQLite file of its own, which is removed afterwards: start a
question, preview, answer wrong, answer right. Between two rounds stands what every web process
does by itself every two seconds, and is not timed: a fold, and variants that are wanted. Also
weighs a question page without and with its assets, and times hostile answers through the same view.
Prints a table in milliseconds and ends with one JSON line.
"""

import argparse
import json
import os
import re
import statistics
import sys
import tempfile
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

SKILLS = ("product-rule", "chain-rule", "gradient", "power-rule")
"""The first question on each is not timed."""
ROUNDS_OF_A_QUESTION = 10
"""A question takes twenty seconds, which are ten rounds of a web process."""
HOSTILE = (
    "(" * 900,
    "9^9^9^9",
    "x" * 2_000,
    "sin(" * 200,
    "1/(sin(x)^2+cos(x)^2-1)",
    "e^e^e^e^e^x",
    "x^999999999",
    "\x00",
    "0/0",
    "__import__('os').system('true')",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="Under a minute.")
    rounds = 25 if parser.parse_args().quick else 120
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/benchmark.sqlite3"
        os.environ["HTTPS"] = "false"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gradquiz.settings")
        import django

        django.setup()
        figures = _measure(rounds)
    for name, value in figures.items():
        print(f"{name:34} {value:>12}")
    print(json.dumps(figures))


def _measure(rounds: int) -> dict[str, Any]:
    from django.core.management import call_command
    from django.test import Client

    from questions.models import User
    from questions.services import starter

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("build_assets", verbosity=0)
    starter.load()
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create_user("one@example.org", "x"))
    times: dict[str, list[float]] = {
        name: [] for name in ("start", "page", "preview", "wrong", "right", "hostile")
    }
    page = b""
    for turn in range(rounds + len(SKILLS)):
        taken, page = _round(client, turn)
        _meanwhile()
        for name, milliseconds in taken.items():
            if turn >= len(SKILLS):
                times[name].append(milliseconds)
    figures: dict[str, Any] = {"rounds": rounds}
    for name, values in times.items():
        figures |= _summary(name, values)
    return figures | {"page_kB": round(len(page) / 1000, 1), "assets_kB": _assets(page)}


def _meanwhile() -> None:
    from questions.services import folding, stock

    folding.keep_up()
    for _ in range(ROUNDS_OF_A_QUESTION):
        stock.fill()


def _round(client: Any, turn: int) -> tuple[dict[str, float], bytes]:
    from questions.models import ItemSession
    from questions.services import variants

    taken: dict[str, float] = {}
    choice = {"skill": SKILLS[turn % len(SKILLS)]}
    taken["start"], answer = _timed(lambda: client.post("/practice/start", choice))
    address = answer.headers["Location"]
    taken["page"], shown = _timed(lambda: client.get(address))
    session = ItemSession.objects.select_related("variant").latest("pk")
    problem = variants.problem_in(session.variant)
    preview = {"entry": "2x sin(x", "position": "0"}
    taken["preview"], _ = _timed(lambda: client.post(f"{address}preview", preview))
    for name, entry in (("hostile", HOSTILE[turn % len(HOSTILE)]), ("wrong", "x"), ("right", "")):
        texts = _right(problem) if name == "right" else [entry] * problem.fields
        sent = {"client_key": str(uuid.uuid4()), "entry": texts}
        taken[name], answer = _timed(lambda sent=sent: client.post(f"{address}answer", sent))
        assert answer.status_code in {200, 302, 422}, answer.status_code
    return taken, shown.content


def _right(problem: Any) -> list[str]:
    from questions.services.readiness import own_entry

    if problem.options:
        return [one.id for one in problem.options if one.correct]
    return [problem.accepted[0]] if problem.accepted else own_entry(problem)


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    started = time.perf_counter()
    answer = call()
    return (time.perf_counter() - started) * 1000, answer


def _summary(name: str, values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        f"{name}_median_ms": round(statistics.median(ordered), 1),
        f"{name}_p95_ms": round(ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)], 1),
        f"{name}_max_ms": round(ordered[-1], 1),
    }


def _assets(page: bytes) -> float:
    """The page with its style sheet, scripts and font as they are sent, without the page."""
    from django.conf import settings

    root = Path(settings.STATIC_ROOT)
    names = set(re.findall(r'(?:src|href)="/static/([^"]+)"', page.decode()))
    total = 0
    for name in names:
        sent = min(
            (path.stat().st_size for path in root.glob(f"{name}*") if path.is_file()), default=0
        )
        total += sent
    return round(total / 1000, 1)


if __name__ == "__main__":
    sys.exit(main())
