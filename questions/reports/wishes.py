"""The forms that answers are asked for in, and what is said of one in another form."""

import re
from dataclasses import replace

from questions import maths
from questions.problems import Problem

WISHES = {
    "expanded": "be expanded",
    "factored": "be factored",
    "single fraction": "be a single fraction",
    "no negative powers": "have no negative powers",
    "no unevaluated derivative": "have every derivative worked out",
    "no division by h": "be without division by h, so that h can go to 0",
    "simplified": "be simplified",
    "point put in": "have the point put in",
    "path put in": "have the path put in",
}
"""What each form asks for, after “should”; the last two are asked for by the task itself."""
QUOTED = re.compile("“([^”]*)”")
PLACE = re.compile(r"at (\w+ = \d+)")


def missed(problem: Problem, form: str, sentence: str, yours: str) -> str:
    """That an answer is right in value alone, with the `sentence` that blames parts of it, typeset
    as they were read; `yours` names the answer.
    """
    blamed = QUOTED.sub(lambda match: _typeset(problem, match[1]), sentence)
    blamed = PLACE.sub(r"at $\1$", blamed)
    return f"{yours} is right in value, but should {WISHES[form]}: {blamed}"


def _typeset(problem: Problem, text: str) -> str:
    """As it is typed where it cannot be read alone."""
    try:
        tree = maths.read(text, replace(problem.notation(), expected="scalar")).expression
    except maths.MathsError:
        return f"`{text}`"
    return f"${maths.write_latex(tree)}$"
