"""The demo's command: what it says, and when."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

ROOT = Path(__file__).parent.parent.parent
# Another server in the product's place: what is claimed is when the addresses are told.
PROGRAM = """
import os, pathlib, sys
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from questions.management.commands.demo import Command, demo
port, folder = int(sys.argv[1]), sys.argv[2]
settings.BASE_DIR = pathlib.Path(folder)
serve = (
    "import http.server as one, time; time.sleep(2);"
    f"one.HTTPServer(('127.0.0.1', {port}), one.SimpleHTTPRequestHandler).serve_forever()"
)
demo.people = lambda folder: []
Command._prepare = lambda self: None
Command._serve = lambda self, port, key: os.execv(sys.executable, [sys.executable, "-c", serve])
call_command("demo", port=port, no_history=True)
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_the_addresses_are_told_once_the_server_answers_and_not_before(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", PROGRAM, str(port), str(tmp_path)]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "gradquiz.settings"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as server:  # fmt: skip
        try:
            assert server.stdout is not None
            told = next(line for line in server.stdout if "Start here" in line)
            assert f"http://127.0.0.1:{port}/" in told
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
                assert page.status == 200
        finally:
            server.send_signal(signal.SIGTERM)


def test_a_port_that_is_taken_is_refused_before_anything_is_made() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(CommandError, match="is taken"):
            call_command("demo", port=other.getsockname()[1])
