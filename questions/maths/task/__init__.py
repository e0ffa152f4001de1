"""What was asked of a person, without rows and without families."""

from questions.maths.task.asks import ASKS, HIGHEST_ORDER, SCHEMES, Ask
from questions.maths.task.task import Pairs, Task

__all__ = ["ASKS", "HIGHEST_ORDER", "SCHEMES", "Ask", "Pairs", "Task"]
