"""Other systems deciding whether two expressions are equal: sympy, and Maxima where installed.

Each gets expressions that are ready in its own form, so only its decision is timed, and two
seconds a decision. They are asked what their users ask: sympy `simplify(a - b) == 0` and
`a.equals(b)`; Maxima the steps of STACK's test AlgEquiv.

Maxima is warm: one process decides everything, with its packages loaded. STACK gives each request a
process of its own, whose start is measured apart and not counted.
"""

import queue
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final

from questions import maths
from questions.maths.expression import Call, Constant, Quotient, Sum, Symbol, number

SECONDS: Final = 2.0
Decision = tuple[bool | None, float]
"""Whether found equal (None: no decision, or not in time), and the milliseconds it took."""

EQUIVALENCE: Final = """
display2d: false$
domain: real$
load("facexp")$
load("sqdnst")$
gq_sigmoid(u) := 1/(1 + exp(-u))$
gq_sign(u) := u/abs(u)$
gq_size(e) := if e = [] then false
    else block([v: float(abs(first(e)))], if numberp(v) then v else false)$
gq_apart(a, b) := block([names: listofvars([a, b]), whole, decimal, size],
    whole: makelist(names[k] = k + 1, k, length(names)),
    decimal: makelist(names[k] = float((sqrt(2)^k + k*%pi)/4), k, length(names)),
    size: gq_size(errcatch(ev(a - b, whole))),
    if numberp(size) and size > 1.0e-4 then return(true),
    size: gq_size(errcatch(ev(a - b, decimal, numer))),
    numberp(size) and size > 1.0e-4)$
gq_roots(e) := if atom(e) then e
    elseif listofvars(e) = [] then radcan(e)
    else apply(op(e), map(gq_roots, args(e)))$
gq_equal(a, b) := block([gap, trigexpand: true, logexpand: super, keepfloat: true],
    if gq_apart(a, b) then return(false),
    gap: gq_roots(apply(collectterms, cons(a - b, listofvars(a - b)))),
    if numberp(gap) then return(is(rat(gap) = 0)),
    gap: factor(a - b),
    if not atom(gap) and op(gap) = "-" then gap: first(gap),
    if not atom(gap) and member(op(gap), ["*", "^"])
        and not some(lambda([f], gq_equal(f, 0)), args(gap)) then return(false),
    if ratsimp(gap) = 0 then return(true),
    gap: trigsimp(num(fullratsimp(a - b))),
    if not freeof(%i, gap) then gap: rectform(gap),
    gap: exponentialize(gap),
    if ratsimp(gap) = 0 then return(true),
    gap: factcomb(radcan(gap)),
    if ratsimp(gap) = 0 then return(true),
    for n: 1 thru 10 while gap # sqrtdenest(gap) do gap: sqrtdenest(gap),
    is(ratsimp(gap) = 0))$
"""
"""The steps of STACK's AlgEquiv (`algebraic_equivalence` in its assessment.mac), written anew for
this comparison: apart at whole or decimal values of the variables; no gap once terms are
collected; no factor of the gap that is 0; no gap once expanded, in exponentials, with roots
combined and denested."""
NAMES_IN_MAXIMA: Final = {"ln": "log", "sigmoid": "gq_sigmoid", "sign": "gq_sign"}
UNKNOWN_TO_MAXIMA: Final = frozenset({"floor", "ceil", "heaviside", "root", "atan2"})


class _TooLongError(Exception):
    pass


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class Sympy:
    """sympy in this process, its cache cleared before every decision."""

    def __init__(self, method: str) -> None:
        self.name = f"sympy {method}"
        self._decide: Callable[[Any, Any], bool | None] = {
            "simplify": _simplifies_to_zero,
            "equals": _are_equal,
        }[method]

    def decide(self, key: maths.Expression, answer: maths.Expression) -> Decision:
        from sympy.core.cache import clear_cache

        try:
            pairs = [
                (maths.to_sympy(one), maths.to_sympy(other))
                for one, other in zip(maths.components(key), maths.components(answer), strict=True)
            ]
        except maths.MathsError:
            return None, 0.0
        clear_cache()
        started = time.perf_counter()
        try:
            with _stopped_after(SECONDS):
                found: bool | None = True
                for one, other in pairs:
                    equal = self._decide(one, other)
                    found = equal if not equal else found
        except Exception:  # noqa: BLE001  # whatever sympy raises is no decision
            found = None
        return found, (time.perf_counter() - started) * 1000


