"""Problems: families that generate them, questions that people wrote, and judging answers."""

from .authored import authored, exposed_by
from .building import (
    GENERATED,
    WRITTEN,
    build,
    generate,
    is_generated,
    is_given,
    is_template,
    kind_of,
    likely_skills,
    mark_alike,
    prior_difficulty,
    tells_skills,
    template_faults,
    template_names,
)
from .choices import CHOICE
from .choices import levels as choice_levels
from .confirmation import is_confirmed
from .contrast import Contrast, can_show, contrasts, foretold
from .credit import TO_WORK_OUT
from .difficulty import is_about, serves
from .domain import of_task as domain_of_task
from .explaining import GRADER_VERSION, foresee
from .families import FAMILIES, GENERATED_SKILLS, AskedFamily, ComposedFamily, Family
from .final import NO_ANSWER
from .jobs import answer_row, build_row, doubt_row, fault_rows, follows_row, suspicion_row
from .judging import Judgement, judge, judge_row, near_miss
from .meanings import other_texts
from .pairs import LEFT_OUT, chance_of_guessing, labels, right_entry
from .parts import Figure, Line, Option, Pair
from .problem import KINDS, MATHS_KINDS, OPTION_KINDS, PAIR_KINDS, Problem
from .reading import read_field, read_together
from .release import release
from .rows import ProblemError
from .showing import shows
from .shown_text import are_equal
from .shown_text import formula as formula_in
from .stored import stored
from .tasked import UNCONFIRMED
from .unfinished import check_unfinished

__all__ = [
    "CHOICE",
    "FAMILIES",
    "GENERATED",
    "GENERATED_SKILLS",
    "GRADER_VERSION",
    "KINDS",
    "LEFT_OUT",
    "MATHS_KINDS",
    "NO_ANSWER",
    "OPTION_KINDS",
    "PAIR_KINDS",
    "TO_WORK_OUT",
    "UNCONFIRMED",
    "WRITTEN",
    "Contrast",
    "AskedFamily",
    "ComposedFamily",
    "Family",
    "Figure",
    "Judgement",
    "Line",
    "Option",
    "Pair",
    "Problem",
    "ProblemError",
    "answer_row",
    "are_equal",
    "authored",
    "build",
    "build_row",
    "check_unfinished",
    "domain_of_task",
    "doubt_row",
    "formula_in",
    "can_show",
    "choice_levels",
    "chance_of_guessing",
    "contrasts",
    "exposed_by",
    "fault_rows",
    "follows_row",
    "foresee",
    "foretold",
    "generate",
    "is_about",
    "is_confirmed",
    "is_generated",
    "is_given",
    "is_template",
    "judge",
    "judge_row",
    "kind_of",
    "labels",
    "likely_skills",
    "mark_alike",
    "near_miss",
    "other_texts",
    "prior_difficulty",
    "read_field",
    "read_together",
    "release",
    "right_entry",
    "serves",
    "shows",
    "stored",
    "suspicion_row",
    "tells_skills",
    "template_faults",
    "template_names",
]
