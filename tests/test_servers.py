"""Judging over HTTP with several server processes, each of which has its own judge pool."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
STUDENTS = 12
SECONDS_TO_START = 60
SECONDS_TO_HAND_IN = 30

PREPARE = f"""
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("createcachetable", verbosity=0)
from django.test import Client
import datetime
from django.utils import timezone
from questions.services import attempts
from tests import factories, teaching
from tests.factories import ItemSessionFactory
student = factories.StudentFactory()
assignment = teaching.assignment(factories.TeacherFactory(), student, minutes=1)
earlier = timezone.now() - datetime.timedelta(minutes=5)
attempt = attempts.start(assignment=assignment, student=student, at=earlier)
session = attempt.item_sessions.get(position=1)
attempts.save(item_session=session, entry=["a"], sequence=1, at=earlier)
made = []
for number in range({STUDENTS}):
    session = ItemSessionFactory()
    client = Client(headers={{"host": "127.0.0.1"}})
    client.force_login(session.student)
    made.append((client.cookies["sessionid"].value, f"/practice/{{session.pk}}/"))
print(json.dumps({{"students": made, "overdue": attempt.pk}}))
"""

SERVERS = {
    "granian": [
        *("granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "2"),
        *("--blocking-threads", "4", "--log-level", "warning", "--port"),
    ],
    "gunicorn": [
        *("gunicorn", "--workers", "2", "--threads", "4", "--log-level", "warning"),
        "--bind",
    ],
}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def served(name: str, port: int, environment: dict[str, str]) -> Iterator[str]:
    address = str(port) if name == "granian" else f"127.0.0.1:{port}"
    command = [sys.executable, "-m", *SERVERS[name], address, "gradquiz.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_for(port, server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/practice/", timeout=5).read()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("The server did not start.")


def answer(site: str, cookie: str, path: str, text: str) -> str:
    """The page that follows an answer."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    opener.addheaders = [("Cookie", f"sessionid={cookie}")]
    with opener.open(site + path, timeout=30) as page:
        shown = page.read().decode()
        token = page.headers["Set-Cookie"].split("csrftoken=")[1].split(";")[0]
    hidden = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    assert hidden is not None
    form = {"csrfmiddlewaretoken": hidden[1], "client_key": str(uuid.uuid4()), "entry": text}
    request = urllib.request.Request(  # noqa: S310  # the site is our own server
        f"{site}{path}answer", urllib.parse.urlencode(form).encode(), {"Referer": site + path}
    )
    request.add_header("Cookie", f"sessionid={cookie}; csrftoken={token}")
    with urllib.request.build_opener().open(request, timeout=30) as page:
        body: str = page.read().decode()
        return body


def was_handed_in(environment: dict[str, str], attempt: int) -> bool:
    """Waits for it, beside the server and without the app: nobody opens the attempt."""
    path = environment["DATABASE_URL"].removeprefix("sqlite:///")
    until = time.monotonic() + SECONDS_TO_HAND_IN
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT submitted_at IS NOT NULL FROM questions_attempt WHERE id = ?"
        while not database.execute(query, [attempt]).fetchone()[0]:
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
    return True


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, Any]]:
    """A database with students who each have a question open, and an attempt that is overdue."""
    database = tmp_path_factory.mktemp("served") / "served.sqlite3"
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{database}",
        "DJANGO_SETTINGS_MODULE": "tests.served_settings",
        "SECRET_KEY": "for this test",
        "HTTPS": "false",
    }
    run = subprocess.run(
        [sys.executable, "-c", PREPARE],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return environment, json.loads(run.stdout)


@pytest.mark.parametrize("name", SERVERS)
def test_several_processes_judge_at_the_same_time_and_hand_in_what_is_overdue(
    name: str, prepared: tuple[dict[str, str], dict[str, Any]]
) -> None:
    environment, students = prepared[0], prepared[1]["students"]
    mine = list(SERVERS).index(name)
    share = students[mine :: len(SERVERS)]
    with served(name, free_port(), environment) as site, ThreadPoolExecutor(4) as threads:
        texts = ["x + x", "x^2"] * (len(share) // 2)
        pages = list(
            threads.map(lambda one: answer(site, *one[0], one[1]), zip(share, texts, strict=True))
        )
        is_handed_in = was_handed_in(environment, prepared[1]["overdue"])
    for text, page in zip(texts, pages, strict=True):
        assert ("Correct" in page) == (text == "x + x"), page
        assert ("it should be" in page) == (text == "x^2"), page
    assert is_handed_in
