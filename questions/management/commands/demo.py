"""The demo: one command from a fresh clone to a running GradQuiz with people in it."""

import os
import secrets
import socket
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions.services import demo, starter

LONGEST_BAR = 30
SECONDS_BETWEEN = 0.1
SECONDS_FOR_A_PAGE = 10
SEES = {
    "student": "practice, own mistakes and progress; Assignments: one open, one with results",
    "teacher": "Classrooms: a class of 31 with its mistakes and results, three marks to decide",
    "admin": "Admin: question banks with previews, mistakes, skills, people",
}


class Command(BaseCommand):
    help = (
        "Set up and serve a GradQuiz with demo people, starter banks and a simulated history on "
        "127.0.0.1, the way production does. A second run changes nothing and starts in seconds."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="Port on 127.0.0.1 (8000).")
        parser.add_argument("--no-serve", action="store_true", help="Set up, then stop.")
        parser.add_argument(
            "--no-history", action="store_true", help="Leave out the 30 simulated students."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["port"] <= 65_535:
            raise CommandError("--port takes a number from 1 to 65535.")
        if not options["no_serve"]:
            self._refuse_taken(options["port"])
        key = self._secret_key()
        self._prepare()
        people = demo.people(folder=self._folder())
        if not options["no_history"]:
            demo.history(progress=self._bar)
        if options["no_serve"]:
            self._say_who(people, options["port"])
            return
        self._say_once_it_answers(people, options["port"])
        self._serve(options["port"], key)

    def _refuse_taken(self, port: int) -> None:
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                raise CommandError(f"Port {port} is taken. Choose another one by --port.")

    def _prepare(self) -> None:
        self._step("Preparing the database")
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        self._step("Loading the starter banks")
        starter.load()
        self._step("Building the font and the static files")
        call_command("build_assets", verbosity=0)

    def _folder(self) -> Path:
        """Where this machine's demo keeps its secret key and passwords; git ignores it."""
        folder = Path(settings.BASE_DIR) / ".demo"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def _secret_key(self) -> str:
        path = self._folder() / "secret-key"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(60))
        return path.read_text()

    def _step(self, sentence: str) -> None:
        self.stdout.write(f"{sentence} …")
        self.stdout.flush()

    def _bar(self, done: int, total: int, what: str) -> None:
        filled = round(LONGEST_BAR * done / total)
        end = "\r" if done < total and self.stdout.isatty() else "\n"
        bar = "#" * filled + "." * (LONGEST_BAR - filled)
        self.stdout.write(f"{what} [{bar}] {done}/{total}", ending=end)
        self.stdout.flush()

    def _say_who(self, people: list[demo.Person], port: int) -> None:
        self.stdout.write("\nDemo people (their passwords are made for this machine):")
        for person in people:
            self.stdout.write(f"  {person.role:8} {person.email:20} {person.password}")
            self.stdout.write(f"           {SEES[person.role]}")
        self.stdout.write(f"\n  Start here  http://127.0.0.1:{port}/  (try it without signing in)")
        self.stdout.write(f"  Admin       http://127.0.0.1:{port}/admin/\n")
        self.stdout.flush()

    def _say_once_it_answers(self, people: list[demo.Person], port: int) -> None:
        """A process beside the server says it, since this one becomes the server."""
        self._step("Starting the server")
        if os.fork():
            return
        server = os.getppid()
        while not (is_answered := self._answers(port)) and os.getppid() == server:
            time.sleep(SECONDS_BETWEEN)
        if is_answered:
            self._say_who(people, port)
            self._step("Serving. Stop with Ctrl-C")
        os._exit(0)

    def _answers(self, port: int) -> bool:
        """Whether a page can be had by now."""
        door = HTTPConnection("127.0.0.1", port, timeout=SECONDS_FOR_A_PAGE)
        try:
            door.request("HEAD", "/")
            door.getresponse()
        except (OSError, HTTPException):
            return False
        finally:
            door.close()
        return True

    def _serve(self, port: int, key: str) -> None:
        """Becomes the server: the same process, so that Ctrl-C ends it."""
        os.environ.update(SECRET_KEY=key, HTTPS="false", DJANGO_SETTINGS_MODULE="gradquiz.settings")
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(port), "--respawn-failed-workers", "--log-level", "warning"]
        threads = min(8, 2 * (os.cpu_count() or 1) + 1)
        command += ["--blocking-threads", str(threads), "--backpressure", str(4 * threads)]
        os.chdir(settings.BASE_DIR)
        os.execv(sys.executable, [*command, "gradquiz.wsgi:application"])  # noqa: S606
