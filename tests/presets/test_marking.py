"""Marks by the rules of known exams, as tables."""

from fractions import Fraction

import pytest

from questions.presets import Answer, Outcome, Part, Partial, Ruling, Total, mark, mark_part, total

F = Fraction
JEE_PARTIAL = (Partial(4, 3, F(3)), Partial(3, 2, F(2)), Partial(2, 1, F(1)))


def part(kind="choice", shown=1, counted=None, counting="first", right=1, wrong=0, **more):
    return Part(kind, shown, counted or shown, counting, F(right), F(wrong), F(0), **more)


GATE_1 = part(wrong=F(-1, 3))
GATE_2 = part(right=2, wrong=F(-2, 3))
GATE_SEVERAL = part("several choices", right=2)
JEE_MAIN = part(right=4, wrong=-1)
JEE_NUMBER = part("number", right=4, wrong=-1)
JEE_SEVERAL = part("several choices", right=4, wrong=-2, partial=JEE_PARTIAL)
CSIR_C = part("several choices", right=F(19, 4))


def chose(chosen, *keys, order=1, ruling=Ruling.COUNTS):
    sets = tuple(frozenset(key) for key in keys)
    return Answer(order if chosen else None, frozenset(chosen), sets, ruling=ruling)


def number(is_right, order=1):
    return Answer(order, is_right=is_right)


@pytest.mark.parametrize(
    ("rules", "answer", "marks", "outcome"),
    [
        (GATE_1, chose("a", "a"), 1, "right"),
        (GATE_1, chose("b", "a"), F(-1, 3), "wrong"),
        (GATE_1, chose("", "a"), 0, "not answered"),
        (GATE_2, chose("b", "a"), F(-2, 3), "wrong"),
        (GATE_SEVERAL, chose("ab", "ab"), 2, "right"),
        (GATE_SEVERAL, chose("a", "ab"), 0, "wrong"),
        (GATE_SEVERAL, chose("cd", "ab"), 0, "wrong"),
        (JEE_MAIN, chose("a", "a"), 4, "right"),
        (JEE_MAIN, chose("d", "a"), -1, "wrong"),
        (JEE_NUMBER, number(True), 4, "right"),
        (JEE_NUMBER, number(False), -1, "wrong"),
        (JEE_NUMBER, number(None), 0, "not decided yet"),
        (JEE_NUMBER, Answer(), 0, "not answered"),
        (JEE_SEVERAL, chose("abcd", "abcd"), 4, "right"),
        (JEE_SEVERAL, chose("abc", "abcd"), 3, "partly right"),
        (JEE_SEVERAL, chose("ab", "abcd"), 2, "partly right"),
        (JEE_SEVERAL, chose("a", "abcd"), 1, "partly right"),
        (JEE_SEVERAL, chose("abc", "abc"), 4, "right"),
        (JEE_SEVERAL, chose("ab", "abc"), 2, "partly right"),
        (JEE_SEVERAL, chose("a", "ab"), 1, "partly right"),
        (JEE_SEVERAL, chose("a", "a"), 4, "right"),
        (JEE_SEVERAL, chose("abc", "ab"), -2, "wrong"),
        (JEE_SEVERAL, chose("abd", "abc"), -2, "wrong"),
        (JEE_SEVERAL, chose("cd", "ab"), -2, "wrong"),
        (JEE_SEVERAL, chose("abcd", "abc"), -2, "wrong"),
        (JEE_SEVERAL, chose("", "ab"), 0, "not answered"),
        (CSIR_C, chose("ab", "ab"), F(19, 4), "right"),
        (CSIR_C, chose("a", "ab"), 0, "wrong"),
        (JEE_MAIN, chose("c", "a", "c"), 4, "right"),
        (JEE_MAIN, chose("b", "a", "c"), -1, "wrong"),
        (JEE_SEVERAL, chose("ab", "ab", "abc"), 4, "right"),
        (JEE_SEVERAL, chose("ac", "ab", "abc"), 2, "partly right"),
        (JEE_MAIN, chose("b", "a", ruling=Ruling.DROPPED), 0, "dropped"),
        (JEE_MAIN, chose("b", "a", ruling=Ruling.BONUS), 4, "bonus to all"),
        (JEE_MAIN, chose("", "a", ruling=Ruling.BONUS), 4, "bonus to all"),
    ],
)
def test_one_question_is_marked_by_its_exams_rule(rules, answer, marks, outcome):
    marked = mark(rules, answer)
    assert (marked.marks, marked.outcome) == (marks, outcome)


def counted(marked):
    return [place for place, one in enumerate(marked) if one.counts]


def test_the_first_fifteen_of_twenty_count_in_the_order_of_answering():
    rules = part(shown=20, counted=15, right=2, wrong=F(-1, 2))
    answers = [chose("a", "a" if place % 2 else "b", order=-place) for place in range(20)]
    marked = mark_part(rules, answers)
    assert counted(marked) == list(range(5, 20))
    assert [one.marks for one in marked[:5]] == [0] * 5
    found = total(rules, marked)
    assert found == Total(earned=F(8 * 2) - F(7, 2), possible=F(30), lost=F(7, 2))


def test_a_blank_takes_no_answers_place():
    rules = part(shown=4, counted=2)
    answers = [chose("", "a"), chose("", "a"), chose("a", "a", order=2), chose("a", "a", order=1)]
    assert total(rules, mark_part(rules, answers)).earned == 2


def test_the_best_count_where_the_rule_says_so():
    rules = part(shown=3, counted=2, counting="best", wrong=F(-1, 3))
    answers = [chose("b", "a", order=1), chose("a", "a", order=2), chose("a", "a", order=3)]
    assert counted(mark_part(rules, answers)) == [1, 2]


def test_a_dropped_question_gives_its_place_to_the_next():
    rules = part(shown=3, counted=2)
    answers = [chose("b", "a", order=1, ruling=Ruling.DROPPED)]
    answers += [chose("a", "a", order=place) for place in (2, 3)]
    marked = mark_part(rules, answers)
    assert counted(marked) == [1, 2]
    assert total(rules, marked) == Total(F(2), F(2))


def test_a_dropped_question_lowers_what_is_possible_where_none_is_to_spare():
    rules = part(shown=2, right=4, wrong=-1)
    answers = [chose("b", "a", ruling=Ruling.DROPPED), chose("b", "a")]
    assert total(rules, mark_part(rules, answers)) == Total(F(-1), F(4), F(1))


def test_a_bonus_counts_before_what_was_answered_and_no_more_than_count():
    rules = part(shown=3, counted=2, wrong=F(-1, 3))
    answers = [chose("b", "a", order=1), chose("b", "a", order=2)]
    answers.append(chose("", "a", ruling=Ruling.BONUS))
    marked = mark_part(rules, answers)
    assert counted(marked) == [0, 2]
    assert total(rules, marked).earned == F(2, 3)


def test_thirds_add_up_exactly():
    rules = part(shown=30, wrong=F(-1, 3))
    found = total(rules, mark_part(rules, [chose("b", "a")] * 30))
    assert found == Total(F(-10), F(30), F(10))


def test_what_is_pending_is_said_and_holds_no_marks():
    rules = part("number", shown=2, right=4, wrong=-1)
    marked = mark_part(rules, [number(None), number(True)])
    assert marked[0].outcome is Outcome.PENDING
    assert total(rules, marked) == Total(F(4), F(8), pending=1)
