"""The house rules that no linter holds."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = [
    path
    for folder in ("questions", "gradquiz")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]


def test_no_module_passes_400_lines():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in MODULES
        if (lines := path.read_text().count("\n")) > 400
    }
    assert long == {}


@pytest.mark.parametrize(
    "engine", ["maths", "adaptive", "plots", "problems", "calculator", "presets"]
)
def test_an_engine_imports_without_django(engine):
    program = (
        f"import sys, questions.{engine};"
        "print(sorted(name for name in sys.modules if name.split('.')[0] == 'django'))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"
