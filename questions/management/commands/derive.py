"""A derivative with its steps."""

import json
import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from questions import maths
from questions.management import asking, derivation
from questions.management.console import WrittenHelp, until_closed

HELP = """\
Work out a derivative and show every step with its rule.

  manage.py derive 'x^2*sin(3x)'                      f'(x)
  manage.py derive 'x^2*sin(3x)' --at x=pi/6          and its value there
  manage.py derive 'x^5 - ln(x)' --order 3            the third derivative
  manage.py derive 'x^2*y + y^3'                      the gradient
  manage.py derive 'x^2*y + y^3' --wrt x              one partial derivative
  manage.py derive 'x^2*y + y^3' --wrt x,y --ask partial    by x, then by y
  manage.py derive 'x^2*y + y^3' --order 2 --at x=1,y=2     the Hessian there
  manage.py derive '(x*y, x + y)'                     the Jacobian
  manage.py derive 'x^2 + y^2 = 25' --at x=3,y=4      dy/dx of an equation
  manage.py derive '(cos(t), sin(t))'                 dy/dx of a curve
  manage.py derive 'x*y' --path 'x=cos(t),y=t^2'      along a path
  manage.py derive 'x*y' --direction 3,4 --at x=1,y=2 a directional derivative
  manage.py derive 'sqrt(x)' --tangent --at x=4       the tangent
  manage.py derive 'sqrt(x)' --at x=4 --near x=4.1    a linear approximation
  manage.py derive 'x^2 + y^2' --at x=1,y=2 --rate 0.1 --steps 2   gradient descent
  manage.py derive 'x^3' --at x=2 --step 0.1          a central difference

Every step is checked before it is shown. With --json the steps are data: for each its rule, name,
what was differentiated (before), its derivative (after), the sentence, and the formulas as LaTeX
and as text.
"""


class Command(BaseCommand):
    help = HELP
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        """An expression may begin with a minus, which would be taken for an option."""
        super().run_from_argv([*argv[:2], *map(_with_minus, argv[2:])])

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        return super().create_parser(prog_name, subcommand, formatter_class=WrittenHelp, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        add = parser.add_argument
        add("expression", help="A function, several as (f, g), or an equation.")
        add("--wrt", metavar="X,Y", help="The variables to differentiate by (default: all).")
        add("--order", type=int, metavar="N", help="How often, up to 6 (2: the Hessian).")
        add("--at", metavar="X=1,Y=2", help="A point: the value there.")
        add("--ask", choices=list(maths.ASKS), help="What to work out, if not as the rest says.")
        add("--direction", metavar="3,4", help="The directional derivative in this direction,")
        add("--as-given", action="store_true", help="which is not divided by its length.")
        add("--path", metavar="X=...,Y=...", help="The derivative along this path.")
        add("--tangent", action="store_true", help="The tangent line or plane at the point.")
        add("--near", metavar="X=1.1", help="A linear approximation there, made at the point.")
        add("--rate", metavar="R", help="Gradient descent from the point with this learning rate,")
        add("--steps", type=int, metavar="N", help="so many steps (default: 1).")
        add("--step", metavar="H", help="A finite difference with this step,")
        add("--scheme", choices=["forward", "backward", "central"], help="(default: central).")
        add("--logarithmic", action="store_true", help="Take logarithms before differentiating.")
        add("--json", action="store_true", help="Write the steps as data.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            task = asking.task_of(options["expression"], options)
            worked = maths.work(task)
        except maths.MathsError as error:
            raise CommandError(shown(error), returncode=1) from error
        with until_closed():
            if options["json"]:
                self.stdout.write(json.dumps(derivation.as_row(worked), ensure_ascii=False))
            else:
                self.stdout.write(derivation.as_text(worked))


def _with_minus(argument: str) -> str:
    is_option = re.fullmatch(r"--[a-z].*|-[hv]|-v ?\d|-|--", argument, re.DOTALL) is not None
    return argument if is_option or argument[:1] != "-" else f"−{argument[1:]}"


def shown(error: maths.MathsError) -> str:
    """The sentence, and below it the place in what was typed."""
    if not error.source or error.end <= error.start:
        return error.message
    before = len(error.source[: error.start].expandtabs(1))
    carets = "^" * max(1, error.end - error.start)
    source = error.source.replace("\t", " ").replace("\n", " ")
    return f"{error.message}\n  {source}\n  {' ' * before}{carets}"
