"""The WSGI door, in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def serve(**changes: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    program = (
        "from gradquiz.wsgi import application\n"
        "from questions.services import marking, variants\n"
        "problem = variants.problem_from({'version': 1, 'source': 'authored', 'kind': 'expression',"
        " 'prompt': 'x', 'key': '2x', 'variables': ['x']}, 1)\n"
        "print(marking.mark(problem, ['x + x']).verdict)\n"
        "import gc\n"
        "print(gc.get_freeze_count() > 100_000)"
    )
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**environment, **changes},
        capture_output=True,
        text=True,
        check=False,
    )


def test_serving_refuses_without_a_secret_key():
    run = serve()
    assert run.returncode != 0
    assert "Serving needs SECRET_KEY in the environment" in run.stderr


def test_a_serving_process_judges_and_does_not_search_what_it_loaded_for_garbage():
    run = serve(SECRET_KEY="for this test")
    assert run.stdout.split() == ["correct", "True"], run.stderr


def test_a_malformed_setting_stops_start_up_with_a_sentence():
    run = serve(SECRET_KEY="for this test", HTTPS="perhaps")
    assert run.returncode != 0
    assert "The environment variable HTTPS should be true or false." in run.stderr
