"""The teacher's table of an assignment: who did what, how it was marked, exact points."""

import datetime
from fractions import Fraction

import pytest
from django.utils import timezone

from questions.models import Assignment, Enrolment, Response
from questions.problems import Judgement
from questions.reports import assignments, gradebook, responses, results, tables
from questions.services import attempts, classrooms, handing_in, marking, sweeping
from tests import factories, teaching


@pytest.fixture
def assignment(teacher, student, classmate):
    return teaching.assignment(teacher, student, classmate, attempts_allowed=2)


def answer(assignment, person, *entries):
    """An attempt that was handed in with these entries."""
    attempt = attempts.start(assignment=assignment, student=person)
    for session, entry in zip(attempt.item_sessions.all(), entries, strict=False):
        attempts.save(item_session=session, entry=[entry], sequence=1)
    return attempts.submit(attempt=attempt)


def table(assignment, at=None):
    return gradebook.table(assignment, at=at or timezone.now())


def test_each_cell_has_its_verdict_points_and_mistakes(assignment, student):
    factories.MalRuleFactory(code="exponent-not-brought-down", name="Lost exponent")
    answer(assignment, student, "b", "x + x")
    row = next(row for row in table(assignment).rows if row.student == "Sam Student")
    wrong, right = row.cells
    assert (wrong.verdict, wrong.points.text, wrong.mistakes) == (
        "incorrect",
        "0",
        ["Lost exponent"],
    )
    assert (right.verdict, right.points.text, right.written) == ("correct", "2", "x + x")
    assert (row.total.text, row.total.possible) == ("2", 4)


def test_parts_of_points_stay_exact(assignment, student):
    answer(assignment, student, "a", "x")
    Response.objects.filter(item_session__position=2).update(
        verdict="partly correct", score_numerator=1, score_denominator=3
    )
    row = next(row for row in table(assignment).rows if row.cells)
    assert row.total.earned == Fraction(8, 3)
    assert row.total.text == "2 2/3"


def test_an_empty_answer_is_not_answered_and_pending_is_not_zero(assignment, student):
    answer(assignment, student, "a")
    Response.objects.update(verdict="pending", score_numerator=0)
    shown = table(assignment)
    row = next(row for row in shown.rows if row.cells)
    assert [cell.verdict for cell in row.cells] == ["pending", "not answered"]
    assert shown.pending == 1
    line = list(tables.of_results(shown))[-1]
    assert line[line.index("pending") + 1] == ""


def test_a_pending_answer_is_shown_neither_as_right_nor_as_wrong(teacher, student, monkeypatch):
    undecided = Judgement("pending", reading=["2*x"], comparison={"kind": "undecided"})
    monkeypatch.setattr(marking, "mark", lambda *_, **__: undecided)
    given = teaching.assignment(teacher, student, versions=[factories.expression_version()])
    attempt = attempts.start(assignment=given, student=student)
    session = attempt.item_sessions.get()
    attempts.save(item_session=session, entry=["2x"], sequence=1)
    attempts.submit(attempt=attempt)
    result = responses.page(session, by=teacher).question.result
    assert [line.is_right for line in result.lines] == [None]
    assert result.sentences[-1] == "A teacher decides."


def test_everyone_in_the_class_has_a_row(assignment, student, classmate):
    answer(assignment, student, "a", "2x")
    attempts.start(assignment=assignment, student=student)
    rows = [(row.student, row.number, row.state) for row in table(assignment).rows]
    assert rows == [
        ("Chris Classmate", None, "not begun"),
        ("Sam Student", 1, "handed in"),
        ("Sam Student", 2, "at work"),
    ]
    later = assignment.closes_at + datetime.timedelta(days=1)
    assert table(assignment, later).rows[0].state == "not handed in"


def test_who_joined_after_closing_has_not_failed_to_hand_in(assignment, student, classmate):
    late = assignment.closes_at + datetime.timedelta(minutes=1)
    Enrolment.objects.filter(student=classmate).update(joined_at=late)
    later = assignment.closes_at + datetime.timedelta(days=1)
    states = {row.student: row.state for row in table(assignment, later).rows}
    assert states == {"Chris Classmate": "joined later", "Sam Student": "not handed in"}
    own = assignments.page(classmate, at=later)
    assert [one.is_before for one in own.past] == [True]
    assert [one.is_before for one in assignments.page(student, at=later).past] == [False]


def test_who_left_after_handing_in_stays_in_the_table(assignment, student):
    answer(assignment, student, "a", "2x")
    classrooms.leave(student=student, classroom=assignment.classroom)
    assert [row.student for row in table(assignment).rows] == ["Chris Classmate", "Sam Student"]


def test_columns_count_who_was_right(assignment, student, classmate):
    answer(assignment, student, "a", "2x")
    answer(assignment, classmate, "b", "2x")
    counts = [(column.correct, column.answered) for column in table(assignment).columns]
    assert counts == [(1, 2), (2, 2)]


def test_what_is_overdue_is_caught_up(assignment, student):
    attempt = attempts.start(assignment=assignment, student=student)
    attempts.save(item_session=attempt.item_sessions.first(), entry=["a"], sequence=1)
    at = attempt.deadline + datetime.timedelta(minutes=1)
    sweeping.sweep(assignment=assignment, at=at)
    row = next(row for row in table(assignment, at).rows if row.cells)
    assert (row.state, row.cells[0].verdict) == ("handed in", "correct")


def test_catching_up_grades_what_a_killed_server_left(assignment, student):
    attempt = attempts.start(assignment=assignment, student=student)
    attempts.save(item_session=attempt.item_sessions.first(), entry=["a"], sequence=1)
    handing_in.hand_in(attempt=attempt, at=timezone.now())
    sweeping.sweep(assignment=assignment)
    assert Response.objects.get().verdict == "correct"


def test_the_file_has_a_line_for_each_row_as_wide_as_its_head(assignment, student):
    answer(assignment, student, "a", "2x")
    head, *lines = tables.of_results(table(assignment))
    assert len(lines) == 2
    assert {len(line) for line in lines} == {len(head)}
    assert head[-2:] == ["Points", "Out of"]
    assert lines[-1][-2:] == ["4", "4"]


def test_the_students_own_results_are_held_back_until_released(assignment, student):
    Assignment.objects.update(feedback=Assignment.Feedback.CLOSED)
    attempt = answer(assignment, student, "b", "3x")
    attempt.refresh_from_db()
    held = results.own(attempt, at=timezone.now())
    assert (held.is_released, held.items, held.total.possible) == (False, [], 0)
    assert [list(one.written.texts) for one in held.written] == [["$x$"], ["3x"]]
    shown = results.own(attempt, at=assignment.closes_at)
    assert [item.verdict for item in shown.items] == ["incorrect", "incorrect"]
    assert all(item.question.answer for item in shown.items)
