"""The calculator without a process of its own, for tests of what it is asked and what it shows."""

from collections.abc import Callable
from typing import Any

import pytest

from questions.services import explore


class InThisProcess:
    """Does the jobs of a judge pool at once, without a deadline."""

    def submit(self, job: Callable[..., Any], *args: Any) -> Any:
        return job(*args)


@pytest.fixture(autouse=True)
def calculating_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Import it into a module whose tests need no process: starting one takes a second."""
    monkeypatch.setattr(explore, "_pool", InThisProcess)
