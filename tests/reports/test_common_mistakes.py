"""The most common mistakes of a class: counted by students, with samples of their answers."""

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from questions import problems
from questions.models import Response
from questions.reports import common_mistakes, feedback
from questions.services import attempts
from tests import factories, teaching

CODES = ("inner-derivative-missing", "constant-kept")


@pytest.fixture
def assignment(teacher, student, classmate):
    for code in CODES:
        factories.MalRuleFactory(code=code, name=code.replace("-", " "))
    return teaching.assignment(teacher, student, classmate)


def respond(assignment, person, *answers):
    """An attempt with a response to each question, explained by the mal-rules given."""
    attempt = attempts.start(assignment=assignment, student=person)
    for session, (raw, *explained) in zip(attempt.item_sessions.all(), answers, strict=False):
        mistakes = [{"rule": rules[0], "rules": rules} for rules in explained]
        factories.ResponseFactory(
            item_session=session, raw=[raw], verdict="incorrect", mistakes=mistakes
        )


def found():
    rows = Response.objects.select_related("item_session__attempt", "item_session__student")
    return common_mistakes.of(map(common_mistakes.mistaken, rows))


def test_what_most_students_do_comes_first(assignment, student, classmate):
    respond(assignment, student, ("2x", ["constant-kept"]), ("3x", ["inner-derivative-missing"]))
    respond(assignment, classmate, ("4x", ["inner-derivative-missing"]))
    first, second = found()
    assert (first.name, first.students, first.occurrences) == ("inner derivative missing", 2, 2)
    assert (second.code, second.students, second.occurrences) == ("constant-kept", 1, 1)
    assert {(sample.student, sample.text) for sample in first.samples} == {
        ("Sam Student", "3x"),
        ("Chris Classmate", "4x"),
    }


def test_only_the_likeliest_explanation_counts(assignment, student):
    respond(assignment, student, ("2x", ["constant-kept"], ["inner-derivative-missing"]))
    assert [one.code for one in found()] == ["constant-kept"]


def test_two_mal_rules_in_one_answer_count_each(assignment, student):
    respond(assignment, student, ("2x", list(CODES)))
    assert {one.code for one in found()} == set(CODES)


def test_the_same_answer_is_one_sample(assignment, student, classmate):
    for person in (student, classmate):
        respond(assignment, person, ("2x", ["constant-kept"]))
    (mistake,) = found()
    assert (mistake.students, len(mistake.samples)) == (2, 1)


def test_a_mal_rule_without_a_row_is_shown_by_its_code(assignment, student):
    respond(assignment, student, ("2x", ["unheard-of"]))
    assert [one.name for one in found()] == ["unheard-of"]


def test_a_chosen_option_is_shown_by_its_text(assignment, student):
    attempt = attempts.start(assignment=assignment, student=student)
    attempts.save(item_session=attempt.item_sessions.get(position=1), entry=["b"], sequence=1)
    attempts.submit(attempt=attempt)
    (sample,) = found()[0].samples
    assert (sample.text, sample.is_chosen) == ("$x$", True)


def test_a_formula_is_shown_typeset_as_it_was_read(teacher, student):
    versions = [factories.family_version("derivative", 2)]
    given = teaching.assignment(teacher, student, versions=versions)
    attempt = attempts.start(assignment=given, student=student)
    variant = attempt.item_sessions.get().variant
    (wrong, *_) = variant.instance["mistakes"]
    entry = [wrong["answer"]]
    attempts.save(item_session=attempt.item_sessions.get(), entry=entry, sequence=1)
    attempts.submit(attempt=attempt)
    (sample,) = found()[0].samples
    assert sample.formulas == feedback.formulas(problems.stored(variant.instance), entry)
    page = render_to_string("questions/results/common_mistakes.html", {"mistakes": found()})
    assert "<math" in page
    assert "<code" not in page


def test_the_names_and_the_formulas_take_a_query_each(assignment, student):
    respond(assignment, student, ("2x", ["constant-kept"]), ("3x", ["inner-derivative-missing"]))
    rows = list(Response.objects.select_related("item_session__attempt", "item_session__student"))
    with CaptureQueriesContext(connection) as captured:
        common_mistakes.of(map(common_mistakes.mistaken, rows))
    assert len(captured) == 2
