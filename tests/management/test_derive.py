"""`manage.py derive`: the steps for a terminal and as data, no database."""

import io
import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from questions import maths
from questions.management.derivation import WIDTH

ROOT = Path(__file__).parent.parent.parent
PROMPT = "$ derive "
NARRATIONS = (ROOT / "tests" / "cases" / "narrations.txt").read_text(encoding="utf-8")
REVIEWED = {
    command: expected.strip("\n")
    for block in NARRATIONS.split(PROMPT)[1:]
    for command, _, expected in [block.partition("\n")]
}
"""Read as a strict teacher would; change one only because the new one reads better."""


def derive(command: str) -> str:
    out = io.StringIO()
    call_command("derive", *shlex.split(command), stdout=out)
    return out.getvalue().rstrip("\n")


@pytest.mark.parametrize("command", REVIEWED)
def test_a_derivation_reads_as_it_was_reviewed(command: str) -> None:
    assert derive(command) == REVIEWED[command]


def test_reviewed_derivations_fit_a_terminal() -> None:
    assert len(REVIEWED) >= 8
    assert max(len(line) for text in REVIEWED.values() for line in text.splitlines()) <= WIDTH


def test_steps_are_data_too() -> None:
    row = json.loads(derive("'x^2*sin(3x)' --json"))
    assert row["key"] == "2*x*sin(3*x) + 3*x^2*cos(3*x)"
    assert [step["name"] for step in row["steps"]] == ["Product rule", "Chain rule", "Result"]
    last = row["steps"][-1]
    assert (last["before"], last["variable"], last["after"]) == ("x^2*sin(3*x)", "x", row["key"])
    assert set(last) == {
        *("part", "rule", "name", "variable", "before", "after", "sentence", "latex", "text")
    }
    assert maths.Task.from_row(row["task"]).ask == "derivative"
    assert len(row["hints"]) == 3


@pytest.mark.parametrize(
    ("command", "ask", "key"),
    [
        ("'f(x) = x^2'", "derivative", "2*x"),
        ("'y = x^2'", "derivative", "2*x"),
        ("'x^5' --order 3", "derivative", "60*x^2"),
        ("'a*x^2' --wrt x", "partial", "2*a*x"),
        ("'x^2*y^3' --wrt x,y --ask partial", "partial", "6*x*y^2"),
        ("'x*y*z'", "gradient", "(y*z, x*z, x*y)"),
        ("'x^2*y' --order 2", "hessian", "[[2*y, 2*x], [2*x, 0]]"),
        ("'(x*y, x+y, y^2)'", "jacobian", "[[y, x], [1, 1], [0, 2*y]]"),
        ("'x*y = 1'", "implicit", "-y/x"),
        ("'y = x*y + 1'", "implicit", "-y/(x - 1)"),
        ("'(t, t^3)'", "parametric", "3*t^2"),
        ("'x*y' --path 'x=cos(t), y=sin(t)'", "chain", "cos(t)^2 - sin(t)^2"),
        ("'x*y' --direction 3,4 --as-given", "directional", "3*y + 4*x"),
        ("'x^2' --tangent --at x=1", "tangent", "2*x - 1"),
        ("'x^2' --at x=1 --near x=1.1", "linear_approximation", "6/5"),
        ("'x^2' --at x=1 --rate 1/4", "descent_step", "1/2"),
        ("'x^2' --at x=1 --step 0.1 --scheme forward", "finite_difference", "21/10"),
        ("'theta*w_1' --wrt theta", "partial", "w_1"),
        ("7", "derivative", "0"),
        ("'x^sin(x)' --logarithmic --at x=pi", "derivative", "-ln(pi)"),
    ],
)
def test_what_is_asked_follows_from_what_is_given(command: str, ask: str, key: str) -> None:
    row = json.loads(derive(f"{command} --json"))
    task = maths.Task.from_row(row["task"])
    names = (*task.symbols, *task.coordinates)
    right = maths.read(key, maths.Notation(variables=names)).expression
    found = maths.read(row["key"], maths.Notation(variables=names)).expression
    assert task.ask == ask
    assert maths.compare(right, found, variables=names).kind == "equal"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("'x^2 + )'", "Something is missing before “)”.\n  x^2 + )\n        ^"),
        ("'|x|' --at x=0", "There is no derivative at x = 0"),
        ("'x^2' --at y", "Write --at as in “x=1,y=2”."),
        ("'x^2' --at 'x=1+'", "“at” cannot be read"),
        ("'x^2' --order 9", "The order lies between 1 and 6."),
        ("'x^2' --tangent", "A tangent needs a point"),
        ("'x! * x'", "factorial"),
        ("''", "Nothing is written"),
        ("'x^2 + y^2 = 25' --at x=1,y=1", "does not lie on the curve"),
        ("'x^2 = y = 3'", "one equals sign"),
        ("'[[x, 1], [2, 3]]'", "one value"),
    ],
)
def test_what_cannot_be_used_gets_a_sentence(command: str, said: str) -> None:
    with pytest.raises(CommandError) as found:
        derive(command)
    assert said in str(found.value)
    assert found.value.returncode == 1


def test_a_derivation_that_is_too_large_says_so() -> None:
    long = "*".join(f"sin(x^{n}+cos({n}x))" for n in range(1, 40))
    with pytest.raises(CommandError, match="too long"):
        derive(f"'{long}'")


def test_the_command_needs_no_database_and_fails_with_1() -> None:
    run = subprocess.run(
        [sys.executable, "manage.py", "derive", "|x|", "--at", "x=0"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin:/bin", "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"},
    )
    assert run.returncode == 1
    assert "There is no derivative" in run.stderr.decode()
    assert not run.stdout