def _simplifies_to_zero(one: Any, other: Any) -> bool | None:
    import sympy

    return bool(sympy.simplify(one - other) == 0)


def _are_equal(one: Any, other: Any) -> bool | None:
    found: bool | None = one.equals(other)
    return found


class Maxima:
    """One warm Maxima on a pipe; a decision that takes too long is ended with its process."""

    name = "maxima"

    def __init__(self) -> None:
        self.start_milliseconds = 0.0
        self._process: subprocess.Popen[str] | None = None
        self._lines: queue.Queue[str] = queue.Queue()

    @staticmethod
    def is_installed() -> bool:
        return shutil.which("maxima") is not None

    def decide(self, key: maths.Expression, answer: maths.Expression) -> Decision:
        try:
            sides = [
                f"{_for_maxima(one)}, {_for_maxima(other)}"
                for one, other in zip(maths.components(key), maths.components(answer), strict=True)
            ]
        except maths.MathsError:
            return None, 0.0
        if self._process is None:
            self._start()
        started = time.perf_counter()
        found: bool | None = True
        for both in sides:
            output = self._ask(f"errcatch(gq_equal({both}));", SECONDS)
            equal = None if output is None else "[true]" in output
            found = equal if not equal else found
        return found, (time.perf_counter() - started) * 1000

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _start(self) -> None:
        started = time.perf_counter()
        self._process = subprocess.Popen(
            ["maxima", "--very-quiet"],  # noqa: S607  # the installed one, wherever it is
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            bufsize=1,
        )
        self._lines = queue.Queue()
        threading.Thread(target=_drain, args=(self._process, self._lines), daemon=True).start()
        self._ask(EQUIVALENCE, 30.0)
        self.start_milliseconds = (time.perf_counter() - started) * 1000

    def _ask(self, text: str, seconds: float) -> str | None:
        """What it prints, None if that takes too long."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.write(f'{text}\nprint("gq_done")$\n')
        process.stdin.flush()
        until, seen = time.monotonic() + seconds, ""
        while "gq_done" not in seen:
            try:
                seen += self._lines.get(timeout=max(until - time.monotonic(), 0))
            except queue.Empty:
                self.stop()
                return None
            if "?" in seen and "Is " in seen:
                # It asks for the sign of something, as it would ask a person.
                self.stop()
                return None
        return seen


def _drain(process: "subprocess.Popen[str]", lines: "queue.Queue[str]") -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)


def _for_maxima(tree: maths.Expression) -> str:
    """The tree in Maxima's notation. Raises UnsupportedError for what it does not have."""
    return maths.write_text(_renamed(tree)).replace("PERCENT_", "%")


def _renamed(tree: maths.Expression) -> maths.Expression:
    children = tuple(_renamed(child) for child in tree.children)
    if isinstance(tree, Constant):
        return Symbol(f"PERCENT_{tree.name}")
    if not isinstance(tree, Call):
        return tree.with_children(children) if children else tree
    match tree.name:
        case "log10" | "log2":
            base = number(int(tree.name.removeprefix("log")))
            return Quotient(Call("log", children), Call("log", (base,)))
        case "log":
            return Quotient(Call("log", children[:1]), Call("log", children[1:]))
        case "cbrt":
            raise maths.UnsupportedError("Its cube root of a negative number is not real.")
        case "relu":
            return Call("max", (number(0), *children))
        case "softplus":
            return Call("log", (Sum((number(1), Call("exp", children))),))
        case name if name in UNKNOWN_TO_MAXIMA:
            raise maths.UnsupportedError(f"Maxima has no {name}.")
    return Call(NAMES_IN_MAXIMA.get(tree.name, tree.name), children)
